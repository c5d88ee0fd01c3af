"""The page to decide on links that nobody is sure of. Decisions go into the same file as those of ``kg link``."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from kg.deciding import Decider, doubts
from kg.errors import RequestError, StoreLockedError
from kg.link import open_layers
from kg.link.decisions import Verdict
from kg.validation import Finding, article_reports
from kg.web.reading import Reading
from kg.web.reply import Head, Reply, html_reply
from kg.web.templating import page

__all__ = ["decided", "review_page"]

_SHOWN = 20
_FOUND = 50
_MOMENT = 3.0
"""Seconds."""


def review_page(reading: Reading, form_word: str, told: str = "") -> Reply:
    """The doubtful links, each with its sentence and the items that it may be."""
    waiting = doubts(reading.articles, open_layers(reading.config))
    found = reading.kept("findings", lambda: _findings(reading))
    return html_reply(
        page(
            "review.html",
            reading.serving,
            doubts=waiting[:_SHOWN],
            total=len(waiting),
            form_word=form_word,
            told=told,
            found=found,
            file=str(reading.config.decisions_file),
        ),
        lasting=False,
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """What validation found, as far as it came."""

    findings: tuple[Finding, ...]
    total: int
    articles: int
    whole: bool
    """Whether all articles were looked at."""


def _findings(reading: Reading) -> Checked:
    """The findings of the shapes, the worst first; of as many articles as can be looked at in a moment."""
    found: list[Finding] = []
    end, articles, whole = 0.0, 0, True
    for _, report in article_reports(reading.store):
        found += report.findings
        articles += report.documents
        end = end or monotonic() + _MOMENT  # reading the shapes is not counted
        if monotonic() > end:
            whole = False
            break
    found.sort(key=Finding.sort_key)
    return Checked(tuple(found[:_FOUND]), len(found), articles, whole)


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
    label = waiting[node].key.label
    from urllib.parse import urlencode

    return Reply(Head(303, "text/plain", {"Location": f"/review?{urlencode({'told': f'{label}: {told}'})}"}))


def _verdict(choice: str, known: set[str]) -> tuple[Verdict, str | None]:
    if choice == "nil":
        return Verdict.NIL, None
    if choice in known:
        return Verdict.ACCEPT, choice
    rejected = choice.removeprefix("not ")
    if rejected != choice and rejected in known:
        return Verdict.REJECT, rejected
    raise RequestError("no such decision can be taken on that link", remedy="Choose one of the items, or none.")
