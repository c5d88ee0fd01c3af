"""Write a dump of made-up items in the form of Wikidata's latest-all.json.gz, as large as wanted.

usage: python benchmarks/linking/generate_dump.py OUT.json.gz [--items 1000000] [--plain-items] [--seed 1]

Names are made of syllables, so that about one in five is shared, as are those of people and towns. With --plain-items,
an item has names, description, one class and its pages only (half a kilobyte); without, labels in further languages
and statements with references as well (some two and a half kilobytes; Wikidata's own mean is higher still). The same
arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path
from typing import Any

SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvz" for vowel in "aeiou"]
KINDS = [
    ("Q5", "politician", 35),
    ("Q5", "association football player", 25),
    ("Q515", "town", 20),
    ("Q43229", "company", 15),
    ("Q11032", "newspaper", 5),
]
OTHER_LANGUAGES = ("de", "fr", "es", "ru", "ur", "ar")


def word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()


def item(number: int, rng: random.Random, plain: bool) -> dict[str, Any]:
    cls, noun, _ = rng.choices(KINDS, [weight for *_, weight in KINDS])[0]
    name = f"{word(rng)} {word(rng)}" if cls != "Q515" else word(rng)
    languages = ("en",) if plain else ("en", *OTHER_LANGUAGES)
    aliases = [f"{name} {word(rng)}" for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))]
    pages = min(300, int(rng.paretovariate(0.9)))
    entity = {
        "type": "item",
        "id": f"Q{number}",
        "labels": {language: {"language": language, "value": name} for language in languages},
        "descriptions": {
            language: {"language": language, "value": f"{word(rng)} {noun} in {word(rng)}"} for language in languages
        },
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else {},
        "claims": {"P31": [statement(f"Q{number}", "P31", cls, plain)]},
        "sitelinks": {
            f"w{at}wiki": {"site": f"w{at}wiki", "title": name, "badges": []}
            for at in range(pages if plain else pages + 1)
        },
    }
    if not plain:
        for at in range(rng.randint(2, 6)):
            entity["claims"][f"P{100 + at}"] = [
                statement(f"Q{number}", f"P{100 + at}", f"Q{rng.randint(1, 10**6)}", False)
            ]
        entity["lastrevid"] = rng.randint(1, 10**9)
    return entity


def statement(qid: str, prop: str, value: str, plain: bool) -> dict[str, Any]:
    said = {
        "mainsnak": {
            "snaktype": "value",
            "property": prop,
            "datavalue": {
                "value": {"entity-type": "item", "numeric-id": int(value[1:]), "id": value},
                "type": "wikibase-entityid",
            },
        },
        "type": "statement",
        "rank": "normal",
    }
    if not plain:
        said["id"] = f"{qid}$8a2c1b1e-4f6d-1b7c-2d3e-{prop[1:]:0>12}"
        said["references"] = [{"hash": "9a24f7c0208b05d6be97077d855671d1dfdbc0dd", "snaks": {}, "snaks-order": []}]
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--plain-items", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    with args.out.open("wb") as raw, gzip.GzipFile("", "wb", 1, raw, mtime=0) as file:
        file.write(b"[\n")
        for number in range(1, args.items + 1):
            end = b",\n" if number < args.items else b"\n"
            file.write(json.dumps(item(number, rng, args.plain_items), separators=(",", ":")).encode() + end)
        file.write(b"]\n")


if __name__ == "__main__":
    main()
