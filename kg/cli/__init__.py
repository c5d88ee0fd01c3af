"""The command line: parse, call, show, and nothing else. One file for each command, read when it is asked for."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """What the command ``kg`` runs; ends the process with one of the exit codes of ``kg --help``."""
    import io
    import sys
    import warnings

    from kg.cli.group import cli

    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries say to programmers is not for those who use the command
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # what articles say fits no older encoding
    cli(prog_name="kg")
