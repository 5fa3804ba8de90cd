"""A layout: what a document prints, and the tasks that it holds, both in short notation.

``body`` is made of blocks, parted by blank lines. A block whose first line has a ``|`` is a
table, one row a line: ``^`` is a place merged with the cell above, ``<`` one merged with the
cell to the left, ``¶`` ends a paragraph within a cell (with the spaces around it). Any other
block is text, one paragraph a line.

``tasks`` has a line for each task: ``number | title | text | owners``, and behind them
``section=``, ``deadline=``, ``person=``, ``flags=`` and ``lost=``, where ``>`` parts several
values. The number is the task's printed position; ``-`` is a value that is null, and ``-.2``
the second sub-task of an item without number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

UP, LEFT, BREAK = "^", "<", "¶"
_POSITION = re.compile(r"(?:\d+|-)\.(?:\d+|-)$")


class Span(NamedTuple):
    """A cell of a grid with the rows and columns that it covers."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True)
class Grid:
    """A printed table, row by row, with ``UP`` and ``LEFT`` where cells are merged."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> int:
        return len(self.rows[0])

    def spans(self) -> Iterator[Span]:
        """Every cell, in reading order."""
        for row, texts in enumerate(self.rows):
            for column, text in enumerate(texts):
                if text in (UP, LEFT):
                    continue
                wide, deep = 1, 1
                while column + wide < len(texts) and texts[column + wide] == LEFT:
                    wide += 1
                while row + deep < len(self.rows) and self.rows[row + deep][column] == UP:
                    deep += 1
                yield Span(row, column, deep, wide, text)

    def flat(self) -> list[list[str]]:
        """The texts with a blank at every place that a merged cell covers."""
        return [["" if text in (UP, LEFT) else text for text in row] for row in self.rows]


class Truth(NamedTuple):
    """A task as it should come out; the fields are those of ``pipeline.records.Task``."""

    task_no: str | None
    item_no: int | None
    subtask_no: int | None
    item_title: str | None
    text: str | None
    owner_text: str | None
    section: tuple[str, ...] = ()
    deadline_text: str | None = None
    persons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One document with its truth.

    ``place``: the jurisdiction. ``formats``: those that can carry it. ``columns``: what a
    person maps in document.toml. ``outside``: texts that must be declared outside the tasks.
    ``others``: how many tables are no task tables. ``removed``: rules that took text out.
    ``made``: bytes written by hand, by format, in place of ``body``.
    """

    name: str
    trait: str
    place: str
    body: str
    tasks: str
    formats: str = "docx html xlsx"
    columns: Mapping[str, str] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    others: int = 0
    removed: tuple[str, ...] = ()
    made: Mapping[str, bytes] = field(default_factory=dict)

    def blocks(self) -> list[Grid | list[str]]:
        """The body: grids, and texts as lists of paragraphs."""
        read: list[Grid | list[str]] = []
        for block in re.split(r"\n\s*\n", self.body.strip()):
            lines = [line.strip() for line in block.split("\n")]
            if "|" not in lines[0]:
                read.append(lines)
                continue
            rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
            assert len({len(row) for row in rows}) == 1, (self.name, rows)
            read.append(Grid(tuple(tuple(_broken(c) for c in row) for row in rows)))
        return read

    def truth(self) -> list[Truth]:
        """The tasks, in order."""
        return [_truth(line.strip()) for line in self.tasks.strip().split("\n")]


def _truth(line: str) -> Truth:
    number, title, text, owner, *more = (cell.strip() for cell in line.split("|"))
    named = dict(cell.split("=", 1) for cell in more)
    position = _POSITION.search(number)
    assert position or number == "-", line
    item, ordinal = position[0].split(".") if position else ("-", "-")
    return Truth(
        task_no=None if "-" in (item, ordinal) else number,
        item_no=None if item == "-" else int(item),
        subtask_no=None if ordinal == "-" else int(ordinal),
        item_title=_value(title),
        text=_value(text),
        owner_text=_value(owner),
        section=_values(named.pop("section", "")),
        deadline_text=_value(named.pop("deadline", "-")),
        persons=_values(named.pop("person", "")),
        flags=tuple(sorted(_values(named.pop("flags", "")))),
        lost=_values(named.pop("lost", "")),
        **named,
    )


def _value(text: str) -> str | None:
    return None if text == "-" else _broken(text)


def _values(text: str) -> tuple[str, ...]:
    return tuple(_broken(each) for each in text.split(">")) if text else ()


def _broken(text: str) -> str:
    return re.sub(rf" *{BREAK} *", "\n", text)
