"""Rows that hold no task: headers printed again, blank rows, sums, remarks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from itertools import dropwhile, pairwise

from pipeline.ink import ink
from pipeline.numbering import leading_number, outranks, whole_number
from pipeline.records import Destination, Removal, Repair
from pipeline.repair.sheet import OWNERS, Line, Sheet, goes_to
from pipeline.thaw import replace

_HEADED = ("number", "item", "section", "task")
REMARKS = (
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
    r"[总合小共累](?:合?计|数)(?:[（(].{0,8}[)）])?[:：]?|.{0,6}(?:合计|小计|总计|共计)"
    r"(?:[:：]?共?\d{1,5}[项个件条户家处])?[:：]?"
)
FIGURE = re.compile(
    r"(?:共计?|计|约)?[-—/\\\d.,，%％]*[千万亿]{0,2}(?:[个项件家户人元亩米吨所座套台株名处条次辆]|公里|公顷|平方[公千]?[里米])?"
)
# 甲, 乙 or A, B: columns that count nothing, in front of those that are numbered.
_COLUMN_SIGNS = "甲乙丙丁戊己庚辛壬癸 ABCDEFGHIJ"
_FEWEST_COLUMNS = 3


def drop_repeated_headers(sheet: Sheet) -> Sheet:
    """A row that prints the header again (a table set page by page) is no task.

    ``任务项目 | 任务分解 | 责任单位`` in the middle of a table goes to the removals.
    Evidence: every printed cell of the row stands in the same column of the header. A cell among
    them may have more print, or less: a seal stands over it, or a scan has a speck there.
    """
    heads: dict[tuple[int, int], set[str]] = defaultdict(set)
    for table, column, text in sheet.header_cells:
        heads[table, column].add(text)

    def is_header(line: Line) -> bool:
        printed = [(cell.column, text) for cell in line.own() if (text := ink(cell.text))]
        others = [
            (column, text) for column, text in printed if text not in heads[line.table, column]
        ]
        equal = len(printed) - len(others)
        return (equal > max(len(others), 1) or 0 < equal == len(printed)) and all(
            any(head and (head in text or text in head) for head in heads[line.table, column])
            for column, text in others
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
    return all(FIGURE.fullmatch(ink(slot.cell.text)) for slot in rest)


def drop_column_numbers(sheet: Sheet) -> Sheet:
    """A row below the header that counts the columns is no task.

    ``（1） | （2） | （3） | （4）`` or ``甲 | 1 | 2 | 3`` leaves the sheet. Evidence: its cells
    are the numbers of the columns in their order, but for signs of another kind at the left.
    """
    evidence = "its cells count the columns"
    return _drop(sheet, _counts_columns, "column_numbers", evidence)


def _counts_columns(line: Line) -> bool:
    texts = [ink(slot.cell.text) for slot in line.slots if not slot.covered]
    counted = list(dropwhile(_is_sign, texts))
    signs = texts[: len(texts) - len(counted)]
    numbers = [whole_number(text) for text in counted]
    in_order = [number and number.value for number in numbers] == list(range(1, len(numbers) + 1))
    return len(texts) >= _FEWEST_COLUMNS and in_order and "".join(signs) in _COLUMN_SIGNS


def _is_sign(text: str) -> bool:
    return len(text) == 1 and text in _COLUMN_SIGNS


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
        outside=[part for _, cell in cells for part in cell.parts if ink(part.text)],
        destinations=(goes_to(table, cell, "outside") for table, cell in cells),
    )


def _is_remark(line: Line) -> bool:
    printed = [ink(slot.cell.text) for slot in line.slots if ink(slot.cell.text)]
    return (
        len(printed) > 1
        and any(text.startswith(REMARKS) for text in printed[:1])
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
