"""Short articles that share the persons they speak of, as graphs: what tests of storing and exporting put in."""

from decimal import Decimal

from kg.model import Actor, ActorKind, Article, Candidate, Extraction, Link, LinkStatus, Mention, Span
from kg.rdf import ArticleGraph, quads
from tests.sample import SAMPLE

__all__ = ["ARTICLES", "BASE", "GRAPH", "NAMES", "article"]

BASE = "https://example.org/id/"
GRAPH = quads(SAMPLE, BASE)
NAMES = ("Ada Alm", "Bo Berg", "Cy Cole", "Di Dahl")


def article(number: int, *names: str, text: str = "met") -> ArticleGraph:
    """A short article that speaks of those persons, of whom the second may be one of two Wikidata items."""
    words = f"{' and '.join(names)} {text} {number}."
    actors = tuple(Actor(f"a{n}", name, ActorKind.PERSON) for n, name in enumerate(names))
    mentions = tuple(
        Mention(Span(words.index(actor.label), words.index(actor.label) + len(actor.label)), actor.id)
        for actor in actors
    )
    links = [linked(actor) for actor in actors]
    url = f"https://example.org/{number}"
    return quads(Extraction(Article(words, url=url), actors, mentions, links=tuple(links)), BASE)


def linked(actor: Actor) -> Link:
    candidates = tuple(Candidate(qid, Decimal("0.5"), f"item {qid}") for qid in ("Q1", "Q2", actor.label[0] * 2))
    status = LinkStatus.NIL if actor.label == NAMES[0] else LinkStatus.TO_REVIEW
    return Link(actor.id, status, "index", candidates=() if status is LinkStatus.NIL else candidates)


ARTICLES = (article(1, *NAMES[:2]), article(2, *NAMES[1:3]), article(3, *NAMES[2:]), article(4))
