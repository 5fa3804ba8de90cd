"""Who is responsible, before and after: by body, not by the words of the cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pipeline.diff.records import Kind, Row, Side
from pipeline.diff.wording import fold

DECISION = "decision"  # the method of a mention that a person settled
Owners: TypeAlias = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """What happened to one owner of a task, or to the order of all that stayed.

    ``printed``: the owner cell itself reads otherwise; else only what it was read as differs.
    """

    kind: Kind
    old: Any
    new: Any
    printed: bool
    decided: bool = False


def owners_of(side: Side) -> dict[str, Owners]:
    """The owners of each task, in order of the cell, by task_id.

    A name that the dictionaries do not know is an owner too: its ``bureau_id`` is null.
    """
    text = {row["task_id"]: row.get("owner_text") or "" for row in side.tasks}
    placed: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for row in side.assignments:
        owner = {
            "bureau_id": row["bureau_id"],
            "bureau_name": row["bureau_name"],
            "role": row["role"],
            "surface": row["surface"],
            "method": row.get("method"),
        }
        start = row.get("surface_start")
        placed[row["task_id"]].append((row["position"] if start is None else start, owner))
    for row in side.unresolved:
        start = 0
        for _ in range(int(row.get("count") or 1)):
            start = text[row["task_id"]].find(row["surface"], start)
            owner = {
                "bureau_id": None,
                "bureau_name": row["surface"],
                "role": None,
                "surface": row["surface"],
                "method": None,
            }
            placed[row["task_id"]].append((start, owner))
            start += 1
    return {
        task_id: tuple(owner for _, owner in sorted(owners, key=lambda one: one[0]))
        for task_id, owners in placed.items()
    }


def successors(*sides: Side) -> dict[str, str]:
    """For each body the one that does its work today, as far as either side says."""
    return {row["bureau_id"]: row["current_bureau_id"] for side in sides for row in side.bureaus}


def owner_changes(
    old: Owners, new: Owners, today: Mapping[str, str], *, same_cell: bool
) -> list[OwnerChange]:
    """Every change between two owner lists; ``same_cell`` where both print the same words.

    Owners are paired by body, then by the printed name, then by the body that does the work
    today: so a body that a reform renamed or merged is the same duty under another name.
    """
    if old == new:
        return []
    pairs = _pair(old, new, today)
    found: list[OwnerChange] = []
    for a, b in pairs:
        found += _between(shown(old, a), shown(new, b), same_cell, _decided(old[a], new[b]))
    for a in sorted(set(range(len(old))) - {a for a, _ in pairs}):
        decided = old[a]["method"] == DECISION
        found.append(OwnerChange("owner_removed", shown(old, a), None, not same_cell, decided))
    for b in sorted(set(range(len(new))) - {b for _, b in pairs}):
        decided = new[b]["method"] == DECISION
        found.append(OwnerChange("owner_added", None, shown(new, b), not same_cell, decided))
    # A body that leads now stands first for that: only those of one role can change their order.
    kept = [(a, b) for a, b in pairs if old[a]["role"] == new[b]["role"]]
    if [b for _, b in kept] != sorted(b for _, b in kept):
        before = [shown(old, a) for a, _ in kept]
        after = [shown(new, b) for _, b in sorted(kept, key=lambda pair: pair[1])]
        found.append(OwnerChange("owner_order", before, after, not same_cell))
    return found


def shown(owners: Owners, index: int) -> dict[str, Any]:
    """An owner as a change gives it."""
    owner = owners[index]
    return {
        "position": index + 1,
        **{key: owner[key] for key in ("bureau_id", "bureau_name", "role", "surface")},
    }


def _pair(old: Owners, new: Owners, today: Mapping[str, str]) -> list[tuple[int, int]]:
    """Which owner is which, in order of the old cell; each at most once."""

    def work(owner: Row) -> object:
        return today.get(owner["bureau_id"], owner["bureau_id"])

    keys: tuple[Callable[[Row], object], ...] = (
        lambda owner: (owner["bureau_id"], fold(owner["surface"]), owner["role"]),
        lambda owner: (owner["bureau_id"], fold(owner["surface"])),
        lambda owner: owner["bureau_id"],
        work,
        lambda owner: ("read otherwise", fold(owner["surface"])),
    )
    left, right = dict(enumerate(old)), dict(enumerate(new))
    pairs: list[tuple[int, int]] = []
    for key in keys:
        waiting: dict[object, list[int]] = defaultdict(list)
        for b, owner in right.items():
            waiting[key(owner)].append(b)
        for a, owner in list(left.items()):
            value = key(owner)
            if value is None or not waiting[value]:
                continue
            b = waiting[value][0]
            if value == ("read otherwise", fold(owner["surface"])) and _both_known(owner, new[b]):
                continue  # one name, read as two bodies: one goes and the other comes
            waiting[value].pop(0)
            pairs.append((a, b))
            del left[a], right[b]
    return sorted(pairs)


def _both_known(old: Row, new: Row) -> bool:
    return old["bureau_id"] is not None and new["bureau_id"] is not None


def _decided(old: Row, new: Row) -> bool:
    return bool((old["method"] == DECISION) != (new["method"] == DECISION))


def _between(
    old: dict[str, Any], new: dict[str, Any], same_cell: bool, decided: bool
) -> list[OwnerChange]:
    """What differs between two mentions of one owner."""
    printed = fold(old["surface"]) != fold(new["surface"])
    if (old["bureau_id"] is None) != (new["bureau_id"] is None):
        kind: Kind = "owner_added" if old["bureau_id"] is None else "owner_removed"
        return [OwnerChange(kind, old, new, printed, decided)]
    found: list[OwnerChange] = []
    if printed or (old["bureau_id"], old["bureau_name"]) != (new["bureau_id"], new["bureau_name"]):
        found.append(OwnerChange("owner_renamed", old, new, printed, decided))
    if old["role"] != new["role"]:
        found.append(OwnerChange("role_changed", old, new, not same_cell))
    return found
