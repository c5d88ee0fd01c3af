"""Wikidata's Action API: items by name, by id, and by the title of their article in Wikipedia.

Modules wbsearchentities and wbgetentities of https://www.wikidata.org/w/api.php, or of another Wikibase.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from kg.errors import AnswerTooLargeError, ServiceAnswerError, ServiceRefusedError
from kg.link.entry import Entry
from kg.link.live.items import ANY_LANGUAGE, batches, best_known_first, entry_of, is_qid
from kg.link.live.question import BusyError, Question, excerpt, read_json, service_url
from kg.link.live.transport import Transport

__all__ = ["WIKIDATA_API", "ActionApi", "Hit"]

WIKIDATA_API: Final = "https://www.wikidata.org/w/api.php"
_MOST: Final = 50
"""What both modules take and give at once."""
_MAXLAG: Final = "5"
"""Seconds that the database may lag behind before the service prefers not to be asked; what its manual recommends."""
_PAUSE: Final = 5.0
_LONGEST_URL: Final = 4000
"""Characters; what is longer goes as a form."""
_LATER: Final = frozenset({"maxlag", "ratelimited", "readonly"})
_CLOSED: Final = frozenset({"blocked", "permissiondenied", "readapidenied"})
_PROPS: Final = "labels|aliases|descriptions|claims|sitelinks"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search found, best first as the service ranks it."""

    qid: str
    label: str
    description: str
    matched: str
    """The label or alias that fits."""


class _UnknownItemError(Exception):
    """One unknown id makes the service refuse all that were asked for with it."""

    def __init__(self, qid: str) -> None:
        super().__init__(qid)
        self.qid = qid


