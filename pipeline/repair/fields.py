"""Rules about the fields of a row: task text, owners, deadline, persons, section."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.ink import ink
from pipeline.labels.bodies import are_names
from pipeline.records import Cell, Column, Destination, Meaning, Part, Repair, Role
from pipeline.repair.items import number_cell
from pipeline.repair.sheet import OWNERS, Line, Sheet, goes_to, label_of, note
from pipeline.thaw import replace

# Marks between persons, not those inside a bracket: 各县（市、区）长 is one.
_PARTED = re.compile(r"[、，,；;\n]+(?![^（()）]{0,40}[）)])")
_BLANKS = re.compile(r"\s+")
_COLONS = "：:﹕；;"
_FRAMED = re.compile(r"[（(〔\[【［]([^（(〔\[【［）)〕\]】］]+)[）)〕\]】］]")
_ROLES: dict[Meaning | None, Role] = {"lead": "lead", "support": "support"}
_FIELDS: dict[Meaning, str] = {
    "number": "item_no",
    "item": "item_title",
    "task": "text",
    "owner": "owner_text",
    "lead": "owner_text",
    "support": "owner_text",
    "deadline": "deadline_text",
    "person": "persons",
    "section": "section",
}


def read_texts(sheet: Sheet) -> Sheet:
    """The task text of each row; a text merged from above is repeated and says so.

    An orphan's text is lost: null, flagged. A number printed at the head of the task (where
    no column of items stands beside it) belongs to the number, not to the text.
    """
    return _each(sheet, _read_text)


def _read_text(line: Line) -> tuple[Line, list[Repair]]:
    slots = line.of("task")
    text = "\n".join(slot.cell.text for slot in slots if ink(slot.cell.text)) or None
    if text is not None and not line.has("item") and line.heading and number_cell(line) is None:
        text = text[len(line.heading.number) :] or None
    if text is None:
        lost = bool(slots) and (line.kind in ("orphan", "merged") or not line.has("item"))
        return (replace(line, text_lost=True).flag("text_lost") if lost else line), []
    named = replace(line, text=text)
    if all(slot.covered for slot in slots):
        evidence = "the task cell of the row above is merged over this row"
        return named, [note(line, "merged_cell", "text", None, text, evidence)]
    return named, []


def read_owners(sheet: Sheet) -> Sheet:
    """The owner text: the cell without white space; several columns as ``label：cell；…``.

    ``市公安局 | 市民政局`` under ``牵头 | 配合`` gives ``牵头：市公安局；配合：市民政局``
    (rule ``owner_columns``); a lone note of 责任单位 needs no label. A cell merged over several
    rows belongs to each of them. The rest of a cell that a page edge cut off is put back behind
    it (rule ``owner_rest``).
    """
    return _each(sheet, _read_owner)


def _read_owner(line: Line) -> tuple[Line, list[Repair]]:
    slots = [slot for each in (line, *line.rests) for slot in each.of(*OWNERS)]
    columns = sorted({slot.column for slot in slots if ink(slot.cell.text)}, key=_index)
    table = [each for each in line.columns if each.meaning in OWNERS]
    table = [each for each in table if not each.noted and not each.ticked]
    labelled = max(len(table), len(columns)) > 1 or any(
        column.noted and column.meaning != "owner" for column in columns
    )
    text, breaks, printed = "", [], ""
    for column in columns:
        cells = [slot for slot in slots if slot.column == column and ink(slot.cell.text)]
        if labelled:
            label = _bare_label(column)
            text += ("；" if text else "") + (f"{label}：" if label else "")
        for i, slot in enumerate(cells):
            text += "；" if column.noted and i else ""
            for paragraph in slot.cell.text.split("\n"):
                for name in _names(paragraph):
                    text += ink(name)
                    breaks.append(len(text))
        printed += "".join(ink(slot.cell.text) for slot in cells if not slot.covered)
    if not text:
        return line.flag("owner_missing"), []
    if _is_blank(line, "number") and _is_blank(line, "lead"):
        line = line.flag("lead_missing")  # merged with the row above, where merges are lost
    role = columns[0].meaning if not labelled else None
    named = replace(
        line, owner_text=text, owner_breaks=tuple(breaks[:-1]), owner_role=_ROLES.get(role)
    )
    records = []
    if any(each.ticked for each in line.columns):
        evidence = "the heads of the columns that this row ticks"
        records.append(note(line, "owner_ticks", "owner_text", printed or None, text, evidence))
    elif labelled or (columns[0].noted and text != printed):
        evidence = "the labels of the columns or notes of bodies, each before its cell"
        records.append(note(line, "owner_columns", "owner_text", printed or None, text, evidence))
    elif line.rests:
        evidence = "first row of a page, below an owner cell that ends in a separator"
        records.append(note(line, "owner_rest", "owner_text", printed, text, evidence, 0.9))
        named = named.graded("B")
    elif not printed:
        evidence = "the owner cell of a row above is merged over this row"
        records.append(note(line, "merged_cell", "owner_text", None, text, evidence))
    return named, records


def _names(paragraph: str) -> list[str]:
    """A paragraph, cut at blanks that part two names: 市水务局 垦利区政府, not 财 政 局."""
    names = [""]
    for piece in _BLANKS.split(paragraph):
        before, after = _PARTED.split(names[-1])[-1], _PARTED.split(piece)[0]
        if before and are_names(before) and are_names(after):
            names.append(piece)
        else:
            names[-1] += piece
    return names


def follow_sheet_names(sheet: Sheet) -> Sheet:
    """Where no bodies are named, the sheet of a workbook that has the name of some gives them.

    A row of the sheet “市教育局” is a task of 市教育局 (rule ``sheet_name``). Evidence: the layout
    alone, so that each such row is flagged.
    """
    return _each(sheet, lambda line: _follow_sheet_name(line, sheet.sheets.get(line.table, "")))


def _follow_sheet_name(line: Line, bodies: str) -> tuple[Line, list[Repair]]:
    if not bodies or line.owner_text is not None or line.has(*OWNERS):
        return line, []
    reasons = tuple(reason for reason in line.reasons if reason != "owner_missing")
    named = replace(line, owner_text=bodies, reasons=reasons)
    evidence = f"no column names bodies, and the sheet is named {bodies}"
    record = note(line, "sheet_name", "owner_text", None, bodies, evidence, 0.7)
    return named.flag(f"owner_doubtful: {evidence}"), [record]


def _bare_label(column: Column) -> str:
    """The label without marks of its own: 牵头单位 of ``牵头单位：`` and ``【牵头单位】``."""
    label = ink(column.label).rstrip(_COLONS)
    framed = _FRAMED.fullmatch(label)
    return framed[1] if framed else label


def _is_blank(line: Line, meaning: Meaning) -> bool:
    """Whether there are cells under columns of a meaning, and nothing in them."""
    slots = line.of(meaning)
    return bool(slots) and not any(ink(slot.cell.text) for slot in slots)


def _index(column: Column) -> int:
    return column.index


def read_terms(sheet: Sheet) -> Sheet:
    """Deadline and persons as printed; one merged from above is repeated and says so.

    Several persons in a cell are a list (``张三、李四``, rule ``persons_listed``).
    """
    return _each(sheet, _read_terms)


def _read_terms(line: Line) -> tuple[Line, list[Repair]]:
    deadline, deadline_printed = _term(line, "deadline")
    cell, printed = _term(line, "person")
    records: list[Repair] = []
    merged = "the cell of a row above is merged over this row"
    if deadline != deadline_printed:
        records.append(
            note(line, "merged_cell", "deadline_text", deadline_printed, deadline, merged)
        )
    names = tuple(ink(name) for name in _PARTED.split(cell or "") if ink(name))
    names = names or ((cell,) if cell else ())
    listed = "\n".join(names) or None
    if listed != printed:
        rule, evidence = (
            ("merged_cell", merged) if printed is None else ("persons_listed", "a list")
        )
        records.append(note(line, rule, "persons", printed, listed, evidence))
    if deadline is None and not names:
        return line, []
    return replace(line, deadline_text=deadline, persons=names), records


def _term(line: Line, meaning: Meaning) -> tuple[str | None, str | None]:
    """The text under columns of a meaning, and as much of it as this row prints itself."""
    slots = [slot for slot in line.of(meaning) if ink(slot.cell.text)]
    own = [slot for slot in slots if not slot.covered]
    text = "\n".join(slot.cell.text for slot in slots) or None
    return text, "\n".join(slot.cell.text for slot in own) or None


def read_sections(sheet: Sheet) -> Sheet:
    """The section of each row: the headings above it, then the section columns.

    A section stands on every row under it (rule ``section_row``); a blank cell of a section
    column takes the value above it (``fill_down``), unless one to its left is a new one. A blank
    cell over several rows has lost its text: the section of its rows is not known.
    """
    lines: list[Line] = []
    repairs: list[Repair] = []
    above: dict[int, str] = {}
    for line in sheet.lines:
        above = {} if line.begins_anew else above
        printed = [label_of(banner) for _, banner in line.banners]
        filled = False
        columns: dict[int, str] = {}
        for slot in line.of("section"):
            text = label_of(slot.cell)
            if not ink(text) and slot.cell.row_span > 1 and slot.column.index in above:
                line = line.flag("columns_doubtful: the cell of the section has no text")
                above = above | {slot.column.index: ""}
            elif not ink(text) and not slot.covered and slot.column.index in above:
                text, filled = above[slot.column.index], True
            elif ink(text) and not slot.covered:
                printed.append(text)
                above = {index: kept for index, kept in above.items() if index < slot.column.index}
            if ink(text):
                columns[slot.column.index] = text
        above = above | columns
        section = (*line.section, *columns.values())
        if section != tuple(printed):
            before, after = "\n".join(printed) or None, "\n".join(section)
            rule = "fill_down" if filled else "section_row"
            evidence = "the section heading above holds for this row"
            repairs.append(note(line, rule, "section", before, after, evidence))
        lines.append(replace(line, section=section))
    return sheet.after(lines, repairs=repairs)


def report_seams(sheet: Sheet) -> Sheet:
    """A row that a page edge cut and the reader rejoined says so (rule ``row_joined``)."""
    return _each(sheet, _report_seam)


def _report_seam(line: Line) -> tuple[Line, list[Repair]]:
    pages = sorted({p.place.page for cell in line.own() for p in cell.parts if p.place.page})
    if len(pages) < 2:
        return line, []
    evidence = f"cells of this row go on from page {pages[0]} to page {pages[-1]}"
    return line.graded("B"), [note(line, "row_joined", "row", None, None, evidence, 0.95)]


def send_cells(sheet: Sheet) -> Sheet:
    """The destination of every cell of a task row; columns without a field are outside text."""
    destinations: list[Destination] = []
    outside: list[Part] = []
    for line in sheet.lines:
        destinations += [
            goes_to(table, banner, "section", line.row_no)
            for table, banner in line.banners
            if isinstance(banner, Cell)
        ]
        number = number_cell(line)
        for slot in (slot for each in (line, *line.rests) for slot in each.slots):
            if slot.covered or slot.cell.column >= line.width:
                continue
            field = _FIELDS.get(slot.column.meaning)
            if field is None or (field == "item_no" and slot.cell is not number):
                outside += [part for part in slot.cell.parts if ink(part.text)]
                destinations.append(goes_to(line.table, slot.cell, "note"))
            else:
                destinations.append(goes_to(line.table, slot.cell, field, line.row_no))
    return sheet.after(sheet.lines, outside=outside, destinations=destinations)


def _each(sheet: Sheet, read: Callable[[Line], tuple[Line, list[Repair]]]) -> Sheet:
    done = [read(line) for line in sheet.lines]
    return sheet.after(
        (line for line, _ in done),
        repairs=(record for _, records in done for record in records),
    )
