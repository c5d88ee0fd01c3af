from __future__ import annotations

import pytest

from kg.errors import QueryHeaderError
from kg.queries.header import read_header

WHOLE = """\
#+ summary: Who says so?
#+ description: >-
#+   First line
#+   and second.
#+ tags: [claims, more]
#+ parameters:
#+   actor: "who, as: a name"
#+ defaults:
#+   - since: 2025-10-28
#+   - sure: true
#+ enumerate: {act: [deny, accuse]}
#+ pagination: 20
#+ by: article
#+ method: GET
SELECT * { ?s ?p ?o }
"""


def test_a_whole_header_is_read() -> None:
    header = read_header(WHOLE, "q.rq")
    assert header.summary == "Who says so?"
    assert header.description == "First line and second."
    assert header.tags == ("claims", "more")
    assert header.parameters == {"actor": "who, as: a name"}
    assert header.defaults == {"since": "2025-10-28", "sure": "true"}
    assert header.enumerate == {"act": ("deny", "accuse")}
    assert (header.pagination, header.by) == (20, "article")


def test_lines_further_down_are_no_header() -> None:
    assert read_header("\n#+ summary: one\nASK {}\n#+ tags: [two]\n", "q.rq").tags == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("SELECT * {}", 1, "no header|none"),
        ("\n#+ description: no summary\n", 2, "no 'summary'"),
        ("#+ summary: one\n#+ sumary: two\n", 2, "unknown key 'sumary'"),
        ("#+ summary: one\n#+ tags: [a, b\nASK {}", 2, "not valid YAML"),
        ("#+ summary: one: two\n", 1, "not valid YAML"),
        ("#+ just words\n", 1, "not a mapping"),
        ("#+ summary: one\n#+ tags: {a: b}\n", 2, "'tags' should be a list"),
        ("#+ summary: one\n#+ pagination: few\n", 2, "whole number above 0"),
        ("#+ summary: one\n#+ pagination: 0\n", 2, "whole number above 0"),
        ("#+ summary: one\n#+ by: actor\n", 2, "can be article, source, time"),
        ("#+ summary: one\n#+\n#+ defaults: [1]\n", 3, "'defaults' should give"),
        ("#+ summary: one\n#+ defaults:\n#+   since:\n", 2, "one value"),
        ("#+ summary:\n", 1, "'summary' should be text"),
    ],
)
def test_a_malformed_header_is_an_error_that_names_file_and_line(text: str, line: int, message: str) -> None:
    with pytest.raises(QueryHeaderError, match=message) as caught:
        read_header(text, "folder/q.rq")
    assert caught.value.location is not None
    assert (caught.value.location.source, caught.value.location.line) == ("folder/q.rq", line)


def test_a_misspelt_key_is_answered_with_the_right_one() -> None:
    with pytest.raises(QueryHeaderError, match="Did you mean 'summary'"):
        read_header("#+ sumary: two\n", "q.rq")
