"""The words that the rules know: tables in this folder, which anyone can read and extend, loaded once.

Keys are lemmas as spaCy's English pipelines give them, in lower case; where spelling differs between British and
American English, both have a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from kg.extract.lexicon.rows import (
    ActorNoun,
    EventTerm,
    Frame,
    Hedge,
    HedgeEffect,
    HedgeKind,
    LightVerb,
    ListedWord,
    NounKind,
    ReportingAdjective,
    ReportingNoun,
    ReportingVerb,
    Sector,
    Slot,
    SubjectRole,
    Title,
    TitleKind,
    VerbClass,
    VerbForm,
    WordList,
)
from kg.extract.lexicon.table import Cell, choice, choices, flag, grade, items, read_table, sequence, word
from kg.model import Certainty, EventType, Polarity, SpeechAct

__all__ = [
    "ActorNoun",
    "EventTerm",
    "Frame",
    "Hedge",
    "HedgeEffect",
    "HedgeKind",
    "Lexicon",
    "LightVerb",
    "ListedWord",
    "NounKind",
    "ReportingAdjective",
    "ReportingNoun",
    "ReportingVerb",
    "Sector",
    "Slot",
    "SubjectRole",
    "Title",
    "TitleKind",
    "VerbClass",
    "VerbForm",
    "WordList",
    "lexicon",
]

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, by lemma. Where a lemma has several rows, the most specific come first: those that ask for a
    modifier, then those that ask for a particle, then by falling strength."""

    reporting_verbs: Mapping[str, tuple[ReportingVerb, ...]]
    reporting_adjectives: Mapping[str, ReportingAdjective]
    reporting_nouns: Mapping[str, ReportingNoun]
    event_verbs: Mapping[str, tuple[EventTerm, ...]]
    event_nouns: Mapping[str, tuple[EventTerm, ...]]
    light_verbs: Mapping[str, tuple[LightVerb, ...]]
    actor_nouns: Mapping[str, ActorNoun]
    hedges: Mapping[str, Hedge]
    titles: Mapping[str, str]
    """Role by title; titles are written without a full stop ("Gen" for "Gen.")."""
    lists: Mapping[WordList, frozenset[str]]
    """Closed lists that single rules ask for."""
    verb_lemmas: Mapping[str, str]
    """Lemma by form, in lower case, of verbs that spaCy takes for another ("hoped" for "hop")."""


def _verb_order(verb: ReportingVerb) -> tuple[bool, int]:
    return not verb.particle, -verb.strength


def _event_order(term: EventTerm) -> tuple[bool, bool, bool, int]:
    return not term.modifiers, not term.particle, not term.number, -term.strength


def _light_order(verb: LightVerb) -> tuple[bool, int]:
    return not verb.particle, -verb.strength


@cache
def lexicon() -> Lexicon:
    """The lexicon. InternalError where a table is malformed, which the tests rule out."""
    terms = _event_terms()
    return Lexicon(
        reporting_verbs=_grouped(_reporting_verbs(), lambda row: row.lemma, _verb_order),
        reporting_adjectives=MappingProxyType({row.lemma: row for row in _reporting_adjectives()}),
        reporting_nouns=MappingProxyType({row.lemma: row for row in _reporting_nouns()}),
        event_verbs=_grouped((row for row in terms if row.pos == "verb"), lambda row: row.lemma, _event_order),
        event_nouns=_grouped((row for row in terms if row.pos == "noun"), lambda row: row.lemma, _event_order),
        light_verbs=_grouped(_light_verbs(), lambda row: row.lemma, _light_order),
        actor_nouns=MappingProxyType({row.lemma: row for row in _actor_nouns()}),
        hedges=MappingProxyType({row.phrase: row for row in _hedges()}),
        titles=MappingProxyType({row.title: row.role for row in _titles()}),
        lists=_word_lists(),
        verb_lemmas=MappingProxyType({row.form: row.lemma for row in _verb_forms()}),
    )


def _grouped(
    rows: Iterable[_Row], lemma: Callable[[_Row], str], order: Callable[[_Row], tuple[int, ...]]
) -> Mapping[str, tuple[_Row, ...]]:
    groups: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[lemma(row)].append(row)
    return MappingProxyType({key: tuple(sorted(group, key=order)) for key, group in groups.items()})


def _reporting_verbs() -> list[ReportingVerb]:
    cells: dict[str, Cell] = {
        "frames": choices(Frame),
        "speech_act": choice(SpeechAct),
        "verb_class": choice(VerbClass),
        "polarity": choice(Polarity),
        "certainty": choice(Certainty),
        "strength": grade,
    }
    return read_table("reporting_verbs.tsv", ReportingVerb, cells, key=3)


def _reporting_nouns() -> list[ReportingNoun]:
    cells: dict[str, Cell] = {
        "speech_act": choice(SpeechAct),
        "frames": choices(Frame),
        "polarity": choice(Polarity),
        "certainty": choice(Certainty),
        "strength": grade,
        "picks_up": choices(SpeechAct),
    }
    return read_table("reporting_nouns.tsv", ReportingNoun, cells, key=1)


def _reporting_adjectives() -> list[ReportingAdjective]:
    cells: dict[str, Cell] = {
        "speech_act": choice(SpeechAct),
        "polarity": choice(Polarity),
        "certainty": choice(Certainty),
        "strength": grade,
    }
    return read_table("reporting_adjectives.tsv", ReportingAdjective, cells, key=1)


def _event_terms() -> list[EventTerm]:
    cells: dict[str, Cell] = {
        "pos": {"noun": "noun", "verb": "verb"}.__getitem__,
        "modifiers": _words,
        "number": {"": "", "plural": "plural"}.__getitem__,
        "type": choice(EventType),
        "recipient": sequence(Slot),
        "symmetric": flag,
        "strength": grade,
    }
    return read_table("event_terms.tsv", EventTerm, cells, key=6)


@cache
def _words(cell: str) -> frozenset[str]:
    return frozenset(items(cell))


def _light_verbs() -> list[LightVerb]:
    cells: dict[str, Cell] = {"subject_role": choice(SubjectRole), "other": sequence(Slot), "strength": grade}
    return read_table("light_verbs.tsv", LightVerb, cells, key=3)


def _actor_nouns() -> list[ActorNoun]:
    cells: dict[str, Cell] = {
        "kind": choice(NounKind),
        "sector": choice(Sector),
        "named_role": flag,
        "speaks_for": flag,
    }
    return read_table("actor_nouns.tsv", ActorNoun, cells, key=1)


def _hedges() -> list[Hedge]:
    cells: dict[str, Cell] = {
        "phrase": word,
        "kind": choice(HedgeKind),
        "effect": choice(HedgeEffect),
        "certainty": choice(Certainty),
    }
    return read_table("hedges.tsv", Hedge, cells, key=1)


def _titles() -> list[Title]:
    return read_table("titles.tsv", Title, {"kind": choice(TitleKind)}, key=1)


def _word_lists() -> Mapping[WordList, frozenset[str]]:
    rows = read_table("word_lists.tsv", ListedWord, {"list": choice(WordList), "word": word}, key=2)
    return MappingProxyType({name: frozenset(row.word for row in rows if row.list is name) for name in WordList})


def _verb_forms() -> list[VerbForm]:
    return read_table("verb_lemmas.tsv", VerbForm, {"lemma": word}, key=1)
