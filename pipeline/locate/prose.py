"""Task lists without any table: numbered prose with a note of the bodies on each task.

    一、优化营商环境
    1．推行告知承诺制，……。（责任单位：市市场监管局、市政务服务数据管理局）
    2．压缩审批时限，……。
    责任单位：市住房城乡建设局　完成时限：2022年12月底前

Such a list is read into a table of its own, so that all later stages see one kind of
input: headings become rows over the whole width, each task a row, the notes its columns.
Where the tasks carry no number, the heading right above them is their item. What is
neither heading, task nor note stays outside text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import NOTED, Paragraph, label_pattern, take_apart
from pipeline.numbering import Style, leading_number
from pipeline.records import (
    Cell,
    Column,
    Extraction,
    Located,
    Meaning,
    Part,
    Removal,
    Table,
    TaskTable,
)

_LONGEST_HEADING = 50


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row to be: a heading, or a task with its text and note paragraphs."""

    text: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...] = ()
    is_task: bool = True


def read_list(extraction: Extraction, synonyms: Mapping[str, str]) -> Located | None:
    """The tasks of a file's prose, or ``None`` where no note on it names bodies.

    ``synonyms`` are folded labels with their meanings. The returned extraction holds the
    list as one more table; its cells have the places of their paragraphs. The labels and
    brackets of the notes are removals by rule ``note_label``.
    """
    pattern = label_pattern(synonyms)
    paragraphs = [take_apart(part, pattern, synonyms) for part in extraction.outside]
    entries, left = _entries(paragraphs)
    if not entries:
        return None
    columns, table = _table(entries, len(extraction.tables))
    frames = tuple(
        Removal("note_label", paragraph.frame, paragraph.part.place)
        for entry in entries
        for paragraph in entry.notes
        if ink(paragraph.frame)
    )
    read = replace(
        extraction,
        tables=(*extraction.tables, table),
        outside=tuple(paragraph.part for paragraph in left),
        removed=extraction.removed + frames,
    )
    return Located(read, (TaskTable(table, 0, columns),), {}, synonyms)


def style_of(paragraph: Paragraph) -> Style | None:
    """The style of the number at the head of a paragraph."""
    number = leading_number(paragraph.text)
    return number.style if number else None


def _entries(paragraphs: Sequence[Paragraph]) -> tuple[list[_Entry], list[Paragraph]]:
    """The rows to be, and the paragraphs that are outside text."""
    entries: list[_Entry] = []
    left: list[Paragraph] = []
    pending: list[Paragraph] = []
    for paragraph in paragraphs:
        if not paragraph.notes:
            if ink(paragraph.text):
                pending.append(paragraph)
            continue
        if not ink(paragraph.text) and not pending and entries:
            last = entries.pop()
            entries.append(replace(last, notes=(*last.notes, paragraph)))
            continue
        body = _body(pending) if not ink(paragraph.text) else _lead_in(paragraph, pending)
        above = pending[: len(pending) - len(body)]
        entries += [_Entry((each,), is_task=False) for each in above if style_of(each)]
        left += [each for each in above if not style_of(each)]
        text = (*body, paragraph) if ink(paragraph.text) else tuple(body)
        entries.append(_Entry(text, (paragraph,)))
        pending = []
    if not any(note.names_owners for entry in entries for note in entry.notes):
        return [], list(paragraphs)
    return _sort_out(entries, left + pending)


def _sort_out(
    entries: Sequence[_Entry], left: list[Paragraph]
) -> tuple[list[_Entry], list[Paragraph]]:
    """Numbered paragraphs without note: a task if numbered like the tasks, else a heading.

    One that is too long for a heading is outside text.
    """
    styles = Counter(style_of(entry.text[0]) for entry in entries if entry.is_task and entry.text)
    style = styles.most_common(1)[0][0] if styles else None
    sorted_out: list[_Entry] = []
    for entry in entries:
        if not entry.is_task and style is not None and style_of(entry.text[0]) == style:
            sorted_out.append(replace(entry, is_task=True))
        elif not entry.is_task and len(ink(entry.text[0].text)) > _LONGEST_HEADING:
            left = [*left, entry.text[0]]
        else:
            sorted_out.append(entry)
    return sorted_out, left


def _body(pending: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs that a note on a line of its own closes: from the last number on."""
    numbered = [i for i, paragraph in enumerate(pending) if leading_number(paragraph.text)]
    return pending[numbered[-1] if numbered else max(len(pending) - 1, 0) :]


def _lead_in(paragraph: Paragraph, pending: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Unnumbered paragraphs between the last heading and an unnumbered noted one."""
    if leading_number(paragraph.text):
        return ()
    numbered = [i for i, each in enumerate(pending) if leading_number(each.text)]
    if not numbered:
        return ()
    return pending[numbered[-1] + 1 :]


def _table(entries: Sequence[_Entry], index: int) -> tuple[tuple[Column, ...], Table]:
    """The entries as a table: item (where tasks are not numbered), task, a column a meaning."""
    tasks = [entry for entry in entries if entry.is_task]
    numbered = sum(1 for entry in tasks if entry.text and leading_number(entry.text[0].text))
    meanings: list[Meaning] = [] if 2 * numbered >= len(tasks) else ["item"]
    labels: dict[Meaning, str] = {"item": "", "task": ""}
    for note in (note for entry in tasks for each in entry.notes for note in each.notes):
        labels.setdefault(note.meaning, note.label)
    meanings += ["task", *(meaning for meaning in labels if meaning in NOTED)]
    columns = tuple(
        Column(i, meaning, labels[meaning], noted=True) for i, meaning in enumerate(meanings)
    )
    cells: list[Cell] = []
    row = 0
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        if not entry.is_task:
            is_item = meanings[0] == "item" and following is not None and following.is_task
            cells.append(_cell(row, 0, entry.text, 1 if is_item else len(columns)))
            row += 0 if is_item else 1
            continue
        cells.append(_cell(row, meanings.index("task"), entry.text, 1))
        cells += _note_cells(row, entry, meanings)
        row += 1
    return columns, Table(index, row, len(columns), tuple(_spread(cells, row)))


def _cell(row: int, column: int, paragraphs: Sequence[Paragraph], span: int) -> Cell:
    parts = tuple(replace(each.part, text=each.text) for each in paragraphs)
    return Cell(row, column, 1, span, "\n".join(part.text for part in parts), parts)


def _note_cells(row: int, entry: _Entry, meanings: Sequence[Meaning]) -> list[Cell]:
    cells: dict[Meaning, list[Part]] = {}
    for paragraph in entry.notes:
        for note in paragraph.notes:
            cells.setdefault(note.meaning, []).append(replace(paragraph.part, text=note.text))
    return [
        Cell(row, meanings.index(each), 1, 1, "\n".join(p.text for p in parts), tuple(parts))
        for each, parts in cells.items()
    ]


def _spread(cells: Sequence[Cell], rows: int) -> list[Cell]:
    """Item cells reach down to the next heading; the order is by row, then column."""
    starts = sorted({cell.row for cell in cells if cell.column == 0} | {rows})
    ends = dict(pairwise(starts))
    spread = [
        replace(cell, row_span=ends[cell.row] - cell.row)
        if cell.column == 0 and cell.column_span == 1
        else cell
        for cell in cells
    ]
    return sorted(spread, key=lambda cell: (cell.row, cell.column))
