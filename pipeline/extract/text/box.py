"""A table drawn with characters: ``┌─┬─┐ │ ├─┼─┤ └─┴─┘``, or ``+---+---+`` and bars.

A run of lines that begin with such a character is a table if a rule is among them. A line is
cut where a character stands upright; a piece of nothing but strokes is a rule, and begins
a new row in its columns while the others go on (a merged cell). Where rules stand below the
header alone each line is a row, but those that full lines above go on in. Drawings are
rarely true to the width of their characters, so a line with as many pieces as the table has
columns is read by order, and only one with fewer (cells merged over columns) by where its
pieces begin. A text goes on in the next line where the line before is full; one that leaves
room for a character ends a paragraph. What is drawn goes to the removals as ``drawing``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from pipeline.extract.text.rows import drawing_of
from pipeline.ink import ink
from pipeline.records import Cell, Part, Place, Removal, Table

_STROKES = "─━═┄┅┈┉╌╍╴╶╸╺╼╾"
_UPRIGHT = frozenset(map(chr, range(0x2500, 0x2580))) - set(_STROKES)
_BARS = ("|", "+")
_ASCII_RULE = re.compile(r"\s*\+(?:[-=]{2,}\+)+\s*")
_ENDS = ("。", "；", "：", "！", "？")
_DOUBT = "of the lines of its row some go on with the line above, and some begin there"
_ROOM = 2  # columns of print that one more character would have taken


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two upright characters: ``start`` and ``end`` in columns of print."""

    text: str
    is_rule: bool
    start: int
    end: int


@dataclass(slots=True)
class _Open:
    """A cell whose lower end is not reached yet."""

    row: int
    column: int
    span: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    doubt: str = ""


def is_boxed(lines: Sequence[str]) -> bool:
    """Whether a run of lines is a drawn table."""
    return any(_is_table([lines[at] for at in run]) for run in _runs(lines))


def read_box(
    lines: Sequence[str], name: str
) -> tuple[tuple[Table, ...], tuple[Part, ...], tuple[Removal, ...]]:
    """Tables, text outside, and what is drawn. ``lines[0]`` is line 1."""
    tables: list[Table] = []
    removed: list[Removal] = []
    drawn: set[int] = set()
    for run in _runs(lines):
        if not _is_table([lines[at] for at in run]):
            continue
        cut = {at: _pieces(lines[at]) for at in run}
        tables.append(_table(cut, len(tables), name))
        drawn.update(run)
        for at, pieces in cut.items():
            kept = ink("".join(piece.text for piece in pieces if not piece.is_rule))
            removed.append(
                Removal("drawing", drawing_of(lines[at], kept), Place(name, line=at + 1))
            )
    outside = [
        Part(line.strip(), Place(name, line=at + 1))
        for at, line in enumerate(lines)
        if at not in drawn and ink(line)
    ]
    return tuple(tables), tuple(outside), tuple(removed)


def _runs(lines: Sequence[str]) -> list[list[int]]:
    """The runs of lines, by index, that begin with a drawn character."""
    found = groupby(range(len(lines)), lambda at: _is_drawn(lines[at]))
    return [run for drawn, group in found if drawn and len(run := list(group)) > 1]


def _is_drawn(line: str) -> bool:
    line = line.strip()
    return line[:1] in _UPRIGHT or (line[:1] in _BARS and line[-1] in _BARS)


def _is_table(run: Sequence[str]) -> bool:
    """Whether rules and rows of texts are drawn, or bars below each other whose cells go on.

    The latter is what a converter of old Word files (antiword) writes.
    """
    cut = [_pieces(line) for line in run]
    rules = sum(1 for pieces in cut if any(piece.is_rule for piece in pieces))
    texts = sum(1 for pieces in cut if any(ink(p.text) for p in pieces if not p.is_rule))
    if rules or not _is_ascii(run[0]):
        return rules > 0 and texts > 1 and (rules > 1 or not _is_ascii(run[0]))
    # Not of all: how wide a quotation mark is drawn is not told.
    edges = Counter(tuple((piece.start, piece.end) for piece in pieces) for pieces in cut)
    alike = len({*map(len, cut)}) == 1 and len(cut[0]) > 1 and 2 * max(edges.values()) >= len(cut)
    return alike and any(_is_below(line, above) for above, line in pairwise(cut))


def _is_below(line: Sequence[_Piece], above: Sequence[_Piece]) -> bool:
    """Whether a line, blank in front, goes on with a text of the line above that fills its cell."""
    cells = zip(above, line, strict=True)
    going = any(ink(piece.text) and _breaks_off(before.text) for before, piece in cells)
    return not ink(line[0].text) and going


def _is_ascii(line: str) -> bool:
    return line.lstrip()[:1] in _BARS


def _pieces(line: str) -> list[_Piece]:
    """A line cut at its upright characters; of a drawn line bars and hyphens are text."""
    ascii_ = _is_ascii(line)
    is_rule = bool(_ASCII_RULE.fullmatch(line))
    upright = (_BARS if is_rule else _BARS[:1]) if ascii_ else _UPRIGHT
    strokes = "-=" if ascii_ else _STROKES
    pieces: list[_Piece] = []
    text, position, start = "", 0, None
    for character in line.rstrip():
        if character in upright:
            if start is not None:
                rule = bool(text.strip()) and not text.strip().strip(strokes)
                pieces.append(_Piece(text, rule and (is_rule or not ascii_), start, position))
            text, start = "", position
        else:
            text += character
        position += _width(character)
    if start is not None and text.strip():
        pieces.append(_Piece(text, is_rule=False, start=start, end=position))
    return pieces


