"""A row that a page edge cut in two, where the file has no more of it than two rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from pipeline.ink import ink
from pipeline.labels.bodies import are_names
from pipeline.records import Destination, Repair
from pipeline.repair.items import printed_number
from pipeline.repair.sheet import OWNERS, Line, Sheet, Slot, goes_to, note
from pipeline.thaw import replace

_CLOSED = "。；;！!？?.：:"
_CLOSERS = "”’）)】]》"
_SEPARATORS = re.compile(r"[、，,；;]")
_MOST = 0.8  # of the other tasks end a sentence, so that one that does not is cut
_FEWEST = 3
_BREAKS_OFF = (
    "layout_doubtful: row: it ends in mid sentence, but whole names stand in the row below"
)
_NO_REST = "layout_doubtful: row: the row above ends in mid sentence, but whole names stand in it"


def join_cut_rows(sheet: Sheet) -> Sheet:
    """The first row of a page that goes on with the last one of the page before is its rest.

    ``3 | 制定财政事权和支出责 | 市税务局、市审计`` over ``(blank) | 任划分改革方案。 | 局`` is
    one row.
    Evidence: the row stands below a header that is printed again, or first in a further table
    of the same columns; its number and title are blank; the task above breaks off in the
    middle of a sentence where nearly all others end one. Amid a page a row that prints nothing but
    a text is the rest of one that ends in a comma. A row of bodies alone is the rest
    where it makes the last name above whole (合肥 and 海关) and no number is missing. Where the
    one cell of bodies ends in a whole name and the other begins with one, the rows are two, and
    both are flagged: a task may lack its full stop.
    """
    ending = _end_sentences(sheet.lines)
    lines: list[Line] = []
    repairs: list[Repair] = []
    destinations: list[Destination] = []
    for line, below in zip_longest(sheet.lines, sheet.lines[1:]):
        above = lines[-1] if lines else None
        if above is None or not _is_rest(line, above, below, ending=ending):
            lines.append(line)
            continue
        if _name_bodies_each(above, line):
            lines[-1:] = above.flag(_BREAKS_OFF), line.flag(_NO_REST)
            continue
        lines[-1] = _joined(above, line)
        destinations += [goes_to(line.table, cell, "row_joined") for cell in line.own()]
        before = " | ".join(ink(cell.text) for cell in line.own() if ink(cell.text))
        evidence = "first row below a page edge, without number, and the row above breaks off"
        record = note(line, "row_joined", "row", before, None, evidence, 0.9)
        repairs.append(record)
    return sheet.after(lines, repairs=repairs, destinations=destinations)


def _end_sentences(lines: Sequence[Line]) -> bool:
    texts = [slot.cell.text for line in lines for slot in line.of("task") if not slot.covered]
    printed = [text for text in texts if ink(text)]
    closed = sum(1 for text in printed if _is_closed(text))
    return len(printed) >= _FEWEST and closed >= _MOST * len(printed) - 1


def _is_closed(text: str) -> bool:
    return ink(text).rstrip(_CLOSERS).endswith(tuple(_CLOSED))


def _is_rest(line: Line, above: Line, below: Line | None, *, ending: bool) -> bool:
    if line.printed("number", "item", "section"):
        return False
    if not _is_at_edge(line, above) and not _is_left_open(line, above):
        return False
    if not line.has("number", "item") or any(slot.covered for slot in line.slots):
        return False
    upper = {slot.column.index: slot.cell.text for slot in above.slots}
    printed = [slot for slot in line.slots if ink(slot.cell.text)]
    if not printed or not all(ink(upper.get(slot.column.index, "")) for slot in printed):
        return False
    if not line.printed("task"):
        return _goes_on(above, below) and all(
            slot.column.meaning in OWNERS and _makes_whole(upper[slot.column.index], slot.cell.text)
            for slot in printed
        )
    return ending and not _is_closed(
        next(s.cell.text for s in above.of("task") if ink(s.cell.text))
    )


def _is_left_open(line: Line, above: Line) -> bool:
    """Whether a row of text alone stands below one whose text ends in a comma."""
    upper = next((slot.cell.text for slot in above.of("task") if ink(slot.cell.text)), "")
    printed = [slot for slot in line.slots if ink(slot.cell.text)]
    return (
        line.table == above.table
        and all(slot.column.meaning == "task" for slot in printed)
        and ink(upper).endswith(("，", ",", "、"))
    )


def _goes_on(above: Line, below: Line | None) -> bool:
    """Whether the number below is the next one after that above."""
    numbers = [printed_number(line) if line else None for line in (above, below)]
    first, second = numbers
    return first is not None and second is not None and first.value + 1 == second.value


def _makes_whole(above: str, rest: str) -> bool:
    """Whether a name broken off at the end of a list of bodies is whole with the rest."""
    last = _SEPARATORS.split(ink(above))[-1]
    name = last + _SEPARATORS.split(ink(rest))[0]
    return bool(last) and not are_names(last) and are_names(name)


def _name_bodies_each(above: Line, line: Line) -> bool:
    """Whether the bodies of one row end in a whole name, and those of the other begin with one."""
    upper = {slot.column.index: slot.cell.text for slot in above.slots}
    ends = [
        (_SEPARATORS.split(ink(upper.get(slot.column.index, "")))[-1], ink(slot.cell.text))
        for slot in line.slots
        if slot.column.meaning in OWNERS and not slot.covered
    ]
    return any(
        last and rest and are_names(last) and are_names(_SEPARATORS.split(rest)[0])
        for last, rest in ends
    )


def _is_at_edge(line: Line, above: Line) -> bool:
    if line.table == above.table:
        return line.seam
    meanings = [column.meaning for column in line.columns]
    return line.begins_anew and meanings == [column.meaning for column in above.columns]


def _joined(above: Line, line: Line) -> Line:
    """``above`` with what each cell of the row below goes on with."""
    lower = {slot.column.index: slot.cell for slot in line.slots}

    def with_rest(slot: Slot) -> Slot:
        rest = lower.get(slot.column.index)
        if rest is None or not ink(rest.text):
            return slot
        text = slot.cell.text + rest.text
        return replace(slot, cell=replace(slot.cell, text=text, parts=slot.cell.parts + rest.parts))

    return replace(above, slots=tuple(map(with_rest, above.slots))).graded("B")
