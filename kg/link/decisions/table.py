"""A mapping table in SSSOM's TSV form, as lines that people edit: what nobody changes stays as it is, to the byte.

The metadata, comments, columns that mean nothing here, the order of the rows and the ends of the lines are kept. See
the Simple Standard for Sharing Ontological Mappings, https://w3id.org/sssom, "SSSOM/TSV".
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DecisionsError, Location

__all__ = ["Row", "Table", "replace_file"]

_BOM = "\ufeff"
_PREFIX = re.compile(r"""#\s+([\w.-]+):\s*["']?([^\s"']+)["']?\Z""")


@dataclass(slots=True)
class Row:
    """A row of the table."""

    line: int
    """Where it stands in the file, from 1."""
    cells: dict[str, str]
    """Column → value, without the empty ones."""

    def get(self, column: str) -> str:
        """The value in that column, "" where there is none."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class Table:
    """The lines of a file: text, or rows that are taken apart."""

    source: str
    """The file, for messages."""
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    _lines: list[str | Row] = field(default_factory=list)
    _written: dict[int, str] = field(default_factory=dict)
    """Line → how the row stands in the file."""
    _return: str = ""
    """What stands at the end of a line before the line feed: nothing, or a carriage return."""
    _columns_line: int = 0
    _last: int = 0
    """The last line that was read or added."""

    @classmethod
    def parsed(cls, text: str, source: str) -> Table:
        """The table in a text; DecisionsError, with the line, where it is none."""
        table = cls(source)
        table._return = "\r" if "\r\n" in text else ""
        for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
            table._take(line, number)
        if not table.columns:
            raise DecisionsError(
                "the table has no line that names its columns",
                location=Location(source),
                remedy="The first line that is no comment names them, with tabs between: subject_label, object_id …",
            )
        return table

    def prefixes(self) -> dict[str, str]:
        """What stands below ``curie_map:`` in the metadata: prefix → address.

        It is read line by line, not as YAML, because people write comments between the lines of the metadata.
        """
        found: dict[str, str] = {}
        within = False
        for line in self._lines[: self._columns_line]:
            assert isinstance(line, str)
            pair = _PREFIX.match(line.rstrip())
            if within and pair is not None:
                found[pair[1]] = pair[2]
            elif line.lstrip(_BOM).strip():
                within = line.lstrip(_BOM).rstrip() == "#curie_map:"
        return found

    def add(self, cells: Mapping[str, str], needed: Iterable[str]) -> None:
        """Append a row. Of the values without a column, the needed ones get one."""
        self._make_room(cells, needed)
        row = Row(self._last + 1, {name: value for name, value in cells.items() if value and name in self.columns})
        self._last = row.line
        self._lines.append(row)
        self.rows.append(row)

    def change(self, row: Row, cells: Mapping[str, str], needed: Iterable[str]) -> None:
        """Set these values in a row, and leave its others."""
        self._make_room(cells, needed)
        merged = {**row.cells, **{name: value for name, value in cells.items() if name in self.columns}}
        row.cells = {name: value for name, value in merged.items() if value}
        self._written.pop(row.line, None)

    def remove(self, row: Row) -> None:
        """Take a row out."""
        self._lines = [line for line in self._lines if line is not row]
        self.rows = [other for other in self.rows if other is not row]

    def text(self) -> str:
        """All of the file."""
        return "".join(f"{self._as_line(line)}\n" for line in self._lines)

    def _as_line(self, line: str | Row) -> str:
        if isinstance(line, str):
            return line
        return self._written.get(line.line) or _joined([line.get(column) for column in self.columns]) + self._return

    def _take(self, line: str, number: int) -> None:
        self._last = number
        bare = (line.removeprefix(_BOM) if number == 1 else line).removesuffix("\r")
        if bare.startswith("#") or not bare.strip():
            self._lines.append(line)
        elif not self.columns:
            self.columns = [name.strip() for name in _split(bare, number, self.source)]
            if len(set(self.columns)) < len(self.columns):
                raise DecisionsError("a column stands twice in the table", location=Location(self.source, number))
            self._columns_line = number - 1
            self._lines.append(line)
        else:
            row = self._row(bare, number)
            self._lines.append(row)
            self.rows.append(row)
            self._written[number] = line

    def _row(self, line: str, number: int) -> Row:
        cells = _split(line, number, self.source)
        while len(cells) > len(self.columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(self.columns):
            raise DecisionsError(
                f"the row has {len(cells)} cells, and there are {len(self.columns)} columns",
                location=Location(self.source, number, None, line),
                remedy="Is there a tab too many? Put text that has one into double quotation marks.",
            )
        named = zip(self.columns, (" ".join(cell.split()) for cell in cells), strict=False)
        return Row(number, {name: cell for name, cell in named if cell})

    def _make_room(self, cells: Mapping[str, str], needed: Iterable[str]) -> None:
        missing = [name for name in needed if cells.get(name) and name not in self.columns]
        if missing:
            self.columns += missing
            heading = self._lines[self._columns_line]
            assert isinstance(heading, str)
            self._lines[self._columns_line] = "\t".join([heading.removesuffix("\r"), *missing]) + self._return


def _split(line: str, number: int, source: str) -> list[str]:
    if '"' not in line:
        return line.split("\t")
    try:
        return next(csv.reader([line], delimiter="\t", strict=True))
    except csv.Error as error:
        raise DecisionsError(
            f"quotation marks are not in order: {error}",
            location=Location(source, number, None, line),
            remedy='A cell that begins with " ends with one, and has them doubled inside.',
        ) from None


def _joined(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="").writerow(cells)
    return written.getvalue()


def replace_file(path: Path, content: bytes, expected: bytes | None) -> None:
    """Write the file as a whole or not at all, if it still holds what is expected (None: if there is still none).

    Raises DecisionsError where somebody else has changed it, or where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            found = path.read_bytes() if path.exists() else None
            if found != expected:
                raise DecisionsError(
                    f"{path} has been changed by somebody else meanwhile, and is left as it is",
                    remedy="Run the command again: it reads the file anew.",
                )
            temporary.chmod(path.stat().st_mode & 0o777 if expected is not None else 0o644)
            temporary.replace(path.resolve())
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise DecisionsError(f"{path} cannot be written: {error.strerror}") from None
