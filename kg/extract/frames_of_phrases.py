"""Frames in which what is said is an infinitive, a gerund or a noun phrase: "refused to …", "urged X to …",
"accused X of …", "condemned the attack", "called it a lie"."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract import grammar
from kg.extract.complements import Complement, conjuncts
from kg.extract.lexicon import Frame, lexicon
from kg.extract.tokens import Token

__all__ = [
    "as_phrase",
    "behind",
    "gerund",
    "infinitive",
    "object_behind",
    "object_infinitive",
    "object_phrase",
    "on_to",
    "pronoun",
    "small_clause",
    "without_circumstance",
]

_EMPTY_OBJECTS = frozenset({"so", "that", "this", "it", "what"})


def infinitive(verb: Token) -> Complement | None:
    """As in "refused to sign"."""
    for child in verb.children:
        if child.dep == "xcomp" and grammar.has_to(child) and child.i > verb.i:
            return Complement(Frame.TO, child.below(), [child, *conjuncts(child)])
    return None


def object_infinitive(verb: Token) -> Complement | None:
    """As in "urged X to do", which the parser reads as object and infinitive or as a clause of its own."""
    whom = verb.child("dobj") or verb.child("nsubjpass")
    for child in verb.children:
        if child.i < verb.i or not grammar.has_to(child):
            continue
        if child.dep == "ccomp" and (own := child.child("nsubj")) is not None:
            skip = {token.i for token in own.below()}
            tokens = [token for token in child.below() if token.i not in skip]
            return Complement(Frame.OBJ_TO, tokens, [child, *conjuncts(child)], own)
        if child.dep in ("xcomp", "advcl") and whom is not None and whom.i < child.i:
            return Complement(Frame.OBJ_TO, child.below(), [child, *conjuncts(child)], whom)
    inner = whom.child("acl") if whom is not None and whom.dep == "dobj" else None
    if inner is not None and grammar.has_to(inner):
        return Complement(Frame.OBJ_TO, inner.below(), [inner, *conjuncts(inner)], whom)
    return None


def on_to(verb: Token) -> Complement | None:
    """As in "called on X to do"."""
    on = verb.prep("on", "upon", "for", "with", "to")
    whom = on.child("pobj") if on is not None else None
    if whom is None:
        return None
    for child in [*verb.children, *whom.children]:
        if child.dep in ("xcomp", "advcl", "acl", "ccomp") and grammar.has_to(child) and child.i > whom.i:
            return Complement(Frame.ON_TO, child.below(), [child, *conjuncts(child)], whom)
    return None


def without_circumstance(found: Complement) -> Complement:
    """What one is urged to do, without when it was: "to take shelter [as the missile passed]" is the reporter's."""
    late = {
        below.i
        for head in found.heads
        for child in head.children
        if child.dep == "advcl" and child.i > head.i and child.tag in ("VBD", "VBN") and _is_past_circumstance(child)
        for below in child.below()
    }
    found.tokens = [token for token in found.tokens if token.i not in late]
    return found


def _is_past_circumstance(clause: Token) -> bool:
    finite = clause.tag == "VBD" or any(child.lower in ("was", "were", "had") for child in clause.children)
    return finite and grammar.mark(clause) in ("as", "after", "while", "when")


def gerund(verb: Token) -> Complement | None:
    """As in "denied signing", "denied having signed"."""
    for child in verb.children:
        having = child.tag == "VBN" and any(aux.dep == "aux" and aux.lower == "having" for aux in child.children)
        if child.dep in ("xcomp", "ccomp", "dobj", "pcomp") and (child.tag == "VBG" or having) and child.i > verb.i:
            return Complement(Frame.ING, child.below(), [child, *conjuncts(child)])
    return None


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


def object_phrase(verb: Token) -> Complement | None:
    """As in "condemned the attack"."""
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


def pronoun(verb: Token) -> Complement | None:
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


def as_phrase(verb: Token) -> Complement | None:
    """As in "described X as Y": both are what is said."""
    thing = next(iter(_things(verb)), None)
    if thing is None:
        return None
    holder = verb.prep("as") or thing.prep("as")
    if holder is None:
        return None
    return Complement(Frame.AS, [*thing.below(lambda token: token is not verb), *holder.below()], [thing])


def small_clause(verb: Token) -> Complement | None:
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


def behind(*words: str) -> Callable[[Token], Complement | None]:
    """As in "called for X", "warned Y about X": an object before the preposition is whom it is said to."""

    def match(verb: Token) -> Complement | None:
        holder = _preposition(verb, words)
        thing = next(iter(_things(verb)), None)
        if holder is None and "on" in words and thing is not None and not _may_be_told(thing):
            holder = thing.prep(*words)
        inner = holder.child("pcomp", "pobj") if holder is not None else None
        if "for" in words and (clause := _for_to(verb)) is not None:
            return Complement(Frame.FOR, clause.below(), [clause, *conjuncts(clause)], clause.child("nsubj"))
        if holder is None or inner is None or inner.lower in _SET_PHRASES or inner.entity in ("DATE", "TIME"):
            return None
        whom = next((thing for thing in _things(verb) if thing.i < holder.i), None)
        if "on" in words and whom is not None and whom.is_noun and not _may_be_told(whom):
            # "blamed the attack on X": what is said comes first.
            return Complement(Frame.ON, [*whom.below(), *holder.below()], [whom], inner)
        if "at" in words and whom is not None:
            # "put the toll at nine": a figure is said of something.
            figure = inner.tag == "CD" or inner.child("nummod") is not None
            return Complement(Frame.AT, [*whom.below(), *holder.below()], [whom]) if figure else None
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
            and grammar.has_to(child)
            and grammar.mark(child) == "for"
        ):
            return child
    return None


# "spoke on condition of anonymity", "on behalf of": how, not what.
_SET_PHRASES = frozenset({"condition", "behalf", "record", "phone", "telephone", "time", "camera"})


def object_behind(*words: str) -> Callable[[Token], Complement | None]:
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
