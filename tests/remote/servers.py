"""SPARQL servers on this machine, started for the tests and stopped after them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

__all__ = ["Server", "oxigraph_server", "virtuoso_server"]

_STARTING = 60.0
"""Seconds that a server may take to start."""
_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {sql_port}
ServerThreads = 6
NumberOfBuffers = {buffers}
DisableUnixSocket = 1
DirsAllowed = {folder}
[HTTPServer]
ServerPort = {port}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000000
"""
"""Settings of Virtuoso 7, as its manual names them; its password is "dba" until it is changed."""


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, and what the environment should hold to be let in."""

    address: str
    environment: Mapping[str, str] = field(default_factory=dict)
    sql_port: int | None = None
    """Where Virtuoso takes its own commands (isql-vt)."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + _STARTING
        while True:
            try:
                urlopen(address, timeout=1).close()
                break
            except (URLError, OSError):
                said = (folder / "output").read_text(errors="replace")[-2000:]
                assert process.poll() is None, f"{command[0]} ended: {said}"
                assert time.monotonic() < until, f"{command[0]} does not start: {said}"
                time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[Server | None]:
    """``oxigraph serve`` from the package of that name; None where it is not installed."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        yield None
        return
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [program, "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, address):
        yield Server(address)


@contextmanager
def virtuoso_server(folder: Path, buffers: int = 10_000) -> Iterator[Server | None]:
    """Virtuoso as Debian packages it (virtuoso-opensource-7-bin); None where it is not installed.

    ``buffers`` are pages of 8 KiB in memory.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        yield None
        return
    port, sql_port = _free_port(), _free_port()
    settings = _VIRTUOSO.format(folder=folder, port=port, sql_port=sql_port, buffers=buffers)
    (folder / "virtuoso.ini").write_text(settings)
    address = f"http://127.0.0.1:{port}/sparql"
    with _running([program, "-f", "-c", "virtuoso.ini"], folder, address):
        yield Server(address, {"KG_ENDPOINT_USER": "dba", "KG_ENDPOINT_PASSWORD": "dba"}, sql_port)
