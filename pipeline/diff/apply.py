"""A comparison carried out: the old side with its changes is the new side.

So nothing that differs is left out of the changes. ``state`` is what is compared of a side:
its tasks in order, with numbers, headings, words, deadlines, targets and owners.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from pipeline.diff.duties import task_value
from pipeline.diff.numbers import prefix_of
from pipeline.diff.owners import owners_of
from pipeline.diff.records import Change, Comparison, Side, Summary
from pipeline.diff.texts import targets_of
from pipeline.diff.wording import fold

State: TypeAlias = list[dict[str, Any]]

_NUMBERS = ("item_no", "subtask_no", "task_no")
_WHOLE = ("task_removed", "task_added", "task_split", "task_merged")
_TERMS = ("deadline", "targets")
_UNKNOWN = "\0"


def state(side: Side) -> State:
    """What is compared of a canonical side, in order of its tasks."""
    owners = owners_of(side)
    return [_compared(task_value(row, owners.get(row["task_id"], ()))) for row in side.tasks]


def apply(comparison: Comparison) -> State:
    """The state of the new side, from the old side, the changes and the summary alone."""
    owners = owners_of(comparison.old)
    rows = [task_value(row, owners.get(row["task_id"], ())) for row in comparison.old.tasks]
    told = list(zip(comparison.changes, comparison.covers, strict=True))
    placed = _placed(rows, told)
    _headings(placed, comparison.summary)
    of_row: dict[int, list[Change]] = defaultdict(list)
    for change, covers in told:
        if change.kind not in _WHOLE:
            for number in covers:
                of_row[number].append(change)
    for row in placed:
        changes = of_row[row["row_no"]]
        for change in changes:
            _change(row, change)
        _reword(row, changes)
        _own(row, [change for change in changes if change.field == "owners"])
    for number, _, date in comparison.summary.redated:
        placed[number - 1]["deadline_date"] = date
    given = {n for change, covers in told if change.kind in _WHOLE[1:] for n in covers}
    _renumber(placed, comparison.summary, given)
    for change, covers in told:
        if change.kind == "task_renumbered":
            placed[covers[0] - 1].update(change.new)
            for number in covers[1:]:
                placed[number - 1]["item_no"] = change.new["item_no"]
    return [_compared(row) for row in placed]


def _renumber(rows: Sequence[dict[str, Any]], summary: Summary, given: set[int]) -> None:
    """Shift the numbers of all rows but those that were ``given`` as they are."""
    for shift in summary.shifts:
        for number in range(shift.first, shift.last + 1):
            row = rows[number - 1]
            if number in given:
                continue
            prefix = prefix_of(row) if shift.prefix is None else shift.prefix
            for key, added in (("item_no", shift.items), ("subtask_no", shift.subtasks)):
                if row[key] is not None:
                    row[key] += added
            if row["task_no"] is not None:
                row["task_no"] = f"{prefix}{row['item_no']}.{row['subtask_no']}"


def _compared(task: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("row_no", *_NUMBERS, "item_title", "section", "text", "deadline_kind", "deadline_date")
    return {
        **{key: task[key] for key in keys},
        "deadline_text": fold(task["deadline_text"]),
        "targets": targets_of(task),
        "persons": sorted(task["persons"]),
        "owners": [
            (owner["bureau_id"], owner["bureau_name"], owner["role"], fold(owner["surface"]))
            for owner in task["owners"]
        ],
    }


Told: TypeAlias = Sequence[tuple[Change, tuple[int, ...]]]


def _placed(rows: Sequence[dict[str, Any]], told: Told) -> list[dict[str, Any]]:
    """The rows of the new side in their order: what stayed fills the places left free."""
    by_row = {row["row_no"]: row for row in rows}
    fixed: dict[int, dict[str, Any]] = {}
    for change, covers in told:
        if change.kind == "task_removed":
            del by_row[change.old["row_no"]]
        elif change.kind in ("task_split", "task_merged"):
            for row in change.old:
                del by_row[row["row_no"]]
            fixed |= {row["row_no"]: dict(row) for row in change.new}
        elif change.kind == "task_added":
            fixed[change.new["row_no"]] = dict(change.new)
        elif change.kind == "task_moved":
            for offset, number in enumerate(covers):
                fixed[number] = by_row.pop(change.old["row_no"] + offset)
    placed: list[dict[str, Any]] = []
    stayed = [by_row[number] for number in sorted(by_row)]
    stayed.reverse()
    for number in range(1, len(stayed) + len(fixed) + 1):
        row = fixed[number] if number in fixed else stayed.pop()
        placed.append({**row, "row_no": number})
    return placed


def _headings(rows: Sequence[dict[str, Any]], summary: Summary) -> None:
    headings = dict(summary.headings)
    for row in rows:
        row["section"] = list(headings.get(tuple(row["section"]), row["section"]))


def _change(row: dict[str, Any], change: Change) -> None:
    if change.kind == "task_moved":
        row["section"] = list(change.new["section"])
        row["item_title"] = change.new["item_title"]
    elif change.kind == "section_changed":
        row["section"] = [*change.new, *row["section"][len(change.old) :]]
    elif change.field in ("item_title", "text", "owner_text"):
        row[change.field] = change.new
    elif change.field == "deadline":
        row |= change.new
    elif change.field == "targets":
        row["targets"] = list(change.new)
    elif change.field == "persons":
        if change.old is not None:
            row["persons"].remove(change.old["bureau_name"])
        if change.new is not None:
            row["persons"].append(change.new["bureau_name"])


def _reword(row: dict[str, Any], changes: Sequence[Change]) -> None:
    """Put the new words of deadline and targets into a text that differs in them alone."""
    edits = sorted(
        ((span, change) for change in changes if change.field in _TERMS for span in change.spans),
        key=lambda edit: edit[0],
    )
    if not edits:
        return
    pieces: list[str] = []
    at = 0
    for (start, end, new_start, new_end), change in edits:
        pieces.append(row["text"][at:start])
        words = change.new["deadline_text"] if change.field == "deadline" else None
        pieces.append(words[: new_end - new_start] if words else _UNKNOWN * (new_end - new_start))
        at = end
    text = "".join([*pieces, row["text"][at:]])
    at = 0
    for words in dict.fromkeys(target["text"] for target in row["targets"]):
        known, gap = text.find(words, at), text.find(_UNKNOWN * len(words), at)
        if gap >= 0 and (known < 0 or gap < known):
            text = text[:gap] + words + text[gap + len(words) :]
            known = gap
        at = max(at, known + len(words))
    row["text"] = text


def _own(row: dict[str, Any], changes: Sequence[Change]) -> None:
    """Carry out the changes of one task's owners."""
    other = {c.old["position"]: c.new for c in changes if _both(c) and c.kind != "owner_order"}
    gone = {c.old["position"] for c in changes if c.kind == "owner_removed" and c.new is None}
    come = {c.new["position"]: c.new for c in changes if c.kind == "owner_added" and c.old is None}
    turned = [c for c in changes if c.kind == "role_changed"]
    gone |= {change.old["position"] for change in turned}
    come |= {change.new["position"]: change.new for change in turned}
    stayed = [
        other.get(owner["position"], owner)
        for owner in row["owners"]
        if owner["position"] not in gone
    ]
    for change in changes:
        if change.kind == "owner_order":
            stayed = list(change.new)
    stayed.reverse()
    row["owners"] = [
        come[position] if position in come else stayed.pop()
        for position in range(1, len(stayed) + len(come) + 1)
    ]


def _both(change: Change) -> bool:
    return change.old is not None and change.new is not None
