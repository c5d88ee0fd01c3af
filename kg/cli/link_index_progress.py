"""How far the build of an index has come: a bar on a terminal, by bytes where the dump's size is known."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.cli.settings import Settings
    from kg.link.index import Progress

__all__ = ["bar"]

_PATIENCE = 1.0
"""Seconds before a bar appears."""


@contextmanager
def bar(what: str, settings: Settings) -> Iterator[Callable[[Progress], None]]:
    """Gives what is to be called with each progress. Without a terminal nothing is shown."""
    if settings.quiet or not sys.stderr.isatty():
        yield lambda _progress: None
        return
    shown = _Bar(what)
    try:
        yield shown.step
    finally:
        shown.stop()


class _Bar:
    """Wraps rich's bar, which is imported when the first second is over."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._started = time.monotonic()
        self._progress: Any = None
        self._task: Any = None

    def step(self, done: Progress) -> None:
        if self._progress is None and time.monotonic() - self._started > _PATIENCE:
            self._start(done)
        if self._progress is not None:
            self._progress.update(self._task, completed=done.read, items=f"{done.items:,} items")

    def _start(self, done: Progress) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Shown

        sized = (BarColumn(bar_width=20), DownloadColumn(), TimeRemainingColumn(compact=True)) if done.size else ()
        columns = (TextColumn("{task.description}"), *sized, TextColumn("{task.fields[items]}"))
        self._progress = Shown(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(self._what, total=done.size or None, items="")
        self._progress.start()

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
