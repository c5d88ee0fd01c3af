"""Which names of an article are the same actor: long form, surname, acronym, case."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.lexicon import NounKind, WordList, lexicon
from kg.extract.names import Name
from kg.extract.tokens import Token
from kg.model import ActorKind, KnownEntity

__all__ = ["NOUN_KINDS", "Cluster", "cluster_names", "noun_kind"]

NOUN_KINDS = {
    NounKind.GOVERNMENT: ActorKind.GOVERNMENT,
    NounKind.ARMED_GROUP: ActorKind.ARMED_GROUP,
    NounKind.ARMED_FORCE: ActorKind.ORGANIZATION,
    NounKind.NEWS_OUTLET: ActorKind.NEWS_OUTLET,
    NounKind.ORGANIZATION: ActorKind.ORGANIZATION,
    NounKind.BODY: ActorKind.ORGANIZATION,
    NounKind.PERSON: ActorKind.PERSON,
    NounKind.OFFICIAL: ActorKind.PERSON,
    NounKind.COLLECTIVE: ActorKind.COLLECTIVE,
    NounKind.SOURCE: ActorKind.UNNAMED_SOURCE,
    NounKind.DOCUMENT: ActorKind.UNNAMED_SOURCE,
    NounKind.PLACE: ActorKind.PLACE,
}
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.NEWS_OUTLET, ActorKind.GOVERNMENT, ActorKind.ARMED_GROUP})
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "el", "al", "i", "e"})


_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
"""An acronym with stops: "W.H.O."."""


@dataclass(slots=True)
class Cluster:
    """Names of one actor or place."""

    label: str
    kind: ActorKind
    known: KnownEntity | None = None
    names: list[Name] = field(default_factory=list)
    demonym: bool = False
    states: set[str] = field(default_factory=set)
    """Gazetteer's keys of the states that stand in its names or before them: "Egypt's foreign ministry"."""

    @property
    def words(self) -> list[str]:
        """The words of the fullest name, in lower case."""
        return self.label.lower().split()


def cluster_names(names: list[Name]) -> tuple[list[Cluster], dict[int, Cluster]]:
    """Clusters in order of first mention, and the cluster of each name (by its identity).

    Demonyms are left out: they point to a country and do not name it, unless they stand for its people.
    """
    clusters: list[Cluster] = []
    of_name: dict[int, Cluster] = {}
    proper = [name for name in names if not name.demonym]
    states = _states(names)
    # Fuller names first, so that a surname in the headline finds its bearer in the text.
    for name in sorted(proper, key=lambda name: (-_rank(name), name.span.start)):
        own = states.get(id(name), set())
        cluster = _home(name, [one for one in clusters if _may_share_state(own, one)])
        if cluster is None:
            cluster = Cluster(_label(name), _kind(name), name.known)
            clusters.append(cluster)
        cluster.names.append(name)
        cluster.states |= own
        of_name[id(name)] = cluster
    _settle_kinds(clusters)
    for cluster in clusters:
        cluster.names.sort(key=lambda name: name.span)
    clusters.sort(key=lambda cluster: (cluster.names[0].span.start, -cluster.names[0].span.end))
    return clusters, of_name


def _states(names: list[Name]) -> dict[int, set[str]]:
    """The states inside each name or right before it, by the name's identity: a ministry of one is not another's."""
    holder = {token.i: name for name in names if name.inside is None for token in name.tokens}
    found: defaultdict[int, set[str]] = defaultdict(set)
    for name in names:
        if name.known is None or name.known.kind is not ActorKind.GEOPOLITICAL:
            continue
        owned = name.inside
        if owned is None and name.head.dep in ("poss", "amod", "nmod", "compound"):
            owned = holder.get(name.head.head.i)
        if owned is not None and owned is not name:
            found[id(owned)].add(name.known.key)
    return found


def _may_share_state(states: set[str], cluster: Cluster) -> bool:
    return cluster.kind not in _BODIES or not states or not cluster.states or not states.isdisjoint(cluster.states)


def _rank(name: Name) -> int:
    if name.known is not None:
        return 100
    return len(name.text.split())


def _label(name: Name) -> str:
    return name.known.label if name.known is not None else " ".join(name.text.split())


def _kind(name: Name) -> ActorKind:
    if name.known is not None:
        return name.known.kind
    if name.kind in (ActorKind.ORGANIZATION, ActorKind.GROUP):
        return noun_kind(name.tokens) or _apposed_kind(name) or name.kind
    if name.kind is ActorKind.GEOPOLITICAL:
        return ActorKind.PLACE
    return name.kind


