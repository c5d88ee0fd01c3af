"""Any service that speaks the Reconciliation Service API 0.2: of Wikidata, or of a register of one's own.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from kg.errors import AnswerTooLargeError, ServiceAnswerError, ServiceError
from kg.link.entry import Entry
from kg.link.live.items import batches, best_known_first, is_qid
from kg.link.live.manifest import Manifest, Thing, manifest_of, things_of
from kg.link.live.question import Question, excerpt, read_json, service_url
from kg.link.live.transport import Transport

__all__ = ["Candidate", "Manifest", "Query", "Reconciliation", "Thing", "Value"]

_BATCH = 10
"""How many queries are sent at once to a service that does not say how many it takes."""
Value = str | int | float | bool | Thing
_T = TypeVar("_T")
Details = Callable[[Iterable[str]], Mapping[str, Entry]]


@dataclass(frozen=True, slots=True)
class Query:
    """Whom somebody looks for."""

    name: str
    types: tuple[str, ...] = ()
    """Ids of the types it may be of; services may take them as a hint."""
    properties: tuple[tuple[str, str], ...] = ()
    """Ids of properties, and values that it should have."""
    limit: int = 10

    def as_record(self) -> dict[str, Any]:
        """As the service takes it."""
        record: dict[str, Any] = {"query": self.name, "limit": self.limit}
        if self.types:
            record["type"] = list(self.types)
        if self.properties:
            record["properties"] = [{"pid": pid, "v": value} for pid, value in self.properties]
        return record


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may be meant, as the service sees it."""

    id: str
    name: str
    score: float
    """The higher the better; services differ in what is high."""
    match: bool
    """Whether the service is sure."""
    description: str = ""
    types: tuple[Thing, ...] = ()


