"""Work in several processes, with functions that do what each test needs."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kg.errors import MissingExtraError
from kg.workers import Died, in_processes

Work = Callable[[Sequence[int]], Iterator[int]]


def doubling() -> Work:
    return double


def double(numbers: Sequence[int]) -> Iterator[int]:
    for number in numbers:
        if number < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        yield 2 * number


def doubling_all_first() -> Work:
    return double_all_first


def double_all_first(numbers: Sequence[int]) -> Iterator[int]:
    """Has nothing to show for before all is done."""
    yield from list(double(numbers))


def echoing() -> Callable[[Sequence[bytes]], Iterator[bytes]]:
    return iter


def failing() -> Work:
    raise MissingExtraError("the model is not installed", remedy="Install it.")


def vanishing() -> Work:
    os._exit(7)


def slow_first(started: str) -> Work:
    """The first number waits until the second has been worked on by another process."""

    def work(numbers: Sequence[int]) -> Iterator[int]:
        path = Path(started)
        for number in numbers:
            while number == 0 and not path.exists():
                time.sleep(0.01)
            if number == 1:
                path.touch()
            yield number

    return work


def test_results_come_in_the_order_of_the_items() -> None:
    items = [(f"item {number}", number if number % 3 else None) for number in range(20)]
    found = list(in_processes(items, doubling, (), 2))
    assert found == [(name, None if number is None else 2 * number) for name, number in items]


def test_a_process_that_has_nothing_to_do_is_not_started() -> None:
    assert list(in_processes([("a", None), ("b", None)], vanishing, (), 2)) == [("a", None), ("b", None)]


def test_items_are_worked_on_at_the_same_time(tmp_path: Path) -> None:
    found = list(in_processes([(0, 0), (1, 1), (2, 2)], slow_first, (str(tmp_path / "started"),), 2))
    assert [result for _, result in found] == [0, 1, 2]


def test_items_and_results_may_be_longer_than_a_pipe_holds() -> None:
    items = [(number, bytes([number]) * 1_000_000) for number in range(100)]
    assert list(in_processes(items, echoing, (), 2)) == items


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("start", [doubling, doubling_all_first])
def test_a_process_that_is_killed_takes_only_its_item_with_it(start: Callable[[], Work]) -> None:
    numbers = [1, 2, -1, 3, 4, 5, -1, 6, 7]
    found = list(in_processes([(number, number) for number in numbers], start, (), 2))
    assert [number for number, _ in found] == numbers
    assert [result for number, result in found if number < 0] == [Died(-signal.SIGKILL)] * 2
    assert [result for number, result in found if number > 0] == [2 * number for number in numbers if number > 0]


def test_what_goes_wrong_at_the_start_is_raised() -> None:
    with pytest.raises(MissingExtraError, match="not installed") as caught:
        list(in_processes([(1, 1)], failing, (), 2))
    assert caught.value.remedy == "Install it."


def test_a_process_that_ends_before_it_begins_is_an_error_and_not_tried_for_ever() -> None:
    with pytest.raises(RuntimeError, match="exit code 7"):
        list(in_processes([(1, 1)], vanishing, (), 2))


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def numbers() -> Iterator[tuple[int, int]]:
        for number in range(10_000):
            taken.append(number)
            yield number, number

    found = in_processes(numbers(), doubling, (), 1)
    for _ in range(5):
        next(found)
    found.close()
    assert len(taken) < 100
