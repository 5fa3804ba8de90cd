"""Which cell of a table each piece of text belongs to, where the grid itself is lost.

The pieces stand in reading order, and every row goes from left to right; so a table is a way
through them, and of all ways the cheapest is taken (dynamic programming over piece and
column). What a step costs:

- a piece in a column that it does not look like: a sentence among bodies, a date among names
  (``_misfit``);
- a piece that goes on with the cell of the piece before it, unless that one ends open (、) or
  both are bodies of one list;
- a column left blank;
- a row that begins without a printed number, where the table has a column of numbers.

Pieces behind the last row may be left out of the table; a piece that reads as a heading may
stand across all columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.numbering import leading_number, whole_number

# The column of each piece, -1 across all columns; ``None`` behind the table.
Row: TypeAlias = list[tuple[int, int]]  # (piece, column)

_NEVER = float("inf")
_BODY = re.compile(
    r"(?:[一-鿿（）()〔〕“”]{1,30}(?:[局委办厅署处科室队院所站台馆部会团社行校区县市镇乡]|街道|政府"
    r"|单位|部门|中心|公司|集团|银行|指挥部|联社|园区|大学|医院|残联|妇联|工商联|科协|机构|企业|各地)"
    r"|各[一-鿿、（）()]{1,12})(?:等|牵头|负责|配合)?"
)
_BODY_SEPARATORS = re.compile(r"[、，,；;\s]+")
_WHEN = re.compile(
    r"\d[年月日]|年[底内前]|全年|每[年季月]|持续|长期|适时|立即|季度|常态|[上下]半年"
)
_PERSONS = re.compile(r"[一-鿿·]{2,4}(?:[、\s]+[一-鿿·]{2,4})*")
_SENTENCE = re.compile(r"[。；：！？]")
_OPEN_END = ("、", "，", ",", "和", "及", "与")
_HEADING = 40  # characters of a heading across all columns, at most
_LONG = 24  # characters; a longer text without a separator is no name
_SHORT = 8

_BLANK, _BLANK_NUMBER, _BLANK_NOTE = 1.2, 0.5, 0.4
_UNNUMBERED_ROW, _UNNUMBERED_LINE = 2.0, 0.5
_ROW = 0.4  # of a table without a column of numbers
_WITHIN_ROW = 2.0  # a line of a table with a row a line that begins no row
_OUT_OF_ORDER = 1.5
_OTHER_NUMBER = 0.7
_NOTE = 0.1  # any text may stand in a column of notes
_LABEL = 1.5  # a text that ends with a colon
_ACROSS = 1.0
_AFTER, _EACH_AFTER, _NUMBER_AFTER = 1.5, 0.6, 4.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, whether a row may begin with it, and whether one does as a rule."""

    text: str
    may_begin: bool
    does_begin: bool = False


@dataclass(frozen=True, slots=True)
class _Last:
    """How a piece was reached: the piece and column before, and whether its row began there."""

    column: int
    begins: bool


def placed(pieces: Sequence[Piece], meanings: Sequence[str]) -> tuple[float, list[Row]]:
    """The rows of least cost, and that cost. Pieces in no row stand behind the table.

    ``meanings``: of each column, as ``records.Meaning`` and the further words of ``headers``.
    What the first reading puts into full rows tells how the titles of each column are numbered;
    the second reading goes by that. Time is linear in the pieces.
    """
    _, rows = _placed(pieces, meanings, [frozenset()] * len(meanings))
    full = [row for row in rows if [column for _, column in row] == list(range(len(meanings)))]
    styles = [
        frozenset(_style(pieces[row[column][0]].text) for row in full)
        for column in range(len(meanings))
    ]
    return _placed(pieces, meanings, styles)


def _style(text: str) -> str:
    number = leading_number(text)
    return number.style if number else ""


