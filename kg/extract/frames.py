"""The frames of verbs of saying: for each, what in the tree is the content, and whom the act is aimed at."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract import grammar
from kg.extract.complements import Complement
from kg.extract.frames_of_clauses import that_clause, whether_clause
from kg.extract.frames_of_phrases import (
    as_phrase,
    behind,
    gerund,
    infinitive,
    object_behind,
    object_infinitive,
    object_phrase,
    on_to,
    pronoun,
    small_clause,
    without_circumstance,
)
from kg.extract.lexicon import Frame, ReportingVerb
from kg.extract.tokens import Token
from kg.model import SpeechAct

__all__ = ["PARTICLES", "complement"]

# "point out"; "make clear", "hold responsible", "plead guilty".
PARTICLES = frozenset({"prt", "advmod", "prep", "acomp", "oprd"})


def complement(verb: Token, entry: ReportingVerb) -> Complement | None:
    """The verb's content by the first of the entry's frames that the tree fits."""
    if entry.particle and not any(c.lower == entry.particle and c.dep in PARTICLES for c in verb.children):
        return None
    if Frame.THAT in entry.frames and grammar.is_passive(verb) and (inner := infinitive(verb)) is not None:
        return inner  # "is said to have fled"
    answers = entry.speech_act in (SpeechAct.DENY, SpeechAct.REFUSE) or entry.lemma == "accept"
    for frame, match in _MATCHERS:
        if frame in entry.frames:
            found = match(verb) or (pronoun(verb) if frame is Frame.OBJ and answers else None)
            if found is not None:
                found.frame = frame
                return without_circumstance(found) if frame in _INFINITIVES else found
    return None


_INFINITIVES = frozenset({Frame.TO, Frame.OBJ_TO, Frame.ON_TO})
_MATCHERS: tuple[tuple[Frame, Callable[[Token], Complement | None]], ...] = (
    (Frame.SMALL, small_clause),
    (Frame.AS, as_phrase),
    (Frame.ON_TO, on_to),
    (Frame.OBJ_TO, object_infinitive),
    (Frame.OBJ_THAT, that_clause),
    (Frame.THAT, that_clause),
    (Frame.OBJ_OF, object_behind("of")),
    (Frame.OBJ_FOR, object_behind("for", "over")),
    (Frame.OBJ_WITH, object_behind("with")),
    (Frame.TO, infinitive),
    (Frame.ING, gerund),
    (Frame.WH, whether_clause),
    (Frame.OF, behind("of")),
    (Frame.FOR, behind("for")),
    (Frame.ABOUT, behind("about")),
    (Frame.AGAINST, behind("against")),
    (Frame.ON, behind("on", "upon")),
    (Frame.OVER, behind("over")),
    (Frame.AT, behind("at")),
    (Frame.TO_OBJ, behind("to")),
    (Frame.WITH, behind("with")),
    (Frame.OBJ, object_phrase),
)
