"""Items as Wikidata's services write them, turned into entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from kg.errors import ServiceAnswerError
from kg.link.entry import Entry

__all__ = ["ANY_LANGUAGE", "batches", "best_known_first", "entry_of", "is_qid", "qid_of"]

ANY_LANGUAGE: Final = "mul"
"""Wikidata's code for names that all languages share; many persons have no other."""
_NUMBER = "Q[1-9][0-9]{0,11}"
_QID = re.compile(_NUMBER, re.ASCII)
_ENTITY = re.compile(rf"https?://(?:www\.)?wikidata\.org/entity/({_NUMBER})", re.ASCII)
_T = TypeVar("_T")


def is_qid(text: str) -> bool:
    """Whether that has the form of an item's id.

    >>> is_qid("Q843"), is_qid("P31"), is_qid("Q0843")
    (True, False, False)
    """
    return _QID.fullmatch(text) is not None


def qid_of(iri: str) -> str | None:
    """The item that an IRI of Wikidata's names; None where it names something else.

    >>> qid_of("http://www.wikidata.org/entity/Q843")
    'Q843'
    """
    match = _ENTITY.fullmatch(iri)
    return match[1] if match else None


def batches(things: Iterable[_T], size: int) -> Iterator[tuple[_T, ...]]:
    """The things in order, so many at a time.

    >>> list(batches("abcde", 2))
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    rest = tuple(things)
    return (rest[at : at + size] for at in range(0, len(rest), size))


def best_known_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Ordered by how many wikis have a page; where those are equal, as they came."""
    return tuple(sorted(entries, key=lambda entry: -entry.sitelinks))


def entry_of(entity: Mapping[str, Any], languages: Sequence[str], fallback: str = "") -> Entry:
    """An entity document of Wikibase's as an entry, named in the first of those languages that it has a name in.

    Where it has none, it is called ``fallback``, or by its id. Its names in the other languages are further names.
    https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON. Raises ServiceAnswerError where it is no such document.
    """
    try:
        labels = [entity["labels"][one]["value"] for one in languages if one in (entity.get("labels") or {})]
        aliases = [
            alias["value"] for one in languages for alias in (entity.get("aliases") or {}).get(one, ())
        ]  # an empty object is written as []
        descriptions = entity.get("descriptions") or {}
        described = next((descriptions[one]["value"] for one in languages if one in descriptions), "")
        label = labels[0] if labels else fallback or entity["id"]
        entry = Entry(
            qid=entity["id"],
            label=label,
            description=described,
            aliases=tuple(dict.fromkeys(name for name in (*labels[1:], *aliases) if name != label)),
            types=_types((entity.get("claims") or {}).get("P31", ())),
            sitelinks=len(entity.get("sitelinks") or ()),
        )
        words = (entry.label, entry.description, *entry.aliases)
        if all(isinstance(word, str) for word in words) and all(map(is_qid, entry.types)):
            return entry
        raise TypeError("names that are no text")
    except (KeyError, TypeError, AttributeError) as error:
        raise ServiceAnswerError(
            f"an item that is not of the documented form ({type(error).__name__}: {error})"
        ) from None


def _types(statements: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The values that hold: the preferred ones, or all that are not deprecated."""
    ranked: dict[str, list[str]] = {"preferred": [], "normal": [], "deprecated": []}
    for statement in statements:
        snak = statement["mainsnak"]
        if snak["snaktype"] == "value":
            value = snak["datavalue"]["value"]
            # The id came to the form later than the number.
            ranked[statement.get("rank", "normal")].append(value.get("id") or f"Q{value['numeric-id']}")
    return tuple(dict.fromkeys(ranked["preferred"] or ranked["normal"]))
