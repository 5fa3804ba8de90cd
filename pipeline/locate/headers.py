"""Column headers: from printed labels to meanings, by synonyms held as data.

The synonyms are ``dictionaries/headers.csv`` (label, meaning, source). Beside the meanings
of ``records.Meaning`` the file knows words whose meaning the other columns decide:

- ``duty``: 重点任务 heads the items where a column of sub-tasks stands beside it, and is the
  task itself where none does;
- ``goal``: 工作目标 is the task of 重点任务 beside it where nothing says more closely what is to
  be done, its heading where it stands before a lone 工作措施, and else a note;
- ``office``: 责任科室 is responsible where no other column names who is, or only one of offices
  too (牵头科室), and else a note;
- ``problem``: 存在问题 is a duty before the bodies that are to mend it; behind them it reports
  on a task, and is a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from pipeline.ink import ink
from pipeline.labels import OWNERS, fold, meaning_of, pieces_of
from pipeline.locate.given import Given
from pipeline.locate.settle import alike, settled
from pipeline.locate.shapes import Shape
from pipeline.locate.ticks import Ticked
from pipeline.records import Cell, Column, Meaning

_PROBLEM = re.compile(r"(?:问题|表现|短板|痛点|堵点|不足|隐患|差距|症结)[^任整治]*$")
_KIND = re.compile(r"问题(?:类[型别]|分类|性质)$")
_MATTER = re.compile(r"任务|工作|事项|实事")
_OFFICE = re.compile(r"[科处股部]室(?:\(.*\))?$")
_DUTIES = ("item", "duty", "task", "goal")
_LONGEST_PIECE = 8  # characters of a label that is cut over several rows
_MOST_PIECES = 4
# Meanings that only this module knows, beside those of ``records.Meaning``.
FURTHER = ("duty", "goal", "office", "problem")


def labels_of(
    cells: Sequence[Cell], columns: int, first: int, last: int, synonyms: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """For each of ``columns`` the labels printed in rows ``first`` to ``last``, top down.

    A cell over the whole width is a title and labels none. Words that are one label when put
    together (责任 over 单位) are that label.
    """
    stacks: list[list[Cell]] = [[] for _ in range(columns)]
    for cell in cells:
        if cell.row > last or cell.row + cell.row_span <= first or not ink(cell.text):
            continue
        if cell.column_span == columns > 2:
            continue
        for column in range(cell.column, cell.column + cell.column_span):
            stacks[column].append(cell)
    return [_joined(stack, synonyms) for stack in stacks]


def _joined(stack: Sequence[Cell], synonyms: Mapping[str, str]) -> tuple[str, ...]:
    """The labels of a column, those of one column's width as one where they are a known word."""
    texts = tuple(cell.text for cell in stack)
    start = len(stack) - sum(1 for _ in takewhile(_is_narrow, reversed(stack)))
    for at in range(start, len(stack) - 1):
        if _is_one_label(texts[at:], synonyms):
            return (*texts[:at], "".join(texts[at:]))
    return texts


def _is_narrow(cell: Cell) -> bool:
    return cell.column_span == 1 and len(cell.text) <= _LONGEST_PIECE


def _is_one_label(pieces: Sequence[str], synonyms: Mapping[str, str]) -> bool:
    """Whether pieces of a label are known together: 责任 | 单位, or 县级牵 | 头责任单位."""
    whole = "".join(pieces)
    if fold(whole) in synonyms:
        return True
    return not any(meaning_of(each, synonyms) for each in pieces) and bool(
        meaning_of(whole, synonyms)
    )


def rows_of_pieces(cells: Sequence[Cell], first: int, synonyms: Mapping[str, str]) -> int:
    """How many rows from ``first`` on print the words of one row of labels, cut; 1 where none.

        重点 | 责任
        任务 | 单位

    Evidence: short cells of one place each, and in every row one with a piece of a label that is
    known when put together.
    """
    for depth in range(_MOST_PIECES, 1, -1):
        near = [c for c in cells if first <= c.row < first + depth and ink(c.text)]
        if not all(_is_narrow(cell) and cell.row_span == 1 for cell in near):
            continue
        stacks: dict[int, list[Cell]] = {}
        for cell in near:
            stacks.setdefault(cell.column, []).append(cell)
        known = [
            cell.row
            for stack in stacks.values()
            if len(stack) > 1 and _is_one_label([cell.text for cell in stack], synonyms)
            for cell in stack
        ]
        if len({*known}) == depth:
            return depth
    return 1


