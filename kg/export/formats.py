"""The table of formats, and writing in one of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import UnknownFormatError
from kg.export.files import written
from kg.export.jsonld import write_jsonld
from kg.export.network import write_graphml
from kg.export.parquet import write_parquet
from kg.export.rdf_formats import write_nquads, write_ntriples, write_rdfxml, write_trig, write_turtle
from kg.export.selection import Selection
from kg.export.tables import write_csv, write_html
from kg.store import ArticleStore

__all__ = ["FORMATS", "Format", "export", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be written."""

    endings: tuple[str, ...]
    """Of files, the usual one first."""
    summary: str
    """What it is, for help and documentation."""
    write: Callable[[Selection, IO[bytes]], None]


FORMATS: dict[str, Format] = {
    "turtle": Format((".ttl",), "Turtle: RDF to read, all graphs as one", write_turtle),
    "trig": Format((".trig",), "TriG: Turtle with a named graph for each article", write_trig),
    "ntriples": Format((".nt",), "N-Triples: a triple a line, all graphs as one", write_ntriples),
    "nquads": Format((".nq",), "N-Quads: a triple and its graph a line", write_nquads),
    "jsonld": Format((".jsonld",), "JSON-LD, all graphs as one", write_jsonld),
    "rdfxml": Format((".rdf", ".owl", ".xml"), "RDF/XML, all graphs as one", write_rdfxml),
    "csv": Format((".csv",), "a table of the claims", write_csv),
    "parquet": Format((".parquet",), "the same table, for pandas, polars, DuckDB and R", write_parquet),
    "graphml": Format((".graphml",), "a network of actors, claims and situations, for Gephi", write_graphml),
    "html": Format((".html", ".htm"), "a page of the claims with their words", write_html),
}
"""Name → format. The first is the default."""


def format_of(target: Path | None, name: str | None = None) -> str:
    """The name of the format: as given, or by the file's ending, or Turtle.

    Raises UnknownFormatError, with all formats, where neither is known.
    """
    if name is not None:
        if name not in FORMATS:
            raise UnknownFormatError(f"no format {name!r}", remedy=_all_formats())
        return name
    if target is None or not target.suffix:
        return next(iter(FORMATS))
    for known, form in FORMATS.items():
        if target.suffix.lower() in form.endings:
            return known
    raise UnknownFormatError(f"no format has the ending {target.suffix!r}", remedy=f"Give --format. {_all_formats()}")


def export(
    store: ArticleStore,
    target: Path | None,
    format: str | None = None,  # noqa: A002 - it is what the option is called
    article: str | None = None,
    with_text: bool = True,
) -> None:
    """Write the store, or one article (by IRI, hash or title) with what it speaks of, to a file or standard output.

    Without the text, the articles' texts and all quotations longer than a short phrase are left out. A file is there
    whole or not at all. Raises UnknownFormatError, UnknownNameError for the article, PathError for the file.
    """
    form = FORMATS[format_of(target, format)]
    found = store.find_article(article) if article is not None else None
    selection = Selection(store, found, with_text=with_text)
    if target is None:
        sys.stdout.flush()
        form.write(selection, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with written(target) as file:
        form.write(selection, file)


def _all_formats() -> str:
    return "Formats are: " + ", ".join(f"{name} ({form.endings[0]})" for name, form in FORMATS.items()) + "."
