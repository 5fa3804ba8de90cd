"""A whole task as a change shows it, and whether two readings of it are one duty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.diff.owners import Owners, shown
from pipeline.diff.places import place
from pipeline.diff.records import Kind, Row
from pipeline.diff.wording import fold

_COLUMNS = ("text", "owner_text", "deadline_text", "deadline_kind", "deadline_date")


def task_value(row: Row, owners: Owners) -> dict[str, Any]:
    """A task with everything that is compared of it."""
    return {
        "task_id": row["task_id"],
        **place(row),
        **{key: row.get(key) for key in _COLUMNS},
        "targets": list(row.get("targets") or ()),
        "persons": list(row.get("persons") or ()),
        "owners": [shown(owners, index) for index in range(len(owners))],
    }


def same_duty(whole: dict[str, Any], parts: Sequence[dict[str, Any]]) -> bool:
    """Whether a task and its parts say the same: all words, and the same owners on each part."""
    words = sorted(fold(whole["text"]))
    if sorted("".join(fold(part["text"]) for part in parts)) != words:
        return False
    return all(_owners(part) == _owners(whole) for part in parts)


def _owners(task: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (owner["bureau_id"] or fold(owner["surface"]), owner["role"]) for owner in task["owners"]
    ]


def person_changes(old: Row, new: Row) -> Iterator[tuple[Kind, Any, Any]]:
    """Responsible persons that one side alone names: kind, old and new value."""
    before, after = list(old.get("persons") or ()), list(new.get("persons") or ())
    for position, name in enumerate(before, 1):
        if name not in after:
            yield "owner_removed", _person(position, name), None
    for position, name in enumerate(after, 1):
        if name not in before:
            yield "owner_added", None, _person(position, name)


def _person(position: int, name: str) -> dict[str, Any]:
    return {
        "position": position,
        "bureau_id": None,
        "bureau_name": name,
        "role": "responsible",
        "surface": name,
    }
