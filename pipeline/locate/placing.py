"""Which cell of a table each piece of text belongs to, where the grid itself is lost.

The pieces stand in reading order, and every row goes from left to right; so a table is a way
through them, and of all ways the cheapest is taken (dynamic programming over piece and
column). What a step costs:

- a piece in a column that it does not look like: a sentence among bodies, a date among names
  (``_misfit``; what a piece looks like is told by ``shapes``);
- a piece that goes on with the cell of the piece before it, unless that one ends open (、) or
  both are bodies of one list;
- a column left blank;
- a row that begins without a printed number, where the table has a column of numbers; but for
  bodies alone before which a number is missing: they are what a dump left of that item.

Pieces behind the last row may be left out of the table; a piece that reads as a heading may
stand across all columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.labels import OWNERS
from pipeline.locate.shapes import kind_of
from pipeline.numbering import leading_number, whole_number

# The column of each piece of a row, ``ACROSS`` where it stands across all columns.
Row: TypeAlias = list[tuple[int, int]]
ACROSS = -1

_NEVER = float("inf")
_SHARED = {"number", "item", "section"}  # what may be merged over several rows
_BODIES = ("bodies", "places")
_SENTENCE = re.compile(r"[。；：！？]")
_PARTED = re.compile(r"[、，,；;\s]+")
_COUNTED = re.compile(r"\d(?:部|[多余]?[个家处所座支]?(?:部|处|所|队|组|中心|厅|会|场))\s*$")
_WHEN = re.compile(r"\d[年月日]|年[底内前]|全年|每[年季月]|持续|长期")
OPEN_END = ("、", "，", ",", "和", "及", "与")
_CLOSED = ("。", "；", ";")
_HEADING = 40  # characters of a heading across all columns, at most
_LONG = 24  # characters; a longer text without a separator is no name
_SHORT = 8

_BLANK, _BLANK_NUMBER, _BLANK_NOTE, _BLANK_SUPPORT = 1.2, 0.5, 0.4, 1.0
_UNNUMBERED_ROW, _UNNUMBERED_LINE = 2.0, 0.5
_SUB_ROW = 1.0  # a row below a number and a title that were merged over it
_ORPHAN = 0.25  # bodies alone, of an item whose number is missing
_ROW = 0.4  # of a table without a column of numbers
_WITHIN_ROW = 2.0  # a line of a table with a row a line that begins no row
_OUT_OF_ORDER = 1.5
_CLOSED_TITLE = 4.0  # a title of several lines, one of which ends a sentence
_FEWEST_NUMBERS = 3
_OFTEN = 0.3  # of the rows: a style in which the titles of a column are numbered
_OTHER_NUMBER, _NO_NUMBER = 0.7, 2.0  # a title numbered unlike the others; one not numbered
_NOTE = 0.1  # any text may stand in a column of notes
_LABEL = 1.5  # a text that ends with a colon
_HEADED = 1.0  # a heading across all columns
_AFTER, _EACH_AFTER, _NUMBER_AFTER = 1.5, 0.6, 4.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, whether a row may begin with it, and whether one does as a rule."""

    text: str
    may_begin: bool
    does_begin: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A piece, what it looks like, and whether it is the next number or the first one.

    ``skipped``: between the numbers above and below it one at least is missing.
    """

    piece: Piece
    kind: str
    style: str
    is_number: bool
    follows: bool
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """How a piece was reached: the cost so far, the column before, whether its row began there."""

    cost: float
    before: int = ACROSS
    begins: bool = True


_NO_WAY = _Step(_NEVER)


def placed(pieces: Sequence[Piece], meanings: Sequence[str]) -> tuple[float, list[Row]]:
    """The rows of least cost, and that cost. Pieces in no row stand behind the table.

    ``meanings``: of each column, as ``records.Meaning`` and the further words of ``headers``.
    What the first reading puts into the rows tells how the titles of each column are numbered;
    the second reading goes by that. Time is linear in the pieces.
    """
    seen = _seen(pieces)
    columns = range(len(meanings))
    _, rows = _rows(seen, meanings, [frozenset()] * len(meanings))
    full = [row for row in rows if [column for _, column in row] == list(columns)]
    begun = [row for row in rows if row[0][1] != ACROSS]
    styles: list[frozenset[str]] = []
    for column, meaning in enumerate(meanings):
        # A title of several lines makes a row that is not full; of it the first line counts.
        told = begun if meaning == "item" else full
        firsts = [next((i for i, c in row if c == column), None) for row in told]
        counts = Counter(seen[i].style for i in firsts if i is not None)
        often = _OFTEN * counts.total()
        styles.append(frozenset(style for style, count in counts.items() if count >= often))
    return _rows(seen, meanings, styles)


def are_bodies(text: str) -> bool:
    """Whether a text is by its shape a list of bodies: 县水务局、各镇街道.

    >>> are_bodies("县水务局、县住建局"), are_bodies("新建2座人行天桥。")
    (True, False)
    """
    return _kind(text) in _BODIES


def _kind(text: str) -> str:
    """The kind of a piece; one name with a full stop is a sentence: 迁建政务服务中心。

    What ends in a quantity is none: 拍摄宣传片1部.
    """
    kind = kind_of(text)
    is_sentence = text.rstrip().endswith("。") and len(_PARTED.split(text.strip())) == 1
    return "act" if kind in _BODIES and (is_sentence or _COUNTED.search(text)) else kind


def _seen(pieces: Sequence[Piece]) -> list[_Seen]:
    values: set[int] = set()
    found: list[_Seen] = []
    for piece in pieces:
        number, leading = whole_number(piece.text), leading_number(piece.text)
        follows = number is not None and (not values or number.value - 1 in values)
        style = leading.style if leading else ""
        found.append(_Seen(piece, _kind(piece.text), style, number is not None, follows))
        if number is not None:
            values.add(number.value)
    missing = _missing(pieces)
    return [replace(each, skipped=i in missing) for i, each in enumerate(found)]


def _missing(pieces: Sequence[Piece]) -> set[int]:
    """The pieces, by index, between two numbers of the rows of which the one between is missing.

    The numbers of the rows are those that stand alone, or else those of the most usual style.
    """
    alone = {i: number for i, each in enumerate(pieces) if (number := whole_number(each.text))}
    led = {i: number for i, each in enumerate(pieces) if (number := leading_number(each.text))}
    styles = Counter(number.style for number in led.values()).most_common(1)
    usual = {i: number for i, number in led.items() if number.style == styles[0][0]}
    counted = alone if len(alone) >= _FEWEST_NUMBERS else usual
    return {
        at
        for (a, before), (b, after) in pairwise(counted.items())
        for at in range(a + 1, b)
        if after.value - before.value > 1
    }


def _rows(
    seen: Sequence[_Seen], meanings: Sequence[str], styles: Sequence[frozenset[str]]
) -> tuple[float, list[Row]]:
    """The best way through the pieces: for each, a step into every column it may stand in."""
    columns = len(meanings)
    blank = [0.0, *accumulate(map(_blank, meanings))]  # of the columns before each
    steps: list[list[_Step]] = []
    for i, each in enumerate(seen):
        last = steps[-1] if i else []
        # The cheapest end of the row before this piece; a heading leaves nothing blank.
        ends = [step.cost + blank[columns] - blank[c + 1] for c, step in enumerate(last[:columns])]
        ends += [step.cost for step in last[columns:]]
        ended = min(range(len(ends)), key=ends.__getitem__, default=ACROSS)
        so_far = ends[ended] if ends else 0.0
        is_open = bool(i) and seen[i - 1].piece.text.rstrip().endswith(OPEN_END)
        found: list[_Step] = []
        for column, meaning in enumerate(meanings):
            strange = 0.0
            if styles[column] and each.style not in styles[column]:
                bare = meaning == "item" and not each.style
                strange = _NO_NUMBER if bare else _OTHER_NUMBER
            cost = strange + so_far + _beginning(each, column, meanings, blank[column])
            ways = [_Step(cost + (_BLANK if is_open else 0.0), ended)]
            late = _WITHIN_ROW if each.piece.does_begin else 0.0
            for before in range(min(column, len(last) - 1)):
                gap = blank[column] - blank[before + 1] + (_BLANK if is_open else 0.0)
                reached = last[before].cost + gap + late + strange
                ways.append(_Step(reached, before, begins=False))
            if last:  # a further line of a title has no number
                joined = _joined(seen[i - 1], each, meaning) + late
                joined += 0.0 if meaning == "item" else strange
                ways.append(_Step(last[column].cost + joined, column, begins=False))
            way = min(ways, key=lambda step: step.cost)
            misfit = _misfit(each, meaning)
            found.append(_Step(way.cost + misfit, way.before, way.begins))
        is_heading = each.piece.may_begin and _is_heading(each)
        found.append(_Step(so_far + _HEADED, ended) if is_heading else _NO_WAY)
        steps.append(found)
    return _ended(seen, steps, blank)


def _ended(
    seen: Sequence[_Seen], steps: Sequence[Sequence[_Step]], blank: Sequence[float]
) -> tuple[float, list[Row]]:
    """The best place for the last row to end, and the rows up to it with their cost."""
    columns = len(blank) - 1
    cheapest, price, at, column, left = _NEVER, _NEVER, -1, 0, 0.0
    for i in range(len(seen) - 1, -1, -1):
        may_end = i + 1 == len(seen) or seen[i + 1].piece.may_begin
        for last in range(columns) if may_end else ():
            cost = steps[i][last].cost + blank[columns] - blank[last + 1]
            if cost + left < cheapest:
                cheapest, price, at, column = cost + left, cost, i, last
        left += (_EACH_AFTER if left else _AFTER) + (_NUMBER_AFTER if seen[i].follows else 0.0)
    rows: list[Row] = []
    row: Row = []
    while at >= 0:
        step = steps[at][column]
        row.append((at, ACROSS if column == columns else column))
        if step.begins:
            rows.append(row[::-1])
            row = []
        at, column = at - 1, step.before
    return price, rows[::-1]


def _blank(meaning: str) -> float:
    costs = {"number": _BLANK_NUMBER, "note": _BLANK_NOTE, "support": _BLANK_SUPPORT}
    return costs.get(meaning, _BLANK)


def _beginning(each: _Seen, column: int, meanings: Sequence[str], blanks: float) -> float:
    """What a row costs that begins with a piece in a column."""
    if not each.piece.may_begin:
        return _NEVER
    if each.skipped and meanings[column] in OWNERS and each.kind in _BODIES:
        return _ORPHAN
    below = "item" in meanings[:column] and _SHARED.issuperset(meanings[:column])
    if "number" not in meanings:
        return min(_ROW + blanks, _SUB_ROW) if below else _ROW + blanks
    if column <= meanings.index("number"):
        return blanks
    if below:
        return _SUB_ROW
    return blanks + (_UNNUMBERED_LINE if each.piece.does_begin else _UNNUMBERED_ROW)


def _joined(before: _Seen, each: _Seen, meaning: str) -> float:
    """What it costs that two pieces stand in one cell."""
    text = before.piece.text.rstrip()
    if meaning == "number":
        return _NEVER
    if text.endswith(OPEN_END):
        return 0.0
    if meaning in OWNERS:
        is_list = before.kind in _BODIES and each.kind in _BODIES
        return 0.3 if is_list or are_bodies(text + each.piece.text) else 2.0
    if meaning in ("person", "deadline"):
        return 1.5
    if meaning in ("item", "section"):
        closed = text.endswith(_CLOSED) or each.piece.text.rstrip().endswith(_CLOSED)
        return _CLOSED_TITLE if closed else 1.0
    return 1.2 if text.endswith("。") else 0.8


def _is_heading(each: _Seen) -> bool:
    text = ink(each.piece.text)
    named = each.style in ("chinese", "chinese-bracket", "ordinal")
    return named and len(text) <= _HEADING and "。" not in text[:-1]


def _misfit(each: _Seen, meaning: str) -> float:
    """What it costs that a text stands in a column of this meaning."""
    text = ink(each.piece.text)
    is_bodies, is_sentence = each.kind in _BODIES, bool(_SENTENCE.search(text))
    is_short = len(text) <= _SHORT and not is_sentence
    if meaning == "number":
        return (0.0 if each.follows else _OUT_OF_ORDER) if each.is_number else 8.0
    if text.endswith((":", "：")):
        return _LABEL
    if meaning in OWNERS:
        if is_bodies:
            return 0.0
        *whole, _ = _PARTED.split(each.piece.text)
        is_cut = len(text) <= 2 or (bool(whole) and are_bodies("、".join(whole)))
        no_name = is_sentence or (len(text) > _LONG and not whole)
        return 6.0 if each.is_number else 4.0 if no_name else 0.6 if is_cut else 1.5
    if meaning == "person":
        if each.kind == "persons" or kind_of(text) == "persons":
            return 0.0
        return 0.6 if each.kind == "phrase" and is_short else 3.0
    act = each.kind == "act" and text.endswith("。")
    is_when = each.kind == "time" or (
        len(text) <= 2 * _LONG and bool(_WHEN.search(text)) and not act
    )
    if meaning == "deadline":
        return 0.0 if is_when else 3.0
    if meaning == "note":
        return _NOTE
    if each.is_number:
        return 6.0
    if (is_bodies and len(text) <= _LONG) or (is_short and is_when):
        return 2.0
    if meaning == "section":
        return 0.0 if len(text) <= _HEADING else 1.5
    return 0.6 if meaning == "task" and is_short else 0.0
