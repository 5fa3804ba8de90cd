"""What a change means for each body that it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pipeline.diff.concerned import Body, Concerned, concerned, owners
from pipeline.diff.records import Change, Comparison

# gained: a task added with the body, or the body put to a task; lost: the reverse; role: its
# role changed; other: a task of its changed in any other way.
Meaning: TypeAlias = Literal["gained", "lost", "role", "other"]


@dataclass(frozen=True, slots=True)
class Effect:
    """One change, as one body sees it."""

    body: Body
    meaning: Meaning
    change: Change


def effects(comparison: Comparison) -> Iterator[Effect]:
    """The effects of every change, in order; each body at most once for a change.

    A person is no body: a task with another person changed in any other way.
    """
    sides = owners(comparison.old), owners(comparison.new)
    for change, rows in zip(comparison.changes, concerned(comparison), strict=True):
        for body, meaning in _meanings(change, rows, sides).items():
            yield Effect(body, meaning, change)


def _meanings(
    change: Change, rows: Concerned, sides: tuple[Mapping[str, tuple[Body, ...]], ...]
) -> dict[Body, Meaning]:
    if change.field == "task":
        return _of_tasks(change)
    if change.field == "owners" and change.kind != "owner_order":
        return _of_owner(change)
    return {
        body: "other"
        for some, bodies in zip((rows.old, rows.new), sides, strict=True)
        for row in some
        for body in bodies.get(row["task_id"], ())
    }


def _of_tasks(change: Change) -> dict[Body, Meaning]:
    """Tasks added, removed, split or merged: who is on one side alone gained or lost."""
    before, after = _bodies(change.old), _bodies(change.new)
    found: dict[Body, Meaning] = {}
    for body in (*before, *after):
        if body in before and body in after:
            found[body] = "other"
        else:
            found[body] = "lost" if body in before else "gained"
    return found


def _bodies(tasks: Any) -> list[Body]:
    some = [tasks] if isinstance(tasks, Mapping) else tasks or ()
    return [_body(owner) for task in some for owner in task["owners"]]


def _of_owner(change: Change) -> dict[Body, Meaning]:
    """One owner added, removed, renamed or with another role."""
    if change.kind == "owner_added":
        return {_body(change.new): "gained"}
    if change.kind == "owner_removed":
        return {_body(change.old): "lost"}
    meaning: Meaning = "role" if change.kind == "role_changed" else "other"
    return {_body(owner): meaning for owner in (change.old, change.new)}


def _body(owner: Mapping[str, Any]) -> Body:
    return str(owner["bureau_id"] or owner["surface"])
