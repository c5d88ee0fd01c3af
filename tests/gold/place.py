"""Turns words quoted in an annotation into offsets, so that nobody has to count characters.

Usage: ``python tests/gold/place.py DRAFT…`` writes, or rewrites, NAME.gold.json beside NAME.txt for each draft, which is
a NAME.yaml, or a NAME.gold.json in which somebody has put words where a span should stand. How words are quoted is told
in docs/reference/gold-format.md.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CLAIM_SPANS = ("source", "cue", "cue_head", "content", "condition")
EVENT_SPANS = ("trigger", "time")
CLAIM_DEFAULTS: dict[str, Any] = {
    "source": None,
    "polarity": "positive",
    "addressee": None,
    "via": [],
    "denies": None,
    "rejects": None,
    "condition": None,
    "quote_type": "indirect",
}
EVENT_DEFAULTS: dict[str, Any] = {
    "initiators": [],
    "recipients": [],
    "place": None,
    "time": None,
    "negated": False,
    "claimed_in": ["narrator"],
}


def main() -> None:
    for name in sys.argv[1:]:
        draft = Path(name)
        text = draft.with_name(draft.name.split(".")[0] + ".txt").read_text(encoding="utf-8")
        gold = placed(_read(draft), text)
        target = draft.with_name(draft.name.split(".")[0] + ".gold.json")
        target.write_text(_pretty(gold), encoding="utf-8")
        print(f"{target.name}: {len(gold['claims'])} claims, {len(gold['events'])} events")


def _read(draft: Path) -> dict[str, Any]:
    import yaml

    gold = yaml.safe_load(draft.read_text(encoding="utf-8"))  # JSON is YAML too
    assert isinstance(gold, dict)
    return {"id": draft.name.split(".")[0], **gold}


def placed(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """The annotation with all words in place, its hash, and what may be left out of a draft filled in."""
    head = {key: value for key, value in gold.items() if key not in ("claims", "events", "entities")}
    head["text_sha256"] = hashlib.sha256(text.encode("utf-8")).hexdigest()
    claims = [_record(claim, CLAIM_DEFAULTS, CLAIM_SPANS, text) for claim in gold["claims"]]
    for claim in claims:
        claim.setdefault("cue_head", _last_word(claim["cue"], text))
        claim["quote"] = " … ".join(claim["words"]["content"])[:60]
        claim["direct_quote"] = claim["quote_type"] == "direct"
    events = [_record(event, EVENT_DEFAULTS, EVENT_SPANS, text) for event in gold["events"]]
    return {**head, "claims": claims, "events": events, "entities": _entities(gold["entities"], text)}


def _record(record: dict[str, Any], defaults: dict[str, Any], fields: tuple[str, ...], text: str) -> dict[str, Any]:
    record = {**defaults, **record}
    start = _find(record.pop("at"), text, 0)[0] if "at" in record else 0
    record.pop("words", None)
    for field in fields:
        value = record.get(field)
        try:
            if isinstance(value, str):
                record[field] = _find(value, text, start)
            if field == "content":
                parts = [value] if isinstance(value, str) else value
                record[field] = [_find(part, text, start) if isinstance(part, str) else part for part in parts]
        except ValueError as error:
            raise SystemExit(f"{record['id']} {field}: {error}") from None
    record["words"] = {
        field: [text[b:e] for b, e in record[field]] if field == "content" else text[slice(*record[field])]
        for field in fields
        if record.get(field) and field != "cue_head"
    }
    return record


def _find(quoted: str, text: str, start: int) -> list[int]:
    """Offsets of words: "words", "words@2" for the second time they occur, "first words … last words" for many.

    Without @ the words must occur once after start, or start must say where; ValueError where they do not.
    """
    words, _, count = quoted.partition("@")
    if " … " in words:
        first, last = words.split(" … ")
        begin, _ = _find(first + (f"@{count}" if count else ""), text, start)
        found = re.search(_whole(last), text[begin:])
        if found is None:
            raise ValueError(f"{last!r} does not follow {first!r}")
        return [begin, begin + found.end()]
    spans = [list(match.span()) for match in re.finditer(_whole(words), text) if match.start() >= start]
    if not spans or (len(spans) > 1 and not count and not start):
        raise ValueError(f"{words!r} occurs {len(spans)} times")
    return spans[int(count or 1) - 1]


def _whole(words: str) -> str:
    """A pattern for the words that does not match inside a word."""
    return r"(?<!\w)" * words[0].isalnum() + re.escape(words) + r"(?!\w)" * words[-1].isalnum()


def _last_word(span: list[int], text: str) -> list[int]:
    start = text.rfind(" ", span[0], span[1]) + 1
    return [start or span[0], span[1]]


def _entities(entities: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Entities with their mentions: every occurrence of a form, the longest form first, in no other mention."""
    forms = sorted(
        ((form, entity) for entity in entities for form in _forms(entity)), key=lambda item: -len(item[0].split("@")[0])
    )
    taken: list[tuple[int, int]] = []
    mentions: dict[int, list[tuple[int, int, bool]]] = {}
    for form, entity in forms:
        words, _, count = form.partition("@")
        spans = [match.span() for match in re.finditer(_whole(words), text)]
        spans = [span for span in spans if all(span[1] <= b or e <= span[0] for b, e in taken)]
        if not spans:
            raise SystemExit(f"{form!r} does not occur (or only inside other names)")
        for begin, end in [spans[int(count) - 1]] if count else spans:
            taken.append((begin, end))
            mentions.setdefault(id(entity), []).append((begin, end, form in entity.get("metonyms", ())))
    return [_entity(entity, sorted(mentions[id(entity)]) if id(entity) in mentions else None, text) for entity in entities]


def _forms(entity: dict[str, Any]) -> Iterator[str]:
    if "mentions" not in entity:
        yield from entity.get("forms", () if "metonyms" in entity else (entity["name"],))
        yield from entity.get("metonyms", ())


def _entity(entity: dict[str, Any], found: list[tuple[int, int, bool]] | None, text: str) -> dict[str, Any]:
    qid = entity.get("qid")
    placed = {"name": entity["name"], "kind": entity["kind"], "qid": qid, "qid_sure": entity.get("qid_sure", bool(qid))}
    if found is None:
        placed |= {key: entity[key] for key in ("mentions", "metonymic") if key in entity}
    else:
        placed["mentions"] = [[b, e] for b, e, _ in found]
        if metonymic := [[b, e] for b, e, metonym in found if metonym]:
            placed["metonymic"] = metonymic
    placed["words"] = [text[b:e] for b, e in placed["mentions"]]
    return placed


def _pretty(gold: dict[str, Any]) -> str:
    """JSON with one line for each field, and spans in one line."""
    lines = json.dumps(gold, ensure_ascii=False, indent=1)
    lines = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", lines)
    return re.sub(r"\[\s+((?:\[\d+, \d+\],?\s*)+)\]", lambda m: "[" + " ".join(m[1].split()) + "]", lines) + "\n"


if __name__ == "__main__":
    main()