def read_columns(
    labels: Sequence[tuple[str, ...]],
    synonyms: Mapping[str, str],
    shapes: Sequence[Shape] = (),
    *,
    owners: bool = True,
) -> tuple[Column, ...] | None:
    """The columns under these labels, or ``None`` where they do not head a task table.

    The lowest known label of a column decides (``责任单位`` over ``牵头`` and ``配合``). A task
    table names at least one column of tasks and, where ``owners``, one of bodies. Of several
    columns of duties the last is the task, the one before it the item; further ones are
    sections; columns alike but for a year (2024年任务, 2025年任务) are one. Columns that no
    synonym knows are told by their ``shapes``, where given (``settle``), and are notes else.
    A ``Given`` meaning is that of its column, and decides before the words of the others.
    """
    lowest = ["".join(column[-1:]) for column in labels]
    found = _told_apart(known_meanings(labels, synonyms), lowest, shapes)
    given = {i: _plain(meaning) for i, meaning in enumerate(found) if isinstance(meaning, Given)}
    ticked = {i for i, meaning in enumerate(found) if isinstance(meaning, Ticked)}
    found = _without_measures(_shared_out(_kinds_apart(found, lowest), lowest), lowest)
    why = [""] * len(found)
    if shapes:
        found, why = settled(found, shapes, lowest)
    found = [meaning or "note" for meaning in found]
    named = any(
        meaning in ("owner", "lead") and not _OFFICE.search(fold(label))
        for meaning, label in zip(found, lowest, strict=True)
    )
    first = next((i for i, meaning in enumerate(found) if meaning in OWNERS), len(found))
    found = [_decided(each, named=named, behind=i > first) for i, each in enumerate(found)]
    found = _remedied(_single_goals(found), lowest)
    duties = [i for i, meaning in enumerate(found) if meaning in _DUTIES]
    if not duties or (owners and not any(meaning in OWNERS for meaning in found)):
        return None
    last = {i: alike(i, duties, lowest)[-1] for i in duties}
    chosen = sorted(set(last.values()))
    decided = dict(zip(chosen, _duties([found[i] for i in chosen]), strict=True))
    meanings = {
        i: decided[i] if i in decided else "task" if decided[last[i]] == "task" else "note"
        for i in duties
    }
    read = [given.get(i) or meanings.get(i) or _plain(found[i]) for i in range(len(labels))]
    return tuple(
        Column(i, read[i], lowest[i], evidence=why[i], ticked=i in ticked)
        for i in range(len(labels))
    )


def known_meanings(labels: Sequence[tuple[str, ...]], synonyms: Mapping[str, str]) -> list[str]:
    """For each column the meaning of its lowest known label, ``""`` where none is known.

    A label that a person named, be it above others, decides before those. Bodies that are ticked
    have the role of the label above them (配合单位).
    """
    found: list[str] = []
    for column in labels:
        known = [
            _noted_duty(label, synonyms) or meaning_of(label, synonyms)
            for label in reversed(column)
        ]
        given = [meaning for meaning in known if isinstance(meaning, Given)]
        meaning = next((meaning for meaning in (*given, *known) if meaning), "")
        if isinstance(meaning, Ticked):
            above = (each for each in known if each in OWNERS and not isinstance(each, Ticked))
            meaning = Ticked(next(above, meaning))
        found.append(meaning)
    return found


def _told_apart(found: Sequence[str], labels: Sequence[str], shapes: Sequence[Shape]) -> list[str]:
    """What one word over several columns heads: of duties the texts, figures only count them.

        工作任务        | 具体要求     | 责任单位及完成时限
        一、甲 | （一）乙 | 1 | 公开文件。 | 市司法局 | 6月底前

    Of bodies and times the times are a column of their own.
    """
    read = list(found)
    for i, (shape, after) in enumerate(pairwise(shapes)):
        if labels[i] != labels[i + 1]:
            continue
        if found[i] in (*_DUTIES, "problem") and shape.kind in ("number", "figure"):
            counts = shape.kind == "number" and "number" not in read
            read[i] = ("number" if counts else "note") if after.is_text else found[i]
        elif found[i] in OWNERS and after.kind == "time" and "deadline" not in read:
            read[i + 1] = "deadline"
    return read


def _noted_duty(label: str, synonyms: Mapping[str, str]) -> str | None:
    """What is to be done, of a label that goes on with bodies or time: 具体措施及责任单位.

    Its cells say what is to be done, and name the bodies in a note, or by when in the text.
    """
    if fold(label) in synonyms:
        return None
    first, *further = [meaning_of(each, synonyms) for each in pieces_of(label)]
    return first if first in (*_DUTIES, "problem") and {*further} & {*OWNERS, "deadline"} else None


