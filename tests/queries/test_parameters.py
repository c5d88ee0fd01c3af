from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ParameterError
from kg.queries.parameters import TYPES, literal, parameters_in, variables_in


def one(variable: str):
    (parameter,) = parameters_in(f"SELECT * {{ ?s ?p ?{variable} }}")
    return parameter


@pytest.mark.parametrize(
    ("variable", "name", "kind", "required", "language"),
    [
        ("_actor_iri", "actor", "iri", True, None),
        ("__since_datetime", "since", "dateTime", False, None),
        ("__limit_integer", "limit", "integer", False, None),
        ("_text", "text", "string", True, None),
        ("_word_en", "word", "string", True, "en"),
        ("__min_confidence_decimal", "min_confidence", "decimal", False, None),
        ("_day_xsd_gYear", "day", "gYear", True, None),
        ("_iri", "iri", "string", True, None),
        ("_of", "of", "string", True, None),
    ],
)
def test_a_variable_name_tells_name_type_and_need(
    variable: str, name: str, kind: str, required: bool, language: str | None
) -> None:
    found = one(variable)
    assert (found.name, found.type, found.required, found.language) == (name, kind, required, language)


def test_plain_variables_are_no_parameters() -> None:
    assert parameters_in("SELECT ?actor { ?actor ?_1 $claim }") == ()


def test_comments_strings_and_iris_hold_no_variables() -> None:
    query = """SELECT ?a { ?a <http://x/?_b> '?_c' ; ?p \"\"\"?_d "?_e\"\"\" # ?_f
      FILTER(?a < ?_g) }"""
    assert list(variables_in(query)) == ["a", "p", "_g"]


def test_an_option_is_named_as_people_type_it() -> None:
    assert one("__min_Confidence_decimal").option == "--min-confidence"


@pytest.mark.parametrize(
    ("variable", "value", "form"),
    [
        ("_n_integer", " 07 ", "7"),
        ("_n_decimal", "0.50", "0.50"),
        ("_n_decimal", "1E2", "100"),
        ("_n_boolean", "Yes", "true"),
        ("_n_double", "1", "1.0"),
        ("_since_datetime", "2025-10-28", "2025-10-28T00:00:00Z"),
        ("_since_datetime", "2025-10-28T09:30:00+02:00", "2025-10-28T07:30:00Z"),
        ("_until_datetime", "2025-10-28", "2025-10-28T23:59:59Z"),
        ("_until_datetime", "2025-10-28T09:30", "2025-10-28T09:30:00Z"),
        ("_day_date", "2025-10-28", "2025-10-28"),
        ("_since_datetime", "28 October 2025", "2025-10-28T00:00:00Z"),
        ("_since_datetime", "Oct. 28th, 2025", "2025-10-28T00:00:00Z"),
        ("_until_datetime", "28 Oct 2025", "2025-10-28T23:59:59Z"),
        ("_day_date", "october 28, 2025", "2025-10-28"),
        ("_since_datetime", "2025-10", "2025-10-01T00:00:00Z"),
        ("_until_datetime", "2025-10", "2025-10-31T23:59:59Z"),
        ("_until_datetime", "2024", "2024-12-31T23:59:59Z"),
        ("_until_date", "February 2024", "2024-02-29"),
        ("_text", 'as "it" is\n', 'as "it" is\n'),
    ],
)
def test_values_become_canonical_literals(variable: str, value: str, form: str) -> None:
    assert literal(one(variable), value)[0] == form


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("_n_integer", "ten"),
        ("_n_integer", "1.5"),
        ("_n_decimal", "NaN"),
        ("_n_decimal", "1,5"),
        ("_n_boolean", "maybe"),
        ("_since_datetime", "last winter"),
        ("_since_datetime", "2025-13-01"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_an_example(variable: str, value: str) -> None:
    parameter = one(variable)
    with pytest.raises(ParameterError, match=f"{parameter.option} takes an? .*not {value!r}") as caught:
        literal(parameter, value)
    assert parameter.option in str(caught.value.remedy)


@given(st.sampled_from(sorted(TYPES)), st.text())
def test_any_text_is_a_literal_or_a_parameter_error(suffix: str, value: str) -> None:
    parameter = one(f"_value_{suffix}")
    try:
        form, datatype = literal(parameter, value)
    except ParameterError:
        return
    assert isinstance(form, str)
    assert datatype.startswith("http")


def test_yesterday_is_the_day_before_today() -> None:
    (parameter,) = parameters_in("SELECT * { ?a ?b ?_day_date }")
    days = [date.fromisoformat(literal(parameter, day)[0]) for day in ("yesterday", "Today")]
    assert (days[1] - days[0]).days == 1


@pytest.mark.parametrize("value", ["28 Brumaire 2025", "31 February 2025", "28/10/2025", "10.28.2025"])
def test_what_is_no_date_or_could_be_two_is_refused(value: str) -> None:
    (parameter,) = parameters_in("SELECT * { ?a ?b ?_day_date }")
    with pytest.raises(ParameterError, match="takes a date"):
        literal(parameter, value)
