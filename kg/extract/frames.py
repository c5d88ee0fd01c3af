"""The frames of verbs of saying: for each, what in the tree is the content, and whom the act is aimed at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.extract import grammar
from kg.extract.lexicon import Frame, ReportingVerb, lexicon
from kg.extract.tokens import Token
from kg.model import SpeechAct

__all__ = ["PARTICLES", "Complement", "complement", "content_clause", "has_to"]

# "point out"; "make clear", "hold responsible", "plead guilty".
PARTICLES = frozenset({"prt", "advmod", "prep", "acomp", "oprd"})
# Adverbial clauses with these go with what is said rather than with the saying: "said that X, because Y".
_REASONS = frozenset({"because", "if", "unless", "although", "though", "since", "so", "whereas"})
_PROVISOS = frozenset({"provided", "providing", "assuming", "given"})
_EMPTY_OBJECTS = frozenset({"so", "that", "this", "it", "what"})


@dataclass(slots=True)
class Complement:
    """What follows from matching one frame."""

    frame: Frame
    tokens: list[Token]
    """The words of the content."""
    heads: list[Token]
    """Heads of its propositions or noun phrases."""
    addressee: Token | None = None


def complement(verb: Token, entry: ReportingVerb) -> Complement | None:
    """The verb's content by the first of the entry's frames that the tree fits."""
    if entry.particle and not any(c.lower == entry.particle and c.dep in PARTICLES for c in verb.children):
        return None
    if Frame.THAT in entry.frames and grammar.is_passive(verb) and (inner := _infinitive(verb)) is not None:
        return inner  # "is said to have fled"
    answers = entry.speech_act in (SpeechAct.DENY, SpeechAct.REFUSE)
    for frame, match in _MATCHERS:
        if frame in entry.frames:
            found = match(verb) or (_pronoun(verb) if frame is Frame.OBJ and answers else None)
            if found is not None:
                found.frame = frame
                return found
    return None


def has_to(verb: Token) -> bool:
    """Whether it is an infinitive with "to"."""
    return any(child.dep == "aux" and child.lower == "to" for child in verb.children)


def content_clause(verb: Token) -> Token | None:
    """The finite or small clause that the verb takes."""
    for child in verb.children:
        if child.dep == "ccomp" or (child.dep == "xcomp" and grammar.mark(child) == "that"):
            return child
    return None


def conjuncts(verb: Token) -> list[Token]:
    """Verbs coordinated with this one, all of them."""
    found = []
    for child in verb.children:
        if child.dep == "conj" and child.is_verb:
            found += [child, *conjuncts(child)]
    return found


# --- clauses


def _that(verb: Token) -> Complement | None:
    clause = content_clause(verb)
    if clause is None:
        return _parenthetical(verb)
    if has_to(clause) and clause.tag == "VB" and clause.child("nsubj") is None and grammar.mark(clause) != "that":
        return None
    tokens = _words_of(verb, clause)
    heads = [clause, *conjuncts(clause)]
    for other in [*_absorbed(verb, clause), *_reasons(verb, clause), *_strays(verb, clause)]:
        tokens += other.below()
        tokens += [t for t in verb.children if t.dep in ("cc", "punct") and clause.i < t.i < other.i]
        heads.append(other)
    antecedent = _antecedent(verb, clause)
    if antecedent is not None:
        tokens = [token for token in tokens if token.tag not in ("WDT", "WP")] + antecedent
    elif clause.i > verb.i:
        tokens = [token for token in tokens if token.i > verb.i]
    tokens = sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)
    return Complement(Frame.THAT, tokens, heads, _spoken_to(verb))


def _words_of(verb: Token, clause: Token) -> list[Token]:
    """The clause without its "that" and without what belongs to the verb of saying."""
    speaker = verb.child("nsubj", "nsubjpass")
    blocked = {verb.i} | ({speaker.i} if speaker is not None else set())
    words = clause.below(lambda token: token.i not in blocked and not _is_reporters(token, clause, verb))
    return [t for t in words if not (t.dep == "mark" and t.lower == "that" and t.head is clause)]


def _is_reporters(token: Token, clause: Token, verb: Token) -> bool:
    """As in "vowed he would never yield after workers walked out": what has happened is told by the reporter."""
    return (
        token.dep == "advcl"
        and token.head is clause
        and token.i > clause.i > verb.i
        and verb.tag == "VBD"
        and token.tag == "VBD"
        and grammar.mark(token) in ("after", "as", "while", "before")
        and grammar.modal(clause) is not None
    )


def _absorbed(verb: Token, clause: Token) -> list[Token]:
    """Clauses that the parser hung on the verb of saying but that go on with what is said: "said that A, but B".

    Each has a subject and a verb of its own behind the clause, and is no attribution with its own speaker.
    """
    found = []
    for child in verb.children:
        if child.dep != "conj" or child.i < clause.i or not child.is_verb or child.tag == "VBG":
            continue
        own = child.child("nsubj", "nsubjpass", "expl")
        if own is not None and own.i > clause.i and not _is_saying(child):
            found.append(child)
    return found


def _reasons(verb: Token, clause: Token) -> list[Token]:
    if clause.i < verb.i:
        return []
    return [
        child
        for child in verb.children
        if child.dep == "advcl" and child.i > clause.i and _gives_reason(child) and not _is_saying(child)
    ]


def _gives_reason(clause: Token) -> bool:
    return grammar.mark(clause) in _REASONS or clause.lower in _PROVISOS


# What a verb of saying does not take besides its clause: a second one hung on it is a piece of the first.
_STRAYS = frozenset({"ccomp", "dep", "appos", "acl", "attr", "oprd", "relcl"})


def _strays(verb: Token, clause: Token) -> list[Token]:
    """Pieces of the clause that the parser lost: hung on the verb of saying, where they make no sense."""
    if clause.i < verb.i:
        return []
    return [
        child
        for child in verb.children
        if child.i > clause.i
        and (child.dep in _STRAYS or (child.dep == "conj" and not child.is_verb))
        and not (child.is_verb and _is_saying(child))
    ]


def _is_saying(verb: Token) -> bool:
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    strength = max((row.strength for row in rows), default=0)
    if content_clause(verb) is not None:
        return strength >= 2
    return strength >= 3 and verb.child("dobj", "xcomp") is not None


def _antecedent(verb: Token, clause: Token) -> list[Token] | None:
    """The antecedent of a relative clause that reaches into what is said: "a step that Ankara said was illegal"."""
    if verb.dep != "relcl" or not verb.head.is_noun:
        return None
    relative = next((token for token in verb.below() if token.tag in ("WDT", "WP") and token.i < verb.i), None)
    if relative is not None and verb.child("nsubj") is relative:
        return None
    inside = clause.child("nsubj", "nsubjpass")
    missing = inside is None or inside.tag in ("WDT", "WP")
    on_verb = relative is not None and relative.head is verb and relative.dep in ("dobj", "pobj", "attr")
    return verb.head.below(lambda token: token is not verb) if missing or on_verb else None


def _parenthetical(verb: Token) -> Complement | None:
    """As in "The plan, the minister said, was dead"; "as he said": the clause around the verb is what is said."""
    matrix = verb.head
    if not matrix.is_verb or verb.child("nsubj") is None:
        return None
    as_said = verb.dep == "advcl" and grammar.mark(verb) == "as" and verb.child("dobj", "ccomp", "xcomp") is None
    if verb.dep != "parataxis" and not as_said:
        return None
    tokens = matrix.below(lambda token: token is not verb)
    return Complement(Frame.THAT, tokens, [matrix, *conjuncts(matrix)], None if as_said else _spoken_to(verb))


def _whether(verb: Token) -> Complement | None:
    clause = content_clause(verb)
    if clause is None or clause.i < verb.i:
        return None
    return Complement(Frame.WH, clause.below(), [clause, *conjuncts(clause)], _spoken_to(verb))


def _spoken_to(verb: Token) -> Token | None:
    """Whom the words are said to."""
    for child in verb.children:
        if child.dep in ("prep", "dative") and child.lower == "to":
            return child.child("pobj")
        if child.dep in ("dative", "iobj", "dobj") and child.i > verb.i and (child.is_noun or child.tag == "PRP"):
            return child
    return None


# --- infinitives and gerunds


def _infinitive(verb: Token) -> Complement | None:
    for child in verb.children:
        if child.dep == "xcomp" and has_to(child) and child.i > verb.i:
            return Complement(Frame.TO, child.below(), [child, *conjuncts(child)])
    return None


def _object_infinitive(verb: Token) -> Complement | None:
    """As in "urged X to do", which the parser reads as object and infinitive or as a clause of its own."""
    whom = verb.child("dobj") or verb.child("nsubjpass")
    for child in verb.children:
        if child.i < verb.i or not has_to(child):
            continue
        if child.dep == "ccomp" and (own := child.child("nsubj")) is not None:
            skip = {token.i for token in own.below()}
            tokens = [token for token in child.below() if token.i not in skip]
            return Complement(Frame.OBJ_TO, tokens, [child, *conjuncts(child)], own)
        if child.dep in ("xcomp", "advcl") and whom is not None and whom.i < child.i:
            return Complement(Frame.OBJ_TO, child.below(), [child, *conjuncts(child)], whom)
    inner = whom.child("acl") if whom is not None and whom.dep == "dobj" else None
    if inner is not None and has_to(inner):
        return Complement(Frame.OBJ_TO, inner.below(), [inner, *conjuncts(inner)], whom)
    return None


def _on_to(verb: Token) -> Complement | None:
    """As in "called on X to do"."""
    on = verb.prep("on", "upon", "for", "with", "to")
    whom = on.child("pobj") if on is not None else None
    if whom is None:
        return None
    for child in [*verb.children, *whom.children]:
        if child.dep in ("xcomp", "advcl", "acl", "ccomp") and has_to(child) and child.i > whom.i:
            return Complement(Frame.ON_TO, child.below(), [child, *conjuncts(child)], whom)
    return None


def _gerund(verb: Token) -> Complement | None:
    for child in verb.children:
        if child.dep in ("xcomp", "ccomp", "dobj", "pcomp") and child.tag == "VBG" and child.i > verb.i:
            return Complement(Frame.ING, child.below(), [child, *conjuncts(child)])
    return None


# --- noun phrases


def _things(verb: Token) -> list[Token]:
    """Whom or what the verb acts on: objects, or the subject of its passive; in a relative clause that has none but
    its pronoun, the noun that the clause is about ("which the minister called a lie")."""
    found = [token for token in grammar.objects(verb) if token.dep != "dative" or token.is_noun]
    if verb.dep == "relcl" and verb.head.is_noun:
        own = verb.child("nsubj", "nsubjpass")
        free = own is not None and own.tag not in ("WDT", "WP")
        if free and all(token.tag in ("WDT", "WP") for token in found):
            return [verb.head]
    return found


def _object(verb: Token) -> Complement | None:
    thing = next(iter(_things(verb)), None)
    if thing is None:
        return _free_relative(verb)
    if thing.tag in ("PRP", "CD") or thing.lower in _EMPTY_OBJECTS:
        return None
    if thing.i < verb.i and not grammar.is_passive(verb) and verb.dep != "relcl":
        return None
    tokens = thing.below(lambda token: token is not verb)
    of = verb.prep("of")
    if of is not None and of.i > thing.i:
        # "the release this morning of eleven sailors": the time in between costs the parser the thread.
        times = [child for child in verb.children if thing.i < child.i < of.i and child.dep == "npadvmod"]
        tokens += [token for part in (*times, of) for token in part.below()]
    for child in verb.children:
        if child.dep == "advcl" and child.i > thing.i and grammar.mark(child) in ("if", "unless"):
            tokens += child.below()
    return Complement(Frame.OBJ, tokens, [thing])


def _pronoun(verb: Token) -> Complement | None:
    """As in "denied it": what an answer answers may be a mere pronoun."""
    thing = verb.child("dobj")
    if thing is None or thing.lower not in ("it", "this", "that", "them", "these", "those"):
        return None
    return Complement(Frame.OBJ, [thing], [thing])


def _free_relative(verb: Token) -> Complement | None:
    """As in "criticised what the ministry did"."""
    clause = verb.child("ccomp")
    if clause is None or clause.i < verb.i or not any(c.lower in ("what", "whatever") for c in clause.children):
        return None
    return Complement(Frame.OBJ, clause.below(), [clause])


def _as(verb: Token) -> Complement | None:
    """As in "described X as Y": both are what is said."""
    thing = next(iter(_things(verb)), None)
    if thing is None:
        return None
    holder = verb.prep("as") or thing.prep("as")
    if holder is None:
        return None
    return Complement(Frame.AS, [*thing.below(lambda token: token is not verb), *holder.below()], [thing])


def _small(verb: Token) -> Complement | None:
    """As in "called it a lie"."""
    thing = next(iter(_things(verb)), None)
    predicate = verb.child("oprd") or _quoted_apposition(thing)
    if predicate is not None and thing is not None:
        words = [*thing.below(lambda token: token is not verb), *predicate.below()]
        return Complement(Frame.SMALL, words, [thing])
    clause = verb.child("ccomp")
    if clause is not None and clause.child("nsubj") is not None and not grammar.mark(clause) and clause.i > verb.i:
        return Complement(Frame.SMALL, clause.below(), [clause])
    return None


def _quoted_apposition(thing: Token | None) -> Token | None:
    """As in "called the decision “a mistake”", which the parser reads as an apposition."""
    apposed = thing.child("appos") if thing is not None else None
    if thing is None or apposed is None:
        return None
    between = [token.text for token in thing.sentence.tokens if thing.i < token.i < apposed.i]
    return apposed if any(mark in between for mark in ('"', "“", "'", "‘", "''")) else None


def _behind(*words: str) -> Callable[[Token], Complement | None]:
    """As in "called for X", "warned Y about X": an object before the preposition is whom it is said to."""

    def match(verb: Token) -> Complement | None:
        holder = _preposition(verb, words)
        thing = next(iter(_things(verb)), None)
        if holder is None and "on" in words and thing is not None and not _may_be_told(thing):
            holder = thing.prep(*words)
        inner = holder.child("pcomp", "pobj") if holder is not None else None
        if "for" in words and (clause := _for_to(verb)) is not None:
            return Complement(Frame.FOR, clause.below(), [clause, *conjuncts(clause)], clause.child("nsubj"))
        if holder is None or inner is None or inner.lower in _SET_PHRASES:
            return None
        whom = next((thing for thing in _things(verb) if thing.i < holder.i), None)
        if "on" in words and whom is not None and whom.is_noun and not _may_be_told(whom):
            # "blamed the attack on X": what is said comes first.
            return Complement(Frame.ON, [*whom.below(), *holder.below()], [whom], inner)
        return Complement(Frame.ABOUT, inner.below(), [inner, *conjuncts(inner)], whom)

    return match


def _may_be_told(noun: Token) -> bool:
    """Whether the noun is for somebody rather than something."""
    return bool(noun.entity) or noun.lemma.lower() in lexicon().actor_nouns


def _for_to(verb: Token) -> Token | None:
    """As in "asked for the phone to be examined"."""
    for child in verb.children:
        if (
            child.dep in ("advcl", "ccomp", "xcomp")
            and child.i > verb.i
            and has_to(child)
            and grammar.mark(child) == "for"
        ):
            return child
    return None


# "spoke on condition of anonymity", "on behalf of": how, not what.
_SET_PHRASES = frozenset({"condition", "behalf", "record", "phone", "telephone", "time", "camera"})


def _object_behind(*words: str) -> Callable[[Token], Complement | None]:
    """As in "accused X of doing", "blamed X for Y": X is the addressee, and no part of the content."""

    def match(verb: Token) -> Complement | None:
        whom = next(iter(_things(verb)), None)
        if whom is None:
            return None
        agent = grammar.by_agent(verb)
        holder = _preposition(verb, words) or whom.prep(*words) or (agent.prep(*words) if agent is not None else None)
        inner = holder.child("pcomp", "pobj") if holder is not None else None
        if inner is None:
            return None
        theirs = {token.i for token in whom.below(lambda token: token is not holder)}
        tokens = [token for token in inner.below() if token.i not in theirs]
        return Complement(Frame.OBJ_OF, tokens, [inner, *conjuncts(inner)], whom)

    return match


def _preposition(verb: Token, words: tuple[str, ...]) -> Token | None:
    for child in verb.children:
        if child.dep in ("prep", "prt", "advmod") and child.lower in words and child.i > verb.i:
            return child
    return None


_MATCHERS: tuple[tuple[Frame, Callable[[Token], Complement | None]], ...] = (
    (Frame.SMALL, _small),
    (Frame.AS, _as),
    (Frame.ON_TO, _on_to),
    (Frame.OBJ_TO, _object_infinitive),
    (Frame.OBJ_THAT, _that),
    (Frame.THAT, _that),
    (Frame.OBJ_OF, _object_behind("of")),
    (Frame.OBJ_FOR, _object_behind("for", "over")),
    (Frame.OBJ_WITH, _object_behind("with")),
    (Frame.TO, _infinitive),
    (Frame.ING, _gerund),
    (Frame.WH, _whether),
    (Frame.OF, _behind("of")),
    (Frame.FOR, _behind("for")),
    (Frame.ABOUT, _behind("about")),
    (Frame.AGAINST, _behind("against")),
    (Frame.ON, _behind("on", "upon")),
    (Frame.OVER, _behind("over")),
    (Frame.AT, _behind("at")),
    (Frame.TO_OBJ, _behind("to")),
    (Frame.WITH, _behind("with")),
    (Frame.OBJ, _object),
)