def noun_kind(tokens: list[Token]) -> ActorKind | None:
    """The kind that a common noun inside a name tells of: Ministry, Army, Times; the last one counts, and one before
    "of" more than one behind it."""
    words = [token.lemma.lower() for token in tokens]
    lowers = [token.lower for token in tokens]
    stop = next((i for i, word in enumerate(lowers) if word in ("of", "for") and i > 0), len(words))
    for i in reversed(range(stop)):
        noun = lexicon().actor_nouns.get(words[i]) or lexicon().actor_nouns.get(lowers[i])
        if noun is not None and noun.kind in NOUN_KINDS and noun.kind not in (NounKind.PERSON, NounKind.DOCUMENT):
            kind = NOUN_KINDS[noun.kind]
            if kind in (ActorKind.GOVERNMENT, ActorKind.ARMED_GROUP, ActorKind.NEWS_OUTLET, ActorKind.ORGANIZATION):
                return kind
    return None


def _apposed_kind(name: Name) -> ActorKind | None:
    """As in "The Express Tribune, a newspaper"."""
    inside = {token.i for token in name.tokens}
    for child in name.head.children:
        if child.dep == "appos" or (child.dep in ("compound", "nmod") and child.i not in inside and child.tag == "NN"):
            noun = lexicon().actor_nouns.get(child.lemma.lower())
            if noun is not None:
                kind = NOUN_KINDS[noun.kind]
                if kind not in (ActorKind.PERSON, ActorKind.PLACE, ActorKind.UNNAMED_SOURCE, ActorKind.COLLECTIVE):
                    return kind
    return None


def _home(name: Name, clusters: list[Cluster]) -> Cluster | None:
    """The cluster that the name belongs to; None where it opens one of its own."""
    if name.known is not None:
        return next((one for one in clusters if one.known is not None and one.known.key == name.known.key), None)
    words = _plain(name.text)
    if not words:
        return None
    same = [one for one in clusters if _plain(one.label) == words or any(_plain(n.text) == words for n in one.names)]
    if same:
        return same[0]
    fits = _is_person_part if name.kind is ActorKind.PERSON else _is_part
    near = [one for one in clusters if fits(words, one, name)] or [
        one for one in clusters if _is_short_for(words, one, name)
    ]
    if not near and name.kind is ActorKind.PERSON and len(words) == 1:
        near = [one for one in clusters if _may_be_bearer(words[0], one)]
        for one in near[:1]:
            one.kind = ActorKind.PERSON
    if name.kind is ActorKind.PERSON and len(words) == 1:
        # Of two with one surname, it is who bears the title too, or the one who had been named by then.
        near = [one for one in near if _shares_title(name, one)] or near
        if len(near) > 1:
            near = [one for one in near if min(other.span for other in one.names) < name.span]
    return near[0] if len({id(one) for one in near}) == 1 else None


def _shares_title(name: Name, cluster: Cluster) -> bool:
    title = _word_before(name)
    return title is not None and any(_word_before(other) == title for other in cluster.names)


def _word_before(name: Name) -> str | None:
    first = name.tokens[0]
    place = first.i - first.sentence.tokens[0].i
    return first.sentence.tokens[place - 1].lower if place else None


def _may_be_bearer(surname: str, cluster: Cluster) -> bool:
    """Whether a name that the model took for something else is that of a person, since its last word is one's name."""
    full = _plain(cluster.label)
    return (
        cluster.known is None
        and 1 < len(full) <= 3
        and full[-1] == surname
        and noun_kind(cluster.names[0].tokens) is None
    )


@lru_cache(maxsize=4096)
def _plain(text: str) -> list[str]:
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    words = re.findall(r"[\w&']+", text.lower().replace("’", "'"))
    return [word for word in words if word not in ("the", "a", "an", "s", "'s", "mr", "mrs", "ms", "dr")]


def _is_person_part(words: list[str], cluster: Cluster, _: Name) -> bool:
    """A surname, or given name and surname without what stands between."""
    full = _plain(cluster.label)
    if cluster.kind is not ActorKind.PERSON or len(full) <= len(words):
        return False
    if len(words) == 1:
        return words[0] == full[-1] or (words[0] == full[0] and len(words[0]) > 3)
    return words[-1] == full[-1] and all(word in full for word in words)


