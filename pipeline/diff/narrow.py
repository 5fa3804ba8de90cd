"""A comparison cut down to what one reader wants to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from pipeline.diff.concerned import Body, concerned, owners
from pipeline.diff.records import Cause, Comparison, Kind, Severity, Side
from pipeline.errors import CallError

_SEVERITIES = get_args(Severity)  # the gravest first


@dataclass(frozen=True, slots=True)
class Wanted:
    """``bodies``: tasks that one of them owns on either side; none: all tasks.

    ``severity``: changes as grave as this, or graver.
    """

    bodies: tuple[Body, ...] = ()
    severity: Severity = "none"


def narrow(comparison: Comparison, wanted: Wanted) -> Comparison:
    """The changes that are wanted; what the summary counts of them is counted again.

    ``tasks_old``, ``tasks_new``, ``same`` and ``shifted`` stay those of the whole.
    """
    grave = _SEVERITIES[: _SEVERITIES.index(wanted.severity) + 1]
    kept = [
        index
        for index, ours in enumerate(_owned(comparison, frozenset(wanted.bodies)))
        if ours and comparison.changes[index].severity in grave
    ]
    changes = tuple(comparison.changes[index] for index in kept)
    return replace(
        comparison,
        changes=changes,
        covers=tuple(comparison.covers[index] for index in kept),
        summary=replace(
            comparison.summary,
            kinds=_count(get_args(Kind), (change.kind for change in changes)),
            severities=_count(_SEVERITIES, (change.severity for change in changes)),
            causes=_count(get_args(Cause), (change.cause for change in changes)),
        ),
    )


def bodies_named(sides: Sequence[Side], given: Iterable[str]) -> tuple[Body, ...]:
    """The bodies that IDs or names (official, short, or as printed) mean.

    Raises ``CallError`` where a name is no owner on any side, or that of several.
    """
    means: dict[str, dict[Body, None]] = {}
    for side in sides:
        for row in side.assignments:
            for name in (row["bureau_id"], row["bureau_name"], row["surface"]):
                means.setdefault(name, {})[row["bureau_id"]] = None
        for row in side.unresolved:
            means.setdefault(row["surface"], {})[row["surface"]] = None
    bodies = {body for some in means.values() for body in some}
    for row in (row for side in sides for row in side.bureaus):
        if row["bureau_id"] in bodies and row["short_name"]:
            means.setdefault(row["short_name"], {})[row["bureau_id"]] = None
    chosen: dict[Body, None] = {}
    for name in given:
        found = tuple(means.get(name, ()))
        if not found:
            raise CallError(f"{name}: owns no task here. Owners: {_list(sides)}")
        if len(found) > 1:
            raise CallError(f"{name} may be {' or '.join(found)}: give the ID.")
        chosen[found[0]] = None
    return tuple(chosen)


def _owned(comparison: Comparison, bodies: frozenset[Body]) -> list[bool]:
    if not bodies:
        return [True] * len(comparison.changes)
    old, new = owners(comparison.old), owners(comparison.new)
    return [
        any(not bodies.isdisjoint(old.get(row["task_id"], ())) for row in rows.old)
        or any(not bodies.isdisjoint(new.get(row["task_id"], ())) for row in rows.new)
        for rows in concerned(comparison)
    ]


def _count(order: Collection[str], found: Iterable[str]) -> dict[str, int]:
    counts = Counter(found)
    return {name: counts[name] for name in order if counts[name]}


def _list(sides: Iterable[Side]) -> str:
    """The names of all owners, those with most tasks first."""
    names = Counter(row["bureau_name"] for side in sides for row in side.assignments)
    listed = [name for name, _ in names.most_common(20)]
    return ", ".join(listed) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
