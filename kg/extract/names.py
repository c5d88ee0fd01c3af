"""Which stretches of text are proper names, and of whom: known names first, the model's entities after them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.lexicon import NounKind, WordList, lexicon
from kg.extract.tokens import Sentence, Token
from kg.model import ActorKind, Gazetteer, KnownEntity, Span

__all__ = ["Name", "find_names"]

_SHORT = 2
"""Letters of a first word that is too short to stand for a firm."""
_LONGEST = 3
"""Words of a person's full name."""
_KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANIZATION,
    "GPE": ActorKind.GEOPOLITICAL,
    "LOC": ActorKind.PLACE,
    "FAC": ActorKind.PLACE,
    "NORP": ActorKind.GROUP,
}
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")


@dataclass(slots=True)
class Name:
    """A proper name in the text."""

    tokens: list[Token]
    span: Span
    """Without article, title and possessive ending."""
    text: str
    kind: ActorKind
    known: KnownEntity | None = None
    demonym: bool = False
    """"Pakistani" points to its country without naming it."""
    inside: Name | None = None
    """The longer name that it is a part of ("Taliban" in "Taliban Ministry of Defense")."""
    parts: list[Name] = field(default_factory=list)

    @property
    def head(self) -> Token:
        """The word of the name on which the others depend."""
        members = {token.i for token in self.tokens}
        for token in self.tokens:
            if token.head.i not in members or token.head is token:
                return token
        return self.tokens[-1]


def find_names(text: str, sentences: list[Sentence], gazetteer: Gazetteer) -> list[Name]:
    """All names, in order; names within names carry ``inside``."""
    starts = {token.start: token for sentence in sentences for token in sentence.tokens}
    ends = {token.end: token for sentence in sentences for token in sentence.tokens}
    flat = [token for sentence in sentences for token in sentence.tokens]
    names = _known_names(text, gazetteer, starts, ends, flat)
    taken = {token.i: name for name in names for token in name.tokens}
    common = {token.text for token in flat if token.tag in ("NN", "NNS") and token.text.islower()}
    for name in _model_names(text, sentences):
        if not (name.text.isupper() and name.text.lower() in common):  # a slug: "WHEAT"
            _merge(name, names, taken)
    _add_described_persons(names, taken, flat)
    _add_speakers(names, taken, flat)
    _add_surnames(names, taken, flat)
    _add_short_firms(names, taken, flat)
    names.sort(key=lambda name: (name.span.start, -name.span.end))
    return names


def _is_full_name(name: Name, known: list[Name]) -> bool:
    """Whether a known place is a person's surname or given name here: "Jack London", "Chad Smith"."""
    words = [token.text for token in name.tokens]
    one = known[0] if len(known) == 1 else None
    at_edge = one is not None and one.tokens[0].i in (name.tokens[0].i, name.tokens[-1].i) and len(one.tokens) == 1
    return at_edge and 2 <= len(words) <= 3 and all(word[:1].isupper() and word.isalpha() for word in words)


def _add_described_persons(names: list[Name], taken: dict[int, Name], flat: list[Token]) -> None:
    """As in "Valeska Paris, an Australian woman": the last word is a known place, the description a person's."""
    for name in [one for one in names if one.known is not None and not one.demonym and len(one.tokens) == 1]:
        last = name.tokens[0]
        first = flat[last.i - 1] if last.i else last
        if first.tag != "NNP" or first.head is not last or first.text.isupper() or not first.text.isalpha():
            continue
        other = taken.get(first.i)
        if (other is not None and (other.known is not None or len(other.tokens) > 1)) or not _is_described_person(last):
            continue
        if other is not None:
            names.remove(other)
        name.tokens, name.span = [first, last], Span(first.start, last.end)
        name.text, name.kind, name.known = f"{first.text} {last.text}", ActorKind.PERSON, None
        taken[first.i] = name


def _is_described_person(token: Token) -> bool:
    beside = [child for child in token.children if child.dep == "appos"]
    rows = (lexicon().actor_nouns.get(child.lemma.lower()) for child in beside)
    return any(row is not None and row.kind in (NounKind.PERSON, NounKind.OFFICIAL) for row in rows)


