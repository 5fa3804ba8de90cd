"""A page picture laid out: set upright, parted into ruling lines and lines of print. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.ruled import find_grids
from pipeline.extract.scan.bands import part_bands
from pipeline.extract.scan.crossed import crossing_strokes
from pipeline.extract.scan.lines import find_lines
from pipeline.extract.scan.picture import (
    FULL_STOP,
    INK_SHARE,
    Picture,
    darkness,
    set_upright,
    without_dust,
)
from pipeline.extract.scan.shades import Shade, darkened, find_shades
from pipeline.extract.scan.text import Region, character_height, find_lines_of_print

POINTS = 72.0  # in an inch

_MOST_SQUARES = 6_000  # of print on a page; a photograph or drawing has more marks like them
_FEWEST = 6  # squares as which the shortest line counts: it takes as long to read
_MOST_RULINGS = 2_000  # of one direction
_SMALLEST = 0.05  # inches: lower print cannot be read
_INSET = 0.01  # inches: what is left of a border is not looked at
_PAPER = 245
_AT_EDGE = 0.06  # inches from the edge of the picture to the end of a line that runs out of it
_FEWEST_CUT = 2  # such lines
_EDGE_LINE = 1.5  # heights of a character from that edge to a line of print that is cut off there
_SHADED = 0.15  # of the width of the page that a shaded area is wide
_RULED = 0.4  # of the width of the page that a line of a table is long
_FEWEST_SHADES, _FEWEST_LINES = 2, 3
_ONE_LINE = 1.1  # heights of a character: a higher mark is print of two lines that touch
_MOSTLY = 0.6  # of a mark: the line that has so much of it has all of it
_DUST = 0.28  # of a character's height: nothing that stands alone is smaller
_LINE_PITCH = 2.5  # of it: the white from a line to a full stop below it is no wider
_DOT, _FEW_DOTS = 0.35, 2  # of it: more dots are an ellipsis, larger ones are marks


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page picture set upright, without its ruling lines; where its lines of print stand.

    ``size`` is that of the page as it lies, in points; ``scale`` is points a pixel. ``bare``
    is the picture with its lines painted over, ``ink`` the mask of its print; ``whose`` has for
    each pixel of that the number of its line in ``print``, from 1, or 0. ``print`` has
    each line with the height of its characters, in pixels; ``left`` is print in none of them, and
    what the edge of the picture cuts off.
    ``shaded``: shading tells rows apart, and no lines do. ``crowded``: too much for print.
    ``dusty``: specks lie on it, so that a dot may be one.
    """

    size: tuple[float, float]
    turned: int
    skew: float
    bare: Picture
    ink: Picture
    whose: Picture
    scale: float
    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]
    shaded: bool
    print: list[tuple[Region, float]]
    left: list[Region]
    crowded: bool
    dusty: bool


def lay_out(picture: Picture, dots_per_inch: float, turned: int) -> Sheet:
    """Lay out a page that is to be turned by quarter turns clockwise, and then set level."""
    import numpy as np

    upright = set_upright(np.ascontiguousarray(np.rot90(picture, -turned)))
    shades = find_shades(upright.picture, dots_per_inch)
    page = darkened(upright.picture, shades)
    dark = darkness(page, dots_per_inch)
    lines = find_lines(dark, dots_per_inch)
    ink = np.where(lines.mask, 0, dark.over(INK_SHARE)).astype(np.uint8)
    scale = POINTS / dots_per_inch
    horizontal = tuple(Ruling(*(value * scale for value in line)) for line in lines.horizontal)
    vertical = tuple(Ruling(*(value * scale for value in line)) for line in lines.vertical)
    marks = without_dust(ink, dots_per_inch)
    crowded = marks is None or max(len(horizontal), len(vertical)) > _MOST_RULINGS
    print_: list[tuple[Region, float]] = []
    left: list[Region] = []
    whose = np.zeros_like(ink)
    if marks is not None and not crowded:
        strokes, crossed = crossing_strokes(
            marks.mask, lines.mask, lines.horizontal, lines.vertical, dots_per_inch
        )
        print_, whose, left = _each_once(
            marks.mask, _lines_of_print(marks.mask, horizontal, vertical, dots_per_inch), strokes
        )
        left += crossed
    left += _cut_off(vertical, print_, page.shape[0], dots_per_inch)
    squares = sum(max(_FEWEST, (line.x1 - line.x0) / size) for line, size in print_)
    too_much = squares > _MOST_SQUARES
    high, wide = picture.shape
    return Sheet(
        size=(wide * scale, high * scale),
        turned=turned,
        skew=upright.skew,
        bare=np.where(lines.mask, _PAPER, page).astype(np.uint8),
        ink=ink,
        whose=whose,
        scale=scale,
        horizontal=horizontal,
        vertical=vertical,
        shaded=_rows_by_shade(shades, horizontal, wide * scale, scale),
        print=[] if too_much else print_,
        left=[] if too_much else left,
        crowded=crowded or too_much,
        dusty=marks is not None and marks.dusty,
    )


