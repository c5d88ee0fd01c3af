"""Gold files: the three forms are told apart, and every mistake in one is named with its place."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ArticleFormatError, DateError, EncodingError, PathError
from kg.evaluation import AnnotatedArticle, CodedSentence, GoldAttributions, read_gold
from kg.model import EventType, Span

TEXT = "Lisbon said no ship had sailed."
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "gold-format.md"


def gold(**changes: Any) -> dict[str, Any]:
    claim = {
        "id": "c1",
        "claimant": "Portugal",
        "speech_act": "assert",
        "speech_act_alt": "deny",
        "polarity": "negative",
        "source": [0, 6],
        "cue": [7, 11],
        "content": [[12, 30]],
    }
    whole = {
        "id": "ships",
        "text": TEXT,
        "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "claims": [claim | changes.pop("claim", {})],
        "events": [{"id": "e1", "type": "ASSAULT", "trigger": [24, 30]} | changes.pop("event", {})],
        "entities": [{"name": "Portugal", "kind": "country", "mentions": [[0, 6]]} | changes.pop("entity", {})],
    }
    return whole | changes


def write(folder: Path, content: Any, name: str = "ships.gold.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_an_article_annotated_whole(tmp_path: Path) -> None:
    path = write(tmp_path, gold(published="2025-10-28", publisher="The Gazette"))
    [one] = read_gold(path)
    assert isinstance(one, AnnotatedArticle)
    assert one.article.text == TEXT
    assert (one.article.published, one.article.published_is_date) == (datetime(2025, 10, 28, tzinfo=UTC), True)
    [claim] = one.claims
    assert (claim.speech_acts, claim.cue_head, claim.contents) == (("assert", "deny"), Span(7, 11), (Span(12, 30),))
    assert one.events[0].types == ("ASSAULT",)


def test_the_text_may_lie_beside_the_annotation(tmp_path: Path) -> None:
    (tmp_path / "ships.txt").write_text(TEXT, encoding="utf-8")
    without = gold()
    del without["text"]
    assert read_gold(write(tmp_path, without))[0].article.text == TEXT
    (tmp_path / "other.txt").write_text(TEXT + " More follows.", encoding="utf-8")
    other = without | {"source_file": "other.txt", "text_length_used": len(TEXT)}
    assert read_gold(write(tmp_path, other))[0].article.text == TEXT


def test_a_link_is_asked_for_only_where_it_is_sure(tmp_path: Path) -> None:
    for sure, expected in ((True, "Q45"), (False, None)):
        [one] = read_gold(write(tmp_path, gold(entity={"qid": "Q45", "qid_sure": sure})))
        assert isinstance(one, AnnotatedArticle)
        assert one.entities[0].qid == expected


def test_a_folder_gives_all_gold_in_it_by_name(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write(tmp_path, gold(id=name), f"{name}.gold.json")
    write(tmp_path, "not gold", "notes.txt")
    assert [one.article.id for one in read_gold(tmp_path)] == ["a", "b"]


def test_attributions_in_json_lines(tmp_path: Path) -> None:
    row = {"id": "1", "text": TEXT, "attributions": [{"source": [], "cue": [[7, 11]], "content": [[12, 30]]}]}
    read = read_gold(write(tmp_path, f"{json.dumps(row)}\n\n{json.dumps(row)}\n", "a.jsonl"))
    assert len(read) == 2
    assert isinstance(read[0], GoldAttributions)
    assert (read[0].attributions[0].source, read[0].attributions[0].content) == ((), (Span(12, 30),))


def test_coded_sentences_in_json_lines(tmp_path: Path) -> None:
    spans = [{"role": "SRC", "start": 0, "end": 6}, {"role": "SRC/TAR", "start": 15, "end": 19}]
    row = {"id": "1", "text": TEXT, "event_plover": "DISAPPROVE", "spans": spans}
    [read] = read_gold(write(tmp_path, json.dumps(row), "a.jsonl"))
    assert isinstance(read, CodedSentence)
    assert (read.type, read.sources, read.targets) == (EventType.ACCUSE, (Span(0, 6),), ())
    assert read.either == (Span(15, 19),)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text_sha256": "0" * 64}, "the file: the text is not the one that was annotated"),
        ({"claim": {"cue": [7, 99]}}, "claim c1: 7–99 is no span of a text of 31 characters"),
        ({"claim": {"cue": None}}, "claim c1: cue is missing"),
        ({"claim": {"cue": "said"}}, r"claim c1: cue should be \[start, end\], not 'said'"),
        ({"claim": {"content": []}}, "claim c1: content is empty"),
        ({"claim": {"speech_act": "mumble"}}, "claim c1: 'mumble' is no speech_act; there are: assert, report"),
        ({"claim": {"speech_act_alt": ["mumble"]}}, "claim c1: 'mumble' is no speech_act"),
        ({"claim": {"via": ["c7"]}}, "the file: claim c1 points to c7, which is no claim"),
        ({"claim": {"optional": "yes"}}, "claim c1: optional should be true or false, not 'yes'"),
        ({"claim": {"words": {"cue": "says"}}}, "claim c1: cue is 'says' in words, but 'said' by offsets"),
        ({"event": {"type": "WAR"}}, "event e1: 'WAR' is no type"),
        ({"event": {"same_as": "e9"}}, "the file: event e1 is the same as e9, which is no event"),
        ({"event": {"claimed_in": ["c9"]}}, "the file: event e1 is claimed in c9, which is no claim"),
        ({"entity": {"words": ["Porto"]}}, r"entity Portugal: words are \['Porto'\], but mentions are \['Lisbon'\]"),
        ({"entities": {}}, r"the file: entities should be a list, not \{\}"),
        ({"events": [3]}, "event 1: an object in braces is needed, not 3"),
        ({"id": 3}, "the file: id should be a string, not 3"),
    ],
)
def test_a_mistake_is_named_with_the_record_it_is_in(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    path = write(tmp_path, gold(**changes))
    with pytest.raises(ArticleFormatError, match=message) as caught:
        read_gold(path)
    assert caught.value.location is not None
    assert caught.value.location.source == str(path)


def test_two_records_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    double = gold()
    double["claims"] *= 2
    with pytest.raises(ArticleFormatError, match="there are two records c1"):
        read_gold(write(tmp_path, double))


@pytest.mark.parametrize("content", ['{"text": "x", "claims": []}', '["x"]', "3", '{"id": 1}\n{"id": 2}'])
def test_an_unknown_form_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(ArticleFormatError):
        read_gold(write(tmp_path, content))


def test_broken_json_is_shown_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ArticleFormatError) as caught:
        read_gold(write(tmp_path, '{\n "id": \n}'))
    assert (caught.value.location.line if caught.value.location else None) == 3
    row = json.dumps({"text": TEXT, "attributions": []})
    with pytest.raises(ArticleFormatError) as caught:
        read_gold(write(tmp_path, f"{row}\n{row[:-1]}\n"))
    assert (caught.value.location.line if caught.value.location else None) == 2


def test_a_mistake_in_json_lines_names_its_line(tmp_path: Path) -> None:
    rows = [{"text": TEXT, "attributions": []}, {"text": TEXT, "attributions": [{"source": [[4, 2]]}]}]
    with pytest.raises(ArticleFormatError, match="attribution 1: 4–2 is no span") as caught:
        read_gold(write(tmp_path, "\n".join(map(json.dumps, rows))))
    assert (caught.value.location.line if caught.value.location else None) == 2


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PathError, match=re.escape(str(tmp_path / "none.json"))):
        read_gold(tmp_path / "none.json")
    with pytest.raises(PathError, match=r"no \*.gold.json"):
        read_gold(tmp_path)
    without = gold()
    del without["text"]
    with pytest.raises(PathError, match=r"the text that .* annotates is not there"):
        read_gold(write(tmp_path, without))
    (tmp_path / "latin.json").write_bytes(b'{"text": "\xe9"}')
    with pytest.raises(EncodingError):
        read_gold(tmp_path / "latin.json")
    with pytest.raises(DateError):
        read_gold(write(tmp_path, gold(published="last week")))


def test_the_example_of_the_documentation_is_gold(tmp_path: Path) -> None:
    match = re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert match
    [one] = read_gold(write(tmp_path, match[1]))
    assert isinstance(one, AnnotatedArticle)
    assert one.article.id == "ships"