def _add_speakers(names: list[Name], taken: dict[int, Name], flat: list[Token]) -> None:
    """Who speaks by a full name that the model does not see: "UN rights chief Volker Turk said"."""
    for last in flat:
        if last.tag != "NNP" or last.dep not in ("nsubj", "appos") or last.child("det", "poss") is not None:
            continue
        words = _full_name(last, flat)
        others = [taken[word.i] for word in words if word.i in taken]
        alone = all(other.tokens == [last] and other.kind is not ActorKind.PLACE for other in others)
        if len(words) < 2 or not alone or not _is_of_somebody(words, flat):
            continue
        for other in others:
            names.remove(other)
        span = Span(words[0].start, last.end)
        name = Name(words, span, " ".join(word.text for word in words), ActorKind.PERSON)
        names.append(name)
        taken.update((word.i, name) for word in words)


def _full_name(last: Token, flat: list[Token]) -> list[Token]:
    """The word and one or two before it that may be somebody's full name, without offices and titles."""
    words = [last]
    while words[0].i and len(words) <= _LONGEST and (before := flat[words[0].i - 1]).head is last:
        if before.tag != "NNP" or before.dep != "compound" or _is_office(before):
            break
        words.insert(0, before)
    plain = all(
        word.text[:1].isupper() and not word.text.isupper() and word.text.replace("-", "").isalpha() for word in words
    )
    unseen = all(word.entity in ("", "PERSON") or word is last for word in words)
    bodies = any(word.lower in lexicon().actor_nouns or word.lower in _portfolios() for word in words)
    return words if plain and unseen and not bodies and len(words) <= _LONGEST else []


def _is_of_somebody(words: list[Token], flat: list[Token]) -> bool:
    """Whether an office stands before the words, or the text goes on with the last of them alone."""
    first, last = words[0], words[-1]
    if first.i and _is_office(flat[first.i - 1]) and flat[first.i - 1].head is last:
        return True
    verb = last.head
    if last.dep != "nsubj" or verb.lemma.lower() not in lexicon().reporting_verbs:
        return False
    return any(word.text == last.text and word.dep == "nsubj" and not word.children for word in flat[last.i + 1 :])


def _is_office(token: Token) -> bool:
    row = lexicon().actor_nouns.get(token.lemma.lower()) or lexicon().actor_nouns.get(token.lower)
    official = row is not None and row.kind in (NounKind.PERSON, NounKind.OFFICIAL)
    return official or token.text.rstrip(".") in lexicon().titles


def _portfolios() -> frozenset[str]:
    return lexicon().lists[WordList.PORTFOLIO_WORD]


def _add_surnames(names: list[Name], taken: dict[int, Name], flat: list[Token]) -> None:
    """Surnames of persons named in full, where the model sees none, or takes them for a place or an organisation."""
    surnames = {
        name.tokens[-1].text
        for name in names
        if name.kind is ActorKind.PERSON and len(name.tokens) > 1 and name.tokens[-1].text[:1].isupper()
    }
    given = {
        name.tokens[0].text
        for name in names
        if name.kind is ActorKind.PERSON and len(name.tokens) > 1 and not name.known
    }
    for token in flat:
        if (other := taken.get(token.i)) is not None and other.known is not None and len(other.tokens) == 1:
            # "Chad" after "Chad Smith", "Mr London" after "Jack London".
            if token.text in surnames | given and not other.demonym and other.kind is not ActorKind.PERSON:
                other.kind, other.known = ActorKind.PERSON, None
            continue
        if token.text not in surnames:
            continue
        other = taken.get(token.i)
        if other is None and token.is_noun:
            name = Name([token], token.span, token.text, ActorKind.PERSON)
            names.append(name)
            taken[token.i] = name
        elif other is not None and len(other.tokens) == 1 and other.known is None:
            other.kind, other.demonym = ActorKind.PERSON, False


def _add_short_firms(names: list[Name], taken: dict[int, Name], flat: list[Token]) -> None:
    """Firms by the first word of their full name, where the model sees no name: "Obra" after "Obra Holdings"."""
    ends = lexicon().lists[WordList.FIRM_WORD]
    firms = {
        name.tokens[0].text
        for name in names
        if name.kind is ActorKind.ORGANIZATION and name.known is None and len(name.tokens) > 1
        if name.tokens[-1].lower.rstrip(".") in ends and len(name.tokens[0].text) > _SHORT and name.text[:1].isupper()
    }
    for token in flat:
        if token.text in firms and token.i not in taken and token.tag == "NNP":
            taken[token.i] = Name([token], token.span, token.text, ActorKind.ORGANIZATION)
            names.append(taken[token.i])