class ActionApi:
    """A source of items. Each method may raise whatever ``Transport.ask`` does."""

    def __init__(
        self, transport: Transport, endpoint: str = WIKIDATA_API, *, language: str = "en", limit: int = 10
    ) -> None:
        """``limit``: how many items a name may find, at most 50. Raises ConfigError where the address is none."""
        self._transport = transport
        self._endpoint = service_url(endpoint)
        self._languages = (language, ANY_LANGUAGE)
        self._limit = min(limit, _MOST)
        self._name = f"Action API of {urlsplit(endpoint).hostname}, {transport.today}"

    @property
    def name(self) -> str:
        """What a link says of where it comes from."""
        return self._name

    def named(self, name: str) -> tuple[Entry, ...]:
        """The items whose label or alias begins like the name, best known first."""
        if not name.strip():
            return ()
        hits = self.search(name)
        found = self.entities([hit.qid for hit in hits])
        # Two hits may lead to one item, when one of them was merged into the other.
        return best_known_first({entry.qid: entry for hit in hits if (entry := found.get(hit.qid))}.values())

    def titled(self, title: str) -> Entry | None:
        """The item of the article of that title in English Wikipedia; None where there is none."""
        return self.resolve_titles([title]).get(title)

    def search(self, text: str, limit: int | None = None) -> tuple[Hit, ...]:
        """Items by the beginning of a label or alias in the client's language (wbsearchentities)."""
        document = self._ask(
            action="wbsearchentities",
            search=" ".join(text.split()),
            language=self._languages[0],
            uselang=self._languages[0],
            type="item",
            limit=str(min(limit or self._limit, _MOST)),
        )
        return tuple(_hit(one) for one in _list(document, "search") if is_qid(str(one.get("id"))))

    def entities(self, qids: Iterable[str]) -> dict[str, Entry]:
        """Asked id → item (wbgetentities), those that do not exist left out. An id that was merged gives its heir."""
        found: dict[str, Entry] = {}
        for batch in batches(dict.fromkeys(qid for qid in qids if is_qid(qid)), _MOST):
            for entity in self._entities("ids", batch):
                entry = entry_of(entity, self._languages)
                merged = entity.get("redirects")
                found[str(merged.get("from")) if isinstance(merged, dict) else entry.qid] = entry
        return found

    def resolve_titles(self, titles: Iterable[str], site: str = "enwiki") -> dict[str, Entry]:
        """Asked title → the item of that article, titles without one left out. Titles have to be exact.

        For the rows of the curated pack that know their article and not their id.
        """
        asked: dict[str, list[str]] = {}
        for title in dict.fromkeys(titles):
            if exact := _exact(title):
                asked.setdefault(exact, []).append(title)
        found: dict[str, Entry] = {}
        for batch in batches(asked, _MOST):
            for entity in self._entities("titles", batch, sites=site):
                link = (entity.get("sitelinks") or {}).get(site) or {}
                entry = entry_of(entity, self._languages, fallback=link.get("title", ""))
                found.update(dict.fromkeys(asked.get(link.get("title", ""), ()), entry))
        return found

    def close(self) -> None:
        """Close the transport below, and with it whatever else asks through it."""
        self._transport.close()

    def _entities(self, by: str, keys: Sequence[str], **params: str) -> list[Mapping[str, Any]]:
        """The entities that exist. What is too much for one answer, or spoilt by one id, is asked for in parts."""
        if not keys:
            return []
        languages = "|".join(self._languages)
        asked = {by: "|".join(keys), "props": _PROPS, "languages": languages, **params}
        try:
            document = self._ask(action="wbgetentities", **asked)
        except AnswerTooLargeError:
            if len(keys) == 1:
                raise
            half = len(keys) // 2
            return self._entities(by, keys[:half], **params) + self._entities(by, keys[half:], **params)
        except _UnknownItemError as unknown:
            rest = [key for key in keys if key != unknown.qid]
            if len(rest) == len(keys):
                raise ServiceAnswerError(f"no item {unknown.qid!r}, which was not asked for") from None
            return self._entities(by, rest, **params)
        entities = document.get("entities")
        if not isinstance(entities, dict) or not all(isinstance(one, dict) for one in entities.values()):
            raise ServiceAnswerError("an answer without the entities that were asked for")
        return [one for one in entities.values() if "missing" not in one and is_qid(str(one.get("id")))]

    def _ask(self, **params: str) -> dict[str, Any]:
        asked = tuple({**params, "format": "json", "maxlag": _MAXLAG}.items())
        if len(urlencode(asked)) > _LONGEST_URL:
            return self._transport.ask(Question(self._endpoint, form=asked), _read)
        return self._transport.ask(Question(self._endpoint, asked), _read)


def _read(body: bytes) -> dict[str, Any]:
    """The answer, unless it is an error, which comes with HTTP status 200 (T33156 in Wikimedia's tracker)."""
    document = read_json(body)
    error = document.get("error")
    if error is None:
        return document
    if not isinstance(error, dict):
        raise ServiceAnswerError(f"an error that cannot be understood: {excerpt(str(error))}")
    code, text = str(error.get("code", "")), excerpt(str(error.get("info", "")))
    if code in _LATER:
        raise BusyError(f"{code}: {text}", after=_PAUSE)
    if code == "no-such-entity" and error.get("id"):
        raise _UnknownItemError(str(error["id"]))
    if code in _CLOSED:
        raise ServiceRefusedError(f"the service does not let kg in: {code}: {text}")
    raise ServiceAnswerError(f"the service reports {code or 'an error'}: {text}")


def _list(document: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = document.get(key)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ServiceAnswerError(f"an answer without a list of what was found ({key!r})")
    return found


def _hit(one: Mapping[str, Any]) -> Hit:
    label = str(one.get("label") or one["id"])
    match = one.get("match")
    matched = match.get("text") if isinstance(match, dict) else None
    return Hit(str(one["id"]), label, str(one.get("description") or ""), str(matched or label))


def _exact(title: str) -> str:
    """A title as Wikipedia writes it: spaces, and a capital first. "|" would part it in two; no title has one."""
    text = " ".join(title.replace("_", " ").split())
    return "" if "|" in text else text[:1].upper() + text[1:]
