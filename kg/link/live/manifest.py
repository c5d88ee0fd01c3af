"""What a reconciliation service says of itself, and the things it speaks of.

Reconciliation Service API 0.2, sections "Core Concepts" and "Service Manifest":
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kg.errors import ConfigError, ServiceAnswerError
from kg.link.live.question import service_url

__all__ = ["Manifest", "Thing", "manifest_of", "things_of"]

_WIKIDATA: Final = re.compile(r"https?://(www\.)?wikidata\.org/(entity|wiki)(/Special:EntityData)?/?")
_SUGGESTED: Final = ("entity", "property", "type")


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, type or property of a service's."""

    id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service offers."""

    name: str
    identifier_space: str
    """The IRI that the ids of its entities are appended to."""
    schema_space: str
    versions: tuple[str, ...]
    """Of the API. A service that tells none speaks 0.1, which is understood as well."""
    default_types: tuple[Thing, ...] = ()
    batch_size: int | None = None
    """How many queries it takes at once, where it says so."""
    suggest: Mapping[str, str] = field(default_factory=dict)
    """"entity", "property", "type" → the address that completes what somebody types."""
    properties: str | None = None
    """The address that tells which properties entities of a type have."""

    @property
    def is_wikidata(self) -> bool:
        """Whether the ids of its entities are those of Wikidata: other Wikibases have items with a Q as well."""
        return _WIKIDATA.fullmatch(self.identifier_space) is not None


def manifest_of(document: Mapping[str, Any]) -> Manifest:
    """The manifest in a service's answer. Raises ServiceAnswerError where it is none."""
    try:
        suggest = document.get("suggest") or {}
        size = document.get("batchSize")
        return Manifest(
            name=_text(document["name"]),
            identifier_space=_text(document["identifierSpace"]),
            schema_space=_text(document["schemaSpace"]),
            versions=tuple(map(_text, document.get("versions") or ("0.1",))),
            default_types=things_of(document.get("defaultTypes") or ()),
            batch_size=size if isinstance(size, int) and size > 0 else None,
            suggest={kind: _address(suggest[kind]) for kind in _SUGGESTED if suggest.get(kind)},
            properties=_address(proposed)
            if (proposed := (document.get("extend") or {}).get("propose_properties"))
            else None,
        )
    except (KeyError, TypeError, AttributeError, ConfigError) as error:
        raise ServiceAnswerError(
            f"no manifest of a reconciliation service: {error}",
            remedy="The address should be that of the service itself, which tells what it offers.",
        ) from None


def things_of(found: Iterable[Any]) -> tuple[Thing, ...]:
    """Entities, types or properties; types may be given by their id alone. Raises TypeError, KeyError for others."""
    return tuple(
        Thing(one, one)
        if isinstance(one, str)
        else Thing(_text(one["id"]), _text(one.get("name") or one["id"]), _text(one.get("description") or ""))
        for one in found
    )


def _address(place: Mapping[str, Any]) -> str:
    return service_url(_text(place["service_url"]) + _text(place.get("service_path") or ""))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is no text")
