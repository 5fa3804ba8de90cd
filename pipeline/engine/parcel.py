"""An extraction as plain columns, to send it from one process to another.

A large table has a million records; to pickle them one by one takes longer than to read it.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import chain, islice
from operator import attrgetter
from typing import Any, TypeAlias

from pipeline.extract.many import many, uncollected
from pipeline.records import Cell, Extraction, Part, Place, Table

_Columns: TypeAlias = dict[str, list[Any]]


def pack(extraction: Extraction) -> bytes:
    """The bytes of an extraction."""
    bare = replace(extraction, tables=tuple(replace(each, cells=()) for each in extraction.tables))
    return pickle.dumps((bare, [_cells(each) for each in extraction.tables]), protocol=5)


def unpack(data: bytes) -> Extraction:
    """The extraction whose bytes these are."""
    bare: Extraction
    with uncollected():
        bare, packed = pickle.loads(data)
        tables = (_table(*each) for each in zip(bare.tables, packed, strict=True))
        return replace(bare, tables=tuple(tables))


def _cells(table: Table) -> tuple[_Columns, list[int], _Columns, _Columns]:
    """The columns of the cells, how many parts each has, those of the parts and places."""
    parts = list(chain.from_iterable(cell.parts for cell in table.cells))
    places = [part.place for part in parts]
    return (
        _columns(Cell, table.cells, "parts"),
        [len(cell.parts) for cell in table.cells],
        _columns(Part, parts, "place"),
        _columns(Place, places),
    )


def _table(bare: Table, packed: tuple[_Columns, list[int], _Columns, _Columns]) -> Table:
    cells, counts, parts, places = packed
    number = sum(counts)
    flat = iter(many(Part, number, **parts, place=many(Place, number, **places)))
    owned = [tuple(islice(flat, count)) for count in counts]
    return replace(bare, cells=tuple(many(Cell, len(counts), **cells, parts=owned)))


def _columns(record: type, records: Sequence[object], *without: str) -> _Columns:
    names = (field.name for field in fields(record) if field.name not in without)
    return {name: list(map(attrgetter(name), records)) for name in names}
