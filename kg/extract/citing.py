"""Where somebody has it from: "reported, citing two officials, that", "according to Reuters, quoting the army, …"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene
from kg.extract.lexicon import NounKind, lexicon
from kg.extract.tokens import Token
from kg.model import Span, SpeechAct

__all__ = ["cited_attributions"]

_CITING = frozenset({"cite", "quote"})
_PARTICIPIAL = ("advcl", "acl", "csubj", "csubjpass")


def cited_attributions(scene: Scene, attributions: list[Attribution]) -> Iterator[Attribution]:
    """What is reported on somebody's authority is theirs as well: the same content, one link further down the chain."""
    taken = {attribution.head.i for attribution in attributions}
    for sentence in scene.sentences:
        for token in sentence.tokens:
            passed_on = _cited_by(scene, token, attributions) if token.i not in taken else None
            if passed_on is not None:
                yield passed_on
            if token.lemma.lower() not in _CITING or token.tag != "VBG" or token.dep not in _PARTICIPIAL:
                continue
            outer = _passing_on(token, attributions)
            who = token.child("dobj")
            if token.i in taken or outer is None or who is None or not _is_source(who) or token.prep("as"):
                continue
            found = _attribution(scene, token, who, outer)
            if found is not None:
                yield found


def _cited_by(scene: Scene, verb: Token, attributions: list[Attribution]) -> Attribution | None:
    """As in "according to [a source cited by the daily], …": the daily passes on what the source says."""
    if verb.lemma.lower() not in _CITING or verb.tag != "VBN" or verb.dep != "acl":
        return None
    who = grammar.by_agent(verb)
    inner = next((one for one in attributions if one.claimant is verb.head and one.through is None), None)
    if who is None or inner is None:
        return None
    source = scene.spans(grammar.noun_phrase(who))
    outer = Attribution(
        head=verb,
        cue=verb.span,
        act=SpeechAct.REPORT,
        rule=f"cited:by/{verb.lemma.lower()}",
        contents=inner.contents,
        content_heads=list(inner.content_heads),
        claimant=who,
        source=source[0] if source else None,
    )
    inner.through = outer
    return outer


def _passing_on(verb: Token, attributions: list[Attribution]) -> Attribution | None:
    """The attribution that the participle belongs to: the last before it in the sentence of those that it hangs on, or
    that drew it into their content."""
    fitting = [one for one in attributions if one.sentence is verb.sentence and not one.noun and _holds(one, verb)]
    return max(fitting, key=lambda one: one.cue, default=None)


def _holds(outer: Attribution, verb: Token) -> bool:
    if verb.head is outer.claimant:
        return True  # "Indus TV, quoting a diplomat, reported that"
    return outer.cue.end <= verb.start and (verb.head in (outer.head, outer.head.head) or outer.covers(verb.span))


def _is_source(who: Token) -> bool:
    if who.entity in ("PERSON", "ORG", "GPE"):
        return True
    noun = lexicon().actor_nouns.get(who.lemma.lower())
    return noun is not None and noun.kind is not NounKind.PLACE


def _attribution(scene: Scene, verb: Token, who: Token, outer: Attribution) -> Attribution | None:
    source = scene.spans(grammar.noun_phrase(who))
    contents = _without({verb.i, *(token.i for token in grammar.noun_phrase(who))}, outer, scene)
    if not contents or any(source[0].overlaps(span) for span in contents):
        return None
    outer.contents = contents
    return Attribution(
        head=verb,
        cue=verb.span,
        act=SpeechAct.ASSERT,
        rule=f"cited:{verb.lemma.lower()}",
        contents=contents,
        content_heads=list(outer.content_heads),
        claimant=who,
        source=source[0],
        through=outer,
    )


def _without(phrase: set[int], outer: Attribution, scene: Scene) -> tuple[Span, ...]:
    """What is passed on, without the words that say on whose authority."""
    sentence = Span(outer.sentence.start, outer.sentence.end)
    elsewhere = [span for span in outer.contents if not sentence.contains(span)]
    words = [token for token in outer.sentence.tokens if token.i not in phrase and outer.covers(token.span)]
    return tuple(sorted([*scene.spans(grammar.trim(words)), *elsewhere]))
