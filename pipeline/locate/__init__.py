"""Which tables of a file are task tables, and what each of their columns means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.errors import SourceError
from pipeline.ink import ink
from pipeline.labels import fold, label_pattern, meaning_of, take_apart
from pipeline.labels.bodies import bodies_of_heading
from pipeline.locate.abreast import stacked
from pipeline.locate.bands import with_bands
from pipeline.locate.bars import with_bars
from pipeline.locate.captions import owner_captions, with_captions
from pipeline.locate.cards import with_cards
from pipeline.locate.catalogued import files_a_document
from pipeline.locate.content import with_contents
from pipeline.locate.dragged import aligned, with_origins
from pipeline.locate.findings import columns_read, mapping_used, told_by_cells
from pipeline.locate.forms import read_form
from pipeline.locate.frames import without_frames
from pipeline.locate.given import Given
from pipeline.locate.headers import labels_of, read_columns, rows_of_pieces
from pipeline.locate.lines import with_lines
from pipeline.locate.numbered import with_numbered_categories
from pipeline.locate.prose import read_list
from pipeline.locate.roles import with_roles
from pipeline.locate.several import Rows, parted
from pipeline.locate.shapes import shapes_of
from pipeline.locate.ticks import with_ticks
from pipeline.locate.unheaded import read_unheaded
from pipeline.numbering import leading_number
from pipeline.records import Cell, Column, Extraction, Located, Part, Place, Table, TaskTable

_HEADER_SEARCH_ROWS = 12
_HEADER_DEPTH = 3
_MOST_TURNED_ROWS = 30
_NUMBERED = re.compile(r"[（(]?(\d|[一二三四五六七八九十]+[、）)])")


def locate(
    extraction: Extraction,
    synonyms: Mapping[str, str],
    column_names: Mapping[str, str] | None = None,
) -> Located:
    """The task tables of ``extraction``, their columns named by ``synonyms``.

    ``synonyms`` maps header labels to meanings (``dictionaries/headers.csv``);
    ``column_names`` are further ones that a person gave for this document, which win, over
    what the cells say too.
    A table without a header of its own that follows a task table of the same number of
    columns is its continuation. Where no table lists tasks, the prose may (``prose``). What
    ``column_names`` did, and what cells told of columns, are notes of the extraction.

    Raises ``SourceError`` (``no_table``, ``no_task_table``) where the file holds none.
    """
    shipped = {fold(label): meaning for label, meaning in synonyms.items()}
    given = {fold(label): Given(meaning) for label, meaning in (column_names or {}).items()}
    known = shipped | given
    found, others = _find(extraction, known)
    if not found and (rebuilt := _rebuilt(extraction, known)):
        found, others = _find(rebuilt, known)
        extraction = rebuilt if found else extraction
    if not found:
        unframed = without_frames(extraction)
        listed = read_list(unframed, known)
        if listed is not None:
            left = {table.index: others[table.index] for table in unframed.tables}
            return replace(listed, others=left)
        found, others = _find(extraction, known, unowned=True)
    if not found:
        raise _none_found(extraction, others)
    found = with_numbered_categories(found, known)
    task_tables = with_captions(extraction, found, known)
    notes = (*extraction.notes, *mapping_used(found, given, shipped), *told_by_cells(found))
    read = replace(extraction, notes=notes)
    return Located(read, task_tables, others, known, columns_read(found))


def _rebuilt(extraction: Extraction, known: Mapping[str, str]) -> Extraction | None:
    """The extraction with a table set from text, where it has none."""
    for rebuild in (with_cards, with_bars, with_lines):
        if rebuilt := rebuild(extraction, known):
            return rebuilt
    return None


def _find(
    extraction: Extraction, synonyms: Mapping[str, str], *, unowned: bool = False
) -> tuple[list[TaskTable], dict[int, str]]:
    """The task tables, and of the others why they are none.

    With ``unowned`` a table that names no bodies is one if it says by when or by whom.
    """
    found: list[TaskTable] = []
    others: dict[int, str] = {}
    for printed in extraction.tables:
        if files_a_document(printed):
            others[printed.index] = "it files the document (索引号, 文号, 成文日期)"
            continue
        table = aligned(printed)
        known = with_ticks(table, synonyms)
        read = _read_table(extraction, table, known, found, unowned=unowned)
        if read:
            found += read if table is printed else [with_origins(each, printed) for each in read]
        else:
            others[table.index] = _why_not(printed)
    return found, others


def _read_table(
    extraction: Extraction,
    table: Table,
    synonyms: Mapping[str, str],
    found: Sequence[TaskTable],
    *,
    unowned: bool,
) -> list[TaskTable]:
    """The task tables in one grid: as a form, by its header, as a continuation, by its cells."""
    form = read_form(table, synonyms)
    if form is not None:
        return [form]
    task_table = (
        _read_header(table, synonyms)
        or _read_turned(table, synonyms)
        or _continuation(table, found)
    )
    if task_table is None:
        unheaded = read_unheaded(table, synonyms)
        if unheaded is not None:
            return [unheaded]
        banded = _banded(table, synonyms)
        if banded is not None:
            return [banded]
    by_sheet = bool(bodies_of_heading(table.sheet))
    if task_table is None and (
        unowned
        or by_sheet
        or _is_noted(table, synonyms)
        or owner_captions(extraction, table.index, synonyms)
    ):
        task_table = _read_header(table, synonyms, owners=False)
    if task_table is None or ((unowned or by_sheet) and not _is_planned(task_table)):
        return []
    return _settled(task_table, synonyms)


def _banded(table: Table, synonyms: Mapping[str, str]) -> TaskTable | None:
    """The table, if it names its bodies in rows of their own."""
    headed = _read_header(table, synonyms, owners=False)
    pieces = _settled(headed, synonyms) if headed else []
    return with_bands(pieces[0]) if len(pieces) == 1 else None


def _is_planned(task_table: TaskTable) -> bool:
    """Whether a table without bodies says what is to be done, and by when or by whom.

    Under the name of a body on its sheet it is enough that it says what.
    """
    meanings = [column.meaning for column in task_table.columns]
    if bodies_of_heading(task_table.table.sheet):
        shapes = shapes_of(task_table.table, task_table.header_rows)
        named = {"owner", "lead", "deadline", "person"}.intersection(meanings)
        return bool(named) or any(
            meaning == "task" and shape.kind == "act"
            for meaning, shape in zip(meanings, shapes, strict=True)
        )
    return bool({"deadline", "person"}.intersection(meanings))


def _settled(found: TaskTable, synonyms: Mapping[str, str]) -> list[TaskTable]:
    """A task table, cut where another begins, with what the cells say of the columns.

    None where a header of weak words (项目, 使用单位) stands over cells that ask for nothing;
    where only a further table does so, its cells are ``aside``.
    """
    kept: list[TaskTable] = []
    for piece in _parted(found, synonyms):
        read = with_contents(piece, synonyms)
        if read is not None:
            kept.append(with_roles(read, synonyms))
        elif kept:
            aside = (*kept[-1].aside, *piece.aside, *piece.table.cells)
            kept[-1] = replace(kept[-1], aside=aside)
        else:
            return []
    return kept


def _parted(found: TaskTable, synonyms: Mapping[str, str]) -> tuple[TaskTable, ...]:
    """A task table, cut where another table begins in the same grid."""
    if found.transposed or found.origins:
        return (found,)
    table = found.table

    def read_header(row: int, rows: Rows) -> tuple[tuple[Column, ...], int] | None:
        below = range(row, row + 2 * _HEADER_DEPTH)
        near = [cell for each in below for cell in rows.get(each, ())]
        depth = _depth(table, [cell for cell in near if cell.row == row])
        columns = _reads(near, table.columns, row, depth, synonyms)
        return (columns, depth) if columns else None

    return parted(found, synonyms, read_header)


def _is_noted(table: Table, synonyms: Mapping[str, str]) -> bool:
    """Whether cells of the table name their bodies in a note (责任单位：…, …牵头，…负责, names).

    One labelled note is enough; of notes without label it takes one in every other row.
    """
    pattern = label_pattern(synonyms)
    noted = [
        paragraph.labelled
        for cell in table.cells
        for paragraph in [take_apart(Part(cell.text, Place("")), pattern, synonyms, names="shaped")]
        if paragraph.names_owners
    ]
    return any(noted) or 2 * len(noted) >= table.rows - 1 > 0


def _read_header(
    table: Table, synonyms: Mapping[str, str], *, owners: bool = True
) -> TaskTable | None:
    """The topmost rows that read as a header, as deep as their merged cells ask for.

    Without ``owners`` a header that names tasks alone will do.
    """
    bottom = _HEADER_SEARCH_ROWS + 2 * _HEADER_DEPTH
    top = [cell for cell in table.cells if cell.row < bottom]
    for first in range(min(table.rows, _HEADER_SEARCH_ROWS)):
        starting = [cell for cell in top if cell.row == first]
        depth = max(_depth(table, starting), rows_of_pieces(top, first, synonyms))
        if not _reads(top, table.columns, first, depth, synonyms, owners=owners):
            continue
        while depth < _HEADER_DEPTH and _all_labels(top, first + depth, synonyms):
            depth += 1
        columns = _reads(top, table.columns, first, depth, synonyms, owners=owners)
        if columns is None:
            return None
        read = TaskTable(table, first + depth, columns)
        labels = labels_of(top, table.columns, first, first + depth - 1, synonyms)
        return stacked(read, labels, synonyms) or read
    return None


def _read_turned(table: Table, synonyms: Mapping[str, str]) -> TaskTable | None:
    """A table with its labels in the first column, read with rows and columns exchanged."""
    if table.rows > _MOST_TURNED_ROWS:
        return None
    cells = [
        replace(
            cell,
            row=cell.column,
            column=cell.row,
            row_span=cell.column_span,
            column_span=cell.row_span,
        )
        for cell in table.cells
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    turned = Table(table.index, table.columns, table.rows, tuple(cells))
    columns = _reads([cell for cell in cells if cell.row == 0], turned.columns, 0, 1, synonyms)
    return TaskTable(turned, 1, columns, transposed=True) if columns else None


def _reads(
    top: Sequence[Cell],
    columns: int,
    first: int,
    depth: int,
    synonyms: Mapping[str, str],
    *,
    owners: bool = True,
) -> tuple[Column, ...] | None:
    labels = labels_of(top, columns, first, first + depth - 1, synonyms)
    return read_columns(labels, synonyms, owners=owners)


def _all_labels(top: Sequence[Cell], row: int, synonyms: Mapping[str, str]) -> bool:
    """Whether a row below the header only names its columns again, more closely.

    What a number opens is a section, though it may end like a label: 一、基础设施项目.
    """
    printed = [cell.text for cell in top if cell.row == row and ink(cell.text)]
    return bool(printed) and all(
        meaning_of(text, synonyms) and not leading_number(text) for text in printed
    )


def _depth(table: Table, starting: Sequence[Cell]) -> int:
    """How many rows a header has whose first row begins with these cells.

    Rows that the file itself marks as header count; else a cell that is merged over two
    rows makes a header of two, since the cells beside it are named again below.
    """
    first = starting[0].row if starting else 0
    marked = table.header_rows - first
    if 0 < marked <= _HEADER_DEPTH:
        return marked
    if len(starting) < 2:
        return 1
    tallest = max(cell.row_span for cell in starting)
    return tallest if tallest <= _HEADER_DEPTH else 1


def _continuation(table: Table, found: Sequence[TaskTable]) -> TaskTable | None:
    """The table read with the columns of the one before, if its first row goes on with that.

    It must follow directly, have as many columns, and begin with a printed number or a
    blank first cell; a table of contacts or a budget begins with headers of its own.
    """
    if not found or found[-1].table.index != table.index - 1:
        return None
    if found[-1].table.columns != table.columns or not table.cells:
        return None
    first = table.cells[0]
    if first.column == 0 and ink(first.text) and not _NUMBERED.match(ink(first.text)):
        return None
    return TaskTable(table, 0, found[-1].columns)


def _why_not(table: Table) -> str:
    first_row = [cell.text.replace("\n", "") for cell in table.cells if cell.row == 0]
    shown = " | ".join(text for text in first_row if ink(text))[:80]
    return f"no header names both tasks and responsible bodies; it begins: {shown or '(empty)'}"


def _none_found(extraction: Extraction, others: Mapping[int, str]) -> SourceError:
    if not extraction.tables:
        return SourceError(
            "no_table",
            extraction.file,
            "the file holds no table.",
            "Give the file with the task table itself, not the notice alone.",
        )
    seen = "; ".join(f"table {index + 1}: {reason}" for index, reason in others.items())
    return SourceError(
        "no_task_table",
        extraction.file,
        f"none of its {len(extraction.tables)} tables is a task table ({seen}).",
        "If one is, name its columns under [columns] in document.toml.",
    )
