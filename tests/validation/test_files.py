from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, serialize

from kg.errors import PathError, RdfSyntaxError, UnknownFormatError
from kg.validation import RDF_ENDINGS, read_rdf, validate_files
from tests.shapes.sound import sound_triples, updated

DATASETS = {RdfFormat.TRIG, RdfFormat.N_QUADS}


@pytest.mark.parametrize("ending", RDF_ENDINGS)
def test_a_file_in_any_format_is_read_by_its_ending(tmp_path, ending):
    path = tmp_path / f"graph{ending}"
    serialize(sound_triples(), output=str(path), format=RDF_ENDINGS[ending])
    report = validate_files([path])
    assert report.findings == ()
    assert report.documents == 1


def test_files_are_validated_together(tmp_path: Path):
    triples = updated("DELETE WHERE { d:c1 kg:claimant ?x }")
    (tmp_path / "one.nt").write_bytes(serialize(triples[:100], format=RdfFormat.N_TRIPLES))
    (tmp_path / "two.TTL").write_bytes(serialize(triples[100:], format=RdfFormat.TURTLE))
    report = validate_files([tmp_path / "one.nt", tmp_path / "two.TTL"])
    assert [finding.shape_name for finding in report.findings] == ["Claim-claimant"]


def test_a_syntax_error_tells_line_and_column_and_shows_the_line(tmp_path: Path):
    path = tmp_path / "bad.ttl"
    path.write_text('@prefix : <http://e/> .\n:a :b "é🔴" ; :c d e .\n', encoding="utf-8")
    with pytest.raises(RdfSyntaxError) as caught:
        read_rdf(path, Store())
    location = caught.value.location
    assert (location.line, location.column) == (2, 17)
    assert caught.value.message == "d is not a valid RDF object"
    assert location.excerpt() == ':a :b "é🔴" ; :c d e .\n                ^'


def test_bytes_that_are_not_utf_8_are_a_syntax_error(tmp_path: Path):
    path = tmp_path / "latin.nt"
    path.write_bytes(b'<http://a> <http://b> "\xe9" .\n')
    with pytest.raises(RdfSyntaxError, match="UTF-8"):
        read_rdf(path, Store())


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path):
    with pytest.raises(PathError, match=r"none\.ttl"):
        read_rdf(tmp_path / "none.ttl", Store())
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(PathError, match=r"folder\.ttl"):
        read_rdf(tmp_path / "folder.ttl", Store())


def test_an_unknown_ending_lists_the_known_ones(tmp_path: Path):
    (tmp_path / "graph.txt").write_text("")
    with pytest.raises(UnknownFormatError) as caught:
        read_rdf(tmp_path / "graph.txt", Store())
    assert ".ttl" in str(caught.value)


def test_statements_about_statements_are_refused_with_a_reason(tmp_path: Path):
    path = tmp_path / "rdf12.nt"
    path.write_text("<http://a> <http://says> <<( <http://b> <http://c> <http://d> )>> .\n")
    with pytest.raises(RdfSyntaxError, match=r"RDF 1\.2"):
        read_rdf(path, Store())


def test_blank_nodes_of_two_files_are_not_taken_for_one(tmp_path: Path):
    for name in ("one.nt", "two.nt"):
        (tmp_path / name).write_text(f'_:x <http://www.w3.org/2000/01/rdf-schema#label> "{name}" .\n')
    store = Store()
    for name in ("one.nt", "two.nt"):
        read_rdf(tmp_path / name, store)
    assert len({quad.subject for quad in store}) == 2
    assert all(isinstance(quad, Quad) for quad in store)