class Reconciliation:
    """A service. As a source of entries it has to be one of Wikidata's items. Methods may raise what ``ask`` does."""

    def __init__(self, transport: Transport, endpoint: str, *, details: Details | None = None, limit: int = 10) -> None:
        """``details`` fills in what such services do not tell (further names, how well known), such as
        ``ActionApi.entities``. ``limit``: how many items a name may find. Raises ConfigError where the address is none.
        """
        self._transport = transport
        self._endpoint = service_url(endpoint)
        self._details = details
        self._limit = limit
        self._manifest: Manifest | None = None
        self._name = f"reconciliation service {urlsplit(endpoint).hostname}, {transport.today}"

    @property
    def name(self) -> str:
        """What a link says of where it comes from."""
        return self._name

    def manifest(self) -> Manifest:
        """What the service says of itself."""
        if self._manifest is None:
            self._manifest = self._ask(Question(self._endpoint), manifest_of)
        return self._manifest

    def named(self, name: str) -> tuple[Entry, ...]:
        """The items that a name may stand for: with details the best known first, else as the service ranks them.

        Raises ServiceAnswerError where the service's ids are not Wikidata's.
        """
        if not name.strip():
            return ()
        if not self.manifest().is_wikidata:
            raise ServiceAnswerError(
                f"the ids of {self.manifest().name!r} are not Wikidata's, but of {self.manifest().identifier_space}",
                remedy="Name a reconciliation service for Wikidata, or leave this one out.",
            )
        (candidates,) = self.candidates([Query(name, limit=self._limit)])
        entries = {one.id: _entry(one, name) for one in candidates if is_qid(one.id)}
        if self._details is None:
            return tuple(entries.values())
        found = self._details(entries)
        return best_known_first({entry.qid: entry for entry in (found.get(qid) for qid in entries) if entry}.values())

    def candidates(self, queries: Sequence[Query]) -> list[tuple[Candidate, ...]]:
        """For each query the candidates, best first. As many queries are sent at once as the service takes."""
        size = self.manifest().batch_size or _BATCH
        return [found for batch in batches(queries, size) for found in self._batch(batch)]

    def properties(self, type_id: str | None = None, limit: int | None = None) -> tuple[Thing, ...]:
        """Properties that entities of a type may have; none where the service does not tell."""
        address = self.manifest().properties
        if address is None:
            return ()
        asked = {"type": type_id, "limit": None if limit is None else str(limit)}
        params = tuple((name, value) for name, value in asked.items() if value is not None)
        return self._ask(Question(address, params), lambda document: things_of(document["properties"]))

    def extend(self, ids: Iterable[str], properties: Iterable[str]) -> dict[str, dict[str, tuple[Value, ...]]]:
        """Entity → property → its values, for entities that the service knows."""
        wanted = [{"id": one} for one in properties]
        found: dict[str, dict[str, tuple[Value, ...]]] = {}
        for batch in batches(dict.fromkeys(ids), self.manifest().batch_size or _BATCH):
            form = (("extend", json.dumps({"ids": batch, "properties": wanted})),)
            found.update(self._ask(Question(self._endpoint, form=form), _rows))
        return found

    def suggest(self, kind: Literal["entity", "property", "type"], prefix: str, skip: int = 0) -> tuple[Thing, ...]:
        """What begins like that, without the first so many; none where the service does not complete such things."""
        address = self.manifest().suggest.get(kind)
        if address is None:
            return ()
        params = (("prefix", prefix), *((("cursor", str(skip)),) if skip else ()))
        return self._ask(Question(address, params), lambda document: things_of(document["result"]))

    def _batch(self, queries: Sequence[Query]) -> list[tuple[Candidate, ...]]:
        batch = {f"q{at}": query.as_record() for at, query in enumerate(queries)}
        form = (("queries", json.dumps(batch)),)
        try:
            return self._ask(
                Question(self._endpoint, form=form),
                lambda document: [tuple(map(_candidate, document[key]["result"])) for key in batch],
            )
        except AnswerTooLargeError:
            if len(queries) == 1:
                raise
            half = len(queries) // 2
            return self._batch(queries[:half]) + self._batch(queries[half:])

    def _ask(self, question: Question, understand: Callable[[dict[str, Any]], _T]) -> _T:
        def read(body: bytes) -> _T:
            document = read_json(body)
            try:
                return understand(document)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                # Some services report errors with status 200 and a message.
                said = document.get("message") or document.get("error") or f"{type(error).__name__}: {error}"
                raise ServiceAnswerError(
                    f"not what a reconciliation service answers ({excerpt(str(said))}): {excerpt(body)}"
                ) from None

        return self._transport.ask(question, read, _refusal)


def _refusal(status: int, body: bytes) -> ServiceError | None:
    if status == 413:
        return AnswerTooLargeError(f"too many queries at once: {excerpt(body)}")
    return None


def _candidate(one: Mapping[str, Any]) -> Candidate:
    (thing,) = things_of([{"id": one["id"], "name": one["name"], "description": one.get("description")}])
    types = one.get("type") or one.get("types") or ()
    # Early services give one type, not a list.
    kinds = things_of([types] if isinstance(types, str | dict) else types)
    return Candidate(thing.id, thing.name, float(one["score"]), bool(one["match"]), thing.description, kinds)


def _entry(candidate: Candidate, name: str) -> Entry:
    """An entry of what a service tells. Where it is sure that a name fits, the item has that name."""
    aliases = (name,) if candidate.match and name != candidate.name else ()
    types = tuple(one.id for one in candidate.types if is_qid(one.id))
    return Entry(candidate.id, candidate.name, candidate.description, aliases, types)


def _rows(document: Mapping[str, Any]) -> dict[str, dict[str, tuple[Value, ...]]]:
    return {
        entity: {
            pid: tuple(value for one in values if (value := _value(one)) is not None) for pid, values in row.items()
        }
        for entity, row in document["rows"].items()
    }


def _value(one: Mapping[str, Any]) -> Value | None:
    """A value in one of the forms that a service gives it, None for an empty one."""
    if "id" in one:
        return things_of([one])[0]
    for form in ("str", "date", "int", "float", "bool"):
        value = one.get(form)
        if isinstance(value, str | int | float | bool):
            return value
    return None
