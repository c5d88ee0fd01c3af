"""Load shards into a store, whole shard by whole shard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.config import Config
from kg.errors import ShardError
from kg.quarantine import Quarantine
from kg.shards.manifest import MANIFEST, Manifest, Record, manifest_from
from kg.shards.packing import unpacked
from kg.shards.places import Place, place_of
from kg.store import ArticleStore

__all__ = ["Loaded", "Wanted", "load", "manifests"]

_ENDING = ".nq.gz"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A shard that is to be loaded."""

    place: Place
    record: Record


@dataclass(frozen=True, slots=True)
class Loaded:
    """A shard that has been loaded."""

    shard: str
    articles: int
    statements: int


def manifests(addresses: Sequence[str], config: Config) -> list[Wanted]:
    """The shards at these addresses: of a folder all that its manifest names, or single files beside a manifest.

    Raises ShardError where a manifest is missing, or its shards do not go into this store; before anything is loaded.
    """
    known: dict[str, Manifest] = {}
    wanted: list[Wanted] = []
    for address in addresses:
        folder, _, name = address.rpartition("/") if address.endswith(_ENDING) else (address, "", "")
        place = place_of(folder or ("." if name else address))
        if place.address not in known:
            _check_there(place, address)
            known[place.address] = manifest_from(place.read(MANIFEST), place.address)
            known[place.address].check(config, place.address)
        records = [one for one in known[place.address].shards if not name or one.shard == name]
        if name and not records:
            raise ShardError(
                f"the manifest in {place.address} knows no shard {name}", remedy="Load the folder, or build it anew."
            )
        wanted += [Wanted(place, record) for record in records]
    return wanted


def load(wanted: Sequence[Wanted], store: ArticleStore, config: Config) -> Iterator[Loaded]:
    """Load shards into a store that is open for writing; readers see each when it is there.

    An article that is stored already is put in place of what was stored of it: where that is the same, nothing changes.
    Raises ShardError where a shard is missing, or is not as it was written; StoreError where the store does not take
    it. The shards before stay.
    """
    quarantine = Quarantine(store.path)
    for one in wanted:
        articles = list(unpacked(_content(one), config.base, one.record.shard))
        if len(articles) != one.record.articles:
            raise ShardError(
                f"{one.record.shard} holds {len(articles)} articles, and should hold {one.record.articles}"
            )
        store.put_articles(articles)  # all of them at once: stopped here, the store publishes none
        store.publish()
        for article in articles:
            quarantine.release(article.iri)
        yield Loaded(one.record.shard, len(articles), one.record.statements)


def _content(one: Wanted) -> bytes:
    content = one.place.read(one.record.shard)
    if content is None:
        raise ShardError(
            f"{one.record.shard} is missing in {one.place.address}",
            remedy="Run the same `kg build --shards` again: it makes what is missing.",
        )
    if sha256(content).hexdigest() != one.record.sha256:
        raise ShardError(
            f"{one.record.shard} in {one.place.address} is not as it was written: its SHA-256 is another",
            remedy="It was changed or cut short. Remove it, and run the same `kg build --shards` again.",
        )
    return content


def _check_there(place: Place, address: str) -> None:
    """A path that is not there, or a file of another kind, deserves its own words."""
    if "://" in place.address or Path(place.address).is_dir():
        return
    what = "is no shard that kg wrote" if Path(place.address).is_file() else "is not there"
    raise ShardError(
        f"{address} {what}", remedy="Give the folder that `kg build --shards` wrote, or a .nq.gz file in it."
    )
