"""The rows of a file's task tables on their way through the repair rules.

A ``Sheet`` starts with every printed row below the headers as a ``Line`` and ends with the
lines that are tasks. What a rule takes away it puts in ``removed``, ``headers`` or
``outside``, with the destination of each cell, so that the ledger can find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.labels import meaning_of
from pipeline.labels.bodies import bodies_of_heading
from pipeline.numbering import Style, leading_number, outranks
from pipeline.records import (
    Cell,
    Column,
    Destination,
    Grade,
    Heading,
    Located,
    Meaning,
    Part,
    Place,
    Removal,
    Repair,
    Role,
    TaskTable,
)
from pipeline.repair.sequence import Kind, Reading
from pipeline.thaw import replace

Banner: TypeAlias = Cell | Part
_LABELLED = re.compile(r"\s*([一-鿿]{0,4}(?:责任|牵头|主办|承办|落实|负责|实施)[一-鿿]{2})\s*[:：]")
OWNERS: tuple[Meaning, ...] = ("owner", "lead", "support")


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a line under its column; ``covered`` where it is merged from a row above."""

    column: Column
    cell: Cell
    covered: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row. The rules fill in what they find, from top to bottom of this list.

    ``columns`` are the table's. ``begins_anew``: a section or table begins here.
    ``banners``: headings of sections directly above, cells or captions, each with its table.
    ``heading`` is the item's, where this line prints it. ``rests``: lines that a page edge cut
    off this one's owner cell.
    """

    table: int
    row: int
    columns: tuple[Column, ...]
    slots: tuple[Slot, ...]
    seam: bool = False
    begins_anew: bool = False
    section: tuple[str, ...] = ()
    banners: tuple[tuple[int, Banner], ...] = ()
    kind: Kind = "heading"
    number: int | None = None
    heading: Heading | None = None
    reading: Reading | None = None
    rests: tuple[Line, ...] = ()
    row_no: int = 0
    item_no: int | None = None
    subtask_no: int | None = None
    item_title: str | None = None
    item_title_lost: bool = False
    text: str | None = None
    text_lost: bool = False
    owner_text: str | None = None
    owner_breaks: tuple[int, ...] = ()
    owner_role: Role | None = None
    deadline_text: str | None = None
    persons: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    grade: Grade = "A"

    def of(self, *meanings: Meaning) -> tuple[Slot, ...]:
        """The slots under columns of these meanings, left to right."""
        return tuple([slot for slot in self.slots if slot.column.meaning in meanings])

    def printed(self, *meanings: Meaning) -> bool:
        """Whether a cell of these meanings that begins in this row holds any text."""
        for slot in self.slots:
            if slot.column.meaning in meanings and not slot.covered and ink(slot.cell.text):
                return True
        return False

    def has(self, *meanings: Meaning) -> bool:
        """Whether the table has such a column, be there a cell of this line or not."""
        return any(column.meaning in meanings for column in self.columns)

    @property
    def width(self) -> int:
        """How many columns the table has; notes that were lifted out stand to the right."""
        return len(self.columns)

    def own(self) -> tuple[Cell, ...]:
        """The cells that begin in this row."""
        return tuple([slot.cell for slot in self.slots if not slot.covered])

    def places(self) -> tuple[Place, ...]:
        """Where the cells that begin in this row stand, those of the rests included."""
        own = [
            part.place
            for slot in self.slots
            if not slot.covered and ink(slot.cell.text)
            for part in slot.cell.parts
        ]
        return (*own, *(place for rest in self.rests for place in rest.places()))

    def flag(self, reason: str) -> Line:
        """This line with one more reason for review."""
        if reason in self.reasons:
            return self
        return replace(self, reasons=(*self.reasons, reason), grade="C")

    def graded(self, grade: Grade) -> Line:
        """This line with ``grade``, if that is worse than the one it has."""
        return replace(self, grade=max(self.grade, grade))


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines and what has been done so far; see ``records.Repaired`` for the tuples.

    ``header_cells`` are the header's texts without white space, each with its table and
    column. ``captions`` are the headings printed above a table, by its index; ``sheets`` the
    bodies that its sheet of a workbook is named after.
    """

    lines: tuple[Line, ...]
    labels: Mapping[str, str]
    header_cells: frozenset[tuple[int, int, str]]
    repairs: tuple[Repair, ...] = ()
    headers: tuple[Part, ...] = ()
    outside: tuple[Part, ...] = ()
    removed: tuple[Removal, ...] = ()
    destinations: tuple[Destination, ...] = ()
    captions: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)
    sheets: Mapping[int, str] = field(default_factory=dict)

    def after(
        self,
        lines: Iterable[Line],
        *,
        repairs: Iterable[Repair] = (),
        outside: Iterable[Part] = (),
        removed: Iterable[Removal] = (),
        destinations: Iterable[Destination] = (),
    ) -> Sheet:
        """This sheet with the lines that a rule leaves, and what it did besides."""
        return replace(
            self,
            lines=tuple(lines),
            repairs=(*self.repairs, *repairs),
            outside=(*self.outside, *outside),
            removed=(*self.removed, *removed),
            destinations=(*self.destinations, *destinations),
        )


