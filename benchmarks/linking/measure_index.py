"""Measure the index: how fast it is built next to what its parser can do, how large it gets, how fast it answers.

usage: python benchmarks/linking/measure_index.py DUMP.json.gz FOLDER

Builds it three times: once to measure, once in a process that is killed half-way, and that one to its end. Rates are
megabytes of unpacked JSON a second, all in this run and on one core.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from kg.link.index import build_index, open_index
from kg.link.index.dump import Dump
from kg.link.index.entities import PARSER, loads


def unpacked_size(dump: Path) -> tuple[int, float]:
    start = time.process_time()
    with gzip.open(dump) as file:
        size = sum(len(chunk) for chunk in iter(lambda: file.read(1 << 20), b""))
    return size, time.process_time() - start


def parser_time(dump: Path) -> float:
    """Seconds to unpack and parse every line, and do nothing else."""
    start = time.process_time()
    for lines, _ in Dump(dump).batches():
        for line in lines:
            if len(line) > 2:
                loads(line.rstrip(b","))
    return time.process_time() - start


def lookup_times(path: Path) -> list[float]:
    with open_index(path) as index:
        names = [entry.label for entry in index.entries()]
        times = []
        for name in random.Random(1).sample(names, min(20_000, len(names))):
            start = time.perf_counter()
            index.named(name)
            times.append(time.perf_counter() - start)
    return sorted(times)


def kill_half_way(dump: Path, path: Path, items: int) -> None:
    program = f"""
        import os, signal
        from pathlib import Path
        from kg.link.index import build_index
        def dies(progress):
            if progress.items > {items // 2}:
                os.kill(os.getpid(), signal.SIGKILL)
        build_index(Path({str(dump)!r}), Path({str(path)!r}), report=dies)
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False)
    assert killed.returncode == -signal.SIGKILL


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dump", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    whole, resumed = args.folder / "whole.sqlite", args.folder / "resumed.sqlite"
    start, cpu = time.perf_counter(), time.process_time()
    built = build_index(args.dump, whole)
    took, busy = time.perf_counter() - start, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size, gunzip = unpacked_size(args.dump)
    parsing = parser_time(args.dump)
    mega = size / 1e6
    print(f"dump: {mega:,.0f} MB of JSON, {built.items:,} items, {size / built.items:,.0f} bytes each")
    print(f"unpacking alone {mega / gunzip:,.0f} MB/s; unpacking and {PARSER} alone {mega / parsing:,.0f} MB/s")
    print(f"build {mega / busy:,.0f} MB/s, {busy:,.1f} s ({took:,.1f} s by the clock), {memory:,.0f} MB memory")
    print(f"index {whole.stat().st_size / 1e6:,.1f} MB")
    times = [1e6 * one for one in lookup_times(whole)]
    print(f"look-up p50 {statistics.median(times):.1f} µs, p99 {times[int(0.99 * len(times))]:.1f} µs")
    kill_half_way(args.dump, resumed, built.items)
    again = build_index(args.dump, resumed)
    same = (
        hashlib.file_digest(whole.open("rb"), "sha256").digest()
        == hashlib.file_digest(resumed.open("rb"), "sha256").digest()
    )
    print(f"killed, went on at byte {again.resumed_at:,}: {'the same file, byte for byte' if same else 'ANOTHER FILE'}")


if __name__ == "__main__":
    main()
