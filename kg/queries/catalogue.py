"""The saved queries that are at hand: the user's own folders first, then those that travel with kg."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.errors import Location, PathError, QueryHeaderError, UnknownNameError
from kg.queries.parameters import Parameter, parameters_in
from kg.resources import resource_files

if TYPE_CHECKING:
    from kg.queries.header import Header

__all__ = ["Catalogue", "SavedQuery", "load_query"]

SUFFIX = ".rq"
_T = TypeVar("_T")


@dataclass(frozen=True)
class SavedQuery:
    """A question that is kept as a file."""

    name: str
    """The file's name without ``.rq``."""
    source: str
    """The file, for messages."""
    text: str
    """All of the file."""

    @cached_property
    def header(self) -> Header:
        """What the file says of itself; QueryHeaderError where that is malformed."""
        from kg.queries.header import read_header

        header = read_header(self.text, self.source)
        _check_names(parameters_in(self.text), header, self.source)
        return header

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters with what the header says of them; QueryHeaderError where it is malformed."""
        completed = (
            replace(
                parameter,
                default=_said_of(parameter, self.header.defaults),
                choices=_said_of(parameter, self.header.enumerate) or (),
                help=_said_of(parameter, self.header.parameters) or "",
            )
            for parameter in parameters_in(self.text)
        )
        return tuple(
            replace(parameter, required=parameter.required and parameter.default is None) for parameter in completed
        )

    @property
    def bare_parameters(self) -> tuple[Parameter, ...]:
        """The parameters without help, for running the query: without YAML, where the header changes nothing."""
        if "header" in vars(self) or re.search(r"^#\+ *(defaults|enumerate) *:", self.text, re.MULTILINE):
            return self.parameters
        return parameters_in(self.text)

    @property
    def service(self) -> tuple[str, ...]:
        """The endpoints that the query may send a part of itself to: those that its header names."""
        return self.header.service if re.search(r"^#\+ *service *:", self.text, re.MULTILINE) else ()

    @property
    def pagination(self) -> int | None:
        """How many rows are given where nobody asks for more; None for all."""
        written = re.search(r"^#\+ *pagination *: *([1-9][0-9]*)", self.text, re.MULTILINE)  # YAML takes too long
        return int(written[1]) if written else None

    @property
    def by(self) -> str | None:
        """In which order the rows come, where the header says that the query can be asked about a part of it."""
        written = re.search(r"^#\+ *by *: *([a-z]+)", self.text, re.MULTILINE)
        return written[1] if written else None

    @property
    def topic(self) -> str:
        """What the query is listed under."""
        return self.header.tags[0] if self.header.tags else "other"

    @cached_property
    def sparql(self) -> str:
        """The query without its header."""
        return re.sub(r"\A(?:#\+[^\n]*\n|[ \t]*\n)+", "", self.text)


def load_query(path: Path, *, trusted: bool = False) -> SavedQuery:
    """The saved query in that file.

    Raises PathError where the file cannot be read as UTF-8, and QueryHeaderError; of a trusted one the header is read
    when it is asked for: reading YAML takes a quarter of the time of a query.
    """
    source = str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PathError(f"the saved query cannot be read: {error}", location=Location(source)) from None
    query = SavedQuery(path.name.removesuffix(SUFFIX), source, text)
    if not trusted:
        query.header  # noqa: B018 - raises what is wrong with it
    return query


def _said_of(parameter: Parameter, by_name: Mapping[str, _T]) -> _T | None:
    return by_name.get(parameter.name, by_name.get(parameter.variable))


def _check_names(parameters: Sequence[Parameter], header: Header, source: str) -> None:
    """Two variables that make one option, or a header that speaks of a parameter that the query has not."""
    names = [parameter.name for parameter in parameters]
    for name in names:
        if names.count(name) > 1:
            raise QueryHeaderError(
                f"two variables of the query both make the parameter {name!r}",
                location=Location(source),
                remedy="Give one of them another name.",
            )
    known = {*names, *(parameter.variable for parameter in parameters)}
    for key in ("parameters", "defaults", "enumerate"):
        for name in getattr(header, key):
            if name not in known:
                raise QueryHeaderError(
                    f"{key!r} speaks of {name!r}, and the query has no such parameter",
                    location=Location(source, header.lines.get(key)),
                    remedy=f"Its parameters are: {', '.join(names) or 'none'}.",
                )


class Catalogue:
    """Saved queries by name. A file is read when it is asked for, so that running one query reads one file."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        """The user's folders, the first of them winning; PathError where one is not a folder."""
        self._files: dict[str, Path] = {}
        self._own: set[str] = set()
        for folder in folders:
            if not folder.is_dir():
                raise PathError(
                    f"the folder of saved queries {str(folder)!r} does not exist",
                    remedy="Correct --queries, or the setting queries in kg.toml.",
                )
            for path in sorted(folder.glob(f"*{SUFFIX}")):
                self._files.setdefault(path.name.removesuffix(SUFFIX), path)
        for resource in resource_files("queries", SUFFIX):
            name = resource.name.removesuffix(SUFFIX)
            if self._files.setdefault(name, resource) is resource:
                self._own.add(name)

    def names(self) -> list[str]:
        """The names of all saved queries, sorted."""
        return sorted(self._files)

    def __iter__(self) -> Iterator[SavedQuery]:
        return (self.get(name) for name in self.names())

    def get(self, name: str) -> SavedQuery:
        """The query of that name; UnknownNameError, with the closest names, where there is none."""
        name = name.removesuffix(SUFFIX)
        path = self._files.get(name)
        if path is None:
            import difflib

            close = difflib.get_close_matches(name, self.names(), n=3, cutoff=0.5)
            raise UnknownNameError(
                f"no saved query is called {name!r}",
                remedy=f"Did you mean {' or '.join(close)}?" if close else "`kg query` lists them.",
            )
        return load_query(path, trusted=name in self._own)  # tests read the headers of kg's own
