"""The claims as a table: CSV, and a page that needs nothing but itself."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import IO

from kg.export.claims import Article, ClaimRow, articles
from kg.export.selection import Selection

__all__ = ["COLUMNS", "cells", "write_csv", "write_html"]

COLUMNS = (
    "article",
    "title",
    "published",
    "claim",
    "claimant",
    "speech_act",
    "polarity",
    "realis",
    "certainty",
    "addressee",
    "content",
    "chain",
    "denies",
    "start",
    "end",
)
"""Of the CSV. ``start`` and ``end`` are offsets of the content in code points; ``chain`` begins with the article."""

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #ddd; }
td.negative { color: #a40000; }
.chain, .meta { color: #555; font-size: .875rem; }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; }
  th, td { border-color: #444; }
  td.negative { color: #ff8a80; }
  .chain, .meta { color: #aaa; }
  a { color: #8ab4f8; }
}
"""


def write_csv(selection: Selection, file: IO[bytes]) -> None:
    """One claim a line, as RFC 4180 has it but for plain line feeds; UTF-8."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for article in articles(selection):
        for claim in article.claims:
            rows.writerow(cells(article, claim))
    text.detach()


def cells(article: Article, claim: ClaimRow) -> tuple[str | int, ...]:
    """A claim's row, in the order of COLUMNS."""
    return (
        article.iri,
        article.title,
        article.published,
        claim.iri,
        claim.claimant,
        claim.speech_act,
        claim.polarity,
        claim.realis,
        claim.certainty,
        claim.addressee,
        claim.content,
        claim.chain,
        claim.denies,
        claim.start,
        claim.end,
    )


def write_html(selection: Selection, file: IO[bytes]) -> None:
    """A page of the claims of each article, with their words; no scripts, nothing loaded from elsewhere."""
    file.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Claims</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Claims</h1>\n".encode()
    )
    for article in articles(selection):
        file.write(_section(article).encode())
    file.write(b"</body>\n</html>\n")


def _section(article: Article) -> str:
    facts = [article.publisher, article.published[:10], _link(article.url)]
    meta = " · ".join(fact if fact.startswith("<a") else escape(fact) for fact in facts if fact)
    rows = "".join(map(_row, article.claims))
    return (
        f'<section id="{escape(article.iri.rpartition("/")[2])}">\n<h2>{escape(article.title)}</h2>\n'
        f'<p class="meta">{meta}</p>\n<table>\n'
        '<thead><tr><th scope="col">Who</th><th scope="col">Act</th><th scope="col">Polarity</th>'
        '<th scope="col">To</th><th scope="col">Words</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</section>\n"
    )


def _row(claim: ClaimRow) -> str:
    return (
        f'<tr id="{escape("-".join(claim.iri.split("/")[-3:]))}">'
        f'<th scope="row">{escape(claim.claimant)}<div class="chain">{escape(claim.chain)}</div></th>'
        f"<td>{escape(claim.speech_act)}</td>"
        f'<td class="{escape(claim.polarity)}">{escape(claim.polarity)}</td>'
        f"<td>{escape(claim.addressee)}</td>"
        f"<td><q>{escape(claim.content)}</q></td></tr>\n"
    )


def _link(url: str) -> str:
    """Only addresses of the web are made links: an article may come with any text for one."""
    if not url.lower().startswith(("https://", "http://")):
        return url and f"<a>{escape(url)}</a>"
    return f'<a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>'
