"""Lines of print cut into the pieces that may stand in different columns. Pure; points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.runs import SetLine
from pipeline.extract.pdf.text import CANNOT_BEGIN, CANNOT_END, Line, is_latin

_PIECE_GAP = 0.2  # of a character: white that may part two columns
_SCRIPT_GAP = 0.4  # of a character: beside Latin ones typesetters leave a quarter, as between words
NARROWEST = 2.0  # points of white between two columns, over all rows
_OVER = 0.15  # of a character: what lies over each other by more is not one text
_AT_EDGE = 0.75  # points by which the first characters of a column may differ
_BLANK = 0.12  # of a character: no letters of one word are so far apart
_FEWEST_BLANKS = 5  # of a line of running words
_WIDEST_BLANK = 0.75  # of a character: between the words of a line that is set to both margins
_UNLIKE = 1.8  # times the usual blank of its line: white that is more than that
_ALIKE = 0.8  # of the blanks of a line of running words are alike
_WORDS = 0.7  # of the characters of a line of running words are letters
_FIRST_WIDE = "\u2e80"  # the first of the characters that are as wide as high


class Piece(NamedTuple):
    """A stretch of text without wide white in it, and the line of the page it is cut from."""

    line: Line
    marks: NDArray[np.float64]
    source: int


class Strip(NamedTuple):
    """White between two columns, from left to right."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Where the column edge is drawn."""
        return (self.x0 + self.x1) / 2


def cut_at_white(lines: Sequence[SetLine]) -> list[Piece]:
    """The lines cut wherever the white between two characters may part columns."""
    pieces: list[Piece] = []
    for source, (line, marks) in enumerate(lines):
        gaps = marks[1:, 0] - np.maximum.accumulate(marks[:, 2])[:-1]
        cuts = (np.flatnonzero(gaps > max(_PIECE_GAP * line.size, NARROWEST)) + 1).tolist()
        if cuts and min(gaps[cut - 1] for cut in cuts) < _SCRIPT_GAP * line.size:
            inked = [character for character in line.text if not character.isspace()]
            cuts = [
                cut
                for cut in cuts
                if gaps[cut - 1] >= _SCRIPT_GAP * line.size
                or not (is_latin(inked[cut - 1]) or is_latin(inked[cut]))
            ]
        if cuts and (blank := _blank_of(line, gaps)):
            cuts = [cut for cut in cuts if gaps[cut - 1] > _UNLIKE * blank]
        pieces += _cut(line, marks, cuts, source)
    return pieces


def cut_apart(piece: Piece, least: float) -> list[Piece]:
    """The piece cut wherever its characters are so many points apart."""
    gaps = piece.marks[1:, 0] - np.maximum.accumulate(piece.marks[:, 2])[:-1]
    cuts = (np.flatnonzero(gaps >= least) + 1).tolist()
    return _cut(piece.line, piece.marks, cuts, piece.source) if cuts else [piece]


def left_of(one: SetLine, pieces: Sequence[Piece]) -> list[SetLine]:
    """What is left of a line without some pieces of it."""
    places = {tuple(mark) for piece in pieces for mark in piece.marks.tolist()}
    taken = np.array([tuple(mark) in places for mark in one.marks.tolist()])
    if taken.all():
        return []
    cuts = (np.flatnonzero(taken[1:] != taken[:-1]) + 1).tolist()
    parts = _cut(one.line, one.marks, cuts, 0)
    return [
        SetLine(part.line, part.marks)
        for part, first in zip(parts, [0, *cuts], strict=True)
        if not taken[first]
    ]


def _blank_of(line: Line, gaps: NDArray[np.float64]) -> float:
    """The blank between the words of a line of running words, 0 where it is none.

    In a line that is set to both margins it may be as wide as the white between two columns.
    """
    blanks = gaps[gaps > _BLANK * line.size]
    if len(blanks) < _FEWEST_BLANKS:
        return 0.0
    letters = sum(c.isalpha() and c < _FIRST_WIDE for c in line.text)
    usual = float(np.median(blanks))
    is_running = (
        letters >= _WORDS * (len(gaps) + 1)
        and usual <= _WIDEST_BLANK * line.size
        and np.count_nonzero(blanks <= _UNLIKE * usual) >= _ALIKE * len(blanks)
    )
    return usual if is_running else 0.0


