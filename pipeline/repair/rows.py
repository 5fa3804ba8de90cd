"""Rules about whole rows: repeated headers, blank rows, section rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.ink import ink
from pipeline.numbering import Style, leading_number
from pipeline.records import Cell, Destination, Part, Removal, Repair
from pipeline.repair.items import main_style
from pipeline.repair.sheet import OWNERS, Line, Sheet, Slot, goes_to

_DITTOS = frozenset({"同上", "同前", "〃", "″", "＂", '"', "″″", "〞"})
_REMARKS = ("注：", "注:", "备注：", "备注:", "说明：", "说明:")


def drop_repeated_headers(sheet: Sheet) -> Sheet:
    """A row that prints the header again (a table set page by page) is no task.

    ``任务项目 | 任务分解 | 责任单位`` in the middle of a table goes to the removals.
    Evidence: every printed cell of the row is the label of its own column.
    """
    return _drop(sheet, _is_header, "repeated_header", "every cell prints its column's label")


def _is_header(line: Line) -> bool:
    printed = [slot for slot in line.slots if not slot.covered and ink(slot.cell.text)]
    return len(printed) > 1 and all(
        ink(slot.cell.text) == ink(slot.column.label) for slot in printed
    )


def drop_blank_rows(sheet: Sheet) -> Sheet:
    """A row of blank cells is no task; a record keeps its place.

    ``(blank) | (blank) | (blank)`` leaves the sheet. Evidence: no cell of the row prints
    anything, and neither its task nor its owner is merged from a row above.
    """
    return _drop(sheet, _is_blank, "blank_row", "no cell of the row prints anything")


def _is_blank(line: Line) -> bool:
    if any(ink(cell.text) for cell in line.own()):
        return False
    return not any(slot.covered and ink(slot.cell.text) for slot in line.of("task", *OWNERS))


def _drop(sheet: Sheet, dropped: Callable[[Line], bool], rule: str, evidence: str) -> Sheet:
    """The sheet without the lines that ``dropped`` names; what began anew there begins below."""
    kept: list[Line] = []
    repairs: list[Repair] = []
    removed: list[Removal] = []
    destinations: list[Destination] = []
    begins_anew = False
    for line in sheet.lines:
        begins_anew |= line.begins_anew
        if not dropped(line):
            kept.append(replace(line, begins_anew=True) if begins_anew else line)
            begins_anew = False
            continue
        parts = [part for cell in line.own() for part in cell.parts]
        removed += [Removal(rule, part.text, part.place) for part in parts if ink(part.text)]
        destinations += [goes_to(line.table, cell, rule) for cell in line.own()]
        before = " | ".join(ink(cell.text) for cell in line.own())
        place = parts[0].place if parts else None
        repairs.append(Repair(rule, 1, None, "row", before, None, evidence, 1.0, place))
    return replace(
        sheet,
        lines=tuple(kept),
        repairs=sheet.repairs + tuple(repairs),
        removed=sheet.removed + tuple(removed),
        destinations=sheet.destinations + tuple(destinations),
    )


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
    return replace(
        sheet,
        lines=tuple(lines),
        repairs=sheet.repairs + tuple(repairs),
        removed=sheet.removed + tuple(removed),
        destinations=sheet.destinations + tuple(destinations),
    )


def lift_sections(sheet: Sheet) -> Sheet:
    """A row that is one heading over the whole width names the section of the rows below.

    ``一、加强组织领导 (merged over all columns)`` leaves the rows and becomes their
    ``section``; ``（一）…`` under it is a second level. Evidence: the row's only printed cell
    spans all columns, or stands first with a Chinese number above items numbered in Arabic.
    A remark (``注：…``) over the whole width, or a section without tasks, is outside text.
    """
    style = main_style(sheet.lines)
    kept: list[Line] = []
    pending: list[Cell] = []
    aside: list[tuple[int, Cell]] = []
    levels: list[tuple[str, str]] = []
    above: tuple[str, ...] = ()
    for line in sheet.lines:
        if line.begins_anew:
            levels = []
        banner = _banner(line, style)
        if banner is None:
            section = tuple(label for _, label in levels)
            named = [cell for cell in pending if _label(cell) in section[_shared(above, section) :]]
            aside += [(line.table, cell) for cell in pending if cell not in named]
            if section:
                line = replace(line, section=section, banners=tuple(named))
            kept.append(replace(line, begins_anew=True) if pending else line)
            pending, above = [], section
        elif ink(banner.text).startswith(_REMARKS):
            aside.append((line.table, banner))
        else:
            levels = _enter(levels, _label(banner))
            pending.append(banner)
        if banner is not None:
            aside += [(line.table, cell) for cell in line.own() if cell is not banner]
    last_table = sheet.lines[-1].table if sheet.lines else 0
    aside += [(last_table, cell) for cell in pending]
    return replace(
        sheet,
        lines=tuple(kept),
        outside=sheet.outside + tuple(_parts([cell for _, cell in aside])),
        destinations=sheet.destinations
        + tuple(goes_to(table, cell, "outside") for table, cell in aside),
    )


def _banner(line: Line, style: Style | None) -> Cell | None:
    """The cell of a row that is one heading over the whole width, else ``None``."""
    printed = [slot for slot in line.slots if ink(slot.cell.text)]
    if len(printed) != 1 or printed[0].covered or line.width < 2:
        return None
    cell = printed[0].cell
    if cell.column_span == line.width:
        return cell
    number = leading_number(cell.text)
    first = printed[0].column.meaning in ("number", "item", "section", "task")
    if first and number and number.style.startswith("chinese") and style == "arabic":
        return cell
    return None


def _label(cell: Cell) -> str:
    return cell.text.replace("\n", "").strip()


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


def _parts(cells: Sequence[Cell]) -> list[Part]:
    return [part for cell in cells for part in cell.parts if ink(part.text)]
