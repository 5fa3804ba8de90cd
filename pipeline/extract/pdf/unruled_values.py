"""Tables of labels and figures: each height with figures is a row. Pure; points.

A figure is not wrapped, so that those of two heights are of two rows, however close they stand.
Only labels may have more lines than one, above, beside or below the height of their figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.extract.pdf.text import CANNOT_BEGIN, PAUSES, Line
from pipeline.extract.pdf.unruled_breaks import (
    LINE_CORE,
    Column,
    between,
    heights_of,
    is_forced,
    is_value,
    middle_of,
)
from pipeline.extract.pdf.unruled_dense import ToldRows, whole_texts

_FEWEST = 3  # heights with figures
_FEWEST_BESIDE = 2  # columns of figures, at each of them
_MOST_FIGURES = 0.9  # of the texts beside the labels, from the first figures on
_MOST_COLUMNS = 0.5  # of the columns of figures, at a height that is a row
_OF_SENTENCES = "。；，"
_NO_LETTERS = 3  # characters of a mark that stands for a figure: —, …, (X)
_NARROW = 6.5  # characters; a narrower column says nothing by its full lines
_NEARER = 0.85  # of the step from row to row
_NEAR = 1.6  # of a character's size: two lines of one label are nearer


def value_rows(columns: Sequence[Column], every: Sequence[Line]) -> ToldRows | None:
    """The rows of a table of labels and figures; ``None`` where it is none.

    The labels are one column, or a group and a name that each row has on the height of its figures.
    """
    heights = heights_of(every)
    at = [whole_texts(column, heights) for column in columns]
    figures = at[2:] if _has_names(at) else at[1:]
    filled = [sum(n in li and is_figure(li[n].text) for li in figures) for n in range(len(heights))]
    least = max(_FEWEST_BESIDE, _MOST_COLUMNS * len(figures))
    rows = [number for number in range(len(heights)) if filled[number] >= least]
    # Labels are no sentences: a task of several lines beside dates is told in other ways.
    if len(rows) < _FEWEST or any(line.text[-1] in _OF_SENTENCES for line in columns[0].lines):
        return None
    beside = [line.text for li in figures for n, line in li.items() if n >= rows[0]]
    if sum(map(is_figure, beside)) < _MOST_FIGURES * len(beside):
        return None
    levels = [middle_of(row[0]) for row in heights]
    steps = sorted(levels[b] - levels[a] for a, b in pairwise(rows) if b == a + 1)
    near = _NEARER * steps[len(steps) // 2] if steps else 0.0
    begun = [0, *_begun(columns[0], at, rows, levels, near)]
    starts = []
    for lines in at:
        ends = pairwise([*begun, len(heights)])
        met = [min((n for n in lines if first <= n < end), default=-1) for first, end in ends]
        starts.append([middle_of(lines[n]) - LINE_CORE / 2 * lines[n].size for n in met if n >= 0])
    return ToldRows([between(heights, number) for number in begun[1:]], starts)


def _has_names(at: Sequence[Mapping[int, Line]]) -> bool:
    """Whether the second column has a text without figures wherever columns right of it have some.

    ::

        TD   Faster R-CNN   0.825  0.985
             DETR           0.966  0.995
    """
    if len(at) < 2 + _FEWEST_BESIDE:
        return False
    filled = [{n for n, line in lines.items() if is_figure(line.text)} for lines in at[1:]]
    rows = set.intersection(*filled[1:])
    names = [line.text for line in at[1].values()]
    return (
        len(rows) >= _FEWEST
        and all(n < min(rows) for n in set.union(*filled[1:]) - rows)
        and rows <= at[1].keys()
        and not filled[0]
        and max(at[1]) == max(rows)
        and not any(text[-1] in _OF_SENTENCES for text in names)
    )


def _begun(
    labels: Column,
    at: Sequence[Mapping[int, Line]],
    rows: Sequence[int],
    levels: Sequence[float],
    near: float,
) -> list[int]:
    """The heights at which rows begin, below the header: those that go on with no label.

    Lines nearer than ``near`` are of one row.
    """
    width = labels.right - labels.left
    is_row = set(rows)
    top = rows[0]
    # Headings of the first group stand above its figures, alone.
    while top > 1 and _is_alone(at, top - 1) and any(n in at[0] for n in range(top - 1)):
        top -= 1
    begun: list[int] = [top] if top else []
    has_figures = top in is_row
    for number in range(top + 1, len(levels)):
        if not any(number in lines for lines in at):
            continue
        is_near = levels[number] - levels[number - 1] < near
        is_rest = number not in at[0] and number not in is_row and is_near
        if number in is_row or _is_alone(at, number):
            is_rest = _goes_on(at[0], number, width, near)
        if not is_rest or (has_figures and number in is_row):
            begun.append(number)
            has_figures = False
        has_figures |= number in is_row
    return begun


def _goes_on(labels: Mapping[int, Line], number: int, width: float, near: float) -> bool:
    """Whether a label is the rest of that above, or the figures have none of their own."""
    above, below = labels.get(number - 1), labels.get(number)
    if below is None:
        return above is not None
    above = above or labels.get(number - 2)  # the figures of the label may stand in its middle
    if above is None or (step := middle_of(below) - middle_of(above)) > _NEAR * below.size:
        return False
    return (
        step < near
        or below.text[0] in CANNOT_BEGIN
        or below.text[0].islower()
        or above.text[-1] in PAUSES
        or (
            below.text[0] > "⺀" and width > _NARROW * below.size and is_forced(above, below, width)
        )
    )


def _is_alone(at: Sequence[Mapping[int, Line]], number: int) -> bool:
    """Whether a label stands at a height, and nothing else."""
    return number in at[0] and not any(number in lines for lines in at[1:])


def is_figure(text: str) -> bool:
    """Whether a text is a figure, with its unit or sign, or a mark that stands for one."""
    has_words = any(c.isalpha() and not c.isupper() for c in text)
    has_digits = any(c.isdigit() for c in text)
    return is_value(text) or (not has_words and (has_digits or len(text) <= _NO_LETTERS))
