"""The file of decisions: what people write by hand survives, what is wrong is named with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DecisionsError
from kg.link.decisions import Decision, DecisionFile, Decisions, Key, Verdict, read_decisions
from kg.model import ActorKind

BASE = "https://example.org/id/"
DAY = date(2025, 11, 1)
HEADING = "subject_label\tpredicate_id\tobject_id\tcomment\treviewed_by\n"
BY_HAND = f"""\
#mapping_set_id: https://example.org/mine
#curie_map:
#  ex: "http://www.wikidata.org/entity/"
# Ours, please keep.
{HEADING}\
Ada Alm\tskos:exactMatch\tex:Q11\tsee her page\tEve
# to be asked again
Bo Berg\t\twd:Q12
Cy Cole\tskos:exactMatch\tsssom:NoTermFound\t"a ""quoted"" word"\tEve
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "links.sssom.tsv"
    path.write_bytes(text.encode())
    return path


def accept(label: str, qid: str, **key: object) -> Decision:
    return Decision(Key(label, **key), Verdict.ACCEPT, qid)  # type: ignore[arg-type]


def verdicts(path: Path) -> list[tuple[str, Verdict, str | None]]:
    return sorted((one.key.label, one.verdict, one.qid) for one in read_decisions(path, BASE))


def test_there_are_no_decisions_where_there_is_no_file(tmp_path: Path) -> None:
    assert len(read_decisions(tmp_path / "none.tsv", BASE)) == 0


def test_a_file_written_by_hand_needs_little(tmp_path: Path) -> None:
    assert verdicts(written(tmp_path, BY_HAND)) == [
        ("Ada Alm", Verdict.ACCEPT, "Q11"),
        ("Bo Berg", Verdict.ACCEPT, "Q12"),
        ("Cy Cole", Verdict.NIL, None),
    ]


def test_what_nobody_changed_stays_as_it_is_to_the_byte(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    file = DecisionFile.read(path, BASE)
    file.decide(accept("Di Dahl", "Q13"), today=DAY)
    file.save()
    kept = [line for line in BY_HAND.splitlines() if line != HEADING.strip()]
    assert [line for line in path.read_text().splitlines() if line in kept] == kept
    assert ("Di Dahl", Verdict.ACCEPT, "Q13") in verdicts(path)


def test_a_changed_decision_keeps_its_row_and_the_columns_of_others(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    file = DecisionFile.read(path, BASE)
    assert file.decide(accept("Ada Alm", "Q99"), today=DAY)
    file.save()
    row = next(line for line in path.read_text().splitlines() if line.startswith("Ada Alm"))
    assert row.split("\t")[:5] == ["Ada Alm", "skos:exactMatch", "wd:Q99", "see her page", "Eve"]


def test_lines_that_end_as_on_windows_still_do(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND.replace("\n", "\r\n"))
    file = DecisionFile.read(path, BASE)
    file.decide(accept("Di Dahl", "Q13"), today=DAY)
    file.save()
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") == len(BY_HAND.splitlines()) + 1


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND.rstrip("\n"))
    before = path.stat()
    file = DecisionFile.read(path, BASE)
    assert not file.decide(accept("Ada Alm", "Q11"), today=DAY)
    file.save()
    assert path.stat().st_ino == before.st_ino


def test_a_new_file_is_sssom(tmp_path: Path) -> None:
    path = tmp_path / "new" / "links.sssom.tsv"
    file = DecisionFile.read(path, BASE)
    file.decide(
        Decision(Key("Ada Alm", ActorKind.PERSON), Verdict.ACCEPT, "Q11", "Ada Alm"),
        author="Eve",
        comment="her page",
        today=DAY,
    )
    file.decide(Decision(Key("Bo"), Verdict.REJECT, "Q12"), today=DAY)
    file.decide(Decision(Key("Cy", None, f"{BASE}doc/1"), Verdict.NIL), today=DAY)
    file.save()
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    heading, *rows = [line.split("\t") for line in lines]
    first, second, third = [dict(zip(heading, row, strict=False)) for row in rows]
    assert first == {
        "subject_id": "kgid:entity/Person/Ada_Alm",
        "subject_label": "Ada Alm",
        "subject_category": "Person",
        "predicate_modifier": "",
        "predicate_id": "skos:exactMatch",
        "object_id": "wd:Q11",
        "object_label": "Ada Alm",
        "mapping_justification": "semapv:ManualMappingCuration",
        "confidence": "1",
        "author_label": "Eve",
        "mapping_date": "2025-11-01",
        "subject_source": "",
        "comment": "her page",
    }
    assert (second["predicate_modifier"], second["object_id"]) == ("Not", "wd:Q12")
    assert (third["object_id"], third["subject_source"]) == ("sssom:NoTermFound", f"{BASE}doc/1")


def test_the_new_decision_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "links.sssom.tsv"
    file = DecisionFile.read(path, BASE)
    for decision in (
        accept("Ada", "Q11"),
        Decision(Key("Ada"), Verdict.REJECT, "Q11"),
        accept("Ada", "Q12"),
        Decision(Key("Ada"), Verdict.NIL),
    ):
        file.decide(decision, today=DAY)
    file.save()
    assert verdicts(path) == [("Ada", Verdict.NIL, None), ("Ada", Verdict.REJECT, "Q11")]


def test_a_decision_can_be_taken_back(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    file = DecisionFile.read(path, BASE)
    assert [one.qid for one in file.undo(Key("Ada Alm"))] == ["Q11"]
    assert file.undo(Key("Ada Alm")) == ()
    file.save()
    assert path.read_text() == BY_HAND.replace("Ada Alm\tskos:exactMatch\tex:Q11\tsee her page\tEve\n", "")


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    file = DecisionFile.read(path, BASE)
    file.decide(accept("Di Dahl", "Q13"), today=DAY)
    path.write_text(BY_HAND + "Eve\t\twd:Q5\n")
    with pytest.raises(DecisionsError, match="changed by somebody else"):
        file.save()
    assert path.read_text() == BY_HAND + "Eve\t\twd:Q5\n"
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Ada\tskos:exactMatch\tQueen", "no Wikidata item"),
        ("Ada\tskos:exactMatch\t", "no object_id"),
        ("\tskos:exactMatch\twd:Q5", "whom it is about"),
        ("Ada\tskos:broadMatch\twd:Q5", "does not say that two are the same"),
        ("Ada\tskos:exactMatch\twd:Q5\t\t\tmore", "6 cells"),
        ('Ada\tskos:exactMatch\twd:Q5\t"half', "quotation marks"),
        ("Ada\t\twd:Q5\nAda\t\twd:Q6", "contradicts line 2"),
        ("Ada\t\twd:Q5\nAda\t\tsssom:NoTermFound", "contradicts line 2"),
    ],
)
def test_a_malformed_row_is_named_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    path = written(tmp_path, HEADING + row + "\n")
    with pytest.raises(DecisionsError, match=message) as caught:
        read_decisions(path, BASE)
    assert caught.value.location is not None
    assert caught.value.location.line == 1 + len(row.splitlines())
    assert caught.value.location.source == str(path)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no line that names its columns"),
        ("subject_label\tsubject_label\n", "stands twice"),
        ("subject_label\tsubject_category\tobject_id\nAda\tQueen\twd:Q5\n", "no kind 'Queen'"),
        ("subject_label\tconfidence\tobject_id\nAda\t7\twd:Q5\n", "confidence"),
        ("subject_id\tsubject_label\tobject_id\nkgid:entity/Person/Bo\tAda\twd:Q5\n", "subject_id means 'Bo'"),
    ],
)
def test_a_malformed_table_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DecisionsError, match=message):
        read_decisions(written(tmp_path, text), BASE)


