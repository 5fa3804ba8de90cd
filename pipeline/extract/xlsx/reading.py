"""XLSX: each sheet that shows something is one table.

    package ─ sheets ─▶ cells (walk) ─ grid ─▶ Table
                     └▶ characters (count)

Texts are as a person sees them: numbers and dates by their format, formulas by the value
that the file holds. Formulas are never computed, and links never followed. What a table
shows begins at its first row and column with text; a note says where in which sheet that
is, and ``Place.line`` is the row number in the sheet. A sheet's name is not printed in it
and stands in the note alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.extract.archive import Archive
from pipeline.extract.many import uncollected
from pipeline.extract.xlsx.aside import Aside, aside_parts, read_aside
from pipeline.extract.xlsx.count import SheetCount, count_strings, count_texts
from pipeline.extract.xlsx.grid import (
    COVERED,
    HIDDEN_COLUMN,
    HIDDEN_ROW,
    Placed,
    place_cells,
    written_range,
)
from pipeline.extract.xlsx.numbers import NumberFormat
from pipeline.extract.xlsx.package import SheetEntry, elements, read_workbook
from pipeline.extract.xlsx.sheet import SHEET_TAGS, CellReader, Sheet, SheetWalk
from pipeline.extract.xlsx.strings import read_strings
from pipeline.extract.xlsx.styles import read_formats
from pipeline.records import Extraction, Part, Place, Removal, Table

HIDDEN_SHEET, COMMENT = "hidden_sheet", "comment"
_MOST_LISTED = 10


@uncollected()
def read_xlsx(data: bytes, name: str) -> Extraction:
    """Read the bytes of an XLSX.

    Raises ``SourceError``: ``damaged``, ``encrypted``. A workbook that shows nothing is no
    error: it has no tables.
    """
    archive = Archive(data, name)
    workbook, notes = read_workbook(archive)
    strings_xml = archive.read(workbook.strings) if workbook.strings else None
    styles = archive.parse(workbook.styles) if workbook.styles else None
    formats = read_formats(styles, workbook.date_1904)
    strings: list[str] = []
    counted: list[str] = []
    if strings_xml is not None and workbook.strings is not None:
        items = elements(strings_xml, ("{*}si",), workbook.strings, name)
        strings = read_strings(items)
        counted = count_strings(strings_xml, workbook.strings, name)
    reading = _Reading(name, CellReader(strings, formats), formats, counted, notes=list(notes))
    for entry in workbook.sheets:
        reading.sheet(entry, archive.read(entry.part), aside_parts(archive, entry.part))
    return Extraction(
        file=name,
        format="xlsx",
        tables=tuple(reading.tables),
        outside=tuple(reading.outside),
        removed=tuple(reading.removed),
        characters=reading.characters,
        notes=tuple(reading.notes),
    )


@dataclass(slots=True)
class _Reading:
    """What has been found so far, sheet by sheet."""

    name: str
    reader: CellReader
    formats: list[NumberFormat]
    strings: list[str]
    tables: list[Table] = field(default_factory=list)
    outside: list[Part] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    characters: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def sheet(
        self, entry: SheetEntry, data: bytes, parts: list[tuple[str, etree._Element]]
    ) -> None:
        """Read one sheet with its comments and drawings."""
        walk = SheetWalk(self.reader, entry.part, self.name)
        count = SheetCount(self.strings, self.formats)
        for element in elements(data, SHEET_TAGS, entry.part, self.name):
            walk.take(element)
            count.take(element)
        sheet = walk.sheet
        aside = read_aside(parts)
        self.characters.update(count.counts())
        self.characters.update(count_texts(root for _, root in parts))
        if entry.hidden:
            self._hidden(entry, sheet, aside)
            return
        index = len(self.tables)
        placed = place_cells(sheet, index, entry.title_rows, self.name)
        if placed.table is not None:
            self.tables.append(replace(placed.table, sheet=entry.title))
            self.notes.append(f"table {index + 1} is {_named(entry)}, {written_range(placed)}")
        self.notes += (f"{_named(entry)}: {said}" for said in _findings(sheet, placed, aside))
        self.removed += placed.removed
        self._comments(aside, None if placed.table is None else index)
        for text in (*sheet.margins, *aside.shapes):
            self.outside.append(Part(text, Place(self.name)))

    def _hidden(self, entry: SheetEntry, sheet: Sheet, aside: Aside) -> None:
        rows = ("\n".join(texts.values()) for _, texts in sorted(sheet.rows.items()))
        text = "\n".join((*rows, *sheet.margins, *aside.shapes))
        if text:
            self.removed.append(Removal(HIDDEN_SHEET, text, Place(self.name)))
            self.notes.append(f"{_named(entry)} is hidden: taken out")
        self._comments(aside, None)

    def _comments(self, aside: Aside, table: int | None) -> None:
        for row, text in aside.comments:
            self.removed.append(Removal(COMMENT, text, Place(self.name, table=table, line=row)))


def _named(entry: SheetEntry) -> str:
    return f"sheet “{entry.title}”"


def _findings(sheet: Sheet, placed: Placed, aside: Aside) -> Iterator[str]:
    yield from placed.notes
    for rule, kind in ((HIDDEN_ROW, "hidden rows"), (HIDDEN_COLUMN, "hidden columns")):
        rows = [str(at.place.line) for at in placed.removed if at.rule == rule]
        if rows:
            why = " (a filter is set)" if rule == HIDDEN_ROW and sheet.filtered else ""
            yield f"text in {kind} was taken out{why}: rows {_listed(rows)}"
    covered = [str(at.place.line) for at in placed.removed if at.rule == COVERED]
    if covered:
        yield f"text that merged cells cover was taken out: rows {_listed(covered)}"
    if aside.comments:
        yield f"{len(aside.comments)} comments were taken out"
    if sheet.valueless:
        yield (
            "formulas have no stored value and are read as blank (open the file in Excel or "
            f"WPS and save it): {_listed(sheet.valueless)}"
        )
    for kind in aside.unread:
        yield f"{kind} are not read"


def _listed(places: list[str]) -> str:
    more = len(places) - _MOST_LISTED
    return ", ".join(places[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
