"""Rules about notes: bodies that are named in a row of their own or inside the task's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.ink import ink
from pipeline.labels import (
    Names,
    Note,
    Paragraph,
    label_pattern,
    meanings_in,
    read_notes,
    take_apart,
)
from pipeline.labels.bodies import bodies_of_heading
from pipeline.labels.times import is_time, without_time
from pipeline.numbering import Style, leading_number, rank
from pipeline.records import Cell, Column, Destination, Meaning, Part, Removal, Repair
from pipeline.repair.items import main_style
from pipeline.repair.rows import banner_of
from pipeline.repair.sheet import OWNERS, Line, Sheet, Slot, goes_to
from pipeline.thaw import replace


def lift_owner_rows(sheet: Sheet) -> Sheet:
    """A row that only names bodies names them for the rows below it, or above it.

    ``责任单位：市公安局 (over the whole width)`` leaves the rows and is the owner of each row
    down to the next such row or table, and where it stands right below the heading of a section,
    to the end of that section; of the rows above it, up to the last such row, where the table
    ends with one and begins with none. Evidence: the row's one printed cell is a note that
    begins with a label of bodies; or so does a paragraph above a table without such a column.
    One that no row is under is outside text.
    """
    pattern = label_pattern(sheet.labels)
    notes = {
        i: note
        for i, line in enumerate(sheet.lines)
        if (note := _owner_row(line, pattern, sheet.labels))
    }
    captions, headings = _captions(sheet, pattern)
    held = _held(sheet.lines, notes, main_style(sheet.lines), captions)
    groups: dict[int, tuple[Slot, ...]] = {}
    lines: list[Line] = []
    destinations: list[Destination] = []
    for i, line in enumerate(sheet.lines):
        if i in notes:
            went = "owner_row" if i in held.values() else "outside"
            destinations += [goes_to(line.table, cell, went) for cell in line.own()]
            continue
        key = held.get(i)
        if key is not None:
            note = notes[key] if key in notes else captions[line.table]
            group = groups.get(key) or note_slots(line, note)
            groups[key] = tuple(replace(slot, covered=True) for slot in group)
            line = replace(line, slots=line.slots + group)
        lines.append(line)
    used = [notes[key] if key in notes else captions[-1 - key] for key in sorted(groups)]
    unused = [part for i in notes if i not in groups for part in _parts_of(sheet.lines[i])]
    for table, parts in sheet.captions.items():
        if table in captions and -1 - table not in groups:
            unused += [part for part in parts if part not in headings[table]]
            headings[table] = tuple(part for part in headings[table] if part in parts)
    done = sheet.after(
        lines,
        repairs=map(_owner_row_record, used),
        removed=(Removal("note_label", note.frame, note.part.place) for note in used),
        outside=unused,
        destinations=destinations,
    )
    return replace(done, captions=headings)


def _parts_of(line: Line) -> list[Part]:
    return [part for cell in line.own() for part in cell.parts]


def _captions(
    sheet: Sheet, pattern: re.Pattern[str]
) -> tuple[dict[int, Paragraph], dict[int, tuple[Part, ...]]]:
    """The bodies named above each table, and the other captions, which are headings."""
    owned = {line.table: line.has(*OWNERS) for line in sheet.lines}
    captions: dict[int, Paragraph] = {}
    headings: dict[int, tuple[Part, ...]] = {}
    bare = {
        table: bodies
        for table, parts in sheet.captions.items()
        if owned.get(table) is False and parts and (bodies := bare_names(parts[-1]))
    }
    for table, parts in sheet.captions.items():
        read = [take_apart(part, pattern, sheet.labels) for part in parts]
        if len(bare) > 1 and table in bare:
            read[-1] = bare[table]
        named = [note for note in read if note.names_owners and table in owned]
        if named:
            captions[table] = _joined(named)
        headings[table] = tuple(
            replace(note.part, text=note.text) if note in named else note.part
            for note in read
            if note not in named or ink(note.text)
        )
    return captions, headings


def bare_names(heading: Part) -> Paragraph | None:
    """The note that a heading of names alone is (一、市教育局); its number is the section's."""
    number = leading_number(heading.text)
    printed = heading.text[: len(number.printed)] if number else ""
    words = bodies_of_heading(heading.text[len(printed) :])
    if not words:
        return None
    frame = ink(heading.text[len(printed) :]).replace(words, "", 1)
    return Paragraph(heading, printed, (Note("owner", "责任单位", words),), frame)


