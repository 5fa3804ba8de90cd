"""Which rows a change concerns, and which bodies own them: for filters, pages and histories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.diff.records import Comparison, Row, Side

# A body: its ID, or the printed name where the dictionaries know no such body.
Body: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Concerned:
    """The rows of ``tasks`` that one change concerns, on each side in order of the document."""

    old: tuple[Row, ...]
    new: tuple[Row, ...]


def concerned(comparison: Comparison) -> tuple[Concerned, ...]:
    """One entry for each change, in order.

    A reworded title concerns every row of its item; a split or merged task all its parts.
    """
    old, new = comparison.old.tasks, comparison.new.tasks
    partners: dict[int, list[int]] = {}
    for pair in comparison.pairs:
        partners.setdefault(pair.new, []).append(pair.old)
    for division in comparison.divisions:
        for one in division.new:
            partners.setdefault(one, []).extend(division.old)
    row_of_old = {row["row_no"]: index for index, row in enumerate(old)}
    row_of_new = {row["row_no"]: index for index, row in enumerate(new)}
    found: list[Concerned] = []
    for change, covers in zip(comparison.changes, comparison.covers, strict=True):
        if change.kind == "task_removed":
            found.append(Concerned(tuple(old[row_of_old[no]] for no in covers), ()))
            continue
        after = [row_of_new[no] for no in covers]
        before = sorted({one for index in after for one in partners.get(index, ())})
        found.append(Concerned(tuple(old[one] for one in before), tuple(new[one] for one in after)))
    return tuple(found)


def owners(side: Side) -> Mapping[str, tuple[Body, ...]]:
    """The bodies of each task that has any, by ``task_id``, in the order they are printed."""
    bodies: dict[str, dict[Body, None]] = {}
    for row in side.assignments:
        bodies.setdefault(row["task_id"], {})[row["bureau_id"]] = None
    for row in side.unresolved:
        bodies.setdefault(row["task_id"], {})[row["surface"]] = None
    return {task_id: tuple(some) for task_id, some in bodies.items()}


def names(comparison: Comparison) -> Mapping[Body, str]:
    """What each body of either side is called; the newer name where it was renamed."""
    called: dict[Body, str] = {}
    for side in (comparison.old, comparison.new):
        called |= {row["surface"]: row["surface"] for row in side.unresolved}
        called |= {row["bureau_id"]: row["bureau_name"] for row in side.assignments}
    return called
