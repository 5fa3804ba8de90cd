"""Rows cut by a page edge: is the first row of a page the rest of the last row before it?

Two hypotheses are weighed for the row as a whole. *Cut*: the lower row is the rest of the
upper. *Apart*: it is a row of its own. Each piece of evidence adds the natural logarithm
of how much better one explains it than the other; what is usual in a column (do its cells
end with 。? are they ever empty? do they begin with a number?) is learned from the rows of
the same table that no page edge touches, so that nothing is assumed about a document.

    evidence                                     Cut expects              Apart expects
    lower cells that are empty                   where the upper has room as in other rows
    last line above, its fullness and last mark  full, in mid sentence    as in other cells
    first mark below                             any, also ，）、          as in other cells
    a list name over the seam                    known when joined        known when apart
    room below the upper row on its page         less than a line         any
    a border at the seam                         perhaps none             drawn
    an upper text where others are centred       at the top               in the middle
    the other pages of the table                 end with cut rows        end with whole rows

Rows are joined from ``JOINED_FROM`` upwards: a wrong join hides a row, a wrong cut shows
as a row that is not whole. ``REST_JOINED_FROM`` is enough where a cell of the lower row is
empty, so that it could hardly pass for a whole one. From ``APART_UPTO`` to that the
evidence does not decide: the rows stay apart and the caller reports it. Two facts overrule
the sum: a lower row that begins with a number in a column of numbered cells is a row of its
own, if that does not count on within the cell and the row above has its number or a border, and
a row of which no cell goes on is not cut, but where the two rows together have just the cells of
one. Where no whole row stands above the edge, the upper row may be the header, of which nothing
is known from other rows: whatever the sum, each text below must go on where one breaks off.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.pdf.fragments import PageCell
from pipeline.extract.pdf.habits import (
    NAME_ENDS,
    ColumnHabit,
    Habits,
    Occurrences,
    ending,
    is_at_top,
    is_filled_up,
    last_is_full,
    lines_of_room,
)
from pipeline.extract.pdf.text import (
    CANNOT_BEGIN,
    CANNOT_END,
    Block,
    begins_with_number,
)
from pipeline.numbering import leading_number

JOINED_FROM = 3.5  # odds of 30 to 1
_NUMBER_BELOW = 8.0  # where it stands below a border
REST_JOINED_FROM = 2.0  # where the lower row lacks a cell, so that it is hardly a whole row
APART_UPTO = -1.0
_ROWS_THAT_TELL = 4  # in which a column is never empty
_LISTS_THAT_TELL = 2  # cells that hold a list from 1 on
_STRONGEST = 5.0  # one piece of evidence alone does not outweigh all others
_SET_TO_TOP = 3.0  # what is printed of a cut cell begins at its top, wherever whole ones have it
_USUAL = 0.3  # of the names of a column end (or begin) with the same character
_NAMES_MOST = 6.0
_LACKING_MOST = 3.0  # what empty cells above can say, in columns that are empty in no other row
_BELOW = 0.03  # of cut rows have a text that stands below the seam alone
_WHITE = 0.5  # of the pitch of lines
_MERGED_MOST = 2.0  # what a column with merged cells can say for a cut row

# How often a line that is wrapped ends so, and the last one of a paragraph.
_WRAPPED = {"open": 0.82, "pause": 0.12, "sentence": 0.04, "bracket": 0.02}
_PARAGRAPH = {"open": 0.05, "pause": 0.3, "sentence": 0.55, "bracket": 0.1}
_OPEN_CLOSE = {"（": "）", "“": "”", "《": "》", "(": ")", "〔": "〕", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one seam: ``score`` and the evidence that made it, in words."""

    joined: bool
    decided: bool
    score: float
    evidence: tuple[str, ...]


