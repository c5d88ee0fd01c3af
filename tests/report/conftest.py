from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pyoxigraph import Store

pytest.importorskip("jinja2", reason="dossiers need the extra: pip install 'news-kg[report]'")
pytest.importorskip("matplotlib", reason="dossiers need the extra: pip install 'news-kg[report]'")
pytest.importorskip("networkx", reason="dossiers need the extra: pip install 'news-kg[report]'")

from kg.config import DEFAULT_BASE
from kg.model import (
    Actor,
    ActorKind,
    Article,
    Claim,
    Extraction,
    Mention,
    Polarity,
    Situation,
    SituationKind,
    Span,
    SpeechAct,
)
from kg.rdf import quads
from kg.report import Dossier, make_dossier
from kg.store import ArticleStore
from tests.sample import SAMPLE

HOSTILE = "<script>alert('x')</script> \"><img src=https://evil.example/x onerror=alert(1)> {{ 7*7 }} | *b* `c` $d$"
ARABIC = "متحدث باسم الحكومة"


def hostile() -> Extraction:
    """An article, made by hand, all words of which mean harm, and a claimant whose name runs from right to left."""
    said = f"{HOSTILE}"
    text = f"{ARABIC} denied that {said} accused nobody.\n\n\x01{said}\n"
    start = text.index(said)
    content = Span(start, start + len(said))
    return Extraction(
        Article(
            text,
            title=f"{HOSTILE} title",
            published=datetime(2026, 1, 2, tzinfo=UTC),
            publisher=f"{HOSTILE} outlet",
            url="javascript:alert(1)",
        ),
        actors=(
            Actor("a1", f"{HOSTILE} outlet", ActorKind.NEWS_OUTLET),
            Actor("a2", ARABIC, ActorKind.PERSON, role=HOSTILE),
            Actor("a3", f"{HOSTILE} accused", ActorKind.GROUP),
        ),
        mentions=(Mention(Span(0, len(ARABIC)), "a2"), Mention(content, "a3")),
        situations=(Situation("s1", SituationKind.EVENT, HOSTILE, content, initiators=("a3",)),),
        claims=(
            Claim(
                "c1",
                "a2",
                SpeechAct.ACCUSE,
                Polarity.POSITIVE,
                (content,),
                source=Span(0, len(ARABIC)),
                cue=Span(len(ARABIC) + 1, len(ARABIC) + 7),
                content=("s1",),
            ),
        ),
        extractor=HOSTILE,
    )


def store_of(*extractions: Extraction) -> ArticleStore:
    store = ArticleStore(Store())
    for extraction in extractions:
        store.put_article(quads(extraction, DEFAULT_BASE))
    return store


@pytest.fixture(scope="session")
def sample_store() -> ArticleStore:
    return store_of(SAMPLE)


@pytest.fixture(scope="session")
def hostile_store() -> ArticleStore:
    return store_of(hostile())


@pytest.fixture(scope="session")
def sample_article(sample_store: ArticleStore) -> Dossier:
    return make_dossier(sample_store, SAMPLE.article.title or "")


@pytest.fixture(scope="session")
def sample_actor(sample_store: ArticleStore) -> Dossier:
    return make_dossier(sample_store, "Turkey")


@pytest.fixture(scope="session")
def hostile_dossier(hostile_store: ArticleStore) -> Dossier:
    return make_dossier(hostile_store, ARABIC)