def _is_part(words: list[str], cluster: Cluster, name: Name) -> bool:
    """An acronym of the long form, or its last or first word alone."""
    if cluster.kind in (ActorKind.PERSON, ActorKind.PLACE, ActorKind.GEOPOLITICAL):
        return (
            cluster.kind is ActorKind.PERSON
            and name.kind is ActorKind.ORGANIZATION
            and _is_person_part(words, cluster, name)
        )
    full = _plain(cluster.label)
    if len(words) == 1 and name.text.isupper() and len(name.text) >= 2:
        initials = "".join(word[0] for word in full if word not in _SMALL_WORDS)
        every = "".join(word[0] for word in re.findall(r"\w+", cluster.label.lower()))
        return words[0] in (initials, every) or _stands_in_brackets(name, cluster)
    return len(full) > len(words) >= 1 and full[-len(words) :] == words and len(words) >= 2


def _is_short_for(words: list[str], cluster: Cluster, name: Name) -> bool:
    """What a body is called after it was named in full: "Aldera" for Aldera Bank, "Obra" for Obra Holding AG."""
    if cluster.known is not None or cluster.kind not in (ActorKind.ORGANIZATION, ActorKind.NEWS_OUTLET):
        return False
    full = _plain(cluster.label)
    rest = full[len(words) :]
    short = len(words) == 1 and len(words[0]) > 2 and name.text[:1].isupper() and full[:1] == words
    return short and 0 < len(rest) <= 2 and all(word in lexicon().lists[WordList.FIRM_WORD] for word in rest)


def _stands_in_brackets(name: Name, cluster: Cluster) -> bool:
    """As in "Tehrik-i-Taliban Pakistan (TTP)"."""
    first = name.tokens[0]
    position = first.i - first.sentence.tokens[0].i
    if position < 2 or first.sentence.tokens[position - 1].text != "(":
        return False
    before = first.sentence.tokens[position - 2]
    return any(before.i == other.tokens[-1].i for other in cluster.names)


def _reads_like_a_person(name: Name) -> bool:
    """Two or three capitalised words, none of them for a body: "Matshidiso Moeti"."""
    words = [token.text for token in name.tokens]
    plain = all(word[:1].isupper() and word.isalpha() and not word.isupper() for word in words)
    return 2 <= len(words) <= 3 and plain and noun_kind(name.tokens) is None


def _has_title(name: Name) -> bool:
    """Whether an office or form of address stands with the name: "Mayor Bill de Blasio", "X, the chief executive"."""
    head = name.head
    beside = [child for child in head.children if child.dep == "appos"]
    beside += [head.head] if head.dep == "appos" else []
    nouns = [noun for one in beside if (noun := lexicon().actor_nouns.get(one.lemma.lower())) is not None]
    if any(noun.kind is NounKind.OFFICIAL for noun in nouns):
        return True
    if any(noun.kind is NounKind.PERSON for noun in nouns) and _reads_like_a_person(name):
        return True
    first = name.tokens[0]
    for token in name.head.children:
        if token.i >= first.i or token.dep not in ("compound", "nmod") or token.i < first.i - 2:
            continue
        noun = lexicon().actor_nouns.get(token.lemma.lower())
        if token.text.rstrip(".") in lexicon().titles or (noun is not None and noun.kind is NounKind.OFFICIAL):
            return True
        called = noun is not None and noun.kind is NounKind.PERSON and token.tag == "NN" and token.i == first.i - 1
        if called and _reads_like_a_person(name):
            return True
    return False


def _fullest(cluster: Cluster) -> Name:
    return max(cluster.names, key=lambda name: len(name.tokens))


def _settle_kinds(clusters: list[Cluster]) -> None:
    """A name that the model takes for different things is what it is taken for most often."""
    for cluster in clusters:
        if cluster.known is None and any(_has_title(name) for name in cluster.names):
            cluster.kind = ActorKind.PERSON
            continue
        if cluster.known is not None or len(cluster.names) < 3:
            continue
        if cluster.kind in _BODIES and noun_kind(_fullest(cluster).tokens) is not None:
            continue  # "Bank" in its full name tells more than what the short one looks like
        votes: defaultdict[ActorKind, int] = defaultdict(int)
        for name in cluster.names:
            votes[_kind(name)] += 1
        cluster.kind = max(votes, key=lambda kind: (votes[kind], kind is cluster.kind))
