"""Rules about whole rows: same as above, keys of owners, section rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.ink import ink
from pipeline.numbering import Style, leading_number, outranks, whole_number
from pipeline.records import Cell, Destination, Part, Removal, Repair
from pipeline.repair.idle_rows import FIGURE, REMARKS
from pipeline.repair.items import main_style, printed_number
from pipeline.repair.sheet import OWNERS, Banner, Line, Sheet, Slot, goes_to, label_of
from pipeline.thaw import replace

_DITTOS = frozenset({"同上", "同前", "〃", "″", "＂", '"', "″″", "〞"})
_HEADED = ("number", "item", "section", "task")
_REMARK_LABELS = frozenset({"注", "备注", "说明", "附注"})


def follow_dittos(sheet: Sheet) -> Sheet:
    """A cell that prints 同上 or a ditto mark stands for the cell above it in its column.

    ``市公安局`` over ``同上`` is read as if the upper cell were merged over both rows; the mark
    itself goes to the removals. Evidence: the mark is all that the cell prints.
    """
    lines: list[Line] = []
    repairs: list[Repair] = []
    removed: list[Removal] = []
    destinations: list[Destination] = []
    above: dict[int, Slot] = {}
    for line in sheet.lines:
        if line.begins_anew:
            above = {}
        marks = [
            slot
            for slot in line.slots
            if not slot.covered and ink(slot.cell.text) in _DITTOS and slot.column.index in above
        ]
        for slot in marks:
            removed += [Removal("ditto", part.text, part.place) for part in slot.cell.parts]
            destinations.append(goes_to(line.table, slot.cell, "ditto"))
            before, after = slot.cell.text, above[slot.column.index].cell.text
            evidence = f"the cell under {slot.column.label} prints only {ink(before)}"
            place = slot.cell.parts[0].place
            repairs.append(Repair("ditto", 1, None, "row", before, after, evidence, 1.0, place))
        slots = tuple(
            replace(above[slot.column.index], covered=True) if slot in marks else slot
            for slot in line.slots
        )
        above |= {slot.column.index: slot for slot in slots}
        lines.append(replace(line, slots=slots) if marks else line)
    return sheet.after(lines, repairs=repairs, removed=removed, destinations=destinations)


def follow_owner_keys(sheet: Sheet) -> Sheet:
    """Where the bodies stand left of the tasks, a blank cell there means as above.

    ``县教育局 | 1 | 建立台账`` over ``(blank) | 2 | 改造危房``: the column of bodies is the key
    under which the tasks are listed. Evidence: its place, and the blank cell. Bodies to the
    right of the task are an answer to it, and a blank one stays blank.
    """
    lines: list[Line] = []
    repairs: list[Repair] = []
    destinations: list[Destination] = []
    above: dict[int, Slot] = {}
    for line in sheet.lines:
        task = min((slot.column.index for slot in line.of("task")), default=0)
        keys = [slot for slot in line.of(*OWNERS) if slot.column.index < task]
        blank = [slot for slot in keys if not slot.covered and not ink(slot.cell.text)]
        filled = [slot for slot in blank if slot.column.index in above and line.printed("task")]
        if filled:
            slots = tuple(
                replace(above[slot.column.index], covered=True) if slot in filled else slot
                for slot in line.slots
            )
            evidence = "blank in a column of bodies that stands left of the tasks"
            place = next(iter(line.places()), None)
            after = "、".join(above[slot.column.index].cell.text for slot in filled)
            repairs.append(Repair("fill_down", 1, None, "row", None, after, evidence, 0.85, place))
            line = replace(line, slots=slots).graded("B")
            destinations += [goes_to(line.table, slot.cell, "fill_down") for slot in filled]
        above |= {slot.column.index: slot for slot in line.of(*OWNERS) if ink(slot.cell.text)}
        lines.append(line)
    return sheet.after(lines, repairs=repairs, destinations=destinations)


def lift_sections(sheet: Sheet) -> Sheet:
    """A row that is one heading over the whole width names the section of the rows below.

    ``一、加强组织领导 (merged over all columns)`` leaves the rows and becomes their
    ``section``; ``（一）…`` under it is a second level. Evidence: the row's only printed cell
    spans all columns, or stands first with a number of a higher level than the items have.
    A heading printed as a paragraph above the table is one likewise. A remark (``注：…``) over
    the whole width, or a section without tasks, is outside text. Sections stay open over a
    further table whose numbers go on.
    """
    style = main_style(sheet.lines)
    kept: list[Line] = []
    pending: list[tuple[int, Banner]] = []
    aside: list[tuple[int, Banner]] = []
    destinations: list[Destination] = []
    levels: list[tuple[str, str]] = []
    above: tuple[str, ...] = ()
    first_numbers = _first_numbers(sheet.lines)
    captions = dict(sheet.captions)
    for line, below in pairwise((*sheet.lines, None)):
        if line is None:
            break
        captioned = captions.pop(line.table, ())
        if line.begins_anew and first_numbers.get(line.table, 1) == 1 and not captioned:
            levels = []
        for part in captioned:
            levels = _enter(levels, label_of(part))
            pending.append((line.table, part))
        banner = banner_of(line, style) or _parent_of(line, below)
        if banner is None:
            section = tuple(label for _, label in levels)
            fresh = section[_shared(above, section) :]
            named = [each for each in pending if label_of(each[1]) in fresh]
            aside += [each for each in pending if each not in named]
            if section:
                line = replace(line, section=section, banners=tuple(named))
            kept.append(replace(line, begins_anew=True) if pending else line)
            pending, above = [], section
        elif ink(banner.text).startswith(REMARKS):
            aside.append((line.table, banner))
        else:
            levels = _enter(levels, label_of(banner))
            pending.append((line.table, banner))
        if banner is not None:
            own = [cell for cell in line.own() if cell.column != banner.column]
            sums = [cell for cell in own if ink(cell.text) and cell.parts[0] not in banner.parts]
            aside += [(line.table, cell) for cell in sums]
            others = [cell for cell in own if cell not in sums]
            destinations += [goes_to(line.table, cell, "section") for cell in others]
    aside += [*pending, *((table, part) for table, parts in captions.items() for part in parts)]
    destinations += [goes_to(table, b, "outside") for table, b in aside if isinstance(b, Cell)]
    return sheet.after(
        kept, outside=_parts([banner for _, banner in aside]), destinations=destinations
    )


def _first_numbers(lines: Sequence[Line]) -> dict[int, int]:
    """The first item number that each table prints."""
    found: dict[int, int] = {}
    for line in lines:
        number = printed_number(line)
        if number is not None and line.table not in found:
            found[line.table] = number.value
    return found


def banner_of(line: Line, style: Style | None) -> Cell | None:
    """The heading of a row that is nothing else, else ``None``.

    Its number may stand in a cell of its own (``二 | 加强保障``): both are one heading. Sums of
    what stands below it (``一 | 产业类 | | 92000``) are no text of it.
    """
    inked = [slot for slot in line.slots if ink(slot.cell.text)]
    if line.width < 2 or any(slot.covered for slot in inked):
        return None
    printed = [slot for slot in inked if not _is_sum(slot)]
    meanings = [slot.column.meaning for slot in printed]
    cells = [slot.cell for slot in printed]
    if len(printed) == 1 and (
        cells[0].column_span == line.width
        or (meanings[0] in _HEADED and outranks(leading_number(cells[0].text), style))
    ):
        return cells[0]
    if len(printed) == 2 and ink(cells[0].text).rstrip("：:") in _REMARK_LABELS:
        text = f"{ink(cells[0].text).rstrip('：:')}：{cells[1].text}"
        return replace(cells[0], text=text, parts=cells[0].parts + cells[1].parts)
    if len(printed) == 2 and meanings[0] == "number" and meanings[1] in _HEADED:
        number = whole_number(cells[0].text)
        if outranks(number, style):
            text = f"{cells[0].text} {cells[1].text}"
            return replace(cells[0], text=text, parts=cells[0].parts + cells[1].parts)
    return None


def _parent_of(line: Line, below: Line | None) -> Cell | None:
    """``1 | 开办企业`` alone over ``1.1 | 全程网办``: the heading of what goes on with 1."""
    printed = [slot for slot in line.slots if ink(slot.cell.text) and not _is_sum(slot)]
    if below is None or below.table != line.table or len(printed) != 2:
        return None
    if printed[0].column.meaning != "number" or printed[1].column.meaning not in ("item", "task"):
        return None
    number, next_number = whole_number(printed[0].cell.text), printed_number(below)
    if number is None or next_number is None or any(slot.covered for slot in printed):
        return None
    if number.ordinal is not None or (next_number.value, next_number.ordinal) != (number.value, 1):
        return None
    first, second = printed[0].cell, printed[1].cell
    return replace(first, text=f"{first.text} {second.text}", parts=first.parts + second.parts)


def _is_sum(slot: Slot) -> bool:
    return slot.column.meaning == "note" and bool(FIGURE.fullmatch(ink(slot.cell.text)))


def _enter(levels: list[tuple[str, str]], label: str) -> list[tuple[str, str]]:
    """The open section levels (numbering style, label) after a new section row."""
    number = leading_number(label)
    style = number.style if number else "plain"
    styles = [known for known, _ in levels]
    depth = styles.index(style) if style in styles else len(styles)
    return [*levels[:depth], (style, label)]


def _shared(above: Sequence[str], section: Sequence[str]) -> int:
    """How many levels of ``section`` are those of the row above."""
    shared = 0
    for old, new in zip(above, section, strict=False):
        if old != new:
            break
        shared += 1
    return shared


def _parts(banners: Sequence[Banner]) -> list[Part]:
    return [
        part
        for banner in banners
        for part in (banner.parts if isinstance(banner, Cell) else (banner,))
        if ink(part.text)
    ]
