"""What happened when, and who speaks of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pyoxigraph import NamedNode

from kg.errors import UnknownNameError
from kg.queries.names import resolve
from kg.vocabulary import ACT, ACT_NS, RDF, terms_of
from kg.web import listing
from kg.web.drawing import Arrow, Node, network, timeline
from kg.web.facts import specific
from kg.web.pages.actor import timed
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import local_path, page

__all__ = ["network_page", "timeline_page"]

_ROWS = 40
_MOST_NODES = 500
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
        text += f" ?situation kg:hasTime/({latest}) ?upTo . FILTER(?upTo >= {listing.moment('since', asked)})"
    if asked.get("until"):
        text += f" ?situation kg:hasTime/({earliest}) ?from . FILTER(?from <= {listing.moment('until', asked)})"
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


def _pairs(reading: Reading, asked: Mapping[str, str]) -> list[tuple[str, str, str, str, int, int]]:
    """Claimant and subject, with their names, how many claims, and how many of them are negative."""
    pattern = listing.Pattern(reading, "")
    pattern.code(asked, "act", "?claim kg:speechAct {} .", ACT_NS, set(ACTS))
    pattern.node(asked, "article", "?claim kg:appearsIn {} .", "article")
    pattern.node(asked, "outlet", "?claim kg:appearsIn/schema:publisher {} .")
    pattern.add("?claim kg:claimant ?who ; kg:cueSpan ?cue ; kg:polarity ?polarity ; kg:appearsIn ?article .")
    pattern.period(asked, "?article")
    pattern.add("?claim kg:content/kg:participant ?whom . ?whom a kg:Actor . FILTER(?who != ?whom)")
    pattern.node(asked, "actor", "FILTER(?who = {0} || ?whom = {0})")
    query = (
        "SELECT ?who ?whom ?name ?other ?polarity (COUNT(DISTINCT ?claim) AS ?n) { "
        f"{pattern.text} ?who rdfs:label ?name . ?whom rdfs:label ?other }} GROUP BY ?who ?whom ?name ?other ?polarity"
    )
    found: dict[tuple[str, str, str, str], list[int]] = {}
    for who, whom, name, other, polarity, count in reading.kept(query, lambda: reading.rows(query)):
        counts = found.setdefault((who, whom, name, other), [0, 0])
        counts[0] += int(count)
        counts[1] += int(count) if polarity.endswith("#negative") else 0
    pairs = [(*key, counts[0], counts[1]) for key, counts in found.items()]
    return sorted(pairs, key=lambda pair: (-pair[4], pair[2], pair[3], pair[0], pair[1]))


def _network(
    reading: Reading, pairs: list[tuple[str, str, str, str, int, int]], limit: int
) -> tuple[list[Node], list[Arrow], list[dict[str, object]]]:
    weights: Counter[str] = Counter()
    names: dict[str, str] = {}
    for who, whom, name, other, count, _ in pairs:
        weights[who] += count
        weights[whom] += count
        names[who], names[whom] = name, other
    chosen = sorted(weights, key=lambda iri: (-weights[iri], names[iri], iri))[:limit]
    place = {iri: number for number, iri in enumerate(chosen)}
    shown = [pair for pair in pairs if pair[0] in place and pair[1] in place]
    used = {iri for pair in shown for iri in pair[:2]}
    chosen = [iri for iri in chosen if iri in used]
    place = {iri: number for number, iri in enumerate(chosen)}
    kinds = {iri: specific(reading.objects(iri, RDF.type)) for iri in chosen}
    nodes = [Node(names[iri], local_path(iri, reading.base), weights[iri], kinds[iri]) for iri in chosen]
    arrows = [Arrow(place[who], place[whom], count, negative) for who, whom, _, _, count, negative in shown]
    rows: list[dict[str, object]] = [
        {"who": who, "whom": whom, "name": name, "other": other, "count": count, "negative": negative}
        for who, whom, name, other, count, negative in shown
    ]
    return nodes, arrows, rows
