"""Lines that a weak scan or copy has broken, whole again. Pure, in pixels.

Two pieces on one level with little between them are one line: no row is so low and no column so
narrow as such a gap, so that where cells are merged the gap in a line is wider. No line ends within
a cell: what does on both sides of a gap is one line, however wide the gap that a seal, a stain or
white has made. On a page with
several such lines a gap may be wider if it does not reach from border to border, as the one of a
merged cell does, and a line that ends shortly before a border, and at none, goes on to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.page import Ruling

if TYPE_CHECKING:
    from pipeline.extract.scan.picture import Picture

# Inches.
_LEVEL = 0.02  # by which pieces of one line may lie apart
_GAP = 0.12  # without ink in a line; a text in a cell, underlined, ends farther from others
_WIDER_GAP = 0.22  # on a page with broken lines
_AT_BORDER = 0.04  # of a border: there the lines of a merged cell end
_INSIDE = 0.1  # from the borders of a cell: so far into it no corner reaches
_CORNER = 0.75  # from the end of a border: both lines of a corner may be broken
_BESIDE = 0.035  # so near on both sides of a gap there is paper,
_PRINT = 0.25  # but for this share of its length
_THICK = 0.012  # of a line
_FEWEST = 5  # gaps of a page on which lines are broken
_MOST_PAIRS = 1_000_000  # of lines that are compared
_MOST = 2_000  # lines; a page with more is a drawing


class Gap(NamedTuple):
    """A stretch of a line: from ``start`` to ``end`` along it, ``top`` to ``bottom`` across."""

    start: int
    end: int
    top: int
    bottom: int


class Pieces(NamedTuple):
    """The lines of one direction, and what may be pieces of others: too short to be sure of."""

    lines: Sequence[Ruling]
    loose: Sequence[Ruling]


def mend(
    level: Pieces, upright: Pieces, ink: Picture, dots_per_inch: float
) -> tuple[tuple[list[Ruling], list[Gap]], tuple[list[Ruling], list[Gap]]]:
    """The level and the upright lines of a page, each with what were gaps in them.

    ``ink`` is the mask of what is dark and no line. Loose pieces are a line where together they
    reach from border to border.
    """
    if max(map(len, (*level, *upright))) > _MOST:
        return (list(level.lines), []), (list(upright.lines), [])
    across, down = _Ink(ink, dots_per_inch), _Ink(ink.T, dots_per_inch)
    rows, gaps = _joined(level.lines, across, _GAP * dots_per_inch, ())
    columns, holes = _joined(upright.lines, down, _GAP * dots_per_inch, ())
    rows, within = _joined_in_cells(rows, level.loose, columns, across)
    columns, inside = _joined_in_cells(columns, upright.loose, rows, down)
    gaps, holes = [*gaps, *within], [*holes, *inside]
    if len(gaps) + len(holes) < _FEWEST:
        return (rows, gaps), (columns, holes)
    wider = _WIDER_GAP * dots_per_inch
    rows, more = _joined(rows, across, wider, columns)
    columns, others = _joined(columns, down, wider, rows)
    reaching, ends = _reaching(rows, columns, across, wider)
    standing, feet = _reaching(columns, rows, down, wider)
    short, strokes = _between(level.loose, standing, across, wider)
    low, stems = _between(upright.loose, reaching, down, wider)
    return (
        ([*reaching, *short], [*gaps, *more, *ends, *strokes]),
        ([*standing, *low], [*holes, *others, *feet, *stems]),
    )


def _between(
    pieces: Sequence[Ruling], borders: Sequence[Ruling], ink: _Ink, most: float
) -> tuple[list[Ruling], list[Gap]]:
    """The lines that loose pieces make from border to border, and where they are."""
    joined, _ = _joined(pieces, ink, most, borders)
    reaching, _ = _reaching(joined, borders, ink, most)
    found = [
        line
        for line in reaching
        if ink.is_border(borders, line.at, line.start) and ink.is_border(borders, line.at, line.end)
    ]
    return found, [ink.stretch(line) for line in found]


def _joined(
    lines: Sequence[Ruling], ink: _Ink, most: float, borders: Sequence[Ruling]
) -> tuple[list[Ruling], list[Gap]]:
    """The lines with those that go on each other made one, and the gaps between them."""
    joined: list[Ruling] = []
    gaps: list[Gap] = []
    for line in sorted(lines, key=lambda line: (line.start, line.at)):
        for number in range(len(joined) - 1, -1, -1):
            before = joined[number]
            gap = ink.gap(before.at, before.end, line.at, line.start, most)
            if gap is not None and not (
                ink.is_border(borders, line.at, gap.start)
                and ink.is_border(borders, line.at, gap.end)
            ):
                long = before.end - before.start, line.end - line.start
                at = (before.at * long[0] + line.at * long[1]) / max(sum(long), 1.0)
                joined[number] = Ruling(at, before.start, max(before.end, line.end))
                gaps.append(gap)
                break
        else:
            joined.append(line)
    return joined, gaps


def _joined_in_cells(
    lines: Sequence[Ruling], loose: Sequence[Ruling], borders: Sequence[Ruling], ink: _Ink
) -> tuple[list[Ruling], list[Gap]]:
    """The lines with those made one that come from the two borders of a cell and end within it.

    One of the two may be a loose piece.
    """
    if (len(lines) + len(loose)) * len(lines) > _MOST_PAIRS:
        return list(lines), []
    joined: list[Ruling] = []
    pieces: list[Ruling] = []
    gaps: list[Gap] = []
    both = [*((line, True) for line in lines), *((line, False) for line in loose)]
    for line, is_sure in sorted(both, key=lambda one: (one[0].start, one[0].at)):
        others = [*joined, *pieces] if is_sure else joined
        before = next((one for one in others if ink.in_one_cell(one, line, borders)), None)
        if before is None:
            (joined if is_sure else pieces).append(line)
            continue
        (joined if before in joined else pieces).remove(before)
        joined.append(Ruling(before.at, before.start, line.end))
        gaps.append(ink.stretch(Ruling((before.at + line.at) / 2, before.start, line.end)))
    return joined, gaps


def _reaching(
    lines: Sequence[Ruling], borders: Sequence[Ruling], ink: _Ink, most: float
) -> tuple[list[Ruling], list[Gap]]:
    """The lines as long as to reach the borders that they end shortly before; what was gaps."""
    gaps: list[Gap] = []
    reaching: list[Ruling] = []
    for line in lines:
        at, start, end = line
        near = sorted(b.at for b in borders if b.start - ink.corner <= at <= b.end + ink.corner)
        # What ends at a border has come to its end: beyond it a low row of merged cells begins.
        stops, begins = (ink.is_border(borders, at, place) for place in (end, start))
        for border in () if stops else near:
            if border > end and (gap := ink.gap(at, end, at, border, most)) is not None:
                gaps.append(gap)
                end = border
        for border in () if begins else reversed(near):
            if border < start and (gap := ink.gap(at, border, at, start, most)) is not None:
                gaps.append(gap)
                start = border
        reaching.append(Ruling(at, start, end))
    return reaching, gaps


class _Ink:
    """The mask of the ink beside lines, turned so that they are level."""

    def __init__(self, mask: Picture, dots_per_inch: float) -> None:
        self._mask = mask
        self._level = _LEVEL * dots_per_inch
        self._near = round(_BESIDE * dots_per_inch)
        self._half = max(2, round(_THICK * dots_per_inch))
        self._at_border = _AT_BORDER * dots_per_inch
        self._inside = _INSIDE * dots_per_inch
        self.corner = _CORNER * dots_per_inch

    def is_border(self, borders: Sequence[Ruling], at: float, place: float) -> bool:
        """Whether one of the borders crosses the level ``at`` near a place."""
        return any(
            abs(border.at - place) <= self._at_border
            and border.start - self._at_border <= at <= border.end + self._at_border
            for border in borders
        )

    def in_one_cell(self, line: Ruling, after: Ruling, borders: Sequence[Ruling]) -> bool:
        """Whether two lines on one level both end within a cell, each coming from its border."""
        if abs(line.at - after.at) > self._level or line.end >= after.start:
            return False
        met = [
            border.at
            for border in borders
            if border.start - self._at_border <= line.at <= border.end + self._at_border
        ]
        left = [at for at in met if at < line.end + self._inside]
        right = [at for at in met if at > after.start - self._inside]
        if not left or not right or len(left) + len(right) != len(met):
            return False
        return (
            line.start - self._at_border <= max(left) <= line.end - self._inside
            and after.start + self._inside <= min(right) <= after.end + self._at_border
        )

    def stretch(self, line: Ruling) -> Gap:
        """Where the ink of a line is."""
        top = max(0, round(line.at) - self._half)
        return Gap(round(line.start), round(line.end), top, round(line.at) + self._half + 1)

    def gap(self, at: float, end: float, next_at: float, start: float, most: float) -> Gap | None:
        """The stretch from the end of a line to the start of the next, if that goes on it.

        No more than ``most`` of it in one piece is without ink.
        """
        import numpy as np

        if abs(at - next_at) > self._level or start - end < -1:
            return None
        top = max(0, round(min(at, next_at)) - self._half)
        bottom = round(max(at, next_at)) + self._half + 1
        gap = Gap(round(end), max(round(start), round(end)), top, bottom)
        columns = slice(gap.start, gap.end)
        own = (self._mask[top:bottom, columns] != 0).any(axis=0)
        edges = np.flatnonzero(np.concatenate(([True], own, [True])))
        if np.diff(edges).max(initial=1) - 1 > most:
            return None
        # At its ends are other lines, or what is left of them.
        inner = slice(gap.start + self._near, gap.end - self._near)
        above = (self._mask[max(0, top - self._near) : top, inner] != 0).any(axis=0)
        below = (self._mask[bottom : bottom + self._near, inner] != 0).any(axis=0)
        if len(above) and (above | below).mean() > _PRINT:
            return None
        return gap
