"""The one table of the formats in which answers are written; ``--format`` and its help are made of it.

CSV and TSV are those of SPARQL 1.1 Query Results CSV and TSV, JSON and XML the SPARQL results formats of their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TextIO, TypeVar

import pyoxigraph as ox

from kg.errors import UnknownFormatError
from kg.render.answers import Answer, Kind, Term, plain
from kg.vocabulary import PREFIXES, XSD

__all__ = ["FORMATS", "Format", "default_format", "write_answer"]

_T = TypeVar("_T")
_NOT_XML: Final = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Compiled where XML is written: that takes as long as all the rest of a small answer."""
_BARE: Final = frozenset({XSD.integer, XSD.decimal, XSD.boolean})
"""Literals that Turtle, and so TSV, writes without quotation marks where their form is canonical."""


def write_answer(answer: Answer, name: str, out: TextIO, width: int = 80) -> int:
    """Write an answer in the format of that name, and return how many rows or triples there were.

    Raises UnknownFormatError where there is no such format, or where it cannot hold this form of answer.
    """
    form = FORMATS.get(name)
    if form is None:
        import difflib

        close = difflib.get_close_matches(name, FORMATS, n=1)
        raise UnknownFormatError(
            f"there is no format {name!r}",
            remedy=f"Did you mean {close[0]}?" if close else f"Formats are: {', '.join(FORMATS)}.",
        )
    if answer.kind not in form.holds:
        fit = ", ".join(other.name for other in FORMATS.values() if answer.kind in other.holds)
        raise UnknownFormatError(f"{name} cannot hold {_KINDS[answer.kind]}", remedy=f"Formats that can: {fit}.")
    counted = _Counted(answer)
    form.write(counted.answer, out, width)
    return counted.count


def default_format(kind: Kind, on_terminal: bool) -> str:
    """The format where none is asked for: a table on a terminal, TSV in a pipe, Turtle for a graph."""
    if kind == "graph":
        return "turtle"
    return "table" if on_terminal else "tsv"


class _Counted:
    """An answer that is counted as it is written."""

    def __init__(self, answer: Answer) -> None:
        self.count = 1 if answer.kind == "truth" else 0
        self.answer = Answer(
            answer.kind, answer.columns, self._count(answer.rows), answer.truth, self._count(answer.triples)
        )

    def _count(self, items: Iterable[_T]) -> Iterator[_T]:
        for item in items:
            self.count += 1
            yield item


def _table(answer: Answer, out: TextIO, width: int) -> None:
    from kg.render.tables import write_table

    if answer.kind == "truth":
        out.write("yes\n" if answer.truth else "no\n")
        return
    rows = [[plain(term) for term in row] for row in answer.rows]
    if rows:
        write_table(answer.columns, rows, out, width)


def _csv(answer: Answer, out: TextIO, _width: int) -> None:
    if answer.kind == "truth":
        out.write(f"{str(answer.truth).lower()}\r\n")
        return
    for cells in _with_header(answer):
        out.write(",".join(_csv_cell(cell) for cell in cells) + "\r\n")


def _with_header(answer: Answer) -> Iterator[list[str]]:
    yield list(answer.columns)
    for row in answer.rows:
        yield [_value(term) for term in row]


def _value(term: Term | None) -> str:
    """A term in CSV: its value alone, IRIs in full."""
    return "" if term is None else term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)


def _csv_cell(cell: str) -> str:
    quoted = cell.replace('"', '""')
    return f'"{quoted}"' if any(char in cell for char in ',"\r\n') else cell


def _tsv(answer: Answer, out: TextIO, _width: int) -> None:
    if answer.kind == "truth":
        out.write(f"{str(answer.truth).lower()}\n")
        return
    out.write("\t".join(f"?{column}" for column in answer.columns) + "\n")
    for row in answer.rows:
        out.write("\t".join(_turtle_term(term) for term in row) + "\n")


def _turtle_term(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal) and term.datatype.value in _BARE and not term.value.endswith("."):
        return term.value
    return str(term).replace("\t", "\\t")


