"""Terms as text, which is all that shapes need of them: an IRI as such, a blank node with ``_:`` before its label, a
literal as N-Triples writes it. No two terms have one text: a literal begins with a quotation mark, and no IRI does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.rdf.statements import Statement
from kg.vocabulary import XSD

__all__ = ["as_ntriples", "is_blank", "is_iri", "is_literal", "key", "literal", "plain", "statements_of"]

_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SIGNS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def key(term: object) -> str:
    """The text of a term.

    >>> from pyoxigraph import Literal
    >>> key(NamedNode("urn:x:a")), key(Literal("a"))
    ('urn:x:a', '"a"')
    """
    return term.value if isinstance(term, NamedNode) else str(term)


def statements_of(triples: Iterable[Triple]) -> Iterator[Statement]:
    """Triples of pyoxigraph as statements of ``kg.rdf``."""
    for triple in triples:
        yield key(triple.subject), triple.predicate.value, str(triple.object)


def is_literal(term: str) -> bool:
    """Whether that is the text of a literal."""
    return term[0] == '"'


def is_blank(term: str) -> bool:
    """Whether that is the text of a blank node."""
    return term[0] == "_"


def is_iri(term: str) -> bool:
    """Whether that is the text of an IRI."""
    return term[0] not in '"_'


def as_ntriples(term: str) -> str:
    """How N-Triples writes the term."""
    return f"<{term}>" if is_iri(term) else term


def plain(term: str) -> str:
    """An IRI or blank node as such; of a literal, what it says."""
    return literal(term)[0] if is_literal(term) else term


def literal(term: str) -> tuple[str, str, bool]:
    """What a literal says, the IRI of its datatype, and whether it has a language.

    >>> literal('"a\\\\"b"'), literal('"1"^^<urn:x:t>')
    (('a"b', 'http://www.w3.org/2001/XMLSchema#string', False), ('1', 'urn:x:t', False))
    """
    end = term.rindex('"')
    value, after = term[1:end], term[end + 1 :]
    if "\\" in value:
        value = _ESCAPE.sub(_unescaped, value)
    if not after:
        return value, XSD.string, False
    if after[0] == "@":
        return value, _LANGUAGE, True
    return value, after[3:-1], False


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SIGNS.get(match[3], match[3])
