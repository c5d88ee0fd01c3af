"""What a dossier is about: an actor or place, an event, an article, from what people type for it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import UnknownNameError
from kg.queries.names import Choice, Select, Thing, candidates, resolve
from kg.report.asking import Asker
from kg.report.dossier import Fact, Subject
from kg.report.wording import day, many, one_line
from kg.vocabulary import KG

__all__ = ["find_subject"]

_THINGS: Sequence[Thing] = ("actor", "article", "situation")
_GENERAL = ("Actor", "Group", "Organization", "Place", "Situation", "Event")
_FACTS = 8
"""Values of a property that are told at most."""


def find_subject(name: str, select: Select) -> Subject:
    """The one thing that a name means: an IRI, a label or another name, a CURIE, an article's address or headline.

    Labels that stand for one event in several articles mean that event, once articles are aligned. Raises
    UnknownNameError: with close names where nothing is called so, with the choices where several things are.
    """
    ask = Asker(select)
    if not ask.values("?v a kg:Document", most=1):
        raise UnknownNameError(
            f"there is nothing on {name!r}: the store is empty", remedy="Read articles into it with `kg build ARTICLE`."
        )
    iri = _occurrence(name, ask) or _one_event(candidates(name, select, _THINGS), ask)
    if not iri:
        _refuse_claim(name, select, ask)
        iri = resolve(name, select, _THINGS)
    classes = ask.values(f"<{iri}> a ?v")
    if KG.Dispute in classes:
        iri = next(iter(ask.values(f"<{iri}> kg:over ?v")), iri)
        classes = ask.values(f"<{iri}> a ?v")
    if KG.Document in classes:
        return _article(iri, ask)
    if KG.Occurrence in classes or KG.Situation in classes:
        return _event(iri, ask)
    return _actor(iri, classes, ask)


def _occurrence(name: str, ask: Asker) -> str:
    """An event that alignment found in several articles, by its IRI."""
    bare = name.strip().removeprefix("<").removesuffix(">")
    if "/occurrence/" not in bare or any(char in bare for char in ' "{}|\\^`<>\n\t'):
        return ""
    return bare if ask.values(f"VALUES ?v {{ <{bare}> }} ?v a kg:Occurrence") else ""


def _one_event(found: Sequence[Choice], ask: Asker) -> str:
    """The event that all of these are, where alignment says that they are one."""
    if len(found) < 2:
        return ""
    iris = [choice.iri for choice in found]
    rows = ask.about(iris, "?it ?v", "?it kg:occurrence ?v")
    occurrences = {occurrence for _, occurrence in rows}
    return occurrences.pop() if len(occurrences) == 1 and {it for it, _ in rows} == set(iris) else ""


def _refuse_claim(name: str, select: Select, ask: Asker) -> None:
    claims = candidates(name, select, ("claim",)) if not candidates(name, select, _THINGS) else []
    if len(claims) != 1:
        return
    about = ask.rows("?label ?v", f"<{claims[0].iri}> kg:content ?v . ?v rdfs:label ?label")
    listed = "".join(f"\n  {label}  {iri}" for label, iri in about)
    raise UnknownNameError(
        f"{name!r} is a claim, and a dossier is about an actor, an event or an article",
        remedy=f"`kg show` tells of the claim. What it speaks of:{listed}"
        if about
        else "`kg show` tells of the claim.",
    )


def _actor(iri: str, classes: Sequence[str], ask: Asker) -> Subject:
    def values(pattern: str) -> str:
        return "; ".join(map(one_line, ask.values(f"<{iri}> {pattern}", most=_FACTS)))

    label = values("rdfs:label ?v")
    names = [kind.rpartition("#")[2] for kind in classes if kind.startswith(KG.Actor.removesuffix("Actor"))]
    special = [kind for kind in names if kind not in _GENERAL] or sorted(names, key=_GENERAL.index, reverse=True)
    item = next(iter(ask.values(f"<{iri}> kg:wikidata ?v")), "")
    return Subject(
        "actor",
        iri,
        label,
        _told(
            Fact("Kind", _spaced(special[0]) if special else ""),
            Fact("Also called", values("skos:altLabel ?v")),
            Fact("Role", values("kg:role ?v")),
            Fact("Acts for", values("kg:actsFor/rdfs:label ?v")),
            Fact("Affiliated with", values("kg:affiliatedWith/rdfs:label ?v")),
            Fact("Members", values("kg:member/rdfs:label ?v")),
            Fact("Wikidata", item.rpartition("/")[2], item),
        ),
        (iri,),
    )


def _article(iri: str, ask: Asker) -> Subject:
    def one(pattern: str) -> str:
        return one_line(next(iter(ask.values(f"<{iri}> {pattern}", most=1)), ""))

    return Subject(
        "article",
        iri,
        one("rdfs:label ?v"),
        _told(
            Fact("Outlet", one("schema:publisher/rdfs:label ?v") or "not known"),
            Fact("Published", day(one("schema:datePublished ?v")) or "not known"),
            Fact("Address", one("schema:url ?v"), one("schema:url ?v")),
            Fact("Identifier", one("dcterms:identifier ?v")),
        ),
        (iri,),
    )


def _event(iri: str, ask: Asker) -> Subject:
    """A situation of one article or, where alignment found it in several, all that are taken for the same event."""
    occurrence = next(iter(ask.values(f"<{iri}> kg:occurrence ?v", most=1)), iri)
    nodes = ask.values(f"?v kg:occurrence <{occurrence}>") or [iri]
    named = ask.values(f"<{occurrence}> rdfs:label ?v")

    def labels(term: str) -> str:
        rows = ask.about(nodes, "?v", f"?it {term}/rdfs:label ?v")
        return "; ".join(list(dict.fromkeys(one_line(row[0]) for row in rows))[:_FACTS])

    types = {code.rpartition("#")[2] for (code,) in ask.about(nodes, "?v", "?it kg:eventType ?v")}
    times = dict.fromkeys(one_line(row[0]) for row in ask.about(nodes, "?v", "?it kg:hasTime/kg:timeText ?v"))
    articles = {row[0] for row in ask.about(nodes, "?v", "?m kg:denotes ?it ; oa:hasSource ?v")}
    told = f"in {many(len(articles), 'article')}" if articles else ""
    if len(nodes) > 1:
        told += f", in {len(nodes)} wordings that are taken for the same event"
    return Subject(
        "event",
        occurrence,
        one_line(named[0]) if named else iri,
        _told(
            Fact("Kind", ", ".join(sorted(types)).lower()),
            Fact("Initiator", labels("kg:initiator")),
            Fact("Recipient", labels("kg:recipient")),
            Fact("Place", labels("kg:place")),
            Fact("Time, as worded", "; ".join(list(times)[:_FACTS])),
            Fact("Told", told),
        ),
        tuple(nodes),
    )


def _told(*facts: Fact) -> tuple[Fact, ...]:
    """Those that have a value; only addresses of the web are made links."""
    return tuple(
        fact if fact.link.lower().startswith(("https://", "http://")) else Fact(fact.name, fact.value)
        for fact in facts
        if fact.value
    )


def _spaced(name: str) -> str:
    """ "GeopoliticalEntity" as "geopolitical entity"."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()
