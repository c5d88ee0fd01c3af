"""Memory that is not used any more is given back, where the C library can do that."""

import ctypes
import subprocess
import sys

import pytest

from kg import memory


def test_free_memory_is_given_back_where_that_can_be_done() -> None:
    held = [bytes(100_000) for _ in range(300)]
    del held[::2]
    assert memory.give_back() is hasattr(ctypes.CDLL(None), "malloc_trim")


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="not GNU's C library")
def test_what_is_large_is_given_back_at_once() -> None:
    program = (
        "import os, sys\n"
        "from kg.memory import keep_less\n"
        "def size(): return int(open('/proc/self/statm').read().split()[1]) * os.sysconf('SC_PAGE_SIZE')\n"
        "if sys.argv[1] == 'less': assert keep_less()\n"
        "del (first := [bytearray(20_000_000)])[:]\n"  # from now on pieces of this size are kept, unless told otherwise
        "before = size()\n"
        "held = [bytearray(10_000_000), bytearray(1_000)]\n"
        "small = [bytearray(1_000) for _ in range(100)]\n"
        "held[0] = None\n"
        "print(size() - before)\n"
    )
    kept, given_back = (
        int(subprocess.run([sys.executable, "-c", program, how], check=True, capture_output=True).stdout)
        for how in ("more", "less")
    )
    assert given_back < 1_000_000 < kept


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def opened(_: object) -> object:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", opened)
    monkeypatch.setattr(memory, "_trim", memory._trim.__wrapped__)
    assert memory.give_back() is False
    assert memory.keep_less() is False
