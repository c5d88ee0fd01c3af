"""``kg init``: a commented kg.toml."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command", "template"]


def template() -> str:
    """A kg.toml in which every setting stands with its default, commented out."""
    from kg.config import DECISIONS_FILE, Config

    default = Config()
    return f"""\
# Settings of kg for this folder. Remove the # before a setting to change it; paths are relative to this file.

# The folder that holds the graph. --store and the environment variable KG_STORE go before it.
# store = "{default.store}"

# The IRI below which everything that is read out of articles is named; ends in / or #.
# Choose it before the first article: what is stored keeps the names it has.
# base = "{default.base}"

# The spaCy pipeline that parses English. Any installed English pipeline with a parser will do.
# model = "{default.model}"

# What reads the articles: the extractor that is built in, or one that another installed package registers.
# extractor = "{default.extractor}"

# Your own folders of saved queries (*.rq); a query there goes before one of the same name that comes with kg.
# queries = ["queries"]

# What people decided on links to Wikidata; KG_DECISIONS goes before it. Without it: {DECISIONS_FILE} beside the store.
# decisions = "{DECISIONS_FILE}"

# An index of Wikidata items, made with kg link index; KG_INDEX goes before it.
# index = "wikidata.sqlite"

# Ask Wikidata's services for what nothing at hand knows; KG_ONLINE goes before it.
# online = false

# Whether kg build compares what it stored with the other articles. Without it: when that is little.
# align = true

# Who decides on links, as it stands in the file of decisions; KG_AUTHOR goes before it.
# author = "your name"

# SPARQL endpoints that a query may send a part of itself to (SERVICE). A saved query may name its own in its header.
# service = ["https://query.wikidata.org/sparql"]

# Servers that are asked in place of others, such as a copy of your own.
# mirror = {{ "https://query.wikidata.org/sparql" = "http://localhost:7878/query" }}
"""


@click.command()
@click.argument("folder", default=".", required=False)
@common_options
@pass_settings
def command(settings: Settings, folder: str) -> None:
    """Write a commented kg.toml to start from.

    Writes it into FOLDER, by default the one you are in. A file that is there already is never overwritten.
    """
    from kg.config import CONFIG_FILE
    from kg.errors import PathError

    path = Path(folder) / CONFIG_FILE
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        raise PathError(
            f"{path} is there already, and is left as it is", remedy="Edit it, or remove it first."
        ) from None
    except OSError as error:
        raise PathError(f"{path} cannot be written: {error.strerror}") from None
    settings.note(f"Wrote {path}. All settings in it are commented out: change what you need.")
