"""Open the layers of linking that the settings name."""

from __future__ import annotations

import os
from pathlib import Path

from kg.config import Config
from kg.link.decisions import read_decisions
from kg.link.layers import Index, Layers, Online

__all__ = ["open_layers"]


def open_layers(config: Config) -> Layers:
    """The layers that the settings name.

    Raises DecisionsError where the decisions are malformed, LinkIndexError where there is no such index, ConfigError
    where the address of a service is none.
    """
    decisions = read_decisions(config.decisions_file, config.base)
    return Layers(config.base, decisions=decisions, index=_index(config), online=_online(config))


def _index(config: Config) -> Index | None:
    if config.index is None:
        return None
    from kg.link.index import open_index

    return open_index(config.index)


def _online(config: Config) -> Online | None:
    if not config.online:
        return None
    from kg.link.live.action_api import WIKIDATA_API, ActionApi
    from kg.link.live.cache import AnswerCache
    from kg.link.live.transport import Transport

    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "news-kg"
    return ActionApi(Transport(cache=AnswerCache(folder)), config.mirror.get(WIKIDATA_API, WIKIDATA_API))
