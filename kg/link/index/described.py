"""What an index holds, in words."""

from __future__ import annotations

from pathlib import Path

from kg.link.index.opened import open_index
from kg.link.index.tables import FORMAT

__all__ = ["described"]


def described(path: Path) -> dict[str, str]:
    """What there is to tell of an index, by what it is; LinkIndexError where it cannot be opened."""
    with open_index(path) as index:
        meta = index.meta
    selection = meta.get("selection", {})
    told = {
        "items": str(meta["items"]),
        "names": str(meta["names"]),
        "languages": " ".join(selection.get("languages", ())),
        "classes": " ".join(selection.get("classes", ())) or "all",
        "country": selection.get("country") or "",
        "least sitelinks": str(selection.get("min_sitelinks", 0)),
        "most sitelinks": str(meta.get("most_sitelinks", 0)),
        "source": meta["source"],
        "date": meta["date"],
        "version": str(FORMAT),
        "bytes": str(path.stat().st_size),
    }
    return {key: value for key, value in told.items() if value}
