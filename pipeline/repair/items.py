"""Rules about items: printed numbers, the orphan rule, titles carried to the rows below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.ink import ink
from pipeline.numbering import PrintedNumber, Style, leading_number, rank, whole_number
from pipeline.records import Cell, Heading, Meaning, Repair
from pipeline.repair.sequence import Kind, Option, Reading, Row, align
from pipeline.repair.sheet import OWNERS, Line, Sheet, note
from pipeline.thaw import replace

SEPARATORS = "、，,；;"
# From this share of numbered rows on, a number column numbers rows, not items.
_MOST_ROWS = 0.8


def main_style(lines: Sequence[Line]) -> Style | None:
    """The numbering style most used at the head of items (of tasks where there are none).

    Only rows that print an owner or several cells count: a lone cell may be a section row.
    """
    full = [line for line in lines if sum(1 for cell in line.own() if ink(cell.text)) > 1]
    styles = Counter(number.style for line in full if (number := printed_number(line)))
    return styles.most_common(1)[0][0] if styles else None


def printed_number(line: Line) -> PrintedNumber | None:
    """The number that a row prints, in a column of its own or at the head of its text."""
    cell = number_cell(line)
    if cell is not None:
        return whole_number(cell.text)
    for slot in line.of("item") or line.of("task"):
        if not slot.covered and (number := leading_number(slot.cell.text)):
            return number
    return None


def read_headings(sheet: Sheet) -> Sheet:
    """What each row shows of its item: a printed heading, a merged cell, an empty one, none.

    ``1．落实取消资质许可宣告。`` is number ``1．``, title and closing ``。``; a number may also
    stand in a column of its own. Where that column numbers rows whose item is merged or
    blank, each numbered row is an item, and the text above it is the title they share. A
    blank in a column of numbers beside a task is an empty one too, and so is a task numbered
    on a lower level than the items (（1） among 1．).
    """
    style = main_style(sheet.lines)
    lines: list[Line] = []
    for _, group in groupby(sheet.lines, key=lambda line: (line.table, line.columns)):
        rows = list(group)
        has_item = any(line.has("item") for line in rows)
        numbered = sum(number_cell(line) is not None for line in rows)
        by_row = has_item and numbered > _MOST_ROWS * len(rows)
        by_row = by_row and any(number_cell(line) and not line.printed("item") for line in rows)
        unit: Meaning = "number" if by_row else "item" if has_item else "task"
        listed = unit == "task" and _list_parts(rows)
        before: int | None = None
        for line in rows:
            read = _read_heading(line, style, unit, before, listed=listed)
            before = before if read.number is None else read.number
            blank = unit == "task" and numbered and not line.printed("number")
            goes_on = (blank and not _may_restart(line)) or _is_below(line, style, unit)
            if goes_on and _is_unnumbered(read):
                read = replace(read, kind="empty")
            lines.append(read)
    return sheet.after(lines)


def _list_parts(lines: Sequence[Line]) -> bool:
    """Whether numbers count the parts of a cell: each task begins with 1., and one goes on to 2."""
    texts = [slot.cell.text for line in lines for slot in line.of("task") if not slot.covered]
    numbers = [[leading_number(part) for part in text.split("\n")] for text in texts if ink(text)]
    firsts = [number[0] for number in numbers if number[0]]
    goes_on = any(
        first and other and (other.style, other.value) == (first.style, 2)
        for first, *others in numbers
        for other in others
    )
    return goes_on and len(firsts) > 1 and all(first.value == 1 for first in firsts)


def _read_heading(
    line: Line, style: Style | None, unit: Meaning, before: int | None, *, listed: bool
) -> Line:
    """``line`` with its heading, kind and number; ``before`` is the number printed above.

    Where numbers count the parts of a cell (``listed``), those at the head of tasks are text.
    """
    cell = number_cell(line)
    number = whole_number(cell.text) if cell else None
    title, closing = "", ""
    if line.has("item") and line.printed("item"):
        text = next(slot.cell.text for slot in line.of("item") if not slot.covered)
        inner = None if number else _in_style(leading_number(text), style)
        number = number or inner
        title = (text[len(inner.printed) :] if inner else text).rstrip()
        closing = "。" if title.endswith("。") else ""
        title = title.removesuffix("。")
    elif number is None and unit == "task" and line.printed("task") and not listed:
        text = next(slot.cell.text for slot in line.of("task") if not slot.covered)
        number = _in_style(leading_number(text), style)
    heading = Heading(number.printed if number else "", title, closing)
    goes_on = number is not None and number.ordinal is not None and number.value == before
    value = None if goes_on or number is None else number.value
    kind: Kind = "merged" if goes_on else _kind(line, unit, value)
    return replace(line, kind=kind, number=value, heading=heading if any_ink(heading) else None)


def _is_unnumbered(line: Line) -> bool:
    return line.kind == "heading" and line.number is None


def _is_below(line: Line, style: Style | None, unit: Meaning) -> bool:
    """Whether a task that is its own heading has a number, but of a lower level."""
    number = printed_number(line)
    if unit != "task" or number is None or style is None:
        return False
    return rank(number.style) > rank(style)


def any_ink(heading: Heading) -> bool:
    """Whether the heading prints anything."""
    return bool(ink(heading.number + heading.title + heading.closing))


def number_cell(line: Line) -> Cell | None:
    """The cell that numbers this row, if it reads as a number.

    Of several number columns it is the last one before the titles, or before the tasks where
    there are none.
    """
    numbers = [column.index for column in line.columns if column.meaning == "number"]
    if not numbers:
        return None
    chosen = numbers[0]
    if len(numbers) > 1:
        unit = "item" if line.has("item") else "task"
        titles = min((column.index for column in line.columns if column.meaning == unit), default=0)
        chosen = max((index for index in numbers if index < titles), default=min(numbers))
    for slot in line.of("number"):
        if slot.column.index == chosen and not slot.covered and whole_number(slot.cell.text):
            return slot.cell
    return None


def _in_style(number: PrintedNumber | None, style: Style | None) -> PrintedNumber | None:
    return number if number and number.style == style else None


def _kind(line: Line, unit: Meaning, number: int | None) -> Kind:
    if number is not None:
        return "heading"
    if unit != "number" and any(slot.covered and ink(slot.cell.text) for slot in line.of("number")):
        return "merged"
    if line.printed(unit):
        return "heading"
    if any(slot.covered for slot in line.of(unit)):
        return "merged"
    if not line.printed("task"):
        return "orphan"
    return "heading" if unit == "number" else "empty"


def place_rows(sheet: Sheet) -> Sheet:
    """The orphan rule: which item each row is on; see ``sequence`` for the model.

    ``15．… / orphan / 17．…`` puts the orphan on item 16. Evidence: the whole number
    sequence. Rows that are the rest of the owner cell above join that row.
    """
    readings = align(list(_sequence_rows(sheet.lines)))
    lines: list[Line] = []
    for line, reading in zip(sheet.lines, readings, strict=True):
        placed = replace(line, reading=reading)
        if reading.chosen.label == "REST" and reading.item_decided and lines:
            lines[-1] = replace(lines[-1], rests=(*lines[-1].rests, placed))
        else:
            lines.append(replace(placed, row_no=len(lines) + 1))
    return sheet.after(lines)


def _sequence_rows(lines: Sequence[Line]) -> Iterator[Row]:
    merging = {line.table for line in lines if line.kind == "merged"}
    above: Line | None = None
    for line in lines:
        follows = above is not None and above.kind in ("merged", "heading")
        odd = line.kind == "empty" and line.table in merging and follows and not line.seam
        odd = odd or (line.kind == "empty" and not line.has("item"))
        rest = line.seam and above is not None and _is_open(above) and _only_owners(line)
        yield Row(line.kind, line.number, odd, rest, _may_restart(line))
        above = line


def _may_restart(line: Line) -> bool:
    """Whether numbers may begin again here: below a new table, section, or body as row key."""
    task = min((column.index for column in line.columns if column.meaning == "task"), default=0)
    keys = (slot for slot in line.of(*OWNERS) if slot.column.index < task and not slot.covered)
    return line.begins_anew or line.printed("section") or any(ink(key.cell.text) for key in keys)


def _only_owners(line: Line) -> bool:
    printed = [slot for slot in line.slots if not slot.covered and ink(slot.cell.text)]
    return all(slot.column.meaning in OWNERS for slot in printed)


def _is_open(line: Line) -> bool:
    """Whether the line's owner text ends in a separator, as if more were to come."""
    texts = [ink(slot.cell.text) for slot in line.of(*OWNERS) if not slot.covered]
    return bool(texts) and texts[-1].endswith(tuple(SEPARATORS))


