"""Rules about whole rows: repeated headers, blank rows, section rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.ink import ink
from pipeline.numbering import Style, leading_number, outranks, whole_number
from pipeline.records import Cell, Destination, Part, Removal, Repair
from pipeline.repair.items import main_style, printed_number
from pipeline.repair.sheet import OWNERS, Banner, Line, Sheet, Slot, goes_to, label_of
from pipeline.thaw import replace

_DITTOS = frozenset({"同上", "同前", "〃", "″", "＂", '"', "″″", "〞"})
_HEADED = ("number", "item", "section", "task")
_REMARKS = (
    "注：",
    "注:",
    "附件",
    "附表",
    "备注：",
    "备注:",
    "说明：",
    "说明:",
    "填表",
    "填报",
    "制表",
    "审核",
    "审批",
    "单位负责人",
)
_NOTES = ("注：", "注:", "备注：", "备注:", "说明：", "说明:", "附注：", "附注:")
_SIGNED = re.compile(r".{0,12}[:：].*|[\d年月日./\-]+")
_TOTAL = re.compile(
    r"[总合小共累](?:合?计|数)(?:[（(].{0,8}[)）])?[:：]?|.{0,6}(?:合计|小计|总计|共计)[:：]?"
)
_FIGURE = re.compile(
    r"[-—/\\\d.,，%％]*[千万亿]{0,2}(?:[个项件家户人元亩米吨所座套台株名处条次辆]|公里|公顷|平方[公千]?[里米])?"
)
_REMARK_LABELS = frozenset({"注", "备注", "说明", "附注"})


def drop_repeated_headers(sheet: Sheet) -> Sheet:
    """A row that prints the header again (a table set page by page) is no task.

    ``任务项目 | 任务分解 | 责任单位`` in the middle of a table goes to the removals.
    Evidence: every printed cell of the row stands in the same column of the header.
    """

    def is_header(line: Line) -> bool:
        printed = [cell for cell in line.own() if ink(cell.text)]
        return bool(printed) and all(
            (line.table, cell.column, ink(cell.text)) in sheet.header_cells for cell in printed
        )

    evidence = "every cell is printed in the header"
    return _drop(sheet, is_header, "repeated_header", evidence, edge=True)


def drop_blank_rows(sheet: Sheet) -> Sheet:
    """A row of blank cells is no task; a record keeps its place.

    ``(blank) | (blank) | (blank)`` leaves the sheet. Evidence: no cell of the row prints
    anything, and neither its task nor its owner is merged from a row above. At the end of a
    table a row with nothing but its number is a blank one of the form.
    """
    done = _drop(sheet, _is_blank, "blank_row", "no cell of the row prints anything")
    unused: set[tuple[int, int]] = set()
    for line, below in reversed(list(pairwise([*done.lines, None]))):
        if line is None or not _is_number_alone(line):
            continue
        if below is None or below.table != line.table or (below.table, below.row) in unused:
            unused.add((line.table, line.row))
    evidence = "the row prints nothing but its number, and no row below prints more"
    return _drop(done, lambda line: (line.table, line.row) in unused, "blank_row", evidence)


def _is_number_alone(line: Line) -> bool:
    printed = [slot for slot in line.slots if ink(slot.cell.text)]
    return bool(printed) and all(
        slot.column.meaning == "number" and not slot.covered and whole_number(slot.cell.text)
        for slot in printed
    )


def drop_totals(sheet: Sheet) -> Sheet:
    """A row that sums up the rows above it is no task.

    ``小计 | (blank) | 86200 | (blank)`` leaves the sheet. Evidence: its first printed cell says
    so, and neither its task nor its owner prints a word beside that.
    """
    return _drop(sheet, _is_total, "total_row", "the row only sums up those above it")


def _is_total(line: Line) -> bool:
    printed = [slot for slot in line.slots if not slot.covered and ink(slot.cell.text)]
    if not printed or not _TOTAL.fullmatch(ink(printed[0].cell.text)):
        return False
    rest = [slot for slot in printed[1:] if slot.column.meaning in (*_HEADED, *OWNERS)]
    return all(_FIGURE.fullmatch(ink(slot.cell.text)) for slot in rest)


def set_remarks_aside(sheet: Sheet) -> Sheet:
    """A row that says who filled the table in is outside text.

    ``填表人：甲 | 审核人：乙 | 2023年9月1日``. Evidence: each cell is signed so or a date. So is a
    remark (``注：…``) in the first column of a row that prints nothing else, and below it all
    rows that print as little.
    """
    remarks: set[int] = set()
    below: int | None = None  # the table whose remarks have begun
    for line in sheet.lines:
        alone = _stands_alone(line)
        below = line.table if alone and (below == line.table or _opens_remark(line)) else None
        if below is not None or _is_remark(line):
            remarks.add(id(line))
    kept = [line for line in sheet.lines if id(line) not in remarks]
    cells = [
        (line.table, cell) for line in sheet.lines if id(line) in remarks for cell in line.own()
    ]
    return sheet.after(
        kept,
        outside=_parts([cell for _, cell in cells]),
        destinations=(goes_to(table, cell, "outside") for table, cell in cells),
    )


def _is_remark(line: Line) -> bool:
    printed = [ink(slot.cell.text) for slot in line.slots if ink(slot.cell.text)]
    return (
        len(printed) > 1
        and any(text.startswith(_REMARKS) for text in printed[:1])
        and all(_SIGNED.fullmatch(text) for text in printed)
    )


def _stands_alone(line: Line) -> bool:
    """Whether the first cell of a row is all that it prints, and no number."""
    printed = [slot for slot in line.slots if ink(slot.cell.text)]
    return (
        len(printed) == 1
        and printed[0].column.index == 0
        and not printed[0].covered
        and not whole_number(printed[0].cell.text)
        and not outranks(leading_number(printed[0].cell.text), "arabic")
    )


def _opens_remark(line: Line) -> bool:
    return ink(line.slots[0].cell.text).startswith(_NOTES)


def _is_blank(line: Line) -> bool:
    if any(ink(cell.text) for cell in line.own()):
        return False
    return not any(slot.covered and ink(slot.cell.text) for slot in line.of("task", *OWNERS))


def _drop(
    sheet: Sheet, dropped: Callable[[Line], bool], rule: str, evidence: str, *, edge: bool = False
) -> Sheet:
    """The sheet without the lines that ``dropped`` names; what began anew there begins below.

    With ``edge`` the line below is the first of a page.
    """
    kept: list[Line] = []
    repairs: list[Repair] = []
    removed: list[Removal] = []
    destinations: list[Destination] = []
    begins_anew = seam = False
    for line in sheet.lines:
        begins_anew |= line.begins_anew
        if not dropped(line):
            if begins_anew > line.begins_anew or seam > line.seam:
                line = replace(line, begins_anew=begins_anew, seam=line.seam or seam)
            kept.append(line)
            begins_anew = seam = False
            continue
        seam = edge
        parts = [part for cell in line.own() for part in cell.parts]
        removed += [Removal(rule, part.text, part.place) for part in parts if ink(part.text)]
        destinations += [goes_to(line.table, cell, rule) for cell in line.own()]
        before = " | ".join(ink(cell.text) for cell in line.own())
        place = parts[0].place if parts else None
        repairs.append(Repair(rule, 1, None, "row", before, None, evidence, 1.0, place))
    return sheet.after(kept, repairs=repairs, removed=removed, destinations=destinations)


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
        elif ink(banner.text).startswith(_REMARKS):
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
    return slot.column.meaning == "note" and bool(_FIGURE.fullmatch(ink(slot.cell.text)))


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
