"""The summary of a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from pipeline.diff.align import Alignment
from pipeline.diff.numbers import shifts
from pipeline.diff.places import Moves
from pipeline.diff.records import Cause, Change, Kind, Severity, Side, Summary


def summarize(
    sides: tuple[Side, Side],
    alignment: Alignment,
    moves: Moves,
    told: Sequence[tuple[Change, tuple[int, ...]]],
    headings: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...],
    redated: tuple[tuple[int, str | None, str | None], ...],
) -> Summary:
    """Count what ``told`` (changes with the rows they cover) says, and what is no change."""
    old, new = sides
    changes = [change for change, _ in told]
    touched = {n for change, rows in told if change.kind != "task_removed" for n in rows}
    renumbered = {n for change, rows in told if change.kind == "task_renumbered" for n in rows}
    moved = {pair for group in moves.moved for pair in group}
    same = shifted = 0
    for pair in alignment.pairs:
        row = new.tasks[pair.new]
        same += row["row_no"] not in touched
        if pair not in moved and row["row_no"] not in renumbered:
            shifted += old.tasks[pair.old]["task_no"] != row["task_no"]
    return Summary(
        tasks_old=len(old.tasks),
        tasks_new=len(new.tasks),
        same=same,
        shifted=shifted,
        kinds=_counts((change.kind for change in changes), Kind),
        severities=_counts((change.severity for change in changes), Severity),
        causes=_counts((change.cause for change in changes), Cause),
        needs_review=sum(pair.needs_review for pair in alignment.pairs)
        + sum(division.needs_review for division in alignment.divisions),
        shifts=tuple(shifts(alignment.pairs, old.tasks, new.tasks)),
        headings=headings,
        redated=redated,
    )


def _counts(values: Iterable[str], known: Any) -> dict[str, int]:
    counts = Counter(values)
    return {value: counts[value] for value in get_args(known) if counts[value]}
