"""What happened when, and who speaks of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from kg.errors import UnknownNameError
from kg.queries.names import resolve
from kg.vocabulary import ACT, ACT_NS, RDF, terms_of
from kg.web.drawing import timeline
from kg.web.facts import shared_label, specific
from kg.web.filtering import Pattern, alone, resolve_node
from kg.web.networks import Arrow, Node, network
from kg.web.pages.times import timed
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import local_path, page

__all__ = ["network_page", "pairs_of", "timeline_page"]

_ROWS = 40
_MOST_NODES = 500
_ARROWS = 2
"""Arrows for each actor, on the average: with more, nothing can be told apart."""
Pair = tuple[str, str, int, int]
"""Claimant, whom it is about, how many claims, and how many of them are negative."""
_SAID = (
    ("DISTINCT ?claim", "?claim kg:cueSpan ?cue ."),
    ("?claim ?who", "?claim kg:claimant ?who ."),
    ("?claim ?polarity", "?claim kg:polarity ?polarity ."),
    ("?claim ?what", "?claim kg:content ?what ."),
    ("?what ?whom", "?what kg:participant ?whom ."),
)
ACTS = sorted(value.rpartition("#")[2] for name, value in terms_of(ACT).items() if name[0].islower())


def timeline_page(reading: Reading, asked: Mapping[str, str]) -> Reply:
    """Situations with their times, uncertain bounds drawn as such."""
    pattern, unknown = "", ""
    try:
        if asked.get("actor"):
            pattern += f"?situation kg:participant {NamedNode(resolve(asked['actor'], reading.select))} . "
        if asked.get("article"):
            article = resolve(asked["article"], reading.select, ("article",))
            pattern += f"GRAPH {NamedNode(article)} {{ ?situation a kg:Situation }}"
    except UnknownNameError as error:
        unknown = f"{error.message}. {error.remedy or ''}"
    times = [] if unknown else timed(reading, pattern, _ROWS, asked)
    drawing = timeline([(label, local_path(what.iri, reading.base), time) for label, what, time in times])
    return html_reply(
        page("timeline.html", reading.serving, asked=asked, times=times, drawing=drawing, most=_ROWS, unknown=unknown)
    )


def network_page(reading: Reading, asked: Mapping[str, str]) -> Reply:
    """Who says what about whom."""
    most = asked.get("most", "")
    limit = (
        min(int(most), _MOST_NODES) if most.isascii() and most.isdecimal() and len(most) < 5 and int(most) > 1 else 60
    )
    unknown = ""
    try:
        pairs = pairs_of(reading, asked)
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


def pairs_of(reading: Reading, asked: Mapping[str, str]) -> list[Pair]:
    """Who speaks of whom, those with most claims first."""
    pattern = Pattern(reading, "")
    pattern.node(asked, "article", "?claim kg:appearsIn {} .", "article")
    join = _beside if pattern.text else alone
    pattern.code(asked, "act", join("?claim", "?claim kg:speechAct {} ."), ACT_NS, set(ACTS))
    pattern.node(asked, "outlet", join("?claim", "?article schema:publisher {} . ?claim kg:appearsIn ?article ."))
    for variables, triple in _SAID:
        pattern.add(join(variables, triple))
    if asked.get("since") or asked.get("until"):
        pattern.add(join("?claim ?published", "?claim kg:appearsIn ?published ."))
        pattern.period(asked, "?published")
    query = f"SELECT ?who ?whom ?polarity (COUNT(*) AS ?n) {{ {pattern.text} }} GROUP BY ?who ?whom ?polarity"
    pairs = reading.kept(("network", query), lambda: _counted(reading, query))
    if asked.get("actor"):
        actor = resolve_node(reading, asked["actor"])
        pairs = [pair for pair in pairs if actor in pair[:2]]
    return pairs


def _beside(_: str, pattern: str) -> str:
    """What is looked up for each row of the rest, where these are few."""
    return pattern


def _counted(reading: Reading, query: str) -> list[Pair]:
    found: dict[tuple[str, str], list[int]] = {}
    for who, whom, polarity, count in reading.rows(query):
        if who == whom:
            continue
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
    shown = _telling([pair for pair in pairs if pair[0] in heavy and pair[1] in heavy], _ARROWS * limit)
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


def _telling(pairs: Sequence[Pair], most: int) -> list[Pair]:
    """The weightiest pair of each actor, and the weightiest of the rest, in the order given, which is by weight."""
    met: set[str] = set()
    first = set()
    for place, pair in enumerate(pairs):
        if not met.issuperset(pair[:2]):
            first.add(place)
            met.update(pair[:2])
    rest = [place for place in range(len(pairs)) if place not in first][: max(most - len(first), 0)]
    return [pairs[place] for place in sorted(first.union(rest))]
