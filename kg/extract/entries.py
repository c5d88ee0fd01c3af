"""An actor or place of an article while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.gender import Gender
from kg.model import Actor, ActorKind

__all__ = ["Entry"]


@dataclass(slots=True)
class Entry:
    """An actor while it is being put together."""

    id: str
    label: str
    kind: ActorKind
    named: bool
    known: str | None = None
    role: str | None = None
    role_lemmas: set[str] = field(default_factory=set)
    affiliations: list[str] = field(default_factory=list)
    acts_for: str | None = None
    members: tuple[str, ...] = ()
    plural: bool = False
    gender: Gender | None = None
    is_generic: bool = False

    def frozen(self, places: set[str]) -> Actor:
        """The actor as it is known in the end; places are nobody to belong to or act for."""
        return Actor(
            self.id,
            self.label,
            self.kind,
            self.named,
            self.known,
            self.role,
            tuple(one for one in dict.fromkeys(self.affiliations) if one != self.id and one not in places),
            None if self.acts_for == self.id or self.acts_for in places else self.acts_for,
            self.members,
            self.is_generic,
        )
