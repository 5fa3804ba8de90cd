"""Comparing two editions, against csv-diff and datacompy, and against fewer rows.

The editions are made up: items of three tasks, and of every hundred tasks five edited: one
reworded, one with another owner, the others removed, moved, or replaced by a new item. Both
others are given the printed number as key, as a person would; they are timed from rows in
memory, like us, and what they report is counted as they count it: rows added, removed, changed.
"""

from __future__ import annotations

import copy
import itertools
import random
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import csv_diff
import datacompy
import pandas as pd

from bench.measure import Comparison
from pipeline.diff.compare import compare as compare_sides
from pipeline.diff.records import About, Side
from pipeline.diff.sides import make_side

SIZES = (2_500, 5_000, 10_000)
_COLUMNS = ("task_no", "item_title", "text", "owners")
_BODIES = [
    "公安局",
    "民政局",
    "财政局",
    "司法局",
    "教育局",
    "应急管理局",
    "水务局",
    "商务局",
    "统计局",
    "交通运输局",
]
_Rows = dict[str, list[dict[str, Any]]]


@dataclass
class _Task:
    """A made-up task; ``title`` stands on each row of its item."""

    title: str
    text: str
    owners: list[str]


def compare() -> Iterator[Comparison]:
    """Seconds and reported changes for the largest editions; seconds as editions grow."""
    taken: dict[int, float] = {}
    for size in SIZES:
        old, new, meant = editions(size)
        rows = rows_of(old), rows_of(new)
        sides = _side("a", rows[0]), _side("b", rows[1])
        found = compare_sides(*sides)
        taken[size] = _least(lambda pair=sides: compare_sides(*pair))  # type: ignore[misc]
        if size != SIZES[-1]:
            continue
        what = f"two editions of {size:,} tasks, {meant} changes meant"
        plain = [_plain(made) for made in rows]
        note = (
            "csv-diff and datacompy know the rows by their printed numbers; an inserted or "
            "removed row shifts those of all rows below it."
        )
        for name, count in (("csv-diff", by_csv_diff), ("datacompy", by_datacompy)):
            theirs = _least(lambda f=count, p=plain: f(*p), rounds=1)  # type: ignore[misc]
            yield Comparison(f"{what}: compared", taken[size], name, theirs, "s", note)
            yield Comparison(
                f"{what}: changes reported",
                len(found.changes),
                name,
                count(*plain),
                "changes",
                note,
            )
    for small, large in itertools.pairwise(SIZES):
        yield Comparison(
            f"{large:,} tasks, a task", taken[large] / large * 1e6, f"{small:,} tasks",
            taken[small] / small * 1e6, "µs",
        )  # fmt: skip


def editions(size: int) -> tuple[list[_Task], list[_Task], int]:
    """Two editions of about ``size`` tasks and the number of edits between them."""
    rng = random.Random(size)
    titles = [f"事项{_words(rng, 6)}" for _ in range(size // 3)]
    old = [
        _Task(title, f"推进{_words(rng, 12)}，落实{_words(rng, 12)}。", rng.sample(_BODIES, 2))
        for title in titles
        for _ in range(3)
    ]
    new = copy.deepcopy(old)
    chosen = rng.sample(range(len(new)), size // 20)
    meant = 0
    gone: list[_Task] = []
    for count, place in enumerate(chosen):
        task = new[place]
        if count % 5 == 0:
            meant += 1
            task.text = task.text.replace("，", "，进一步", 1)
        elif count % 5 == 1:
            meant += 2  # one body gone, another come
            task.owners[1] = next(body for body in _BODIES if body not in task.owners)
        else:
            meant += 1  # removed, or moved
            gone.append(task)
    known = {id(task) for task in gone}
    new = [task for task in new if id(task) not in known]
    for count, task in enumerate(gone):
        place = rng.randrange(1, len(new))
        if count % 3 == 0:
            meant += 1
            while place < len(new) and new[place].title == new[place - 1].title:
                place += 1
            added = _Task(f"事项{_words(rng, 6)}", f"新增{_words(rng, 26)}。", task.owners)
            new.insert(place, added)
        elif count % 3 == 1:
            task.title = new[place - 1].title
            new.insert(place, task)
    return old, new, meant


def rows_of(tasks: list[_Task]) -> _Rows:
    """The rows of an edition, numbered as they stand."""
    rows: _Rows = {"tasks": [], "assignments": []}
    item = ordinal = 0
    title = ""
    for row_no, task in enumerate(tasks, 1):
        item, ordinal = (item, ordinal + 1) if task.title == title else (item + 1, 1)
        title = task.title
        task_id = f"t-{row_no:012x}"
        rows["tasks"].append(
            {
                "task_id": task_id,
                "row_no": row_no,
                "task_no": f"{item}.{ordinal}",
                "item_no": item,
                "subtask_no": ordinal,
                "item_title": title,
                "text": task.text,
                "owner_text": "、".join(task.owners),
                "section": [],
            }
        )
        rows["assignments"] += [
            {
                "task_id": task_id,
                "position": position,
                "bureau_id": f"441900:{body}",
                "bureau_name": body,
                "role": "responsible",
                "surface": body,
            }
            for position, body in enumerate(task.owners, 1)
        ]
    return rows


def by_csv_diff(old: list[dict[str, str]], new: list[dict[str, str]]) -> int:
    """Rows that csv-diff reports."""
    found = csv_diff.compare(*({row["task_no"]: row for row in side} for side in (old, new)))
    return sum(len(found[kind]) for kind in ("added", "removed", "changed"))


def by_datacompy(old: list[dict[str, str]], new: list[dict[str, str]]) -> int:
    """Rows that datacompy reports."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = datacompy.PandasCompare(pd.DataFrame(old), pd.DataFrame(new), "task_no")
        return len(found.df1_unq_rows) + len(found.df2_unq_rows) + len(found.all_mismatch())


def _side(name: str, rows: _Rows) -> Side:
    return make_side(About(name, "doc", name, sources={"a": name}), rows)


def _plain(rows: _Rows) -> list[dict[str, str]]:
    return [
        {**{key: row[key] for key in _COLUMNS[:3]}, "owners": row["owner_text"]}
        for row in rows["tasks"]
    ]


def _least(action: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of the quickest of some runs: the machine may have other work."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return min(taken)


def _words(rng: random.Random, length: int) -> str:
    return "".join(chr(0x4E00 + rng.randrange(2500)) for _ in range(length))
