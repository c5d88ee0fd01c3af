"""Runs the sessions that the documentation shows, so that what they print is what kg prints.

A page's ``console`` blocks are one session: they run one after the other in a new folder that holds copies of
examples/ and tests/gold/. A line that begins with ``$ `` is a command, which goes on below where it ends in a
backslash; what follows is its output, results and messages together, as they come. A block of another language that
names a file (```` ```sparql file=queries/mine.rq ````) is written to that file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"^```(?:console|\w+ file=(?P<file>\S+))\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_DURATION = re.compile(r"\b\d+(?:[.,]\d+)? ?(?:ms|s|seconds?)\b")
_TIMEOUT = 300


class SessionError(Exception):
    """A command of a session did what no page should show: it hung, or failed with a mistake in kg itself."""


def rerun(page: str) -> str:
    """The page with the output of its sessions as it is now. Outputs that differ in durations alone are kept."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        shutil.copytree(ROOT / "examples", here / "examples")
        shutil.copytree(ROOT / "tests" / "gold", here / "tests" / "gold")
        return _BLOCK.sub(lambda block: _rerun_block(block, here), page)


def commands_in(block: str) -> list[tuple[str, str]]:
    """Each command as written, prompt and all, with the output that the page shows for it."""
    found: list[tuple[str, str]] = []
    going_on = False
    for line in block.splitlines(keepends=True):
        if going_on or line.startswith("$ "):
            written = (found.pop()[0] if going_on else "") + line
            found.append((written, ""))
            going_on = line.rstrip("\n").endswith("\\")
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


def _rerun_block(block: re.Match[str], here: Path) -> str:
    if block["file"]:
        path = here / block["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["body"], encoding="utf-8")
        return block[0]
    shown = []
    for written, output in commands_in(block["body"]):
        new = run_command(written.removeprefix("$ "), here)
        shown.append(written + (output if _DURATION.sub("#", output) == _DURATION.sub("#", new) else new))
    return f"```console\n{''.join(shown)}```"


def run_command(command: str, here: Path) -> str:
    """What a command prints in that folder, on a screen 100 columns wide that knows no colours."""
    unset = {"KG_STORE", "FORCE_COLOR", "PYTHONWARNINGS"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment |= {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    environment |= {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            ["bash", "-c", f"exec 2>&1\n{command}"],
            cwd=here,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SessionError(f"takes longer than {_TIMEOUT} s: {command}") from None
    if done.returncode in {4, 126, 127} or "Traceback" in done.stdout:
        raise SessionError(f"exit code {done.returncode}: {command}\n{done.stdout}")
    output = "\n".join(line.rstrip() for line in done.stdout.replace(str(here), ".").splitlines())
    return output + "\n" if output else ""
