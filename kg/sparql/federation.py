"""Queries of which a part, SERVICE, is answered elsewhere (SPARQL 1.1 Federated Query).

Each SERVICE block is asked first, and its solutions take its place as VALUES; then the store answers the query as if it
had known them. The other side is not asked for everything that fits its pattern: what the query has found until there
(its solutions before the block, and by the plain triples after it) is sent along as VALUES, in batches, as in
"bind joins" (Haas et al. 1997; FedX, Schwarte et al. 2011). That restricts the answer to what can join, and nothing
else:

    { P1 SERVICE <e> { B } P2 }   ask e for:  VALUES (shared variables) { their bindings in P1 } { B }

Nothing is sent anywhere but to endpoints that the user has named: a query could carry the user's graph away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import QueryFailedError
from kg.sparql.blocks import Block, first_block, probe_of, prologue_of
from kg.sparql.tokens import Token, tokens

__all__ = ["Services", "answered_elsewhere", "without_services"]

_Term = NamedNode | BlankNode | Literal | Triple
_Table = tuple[Sequence[str], list[tuple[_Term | None, ...]]]
"""Variables, and rows of their values."""
_BATCH = 200
"""Rows that are sent along in one request: an address of some 40 bytes each, far below what servers take."""
_MOST = 20_000
"""Rows that are sent along in all; a hundred requests."""
_BLOCKS = 50
"""SERVICE blocks of one query."""

Fetch = Callable[[str, str], _Table]
"""Sends a SELECT to an endpoint."""


@dataclass(frozen=True, slots=True)
class Services:
    """The endpoints that a query may send a part of itself to, and where they are."""

    allowed: frozenset[str] = frozenset()
    mirrors: Mapping[str, str] = field(default_factory=dict)
    """Endpoint → the one that is asked in its place, which needs no other permission."""

    def plus(self, endpoints: Iterable[str]) -> Services:
        """The same, and these endpoints."""
        return Services(self.allowed | frozenset(endpoints), self.mirrors)

    def address(self, endpoint: str) -> str:
        """Where to send it; QueryFailedError where the endpoint is not allowed."""
        if endpoint not in self.allowed:
            raise QueryFailedError(
                f"SERVICE would send a part of the query to {endpoint}",
                remedy=f"If that is meant: --allow-service {endpoint}, or service = [...] in kg.toml.",
            )
        return self.mirrors.get(endpoint, endpoint)

    def check(self, query: str, prefixes: Mapping[str, str]) -> None:
        """Refuse a query, before anything is sent, that asks an endpoint which is not allowed.

        A block within a block is the business of the server that is asked for the outer one.
        """
        found = list(tokens(query))
        block = first_block(found, prefixes)
        while block is not None:
            self.address(block.endpoint)
            block = first_block(found, prefixes, after=block.last)


def without_services(query: str) -> str:
    """The query with spaces in place of ``SERVICE <endpoint>``: its syntax can be checked without asking anybody."""
    found = list(tokens(query))
    for at, token in enumerate(found):
        if token.is_word("SERVICE"):
            target = at + 2 if at + 1 < len(found) and found[at + 1].is_word("SILENT") else at + 1
            end = found[min(target, len(found) - 1)].end
            blank = "".join(char if char == "\n" else " " for char in query[token.start : end])
            query = query[: token.start] + blank + query[end:]
    return query


def answered_elsewhere(
    query: str, services: Services, local: Callable[[str], _Table], fetch: Fetch, prefixes: Mapping[str, str]
) -> str:
    """The query with each SERVICE block replaced by what its endpoint answered.

    ``local`` answers a SELECT from the store. Raises QueryFailedError where an endpoint is not allowed or does not
    answer (unless the block is SILENT), or where too much would have to be sent.
    """
    services.check(query, prefixes)
    for _ in range(_BLOCKS):
        found = list(tokens(query))
        block = first_block(found, prefixes)
        if block is None:
            return query
        try:
            answer = _solutions(query, found, block, services, local, fetch, prefixes)
        except QueryFailedError:
            if not block.silent:
                raise
            answer = "{}"  # the one empty solution, as SPARQL 1.1 Federated Query, section 2.2, has it
        query = query[: found[block.first].start] + answer + query[found[block.last].end :]
    raise QueryFailedError(f"the query has more than {_BLOCKS} SERVICE blocks", remedy="Ask it in parts.")


def _solutions(
    query: str,
    found: Sequence[Token],
    block: Block,
    services: Services,
    local: Callable[[str], _Table],
    fetch: Fetch,
    prefixes: Mapping[str, str],
) -> str:
    address = services.address(block.endpoint)
    prologue = prologue_of(found, block, prefixes)
    body = query[found[block.opens].start : found[block.last].end]
    known, rows = _known(query, found, block, local)
    if not known:
        return _values(*fetch(address, f"{prologue}SELECT * WHERE {body}"))
    variables: list[str] = list(known)
    answers: list[tuple[_Term | None, ...]] = []
    for at in range(0, len(rows), _BATCH):
        sent = _values(known, rows[at : at + _BATCH])[1:-1]
        names, more = fetch(address, f"{prologue}SELECT * WHERE {{ {sent} {body} }}")
        variables += [name for name in names if name not in variables]
        places = {name: place for place, name in enumerate(names)}
        answers += [tuple(row[places[name]] if name in places else None for name in variables) for row in more]
    return _values(variables, [row + (None,) * (len(variables) - len(row)) for row in answers])


def _known(
    query: str, found: Sequence[Token], block: Block, local: Callable[[str], _Table]
) -> tuple[list[str], list[tuple[_Term | None, ...]]]:
    """The variables that the block shares with what the query has found until there, and their values.

    A variable that may be without a value there restricts nothing, and is left out.
    """
    probe = probe_of(query, found, block)
    if probe is None:
        return [], []
    names, solutions = local(probe)
    bound = [place for place, _ in enumerate(names) if all(_can_be_sent(row[place]) for row in solutions)]
    rows = sorted({tuple(row[place] for place in bound) for row in solutions}, key=str)
    if len(rows) > _MOST and bound:
        raise QueryFailedError(
            f"{len(rows):,} rows would have to be sent to {block.endpoint}",
            remedy=f"Narrow the query before its SERVICE block: at most {_MOST:,} are sent.",
        )
    return [names[place] for place in bound], rows


def _can_be_sent(term: _Term | None) -> bool:
    return isinstance(term, NamedNode | Literal)


def _values(variables: Sequence[str], rows: Sequence[tuple[_Term | None, ...]]) -> str:
    """A group that holds those solutions."""
    if not variables:
        return "{}" if rows else "{ FILTER(false) }"
    heading = " ".join(f"?{name}" for name in variables)
    lines = "\n".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    return f"{{ VALUES ({heading}) {{ {lines} }} }}"
