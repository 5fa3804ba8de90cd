"""From the located task tables to tasks, with a record of everything that was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.numbering import leading_number
from pipeline.records import Destination, Located, Repaired, Task
from pipeline.repair import columns, cuts, fields, idle_rows, items, notes, rows, ticks
from pipeline.repair.doubts import carry_doubts
from pipeline.repair.heading_notes import lift_heading_notes
from pipeline.repair.measures import read_measures
from pipeline.repair.sheet import Line, Sheet, open_sheet

RULES: tuple[Callable[[Sheet], Sheet], ...] = (
    idle_rows.drop_repeated_headers,
    idle_rows.drop_column_numbers,
    idle_rows.drop_blank_rows,
    cuts.join_cut_rows,
    idle_rows.drop_totals,
    idle_rows.set_remarks_aside,
    ticks.read_ticks,
    rows.follow_dittos,
    rows.follow_owner_keys,
    notes.part_owner_cells,
    notes.lift_owner_rows,
    lift_heading_notes,
    notes.lift_notes,
    rows.lift_sections,
    items.read_headings,
    items.place_rows,
    items.name_items,
    items.report_numbers,
    items.doubt_neighbouring_orphans,
    fields.read_texts,
    fields.read_owners,
    fields.follow_sheet_names,
    fields.read_terms,
    read_measures,
    fields.read_sections,
    fields.report_seams,
    columns.doubt_columns,
    fields.send_cells,
)


def repair(located: Located) -> Repaired:
    """The tasks of one file, with its repairs and the destination of every cell.

    Pure and total: whatever the tables hold, every printed row becomes a task, part of
    one, or a removal with its record. Use ``ledger.balance`` to prove that nothing is lost.
    """
    sheet = open_sheet(located)
    for rule in RULES:
        sheet = rule(sheet)
    positions = [(line.item_no, line.subtask_no) for line in sheet.lines if line.item_no]
    restarts = len(set(positions)) < len(positions)
    repaired = Repaired(
        located=located,
        tasks=tuple(_task(line, restarts=restarts) for line in sheet.lines),
        repairs=sheet.repairs,
        headers=sheet.headers,
        outside=sheet.outside,
        removed=sheet.removed,
        destinations=_as_printed(located, sheet.destinations),
    )
    return carry_doubts(repaired)


def _as_printed(located: Located, destinations: tuple[Destination, ...]) -> tuple[Destination, ...]:
    """Destinations by the printed grid: those of a turned or stacked table are put back."""
    turned = {each.table.index for each in located.task_tables if each.transposed}
    origins = {each.table.index: each.origins for each in located.task_tables if each.origins}
    if not turned and not origins:
        return destinations

    def printed(each: Destination) -> Destination:
        row, column = origins.get(each.table, {}).get(
            (each.row, each.column), (each.row, each.column)
        )
        if each.table in turned:
            row, column = column, row
        return replace(each, row=row, column=column)

    return tuple(map(printed, destinations))


def _task(line: Line, *, restarts: bool) -> Task:
    return Task(
        row_no=line.row_no,
        task_no=_task_no(line, restarts=restarts),
        item_no=line.item_no,
        subtask_no=line.subtask_no,
        item_title=line.item_title,
        text=line.text,
        owner_text=line.owner_text,
        owner_breaks=line.owner_breaks,
        owner_role=line.owner_role,
        section=line.section,
        deadline_text=line.deadline_text,
        persons=line.persons,
        item_title_lost=line.item_title_lost,
        text_lost=line.text_lost,
        review_reasons=line.reasons,
        grade=line.grade,
        heading=line.heading,
        places=line.places(),
        measures=line.measures,
    )


def _task_no(line: Line, *, restarts: bool) -> str | None:
    """The printed position: item and ordinal (``16.1``), where numbers restart with the section.

    ``二、（一）16.1`` is sub-task 1 of item 16 in section （一）… of 二、….
    """
    if line.item_no is None or line.subtask_no is None:
        return None
    position = f"{line.item_no}.{line.subtask_no}"
    if not restarts:
        return position
    numbers = [leading_number(section) for section in line.section]
    levels = [
        number.printed.strip() if number else f"{section} "
        for number, section in zip(numbers, line.section, strict=True)
    ]
    return "".join(levels) + position
