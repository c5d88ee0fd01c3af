"""Decide on the links of a store: take decisions down in their file, and bring the stored articles in line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.config import Config
from kg.errors import UnknownNameError
from kg.iris import is_document
from kg.link import Layers, open_layers
from kg.link.decisions import Decision, DecisionFile, Key, Verdict
from kg.model import ActorKind
from kg.pipeline import ArticleReader
from kg.relinking import Relinked, articles_naming, articles_on, keys_of, relink
from kg.store import ArticleStore
from kg.validation.sentences import sentence_around
from kg.vocabulary import KG, KG_NS, OA, PREFIXES, RDF, RDFS, VAL, WD_NS

__all__ = ["Choice", "Decider", "Doubt", "doubts"]

_MORE_SPECIFIC = (
    ActorKind.PERSON,
    ActorKind.GOVERNMENT,
    ActorKind.ARMED_GROUP,
    ActorKind.NEWS_OUTLET,
    ActorKind.ORGANIZATION,
    ActorKind.COLLECTIVE,
    ActorKind.GEOPOLITICAL,
    ActorKind.GROUP,
    ActorKind.PLACE,
    ActorKind.ACTOR,
)
"""Kinds, each before those that the store states above it."""
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Choice:
    """An item that an actor may be."""

    qid: str
    label: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link that a person should look at."""

    node: str
    key: Key
    """What is decided on, if somebody decides."""
    choices: tuple[Choice, ...]
    """The best known first."""
    articles: int
    """How many speak of it."""
    before: str = ""
    words: str = ""
    after: str = ""
    """The sentence of one article, cut at the words that name it."""


class Decider:
    """Takes decisions on what a store speaks of. The store is open for writing."""

    def __init__(self, store: ArticleStore, config: Config, author: str = "") -> None:
        """Raises DecisionsError where the file of decisions is malformed."""
        self._store = store
        self._config = config
        self._author = author
        self._touched: set[str] = set()
        self.layers: Layers = open_layers(config)

    @cached_property
    def _reader(self) -> ArticleReader:
        return ArticleReader(self._config)

    def decide(
        self, node: str, verdict: Verdict, qid: str | None = None, article: str | None = None, comment: str = ""
    ) -> list[Key]:
        """Take a decision on an actor or place down, for one article or for all; gives what it is on.

        Raises DecisionsError where the file cannot be written, or somebody else has changed it in the same moment.
        """
        keys = self._keys(node, article)
        item = self.layers.item(qid) if qid else None
        label = item.label if item else _label(self._store, f"{WD_NS}{qid}")
        file = DecisionFile.read(self._config.decisions_file, self._config.base)
        for key in keys:
            file.decide(Decision(key, verdict, qid, label), author=self._author, comment=comment)
        file.save()
        self._touch({node}, keys, article)
        return keys

    def undo(self, name: str, node: str | None, article: str | None = None) -> list[Key]:
        """Take back what was decided on a name, and on the node that has it now; gives what it was on.

        Raises UnknownNameError where nothing was decided on it.
        """
        file = DecisionFile.read(self._config.decisions_file, self._config.base)
        keys = {one.key for one in file.decisions() if name == one.key.label and article in (None, one.key.article)}
        if node is not None:
            keys.update(key for key in self._keys(node, article) if file.decisions().on(key))
        if not keys:
            raise UnknownNameError(
                f"nothing has been decided on {name!r}", remedy=f"See {self._config.decisions_file}."
            )
        ordered = sorted(keys, key=lambda key: (key.label, key.kind or "", key.article or ""))
        gone = [decision for key in ordered for decision in file.undo(key)]
        file.save()
        # An item that was accepted may have another name in the store than the articles have for it.
        linked = {f"{self._config.base}entity/{one.qid}" for one in gone if one.verdict is Verdict.ACCEPT}
        self._touch({*linked, *([node] if node else [])}, ordered, article)
        return ordered

    def apply(self) -> Iterator[Relinked]:
        """Link the articles again that the decisions since concern."""
        if not self._touched:
            return
        self._reader.layers = open_layers(self._config)
        yield from relink(self._store, self._reader, self._config.base, sorted(self._touched))
        self._touched.clear()

    def _touch(self, nodes: set[str], keys: list[Key], article: str | None) -> None:
        found = {one for node in nodes for one in articles_on(self._store, node)}
        for key in keys:
            found.update(articles_naming(self._store, key.label))
        self._touched |= found & {article} if article else found

    def _keys(self, node: str, article: str | None) -> list[Key]:
        """What a decision on a node is on. The names of a linked node only its articles tell."""
        if article is None and (own := _owner(node)):
            article = own
        keys: dict[Key, None] = {}
        if _object(self._store, node, KG.wikidata) is not None:
            for where in [article] if article else articles_on(self._store, node):
                for key in keys_of(self._store, self._reader, self._config.base, node, where):
                    keys[Key(key.label, key.kind, key.article or article)] = None
        return list(keys) or [Key(_label(self._store, node), _kind(self._store, node), article)]


