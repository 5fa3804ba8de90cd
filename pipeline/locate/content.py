"""What the cells below a header say about a column that its label leaves open."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import OWNERS, fold
from pipeline.locate.given import Given
from pipeline.locate.headers import known_meanings, labels_of, read_columns
from pipeline.locate.shapes import Shape, is_running, shapes_of
from pipeline.numbering import leading_number, whole_number
from pipeline.records import Cell, Column, Meaning, Table, TaskTable

# Words that name a body without saying that it is to do anything, and words of what is to be done.
_WEAK_BODY = re.compile(
    r".*(?:使用|申报|建设|项目|业主|所属|所在|预算|采购|参加|参会|推荐|编制|资金|填报)单位|单位|部门"
    r"|(?:单位|部门|机构)名称|.*主管部门"
)
_GROUNDS = re.compile(r"(?:设定|法律|实施|处罚|许可)依据|权力类[型别]|行使层级|许可条件|申请材料")
_DUTY = re.compile(r"任务|工作|措施|举措|整改|事项|实事|问题|要点|行动|改革|内容|职责")
_SHORTEST_CODE = 4  # characters
_LONGEST_UNIT = 5  # characters: 平方公里, μg/m³
_BODIES = frozenset("局委办部府会院处厅署社区县市镇乡街司团")


def with_contents(found: TaskTable, synonyms: Mapping[str, str]) -> TaskTable | None:
    """``found`` with the meanings that its cells decide; ``None`` where they ask for nothing.

    Columns whose label no synonym knows are settled (``settle``). A table whose words for tasks
    and bodies are both weak (项目, 使用单位) is one only if its cells say what is to be done.
    """
    if not found.header_rows:
        return found
    labels = _labels(found, synonyms)
    shapes = shapes_of(found.table, found.header_rows)
    owners = any(column.meaning in OWNERS for column in found.columns)
    columns = read_columns(labels, synonyms, shapes, owners=owners)
    given = given_columns(labels, synonyms)
    if columns is None or (not given and asks_nothing(columns, shapes)):
        return None
    columns = by_content(columns, found.table, found.header_rows, given)
    return replace(found, columns=_doubted(columns, shapes, given))


def _doubted(
    columns: Sequence[Column], shapes: Sequence[Shape], given: frozenset[int]
) -> tuple[Column, ...]:
    """The columns, with a doubt where sentences stand under the bodies and bodies for tasks.

    Also where neither a word nor the cells say that a column of phrases is the task.
    """
    tasks = [column for column in columns if column.meaning == "task"]
    owners = [column for column in columns if column.meaning in OWNERS]
    changed = (
        tasks
        and owners
        and not given.intersection(column.index for column in (*tasks, *owners))
        and all(shapes[column.index].names_bodies for column in tasks)
        and all(shapes[column.index].kind == "act" for column in owners)
    )
    if not changed:
        return tuple(
            replace(each, doubt=f"{ink(each.label)} is read as the task: {each.evidence}")
            if each in tasks and each.evidence and shapes[each.index].kind == "phrase"
            else each
            for each in columns
        )
    task, owner = tasks[0], owners[0]
    doubt = (
        f"{ink(task.label)} names bodies and {ink(owner.label)} says what is to be done:"
        " their headers may be exchanged"
    )
    return tuple(replace(each, doubt=doubt) if each is task else each for each in columns)


def given_columns(labels: Sequence[tuple[str, ...]], synonyms: Mapping[str, str]) -> frozenset[int]:
    """The columns whose meaning a person gave."""
    known = known_meanings(labels, synonyms)
    return frozenset(i for i, meaning in enumerate(known) if isinstance(meaning, Given))


def _labels(found: TaskTable, synonyms: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The labels of a table's columns, from the row on that its header begins with."""
    head = [cell for cell in found.table.cells if cell.row < found.header_rows]
    last = found.header_rows - 1
    first = min((cell.row for cell in head), default=0)
    for row in range(first, found.header_rows):
        labels = labels_of(head, found.table.columns, row, last, synonyms)
        read = read_columns(labels, synonyms, owners=False) or ()
        if [each.meaning for each in read] == [each.meaning for each in found.columns]:
            return labels
    return labels_of(head, found.table.columns, first, last, synonyms)


