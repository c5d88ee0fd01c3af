"""Turns words quoted in an annotation into offsets, so that nobody has to count characters.

Usage: ``python tests/gold/place.py DRAFT…`` writes, or rewrites, NAME.gold.json beside NAME.txt for each draft, which
is a NAME.yaml, or a NAME.gold.json in which somebody has put words where a span should stand. How words are quoted is
told in docs/reference/gold-format.md.
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
CLAIM_DEFAULTS: dict[str, Any] = {"source": None, "polarity": "positive", "quote_type": "indirect"}
EVENT_DEFAULTS: dict[str, Any] = {"initiators": [], "recipients": [], "negated": False, "claimed_in": ["narrator"]}
ORDER = (
    *("id", "claimant", "claimants", "claimant_kind", "speaks_for", "speech_act", "speech_act_alt", "polarity"),
    *("addressee", "via", "denies", "rejects", "accepts", "quote_type", "optional", "not_made"),
    *("type", "type_alt", "initiators", "recipients", "place", "negated", "claimed_in", "same_as"),
    *("source", "cue", "content", "condition", "trigger", "time", "words", "cue_head", "quote"),
)


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
        claim["quote"] = " … ".join(claim["words"]["content"])
    events = [_record(event, EVENT_DEFAULTS, EVENT_SPANS, text) for event in gold["events"]]
    return {**head, "claims": claims, "events": events, "entities": _entities(gold["entities"], text)}


def _record(record: dict[str, Any], defaults: dict[str, Any], fields: tuple[str, ...], text: str) -> dict[str, Any]:
    record = {**defaults, **record}
    start = _find(record.pop("at"), text, None)[0] if "at" in record else None
    words: dict[str, Any] = {}
    for field in (field for field in fields if record.get(field)):
        value = record[field]
        try:
            if field == "content":
                parts = [value] if isinstance(value, str) else value
                record[field] = [_find(part, text, start) if isinstance(part, str) else part for part in parts]
                words[field] = [text[begin:end] for begin, end in record[field]]
            else:
                record[field] = _find(value, text, start) if isinstance(value, str) else value
                words[field] = text[slice(*record[field])]
        except ValueError as error:
            raise SystemExit(f"{record['id']} {field}: {error}") from None
    words.pop("cue_head", None)
    record["words"] = words
    record.pop("quote", None)
    kept = {key for key, value in record.items() if value not in (None, []) or key in defaults}
    return {key: record[key] for key in sorted(kept, key=ORDER.index)}


def _find(quoted: str, text: str, start: int | None) -> list[int]:
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
    spans = [list(match.span()) for match in re.finditer(_whole(words), text) if match.start() >= (start or 0)]
    if not spans or (len(spans) > 1 and not count and start is None):
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
        chosen = [spans[int(count) - 1]] if count and int(count) <= len(spans) else [] if count else spans
        free = [span for span in chosen if all(span[1] <= b or e <= span[0] for b, e in taken)]
        if not free:
            raise SystemExit(f"{form!r} does not occur, or only inside longer names")
        for begin, end in free:
            taken.append((begin, end))
            mentions.setdefault(id(entity), []).append((begin, end, form in entity.get("metonyms", ())))
    return [
        _entity(entity, sorted(mentions[id(entity)]) if id(entity) in mentions else None, text) for entity in entities
    ]


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
    """JSON with one line for each field of a record."""
    lines = []
    for key, value in gold.items():
        if key in ("claims", "events", "entities"):
            records = ",\n".join("  {\n" + ",\n".join(_fields(record)) + "\n  }" for record in value)
            lines.append(f' "{key}": [\n{records}\n ]')
        else:
            lines.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _fields(record: dict[str, Any]) -> list[str]:
    return [f'   "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in record.items()]


if __name__ == "__main__":
    main()
