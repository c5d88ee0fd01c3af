"""The SERVICE blocks of a query, and the query that tells what has been found until one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.errors import QueryFailedError
from kg.sparql.tokens import Token

__all__ = ["Block", "first_block", "probe_of", "prologue_of"]

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


class Block(NamedTuple):
    """``SERVICE [SILENT] endpoint { … }``; all but the endpoint are indices of tokens."""

    first: int
    opens: int
    """Its opening brace."""
    last: int
    """Its closing brace."""
    endpoint: str
    silent: bool
    path: tuple[int, ...]
    """The opening braces around it, from that of the WHERE group of its (sub)select inwards."""


def first_block(found: Sequence[Token], prefixes: Mapping[str, str], *, after: int = -1) -> Block | None:
    """The first SERVICE block behind a token, or None.

    Raises QueryFailedError where its endpoint is a variable, or it stands within an expression.
    """
    for at, token in enumerate(found):
        if at > after and token.is_word("SERVICE"):
            return _block(found, at, prefixes)
    return None


def prologue_of(found: Sequence[Token], block: Block, prefixes: Mapping[str, str]) -> str:
    """The declarations of prefixes that the block needs, for a query of its own."""
    used = {token.text.partition(":")[0] for token in found[block.opens : block.last] if token.kind == "prefixed"}
    declared = _all_declared(found, prefixes)
    return "".join(f"PREFIX {name}: {declared[name]}\n" for name in sorted(used) if name in declared)


def probe_of(query: str, found: Sequence[Token], block: Block) -> str | None:
    """A SELECT of the variables that the block shares with what stands before it in its groups, outermost first, and
    with the plain triples right after it; None where there are none.

    It has at least the solutions that the query has there: a FILTER is only kept where all that it speaks of is there.
    """
    asked = _variables(found[block.opens : block.last])
    parts = [*block.path, block.first]
    alone = len(block.path) == 1  # no group is around it that may be optional
    following = _triples_after(found, block.last) if alone else block.last + 1
    later = asked | _variables(found[block.last + 1 : _closing(found, block.path[0])])
    text, seen = "", set()
    for start, stop in pairwise(parts):
        inmost = stop == block.first
        within = set() if inmost else _variables(found[stop : _closing(found, stop)])
        kept = _kept(found, start + 1, stop if inmost else _element(found, stop), later | within)
        seen |= _variables(kept)
        text += "{ " + _text(kept)
    triples = found[block.last + 1 : following]
    seen |= _variables(triples)
    text += f" {_text(triples)}" + " }" * len(block.path)
    shared = sorted(asked & seen)
    if not shared:
        return None
    heading = query[: next(token.start for token in found if token.is_word(*_FORMS))]
    return f"{heading}SELECT DISTINCT {' '.join('?' + name for name in shared)} WHERE {text}"


def _block(found: Sequence[Token], at: int, prefixes: Mapping[str, str]) -> Block:
    silent = found[at + 1].is_word("SILENT")
    target = found[at + 2 if silent else at + 1]
    opens = at + (3 if silent else 2)
    endpoint = _endpoint(target, _all_declared(found, prefixes))
    return Block(at, opens, _closing(found, opens), endpoint, silent, _path(found, at))


def _endpoint(target: Token, declared: Mapping[str, str]) -> str:
    if target.kind == "iri":
        return target.text[1:-1]
    prefix, _, local = target.text.partition(":")
    if target.kind == "prefixed" and prefix in declared:
        return declared[prefix][1:-1] + local
    raise QueryFailedError(
        f"SERVICE {target.text} names no endpoint", remedy="Write its address: SERVICE <https://…> { … }."
    )


def _all_declared(found: Sequence[Token], prefixes: Mapping[str, str]) -> dict[str, str]:
    return {name: f"<{iri}>" for name, iri in prefixes.items()} | _declared(found)


def _declared(found: Sequence[Token]) -> dict[str, str]:
    """Prefix → IRI in angle brackets, as the query declares them."""
    return {
        name.text.rstrip(":"): iri.text
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.is_word("PREFIX") and name.kind == "prefixed" and iri.kind == "iri"
    }


def _path(found: Sequence[Token], at: int) -> tuple[int, ...]:
    """The braces around a token, from that of the WHERE group of the innermost (sub)select."""
    stack: list[tuple[int, bool]] = []
    depths: list[int] = []
    depth, form, template = 0, -1, False
    for place, token in enumerate(found[:at]):
        if token.is_word(*_FORMS):
            form, template = depth, token.is_word("CONSTRUCT")
        elif token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
        elif token.text == "{":
            is_where = form == depth and not (template and found[place - 1].is_word("CONSTRUCT"))
            form = -1 if is_where else form
            stack.append((place, is_where))
            depths.append(depth)
        elif token.text == "}" and stack:
            stack.pop()
            depths.pop()
    within = [place for place, (_, is_where) in enumerate(stack) if is_where]
    if not within or depth != depths[within[-1]]:
        raise QueryFailedError(
            "SERVICE stands within an expression", remedy="Put it into the WHERE group, and filter by its variables."
        )
    return tuple(place for place, _ in stack[within[-1] :])


def _closing(found: Sequence[Token], opens: int) -> int:
    depth = 0
    for place in range(opens, len(found)):
        depth += {"{": 1, "}": -1}.get(found[place].text, 0) if found[place].kind == "sign" else 0
        if depth == 0:
            return place
    return len(found) - 1


def _opening(found: Sequence[Token], closes: int) -> int:
    depth = 0
    for place in range(closes, -1, -1):
        depth += {"}": 1, "{": -1}.get(found[place].text, 0) if found[place].kind == "sign" else 0
        if depth == 0:
            return place
    return 0


def _element(found: Sequence[Token], opens: int) -> int:
    """Where the element begins that has the group: what goes before it is joined with the group.

    OPTIONAL, MINUS and EXISTS are left out, because all that matters is what their group can join with; so are the
    other branches of a UNION.
    """
    at = opens
    while at > 0 and found[at - 1].is_word("UNION"):
        at = _opening(found, at - 2)
    while at > 0 and found[at - 1].is_word("OPTIONAL", "MINUS", "EXISTS", "NOT", "FILTER"):
        at -= 1
    return at


def _triples_after(found: Sequence[Token], last: int) -> int:
    """The end of the plain triples that follow a token."""
    at = last + 1
    while at < len(found):
        token = found[at]
        if token.text in ("{", "}") or (token.kind == "word" and not token.is_word("A", "TRUE", "FALSE")):
            break
        at += 1
    while at > last + 1 and found[at - 1].text in (";", ","):
        at -= 1
    return at


def _kept(found: Sequence[Token], start: int, end: int, later: set[str]) -> list[Token]:
    """The tokens in between, without filters that speak of what comes later, or of what is not there at all."""
    kept: list[Token] = []
    filters: list[Sequence[Token]] = []
    at = start
    while at < end:
        if found[at].text == "{":
            closing = _closing(found, at)
            kept += found[at : closing + 1]
            at = closing + 1
        elif found[at].is_word("FILTER"):
            after = _after_filter(found, at)
            filters.append(found[at:after])
            at = after
        else:
            kept.append(found[at])
            at += 1
    there = _variables(kept) - later
    return kept + [token for one in filters if _variables(one) <= there for token in one]


def _after_filter(found: Sequence[Token], at: int) -> int:
    """Where a filter ends: FILTER (…), FILTER name(…), FILTER [NOT] EXISTS {…}."""
    while found[at].text not in ("(", "{"):
        at += 1
    if found[at].text == "{":
        return _closing(found, at) + 1
    depth = 0
    while True:
        depth += {"(": 1, ")": -1}.get(found[at].text, 0)
        at += 1
        if depth == 0:
            return at


def _variables(found: Sequence[Token]) -> set[str]:
    return {token.text[1:] for token in found if token.kind == "variable"}


def _text(found: Sequence[Token]) -> str:
    return " ".join(token.text for token in found)