def _width(character: str) -> int:
    if "\u2500" <= character < "\u2580":
        return 2  # as drawn among Chinese characters
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _table(cut: dict[int, list[_Piece]], index: int, name: str) -> Table:
    columns = max(map(len, cut.values()))
    ruled = {at for at, pieces in cut.items() if any(piece.is_rule for piece in pieces)}
    last = max(cut)
    inner = [at for at in ruled if min(cut) < at < last]
    by_line = len(inner) < 2
    edges = [piece.start for piece in max(cut.values(), key=len)]
    open_: dict[int, _Open] = {}
    cells: list[Cell] = []
    row = -1
    begins = True
    for at, pieces in cut.items():
        placed = list(zip(_columns(pieces, edges), pieces, strict=True))
        if at in ruled:
            begins = True
            closing = {column for column, piece in placed if piece.is_rule}
            if row >= 0 and at != last and len(closing) < len(placed):
                # Some cells go on: the row below them begins here.
                row += 1
                begins = False
                cells += [_closed(open_.pop(c), row, index, name) for c in closing & set(open_)]
                _write(open_, placed, pieces, row, at, columns)
            continue
        if begins or (by_line and not _goes_on(open_, placed)):
            row += 1
            cells += [_closed(each, row, index, name) for each in open_.values()]
            open_.clear()
            begins = False
        _write(open_, placed, pieces, row, at, columns)
    cells += [_closed(each, row + 1, index, name) for each in open_.values()]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(index, row + 1, columns, tuple(cells))


def _write(
    open_: dict[int, _Open],
    placed: Sequence[tuple[int, _Piece]],
    pieces: Sequence[_Piece],
    row: int,
    at: int,
    columns: int,
) -> None:
    """Put the texts of a line into the cells that are open, opening those that are not."""
    following = [column for column, _ in placed[1:]] + [columns]
    for (column, piece), end in zip(placed, following, strict=True):
        if column not in open_:
            open_[column] = _Open(row, column, end - column)
        if not piece.is_rule:
            open_[column].lines.append((at + 1, piece.text))


def _is_full(text: str) -> bool:
    """Whether a line of a cell leaves no room for one more character, padding aside."""
    room = sum(map(_width, text[len(text.rstrip()) :]))
    return bool(ink(text)) and room - (text[:1] == " ") < _ROOM


def _goes_on(open_: dict[int, _Open], placed: Sequence[tuple[int, _Piece]]) -> bool:
    """Whether a line goes on with the row above: blank in front, all its texts below full ones.

    One of them is enough if it breaks off in a sentence and no cell begins again below white; then
    it is doubted, unless the others are as full.
    """
    beside = [
        open_[column].lines for column, piece in placed if column in open_ and ink(piece.text)
    ]
    again = any(not ink(lines[-1][1]) and any(ink(text) for _, text in lines) for lines in beside)
    texts = [lines[-1][1] for lines in beside if ink(lines[-1][1])]
    if ink(placed[0][1].text) or again or not texts:
        return False
    full = all(map(_is_full, texts))
    if not full and any(map(_breaks_off, texts)):
        for cell in open_.values():
            cell.doubt = _DOUBT
        return True
    return full


def _breaks_off(text: str) -> bool:
    """Whether a line of a cell is full and ends no sentence."""
    return _is_full(text) and not text.rstrip().endswith(_ENDS)


def _columns(pieces: Sequence[_Piece], edges: Sequence[int]) -> list[int]:
    """The column in which each piece begins."""
    if len(pieces) == len(edges):
        return list(range(len(edges)))
    found: list[int] = []
    for i, piece in enumerate(pieces):
        lowest = found[-1] + 1 if found else 0
        highest = len(edges) - (len(pieces) - i)
        near = range(lowest, highest + 1)
        found.append(min(near, key=lambda c: abs(edges[c] - piece.start)) if i else 0)
    return found


def _closed(cell: _Open, row: int, index: int, name: str) -> Cell:
    """The cell, which ends above ``row``, its lines put together to paragraphs."""
    parts: list[Part] = []
    goes_on = False
    for line, text in cell.lines:
        if not ink(text):
            goes_on = False
            continue
        if goes_on:
            parts[-1] = Part(parts[-1].text + text.strip(), parts[-1].place)
        else:
            place = Place(name, table=index, row=cell.row, column=cell.column, line=line)
            parts.append(Part(text.strip(), place))
        goes_on = _is_full(text)
    text = "\n".join(part.text for part in parts)
    span = max(1, row - cell.row)
    if not parts:
        at = cell.lines[0][0] if cell.lines else None
        parts = [Part("", Place(name, table=index, row=cell.row, column=cell.column, line=at))]
    return Cell(cell.row, cell.column, span, cell.span, text, tuple(parts), doubt=cell.doubt)
