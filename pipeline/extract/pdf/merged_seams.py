"""Merged cells that go on over a page edge, though the rows beside them do not. Pure; points.

What is printed of such a cell tells: it is empty above or below the edge in a column that is empty
in no whole row, it lacks the border that others have, or its text breaks off. And an item that
goes on takes along what belongs to it: the cells left of its number, of which it is a part, and
those that in all other rows are merged over the same rows as the number. So does an empty cell
below one that is merged over the rows of its item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.extract.pdf.fragments import Fragment, PageCell
from pipeline.extract.pdf.habits import Columns, Habits, lines_of_room
from pipeline.extract.pdf.seams import is_never_empty, weigh_text
from pipeline.extract.pdf.text import begins_with_number

_GOES_ON_FROM = 3.0
_WITH_ROOM = 5.0  # the same where another line had room above the edge
_MERGES_THAT_TELL = 2


def merged_over_edge(
    above: Mapping[Columns, tuple[PageCell, bool]],
    lower: Sequence[PageCell],
    habits: Habits,
    alike: frozenset[Columns],
    *,
    border_beside: bool,
) -> set[Columns]:
    """The columns whose cells in the row below an edge are the rest of those above it.

    ``above``: the cells that touch the edge, each with whether its text stands on a page before;
    ``alike``: the columns merged over the same rows as the numbers, theirs among them.
    """
    found: set[Columns] = set()
    for cell in sorted(lower, key=lambda cell: cell.column):
        key = _place(cell)
        if key not in above or _is_numbered(cell, lower, found):
            continue
        upper, begun = above[key]
        if goes_on(upper, cell, habits, begun=begun, border_beside=border_beside):
            found.add(key)
    both = [(above[key][0], cell) for cell in lower if (key := _place(cell)) in above]
    for upper, rest in both:
        number = _place(upper)
        if habits.of(number).number < 0.5 or not upper.block.lines or rest.block.lines:
            continue
        titles = {
            _place(title)
            for head, title in both
            if {number, _place(title)} <= alike
            and (head.row_span, title.row_span) == (upper.row_span, rest.row_span)
        }
        # Of an item without a number no title is printed.
        if (
            number in found
            or _is_usually_merged(upper, habits)
            or any(title.block.lines for _, title in both if _place(title) in titles)
        ):
            found |= {
                number,
                *titles,
                *(_place(one) for one, _ in both if one.column < upper.column),
            }
        if number in found:
            found |= {
                _place(one)
                for one, more in both
                if one.block.lines
                and not more.block.lines
                and (one.row_span, more.row_span) == (upper.row_span, rest.row_span)
                and (one.row_span > 1 or _is_usually_merged(one, habits))
            }
    return found


def _is_usually_merged(cell: PageCell, habits: Habits) -> bool:
    """Whether cells of a column are merged over rows, but none of a whole row lacks a text."""
    return habits.of(_place(cell)).merged and is_never_empty(cell.column, habits)


def merged_alike(bodies: Sequence[Fragment]) -> frozenset[Columns]:
    """The columns that are merged over the same rows as the numbers wherever no edge cuts them.

    Empty where no numbers are merged.
    """
    rows: dict[Columns, set[tuple[int, int, int]]] = {}
    numbers: dict[Columns, list[bool]] = {}
    for place, body in enumerate(bodies):
        for cell in body.cells:
            if not cell.row or cell.row + cell.row_span == body.rows:
                continue
            key = _place(cell)
            rows.setdefault(key, set()).add((place, cell.row, cell.row_span))
            numbers.setdefault(key, []).append(begins_with_number(cell.block.text))
    for key in sorted(rows):
        merged = sum(span > 1 for _, _, span in rows[key])
        if merged >= _MERGES_THAT_TELL and 2 * sum(numbers[key]) >= len(numbers[key]):
            return frozenset(other for other in rows if rows[other] == rows[key])
    return frozenset()


def goes_on(
    cell: PageCell,
    rest: PageCell,
    habits: Habits,
    *,
    begun: bool = False,
    border_beside: bool = False,
) -> bool:
    """Whether a merged cell goes on over the seam although the rows beside it do not.

    It does where the lower part is an empty cell over several rows (nobody prints those),
    where it has no border at the seam while others have (``border_beside``), or where its
    text clearly goes on. ``begun``: the text of the cell stands on a page before.
    A cell that is empty above the seam may have all of its text below it.
    """
    habit = habits.of(_place(cell))
    is_filled = habit.merged and is_never_empty(cell.column, habits)
    if not cell.block.lines:
        if rest.block.lines and not begun and (is_filled or (cell.open_bottom and border_beside)):
            return True
        return begun and not rest.block.lines and rest.row_span > 1
    if cell.open_bottom and border_beside:
        return not begins_with_number(rest.ink)
    if not rest.block.lines:
        return rest.row_span > 1
    if not (habit.merged or cell.row_span > 1 or rest.row_span > 1):
        return False
    if habit.number >= 0.5 and begins_with_number(rest.ink):
        return False
    score, _ = weigh_text(cell.block, rest.block, habit, habits.names)
    room = lines_of_room(cell.block, habits.pitch)
    return score >= (_WITH_ROOM if room >= 1 else _GOES_ON_FROM)


def _is_numbered(cell: PageCell, lower: Sequence[PageCell], found: set[Columns]) -> bool:
    """Whether a text stands beside a number of its own, that is printed for all its rows."""
    return bool(cell.block.lines) and any(
        other.column < cell.column
        and other.row_span >= cell.row_span
        and (other.column, other.column_span) not in found
        and begins_with_number(other.block.text)
        for other in lower
    )


def _place(cell: PageCell) -> Columns:
    return cell.column, cell.column_span