def _held(
    lines: Sequence[Line],
    notes: Mapping[int, Paragraph],
    style: Style | None,
    captions: Mapping[int, Paragraph],
) -> dict[int, int]:
    """For each line its owner row by index; ``-1 - table`` for what stands above its table."""
    held: dict[int, int] = {}
    runs: list[list[int]] = []
    within: int | None = None  # the rank of the section that an owner row is for
    banner: Cell | None = None
    for i, line in enumerate(lines):
        if not runs or line.begins_anew or line.table != lines[i - 1].table:
            runs.append([])
            within = None
        above, banner = banner, None if i in notes else banner_of(line, style)
        if i in notes and above is not None:
            within = _rank(above)
        if banner is None:
            runs[-1].append(i)
        elif within is not None and _rank(banner) <= within:
            runs.append([])
            within = None
    for run in runs:
        goes_up = bool(run) and run[0] not in notes and run[-1] in notes
        table = lines[run[0]].table if run else 0
        key = -1 - table if table in captions else None
        for i in reversed(run) if goes_up else run:
            if i in notes:
                key = i
            elif key is not None:
                note = notes[key] if key in notes else captions[table]
                if not lines[i].printed(*(each.meaning for each in note.notes)):
                    held[i] = key
    return held


def _rank(banner: Cell) -> int:
    number = leading_number(banner.text)
    return rank(number.style) if number else -1


def _owner_row_record(note: Paragraph) -> Repair:
    evidence = "it only names bodies; they own the rows under it"
    text, place = note.part.text, note.part.place
    return Repair("owner_row", 1, None, "row", text, None, evidence, 0.95, place)


def part_owner_cells(sheet: Sheet) -> Sheet:
    """A cell under bodies that says by labels also by when, or who, is taken apart.

    ``责任单位：县水利局 / 完成时限：5月底前`` under 责任单位及完成时限 is an owner and a deadline;
    the labels are removals. Evidence: the cell is nothing but labelled pieces, one of bodies
    and one of something else. Under a header that names both, lines of times alone need no label.
    So is a cell that ends in a time (…负责。2021年底前完成), where no column says by when.
    """
    pattern = label_pattern(sheet.labels)
    parted: dict[int, tuple[Slot, ...]] = {}
    lines: list[Line] = []
    removed: list[Removal] = []
    for line in sheet.lines:
        kept: list[Slot] = []
        added: list[Slot] = []
        for slot in line.slots:
            is_owner = slot.column.meaning in OWNERS and not slot.column.noted
            note = _parted(slot, pattern, sheet.labels) if is_owner else None
            if is_owner and note is None and not line.has("deadline"):
                note = _timed(slot)
            begins_above = slot.covered and id(slot.cell) not in parted  # in the header
            if note is None or begins_above:
                kept.append(slot)
                continue
            if id(slot.cell) not in parted:
                parted[id(slot.cell)] = note_slots(line, note)
                removed.append(Removal("note_label", note.frame, note.part.place))
            kept.append(replace(slot, cell=replace(slot.cell, text="")))
            added += [replace(each, covered=slot.covered) for each in parted[id(slot.cell)]]
        lines.append(replace(line, slots=(*kept, *added)) if added else line)
    return sheet.after(lines, removed=removed)


def _parted(slot: Slot, pattern: re.Pattern[str], labels: Mapping[str, str]) -> Paragraph | None:
    """The note that a cell of bodies is, if it also says something else."""
    if not ink(slot.cell.text):
        return None
    part = Part(slot.cell.text, slot.cell.parts[0].place)
    note = take_apart(part, pattern, labels)
    if note.labelled and not ink(note.text):
        found = {each.meaning for each in note.notes}
        return note if note.names_owners and found - set(OWNERS) else None
    times = [line for line in part.text.split("\n") if is_time(line)]
    bodies = [line for line in part.text.split("\n") if ink(line) and line not in times]
    if not times or not bodies or "deadline" not in meanings_in(slot.column.label, labels):
        return None
    label = ink(slot.column.label)
    notes = (
        Note(slot.column.meaning, label, "\n".join(bodies)),
        Note("deadline", label, "\n".join(times)),
    )
    return Paragraph(part, "", notes)


