"""The terms of a task: by when (deadlines), how much (targets), about what (keywords).

Each module reads printed text alone and returns records; no file, no clock. Offsets are
characters of the text as printed.
"""

from __future__ import annotations

from pipeline.records import Repair, Repaired, Task
from pipeline.terms.deadlines import Deadline, find_default, read_deadline
from pipeline.terms.keywords import Keywords
from pipeline.terms.targets import read_measures, read_targets
from pipeline.thaw import replace

_EVIDENCE = {
    "text": ("deadline_from_text", "the task's own text names it", 0.9),
    "default": ("deadline_default", "the document names it for all tasks", 0.8),
}


def read_terms(
    repaired: Repaired, *, published: str | None, keywords: Keywords | None = None
) -> Repaired:
    """``repaired`` with the deadline, targets and keywords of each task.

    ``published`` is the document's ISO date: the year that 年底前 means. A deadline that is not
    printed in a column of its own has a repair record; a doubtful one flags its row. Without
    ``keywords`` none are looked for.
    """
    default = find_default([part.text for part in repaired.outside])
    tasks: list[Task] = []
    repairs: list[Repair] = []
    for task in repaired.tasks:
        found = read_deadline(task.deadline_text, task.text, published=published, default=default)
        text = task.text or ""
        read = replace(
            task,
            targets=(*read_targets(text), *read_measures(task.measures)),
            keywords=keywords.keywords(text) if keywords else None,
        )
        if found is not None:
            read, records = _dated(read, found)
            repairs += records
        tasks.append(read)
    return replace(repaired, tasks=tuple(tasks), repairs=repaired.repairs + tuple(repairs))


def _dated(task: Task, found: Deadline) -> tuple[Task, list[Repair]]:
    records: list[Repair] = []
    if found.origin in _EVIDENCE and task.deadline_text is None:
        rule, evidence, confidence = _EVIDENCE[found.origin]
        place = task.places[0] if task.places else None
        records.append(
            Repair(
                rule, 1, task.row_no, "deadline_text", None, found.text, evidence, confidence, place
            )
        )
        task = replace(task, deadline_text=found.text, grade=max(task.grade, "B"))
    task = replace(task, deadline_kind=found.kind, deadline_date=found.date)
    if found.doubt:
        reasons = (*task.review_reasons, f"deadline_doubtful: {found.doubt}")
        task = replace(task, review_reasons=reasons, grade="C")
    return task, records