def judge_row(
    upper: Sequence[PageCell],
    lower: Sequence[PageCell],
    habits: Habits,
    *,
    room_on_page: float,
    border_is_open: bool,
    prior: float = 0.0,
    is_first: bool = False,
) -> Verdict:
    """Weigh whether the lower row is the rest of the upper.

    ``upper`` and ``lower`` are the cells that touch the seam. ``room_on_page`` is what is
    left below the upper row on its page, in points; ``border_is_open`` says that no border
    is drawn below the upper row although the table ends with one; ``prior`` is the log odds
    of a cut at any seam of this table; ``is_first`` says that no whole row stands above the upper.
    """
    above = {(cell.column, cell.column_span): cell for cell in upper}
    below = {(cell.column, cell.column_span): cell for cell in lower}
    if above.keys() != below.keys():
        is_whole = min(len(above), len(below)) == 1 or begins_with_number(lower[0].ink)
        return Verdict(False, is_whole, -math.inf, ("the columns differ",))
    pairs = [(above[key], below[key], habits.of(key)) for key in sorted(above)]
    is_below = False
    for cell, rest, habit in pairs:
        is_numbered = habit.number >= 0.5 and begins_with_number(rest.ink)
        if not is_numbered or _counts_on(cell.block.text, rest.block.text, habit):
            continue
        if not _is_in_middle_below(cell, habits):
            return Verdict(False, True, -math.inf, ("it begins with a number",))
        is_below = True
    if not any(cell.block.lines and rest.block.lines for cell, rest, _ in pairs):
        if _complete_each_other(pairs, habits):
            return Verdict(True, True, math.inf, ("each has the cells that the other lacks",))
        return Verdict(False, True, -math.inf, ("no cell goes on",))
    scores: list[tuple[float, str]] = [_weigh_empty(pairs, habits)]
    for cell, rest, habit in pairs:
        if cell.row_span == 1 == rest.row_span and cell.block.lines and rest.block.lines:
            score, words = weigh_text(cell.block, rest.block, habit, habits.names)
            most = _MERGED_MOST if habit.merged else math.inf
            scores.append((min(score, most), f"column {cell.column}: {words}"))
    lines = room_on_page / habits.pitch
    scores.append((0.5 if lines < 1.5 else -2.3 if lines < 3.5 else -3.7, "room on the page"))
    if prior:
        scores.append((prior, "other pages of the table"))
    if any(
        cell.block.lines
        and habit.centred
        and not _spans(cell, rest, habit)
        and is_at_top(cell.block, habits.pitch)
        for cell, rest, habit in pairs
    ):
        scores.append((_SET_TO_TOP, "a text at the top, where others stand in the middle"))
    if border_is_open:
        scores.append((4.0, "no border at the seam"))
    total = sum(score for score, _ in scores)
    lacking = any(
        not rest.block.lines for cell, rest, habit in pairs if not _spans(cell, rest, habit)
    )
    needed = REST_JOINED_FROM if lacking else JOINED_FROM
    # A number below a border may be that of its own row, and the row above lack its own.
    joined = total >= (_NUMBER_BELOW if is_below and not border_is_open else needed)
    is_new = False  # for sure
    if joined and (is_first or not (habits.rows or lacking)):
        breaks = [_breaks_off(cell, rest, habits) for cell, rest, _ in pairs if rest.block.lines]
        is_part = any(not r.block.lines and is_never_empty(r.column, habits) for _, r, _ in pairs)
        joined = all(breaks) or (border_is_open and lacking) or (is_part and any(breaks))
        is_new = bool(pairs[0][1].block.lines) and 2 * sum(breaks) < len(breaks)
    return Verdict(
        joined=joined,
        decided=joined or is_new or total <= APART_UPTO,
        score=total,
        evidence=tuple(f"{words} {score:+.1f}" for score, words in scores),
    )


def _breaks_off(cell: PageCell, rest: PageCell, habits: Habits) -> bool:
    """Whether the text of a cell fills it and is in mid sentence, so that it must go on.

    A word that had no room beside the last line is no sign, nor is a figure below a label.
    """
    above, below = cell.ink, rest.ink
    if not above or (not any(map(str.isalpha, below)) and not above[-1].isdecimal()):
        return False
    return (
        ending(above) != "sentence"
        and is_filled_up(cell.block)
        and lines_of_room(cell.block, habits.pitch) < 1
    )


