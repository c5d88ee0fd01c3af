"""Whether a graph is one to trust: SHACL over an article, a store or a file, explained in plain words.

::

    validate_article ─┐
    validate_dataset ─┼─ engine    SHACL Core compiled, or pySHACL; loops and pyoxigraph for SPARQL constraints
    validate_files  ──┘  explain   node in words, and the sentence of the article → Finding
                         formats   text, JSON, Turtle
"""

from kg.validation.dataset import (
    article_reports,
    validate_across,
    validate_article,
    validate_dataset,
    validate_statements,
)
from kg.validation.engine import Engine
from kg.validation.files import RDF_ENDINGS, read_rdf, validate_files
from kg.validation.findings import Finding, Sentence, Severity, ValidationReport, merged
from kg.validation.formats import FORMATS, render_report

__all__ = [
    "FORMATS",
    "RDF_ENDINGS",
    "Engine",
    "Finding",
    "Sentence",
    "Severity",
    "ValidationReport",
    "article_reports",
    "merged",
    "read_rdf",
    "render_report",
    "validate_across",
    "validate_article",
    "validate_dataset",
    "validate_files",
    "validate_statements",
]
