"""The cells of a table without lines of which it is not sure what belongs to them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.pdf.fragments import Fragment
from pipeline.extract.pdf.text import CANNOT_BEGIN, Line, begins_with_number
from pipeline.extract.pdf.unruled_dense import are_entries
from pipeline.extract.pdf.unruled_region import EDGE

_MORE = 0.22  # of a character's size by which more white than between two lines is seen
_FILLS = 0.6  # of the height of a cell; a text of several rows may stand in the middle of them
_FEWEST_PIECES = 3  # side by side and below each other
_WHITE = 0.3  # of a character's size between two columns
_FEWEST_ENTRIES = 3  # in one cell, that may be rows


def past_numbers(fragment: Fragment) -> set[int]:
    """The cells with a text that is about as high as they are, past several printed numbers."""
    numbers = [
        cell.row
        for cell in fragment.cells
        if cell.column == 0 and cell.block.lines and begins_with_number(cell.block.lines[0].text)
    ]
    return {
        place
        for place, cell in enumerate(fragment.cells)
        if cell.column
        and sum(cell.row <= row < cell.row + cell.row_span for row in numbers) > 1
        and cell.block.lines
        and cell.block.lines[-1].bottom - cell.block.lines[0].top
        > _FILLS * (cell.block.box[3] - cell.block.box[1])
    }


def are_abreast(pieces: Sequence[Line]) -> bool:
    """Whether white runs through all lines of a cell, two or more: it may be two columns.

    A mark may hang over the end of a line, up to the text of the next column.
    """
    if len(pieces) < _FEWEST_PIECES:
        return False
    ordered = sorted(pieces, key=lambda piece: piece.x0)
    size = ordered[0].size
    right = float("inf")
    for number, piece in enumerate(ordered):
        if piece.x0 - right > _WHITE * size:
            left = ordered[:number]
            return max(len(left), len(ordered) - number) > 1
        hangs = piece.size * (len(piece.text) > 1 and piece.text[-1] in CANNOT_BEGIN)
        right = max(right if number else piece.x0, piece.x1 - hangs)
    return False


def at_heights(fragment: Fragment, heights: Sequence[tuple[float, float]]) -> set[int]:
    """The cells with a line of text right above or below some heights."""
    return {
        place
        for place, cell in enumerate(fragment.cells)
        if any(
            low - line.size / 2 < (line.top + line.bottom) / 2 < high + line.size / 2
            for low, high in heights
            for line in cell.block.lines
        )
    }


def level_texts(fragment: Fragment) -> set[int]:
    """The cells of rows that may be several: entries of the first column, others at their heights.

    Their texts have lines of print in common, but other columns may be wrapped.
    """
    rows: dict[int, list[int]] = {}
    for number, cell in enumerate(fragment.cells):
        if cell.row_span == 1 and cell.block.lines:
            rows.setdefault(cell.row, []).append(number)
    found: set[int] = set()
    for numbers in rows.values():
        first, *others = (fragment.cells[number] for number in numbers)
        entries = first.block.lines
        if first.column or len(entries) < _FEWEST_ENTRIES or not others:
            continue
        level = [
            all(
                any(abs(li.top + li.bottom - entry.top - entry.bottom) < entry.size for li in lines)
                for entry in entries
            )
            for lines in (cell.block.lines for cell in others)
        ]
        left, _, right, _ = first.block.box
        width = right - left - 2 * EDGE
        # As many lines in each of several cells are hardly those of wrapped texts.
        is_even = len(others) > 1 and {len(c.block.lines) for c in others} == {len(entries)}
        if (2 * sum(level) >= len(level) and are_entries(entries, width)) or (
            is_even and all(level) and are_entries(entries, width, surely=False)
        ):
            found |= set(numbers)
    return found


def without_white(fragment: Fragment) -> set[int]:
    """The cells whose lines follow each other over a row edge as within a cell."""
    cells = fragment.cells
    steps = sorted(
        below.top - above.top
        for cell in cells
        for above, below in pairwise(cell.block.lines)
        if below.top - above.top > above.size / 2
    )
    if not steps:
        return set()
    usual = steps[len(steps) // 4]
    ends = {(c.column, c.row + c.row_span): n for n, c in enumerate(cells) if c.block.lines}
    found: set[int] = set()
    for number, cell in enumerate(cells):
        above = ends.get((cell.column, cell.row))
        if above is None or not cell.column or not cell.block.lines:
            continue
        last, first = cells[above].block.lines[-1], cell.block.lines[0]
        if first.top - last.top <= usual + _MORE * first.size:
            found |= {above, number}
    return found
