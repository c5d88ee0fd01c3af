import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg.sparql.tokens import tokens


def kinds(query: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(query)]


@pytest.mark.parametrize(
    "text",
    [
        '"a ?x } b"',
        "'# no comment'",
        '"quoted \\" mark"',
        '"""two " and "" \n lines ?x"""',
        "'''it's\n''fine'''",
        '""',
        '"\\\\"',
    ],
)
def test_a_string_is_one_token_whatever_is_in_it(text: str) -> None:
    assert kinds(f"?a {text} ?b") == [("variable", "?a"), ("string", text), ("variable", "?b")]


@given(st.text())
def test_every_literal_that_is_serialised_is_one_string(text: str) -> None:
    assert kinds(f"{Literal(text)}}}") == [("string", str(Literal(text))), ("sign", "}")]


def test_a_hash_begins_a_comment_only_outside_other_tokens() -> None:
    assert kinds("<http://a/#b> kg:x\\#y ?z # ?w }\n?v") == [
        ("iri", "<http://a/#b>"),
        ("prefixed", "kg:x\\#y"),
        ("variable", "?z"),
        ("variable", "?v"),
    ]


def test_comparisons_are_no_iris() -> None:
    assert kinds("?a < 3 && ?b > 4") == [
        ("variable", "?a"),
        ("sign", "<"),
        ("number", "3"),
        ("sign", "&&"),
        ("variable", "?b"),
        ("sign", ">"),
        ("number", "4"),
    ]


def test_a_full_stop_after_a_name_is_not_part_of_it() -> None:
    assert [text for _, text in kinds("?s a kg:Claim. ?t a kg:v1.2 . _:b1. 1.5.")] == [
        "?s", "a", "kg:Claim", ".", "?t", "a", "kg:v1.2", ".", "_:b1.", "1.5", ".",
    ]  # fmt: skip


def test_paths_and_datatypes_keep_their_signs_apart() -> None:
    assert [text for _, text in kinds("kg:a?/^kg:b*|(kg:c)+ '1'^^xsd:integer 'a'@en-GB")] == [
        "kg:a", "?", "/", "^", "kg:b", "*", "|", "(", "kg:c", ")", "+", "'1'", "^^", "xsd:integer", "'a'", "@en-GB",
    ]  # fmt: skip


@given(st.text(alphabet="?$ax:_<>\"'\\#{}().\n é1@^&|"))
def test_tokens_and_what_is_between_them_make_up_the_query(query: str) -> None:
    at = 0
    for token in tokens(query):
        between = query[at : token.start]
        assert all(line.split("#")[0].strip() == "" for line in between.splitlines())
        assert query[token.start : token.end] == token.text
        at = token.end
