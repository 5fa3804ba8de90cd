"""A column of role words beside one of bodies, in sub-rows of one task.

    1 | 完善设施 | 牵头 | 县商务局 | 12月        1 | 完善设施 | 县商务局 | 县住建局 | 12月
    ^ | ^        | 配合 | 县住建局 | ^      as   columns 牵头 and 配合

Evidence: every cell of the column is a label of bodies (牵头, 配合单位) and nothing else, each
has one cell of bodies beside it, and all other cells are merged over the sub-rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import OWNERS, meaning_of
from pipeline.locate.given import Given
from pipeline.records import Cell, Column, Meaning, Table, TaskTable


def with_roles(found: TaskTable, synonyms: Mapping[str, str]) -> TaskTable:
    """``found`` with a column for each role, or as it is where it has no column of role words.

    ``origins`` of the result say where each cell is printed; the role words are ``aside``.
    """
    if found.origins or found.transposed:
        return found
    body = [cell for cell in found.table.cells if cell.row >= found.header_rows]
    for column in found.columns:
        words = [cell for cell in body if cell.column == column.index and ink(cell.text)]
        beside = any(
            each.index == column.index + 1 and each.meaning in OWNERS for each in found.columns
        )
        given = isinstance(meaning_of(column.label, synonyms), Given)
        if given or not beside or column.ticked or column.meaning not in OWNERS:
            continue
        if len(words) > 1 and _are_roles(words, synonyms):
            return _parted(found, body, words, synonyms) or found
    return found


def _are_roles(words: Sequence[Cell], synonyms: Mapping[str, str]) -> bool:
    return all(meaning_of(cell.text, synonyms) in OWNERS for cell in words)


def _parted(
    found: TaskTable, body: Sequence[Cell], words: Sequence[Cell], synonyms: Mapping[str, str]
) -> TaskTable | None:
    """The table with one row a task and one column a role; ``None`` where a role has two cells."""
    at, width = words[0].column, found.table.columns
    roles = list(dict.fromkeys(ink(cell.text) for cell in words))
    places = [at, at + 1, *range(width, width + len(roles))][: len(roles)]
    role_of = {
        row: places[roles.index(ink(cell.text))]
        for cell in words
        for row in range(cell.row, cell.row + cell.row_span)
    }
    others = [cell for cell in body if cell.column not in (at, at + 1)]
    starts = sorted({cell.row for cell in others})
    group = {
        row: found.header_rows + i
        for i, (start, stop) in enumerate(pairwise([*starts, found.table.rows]))
        for row in range(start, stop)
    }
    head = [cell for cell in found.table.cells if cell.row < found.header_rows]
    moved: dict[tuple[int, int], Cell] = {(cell.row, cell.column): cell for cell in head}
    for cell in body:
        if cell.column == at:
            continue
        bodies = cell.column == at + 1 and cell.row in role_of
        column = role_of[cell.row] if bodies else cell.column
        if cell.row not in group or (group[cell.row], column) in moved:
            return None
        moved[group[cell.row], column] = cell
    columns = [column for column in found.columns if column.index not in (at, at + 1)]
    columns += [_column(i, role, synonyms) for i, role in zip(places, roles, strict=True)]
    kept = {column.index for column in columns}
    columns += [Column(i, "note", "") for i in (at, at + 1) if i not in kept]
    far = max(kept) + 1
    aside = {(cell.row, far): cell for cell in body if cell.column == at}
    cells = [_placed(cell, *place, group) for place, cell in sorted(moved.items())]
    table = Table(found.table.index, len(starts) + found.header_rows, far, tuple(cells))
    return replace(
        found,
        table=table,
        columns=tuple(sorted(columns, key=lambda column: column.index)),
        origins={place: (cell.row, cell.column) for place, cell in (moved | aside).items()},
        aside=(*found.aside, *(_placed(cell, *place, {}) for place, cell in aside.items())),
    )


def _column(index: int, role: str, synonyms: Mapping[str, str]) -> Column:
    known = meaning_of(role, synonyms)
    meaning: Meaning = "lead" if known == "lead" else "support" if known == "support" else "owner"
    return Column(index, meaning, role, evidence="its cells stand beside this word")


def _placed(cell: Cell, row: int, column: int, group: Mapping[int, int]) -> Cell:
    """The cell at its new place, over as many tasks as it is merged over."""
    last = group.get(cell.row + cell.row_span - 1, row)
    span = last - row + 1 if cell.row in group else cell.row_span
    return replace(cell, row=row, column=column, row_span=max(span, 1))
