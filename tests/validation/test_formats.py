import json
import subprocess
import sys

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph

from kg.errors import UnknownFormatError
from kg.validation import FORMATS, Finding, Severity, ValidationReport, merged, render_report, validate_article
from kg.validation.bridge import to_graph
from kg.validation.shapes import shape_triples
from tests.shapes.sound import DOC, updated


def report_after(*updates: str) -> ValidationReport:
    from pyoxigraph import Quad

    return validate_article(Quad(triple.subject, triple.predicate, triple.object) for triple in updated(*updates))


BROKEN = (
    "DELETE WHERE { d:c3 kg:claimant ?x }",
    "INSERT DATA { d:c3 kg:claiment e:turkey }",
    f"DELETE WHERE {{ ?m oa:exact 'The Courier' }} ; INSERT DATA {{ <{DOC}#char=2,13> oa:exact 'The Couriér' }}",
    "DELETE WHERE { d:c1 kg:hasTime ?x }",
    "DELETE WHERE { d:diverting kg:hasTime ?x }",
)

TEXT = """\
VIOLATION  From 2 to 13 the text reads “The Courier”, not “The Couriér”.
    node      mention “The Couriér” (characters 2 to 13)
    article   Ships
    sentence  🔴 [The Courier] said on Monday that Portugal accuses Turkey of diverting ships.
    meaning   The offsets are off, or the quotation was changed. Offsets count code points: an emoji
              is one, however many bytes it takes.
    shape     Mention-words  <https://example.org/id/doc/0123456789abcdef#char=2,13>

VIOLATION  A claim should have exactly one claimant, which is an actor.
    node      claim “e:turkey deny”
    property  kg:claimant: none
    article   Ships
    sentence  Turkey [denies] this.
    meaning   A claim is one actor's position. Where two actors say the same, each has a claim.
    shape     Claim-claimant  <https://example.org/id/doc/0123456789abcdef/c3>

VIOLATION  This claim has a property that claims do not have.
    node      claim “e:turkey deny”
    property  kg:claiment: geopolitical entity “Turkey”
    article   Ships
    sentence  Turkey [denies] this.
    meaning   The property is misspelt, or belongs to something else. No query looks for it here.
    shape     Claim-closed  <https://example.org/id/doc/0123456789abcdef/c3>

INFO  Neither a claim nor a situation has this time.
    node      temporal expression “Monday”
    property  kg:hasTime from another node
    article   Ships
    sentence  🔴 The Courier said on [Monday] that Portugal accuses Turkey of diverting ships.
    meaning   The article mentions the time, and it was not found what it is the time of.
    shape     Time-used  <https://example.org/id/doc/0123456789abcdef/monday>

3 violations, no warnings and 1 note in 1 article.
"""


def test_text_reads_like_this():
    assert render_report(report_after(*BROKEN)) == TEXT


def test_nothing_found_and_nothing_checked_are_told_apart():
    assert render_report(report_after()) == "no violations, no warnings and no notes in 1 article.\n"
    assert render_report(ValidationReport()).startswith("Nothing was checked")


def test_json_has_every_finding_with_its_place_in_the_article():
    written = json.loads(render_report(report_after(*BROKEN), "json"))
    assert (written["conforms"], written["violations"], written["infos"]) == (False, 3, 1)
    first = written["findings"][0]
    assert (first["words"], first["start"], first["end"]) == ("The Courier", 2, 13)
    assert first["shape"].endswith("#Mention-words")
    assert first["document"] == DOC


def test_turtle_is_a_report_as_shacl_defines_it():
    graph = Graph().parse(data=render_report(report_after(*BROKEN), "turtle"), format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms).toPython() is False
    results = list(graph.objects(report, SH.result))
    assert len(results) == 4
    for result in results:
        for term in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape, SH.resultMessage):
            assert len(list(graph.objects(result, term))) == 1
    assert (None, SH.inversePath, None) in graph
    assert {str(shape) for shape in graph.objects(None, SH.sourceShape)} <= {
        str(shape) for shape in to_graph(shape_triples()).subjects()
    }


def test_turtle_has_alternative_paths_as_lists():
    update = "DELETE WHERE { d:c1 kg:content ?x } ; DELETE WHERE { d:c1 kg:reportsClaim ?x }"
    graph = Graph().parse(data=render_report(report_after(update), "turtle"), format="turtle")
    (path,) = graph.objects(None, SH.alternativePath)
    assert [str(step).rpartition("#")[2] for step in graph.items(path)] == ["content", "reportsClaim"]


@pytest.mark.parametrize("form", FORMATS)
def test_reports_are_the_same_bytes_in_every_process(form):
    code = f"from tests.validation.test_formats import *\nprint(render_report(report_after(*BROKEN), {form!r}), end='')"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {render_report(report_after(*BROKEN), form).encode()}


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(UnknownFormatError, match="no format 'yaml'") as caught:
        render_report(ValidationReport(), "yaml")
    assert "text, json, turtle" in str(caught.value)


# --- what conforms


def report_with(*severities: Severity) -> ValidationReport:
    return ValidationReport(
        tuple(Finding(severity, "urn:x:s", "", "", f"urn:x:{severity}") for severity in severities), 1
    )


@pytest.mark.parametrize(
    ("found", "fails_on"),
    [
        ((), set()),
        ((Severity.INFO,), {"info"}),
        ((Severity.WARNING,), {"info", "warning"}),
        ((Severity.VIOLATION,), {"info", "warning", "violation"}),
        ((Severity.INFO, Severity.WARNING), {"info", "warning"}),
    ],
)
def test_a_report_conforms_unless_something_is_as_bad_as_asked_for(found, fails_on):
    report = report_with(*found)
    assert {limit for limit in ("violation", "warning", "info") if not report.conforms(limit)} == fails_on
    assert report.conforms() == ("violation" not in fails_on)


def test_merging_keeps_the_first_of_the_same_findings_and_adds_up_documents():
    report = merged([report_with(Severity.INFO), report_with(Severity.INFO, Severity.VIOLATION)])
    assert [finding.severity for finding in report.findings] == [Severity.VIOLATION, Severity.INFO]
    assert report.documents == 2


def test_shapes_are_shacl_that_shacl_accepts():
    shapes = to_graph(shape_triples())
    conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text