def _complete_each_other(
    pairs: Sequence[tuple[PageCell, PageCell, ColumnHabit]], habits: Habits
) -> bool:
    """Whether each row lacks what the other has, one column of each being empty in no other row.

    A text that has no room above the page edge, and may not be parted so early, begins below it.
    """
    above = [cell.column for cell, rest, _ in pairs if cell.block.lines and not rest.block.lines]
    below = [(cell, rest) for cell, rest, _ in pairs if rest.block.lines]
    ever = habits.ever_empty
    return (
        habits.rows >= _ROWS_THAT_TELL
        and any(column not in ever for column in above)
        and any(rest.column not in ever for _, rest in below)
        and all(_has_no_room(cell.block, rest.block, habits.pitch) for cell, rest in below)
    )


def _is_in_middle_below(cell: PageCell, habits: Habits) -> bool:
    """Whether the text of a cell may stand below the seam alone, for the middle of it is there.

    Above, the cell is empty in a column that is empty in no other row.
    """
    return not cell.block.lines and is_never_empty(cell.column, habits)


def is_never_empty(column: int, habits: Habits) -> bool:
    """Whether a column is filled in all whole rows, of which there are enough to tell."""
    return habits.rows >= _ROWS_THAT_TELL and column not in habits.ever_empty


def _has_no_room(upper: Block, lower: Block, pitch: float) -> bool:
    """Whether the lines of a text are more than the empty cell above the seam has room for.

    Above and below several lines a cell has some white, half a line in all at least.
    """
    count = len(lower.lines)
    return upper.box[3] - upper.box[1] < (count + _WHITE * (count > 1)) * pitch


def weigh_text(
    upper: Block, lower: Block, habit: ColumnHabit, names: frozenset[str]
) -> tuple[float, str]:
    """The log odds that the text of ``lower`` is the rest of the text of ``upper``."""
    above, below = upper.text, lower.text
    scores = [
        _weigh_end(last_is_full(upper, lower.lines[0].text), ending(above), habit),
        _weigh_start(above, below, habit),
        _weigh_names(above, below, habit, names),
    ]
    kinds = ("end", "start", "names")
    words = ", ".join(f"{n} {s:+.1f}" for n, s in zip(kinds, scores, strict=True) if s)
    return sum(scores), words


def _weigh_empty(
    pairs: Sequence[tuple[PageCell, PageCell, ColumnHabit]], habits: Habits
) -> tuple[float, str]:
    """Empty cells below: where the upper is done if cut, as in other rows if apart.

    A cell with room left below its text was done; one filled to the page foot may go on.
    Columns with merged cells are left out: a merged cell cut by the page is empty below.
    """
    plain = [(cell, rest) for cell, rest, habit in pairs if not _spans(cell, rest, habit)]
    if not plain:
        return 0.0, "empty cells"
    below = [rest for cell, rest in plain if rest.block.lines and _is_in_middle_below(cell, habits)]
    # Texts that have no room above the page edge, or have their middle below it, are so together.
    cut = math.log(_BELOW) if below else 0.0
    for cell, rest in plain:
        if rest not in below:
            goes_on = _share_going_on(cell.block, habits.pitch)
            cut += math.log(goes_on if rest.block.lines else 1 - goes_on)
    empty = frozenset(rest.column for _, rest in plain if not rest.block.lines)
    columns = frozenset(rest.column for _, rest in plain)
    alike = sum(n for pattern, n in habits.empty.items() if pattern & columns == empty)
    apart = (alike + (2.0 if not empty else 0.5)) / (habits.rows + 3)
    never = [column for column in empty if not any(column in other for other in habits.empty)]
    # Each further column that is never empty in other rows makes it less a row of its own, and
    # so it is with the row above.
    score = cut - math.log(apart) + 1.2 * max(len(never) - 1, 0)
    if below:
        score += min(math.log(2 * habits.rows), _LACKING_MOST)
    return score, "empty cells"


