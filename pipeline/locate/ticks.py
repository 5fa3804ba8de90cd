"""Tables whose columns are headed by bodies, with a mark where a body has a duty.

    序号 | 任务       | 市教育局 | 市公安局 | 各县区
    1    | 整治校园周边。 | ★        | ▲        | ▲
    2    | 检查网吧。     |          | ★        |

Evidence: two or more columns, headed in one row, under which stands nothing but marks or words for
a role (牵头, 配合), and whose heads name bodies or stand below one label of bodies (责任单位). What
a mark means is read where the tasks are (``repair.ticks``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.ink import ink
from pipeline.labels import OWNERS, fold, meaning_of
from pipeline.labels.ticks import is_tick, is_untick, without_remark
from pipeline.locate.shapes import kind_of
from pipeline.numbering import whole_number
from pipeline.records import Cell, Table

_SEARCH_ROWS = 12
_LONGEST_LABEL = 30
_TOTAL = re.compile(r".{0,6}[合总小共]计|合计数?")


class Ticked(str):
    """A meaning of bodies that head their column, and are ticked in its cells."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Ticks:
    """A column of marks, or of blanks, below a label."""

    index: int
    label: Cell
    ticked: bool

    @property
    def below(self) -> int:
        return self.label.row + self.label.row_span


def with_ticks(table: Table, synonyms: Mapping[str, str]) -> Mapping[str, str]:
    """``synonyms`` with the labels of the table's columns of ticks, as ``Ticked`` ones."""
    if sum(is_tick(cell.text.strip()) for cell in table.cells if len(cell.text) < 9) < 2:
        return synonyms
    found = [label for run in _runs(table) for label in _bodies(run, table, synonyms)]
    return {**synonyms, **dict.fromkeys(map(fold, found), Ticked("owner"))} if found else synonyms


def _runs(table: Table) -> Iterator[list[_Ticks]]:
    """Columns of ticks side by side, with labels that end in one row."""
    columns: dict[int, list[Cell]] = {}
    sums: set[int] = set()
    for cell in table.cells:
        if not ink(cell.text):
            continue
        if cell.column_span == 1:
            columns.setdefault(cell.column, []).append(cell)
        if _TOTAL.fullmatch(ink(cell.text)):
            sums.add(cell.row)
    run: list[_Ticks] = []
    for index in range(table.columns):
        read = _ticks(index, [cell for cell in columns.get(index, ()) if cell.row not in sums])
        if run and (read is None or read.below != run[-1].below):
            yield run
            run = []
        run += [read] if read else []
    if run:
        yield run


def _ticks(index: int, printed: Sequence[Cell]) -> _Ticks | None:
    """The column, if ticks or blanks stand below its label.

    The label may be printed again on further pages; a text among ticks is for a person, and a
    number below the label counts the columns.
    """
    texts = [c for c in printed if not _is_mark(c.text) and not whole_number(c.text)]
    first = next((cell.row for cell in printed if is_tick(without_remark(ink(cell.text)))), None)
    above = [cell for cell in texts if first is None or cell.row < first]
    if not above or above[-1].row >= _SEARCH_ROWS or len(above[-1].text) > _LONGEST_LABEL:
        return None
    label = above[-1]
    heads = {ink(cell.text) for cell in above}
    others = [cell for cell in texts if cell.row > label.row and ink(cell.text) not in heads]
    ticks = [cell for cell in printed if cell.row > label.row and is_tick(ink(cell.text))]
    return _Ticks(index, label, bool(ticks)) if len(others) <= len(ticks) else None


def _is_mark(text: str) -> bool:
    return is_tick(without_remark(ink(text))) or is_untick(ink(text))


def _bodies(run: Sequence[_Ticks], table: Table, synonyms: Mapping[str, str]) -> list[str]:
    """The labels in a run that name bodies; some of their columns may be blank."""
    fresh = [each for each in run if meaning_of(each.label.text, synonyms) is None]
    if sum(each.ticked for each in fresh) < 2:
        return []
    headed = [each for each in fresh if _is_headed(each, table, synonyms)]
    if len(headed) > 1:
        return [each.label.text for each in headed]
    kinds = {each.index: kind_of(each.label.text) for each in fresh}
    named = [each for each in fresh if kinds[each.index] in ("bodies", "places")]
    if len(named) < 2 or "bodies" not in kinds.values() or 3 * len(named) < 2 * len(fresh):
        return []
    between = range(named[0].index, named[-1].index + 1)
    return [each.label.text for each in fresh if each.index in between]


def _is_headed(ticks: _Ticks, table: Table, synonyms: Mapping[str, str]) -> bool:
    """Whether a label of bodies stands over a column and others: 责任单位 over 教育, 公安."""
    return any(
        cell.column <= ticks.index < cell.column + cell.column_span
        and 1 < cell.column_span < table.columns
        and cell.row < ticks.label.row
        and meaning_of(cell.text, synonyms) in OWNERS
        for cell in table.cells
    )
