"""A body text fills what the table lost: the parent document's prose with numbered headings.

    16．推行部门联合检查。建立联合检查机制。定期开展联合检查。

    （二）规范茶叶质量
    开展茶园质量抽检。

A heading runs into its paragraph, up to the first 。, or stands on a line of its own; of the
ways to number that are printed the one counts whose headings the table prints too. The heading
of item 16 is given where number and neighbours agree: every neighbouring heading that the table
prints stands in the body under its own number. A single lost sub-task is what the body has
beside the heading and the printed sub-tasks, where that is one stretch at the lost one's place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.numbering import PrintedNumber, Style, leading_number, rank
from pipeline.records import Extraction, Place, Repair, Repaired, Task

_ENDS = "。；;"


@dataclass(frozen=True, slots=True)
class _Item:
    """What the body prints under one number: the heading, and all that stands below it."""

    title: str
    rest: str
    place: Place


_Items: TypeAlias = Mapping[int | None, _Item]


def fill_from_body(repaired: Repaired, body: Extraction) -> tuple[Repaired, int]:
    """``repaired`` with what ``body`` proves, and how many headings both print alike.

    Where that count is 0 the text is not the table's body, and nothing is changed. Every
    filled value has a repair record (``body_text``) with its place in the body.
    """
    titles = {task.item_no: task.item_title for task in repaired.tasks if task.item_title}
    items, alike = _read(body, titles)
    if not alike:
        return repaired, 0
    tasks: list[Task] = []
    repairs: list[Repair] = []
    for number, group in groupby(repaired.tasks, key=lambda task: task.item_no):
        rows = list(group)
        if number in items and _neighbours_agree(number, titles, items):
            rows, records = _fill(rows, items[number])
            repairs += records
        tasks += rows
    filled = replace(repaired, tasks=tuple(tasks), repairs=repaired.repairs + tuple(repairs))
    return filled, alike


def _read(body: Extraction, titles: Mapping[int | None, str | None]) -> tuple[_Items, int]:
    """The items of the body, numbered as most headings of the table are, and how many agree."""
    numbers = [leading_number(part.text) for part in body.outside]
    styles = dict.fromkeys(number.style for number in numbers if number is not None)
    best: tuple[_Items, int] = ({}, 0)
    for style in styles:
        items = _items(body, numbers, style)
        alike = sum(n in items and _agrees(title or "", items[n]) for n, title in titles.items())
        if alike > best[1]:
            best = items, alike
    return best


def _items(body: Extraction, numbers: Sequence[PrintedNumber | None], style: Style) -> _Items:
    """What stands behind each number of a style that heads just one paragraph.

    It goes on to the next number of this level or a higher one.
    """
    found: dict[int | None, list[_Item]] = {}
    for i, (part, number) in enumerate(zip(body.outside, numbers, strict=True)):
        if number is None or number.style != style:
            continue
        head = part.text[len(number.printed) :]
        title, full_stop, rest = head.partition("。")
        if not full_stop:
            following = zip(body.outside[i + 1 :], numbers[i + 1 :], strict=True)
            below = takewhile(lambda each: not _ends_item(each[1], style), following)
            rest = "".join(_bare(each.text) for each, _ in below)
        found.setdefault(number.value, []).append(_Item(title, rest, part.place))
    return {number: items[0] for number, items in found.items() if len(items) == 1}


def _bare(text: str) -> str:
    """A text without the number of its own that stands in front."""
    number = leading_number(text)
    return text[len(number.printed) :] if number is not None else text


def _ends_item(number: PrintedNumber | None, style: Style) -> bool:
    return number is not None and rank(number.style) <= rank(style)


def _agrees(title: str, item: _Item) -> bool:
    """Whether the body prints a title of the table: as the heading, or at its beginning."""
    return ink(f"{item.title}{item.rest}").startswith(ink(title))


def _neighbours_agree(
    number: int | None,
    titles: Mapping[int | None, str | None],
    items: _Items,
) -> bool:
    """Whether the printed headings around an item stand in the body under their numbers."""
    if number is None:
        return False
    near = [n for n in (number - 1, number, number + 1) if titles.get(n)]
    return bool(near) and all(n in items and _agrees(titles[n] or "", items[n]) for n in near)


def _fill(rows: Sequence[Task], item: _Item) -> tuple[list[Task], list[Repair]]:
    """The rows of one item with the title and the one text that they lost."""
    records: list[Repair] = []
    tasks = list(rows)
    for i, task in enumerate(tasks):
        if task.item_title_lost and task.item_title is None:
            tasks[i] = _settled(
                replace(task, item_title=item.title, item_title_lost=False), "item_title_lost"
            )
            records.append(_record(task, "item_title", item.title, item.place))
    lost = [i for i, task in enumerate(tasks) if task.text_lost]
    left = _left_over(item.rest, tasks, lost[0]) if len(lost) == 1 else None
    if left:
        task = tasks[lost[0]]
        tasks[lost[0]] = _settled(replace(task, text=left, text_lost=False), "text_lost")
        records.append(_record(task, "text", left, item.place))
    return tasks, records


def _left_over(rest: str, tasks: Sequence[Task], lost: int) -> str | None:
    """What the body has between the sub-tasks before and after the lost one."""
    start = 0
    for task in tasks[:lost]:
        if task.text is None or not rest.startswith(_bare(task.text), start):
            return None
        start += len(_bare(task.text))
    following = [_bare(task.text or "") for task in tasks[lost + 1 :]]
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
