"""Say where a query is wrong, and why.

The parser's own position is not enough: where a keyword could stand, it compares as many characters as the keyword has
and counts them as read, so that the place it reports can be several tokens, or lines, past the mistake. With wide gaps
between all tokens that error cannot reach the next token. So a query that does not parse is parsed again with gaps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import Store

from kg.errors import Location, SparqlSyntaxError
from kg.sparql.tokens import Token, tokens

__all__ = ["syntax_error"]

_GAP = " " * 24
"""Wider than the longest keyword of SPARQL, ENCODE_FOR_URI."""
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_POSITION = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_REASON = re.compile(r"(?:^|, |one of )([A-Z][a-z][^,\[\]\"]* [^,\[\]\"]+?)(?=,|$)")
_BRACKET = re.compile(r'"([{}()])"')


def syntax_error(error: SyntaxError, query: str, source: str, prefixes: Mapping[str, str]) -> SparqlSyntaxError:
    """The parser's error as one that names line, column and reason in the query as it was written."""
    found = list(tokens(query))
    return (
        _empty(found, source)
        or _update(found, query, source)
        or _unknown_prefix(found, query, source, prefixes)
        or _relative_iri(found, query, source)
        or _unclosed(found, query, source)
        or _unexpected(error, found, query, source, prefixes)
    )


def _empty(found: Sequence[Token], source: str) -> SparqlSyntaxError | None:
    return None if found else SparqlSyntaxError("the query is empty", location=Location(source))


def _update(found: Sequence[Token], query: str, source: str) -> SparqlSyntaxError | None:
    """An update request, where only questions are answered."""
    body = [token for token in found if token.kind == "word" and not token.is_word("PREFIX", "BASE")]
    if not body or not body[0].is_word(*_UPDATES):
        return None
    return SparqlSyntaxError(
        f"{body[0].text.upper()} is an update, and only queries are answered here",
        location=_location(body[0].start, query, source),
        remedy="The store changes with `kg build`, `kg remove` and `kg reason`; `kg serve --write` takes updates.",
    )


def _unknown_prefix(
    found: Sequence[Token], query: str, source: str, prefixes: Mapping[str, str]
) -> SparqlSyntaxError | None:
    declared = set(prefixes)
    before: Token | None = None
    for token in found:
        if token.kind == "prefixed":
            prefix = token.text.partition(":")[0]
            if before is not None and before.is_word("PREFIX"):
                declared.add(prefix)
            elif prefix not in declared:
                return SparqlSyntaxError(
                    f"the prefix {prefix}: is not known",
                    location=_location(token.start, query, source),
                    remedy=f"Declare it with PREFIX {prefix}: <…>. Known without declaration are "
                    f"{', '.join(sorted(prefixes))}.",
                )
        before = token
    return None


def _relative_iri(found: Sequence[Token], query: str, source: str) -> SparqlSyntaxError | None:
    if any(token.is_word("BASE") for token in found):
        return None
    for token in found:
        if token.kind == "iri" and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", token.text):
            return SparqlSyntaxError(
                f"{token.text} is not a whole IRI",
                location=_location(token.start, query, source),
                remedy="Write it with its scheme, as in <https://example.org/a>, or declare a BASE.",
            )
    return None


def _unclosed(found: Sequence[Token], query: str, source: str) -> SparqlSyntaxError | None:
    """A quotation mark that opens a string without end."""
    for token in found:
        if token.kind == "sign" and token.text in "\"'":
            return SparqlSyntaxError("a string is not closed", location=_location(token.start, query, source))
    return None


def _surplus(found: Sequence[Token]) -> Token | None:
    """A brace that closes nothing."""
    depth = 0
    for token in found:
        if token.kind == "sign":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth < 0:
            return token
    return None


def _unexpected(
    error: SyntaxError, found: Sequence[Token], query: str, source: str, prefixes: Mapping[str, str]
) -> SparqlSyntaxError:
    where, expected = _in_gapped(error, found, prefixes)
    reason = _REASON.search(expected)
    if reason is not None:
        return SparqlSyntaxError(reason.group(1).strip(), location=Location(source))
    brackets = list(dict.fromkeys(_BRACKET.findall(expected)))
    hint = f"; a {' or '.join(brackets)} could stand here" if brackets else ""
    if where is not None:
        return SparqlSyntaxError(
            f"{where.text} cannot stand here{hint}", location=_location(where.start, query, source)
        )
    surplus = _surplus(found)
    if surplus is not None:
        return SparqlSyntaxError("this } closes nothing", location=_location(surplus.start, query, source))
    if brackets or found[-1].text != "}":
        return SparqlSyntaxError(f"the query ends too early{hint}", location=_location(found[-1].end, query, source))
    return SparqlSyntaxError(
        "every word of the query is in its place, and it does not hold together",
        location=Location(source),
        remedy="BIND( … AS ?x) and ( … AS ?x) may not name a variable that has a value already.",
    )


def _in_gapped(error: SyntaxError, found: Sequence[Token], prefixes: Mapping[str, str]) -> tuple[Token | None, str]:
    """The token at which the parser gives up (None for the end of the query), and what it says it expected."""
    gapped, starts = "", []
    for token in found:
        if not gapped.endswith("^^") and token.kind != "language" and token.text != "^^":
            gapped += _GAP
        starts.append(len(gapped))
        gapped += token.text.replace("\n", " ").replace("\r", " ")
    try:
        Store().query(gapped, prefixes=dict(prefixes))
    except SyntaxError as second:
        error = second
    match = _POSITION.search(str(error))
    if match is None:
        return None, str(error)
    offset = int(match.group(2)) - 1
    if offset >= len(gapped):
        return None, match.group(3)
    reached = [token for token, start in zip(found, starts, strict=True) if start <= offset]
    return (reached[-1] if reached else found[0]), match.group(3)


def _location(offset: int, query: str, source: str) -> Location:
    before = query[:offset]
    line_start = before.rfind("\n") + 1
    line_end = query.find("\n", offset)
    line = query[line_start : len(query) if line_end < 0 else line_end].rstrip("\r")
    return Location(source, before.count("\n") + 1, offset - line_start + 1, line)
