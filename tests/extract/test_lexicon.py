"""The tables are well formed, cover the model, and say what their rules of use promise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InternalError
from kg.extract import lexicon as package
from kg.extract.lexicon import (
    ActorNoun,
    EventTerm,
    Frame,
    Hedge,
    HedgeEffect,
    LightVerb,
    ListedWord,
    NounKind,
    ReportingAdjective,
    ReportingNoun,
    ReportingVerb,
    SubjectRole,
    Title,
    VerbForm,
    lexicon,
)
from kg.extract.lexicon.table import choice, choices, flag, grade, parse_table, sequence, word
from kg.model import Certainty, EventType, Polarity, SpeechAct

TABLES = {
    "reporting_verbs.tsv": (ReportingVerb, 3),
    "reporting_adjectives.tsv": (ReportingAdjective, 1),
    "reporting_nouns.tsv": (ReportingNoun, 1),
    "event_terms.tsv": (EventTerm, 6),
    "light_verbs.tsv": (LightVerb, 3),
    "actor_nouns.tsv": (ActorNoun, 1),
    "hedges.tsv": (Hedge, 1),
    "titles.tsv": (Title, 1),
    "verb_lemmas.tsv": (VerbForm, 1),
    "word_lists.tsv": (ListedWord, 2),
}


def _text(name: str) -> str:
    return files("kg.extract.lexicon").joinpath(name).read_text(encoding="utf-8")


def _cells(name: str) -> list[list[str]]:
    lines = [line for line in _text(name).splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def _cell(value: object) -> str:
    """A value as its cell was written, sets in alphabetical order."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _rows() -> dict[str, list[object]]:
    words = lexicon()
    return {
        "reporting_verbs.tsv": [row for rows in words.reporting_verbs.values() for row in rows],
        "reporting_adjectives.tsv": list(words.reporting_adjectives.values()),
        "reporting_nouns.tsv": list(words.reporting_nouns.values()),
        "event_terms.tsv": [
            row for part in (words.event_verbs, words.event_nouns) for rows in part.values() for row in rows
        ],
        "light_verbs.tsv": [row for rows in words.light_verbs.values() for row in rows],
        "actor_nouns.tsv": list(words.actor_nouns.values()),
        "hedges.tsv": list(words.hedges.values()),
        "word_lists.tsv": [ListedWord(name, word) for name, listed in words.lists.items() for word in listed],
    }


def test_every_table_of_the_folder_is_read() -> None:
    assert {item.name for item in files("kg.extract.lexicon").iterdir() if item.name.endswith(".tsv")} == set(TABLES)


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("titles.tsv", "verb_lemmas.tsv")])
def test_every_row_comes_out_as_it_was_written(name: str) -> None:
    row_type, _ = TABLES[name]
    columns = [field.name for field in fields(row_type)]
    loaded = sorted([_cell(getattr(row, column)) for column in columns] for row in _rows()[name])
    sets = {index for index, field in enumerate(fields(row_type)) if "frozenset" in str(field.type)}
    written = sorted(
        [",".join(sorted(cell.split(","))) if index in sets else cell for index, cell in enumerate(row)]
        for row in _cells(name)
    )
    assert loaded == written


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sorted_tidy_and_in_lower_case(name: str) -> None:
    text = _text(name)
    assert text.endswith("\n")
    assert all(line == line.rstrip() for line in text.splitlines())
    for row in _cells(name):
        assert all(cell == " ".join(cell.split()) for cell in row)
        assert name == "titles.tsv" or row[0] == row[0].lower()
    keys = [row[: TABLES[name][1]] for row in _cells(name)]
    assert keys == sorted(keys)
    assert len({tuple(key) for key in keys}) == len(keys)


def test_every_speech_act_has_verbs_and_nouns() -> None:
    words = lexicon()
    assert {row.speech_act for rows in words.reporting_verbs.values() for row in rows} == set(SpeechAct)
    assert {row.speech_act for row in words.reporting_nouns.values()} == set(SpeechAct)


def test_every_event_type_has_verbs_and_nouns() -> None:
    words = lexicon()
    assert {row.type for rows in words.event_verbs.values() for row in rows} == set(EventType)
    assert {row.type for rows in words.event_nouns.values() for row in rows} == set(EventType)


def test_every_frame_noun_kind_and_effect_is_used() -> None:
    words = lexicon()
    assert {frame for rows in words.reporting_verbs.values() for row in rows for frame in row.frames} == set(Frame)
    assert {row.kind for row in words.actor_nouns.values()} == set(NounKind)
    assert {row.effect for row in words.hedges.values()} == set(HedgeEffect)
    assert {row.subject_role for rows in words.light_verbs.values() for row in rows} == set(SubjectRole)


def test_a_verb_takes_each_complement_in_one_row_only() -> None:
    """Otherwise the same words would mean two speech acts."""
    seen: dict[tuple[str, str], set[Frame]] = defaultdict(set)
    for rows in lexicon().reporting_verbs.values():
        for row in rows:
            complements = row.frames - {Frame.SUBJ_INANIMATE_OK}
            assert complements, row
            assert not complements & seen[row.lemma, row.particle], row
            seen[row.lemma, row.particle] |= complements


def test_every_noun_of_saying_has_a_complement_or_picks_one_up() -> None:
    assert all(row.frames or row.anaphoric for row in lexicon().reporting_nouns.values())


