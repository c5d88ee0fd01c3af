from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg.errors import LinkIndexError, PathError
from kg.link.index import Progress, Selection, build_index, open_index
from kg.link.index import build as building
from kg.link.index.tables import unsealed
from tests.link.index.dumps import CITY, ITEMS, PAPER, TOWN, UNKNOWN, entity, json_dump, packed, statement, triples_dump


def content(path: Path) -> list[str]:
    with sqlite3.connect(path) as database:
        lines = list(database.iterdump())
    database.close()
    return [line for line in lines if '"dump"' not in line and "'dump'" not in line and "'source'" not in line]


@pytest.mark.parametrize("name", ["d.json", "d.json.gz", "d.json.bz2", "d.nt", "d.nt.gz", "d.nt.bz2"])
def test_all_forms_of_a_dump_make_the_same_index(tmp_path: Path, name: str) -> None:
    write = json_dump if ".json" in name else triples_dump
    build_index(write(tmp_path / name), tmp_path / "one.sqlite")
    build_index(json_dump(tmp_path / "plain.json"), tmp_path / "two.sqlite")
    assert content(tmp_path / "one.sqlite") == content(tmp_path / "two.sqlite")


def test_what_an_item_is_told_to_be_is_kept(tmp_path: Path) -> None:
    build_index(json_dump(tmp_path / "d.json"), tmp_path / "i.sqlite")
    with open_index(tmp_path / "i.sqlite") as index:
        found = index.entry("Q11148")
    assert found is not None
    assert (found.label, found.description) == ("The Guardian", "British daily newspaper")
    assert (found.aliases, found.types, found.sitelinks) == (("Manchester Guardian",), ("Q11032",), 90)


def test_only_what_is_selected_is_taken(tmp_path: Path) -> None:
    for number, (selection, kept) in enumerate(
        [
            (Selection(classes=("Q11032",)), ["Q11148"]),
            (Selection(min_sitelinks=90), ["Q84", "Q11148", "Q45765"]),
            (Selection(languages=("de", "en")), ["Q84", "Q999", "Q11148", "Q45765", "Q92561"]),
        ]
    ):
        for form, write in ((".json", json_dump), (".nt", triples_dump)):
            path = tmp_path / f"{number}{form}.sqlite"
            build_index(write(tmp_path / f"d{number}{form}"), path, selection)
            with open_index(path) as index:
                assert [entry.qid for entry in index.entries()] == kept


def test_a_name_for_all_languages_stands_in_for_a_missing_one(tmp_path: Path) -> None:
    items = [entity("Q1", "Zabihullah Mujahid", language="mul"), entity("Q2", "Nur Deutsch", language="de")]
    build_index(json_dump(tmp_path / "d.json", items), tmp_path / "i.sqlite")
    with open_index(tmp_path / "i.sqlite") as index:
        assert [entry.qid for entry in index.named("zabihullah mujahid")] == ["Q1"]
        assert index.named("Nur Deutsch") == ()


def test_preferred_classes_count_and_deprecated_ones_do_not(tmp_path: Path) -> None:
    one = entity("Q1", "One")
    one["claims"] = {"P31": [statement("Q2"), statement("Q3", "preferred"), statement("Q4", "deprecated")]}
    other = entity("Q5", "Other")
    other["claims"] = {"P31": [statement("Q4", "deprecated"), statement("Q2")]}
    build_index(json_dump(tmp_path / "d.json", [one, other]), tmp_path / "i.sqlite")
    with open_index(tmp_path / "i.sqlite") as index:
        assert [entry.types for entry in index.entries()] == [("Q3",), ("Q2",)]


def test_an_item_told_of_twice_counts_as_told_last(tmp_path: Path) -> None:
    items = [entity("Q1", "Old", pages=3), TOWN, entity("Q1", "New", pages=5)]
    built = build_index(json_dump(tmp_path / "d.json", items), tmp_path / "i.sqlite")
    with open_index(tmp_path / "i.sqlite") as index:
        assert [entry.label for entry in index.entries()] == ["New", "London"]
        assert index.named("Old") == ()
    assert built.items == 3


def test_lines_that_cannot_be_read_are_counted_and_left_out(tmp_path: Path) -> None:
    good = json.dumps(CITY)
    dump = packed(tmp_path / "d.json", f'[\n{good},\n{{"id": "Q1", "labels"\n7,\n{json.dumps(PAPER)}\n]\n'.encode())
    built = build_index(dump, tmp_path / "i.sqlite")
    assert (built.items, built.bad, built.bad_count) == (2, (3, 4), 2)


def test_properties_and_lexemes_are_no_items(tmp_path: Path) -> None:
    items = [entity("P31", "instance of"), CITY]
    assert build_index(json_dump(tmp_path / "d.json", items), tmp_path / "i.sqlite").items == 1


