"""Put a dossier together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files

from kg import __version__
from kg.queries.values import selector
from kg.report.articles import ArticleGraph
from kg.report.asking import Asker
from kg.report.disputes import disputes
from kg.report.dossier import Accusation, Dispute, Dossier, Fact, Moment, Source, Statement, Subject
from kg.report.questions import open_questions
from kg.report.reading import read_articles, sources, statements
from kg.report.scope import Period, Scope, claims_about
from kg.report.sides import Sides, accusations
from kg.report.subject import find_subject
from kg.report.wording import day, many
from kg.store import ArticleStore
from kg.vocabulary import KG, RDF, SCHEMA

__all__ = ["MOST_CLAIMS", "make_dossier"]

MOST_CLAIMS = 300
"""Claims that a dossier tells of at most, unless more are asked for: some fifty printed pages."""


def make_dossier(
    store: ArticleStore,
    about: str,
    *,
    most: int = MOST_CLAIMS,
    with_text: bool = True,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Dossier:
    """The dossier on an actor or place, an event, or an article; of articles published from then to then.

    ``about`` is an IRI, a label or another name, a CURIE, an article's headline or address. The same store gives the
    same dossier. Raises UnknownNameError, with close names, where nothing or several things are called so.
    """
    select = selector(store.oxigraph)
    ask = Asker(select)
    subject = find_subject(about, select)
    period = Period(since, until)
    scope = claims_about(subject, ask, most, period)
    always = subject.nodes if subject.kind == "article" else ()
    graphs = read_articles(store.oxigraph, scope, ask, always)
    told = statements(graphs, scope, ask)
    sides = Sides({one.claimant for one in told} | _named(graphs, told), ask)
    compared = _compared(graphs, ask)
    arguing = disputes(told, ask, sides)
    accused = accusations(told, graphs, sides)
    quoted = sources(graphs, told, with_text)
    own = tuple(one for one in told if not one.opposing)
    main = tuple(source for source in quoted if any(one.source == source.number for one in own))
    return Dossier(
        subject=subject,
        lead=_lead(subject, own, main, arguing, period),
        figures=_figures(own, main, accused, arguing),
        timeline=_timeline(subject, graphs, own),
        accusations=accused,
        sides=sides.grouped(told, subject),
        disputes=arguing,
        questions=open_questions(own, ask, compared == len(graphs) or _alone(ask)),
        sources=quoted,
        provenance=_provenance(scope, own, quoted, compared, period),
        limits=_limits(),
        version=__version__,
        with_text=with_text,
        statements=told,
    )


def _named(graphs: Mapping[str, ArticleGraph], told: Sequence[Statement]) -> set[str]:
    """Those whom claims are addressed to or whose doings they are about: they have a side, too."""
    documents = list(graphs)
    found = set()
    for one in told:
        graph = graphs[documents[one.source - 1]]
        found.update(graph.all(one.iri, KG.addressee))
        for situation in graph.all(one.iri, KG.content):
            found.update(graph.all(situation, KG.initiator))
    return found


def _lead(
    subject: Subject,
    told: Sequence[Statement],
    quoted: Sequence[Source],
    arguing: Sequence[Dispute],
    period: Period,
) -> str:
    if not told:
        of = f" published {period}" if period.bounded else ""
        where = "this article" if subject.kind == "article" and not of else f"the articles in the store{of}"
        return f"No claim {'was found in' if subject.kind == 'article' else 'about it was found in'} {where}."
    speakers = len({one.claimant for one in told if one.attributed})
    outlets = {source.outlet for source in quoted if source.outlet}
    days = _days(quoted)
    text = f"{many(len(told), 'claim')}, {many(speakers, 'speaker')}, {many(len(quoted), 'article')}"
    text += f" of {many(len(outlets), 'outlet')}" if outlets else ""
    text += f", {days}" if days else ""
    return text + (f"; {many(len(arguing), 'matter')} in dispute." if arguing else "; nothing is in dispute.")


def _days(quoted: Sequence[Source]) -> str:
    days = [source.published for source in quoted if source.published]
    if not days:
        return ""
    first, last = day(min(days)), day(max(days))
    return first if first == last else f"{first} to {last}"


def _figures(
    told: Sequence[Statement],
    quoted: Sequence[Source],
    accused: Sequence[Accusation],
    arguing: Sequence[Dispute],
) -> tuple[Fact, ...]:
    def count(*acts: str) -> int:
        return sum(1 for one in told if one.act in acts)

    pairs = (
        ("Articles", len(quoted)),
        ("Claims", len(told)),
        ("Speakers", len({one.claimant for one in told if one.attributed})),
        ("Accusations", count("accuse", "condemn")),
        ("Denials and refusals", count("deny", "refuse")),
        ("Demands and requests", count("demand", "ask", "propose")),
        ("Threats and warnings", count("threaten", "warn")),
        ("Claims of sources without a name", sum(1 for one in told if one.unnamed and one.attributed)),
        ("Pairs of sides at odds", len({frozenset((one.side, one.against)) for one in accused})),
        ("Disputes", len(arguing)),
    )
    return tuple(Fact(name, f"{number:,}") for name, number in pairs)


def _timeline(subject: Subject, graphs: Mapping[str, ArticleGraph], told: Sequence[Statement]) -> tuple[Moment, ...]:
    """What is given a time, and when the articles were published; from the earliest, what has no bounds last."""
    found: list[Moment] = []
    for number, (document, graph) in enumerate(graphs.items(), 1):
        claims = {one.iri for one in told if one.source == number}
        if subject.kind == "article":
            situations = graph.subjects(KG.Situation, RDF.type)
        else:
            situations = sorted({s for claim in claims for s in _situations(graph, claim)})
        found += graph.moments(situations, number)
        published = graph.one(document, SCHEMA.datePublished)
        if published:
            outlet = ", ".join(graph.labels(document, SCHEMA.publisher))
            label = f"{outlet}: {graph.label(document)}" if outlet else graph.label(document)
            found.append(Moment(label, day(published), *(4 * (published,)), number, "publication"))
    distinct = dict.fromkeys(found)
    ordered = sorted(distinct, key=lambda one: (not one.placed, one.earliest or one.latest, one.latest, one.source))
    return tuple(ordered)


def _situations(graph: ArticleGraph, claim: str) -> list[str]:
    return [*graph.all(claim, KG.content), *graph.all(claim, KG.expressedIn)]


def _compared(graphs: Mapping[str, ArticleGraph], ask: Asker) -> int:
    """How many of the articles were compared with the others."""
    return len(ask.about(graphs, "?it", "?it kg:signedState ?state"))


def _alone(ask: Asker) -> bool:
    """Whether there is one article only, so that there is nothing to compare it with."""
    return len(ask.values("?v a kg:Document", most=2)) < 2


def _provenance(
    scope: Scope, told: Sequence[Statement], quoted: Sequence[Source], compared: int, period: Period
) -> tuple[str, ...]:
    readers = sorted({source.extractor for source in quoted if source.extractor})
    undated = sum(1 for source in quoted if not source.published)
    nameless = sum(1 for source in quoted if not source.outlet)
    notes = [
        f"Made by news-kg {__version__} from {many(len(quoted), 'stored article')}, by rules and without a person’s "
        "judgement. Quotations are the articles’ own words; headings and summaries are the program’s.",
        "A claim is not a fact: everything below says who says it, and through whom that is known.",
    ]
    if readers:
        notes.append(f"Read by {'; '.join(readers)}.".replace("`", "’"))
    if period.bounded:
        notes.append(
            f"Told are the claims of articles published {period}; what stands against them in a dispute may be of "
            "other days. Articles without a date are left out."
        )
    if len(told) < scope.total:
        notes.append(
            f"Of {scope.total:,} claims, the {len(told):,} of the latest articles are told; figures and pictures are "
            "of these. `kg report --most N` tells more."
        )
    if len(quoted) > 1 or compared:
        notes.append(_told_of_comparing(compared, len(quoted)))
    if undated:
        notes.append(
            f"{many(undated, 'article')} without a date: “yesterday” and “last week” keep their wording there."
        )
    if nameless:
        notes.append(f"The outlet of {many(nameless, 'article')} is not known.")
    return tuple(notes)


def _told_of_comparing(compared: int, count: int) -> str:
    if not compared:
        return (
            "The articles were not compared with each other: what one repeats or contradicts of another is not told. "
            "`kg align` compares them."
        )
    if compared < count:
        return f"{compared} of {many(count, 'article')} were compared with the others; `kg align` compares the rest."
    return (
        "The articles were compared with each other: what is repeated, supported or contradicted across them was found "
        "by rule; `kg show` gives the reasons."
    )


def _limits() -> tuple[str, ...]:
    """How well the method reads, as it was measured."""
    told = tomllib.loads((files("kg.report") / "measured.toml").read_text(encoding="utf-8"))
    return (told["measured"], *told["faults"])
