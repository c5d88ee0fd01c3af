"""What people say of findings of the shapes: that somebody has looked, and it may stand as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.link.decisions.table import Row
from kg.vocabulary import KGS_NS

__all__ = ["NEEDED", "SOURCE_SHAPE", "Standing", "cells_of", "standing_of"]

SOURCE_SHAPE: Final = "http://www.w3.org/ns/shacl#sourceShape"
"""The predicate of such a row: the finding on that subject which comes from that shape (SHACL, section 3.6.2)."""
NEEDED: Final = ("subject_id", "subject_label", "predicate_id", "object_id")


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding that may stand."""

    focus: str
    """IRI of the node that it is on."""
    label: str
    """What the node was for people. A reading that numbers claims anew gives another: nobody looked at that."""
    shape: str
    """IRI of the shape."""
    author: str = ""
    day: str = ""
    """In ISO form, as written."""
    comment: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What a finding is known by."""
        return (self.focus, self.label, self.shape)


def standing_of(row: Row, focus: str, shape: str) -> Standing:
    """What a row says, whose subject and object are these IRIs."""
    return Standing(
        focus, row.get("subject_label"), shape, row.get("author_label"), row.get("mapping_date"), row.get("comment")
    )


def cells_of(standing: Standing, base: str, today: date) -> Mapping[str, str]:
    """The row that says so."""
    return {
        "subject_id": _short(standing.focus, "kgid", base),
        "subject_label": standing.label,
        "predicate_id": "sh:sourceShape",
        "object_id": _short(standing.shape, "kgs", KGS_NS),
        "mapping_justification": "semapv:ManualMappingCuration",
        "confidence": "1",
        "author_label": standing.author,
        "mapping_date": standing.day or today.isoformat(),
        "comment": " ".join(standing.comment.split()),
    }


def _short(iri: str, prefix: str, namespace: str) -> str:
    return f"{prefix}:{iri.removeprefix(namespace)}" if iri.startswith(namespace) else f"<{iri}>"
