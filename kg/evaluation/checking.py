"""JSON that people write by hand, read field by field: what is wrong is said with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

from kg.errors import ArticleFormatError, Location
from kg.model import Span

__all__ = ["Fields"]


class Fields:
    """The fields of one JSON object. Every method raises ArticleFormatError where the field is not as asked for."""

    def __init__(self, value: Any, location: Location, name: str) -> None:
        """Name says which object it is, for messages: "claim c7"."""
        self._location = location
        self._name = name
        if not isinstance(value, dict):
            self.fail(f"an object in braces is needed, not {_shown(value)}")
        self._values: dict[str, Any] = value

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def error(self, message: str) -> ArticleFormatError:
        """An error that names this object and its place."""
        return ArticleFormatError(
            f"{self._name}: {message}",
            location=self._location,
            remedy="The forms of gold are told in docs/reference/gold-format.md.",
        )

    def fail(self, message: str) -> NoReturn:
        """Raise that error."""
        raise self.error(message)

    def string(self, key: str) -> str:
        """A string that must be there."""
        value = self._values.get(key)
        if not isinstance(value, str):
            self.fail(f"{key} should be a string, not {_shown(value)}")
        return value

    def optional_string(self, key: str) -> str | None:
        """A string, or None where it is absent or null."""
        return None if self._values.get(key) is None else self.string(key)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings; a single string is a list of one, and what is absent is empty."""
        value = self._values.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(f"{key} should be a string or a list of strings, not {_shown(value)}")
        return tuple(value)

    def integer(self, key: str) -> int:
        """A whole number that must be there."""
        value = self._values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(f"{key} should be a whole number, not {_shown(value)}")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is absent."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            self.fail(f"{key} should be true or false, not {_shown(value)}")
        return value

    def objects(self, key: str) -> list[Fields]:
        """A list of objects."""
        value = self._values.get(key)
        if not isinstance(value, list):
            self.fail(f"{key} should be a list, not {_shown(value)}")
        single = {"entities": "entity"}.get(key, key.removesuffix("s"))
        return [Fields(item, self._location, _named(item, single, number)) for number, item in enumerate(value, 1)]

    def object(self, key: str) -> Fields | None:
        """An object, or None where it is absent."""
        return Fields(self._values[key], self._location, f"{self._name}, {key}") if key in self._values else None

    def span(self, key: str, text: str) -> Span | None:
        """A span [start, end], or None where it is absent or null."""
        value = self._values.get(key)
        return None if value is None else self._span(value, key, text)

    def spans(self, key: str, text: str) -> tuple[Span, ...]:
        """A list of spans."""
        value = self._values.get(key)
        if not isinstance(value, list):
            self.fail(f"{key} should be a list of [start, end], not {_shown(value)}")
        return tuple(self._span(item, key, text) for item in value)

    def span_of(self, start: int, end: int, text: str) -> Span:
        """The span between two offsets, checked against the text."""
        if not 0 <= start < end <= len(text):
            self.fail(f"{start}–{end} is no span of a text of {len(text)} characters")
        return Span(start, end)

    def _span(self, value: Any, key: str, text: str) -> Span:
        if not (isinstance(value, list) and len(value) == 2 and all(type(offset) is int for offset in value)):
            self.fail(f"{key} should be [start, end], not {_shown(value)}")
        return self.span_of(value[0], value[1], text)


def _named(item: Any, single: str, number: int) -> str:
    name = item.get("id") or item.get("name") if isinstance(item, dict) else None
    return f"{single} {name or number}"


def _shown(value: Any) -> str:
    shown = "nothing" if value is None else repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"
