"""A change seen from the other side."""

from __future__ import annotations

from dataclasses import replace

from pipeline.diff.records import Change, Kind

_OPPOSITE: dict[Kind, Kind] = {
    "task_added": "task_removed",
    "task_removed": "task_added",
    "task_split": "task_merged",
    "task_merged": "task_split",
    "owner_added": "owner_removed",
    "owner_removed": "owner_added",
}


def invert(change: Change) -> Change:
    """What the change is when the new side is taken for the old one."""
    return replace(
        change,
        kind=_OPPOSITE.get(change.kind, change.kind),
        task_no_old=change.task_no_new,
        task_no_new=change.task_no_old,
        old=change.new,
        new=change.old,
        spans=tuple((c, d, a, b) for a, b, c, d in change.spans),
    )
