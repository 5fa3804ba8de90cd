"""Whether all print of a recognised page came into its tables, and what did not. Pure, in points.

The ledger counts characters, wherever they went: a row that was not seen as one stands outside
the tables, and all of it balances. Here print that looks like rows of a table and is in none is
found, and the cell nearest to it is made doubtful, so that a person looks at the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.extract.scan.page import Scanned
from pipeline.records import Box, Cell, Extraction, Part, Table

_APART = 1.6  # heights of a line of white between two texts that stand side by side
_LEVEL = 0.5  # heights of a line by which such texts may stand higher or lower
_FEWEST = 2  # heights at which texts stand side by side that make rows
_RULED = 3  # level lines that make a table
_LONG = 0.4  # of the page's width that such a line is long
_INSIDE = 2.0  # points within the outline of lines or tables


class Stray(NamedTuple):
    """Print in no table that stands as rows of one do: the page, and where."""

    page: int
    box: Box


def find_strays(extraction: Extraction, read: Mapping[int, Scanned]) -> list[Stray]:
    """The print outside of all tables that looks like rows, on pages that were recognised.

    It stands between level lines of the page, or in texts side by side, or within a table where
    nothing was recognised; or it is a page that could not be read at all. Boxes are those of the
    page as it lies, before its skew.
    """
    outside: dict[int, list[Box]] = {}
    for part in extraction.outside:
        if part.place.page in read and part.place.bbox is not None:
            outside.setdefault(part.place.page or 0, []).append(part.place.bbox)
    tables: dict[int, list[Box]] = {}
    for part in (
        part for table in extraction.tables for cell in table.cells for part in cell.parts
    ):
        if part.place.page in read and part.place.bbox is not None:
            tables.setdefault(part.place.page or 0, []).append(part.place.bbox)
    found: list[Stray] = []
    for page, scanned in sorted(read.items()):
        boxes = outside.get(page, [])
        ruled = _outline(_ruled(scanned))
        within = [box for box in boxes if ruled and _holds(ruled, box)]
        abreast = [] if scanned.turned % 2 else _abreast(boxes)
        inside = tables.get(page, [])
        outline = _outline(inside)
        unread = [
            box
            for box in map(scanned.as_shown, scanned.unread)
            if outline and _holds(outline, box) and not any(_holds(cell, box) for cell in inside)
        ]
        whole = [(0.0, 0.0, *scanned.size)] if scanned.crowded else []
        found += [Stray(page, box) for box in dict.fromkeys((*within, *abreast, *unread, *whole))]
    return found


def doubt_beside(tables: Sequence[Table], strays: Sequence[Stray]) -> tuple[Table, ...]:
    """The tables with a doubt on the part nearest before each stray, or the first one after it."""
    places = sorted(
        (
            (part.place.page or 0, part.place.bbox[3], part.place.bbox[0], table, cell, number)
            for table, each in enumerate(tables)
            for cell, one in enumerate(each.cells)
            for number, part in enumerate(one.parts)
            if part.place.bbox is not None
        ),
    )
    doubted: set[tuple[int, int, int]] = set()
    for stray in strays:
        above = [place for place in places if place[:2] <= (stray.page, stray.box[1] + _INSIDE)]
        if places:
            doubted.add((above[-1] if above else places[0])[3:])
    return tuple(
        replace(
            table,
            cells=tuple(
                _doubted(cell, {part for t, c, part in doubted if (t, c) == (number, at)})
                for at, cell in enumerate(table.cells)
            ),
        )
        if any(t == number for t, _, _ in doubted)
        else table
        for number, table in enumerate(tables)
    )


def _doubted(cell: Cell, numbers: Iterable[int]) -> Cell:
    chosen = set(numbers)
    if not chosen:
        return cell
    return replace(
        cell,
        parts=tuple(
            _unread(part) if number in chosen else part for number, part in enumerate(cell.parts)
        ),
    )


def _unread(part: Part) -> Part:
    end = (len(part.text), 0.0)
    return replace(
        part, confidence=0.0, doubts=part.doubts if end in part.doubts else (*part.doubts, end)
    )


def _ruled(scanned: Scanned) -> list[Box]:
    """The long level lines of a page that has enough of them for a table, as boxes."""
    wide = scanned.size[scanned.turned % 2]
    lines = [line for line in scanned.horizontal if line.end - line.start >= _LONG * wide]
    if len({round(line.at) for line in lines}) < _RULED:
        return []
    return [scanned.as_shown((line.start, line.at, line.end, line.at)) for line in lines]


def _abreast(boxes: Sequence[Box]) -> list[Box]:
    """The boxes that stand side by side at the same height, where that is so several times."""
    found: list[Box] = []
    levels: list[float] = []
    for box in sorted(boxes, key=lambda box: box[1]):
        x0, top, x1, bottom = box
        high, middle = bottom - top, (top + bottom) / 2
        beside = [
            other
            for other in boxes
            if abs((other[1] + other[3]) / 2 - middle) < _LEVEL * high
            and (other[0] - x1 > _APART * high or x0 - other[2] > _APART * high)
        ]
        if beside:
            found.append(box)
            if not levels or middle - levels[-1] > high:
                levels.append(middle)
    return found if len(levels) >= _FEWEST else []


def _outline(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))


def _holds(outer: Box, inner: Box) -> bool:
    across, down = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return (
        outer[0] + _INSIDE < across < outer[2] - _INSIDE
        and outer[1] + _INSIDE < down < outer[3] - _INSIDE
    )
