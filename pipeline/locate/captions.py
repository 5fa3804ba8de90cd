"""Headings of sections that are printed as paragraphs above a task table.

    一、工业                       section of the tasks of table 1
    序号 | 任务 | 责任单位
    二、农业                       section of the tasks of table 2
    责任单位：市农业农村局         owner of the tasks of table 2, which has no such column
    序号 | 任务 | 完成时限
    三、市水利局                   owner of table 3, if another table next to it has such a line
    序号 | 任务 | 完成时限

Evidence: the paragraph right above the table is numbered in Chinese (一、（一）第一章) and
short; the numbered paragraphs before it, from the table above on, are the higher levels. A
title, or prose that only ends before the table, leaves the table without section.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import OWNERS, label_pattern, take_apart
from pipeline.labels.bodies import bodies_of_heading
from pipeline.numbering import leading_number, outranks
from pipeline.records import Extraction, Part, Place, TaskTable

_LONGEST = 50
# What may stand between a heading and its table: a unit, the table's own number, a bracket.
_ASIDE = re.compile(r"单位：.{0,8}|表\d.{0,20}|[（(].{0,20}[）)]|[-—－ ]*\d+[-—－ ]*")
_ANEW = re.compile(r"附[件表录]")


def with_captions(
    extraction: Extraction, task_tables: Sequence[TaskTable], synonyms: Mapping[str, str]
) -> tuple[TaskTable, ...]:
    """The task tables, each with the headings that stand between it and the table before.

    A table that begins in the middle of a printed one has none.
    """
    captioned: list[TaskTable] = []
    seen: set[int] = set()
    for each in task_tables:
        index = each.table.index
        if index not in seen:
            above, owners = _above(extraction, index), owner_captions(extraction, index, synonyms)
            named = any(column.meaning in OWNERS for column in each.columns)
            aside = [part for part in owners if not named or not _bodies_of(part)]
            headings = _headings([part for part in above if part not in aside])
            each = replace(each, captions=(*headings, *(() if named else owners)))
        seen.add(index)
        captioned.append(each)
    return tuple(captioned)


def owner_captions(
    extraction: Extraction, index: int, synonyms: Mapping[str, str]
) -> tuple[Part, ...]:
    """The paragraphs right above a table that do nothing but name bodies under a label.

    A line of names alone (三、市水利局) needs no label where another one stands above a table
    next to this.
    """
    pattern = label_pattern(synonyms)
    found: list[Part] = []
    for part in reversed(_above(extraction, index)):
        note = take_apart(part, pattern, synonyms)
        if not note.names_owners or not note.labelled or ink(note.text):
            break
        found.append(part)
    if not found and any(_bodies_right_above(extraction, each) for each in (index - 1, index + 1)):
        found += _bodies_right_above(extraction, index)
    return tuple(reversed(found))


def _bodies_right_above(extraction: Extraction, index: int) -> list[Part]:
    """The paragraph right above a table, if it names bodies and says nothing else."""
    above = [p for p in _above(extraction, index) if not _ASIDE.fullmatch(ink(p.text))]
    return [part for part in above[-1:] if _bodies_of(part)]


def _bodies_of(caption: Part) -> str:
    """The bodies that a caption names behind its number, ``""`` where it says more."""
    number = leading_number(caption.text)
    return bodies_of_heading(caption.text[len(number.printed) if number else 0 :])


def _headings(paragraphs: Sequence[Part]) -> tuple[Part, ...]:
    """The headings that hold at the end of these paragraphs, if a heading ends them."""
    standing = [part for part in paragraphs if not _ASIDE.fullmatch(ink(part.text))]
    if not standing or not _is_heading(standing[-1]):
        return ()
    levels: dict[str, Part] = {}
    for part in standing:
        number = leading_number(part.text)
        if _ANEW.match(ink(part.text)):
            levels = {}
        elif number is not None and _is_heading(part):
            styles = list(levels)
            at = styles.index(number.style) if number.style in levels else len(styles)
            levels = {style: levels[style] for style in styles[:at]} | {number.style: part}
    return tuple(levels.values())


def _is_heading(part: Part) -> bool:
    text = ink(part.text)
    return outranks(leading_number(part.text), "arabic") and len(text) <= _LONGEST


def _above(extraction: Extraction, index: int) -> tuple[Part, ...]:
    """The outside texts between a table and the one before it; none where nothing tells."""
    before = _count_above(extraction, index - 1) if index else 0
    return extraction.outside[before : max(_count_above(extraction, index), before)]


def _count_above(extraction: Extraction, index: int) -> int:
    """How many of the outside texts are printed above a table."""
    if index in extraction.above:
        return extraction.above[index]
    table = next((table for table in extraction.tables if table.index == index), None)
    places = (part.place for cell in table.cells for part in cell.parts) if table else ()
    first = next((_position(place) for place in places), None)
    if first is None:
        return 0
    positions = [_position(part.place) for part in extraction.outside]
    return next((i for i, at in enumerate(positions) if at is None or at >= first), len(positions))


def _position(place: Place) -> tuple[float, float] | None:
    """Page and height, or line, where a text stands; ``None`` where its place does not say."""
    if place.page is not None and place.bbox is not None:
        return (place.page, place.bbox[1])
    return (0, place.line) if place.line is not None else None
