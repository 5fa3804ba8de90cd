"""Rows made ready for alignment: folded texts, owners as a set, the item each belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.diff.records import Row, Side
from pipeline.diff.wording import fold


@dataclass(frozen=True, slots=True)
class Line:
    """One task for comparison; ``index`` is its place in the side's ``tasks``.

    ``subject`` is what the task says: its text, or its title where the table has no text
    column; ``""`` where it is lost. ``item`` counts the items of the side, from 0.
    """

    index: int
    task_id: str
    number: str | None
    section: tuple[str, ...]
    title: str
    subject: str
    owners: tuple[str, ...]
    item: int


def lines_of(side: Side) -> tuple[Line, ...]:
    """The lines of a side, in order of its tasks."""
    owners: dict[str, list[str]] = {}
    for row in side.assignments:
        owners.setdefault(row["task_id"], []).append(row["bureau_id"])
    for row in side.unresolved:
        owners.setdefault(row["task_id"], []).append(fold(row["surface"]))
    items = items_of(side.tasks)
    folded: dict[str | None, str] = {}  # a title stands on every row of its item
    found = []
    for index, (row, item) in enumerate(zip(side.tasks, items, strict=True)):
        title = folded.setdefault(row["item_title"], fold(row["item_title"]))
        subject = fold(row["text"]) or ("" if row.get("text_lost") else title)
        found.append(
            Line(
                index=index,
                task_id=row["task_id"],
                number=row["task_no"],
                section=tuple(fold(heading) for heading in row["section"]),
                title=title,
                subject=subject,
                owners=tuple(sorted(owners.get(row["task_id"], ()))),
                item=item,
            )
        )
    return tuple(found)


def items_of(tasks: Sequence[Row]) -> list[int]:
    """For each task the count of its item, from 0: rows below one printed heading.

    A row begins an item where its ordinal is 1 or none, or where number, title or section
    differ from those of the row above.
    """
    items: list[int] = []
    before: tuple[object, ...] | None = None
    for row in tasks:
        key = (row["item_no"], row["item_title"], tuple(row["section"]))
        if key != before or row["subtask_no"] in (None, 1):
            items.append(len(items) and items[-1] + 1)
        else:
            items.append(items[-1])
        before = key
    return items