def _timed(slot: Slot) -> Paragraph | None:
    """The note that a cell of bodies is, if it ends in a time."""
    bodies, when = without_time(slot.cell.text)
    if not when:
        return None
    notes = (
        Note(slot.column.meaning, ink(slot.column.label), bodies),
        Note("deadline", "完成时限", when),
    )
    kept = Counter(ink(bodies + when))
    frame = "".join((Counter(ink(slot.cell.text)) - kept).elements())
    return Paragraph(Part(slot.cell.text, slot.cell.parts[0].place), "", notes, frame)


def lift_notes(sheet: Sheet) -> Sheet:
    """A note of the bodies at the end of a task's text goes to the owner text.

    ``完善机制。（责任单位：市公安局）`` is the text ``完善机制。`` and the owner ``市公安局``; the
    label and the brackets are removals. Evidence: a label of bodies, or a role at the end of
    the bracket. Beside a filled owner cell the note stands behind it; one that only says the
    same again is a removal (``note_repeated``).
    """
    pattern = label_pattern(sheet.labels)
    lines: list[Line] = []
    repairs: list[Repair] = []
    removed: list[Removal] = []
    for line in sheet.lines:
        slot = next((slot for slot in line.of("task") if not slot.covered), None)
        if slot is None or not ink(slot.cell.text):
            lines.append(line)
            continue
        place = slot.cell.parts[0].place
        names: Names = "none" if _names_owners(line) else "shaped"
        pieces = read_notes(Part(slot.cell.text, place), pattern, sheet.labels, names=names)
        if not any(piece.names_owners for piece in pieces):
            lines.append(line)
            continue
        note, repeated = _without_repeats(line, _joined(pieces))
        text = replace(slot, cell=replace(slot.cell, text=note.text))
        kept = [text if each is slot else each for each in line.slots]
        lines.append(replace(line, slots=(*kept, *note_slots(line, note))))
        removed.append(Removal("note_label", note.frame, place))
        removed += [Removal("note_repeated", each.text, place) for each in repeated]
        evidence = "a note at the end of the text names the bodies"
        before, after = slot.cell.text, note.text
        repairs.append(Repair("owner_note", 1, None, "row", before, after, evidence, 1.0, place))
    return sheet.after(lines, repairs=repairs, removed=removed)


def _without_repeats(line: Line, note: Paragraph) -> tuple[Paragraph, list[Note]]:
    """The note without the bodies that the row's own cells name alike, and those."""
    named = {(slot.column.meaning, ink(slot.cell.text)) for slot in line.of(*OWNERS)}
    repeated = [each for each in note.notes if (each.meaning, ink(each.text)) in named]
    kept = tuple(each for each in note.notes if each not in repeated)
    return replace(note, notes=kept), repeated


def _joined(pieces: Sequence[Paragraph]) -> Paragraph:
    """The pieces of a text as one: the text without the notes, then all the notes."""
    return replace(
        pieces[0],
        text="".join(map(_with_break, pieces)).rstrip(),
        notes=tuple(note for piece in pieces for note in piece.notes),
        frame="".join(piece.frame for piece in pieces),
    )


def _with_break(piece: Paragraph) -> str:
    """The text of a piece, with the line feed that ends its paragraph behind the note."""
    printed = piece.part.text
    ends = "\n" in printed[len(printed.rstrip()) :] and bool(ink(piece.text))
    return piece.text + ("\n" if ends else "")


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


def note_slots(line: Line, note: Paragraph) -> tuple[Slot, ...]:
    """The pieces of a note as cells to the right of the table, a column for each meaning."""
    columns: dict[Meaning, Column] = {}
    slots = []
    for piece in note.notes:
        index = line.width + len(columns)
        column = columns.setdefault(
            piece.meaning, Column(index, piece.meaning, piece.label, noted=True)
        )
        part = Part(piece.text, note.part.place)
        placed = Cell(line.row, column.index, 1, 1, piece.text, (part,))
        slots.append(Slot(column, placed, covered=False))
    return tuple(slots)
