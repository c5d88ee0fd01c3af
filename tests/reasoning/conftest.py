from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kg.reasoning import java_command
from kg.vocabulary import PREFIXES

Make = Callable[[str], list[Triple]]

_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + "@prefix : <https://e.org/> .\n"


@pytest.fixture
def graph() -> Make:
    """Makes a graph out of Turtle, with the known prefixes and the empty one."""
    return lambda turtle: [quad.triple for quad in parse(_HEAD + turtle, format=RdfFormat.TURTLE)]


@pytest.fixture(params=["owlrl", "hermit"])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "hermit" and java_command() is None:
        pytest.skip("HermiT needs Java, and there is none here")
    return str(request.param)
