"""Bind values to the variables of a query, as RDF terms.

A value is not put in the place of a variable: the variable may stand where SPARQL allows no constant (``BOUND(?x)``,
``SELECT ?x``, ``GROUP BY ?x``). Each group that uses the variable gets ``VALUES ?x { … }``, because what is bound
outside a group is not seen by the filters in it, nor by a subselect. Oxigraph's own substitution refuses a variable
that is not projected, which is why it is not used.

Whether an optional parameter has a value is known before the query runs: ``BOUND(?__x)`` becomes ``true`` or
``false``. So ``{ FILTER(!BOUND(?__x)) } UNION { … ?__x … FILTER(BOUND(?__x)) }`` costs nothing where there is no value,
and where there is one, Oxigraph begins with it. ``OPTIONAL { … FILTER(BOUND(?__x)) }`` goes as a whole where there is
no value, and where there is one the filter goes: Virtuoso takes minutes over a filter that is ``false``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
    used = {token.text[1:] for token in _analysed(query)[0] if token.kind == "variable"}
    for name in given:
        if name not in used or not _VARIABLE.fullmatch(name):
            raise ParameterError(
                f"the query has no variable ?{name}", remedy=f"It has: {', '.join(sorted(used)) or 'none'}."
            )
    if final:
        query = _edited(query, _conditions(_analysed(query)[0], given))
    found, groups = _analysed(query)
    edits = [*_slices(found, given), *(_questions(found, given) if final else ())]
    for group in groups:
        clauses = "".join(
            f" VALUES ?{name} {{ {_terms(given[name])} }}" for name in sorted(group.variables & set(given))
        )
        if clauses:
            edits.append(_Edit(group.opens, group.opens, clauses + " "))
    return _edited(query, edits)


def _edited(query: str, edits: Iterable[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        lines = "\n" * query.count("\n", edit.start, edit.end)
        query = query[: edit.start] + edit.text + lines + query[edit.end :]
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
            edits.append(_Edit(token.start, token.end, _whole_number(name, given[name])))
        elif name.startswith(_OPTIONAL):
            edits.append(_Edit(keyword.start, token.end, ""))
    return edits


def _questions(found: Sequence[Token], given: Mapping[str, Sequence[Bindable]]) -> list[_Edit]:
    """What becomes of ``BOUND(?__x)``."""
    edits = []
    for word, opening, token, closing in zip(found, found[1:], found[2:], found[3:], strict=False):
        name = token.text[1:]
        if word.is_word("BOUND") and token.kind == "variable" and name.startswith(_OPTIONAL) and opening.text == "(":
            edits.append(_Edit(word.start, closing.end, "true" if name in given else "false"))
    return edits


def _conditions(found: Sequence[Token], given: Mapping[str, Sequence[Bindable]]) -> list[_Edit]:
    """What is left out of ``OPTIONAL { … FILTER(BOUND(?__x) || BOUND(?__y)) }``: all of it, or its filter."""
    cuts: list[_Edit] = []
    optional: list[Token | None] = []  # for each group that is open, its OPTIONAL
    unneeded: list[bool] = []
    for index, token in enumerate(found):
        if token.text == "{" and token.kind == "sign":
            before = found[index - 1] if index else None
            optional.append(before if before is not None and before.is_word("OPTIONAL") else None)
            unneeded.append(False)
        elif token.text == "}" and token.kind == "sign" and optional:
            keyword, is_unneeded = optional.pop(), unneeded.pop()
            if keyword is not None and is_unneeded:
                cuts = [cut for cut in cuts if cut.start < keyword.start]
                cuts.append(_Edit(keyword.start, token.end, ""))
        elif token.is_word("FILTER") and optional and optional[-1] is not None:
            names, end = _bound_ones(found, index + 1)
            if names and not given.keys() & names:
                unneeded[-1] = True
            elif names:
                cuts.append(_Edit(token.start, end, ""))
    return cuts


def _bound_ones(found: Sequence[Token], index: int) -> tuple[set[str], int]:
    """The names in ``(BOUND(?__x) || BOUND(?__y))`` from that token on, and where it ends; none in anything else."""
    names: set[str] = set()
    if found[index].text != "(":
        return set(), 0
    while index + 5 < len(found):
        word, opening, variable, closing, after = found[index + 1 : index + 6]
        if not word.is_word("BOUND") or (opening.text, closing.text) != ("(", ")"):
            return set(), 0
        if variable.kind != "variable" or not variable.text[1:].startswith(_OPTIONAL):
            return set(), 0
        names.add(variable.text[1:])
        if after.text == ")":
            return names, after.end
        if after.text != "||":
            return set(), 0
        index += 5
    return set(), 0


def _whole_number(name: str, values: Sequence[Bindable]) -> str:
    if len(values) == 1 and isinstance(values[0], Literal) and re.fullmatch(r"[0-9]+", values[0].value):
        return values[0].value
    raise ParameterError(f"?{name} must be a whole number, not {_terms(values)}")


def _terms(values: Sequence[Bindable]) -> str:
    """The terms in N-Triples' syntax, which escapes quotes, backslashes and line breaks."""
    return " ".join(str(value) for value in values)
