"""Times that can be compared: what is measured takes turns with its peer, and the median of the turns counts."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping

__all__ = ["geometric_mean", "interleaved", "seconds"]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def interleaved(contenders: Mapping[str, Callable[[], float]], turns: int = 5, enough: float = 5.0) -> dict[str, float]:
    """Median seconds of each, which take turns. Who takes longer than ``enough`` in a turn has no other."""
    measured: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(turns):
        for name, measure in contenders.items():
            if turn == 0 or measured[name][0] < enough:
                measured[name].append(measure())
    return {name: statistics.median(times) for name, times in measured.items()}


def geometric_mean(values: Iterable[float]) -> float:
    """The mean of ratios: twice as fast here and half as fast there is as fast."""
    logarithms = [math.log(value) for value in values]
    return math.exp(sum(logarithms) / len(logarithms))