def _lines_of_print(
    ink: Picture,
    horizontal: Sequence[Ruling],
    vertical: Sequence[Ruling],
    dots_per_inch: float,
) -> list[tuple[Region, float]]:
    """Every line of print with the height of its characters: cell by cell, then outside."""
    import numpy as np

    high, wide = ink.shape
    scale = dots_per_inch / POINTS
    inset = max(1, round(_INSET * dots_per_inch))
    cells: list[Region] = []
    outside = ink.copy()
    for grid in find_grids(horizontal, vertical):
        for cell in grid.cells:
            x0, top, x1, bottom = (round(value * scale) for value in cell.box)
            cells.append(
                Region(
                    max(0, x0 + inset),
                    max(0, top + inset),
                    min(wide, x1 - inset),
                    min(high, bottom - inset),
                )
            )
        x0, top, x1, bottom = (max(0, round(value * scale)) for value in grid.box)
        outside[top:bottom, x0:x1] = 0
    lines = [Ruling(*(value * scale for value in line)) for line in horizontal]
    for band in part_bands(outside, lines, dots_per_inch):
        cells.append(band)
        outside[band.top : band.bottom, band.x0 : band.x1] = 0
    cells = [cell for cell in cells if cell.x1 > cell.x0 and cell.bottom > cell.top]
    page = Region(0, 0, wide, high)
    smallest = _SMALLEST * dots_per_inch
    height = character_height(ink, cells or [page], smallest)
    found = [(line, height) for cell in cells for line in find_lines_of_print(ink, cell, height)]
    if np.any(outside):
        usual = character_height(outside, [page], smallest) if cells else height
        usual = height if usual == smallest else usual  # none was seen
        found += [(line, usual) for line in find_lines_of_print(outside, page, usual)]
    return found


def _rows_by_shade(
    shades: Sequence[Shade], horizontal: Sequence[Ruling], wide: float, scale: float
) -> bool:
    """Whether there are shaded areas as wide as columns, and no level lines of a table."""
    lines = {round(line.at) for line in horizontal if line.end - line.start >= _RULED * wide}
    areas = [shade for shade in shades if (shade.x1 - shade.x0) * scale >= _SHADED * wide]
    return len(areas) >= _FEWEST_SHADES and len(lines) < _FEWEST_LINES


def _cut_off(
    vertical: Sequence[Ruling],
    lines: Sequence[tuple[Region, float]],
    high: int,
    dots_per_inch: float,
) -> list[Region]:
    """The lines of print at the upper or lower edge of a picture that its table runs out of."""
    near = _AT_EDGE * POINTS
    end = high * POINTS / dots_per_inch
    above = sum(line.start <= near for line in vertical) >= _FEWEST_CUT
    below = sum(line.end >= end - near for line in vertical) >= _FEWEST_CUT
    return [
        line
        for line, size in lines
        if (above and line.top < _EDGE_LINE * size)
        or (below and line.bottom > high - _EDGE_LINE * size)
    ]


