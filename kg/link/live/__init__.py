"""Live services that know Wikidata's items: asked only where somebody wants it, politely, and nothing twice."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from kg.link.live.action_api import WIKIDATA_API, ActionApi
from kg.link.live.cache import AnswerCache, default_cache_folder
from kg.link.live.transport import DAY, Transport

__all__ = ["DAY", "WIKIDATA_API", "ActionApi", "AnswerCache", "Transport", "default_cache_folder", "open_wikidata"]

_KEPT: Final = 30 * DAY
"""Seconds after which an answer is removed, unless older ones are asked for."""


def open_wikidata(
    *,
    contact: str = "",
    cache_folder: Path | None = None,
    max_age: float = 7 * DAY,
    endpoint: str = WIKIDATA_API,
    language: str = "en",
) -> ActionApi:
    """Wikidata's Action API, with answers kept in a folder (else where the system keeps caches). Nothing is sent yet.

    ``contact`` tells the service how to reach whoever asks; ``max_age`` in seconds. Close it when done. Raises
    ConfigError where contact or address cannot be used.
    """
    cache = AnswerCache(default_cache_folder() if cache_folder is None else cache_folder)
    cache.forget(time.time() - max(max_age, _KEPT))
    try:
        return ActionApi(Transport(contact=contact, cache=cache, max_age=max_age), endpoint, language=language)
    except Exception:
        cache.close()
        raise
