"""Section rows of a table without lines at its sides: nothing joins them to what is around them.

────────────────────        the lines between columns end above the section row and begin
 1 │ 甲 │ 市公安局            anew below it, so that the parts of the table look like tables
────────────────────        of their own, with a line of text between them
（二）重点项目
────────────────────
 2 │ 乙 │ 市教育局
────────────────────
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.extract.pdf.grid import Grid
from pipeline.extract.pdf.page import Glyphs, Ruling
from pipeline.extract.pdf.ruled import find_grids, merged
from pipeline.extract.pdf.unruled_strips import is_section_heading

_SAME = 3.0  # points by which the ends of two lines of one table may differ
_HIGHEST = 2.6  # heights of a character in a band with one line of text, or of two lines close by


def with_section_rows(
    grids: Sequence[Grid],
    horizontal: Sequence[Ruling],
    vertical: Sequence[Ruling],
    glyphs: Glyphs,
) -> Sequence[Grid]:
    """The grids, those without sides joined with the section rows between and beside them.

    A row between two of them is low and holds text; one above or below all of them holds the
    heading of a section (一、…) alone.
    """
    open_sided = [
        grid
        for grid in grids
        if len(grid.xs) > 2
        and any(not grid.ys[0] - _SAME <= one.at <= grid.ys[-1] + _SAME for one in horizontal)
        and not _has_side(grid, vertical)
    ]
    if not open_sided:
        return grids
    bands = _Bands(open_sided, merged(horizontal), glyphs)
    sides = [side for grid in open_sided for side in bands.sides(grid)]
    return find_grids(horizontal, [*vertical, *sides]) if sides else grids


def _has_side(grid: Grid, vertical: Sequence[Ruling]) -> bool:
    left, top, right, bottom = grid.box
    return any(
        min(abs(one.at - left), abs(one.at - right)) <= _SAME
        and one.start < bottom
        and one.end > top
        for one in vertical
    )


@dataclass(frozen=True, slots=True)
class _Bands:
    """What stands between the level lines of a page."""

    grids: Sequence[Grid]
    levels: Sequence[Ruling]
    glyphs: Glyphs

    def sides(self, grid: Grid) -> Iterator[Ruling]:
        """The sides of the section rows that follow on a grid, above and below it."""
        left, top, right, bottom = grid.box
        levels = sorted(
            one.at
            for one in self.levels
            if abs(one.start - left) <= _SAME and abs(one.end - right) <= _SAME
        )
        below = [y for y in levels if y > bottom + _SAME]
        above = [y for y in reversed(levels) if y < top - _SAME]
        for begins, found in ((bottom, below), (top, above)):
            reached = begins
            is_heading = True
            for y in found:
                text = self._text(min(reached, y), max(reached, y), left, right)
                if not text:
                    break
                is_heading &= is_section_heading(text)
                is_joined = any(
                    abs(y - edge) <= _SAME for one in self.grids for edge in (one.ys[0], one.ys[-1])
                )
                if is_heading or is_joined:
                    low, high = sorted((begins, y))
                    yield from (Ruling(left, low, high), Ruling(right, low, high))
                if is_joined:
                    break
                reached = y

    def _text(self, top: float, bottom: float, left: float, right: float) -> str:
        """The text of a low band, "" where there is none or the band is too high for a row."""
        x0, upper, x1, lower = self.glyphs.boxes.T
        middle = (upper + lower) / 2
        is_within = (middle > top) & (middle < bottom) & (x0 > left) & (x1 < right)
        chosen = [
            n for n in np.flatnonzero(is_within).tolist() if not self.glyphs.text[n].isspace()
        ]
        if not chosen:
            return ""
        height = float(np.median((lower - upper).take(chosen)))
        is_one_line = float(np.ptp(middle.take(chosen))) < height / 2
        if bottom - top > _HIGHEST * height * (1 if is_one_line else 1.5):
            return ""
        return "".join(self.glyphs.text[n] for n in sorted(chosen, key=lambda n: x0[n]))