def _known_names(
    text: str, gazetteer: Gazetteer, starts: dict[int, Token], ends: dict[int, Token], flat: list[Token]
) -> list[Name]:
    found = []
    for match in gazetteer.matches(text):
        first, last = starts.get(match.span.start), ends.get(match.span.end)
        if first is None or last is None:
            continue
        tokens = flat[first.i : last.i + 1]
        found.append(
            Name(tokens, match.span, match.span.of(text), match.entity.kind, match.entity, match.form == "demonym")
        )
    return found


def _model_names(text: str, sentences: list[Sentence]) -> list[Name]:
    found = []
    for sentence in sentences:
        run: list[Token] = []
        for token in [*sentence.tokens, None]:
            if run and (token is None or token.entity != run[-1].entity):
                name = _from_run(text, run)
                if name is not None:
                    found.append(name)
                run = []
            if token is not None and token.entity in _KINDS:
                run.append(token)
    return found


def _from_run(text: str, run: list[Token]) -> Name | None:
    label = run[0].entity
    tokens = list(run)
    while tokens and (tokens[0].tag in ("DT", "POS", "IN") or tokens[0].lower in ("'s", '"', "'", ",")):
        tokens.pop(0)
    while tokens and (
        tokens[-1].tag in ("POS", ",", ".", ":", "IN", "CC", "DT") or tokens[-1].lower in ("'s", '"', "'")
    ):
        tokens.pop()
    if not tokens or not any(token.text[0].isupper() for token in tokens):
        return None
    if all(token.tag in ("PRP", "PRP$", "DT", "CD", "MD", "IN", "CC", "WP", "UH") for token in tokens):
        return None
    if label == "ORG" and _is_portfolio(tokens):
        return None
    kind = _KINDS[label]
    if (office := _behind_office(tokens)) and (label == "PERSON" or _is_full_persons_name(tokens[office:])):
        tokens, kind = tokens[office:], ActorKind.PERSON
    span = Span(tokens[0].start, tokens[-1].end)
    return Name(tokens, span, span.of(text), kind, demonym=label == "NORP")


def _is_portfolio(tokens: list[Token]) -> bool:
    """As in "the Education Minister": what somebody is minister of, not a body of that name."""
    office = lexicon().actor_nouns.get(tokens[-1].head.lemma.lower())
    words = _portfolios()
    held = tokens[-1].dep in ("compound", "nmod") and office is not None and office.kind is NounKind.OFFICIAL
    return held and all(token.lower in words or token.lower in ("and", "&") for token in tokens)


def _is_full_persons_name(tokens: list[Token]) -> bool:
    words = [token.lower for token in tokens]
    return len(tokens) in (2, 3) and all(
        token.tag == "NNP" and word not in lexicon().actor_nouns for token, word in zip(tokens, words, strict=True)
    )


def _behind_office(tokens: list[Token]) -> int:
    """Where the name itself begins: "Zamboanga City Mayor [Celso Lobregat]"; before one word a title stays ("King
    Charles"), and before what is no person's name ("General Dynamics Land Systems")."""
    first = 0 if tokens[0].entity == "PERSON" and len(tokens) > 2 else 1
    for place in range(len(tokens) - 2, first - 1, -1):
        noun = lexicon().actor_nouns.get(tokens[place].lower)
        if noun is not None and noun.kind is NounKind.OFFICIAL:
            return place + 1
    return 0


def _merge(name: Name, names: list[Name], taken: dict[int, Name]) -> None:
    """Add the model's name unless a known one already covers it; known names inside it become its parts."""
    covered = {id(taken[token.i]): taken[token.i] for token in name.tokens if token.i in taken}
    if name.kind is ActorKind.PERSON and any(other.known and not other.demonym for other in covered.values()):
        if not _is_full_name(name, list(covered.values())):
            return
        for other in covered.values():
            names.remove(other)
        covered = {}
    for other in covered.values():
        longer = other.span.contains(name.span) or not name.span.contains(other.span)
        same = len(name.tokens) == len(other.tokens)
        if longer or same or other.head is name.head:
            return
    for other in covered.values():
        other.inside = name
        name.parts.append(other)
    names.append(name)
    taken.update((token.i, name) for token in name.tokens)
