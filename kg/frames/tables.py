"""The tables that a graph is read out as, and their columns: the one place that says what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from kg.frames.values import Values
from kg.vocabulary import DCTERMS, KG, OA, RDFS, SCHEMA, SEM, SKOS

__all__ = ["TABLES", "Column", "Kind", "Table", "read_table"]

Kind = Literal["text", "texts", "time", "integer", "decimal", "truth"]
Cell = Any
"""A str, list of str, datetime in UTC, int, float, bool or None, as the column's kind has it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and where its values come from."""

    kind: Kind
    told: str
    """What stands in it."""
    read: Callable[[Values, str], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one row for each node of a class."""

    summary: str
    node: str
    """The class of the ontology."""
    columns: Mapping[str, Column]
    order: tuple[str, ...] = ()
    """Columns by which rows are sorted, what is unknown first; then by the nodes' IRIs."""


def read_table(name: str, values: Values) -> dict[str, list[Cell]]:
    """The columns of a table, all of one length. KeyError where there is no such table."""
    table = TABLES[name]
    nodes = values.members(table.node)
    cells = {title: [column.read(values, node) for node in nodes] for title, column in table.columns.items()}
    if not table.order:
        return cells
    ordering = [cells[title] for title in table.order]
    ranks = sorted(range(len(nodes)), key=lambda place: [_unknown_first(column[place]) for column in ordering])
    return {title: [column[place] for place in ranks] for title, column in cells.items()}


def _unknown_first(cell: Cell) -> tuple[Cell, ...]:
    return () if cell is None else (cell,)


def _text(told: str, *path: str) -> Column:
    return Column("text", told, lambda values, node: next(iter(values.along(node, path)), None))


def _texts(told: str, *path: str) -> Column:
    return Column("texts", told, lambda values, node: values.along(node, path))


def _code(told: str, *path: str) -> Column:
    def read(values: Values, node: str) -> Cell:
        found = next(iter(values.along(node, path)), None)
        return found.rpartition("#")[2] if found else None

    return Column("text", told, read)


def _time(told: str, *path: str) -> Column:
    return Column("time", told, lambda values, node: _moment(next(iter(values.along(node, path)), "")))


def _bound(told: str, pick: Callable[..., Cell], *bounds: str) -> Column:
    """Of the times of an event, the first of these bounds that any of them has."""

    def read(values: Values, node: str) -> Cell:
        for bound in bounds:
            found = [at for stamp in values.along(node, (KG.hasTime, bound)) if (at := _moment(stamp))]
            if found:
                return pick(found)
        return None

    return Column("time", told, read)


def _number(kind: Literal["integer", "decimal"], told: str, *path: str) -> Column:
    convert: Callable[[str], int | float] = int if kind == "integer" else float

    def read(values: Values, node: str) -> Cell:
        found = next(iter(values.along(node, path)), None)
        return convert(found) if found else None

    return Column(kind, told, read)


def _moment(stamp: str) -> datetime | None:
    """In UTC; None where it is none, or Python's calendar has it not."""
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _edge(told: str, predicate: str, side: int) -> Column:
    def read(values: Values, node: str) -> Cell:
        spans = values.spans(node, predicate)
        return (min(span[0] for span in spans) if side == 0 else max(span[1] for span in spans)) if spans else None

    return Column("integer", told, read)


_EARLIEST: Final = (SEM.hasEarliestBeginTimeStamp, SEM.hasEarliestEndTimeStamp)
_LATEST: Final = (SEM.hasLatestEndTimeStamp, SEM.hasLatestBeginTimeStamp)
_NODE: Final = Column("text", "its IRI", lambda _, node: node)
_LABEL: Final = Column("text", "what it is called", lambda values, node: values.label(node))
_KIND: Final = Column("text", "its most specific class", lambda values, node: values.kind(node))
_ARTICLE: Final = {
    "article": _text("the article's IRI", KG.appearsIn),
    "title": _text("the article's headline", KG.appearsIn, RDFS.label),
    "outlet": _text("who published it", KG.appearsIn, SCHEMA.publisher, RDFS.label),
    "published": _time("when, in UTC", KG.appearsIn, SCHEMA.datePublished),
}


def _seen_in(values: Values, node: str) -> list[str]:
    """The articles with a mention that denotes a node."""
    sources = values.of(OA.hasSource)
    return sorted(
        {document for mention in values.inverse(KG.denotes).get(node, ()) for document in sources.get(mention, ())}
    )


def _mentions(values: Values, node: str) -> int:
    return len(values.inverse(KG.denotes).get(node, ()))


TABLES: Final[Mapping[str, Table]] = {
    "articles": Table(
        "the articles",
        KG.Document,
        {
            "article": _NODE,
            "title": _LABEL,
            "outlet": _text("who published it", SCHEMA.publisher, RDFS.label),
            "published": _time("when, in UTC", SCHEMA.datePublished),
            "url": _text("its address", SCHEMA.url),
            "identifier": _text("its own identifier", DCTERMS.identifier),
            "language": _text("its language", DCTERMS.language),
            "text": _text("the text that offsets count in", KG.text),
            "text_hash": _text("SHA-256 of the text", KG.textHash),
        },
        ("published",),
    ),
    "actors": Table(
        "actors, and places that act",
        KG.Actor,
        {
            "actor": _NODE,
            "label": _LABEL,
            "kind": _KIND,
            "also_called": _texts("other names", SKOS.altLabel),
            "role": _texts("as worded", KG.role),
            "acts_for": _texts("for whom, by label", KG.actsFor, RDFS.label),
            "affiliated_with": _texts("with whom, by label", KG.affiliatedWith, RDFS.label),
            "wikidata": _text("its item", KG.wikidata),
            "mentions": Column("integer", "how often it is mentioned", _mentions),
            "articles": Column("texts", "the articles that speak of it", _seen_in),
        },
    ),
    "claims": Table(
        "who claims what, in which words",
        KG.Claim,
        {
            "claim": _NODE,
            **_ARTICLE,
            "claimant": _text("the claimant's IRI", KG.claimant),
            "who": _text("the claimant", KG.claimant, RDFS.label),
            "speech_act": _code("what is done in saying it", KG.speechAct),
            "polarity": _code("whether it is said to hold", KG.polarity),
            "realis": _code("actual, future, hypothetical or generic", KG.realis),
            "certainty": _code("how sure the claimant is", KG.certainty),
            "to": _texts("to whom it is said", KG.addressee, RDFS.label),
            "words": Column("text", "its content, in words", lambda v, node: v.words(node, KG.contentSpan) or None),
            "cue": Column("text", "the words of saying", lambda v, node: v.words(node, KG.cueSpan) or None),
            "start": _edge("where the content begins, in code points", KG.contentSpan, 0),
            "end": _edge("where it ends, exclusive", KG.contentSpan, 1),
            "attributed": Column("truth", "whether somebody else says it", lambda v, node: node in v.of(KG.cueSpan)),
            "chain": Column("texts", "through whom it is known", lambda values, node: values.chain(node)),
            "about": _texts("what it speaks of: IRIs", KG.content),
            "event_types": Column("texts", "PLOVER types of these", lambda v, node: _codes(v, node)),
            "reports": _texts("claims that it passes on", KG.reportsClaim),
            "denies": _texts("claims that it denies", KG.denies),
            "rejects": _texts("claims that it rejects", KG.rejects),
            "confidence": _number("decimal", "0 to 1", KG.confidence),
            "found_by": _text("the rule", KG.foundBy),
        },
        ("published", "article", "start"),
    ),
    "events": Table(
        "what is spoken of: events, states and acts of speech; that one is listed does not mean that it happened",
        KG.Situation,
        {
            "event": _NODE,
            "label": _LABEL,
            "kind": _KIND,
            "event_type": _code("of PLOVER", KG.eventType),
            "initiators": _texts("who does it, by label", KG.initiator, RDFS.label),
            "recipients": _texts("to whom, by label", KG.recipient, RDFS.label),
            "participants": _texts("all who take part, by label", KG.participant, RDFS.label),
            "places": _texts("where, by label", KG.place, RDFS.label),
            "time": _text("when, as worded", KG.hasTime, KG.timeText),
            "earliest": _bound("it began then or later", min, *_EARLIEST),
            "latest": _bound("it ended then or earlier", max, *_LATEST),
            "articles": Column("texts", "the articles that speak of it", _seen_in),
            "occurrence": _text("the event that several articles speak of, once aligned", KG.occurrence),
        },
    ),
    "links": Table(
        "who is which item of Wikidata, and how sure that is",
        KG.EntityLink,
        {
            "link": _NODE,
            "entity": _text("the actor or place", KG.linkOf),
            "label": _text("what it is called", KG.linkOf, RDFS.label),
            "status": _code("accepted, rejected, nil or toReview", KG.status),
            "wikidata": _text("the accepted item", KG.linkOf, KG.wikidata),
            "candidates": _texts("items that it may be", KG.candidate),
            "score": _number("decimal", "0 to 1", KG.score),
            "method": _text("what decided", KG.method),
        },
    ),
    "relations": Table(
        "what claims and events of different articles have to do with each other; needs `kg align`",
        KG.Alignment,
        {
            "alignment": _NODE,
            "relation": _text("sameEventAs, restates, supports or contradicts", KG.relation),
            "between": _texts("the two: IRIs", KG.aligns),
            "articles": _texts("their articles", KG.alignedIn),
            "score": _number("decimal", "0 to 1", KG.alignmentScore),
            "basis": _text("what it rests on", KG.basis),
            "reason": _text("why", KG.reason),
        },
    ),
}
"""Name → table."""


def _codes(values: Values, node: str) -> list[str]:
    return [code.rpartition("#")[2] for code in values.along(node, (KG.content, KG.eventType))]
