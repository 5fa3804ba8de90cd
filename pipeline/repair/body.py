"""A body text fills what the table lost: the parent document's prose with numbered headings.

    16．推行部门联合检查。建立联合检查机制。定期开展联合检查。

The paragraph of item 16 gives its lost heading, up to the first 。, where number and
neighbours agree: every neighbouring heading that the table prints stands in the body under
its own number. A single lost sub-task is what the paragraph has beside the heading and the
printed sub-tasks, where that is one stretch at the lost one's place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.ink import ink
from pipeline.numbering import leading_number
from pipeline.records import Extraction, Place, Repair, Repaired, Task

_ENDS = "。；;"


def fill_from_body(repaired: Repaired, body: Extraction) -> tuple[Repaired, int]:
    """``repaired`` with what ``body`` proves, and how many headings both print alike.

    Where that count is 0 the text is not the table's body, and nothing is changed. Every
    filled value has a repair record (``body_text``) with its place in the body.
    """
    items = _items(body)
    titles = {task.item_no: task.item_title for task in repaired.tasks if task.item_title}
    alike = [n for n, title in titles.items() if n in items and _agrees(title, items[n][0])]
    if not alike:
        return repaired, 0
    tasks: list[Task] = []
    repairs: list[Repair] = []
    for number, group in groupby(repaired.tasks, key=lambda task: task.item_no):
        rows = list(group)
        if number in items and _neighbours_agree(number, titles, items):
            rows, records = _fill(rows, *items[number])
            repairs += records
        tasks += rows
    filled = replace(repaired, tasks=tuple(tasks), repairs=repaired.repairs + tuple(repairs))
    return filled, len(alike)


def _items(body: Extraction) -> dict[int | None, tuple[str, Place]]:
    """The text behind each number that heads just one paragraph."""
    found: dict[int | None, list[tuple[str, Place]]] = {}
    for part in body.outside:
        number = leading_number(part.text)
        if number is not None and number.style == "arabic":
            text = part.text[len(number.printed) :]
            found.setdefault(number.value, []).append((text, part.place))
    return {number: texts[0] for number, texts in found.items() if len(texts) == 1}


def _agrees(title: str, text: str) -> bool:
    return ink(text).startswith(ink(title))


def _neighbours_agree(
    number: int | None,
    titles: Mapping[int | None, str | None],
    items: Mapping[int | None, tuple[str, Place]],
) -> bool:
    """Whether the printed headings around an item stand in the body under their numbers."""
    if number is None:
        return False
    near = [n for n in (number - 1, number, number + 1) if titles.get(n)]
    return bool(near) and all(n in items and _agrees(titles[n] or "", items[n][0]) for n in near)


def _fill(rows: Sequence[Task], text: str, place: Place) -> tuple[list[Task], list[Repair]]:
    """The rows of one item with the title and the one text that they lost."""
    records: list[Repair] = []
    title, _, rest = text.partition("。")
    tasks = list(rows)
    for i, task in enumerate(tasks):
        if task.item_title_lost and task.item_title is None:
            tasks[i] = _settled(
                replace(task, item_title=title, item_title_lost=False), "item_title_lost"
            )
            records.append(_record(task, "item_title", title, place))
    lost = [i for i, task in enumerate(tasks) if task.text_lost]
    left = _left_over(rest, tasks, lost[0]) if len(lost) == 1 else None
    if left:
        task = tasks[lost[0]]
        tasks[lost[0]] = _settled(replace(task, text=left, text_lost=False), "text_lost")
        records.append(_record(task, "text", left, place))
    return tasks, records


def _left_over(rest: str, tasks: Sequence[Task], lost: int) -> str | None:
    """What the body has between the sub-tasks before and after the lost one."""
    start = 0
    for task in tasks[:lost]:
        if task.text is None or rest[start:].find(task.text) != 0:
            return None
        start += len(task.text)
    following = [task.text or "" for task in tasks[lost + 1 :]]
    if not rest.endswith("".join(following)):
        return None
    left = rest[start : len(rest) - len("".join(following))]
    return left if left and left[-1] in _ENDS else None


def _settled(task: Task, code: str) -> Task:
    reasons = tuple(reason for reason in task.review_reasons if reason.split(":")[0] != code)
    return replace(task, review_reasons=reasons, grade="C" if reasons else "B")


def _record(task: Task, field: str, value: str, place: Place) -> Repair:
    evidence = f"item {task.item_no} of the body text; the headings around it agree"
    return Repair("body_text", 1, task.row_no, field, None, value, evidence, 0.9, place)
