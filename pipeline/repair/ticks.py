"""The rule about bodies that head columns, and are ticked in the rows."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ink import ink
from pipeline.labels import Note, Paragraph
from pipeline.labels.ticks import (
    Told,
    is_plain,
    is_tick,
    is_untick,
    legend,
    told_by_word,
    without_remark,
)
from pipeline.records import Meaning, Part, Removal
from pipeline.repair.notes import note_slots
from pipeline.repair.sheet import Line, Sheet, Slot
from pipeline.thaw import replace

_ORDER: tuple[Meaning, ...] = ("lead", "owner", "support")
_USUAL: dict[Meaning, str] = {"lead": "牵头", "support": "配合"}


def read_ticks(sheet: Sheet) -> Sheet:
    """The bodies over the cells that a row ticks are its owners.

    ``▲ | (blank) | ★`` under ``市教育局 | 市民政局 | 市公安局`` is
    ``牵头：市公安局；配合：市教育局``, with the words of the legend. The marks are removals
    (``owner_tick``). Evidence: a word in the cell, the label above the bodies, else a legend in
    the document; where these do not tell a mark from another the bodies are responsible, and
    the row is flagged.
    """
    if not any(slot.column.ticked for line in sheet.lines for slot in line.slots):
        return sheet
    told = legend(_texts(sheet))
    marks = {ink(s.cell.text) for line in sheet.lines for s in line.slots if _is_ticked(s)}
    marks = set(filter(is_tick, marks))
    alone = len(marks) == 1 and all(map(is_plain, marks))
    lines: list[Line] = []
    removed: list[Removal] = []
    for line in sheet.lines:
        ticked = [slot for slot in line.slots if slot.column.ticked]
        removed += [
            Removal("owner_tick", part.text, part.place)
            for slot in ticked
            if not slot.covered
            for part in slot.cell.parts
            if ink(part.text)
        ]
        lines.append(_owned(line, ticked, told, alone=alone) if ticked else line)
    return sheet.after(lines, removed=removed)


def _texts(sheet: Sheet) -> Iterator[str]:
    """What may hold a legend: the headers, the texts outside, notes, and rows of one cell."""
    yield from (part.text for part in (*sheet.headers, *sheet.outside))
    for line in sheet.lines:
        printed = [slot for slot in line.slots if ink(slot.cell.text)]
        alone = len(printed) == 1 and not printed[0].column.ticked
        yield from (s.cell.text for s in printed if alone or s.column.meaning == "note")


def _is_ticked(slot: Slot) -> bool:
    text = ink(slot.cell.text)
    return slot.column.ticked and bool(text) and not is_untick(text)


def _owned(line: Line, ticked: list[Slot], told: dict[str, Told], *, alone: bool) -> Line:
    """The line with its ticked bodies in columns of their own, and the marks taken out."""
    bodies: dict[Told, list[str]] = {}
    for slot in filter(_is_ticked, ticked):
        mark, meaning = ink(slot.cell.text), slot.column.meaning
        above = (_USUAL[meaning], meaning) if meaning in _USUAL else None
        known = is_tick(mark)
        bare = without_remark(mark)
        role = (told_by_word(bare) if is_tick(bare) else None) or above or told.get(bare[0])
        heads = [each for each in line.columns if each.ticked and _covers(slot, each.index)]
        if not known or (role is None and not alone):
            names = "、".join(ink(each.label) for each in heads)
            line = line.flag(f"role_doubtful: nothing tells what {mark} under {names} means")
        bodies.setdefault(role or ("责任单位", "owner"), []).extend(ink(h.label) for h in heads)
    if not bodies:
        return line
    marks = Part("", next(iter(line.places())))
    notes = [
        Note(meaning, label, "、".join(bodies[label, meaning]))
        for label, meaning in sorted(bodies, key=lambda role: _ORDER.index(role[1]))
    ]
    kept = [
        replace(slot, cell=replace(slot.cell, text="")) if slot.column.ticked else slot
        for slot in line.slots
    ]
    added = note_slots(line, Paragraph(marks, "", tuple(notes)))
    return replace(line, slots=(*kept, *(replace(slot, covered=True) for slot in added)))


def _covers(slot: Slot, index: int) -> bool:
    return slot.cell.column <= index < slot.cell.column + slot.cell.column_span
