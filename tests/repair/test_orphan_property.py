"""The orphan rule on generated tables that lose cells, numbers and rows at random."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ink import ink
from pipeline.repair.ledger import balance
from tables import repaired


class _Row(NamedTuple):
    item: int
    ordinal: int
    damage: str
    cells: tuple[str, str, str]


@st.composite
def _tables(draw: st.DrawFn, *, deletions: bool) -> list[_Row]:
    """Items 1, 2, 3 ... with one to four rows, each row whole or damaged in one way."""
    rows: list[_Row] = []
    for item, count in enumerate(draw(st.lists(st.integers(1, 4), min_size=1, max_size=9)), 1):
        for ordinal in range(1, count + 1):
            kinds = ["whole"] * 3 + ["orphan", "number"] + (["deleted"] if deletions else [])
            damage = draw(st.sampled_from(kinds))
            title = f"{item}．任务{item}。" if ordinal == 1 else ""
            cells = (title, f"分解{item}之{ordinal}", f"市{item}局、市{ordinal}队")
            if damage == "number":
                cells = (f"任务{item}。" if title else "", *cells[1:])
            if damage == "orphan":
                cells = ("", "", cells[2])
            if damage != "deleted":
                rows.append(_Row(item, ordinal, damage, cells))
    return rows


@given(_tables(deletions=False))
def test_what_is_decided_is_the_original(rows: list[_Row]) -> None:
    """No row is deleted: a row that is given an item is given the right one."""
    result = repaired([row.cells for row in rows])
    assert len(result.tasks) == len(rows)
    for row, task in zip(rows, result.tasks, strict=True):
        if task.item_no is not None:
            assert task.item_no == row.item
        if task.item_title is not None:
            assert task.item_title == f"任务{row.item}"
        if task.task_no is not None:
            assert task.task_no == f"{row.item}.{row.ordinal}"


@given(_tables(deletions=False))
def test_what_is_not_decided_is_flagged_with_its_readings(rows: list[_Row]) -> None:
    """A row without item number in a numbered table says why, and lists its readings."""
    if not any(row.cells[0][:1].isdigit() for row in rows):
        return
    for task in repaired([row.cells for row in rows]).tasks:
        undecided = [r for r in task.review_reasons if r.startswith("item_undecided")]
        assert all(" or " in reason or "not decided" in reason for reason in undecided)
        if task.item_no is None and not undecided:
            assert task.item_title is not None or task.item_title_lost


@given(_tables(deletions=True))
def test_nothing_is_lost_in_any_case(rows: list[_Row]) -> None:
    """Whatever is deleted or blanked: every printed row is a task, every character counted."""
    result = repaired([row.cells for row in rows]) if rows else None
    if result is None:
        return
    assert balance(result).balanced
    assert [ink(row.cells[2]) for row in rows] == [task.owner_text for task in result.tasks]
    assert [row.cells[1] or None for row in rows] == [task.text for task in result.tasks]


@given(_tables(deletions=False))
def test_single_losses_come_back(rows: list[_Row]) -> None:
    """One orphan between whole rows of neighbouring items: its item is always found again."""
    for i in range(1, len(rows) - 1):
        above, row, below = rows[i - 1 : i + 2]
        whole = [r if j != i else row for j, r in enumerate(_undamaged(rows))]
        if above.item == row.item or below.item == row.item or row.ordinal != 1:
            continue
        whole[i] = _Row(row.item, 1, "orphan", ("", "", row.cells[2]))
        task = repaired([r.cells for r in whole]).tasks[i]
        assert (task.item_no, task.subtask_no) == (row.item, 1)


def _undamaged(rows: list[_Row]) -> list[_Row]:
    return [
        _Row(
            row.item,
            row.ordinal,
            "whole",
            (
                f"{row.item}．任务{row.item}。" if row.ordinal == 1 else "",
                f"分解{row.item}之{row.ordinal}",
                row.cells[2],
            ),
        )
        for row in rows
    ]
