"""The curated pack: tables of names that people can read and correct, one fact a row, with where its id was checked.

Every table in ``kg/link/pack/`` but ``demonyms.tsv`` has the same columns (see ``COLUMNS``). A row without an id
carries the title of its English Wikipedia article instead: it is known, and has no link until someone resolves it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.model import ActorKind, KnownEntity

__all__ = ["COLUMNS", "Demonyms", "Row", "read_demonyms", "read_rows", "variants"]

COLUMNS = ("qid", "label", "aliases", "kind", "country", "is_capital", "description", "enwiki", "trust", "evidence")
_KINDS = {kind.value: kind for kind in ActorKind}
_FOLDER = "pack"
_DEMONYMS = "demonyms.tsv"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the pack."""

    entity: KnownEntity
    table: str
    """Name of the table without its ending: "countries"."""
    enwiki: str
    trust: str
    """Empty where the id is sure; "review" where a person should look before the link counts."""
    evidence: str

    @property
    def names(self) -> tuple[str, ...]:
        """Label and aliases."""
        return (self.entity.label, *self.entity.aliases)


@dataclass(frozen=True, slots=True)
class Demonyms:
    """The words for what and who belongs to a country: "Pakistani", "Pakistanis"."""

    country: str
    """Key of the country's row."""
    words: tuple[str, ...]


def read_rows() -> Iterator[Row]:
    """All rows of the pack, table by table in the order of their names. Raises ValueError for a malformed table."""
    for table in _tables():
        if table.name != _DEMONYMS:
            yield from _rows(table)


def read_demonyms() -> Iterator[Demonyms]:
    """The table of demonyms."""
    table = files(__package__).joinpath(_FOLDER, _DEMONYMS)
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        country, _, words = line.split("\t")
        yield Demonyms(country, tuple(words.split("|")))


def variants(name: str) -> Iterator[str]:
    """The name, and how a newspaper without its accents prints it.

    >>> list(variants("Bogotá"))
    ['Bogotá', 'Bogota']
    """
    yield name
    if not name.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
        plain = plain.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("Ł", "L").replace("ʻ", "'")
        if plain != name:
            yield plain


def _tables() -> list[Traversable]:
    folder = files(__package__).joinpath(_FOLDER)
    return sorted((item for item in folder.iterdir() if item.name.endswith(".tsv")), key=lambda item: item.name)


def _rows(table: Traversable) -> Iterator[Row]:
    lines = table.read_text(encoding="utf-8").splitlines()
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise ValueError(f"{table.name}: the first line should name the columns {', '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise ValueError(f"{table.name}:{number}: {len(cells)} cells instead of {len(COLUMNS)}")
        qid, label, aliases, kind, country, is_capital, description, enwiki, trust, evidence = cells
        entity = KnownEntity(
            key=qid or f"enwiki:{enwiki}",
            label=label,
            kind=_KINDS[kind],
            qid=qid or None,
            country=country or None,
            is_capital=is_capital == "yes",
            description=description or None,
            aliases=tuple(aliases.split("|")) if aliases else (),
        )
        yield Row(entity, table.name.removesuffix(".tsv"), enwiki, trust, evidence)
