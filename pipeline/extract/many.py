"""Make many records of one kind at once, and count the characters of many texts.

A large table is tens of thousands of places, parts and cells, and to call their constructors
one by one is a good part of the time of reading it.
"""

from __future__ import annotations

import gc
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from itertools import repeat
from typing import Any, TypeVar

from pipeline.ink import census
from pipeline.records import Cell, Part, Place
from pipeline.thaw import thawed

_Record = TypeVar("_Record")


@contextmanager
def uncollected(*, keeps: bool = False) -> Iterator[None]:
    """Without the search for garbage, for of a million new records none is any.

    ``keeps``: nor is it searched for among them as soon as this ends, but when it is next among
    all that has lived long. For what leaves no cycles behind.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            if keeps and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def many(record: type[_Record], count: int, **values: Iterable[Any]) -> list[_Record]:
    """``count`` records of a frozen, slotted class, from the values of each field in order.

    A field that is not named has its default value.
    """
    made = list(map(object.__new__, repeat(record, count)))
    for field in fields(record):  # type: ignore[arg-type]
        put = record.__dict__[field.name].__set__
        deque(map(put, made, values.get(field.name, repeat(field.default))), maxlen=0)
    return made


def whole_cells(
    where: Place,
    rows: Iterable[int],
    columns: Iterable[int],
    row_spans: Iterable[int],
    column_spans: Iterable[int],
    texts: Iterable[str],
    lines: Iterable[int | None] = repeat(None),
) -> list[Cell]:
    """The cells of a table, the text of each in one place; one without text has no part.

    ``where`` gives file and table. The three records of a cell are made together and frozen
    then: their constructors take five times as long.
    """
    file, table = where.file, where.table
    cells: list[Cell] = []
    new: Any = object.__new__
    records = (map(new, repeat(thawed(each))) for each in (Cell, Part, Place))
    values = (rows, columns, row_spans, column_spans, texts, lines)
    for cell, part, place, row, column, row_span, column_span, text, line in zip(
        *records, *values, strict=False
    ):
        cell.row = row
        cell.column = column
        cell.row_span = row_span
        cell.column_span = column_span
        cell.text = text
        cell.doubt = ""
        if not text:
            cell.parts = ()
        else:
            cell.parts = (part,)
            part.text = text
            part.place = place
            part.confidence = None
            part.doubts = ()
            part.__class__ = Part
            place.file = file
            place.page = None
            place.bbox = None
            place.table = table
            place.row = row
            place.column = column
            place.line = line
            place.__class__ = Place
        cell.__class__ = Cell
        cells.append(cell)
    return cells


def tally(texts: Mapping[str | None, int]) -> Counter[str]:
    """How often each printed character occurs in texts that each occur so many times.

    The same names stand in many rows: texts that occur equally often are counted once.
    """
    counts: Counter[str] = Counter()
    alike: dict[int, list[str]] = {}
    for text, times in texts.items():
        alike.setdefault(times, []).append(text or "")
    for times, joined in alike.items():
        for character, count in census(["".join(joined)]).items():
            counts[character] += count * times
    return counts
