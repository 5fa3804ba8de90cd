"""The rows of a task list in prose as a table of its own, for the stages after this one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.labels import Paragraph
from pipeline.locate.prose_entries import Entry
from pipeline.locate.prose_outline import Key, key_of
from pipeline.numbering import PrintedNumber, leading_number
from pipeline.records import Cell, Column, Meaning, Part, Removal, Table

# A meaning, and whether the note is a heading's: for all tasks below.
_Slot: TypeAlias = tuple[Meaning, bool]


def table_of(
    entries: Sequence[Entry], index: int, *, keyed: bool = False
) -> tuple[tuple[Column, ...], Table, tuple[Removal, ...]]:
    """The entries as a table: number or item, task, and a column for each meaning of notes.

    Where most tasks are numbered, their numbers are a column; else the heading right above
    a task is its item. The note of a heading is a cell beside all its tasks, or, where other
    headings part them, a row of its own. With ``keyed`` the notes stand left of the tasks: they
    are what the tasks are listed under. The labels and brackets of the notes are removals.
    """
    tasks = [entry for entry in entries if entry.is_task]
    numbered = sum(1 for entry in tasks if entry.text and leading_number(entry.text[0].text))
    by_item = 2 * numbered < len(tasks) and any(entry.kind == "heading" for entry in entries)
    beside = [i for i, entry in enumerate(entries) if _is_beside(entries, i)]
    slots, columns = _columns(entries, beside, by_item=by_item, keyed=keyed)
    task = slots.index(("task", False))
    numbers = _among_headings(entries) if by_item else _numbers(entries)
    cells: list[Cell] = []
    removed: list[Removal] = []
    held: Entry | None = None
    row = 0
    for i, entry in enumerate(entries):
        if entry.kind == "owners" and i not in beside:
            cells.append(_cell(row, 0, _printed(entry.notes), 1, len(columns)))
            row += 1
            continue
        removed += (
            Removal("note_label", note.frame, note.part.place)
            for note in entry.notes
            if ink(note.frame)
        )
        if entry.kind == "owners":
            held = entry
            continue
        if entry.kind == "heading":
            below = [each for each in entries[i + 1 : i + 2] if by_item and each.kind != "heading"]
            rows = _tasks_from(entries, i + 1) if below else 1
            cells.append(_cell(row, 0, entry.text, rows, 1 if below else len(columns)))
            row += 0 if below else 1
            continue
        if held is not None:
            cells += _note_cells(row, held, slots, is_heading=True)
            held = None
        text = entry.text
        if number := numbers[i]:
            following = range(i + 1, len(entries))
            goes_on = takewhile(lambda at: entries[at].continues and not numbers[at], following)
            rows = 1 + sum(1 for _ in goes_on)
            printed = replace(text[0], text=number.printed)
            cells.append(_cell(row, 0, (printed,), rows, 1))
            text = (replace(text[0], text=text[0].text[len(number.printed) :]), *text[1:])
        cells.append(replace(_cell(row, task, text, 1, 1), doubt=entry.doubt))
        cells += _note_cells(row, entry, slots, is_heading=False)
        row += 1
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return columns, Table(index, row, len(columns), tuple(cells)), tuple(removed)


def under_head(table: Table, head: Part) -> Table:
    """The table below a header that says where it begins anew: 附件2."""
    cells = tuple(replace(cell, row=cell.row + 1) for cell in table.cells)
    top = Cell(0, 0, 1, table.columns, head.text, (head,))
    return replace(table, rows=table.rows + 1, cells=(top, *cells))


def _is_beside(entries: Sequence[Entry], i: int) -> bool:
    """Whether the bodies of a heading can stand beside its tasks: no heading parts them."""
    entry = entries[i]
    below = entries[i + 1 : i + 1 + entry.holds]
    return entry.kind == "owners" and all(each.is_task for each in below)


def _columns(
    entries: Sequence[Entry], beside: Sequence[int], *, by_item: bool, keyed: bool
) -> tuple[list[_Slot], tuple[Column, ...]]:
    labels: dict[_Slot, str] = {("item" if by_item else "number", False): "", ("task", False): ""}
    for is_heading in (True, False):
        for i, entry in enumerate(entries):
            if entry.is_task if not is_heading else i in beside:
                for note in (note for each in entry.notes for note in each.notes):
                    labels.setdefault((note.meaning, is_heading), note.label)
    slots = list(labels)
    if keyed:
        slots.append(slots.pop(1))
    columns = tuple(Column(i, slot[0], labels[slot], noted=True) for i, slot in enumerate(slots))
    return slots, columns


def _tasks_from(entries: Sequence[Entry], start: int) -> int:
    """How many tasks follow one another from an entry on, bodies for them aside."""
    following = range(start, len(entries))
    run = takewhile(
        lambda at: entries[at].kind != "heading" and _is_under_heading(entries, at), following
    )
    return sum(1 for at in run if entries[at].is_task)


def _among_headings(entries: Sequence[Entry]) -> list[PrintedNumber | None]:
    """The number of each task that stands among headings and is numbered as they are."""
    return [
        leading_number(entry.text[0].text)
        if entry.is_task and entry.text and not _is_under_heading(entries, i)
        else None
        for i, entry in enumerate(entries)
    ]


def _is_under_heading(entries: Sequence[Entry], i: int) -> bool:
    """Whether a task belongs to the heading above it: it is not numbered like that."""
    number = leading_number(entries[i].text[0].text) if entries[i].text else None
    above = next((each for each in reversed(entries[:i]) if each.kind == "heading"), None)
    heading = leading_number(above.text[0].text) if above else None
    if number is None or heading is None:
        return True
    return key_of(number).rank > key_of(heading).rank


def _printed(notes: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Notes as they are printed, without the text before them."""
    return tuple(
        replace(note, text=note.part.text[len(note.text) :].strip(), notes=(), frame="")
        for note in notes
    )


