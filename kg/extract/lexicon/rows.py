"""What a row of each table says. The fields are the columns, in the same order and under the same names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from kg.model import Certainty, EventType, Polarity, SpeechAct

__all__ = [
    "ActorNoun",
    "EventTerm",
    "Frame",
    "Hedge",
    "HedgeEffect",
    "HedgeKind",
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
]


class Frame(StrEnum):
    """Syntactic frames in which a verb or noun of saying takes its content and its addressee (X)."""

    THAT = "that"
    """A finite clause, with or without "that"."""
    QUOTE = "quote"
    """Direct speech, before, after or around the verb."""
    TO = "to"
    """An infinitive whose subject is the speaker: "refuse to sign"."""
    OBJ_TO = "obj_to"
    """X and an infinitive whose subject is X: "urge X to sign"."""
    ON_TO = "on_to"
    """The same behind a preposition: "call on X to sign", "appeal to X to sign"."""
    OBJ_THAT = "obj_that"
    """X and a finite clause: "tell X that"."""
    TO_THAT = "to_that"
    """A finite clause and "to X": "said to X that"."""
    OF = "of"
    """"warn of", "complain of"."""
    OBJ_OF = "obj_of"
    """"accuse X of", "notify X of": X is whom it is about, or addressee."""
    FOR = "for"
    """"call for", "apologise for"."""
    OBJ_FOR = "obj_for"
    """"blame X for", "ask X for", "praise X for"."""
    OBJ_WITH = "obj_with"
    """"charge X with", "threaten X with": X is whom it is about."""
    TO_OBJ = "to_obj"
    """A noun or gerund after the preposition "to": "agree to a ceasefire", "object to the plan", "admit to lying"."""
    OBJ = "obj"
    """The object is the content: "reject the request", "condemn the attack"."""
    ING = "ing"
    """"deny doing", "recommend doing"."""
    AS = "as"
    """"describe X as": object and as-phrase are the content."""
    SMALL = "small"
    """A small clause: "call it a lie", "deem it unfair"."""
    WH = "wh"
    """"ask whether", "explain how"."""
    ABOUT = "about"
    AGAINST = "against"
    AT = "at"
    ON = "on"
    OVER = "over"
    WITH = "with"
    """These take the content behind them; an object before them ("warn X against") is whom it is said to or about."""
    SUBJ_INANIMATE_OK = "subj_inanimate_ok"
    """Not a complement: documents say it too ("the report notes")."""


class VerbClass(StrEnum):
    """What kind of verb of saying or thinking it is."""

    SAY = "say"
    COGNITION = "cognition"
    PERCEPTION = "perception"
    EVIDENCE = "evidence"
    DIRECTIVE = "directive"
    COMMISSIVE = "commissive"
    EXPRESSIVE = "expressive"


class Slot(StrEnum):
    """Where the other party to an event stands. Prepositions stand for their objects."""

    OBJ = "obj"
    POSS = "poss"
    """The possessor of the event noun ("his arrest") or of the verb's object ("violate Kabul's airspace"); nouns with
    "of" have it after "of", for in "the court's conviction of the man" the possessor is the initiator."""
    AGAINST = "against"
    AT = "at"
    BETWEEN = "between"
    BY = "by"
    FOR = "for"
    FROM = "from"
    INTO = "into"
    OF = "of"
    ON = "on"
    OVER = "over"
    TO = "to"
    UPON = "upon"
    WITH = "with"


class NounKind(StrEnum):
    """What kind of actor a common noun stands for."""

    OFFICIAL = "official"
    PERSON = "person"
    COLLECTIVE = "collective"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed_group"
    ARMED_FORCE = "armed_force"
    NEWS_OUTLET = "news_outlet"
    DOCUMENT = "document"
    SOURCE = "source"
    BODY = "body"
    """Parliament, court, committee, council."""
    PLACE = "place"


class Sector(StrEnum):
    """The part of society that an actor belongs to, after PLOVER's and CAMEO's sectors."""

    NONE = ""
    BUSINESS = "business"
    CIVILIAN = "civilian"
    CRIMINAL = "criminal"
    DIPLOMACY = "diplomacy"
    EDUCATION = "education"
    EMERGENCY = "emergency"
    GOVERNMENT = "government"
    IGO = "igo"
    INTELLIGENCE = "intelligence"
    JUDICIAL = "judicial"
    LABOUR = "labour"
    LEGISLATURE = "legislature"
    MEDIA = "media"
    MEDICAL = "medical"
    MILITARY = "military"
    NGO = "ngo"
    OPPOSITION = "opposition"
    PARTY = "party"
    POLICE = "police"
    REBEL = "rebel"
    RELIGION = "religion"
    SCIENCE = "science"
    SPORT = "sport"


class HedgeKind(StrEnum):
    """How a hedge is built."""

    MODAL = "modal"
    ADVERB = "adverb"
    ADJECTIVE = "adjective"
    NOUN = "noun"
    VERB = "verb"
    PHRASE = "phrase"


class HedgeEffect(StrEnum):
    """What a hedge does to the proposition that it modifies."""

    HEDGE = "hedge"
    """Makes it less certain."""
    BOOST = "boost"
    """Makes it more certain."""
    NEGATE = "negate"
    """Says that it does not hold."""
    HEARSAY = "hearsay"
    """Says it on the word of others who are not named."""
    IMPLICATIVE_NEGATIVE = "implicative_negative"
    """Its complement does not hold: "failed to sign"."""


class TitleKind(StrEnum):
    """What sort of title it is."""

    ADDRESS = "address"
    """Mr, Dr, Sir: tells nothing of an office."""
    OFFICE = "office"
    RANK = "rank"
    RELIGIOUS = "religious"
    ROYAL = "royal"


class SubjectRole(StrEnum):
    """What the subject of a light verb is to the event that its noun names."""

    INITIATOR = "initiator"
    RECIPIENT = "recipient"
    EVENT = "event"
    """The subject is the event noun itself: "talks collapsed", "clashes broke out"."""


class WordList(StrEnum):
    """Closed lists that single rules ask for; the table says what each is for."""

    BLAMING_WORD = "blaming_word"
    """Who calls somebody or something so condemns it: "reckless", "a disgrace"."""
    CAPITAL_SCENE_VERB = "capital_scene_verb"
    CAPITAL_SHARED = "capital_shared"
    FALSITY_WORD = "falsity_word"
    ANSWERING_VERB = "answering_verb"
    """Verbs that say what becomes of a demand, an offer or an accusation: "defy", "heed"."""
    FEMININE_WORD = "feminine_word"
    FIRM_WORD = "firm_word"
    """A title or noun for a woman or girl: "Mrs", "spokeswoman"."""
    LENDING_VERB = "lending_verb"
    PAIR_NOUN = "pair_noun"
    PERFORMING_VERB = "performing_verb"
    PORTFOLIO_WORD = "portfolio_word"
    """What a body is for. With a noun for a body it makes a name of which each state has one: "Supreme Court"."""
    PRAISING_WORD = "praising_word"
    """Who calls somebody or something so praises it: "historic", "a hero"."""
    QUANTITY_NOUN = "quantity_noun"
    REALISING_VERB = "realising_verb"
    SILENCE_VERB = "silence_verb"
    STATE_ATTITUDE = "state_attitude"
    STATE_DIRECTED_VERB = "state_directed_verb"
    STATE_MATTER = "state_matter"
    MASCULINE_WORD = "masculine_word"
    """A title or noun for a man or boy: "Mr", "spokesman"."""
    RECEIVED_NOUN = "received_noun"
    """What one who "has" it was told by others: "had reports that"."""
    STATIVE_VERB = "stative_verb"
    VIEW_NOUN = "view_noun"
    WEIGHING_VERB = "weighing_verb"
    WRONGING_VERB = "wronging_verb"


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word of a closed list."""

    list: WordList
    word: str


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb, in some of its frames, as the cue of a claim."""

    lemma: str
    particle: str
    """"out" in "point out"; else empty."""
    frames: frozenset[Frame]
    speech_act: SpeechAct
    verb_class: VerbClass
    polarity: Polarity
    """negative: the speaker says that the content does not hold, or shall not."""
    certainty: Certainty
    strength: int
    """1–3: how surely the verb in these frames attributes something to someone."""


@dataclass(frozen=True, slots=True)
class ReportingNoun:
    """A noun as the cue of a claim ("the accusation that"), or as what takes one up again ("these accusations")."""

    lemma: str
    speech_act: SpeechAct
    frames: frozenset[Frame]
    polarity: Polarity
    certainty: Certainty
    picks_up: frozenset[SpeechAct]
    """What kinds of earlier claim "this/these …" can stand for; empty where it is no such noun."""
    strength: int

    @property
    def anaphoric(self) -> bool:
        """Whether "this/these …" picks up an earlier claim."""
        return bool(self.picks_up)


@dataclass(frozen=True, slots=True)
class ReportingAdjective:
    """An adjective as the cue of a claim: "is confident that"."""

    lemma: str
    speech_act: SpeechAct
    polarity: Polarity
    certainty: Certainty
    strength: int


@dataclass(frozen=True, slots=True)
class EventTerm:
    """A verb or noun that names an event of a PLOVER type, and where its recipient stands."""

    lemma: str
    pos: Literal["noun", "verb"]
    particle: str
    modifiers: frozenset[str]
    """Empty, or it is this event only with one of them: before a noun (compound or adjective: "air" strike), or the
    head of the verb's object ("break" ties)."""
    number: Literal["", "plural"]
    """plural where only the plural names the event ("talks")."""
    type: EventType
    mode: str
    """PLOVER's mode where it has one, else a short word or nothing."""
    recipient: tuple[Slot, ...]
    """Where to look for the recipient, in this order; the first that holds an actor is it."""
    symmetric: bool
    """All who take part are both initiator and recipient ("meet", "clash")."""
    strength: int
    """3: nearly always this event in news; 2: mostly; 1: only between actors."""


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its subject to the event noun that is its object ("launch an attack")."""

    lemma: str
    particle: str
    """A particle, or the preposition before the event noun ("under" in "come under attack")."""
    subject_role: SubjectRole
    other: tuple[Slot, ...]
    """Prepositions of the other party besides those of the event noun ("come under attack from")."""
    strength: int


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A common noun for someone or something that acts or speaks."""

    lemma: str
    """One lemma, or several with spaces ("prime minister")."""
    kind: NounKind
    sector: Sector
    named_role: bool
    """It can be the role of a named person ("Chancellor Merz", "Merz, the chancellor")."""
    speaks_for: bool
    """What such a person says counts for whom they represent."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that make a proposition less or more certain, negate it, or leave it to hearsay."""

    phrase: str
    """Lemmas in lower case, with spaces ("be say to" for "is said to")."""
    kind: HedgeKind
    effect: HedgeEffect
    certainty: Certainty

    @property
    def words(self) -> tuple[str, ...]:
        """The lemmas one by one."""
        return tuple(self.phrase.split(" "))


@dataclass(frozen=True, slots=True)
class Title:
    """A word before a name that belongs to the name's bearer."""

    title: str
    """As written, without its full stop."""
    role: str
    """The office that it tells of ("general" for "Gen"); empty for a mere form of address."""
    kind: TitleKind


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a verb whose lemma spaCy's English pipelines get wrong."""

    form: str
    lemma: str
