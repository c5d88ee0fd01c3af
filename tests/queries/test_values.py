from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Store

from kg.config import DEFAULT_BASE
from kg.errors import ParameterError, UnknownNameError
from kg.queries.names import Select
from kg.queries.parameters import Parameter, parameters_in
from kg.queries.values import completed_by, term, terms
from kg.vocabulary import ACT, PLOVER


def one(variable: str) -> Parameter:
    return parameters_in(f"SELECT * {{ ?s ?p ?{variable} }}")[0]


def test_an_actor_becomes_its_iri(select: Select) -> None:
    assert term(one("_actor_iri"), "Turkey", select) == NamedNode(f"{DEFAULT_BASE}entity/Q43")


def test_a_parameter_that_names_no_kind_of_thing_takes_any_iri(select: Select) -> None:
    assert term(one("_act_iri"), "act:deny", select) == NamedNode(ACT.deny)
    assert term(one("_type_iri"), f"<{PLOVER.CONSULT}>", select) == NamedNode(PLOVER.CONSULT)
    assert term(one("_whom_iri"), "Turkey", select) == NamedNode(f"{DEFAULT_BASE}entity/Q43")


def test_an_article_is_no_actor(select: Select) -> None:
    with pytest.raises(UnknownNameError, match="no article"):
        term(one("_article_iri"), "Turkey", select)


def test_text_keeps_its_language(select: Select) -> None:
    assert term(one("_word_en"), "talks", select) == Literal("talks", language="en")


def test_a_value_is_one_of_the_choices(select: Select) -> None:
    parameter = Parameter("_act", "act", "string", required=True, choices=("deny", "ask"))
    assert term(parameter, "ask", select) == Literal("ask")
    with pytest.raises(ParameterError, match="cannot be 'accuse'"):
        term(parameter, "accuse", select)


def test_defaults_are_taken_and_what_is_missing_is_told(store: Store) -> None:
    n = Parameter("_n_integer", "n", "integer", required=False, default="3")
    assert str(terms([n], {}, store)["_n_integer"].value) == "3"
    assert str(terms([n], {"n": "4"}, store)["_n_integer"].value) == "4"
    with pytest.raises(ParameterError, match="--actor is missing"):
        terms([one("_actor_iri")], {}, store)


def test_each_name_is_completed_with_things_of_its_kind() -> None:
    names = ("actor", "Outlet", "article", "claim", "event", "whom")
    assert [completed_by(name) for name in names] == ["actor", "outlet", "article", "claim", "situation", "actor"]
