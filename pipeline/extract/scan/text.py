"""Where the lines of print stand in a part of a page picture. Pure, in pixels.

A region is cut where rows or columns of pixels have no ink, again and again, until what is
left is one line (recursive X-Y cut, Nagy and Seth 1984). Inside a ruled cell that is all
that is needed; outside it parts columns of text, too.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.extract.scan.picture import Picture

_LINE = 1.3  # heights of a character: what is higher is more than one line
_TWO_LINES = 1.75
_WIDEST_PITCH = 1.3  # heights of a character from line to line, where the lines touch
_NEAR_CUT = 0.3  # of that, by which a cut may lie elsewhere
_PARTING = 0.6  # of the ink usual at a height: there is less between two lines that touch
_COLUMN_GAP = 1.6  # heights of a character of white between two columns of text
_LINE_GAP = 3.0  # within one line: two texts on one height
_DEEPEST = 12  # cuts within cuts
_LONG = 3.0  # times as wide as high: certainly a line of several characters


class Region(NamedTuple):
    """A rectangle of a picture: columns ``x0`` to ``x1``, rows ``top`` to ``bottom``."""

    x0: int
    top: int
    x1: int
    bottom: int


def character_height(ink: Picture, regions: Iterable[Region], smallest: float) -> float:
    """The usual height of a line of print in pixels; ``smallest`` where none is seen."""
    heights: list[int] = []
    for region in regions:
        for top, bottom in _runs(_profile(ink, region, down=True)):
            if bottom - top < smallest:
                continue
            piece = _shrunk(
                ink, Region(region.x0, region.top + top, region.x1, region.top + bottom)
            )
            if piece is not None and piece.x1 - piece.x0 > _LONG * (piece.bottom - piece.top):
                heights.append(piece.bottom - piece.top)
    return float(statistics.median_low(heights)) if heights else smallest


def find_lines_of_print(ink: Picture, region: Region, height: float) -> list[Region]:
    """The lines of print in a region, from the top down, then from left to right.

    ``height`` is that of a character. Each line is bounded by its ink.
    """
    found: list[Region] = []
    _cut(ink, region, height, _DEEPEST, found)
    return found


def _cut(ink: Picture, region: Region, height: float, depth: int, found: list[Region]) -> None:
    inner = _shrunk(ink, region)
    if inner is None:
        return
    rows = _bands(ink, inner, height)
    if len(rows) > 1 and depth:
        for row in rows:
            _cut(ink, row, height, depth - 1, found)
        return
    tall = inner.bottom - inner.top > _LINE * height
    gap = _COLUMN_GAP if tall else _LINE_GAP
    columns = _columns(ink, inner, gap * height)
    if len(columns) > 1 and depth:
        for column in columns:
            _cut(ink, column, height, depth - 1, found)
        return
    if inner.bottom - inner.top > _TWO_LINES * height and inner.x1 - inner.x0 > height:
        pieces = _parted(ink, inner, height)
        found += [piece for part in pieces if (piece := _shrunk(ink, part)) is not None]
        return
    found.append(inner)


def _bands(ink: Picture, region: Region, height: float) -> list[Region]:
    """The bands of rows with ink; what is too low for a line joins what it is nearest to.

    Characters such as 二, or a line of 一 and 、, come in several bands.
    """
    bands = [list(run) for run in _runs(_profile(ink, region, down=True))]
    while len(bands) > 1:
        joins = [
            (below[0] - above[1], index)
            for index, (above, below) in enumerate(pairwise(bands))
            if below[1] - above[0] <= _LINE * height
            and min(above[1] - above[0], below[1] - below[0]) < 0.75 * height
        ]
        if not joins:
            break
        _, index = min(joins)
        bands[index][1] = bands.pop(index + 1)[1]
    return [
        Region(region.x0, region.top + top, region.x1, region.top + bottom) for top, bottom in bands
    ]


def _columns(ink: Picture, region: Region, gap: float) -> list[Region]:
    runs = [list(run) for run in _runs(_profile(ink, region, down=False))]
    columns: list[list[int]] = []
    for start, end in runs:
        if columns and start - columns[-1][1] < gap:
            columns[-1][1] = end
        else:
            columns.append([start, end])
    return [
        Region(region.x0 + start, region.top, region.x0 + end, region.bottom)
        for start, end in columns
    ]


def _parted(ink: Picture, region: Region, height: float) -> list[Region]:
    """Lines that touch, cut where between them there is least ink.

    As many as leave least ink in the cuts: of a spreadsheet their pitch is the size of the type.
    Where there is much ink everywhere, it is one line of larger type.
    """
    profile = _profile(ink, region, down=True)
    fewest = max(2, round(len(profile) / (_WIDEST_PITCH * height)))
    most = max(fewest, round(len(profile) / height))
    cuts = min(
        (_cuts(profile, count) for count in range(fewest, most + 1)),
        key=lambda cuts: sum(profile[at] for at in cuts) / len(cuts),
    )
    if min(profile[at] for at in cuts) > _PARTING * statistics.median(profile):
        return [region]
    pieces = [
        Region(region.x0, region.top + top, region.x1, region.top + bottom)
        for top, bottom in pairwise([0, *cuts, len(profile)])
    ]
    return [
        line
        for piece in pieces
        for line in (
            _parted(ink, piece, height)
            if _TWO_LINES * height < piece.bottom - piece.top
            else [piece]
        )
    ]


def _cuts(profile: Sequence[int], count: int) -> list[int]:
    """Where a profile has least ink near each place at which ``count`` equal lines would part."""
    step = len(profile) / count
    cuts: list[int] = []
    for number in range(1, count):
        start = max([at + 1 for at in cuts[-1:]] + [round((number - _NEAR_CUT) * step)])
        end = max(start + 1, round((number + _NEAR_CUT) * step))
        window = profile[start:end]
        cuts.append(start + window.index(min(window)))
    return cuts


def _shrunk(ink: Picture, region: Region) -> Region | None:
    """The region without its empty margins; ``None`` where there is no ink."""
    rows = _runs(_profile(ink, region, down=True))
    if not rows:
        return None
    level = Region(region.x0, region.top + rows[0][0], region.x1, region.top + rows[-1][1])
    columns = _runs(_profile(ink, level, down=False))
    return Region(region.x0 + columns[0][0], level.top, region.x0 + columns[-1][1], level.bottom)


def _profile(ink: Picture, region: Region, *, down: bool) -> list[int]:
    """How many pixels of ink each row (``down``) or column of the region has."""
    part = ink[region.top : region.bottom, region.x0 : region.x1]
    counts: list[int] = (part != 0).sum(axis=1 if down else 0).tolist()
    return counts


def _runs(profile: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of a profile that have ink, as (start, end)."""
    runs: list[tuple[int, int]] = []
    start = -1
    for index, count in enumerate(profile):
        if count and start < 0:
            start = index
        elif not count and start >= 0:
            runs.append((start, index))
            start = -1
    if start >= 0:
        runs.append((start, len(profile)))
    return runs
