"""Articles annotated whole: claims, what is right about those found, events, entities and links.

- Claims pair one-to-one where they share a character of the head of the cue and their contents overlap by at least a
  half (F1 of characters). The article's own claims, which have no cue, are left out. Optional ones count neither way.
- What a claim is in detail is measured on pairs alone.
- Events are found where a mention overlaps the trigger and the type is right. One found event may stand for all places
  of the gold that speak of it again.
- A link is asked for only where the gold is sure of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from kg.evaluation.events import measure_events
from kg.evaluation.gold import AnnotatedArticle, GoldClaim, GoldEntity
from kg.evaluation.measures import Finding, Measures
from kg.evaluation.overlap import align, characters, dice, same_name
from kg.model import Claim, Extraction, LinkStatus, Span

__all__ = ["measure_article"]

_HALF: Final = 0.5


def measure_article(gold: AnnotatedArticle, extraction: Extraction) -> Measures:
    """All measures of one article; "claims" is the main figure."""
    measures = Measures()
    found = [claim for claim in extraction.claims if claim.cue is not None and claim.contents]
    pairs = align(gold.claims, found, _likeness, _HALF)
    optional = {number for number, claim in enumerate(gold.claims) if claim.optional}
    measures.count(
        "claims",
        right=len(pairs.keys() - optional),
        found=len(found) - len(pairs.keys() & optional),
        gold=len(gold.claims) - len(optional),
    )
    matched = {gold.claims[number].id: found[place] for number, place in pairs.items()}
    for number in sorted(pairs.keys() - optional):
        _measure_pair(measures, gold, gold.claims[number], found[pairs[number]], extraction)
        _measure_relations(measures, gold, gold.claims[number], matched, found)
    _report_unpaired(measures, gold, found, pairs, extraction)
    measure_events(measures, gold, extraction)
    _measure_entities(measures, gold.entities, extraction)
    return measures


def _likeness(gold: GoldClaim, found: Claim) -> float | None:
    assert found.cue is not None
    if not gold.cue_head.overlaps(found.cue):
        return None
    return dice(characters(gold.contents), characters(found.contents))


def _measure_pair(
    measures: Measures, gold: AnnotatedArticle, claim: GoldClaim, found: Claim, extraction: Extraction
) -> None:
    """What is right about a claim that was found."""
    claimant = extraction.actor(found.claimant).label
    source = [] if found.source is None else [found.source]
    checks = (
        ("claimant", any(same_name(name, claimant) for name in claim.claimants), claim.claimants[0], claimant),
        (
            "source",
            claim.source is None or dice(characters([claim.source]), characters(source)) >= _HALF,
            _words([claim.source] if claim.source else [], gold),
            _words(source, gold),
        ),
        ("speech act", found.speech_act in claim.speech_acts, claim.speech_acts[0], str(found.speech_act)),
        ("polarity", found.polarity == claim.polarity, claim.polarity, str(found.polarity)),
    )
    words = _words([claim.cue, *claim.contents], gold)
    for name, right, wanted, got in checks:
        measures.share(name, right)
        if not right:
            measures.findings.append(Finding("wrong", name, gold.article.id or "", words, wanted, got))
    overlap = dice(characters(claim.contents), characters(found.contents))
    measures.share("content", overlap)
    if overlap < 0.9:
        wanted, got = _words(claim.contents, gold), _words(found.contents, gold)
        measures.findings.append(Finding("wrong", "content", gold.article.id or "", words, wanted, got))
    _measure_addressee(measures, gold, claim, found, extraction)
    act = str(found.speech_act)
    measures.confuse("speech acts", act if act in claim.speech_acts else claim.speech_acts[0], act)


def _measure_addressee(
    measures: Measures, gold: AnnotatedArticle, claim: GoldClaim, found: Claim, extraction: Extraction
) -> None:
    """Whom the claim is made to or against; asked for only where the gold names one."""
    if not claim.addressees:
        return
    labels = [extraction.actor(one).label for one in found.addressees]
    right = any(same_name(name, label) for name in claim.addressees for label in labels)
    measures.share("addressee", right)
    if not right:
        words = _words([claim.cue, *claim.contents], gold)
        finding = Finding(
            "wrong", "addressee", gold.article.id or "", words, ", ".join(claim.addressees), ", ".join(labels)
        )
        measures.findings.append(finding)


def _measure_relations(
    measures: Measures, gold: AnnotatedArticle, claim: GoldClaim, matched: dict[str, Claim], found: Sequence[Claim]
) -> None:
    """Chains, and which claim another answers; right only where both ends were found."""
    one = matched[claim.id]
    reporters = {other.id for other in found if one.id in other.reports}
    checks = [("chains", via, reporters) for via in claim.via]
    checks += [
        (name, answered, set(answers))
        for name, answered, answers in (
            ("denials", claim.denies, one.denies),
            ("rejections", claim.rejects, one.rejects),
            ("acceptances", claim.accepts, one.accepts),
        )
        if answered is not None
    ]
    for name, other, got in checks:
        right = other in matched and matched[other].id in got
        measures.share(name, right)
        if not right:
            words = _words([claim.cue, *claim.contents], gold)
            target = next(known for known in gold.claims if known.id == other)
            wanted = _words([target.cue, *target.contents], gold)
            missing = "" if other in matched else "a claim that was not found"
            measures.findings.append(Finding("wrong", name, gold.article.id or "", words, wanted, missing))


def _report_unpaired(
    measures: Measures,
    gold: AnnotatedArticle,
    found: Sequence[Claim],
    pairs: dict[int, int],
    extraction: Extraction,
) -> None:
    name = gold.article.id or ""
    for number, claim in enumerate(gold.claims):
        if number not in pairs and not claim.optional:
            wanted = f"{claim.claimants[0]}: {claim.speech_acts[0]}"
            measures.findings.append(
                Finding("miss", "claim", name, _words([claim.cue, *claim.contents], gold), wanted=wanted)
            )
    taken = set(pairs.values())
    for place, extra in enumerate(found):
        if place not in taken and extra.cue is not None:
            got = f"{extraction.actor(extra.claimant).label}: {extra.speech_act} ({extra.rule})"
            measures.findings.append(
                Finding("extra", "claim", name, _words([extra.cue, *extra.contents], gold), got=got)
            )


def _words(spans: Sequence[Span], gold: AnnotatedArticle) -> str:
    return " | ".join(span.of(gold.article.text) for span in spans)


def _measure_entities(measures: Measures, entities: Sequence[GoldEntity], extraction: Extraction) -> None:
    """Mentions of names that stand for somebody of that name, and links where the gold is sure."""
    accepted = {link.actor: link.qid for link in extraction.links if link.status is LinkStatus.ACCEPTED}
    labels = {actor.id: actor.label for actor in extraction.actors}
    for entity in entities:
        for span in entity.mentions:
            there = [mention.denotes for mention in extraction.mentions if _is_at(mention.span, span)]
            names = [labels[one] for one in there if one in labels]
            measures.share("named mentions", any(same_name(entity.name, name) for name in names))
            if entity.qid is None:
                continue
            qids = {accepted[one] for one in there if accepted.get(one)}
            measures.count("links", entity.qid in qids, bool(qids), 1)
            if entity.qid not in qids:
                words, got = span.of(extraction.article.text), ", ".join(sorted(map(str, qids)))
                kind: Literal["wrong", "miss"] = "wrong" if qids else "miss"
                measures.findings.append(
                    Finding(kind, "link", extraction.article.id or "", words, f"{entity.name}: {entity.qid}", got)
                )


def _is_at(found: Span, wanted: Span) -> bool:
    return dice(characters([found]), characters([wanted])) >= _HALF