def _share_going_on(block: Block, pitch: float) -> float:
    """How often a cell with this upper part goes on below, if its row is cut.

    A paragraph of which one line would stay alone is moved as a whole, so that a little
    room does not exclude it.
    """
    if not block.lines:
        return _BELOW
    room = lines_of_room(block, pitch)
    return 0.6 if room < 1 else 0.08 if room < 2.5 else 0.01


def _spans(cell: PageCell, rest: PageCell, habit: ColumnHabit) -> bool:
    return habit.merged or cell.row_span > 1 or rest.row_span > 1


def _weigh_end(full: bool, ending: str, habit: ColumnHabit) -> float:
    """A wrapped line is full and in mid sentence; a cell's last line is as it happens.

    A cut may also fall between two paragraphs of a cell, as often as the column has them.
    """
    wrapped = (0.97 if full else 0.03) * _WRAPPED[ending]
    by_chance = habit.full if full else 1 - habit.full
    paragraph = by_chance * _PARAGRAPH[ending]
    cut = (1 - habit.paragraph) * wrapped + habit.paragraph * paragraph
    return _capped(math.log(cut / (by_chance * habit.ends[ending])))


def _weigh_start(above: str, below: str, habit: ColumnHabit) -> float:
    score = 0.0
    if below[0] in CANNOT_BEGIN or above[-1] in CANNOT_END or _bracket_runs_over(above, below):
        score += 4.0
    if _counts_on(above, below, habit):
        return score + 4.0
    if begins_with_number(below):
        return score + _capped(math.log(0.05 / habit.number))
    return score + min(_capped(math.log(0.95 / (1 - habit.number))), 4.0)


def _counts_on(above: str, below: str, habit: ColumnHabit) -> bool:
    """Whether the list in a cell goes on: 1. 2. above and 3. below, where lists begin with 1."""
    number = leading_number(below)
    if number is None or number.value < 2:
        return False
    listed = [found for line in above.split("\n") if (found := leading_number(line))]
    if not listed or (listed[-1].style, listed[-1].value) != (number.style, number.value - 1):
        return False
    firsts = [found.value for text in habit.texts if (found := leading_number(text))]
    return len(firsts) >= _LISTS_THAT_TELL and set(firsts) == {1}


def _bracket_runs_over(above: str, below: str) -> bool:
    for opening, closing in _OPEN_CLOSE.items():
        if above.count(opening) > above.count(closing) and below.count(closing) > below.count(
            opening
        ):
            return True
    return False


def _weigh_names(above: str, below: str, habit: ColumnHabit, names: frozenset[str]) -> float:
    """A list cut within a name: joined it is a name that the table knows, or apart both are.

    In a column whose names recur, a name that is found nowhere else is a piece of one. A
    piece that ends as names do (局) or begins as they do (市) is none. What fills another
    cell of the column as a whole is whole here too.
    """
    tail = NAME_ENDS.split(above)[-1]
    head = NAME_ENDS.split(below)[0]
    if not tail or not head:
        return 0.0
    score = 4.0 * (tail + head in names) - 3.0 * (above in habit.texts)
    for piece in (tail, head):
        if piece in names:
            score += min(0.0, math.log(0.15 / habit.listed))
        else:
            score += math.log(0.95 / (1 - habit.listed))
    score += _weigh_character(tail[-1], habit.inner, habit.final)
    score += _weigh_character(head[0], habit.inner, habit.initial)
    return max(-_NAMES_MOST, min(_NAMES_MOST, score))


def _weigh_character(character: str, inner: Occurrences, edge: Occurrences) -> float:
    """The log odds that a character stands within a name and not at that edge of one.

    Only where names have a usual edge: in prose the characters say nothing.
    """
    within, at_edge = inner.counts.get(character, 0), edge.counts.get(character, 0)
    if not within + at_edge or edge.most < _USUAL * edge.total:
        return 0.0
    rate = (within + 0.5) / (inner.total + 10)
    return math.log(rate * (edge.total + 10) / (at_edge + 0.5))


def _capped(score: float) -> float:
    return max(-_STRONGEST, min(_STRONGEST, score))
