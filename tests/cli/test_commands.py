"""Each command over the sample article: what it prints where, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.output import _FORMATS
from kg.errors import all_errors
from kg.export import FORMATS as EXPORT_FORMATS
from kg.render.formats import FORMATS
from kg.store import open_store
from kg.vocabulary import SCHEMA
from tests.cli.conftest import Run
from tests.sample import SAMPLE, TEXT

TITLE = str(SAMPLE.article.title)


def test_query_lists_questions_by_topic(run: Run) -> None:
    lines = run("query").stdout.splitlines()
    assert "disagreement\tdisputes\tWhat is disputed, and who takes which side?" in lines
    assert lines == sorted(lines)


def test_query_prints_tsv_in_a_pipe(run: Run) -> None:
    result = run("query", "denials")
    assert result.exit_code == 0
    assert result.stdout == (
        "?denier\t?words\t?claimant\t?denied\t?article\n"
        f'"Turkey"\t"the accusation"\t"Portugal"\t"diverting three grain ships"\t"{TITLE}"\n'
    )
    assert result.stderr == ""


def test_query_takes_its_parameters_as_options_or_after_the_name(run: Run) -> None:
    by_option = run("query", "says-about", "--actor", "wd:Q43", "--format", "csv")
    assert by_option.stdout == run("query", "says-about", "turkey", "--format", "csv").stdout
    assert len(by_option.stdout.splitlines()) == 7


def test_query_is_limited(run: Run) -> None:
    found = json.loads(run("query", "chains", "--limit", "2", "--format", "json").stdout)
    assert len(found["results"]["bindings"]) == 2


def test_query_finds_nothing_and_says_what_to_do(run: Run) -> None:
    result = run("query", "denials", "--actor", "Portugal", "--format", "table")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Try it without --actor" in result.stderr


def test_query_help_tells_parameters_and_shows_the_sparql(run: Run) -> None:
    text = run("query", "says-about", "--help").stdout
    assert "--actor NAME" in text
    assert "[required]" in text
    assert "Example: kg query says-about" in text
    assert "?situation kg:participant|kg:place ?_actor_iri" in text


def test_query_shows_its_sparql_alone(run: Run) -> None:
    assert run("query", "disputes", "--sparql").stdout.startswith("PREFIX kg:")
    assert run("query", "says-about", "--sparql").exit_code == 0


MINE = """\
#+ summary: How many claims of an act?
#+ defaults: {act: deny}
#+ enumerate: {act: [deny, accuse]}
SELECT ?claim { ?claim kg:speechAct ?code FILTER(STRENDS(STR(?code), ?_act)) } LIMIT ?__limit_integer
"""


@pytest.mark.parametrize("words", [("--queries", "mine", "acts"), ("acts", "--queries", "mine")])
def test_query_takes_a_folder_of_the_users_own(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "acts.rq").write_text(MINE)
    assert len(run("query", *words).stdout.splitlines()) == 2
    assert len(run("query", *words, "--act", "accuse", "--limit", "1").stdout.splitlines()) == 2
    wrong = run("query", *words, "--act", "ask")
    assert wrong.exit_code == 2
    assert "It may be: deny, accuse." in wrong.stderr


def test_queries_of_the_user_can_stand_in_the_settings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "acts.rq").write_text(MINE)
    (tmp_path / "kg.toml").write_text('queries = ["mine"]\n')
    assert run("query", "acts").exit_code == 0
    assert "other\tacts\tHow many claims of an act?" in run("query").stdout


def test_a_parameter_may_not_hide_an_option(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("#+ summary: Mine?\nSELECT * { ?s ?p ?__store }")
    result = run("query", "--queries", ".", "mine")
    assert result.exit_code == 3
    assert "--store, which kg query has already" in result.stderr


@pytest.mark.parametrize("query", ["SELECT ?x { ?x a kg:Claim }", "question.rq", "-"])
def test_sparql_is_given_as_text_file_or_on_stdin(run: Run, tmp_path: Path, query: str) -> None:
    text = "SELECT ?x { ?x a kg:Claim }"
    (tmp_path / "question.rq").write_text(text)
    result = run("sparql", query, input=text)
    assert len(result.stdout.splitlines()) == 20


def test_sparql_makes_graphs(run: Run) -> None:
    turtle = run("sparql", "CONSTRUCT { ?x a kg:Dispute } WHERE { ?x a kg:Dispute }").stdout
    assert len(list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))) == 1


def test_sparql_says_where_the_mistake_is(run: Run) -> None:
    result = run("sparql", "SELECT ?x\nWHERE { ?x a ka:Claim }")
    assert result.exit_code == 3
    assert "query:2:14" in result.stderr
    assert "^" in result.stderr


def test_sparql_stops_in_time(run: Run) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    result = run("sparql", slow, "--timeout", "0.3")
    assert result.exit_code == 3
    assert "KG051" in result.stderr


def test_show_tells_all_of_an_actor(run: Run) -> None:
    text = run("show", "Maria Duarte").stdout
    assert text.startswith("Maria Duarte  (person)\n")
    assert "acts for         Ministry of Maritime Affairs" in text


def test_show_can_be_read_by_programs(run: Run) -> None:
    card = json.loads(run("show", "Turkey", "--format", "json").stdout)
    assert card["iri"].endswith("entity/Q43")


def test_show_offers_close_names(run: Run) -> None:
    result = run("show", "Turky")
    assert result.exit_code == 2
    assert "Did you mean 'Turkey'" in result.stderr


def test_stats_counts(run: Run) -> None:
    rows = dict(line.split("\t") for line in run("stats").stdout.splitlines()[1:])
    assert rows['"Claim"'] == "19"


def test_link_status_lists_decisions_and_candidates(run: Run) -> None:
    result = run("link", "status", "--only", "toReview", "--format", "csv")
    assert result.stdout.splitlines()[1:] == ["Ministry of Maritime Affairs,toReview,,Q169217,index,0.31"]
    assert len(run("link", "status").stdout.splitlines()) == 10


def test_export_writes_a_file_by_its_ending(run: Run, tmp_path: Path) -> None:
    result = run("export", "-o", "graph.nq")
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(list(ox.parse(path=str(tmp_path / "graph.nq")))) == len(
        list(ox.parse(run("export", "--format", "nquads").stdout, format=ox.RdfFormat.N_QUADS))
    )


def test_export_can_leave_out_the_text(run: Run) -> None:
    assert TEXT[:30] not in run("export", "--no-text", "--format", "ntriples").stdout
    assert TEXT[2:32] in run("export", "--format", "ntriples").stdout


def test_remove_takes_an_article_out(run: Run) -> None:
    assert run("remove", TITLE).exit_code == 0
    assert run("stats").stdout.splitlines()[1] == '"triples"\t0'
    assert run("remove", TITLE).exit_code == 2


def test_remove_removes_nothing_where_one_is_unknown(run: Run) -> None:
    assert run("remove", TITLE, "other").exit_code == 2
    assert '"Document"\t1' in run("stats").stdout


def test_init_writes_settings_that_change_nothing(run: Run, tmp_path: Path) -> None:
    from kg.config import Config, load_config

    assert run("init").exit_code == 0
    path = tmp_path / "kg.toml"
    assert load_config(tmp_path, {}) == Config(store=tmp_path / "kg-store")
    path.write_text(
        "\n".join(line.removeprefix("# ") if " = " in line else line for line in path.read_text().splitlines())
    )
    assert load_config(tmp_path, {}).queries == (tmp_path / "queries",)


def test_init_never_overwrites(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("# mine\n")
    assert run("init").exit_code == 3
    assert (tmp_path / "kg.toml").read_text() == "# mine\n"


@pytest.mark.parametrize("code", ["KG012", "kg012", "12"])
def test_explain_tells_what_a_code_means(empty: Run, code: str) -> None:
    assert empty("explain", code).stdout.startswith("KG012: unknown name\n")


def test_explain_lists_all_codes(empty: Run) -> None:
    listed = empty("explain").stdout
    assert all(error.code in listed for error in all_errors())
    assert empty("explain", "KG999").exit_code == 2


def test_validate_finds_nothing_wrong_with_the_sample(run: Run) -> None:
    result = run("validate")
    assert result.exit_code == 0
    assert "1 article" in result.stdout


def test_validate_leaves_out_what_may_stand(run: Run) -> None:
    with open_store(Path("kg-store"), write=True) as store:
        for quad in list(store.oxigraph.quads_for_pattern(None, ox.NamedNode(SCHEMA.datePublished), None, None)):
            store.oxigraph.remove(quad)
    words = ("validate", "--fail-on", "info", "--format", "json")
    shown = run(*words)
    assert shown.exit_code == 1
    (finding,) = json.loads(shown.stdout)["findings"]
    Path("links.sssom.tsv").write_text(
        "subject_id\tsubject_label\tpredicate_id\tobject_id\n"
        f"{finding['focus']}\t{finding['focusLabel']}\tsh:sourceShape\tkgs:Document-dated\n",
        encoding="utf-8",
    )
    left = run(*words)
    assert left.exit_code == 0
    assert json.loads(left.stdout)["findings"] == []
    assert "1 finding that may stand is left out" in left.stderr
    assert run(*words, "--all").stdout == shown.stdout


def test_validate_files_and_ends_with_1_for_findings(run: Run, tmp_path: Path) -> None:
    whole = run("export", "--format", "nquads").stdout
    broken = "\n".join(line for line in whole.splitlines() if "ontology#claimant>" not in line)
    (tmp_path / "broken.nq").write_text(broken + "\n")
    result = run("validate", "broken.nq", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["conforms"] is False
    (tmp_path / "broken.nq").write_text("no rdf")
    assert run("validate", "broken.nq").exit_code == 3


def test_reason_prints_what_follows_or_keeps_it(run: Run) -> None:
    result = run("reason", "--engine", "owlrl")
    assert result.exit_code == 0
    assert "kg:reportsClaimTransitively" in result.stdout
    assert "Consistent" in result.stderr
    kept = run("reason", "--engine", "owlrl", "--save")
    assert kept.stdout == ""
    assert run("sparql", "ASK { ?a kg:reportsClaimTransitively ?b }").stdout == "true\n"
    assert run("query", "chains").stdout.count("Northern Wire") == 8


def test_doctor_looks_at_everything(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.stdout
    for what in ("Python", "pyoxigraph", "language model", "Java", "ontology", "shapes", "saved queries", "store"):
        assert what in result.stdout


def test_help_lists_the_formats_there_are(empty: Run) -> None:
    assert tuple(FORMATS) == _FORMATS
    assert set(empty("export", "--help").stdout.replace(",", " ").replace(".", " ").split()) >= set(EXPORT_FORMATS)