def doubts(store: ArticleStore, layers: Layers, *, unlikely: bool = False) -> list[Doubt]:
    """The links that nobody is sure of and nobody has decided yet, in the order of their labels.

    With ``unlikely``, those too that stay without an item, and for which something was thought of.
    """
    found = []
    wanted = (VAL.toReview, VAL.nil) if unlikely else (VAL.toReview,)
    rows = _select(
        store,
        f"SELECT DISTINCT ?node ?label ?link {{ VALUES ?status {{ {' '.join(f'<{status}>' for status in wanted)} }} "
        "?link kg:status ?status ; kg:linkOf ?node ; kg:candidate ?item . ?node rdfs:label ?label } "
        "ORDER BY ?label ?node",
    )
    for node, label, link in rows:
        article = _owner(node)
        kind = _kind(store, node)
        if layers.decisions.answer(label, kind, article or "").final:
            continue
        found.append(_doubt(store, layers, node, Key(label, kind, article), link))
    return found


def _doubt(store: ArticleStore, layers: Layers, node: str, key: Key, link: str) -> Doubt:
    articles = articles_on(store, node)
    rejected = layers.decisions.answer(key.label, key.kind or ActorKind.ACTOR, key.article or "").rejected
    qids = [row[0] for row in _select(store, f"SELECT ?item {{ <{link}> kg:candidate ?item }} ORDER BY ?item")]
    known = {entry.qid: entry for entry in layers.candidates(key.label)}
    order = {qid: place for place, qid in enumerate(known)}
    choices = []
    for qid in (iri.removeprefix(WD_NS) for iri in qids):
        entry = layers.item(qid) or known.get(qid)
        label = entry.label if entry else _label(store, WD_NS + qid)
        if qid not in rejected:
            choices.append(Choice(qid, label, entry.description if entry else ""))
    choices.sort(key=lambda choice: (order.get(choice.qid, len(order)), int(choice.qid[1:])))
    before, words, after = _sentence(store, node, articles)
    return Doubt(node, key, tuple(choices), len(articles), before, words, after)


def _sentence(store: ArticleStore, node: str, articles: list[str]) -> tuple[str, str, str]:
    if not articles:
        return "", "", ""
    rows = _select(
        store,
        f"SELECT ?text ?start ?end {{ GRAPH <{articles[0]}> {{ ?mention kg:denotes|kg:literalReferent <{node}> ; "
        f"<{OA.start}> ?start ; <{OA.end}> ?end . <{articles[0]}> kg:text ?text }} }} ORDER BY ?start LIMIT 1",
    )
    if not rows:
        return "", "", ""
    text, start, end = rows[0]
    sentence = sentence_around(text, int(start), int(end))
    return sentence.text[: sentence.start], sentence.words, sentence.text[sentence.end :]


def _owner(node: str) -> str | None:
    """The article that a node belongs to; None for what articles share."""
    document, found, _ = node.rpartition("/actor/")
    return document if found and is_document(document) else None


def _kind(store: ArticleStore, node: str) -> ActorKind:
    quads = store.oxigraph.quads_for_pattern(NamedNode(node), NamedNode(RDF.type), None, None)
    classes = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
    return next((kind for kind in _MORE_SPECIFIC if KG_NS + kind in classes), ActorKind.ACTOR)


def _label(store: ArticleStore, node: str) -> str:
    found = _object(store, node, RDFS.label)
    return found.value if isinstance(found, Literal) else ""


def _object(store: ArticleStore, node: str, predicate: str) -> object:
    quads = store.oxigraph.quads_for_pattern(NamedNode(node), NamedNode(predicate), None, None)
    return next((quad.object for quad in quads), None)


def _select(store: ArticleStore, query: str) -> list[tuple[str, ...]]:
    solutions = store.oxigraph.query(_PROLOGUE + query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    return [tuple("" if term is None else term.value for term in row) for row in solutions]