def open_sheet(located: Located) -> Sheet:
    """Every row below the headers as a line; headers and all other tables put in their place."""
    lines: list[Line] = []
    headers: list[Part] = []
    captions = {each.table.index: each.captions for each in located.task_tables if each.captions}
    above = {id(part) for parts in captions.values() for part in parts}
    outside = [part for part in located.extraction.outside if id(part) not in above]
    destinations: list[Destination] = []
    for task_table in located.task_tables:
        sections = _section_rows(task_table, located.labels)
        for cell in task_table.table.cells:
            if cell.row < task_table.header_rows and cell.row not in sections:
                headers.extend(cell.parts)
                destinations.append(goes_to(task_table.table.index, cell, "header"))
        for cell in task_table.aside:
            outside.extend(cell.parts)
            destinations.append(goes_to(task_table.table.index, cell, "outside"))
        lines.extend(_lines(task_table, located.labels))
    for table in located.extraction.tables:
        if table.index in located.others:
            for cell in table.cells:
                outside.extend(cell.parts)
                destinations.append(goes_to(table.index, cell, "outside"))
    return Sheet(
        tuple(lines),
        located.labels,
        frozenset(_header_cells(located)),
        headers=tuple(headers),
        outside=tuple(outside),
        destinations=tuple(destinations),
        captions=captions,
        sheets={each.index: bodies_of_heading(each.sheet) for each in located.extraction.tables},
    )


def _header_cells(located: Located) -> Iterator[tuple[int, int, str]]:
    for task_table in located.task_tables:
        sections = _section_rows(task_table, located.labels)
        for cell in task_table.table.cells:
            if cell.row < task_table.header_rows and cell.row not in sections:
                yield task_table.table.index, cell.column, ink(cell.text)


def label_of(banner: Banner) -> str:
    """The text of a heading, in one line."""
    return banner.text.replace("\n", "").strip()


def goes_to(table: int, cell: Cell, name: str, row_no: int | None = None) -> Destination:
    """The destination of one cell."""
    return Destination(table, cell.row, cell.column, row_no, name)


def note(
    line: Line,
    rule: str,
    field: str,
    before: str | None,
    after: str | None,
    evidence: str,
    confidence: float = 1.0,
) -> Repair:
    """A repair record for ``line``, placed at the line's first printed cell."""
    place = next(iter(line.places()), None)
    row_no = line.row_no or None
    return Repair(rule, 1, row_no, field, before, after, evidence, confidence, place)


def _lines(task_table: TaskTable, labels: Mapping[str, str]) -> Iterator[Line]:
    """A line for each row below the header, in order; rows without any cell are skipped."""
    table = task_table.table
    columns = {column.index: column for column in task_table.columns}
    seams = frozenset(table.seams)
    first = task_table.header_rows > 0
    sections = _section_rows(task_table, labels)
    for row, cells in _by_row(table.cells, table.rows):
        if row < task_table.header_rows and row not in sections:
            continue
        slots = tuple(
            Slot(columns[cell.column], cell, cell.row < row)
            for cell in sorted(cells, key=lambda cell: cell.column)
        )
        if slots:
            yield Line(table.index, row, task_table.columns, slots, row in seams, begins_anew=first)
            first = False


def _section_rows(task_table: TaskTable, labels: Mapping[str, str]) -> tuple[int, ...]:
    """The rows above the header that hold nothing but a numbered heading or bodies, top down.

    Beside a column that names who is responsible, a row above the header does not.
    """
    table = task_table.table
    owned = any(column.meaning in ("owner", "lead") for column in task_table.columns)
    above: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row < task_table.header_rows and ink(cell.text) and table.columns > 1:
            above.setdefault(cell.row, []).append(cell)
    found: list[int] = []
    below: Style | None = "arabic"
    for row, [first, *others] in reversed(above.items()):
        number = leading_number(first.text)
        label = _LABELLED.match(first.text)
        if not (others or owned) and label and meaning_of(label[1], labels) in OWNERS:
            found.insert(0, row)
            continue
        if others or first.column or not outranks(number, below):
            if found:
                break
            continue
        found.insert(0, row)
        below = number.style if number else None
    return tuple(found)


def _by_row(cells: Iterable[Cell], rows: int) -> Iterator[tuple[int, list[Cell]]]:
    """For each row the cells that begin in it or reach down into it."""
    starting: dict[int, list[Cell]] = {}
    for cell in cells:
        starting.setdefault(cell.row, []).append(cell)
    reaching: list[Cell] = []
    for row in range(rows):
        reaching = [cell for cell in reaching if cell.row + cell.row_span > row]
        reaching += starting.get(row, [])
        yield row, list(reaching)
