"""Questions to the tree: whose verb is it, is it negated, what words make up the phrase?"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.tokens import FINITE_TAGS, Token, runs
from kg.model import Span

__all__ = [
    "antecedent",
    "by_agent",
    "clause_verb",
    "has_to",
    "is_negated",
    "is_negative_phrase",
    "is_passive",
    "is_stopped_short_of",
    "mark",
    "modal",
    "neighbour",
    "noun_phrase",
    "objects",
    "spans_of",
    "subject",
    "trim",
    "verb_group",
]

_NEGATORS = frozenset({"not", "n't", "never", "nt", "neither", "nor", "hardly", "scarcely", "barely"})
_NEGATIVE_WORDS = frozenset({"no", "none", "nobody", "nothing", "neither", "nowhere"})
_LEADING = frozenset({",", ":", ";", "-", "–", "—", "--", ")", "]", "that", ".", "…", "..."})
_TRAILING = frozenset({",", ":", ";", "-", "–", "—", "--", "(", "[", ".", "!", "?", "…", "..."})
_SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass", "expl")
_DEPENDENT_CLAUSES = frozenset({"conj", "xcomp", "advcl", "ccomp", "dep", "acl", "prep", "parataxis"})
# Behind these prepositions a gerund is done by the object: "accused X of lying", "kept X from leaving".
_OBJECT_CONTROL = frozenset({"of", "from", "into", "for", "as", "against"})
_DEEPEST = 6
"""How many verbs up a subject may be inherited from."""


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does what the verb says; None where nobody is said to.

    A passive has its agent as subject here; coordinated verbs, infinitives and participles take over that of the verb
    above them, a participle behind a noun the noun.
    """
    if depth > _DEEPEST:
        return None
    if is_passive(verb):
        agent = by_agent(verb)
        inherits = verb.dep == "conj" and verb.head.is_verb and is_passive(verb.head)
        if agent is None and inherits and verb.child(*_SUBJECTS) is None:
            return subject(verb.head, depth + 1)
        return agent
    return verb.child("nsubj", "csubj") or _inherited(verb, depth)


def neighbour(verb: Token) -> Token | None:
    """The noun or pronoun beside a verb of saying, for when the parser has lost its subject: "…, said Chief Jordan",
    "he said"; the head of the run of nouns that touches the verb group."""
    tokens = verb.sentence.tokens
    first = tokens[0].i
    place = verb.i - first
    after = _nominal_run(tokens[place + 1 :])
    if after:
        return after[-1]
    before_verb = list(reversed(tokens[: verb_group(verb)[0].i - first]))
    if before_verb and before_verb[0].text == ",":
        before_verb.pop(0)
    elif before_verb and before_verb[0].text == ")":
        opening = next((n for n, token in enumerate(before_verb) if token.text == "("), -1)
        before_verb = before_verb[opening + 1 :]
    before = _nominal_run(before_verb)
    return before[0] if before else None


