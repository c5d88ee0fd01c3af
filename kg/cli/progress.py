"""A progress bar on a terminal, for what takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kg.cli.settings import Settings

__all__ = ["progress"]

_PATIENCE = 1.0
"""Seconds before a bar appears."""


@contextmanager
def progress(what: str, total: int | None, settings: Settings) -> Iterator[Callable[[str], None]]:
    """Gives what is to be called after each step, with a word on it. Without a terminal nothing is shown."""
    if settings.quiet or not sys.stderr.isatty():
        yield lambda _word: None
        return
    bar = _Bar(what, total)
    try:
        yield bar.step
    finally:
        bar.stop()


class _Bar:
    """Wraps rich's bar, which is imported when the first second is over."""

    def __init__(self, what: str, total: int | None) -> None:
        self._what, self._total = what, total
        self._started = time.monotonic()
        self._done = 0
        self._progress: Any = None
        self._task: Any = None

    def step(self, word: str) -> None:
        self._done += 1
        if self._progress is None and time.monotonic() - self._started > _PATIENCE:
            self._start()
        if self._progress is not None:
            rate = self._done / (time.monotonic() - self._started)
            self._progress.update(self._task, completed=self._done, word=word, rate=f"{rate:.3g}/s")

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[word]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task(self._what, total=self._total, word="", rate="")
        self._progress.start()

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
