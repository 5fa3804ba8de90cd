"""The texts of each column set into rows: the grid of a table without lines. Pure; points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from pipeline.extract.pdf.grid import Grid, GridCell
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.unruled_breaks import LINE_CORE, Column, line_pitch, middle_of
from pipeline.extract.pdf.unruled_spans import LAST_KEY, merged_over_rows

_CENTRED = 0.45  # of a character's height by which a text may stand off the middle of its cell
_LEVEL = 0.25  # of a character's size by which lines of one height may differ
_AT = 3.0  # points by which an edge may lie elsewhere


@dataclass(frozen=True, slots=True)
class SetGrid:
    """A grid and the lines of each of its cells.

    ``is_sure``: lines or numbers say where rows part, so that no white has to. ``doubts``: heights
    between which a row may part, or not.
    """

    grid: Grid
    lines: tuple[tuple[Line, ...], ...]
    is_sure: bool = True
    doubts: tuple[tuple[float, float], ...] = ()


def make_grid(
    edges: Sequence[float],
    ys: Sequence[float],
    columns: Sequence[Column],
    crossing: Sequence[Line],
    parted: tuple[Sequence[Sequence[float]], Sequence[Sequence[float]]],
    *,
    at_top: bool = True,
    is_told_top: bool = False,
    goes_on: bool = False,
) -> SetGrid:
    """Each column's texts to rows; a text that runs over a row edge spans both rows.

    ``parted``: for each column the heights at which texts begin, and those of lines through it.
    ``at_top``: texts stand at the top of merged cells, not in the middle; ``is_told_top``: so they
    do where each is level with the first line of its row. ``goes_on``: the first
    row may be the rest of the last one on the page before.
    """
    count = len(ys) - 1
    owner = [[-1] * len(columns) for _ in range(count)]
    placed: list[tuple[int, int, int, int, list[Line]]] = []
    whole: dict[int, list[Line]] = {}
    for line in crossing:
        whole.setdefault(_row_of(line, ys), []).append(line)
    is_pitched = line_pitch(columns) is not None
    below = _white_below(columns, ys)
    bounds = [*ys[:-1], ys[-1] + below]
    merged: list[int] | None = None
    doubts: list[tuple[float, float]] = []
    tops = [min(_middles(columns, *ends), default=inf) for ends in pairwise(ys)]
    for number, (column, starts, drawn) in enumerate(zip(columns, *parted, strict=True)):
        begun = None
        is_level = is_told_top and number <= LAST_KEY and _is_level(column, ys, tops)
        if not (at_top or is_level):
            begun = merged_over_rows(columns, number, bounds, whole, merged, goes_on=goes_on)
        if begun is None or any(runs_through(y, bounds, begun) for y in drawn):
            spans = _spans(
                column, bounds, (starts, drawn), whole, is_pitched=is_pitched, is_level=is_level
            )
            if number <= LAST_KEY and not is_level:
                doubts += _untold(spans, bounds)
        else:
            merged = begun
            spans = [
                (first, end, lines)
                for first, end in pairwise(begun)
                if (lines := [li for li in column.lines if first <= _row_of(li, ys) < end])
            ]
        for first, end, lines in spans:
            placed.append((first, number, end, number + 1, lines))
    for row, lines in whole.items():
        beside = [one for one in placed if one[0] <= row < one[2]]
        if not beside:
            placed.append((row, 0, row + 1, len(columns), lines))
            continue
        # Something stands beside it after all: it belongs to the column that it begins in.
        for line in lines:
            start = max(0, min(bisect_right(edges, line.x0) - 1, len(columns) - 1))
            under = next((one for one in placed if _covers(one, row, start)), None)
            if under is not None:
                under[4].append(line)
                continue
            reach = bisect_right(edges, line.x1 - line.size) - 1
            end = start + 1
            while end <= min(reach, len(columns) - 1) and not any(
                _covers(one, row, end) for one in placed
            ):
                end += 1
            placed.append((row, start, row + 1, end, [line]))
    for number, (first, left, end, right, _) in enumerate(placed):
        for row in range(first, end):
            owner[row][left:right] = [number] * (right - left)
    for row in range(count):
        for column_number in range(len(columns)):
            if owner[row][column_number] < 0:
                owner[row][column_number] = len(placed)
                placed.append((row, column_number, row + 1, column_number + 1, []))
    # An edge that every column runs over parts no rows.
    begun = sorted({first for first, *_ in placed})
    place = {row: number for number, row in enumerate([*begun, count])}
    placed = [(place[a], left, place[b], right, lines) for a, left, b, right, lines in placed]
    ys = [*(ys[row] for row in begun), ys[-1]]
    owner = [owner[row] for row in begun]
    order = sorted(range(len(placed)), key=lambda number: placed[number][:2])
    rank = {number: place for place, number in enumerate(order)}
    cells = [
        GridCell(
            first, left, end - first, right - left, (edges[left], ys[first], edges[right], ys[end])
        )
        for first, left, end, right, _ in (placed[number] for number in order)
    ]
    return SetGrid(
        Grid(
            tuple(edges),
            tuple(ys),
            tuple(cells),
            tuple(tuple(rank[number] for number in row) for row in owner),
        ),
        tuple(tuple(placed[number][4]) for number in order),
        doubts=tuple(doubts),
    )


def runs_through(y: float, ys: Sequence[float], begun: Sequence[int]) -> bool:
    """Whether a line is drawn within one of the cells that begin at some rows."""
    return any(ys[row] + _AT < y < ys[end] - _AT for row, end in pairwise(begun))


def _covers(one: tuple[int, int, int, int, list[Line]], row: int, column: int) -> bool:
    first, left, end, right, _ = one
    return first <= row < end and left <= column < right


def _row_of(line: Line, ys: Sequence[float]) -> int:
    return max(0, min(bisect_right(ys, middle_of(line)) - 1, len(ys) - 2))


def _spans(
    column: Column,
    ys: Sequence[float],
    told: tuple[Sequence[float], Sequence[float]],
    whole: Collection[int],
    *,
    is_pitched: bool,
    is_level: bool,
) -> list[tuple[int, int, list[Line]]]:
    """The cells of one column as (first row, end row, lines), those without text left out.

    Lines at line pitch are one text. One that runs over several rows spans them; one that
    stands in the middle of its cell says how many rows without a text of their own it spans.
    ``told``: heights at which texts begin, and those of lines.
    ``whole``: rows of one text over all columns, which none spans. ``is_level``: each text stands
    at the top of its row.
    """
    starts, drawn = told
    texts: list[list[Line]] = []
    for line in column.lines:
        core = middle_of(line) - LINE_CORE / 2 * line.size
        is_new = not texts or any(abs(core - start) < line.size / 2 for start in starts)
        if is_new and texts and abs(middle_of(line) - middle_of(texts[-1][-1])) < line.size / 2:
            is_new = False
        if texts and any(middle_of(texts[-1][-1]) < y < middle_of(line) for y in drawn):
            is_new = True
        if is_new or (not is_pitched and _row_of(line, ys) != _row_of(texts[-1][-1], ys)):
            texts.append([])
        texts[-1].append(line)
    rows = [(_row_of(text[0], ys), _row_of(text[-1], ys) + 1) for text in texts]
    if any(before[1] > after[0] for before, after in pairwise(rows)):
        # Two texts in one row, or texts that follow each other at line pitch.
        by_row: dict[int, list[Line]] = {}
        for line in column.lines:
            by_row.setdefault(_row_of(line, ys), []).append(line)
        return [(row, row + 1, lines) for row, lines in by_row.items()]
    widened = rows if is_level else _centred(rows, texts, ys, whole)
    return [(first, end, text) for (first, end), text in zip(widened, texts, strict=True)]


def _middles(columns: Sequence[Column], top: float, bottom: float) -> list[float]:
    """The heights of all lines between two."""
    return [
        y for column in columns for line in column.lines if top < (y := middle_of(line)) < bottom
    ]


def _is_level(column: Column, ys: Sequence[float], tops: Sequence[float]) -> bool:
    """Whether the first line of a column in each row stands level with the first of all."""
    first: dict[int, Line] = {}
    for line in column.lines:
        first.setdefault(_row_of(line, ys), line)
    return all(middle_of(line) - tops[row] < _LEVEL * line.size for row, line in first.items())


def _untold(
    spans: Sequence[tuple[int, int, list[Line]]], ys: Sequence[float]
) -> list[tuple[float, float]]:
    """Where texts over rows stand in no middle of them: from the text before to the next one."""
    found: list[tuple[float, float]] = []
    levels = [(middle_of(lines[0]), middle_of(lines[-1])) for *_, lines in spans]
    for number, (first, end, lines) in enumerate(spans):
        low, high = levels[number]
        if abs(low + high - ys[first] - ys[end]) >= 2 * _CENTRED * lines[0].size:
            above = levels[number - 1][1] if number else low
            below = levels[number + 1][0] if number + 1 < len(levels) else ys[-1]
            found.append((above, below))
    return found if sum(end - first for first, end, _ in spans) < len(ys) - 1 else []


def _white_below(columns: Sequence[Column], ys: Sequence[float]) -> float:
    """How much further than its text the last row goes, which no line closes: as others do."""
    bottoms = sorted(line.bottom for column in columns for line in column.lines)
    if not bottoms or ys[-1] > bottoms[-1]:
        return 0.0
    white = sorted(y - bottoms[place - 1] for y in ys[1:-1] if (place := bisect_right(bottoms, y)))
    return max(white[len(white) // 2], 0.0) if white else 0.0


def _centred(
    rows: Sequence[tuple[int, int]],
    texts: Sequence[Sequence[Line]],
    ys: Sequence[float],
    whole: Collection[int],
) -> list[tuple[int, int]]:
    """The rows of each text, widened over empty ones where it then stands in their middle."""
    found: list[tuple[int, int]] = []
    for number, ((first, end), text) in enumerate(zip(rows, texts, strict=True)):
        upper = found[-1][1] if found else 0
        lower = rows[number + 1][0] if number + 1 < len(rows) else len(ys) - 1
        upper = max([upper, *(row + 1 for row in whole if row < first)])
        lower = min([lower, *(row for row in whole if row >= end)])
        middle = (middle_of(text[0]) + middle_of(text[-1])) / 2
        near = (text[-1].bottom - text[-1].top) * _CENTRED
        choices = [
            (abs((ys[a] + ys[b]) / 2 - middle), a, b)
            for a in (upper,)
            for b in range(end, lower + 1)
        ]
        best = min(choices, default=(near, first, end))
        own = abs((ys[first] + ys[end]) / 2 - middle)
        found.append(best[1:] if best[0] < near < own else (first, end))
    # Where rows are left over, or it is so but once, it was chance: what is empty stays so.
    widened = sum(after != before for after, before in zip(found, rows, strict=True))
    is_whole = sum(end - first for first, end in found) + len(whole) == len(ys) - 1
    return found if is_whole and widened > 1 else list(rows)
