"""Questions to the tree: whose verb is it, is it negated, what words make up the phrase?"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.extract.tokens import FINITE_TAGS, Token, runs
from kg.model import Span

__all__ = [
    "by_agent",
    "clause_verb",
    "is_negated",
    "is_passive",
    "modal",
    "mark",
    "noun_phrase",
    "objects",
    "spans_of",
    "subject",
    "verb_group",
]

_NEGATORS = frozenset({"not", "n't", "never", "nt", "neither", "nor", "hardly", "scarcely", "barely"})
_NEGATIVE_WORDS = frozenset({"no", "none", "nobody", "nothing", "neither", "nowhere"})
_LEADING = frozenset({",", ":", ";", "-", "–", "—", "--", ")", "]", "that", ".", "…", "..."})
_TRAILING = frozenset({",", ":", ";", "-", "–", "—", "--", "(", "[", ".", "!", "?", "…", "..."})
_CLAUSE_DEPS = frozenset({"parataxis", "punct"})
# Prepositions of speaking to and about: what follows them in a source is not part of its name.
_SUBJECT_DEPS = ("nsubj", "csubj", "nsubjpass", "csubjpass", "expl")


def subject(verb: Token, depth: int = 0) -> tuple[Token, bool] | None:
    """Who does what the verb says, and whether the word stands with the verb itself; None where nobody is said to.

    A passive has its agent as subject here; coordinated verbs, infinitives and participles take over that of the verb
    above them, a participle behind a noun the noun.
    """
    if depth > 6:
        return None
    if is_passive(verb):
        agent = by_agent(verb)
        if agent is not None:
            return agent, True
        if verb.dep == "conj" and verb.head.is_verb and is_passive(verb.head) and not _has_subject(verb):
            return subject(verb.head, depth + 1)
        return None
    own = verb.child("nsubj", "csubj")
    if own is not None:
        return own, True
    return _inherited(verb, depth)


def _has_subject(verb: Token) -> bool:
    return verb.child(*_SUBJECT_DEPS) is not None


def _inherited(verb: Token, depth: int) -> tuple[Token, bool] | None:
    head = verb.head
    if head is verb:
        return None
    if verb.dep in ("acl", "relcl") and head.is_noun:
        return (head, False) if verb.tag in ("VBG", "VB") else None
    if verb.dep == "xcomp" and head.is_verb and (patient := head.child("dobj")) is not None:
        return patient, False
    if verb.dep == "pcomp":
        return _of_gerund(verb, depth)
    if verb.dep in ("conj", "xcomp", "advcl", "ccomp", "dep", "acl", "prep", "parataxis"):
        if head.is_verb or head.tag == "MD":
            return _not_own(_logical(head, depth))
        if head.tag in ("JJ", "RB") or head.is_noun:
            for above in [head, *head.ancestors()]:
                if above.is_verb and above is not verb:
                    return _not_own(_logical(above, depth))
    return None


# Behind these prepositions a gerund is done by the object: "accused X of lying", "kept X from leaving".
_OBJECT_CONTROL = frozenset({"of", "from", "into", "for", "as", "against"})


def _of_gerund(verb: Token, depth: int) -> tuple[Token, bool] | None:
    for above in verb.head.ancestors():
        if not above.is_verb:
            continue
        if verb.head.lower in _OBJECT_CONTROL and verb.head.head is above:
            patient = next(iter(objects(above)), None)
            if patient is not None:
                return patient, False
        return _not_own(_logical(above, depth))
    return None


def _logical(verb: Token, depth: int) -> tuple[Token, bool] | None:
    """Who an implied subject stands for: the grammatical subject, also of a passive."""
    patient = verb.child("nsubjpass")
    if patient is not None:
        return patient, True
    return subject(verb, depth + 1)


def _not_own(found: tuple[Token, bool] | None) -> tuple[Token, bool] | None:
    return None if found is None else (found[0], False)


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, bare participles behind nouns included."""
    if verb.tag != "VBN" and verb.tag != "VBD":
        return False
    if verb.child("nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    if verb.tag != "VBN":
        return False
    if verb.dep in ("acl", "advcl") and verb.child("aux", "nsubj") is None:
        return True
    return verb.dep == "conj" and verb.child("aux", "nsubj") is None and verb.head.is_verb and is_passive(verb.head)


def by_agent(verb: Token) -> Token | None:
    """The actor of a passive: "by X"."""
    for child in verb.children:
        if child.dep in ("agent", "prep") and child.lower == "by":
            return child.child("pobj")
    return None


def objects(verb: Token) -> list[Token]:
    """Direct and indirect objects; of a passive, its subject."""
    if is_passive(verb):
        patient = verb.child("nsubjpass")
        if patient is None and verb.dep == "acl":
            patient = verb.head
        return [patient] if patient is not None else []
    return verb.all("dobj", "dative", "iobj")


def is_negated(verb: Token) -> bool:
    """Whether the clause is negated by its own grammar: not, never, no longer, "no agreement was reached"."""
    for child in verb.children:
        if child.dep == "neg" or (child.lower in _NEGATORS and child.dep in ("advmod", "preconj", "cc")):
            return True
        if child.lower == "longer" and child.child("neg") is not None:
            return True
        if child.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and _is_negative_phrase(child):
            return True
        if child.dep == "aux" and any(below.dep == "neg" for below in child.children):
            return True
    return False


def _is_negative_phrase(noun: Token) -> bool:
    return noun.lower in _NEGATIVE_WORDS or any(
        child.lower in ("no", "neither") and child.dep in ("det", "neg", "preconj") for child in noun.children
    )


def modal(verb: Token) -> str | None:
    """The modal of the verb group ("might"), in lower case."""
    for child in verb.children:
        if child.dep == "aux" and child.tag == "MD":
            return {"ca": "can", "wo": "will", "'ll": "will", "'d": "would"}.get(child.lower, child.lower)
    if verb.dep == "conj" and verb.tag == "VB" and verb.head.is_verb and verb.child("nsubj") is None:
        return modal(verb.head)
    return None


def mark(verb: Token) -> str | None:
    """The word that opens the clause: if, that, while …"""
    for child in verb.children:
        if child.dep == "mark" or (child.dep == "advmod" and child.lower in ("when", "where", "why", "how", "as")):
            return child.lower
    return None


def verb_group(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation and particle, as they stand together."""
    members = [verb]
    for child in verb.children:
        before = child.dep in ("aux", "auxpass", "neg") and child.i < verb.i
        particle = child.dep == "prt" and verb.i < child.i <= verb.i + 2
        if before or particle:
            members.append(child)
    members.sort(key=lambda token: token.i)
    start = members[0]
    while start is not members[-1] and _cut_off(start, verb):
        members.pop(0)
        start = members[0]
    return members


def _cut_off(first: Token, verb: Token) -> bool:
    """An auxiliary on the other side of the subject ("Did the minister say") does not stand together with the verb."""
    own = verb.child("nsubj", "nsubjpass")
    return own is not None and first.i < own.i < verb.i


def clause_verb(token: Token) -> Token:
    """The verb of the clause in which the word stands."""
    for candidate in [token, *token.ancestors()]:
        if candidate.is_verb and candidate.dep not in ("aux", "auxpass", "amod", "compound"):
            return candidate
    return token


def noun_phrase(head: Token, skip: Iterable[Token] = ()) -> list[Token]:
    """The words of a noun phrase with apposition and what modifies it; a coordinated clause is not part of it."""
    left_out = {token.i for token in skip}

    def keep(token: Token) -> bool:
        if token.i in left_out or token.dep in ("parataxis",):
            return False
        return not (token.dep == "conj" and token.is_verb and token.tag in FINITE_TAGS)

    return trim(head.below(keep))


def trim(tokens: list[Token]) -> list[Token]:
    """Without punctuation and "that" at the edges; a closing quotation mark keeps the stop before it."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].lower in _LEADING:
        start += 1
    while end > start and tokens[end - 1].lower in _TRAILING:
        end -= 1
    return tokens[start:end]


def spans_of(tokens: list[Token], gap: Callable[[Token, Token], bool] | None = None) -> tuple[Span, ...]:
    """The spans that the words cover, each trimmed; pieces of mere punctuation are dropped."""
    found = []
    for run in _joined(runs(tokens), gap):
        run = trim(run)
        if any(char.isalnum() for token in run for char in token.text):
            found.append(Span(run[0].start, run[-1].end))
    return tuple(found)


def _joined(pieces: list[list[Token]], gap: Callable[[Token, Token], bool] | None) -> list[list[Token]]:
    if gap is None:
        return pieces
    joined: list[list[Token]] = []
    for piece in pieces:
        if joined and gap(joined[-1][-1], piece[0]):
            joined[-1].extend(piece)
        else:
            joined.append(piece)
    return joined
