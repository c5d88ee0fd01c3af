"""What people decide on links, and the file in which they do."""

from __future__ import annotations

from kg.link.decisions.file import DecisionFile, read_decisions
from kg.link.decisions.standing import Standing
from kg.link.decisions.verdicts import Answer, Decision, Decisions, Key, Verdict

__all__ = ["Answer", "Decision", "DecisionFile", "Decisions", "Key", "Standing", "Verdict", "read_decisions"]
