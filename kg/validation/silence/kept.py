"""The source of the searches for our own constraints, kept in ``kept.json`` beside this: to make it takes a second.

It is found by the text of the constraint, so that one that has been changed is compiled anew. After a change of shapes
or of how they are compiled, ``python -m kg.validation.silence`` writes the file; a test tells when.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

__all__ = ["keep", "kept_source", "sources"]

_FILE = Path(__file__).with_name("kept.json")


def kept_source(pattern: str) -> str | None:
    """The source for a constraint; None where it is not kept."""
    return _kept().get(_name(pattern))


def sources() -> dict[str, str]:
    """The sources for all constraints of ours, compiled anew, by the names that they are kept under."""
    from kg.validation.shapes import load_shapes
    from kg.validation.silence.patterns import source_of

    return {_name(check.pattern): source_of(check.pattern) for check in load_shapes().constraints}


@cache
def _kept() -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads(_FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept


def _name(pattern: str) -> str:
    return hashlib.sha256(pattern.encode()).hexdigest()


def keep() -> None:
    """Write the file anew."""
    _FILE.write_text(json.dumps(sources(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