def test_british_and_american_spellings_say_the_same() -> None:
    words = lexicon()
    for table in (words.reporting_verbs, words.event_verbs):
        pairs = [(lemma, lemma[:-3] + "ize") for lemma in table if lemma.endswith("ise")]
        pairs = [(british, american) for british, american in pairs if american in table]
        assert len(pairs) >= 5
        for british, american in pairs:
            assert tuple(replace(row, lemma=american) for row in table[british]) == table[american]


@pytest.mark.parametrize(
    ("lemma", "particle", "frame", "act", "polarity"),
    [
        ("say", "", Frame.THAT, SpeechAct.ASSERT, Polarity.POSITIVE),
        ("call", "", Frame.FOR, SpeechAct.DEMAND, Polarity.POSITIVE),
        ("call", "", Frame.SMALL, SpeechAct.ASSERT, Polarity.POSITIVE),
        ("agree", "", Frame.TO, SpeechAct.AGREE, Polarity.POSITIVE),
        ("agree", "", Frame.THAT, SpeechAct.AGREE, Polarity.POSITIVE),
        ("insist", "", Frame.THAT, SpeechAct.EMPHASIZE, Polarity.POSITIVE),
        ("insist", "", Frame.ON, SpeechAct.DEMAND, Polarity.POSITIVE),
        ("tell", "", Frame.OBJ_TO, SpeechAct.DEMAND, Polarity.POSITIVE),
        ("reject", "", Frame.OBJ, SpeechAct.REFUSE, Polarity.NEGATIVE),
        ("reject", "", Frame.AS, SpeechAct.DENY, Polarity.NEGATIVE),
        ("rule", "out", Frame.ING, SpeechAct.REFUSE, Polarity.NEGATIVE),
        ("deny", "", Frame.ING, SpeechAct.DENY, Polarity.NEGATIVE),
        ("accuse", "", Frame.OBJ_OF, SpeechAct.ACCUSE, Polarity.POSITIVE),
        ("ask", "", Frame.WH, SpeechAct.ASK, Polarity.UNSPECIFIED),
    ],
)
def test_the_frame_tells_the_speech_act(
    lemma: str, particle: str, frame: Frame, act: SpeechAct, polarity: Polarity
) -> None:
    rows = lexicon().reporting_verbs[lemma]
    found = [(row.speech_act, row.polarity) for row in rows if row.particle == particle and frame in row.frames]
    assert found == [(act, polarity)]


def test_the_most_specific_rows_come_first() -> None:
    words = lexicon()
    for rows in (*words.event_verbs.values(), *words.event_nouns.values()):
        bare = [not row.modifiers for row in rows]
        assert bare == sorted(bare)
    strike = words.event_nouns["strike"]
    assert next(row.type for row in strike if "hunger" in row.modifiers) is EventType.PROTEST
    assert next(row.type for row in strike if "drone" in row.modifiers) is EventType.ASSAULT


def test_the_strict_plural_is_told_from_the_singular() -> None:
    assert [row.number for row in lexicon().event_nouns["talk"] if not row.modifiers] == ["plural"]


def test_titles_tell_offices() -> None:
    titles = lexicon().titles
    assert (titles["Gen"], titles["Prime Minister"], titles["Mr"]) == ("general", "prime minister", "")


def test_the_tables_are_read_once() -> None:
    assert lexicon() is lexicon()


def test_exports_are_there() -> None:
    assert all(hasattr(package, name) for name in package.__all__)


@dataclass(frozen=True, slots=True)
class _Row:
    lemma: str
    certainty: Certainty
    strength: int


_CELLS = {"lemma": word, "certainty": choice(Certainty), "strength": grade}


def _table(*lines: str) -> str:
    return "\n".join(["# comment", "lemma\tcertainty\tstrength", *lines, ""])


def test_a_table_becomes_rows() -> None:
    text = _table("add\tcertain\t1", "# between", "say\tpossible\t3")
    assert parse_table(text, "t.tsv", _Row, _CELLS, 1) == [
        _Row("add", Certainty.CERTAIN, 1),
        _Row("say", Certainty.POSSIBLE, 3),
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("lemma\tcertainty\n", 1, "the header"),
        ("", 1, "the header"),
        (_table("add\tcertain"), 3, "2 columns instead of 3"),
        (_table("add\tsure\t1"), 3, "'sure'"),
        (_table("add\tcertain\t4"), 3, "'4'"),
        (_table("say\tcertain\t1", "add\tcertain\t1"), 4, "ascend"),
        (_table("say\tcertain\t1", "say\tpossible\t1"), 4, "stand twice"),
        (_table("\tcertain\t1"), 3, "ascend"),
    ],
)
def test_a_malformed_table_is_told_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(InternalError) as caught:
        parse_table(text, "t.tsv", _Row, _CELLS, 1)
    assert caught.value.location is not None
    assert caught.value.location.line == line
    assert reason in str(caught.value)


@given(st.lists(st.sampled_from(sorted(Frame)), unique=True))
def test_lists_of_values_come_back_as_they_were_written(frames: list[Frame]) -> None:
    assert list(sequence(Frame)(",".join(frames))) == frames
    assert choices(Frame)(",".join(frames)) == frozenset(frames)


@pytest.mark.parametrize("cell", ["that,that", "that,", ",", "thats"])
def test_a_list_of_values_refuses_what_is_none(cell: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        sequence(Frame)(cell)


def test_yes_and_no_are_the_only_flags() -> None:
    assert (flag("yes"), flag("no")) == (True, False)
    with pytest.raises(KeyError):
        flag("y")
