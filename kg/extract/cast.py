"""Who is who in one article: every phrase that names or describes an actor or place gets one local id."""

from __future__ import annotations

from kg.extract.anonymity import speaks_unnamed
from kg.extract.clusters import NOUN_KINDS, Cluster, cluster_names
from kg.extract.entries import Entry
from kg.extract.lexicon import ActorNoun, NounKind, lexicon
from kg.extract.metonyms import is_metonymic
from kg.extract.names import Name
from kg.extract.roles import is_locative, note_roles, note_states
from kg.extract.tokens import Token
from kg.extract.wording import actor_noun, is_generic, label_of, label_span, label_words
from kg.model import Actor, ActorKind, Gazetteer, Mention, Span

__all__ = ["ARTICLE", "Cast"]

ARTICLE = "publisher"
# Who of these belongs to a country acts for it; "Pakistani sources" merely belong to it.
_ACTING_FOR = frozenset({NounKind.OFFICIAL, NounKind.GOVERNMENT, NounKind.ARMED_FORCE, NounKind.BODY})
_PEOPLE = frozenset({NounKind.PERSON, NounKind.COLLECTIVE, NounKind.ARMED_FORCE})
_FEW = 3
_ISSUING = frozenset({"issue", "post", "publish", "release", "send", "sign", "write"})
_AGENTIVE = ("ists", "ians", "eers", "crats", "arians", "ists'")