def _numbers(entries: Sequence[Entry]) -> list[PrintedNumber | None]:
    """The number of each task that has one of its own.

    Not those of pieces of a paragraph (①甲。（…）②乙。（…）) or of tasks on a lower level than
    others; they stay in the text.
    """
    found = [
        leading_number(entry.text[0].text) if entry.is_task and entry.text else None
        for entry in entries
    ]
    own = Counter(
        key_of(number)
        for number, entry in zip(found, entries, strict=True)
        if number and not entry.continues
    )
    often = [key for key, count in own.items() if 5 * count >= own.total()]
    highest = min((key.rank for key in often), default=0)
    kept: list[PrintedNumber | None] = []
    above: Key | None = None
    for number, entry in zip(found, entries, strict=True):
        if not entry.continues:
            above = key_of(number) if number else None
            is_own = number is not None and key_of(number).rank <= highest
        else:
            is_own = number is not None and key_of(number) == above
        kept.append(number if is_own else None)
    return kept


def _cell(row: int, column: int, paragraphs: Sequence[Paragraph], rows: int, span: int) -> Cell:
    parts = tuple(replace(each.part, text=each.text) for each in paragraphs if ink(each.text))
    return Cell(row, column, rows, span, "\n".join(part.text for part in parts), parts)


def _note_cells(row: int, entry: Entry, slots: Sequence[_Slot], *, is_heading: bool) -> list[Cell]:
    cells: dict[Meaning, list[Part]] = {}
    for paragraph in entry.notes:
        for note in paragraph.notes:
            cells.setdefault(note.meaning, []).append(replace(paragraph.part, text=note.text))
    return [
        Cell(
            row,
            slots.index((each, is_heading)),
            entry.holds,
            1,
            "\n".join(part.text for part in parts),
            tuple(parts),
        )
        for each, parts in cells.items()
    ]
