"""Small dumps in the forms that Wikidata publishes."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Entity = dict[str, Any]


def entity(
    qid: str,
    label: str,
    description: str = "",
    aliases: Iterable[str] = (),
    types: Iterable[str] = (),
    pages: int = 0,
    language: str = "en",
) -> Entity:
    return {
        "type": "item",
        "id": qid,
        "labels": {language: {"language": language, "value": label}} if label else [],
        "descriptions": {language: {"language": language, "value": description}} if description else {},
        "aliases": {language: [{"language": language, "value": alias} for alias in aliases]},
        "claims": {"P31": [statement(cls) for cls in types]} if types else {},
        "sitelinks": {f"{at}wiki": {"site": f"{at}wiki", "title": label} for at in range(pages)},
    }


def statement(cls: str, rank: str = "normal") -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": int(cls[1:]), "id": cls}
    return {"mainsnak": {"snaktype": "value", "property": "P31", "datavalue": {"value": value}}, "rank": rank}


CITY = entity("Q84", "London", "capital of England", ["City of London"], ["Q515"], 300)
TOWN = entity("Q92561", "London", "city in Ontario, Canada", types=["Q515"], pages=80)
WRITER = entity("Q45765", "Jack London", "American author", types=["Q5"], pages=120)
PAPER = entity("Q11148", "The Guardian", "British daily newspaper", ["Manchester Guardian"], ["Q11032"], 90)
UNKNOWN = entity("Q999", "Ünknown Plâce", "village in Switzerland", types=["Q515"])
ITEMS = (CITY, TOWN, WRITER, PAPER, UNKNOWN)


def json_dump(path: Path, entities: Iterable[Entity] = ITEMS) -> Path:
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in entities)
    return packed(path, f"[\n{lines}\n]\n".encode())


def triples_dump(path: Path, entities: Iterable[Entity] = ITEMS) -> Path:
    lines: list[str] = []
    for one in entities:
        item = f"<http://www.wikidata.org/entity/{one['id']}>"
        data = f"<https://www.wikidata.org/wiki/Special:EntityData/{one['id']}>"
        lines.append(f"{data} <http://schema.org/about> {item} .")
        for predicate, key in (
            ("http://www.w3.org/2000/01/rdf-schema#label", "labels"),
            ("http://schema.org/name", "labels"),
            ("http://schema.org/description", "descriptions"),
        ):
            lines += [f"{item} <{predicate}> {_literal(said)} ." for said in dict(one[key]).values()]
        for alias in one["aliases"].get("en", ()):
            lines.append(f"{item} <http://www.w3.org/2004/02/skos/core#altLabel> {_literal(alias)} .")
        for said in one["claims"].get("P31", ()):
            cls = said["mainsnak"]["datavalue"]["value"]["id"]
            lines.append(f"{item} <http://www.wikidata.org/prop/direct/P31> <http://www.wikidata.org/entity/{cls}> .")
        for site in one["sitelinks"]:
            lines.append(f"<https://{site}.wikipedia.org/wiki/X> <http://schema.org/about> {item} .")
    return packed(path, ("\n".join(lines) + "\n").encode())


def _literal(said: dict[str, str]) -> str:
    escaped = "".join(char if char.isascii() else f"\\u{ord(char):04X}" for char in said["value"])
    return f'"{escaped}"@{said["language"]}'


def packed(path: Path, content: bytes) -> Path:
    write = {".gz": gzip.compress, ".bz2": bz2.compress}.get(path.suffix, bytes)
    path.write_bytes(write(content))
    return path
