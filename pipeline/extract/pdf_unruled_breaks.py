"""Where the rows of a table without lines part, by its texts. Pure; points of the upright page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.pdf_text import CANNOT_BEGIN, Line, begins_with_number, ends_sentence

_SAME_LINE = 0.5  # of a character's size two lines of print may differ in height
_MORE_WHITE = 0.22  # of a character's size, beyond the white between lines of one cell
_LEAST_MORE = 1.2  # points
_ROOM = 2.0  # characters of room at the end of a line that is not wrapped
LINE_CORE = 0.6  # of its size is what a line of print covers without fail


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one column, from the top down, and where its text begins and ends."""

    lines: tuple[Line, ...]
    left: float
    right: float


def middle_of(line: Line) -> float:
    """The middle of its height."""
    return (line.top + line.bottom) / 2


def line_pitch(columns: Sequence[Column]) -> float | None:
    """The usual distance of two lines of one cell; ``None`` where no cell has two lines."""
    steps = [
        middle_of(below) - middle_of(above)
        for column in columns
        for above, below in pairwise(column.lines)
        if middle_of(below) - middle_of(above) > _SAME_LINE * above.size
        and not ends_sentence(above.text)
        and above.x1 > column.right - _ROOM * above.size
    ]
    if not steps:
        return None
    steps.sort()
    return steps[len(steps) // 4]


def row_breaks(columns: Sequence[Column], every: Sequence[Line]) -> list[tuple[float, float]]:
    """Where rows part: the white between the last line above and the first below."""
    pitch = line_pitch(columns)
    found = [white_breaks(column, pitch) for column in columns]
    best = max(range(len(columns)), key=lambda n: (len(found[n]), n))
    if pitch is not None and not _tells_by_white(found, columns, pitch):
        return _breaks_by_starts(columns, every)
    breaks = list(found[best])
    for column, others in enumerate(found):
        if column == best:
            continue
        for low, high in others:
            for number, (upper, lower) in enumerate(breaks):
                if max(upper, low) < min(lower, high):
                    breaks[number] = (max(upper, low), min(lower, high))
                    break
    return breaks


def _tells_by_white(
    found: Sequence[Sequence[tuple[float, float]]], columns: Sequence[Column], pitch: float
) -> bool:
    """Whether rows are set apart by white: no cell that begins anew does so at line pitch."""
    whole = max(map(len, found))
    numbers = [line for line in columns[0].lines if begins_with_number(line.text)]
    if len(numbers) > 2:
        return whole + 1 >= len(numbers)
    return whole > 0


def white_breaks(column: Column, pitch: float | None) -> list[tuple[float, float]]:
    """Where two lines of a column stand further apart than those of one cell."""
    found = []
    for above, below in pairwise(column.lines):
        step = middle_of(below) - middle_of(above)
        if step <= _SAME_LINE * above.size:
            continue
        size = max(above.size, below.size)
        usual = pitch if pitch is not None else 0.0
        if step > usual + max(_MORE_WHITE * size, _LEAST_MORE):
            core = LINE_CORE / 2 * size
            found.append((middle_of(above) + core, middle_of(below) - core))
    return found


def _breaks_by_starts(
    columns: Sequence[Column], every: Sequence[Line]
) -> list[tuple[float, float]]:
    """Rows that follow each other at the pitch of lines, their cells set to the top."""
    heights: list[list[Line]] = []
    for line in every:
        if heights and middle_of(line) - middle_of(heights[-1][0]) <= _SAME_LINE * line.size:
            heights[-1].append(line)
        else:
            heights.append([line])
    place = {id(line): number for number, row in enumerate(heights) for line in row}
    at: list[dict[int, Line]] = [{place[id(li)]: li for li in c.lines} for c in columns]
    found = []
    for number in range(1, len(heights)):
        score = 0.0
        for index, (column, lines) in enumerate(zip(columns, at, strict=True)):
            above, below = lines.get(number - 1), lines.get(number)
            score += _start_score(above, below, column, is_first=index == 0)
        if score > 0:
            above_y = max(map(middle_of, heights[number - 1]))
            below_y = min(map(middle_of, heights[number]))
            found.append((above_y, below_y))
    return found


def _start_score(
    above: Line | None, below: Line | None, column: Column, *, is_first: bool
) -> float:
    if below is None:
        return 0.0 if above is None else -0.25
    score = 4.0 if is_first and begins_with_number(below.text) else 0.0
    if above is None:
        return score + 3.0
    room = (column.right - above.x1) / above.size
    if below.text[0] in CANNOT_BEGIN:
        return score - 3.0
    score += 1.5 if room > _ROOM else -2.0
    return score + (0.75 if ends_sentence(above.text) else 0.0)
