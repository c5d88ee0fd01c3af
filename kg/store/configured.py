"""Open the store that the settings name: a folder, or a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.articles import ArticleStore
from kg.store.opening import open_store

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["open_configured"]


def open_configured(config: Config, *, write: bool = False, create: bool = False) -> ArticleStore:
    """The store on the server that the settings name, else the one in their folder.

    Raises what ``open_store`` does for a folder; a server is asked when it is needed, and EndpointError comes then.
    """
    if config.endpoint:
        from kg.store.remote import open_endpoint  # with httpx, which takes longer to load than a query to run

        return open_endpoint(config.endpoint, config.base)
    return open_store(config.store, write=write, create=create)
