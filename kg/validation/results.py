"""One result of a shape, whichever engine found it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.validation.findings import Severity

__all__ = ["ShaclResult"]


@dataclass(frozen=True, slots=True)
class ShaclResult:
    """One sh:ValidationResult, as strings."""

    severity: Severity
    shape: str
    focus: str
    """An IRI, or _: and the label of a blank node."""
    message: str
    component: str
    path: str | None = None
    """As SPARQL writes it, with full IRIs in angle brackets."""
    value: str | None = None
    """As N-Triples writes it."""
