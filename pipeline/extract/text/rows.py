"""What the text readers share: rows cut at least cost, and what of a line is drawn."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.ink import ink

_LISTED = 20
RowCost = Callable[[int, int], float | None]


def cheapest_rows(length: int, longest: int, cost: RowCost) -> tuple[float, list[tuple[int, int]]]:
    """The rows ``[start, end)`` that together cover ``0 .. length`` at least cost.

    ``cost(start, end)`` prices one row of at most ``longest`` pieces; ``None`` forbids it.
    A row of one piece must always have a price. Of readings that cost the same, the one
    with the longer rows at the end is taken, so the result depends on nothing else.
    """
    best = [0.0]
    came_from = [0]
    for end in range(1, length + 1):
        cheapest, origin = float("inf"), end - 1
        for start in range(max(0, end - longest), end):
            price = cost(start, end)
            if price is not None and best[start] + price < cheapest:
                cheapest, origin = best[start] + price, start
        best.append(cheapest)
        came_from.append(origin)
    rows = []
    end = length
    while end > 0:
        rows.append((came_from[end], end))
        end = came_from[end]
    return best[length], rows[::-1]


def listed(lines: list[int]) -> str:
    """Line numbers for a note; of many only the first ones.

    >>> listed([3, 7])
    'lines 3, 7'
    """
    more = f" and {len(lines) - _LISTED} more" if len(lines) > _LISTED else ""
    return f"lines {', '.join(map(str, lines[:_LISTED]))}{more}"


def drawing_of(line: str, kept: str) -> str:
    """The printed characters of ``line`` that are not in ``kept``, which is a part of it."""
    left = iter(ink(kept))
    following = next(left, None)
    drawing = []
    for character in ink(line):
        if character == following:
            following = next(left, None)
        else:
            drawing.append(character)
    return "".join(drawing)
