"""What happened when, and who speaks of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from kg.errors import UnknownNameError
from kg.queries.names import resolve
from kg.vocabulary import ACT, ACT_NS, RDF, terms_of
from kg.web.drawing import Arrow, Node, network, timeline
from kg.web.facts import shared_label, specific
from kg.web.filtering import Pattern, moment
from kg.web.pages.actor import timed
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import local_path, page

__all__ = ["network_page", "timeline_page"]

_ROWS = 40
_MOST_NODES = 500
_ARROWS = 3
"""Arrows for each actor at most: with more, nothing can be told apart."""
Pair = tuple[str, str, int, int]
"""Claimant, whom it is about, how many claims, and how many of them are negative."""
ACTS = sorted(value.rpartition("#")[2] for name, value in terms_of(ACT).items() if name[0].islower())


def timeline_page(reading: Reading, asked: Mapping[str, str]) -> Reply:
    """Situations with their times, uncertain bounds drawn as such."""
    pattern, unknown = "?situation a kg:Situation .", ""
    try:
        if asked.get("actor"):
            pattern += f" ?situation kg:participant <{resolve(asked['actor'], reading.select)}> ."
        if asked.get("article"):
            article = resolve(asked["article"], reading.select, ("article",))
            pattern += f" GRAPH {NamedNode(article)} {{ ?situation a kg:Situation }}"
    except UnknownNameError as error:
        unknown = f"{error.message}. {error.remedy or ''}"
    times = [] if unknown else timed(reading, pattern + _period(asked), _ROWS)
    drawing = timeline([(label, local_path(what.iri, reading.base), time) for label, what, time in times])
    return html_reply(
        page("timeline.html", reading.serving, asked=asked, times=times, drawing=drawing, most=_ROWS, unknown=unknown)
    )


def _period(asked: Mapping[str, str]) -> str:
    """What may have been within a period: its latest end is not before it, its earliest begin not after it."""
    latest = "sem:hasLatestEndTimeStamp|sem:hasLatestBeginTimeStamp"
    earliest = "sem:hasEarliestBeginTimeStamp|sem:hasEarliestEndTimeStamp"
    text = ""
    if asked.get("since"):
        text += f" ?situation kg:hasTime/({latest}) ?upTo . FILTER(?upTo >= {moment('since', asked)})"
    if asked.get("until"):
        text += f" ?situation kg:hasTime/({earliest}) ?from . FILTER(?from <= {moment('until', asked)})"
    return text


def network_page(reading: Reading, asked: Mapping[str, str]) -> Reply:
    """Who says what about whom."""
    most = asked.get("most", "")
    limit = (
        min(int(most), _MOST_NODES) if most.isascii() and most.isdecimal() and len(most) < 5 and int(most) > 1 else 60
    )
    unknown = ""
    try:
        pairs = _pairs(reading, asked)
    except UnknownNameError as error:
        pairs, unknown = [], f"{error.message}. {error.remedy or ''}"
    nodes, arrows, rows = _network(reading, pairs, limit)
    return html_reply(
        page(
            "network.html",
            reading.serving,
            asked=asked,
            drawing=network(nodes, arrows),
            rows=rows[:60],
            shown=len(nodes),
            total=len({who for pair in pairs for who in pair[:2]}),
            limit=limit,
            acts=ACTS,
            unknown=unknown,
        )
    )


def _pairs(reading: Reading, asked: Mapping[str, str]) -> list[Pair]:
    """Who speaks of whom, those with most claims first."""
    pattern = Pattern(reading, "")
    pattern.code(asked, "act", "?claim kg:speechAct {} .", ACT_NS, set(ACTS))
    pattern.node(asked, "article", "?claim kg:appearsIn {} .", "article")
    pattern.node(asked, "outlet", "?claim kg:appearsIn/schema:publisher {} .")
    pattern.node(asked, "actor", "VALUES ?them {{ {} }}")
    pattern.add("?claim kg:claimant ?who ; kg:polarity ?polarity ; kg:content/kg:participant ?whom ; kg:cueSpan ?cue .")
    if asked.get("since") or asked.get("until"):
        pattern.add("?claim kg:appearsIn ?article .")
        pattern.period(asked, "?article")
    pattern.add("FILTER(?who != ?whom)" + (" FILTER(?who = ?them || ?whom = ?them)" if asked.get("actor") else ""))
    query = f"SELECT ?who ?whom ?polarity (COUNT(*) AS ?n) {{ {pattern.text} }} GROUP BY ?who ?whom ?polarity"
    return reading.kept(("network", query), lambda: _counted(reading, query))


def _counted(reading: Reading, query: str) -> list[Pair]:
    found: dict[tuple[str, str], list[int]] = {}
    for who, whom, polarity, count in reading.rows(query):
        counts = found.setdefault((who, whom), [0, 0])
        counts[0] += int(count)
        counts[1] += int(count) if polarity.endswith("#negative") else 0
    return sorted(((*key, *counts) for key, counts in found.items()), key=lambda pair: (-pair[2], pair[0], pair[1]))  # type: ignore[misc]


def _network(
    reading: Reading, pairs: Sequence[Pair], limit: int
) -> tuple[list[Node], list[Arrow], list[dict[str, object]]]:
    """The actors with most claims, those of their pairs with most, and the pairs as a table."""
    weights: Counter[str] = Counter()
    for who, whom, count, _ in pairs:
        weights[who] += count
        weights[whom] += count
    heavy = set(sorted(weights, key=lambda iri: (-weights[iri], iri))[:limit])
    shown = [pair for pair in pairs if pair[0] in heavy and pair[1] in heavy][: _ARROWS * limit]
    chosen = sorted({iri for pair in shown for iri in pair[:2]}, key=lambda iri: (-weights[iri], iri))
    place = {iri: number for number, iri in enumerate(chosen)}
    names = {iri: shared_label(reading, iri) for iri in chosen}
    kinds = {iri: specific(reading.objects(iri, RDF.type)) for iri in chosen}
    nodes = [Node(names[iri], local_path(iri, reading.base), weights[iri], kinds[iri]) for iri in chosen]
    arrows = [Arrow(place[who], place[whom], count, negative) for who, whom, count, negative in shown]
    rows: list[dict[str, object]] = [
        {"who": who, "whom": whom, "name": names[who], "other": names[whom], "count": count, "negative": negative}
        for who, whom, count, negative in shown
    ]
    return nodes, arrows, rows
