"""A worker is not as large for ever as its largest answer was."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import count

import pytest

from kg.web.thrift import EVERY, GROWTH, Thrift, resident

MB = 1_000_000


def sizes(*given: int) -> Callable[[], int]:
    """What the process holds whenever it is asked, in MB."""
    rest = iter(given)
    return lambda: next(rest) * MB


def test_what_has_grown_is_given_back_once() -> None:
    trimmed: list[int] = []
    thrift = Thrift(lambda: trimmed.append(1), sizes(40, 90, 240, 50, 113, 115, 50), clock=count(step=EVERY).__next__)
    assert [thrift.look() for _ in range(4)] == [False, True, False, True]
    assert len(trimmed) == 2


def test_what_stays_in_use_does_not_count_as_growth_again() -> None:
    thrift = Thrift(lambda: None, sizes(40, 240, 220, 240, 260, 283, 300, 300), clock=count(step=EVERY).__next__)
    assert [thrift.look() for _ in range(5)] == [True, False, False, False, True]


def test_what_shrinks_by_itself_is_noticed() -> None:
    thrift = Thrift(lambda: None, sizes(240, 40, 110, 40), clock=count(step=EVERY).__next__)
    assert [thrift.look(), thrift.look()] == [False, True]


def test_not_after_each_large_answer() -> None:
    thrift = Thrift(lambda: None, sizes(40, 240, 40, 240, 40), clock=iter((0.0, 1.0, 2.0, EVERY, EVERY + 2)).__next__)
    assert [thrift.look() for _ in range(4)] == [True, False, False, True]


def test_where_sizes_cannot_be_told_nothing_happens() -> None:
    trimmed: list[int] = []
    assert not Thrift(lambda: trimmed.append(1), lambda: 0).look()
    assert not trimmed


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim") or not resident(), reason="needs glibc, and /proc")
def test_memory_in_the_midst_of_the_heap_goes_back() -> None:
    c = ctypes.CDLL(None)
    c.malloc.restype, c.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    size = 8_000  # small enough to lie on the heap
    thrift = Thrift()
    blocks = [c.malloc(size) for _ in range(3 * GROWTH // size)]
    for block in blocks:
        ctypes.memset(block, 1, size)
    held = resident()
    for block in blocks[:-1]:
        c.free(block)  # the last stays at the end, and all below would stay with it
    assert thrift.look()
    assert held - resident() > GROWTH
    c.free(blocks[-1])
