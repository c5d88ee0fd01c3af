"""Whether a SPARQL constraint finds nothing, told without SPARQL: nearly always it does not.

Handing an article to a SPARQL engine and asking forty questions takes longer than all of SHACL Core. So the pattern of
each constraint is compiled to nested loops over the index, which tell whether it has a row for any focus node. Only
where it has one, or where that cannot be told here, is the query asked, and makes the results.

The loops answer exactly or not at all: a construct that is not known makes the query be asked always, and a value whose
comparison is not known (a language tag, a number against a text) makes it be asked this time.

::

    patterns      the algebra of a query → the source of a Python function
      paths         property paths → loops
      expressions   FILTER and BIND → expressions
    values        what terms are worth, and what functions and comparisons make of it
    kept          the source of the constraints of ours, which travels with the program
    properties    of a query that is asked all the same, the statements that it is asked of
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from kg.validation.indexed import IndexedGraph
from kg.validation.shapes import SparqlCheck
from kg.validation.silence.kept import kept_source
from kg.validation.silence.patterns import Search, search_from, source_of
from kg.validation.silence.properties import asked_for
from kg.validation.silence.source import UnknownConstructError
from kg.validation.silence.values import UnsureError

__all__ = ["asked_for", "is_compiled", "is_silent"]


def is_silent(graph: IndexedGraph, check: SparqlCheck, foci: Collection[int]) -> bool:
    """Whether the constraint certainly finds nothing wrong with these nodes."""
    if not foci:
        return True
    search = _compiled(check.pattern)
    if search is None:
        return False
    try:
        return not search(graph, foci)
    except UnsureError:
        return False


def is_compiled(check: SparqlCheck) -> bool:
    """Whether it can be told at all that the constraint finds nothing."""
    return _compiled(check.pattern) is not None


@cache
def _compiled(pattern: str) -> Search | None:
    try:
        return search_from(kept_source(pattern) or source_of(pattern))
    except UnknownConstructError:
        return None
