"""The page to decide on links that nobody is sure of, and on findings of the shapes.

Decisions go into the same file as those of ``kg link``.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from kg.deciding import Decider, doubts
from kg.errors import RequestError, StoreLockedError
from kg.link import open_layers
from kg.link.decisions import Verdict
from kg.reviewing import can_stand, decide, reviewed
from kg.validation import Finding, ValidationReport, article_reports, merged
from kg.web.reading import Reading
from kg.web.reply import Head, Reply, html_reply
from kg.web.templating import page

__all__ = ["Looking", "decided", "finding_decided", "review_page"]

_SHOWN = 20
_FOUND = 50
_COMMENT = 500
"""Characters of a reason."""
_MOMENT = 0.5
"""Seconds that a page looks at further articles."""
_PATIENCE = 10.0
"""Seconds to look for a finding that another worker has shown."""


def review_page(reading: Reading, form_word: str, told: str = "") -> Reply:
    """The doubtful links, each with its sentence and the items that it may be."""
    waiting = doubts(reading.articles, open_layers(reading.config))
    looking = _looking(reading)
    looking.further(_MOMENT)
    waiting_findings, stands = reviewed(looking.report, reading.config)
    return html_reply(
        page(
            "review.html",
            reading.serving,
            doubts=waiting[:_SHOWN],
            total=len(waiting),
            form_word=form_word,
            told=told,
            looked_at=looking.report.documents,
            whole=looking.whole,
            findings=waiting_findings.findings[:_FOUND],
            total_findings=len(waiting_findings.findings),
            stands=stands[:_FOUND],
            can_stand=can_stand,
            file=str(reading.config.decisions_file),
        ),
        lasting=False,
    )


class Looking:
    """The findings of the shapes, of as many articles as have been looked at. A look goes on where the last ended."""

    def __init__(self, reading: Reading) -> None:
        self._left = article_reports(reading.store)
        self.report = ValidationReport()
        self.whole = False
        """Whether all articles have been looked at."""

    def further(self, seconds: float, wanted: Callable[[Finding], bool] | None = None) -> Finding | None:
        """Look at further articles for so long, or until a finding is there that is wanted."""
        found = next(filter(wanted, self.report.findings), None) if wanted else None
        reports = [self.report]
        end = 0.0
        while found is None and not self.whole and (not end or monotonic() < end):
            following = next(self._left, None)
            end = end or monotonic() + seconds  # reading the shapes is not counted
            if following is None:
                self.whole = True
            else:
                reports.append(following[1])
                found = next(filter(wanted, following[1].findings), None) if wanted else None
        self.report = merged(reports)
        return found


def _looking(reading: Reading) -> Looking:
    return reading.kept("findings", lambda: Looking(reading))


def finding_decided(reading: Reading, focus: str, shape: str, choice: str, comment: str) -> Reply:
    """Take down that a finding may stand ("stands"), or that it may no longer ("waits").

    Raises RequestError for what is no finding any more or cannot stand, DecisionsError where the file is unusable.
    """
    finding = _looking(reading).further(_PATIENCE, lambda one: (one.focus, one.shape) == (focus, shape))
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
