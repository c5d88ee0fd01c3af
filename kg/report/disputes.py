"""Disputes, each with its opposing positions side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from kg.report.asking import Asker
from kg.report.dossier import Camp, Dispute, Statement
from kg.report.sides import NOBODY, Sides
from kg.report.wording import one_line

__all__ = ["disputes"]

_TITLES = {
    "positive": "Says that it is so",
    "negative": "Says that it is not so",
    "unspecified": "Leaves it open",
}
_MOST_REASONS = 6
_OPPOSED = "kg:contradicts|kg:denies|kg:rejects"


def disputes(told: Sequence[Statement], ask: Asker, sides: Sides) -> tuple[Dispute, ...]:
    """The disputes in which claims of the dossier stand against each other, in the order of their first claims."""
    by_iri = {one.iri: one for one in told}
    rows = ask.about(by_iri, "?dispute ?it", "?dispute a kg:Dispute ; kg:involvesClaim ?it")
    members: dict[str, list[Statement]] = {}
    for dispute, claim in rows:
        members.setdefault(dispute, []).append(by_iri[claim])
    matters = {row[0]: row[1] for row in ask.about(members, "?it ?label", "?it kg:over/rdfs:label ?label")}
    names = {row[0]: row[1] for row in ask.about(members, "?it ?label", "?it rdfs:label ?label")}
    opposed = _opposed(by_iri, ask)
    reasons = _reasons(by_iri, ask)
    found = []
    for dispute, claims in members.items():
        claims.sort(key=lambda one: one.number)
        if len(claims) > 1:
            matter = matters.get(dispute) or names.get(dispute, "").removeprefix("dispute: ")
            found.append((claims[0].number, dispute, _dispute(one_line(matter), claims, opposed, reasons, sides)))
    return tuple(dispute for _, _, dispute in sorted(found, key=lambda row: row[:2]))


def _opposed(by_iri: Iterable[str], ask: Asker) -> dict[str, set[str]]:
    """Claim → those that it cannot be true beside."""
    found: dict[str, set[str]] = {iri: set() for iri in by_iri}
    for it, other in ask.about(found, "?it ?other", f"?it {_OPPOSED} ?other"):
        if other in found:
            found[it].add(other)
            found[other].add(it)
    return found


def _reasons(by_iri: Iterable[str], ask: Asker) -> list[tuple[set[str], str]]:
    rows = ask.about(
        by_iri, "?alignment ?it ?why", '?alignment kg:aligns ?it ; kg:relation "contradicts" ; kg:reason ?why'
    )
    ends: dict[tuple[str, str], set[str]] = {}
    for alignment, it, why in rows:
        ends.setdefault((alignment, why), set()).add(it)
    return [(claims, why) for (_, why), claims in sorted(ends.items())]


def _dispute(
    matter: str,
    claims: Sequence[Statement],
    opposed: Mapping[str, set[str]],
    reasons: Sequence[tuple[set[str], str]],
    sides: Sides,
) -> Dispute:
    """Two camps where claims fall into two; else those of each side, for what contradicts what is no matter of two."""
    own = {one.iri for one in claims}
    all_why = list(dict.fromkeys(one_line(words) for ends, words in reasons if len(ends & own) == 2))
    why = [
        *all_why[:_MOST_REASONS],
        *([f"and {len(all_why) - _MOST_REASONS} more"] if len(all_why) > _MOST_REASONS else []),
    ]
    colours = _two_colours(claims, opposed)
    if colours is None:
        return Dispute(matter, _by_side(claims, sides) or _by_polarity(claims), tuple(why))
    camps = []
    for number, colour in enumerate((0, 1)):
        members = tuple(one for one in claims if colours[one.iri] == colour)
        positions = {one.polarity for one in members}
        title = (
            _TITLES[positions.pop()] if len(positions) == 1 and _differ(claims, colours) else f"Position {number + 1}"
        )
        camps.append(Camp(title, members))
    return Dispute(matter, tuple(camps), tuple(why))


def _differ(claims: Sequence[Statement], colours: Mapping[str, int]) -> bool:
    """Whether polarity tells the two camps apart; it does not where numbers contradict each other."""
    one, other = ({claim.polarity for claim in claims if colours[claim.iri] == colour} for colour in (0, 1))
    return not one & other


def _by_side(claims: Sequence[Statement], sides: Sides) -> tuple[Camp, ...]:
    """The claims of each side; nothing where all are of one."""
    found: dict[str, list[Statement]] = {}
    for one in claims:
        found.setdefault(sides.label(sides.of(one.claimant)), []).append(one)
    ranked = sorted(found.items(), key=lambda pair: (pair[0] == NOBODY, -len(pair[1]), pair[0]))
    return tuple(Camp(side, tuple(members)) for side, members in ranked) if len(found) > 1 else ()


def _by_polarity(claims: Sequence[Statement]) -> tuple[Camp, ...]:
    camps = (Camp(title, tuple(one for one in claims if one.polarity == code)) for code, title in _TITLES.items())
    return tuple(camp for camp in camps if camp.statements)


def _two_colours(claims: Sequence[Statement], opposed: Mapping[str, set[str]]) -> dict[str, int] | None:
    """Every claim in one of two camps so that none contradicts another of its camp; None where that cannot be."""
    own = [one.iri for one in claims]
    colours = {own[0]: 0}
    waiting = deque(own[:1])
    while waiting:
        iri = waiting.popleft()
        for other in sorted(opposed.get(iri, set()) & set(own)):
            if other not in colours:
                colours[other] = 1 - colours[iri]
                waiting.append(other)
            elif colours[other] == colours[iri]:
                return None
    return colours if len(colours) == len(own) else None