def test_brackets_may_stand_beside_the_entities(tmp_path: Path) -> None:
    dump = packed(tmp_path / "d.json", f"[{json.dumps(CITY)},\r\n{json.dumps(PAPER)}]".encode())
    assert build_index(dump, tmp_path / "i.sqlite").items == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("notes.json", "# Notes\nNothing here\n", "no dump of Wikidata's"),
        ("notes.nt", "# Notes\nNothing here\n", "no dump of Wikidata's"),
        ("notes.txt", "Nothing", "does not end like a dump"),
        ("empty.json", "[\n]\n", "nothing to put into an index"),
        ("wrong.json.gz", "plain text", "cannot be unpacked"),
        ("wrong.json.bz2", "plain text", "cannot be unpacked"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LinkIndexError, match=said):
        build_index(path, tmp_path / "i.sqlite")
    assert not (tmp_path / "i.sqlite").exists()


def test_a_missing_dump_is_named(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="latest-all"):
        build_index(tmp_path / "latest-all.json", tmp_path / "i.sqlite")


def many(count: int) -> list[dict[str, object]]:
    return [
        entity(f"Q{at}", f"Name {at % 700}", f"thing number {at}", [f"Alias {at}"], ["Q5"], at % 40)
        for at in range(1, count)
    ]


@pytest.mark.parametrize("name", ["d.json.gz", "d.nt.gz", "d.json"])
def test_a_dump_cut_short_is_told_and_goes_on_when_it_is_whole(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_ROWS", 100)
    monkeypatch.setattr("kg.link.index.dump._CHUNK", 1 << 12)
    monkeypatch.setattr("kg.link.index.dump._HEAD", 1 << 8)
    write = json_dump if ".json" in name else triples_dump
    dump = write(tmp_path / name, many(2000))
    build_index(dump, tmp_path / "whole.sqlite")
    whole = dump.read_bytes()
    dump.write_bytes(whole[: len(whole) // 2])
    if dump.suffix == ".gz":
        with pytest.raises(LinkIndexError, match="cut short"):
            build_index(dump, tmp_path / "i.sqlite")
        assert unsealed(tmp_path / "i.sqlite").exists()
        dump.write_bytes(whole)
        assert build_index(dump, tmp_path / "i.sqlite").resumed_at > 0
        assert content(tmp_path / "i.sqlite") == content(tmp_path / "whole.sqlite")
    else:  # a plain file cut short looks like a whole one with a bad last line
        assert build_index(dump, tmp_path / "i.sqlite").bad_count == 1


@pytest.mark.parametrize("name", ["d.json.gz", "d.nt"])
def test_a_killed_build_ends_in_the_same_index(tmp_path: Path, name: str) -> None:
    write = json_dump if ".json" in name else triples_dump
    dump = write(tmp_path / name, many(1500))
    build_index(dump, tmp_path / "whole.sqlite")
    program = f"""
        import os, signal
        from pathlib import Path
        from kg.link.index import build, dump
        build._ROWS, dump._CHUNK = 100, 1 << 12
        def dies(progress):
            if progress.items > 900:
                os.kill(os.getpid(), signal.SIGKILL)
        build.build_index(Path({str(dump)!r}), Path({str(tmp_path / "i.sqlite")!r}), report=dies)
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "i.sqlite").exists()
    built = build_index(dump, tmp_path / "i.sqlite")
    assert built.resumed_at > 0
    assert built.items == 1499
    assert (tmp_path / "i.sqlite").read_bytes() == (tmp_path / "whole.sqlite").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "i.sqlite", "whole.sqlite"])


def test_another_selection_does_not_go_on_with_a_build_unless_told_to_start_over(tmp_path: Path) -> None:
    dump = json_dump(tmp_path / "d.json.gz")

    def breaks_off(_progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(dump, tmp_path / "i.sqlite", report=breaks_off)
    with pytest.raises(LinkIndexError, match="another selection"):
        build_index(dump, tmp_path / "i.sqlite", Selection(languages=("de",)))
    build_index(dump, tmp_path / "i.sqlite", Selection(min_sitelinks=300), restart=True)
    with open_index(tmp_path / "i.sqlite") as index:
        assert [entry.qid for entry in index.entries()] == ["Q84"]


def test_an_index_stays_as_it_was_until_the_new_one_is_whole(tmp_path: Path) -> None:
    build_index(json_dump(tmp_path / "d.json"), tmp_path / "i.sqlite")
    before = (tmp_path / "i.sqlite").read_bytes()
    broken = packed(tmp_path / "e.json", b"nonsense\n")
    with pytest.raises(LinkIndexError):
        build_index(broken, tmp_path / "i.sqlite")
    assert (tmp_path / "i.sqlite").read_bytes() == before


def test_progress_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    told: list[Progress] = []
    dump = json_dump(tmp_path / "d.json.gz", [UNKNOWN, *ITEMS])
    build_index(dump, tmp_path / "i.sqlite", report=told.append)
    assert told[-1].read == told[-1].size == dump.stat().st_size


def test_the_slower_parser_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = json_dump(tmp_path / "d.json")
    build_index(dump, tmp_path / "one.sqlite")
    monkeypatch.setattr("kg.link.index.entities.loads", json.loads)
    build_index(dump, tmp_path / "two.sqlite")
    assert content(tmp_path / "one.sqlite") == content(tmp_path / "two.sqlite")
