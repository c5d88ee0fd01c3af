"""Bind values to the variables of a query, as RDF terms.

A value is not put in the place of a variable: the variable may stand where SPARQL allows no constant (``BOUND(?x)``,
``SELECT ?x``, ``GROUP BY ?x``). Each group that uses the variable gets ``VALUES ?x { … }``, because what is bound
outside a group is not seen by the filters in it, nor by a subselect. Oxigraph's own substitution refuses a variable
that is not projected, which is why it is not used.

Whether an optional parameter has a value is known before the query runs: ``BOUND(?__x)`` becomes ``true`` or
``false``. So ``{ FILTER(!BOUND(?__x)) } UNION { … ?__x … FILTER(BOUND(?__x)) }`` costs nothing where there is no value,
and where there is one, Oxigraph begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.errors import ParameterError
from kg.sparql.tokens import Token, tokens

__all__ = ["Bindable", "bind"]

Bindable = NamedNode | Literal

_OPTIONAL = "__"
"""How the name of a variable begins that need not get a value."""
_VARIABLE = re.compile(r"\w+")


def bind(query: str, values: Mapping[str, Bindable | Sequence[Bindable]], *, final: bool = True) -> str:
    """The query with a value, or one of several, for each of these variables (named without the question mark).

    All is inserted without a line break, so that lines keep their numbers. After LIMIT and OFFSET, where SPARQL allows
    no variable, the value takes the place of the variable, and an optional one without a value goes with its keyword.
    ``final`` says that no other parameter will get a value: only then is it settled which have none.
    Raises ParameterError for a variable that the query does not have, and for a limit that is no whole number.
    """
    given = {name: [value] if isinstance(value, NamedNode | Literal) else list(value) for name, value in values.items()}
    found, groups = _analysed(query)
    edits = [*_slices(found, given), *(_questions(found, given) if final else ())]
    used = {name for group in groups for name in group.variables} | {name for edit in edits for name in edit.names}
    for name in given:
        if name not in used or not _VARIABLE.fullmatch(name):
            raise ParameterError(
                f"the query has no variable ?{name}", remedy=f"It has: {', '.join(sorted(used)) or 'none'}."
            )
    for group in groups:
        clauses = "".join(
            f" VALUES ?{name} {{ {_terms(given[name])} }}" for name in sorted(group.variables & set(given))
        )
        if clauses:
            edits.append(_Edit(group.opens, group.opens, clauses + " "))
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        query = query[: edit.start] + edit.text + query[edit.end :]
    return query


@lru_cache(maxsize=256)
def _analysed(query: str) -> tuple[Sequence[Token], Sequence[_Group]]:
    """Its tokens and groups, which nobody changes: saved queries are asked again and again."""
    found = tuple(tokens(query))
    return found, _groups(found)


class _Edit(NamedTuple):
    start: int
    end: int
    text: str
    names: tuple[str, ...] = ()


class _Group:
    """A pair of braces, or the whole query."""

    def __init__(self, opens: int, *, is_select: bool = False, beside: _Group | None = None) -> None:
        self.opens = opens
        """Offset after the brace; for the whole query its end, where a trailing VALUES may stand."""
        self.beside = beside
        """The group that it stands in, if it is a further branch of a UNION."""
        self.is_select = is_select
        """A query or subselect: it has a WHERE group, and what is used beside that belongs to that."""
        self.where: _Group | None = None
        self.variables: set[str] = set()
        """Those that are used between the braces, and not only in a group within."""


def _groups(found: Sequence[Token]) -> list[_Group]:
    """The places where VALUES may stand, each with the variables that are used there."""
    whole = _Group(found[-1].end if found else 0, is_select=True)
    stack, groups = [whole], [whole]
    before: Token | None = None
    in_values = False
    for token in found:
        inmost = stack[-1]
        if token.kind == "variable":
            inmost.variables.add(token.text[1:])
            if inmost.beside is not None and token.text[1:].startswith(_OPTIONAL):
                inmost.beside.variables.add(token.text[1:])  # what is around the UNION begins with it as well
        elif token.is_word("VALUES"):
            in_values = True
        elif token.is_word("SELECT") and before is not None and before.text == "{":
            inmost.is_select = True
        elif token.text == "{" and token.kind == "sign":
            template = in_values or (before is not None and before.is_word("CONSTRUCT"))
            branch = before is not None and before.is_word("UNION")
            stack.append(inmost if template else _opened(token, inmost, groups, branch))
            in_values = False
        elif token.text == "}" and token.kind == "sign" and len(stack) > 1:
            stack.pop()
        before = token
    return _settled(groups)


def _opened(brace: Token, outer: _Group, groups: list[_Group], is_branch: bool) -> _Group:
    group = _Group(brace.end, beside=outer if is_branch else None)
    if outer.is_select and outer.where is None:
        outer.where = group
    groups.append(group)
    return group


def _settled(groups: list[_Group]) -> list[_Group]:
    """What a select uses beside its WHERE group is bound in that."""
    for group in reversed(groups):  # an inner select first: its WHERE group is no select itself
        if group.is_select and group.where is not None:
            group.where.variables |= group.variables
            group.variables = set()
    return groups


def _slices(found: Sequence[Token], given: Mapping[str, Sequence[Bindable]]) -> list[_Edit]:
    """The changes after LIMIT and OFFSET."""
    edits = []
    for keyword, token in pairwise(found):
        if token.kind != "variable" or not keyword.is_word("LIMIT", "OFFSET"):
            continue
        name = token.text[1:]
        if name in given:
            edits.append(_Edit(token.start, token.end, _whole_number(name, given[name]), (name,)))
        elif name.startswith(_OPTIONAL):
            edits.append(_Edit(keyword.start, token.end, "", (name,)))
    return edits


def _questions(found: Sequence[Token], given: Mapping[str, Sequence[Bindable]]) -> list[_Edit]:
    """What becomes of ``BOUND(?__x)``."""
    edits = []
    for word, opening, token, closing in zip(found, found[1:], found[2:], found[3:], strict=False):
        name = token.text[1:]
        if word.is_word("BOUND") and token.kind == "variable" and name.startswith(_OPTIONAL) and opening.text == "(":
            edits.append(_Edit(word.start, closing.end, "true" if name in given else "false", (name,)))
    return edits


def _whole_number(name: str, values: Sequence[Bindable]) -> str:
    if len(values) == 1 and isinstance(values[0], Literal) and re.fullmatch(r"[0-9]+", values[0].value):
        return values[0].value
    raise ParameterError(f"?{name} must be a whole number, not {_terms(values)}")


def _terms(values: Sequence[Bindable]) -> str:
    """The terms in N-Triples' syntax, which escapes quotes, backslashes and line breaks."""
    return " ".join(str(value) for value in values)