def _placed(
    pieces: Sequence[Piece], meanings: Sequence[str], styles: Sequence[frozenset[str]]
) -> tuple[float, list[Row]]:
    columns = len(meanings)
    numbers = meanings.index("number") if "number" in meanings else None
    ordered = _in_order(pieces)
    best: list[list[float]] = []
    came: list[list[_Last | None]] = []
    for i, piece in enumerate(pieces):
        costs = [_NEVER] * (columns + 1)  # the last one: across all columns
        origins: list[_Last | None] = [None] * (columns + 1)
        for column in range(columns):
            misfit = _misfit(piece.text, meanings[column])
            if column == numbers and not ordered[i]:
                misfit += _OUT_OF_ORDER
            if styles[column] and _style(piece.text) not in styles[column]:
                misfit += _OTHER_NUMBER
            begins = _beginning(piece, column, meanings, numbers)
            if i == 0:
                costs[column] = misfit + begins
                origins[column] = _Last(-1, begins=True)
                continue
            for before in range(columns + 1):
                reached = best[i - 1][before]
                if reached == _NEVER:
                    continue
                end = 0.0 if before == columns else _blanks(meanings, before + 1, columns)
                ways = [(reached + end + begins, True)]
                if before < column:
                    ways.append((reached + _blanks(meanings, before + 1, column), False))
                elif before == column:
                    joined = _joined(pieces[i - 1].text, piece.text, meanings[column])
                    ways.append((reached + joined, False))
                if piece.does_begin:
                    ways[1:] = [(way + _WITHIN_ROW, first) for way, first in ways[1:]]
                cost, is_first = min(ways)
                if _is_open(pieces[i - 1].text) and before != column:
                    cost += _BLANK
                if cost + misfit < costs[column]:
                    costs[column] = cost + misfit
                    origins[column] = _Last(before, begins=is_first)
        if piece.may_begin and _is_heading(piece.text):
            ends = (
                [
                    (
                        best[i - 1][c]
                        + (0.0 if c == columns else _blanks(meanings, c + 1, columns)),
                        c,
                    )
                    for c in range(columns + 1)
                ]
                if i
                else [(0.0, -1)]
            )
            cost, before = min(ends)
            costs[columns] = cost + _ACROSS
            origins[columns] = _Last(before, begins=True)
        best.append(costs)
        came.append(origins)
    return _ended(pieces, meanings, best, came, ordered)


def _ended(
    pieces: Sequence[Piece],
    meanings: Sequence[str],
    best: Sequence[Sequence[float]],
    came: Sequence[Sequence[_Last | None]],
    ordered: Sequence[bool],
) -> tuple[float, list[Row]]:
    """The best place for the last row to end, and the rows up to it."""
    columns = len(meanings)
    left = 0.0
    cheapest, price, at, column = _NEVER, _NEVER, -1, 0
    for i in range(len(pieces) - 1, -1, -1):
        may_end = i + 1 == len(pieces) or pieces[i + 1].may_begin
        for last in range(columns) if may_end else ():
            cost = best[i][last] + _blanks(meanings, last + 1, columns)
            if cost + left < cheapest:
                cheapest, price, at, column = cost + left, cost, i, last
        left += _EACH_AFTER if left else _AFTER
        if whole_number(pieces[i].text) and ordered[i]:
            left += _NUMBER_AFTER
    rows: list[Row] = []
    row: Row = []
    while at >= 0:
        origin = came[at][column]
        assert origin is not None  # a finite cost has an origin
        row.append((at, -1 if column == columns else column))
        if origin.begins:
            rows.append(row[::-1])
            row = []
        at, column = at - 1, origin.column
    return price, rows[::-1]


def _in_order(pieces: Sequence[Piece]) -> list[bool]:
    """Of each piece whether it is a number that follows on one before it, or the first one."""
    seen: set[int] = set()
    found: list[bool] = []
    for piece in pieces:
        number = whole_number(piece.text)
        found.append(number is not None and (not seen or number.value - 1 in seen))
        if number is not None:
            seen.add(number.value)
    return found


