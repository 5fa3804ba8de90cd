"""Lines of print that run over the columns of a table of figures. Pure; points.

Above its first figures stand spanners, the labels of several columns (``Exports`` over ``2010`` and
``2011``); among them the names of sections, alone on their lines. The white between columns is that
of the rows with figures, for both cross it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.pieces import NARROWEST, Piece, Strip, middle_of
from pipeline.extract.pdf.unruled_values import is_figure

_FEWEST_ROWS = 3  # with figures
_FEWEST = 2  # figures of such a row
_SHARE = 0.6  # of the texts behind its first are figures
_MOST_LINES = 8  # of a head
_COVERED = 0.5  # of the white between two columns: a text that covers more runs over it
_BLANK = 0.6  # of a character's size: the widest between two words
_REACH = 2.0  # points by which a line from side to side may fall short of the texts
_FEW = 2  # texts of a row
_FEWEST_BANDS = 2  # between lines from side to side, of rows with more
_YEAR = re.compile(r"(?:1[89]|20)\d\d\D{0,2}")


def figure_rows(rows: Sequence[Sequence[Piece]]) -> list[bool]:
    """For each line of print whether it is a row of figures, behind a first text of any kind."""
    found = []
    for row in rows:
        texts = [piece.line.text for piece in row[1:]]
        figures = sum(map(is_figure, texts)) if len(texts) >= _FEWEST else 0
        digits = sum(any(map(str.isdigit, text)) for text in texts) if figures else 0
        found.append(min(figures, digits) >= _FEWEST and figures >= _SHARE * len(texts))
    return found


class Spanners(NamedTuple):
    """Lines of print that run over white, by number, and the white that rows of figures leave."""

    rows: Collection[int]
    white: Sequence[Strip]


def spanner_rows(rows: Sequence[Sequence[Piece]], has_figures: Sequence[bool]) -> Spanners:
    """The lines that run over white which all rows of figures leave: spanners, and section names.

    A spanner begins right of the labels; what begins left of them is a text above the table.
    Labels wider than their figures run over white too, but there is one in each column.
    """
    core = [number for number, has in enumerate(has_figures) if has]
    widest = max((len(rows[number]) for number in core), default=0)
    while (
        core and len(rows[core[0]]) < widest - 1 and are_years([p.line.text for p in rows[core[0]]])
    ):
        core.pop(0)  # which are themselves spanners
    if len(core) < _FEWEST_ROWS:
        return Spanners((), ())
    white = _white_of([rows[number] for number in core])
    if not white:
        return Spanners((), ())
    found = set()
    for number, row in enumerate(rows):
        if has_figures[number] and number in core:
            continue
        texts = _texts_of(row)
        is_head = _has_one_each(texts, white)
        over = [] if is_head else [text for text in texts if _runs_over(text, white)]
        is_spanner = number < core[0] and over and over[0].x0 >= white[0].x0
        is_section = number >= core[0] - 1 and len(texts) == 1
        if over and (is_section or (is_spanner and core[0] - _MOST_LINES <= number)):
            found.add(number)
    return Spanners(found, white)


def _has_one_each(texts: Sequence[Strip], white: Sequence[Strip]) -> bool:
    """Whether every column, that of the labels perhaps aside, has the middle of one text."""
    middles = [strip.middle for strip in white]
    columns = {bisect_left(middles, text.middle) for text in texts}
    return len(columns) == len(texts) and columns >= set(range(1, len(white) + 1))


def _texts_of(row: Sequence[Piece]) -> list[Strip]:
    """From where to where each text of a line goes, with the blanks between its words."""
    found: list[Strip] = []
    for line in (piece.line for piece in row):
        if found and line.x0 - found[-1].x1 < _BLANK * line.size:
            found[-1] = Strip(found[-1].x0, max(found[-1].x1, line.x1))
        else:
            found.append(Strip(line.x0, line.x1))
    return found


def is_one_text(row: Sequence[Piece]) -> bool:
    """Whether the texts of a line are the words of one."""
    return len(_texts_of(row)) == 1


def _texts(row: Sequence[Piece]) -> list[str]:
    return [piece.line.text for piece in row]


def are_years(texts: Sequence[str]) -> bool:
    """Whether all of some texts are years, which head columns as words do."""
    return all(map(_YEAR.fullmatch, texts))


def _white_of(rows: Sequence[Sequence[Piece]]) -> list[Strip]:
    """What no text of some rows covers, between what some do."""
    found: list[Strip] = []
    right: float | None = None
    for x0, x1 in sorted((piece.line.x0, piece.line.x1) for row in rows for piece in row):
        if right is not None and x0 - right >= NARROWEST:
            found.append(Strip(right, x0))
        right = x1 if right is None else max(right, x1)
    return found


def _runs_over(text: Strip, white: Sequence[Strip]) -> bool:
    return any(
        min(text.x1, strip.x1) - max(text.x0, strip.x0) > _COVERED * (strip.x1 - strip.x0)
        for strip in white
    )


def lone_rows(rows: Sequence[Sequence[Piece]], rulings: Sequence[Ruling]) -> frozenset[int]:
    """The rows that lines from side to side part from those above and below, with few texts.

    So stand the name of a table above its header, a section, and who signs below the last row:
    of one text or two, they may run across columns of rows with three texts and more. What stands
    above the uppermost line is no such row: there may be prose.
    """
    left = min(row[0].line.x0 for row in rows)
    right = max(piece.line.x1 for row in rows for piece in row)
    middles = [middle_of(row[0]) for row in rows]
    parted = {
        bisect_left(middles, one.at)
        for one in rulings
        if one.start <= left + _REACH and one.end >= right - _REACH
    }
    bands = [*pairwise(sorted(parted | {0, len(rows)}))]
    many = [max(len(row) for row in rows[first:end]) > _FEW for first, end in bands]
    if sum(many) < _FEWEST_BANDS:
        return frozenset()
    return frozenset(
        first
        for (first, end), has_many in zip(bands, many, strict=True)
        if end - first == 1 and not has_many and first in parted
    )
