"""What the graph says of an item that is linked and not in the pack: its label and kind, taken over from Wikidata.

Both depend on the item alone, not on the article that names it, so that articles agree on a node that they share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kg.model import Actor, ActorKind, Gazetteer, KnownEntity, Link, NameMatch

if TYPE_CHECKING:
    from kg.link.decisions import Decisions

__all__ = ["ItemNames", "item_of", "kind_of"]

_KINDS: Final[Mapping[str, ActorKind]] = {
    "Q5": ActorKind.PERSON,
    "Q6256": ActorKind.GEOPOLITICAL,
    "Q3624078": ActorKind.GEOPOLITICAL,
    "Q515": ActorKind.PLACE,
    "Q5119": ActorKind.PLACE,
    "Q10864048": ActorKind.PLACE,
    "Q11032": ActorKind.NEWS_OUTLET,
    "Q1110794": ActorKind.NEWS_OUTLET,
    "Q17127659": ActorKind.ARMED_GROUP,
    "Q1788820": ActorKind.GOVERNMENT,
    "Q327333": ActorKind.GOVERNMENT,
    "Q43229": ActorKind.ORGANIZATION,
}
"""Class in Wikidata → kind; where an item has several, the first in this order counts."""
_PLACES = frozenset({ActorKind.PLACE, ActorKind.GEOPOLITICAL})


class ItemNames:
    """A gazetteer that also knows the items that an article's actors are linked to."""

    def __init__(self, gazetteer: Gazetteer, items: Mapping[str, KnownEntity]) -> None:
        self._gazetteer = gazetteer
        self._items = items

    def matches(self, text: str) -> Sequence[NameMatch]:
        """As the gazetteer below: items are found by linking, not by name."""
        return self._gazetteer.matches(text)

    def entity(self, key: str) -> KnownEntity | None:
        """The entity with that key."""
        return self._gazetteer.entity(key) or self._items.get(key)


def item_of(
    qid: str, link: Link, actor: Actor, decisions: Decisions, types_of: Callable[[str, str], Sequence[str]]
) -> KnownEntity:
    """The item that an actor is linked to: as a person called it, else as the source does that knew it.

    ``types_of`` gives the classes of an item, by id and label.
    """
    decided = decisions.item(qid)
    if decided is not None:
        label, kind = decided
        return KnownEntity(qid, label, kind or actor.kind, qid)
    label = next((candidate.label for candidate in link.candidates if candidate.qid == qid and candidate.label), "")
    if not label:
        return KnownEntity(qid, actor.label, actor.kind, qid)
    return KnownEntity(qid, label, kind_of(types_of(qid, label), actor.kind), qid)


def kind_of(types: Sequence[str], otherwise: ActorKind) -> ActorKind:
    """The kind of an item of those classes, if they tell, and it can be both what it is and what the article takes it
    for: nobody who acts turns into a mere place, and no place into somebody."""
    kind = next((kind for cls, kind in _KINDS.items() if cls in types), otherwise)
    if kind is ActorKind.PLACE or otherwise is ActorKind.PLACE:
        return kind if {kind, otherwise} <= _PLACES and otherwise is not ActorKind.GEOPOLITICAL else otherwise
    return kind
