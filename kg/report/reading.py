"""From claims in the store to the statements of a dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Store

from kg.report.articles import ArticleGraph
from kg.report.asking import Asker
from kg.report.dossier import Source, Statement
from kg.report.scope import Scope
from kg.report.wording import one_line
from kg.vocabulary import DCTERMS, KG, RDF, SCHEMA

__all__ = ["read_articles", "sources", "statements"]

_ANSWERS = {
    "denies": ("denies", "denied by"),
    "rejects": ("rejects", "rejected by"),
    "accepts": ("accepts", "accepted by"),
    "confirms": ("confirms", "confirmed by"),
    "contradicts": ("contradicts", "contradicts"),
    "supports": ("supports", "supported by"),
    "restates": ("repeats", "repeated by"),
}
"""Property → how it is called in either direction."""


def read_articles(store: Store, scope: Scope, ask: Asker, always: Iterable[str] = ()) -> dict[str, ArticleGraph]:
    """The graphs of the articles that the claims stand in, the earliest article first."""
    documents = dict.fromkeys([*always, *(document for _, document in scope.claims)])
    shared: dict[str, str] = {}
    graphs = {document: ArticleGraph(store, document, shared) for document in documents}
    wanted = {iri for graph in graphs.values() for iri in _shared_names(graph)}
    for iri, label in ask.about(wanted, "?it ?label", "?it rdfs:label ?label"):
        shared.setdefault(iri, label)
    return dict(sorted(graphs.items(), key=lambda pair: (pair[1].one(pair[0], SCHEMA.datePublished), pair[0])))


def _shared_names(graph: ArticleGraph) -> set[str]:
    """What an article speaks of that articles share: claimants, addressees, its publisher."""
    found = {*graph.all(graph.iri, SCHEMA.publisher)}
    for claim in graph.subjects(KG.Claim, RDF.type):
        found.update(graph.all(claim, KG.claimant), graph.all(claim, KG.addressee))
        for situation in graph.all(claim, KG.content):
            found.update(graph.all(situation, KG.initiator))
    return found


def statements(graphs: Mapping[str, ArticleGraph], scope: Scope, ask: Asker) -> tuple[Statement, ...]:
    """The claims of the scope, by article and place, numbered."""
    numbers = {document: number for number, document in enumerate(graphs, 1)}
    ordered = sorted(
        ((numbers[document], *graphs[document].extent(claim), claim) for claim, document in scope.claims),
        key=lambda row: (row[0], row[1], row[2], row[3]),
    )
    documents = list(graphs)
    found = [_statement(graphs[documents[row[0] - 1]], row[3], row[0]) for row in ordered]
    unnamed = {iri for (iri,) in ask.about({one.claimant for one in found}, "?it", "?it a kg:UnnamedSource")}
    answers = _answers([one.iri for one in found], ask)
    return tuple(
        replace(
            one,
            number=number,
            unnamed=one.claimant in unnamed,
            answers=tuple(answers[one.iri]),
            opposing=one.iri in scope.opposing,
        )
        for number, one in enumerate(found, 1)
    )


def _answers(claims: Sequence[str], ask: Asker) -> dict[str, list[tuple[str, str]]]:
    """How claims of the dossier answer each other, also across articles, in either direction."""
    place = {iri: number for number, iri in enumerate(claims)}
    terms = " ".join(f"(kg:{term} {rank})" for rank, term in enumerate(_ANSWERS))
    found: dict[str, set[tuple[int, int, str, str]]] = {iri: set() for iri in claims}
    for it, rank, other in ask.about(
        claims, "?it ?rank ?other", f"VALUES (?term ?rank) {{ {terms} }} ?it ?term ?other"
    ):
        if other in place and other != it:
            active, passive = list(_ANSWERS.values())[int(rank)]
            found[it].add((int(rank), place[other], active, other))
            found[other].add((int(rank), place[it], passive, it))
    return {iri: [(how, other) for _, _, how, other in sorted(answers)] for iri, answers in found.items()}


def _statement(graph: ArticleGraph, claim: str, source: int) -> Statement:
    anchor, quote = graph.quote(claim)
    start, end = graph.extent(claim)
    claimant = graph.one(claim, KG.claimant)
    return Statement(
        iri=claim,
        number=0,
        who=graph.label(claimant),
        claimant=claimant,
        role=one_line(graph.one(claimant, KG.role)),
        act=graph.code(claim, KG.speechAct),
        polarity=graph.code(claim, KG.polarity),
        realis=graph.code(claim, KG.realis),
        certainty=graph.code(claim, KG.certainty),
        to=graph.labels(claim, KG.addressee),
        words=graph.words(graph.spans(claim, KG.contentSpan)),
        quote=quote,
        source=source,
        published=graph.one(graph.iri, SCHEMA.datePublished),
        paragraph=graph.paragraph(start),
        start=start,
        end=end,
        anchor=anchor,
        chain=graph.chain(claim),
        answers=(),
        about=graph.labels(claim, KG.content),
        condition=graph.labels(claim, KG.condition),
        confidence=graph.one(claim, KG.confidence),
        attributed=bool(graph.all(claim, KG.cueSpan)),
        unnamed=False,
    )


def sources(graphs: Mapping[str, ArticleGraph], told: Sequence[Statement], with_text: bool) -> tuple[Source, ...]:
    """The articles that are quoted, in the order of their numbers."""
    counts = Counter(one.source for one in told)
    found = []
    for number, (document, graph) in enumerate(graphs.items(), 1):
        anchors = [one.anchor for one in told if one.source == number]

        def one(predicate: str, graph: ArticleGraph = graph, document: str = document) -> str:
            return one_line(graph.one(document, predicate))

        found.append(
            Source(
                number=number,
                iri=document,
                title=graph.label(document),
                outlet=", ".join(graph.labels(document, SCHEMA.publisher)),
                published=one(SCHEMA.datePublished),
                url=one(SCHEMA.url),
                language=one(DCTERMS.language),
                text_hash=one(KG.textHash),
                extractor=one(KG.extractor),
                claims=counts[number],
                paragraphs=graph.cut(anchors) if with_text else (),
            )
        )
    return tuple(found)
