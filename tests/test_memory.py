"""Memory that is not used any more is given back, where the C library can do that."""

import ctypes

import pytest

from kg import memory


def test_free_memory_is_given_back_where_that_can_be_done() -> None:
    held = [bytes(100_000) for _ in range(300)]
    del held[::2]
    assert memory.give_back() is hasattr(ctypes.CDLL(None), "malloc_trim")


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def opened(_: object) -> object:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", opened)
    monkeypatch.setattr(memory, "_trim", memory._trim.__wrapped__)
    assert memory.give_back() is False