def _json(answer: Answer, out: TextIO, _width: int) -> None:
    import json

    if answer.kind == "truth":
        out.write(json.dumps({"head": {}, "boolean": answer.truth}) + "\n")
        return
    out.write(f'{{"head": {json.dumps({"vars": answer.columns})}, "results": {{"bindings": [')
    separator = "\n"
    for row in answer.rows:
        bound = {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        out.write(separator + json.dumps(bound, ensure_ascii=False))
        separator = ",\n"
    out.write("\n]}}\n")


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    written: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        return written | {"xml:lang": term.language}
    return written if term.datatype.value == XSD.string else written | {"datatype": term.datatype.value}


def _xml(answer: Answer, out: TextIO, _width: int) -> None:
    out.write('<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>')
    out.write("".join(f'<variable name="{column}"/>' for column in answer.columns) + "</head>\n")
    if answer.kind == "truth":
        out.write(f"<boolean>{str(answer.truth).lower()}</boolean>\n</sparql>\n")
        return
    out.write("<results>\n")
    for row in answer.rows:
        bindings = (
            f'<binding name="{name}">{_xml_term(term)}</binding>'
            for name, term in zip(answer.columns, row, strict=True)
            if term is not None
        )
        out.write(f"<result>{''.join(bindings)}</result>\n")
    out.write("</results>\n</sparql>\n")


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_escaped(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_escaped(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts)}</triple>"
    if term.language:
        kind = f' xml:lang="{term.language}"'
    else:
        kind = "" if term.datatype.value == XSD.string else f' datatype="{_escaped(term.datatype.value)}"'
    return f"<literal{kind}>{_escaped(term.value)}</literal>"


def _escaped(text: str) -> str:
    """Text in XML. Characters that XML cannot hold, such as a form feed, become the replacement character."""
    text = re.sub(_NOT_XML, "\N{REPLACEMENT CHARACTER}", text)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        text = text.replace(char, entity)
    return text


def _markdown(answer: Answer, out: TextIO, _width: int) -> None:
    if answer.kind == "truth":
        out.write("yes\n" if answer.truth else "no\n")
        return
    _markdown_row(answer.columns, out)
    _markdown_row(["---"] * len(answer.columns), out)
    for row in answer.rows:
        _markdown_row([plain(term) for term in row], out)


def _markdown_row(cells: Sequence[str], out: TextIO) -> None:
    escaped = (" ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split()) for cell in cells)
    out.write(f"| {' | '.join(escaped)} |\n")


def _turtle(answer: Answer, out: TextIO, _width: int) -> None:
    """Sorted, so that the same graph is the same text; with the prefixes that it uses."""
    triples = sorted(set(answer.triples), key=str)
    named = {iri for triple in triples for iri in _iris(triple)}
    used = {prefix: space for prefix, space in PREFIXES.items() if any(iri.startswith(space) for iri in named)}
    out.write((ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used) or b"").decode())


def _iris(triple: ox.Triple) -> Iterator[str]:
    for part in (triple.subject, triple.predicate, triple.object):
        if isinstance(part, ox.NamedNode):
            yield part.value
        elif isinstance(part, ox.Literal):
            yield part.datatype.value


@dataclass(frozen=True, slots=True)
class Format:
    """A format in which answers are written."""

    name: str
    media_type: str
    holds: frozenset[Kind]
    write: Callable[[Answer, TextIO, int], None]


_KINDS: Final[dict[Kind, str]] = {"rows": "a table of rows", "truth": "a yes or no", "graph": "a graph"}
_TABULAR: Final[frozenset[Kind]] = frozenset({"rows", "truth"})
FORMATS: Final[dict[str, Format]] = {
    form.name: form
    for form in (
        Format("table", "text/plain", _TABULAR, _table),
        Format("csv", "text/csv", _TABULAR, _csv),
        Format("tsv", "text/tab-separated-values", _TABULAR, _tsv),
        Format("json", "application/sparql-results+json", _TABULAR, _json),
        Format("xml", "application/sparql-results+xml", _TABULAR, _xml),
        Format("markdown", "text/markdown", _TABULAR, _markdown),
        Format("turtle", "text/turtle", frozenset({"graph"}), _turtle),
    )
}
"""Name → format, in the order in which help lists them."""
