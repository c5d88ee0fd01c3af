"""The first page, and the pages that list and search."""

from __future__ import annotations

from collections.abc import Mapping

from kg.web import listing
from kg.web.facts import shared_label
from kg.web.filtering import alone
from kg.web.listing import Slice, slice_of
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import page

__all__ = ["articles_page", "disputes_page", "home_page", "search_page", "speakers_of"]

_FEW = 8


def home_page(reading: Reading) -> Reply:
    """What is in the store, and where to begin."""
    counts = {
        "articles": listing.count_of(reading, "?it", "?it a kg:Document"),
        "claims": listing.count_of(reading, "?it", "?it a kg:Claim"),
        "actors": listing.count_of(reading, "?it", "?it a kg:Actor"),
        "events": listing.count_of(reading, "?it", "?it a kg:Event MINUS { ?it a kg:SpeechEvent }"),
        "disputes": listing.count_of(reading, "?it", "?it a kg:Dispute"),
    }
    return html_reply(
        page(
            "home.html",
            reading.serving,
            counts=counts,
            articles=listing.articles(reading, {}, Slice(0, _FEW)).items,
            actors=speakers_of(reading),
            disputes=listing.disputes(reading, {}, Slice(0, 4)).items,
        )
    )


def speakers_of(reading: Reading) -> list[dict[str, object]]:
    """Who makes most claims, of those that articles share."""
    attributed = alone("DISTINCT ?claim", "?claim kg:cueSpan ?cue") + alone("?claim ?who", "?claim kg:claimant ?who")
    query = f"SELECT ?who (COUNT(*) AS ?n) {{ {attributed} }} GROUP BY ?who"
    counts = reading.kept(query, lambda: [(who, int(n)) for who, n in reading.rows(query) if "/entity/" in who])
    most = sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:_FEW]
    return [{"iri": who, "label": shared_label(reading, who), "claims": count} for who, count in most]


def articles_page(reading: Reading, asked: Mapping[str, str]) -> Reply:
    """Articles, filtered."""
    found = listing.articles(reading, asked, slice_of(asked))
    return html_reply(page("articles.html", reading.serving, found=found, asked=asked))


def disputes_page(reading: Reading, asked: Mapping[str, str]) -> Reply:
    """Disputes, filtered."""
    found = listing.disputes(reading, asked, slice_of(asked))
    return html_reply(page("disputes.html", reading.serving, found=found, asked=asked))


def search_page(reading: Reading, asked: Mapping[str, str]) -> Reply:
    """Actors, claims and articles with the words that are asked for."""
    words = asked.get("q", "").strip()
    kind = asked.get("in", "")
    few = slice_of(asked) if kind in ("actors", "claims", "articles") else Slice(0, _FEW)
    question = {"q": words}
    found = {}
    if words:
        for name, search in (("actors", listing.actors), ("claims", listing.claims), ("articles", listing.articles)):
            if kind in ("", name) or kind not in ("actors", "claims", "articles"):
                found[name] = search(reading, question, few)
    return html_reply(page("search.html", reading.serving, words=words, kind=kind, found=found, asked=asked))
