"""Where the lines of a column begin and end, as its cells show it together. Pure; points.

One cell alone may not tell: of two paragraphs of one line each it is not to be seen that both
are set in, and a border far off the text says nothing about where its lines are broken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.pdf.fragments import Fragment, PageCell
from pipeline.extract.pdf.text import PART_ENDS, PAUSES, Block, Margins, indent_of, width_of

_FEWEST = 2  # cells or lines that show it
_SAME = 0.5  # of a character's width
_OFF = 0.9  # of a character: so much more room than on the left is none of a margin
_LONG = 12  # characters of a line that is no name, but one broken within a sentence


def with_margins(bodies: Sequence[Fragment]) -> list[Fragment]:
    """The parts of a table, the cells of columns that show margins measured by them."""
    columns: dict[tuple[int, int], list[PageCell]] = defaultdict(list)
    for body in bodies:
        for cell in body.cells:
            if len(cell.block.lines) > 1:
                columns[cell.column, cell.column_span].append(cell)
    shown = {
        key: margins
        for key, cells in columns.items()
        if (margins := _margins([cell.block for cell in cells])) is not None
    }
    if not shown:
        return list(bodies)
    return [
        replace(body, cells=tuple(_measured(cell, shown) for cell in body.cells)) for body in bodies
    ]


def _measured(cell: PageCell, shown: dict[tuple[int, int], Margins]) -> PageCell:
    margins = shown.get((cell.column, cell.column_span))
    if margins is None or not cell.block.lines:
        return cell
    return replace(cell, block=replace(cell.block, margins=margins))


def _margins(blocks: Sequence[Block]) -> Margins | None:
    """What the cells of a column show; ``None`` where that is no more than each shows alone."""
    indents = [
        (min(line.x0 for line in block.lines), block)
        for block in blocks
        if block.lines[0].x0 - block.lines[1].x0 > block.lines[1].size
    ]
    found = [
        (leftmost - block.box[0], deep, block.lines[0].size)
        for leftmost, block in indents
        if (deep := indent_of(block, leftmost))
    ]
    left, deep = _agreed(found)
    right = _right(blocks)
    return Margins(left, deep, right) if deep or right is not None else None


def _agreed(found: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """The margin on the left and the indent that most cells have; zero where they differ."""
    if len(found) < _FEWEST:
        return 0.0, 0.0
    left, deep, size = sorted(found)[len(found) // 2]
    like = [
        one
        for one in found
        if abs(one[0] - left) < _SAME * size and abs(one[1] - deep) < _SAME * size
    ]
    return (left, deep) if len(like) > max(len(found) / 2, _FEWEST - 1) else (0.0, 0.0)


def _right(blocks: Sequence[Block]) -> float | None:
    """How far from the border lines are broken, where that is further than the margin.

    Lines that are broken within a sentence show it, all at one place.
    """
    size = blocks[0].lines[0].size
    left = min([block.lines[0].x0 - block.box[0] for block in blocks])
    margin = max(min(left, size), 0.0)
    # In most columns some first line is full: then the other lines need not be looked at.
    if any(block.box[2] - block.lines[0].x1 - margin < _OFF * size for block in blocks):
        return None
    nearest = min(block.box[2] - line.x1 for block in blocks for line in block.lines)
    if nearest - margin < _OFF * size:
        return None
    broken = sum(
        width_of(line.text) >= _LONG
        and line.text[-1] not in PART_ENDS
        and line.text[-1] not in PAUSES
        and block.box[2] - line.x1 - nearest < _SAME * line.size
        for block in blocks
        for line in block.lines[:-1]
    )
    return nearest if broken >= _FEWEST else None
