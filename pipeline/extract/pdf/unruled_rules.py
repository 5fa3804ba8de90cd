"""Heights at which lines part the rows of a table without column lines. Pure; points."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.text import Line, begins_with_number
from pipeline.extract.pdf.unruled_breaks import Column, middle_of
from pipeline.extract.pdf.unruled_region import EDGE

_SPANNED = 0.5  # of the table's width must be ruled for a row edge
_LOWEST_ROW = 0.8  # of a character's size: no text fits into a lower row


def ruled_heights(
    rulings: Sequence[Ruling],
    edges: Sequence[float],
    top: float,
    bottom: float,
    lines: Sequence[Line],
) -> list[float]:
    """Heights at which lines or shading edges run from side to side.

    A column with a text right there, that of a cell over several rows, does not count.
    """
    size = statistics.median(line.size for line in lines)
    heights: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if not top - 2 * size < ruling.at < bottom + 2 * size:
            continue
        if heights and ruling.at - heights[-1][-1].at <= 3:
            heights[-1].append(ruling)
        else:
            heights.append([ruling])
    found = []
    for near in heights:
        at = statistics.mean(ruling.at for ruling in near)
        on = [line for line in lines if is_on(line, at)]
        covered = sum(
            _covered(near, left, right)
            for left, right in pairwise(edges)
            if not any(line.x0 < right and line.x1 > left for line in on)
        )
        if covered >= _SPANNED * (edges[-1] - edges[0]):
            found.append(at)
    return found


def is_on(line: Line, y: float) -> bool:
    """Whether a height goes through a text: no cell ends there."""
    return abs(middle_of(line) - y) < line.size / 4


def _covered(rulings: Sequence[Ruling], left: float, right: float) -> float:
    """How much of the width from left to right some lines cover."""
    covered, reach = 0.0, left
    for ruling in sorted(rulings, key=lambda ruling: ruling.start):
        start, end = max(ruling.start, reach), min(ruling.end, right)
        if end > start:
            covered += end - start
            reach = end
    return covered


def drawn_across(
    rulings: Sequence[Ruling], ruled: Sequence[float], left: float, right: float
) -> list[float]:
    """The ruled heights at which the line is drawn through a column too."""
    return [
        y
        for y in ruled
        if any(
            abs(ruling.at - y) <= 3 and ruling.start <= left + EDGE and ruling.end >= right - EDGE
            for ruling in rulings
        )
    ]


def cut_out(
    rulings: Sequence[Ruling], ends: tuple[float, float], gone: Sequence[Ruling]
) -> list[Ruling]:
    """The lines, those ``gone`` without what they have between two ends."""
    found = [ruling for ruling in rulings if ruling not in gone]
    for at, start, end in gone:
        parts = (start, min(end, ends[0])), (max(start, ends[1]), end)
        found += [Ruling(at, left, right) for left, right in parts if left < right]
    return found


def levels(heights: Iterable[float], size: float) -> dict[float, float]:
    """For each height the one that stands for it: between two of them is room for a line."""
    found: dict[float, float] = {}
    last = float("-inf")
    for y in sorted(heights):
        last = y if y - last > _LOWEST_ROW * size else last
        found[y] = last
    return found


def several_numbers(first: Column, inner: Sequence[float]) -> bool:
    """Whether two printed numbers stand between two neighbouring lines."""
    numbers = [middle_of(line) for line in first.lines if begins_with_number(line.text)]
    bounds = [float("-inf"), *inner, float("inf")]
    return any(sum(low < y < high for y in numbers) > 1 for low, high in pairwise(bounds))


def number_cells(
    columns: Sequence[Column],
    heights: Sequence[float],
    drawn: Sequence[Sequence[float]],
    *,
    at_top: bool,
) -> Iterator[tuple[float, list[int]]]:
    """Where cells with a number each part though no line goes through their columns.

    Every other row is shaded, or lines part further columns alone: of the ``heights`` at which
    others part, it is that right above the number, or the one that leaves the number in the
    middle. With it the columns that have a text beside the number. ``drawn``: for each column
    the heights at which it is parted.
    """
    first = columns[0]
    numbers = [line for line in first.lines if begins_with_number(line.text)]
    bottom = max(line.bottom for column in columns for line in column.lines)
    for low, high in pairwise([float("-inf"), *sorted(drawn[0]), float("inf")]):
        own = [line for line in numbers if low < middle_of(line) < high]
        head = [line for line in first.lines[:1] if line not in own and low < middle_of(line)]
        end = min(high, bottom)
        for above, number in reversed(list(pairwise([*head, *own]))):
            level = middle_of(number)
            between = [y for y in heights if middle_of(above) < y < level]
            if not between:
                continue
            best = max(between) if at_top else _in_middle(between, level, end)
            met = [
                place
                for place, column in enumerate(columns)
                if not any(abs(y - best) <= 3 for y in drawn[place])
                and _is_beside([li for li in column.lines if best < middle_of(li) < end], level)
            ]
            yield best, met
            end = best


def _is_beside(text: Sequence[Line], level: float) -> bool:
    """Whether a text begins at a height, or has it in its middle."""
    if not text:
        return False
    first, last = middle_of(text[0]), middle_of(text[-1])
    return min(abs(first - level), abs((first + last) / 2 - level)) < text[0].size / 2


def _in_middle(heights: Sequence[float], level: float, end: float) -> float:
    return min(heights, key=lambda y: abs((y + end) / 2 - level))


def merged_cuts(
    ruled: Sequence[float], breaks: Sequence[tuple[float, float]], lines: Sequence[Line]
) -> list[float]:
    """Ruled heights, and the middle of each break in which none lies."""
    cuts = list(ruled)
    for low, high in breaks:
        if not any(low - 2 <= y <= high + 2 for y in ruled):
            cuts.append((low + high) / 2)
    return sorted(cuts)


def cuts_around(
    crossing: Sequence[Line], cuts: Sequence[float], every: Sequence[Line]
) -> list[float]:
    """The cuts, and one above and one below each line that runs over several columns."""
    found = set(cuts)
    for line in crossing:
        others = [other for other in every if other is not line]
        above = max((o.bottom for o in others if middle_of(o) < line.top), default=None)
        below = min((o.top for o in others if middle_of(o) > line.bottom), default=None)
        for near, edge in ((above, line.top), (below, line.bottom)):
            if near is not None and not any(
                min(near, edge) - 2 <= y <= max(near, edge) + 2 for y in found
            ):
                found.add((near + edge) / 2)
    return sorted(found)