def asks_nothing(columns: Sequence[Column], shapes: Sequence[Shape]) -> bool:
    """Whether no cell says what is to be done, and the header hardly means to.

    So it is where the words for bodies and tasks are weak (项目, 使用单位) and no time or person
    stands beside them, and where legal grounds make the table a catalogue of powers or permits.
    """
    tasks = [column for column in columns if column.meaning in ("task", "item")]
    if any(shapes[column.index].kind == "act" for column in tasks if column.meaning == "task"):
        return False
    if any(_GROUNDS.search(fold(column.label)) for column in columns):
        return True
    bodies = [column for column in columns if column.meaning in OWNERS]
    return (
        bool(bodies)
        and all(_WEAK_BODY.fullmatch(fold(each.label)) or each.evidence for each in bodies)
        and not any(_DUTY.search(fold(column.label)) for column in tasks)
        and not any(column.meaning in ("deadline", "person") for column in columns)
        and not any(shapes[column.index].kind == "act" for column in tasks)
    )


def by_content(
    columns: Sequence[Column], table: Table, header_rows: int, given: Collection[int] = ()
) -> tuple[Column, ...]:
    """The columns with the meanings that their cells decide, but those ``given`` as they are.

    - a column that holds nothing but numbers, without label or with that of the column to its
      right, is the number column, where no other is;
    - 单位 over units of measure (%, 张, 万元) names no bodies;
    - a number column behind titles that are numbered themselves (一、甲 | （1） | 乙) numbers
      no items, and is a note.
    """
    cells: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row >= header_rows and cell.column_span < table.columns:
            cells.setdefault(cell.column, []).append(cell)

    def texts(index: int) -> list[str]:
        return [cell.text for cell in cells.get(index, ()) if ink(cell.text)]

    numbers = [column.index for column in columns if column.meaning == "number"]
    counting = [index for index in numbers if is_running(texts(index))]
    numbered = bool(numbers)
    read: list[Column] = []
    for column in columns:
        meaning: Meaning = column.meaning
        if column.index in given:
            read.append(column)
            continue
        following = next((each.label for each in columns if each.index == column.index + 1), "")
        is_free = not numbered and column.label in ("", following)
        if is_free and _are_numbers(texts(column.index)):
            meaning, numbered = "number", True
        elif (fold(column.label) == "单位" and _are_units(texts(column.index))) or (
            meaning == "number"
            and (
                _is_second(column.index, columns, texts)
                or (counting and column.index not in counting and _are_codes(texts(column.index)))
            )
        ):
            meaning = "note"
        read.append(replace(column, meaning=meaning) if meaning != column.meaning else column)
    return tuple(read)


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether there are numbers that count nothing: 8301012, 2024-015."""
    return bool(texts) and all(len(ink(text)) >= _SHORTEST_CODE for text in texts)


def _are_numbers(texts: Sequence[str]) -> bool:
    return bool(texts) and all(map(whole_number, texts))


def _are_units(texts: Sequence[str]) -> bool:
    return bool(texts) and all(
        len(ink(text)) <= _LONGEST_UNIT and not _BODIES.intersection(text) for text in texts
    )


def _is_second(index: int, columns: Sequence[Column], texts: Callable[[int], list[str]]) -> bool:
    """Whether most titles left of a number column have a number of their own."""
    first = min(column.index for column in columns if column.meaning == "number")
    if index != first:
        return False
    titles = [
        leading_number(text) is not None
        for column in columns
        if column.meaning == "item" and column.index < index
        for text in texts(column.index)
    ]
    return 2 * sum(titles) > len(titles)
