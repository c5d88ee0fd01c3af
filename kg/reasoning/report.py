"""What a reasoner found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import InconsistentError

__all__ = ["Clash", "ReasoningReport", "inference_graph", "inference_quads"]

_SHOWN = 5
"""So many clashes go into an error message; the report has them all."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One contradiction: the axiom that is broken, and the nodes that break it."""

    rule: str
    """Name of the rule in the OWL 2 RL specification (section 4.3), such as "cax-dw"; "hermit" where only HermiT
    knows."""
    message: str
    """A sentence for people."""
    nodes: tuple[str, ...] = ()
    """IRIs of the nodes, the one to look at first."""
    terms: tuple[str, ...] = ()
    """IRIs of the classes or properties whose axiom is broken."""


@dataclass(frozen=True, slots=True)
class ReasoningReport:
    """Whether a graph is consistent with the ontology, the reasons if not, and what follows from it if so."""

    engine: str
    """"hermit" or "owlrl"."""
    clashes: tuple[Clash, ...] = ()
    inferences: tuple[Triple, ...] = ()
    """What follows and was not stated, sorted; empty where the graph is inconsistent, since anything would follow."""

    @property
    def consistent(self) -> bool:
        """Whether nothing clashes."""
        return not self.clashes

    def raise_if_inconsistent(self) -> None:
        """Raise InconsistentError with the clashes in words; do nothing where there are none."""
        if not self.clashes:
            return
        shown = [clash.message for clash in self.clashes[:_SHOWN]]
        if len(self.clashes) > _SHOWN:
            shown.append(f"… and {len(self.clashes) - _SHOWN} more")
        raise InconsistentError(
            "the graph contradicts the ontology: " + "; ".join(shown),
            remedy="Correct the statements that clash, or build the article again.",
        )


def inference_graph(base: str) -> str:
    """The IRI of the graph in which inferences are kept.

    >>> inference_graph("https://w3id.org/news-kg/id/")
    'https://w3id.org/news-kg/id/inferences'
    """
    return f"{base}inferences"


def inference_quads(inferences: Sequence[Triple], base: str) -> list[Quad]:
    """The inferences as quads of a graph of their own, so that what was read and what follows stay apart."""
    graph = NamedNode(inference_graph(base))
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in inferences]
