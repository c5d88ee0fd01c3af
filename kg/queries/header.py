"""The header of a saved query: lines that begin with ``#+`` and together form a YAML mapping, as grlc has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kg.errors import Location, QueryHeaderError

__all__ = ["Header", "read_header"]

KEYS: Final = (
    "summary",
    "description",
    "tags",
    "parameters",
    "example",
    "defaults",
    "enumerate",
    "service",
    "pagination",
    "by",
)
_GRLC_KEYS: Final = ("endpoint", "endpoint_in_url", "endpoint-method", "method", "mime", "transform")
"""Keys that grlc acts on and kg has no use for."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a saved query says of itself."""

    summary: str
    """The question, in one line."""
    description: str = ""
    tags: tuple[str, ...] = ()
    """The first is the topic under which the query is listed."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Name of a parameter → what it is for."""
    example: str = ""
    """A command line that shows the query at work."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    enumerate: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    service: tuple[str, ...] = ()
    """The SPARQL endpoints that the query sends a part of itself to."""
    pagination: int | None = None
    """How many rows are given at once."""
    by: str = ""
    """In which of the orders of ``kg.sparql.paging`` the rows come: the first can then be found without the others."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Key → the line of the file that it stands on."""


def read_header(text: str, source: str) -> Header:
    """The header that the text of a query opens with.

    Raises QueryHeaderError, which names the source and the line.
    """
    numbered = list(_header_lines(text))
    if not numbered:
        raise QueryHeaderError(
            "a saved query opens with a header, and here is none",
            location=Location(source, 1),
            remedy="Begin the file with a line such as: #+ summary: What does the query answer?",
        )
    mapping = _yaml(numbered, source)
    lines = {key: number for number, line in numbered for key in mapping if line.startswith(f"{key}:")}
    return _HeaderReader(source, lines, numbered[0][0]).header(mapping)


def _header_lines(text: str) -> Iterable[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#+"):
            yield number, line[2:].removeprefix(" ").rstrip()
        elif line.strip():
            return


def _yaml(numbered: list[tuple[int, str]], source: str) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        mapping = yaml.load(
            "\n".join(line for _, line in numbered), Loader=loader
        )  # a safe loader, whichever of the two
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        index = min(mark.line, len(numbered) - 1) if mark is not None else 0
        number, line = numbered[index]
        raise QueryHeaderError(
            f"the header is not valid YAML: {getattr(error, 'problem', None) or error}",
            location=Location(source, number, mark.column + 4 if mark is not None else None, f"#+ {line}"),
            remedy="A value that holds a colon or begins with a sign goes in quotation marks.",
        ) from None
    if not isinstance(mapping, dict):
        raise QueryHeaderError(
            "the header is not a mapping of keys to values",
            location=Location(source, numbered[0][0], None, f"#+ {numbered[0][1]}"),
            remedy="Write it like: #+ summary: What does the query answer?",
        )
    return mapping


@dataclass(frozen=True, slots=True)
class _HeaderReader:
    """Turns the YAML mapping into a Header, and knows where each key stands."""

    source: str
    lines: Mapping[str, int]
    first_line: int

    def header(self, mapping: dict[str, Any]) -> Header:
        self._check_keys(mapping)
        return Header(
            summary=" ".join(self._text(mapping, "summary", required=True).split()),
            description=self._text(mapping, "description").strip(),
            tags=self._texts("tags", mapping.get("tags", [])),
            parameters=self._pairs(mapping, "parameters"),
            example=self._text(mapping, "example").strip(),
            defaults=self._pairs(mapping, "defaults"),
            enumerate={
                name: self._texts("enumerate", choices)
                for name, choices in self._mapping(mapping, "enumerate").items()
                if choices is not None
            },
            service=self._texts("service", mapping.get("service", [])),
            pagination=self._number("pagination", mapping.get("pagination")),
            by=self._by(mapping),
            lines=self.lines,
        )

    def _check_keys(self, mapping: dict[str, Any]) -> None:
        for key in mapping:
            if key in KEYS or key in _GRLC_KEYS:
                continue
            import difflib

            close = difflib.get_close_matches(str(key), KEYS, n=1)
            raise self._error(
                str(key),
                f"the header has an unknown key {key!r}",
                f"Did you mean {close[0]!r}?" if close else f"Keys are: {', '.join(KEYS)}.",
            )

    def _text(self, mapping: dict[str, Any], key: str, required: bool = False) -> str:
        value = mapping.get(key, "")
        if value is None or isinstance(value, (dict, list)):
            raise self._error(key, f"{key!r} should be text", f"Write it like: #+ {key}: Some words")
        if required and not str(value).strip():
            raise self._error(key, f"the header has no {key!r}", f"Add a line such as: #+ {key}: Some words")
        return str(value)

    def _number(self, key: str, value: Any) -> int | None:
        if value is None or (isinstance(value, int) and value > 0):
            return value
        raise self._error(key, f"{key!r} should be a whole number above 0", f"Write it like: #+ {key}: 1000")

    def _by(self, mapping: dict[str, Any]) -> str:
        by = self._text(mapping, "by")
        from kg.sparql.paging import ORDERS

        if by not in ("", *ORDERS):
            raise self._error("by", f"'by' can be {', '.join(ORDERS)}, not {by!r}")
        return by

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or any(isinstance(item, (dict, list)) or item is None for item in values):
            raise self._error(key, f"{key!r} should be a list", f"Write it like: #+ {key}: [one, other]")
        return tuple(_plain(item) for item in values)

    def _pairs(self, mapping: dict[str, Any], key: str) -> dict[str, str]:
        pairs = self._mapping(mapping, key)
        if any(value is None or isinstance(value, (dict, list)) for value in pairs.values()):
            raise self._error(key, f"{key!r} should give one value to each name")
        return {name: _plain(value) for name, value in pairs.items()}

    def _mapping(self, mapping: dict[str, Any], key: str) -> dict[str, Any]:
        """A mapping, or grlc's list of small mappings (``- since: 2025-01-01``) or of bare names."""
        value = mapping.get(key) or {}
        items = value if isinstance(value, list) else [value]
        merged: dict[str, Any] = {}
        for item in items:
            if isinstance(item, (str, dict)):
                merged |= {item: None} if isinstance(item, str) else {str(name): inner for name, inner in item.items()}
            else:
                raise self._error(
                    key, f"{key!r} should give values to names", f"Write it like: #+ {key}: {{name: value}}"
                )
        return merged

    def _error(self, key: str, message: str, remedy: str | None = None) -> QueryHeaderError:
        return QueryHeaderError(
            message, location=Location(self.source, self.lines.get(key, self.first_line)), remedy=remedy
        )


def _plain(value: Any) -> str:
    """A YAML scalar as a person would type it: dates in ISO form, truth in small letters."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