def _nominal_run(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.tag == "PRP" and not found:
            return [token] if token.lower in ("i", "he", "she", "we", "they", "it", "you") else []
        if not (token.is_noun or (not found and token.tag in ("DT", "JJ", "PRP$", "CD"))):
            break
        if token.is_noun and token.entity != "DATE":
            found.append(token)
    return found


def antecedent(who: Token, verb: Token) -> Token:
    """For a relative pronoun, the noun that it stands for; else the word itself."""
    if who.tag not in ("WP", "WDT"):
        return who
    clause = verb if verb.dep == "relcl" else next((above for above in verb.ancestors() if above.dep == "relcl"), verb)
    return clause.head if not clause.head.is_verb else (_noun_before(who) or clause.head)


def _noun_before(who: Token) -> Token | None:
    """The noun that ends, but for a time, right before a relative pronoun which the parser hung on a verb."""
    words = who.sentence.tokens[: who.i - who.sentence.tokens[0].i]
    nouns = [token for token in words if token.is_noun and token.entity not in ("DATE", "TIME")]
    nouns = [token for token in nouns if token.dep not in ("compound", "npadvmod") and token.lower != "time"]
    return nouns[-1] if nouns else None


def _inherited(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head is verb:
        return None
    if verb.dep in ("acl", "relcl") and head.is_noun:
        return head if verb.tag in ("VBG", "VB") else None
    if verb.dep == "xcomp" and head.is_verb and (patient := head.child("dobj")) is not None:
        return patient
    if verb.dep == "pcomp":
        return _of_gerund(verb, depth)
    if verb.dep not in _DEPENDENT_CLAUSES:
        return None
    if head.is_verb or head.tag == "MD":
        return _logical(head, depth)
    if head.tag in ("JJ", "RB") or head.is_noun:
        above = next((one for one in head.ancestors() if one.is_verb and one is not verb), None)
        return _logical(above, depth) if above is not None else None
    return None


def _of_gerund(verb: Token, depth: int) -> Token | None:
    above = next((one for one in verb.head.ancestors() if one.is_verb), None)
    if above is None:
        return None
    if verb.head.lower in _OBJECT_CONTROL and verb.head.head is above:
        patient = next(iter(objects(above)), None)
        if patient is not None:
            return patient
    return _logical(above, depth)


def _logical(verb: Token, depth: int) -> Token | None:
    """Who an implied subject stands for: the grammatical subject, also of a passive."""
    return verb.child("nsubjpass") or subject(verb, depth + 1)


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, bare participles behind nouns included."""
    if verb.tag != "VBN" and verb.tag != "VBD":
        return False
    if verb.child("nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    if verb.tag != "VBN":
        first = verb.head
        bare = verb.dep == "conj" and verb.child("aux", "nsubj", "dobj") is None and verb.child("ccomp") is not None
        return bare and first.is_verb and verb.lemma.lower() in ("tell", "inform") and is_passive(first)
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
        negator = child.lower in _NEGATORS and child.dep in ("advmod", "preconj", "cc")
        if child.dep == "neg" or (negator and not (child.dep == "cc" and child.i > verb.i)):
            return True
        if child.lower in ("longer", "ever") and any(below.lower in (*_NEGATORS, "no") for below in child.children):
            return True
        if child.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and is_negative_phrase(child):
            return True
        if child.dep == "aux" and any(below.dep == "neg" for below in child.children):
            return True
    return _shares_negation(verb)


def _shares_negation(verb: Token) -> bool:
    """As in "neither confirmed nor denied", "did not confirm or deny"."""
    head = verb.head
    if verb.dep != "conj" or not head.is_verb or verb.child(*_SUBJECTS) is not None:
        return False
    between = [child.lower for child in head.children if child.dep == "cc" and head.i < child.i < verb.i]
    return "nor" in between or ("or" in between and is_negated(head))


def is_negative_phrase(noun: Token) -> bool:
    """Whether the noun phrase denies: "nobody", "no worker"."""
    if noun.lower in _NEGATIVE_WORDS or noun.lower == "few":
        return True
    for child in noun.children:
        if child.lower in ("no", "neither", *_NEGATORS) and child.dep in ("det", "neg", "preconj", "advmod"):
            return True
        if child.lower == "few" and not any(c.lower == "a" for c in (*child.children, *noun.children)):
            return True
    return False


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


def has_to(verb: Token) -> bool:
    """Whether it is an infinitive with "to"."""
    return any(child.dep == "aux" and child.lower == "to" for child in verb.children)


def is_stopped_short_of(verb: Token) -> bool:
    """As in "stopped short of condemning": it was not done."""
    return verb.dep == "pcomp" and verb.head.lower == "of" and verb.head.head.lower == "short"


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
    while start < end and tokens[start].lower in _LEADING and tokens[start].dep not in _SUBJECTS:
        start += 1
    while end > start and tokens[end - 1].lower in _TRAILING:
        end -= 1
    return tokens[start:end]


def spans_of(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The spans that the words cover, each trimmed; pieces of mere punctuation are dropped."""
    found = []
    for run in map(trim, runs(tokens)):
        if any(char.isalnum() for token in run for char in token.text):
            found.append(Span(run[0].start, run[-1].end))
    return tuple(found)
