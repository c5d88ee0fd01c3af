"""Tell how a claim of one article stands to a claim of another: restates, supports, contradicts, or nothing.

Three comparisons, in this order; the first that finds something counts:

- figures: both give a number for the same toll of the same scene, or of what both are about;
- blame: both say who did the harm of the same scene;
- words: both are about the same thing, and say that it is so, or one that it is not.

Same position: ``restates`` where one side says it again or an article passes on what the other has reported, else
``supports``. Opposite positions contradict each other: also those of one speaker, who then has changed position.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.align.comparing_events import common_names
from kg.align.found import Basis, Found, Relation
from kg.align.signs import ArticleSigns, ClaimSigns, FigureSigns
from kg.align.words import concept_kind
from kg.figures import span_of

__all__ = ["Comparing"]

_NO_FACT: Final = frozenset({"demand", "ask", "propose", "threaten", "warn", "condemn", "praise"})
_DIRECTIVE: Final = frozenset(["demand", "ask", "propose"])
_THREATS: Final = frozenset(["threaten", "warn"])
_COMMISSIVE: Final = frozenset(["promise", "refuse", "agree", "announce"])
_UNIQUE: Final = frozenset({"agreement", "ceasefire", "relief", "explosives", "inquiry"})
"""What two articles that have much in common hardly speak of two of."""
_NEAR: Final = 30
_RELATED: Final = 1.5
_ONE_STORY: Final = 2.5
"""Weights of common names: of two articles that have to do with each other at all, and of two on one story."""
_SAME, _CLOSE, _ALIKE, _BRIEF = 0.5, 0.6, 0.4, 1 / 3
"""Shares of words: of the shorter claim, for one side and for two; of both, for two sides and for one."""
_CONCEPT, _STEM, _NAME = 2.0, 1.0, 1.0
_THREATENED: Final = 0.3
"""One side, in one story, hardly makes two threats with the same thing."""
_COUNTED: Final = 0.8
_PEOPLE: Final = frozenset(
    ["people", "men", "women", "workers", "members", "civilians", "soldiers", "dockers", "strikers", "staff"]
)


class Comparing:
    """Compares claims of two articles; the later one is named first."""

    def __init__(self, later: ArticleSigns, earlier: ArticleSigns) -> None:
        self._later, self._earlier = later, earlier
        self._labels = earlier.labels | later.labels
        self._common = common_names(later, earlier)
        near = later.published is None or earlier.published is None or later.published - earlier.published <= _NEAR
        self._may = near and self._common >= _RELATED

    def claims(self, one: ClaimSigns, other: ClaimSigns) -> Found | None:
        """How ``one``, of the later article, stands to ``other``; None where neither bears on the other."""
        if not self._may or (one.own and other.own) or one.passes_on != other.passes_on:
            return None
        if one.passes_on:
            return self._by_words(one, other)
        return self._by_figures(one, other) or self._by_blame(one, other) or self._by_words(one, other)

    # --- figures

    def _by_figures(self, one: ClaimSigns, other: ClaimSigns) -> Found | None:
        for figure in one.figures:
            for given in other.figures:
                if self._same_count(one, figure, other, given):
                    return self._compare_figures(one, figure, other, given)
        return None

    def _same_count(self, one: ClaimSigns, figure: FigureSigns, other: ClaimSigns, given: FigureSigns) -> bool:
        if figure.counted != given.counted or figure.part or given.part:
            return False
        if concept_kind(figure.counted) == "toll":
            return bool(one.place) and _same_scene(one, other)
        if concept_kind(figure.counted):
            return figure.unit in _PEOPLE | {""} and given.unit in _PEOPLE | {""}
        shared = one.concepts & other.concepts
        return bool(shared) and figure.unit == given.unit and _overlap(one, other) >= _COUNTED

    def _compare_figures(
        self, one: ClaimSigns, figure: FigureSigns, other: ClaimSigns, given: FigureSigns
    ) -> Found | None:
        reasons: tuple[str, ...] = (f"“{figure.words}” and “{given.words}” both count {figure.counted}",)
        if one.negative != other.negative:
            if figure.value != given.value:
                return None
            reasons += ("one denies the number that the other gives",)
            return self._found(Relation.CONTRADICTS, one, other, 0.8, Basis.POLARITY, reasons)
        low, high = span_of(figure.value, figure.bound)
        least, most = span_of(given.value, given.bound)
        if high < least or most < low:
            if not concept_kind(figure.counted):
                return None  # tonnes that arrived and tonnes that are stuck: two numbers of other things
            reasons += ("no number fits both",)
            return self._found(Relation.CONTRADICTS, one, other, 0.85, Basis.NUMBER, reasons)
        reasons += ("one number fits both",)
        return self._found(self._agreement(one, other), one, other, 0.85, Basis.NUMBER, reasons)

    # --- blame

    def _by_blame(self, one: ClaimSigns, other: ClaimSigns) -> Found | None:
        if not one.doers or not other.doers or not one.place or not _same_scene(one, other):
            return None
        where = f"both say who did the harm at {self._listed([one.place])}"
        if one.doers & other.doers:
            if one.negative != other.negative:
                reasons = (where, f"one that it was {self._listed(one.doers)}, the other that it was not")
                return self._found(Relation.CONTRADICTS, one, other, 0.9, Basis.POLARITY, reasons)
            reasons = (where, f"both that it was {'not ' if one.negative else ''}{self._listed(one.doers)}")
            basis = Basis.POLARITY if one.negative else Basis.WORDING
            return self._found(self._agreement(one, other), one, other, 0.85, basis, reasons)
        if one.negative or other.negative:
            return None
        reasons = (
            where,
            f"one that it was {self._listed(one.doers)}, the other that it was {self._listed(other.doers)}",
        )
        return self._found(Relation.CONTRADICTS, one, other, 0.7, Basis.PARTICIPANT, reasons)

    # --- words

    def _by_words(self, one: ClaimSigns, other: ClaimSigns) -> Found | None:
        shared = one.concepts & other.concepts
        if one.own or other.own or not shared or (one.place and other.place and not _same_scene(one, other)):
            return None
        overlap, jaccard = _overlap(one, other), _jaccard(one, other)
        same_side = self._same_side(one, other)
        relation = self._by_act(one, other, same_side, overlap, jaccard)
        if relation is None:
            if {one.act, other.act} & _DIRECTIVE or {one.act, other.act} & _THREATS or not _is_factual(one, other):
                return None
            if not self._is_one_matter(one, other, same_side, overlap, jaccard):
                return None
            opposed = one.negative != other.negative
            relation = Relation.CONTRADICTS if opposed else self._agreement(one, other)
        reasons: tuple[str, ...] = (
            f"both speak of {self._listed(shared)}",
            f"{round(overlap * 100)} % of the words of the shorter are shared",
        )
        if relation is Relation.CONTRADICTS:
            reasons += ("one says that it is so, the other that it is not",)
        basis = Basis.POLARITY if one.negative or other.negative else Basis.WORDING
        return self._found(relation, one, other, _scored(overlap), basis, reasons)

    def _by_act(
        self, one: ClaimSigns, other: ClaimSigns, same_side: bool, overlap: float, jaccard: float
    ) -> Relation | None:
        """Demands and threats are made again or are other ones: they contradict nothing."""
        if {one.act, other.act} <= _DIRECTIVE:
            return Relation.RESTATES if same_side and overlap >= _SAME else None
        if one.act in _THREATS and other.act in _THREATS and not one.negative and not other.negative:
            alike = same_side or (one.addressees & other.addressees and jaccard >= _ALIKE)
            needed = _THREATENED if same_side and self._common >= _ONE_STORY else _SAME
            return Relation.RESTATES if alike and overlap >= needed else None
        return None

    def _is_one_matter(
        self, one: ClaimSigns, other: ClaimSigns, same_side: bool, overlap: float, jaccard: float
    ) -> bool:
        """Whether two claims are about the same thing. Of two speakers of different sides, more has to be shared, and
        what one of them is going to do is no matter of the other."""
        shared = one.concepts & other.concepts
        if all(concept_kind(concept) in ("harm", "toll", "force", "people") for concept in shared):
            return False  # told by figures and blame: words of violence are shared by any two claims of a war
        if _counts_otherwise(one, other):
            return False
        if same_side:
            if len(_common(one, other)) == 1 and one.claimant != other.claimant:
                return False  # two people of one side who both speak of talks may speak of any
            return overlap >= _SAME and (jaccard >= _BRIEF or (overlap == 1 and one.negative != other.negative))
        if one.act in _COMMISSIVE or other.act in _COMMISSIVE:
            return False
        if shared & _UNIQUE and self._common >= _ONE_STORY:
            return overlap >= _SAME
        return overlap >= _CLOSE and jaccard >= _ALIKE and len(_common(one, other)) >= 2

    # --- both

    def _agreement(self, one: ClaimSigns, other: ClaimSigns) -> Relation:
        passed_on = self._earlier.publisher in one.through
        return Relation.RESTATES if passed_on or self._same_side(one, other) else Relation.SUPPORTS

    def _listed(self, keys: Iterable[str]) -> str:
        return ", ".join(sorted(self._labels.get(key, key) for key in keys))

    def _same_side(self, one: ClaimSigns, other: ClaimSigns) -> bool:
        return one.claimant == other.claimant or bool(one.sides & other.sides)

    def _found(
        self,
        relation: Relation,
        one: ClaimSigns,
        other: ClaimSigns,
        score: float,
        basis: Basis,
        reasons: tuple[str, ...],
    ) -> Found:
        return Found(relation, one.iri, other.iri, round(score, 2), basis, reasons)


def _same_scene(one: ClaimSigns, other: ClaimSigns) -> bool:
    """The same place, and days that are at most one apart where both are known: news gives the day of the report."""
    return one.place == other.place and (one.day is None or other.day is None or abs(one.day - other.day) <= 1)


def _weights(claim: ClaimSigns) -> dict[str, float]:
    return (
        dict.fromkeys(claim.stems, _STEM)
        | {f"name:{name}": _NAME for name in claim.names if name != claim.claimant}
        | {f"concept:{concept}": _CONCEPT for concept in claim.concepts}
    )


def _counts_otherwise(one: ClaimSigns, other: ClaimSigns) -> bool:
    """Whether they give different numbers of one thing."""
    return any(
        figure.unit == given.unit and figure.value != given.value for figure in one.figures for given in other.figures
    )


def _common(one: ClaimSigns, other: ClaimSigns) -> set[str]:
    return _weights(one).keys() & _weights(other).keys()


def _is_factual(one: ClaimSigns, other: ClaimSigns) -> bool:
    return one.act not in _NO_FACT and other.act not in _NO_FACT


def _overlap(one: ClaimSigns, other: ClaimSigns) -> float:
    """What is shared, of all that the shorter one has."""
    first, second = _weights(one), _weights(other)
    shared = sum(weight for token, weight in first.items() if token in second)
    return shared / max(1.0, min(sum(first.values()), sum(second.values())))


def _jaccard(one: ClaimSigns, other: ClaimSigns) -> float:
    first, second = _weights(one), _weights(other)
    shared = sum(weight for token, weight in first.items() if token in second)
    return shared / max(1.0, sum((first | second).values()))


def _scored(overlap: float) -> float:
    return min(0.95, 0.5 + overlap * 0.4)
