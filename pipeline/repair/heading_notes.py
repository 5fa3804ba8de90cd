"""The rule about bodies that the heading of a section names for the tasks below it.

一、稳增长（牵头单位：市发展改革委） | <          section 一、稳增长
1 | 新开工亿元以上项目30个。                      owner 牵头单位：市发展改革委
二、市商务局 | <                                  section 二、
2 | 新增限额以上企业20家。                        owner 市商务局
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.ink import ink
from pipeline.labels import Paragraph, label_pattern, take_apart
from pipeline.numbering import leading_number, rank
from pipeline.records import Part, Removal, Repair
from pipeline.repair.items import main_style
from pipeline.repair.notes import bare_names, note_slots
from pipeline.repair.rows import banner_of
from pipeline.repair.sheet import OWNERS, Line, Sheet, Slot
from pipeline.thaw import replace

# Where a heading is printed: (row of the sheet, 0), or (-1 - table, n) for the n-th caption.
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading: its level (0 the highest), and the note of bodies at its end, if it has one."""

    level: int
    note: Paragraph | None


def lift_heading_notes(sheet: Sheet) -> Sheet:
    """A note of bodies at the end of a section's heading names them for the rows below.

    ``一、稳增长（牵头单位：市发展改革委）`` over rows without bodies of their own is the section
    ``一、稳增长``, and the note is the owner of each such row down to the next heading of its
    level. Evidence: the heading's note begins with a label of bodies; or it is nothing but names
    behind its number, as another one is, and no column names bodies. A heading whose rows all
    name their own bodies stays as it is printed.
    """
    pattern = label_pattern(sheet.labels)
    headings = dict(_headings(sheet, pattern)) | _bare(sheet)
    if not any(heading.note for heading in headings.values()):
        return sheet
    held = _held(sheet, headings, pattern)
    used: dict[Key, Paragraph] = {}
    groups: dict[Key, tuple[Slot, ...]] = {}
    lines: list[Line] = []
    for i, line in enumerate(sheet.lines):
        key = held.get(i)
        note = headings[key].note if key is not None else None
        if key is not None and note is not None:
            group = groups.get(key) or note_slots(line, note)
            groups[key] = tuple(replace(slot, covered=True) for slot in group)
            line = replace(line, slots=line.slots + group)
            used[key] = note
        lines.append(line)
    cut = [_without_note(line, used.get((i, 0))) for i, line in enumerate(lines)]
    captions = {
        table: tuple(
            replace(part, text=used[-1 - table, n].text) if (-1 - table, n) in used else part
            for n, part in enumerate(parts)
        )
        for table, parts in sheet.captions.items()
    }
    done = sheet.after(
        cut,
        repairs=map(_record, used.values()),
        removed=(Removal("note_label", note.frame, note.part.place) for note in used.values()),
    )
    return replace(done, captions=captions)


def _headings(sheet: Sheet, pattern: re.Pattern[str]) -> Iterator[tuple[Key, _Heading]]:
    for table, parts in sheet.captions.items():
        for n, part in enumerate(parts):
            yield (-1 - table, n), _heading(part.text, part, pattern, sheet.labels)
    style = main_style(sheet.lines)
    for i, line in enumerate(sheet.lines):
        banner = banner_of(line, style)
        if banner is not None:
            cell = _last(line).cell
            part = Part(cell.text, cell.parts[0].place)
            yield (i, 0), _heading(banner.text, part, pattern, sheet.labels)


def _bare(sheet: Sheet) -> dict[Key, _Heading]:
    """The headings that are nothing but names of bodies, if there are several."""
    style = main_style(sheet.lines)
    found: dict[Key, _Heading] = {}
    for i, line in enumerate(sheet.lines):
        banner = None if line.has(*OWNERS) else banner_of(line, style)
        if banner is None or len([slot for slot in line.slots if ink(slot.cell.text)]) > 1:
            continue
        number = leading_number(banner.text)
        note = bare_names(Part(banner.text, banner.parts[0].place))
        if number and note:
            found[i, 0] = _Heading(rank(number.style), note)
    return found if len(found) > 1 else {}


def _heading(
    text: str, part: Part, pattern: re.Pattern[str], labels: Mapping[str, str]
) -> _Heading:
    number = leading_number(text)
    note = take_apart(part, pattern, labels)
    named = note.names_owners and note.labelled and ink(note.text)
    return _Heading(rank(number.style) if number else 0, note if named else None)


def _last(line: Line) -> Slot:
    return [slot for slot in line.slots if ink(slot.cell.text)][-1]


def _held(
    sheet: Sheet, headings: Mapping[Key, _Heading], pattern: re.Pattern[str]
) -> dict[int, Key]:
    """For each line without bodies of its own the nearest heading above that names some."""
    held: dict[int, Key] = {}
    open_: list[Key] = []
    table: int | None = None
    for i, line in enumerate(sheet.lines):
        if line.table != table:
            table, open_ = line.table, []
            for n in range(len(sheet.captions.get(line.table, ()))):
                open_ = _entered(open_, (-1 - line.table, n), headings)
        if (i, 0) in headings:
            open_ = _entered(open_, (i, 0), headings)
        elif not _names_bodies(line, pattern, sheet.labels):
            noted = [key for key in open_ if headings[key].note]
            held |= {i: noted[-1]} if noted else {}
    return held


def _entered(open_: Sequence[Key], key: Key, headings: Mapping[Key, _Heading]) -> list[Key]:
    level = headings[key].level
    return [*(each for each in open_ if headings[each].level < level), key]


def _names_bodies(line: Line, pattern: re.Pattern[str], labels: Mapping[str, str]) -> bool:
    """Whether a row names bodies in a cell of its own, or at the end of its text."""
    if any(ink(slot.cell.text) for slot in line.of(*OWNERS)):
        return True
    texts = (Part(slot.cell.text, slot.cell.parts[0].place) for slot in line.of("task"))
    return any(take_apart(text, pattern, labels).names_owners for text in texts)


def _without_note(line: Line, note: Paragraph | None) -> Line:
    """A heading's line without the note that was lifted out of its last printed cell."""
    if note is None:
        return line
    last = _last(line)
    part = replace(last.cell.parts[0], text=note.text)
    cell = replace(last.cell, text=note.text, parts=(part,))
    slots = tuple(replace(slot, cell=cell) if slot is last else slot for slot in line.slots)
    return replace(line, slots=slots)


def _record(note: Paragraph) -> Repair:
    evidence = "a note at the end of the heading names the bodies of the rows under it"
    place = note.part.place
    return Repair("owner_note", 1, None, "row", note.part.text, note.text, evidence, 0.9, place)
