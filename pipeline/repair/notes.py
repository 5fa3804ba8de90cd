"""Rules about notes: bodies that are named in a row of their own or inside the task's text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import Paragraph, label_pattern, read_notes, take_apart
from pipeline.records import Cell, Column, Destination, Meaning, Part, Removal, Repair
from pipeline.repair.items import main_style
from pipeline.repair.rows import banner_of
from pipeline.repair.sheet import OWNERS, Line, Sheet, Slot, goes_to


def lift_owner_rows(sheet: Sheet) -> Sheet:
    """A row that only names bodies names them for the rows below it.

    ``责任单位：市公安局 (over the whole width)`` leaves the rows and is the owner of each row
    down to the next such row or table. Evidence: the row's one printed cell is a note that
    begins with a label of bodies.
    """
    pattern = label_pattern(sheet.labels)
    style = main_style(sheet.lines)
    lines: list[Line] = []
    removed: list[Removal] = []
    repairs: list[Repair] = []
    destinations: list[Destination] = []
    group: tuple[Slot, ...] = ()
    for line in sheet.lines:
        if line.begins_anew:
            group = ()
        note = _owner_row(line, pattern, sheet.labels)
        if note is not None:
            cell = next(cell for cell in line.own() if ink(cell.text))
            group = _slots(line, cell, note)
            place = cell.parts[0].place
            removed.append(Removal("note_label", note.frame, place))
            evidence = "the row only names bodies; they own the rows below it"
            repairs.append(
                Repair("owner_row", 1, None, "row", cell.text, None, evidence, 0.95, place)
            )
            destinations += [goes_to(line.table, each, "owner_row") for each in line.own()]
            continue
        if group and not _names_owners(line) and banner_of(line, style) is None:
            own = tuple(slot for slot in line.slots if slot.column.meaning not in OWNERS)
            lines.append(replace(line, slots=own + group))
            group = tuple(replace(slot, covered=True) for slot in group)
        else:
            lines.append(line)
    return replace(
        sheet,
        lines=tuple(lines),
        repairs=sheet.repairs + tuple(repairs),
        removed=sheet.removed + tuple(removed),
        destinations=sheet.destinations + tuple(destinations),
    )


def lift_notes(sheet: Sheet) -> Sheet:
    """A note of the bodies at the end of a task's text goes to the owner text.

    ``完善机制。（责任单位：市公安局）`` is the text ``完善机制。`` and the owner ``市公安局``; the
    label and the brackets are removals. Evidence: a label of bodies, or a role at the end of
    the bracket, in a row whose owner column is blank or not there.
    """
    pattern = label_pattern(sheet.labels)
    lines: list[Line] = []
    repairs: list[Repair] = []
    removed: list[Removal] = []
    for line in sheet.lines:
        slot = next((slot for slot in line.of("task") if not slot.covered), None)
        if slot is None or _names_owners(line) or not ink(slot.cell.text):
            lines.append(line)
            continue
        place = slot.cell.parts[0].place
        pieces = read_notes(Part(slot.cell.text, place), pattern, sheet.labels)
        if not any(piece.names_owners for piece in pieces):
            lines.append(line)
            continue
        note = _joined(pieces)
        text = replace(slot, cell=replace(slot.cell, text=note.text))
        kept = [
            text if each is slot else each
            for each in line.slots
            if each.column.meaning not in {found.meaning for found in note.notes}
            or ink(each.cell.text)
        ]
        lines.append(replace(line, slots=(*kept, *_slots(line, slot.cell, note))))
        removed.append(Removal("note_label", note.frame, place))
        evidence = "a note at the end of the text names the bodies"
        before, after = slot.cell.text, note.text
        repairs.append(Repair("owner_note", 1, None, "row", before, after, evidence, 1.0, place))
    return replace(
        sheet,
        lines=tuple(lines),
        repairs=sheet.repairs + tuple(repairs),
        removed=sheet.removed + tuple(removed),
    )


def _joined(pieces: Sequence[Paragraph]) -> Paragraph:
    """The pieces of a text as one: the text without the notes, then all the notes."""
    return replace(
        pieces[0],
        text="".join(piece.text for piece in pieces).rstrip(),
        notes=tuple(note for piece in pieces for note in piece.notes),
        frame="".join(piece.frame for piece in pieces),
    )


def _owner_row(line: Line, pattern: re.Pattern[str], labels: Mapping[str, str]) -> Paragraph | None:
    """The note of a row that only names bodies, else ``None``."""
    printed = [slot for slot in line.slots if ink(slot.cell.text)]
    if len(printed) != 1 or printed[0].covered or printed[0].column.meaning in OWNERS:
        return None
    cell = printed[0].cell
    note = take_apart(Part(cell.text, cell.parts[0].place), pattern, labels)
    return note if note.names_owners and note.labelled and not ink(note.text) else None


def _names_owners(line: Line) -> bool:
    return any(ink(slot.cell.text) for slot in line.of(*OWNERS))


def _slots(line: Line, cell: Cell, note: Paragraph) -> tuple[Slot, ...]:
    """The pieces of a note as cells to the right of the table, a column for each meaning."""
    columns: dict[Meaning, Column] = {}
    slots = []
    for piece in note.notes:
        index = line.width + len(columns)
        column = columns.setdefault(
            piece.meaning, Column(index, piece.meaning, piece.label, noted=True)
        )
        part = Part(piece.text, cell.parts[0].place)
        placed = Cell(cell.row, column.index, 1, 1, piece.text, (part,))
        slots.append(Slot(column, placed, covered=False))
    return tuple(slots)