def name_items(sheet: Sheet) -> Sheet:
    """Item, ordinal and title of each row, from its reading.

    A title is carried down from the row that prints it: certain where the cell is merged
    (rule ``merged_cell``), inferred where it is blank (``fill_down``). A number that only
    the sequence tells is given (``lost_number``). Where several readings explain the
    sequence equally well, what they disagree about stays empty and the row lists them:
    the number, or the title and ordinal where only the row that begins the item is open. A
    row numbered 1.2 goes on with item 1, and keeps a title that it prints itself.
    """
    lines: list[Line] = []
    repairs: list[Repair] = []
    title: Line | None = None
    ordinal: int | None = None
    merging = {line.table for line in sheet.lines if _is_merged(line)}
    for line in sheet.lines:
        reading = _reading(line)
        prints = line.heading is not None and bool(line.heading.title)
        if not reading.label_decided:
            ordinal = None
        elif reading.chosen.label == "START":
            ordinal = 1
            shares = _shares(line, merging=line.table in merging)
            title = line if prints else title if shares else None
        elif ordinal is not None:
            ordinal += 1
            title = line if prints else title
        named, records = _numbered(replace(line, subtask_no=ordinal), reading)
        named, more = _titled(named, title if ordinal is not None else line if prints else None)
        lines.append(named)
        repairs += records + more
    return sheet.after(lines, repairs=repairs)


