"""Tables whose every line of print is a row: most columns are filled on each. Pure; points.

Where texts are wrapped, columns differ in how many lines a row has, and the lines of a long text
are full. Where most columns have a text at most heights, and no column goes over the end of
its lines, each of these heights is a row, however close they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.pdf.text import CANNOT_BEGIN, PAUSES, Line, begins_with_number, first_unit
from pipeline.extract.pdf.unruled_breaks import (
    LINE_CORE,
    Column,
    between,
    heights_of,
    is_forced,
    is_value,
    middle_of,
)

_FEWEST = 4  # heights with a text in most columns, or fewer with one in each of them
_FEWEST_BARE = 3  # of these, one of them that of the header
_MOST_COLUMNS = 0.75  # of the columns have a text at a height that is a row
_FEWEST_LEVEL = 2  # heights, and columns, with a text of each column at each of them
_FEWEST_BESIDE = 3  # or in so many, the first among them
_SHARE = 0.8  # of the heights are rows; of the lines of a column of values are such
_UNFORCED = 0.7  # of the lines of a column of short texts are followed though there was room
_FORCED = 0.4  # of the lines of a column of wrapped texts are full
_NARROW = 6.5  # characters; a narrower column says nothing by its full lines
_FEW_WORDS = 4  # nor does one that so many words fill
_MOST_JOINED = 0.1  # of the lines begin with a mark that cannot begin a text
_FIRST_WIDE = "\u2e80"  # the first of the characters that are as wide as high
_HALF_STEP = 0.7  # of the usual step: heights nearer belong to one row


@dataclass(frozen=True, slots=True)
class ToldRows:
    """Where rows part (from the lines above to those below), and each column's texts begin.

    ``doubts``: where they part or do not, and as much says the opposite. ``at_top``: the texts of a
    row begin at one height, and do not end so.
    """

    breaks: list[tuple[float, float]]
    starts: list[list[float]]
    doubts: tuple[tuple[float, float], ...] = ()
    at_top: bool = False


def dense_rows(columns: Sequence[Column], every: Sequence[Line]) -> ToldRows | None:
    """The rows of a table in which every line of print is one; ``None`` where it is not so."""
    heights = heights_of(every)
    at = [whole_texts(column, heights) for column in columns]
    used = [lines for lines in at if len(lines) > 1]
    filled = [sum(number in lines for lines in used) for number in range(len(heights))]
    rows = [n for n, count in enumerate(filled) if count >= max(2, _MOST_COLUMNS * len(used))]
    if not _are_most(rows, filled):
        rows = [n for n, count in enumerate(filled) if count >= _FEWEST_BESIDE and n in at[0]]
    if not _are_most(rows, filled):
        return None
    if _is_second_of_header(rows, at):
        rows = [rows[0], *rows[2:]]
    within = filled[rows[0] : rows[-1] + 1]
    if len(rows) <= _FEWEST and min(within) < max(_FEWEST_BESIDE, _SHARE * len(used)):
        return None
    numbered = sum(number in at[0] and begins_with_number(at[0][number].text) for number in rows)
    if _FEWEST <= numbered < _SHARE * (len(rows) - 1):
        return None
    votes = [_vote(lines, rows[1:], _widest(lines.values())) for lines in at]
    # Where each column has a text on each line, and none is wrapped, one that says so is enough.
    is_full = len(rows) >= _FEWEST and len(used) >= _FEWEST_BESIDE and min(within[1:]) == len(used)
    if min(votes) < 0 or sum(votes) < (1 if is_full else max(2, len(used) / 2)):
        return None
    begun = _begun(columns, heights, at, rows)
    starts = []
    for lines in at:
        met = [min((n for n in lines if first <= n < end), default=-1) for first, end in begun]
        starts.append([middle_of(lines[n]) - LINE_CORE / 2 * lines[n].size for n in met if n >= 0])
    return ToldRows([between(heights, first) for first, _ in begun[1:]], starts)


def level_rows(columns: Sequence[Column], low: float, high: float) -> ToldRows | None:
    """The rows between two lines from side to side, of one line of print each.

    All columns have their texts at the same heights, each of them begins an entry of the first,
    and none is wrapped, by the width its column has in all of the table. Two rows may be two
    lines of their cells; figures are not.
    """
    within = [
        Column(tuple(li for li in each.lines if low < middle_of(li) < high), each.left, each.right)
        for each in columns
    ]
    used = [
        (own, _widest(each.lines)) for own, each in zip(within, columns, strict=True) if own.lines
    ]
    heights = heights_of(sorted((li for own, _ in used for li in own.lines), key=middle_of))
    at = [whole_texts(own, heights) for own, _ in used]
    if not within[0].lines or min(len(heights), len(used)) < _FEWEST_LEVEL:
        return None
    if any(len(lines) < len(heights) for lines in at):
        return None
    rows = range(len(heights))
    votes = [_vote(lines, rows, width) for lines, (_, width) in zip(at, used, strict=True)]
    values = sum(all(is_value(line.text) for line in lines.values()) for lines in at)
    is_told = votes[0] > 0 and sum(votes) >= max(_FEWEST_LEVEL, len(used) / 2)
    if min(votes) < 0 or not is_told or (len(rows) == _FEWEST_LEVEL and 2 * values < len(used)):
        return None
    starts = [[middle_of(li) - LINE_CORE / 2 * li.size for li in column.lines] for column in within]
    return ToldRows([between(heights, number) for number in rows[1:]], starts)


def _are_most(rows: Sequence[int], filled: Sequence[int]) -> bool:
    """Whether most heights are rows, but for lines above the first (a header) and sums below."""
    if len(rows) < _FEWEST_BARE:
        return False
    within = sum(count > 0 for count in filled[rows[0] : rows[-1] + 1])
    return len(rows) >= _SHARE * within and 2 * len(rows) >= sum(count > 0 for count in filled)


def _is_second_of_header(rows: Sequence[int], at: Sequence[Mapping[int, Line]]) -> bool:
    """Whether the second row alone lacks a text in the first column, and has no value."""
    return (
        len(rows) > _FEWEST
        and [number for number in rows if number not in at[0]] == [rows[1]]
        and not any(is_value(lines[rows[1]].text) for lines in at if rows[1] in lines)
    )


def whole_texts(column: Column, heights: Sequence[Sequence[Line]]) -> dict[int, Line]:
    """The text of a column at each height: its words may be set apart."""
    place = {id(line): number for number, row in enumerate(heights) for line in row}
    found: dict[int, Line] = {}
    for line in column.lines:
        before = found.setdefault(place[id(line)], line)
        if before is not line:
            text = f"{before.text} {line.text}" if line.x0 > before.x0 else before.text
            left, right = min(before.x0, line.x0), max(before.x1, line.x1)
            found[place[id(line)]] = before._replace(text=text, x0=left, x1=right)
    return found


def _widest(lines: Iterable[Line]) -> float:
    return max((line.x1 - line.x0 for line in lines), default=0.0)


def _vote(lines: Mapping[int, Line], rows: Sequence[int], width: float) -> int:
    """1 where the texts of a column are of one line each, -1 where they are wrapped, else 0."""
    body = [lines[number] for number in rows if number in lines]
    if len(body) < 2:
        return 0
    if sum(is_value(line.text) for line in body) >= _SHARE * len(body):
        return 1
    if sum(
        len(line.text) > 1 and (_is_rest(line.text) or line.text[-1] in PAUSES) for line in body
    ) > (_MOST_JOINED * len(body)):
        return -1
    forced = sum(is_forced(above, below, width) for above, below in pairwise(body))
    share = forced / (len(body) - 1)
    if 1 - share >= _UNFORCED or all(map(_is_word, body)):
        return 1
    units = sorted(first_unit(line.text) for line in body)
    narrow = max(_NARROW, _FEW_WORDS * units[len(units) // 2]) * body[0].size
    return -1 if share > _FORCED and width > narrow else 0


def are_entries(lines: Sequence[Line], width: float, *, surely: bool = True) -> bool:
    """Whether each of the lines of a column of some width begins a text, or may do so."""
    return _vote(dict(enumerate(lines)), range(len(lines)), width) >= surely


def _is_rest(text: str) -> bool:
    """Whether a text begins with a mark that none begins with, but for names of files (.pdf)."""
    return text[0] in CANNOT_BEGIN and not (text[0] == "." and text[1:].isalnum())


def _is_word(line: Line) -> bool:
    """Whether a line is one Latin word: no text is wrapped after each of its words."""
    return " " not in line.text and max(line.text) < _FIRST_WIDE


def _begun(
    columns: Sequence[Column],
    heights: Sequence[Sequence[Line]],
    at: Sequence[Mapping[int, Line]],
    rows: Sequence[int],
) -> list[tuple[int, int]]:
    """The rows, as the first height of each and that after its last.

    A height close to that above is part of its row, as in a header, or where long texts stand
    beside the middle of others; so is what stands above the first row, and below it but not in
    the first column: that row is the header.
    """
    levels = [middle_of(row[0]) for row in heights]
    steps = sorted(levels[below] - levels[above] for above, below in pairwise(rows))
    step = steps[len(steps) // 2]
    found = [0]
    is_row = set(rows)
    # Where lines of few texts stand above it, the first row may be that of the header.
    first = [lines[rows[0]].text for lines in at if rows[0] in lines]
    head = rows[0] if 2 * sum(map(is_value, first)) <= len(first) else rows[0] - 1
    for number in range(1, len(heights)):
        near = levels[number] - levels[number - 1] < _HALF_STEP * step
        is_head = number <= head or (rows[0] < number < rows[1] and number not in at[0])
        if not (near or is_head or (number not in is_row and _goes_on(columns, at, number))):
            found.append(number)
    return list(pairwise([*found, len(heights)]))


def _goes_on(columns: Sequence[Column], at: Sequence[Mapping[int, Line]], number: int) -> bool:
    """Whether texts at a height are the rest of those above: one surely, or each of them."""
    found: list[bool] = []
    for column, lines in zip(columns, at, strict=True):
        if number not in lines:
            continue
        below, above = lines[number], lines.get(number - 1)
        width = column.right - column.left
        is_rest = above is not None and (
            below.text[0] in CANNOT_BEGIN
            or above.text[-1] in PAUSES
            or is_forced(above, below, width)
        )
        if is_rest and width > _NARROW * below.size:
            return True
        found.append(is_rest)
    return all(found)