def _beginning(piece: Piece, column: int, meanings: Sequence[str], numbers: int | None) -> float:
    """What a row costs that begins with a piece in a column."""
    if not piece.may_begin:
        return _NEVER
    blanks = _blanks(meanings, 0, column)
    if numbers is None:
        return _ROW + blanks
    if column <= numbers:
        return blanks
    return blanks + (_UNNUMBERED_LINE if piece.does_begin else _UNNUMBERED_ROW)


def _blanks(meanings: Sequence[str], first: int, last: int) -> float:
    """What the columns ``first`` up to ``last`` cost where they are blank."""
    return sum(
        _BLANK_NUMBER if m == "number" else _BLANK_NOTE if m == "note" else _BLANK
        for m in meanings[first:last]
    )


def _joined(before: str, text: str, meaning: str) -> float:
    """What it costs that two pieces stand in one cell."""
    if meaning == "number":
        return _NEVER
    if _is_open(before):
        return 0.0
    if meaning in ("owner", "lead", "support"):
        is_list = (are_bodies(before) and are_bodies(text)) or are_bodies(before + text)
        return 0.3 if is_list else 2.0
    if meaning in ("person", "deadline"):
        return 1.5
    return 1.2 if before.rstrip().endswith("。") else 0.8


def _is_open(text: str) -> bool:
    return text.rstrip().endswith(_OPEN_END)


def _is_heading(text: str) -> bool:
    number = leading_number(text)
    named = number is not None and number.style in ("chinese", "chinese-bracket", "ordinal")
    return named and len(ink(text)) <= _HEADING and not ink(text)[:-1].count("。")


def are_bodies(text: str) -> bool:
    """Whether a text is by its shape a list of bodies: 县水务局、各镇街道.

    >>> are_bodies("县水务局、县住建局"), are_bodies("新建2座人行天桥。")
    (True, False)
    """
    pieces = [piece for piece in _BODY_SEPARATORS.split(text.strip()) if piece]
    if len(pieces) > 1:
        pieces[-1] = pieces[-1].rstrip("。")
    return bool(pieces) and all(_BODY.fullmatch(piece) for piece in pieces)


def _misfit(text: str, meaning: str) -> float:
    """What it costs that a text stands in a column of this meaning."""
    if not ink(text):
        return 0.0
    if text.rstrip().endswith((":", "：")):
        return _LABEL + (8.0 if meaning == "number" else 0.0)
    is_number = whole_number(text) is not None
    if meaning == "number":
        return 0.0 if is_number else 8.0
    if meaning in ("owner", "lead", "support"):
        if are_bodies(text):
            return 0.0
        if is_number:
            return 6.0
        *whole, _ = _BODY_SEPARATORS.split(text)
        is_cut = len(ink(text)) <= 2 or (bool(whole) and are_bodies("、".join(whole)))
        long = len(ink(text)) > _LONG and not whole
        return 4.0 if long or _SENTENCE.search(text) else 0.6 if is_cut else 1.5
    if meaning == "person":
        is_name = _PERSONS.fullmatch(text.strip()) or _PERSONS.fullmatch(ink(text))
        return 0.0 if is_name and not are_bodies(text) else 3.0
    if meaning == "deadline":
        return 0.0 if _WHEN.search(text) and len(ink(text)) <= 2 * _LONG else 3.0
    if meaning == "note":
        return _NOTE
    if is_number:
        return 6.0
    is_short = len(ink(text)) <= _SHORT and not _SENTENCE.search(text)
    if (are_bodies(text) and len(ink(text)) <= _LONG) or (is_short and _WHEN.search(text)):
        return 2.0
    if meaning == "section":
        return 0.0 if len(ink(text)) <= _HEADING else 1.5
    return 0.6 if meaning == "task" and is_short else 0.0
