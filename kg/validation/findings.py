"""What validation found, in plain words. Nothing here knows RDF libraries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Sentence", "Severity", "ValidationReport", "merged"]


class Severity(StrEnum):
    """How bad a finding is; the values are also those of ``--fail-on``."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of the article that a finding comes from, and the words in it that the finding is about."""

    text: str
    start: int
    """Where the words start, in code points from the start of this sentence."""
    end: int
    offset: int
    """Where the sentence starts in the article, in code points."""

    @property
    def words(self) -> str:
        """The words that the finding is about."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a shape does not allow, or wants looked at."""

    severity: Severity
    shape: str
    """IRI of the shape; its local name tells the class and what is asked for (Claim-claimant)."""
    message: str
    """What is wrong, in a sentence."""
    explanation: str
    """Why it matters, and what to do."""
    focus: str
    """The node that the finding is on: its IRI, or _: and the label of a blank node."""
    focus_label: str = ""
    """What the node is, for people: 'claim "Pakistan accuses the Taliban"'."""
    component: str = ""
    """IRI of the SHACL constraint component that was not met (sh:MinCountConstraintComponent, …)."""
    path: str | None = None
    """The property, as in SPARQL (kg:claimant, ^kg:denotes), where the shape is about one."""
    value: str | None = None
    """The offending value, as N-Triples writes it."""
    found: tuple[str, ...] = ()
    """What the node has at the path, for people."""
    document: str | None = None
    document_label: str | None = None
    sentence: Sentence | None = None

    @property
    def shape_name(self) -> str:
        """The shape without its namespace.

        >>> Finding(Severity.INFO, "https://w3id.org/news-kg/shapes#Time-used", "", "", "urn:x:t").shape_name
        'Time-used'
        """
        return self.shape.rpartition("#")[2]

    def sort_key(self) -> tuple[int, str, int, str, str, str, str]:
        """Worst first; then by document and place in it, so that a report reads along the article."""
        place = self.sentence.offset + self.sentence.start if self.sentence else -1
        return (
            self.severity.rank,
            self.document or "",
            place,
            self.focus,
            self.shape,
            self.value or "",
            self.message,
        )


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All findings of one run, sorted, and how much was looked at."""

    findings: tuple[Finding, ...] = ()
    documents: int = 0
    """How many documents were looked at; 0 means that there was nothing to check."""

    def count(self, severity: Severity) -> int:
        """How many findings there are of that severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def conforms(self, fail_on: Severity | str = Severity.VIOLATION) -> bool:
        """Whether nothing was found that is as bad as fail_on, or worse.

        SHACL itself counts every result as non-conforming, also a warning (section 3.6.1); here the user says.

        >>> ValidationReport().conforms()
        True
        """
        limit = Severity(fail_on).rank
        return all(finding.severity.rank > limit for finding in self.findings)


def merged(reports: Iterable[ValidationReport]) -> ValidationReport:
    """One report of several. What is wrong with a node that articles share is kept once, for the first of them."""
    findings: dict[tuple[str | None, ...], Finding] = {}
    documents = 0
    for report in reports:
        documents += report.documents
        for finding in report.findings:
            findings.setdefault((finding.shape, finding.focus, finding.path, finding.value, finding.message), finding)
    return ValidationReport(tuple(sorted(findings.values(), key=Finding.sort_key)), documents)