def _decided(meaning: str, *, named: bool, behind: bool) -> str:
    """A meaning that the bodies decide: whether they are ``named``, and stand before it."""
    if meaning == "office":
        return "note" if named else "owner"
    if meaning == "problem":
        return "note" if behind else "duty"
    return meaning


def _kinds_apart(found: Sequence[str], labels: Sequence[str]) -> list[str]:
    """The kind of a problem behind it (查出问题 | 问题类型) is a section, and no title."""
    problems = [i for i, label in enumerate(labels) if _PROBLEM.search(fold(label))]
    return [
        "section"
        if meaning == "duty" and _KIND.search(fold(labels[i])) and i - 1 in problems
        else meaning
        for i, meaning in enumerate(found)
    ]


def _shared_out(found: Sequence[str], labels: Sequence[str]) -> list[str]:
    """工作分工 beside 责任部门, where nothing else says what is to be done, is the task."""
    bodies = [i for i, meaning in enumerate(found) if meaning in OWNERS]
    shared = [i for i in bodies if fold(labels[i]).endswith("分工")]
    if len(shared) != 1 or len(bodies) == 1 or set(found) & {*_DUTIES, "problem"}:
        return list(found)
    return ["duty" if i == shared[0] else meaning for i, meaning in enumerate(found)]


def _without_measures(found: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Indicators behind the bodies measure a duty that is named before them: no task."""
    first = next((i for i, meaning in enumerate(found) if meaning in OWNERS), len(found))
    named = any(meaning in _DUTIES for meaning in found[:first])
    return [
        "note"
        if named and i > first and meaning == "duty" and fold(labels[i]).endswith("指标")
        else meaning
        for i, meaning in enumerate(found)
    ]


def _single_goals(found: Sequence[str]) -> list[str]:
    """Goals side by side behind a duty (上半年目标 | 全年目标) measure it: none is the task."""
    if not {"duty", "item"} & set(found):
        return list(found)
    padded = ["", *found, ""]
    return [
        "note" if meaning == "goal" and "goal" in (padded[i], padded[i + 2]) else meaning
        for i, meaning in enumerate(found)
    ]


def _remedied(found: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Problems beside what is to be done about them.

    A goal behind a problem is the task: of 存在问题 | 整改要求 the second. A problem between a
    matter and its remedy (事项名称 | 存在问题 | 下步措施) reports on the matter, and is a note.
    """
    read = list(found)
    problems = [
        i
        for i, meaning in enumerate(found)
        if meaning in ("duty", "item") and _PROBLEM.search(fold(labels[i]))
    ]
    if "task" not in found:
        read = [
            "task" if meaning == "goal" and problems and i > problems[-1] else meaning
            for i, meaning in enumerate(found)
        ]
    matters = [
        i
        for i, meaning in enumerate(found)
        if meaning in ("duty", "item") and i not in problems and _MATTER.search(fold(labels[i]))
    ]
    for i in problems:
        if "task" in read[i:] and any(each < i for each in matters):
            read[i] = "note"
    return read


def _duties(found: Sequence[str]) -> list[Meaning]:
    """Which of the duty columns, from left to right, is section, item and task.

    A word that always heads items (任务项目) does so wherever it stands; of words that may
    head both, the one left of the task is the item. Between item and task stand notes.
    """
    given = [i for i, meaning in enumerate(found) if isinstance(meaning, Given)]
    named = [i for i, meaning in enumerate(found) if meaning == "item"]
    named = [i for i in named if i in given] or named
    strict = [i for i, meaning in enumerate(found) if meaning == "task"]
    strict = [i for i in strict if i in given] or strict
    free = [i for i, meaning in enumerate(found) if meaning == "duty"]
    goals = [i for i, meaning in enumerate(found) if meaning == "goal"]
    after = [i for i in goals if len(free + named) == 1 and i > (free + named)[0]]
    task = (strict or after or free or named or goals)[0 if strict or after else -1]
    left = [i for i in named if i < task] or [i for i in named if i != task]
    left = left or [i for i in free if i < task] or [i for i in goals if i < task]
    item = left[-1] if left else None
    first = task if item is None else min(item, task)
    return [
        "task" if i == task else "item" if i == item else "section" if i < first else "note"
        for i in range(len(found))
    ]


def _plain(meaning: str) -> Meaning:
    known: tuple[Meaning, ...] = (
        "number", "item", "task", "owner", "lead", "support", "deadline", "person", "section",
    )  # fmt: skip
    return next((name for name in known if name == meaning), "note")
