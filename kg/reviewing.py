"""Findings of the shapes that people have looked at, beside those that nobody has."""

from __future__ import annotations

from typing import NamedTuple

from kg.config import Config
from kg.errors import RequestError
from kg.link.decisions import DecisionFile, Standing
from kg.validation import Finding, Severity, ValidationReport

__all__ = ["Reviewed", "can_stand", "decide", "reviewed"]


class Reviewed(NamedTuple):
    """A report in two parts."""

    waiting: ValidationReport
    """What nobody has let stand."""
    stands: tuple[tuple[Finding, Standing], ...]
    """What somebody has, and who."""


def can_stand(finding: Finding) -> bool:
    """Whether people may let it stand: not what makes a graph wrong, nor what is on a node without a name."""
    return finding.severity is not Severity.VIOLATION and not finding.focus.startswith("_:")


def reviewed(report: ValidationReport, config: Config) -> Reviewed:
    """The report as people's decisions leave it. Raises DecisionsError where their file is malformed."""
    known = {one.key: one for one in DecisionFile.read(config.decisions_file, config.base).standing()}
    waiting, stands = [], []
    for finding in report.findings:
        standing = known.get(_key(finding)) if can_stand(finding) else None
        if standing is None:
            waiting.append(finding)
        else:
            stands.append((finding, standing))
    return Reviewed(ValidationReport(tuple(waiting), report.documents), tuple(stands))


def decide(finding: Finding, config: Config, *, stands: bool, comment: str = "") -> None:
    """Take down that a finding may stand, or that it may no longer.

    Raises RequestError where it cannot stand, DecisionsError where the file cannot be read or written.
    """
    if not can_stand(finding):
        raise RequestError(
            "a violation cannot stand", remedy="Build the article again, or remove it with `kg remove`.", status=409
        )
    file = DecisionFile.read(config.decisions_file, config.base)
    if stands:
        file.let_stand(Standing(*_key(finding), author=config.author or "", comment=comment))
    else:
        file.look_again(_key(finding))
    file.save()


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.focus, " ".join(finding.focus_label.split()), finding.shape)
