"""What is known of shards: of each one a record beside it, and of a whole build a manifest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kg import __version__
from kg.config import Config
from kg.errors import ShardError
from kg.resources import folder
from kg.unchanged import extractor_name

__all__ = ["MANIFEST", "Manifest", "Record", "made_by", "manifest_from", "record_from"]

MANIFEST = "manifest.json"
_FORMAT = 1
_VERSION = re.compile(r'owl:versionInfo "([^"]+)"')


def made_by(config: Config) -> dict[str, str]:
    """What decides what articles become: equal on all machines of a build, and part of each shard's name."""
    decisions, index = config.decisions_file, config.index
    return {
        "kg": __version__,
        "ontology": _ontology_version(),
        "base": config.base,
        "extractor": extractor_name(config.extractor, config.model),
        "decisions": hashlib.sha256(decisions.read_bytes()).hexdigest() if decisions.is_file() else "",
        "index": str(index.stat().st_size) if index is not None and index.is_file() else "",
        "online": "yes" if config.online else "",
    }


def _ontology_version() -> str:
    found = _VERSION.search(folder("ontology").joinpath("ontology.ttl").read_text(encoding="utf-8"))
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Record:
    """One shard."""

    shard: str
    """Its file name."""
    sha256: str
    """Of the file as it lies there."""
    size: int
    """Bytes of that file."""
    articles: int
    statements: int
    counts: dict[str, int] = field(default_factory=dict)
    """"actors", "claims", "situations" → how many."""
    complete: bool = True
    """Whether every article of the partition is in it; others were invalid or failed."""

    def as_bytes(self) -> bytes:
        """JSON, the same for the same record."""
        return _json(asdict(self))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The shards of a build, in the order of their articles."""

    made_by: Mapping[str, str]
    shards: tuple[Record, ...]

    def as_bytes(self) -> bytes:
        """JSON, the same for the same build."""
        totals = {name: sum(getattr(one, name) for one in self.shards) for name in ("articles", "statements", "size")}
        return _json(
            {"format": _FORMAT, "made_by": dict(self.made_by), **totals, "shards": [asdict(one) for one in self.shards]}
        )

    def check(self, config: Config, address: str) -> None:
        """Raise ShardError where these shards do not go into the store that the settings are about."""
        ours = {"ontology": _ontology_version(), "kg": _series(__version__), "base": config.base}
        theirs = {**self.made_by, "kg": _series(self.made_by["kg"])}
        remedies = {
            "ontology": "Build the shards anew with this version of kg, or load them with theirs.",
            "kg": "Build the shards anew with this version of kg, or load them with theirs.",
            "base": f'Set base = "{self.made_by["base"]}" in kg.toml, for a store of its own.',
        }
        for name, called in (("kg", "version of kg"), ("ontology", "version of the ontology"), ("base", "base IRI")):
            if ours[name] != theirs[name]:
                raise ShardError(
                    f"the shards in {address} were made with another {called}: {theirs[name]}, here {ours[name]}",
                    remedy=remedies[name],
                )


def record_from(content: bytes | None) -> Record | None:
    """The record in a file; None where there is none, or none that can be used."""
    try:
        return None if content is None else Record(**json.loads(content))
    except (ValueError, TypeError):
        return None


def manifest_from(content: bytes | None, address: str) -> Manifest:
    """The manifest in a file. Raises ShardError where it is missing or not what kg writes."""
    if content is None:
        raise ShardError(
            f"there is no {MANIFEST} in {address}",
            remedy="Give the folder that `kg build --shards` wrote; it is complete when that command has ended.",
        )
    try:
        told: dict[str, Any] = json.loads(content)
        if told["format"] != _FORMAT:
            raise ShardError(
                f"{MANIFEST} in {address} has format {told['format']!r}, and this kg knows {_FORMAT}",
                remedy="Load it with the version of kg that wrote it.",
            )
        records = tuple(Record(**one) for one in told["shards"])
        makers = {name: str(told["made_by"][name]) for name in ("kg", "ontology", "base")}
    except (ValueError, TypeError, KeyError) as error:
        raise ShardError(
            f"{MANIFEST} in {address} is not one that kg wrote ({type(error).__name__}: {error})",
            remedy="Give the folder that `kg build --shards` wrote.",
        ) from None
    return Manifest({**told["made_by"], **makers}, records)


def _series(version: str) -> str:
    """A version without its last number: corrections change nothing of what graphs look like."""
    return ".".join(version.split(".")[:2])


def _json(told: Mapping[str, Any] | Iterable[Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
