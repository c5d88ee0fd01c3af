"""The command line: parse, call, show, and nothing else. One file for each command, read when it is asked for."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """What the command ``kg`` runs; ends the process with one of the exit codes of ``kg --help``."""
    import sys
    import warnings

    from kg.cli.group import cli

    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries say to programmers is not for those who use the command
    cli(prog_name="kg")
