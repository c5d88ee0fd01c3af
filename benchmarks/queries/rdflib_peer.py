"""rdflib in memory, in a process of its own: it is told queries on stdin, and answers with seconds.

Each query runs in a child of that process, which is stopped after a limit: nothing else stops rdflib.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

__all__ = ["RdflibPeer"]


class RdflibPeer:
    """The process, from the other side."""

    def __init__(self, corpus: Path, limit: float) -> None:
        """Loads N-Quads, which takes 15 s for 1,000 articles. ``limit`` is in seconds."""
        command = [sys.executable, "-m", __name__, str(corpus), str(limit)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()

    def seconds(self, query: str) -> float:
        """How long the query takes, or the limit where it takes longer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(query) + "\n")
        self._process.stdin.flush()
        return float(self._answer())

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def _main(corpus: str, limit: float) -> None:
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(corpus, format="nquads")
    print(0, flush=True)
    for line in sys.stdin:
        print(_timed(dataset, json.loads(line), limit), flush=True)


def _timed(dataset: object, query: str, limit: float) -> float:
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        started = time.perf_counter()
        list(dataset.query(query))  # type: ignore[attr-defined]
        os.write(writable, str(time.perf_counter() - started).encode())
        os._exit(0)
    os.close(writable)
    answered, _, _ = select.select([readable], [], [], limit)
    taken = os.read(readable, 64) if answered else b""
    os.close(readable)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return float(taken or limit)


if __name__ == "__main__":
    _main(sys.argv[1], float(sys.argv[2]))
