"""Whom pronouns, "the minister", "the two sides" stand for: recency, grammatical role and agreement."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.definite import described_before
from kg.extract.gender import pronoun_gender
from kg.extract.lexicon import NounKind, WordList, lexicon
from kg.extract.names import Name
from kg.extract.quotes import Quotation, Quotations
from kg.extract.tokens import Sentence, Token
from kg.model import ActorKind, Span

__all__ = ["Resolver"]

_SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
_STATES = (ActorKind.GEOPOLITICAL, ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION)
_ANYBODY = frozenset(kind for kind in ActorKind if kind is not ActorKind.PLACE)
_PERSON = frozenset({ActorKind.PERSON})
_PEOPLE = frozenset({NounKind.PERSON, NounKind.OFFICIAL})
_PARTY_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent"})
_LOOK_BACK = 6
"""How many sentences a pronoun may reach back."""


def _acts(name: Name) -> bool:
    """Whether the name stands where a party does: not in a dateline, nor saying where something is or was published."""
    head = name.head
    return name.demonym or (
        head.dep in _PARTY_ROLES | {"poss"}
        and not (head.dep == "pobj" and head.head.lower in ("in", "at", "near", "of"))
    )


class Resolver:
    """Resolves any phrase to actors; remembers speakers of quotations for first persons inside them."""

    def __init__(self, cast: Cast, sentences: list[Sentence], quotations: Quotations) -> None:
        self.cast = cast
        self.sentences = sentences
        self.quotations = quotations
        self.speakers: dict[int, str] = {}
        """Start of a quotation → who speaks."""
        self.spoke: dict[int, list[str]] = {}
        """Who speaks in each sentence, as far as it is known: a pronoun stands for them before it does for others."""
        self._resolved: dict[tuple[int, bool], str | None] = {}

    def actor(self, token: Token | None, *, speaker: bool = False, depth: int = 0) -> str | None:
        """The one actor that the phrase with this head stands for; a coordination is a group of its members."""
        if token is None or depth > 4:
            return None
        key = (token.i, speaker)
        if key not in self._resolved:
            self._resolved[key] = None
            self._resolved[key] = self._actor(token, speaker, depth)
        return self._resolved[key]

    def spoke_last(self, sentence: Sentence) -> str | None:
        """Who spoke last in this sentence or the two before: a quotation that names nobody goes on with theirs."""
        for index in range(sentence.index, max(-1, sentence.index - 3), -1):
            if self.spoke.get(index):
                return self.spoke[index][-1]
        return None

    def _actor(self, token: Token, speaker: bool, depth: int) -> str | None:
        conjuncts = self._conjuncts(token)
        if conjuncts and speaker:
            members = [one for one in (self._one(t, speaker, depth) for t in [token, *conjuncts]) if one]
            if len(members) > 1 and len(set(members)) > 1:
                words = grammar.noun_phrase(token)
                span = Span(words[0].start, words[-1].end)
                label = " ".join(span.of(self.cast.text).split())
                return self.cast.group(label[:120], tuple(dict.fromkeys(members)), span)
        return self._one(token, speaker, depth)

    @staticmethod
    def _conjuncts(token: Token) -> list[Token]:
        found: list[Token] = []
        stack = [token]
        while stack:
            for child in stack.pop().children:
                if child.dep == "conj" and (child.is_noun or child.tag == "PRP"):
                    found.append(child)
                    stack.append(child)
        return sorted(found, key=lambda one: one.i)

    def _one(self, token: Token, speaker: bool, depth: int) -> str | None:
        if token.tag in ("PRP", "PRP$"):
            found = self._pronoun(token, depth)
            if found is not None:
                self.cast.mention(found, token)
            return found
        if token.tag in ("WP", "WDT", "WP$"):
            relative = next((above for above in token.ancestors() if above.dep == "relcl"), None)
            return self.actor(relative.head, speaker=speaker, depth=depth + 1) if relative is not None else None
        if token.lower in ("both", "two", "sides") or self._is_pair(token):
            found = self._pair(token)
            if found is not None:
                return found
        if token.lower == "one" and (named := self.cast.apposed(token)) is not None:
            return self.actor(named, speaker=speaker, depth=depth + 1)  # "one of them, Ana Ruiz, said"
        earlier = described_before(token, self.cast)
        if earlier is not None:
            self.cast.mention(earlier, token)
            return earlier
        if token.lower in ("one", "some", "many", "others", "another", "most", "several", "few", "all", "two", "three"):
            return self._partitive(token, speaker, depth)
        if (
            token.lemma.lower() in lexicon().lists[WordList.QUANTITY_NOUN]
            and (of := token.prep("of")) is not None
            and (inner := of.child("pobj")) is not None
        ):
            return self.actor(inner, speaker=speaker, depth=depth + 1)
        return self.cast.resolve(token, speaker=speaker)

    def _partitive(self, token: Token, speaker: bool, depth: int) -> str | None:
        of = token.prep("of")
        inner = of.child("pobj") if of is not None else None
        if inner is not None and (speaker or inner.is_noun):
            return self.actor(inner, speaker=speaker, depth=depth + 1)
        return self.cast.unnamed(token.span, token.lower) if speaker else None

    def actors(self, token: Token | None, *, speaker: bool = False) -> list[str]:
        """All actors that the phrase names: conjuncts, and the members of a group."""
        if token is None:
            return []
        found: list[str] = []
        for one in [token, *self._conjuncts(token)]:
            actor = self._one(one, speaker, 0)
            if actor is None:
                continue
            members = self.cast.entries[actor].members
            found.extend(members or (actor,))
        return list(dict.fromkeys(found))

    # --- pronouns

    def _pronoun(self, token: Token, depth: int) -> str | None:
        quotation = self.quotations.at(token.start)
        if token.lower in _FIRST:
            return self.speakers.get(quotation.span.start) if quotation is not None else None
        if token.lower in _SINGULAR:
            return self._antecedent(
                token,
                lambda a: (
                    self._kind(a) in (ActorKind.PERSON, ActorKind.UNNAMED_SOURCE)
                    and not self.cast.entries[a].plural
                    and self.cast.entries[a].gender in (None, pronoun_gender(token))
                ),
                depth,
            )
        if token.lower in _NEUTER:
            return self._antecedent(
                token,
                lambda a: self._kind(a) in (*_STATES, ActorKind.NEWS_OUTLET) and not self.cast.entries[a].plural,
                depth,
            )
        if token.lower in _PLURAL and quotation is None:
            return self._antecedent(token, self._can_be_they, depth)
        return None

    def _kind(self, actor: str) -> ActorKind:
        return self.cast.entries[actor].kind

    def _can_be_they(self, actor: str) -> bool:
        entry = self.cast.entries[actor]
        return entry.plural or entry.kind in (
            ActorKind.GROUP,
            ActorKind.COLLECTIVE,
            ActorKind.ARMED_GROUP,
            ActorKind.ORGANIZATION,
        )

    def _antecedent(self, token: Token, fits: object, depth: int) -> str | None:
        """The nearest fitting actor before the pronoun: earlier in the sentence, then sentence by sentence backwards,
        subjects before others."""
        assert callable(fits)
        inside = self.quotations.at(token.start)
        others = self._others(token, inside)
        index = token.sentence.index
        speaker = self._who_says(token)
        if speaker is not None and fits(speaker) and speaker not in others:
            return speaker
        for back in range(min(_LOOK_BACK, index + 1)):
            sentence = self.sentences[index - back]
            speakers = [
                actor for actor in self.spoke.get(sentence.index, ()) if back and fits(actor) and actor not in others
            ]
            if speakers:
                return speakers[-1]
            candidates = [t for t in sentence.tokens if self._may_be_antecedent(t, token, back)]
            if not back:
                candidates = [t for t in candidates if not _is_said_by(t, token)]
            if inside is None:
                candidates = [t for t in candidates if self.quotations.at(t.start) is None] or (
                    candidates if back else []
                )
            candidates.sort(key=lambda t: (self._rank(t), t.i if back else -t.i))
            for candidate in candidates:
                actor = self.actor(candidate, depth=depth + 1)
                if actor is not None and fits(actor) and actor not in others:
                    return actor
        return None

    def _who_says(self, token: Token) -> str | None:
        """Who speaks where the pronoun is a subject in what is said, and a mere description is what speaks: "guards
        returning from the hills say they saw nobody"."""
        verb = token.head
        if token.dep not in ("nsubj", "nsubjpass") or verb.dep != "ccomp" or verb.head.i > token.i:
            return None
        who = verb.head.child("nsubj")
        reports = verb.head.lemma.lower() in lexicon().reporting_verbs
        named = who is not None and self.cast.name_at(who) is not None
        return self.actor(who, speaker=True) if reports and who is not None and who.is_noun and not named else None

    def _others(self, token: Token, inside: Quotation | None) -> set[str]:
        """Whom the pronoun cannot stand for: who speaks the quotation that it stands in, and, for an object, who is the
        subject of its verb ("Cole and Diaz met Zinni and urged him")."""
        found = (
            {self.speakers[inside.span.start]} if inside is not None and inside.span.start in self.speakers else set()
        )
        verb = token.head
        if token.dep != "dobj" or token.lower.endswith(("self", "selves")) or not verb.is_verb:
            return found
        who = grammar.subject(verb)
        if who is not None and who.i < token.i:
            found.update(self.actors(who))
        return found

    def _may_be_antecedent(self, candidate: Token, pronoun: Token, back: int) -> bool:
        if candidate.i >= pronoun.i or candidate.dep in ("compound", "amod", "nmod", "det"):
            return False
        if not (
            candidate.is_noun
            or candidate.lower in _SINGULAR
            or candidate.lower in _PLURAL
            or candidate.lower in _NEUTER
        ):
            return False
        if back == 0 and candidate.head is pronoun.head and pronoun.dep in ("dobj", "pobj"):
            return False
        name = self.cast.name_at(candidate)
        return name is None or (candidate is name.head and not name.demonym)

    @staticmethod
    def _rank(token: Token) -> int:
        if token.dep in ("nsubj", "nsubjpass"):
            return 0 if token.head.dep in ("ROOT", "conj") else 1
        if token.dep == "agent" or (token.dep == "pobj" and token.head.dep == "agent"):
            return 1
        return 2 if token.dep in ("dobj", "appos", "poss") else 3

    # --- groups

    @staticmethod
    def _is_pair(token: Token) -> bool:
        if token.lemma.lower() not in lexicon().lists[WordList.PAIR_NOUN] or token.tag not in ("NNS", "NNPS"):
            return False
        if token.lemma.lower() == "side":
            return not any(child.dep in ("compound",) for child in token.children)
        return any(child.lower in ("two", "both") for child in token.children)

    def _pair(self, token: Token) -> str | None:
        """The two actors that were last named side by side; failing that, the two named most often so far."""
        if token.dep in ("det", "predet", "preconj", "nummod"):
            return None
        if token.lower in ("two", "both"):
            return self._last_two(token)
        noun = lexicon().actor_nouns.get(token.lemma.lower())
        if noun is not None and noun.kind in _PEOPLE and (people := self._last_two(token, _PERSON)) is not None:
            return people
        for sentence in reversed(self.sentences[: token.sentence.index + 1]):
            pair = self._coordinated(sentence, token.i)
            if pair is not None:
                return self._as_group(token, pair)
        counts: dict[str, int] = {}
        speaks = grammar.subject(token.head) if token.head.is_verb else None
        outside = self.actor(speaks) if speaks is not None and speaks is not token else None
        for name in self.cast.names:
            if name.span.start >= token.start:
                break
            actor = self.cast.named(name)
            if actor is not None and actor != outside and self._kind(actor) in _STATES and _acts(name):
                counts[actor] = counts.get(actor, 0) + 1
        common = sorted(counts, key=lambda actor: -counts[actor])
        first = common[0] if common else None
        other = next((one for one in common[1:] if first is not None and self._are_apart(first, one)), None)
        return self._as_group(token, (first, other)) if first is not None and other is not None else None

    def _are_apart(self, first: str, second: str) -> bool:
        """A state and its ministry are not two sides."""
        return first not in self.cast.side(second) and second not in self.cast.side(first)

    def _last_two(self, token: Token, kinds: frozenset[ActorKind] = _ANYBODY) -> str | None:
        """As in "The two agreed", "both men": the last two actors that the sentence before names or describes."""
        for back in range(1, min(3, token.sentence.index + 1)):
            sentence = self.sentences[token.sentence.index - back]
            found = [self.actor(t) for t in sentence.tokens if t.dep in _PARTY_ROLES and (t.is_noun or t.tag == "PRP")]
            actors = [a for a in dict.fromkeys(found) if a is not None and self._kind(a) in kinds]
            if len(actors) >= 2 and self._are_apart(actors[-2], actors[-1]):
                return self._as_group(token, (actors[-2], actors[-1]))
        return None

    def _coordinated(self, sentence: Sentence, before: int) -> tuple[str, str] | None:
        for token in reversed(sentence.tokens):
            if token.i >= before or token.dep != "conj" or not token.is_noun or self.cast.name_at(token) is None:
                continue
            first, second = self.cast.resolve(token.head) if token.head.is_noun else None, self.cast.resolve(token)
            both = first and second and first != second and self._are_apart(first, second)
            if first and second and both and {self._kind(first), self._kind(second)} <= set(_STATES):
                return first, second
        return None

    def _as_group(self, token: Token, pair: tuple[str, str]) -> str:
        words = grammar.trim(token.below(lambda t: t.dep in ("det", "nummod", "amod", "predet", "preconj")))
        label = " ".join(self.cast.text[words[0].start : words[-1].end].split())
        return self.cast.group(label, pair, grammar.spans_of(words)[0])


def _is_said_by(word: Token, speaker: Token) -> bool:
    """Whether the word stands in what is said: in "The Indian side was silent, it said", somebody else says so."""
    clause = speaker.head.child("ccomp") if speaker.dep == "nsubj" else None
    return clause is not None and clause.i < speaker.i and (word is clause or word.is_below(clause))