def test_a_file_that_is_not_utf8_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "links.sssom.tsv"
    path.write_bytes(HEADING.encode() + b"Jos\xe9\t\twd:Q5\n")
    with pytest.raises(DecisionsError, match="not UTF-8") as caught:
        read_decisions(path, BASE)
    assert caught.value.location is not None and caught.value.location.line == 2


@pytest.mark.parametrize(
    "item", ["wd:Q843", "Q843", "<http://www.wikidata.org/entity/Q843>", "https://www.wikidata.org/wiki/Q843"]
)
def test_an_item_may_be_written_in_any_way_that_people_copy_it(tmp_path: Path, item: str) -> None:
    assert verdicts(written(tmp_path, f"{HEADING}Ada\t\t{item}\n")) == [("Ada", Verdict.ACCEPT, "Q843")]


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip()), st.integers(1, 10**9))
def test_any_name_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, label: str, number: int) -> None:
    path = tmp_path_factory.mktemp("decisions") / "links.sssom.tsv"
    key = Key(" ".join(label.split()), ActorKind.PERSON)
    file = DecisionFile.read(path, BASE)
    file.decide(Decision(key, Verdict.ACCEPT, f"Q{number}"), today=DAY)
    file.save()
    assert [one.key for one in read_decisions(path, BASE)] == [key]


def test_the_narrower_decision_holds() -> None:
    decided = Decisions(
        [
            accept("Ada", "Q1"),
            accept("Ada", "Q2", kind=ActorKind.PERSON),
            accept("Ada", "Q3", article="doc"),
            Decision(Key("Bo", article="doc"), Verdict.REJECT, "Q4"),
            accept("Bo", "Q4"),
        ]
    )
    assert decided.answer("Ada", ActorKind.PLACE, "other").accepted == "Q1"
    assert decided.answer("Ada", ActorKind.PERSON, "other").accepted == "Q2"
    assert decided.answer("Ada", ActorKind.PERSON, "doc").accepted == "Q3"
    assert decided.answer("Bo", ActorKind.PERSON, "other").accepted == "Q4"
    assert decided.answer("Bo", ActorKind.PERSON, "doc").accepted is None
