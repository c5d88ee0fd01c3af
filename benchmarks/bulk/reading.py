"""The whole of a build beside the same language model alone, and two workers beside one."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.bulk.articles import made_up, news_like
from benchmarks.bulk.rows import Row
from benchmarks.generator import Corpus
from kg.config import Config
from kg.model import Article
from kg.pipeline import build
from kg.store import open_store

__all__ = ["beside_the_model", "peak_memory", "workers"]

_TEXTS = 16
"""How many texts at once the model parses fastest here, as far as tried; spaCy takes 256 by itself."""


def beside_the_model(folder: Path, *, rounds: int) -> list[Row]:
    """Articles a second of processor time, for articles as long as news and for made-up ones."""
    kinds: dict[str, tuple[int, Callable[[int], list[Article]]]] = {
        "articles of 510 words": (56, lambda turn: news_like(56, 56 * turn)),
        "made-up articles of 60 words": (192, lambda turn: made_up(range(192 * turn, 192 * (turn + 1)))),
    }
    rows = []
    for kind, (count, some) in kinds.items():
        taken = _turns(folder / "rate", [some(turn) for turn in range(rounds + 1)])
        own, best, whole = (median(seconds) / count for seconds in taken)
        rows.append(
            Row(
                f"build, one process, {kind}",
                "the same spaCy model alone, `nlp.pipe(texts)`",
                f"{own / whole:.0%} of its rate ({1 / whole:.1f} articles/s of processor time); "
                f"{best / whole:.0%} with {_TEXTS} texts at once",
            )
        )
    return rows


def _turns(folder: Path, rounds: list[list[Article]]) -> tuple[list[float], list[float], list[float]]:
    """Processor time of the model with its own batches, of the model with few texts at once, and of a build."""
    import spacy

    nlp = spacy.load(Config().model)
    own, best, whole = [], [], []
    for number, articles in enumerate(rounds):
        texts = [article.text for article in articles]
        own.append(_spent(partial(nlp.pipe, texts)))
        best.append(_spent(partial(nlp.pipe, texts, batch_size=_TEXTS)))
        with open_store(folder / f"round-{number}", write=True, create=True) as store:
            whole.append(_spent(partial(build, articles, store, Config())))
    return own[1:], best[1:], whole[1:]  # the first round loads what is loaded once


def _spent(work: Callable[[], Iterable[object]]) -> float:
    started = time.process_time()
    for _ in work():
        pass
    return time.process_time() - started


class _Run(NamedTuple):
    """A ``kg build`` in a process of its own."""

    seconds: float
    processor: float
    """Seconds of processor time, with its workers."""
    memory: float
    """The most that the process had, without its workers, in MiB."""


_PROGRAM = """
import resource, sys
from pathlib import Path
from kg.cli.group import cli
try:
    cli(sys.argv[1:], standalone_mode=False)
except SystemExit:
    pass
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
peak = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
print(sum(u.ru_utime + u.ru_stime for u in used), *peak)
"""
"""ru_maxrss would not do for the memory: it begins with that of the process that started this one."""


def _kg(store: Path, corpus: Path, workers: int) -> _Run:
    words = ["--store", str(store), "--quiet", "build", str(corpus), "--workers", str(workers)]
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _PROGRAM, *words], check=True, capture_output=True, text=True)
    processor, memory = map(float, done.stdout.splitlines()[-1].split())
    return _Run(time.perf_counter() - started, processor, memory / 1024)


def _corpus(folder: Path, count: int) -> Path:
    path = folder / f"corpus-{count}.jsonl"
    if not path.exists():
        corpus = Corpus(1)
        _write(path, (corpus.record(number) for number in range(count)))
    return path


def _long_corpus(folder: Path, count: int) -> Path:
    """Articles as long as news, each with the words of one that is made up, so that no two are the same."""
    path = folder / f"corpus-long-{count}.jsonl"
    if not path.exists():
        pairs = zip(_read(_corpus(folder, count)), news_like(count), strict=True)
        _write(path, (record | {"text": f"{record['text']}\n\n{article.text}"} for record, article in pairs))
    return path


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


def workers(folder: Path, *, rounds: int, count: int) -> list[Row]:
    """Whole processes, one worker and two, taking turns; and what two would reach with nothing else on the machine."""
    kinds = {
        f"{count // 5:,} articles of 570 words": _long_corpus(folder, count // 5),
        f"{count:,} made-up articles": _corpus(folder, count),
    }
    return [_beside_one_worker(folder, kind, path, rounds) for kind, path in kinds.items()]


def _beside_one_worker(folder: Path, kind: str, corpus: Path, rounds: int) -> Row:
    runs: dict[int, list[_Run]] = {1: [], 2: []}
    for number in range(rounds):
        for several, found in runs.items():
            found.append(_kg(folder / f"workers-{corpus.stem}-{several}-{number}", corpus, several))
    one, two = (median(run.seconds for run in runs[several]) for several in (1, 2))
    alone, both = (median(run.processor for run in runs[several]) for several in (1, 2))
    return Row(
        f"build of {kind}, two workers",
        "one worker",
        f"{one / two:.2f} × as fast; {both / alone:.2f} × its processor time",
    )


def peak_memory(folder: Path, *, few: int, many: int) -> list[Row]:
    """The highest memory of a build of few articles and of many."""
    found = {count: _kg(folder / f"memory-{count}", _corpus(folder, count), 1) for count in (few, many)}
    return [
        Row(
            f"peak memory of a build of {many:,} articles",
            f"that of {few:,}",
            f"{found[many].memory / found[few].memory:.2f} × ({found[many].memory:.0f} MiB)",
        )
    ]
