"""The rows of a table whose columns are set by blanks, told by the places of its numbers.

Where the first number stands right below the header, the cells of a row begin on its line: a row
begins with a number, or where a cell begins again below white (its number is merged over several
rows). Where a text stands above the first number, the cells are set in the middle of their rows:
the rows are those in which all cells stand in the middle beside their number. What fits neither
is no such table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.text.wrapped import BLANKS, width_of
from pipeline.ink import ink
from pipeline.numbering import whole_number

_FEWEST_ROWS = 2
_DEEPEST_HEADER = 3  # lines
_LONGEST_LABEL = 6  # characters on a further line of a header
_ROOM = 4  # half-width characters left at the end of a line that ends a sentence
_SLACK = 2  # half-width characters that a line may leave beside those that had no room
# What stands together at the begin of a line: a number, a character and the marks behind it.
_FIRST = re.compile(r"(?:[0-9A-Za-z.%]+|.)[、，。；：）”％]*")
_OFF = 1.0  # lines by which the middle of a cell may stand beside its number
_ENDS = ("。", "；", "：", "！", "？", ";", ":")
_DOUBT_AMID = "a line in the middle of its row ends a sentence, so that it may be two rows"
_DOUBT = "whether a row begins here is told by the ends of the lines above alone"


@dataclass(frozen=True, slots=True)
class SpacedLine:
    """A line by columns, ``""`` where it has nothing; with ``across`` one text for all."""

    number: int
    texts: tuple[str, ...]
    across: bool = False


@dataclass(frozen=True, slots=True)
class SpacedRow:
    """The lines of a row, and how wide each column is in half-width characters."""

    lines: tuple[SpacedLine, ...]
    widths: tuple[int, ...]
    doubt: str = ""

    def paragraphs(self, column: int) -> list[tuple[int, str]]:
        """The paragraphs of a cell, each with its first line: one that leaves no room goes on."""
        found: list[tuple[int, str]] = []
        above = ""
        for line in self.lines:
            if not (text := line.texts[column]):
                continue
            if above and _goes_on(above, text, self.widths[column]):
                found[-1] = (found[-1][0], found[-1][1] + text)
            else:
                found.append((line.number, text))
            above = text
        return found


def rows_of(cut: Sequence[SpacedLine]) -> list[SpacedRow] | None:
    """The rows, the header first; ``None`` where it is not told what they are.

    The numbers must count from 1 on, and some cell must go on below the first line of its row.
    """
    header, *lines = cut
    numbered = [i for i, each in enumerate(lines) if _number(each) is not None]
    values = [_number(lines[i]) for i in numbered]
    if len(values) < _FEWEST_ROWS or values != list(range(1, len(values) + 1)):
        return None
    if len(values) == len(lines) or whole_number(header.texts[0]):
        return None
    strange = [
        i
        for i, each in enumerate(lines)
        if each.texts[0] and i not in numbered and not each.across and each.texts != header.texts
    ]
    if strange and strange[0] > numbered[-1]:
        lines = lines[: strange[0]]  # 填表人：…: signed below the table
    elif strange:
        return None
    widths = tuple(
        max(_width(each.texts[column]) for each in cut if not each.across)
        for column in range(len(header.texts))
    )
    above = lines[: numbered[0]]
    labels = [ink(text) for each in above for text in each.texts]
    if above and not any(each.across for each in lines):
        middle = _in_the_middle(lines, numbered, widths)
        if middle:
            return [SpacedRow((header,), widths), *middle]
    no_label = any(len(text) > _LONGEST_LABEL or text.endswith(_ENDS) for text in labels)
    if len(above) >= _DEEPEST_HEADER or no_label:
        return None
    top = SpacedRow((header, *above), widths)
    return [top, *_from_the_top(header, lines[numbered[0] :], widths)]


def _number(line: SpacedLine) -> int | None:
    number = whole_number(line.texts[0]) if line.texts[0] and not line.across else None
    return number.value if number else None


def _from_the_top(
    header: SpacedLine, lines: Sequence[SpacedLine], widths: tuple[int, ...]
) -> Iterator[SpacedRow]:
    """Rows whose cells all begin on the first line: with a number, or again below white.

    Where no white parts them, all cells of a line below such that leave room begin a row, in
    doubt.
    """
    row: list[SpacedLine] = []
    doubt = ""
    for line in lines:
        alone = line.across or line.texts == header.texts
        begins = alone or bool(line.texts[0]) or bool(row and row[0].across)
        again = not begins and bool(row) and _begins_again(row, line)
        ended = not begins and not again and bool(row) and _is_ended(row[-1], line, widths)
        if row and (begins or again or ended):
            yield SpacedRow(tuple(row), widths, doubt)
            row, doubt = [], ""
        doubt = _DOUBT if ended else doubt
        row.append(line)
    if row:
        yield SpacedRow(tuple(row), widths, doubt)


def _begins_again(row: Sequence[SpacedLine], line: SpacedLine) -> bool:
    return any(
        text and not above and any(each.texts[i] for each in row)
        for i, (text, above) in enumerate(zip(line.texts, row[-1].texts, strict=True))
    )


def _is_ended(above: SpacedLine, line: SpacedLine, widths: Sequence[int]) -> bool:
    """Whether no cell of a line goes on with the line above, several being printed."""
    rooms = [widths[i] - _width(above.texts[i]) for i, text in enumerate(line.texts) if text]
    return len(rooms) > 1 and min(rooms) >= _ROOM


def _goes_on(above: str, text: str, width: int) -> bool:
    """Whether a line of a cell goes on with the one above, where its begin had no room."""
    first = _FIRST.match(BLANKS.sub("", text))
    room = width - _width(above)
    if above.endswith(_ENDS):
        return room < _ROOM
    return first is None or room <= width_of(first[0]) + _SLACK


def _in_the_middle(
    lines: Sequence[SpacedLine], numbered: Sequence[int], widths: tuple[int, ...]
) -> list[SpacedRow] | None:
    """Rows whose cells all stand in the middle beside their number; ``None`` where they do not.

    Of all ways to part the lines between the numbers the one is taken in which the cells stand
    nearest to their middles.
    """
    # For each line that may end a row the least cost of the rows up to it, and where it begins.
    ends: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for at, following in zip(numbered, [*numbered[1:], len(lines)], strict=True):
        last = [len(lines)] if following == len(lines) else range(at + 1, following + 1)
        reached: dict[int, tuple[float, list[int]]] = {}
        for end in last:
            ways = [
                (cost + off, [*begins, begin])
                for begin, (cost, begins) in ends.items()
                if (off := _off(lines, begin, end, at, widths)) is not None
            ]
            if ways:
                reached[end] = min(ways)
        ends = reached
    if len(lines) not in ends:
        return None
    begins = ends[len(lines)][1]
    rows = [lines[a:b] for a, b in zip(begins, [*begins[1:], len(lines)], strict=True)]
    return [SpacedRow(tuple(row), widths, _ends_amid(row)) for row in rows]


def _ends_amid(row: Sequence[SpacedLine]) -> str:
    """A doubt where a sentence ends at the end of a line in the middle of a cell."""
    cells = [
        [text for text in cell if text] for cell in zip(*(line.texts for line in row), strict=True)
    ]
    ended = any(text.endswith("。") for cell in cells for text in cell[:-1])
    return _DOUBT_AMID if ended else ""


def _off(
    lines: Sequence[SpacedLine], begin: int, end: int, at: int, widths: Sequence[int]
) -> float | None:
    """How far off their number the cells of a row stand; ``None`` where it is none."""
    off = 0.0
    for column, width in enumerate(widths):
        filled = [i for i in range(begin, end) if lines[i].texts[column]]
        if not filled:
            continue
        beside = abs((filled[0] + filled[-1]) / 2 - at)
        texts = [lines[i].texts[column] for i in filled]
        if beside > _OFF or not all(_goes_on(a, b, width) for a, b in pairwise(texts)):
            return None
        off += beside
    return off


def _width(text: str) -> int:
    return width_of(BLANKS.sub("", text))
