"""Where the rows of a table without lines part, by its texts. Pure; points of the upright page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.pdf.text import (
    CANNOT_BEGIN,
    PAUSES,
    Line,
    begins_with_number,
    ends_sentence,
    first_unit,
)

_SAME_LINE = 0.5  # of a character's size two lines of print may differ in height
_MORE_WHITE = 0.22  # of a character's size, beyond the white between lines of one cell
_LEAST_MORE = 1.2  # points
_ROOM = 2.0  # characters of room at the end of a line that is not wrapped
_FEWEST_NUMBERS = 3  # in the first column, that say where rows begin
_SPARE = 0.5  # characters of room beyond what the next line begins with
_LEADERS = re.compile(r"(?:\.\s*){3}$|…$")
_MET = 0.8  # of them stand at the height of a line of each text beside them
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
        and not (is_value(above.text) and is_value(below.text))  # of two rows
        and not ends_sentence(above.text)
        and above.x1 > column.right - _ROOM * above.size
    ]
    if not steps:
        return None
    steps.sort()
    return steps[len(steps) // 4]


def row_breaks(
    columns: Sequence[Column], every: Sequence[Line], *, at_top: bool = False
) -> list[tuple[float, float]]:
    """Where rows part: the white between the last line above and the first below.

    ``at_top``: numbers stand at the top of their rows, as is known from another page.
    """
    pitch = line_pitch(columns)
    found = [white_breaks(column, pitch) for column in columns]
    # Of columns with as many breaks the one with least white says best where they are.
    best = max(range(len(columns)), key=lambda n: (len(found[n]), -sum(b - a for a, b in found[n])))
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
    return _placed(breaks, columns, every, at_top=at_top)


def _placed(
    breaks: Sequence[tuple[float, float]],
    columns: Sequence[Column],
    every: Sequence[Line],
    *,
    at_top: bool,
) -> list[tuple[float, float]]:
    """The breaks, each between two lines of print: where other columns go on without white.

    A number beside a long text leaves white that says only that a row begins somewhere in it.
    Where numbers stand at the top of their rows, each begins one.
    """
    heights = heights_of(every)
    at = by_height(columns, heights)
    levels = [middle_of(row[0]) for row in heights]
    is_top = at_top or _numbers_at_top(columns, at)
    found: list[tuple[float, float]] = []
    for low, high in breaks:
        first, end = bisect_left(levels, low), bisect_right(levels, high)
        if first >= end:
            found.append((low, high))
            continue
        best = max(
            range(max(first, 1), min(end + 1, len(heights))),
            key=lambda number: _score(number, columns, at, numbers_count=is_top),
        )
        found.append(between(heights, best))
    if is_top:
        for number, line in at[0].items():
            if number and begins_with_number(line.text):
                above, below = between(heights, number)
                if not any(low < below and above < high for low, high in found):
                    found.append((above, below))
    return sorted(found)


def sub_rows(columns: Sequence[Column], ruled: Sequence[float]) -> list[tuple[float, list[int]]]:
    """Where white parts the rows between two lines further: the height, and the columns parted.

    Two columns at least begin anew on one height. Paragraphs of two cells may do so too, but
    not when those above them differ in length: on the page one such place must be seen.
    """
    pitch = line_pitch(columns)
    if pitch is None:
        return []
    begun: list[tuple[float, float, int, float]] = []
    for number, column in enumerate(columns):
        for above, below in pairwise(column.lines):
            upper, lower = middle_of(above), middle_of(below)
            more = max(_MORE_WHITE * below.size, _LEAST_MORE)
            if lower - upper > pitch + more and not any(upper < y < lower for y in ruled):
                begun.append((lower, upper, number, below.size))
    begun.sort()
    found: list[tuple[float, list[int]]] = []
    is_certain = False
    while begun:
        level, _, _, size = begun[0]
        alike = [one for one in begun if one[0] - level <= _SAME_LINE * size / 2]
        begun = begun[len(alike) :]
        if len(alike) > 1:
            uppers = [upper for _, upper, _, _ in alike]
            is_certain |= max(uppers) - min(uppers) > pitch / 2
            found.append(((max(uppers) + level) / 2, [number for _, _, number, _ in alike]))
    return found if is_certain else []


def numbers_at_top(columns: Sequence[Column], every: Sequence[Line]) -> bool:
    """Whether numbers enough to tell it stand at the top of their rows."""
    numbers = [line for line in columns[0].lines if begins_with_number(line.text)]
    return len(numbers) >= _FEWEST_NUMBERS and _numbers_at_top(
        columns, by_height(columns, heights_of(every))
    )


def text_starts(
    columns: Sequence[Column], every: Sequence[Line], *, at_top: bool = False
) -> list[list[float]]:
    """For each column the heights at which a text begins anew: the upper ends of its lines.

    It does below more white than between the lines of one cell, and beside a number that
    begins a row.
    """
    pitch = line_pitch(columns)
    starts = [[high for _, high in white_breaks(column, pitch)] for column in columns]
    at = by_height(columns, heights_of(every))
    if at_top or _numbers_at_top(columns, at):
        numbers = _numbers(at[0])
        for found, lines, column in zip(starts, at, columns, strict=True):
            met = [number for number in numbers if number in lines]
            # Where a column has fewer texts than there are numbers, one may span some rows.
            if len(met) < _MET * len(numbers):
                met = _begun_at(met, lines, column)
            found += [middle_of(lines[n]) - LINE_CORE / 2 * lines[n].size for n in met]
    return starts


def _begun_at(met: Sequence[int], lines: Mapping[int, Line], column: Column) -> list[int]:
    """At which of the heights ``met``, beside numbers, a text begins: it is not that above.

    What did not fit behind the line above may go on with it, or begin anew as most do.
    """
    width = column.right - column.left
    apart = [n for n in met if n - 1 not in lines or not is_forced(lines[n - 1], lines[n], width)]
    if 2 * len(apart) <= len(met):
        return apart
    return [
        n
        for n in met
        if n in apart or not (lines[n - 1].text[-1] in PAUSES or lines[n].text[0] in CANNOT_BEGIN)
    ]


def heights_of(every: Sequence[Line]) -> list[list[Line]]:
    """The lines of one height together, from the top down."""
    heights: list[list[Line]] = []
    for line in every:
        if heights and middle_of(line) - middle_of(heights[-1][0]) <= _SAME_LINE * line.size:
            heights[-1].append(line)
        else:
            heights.append([line])
    return heights


def by_height(
    columns: Sequence[Column], heights: Sequence[Sequence[Line]]
) -> list[dict[int, Line]]:
    """For each column its line at each height."""
    place = {id(line): number for number, row in enumerate(heights) for line in row}
    return [{place[id(line)]: line for line in column.lines} for column in columns]


def between(heights: Sequence[Sequence[Line]], number: int) -> tuple[float, float]:
    """From the middles of the lines above a height to those of its own."""
    return max(map(middle_of, heights[number - 1])), min(map(middle_of, heights[number]))


def _numbers_at_top(columns: Sequence[Column], at: Sequence[Mapping[int, Line]]) -> bool:
    """Whether the first column holds numbers, each on one height with a line of each text.

    Set to the middle of their rows, a text of two lines would not meet them. Two numbers are too
    few to tell so, but where each text that is printed down to them ends there.
    """
    numbers = _numbers(at[0])
    if len(numbers) < _FEWEST_NUMBERS - 1:
        return False
    if len(numbers) < _FEWEST_NUMBERS and not all(
        number - 1 not in lines or number not in lines or ends_sentence(lines[number - 1].text)
        for lines in at[1:]
        for number in numbers
    ):
        return False
    ends = [*numbers[1:], float("inf")]
    met = sum(
        all(number in lines or not any(number < n < end for n in lines) for lines in at[1:])
        for number, end in zip(numbers, ends, strict=True)
    )
    return met >= _MET * len(numbers)


def _numbers(first: Mapping[int, Line]) -> list[int]:
    """The places of printed numbers in the first column; of codes or dates where it has none."""
    return [n for n, line in first.items() if begins_with_number(line.text)] or [
        n for n, line in first.items() if is_value(line.text)
    ]


def _tells_by_white(
    found: Sequence[Sequence[tuple[float, float]]], columns: Sequence[Column], pitch: float
) -> bool:
    """Whether rows are set apart by white: no cell that begins anew does so at line pitch."""
    whole = max(map(len, found))
    numbers = _numbers(dict(enumerate(columns[0].lines)))
    if len(numbers) > 2:
        return whole + 1 >= len(numbers)
    return whole > 0


def is_value(text: str) -> bool:
    """Whether a text is a number, a date, an amount or a code: most of it are digits."""
    inked = [character for character in text if not character.isspace()]
    return 2 * sum(character.isdigit() for character in inked) > len(inked)


def is_forced(above: Line, below: Line, width: float) -> bool:
    """Whether what the lower line begins with did not fit behind the upper one.

    Numbers and dates are not wrapped, nor does a text go on with itself, or after leaders.
    """
    if (
        above.text == below.text
        or _LEADERS.search(above.text)
        or (is_value(above.text) and is_value(below.text))
    ):
        return False
    room = width - (above.x1 - above.x0)
    return room < (first_unit(below.text) + _SPARE) * above.size


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
    heights = heights_of(every)
    at = by_height(columns, heights)
    return [
        between(heights, number)
        for number in range(1, len(heights))
        if _score(number, columns, at, numbers_count=True) > 0
    ]


def _score(
    number: int, columns: Sequence[Column], at: Sequence[Mapping[int, Line]], *, numbers_count: bool
) -> float:
    """How much says that a row begins at a height; below 0 that none does."""
    return sum(
        _start_score(
            lines.get(number - 1),
            lines.get(number),
            column,
            is_first=numbers_count and index == 0,
        )
        for index, (column, lines) in enumerate(zip(columns, at, strict=True))
    )


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
    is_code = is_first and is_value(below.text)
    score += 1.5 if room > _ROOM or is_code else -2.0
    return score + (0.75 if ends_sentence(above.text) else 0.0)
