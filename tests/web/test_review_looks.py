"""Review looks at some articles each time, and at all of them in the end."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode

from kg.config import DEFAULT_BASE, Config
from kg.rdf import quads
from kg.store import open_store
from kg.validation import article_reports, merged
from kg.vocabulary import SCHEMA
from kg.web import Serving
from kg.web.pages.review import Looking
from kg.web.reading import Reading
from tests.sample import SAMPLE
from tests.web.conftest import hostile_article


def reading_of(folder: Path) -> Reading:
    with open_store(folder, write=True, create=True) as store:
        store.put_article(quads(SAMPLE, DEFAULT_BASE))
        for number in range(3):
            store.put_article(hostile_article(number))
        for quad in list(store.oxigraph.quads_for_pattern(None, NamedNode(SCHEMA.datePublished), None, None)):
            store.oxigraph.remove(quad)
    return Reading(Serving(Config(store=folder)))


def test_each_look_goes_on_where_the_last_ended(tmp_path: Path) -> None:
    reading = reading_of(tmp_path / "kg-store")
    looking, seen = Looking(reading), []
    while not looking.whole:
        looking.further(0.0)
        seen.append(looking.report.documents)
    assert seen == [1, 2, 3, 4, 4]
    assert looking.report == merged(report for _, report in article_reports(reading.store))
    reading.close()


def test_a_finding_that_is_wanted_is_looked_for(tmp_path: Path) -> None:
    reading = reading_of(tmp_path / "kg-store")
    last = merged(report for _, report in article_reports(reading.store)).findings[-1]
    looking = Looking(reading)
    assert looking.further(60.0, lambda one: (one.focus, one.shape) == (last.focus, last.shape)) == last
    assert looking.further(60.0, lambda _: False) is None
    assert looking.whole
    reading.close()
