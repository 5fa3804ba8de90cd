"""Numbers that count the lines of a page in its left margin, as drafts for comment have them.

Pure; points. Numbers of a list's rows stand left of everything, too, where a page begins without
a header: beside the lines of prose every line has its number, most lines are full, and none has
the gaps of columns.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.doubles import pick
from pipeline.extract.pdf.page import Doubled, Glyphs

LINE_NUMBER = "line_number"  # the rule that takes them out
_MAY_BE_LEFTMOST = "0123456789 \u3000\xa0"
_FEWEST = 8  # numbers of a page
_MARGIN = 0.3  # of a character's height between a number and the text
_LEVEL = 0.6  # of a character's height: on one line
_ALIGNED = 2.0  # points by which the ends of the numbers differ at most
_NUMBERED = 0.9  # of the characters of the page stand on a line with a number
_FULL = 0.5  # of the lines end at the right margin, give or take two characters
_WHOLE = 0.9  # of the lines have no gap of two characters


class _Line(NamedTuple):
    """A number, which glyphs it is made of, where it ends, and its middle in height."""

    number: int
    glyphs: NDArray[np.intp]
    end: float
    middle: float


def split_line_numbers(glyphs: Glyphs) -> tuple[Glyphs, tuple[Doubled, ...]]:
    """The glyphs without the numbers of lines, and those numbers.

    To be asked of pages without upright lines: rows of a table are not counted.
    """
    if len(glyphs) < _FEWEST:
        return glyphs, ()
    leftmost = glyphs.boxes[:, 0].argpartition(_FEWEST - 1)[:_FEWEST].tolist()
    if any(glyphs.text[n] not in _MAY_BE_LEFTMOST for n in leftmost):
        return glyphs, ()  # as on most pages
    codes = np.frombuffer(glyphs.text.encode("utf-32-le"), dtype="<u4")
    x0, top, x1, bottom = glyphs.boxes.T
    is_digit = (codes >= ord("0")) & (codes <= ord("9"))
    is_text = (codes > 0x20) & (codes != 0xA0) & (codes != 0x3000) & ~is_digit
    if not is_text.any():
        return glyphs, ()
    is_left = is_digit & (x1 < x0[is_text].min())
    if is_left.sum() < _FEWEST:
        return glyphs, ()
    height = float(np.median((bottom - top)[is_text]))
    numbers = _numbers(glyphs, np.flatnonzero(is_left), _LEVEL * height)
    is_text |= is_digit & ~is_left
    if not _count_lines(numbers, glyphs.boxes[is_text], height):
        return glyphs, ()
    found = tuple(
        Doubled(str(one.number), (float(x0[one.glyphs].min()), float(top[one.glyphs].min()),
                                  one.end, float(bottom[one.glyphs].max())))
        for one in numbers
    )  # fmt: skip
    return pick(glyphs, ~is_left), found


def _numbers(glyphs: Glyphs, chosen: NDArray[np.intp], apart: float) -> list[_Line]:
    """The numbers that single digits make, from the top down."""
    x0, top, x1, bottom = glyphs.boxes[chosen].T
    middle = (top + bottom) / 2
    order = middle.argsort(kind="stable")
    breaks = np.flatnonzero(np.diff(middle[order]) > apart) + 1
    found: list[_Line] = []
    for level in np.split(order, breaks):
        across = level[x0[level].argsort()]
        text = "".join(glyphs.text[n] for n in chosen[across].tolist())
        found.append(
            _Line(int(text), chosen[across], float(x1[across].max()), float(middle[level].mean()))
        )
    return found


def _count_lines(numbers: list[_Line], text: NDArray[np.float64], height: float) -> bool:
    """Whether the numbers count the lines of print, whose characters ``text`` has."""
    values = np.array([one.number for one in numbers])
    ends = np.array([one.end for one in numbers])
    if len(values) < _FEWEST or (np.diff(values) != 1).any() or np.ptp(ends) > _ALIGNED:
        return False
    if text[:, 0].min() - ends.max() < _MARGIN * height:
        return False
    middles = np.array([one.middle for one in numbers])
    middle = (text[:, 1] + text[:, 3]) / 2
    nearest = np.abs(middle[:, None] - middles).argmin(axis=1)
    is_beside = np.abs(middle - middles[nearest]) <= _LEVEL * height
    if is_beside.mean() < _NUMBERED:
        return False
    right = text[:, 2].max()
    full = whole = lines = 0
    for n in range(len(middles)):
        own = text[is_beside & (nearest == n)]
        if not len(own):
            continue
        own = own[own[:, 0].argsort()]
        lines += 1
        full += bool(right - own[:, 2].max() <= 2 * height)
        whole += bool((own[1:, 0] - own[:-1, 2]).max(initial=0.0) < 2 * height)
    return full >= _FULL * lines and whole >= _WHOLE * lines