def cut_at_strips(piece: Piece, strips: Sequence[Strip]) -> list[Piece]:
    """The piece cut where white of a column edge runs through it, if it leaves room there."""
    cuts = [place for strip in strips if (place := _place_to_cut(piece, strip))]
    return _cut(piece.line, piece.marks, sorted(set(cuts)), piece.source) if cuts else [piece]


def crosses(piece: Piece, strips: Sequence[Strip]) -> bool:
    """Whether a text covers the white between two columns, a mark that hangs over aside."""
    return bool(crossed_by(piece, strips))


def crossed_by(piece: Piece, strips: Sequence[Strip]) -> frozenset[Strip]:
    """The white between columns that a text covers, a mark that hangs over aside."""
    left, right = left_end(piece), right_end(piece)
    return frozenset(
        strip for strip in strips if left < strip.middle < right and not _place_to_cut(piece, strip)
    )


def _place_to_cut(piece: Piece, strip: Strip) -> int:
    """The number of the character that begins the next column, 0 where none does.

    White runs through the text at the strip; or a mark hangs over the end of its line, and
    the next character stands where those of the next column begin.
    """
    lefts, rights = piece.marks[:, 0], piece.marks[:, 2]
    place = int(lefts.searchsorted(strip.middle))
    if 0 < place < len(lefts) and lefts[place] - rights[place - 1] >= NARROWEST / 2:
        return place
    place = int(lefts.searchsorted(strip.x1 - _AT_EDGE))
    end = int(lefts.searchsorted(strip.x1 + _AT_EDGE, side="right"))
    for over in range(max(place, 1), end):
        if rights[over - 1] > lefts[over] + _OVER * piece.line.size:
            return over  # a text too long for its column lies under that of the next
    if 0 < place < end:
        inked = [character for character in piece.line.text if not character.isspace()]
        if inked[place - 1] not in CANNOT_BEGIN:
            return 0
        near = max(_AT_EDGE, _OVER * piece.line.size)
        return place if rights[place - 1] <= lefts[place] + near else 0
    return 0


def _cut(line: Line, marks: NDArray[np.float64], cuts: Sequence[int], source: int) -> list[Piece]:
    """The parts of a line before the inked characters numbered in ``cuts``.

    Each is as high as its own characters: texts of two columns may stand a little apart.
    """
    inked = [place for place, character in enumerate(line.text) if not character.isspace()]
    pieces = []
    for start, end in zip([0, *cuts], [*cuts, len(marks)], strict=True):
        last = inked[end] if end < len(inked) else len(line.text)
        text = line.text[inked[start] : last]
        part = marks[start:end]
        _, top, right, bottom = part.T
        cut = Line(
            text.strip(),
            float(part[0, 0]),
            _median(top),
            float(right.max()),
            _median(bottom),
            line.size,
            spaced=text[-1:].isspace() or (end == len(marks) and line.spaced),
        )
        pieces.append(Piece(cut, part, source))
    return pieces


def _median(values: NDArray[np.float64]) -> float:
    """That of a few values, for which numpy takes five times as long."""
    ordered: list[float] = sorted(values.tolist())
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def left_end(piece: Piece) -> float:
    """The left edge of a text; a mark that may hang out before its line does not count."""
    if len(piece.marks) > 1 and piece.line.text[0] in CANNOT_END:
        return float(piece.marks[1, 0])
    return piece.line.x0


def right_end(piece: Piece) -> float:
    """The right edge of a text; a mark that may hang over the end of the line does not count."""
    if len(piece.marks) > 1 and piece.line.text[-1] in CANNOT_BEGIN:
        return float(piece.marks[-2, 2])
    return piece.line.x1


def print_rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces whose heights overlap by half, from the top down, each row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(
        pieces, key=lambda piece: (piece.line.top + piece.line.bottom, piece.line.x0)
    ):
        middle = (piece.line.top + piece.line.bottom) / 2
        if rows and middle - middle_of(rows[-1][0]) <= piece.line.size / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.line.x0)
    return rows


def middle_of(piece: Piece) -> float:
    """The middle of its height."""
    return (piece.line.top + piece.line.bottom) / 2


def type_size(row: Sequence[Piece]) -> float:
    """The size of type in which most of a row is set, 0 where it has no full-width character."""
    wide = sorted(p.line.size for p in row if any(c > "⺀" for c in p.line.text))
    return wide[len(wide) // 2] if wide else 0.0
