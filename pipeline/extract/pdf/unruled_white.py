"""Rows told by white alone: more of it between any two rows than within one. Pure; points.

1    编制方案，明确            市教育局、市财          A number may stand level with any line
     责任。                    政局                    of its row. Where each stretch of print
                                                       between two wide bands of white has
2    建立台账。                市公安局                just one number, the bands part rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.pdf.text import Line, begins_with_number
from pipeline.extract.pdf.unruled_breaks import (
    LINE_CORE,
    Column,
    between,
    heights_of,
    line_pitch,
    middle_of,
)
from pipeline.extract.pdf.unruled_dense import ToldRows

_FEWEST = 3  # rows
_FEWEST_COLUMNS = 3  # the numbers', and two more
_WIDE = 1.25  # of the line pitch, at the least, from a row's last line to the next row
_CLEAR = 1.2  # times as wide as within any row


def rows_between_white(columns: Sequence[Column], over: Sequence[Line]) -> ToldRows | None:
    """The rows of one number each between bands of white; ``None`` where they are not so.

    What stands above the first number, a header or the rest of a row of the page before, needs
    none. Lines that run ``over`` all columns are no part of rows.
    """
    pitch = line_pitch(columns)
    texts = sorted((line for column in columns[1:] for line in column.lines), key=middle_of)
    if pitch is None or not texts or len(columns) < _FEWEST_COLUMNS:
        return None
    heights = heights_of(texts)
    bands = [between(heights, place) for place in range(1, len(heights))]
    begun = [0, *(n for n, (low, high) in enumerate(bands, 1) if high - low >= _WIDE * pitch)]
    rows = list(pairwise([*begun, len(heights)]))
    ends = [
        (min(line.top for line in heights[first]), max(line.bottom for line in heights[end - 1]))
        for first, end in rows
    ]
    held = [[li for li in columns[0].lines if low < middle_of(li) < high] for low, high in ends]
    is_begun = [bool(lines) and begins_with_number(lines[0].text) for lines in held]
    head = is_begun.index(True) if True in is_begun else len(rows)
    body = held[head:]
    if len(body) < _FEWEST or any(_numbers(lines) != 1 for lines in body):
        return None
    if sum(map(len, held)) < len(columns[0].lines) or not all(is_begun[head:]):
        return None
    steps = [high - low for low, high in bands[rows[head][0] :]]
    within = max((step for step in steps if step < _WIDE * pitch), default=0.0)
    if min(step for step in steps if step >= _WIDE * pitch) < _CLEAR * within:
        return None
    starts: list[list[float]] = []
    for column in columns:
        firsts = (
            next((line for line in column.lines if low < middle_of(line) < high), None)
            for low, high in ends
        )
        starts.append([middle_of(li) - LINE_CORE / 2 * li.size for li in firsts if li is not None])
    breaks = [bands[first - 1] for first, _ in rows[1:]]
    breaks = [
        (low, high) for low, high in breaks if not any(low < middle_of(li) < high for li in over)
    ]
    return ToldRows(breaks, starts)


def _numbers(lines: Sequence[Line]) -> int:
    return sum(begins_with_number(line.text) for line in lines)