def _each_once(
    ink: Picture, lines: Sequence[tuple[Region, float]], strokes: Picture
) -> tuple[list[tuple[Region, float]], Picture, list[Region]]:
    """The lines that are more than dust, a picture of whose print is where, and what is in none.

    No print is in two lines. A dot that may be a full stop is in none, if it ends no text, nor is
    what ``strokes`` is the mask of where it stands alone. Of the picture each pixel is the number
    of its line, from 1, or 0.
    """
    import cv2
    import numpy as np

    whose = np.zeros(ink.shape, dtype=np.uint16)
    passed = np.zeros(ink.shape, dtype=np.bool_)
    kept: list[tuple[Region, float]] = []
    dots: list[tuple[int, Region]] = []
    for line, size in lines:
        inside = slice(line.top, line.bottom), slice(line.x0, line.x1)
        mine = (ink[inside] != 0) & ~passed[inside]
        passed[inside] = True
        if 2 * mine.sum() < (ink[inside] != 0).sum():
            continue
        if line.x1 - line.x0 < size and not (mine & ~strokes[inside]).any():
            continue  # the end of a stroke
        dot = _dot(mine, size)
        if dot is not None and not (dot >= FULL_STOP * size and kept and _ends(line, *kept[-1])):
            dots.append((dot, line))
            continue
        kept.append((line, size))
        whose[inside][mine] = len(kept)
    rest = np.where(passed, 0, ink).astype(np.uint8)
    kept = _with_whole_marks(ink, whose, kept)
    if not kept:
        return kept, whose, []
    usual = statistics.median(size for _, size in kept)
    stops = [line for dot, line in dots if dot >= FULL_STOP * usual]
    if not rest.any():
        return kept, whose, stops
    stats = cv2.connectedComponentsWithStats(rest, connectivity=8)[2]
    boxes = [tuple(int(value) for value in row[:4]) for row in stats[1:]]
    return (
        kept,
        whose,
        [
            *stops,
            *(
                Region(left, top, left + wide, top + high)
                for left, top, wide, high in boxes
                if max(wide, high) >= _DUST * usual
            ),
        ],
    )


def _ends(dot: Region, line: Region, size: float) -> bool:
    """Whether a dot is the last line of a text: below its line before, where that begins."""
    starts = abs(dot.x0 - line.x0) <= size
    centred = abs(dot.x0 + dot.x1 - line.x0 - line.x1) <= size
    return (starts or centred) and 0 <= dot.top - line.bottom <= _LINE_PITCH * size


def _dot(mark: Picture, size: float) -> int | None:
    """How large the dots are where what would be a line of print is one or two: those stand
    beside print. ``None`` where it is more.
    """
    import cv2

    rows, columns = mark.any(axis=1).sum(), mark.any(axis=0).sum()
    if rows > 2 * _DOT * size + 1 and columns > 2 * _DOT * size + 1:
        return None
    stats = cv2.connectedComponentsWithStats(mark.astype("uint8"), connectivity=8)[2][1:]
    longest = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    is_dust = max(mark.shape) < _DUST * size or (
        len(stats) <= _FEW_DOTS and bool((longest <= _DOT * size).all())
    )
    return int(longest.max()) if is_dust else None


def _with_whole_marks(
    ink: Picture, whose: Picture, lines: Sequence[tuple[Region, float]]
) -> list[tuple[Region, float]]:
    """The lines as far as their print reaches, a mark cut between two given to the one that has
    most of it. ``whose`` is changed with them.

    Lines of one pitch and size do not part along a level cut where they lie a little askew.
    """
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    owned = whose != 0
    pairs, sizes = np.unique(
        labels[owned].astype(np.int64) * (len(lines) + 1) + whose[owned], return_counts=True
    )
    marks, numbers = np.divmod(pairs, len(lines) + 1)
    cut = np.flatnonzero(np.bincount(marks, minlength=count) > 1)
    changed: set[int] = set()
    for mark in cut.tolist():
        has = numbers[marks == mark], sizes[marks == mark]
        most = int(has[0][has[1].argmax()])
        left, top, wide, high = (int(value) for value in stats[mark][:4])
        if high > _ONE_LINE * lines[most - 1][1] or has[1].max() < _MOSTLY * has[1].sum():
            continue
        inside = slice(top, top + high), slice(left, left + wide)
        whose[inside][(labels[inside] == mark) & owned[inside]] = most
        changed.update(has[0].tolist())
    return [
        (_reach(whose, line, number), size) if number in changed else (line, size)
        for number, (line, size) in enumerate(lines, start=1)
    ]


def _reach(whose: Picture, line: Region, number: int) -> Region:
    """The box of the print of a line, near the box that it had."""
    import numpy as np

    around = line.bottom - line.top
    top, left = max(0, line.top - around), max(0, line.x0 - around)
    rows, columns = np.nonzero(whose[top : line.bottom + around, left : line.x1 + around] == number)
    if not len(rows):
        return line
    return Region(
        left + int(columns.min()),
        top + int(rows.min()),
        left + int(columns.max()) + 1,
        top + int(rows.max()) + 1,
    )
