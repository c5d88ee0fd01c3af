"""From what people type to the node that they mean: an IRI, a CURIE, a label or another name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.errors import UnknownNameError
from kg.vocabulary import DCTERMS, KG, PREFIXES, RDFS, SCHEMA, SKOS, WD_NS

__all__ = ["CLASSES", "Choice", "Outlet", "Select", "Thing", "candidates", "labels", "resolve"]

Thing: TypeAlias = Literal["actor", "claim", "situation", "article"]
Outlet: TypeAlias = Literal["outlet"]
"""An actor that publishes an article."""
Select: TypeAlias = Callable[[str], Iterable[Sequence[str]]]
"""Runs a SELECT over the union of all graphs and gives its rows as plain values, "" where a variable is not bound."""

CLASSES: Final[Mapping[Thing, tuple[str, ...]]] = {
    "actor": (KG.Actor, KG.Place),
    "claim": (KG.Claim,),
    "situation": (KG.Situation, KG.Dispute),
    "article": (KG.Document,),
}
"""Kind of thing → the classes of which it may be."""
_NAMES: Final[Mapping[Thing, tuple[str, ...]]] = {
    "actor": (RDFS.label, SKOS.altLabel),
    "claim": (RDFS.label,),
    "situation": (RDFS.label,),
    "article": (RDFS.label, SCHEMA.headline, SCHEMA.url, DCTERMS.identifier, KG.textHash),
}
_COMPARED: Final = 20_000
"""So many names at most are compared for likeness, which takes about a second."""
_LISTED: Final = 10


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """A node that a name may mean."""

    label: str
    iri: str

    @property
    def shared(self) -> bool:
        """Whether it is an actor or place that articles share, not one of a single article."""
        return "/entity/" in self.iri


def resolve(name: str, select: Select, things: Sequence[Thing] = ("actor",)) -> str:
    """The IRI of the one node that the name means.

    Raises UnknownNameError: with close names where there is none, with the choices where there are several.
    """
    found = candidates(name, select, things)
    if len(found) == 1:
        return found[0].iri
    kind = " or ".join(things)
    if found:
        listed = "\n  ".join(f"{choice.label}  {choice.iri}" for choice in found[:_LISTED])
        more = f"\n  … and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UnknownNameError(
            f"{name!r} means several things here", remedy=f"Give the IRI of one of them:\n  {listed}{more}"
        )
    close = _close_names(name, select, things)
    raise UnknownNameError(
        f"no {kind} here is called {name!r}",
        remedy=f"Did you mean {' or '.join(map(repr, close))}?" if close else "`kg stats` tells what is in the store.",
    )


def candidates(name: str, select: Select, things: Sequence[Thing]) -> list[Choice]:
    """The nodes that the name fits best, sorted: by IRI, else by exact name, else whatever the case of letters.

    What articles share goes before what belongs to one article, and a label before another name.
    """
    iri = _as_iri(name)
    if iri is not None:
        return _by_iri(iri, select, things)
    folded = re.sub(r"\Athe\s+", "", name.strip(), flags=re.IGNORECASE).lower()
    for match in (
        f"?name = {_string(name.strip())}",
        f"LCASE(?name) = {_string(name.strip().lower())}",
        f"LCASE(?name) = {_string(folded)}",
    ):
        for best in _tiers(match, select, things):
            if best:
                return best
    return []


def labels(beginning: str, select: Select, thing: Thing | Outlet, most: int = 50) -> list[str]:
    """Names of such things that begin so, whatever the case of letters, sorted: labels, and where there are none other
    names, so that each of them begins as asked for.
    """
    of_outlets = f"?any <{SCHEMA.publisher}> ?node . "
    classes = " ".join(f"<{iri}>" for iri in CLASSES["actor" if thing == "outlet" else thing])
    for names in ((RDFS.label,), _NAMES["actor" if thing == "outlet" else thing][1:]):
        properties = " ".join(f"<{iri}>" for iri in names)
        found = select(
            f"SELECT DISTINCT (STR(?name) AS ?text) {{ {of_outlets if thing == 'outlet' else ''}"
            f"VALUES ?property {{ {properties} }} VALUES ?class {{ {classes} }} ?node a ?class ; ?property ?name . "
            f"FILTER(STRSTARTS(LCASE(STR(?name)), {_string(beginning.lower())})) }} LIMIT {most}"
        )
        texts = sorted({text for (text,) in found})
        if texts:
            return texts
    return []


def _tiers(match: str, select: Select, things: Sequence[Thing]) -> Iterable[list[Choice]]:
    labelled: dict[bool, set[Choice]] = {True: set(), False: set()}
    for thing in things:
        for iri, label, is_label in select(_query(thing, match)):
            labelled[is_label == "true"].add(Choice(label, iri))
    for choices in (labelled[True], labelled[False]):
        yield sorted(choice for choice in choices if choice.shared)
        yield sorted(choice for choice in choices if not choice.shared)


def _query(thing: Thing, match: str) -> str:
    """Nodes of a kind of thing whose name fits. An exact name is looked up, not filtered for."""
    classes = " ".join(f"<{iri}>" for iri in CLASSES[thing])
    names = " ".join(f"<{iri}>" for iri in _NAMES[thing])
    exact = match.removeprefix("?name = ")
    if exact != match:
        typed = f'"^^<{PREFIXES["xsd"]}anyURI>'
        values = f"VALUES ?name {{ {exact} {exact[:-1]}{typed} }}"
        match = "true"
    else:
        values = ""
    return (
        f"SELECT DISTINCT ?node ?label (?property = <{RDFS.label}> AS ?isLabel) {{ {values} "
        f"VALUES ?property {{ {names} }} ?node ?property ?name . FILTER({match}) "
        f"VALUES ?class {{ {classes} }} ?node a ?class . ?node <{RDFS.label}> ?label }}"
    )


def _as_iri(name: str) -> str | None:
    """The IRI that was typed in full, in angle brackets, as a CURIE, or as a bare Wikidata id."""
    bare = name.strip().removeprefix("<").removesuffix(">")
    if re.fullmatch(r"Q[1-9]\d*", bare):
        return WD_NS + bare
    prefix, colon, local = bare.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return bare if re.fullmatch(r"(https?://|urn:)[^\s<>\"{}|\\^`]+", bare) else None


def _by_iri(iri: str, select: Select, things: Sequence[Thing]) -> list[Choice]:
    if re.search(r"[\s<>\"{}|\\^`]", iri):
        return []
    if iri.startswith(WD_NS):
        pattern = f"?node <{KG.wikidata}> <{iri}> ; <{RDFS.label}> ?label"
    else:
        classes = " ".join(f"<{cls}>" for thing in things for cls in CLASSES[thing])
        pattern = f"VALUES ?node {{ <{iri}> }} VALUES ?class {{ {classes} }} ?node a ?class ; <{RDFS.label}> ?label"
    found = sorted({Choice(label, node) for node, label in select(f"SELECT DISTINCT ?node ?label {{ {pattern} }}")})
    if found or "article" not in things:
        return found
    address = f'"{iri}"^^<{PREFIXES["xsd"]}anyURI>'  # an article may be known by the address of its page
    by_url = f"SELECT DISTINCT ?node ?label {{ ?node <{SCHEMA.url}> {address} ; <{RDFS.label}> ?label }}"
    return sorted({Choice(label, node) for node, label in select(by_url)})


def _close_names(name: str, select: Select, things: Sequence[Thing]) -> list[str]:
    """Names like the one given: those with all of its words in them, then those spelt nearly so."""
    import difflib

    known: dict[str, str] = {}
    for thing in things:
        for _, label, _ in select(_query(thing, "true") + f" LIMIT {_COMPARED}"):
            known.setdefault(label.lower(), label)
    words = name.lower().split()
    within = sorted(known[label] for label in known if all(word in label for word in words))
    like = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.6)
    return list(dict.fromkeys([*within[:3], *(known[label] for label in like)]))[:3]


def _string(value: str) -> str:
    """A SPARQL string."""
    for char, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        value = value.replace(char, escape)
    return f'"{value}"'