def _shares(line: Line, *, merging: bool) -> bool:
    """Whether a row that begins an item may share the title printed above it.

    So where its number stands in a column of its own and its item cell is merged, or blank in a
    table that merges no titles; in one that does (``merging``), only at the edge of a page.
    """
    if number_cell(line) is None or not line.has("item") or line.begins_anew:
        return False
    return not merging or line.seam or _is_merged(line)


def _is_merged(line: Line) -> bool:
    return any(slot.covered for slot in line.of("item"))


def _reading(line: Line) -> Reading:
    if line.reading is None:
        raise ValueError("rows are placed before items are named")
    return line.reading


def _numbered(line: Line, reading: Reading) -> tuple[Line, list[Repair]]:
    """``line`` with its item number, if all readings agree on it."""
    number = reading.chosen.number
    if not reading.item_decided or line.subtask_no is None:
        options = " or ".join(_words(option) for option in reading.options)
        if len(reading.options) == 1:
            options += ", but the row that begins it is not decided"
        evidence = f"what explains the number sequence equally well: {options}"
        record = note(line, "item_undecided", "item_no", None, None, evidence, 0.5)
        named = replace(line, item_no=number if reading.item_decided else None)
        return named.flag(f"item_undecided: {options}"), [record]
    named = replace(line, item_no=number)
    if reading.chosen.label != "START" or number is None or line.number is not None:
        return named, []
    evidence = f"number {number} is missing in the sequence, and this row begins an item"
    record = note(line, "lost_number", "item_no", None, str(number), evidence)
    return named.graded("B"), [record]


def _words(option: Option) -> str:
    item = f"item {option.number}" if option.number else "an item without number"
    verb = {"START": "begins", "SAME": "goes on", "REST": "is the rest of the row above on"}
    return f"{verb[option.label]} {item}"


def _titled(line: Line, title: Line | None) -> tuple[Line, list[Repair]]:
    """``line`` with the title that the line ``title`` prints; lost where there is none."""
    if not line.has("item"):
        return line, []
    if title is None or title.heading is None:
        return replace(line, item_title_lost=True).flag("item_title_lost"), []
    text = title.heading.title
    named = replace(line, item_title=text)
    if title.row_no == line.row_no:
        return named, []
    if _is_merged(line):
        evidence = f"the cell of row {title.row_no} is merged over this row"
        return named, [note(line, "merged_cell", "item_title", None, text, evidence)]
    evidence = f"blank below row {title.row_no}, and no number is missing between them"
    record = note(line, "fill_down", "item_title", None, text, evidence, 0.9)
    return named.graded("B"), [record]


def report_numbers(sheet: Sheet) -> Sheet:
    """What the printed numbers have wrong is reported on the row, never renumbered.

    ``19．`` followed by ``21．`` with no row between that could be 20: ``number_missing: 20``
    on the row of 21; a number printed twice or out of order likewise.
    """
    lines: list[Line] = []
    repairs: list[Repair] = []
    before: int | None = None
    explained: set[int] = set()
    for line in sheet.lines:
        reading = _reading(line)
        if not reading.item_decided:
            explained |= {option.number for option in reading.options if option.number}
        fault = None
        if line.number is not None and before is not None and reading.chosen.label == "START":
            fault = _fault(before, line, explained)
        if fault:
            code, words = fault
            printed = str(line.number)
            repairs.append(note(line, code, "item_no", printed, printed, words))
            line = line.flag(f"{code}: {words}")
        if reading.chosen.label == "START" and reading.item_decided and line.item_no:
            before = line.item_no
        lines.append(line)
    return sheet.after(lines, repairs=repairs)


def _fault(before: int, line: Line, explained: set[int]) -> tuple[str, str] | None:
    number = line.number or 0
    if number == before + 1 or (number == 1 and _may_restart(line)):
        return None
    if number == before:
        return "number_repeated", f"{number} is printed on two items"
    if number < before:
        return "number_out_of_order", f"{number} is printed below {before}"
    missing = [n for n in range(before + 1, min(number, before + 50)) if n not in explained]
    if not missing:
        return None
    shown = f"{missing[0]}" if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
    return "number_missing", f"{shown} between {before} and {number}"


def doubt_neighbouring_orphans(sheet: Sheet) -> Sheet:
    """Two orphans in a row may be one cell that the conversion tore apart: both are flagged.

    ``36．… / 市住房城乡建设局 / 市消防救援支队 / 37．…`` keeps two rows. Evidence: no number is
    missing that would need the second one, and no separator joins them.
    """
    lines = list(sheet.lines)
    for i in range(1, len(lines)):
        reading = _reading(lines[i])
        if lines[i].kind == lines[i - 1].kind == "orphan" and reading.chosen.label == "SAME":
            lines[i - 1] = lines[i - 1].flag("may_be_one_row: with the row below")
            lines[i] = lines[i].flag("may_be_one_row: with the row above")
    return sheet.after(lines)
