"""Link stored articles again, after a decision, or after the index has changed.

An article is read again from its text and what is stored of it (headline, date, publisher …), by the same extractor:
the names of nodes depend on links, and nodes that were one may have to be told apart, which no renaming can do. What
comes out is what building the article from its file would give, byte for byte. The stored articles of another extractor
are left alone: to read them again would change more than their links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kg.errors import KgError
from kg.iris import Names, document_iri, is_document
from kg.link.decisions import Key
from kg.model import Article
from kg.pipeline import ArticleReader, ReadArticle
from kg.store import ArticleStore
from kg.validation import Severity
from kg.vocabulary import ACT_NS, DCTERMS, KG, OA, RDF, RDFS, SCHEMA, SKOS, WD_NS

__all__ = ["Relinked", "Result", "articles_naming", "articles_on", "keys_of", "relink", "stored_article"]

_TIME = NamedNode(KG.TemporalExpression)
_OWN_CLAIM = f"""SELECT ?label ?act {{
    GRAPH ?document {{ ?document <{SCHEMA.publisher}> ?who .
        ?claim <{KG.claimant}> ?who ; <{RDFS.label}> ?label ; <{KG.speechAct}> ?act
        FILTER NOT EXISTS {{ ?claim <{KG.cueSpan}> ?cue }} }}
    ?who <{KG.wikidata}> ?item
}} ORDER BY ?claim LIMIT 1"""


class Result(StrEnum):
    """What became of one article."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT = "left"
    """It was read by another extractor, or is named below another base, or breaks a shape with its new links."""


@dataclass(frozen=True, slots=True)
class Relinked:
    """What became of one article, and why it was left alone, if so."""

    article: str
    result: Result
    reason: str = ""


def relink(store: ArticleStore, reader: ArticleReader, base: str, articles: Iterable[str]) -> Iterator[Relinked]:
    """Link the articles of these IRIs again, each as one transaction; the store is open for writing."""
    for iri in articles:
        article = stored_article(store, iri)
        reason = _why_not(store, reader, base, iri, article)
        if reason:
            yield Relinked(iri, Result.LEFT, reason)
            continue
        try:
            done = _read_as_stored(store, reader, article)
        except KgError as error:
            yield Relinked(iri, Result.LEFT, error.message)
            continue
        if not done.report.conforms(Severity.VIOLATION):
            yield Relinked(iri, Result.LEFT, "with its new links, its graph breaks a shape")
        elif _is_stored(store, done):
            yield Relinked(iri, Result.UNCHANGED)
        else:
            store.put_article(done.graph)
            yield Relinked(iri, Result.CHANGED)


def keys_of(store: ArticleStore, reader: ArticleReader, base: str, node: str, article: str) -> list[Key]:
    """What has to be decided so that another item, or none, takes the place of a node in an article.

    A linked node may be known by other names to the articles than to Wikidata; so the article is read for it.
    """
    extraction, _ = reader.linked(stored_article(store, article))
    names = Names(extraction, base)
    actors = [actor for actor in extraction.actors if actor.named and names.iri(actor.id) == node]
    return [Key(actor.label, actor.kind, None if names.is_shared(actor.id) else article) for actor in actors]


def articles_on(store: ArticleStore, node: str) -> list[str]:
    """The articles that speak of an actor or place."""
    quads = store.oxigraph.quads_for_pattern(None, None, NamedNode(node), None)
    return sorted(filter(is_document, {_graph(quad) for quad in quads}))


def articles_naming(store: ArticleStore, label: str) -> list[str]:
    """The articles that may speak of somebody of that name, whatever item he is linked to now."""
    name = Literal(label)
    nodes = {
        quad.subject
        for predicate in (RDFS.label, SKOS.altLabel)
        for quad in store.oxigraph.quads_for_pattern(None, NamedNode(predicate), name, None)
    }
    found = {article for node in nodes if isinstance(node, NamedNode) for article in articles_on(store, node.value)}
    for words in (label, f"the {label}", f"The {label}"):
        for quad in store.oxigraph.quads_for_pattern(None, NamedNode(OA.exact), Literal(words), None):
            found.add(_graph(quad))
    return sorted(filter(is_document, found))