class Cast:
    """The actors and places of one article, and the mentions that denote them."""

    def __init__(self, text: str, names: list[Name], gazetteer: Gazetteer, publisher: str | None) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.entries: dict[str, Entry] = {}
        self.mentions: dict[tuple[Span, str], Mention] = {}
        self._by_key: dict[str, str] = {}
        self._described: dict[str, str] = {}
        self._name_at: dict[int, Name] = {}
        self._inner_name_at: dict[int, Name] = {}
        self._publisher = publisher
        self.clusters, self._cluster_of = cluster_names(names)
        self._add_clusters()
        for name in names:
            table = self._name_at if name.inside is None else self._inner_name_at
            table.update((token.i, name) for token in name.tokens)
        self.names = names
        note_states(self)
        note_roles(self)

    # --- names

    def _add_clusters(self) -> None:
        for cluster in self.clusters:
            entry = self._new(
                cluster.label, cluster.kind, named=True, known=cluster.known.key if cluster.known else None
            )
            entry.is_generic = cluster.known is None and is_generic(cluster.label)
            self._by_key[_key(cluster)] = entry.id
            for name in cluster.names:
                entry.plural |= name.tokens[-1].tag == "NNPS"

    def _new(self, label: str, kind: ActorKind, *, named: bool, known: str | None = None) -> Entry:
        entry = Entry(f"a{len(self.entries)}", label, kind, named, known)
        self.entries[entry.id] = entry
        return entry

    def _cluster_id(self, cluster: Cluster) -> str:
        return self._by_key[_key(cluster)]

    def known(self, key: str) -> str | None:
        """The actor for a gazetteer's key, added when the article has it under another name only ("Pakistani")."""
        found = self._by_key.get(key)
        if found is None and (entity := self.gazetteer.entity(key)) is not None:
            found = self._new(entity.label, entity.kind, named=True, known=key).id
            self._by_key[key] = found
        return found

    def name_at(self, token: Token) -> Name | None:
        """The outermost name that the word belongs to."""
        return self._name_at.get(token.i)

    def inner_name_at(self, token: Token) -> Name | None:
        """The name inside another that the word belongs to: the country in a ministry's."""
        return self._inner_name_at.get(token.i)

    def named(self, name: Name) -> str | None:
        """The actor or place that a name stands for, literally; for a demonym, its country."""
        cluster = self._cluster_of.get(id(name))
        if cluster is not None:
            return self._cluster_id(cluster)
        if name.known is not None:
            return self.known(name.known.key)
        return None

    def publisher(self) -> str:
        """The claimant of the article's own claims."""
        if ARTICLE not in self._described:
            entry = (
                self._new(self._publisher, ActorKind.NEWS_OUTLET, named=True)
                if self._publisher
                else self._new("the article", ActorKind.UNNAMED_SOURCE, named=False)
            )
            same = next(
                (e for e in self.entries.values() if e is not entry and e.label == self._publisher and e.named), None
            )
            if same is not None:
                del self.entries[entry.id]
                entry = same
                entry.kind = ActorKind.NEWS_OUTLET
            self._described[ARTICLE] = entry.id
        return self._described[ARTICLE]

    def unnamed(self, span: Span, label: str = "unnamed source") -> str:
        """A source of which the article says nothing more: "reportedly", "was accused of"; each its own, known by the
        words that imply it."""
        entry = self._new(label, ActorKind.UNNAMED_SOURCE, named=False)
        self._mention(entry.id, span)
        return entry.id

    # --- resolving phrases

    def resolve(self, token: Token, *, speaker: bool = False) -> str | None:
        """The actor or place that the phrase with this head stands for, by name or description; None for pronouns and
        for what is no actor. With speaker set, anything that is said to speak is one."""
        name = self._name_at.get(token.i)
        if name is not None:
            return self._resolve_name(name, token, speaker=speaker)
        apposed = self.apposed(token)
        if apposed is not None and actor_noun(token) is not None:
            found = self.named(self._name_at[apposed.i])
            place = found is not None and self.entries[found].kind is ActorKind.PLACE
            if found is not None and not place and not self._name_at[apposed.i].demonym:
                self._mention(found, self._name_at[apposed.i].span)
                return found
        return self._describe(token, speaker=speaker)

    def apposed(self, token: Token) -> Token | None:
        """The name in apposition to a description; also where the parser hangs it on another name inside the
        description: "a spokesman for Governor Musa Bako, Ali Sani"."""
        for child in token.children:
            if child.dep == "appos" and child.i in self._name_at:
                return child
        inner = (child.child("pobj") for child in token.children if child.dep == "prep")
        for name in inner:
            if name is None or name.tag != "NNP" or token.tag != "NN":
                continue
            for child in name.children:
                other = self._name_at.get(child.i)
                if child.dep == "appos" and other is not None and other.kind is ActorKind.PERSON:
                    return child
        return None

    def _resolve_name(self, name: Name, token: Token, *, speaker: bool) -> str | None:
        if name.demonym:
            return self._people(name, token)
        actor = self.named(name)
        if actor is None:
            return None
        entry = self.entries[actor]
        if name.known is not None and name.known.is_capital and is_metonymic(name):
            country = self.known(name.known.country) if name.known.country else None
            if country is not None:
                self.mentions[(name.span, country)] = Mention(name.span, country, literal=actor)
                return country
        if entry.kind is ActorKind.PLACE and speaker:
            return self._speaking_place(entry, name.span)
        self._mention(actor, name.span)
        return actor

    def _speaking_place(self, place: Entry, span: Span) -> str:
        """Who speaks when "California says": its authorities, by metonymy. What only the model took for a place may
        be an actor in its own right."""
        if place.known is None:
            place.kind = ActorKind.GEOPOLITICAL
            self._mention(place.id, span)
            return place.id
        key = f"authorities:{place.id}"
        if key not in self._described:
            self._described[key] = self._new(place.label, ActorKind.GOVERNMENT, named=False).id
        self.mentions[(span, self._described[key])] = Mention(span, self._described[key], literal=place.id)
        return self._described[key]

    def _people(self, name: Name, token: Token) -> str | None:
        """As in "Afghans" are a people; "the Pakistani" before a noun is handled with the noun."""
        if token is not name.head or token.tag not in ("NNPS", "NNS", "NNP"):
            return self.named(name)
        label = label_of(token, self.text)
        country = self.named(name)
        return self._unnamed_actor(token, label, ActorKind.COLLECTIVE, [country] if country else [])

    def _mention(self, actor: str, span: Span) -> None:
        self.mentions.setdefault((span, actor), Mention(span, actor))

    def _describe(self, token: Token, *, speaker: bool) -> str | None:
        noun = actor_noun(token)
        if token.tag in ("PRP", "PRP$", "WP", "WDT", "DT", "EX", "CD", "WP$"):
            return None
        compound = next(
            (
                c
                for c in token.children
                if c.dep in ("compound", "amod") and f"{c.lower} {token.lemma.lower()}" in lexicon().actor_nouns
            ),
            None,
        )
        if compound is not None:
            noun = lexicon().actor_nouns[f"{compound.lower} {token.lemma.lower()}"]
        owners = self._owners(token)
        if noun is None and not speaker:
            return self._stand_in(token, owners)
        if token.lemma.lower() == "side" and len(owners) == 1:
            self._mention(owners[0], label_span(token))
            return owners[0]
        is_document = noun is not None and noun.kind is NounKind.DOCUMENT and token.tag != "NNP"  # no "Post-Bulletin"
        if is_document and (author := self._author(token)) is not None:
            return author
        if is_document and owners and self._speaks(owners[0]):
            self._mention_by_capital(owners[0], token)
            return owners[0]
        kind = self._described_kind(token, noun, speaker=speaker)
        if kind is ActorKind.PLACE:
            if not speaker:
                return None
            kind = ActorKind.COLLECTIVE if token.tag in ("NNS", "NNPS") else ActorKind.GOVERNMENT
        return self._unnamed_actor(token, label_of(token, self.text), kind, owners)

    def _stand_in(self, token: Token, owners: list[str]) -> str | None:
        """What is no actor itself acts, or is acted on, for its owner: "Israeli helicopters", "Haiti's efforts"; a word
        that is formed like one for people is one."""
        before = [c for c in token.children if c.i < token.i and c.dep in ("amod", "compound", "poss", "nmod")]
        for child in before:
            name = self._name_at.get(child.i)
            actor = self.named(name) if name is not None else None
            if actor is not None and self.entries[actor].kind is not ActorKind.PLACE:
                self._mention(actor, name.span if name is not None else child.span)
                return actor
        if token.tag == "NNS" and token.lower.endswith(_AGENTIVE):
            return self._unnamed_actor(token, label_of(token, self.text), ActorKind.COLLECTIVE, owners)
        return None

    def _speaks(self, actor: str) -> bool:
        return self.entries[actor].kind is not ActorKind.PLACE

    def _described_kind(self, token: Token, noun: ActorNoun | None, *, speaker: bool) -> ActorKind:
        plural = token.tag in ("NNS", "NNPS")
        if noun is None:
            return ActorKind.COLLECTIVE if plural else ActorKind.UNNAMED_SOURCE
        if noun.kind in (NounKind.OFFICIAL, NounKind.SOURCE, NounKind.DOCUMENT):
            return ActorKind.UNNAMED_SOURCE
        if noun.kind in _PEOPLE and speaks_unnamed(token):
            return ActorKind.UNNAMED_SOURCE
        if noun.kind is NounKind.PERSON:
            if plural:
                return ActorKind.COLLECTIVE
            return ActorKind.UNNAMED_SOURCE if speaker else ActorKind.PERSON
        kind = NOUN_KINDS[noun.kind]
        if plural and kind in (ActorKind.ORGANIZATION, ActorKind.NEWS_OUTLET, ActorKind.GOVERNMENT):
            return ActorKind.COLLECTIVE if kind is not ActorKind.GOVERNMENT else kind
        return kind

    def _owners(self, token: Token) -> list[str]:
        """Named actors to which the description belongs: "Pakistani sources", "a source close to the Taliban"."""
        found: list[str] = []
        noun = actor_noun(token)
        apart = ["relcl", "appos", "conj", "cc"]
        if noun is not None and noun.kind is NounKind.DOCUMENT:
            apart.append("acl")  # "a lawsuit filed in a US court" is not the country's
        skip = {id(child) for child in token.children if child.dep in apart}
        for word in token.below(lambda t: id(t) not in skip):
            name = self._name_at.get(word.i)
            if name is None or word is not name.head:
                continue
            if is_locative(word) and word.head.lower != "from":
                continue
            actor = self.named(name)
            if (
                actor is not None
                and name.known is not None
                and name.known.is_capital
                and not name.demonym
                and name.known.country
                and word.dep in ("compound", "poss", "nmod")
            ):
                actor = self.known(name.known.country)
            if actor is not None and actor not in found:
                found.append(actor)
        return found

    def _author(self, document: Token) -> str | None:
        """Who speaks in "a statement issued by the ministry"."""
        issued = document.child("acl")
        if issued is None or issued.tag != "VBN" or issued.lemma.lower() not in _ISSUING:
            return None
        agent = issued.child("agent")
        who = agent.child("pobj") if agent is not None else None
        return self.resolve(who) if who is not None else None

    def _mention_by_capital(self, country: str, token: Token) -> None:
        """Note where the capital below the word stands for its country: "a Kabul statement"."""
        names = [self._name_at.get(word.i) for word in token.below(lambda _: True)]
        for name in names:
            if name is None or name.known is None or not name.known.is_capital:
                continue
            if name.known.country == self.entries[country].known:
                self.mentions[(name.span, country)] = Mention(name.span, country, literal=self.named(name))

    def _unnamed_actor(self, token: Token, label: str, kind: ActorKind, owners: list[str]) -> str | None:
        if not label or not any(char.isalpha() for char in label):
            return None
        key = self._key_of(token, label)
        if key not in self._described:
            entry = self._new(label, kind, named=False)
            entry.plural = token.tag in ("NNS", "NNPS")
            entry.role_lemmas = {token.lemma.lower()}
            noun = actor_noun(token)
            entry.affiliations = list(owners)
            countries = [one for one in owners if self.entries[one].kind is ActorKind.GEOPOLITICAL]
            if len(owners) == 1 and countries and noun is not None and noun.kind in _ACTING_FOR:
                entry.acts_for = countries[0]
            self._described[key] = entry.id
        found = self._described[key]
        self._mention(found, label_span(token))
        return found

    def _key_of(self, token: Token, label: str) -> str:
        """What descriptions of one actor share: "Sudan's foreign ministry", "the Sudanese foreign ministry"."""
        words = []
        for word in label_words(token):
            name = self._name_at.get(word.i)
            if name is not None and name.known is not None and name.inside is None:
                words.append(name.known.key)
            elif word.tag != "POS":
                words.append(word.lower)
        return " ".join(dict.fromkeys(words)) if len(words) > 1 else label.lower()

    # --- groups

    def group(self, label: str, members: tuple[str, ...], span: Span | None = None) -> str:
        """An actor that stands for several: "the two sides", or X and Y who speak together. Where all of a few are
        known by name it bears their names, whatever the words."""
        entries = [self.entries[one] for one in members]
        key = f"group:{label.lower()}:{members}"
        if len(entries) <= _FEW and all(one.named for one in entries):
            names = [one.label for one in entries]
            label = f"{', '.join(names[:-1])} and {names[-1]}"
            key = f"group:{sorted(members)}"
        if key not in self._described:
            entry = self._new(label, ActorKind.GROUP, named=False)
            entry.members = members
            entry.plural = True
            self._described[key] = entry.id
        if span is not None:
            self._mention(self._described[key], span)
        return self._described[key]

    def side(self, actor: str) -> set[str]:
        """The actor and those whom it belongs to or acts for."""
        entry = self.entries[actor]
        return {actor, *entry.affiliations, *([entry.acts_for] if entry.acts_for else [])}

    def mention_name(self, name: Name) -> None:
        """Note that the name stands for its actor, or a demonym for its country."""
        actor = self.named(name)
        if actor is not None:
            self._mention(actor, name.span)

    def mention_country(self, country: str, name: Name) -> None:
        """Note that the town's name stands for the country as well, unless the country is named in the article."""
        if not any(actor == country for _, actor in self.mentions):
            self.mention_name(name)
            self.mentions[(name.span, country)] = Mention(name.span, country, literal=self.named(name))

    def mention(self, actor: str, token: Token) -> None:
        """Note that the word stands for the actor."""
        self._mention(actor, token.span)

    def mention_all_names(self) -> None:
        """Every name gets its mention, whether or not a claim or event needed it."""
        for name in self.names:
            actor = self.named(name)
            if actor is None or any(span == name.span for span, _ in self.mentions):
                continue
            if name.known is not None and name.known.is_capital and not name.demonym and is_metonymic(name):
                self._resolve_name(name, name.head, speaker=False)
            else:
                self._mention(actor, name.span)

    def actors(self) -> tuple[Actor, ...]:
        """All actors and places, in the order of their ids."""
        places = {entry.id for entry in self.entries.values() if entry.kind is ActorKind.PLACE}
        return tuple(entry.frozen(places) for entry in self.entries.values())


def _key(cluster: Cluster) -> str:
    if cluster.known is not None:
        return cluster.known.key
    return f"{cluster.kind}:{cluster.label}:{' '.join(sorted(cluster.states))}"
