"""What people type for the parameters of a saved query, as RDF terms that can be bound to its variables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import ParameterError
from kg.queries.parameters import Parameter, literal
from kg.sparql import Solutions, run
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from kg.queries.names import Outlet, Select, Thing

__all__ = ["THINGS", "completed_by", "iri_of", "selector", "term", "terms"]

THINGS: Final[Mapping[str, tuple[Thing, ...]]] = {
    "article": ("article",),
    "document": ("article",),
    "claim": ("claim",),
    "situation": ("situation",),
    "event": ("situation",),
    **dict.fromkeys(("actor", "claimant", "speaker", "source", "against", "about", "target", "place"), ("actor",)),
    **dict.fromkeys(("outlet", "publisher"), ("actor",)),
}
"""Name of a parameter → what its value is the name of. What is not listed takes any IRI, and labels of actors."""


def selector(store: Store) -> Select:
    """What looks names up in a store."""

    def select(query: str) -> list[tuple[str, ...]]:
        found = run(store, query)
        assert isinstance(found, Solutions)
        return [
            tuple("" if value is None else getattr(value, "value", str(value)) for value in row) for row in found.rows
        ]

    return select


def terms(
    parameters: Sequence[Parameter], given: Mapping[str, str | None], store: Store
) -> dict[str, NamedNode | Literal]:
    """Variable → term for every parameter that is given or has a default.

    Raises ParameterError where one that must be given is missing, and what ``term`` raises.
    """
    select = selector(store)
    found = {}
    for parameter in parameters:
        value = given.get(parameter.name)
        value = parameter.default if value is None else value
        if value is not None:
            found[parameter.variable] = term(parameter, value, select)
        elif parameter.required:
            raise ParameterError(f"{parameter.option} is missing", remedy=f"Give it a value: {parameter.option} ….")
    return found


def term(parameter: Parameter, value: str, select: Select) -> NamedNode | Literal:
    """One value as a term of the parameter's type.

    Raises ParameterError where it is not of that type, UnknownNameError where it is the name of nothing here.
    """
    if parameter.choices and value not in parameter.choices:
        raise ParameterError(
            f"{parameter.option} cannot be {value!r}", remedy=f"It may be: {', '.join(parameter.choices)}."
        )
    if parameter.type == "iri":
        return NamedNode(_iri(parameter, value, select))
    if parameter.language:
        return Literal(value, language=parameter.language)
    form, datatype = literal(parameter, value)
    return Literal(form, datatype=NamedNode(datatype))


def completed_by(name: str) -> Thing | Outlet:
    """The kind of thing whose names a parameter of that name is completed with."""
    name = name.lower()
    return "outlet" if name in ("outlet", "publisher") else THINGS.get(name, ("actor",))[0]


def iri_of(value: str) -> str | None:
    """The IRI that is written in full, with or without angle brackets, or as a CURIE with a prefix of kg's.

    >>> iri_of("act:deny"), iri_of("Turkey")
    ('https://w3id.org/news-kg/speech-act#deny', None)
    """
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES and re.fullmatch(r"[\w.-]*", local):
        return PREFIXES[prefix] + local
    bare = value.removeprefix("<").removesuffix(">")
    return bare if re.fullmatch(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]+", bare) else None


def _iri(parameter: Parameter, value: str, select: Select) -> str:
    from kg.queries.names import resolve

    things = THINGS.get(parameter.name.lower())
    if things is not None:
        return resolve(value, select, things)
    return iri_of(value) or resolve(value, select)
