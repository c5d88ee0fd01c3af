"""Frames in which what is said is a clause: "said that …", "…, X said", "a step that X said was …", "asked whether"."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.complements import Complement, conjuncts, content_clause, spoken_to
from kg.extract.lexicon import Frame, lexicon
from kg.extract.tokens import Token

__all__ = ["that_clause", "whether_clause"]

# Adverbial clauses with these go with what is said rather than with the saying: "said that X, because Y".
_REASONS = frozenset({"because", "if", "unless", "although", "though", "since", "so", "whereas"})
_PROVISOS = frozenset({"provided", "providing", "assuming", "given"})


def that_clause(verb: Token) -> Complement | None:
    """As in "said that it was over", "It was over, he said"."""
    clause = content_clause(verb)
    if clause is None:
        return _parenthetical(verb)
    if (
        grammar.has_to(clause)
        and clause.tag == "VB"
        and clause.child("nsubj") is None
        and grammar.mark(clause) != "that"
    ):
        return None
    tokens = _words_of(verb, clause)
    heads = [clause, *conjuncts(clause)]
    for other in [*_absorbed(verb, clause), *_reasons(verb, clause), *_strays(verb, clause)]:
        tokens += other.below()
        tokens += [t for t in verb.children if t.dep in ("cc", "punct") and clause.i < t.i < other.i]
        if other.tag == "VB":
            tokens += [t for t in verb.sentence.tokens if clause.i < t.i < other.i]
        heads.append(other)
    antecedent = _antecedent(verb, clause)
    if antecedent is not None:
        tokens = [token for token in tokens if token.tag not in ("WDT", "WP")] + antecedent
    elif clause.i > verb.i:
        tokens = [token for token in tokens if token.i > verb.i]
    tokens = sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)
    return Complement(Frame.THAT, tokens, heads, spoken_to(verb))


def _words_of(verb: Token, clause: Token) -> list[Token]:
    """The clause without its "that" and without what belongs to the verb of saying."""
    speaker = verb.child("nsubj", "nsubjpass")
    blocked = {verb.i} | ({speaker.i} if speaker is not None else set())
    words = clause.below(lambda token: token.i not in blocked and not _is_reporters(token, clause, verb))
    words = [t for t in words if not (t.dep == "mark" and t.lower == "that" and t.head is clause)]
    return _without_time_of_saying(words, clause, verb)


def _without_time_of_saying(words: list[Token], clause: Token, verb: Token) -> list[Token]:
    """As in "told reporters [this week] he would leave": when it was said is no part of it."""
    who = clause.child("nsubj", "nsubjpass", "expl")
    if who is None or clause.i < verb.i or not words or spoken_to(verb) is None or words[0].i >= who.i:
        return words
    lead = [token for token in words if token.i < who.below()[0].i]
    timed = all(token.entity in ("DATE", "TIME") for token in lead)
    return words[len(lead) :] if lead and timed else words


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
        bare = own is None and child.tag == "VB" and verb.tag != "VB" and child.child("aux") is None
        if _goes_on(child, clause) or ((bare or (own is not None and own.i > clause.i)) and not _is_saying(child)):
            found.append(child)
    return found


def _goes_on(verb: Token, clause: Token) -> bool:
    """What is said goes on: "she hopes to win, but [she] knows that …", "they had doubts, but [could not leave]"."""
    own, first = verb.child("nsubj", "nsubjpass"), clause.child("nsubj", "nsubjpass")
    if own is None:
        return grammar.modal(verb) is not None and grammar.modal(clause) is None and not _is_saying(verb)
    return first is not None and own.tag == "PRP" and own.i > clause.i and own.lower == first.lower


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
    return Complement(Frame.THAT, tokens, [matrix, *conjuncts(matrix)], None if as_said else spoken_to(verb))


def whether_clause(verb: Token) -> Complement | None:
    """As in "asked whether it was over"."""
    clause = content_clause(verb)
    if clause is None or clause.i < verb.i:
        return None
    return Complement(Frame.WH, clause.below(), [clause, *conjuncts(clause)], spoken_to(verb))
