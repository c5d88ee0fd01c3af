"""What the articles leave open: found by rule, not judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.report.asking import Asker
from kg.report.dossier import Question, Statement
from kg.report.wording import one_line

__all__ = ["open_questions"]


def open_questions(told: Sequence[Statement], ask: Asker, aligned: bool) -> tuple[Question, ...]:
    """Demands and accusations without an answer, what one unnamed source alone says, and links that nobody checked."""
    answered = _answered(told, ask)
    seconded = {it for (it,) in ask.about((one.iri for one in told), "?it", _SECONDED)}
    passing = {it for (it,) in ask.about((one.iri for one in told), "?it", "?it kg:reportsClaim ?inner")}
    demands = [one for one in told if one.act in ("demand", "ask", "propose") and one.iri not in answered]
    accusations = [
        one for one in told if one.act == "accuse" and one.polarity != "negative" and one.iri not in answered
    ]
    unnamed = [
        one for one in told if one.unnamed and one.attributed and one.iri not in seconded and one.iri not in passing
    ]
    elsewhere = (
        ""
        if aligned
        else " The articles have not been compared with each other, so that an answer in another article is not seen."
    )
    found = (
        Question(
            "Which demands has nobody answered?",
            f"Demands, requests and proposals that no claim in the store accepts, rejects or answers.{elsewhere}",
            tuple(demands),
        ),
        Question(
            "Which accusations has nobody answered?",
            f"Accusations that nobody in the store denies, confirms or contradicts. Was the accused asked?{elsewhere}",
            tuple(accusations),
        ),
        Question(
            "What rests on a single source without a name?",
            "What such sources say, and nobody else supports in another article."
            + ("" if aligned else " The articles have not been compared with each other."),
            tuple(unnamed),
        ),
        Question(
            "Who exactly is meant?",
            "Links to Wikidata that the program is not sure of: `kg link review` settles them.",
            (),
            tuple(_unsure({one.claimant for one in told}, ask)),
        ),
    )
    return tuple(question for question in found if question.statements or question.notes)


_SECONDED = '?alignment kg:relation "supports" ; kg:aligns ?it'


def _answered(told: Iterable[Statement], ask: Asker) -> set[str]:
    """The claims that another answers, here or where another article has the same claim."""
    known = [one.iri for one in told]
    patterns = (
        "?answer kg:respondsTo|kg:denies|kg:rejects|kg:accepts|kg:confirms ?it",
        "?it kg:contradicts ?answer",
        "?answer kg:contradicts ?it",
        "?it kg:restates ?same . ?answer kg:respondsTo ?same",
        "?same kg:restates ?it . ?answer kg:respondsTo ?same",
    )
    return {it for pattern in patterns for (it,) in ask.about(known, "?it", pattern)}


def _unsure(actors: Iterable[str], ask: Asker) -> list[str]:
    rows = ask.about(
        actors,
        "?label ?item ?name",
        "?link kg:linkOf ?it ; kg:status val:toReview . ?it rdfs:label ?label "
        "OPTIONAL { ?link kg:candidate ?item OPTIONAL { ?item rdfs:label ?name } }",
    )
    found: dict[str, list[str]] = {}
    for label, item, name in rows:
        candidates = found.setdefault(one_line(label), [])
        if item:
            candidates.append(f"{one_line(name)} ({item.rpartition('/')[2]})" if name else item.rpartition("/")[2])
    return [f"{label}: {' or '.join(items)}?" if items else f"{label}?" for label, items in sorted(found.items())]
