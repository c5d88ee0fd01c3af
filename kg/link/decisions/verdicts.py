"""What people decided on links, and which decision holds for a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.model import ActorKind

__all__ = ["Answer", "Decision", "Decisions", "Key", "Verdict"]


class Verdict(StrEnum):
    """What was decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    NIL = "nil"
    """Wikidata has no item of it."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a decision is on: a name, of one kind or of any, in one article or in all."""

    label: str
    kind: ActorKind | None = None
    article: str | None = None
    """IRI of the article."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision."""

    key: Key
    verdict: Verdict
    qid: str | None = None
    """The item that is accepted or rejected."""
    item_label: str = ""
    """What Wikidata calls it; empty where nobody said."""
    line: int = 0
    """Where it stands in its file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What all decisions together say of an actor."""

    accepted: str | None = None
    nil: bool = False
    rejected: frozenset[str] = frozenset()

    @property
    def final(self) -> bool:
        """Whether nobody else needs to be asked."""
        return self.nil or self.accepted is not None


_UNDECIDED = Answer()


class Decisions:
    """Decisions, by what they are on."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_key: dict[Key, list[Decision]] = {}
        for decision in decisions:
            self._by_key.setdefault(decision.key, []).append(decision)

    def __iter__(self) -> Iterator[Decision]:
        return (decision for found in self._by_key.values() for decision in found)

    def __len__(self) -> int:
        return sum(map(len, self._by_key.values()))

    def on(self, key: Key) -> tuple[Decision, ...]:
        """The decisions on exactly that."""
        return tuple(self._by_key.get(key, ()))

    def answer(self, label: str, kind: ActorKind, article: str) -> Answer:
        """What holds for an actor of that label and kind in an article.

        What was decided for the article goes before what was decided for all, and what names the kind before what does
        not. Whatever was rejected stays so, unless a narrower decision accepts it.
        """
        if not self._by_key:
            return _UNDECIDED
        rejected: set[str] = set()
        for where in (article, None):
            for of_kind in (kind, None):
                found = self._by_key.get(Key(label, of_kind, where), ())
                rejected.update(one.qid for one in found if one.verdict is Verdict.REJECT and one.qid)
                for one in found:
                    if one.verdict is Verdict.NIL:
                        return Answer(nil=True, rejected=frozenset(rejected))
                    if one.verdict is Verdict.ACCEPT and one.qid not in rejected:
                        return Answer(accepted=one.qid, rejected=frozenset(rejected))
        return Answer(rejected=frozenset(rejected))

    def item(self, qid: str) -> tuple[str, ActorKind | None] | None:
        """Label and kind of an item that somebody accepted, by the first decision on it; None where nobody did.

        The same in every article, so that what the graph says of the item does not depend on who was read last.
        """
        accepted = [one for one in self if one.verdict is Verdict.ACCEPT and one.qid == qid]
        if not accepted:
            return None
        first = min(accepted, key=lambda one: (one.line, one.key.label))
        return first.item_label or first.key.label, first.key.kind
