"""What ``kg show`` tells of one node, before it is laid out: some lines of facts, then sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TextIO

__all__ = ["Card", "Section", "write_card"]

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines below it. What follows a line break in a line is the IRI of what it speaks of."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One node, described for people."""

    label: str
    kind: str
    iri: str
    facts: tuple[tuple[str, str], ...] = ()
    """Name and value, such as ("role", "the Pakistani Minister of Defense"); empty values have been left out."""
    sections: tuple[Section, ...] = field(default=())


def write_card(card: Card, out: TextIO, width: int) -> None:
    """Lay a card out as text, its lines folded between words to the width in characters."""
    out.writelines(_folded(f"{card.label}  ({card.kind})", width, "", _INDENT))
    out.write(card.iri + "\n")
    column = max((len(name) for name, _ in card.facts), default=0) + 2
    for name, value in card.facts:
        out.writelines(_folded(name.ljust(column) + value, width, "", " " * column))
    for section in card.sections:
        out.write(f"\n{section.title}\n")
        for line in section.lines:
            words, _, iri = line.partition("\n")
            lead = _INDENT + " " * (len(words) - len(words.lstrip()))
            out.writelines(_folded(words.strip(), width, lead, lead + _INDENT))
            if iri:
                out.write(f"{lead}{_INDENT}{iri}\n")


def _folded(text: str, width: int, first: str, rest: str) -> list[str]:
    """Lines that fit the width; IRIs and names stay whole, so that they can be copied."""
    from textwrap import wrap

    lines = wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return [line + "\n" for line in lines or [""]]


def facts(pairs: Iterable[tuple[str, str | Sequence[str]]]) -> tuple[tuple[str, str], ...]:
    """The pairs that have a value; several values are joined by semicolons."""
    joined = ((name, value if isinstance(value, str) else "; ".join(value)) for name, value in pairs)
    return tuple((name, value) for name, value in joined if value)


def sections(pairs: Iterable[tuple[str, Iterable[str]]]) -> tuple[Section, ...]:
    """The sections that have lines."""
    found = (Section(title, tuple(lines)) for title, lines in pairs)
    return tuple(section for section in found if section.lines)
