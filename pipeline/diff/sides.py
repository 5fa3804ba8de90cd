"""One side of a comparison: rows in their canonical order, refused where two are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.diff.records import About, Row, Side
from pipeline.errors import CallError


def make_side(about: About, rows: Mapping[str, Iterable[Row]], *, carried: bool = False) -> Side:
    """A side of rows by table name; ``tasks`` is needed, ``assignments`` may be missing.

    The order of the rows given plays no part. Raises ``CallError`` that names both rows
    where two share a key (task_id or row_no of tasks, task and position of assignments),
    and where an assignment is of no task.
    """
    side = Side(
        about=about,
        tasks=tuple(rows["tasks"]),
        assignments=tuple(rows.get("assignments", ())),
        unresolved=tuple(rows.get("unresolved", ())),
        bureaus=tuple(rows.get("bureaus", ())),
        carried=carried,
    )
    return checked(side)


def checked(side: Side) -> Side:
    """``side`` in canonical order. Raises ``CallError`` as ``make_side`` does."""
    name = side.about.label
    tasks = tuple(sorted(map(_plain, side.tasks), key=_row_no))
    _unique(name, "tasks", ("task_id",), tasks)
    _unique(name, "tasks", ("row_no",), tasks)
    order = {row["task_id"]: row["row_no"] for row in tasks}
    _unique(name, "assignments", ("task_id", "position"), side.assignments)
    _unique(name, "unresolved", ("task_id", "surface", "reason"), side.unresolved)
    for table, given in (("assignments", side.assignments), ("unresolved", side.unresolved)):
        lost = [row["task_id"] for row in given if row["task_id"] not in order]
        if lost:
            raise CallError(
                f"{name}: {table} names the task {lost[0]}, which is not in tasks "
                f"({len(lost)} such rows). The tables do not belong together."
            )
    return replace(
        side,
        tasks=tasks,
        assignments=tuple(
            sorted(side.assignments, key=lambda row: (order[row["task_id"]], row["position"]))
        ),
        unresolved=tuple(
            sorted(
                side.unresolved,
                key=lambda row: (order[row["task_id"]], row["surface"], row["reason"]),
            )
        ),
        bureaus=tuple(sorted(side.bureaus, key=lambda row: str(row["bureau_id"]))),
    )


def _row_no(row: Row) -> int:
    return int(row["row_no"])


def _plain(row: Row) -> Row:
    """Dates as ISO text, lists as lists: as ``fenjie extract`` gives them."""
    value = row.get("deadline_date")
    plain: dict[str, Any] = {**row, "section": list(row.get("section") or ())}
    if isinstance(value, date):
        plain["deadline_date"] = value.isoformat()
    return plain


def _unique(name: str, table: str, key: Sequence[str], rows: Iterable[Row]) -> None:
    seen: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        value = tuple(row[part] for part in key)
        if value in seen:
            words = ", ".join(f"{part} {row[part]}" for part in key)
            raise CallError(
                f"{name}: two rows of {table} have the same {words}: "
                f"{_told(seen[value])} and {_told(row)}. Rows are never laid over each other; "
                "correct the table."
            )
        seen[value] = row


def _told(row: Row) -> str:
    """A row as a person finds it again."""
    shown = (
        ("row", row.get("row_no")),
        ("task", row.get("task_no") or row.get("task_id")),
        ("position", row.get("position")),
        ("body", row.get("bureau_id")),
        ("surface", row.get("surface")),
    )
    words = " ".join(f"{label} {value}" for label, value in shown if value is not None)
    text = row.get("text") or row.get("item_title")
    return f"{words} ({text[:20]}…)" if text else words
