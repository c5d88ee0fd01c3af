"""The whole of a build beside the same language model alone, and two workers beside one."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.generator import Corpus
from kg.config import Config
from kg.extract.parse import Parser, paragraphs, smooth
from kg.model import Article
from kg.pipeline import build
from kg.store import open_store

__all__ = ["beside_the_model", "peak_memory", "workers"]


def articles(numbers: range, seed: int = 1) -> list[Article]:
    corpus = Corpus(seed)
    return [corpus.extraction(number).article for number in numbers]


def beside_the_model(folder: Path, *, rounds: int, count: int) -> dict[str, float]:
    """Articles a second of processor time, whole build and nlp.pipe alone, taking turns on the same articles."""
    nlp = Parser(Config().model).nlp
    everything = articles(range((rounds + 1) * count))
    alone, whole = [], []
    for number in range(rounds + 1):
        some = everything[number * count : (number + 1) * count]
        texts = [smooth(article.text) for article in some]
        bodies = [text[start:end] for text in texts for start, end in paragraphs(text)]
        started = time.process_time()
        for _ in nlp.pipe(bodies):
            pass
        alone.append(time.process_time() - started)
        with open_store(folder / f"round-{number}", write=True, create=True) as store:
            started = time.process_time()
            for _ in build(some, store, Config()):
                pass
            whole.append(time.process_time() - started)
    one, other = median(alone[1:]) / count, median(whole[1:]) / count  # the first round loads the model
    return {"nlp.pipe, ms": one * 1000, "build, ms": other * 1000, "build / nlp.pipe, rates": one / other}


def _kg(folder: Path, corpus: Path, workers: int) -> tuple[float, int]:
    """Seconds, and the highest memory of the process that stores and of its workers, in KiB."""
    program = (
        "import resource, sys; from kg.cli.group import cli; "
        "cli(sys.argv[1:], standalone_mode=False); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    words = ["--store", str(folder), "--quiet", "build", str(corpus), "--workers", str(workers)]
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program, *words], check=True, capture_output=True, text=True)
    own = int(done.stdout.splitlines()[-1]) if done.stdout.strip() else 0
    return time.perf_counter() - started, max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _corpus(folder: Path, count: int) -> Path:
    path = folder / f"corpus-{count}.jsonl"
    corpus = Corpus(1)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(corpus.record(number)) + "\n")
    return path


def workers(folder: Path, *, rounds: int, count: int) -> dict[str, float]:
    """Seconds of whole processes, one worker and two, taking turns."""
    path = _corpus(folder, count)
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for number in range(rounds):
        for several in seconds:
            seconds[several].append(_kg(folder / f"workers-{several}-{number}", path, several)[0])
    one, two = median(seconds[1]), median(seconds[2])
    return {"one, s": one, "two, s": two, "two / one, rates": one / two}


def peak_memory(folder: Path, *, few: int, many: int) -> dict[str, float]:
    """Highest memory of a build of few articles and of many, in MiB."""
    memory = {count: _kg(folder / f"memory-{count}", _corpus(folder, count), 1)[1] / 1024 for count in (few, many)}
    return {f"{few}, MiB": memory[few], f"{many}, MiB": memory[many], "many / few": memory[many] / memory[few]}
