"""Whether a graph agrees with the ontology, why not, and what follows from it.

::

    check ─┬─ rules    OWL 2 RL as SPARQL over pyoxigraph: fast, needs nothing more, says in words what clashes
           └─ hermit   the HermiT reasoner, which decides all of OWL 2 DL; needs Java
"""

from kg.reasoning.checking import Engine, check
from kg.reasoning.hermit import java_command
from kg.reasoning.ontology import ontology_triples
from kg.reasoning.report import Clash, ReasoningReport, inference_graph, inference_quads

__all__ = [
    "Clash",
    "Engine",
    "ReasoningReport",
    "check",
    "inference_graph",
    "inference_quads",
    "java_command",
    "ontology_triples",
]
