"""What claims of one article have to do with each other beyond answering: restating, confirming, disputing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Claim, Dispute, Polarity, Situation, SpeechAct

__all__ = ["disputes", "relate"]

_SPEAKING_UP = frozenset({SpeechAct.CONFIRM, SpeechAct.AGREE})


def relate(claims: list[Claim], situations: Iterable[Situation]) -> list[Claim]:
    """The claims with the time at which each was made, and with what they restate or confirm.

    A claim restates an earlier one of the same claimant, act and addressees that is about the same situation; one that
    confirms what another said about the same situation confirms that claim.
    """
    times = {situation.id: situation.times for situation in situations}
    found: list[Claim] = []
    for claim in claims:
        earlier = [other for other in found if other.cue is not None and set(other.content) & set(claim.content)]
        if claim.cue is not None:
            same = [other.id for other in earlier if _restates(claim, other)]
            backed = [other.id for other in earlier if _confirms(claim, other)]
            claim = replace(claim, restates=tuple(same), confirms=tuple(backed), supports=tuple(backed))
        if claim.expressed_in is not None:
            claim = replace(claim, times=times[claim.expressed_in])
        found.append(claim)
    return found


def _restates(claim: Claim, other: Claim) -> bool:
    return (
        claim.claimant == other.claimant
        and claim.speech_act is other.speech_act
        and claim.polarity is other.polarity
        and set(claim.addressees) == set(other.addressees)
    )


def _confirms(claim: Claim, other: Claim) -> bool:
    return (
        claim.speech_act in _SPEAKING_UP
        and claim.claimant != other.claimant
        and claim.polarity is other.polarity
        and other.id not in claim.accepts
        and other.id not in claim.reports
    )


def disputes(claims: list[Claim]) -> Iterator[Dispute]:
    """Situations on which claims take opposing positions, one of them denying the other."""
    denied = {other for claim in claims for other in claim.denies}
    sides: dict[str, dict[Polarity, list[Claim]]] = {}
    for claim in claims:
        if claim.speech_act is not SpeechAct.REFUSE:
            for situation in claim.content:
                sides.setdefault(situation, {}).setdefault(claim.polarity, []).append(claim)
    for situation, by_polarity in sides.items():
        yes, no = by_polarity.get(Polarity.POSITIVE, []), by_polarity.get(Polarity.NEGATIVE, [])
        if no and any(claim.id in denied for claim in yes):
            yield Dispute(situation, tuple(dict.fromkeys(claim.id for claim in [*yes, *no])))