def stored_article(store: ArticleStore, iri: str) -> Article:
    """The article as it was read, but for where its file lay, and whether its date had a time of day."""
    said = _said(store, iri)
    published = said.get(SCHEMA.datePublished)
    when = datetime.fromisoformat(published).astimezone(UTC) if published else None
    return Article(
        text=said[KG.text],
        id=said.get(DCTERMS.identifier),
        title=said.get(SCHEMA.headline),
        published=when,
        publisher=_publisher(store, iri),
        url=said.get(SCHEMA.url),
        language=said.get(DCTERMS.language),
        published_is_date=when is not None and (when.hour, when.minute, when.second, when.microsecond) == (0, 0, 0, 0),
    )


def _read_as_stored(store: ArticleStore, reader: ArticleReader, article: Article) -> ReadArticle:
    """Read the article; where its times come out otherwise than they are stored, its date was midnight sharp."""
    done = reader.read(article)
    if article.published_is_date:
        stored = _times(_stored_quads(store, done.graph.iri))
        if _times(done.graph.quads) != stored:
            sharp = reader.read(replace(article, published_is_date=False))
            return sharp if _times(sharp.graph.quads) == stored else done
    return done


def _times(quads: Iterable[Quad]) -> set[Quad]:
    quads = set(quads)
    times = {quad.subject for quad in quads if quad.predicate.value == RDF.type and quad.object == _TIME}
    return {quad for quad in quads if quad.subject in times}


def _stored_quads(store: ArticleStore, iri: str) -> Iterator[Quad]:
    return store.oxigraph.quads_for_pattern(None, None, None, NamedNode(iri))


def _is_stored(store: ArticleStore, done: ReadArticle) -> bool:
    """Whether the store says already what was read: of the article, and of all that it speaks of."""
    if set(_stored_quads(store, done.graph.iri)) != set(done.graph.quads):
        return False
    entities = done.graph.entities
    described = Counter(quad.subject for quad in entities if not _is_item(quad))
    return all(quad in store.oxigraph for quad in entities) and all(
        sum(1 for _ in store.oxigraph.quads_for_pattern(node, None, None, entities[0].graph_name)) == count
        for node, count in described.items()
    )


def _is_item(quad: Quad) -> bool:
    """Whether the statement is about a candidate, which other articles may have too."""
    return isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(WD_NS)


def _why_not(store: ArticleStore, reader: ArticleReader, base: str, iri: str, article: Article) -> str:
    """Why an article cannot be linked again; empty where it can."""
    extractor = _said(store, iri).get(KG.extractor, "")
    if extractor != reader.name:
        return f"it was read by {extractor or 'another extractor'}, and this is {reader.name}"
    if document_iri(article, base) != iri:
        return "it is named below another base"
    return ""


def _said(store: ArticleStore, iri: str) -> dict[str, str]:
    document = NamedNode(iri)
    quads = store.oxigraph.quads_for_pattern(document, None, None, document)
    return {quad.predicate.value: quad.object.value for quad in quads if isinstance(quad.object, Literal)}


def _publisher(store: ArticleStore, iri: str) -> str | None:
    """The publisher as the article has it. A linked one may have another label; the article's own claims tell."""
    document = NamedNode(iri)
    node = _object(store, document, SCHEMA.publisher)
    if not isinstance(node, NamedNode):
        return None
    for label, act in _select(store, _OWN_CLAIM.replace("?document", str(document))):
        said, found, _ = label.partition(f": {act.removeprefix(ACT_NS)} – ")
        if found:
            return said
    name = _object(store, node, RDFS.label)
    return name.value if isinstance(name, Literal) else None


def _object(store: ArticleStore, subject: NamedNode, predicate: str) -> object:
    quads = store.oxigraph.quads_for_pattern(subject, NamedNode(predicate), None, None)
    return next((quad.object for quad in quads), None)


def _graph(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _select(store: ArticleStore, query: str) -> list[tuple[str, ...]]:
    solutions = store.oxigraph.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    return [tuple("" if term is None else term.value for term in row) for row in solutions]
