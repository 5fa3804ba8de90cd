"""Changes gathered by task: what a person reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.diff.concerned import Body, Concerned, concerned, owners
from pipeline.diff.records import Change, Comparison, Pair, Row


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one task with its rows; ``spread`` has, for each change, how many rows
    it holds for (a title stands on every row of its item).

    ``old`` and ``new`` are the rows that the changes concern, several where a task was split
    or merged. ``bodies`` own it on either side. ``pair`` is what made the two sides one task.
    """

    task_id: str
    changes: tuple[Change, ...]
    spread: tuple[int, ...]
    old: tuple[Row, ...]
    new: tuple[Row, ...]
    bodies: tuple[Body, ...]
    pair: Pair | None

    @property
    def title(self) -> str | None:
        """The heading of its item, as the new side has it."""
        return next((row["item_title"] for row in (*self.new, *self.old)), None)


def groups(comparison: Comparison) -> tuple[Group, ...]:
    """One group for each task that changed, in order of the first change."""
    rows = concerned(comparison)
    old_owners, new_owners = owners(comparison.old), owners(comparison.new)
    pairs = {comparison.new.tasks[pair.new]["row_no"]: pair for pair in comparison.pairs}
    gathered: dict[tuple[str, bool, int], list[int]] = {}
    for index, change in enumerate(comparison.changes):
        # The first row that a change covers is the task that it names. An ID alone may stand
        # for two tasks where the sides are of no one tree.
        gone = change.kind == "task_removed"
        key = (change.task_id, gone, comparison.covers[index][0])
        gathered.setdefault(key, []).append(index)
    found: list[Group] = []
    for (task_id, gone, row_no), indexes in gathered.items():
        pair = None if gone else pairs.get(row_no)
        own = [_own(comparison, comparison.changes[i], rows[i], pair) for i in indexes]
        bodies: dict[Body, None] = {}
        for index in indexes:
            for row in rows[index].old:
                bodies |= dict.fromkeys(old_owners.get(row["task_id"], ()))
            for row in rows[index].new:
                bodies |= dict.fromkeys(new_owners.get(row["task_id"], ()))
        found.append(
            Group(
                task_id,
                tuple(comparison.changes[index] for index in indexes),
                tuple(len(comparison.covers[index]) for index in indexes),
                _once(row for one in own for row in one.old),
                _once(row for one in own for row in one.new),
                tuple(bodies),
                pair,
            )
        )
    return tuple(found)


def _own(comparison: Comparison, change: Change, rows: Concerned, pair: Pair | None) -> Concerned:
    """The task's own rows: of those that a reworded title concerns, the one that names it."""
    if pair is None or change.kind in ("task_split", "task_merged"):
        return rows
    return Concerned((comparison.old.tasks[pair.old],), (comparison.new.tasks[pair.new],))


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({row["row_no"]: row for row in rows}.values())
