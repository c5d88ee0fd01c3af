"""The file of decisions: ``links.sssom.tsv``, a mapping table that people may edit as well as the command."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from kg.errors import DecisionsError, Location
from kg.iris import encode
from kg.link.decisions.standing import NEEDED, SOURCE_SHAPE, Standing, cells_of, standing_of
from kg.link.decisions.table import Row, Table, replace_file
from kg.link.decisions.verdicts import Decision, Decisions, Key, Verdict
from kg.model import ActorKind
from kg.vocabulary import PREFIXES, WD_NS

__all__ = ["DecisionFile", "read_decisions"]

COLUMNS = (
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_modifier",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "author_label",
    "mapping_date",
    "subject_source",
    "comment",
)
_NEEDED = ("subject_id", "subject_label", "subject_category", "predicate_modifier", "predicate_id", "object_id")
_SSSOM = "https://w3id.org/sssom/"
_NOBODY = f"{_SSSOM}NoTermFound"
_SAME = frozenset(
    {
        PREFIXES["skos"] + "exactMatch",
        "http://www.w3.org/2002/07/owl#sameAs",
        PREFIXES["schema"] + "sameAs",
        PREFIXES["kg"] + "wikidata",
    }
)
_KNOWN_PREFIXES = {
    **PREFIXES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "sssom": _SSSOM,
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
}
_KINDS = {kind.value: kind for kind in ActorKind}
_PAGE = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(?:Special:EntityPage/)?(Q[1-9]\d*)\Z")


def read_decisions(path: Path, base: str) -> Decisions:
    """The decisions in a file, none where there is no such file.

    Raises DecisionsError, with the line, where it is malformed.
    """
    return DecisionFile.read(path, base).decisions()


class DecisionFile:
    """A file of decisions as it was read, and what has been decided since."""

    def __init__(self, path: Path, base: str, content: bytes | None) -> None:
        self._path = path
        self._base = base
        self._content = content
        text = _new_file(base) if content is None else _decoded(content, path)
        self._table = Table.parsed(text, str(path))
        self._changed = False
        self._prefixes = _KNOWN_PREFIXES | {"kgid": base} | self._table.prefixes()
        self._take_rows()
        self._check_together()

    @classmethod
    def read(cls, path: Path, base: str) -> DecisionFile:
        """The file at that path, or a new one where there is none. Raises DecisionsError."""
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            content = None
        except OSError as error:
            raise DecisionsError(f"{path} cannot be read: {error.strerror}") from None
        return cls(path, base, content)

    def _take_rows(self) -> None:
        about = {True: [], False: []}  # type: dict[bool, list[Row]]
        for row in self._table.rows:
            about[self._expanded(row, "predicate_id") == SOURCE_SHAPE].append(row)
        self._read = [(row, self._decision(row)) for row in about[False]]
        self._stand = [(row, self._standing(row)) for row in about[True]]

    def standing(self) -> tuple[Standing, ...]:
        """The findings that may stand, as people decided."""
        return tuple(standing for _, standing in self._stand)

    def let_stand(self, standing: Standing, today: date | None = None) -> bool:
        """Take down that a finding may stand; whether that changes anything."""
        if any(known.key == standing.key for _, known in self._stand):
            return False
        self._table.add(cells_of(standing, self._base, today or date.today()), NEEDED)
        self._changed = True
        self._take_rows()
        return True

    def look_again(self, key: tuple[str, str, str]) -> bool:
        """Take back that a finding may stand; whether that changes anything."""
        gone = [row for row, known in self._stand if known.key == key]
        for row in gone:
            self._table.remove(row)
        self._changed = self._changed or bool(gone)
        self._take_rows()
        return bool(gone)

    def _standing(self, row: Row) -> Standing:
        focus, shape = self._expanded(row, "subject_id"), self._expanded(row, "object_id")
        if not focus or not shape.startswith(PREFIXES["kgs"]):
            raise self._wrong(row, "the row does not say which finding may stand", "the node, and a shape: kgs:…")
        if row.get("predicate_modifier"):
            raise self._wrong(row, "a finding stands or is not listed", "no predicate_modifier")
        return standing_of(row, focus, shape)

    def decisions(self) -> Decisions:
        """All that has been decided on links."""
        return Decisions(decision for _, decision in self._read)

    def decide(self, decision: Decision, *, author: str = "", comment: str = "", today: date | None = None) -> bool:
        """Take a decision down in place of what it contradicts; whether that changes anything."""
        on_it = [(row, old) for row, old in self._read if old.key == decision.key]
        if any((old.verdict, old.qid) == (decision.verdict, decision.qid) for _, old in on_it):
            return False
        replaced = [(row, old) for row, old in on_it if _contradict(old, decision)]
        cells = self._cells(decision, author, comment, today or date.today())
        if replaced:
            self._table.change(replaced[0][0], cells, self._needed(decision))
            for row, _ in replaced[1:]:
                self._table.remove(row)
        else:
            self._table.add(cells, self._needed(decision))
        self._changed = True
        self._take_rows()
        return True

    def undo(self, key: Key) -> tuple[Decision, ...]:
        """Take back what was decided on that; gives the decisions that were there."""
        gone = [(row, old) for row, old in self._read if old.key == key]
        for row, _ in gone:
            self._table.remove(row)
        self._read = [(row, old) for row, old in self._read if old.key != key]
        self._changed = self._changed or bool(gone)
        return tuple(old for _, old in gone)

    def save(self) -> None:
        """Write the file, as a whole or not at all. Raises DecisionsError where somebody else has changed it since."""
        if self._changed:
            content = self._table.text().encode("utf-8")
            replace_file(self._path, content, self._content)
            self._content, self._changed = content, False

    def _needed(self, decision: Decision) -> tuple[str, ...]:
        return (*_NEEDED, "subject_source") if decision.key.article else _NEEDED

    def _cells(self, decision: Decision, author: str, comment: str, today: date) -> dict[str, str]:
        key = decision.key
        return {
            "subject_id": f"kgid:entity/{key.kind}/{encode(key.label)}" if key.kind else "",
            "subject_label": key.label,
            "subject_category": key.kind or "",
            "predicate_modifier": "Not" if decision.verdict is Verdict.REJECT else "",
            "predicate_id": "skos:exactMatch",
            "object_id": f"wd:{decision.qid}" if decision.qid else "sssom:NoTermFound",
            "object_label": decision.item_label,
            "mapping_justification": "semapv:ManualMappingCuration",
            "confidence": "1",
            "author_label": author,
            "mapping_date": today.isoformat(),
            "subject_source": key.article or "",
            **({"comment": comment} if comment else {}),
        }

    def _decision(self, row: Row) -> Decision:
        key = self._key(row)
        predicate = self._expanded(row, "predicate_id") or PREFIXES["skos"] + "exactMatch"
        if predicate not in _SAME:
            raise self._wrong(row, f"{row.get('predicate_id')!r} does not say that two are the same", "skos:exactMatch")
        modifier = row.get("predicate_modifier")
        if modifier not in ("", "Not"):
            raise self._wrong(row, f"predicate_modifier is {modifier!r}", "Not, or nothing")
        self._check_confidence(row)
        item = self._expanded(row, "object_id")
        if item == _NOBODY:
            if modifier:
                raise self._wrong(row, "a row cannot both say Not and that there is no item", "one of the two")
            return Decision(key, Verdict.NIL, line=row.line)
        qid = self._qid(row, item)
        verdict = Verdict.REJECT if modifier else Verdict.ACCEPT
        return Decision(key, verdict, qid, row.get("object_label"), row.line)

    def _key(self, row: Row) -> Key:
        label, category = row.get("subject_label"), row.get("subject_category").rpartition(":")[2]
        named = re.search(r"entity/([A-Za-z]+)/([^/]+)\Z", row.get("subject_id"))
        if named:
            of_id = unquote(named[2].replace("_", " "))
            for column, said in (("subject_label", label), ("subject_category", category)):
                meant = of_id if column == "subject_label" else named[1]
                if said and said != meant:
                    raise self._wrong(row, f"subject_id means {meant!r}, and {column} says {said!r}", "one of the two")
            label, category = of_id, named[1]
        elif row.get("subject_id") and not label:
            raise self._wrong(row, f"{row.get('subject_id')!r} is no name of an actor", "a subject_label")
        if not label:
            raise self._wrong(row, "the row does not say whom it is about", "a subject_label")
        if category and category not in _KINDS:
            raise self._wrong(row, f"there is no kind {category!r}", f"one of {', '.join(_KINDS)}, or nothing")
        article = self._expanded(row, "subject_source")
        return Key(label, _KINDS.get(category), article or None)

    def _qid(self, row: Row, item: str) -> str:
        given = row.get("object_id")
        bare = _PAGE.match(item)
        qid = bare[1] if bare else item.removeprefix(WD_NS)
        if not re.fullmatch(r"Q[1-9]\d*", qid):
            raise self._wrong(row, f"{given!r} is no Wikidata item" if given else "there is no object_id", "wd:Q843")
        return qid

    def _check_confidence(self, row: Row) -> None:
        written = row.get("confidence")
        try:
            fits = not written or 0 <= float(written) <= 1
        except ValueError:
            fits = False
        if not fits:
            raise self._wrong(row, f"confidence is {written!r}", "a number from 0 to 1")

    def _expanded(self, row: Row, column: str) -> str:
        written = row.get(column).removeprefix("<").removesuffix(">")
        prefix, colon, local = written.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else written

    def _check_together(self) -> None:
        """An actor is one item or none, and nothing is both accepted and rejected."""
        seen: dict[Key, list[Decision]] = {}
        for row, decision in self._read:
            for other in seen.setdefault(decision.key, []):
                same = (other.verdict, other.qid) == (decision.verdict, decision.qid)
                if not same and _contradict(other, decision):
                    raise self._wrong(row, f"this contradicts line {other.line}", "one of the two")
            seen[decision.key].append(decision)

    def _wrong(self, row: Row, message: str, expected: str) -> DecisionsError:
        return DecisionsError(
            message, location=Location(str(self._path), row.line or None), remedy=f"Write {expected}."
        )


def _contradict(one: Decision, other: Decision) -> bool:
    """Whether two decisions on one name cannot both hold."""
    if Verdict.REJECT in (one.verdict, other.verdict):
        return one.verdict is not other.verdict and one.qid == other.qid
    return True


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DecisionsError("the file is not UTF-8 text", location=Location(str(path), line)) from None


def _new_file(base: str) -> str:
    names = ("kgs", "semapv", "sh", "skos", "sssom", "wd")
    prefixes = {name: _KNOWN_PREFIXES[name] for name in names} | {"kgid": base}
    return "\n".join(
        [
            f"#mapping_set_id: {base}links",
            "#mapping_set_description: Which Wikidata item a name of the articles stands for, as people decided.",
            f"#license: {_SSSOM}license/unspecified",
            "#curie_map:",
            *(f'#  {prefix}: "{address}"' for prefix, address in sorted(prefixes.items())),
            "\t".join(COLUMNS),
            "",
        ]
    )
