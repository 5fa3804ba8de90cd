"""Several files of one edition: the best is read, the others fill what it lost and check it.

Renditions are compared row by row. A field that the best one lost and another prints is
filled (``rendition_fill``, with the place in that file); a field that two print
differently keeps the best one's value and is flagged with both (``rendition_differs``).
A row that only another file holds is reported on the row before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from pipeline.ink import ink
from pipeline.records import Extraction, Repair, Repaired, Task

# What a format says of merged and empty cells, from the surest to the least sure.
_FORMATS = ("docx", "xlsx", "html", "doc", "odt", "rtf", "xls", "ods", "pdf", "text")
_FIELDS = ("item_title", "text", "owner_text", "deadline_text")
_LOST = {"item_title": "item_title_lost", "text": "text_lost"}


def reconcile(renditions: Sequence[Repaired]) -> Repaired:
    """The best rendition, filled from and checked against the others.

    Best is the one with the fewest lost values, then one that was not recognised on pictures,
    then with the fewest rows in doubt, then the surest format, then the first file name; the
    order of the argument does not matter.

    Raises ``ValueError`` where there is none.
    """
    best, *others = sorted(renditions, key=_rank)
    for other in others:
        best = _compare(best, other)
    return best


def _rank(repaired: Repaired) -> tuple[int, bool, int, int, str]:
    extraction = repaired.located.extraction
    lost = sum(task.item_title_lost + task.text_lost for task in repaired.tasks)
    doubtful = sum(task.grade == "C" for task in repaired.tasks)
    rank = _FORMATS.index(extraction.format) if extraction.format in _FORMATS else len(_FORMATS)
    return (lost, _is_recognised(extraction), doubtful, rank, extraction.file)


def _is_recognised(extraction: Extraction) -> bool:
    """Whether any of its text was recognised on a picture: then it may err without a sign."""
    return any(cell.confidence is not None for table in extraction.tables for cell in table.cells)


def _compare(best: Repaired, other: Repaired) -> Repaired:
    pairs, extra = _pair(best.tasks, other.tasks)
    file = other.located.extraction.file
    tasks: list[Task] = []
    repairs: list[Repair] = []
    for task in best.tasks:
        twin = pairs.get(task.row_no)
        if twin is not None:
            task, records = _merge(task, twin, file)
            repairs += records
        for row in extra.get(task.row_no, ()):
            task = _flag(task, f"row_only_in {file}: {_signature(row)[:60]}")
        tasks.append(task)
    return replace(best, tasks=tuple(tasks), repairs=best.repairs + tuple(repairs))


def _pair(
    best: Sequence[Task], other: Sequence[Task]
) -> tuple[Mapping[int, Task], Mapping[int, list[Task]]]:
    """The twin of each row of ``best`` by row number, and the rows that only ``other`` has.

    Rows with the same texts are matched in order; between them, rows with the same printed
    position. A row of ``other`` without a twin stands at the row of ``best`` before it.
    """
    matcher = SequenceMatcher(
        None, [_signature(t) for t in best], [_signature(t) for t in other], autojunk=False
    )
    pairs: dict[int, Task] = {}
    extra: dict[int, list[Task]] = {}
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left, right = list(best[i1:i2]), list(other[j1:j2])
        if tag == "equal":
            pairs |= {task.row_no: twin for task, twin in zip(left, right, strict=True)}
            continue
        by_position = {task.task_no: task for task in left if task.task_no}
        for twin in right:
            task = by_position.pop(twin.task_no or "", None)
            if task is None and len(left) == len(right):
                task = left[right.index(twin)]
            if task is not None and task.row_no not in pairs:
                pairs[task.row_no] = twin
            elif best:
                extra.setdefault(best[max(i1 - 1, 0)].row_no, []).append(twin)
    return pairs, extra


def _signature(task: Task) -> str:
    return ink("|".join((task.item_title or "", task.text or "", task.owner_text or "")))


def _merge(task: Task, twin: Task, file: str) -> tuple[Task, list[Repair]]:
    records: list[Repair] = []
    place = twin.places[0] if twin.places else None
    if task.item_no is None and twin.item_no is not None:
        evidence = f"undecided here, {twin.item_no} in {file}"
        number = str(twin.item_no)
        fill = Repair(
            "rendition_fill", 1, task.row_no, "item_no", None, number, evidence, 0.9, place
        )
        records.append(fill)
        placed = replace(
            task, item_no=twin.item_no, subtask_no=twin.subtask_no, task_no=twin.task_no
        )
        task = _settled(placed, "item_undecided")
    for field in _FIELDS:
        mine, theirs = getattr(task, field), getattr(twin, field)
        if theirs is None or ink(theirs) == ink(mine or ""):
            continue
        if mine is None:
            evidence = f"lost here, printed in {file}"
            task = _fill(task, field, theirs)
            rule, after = "rendition_fill", theirs
        else:
            evidence = f"{file} prints: {theirs}"
            task = _flag(task, f"rendition_differs {field}: {file}")
            rule, after = "rendition_differs", mine
        records.append(Repair(rule, 1, task.row_no, field, mine, after, evidence, 0.9, place))
    return task, records


def _fill(task: Task, field: str, value: str) -> Task:
    changes: dict[str, Any] = {field: value}
    lost = _LOST.get(field)
    if lost:
        changes[lost] = False
    return _settled(replace(task, **changes), lost or field)


def _settled(task: Task, code: str) -> Task:
    """``task`` without the reasons for review that begin with ``code``."""
    reasons = tuple(reason for reason in task.review_reasons if reason.split(":")[0] != code)
    return replace(task, review_reasons=reasons, grade="C" if reasons else "B")


def _flag(task: Task, reason: str) -> Task:
    if reason in task.review_reasons:
        return task
    return replace(task, review_reasons=(*task.review_reasons, reason), grade="C")
