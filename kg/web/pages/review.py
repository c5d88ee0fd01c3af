"""The page to decide on links that nobody is sure of, and on findings of the shapes.

Decisions go into the same file as those of ``kg link``.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from kg.deciding import Decider, doubts
from kg.errors import RequestError, StoreLockedError
from kg.link import open_layers
from kg.link.decisions import Verdict
from kg.reviewing import can_stand, decide, reviewed
from kg.validation import ValidationReport, article_reports, merged
from kg.web.reading import Reading
from kg.web.reply import Head, Reply, html_reply
from kg.web.templating import page

__all__ = ["decided", "finding_decided", "review_page"]

_SHOWN = 20
_FOUND = 50
_COMMENT = 500
"""Characters of a reason."""
_MOMENT = 3.0
"""Seconds."""


def review_page(reading: Reading, form_word: str, told: str = "") -> Reply:
    """The doubtful links, each with its sentence and the items that it may be."""
    waiting = doubts(reading.articles, open_layers(reading.config))
    checked = reading.kept("findings", lambda: _checked(reading))
    waiting_findings, stands = reviewed(checked.report, reading.config)
    return html_reply(
        page(
            "review.html",
            reading.serving,
            doubts=waiting[:_SHOWN],
            total=len(waiting),
            form_word=form_word,
            told=told,
            checked=checked,
            findings=waiting_findings.findings[:_FOUND],
            total_findings=len(waiting_findings.findings),
            stands=stands[:_FOUND],
            can_stand=can_stand,
            file=str(reading.config.decisions_file),
        ),
        lasting=False,
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """What validation found, as far as it came."""

    report: ValidationReport
    whole: bool
    """Whether all articles were looked at."""


def _checked(reading: Reading) -> Checked:
    """The findings of the shapes, the worst first; of as many articles as can be looked at in a moment."""
    reports: list[ValidationReport] = []
    end, whole = 0.0, True
    for _, report in article_reports(reading.store):
        reports.append(report)
        end = end or monotonic() + _MOMENT  # reading the shapes is not counted
        if monotonic() > end:
            whole = False
            break
    return Checked(merged(reports), whole)


def finding_decided(reading: Reading, focus: str, shape: str, choice: str, comment: str) -> Reply:
    """Take down that a finding may stand ("stands"), or that it may no longer ("waits").

    Raises RequestError for what is no finding any more or cannot stand, DecisionsError where the file is unusable.
    """
    report = reading.kept("findings", lambda: _checked(reading)).report
    finding = next((one for one in report.findings if (one.focus, one.shape) == (focus, shape)), None)
    if finding is None:
        raise RequestError("there is no such finding any more", status=409, remedy="Load the page again.")
    if choice not in ("stands", "waits"):
        raise RequestError("no such decision can be taken on a finding", remedy="Let it stand, or look at it again.")
    decide(finding, reading.config, stands=choice == "stands", comment=comment[:_COMMENT])
    told = "may stand" if choice == "stands" else "waits again"
    return _told(f"{finding.focus_label or finding.focus}: {told}")


def decided(reading: Reading, node: str, choice: str) -> Reply:
    """Take a decision down, and link the articles again that it concerns.

    ``choice`` is the id of an item, "nil" for none at all, or "not Q…" for another than that. Raises RequestError for
    what is none of these or no doubt that waits, DecisionsError where the file cannot be written.
    """
    waiting = {doubt.node: doubt for doubt in doubts(reading.articles, open_layers(reading.config))}
    if node not in waiting:
        raise RequestError("that link waits for no decision any more", status=409, remedy="Load the page again.")
    verdict, qid = _verdict(choice, {one.qid for one in waiting[node].choices})
    try:
        from kg.store import open_configured

        with open_configured(reading.config, write=True) as store:
            decider = Decider(store, reading.config, reading.config.author)
            decider.decide(node, verdict, qid)
            changed = sum(1 for _ in decider.apply())
        told = f"decided, and {changed} article{'' if changed == 1 else 's'} linked again"
    except StoreLockedError:
        Decider(reading.articles, reading.config, reading.config.author).decide(node, verdict, qid)
        told = "decided; the articles follow with `kg link run`, because a build writes to the store now"
    return _told(f"{waiting[node].key.label}: {told}")


def _told(what: str) -> Reply:
    """Back to the page, which says what was done."""
    from urllib.parse import urlencode

    return Reply(Head(303, "text/plain", {"Location": f"/review?{urlencode({'told': what})}"}))


def _verdict(choice: str, known: set[str]) -> tuple[Verdict, str | None]:
    if choice == "nil":
        return Verdict.NIL, None
    if choice in known:
        return Verdict.ACCEPT, choice
    rejected = choice.removeprefix("not ")
    if rejected != choice and rejected in known:
        return Verdict.REJECT, rejected
    raise RequestError("no such decision can be taken on that link", remedy="Choose one of the items, or none.")
