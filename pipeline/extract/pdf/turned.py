"""Text that is turned against that of its page: rotated cells, watermarks, the ring of a seal.

Set into lines with the rest it would be read character by character, and each of a watermark
would fall into another cell. Only characters that follow no other on a line are asked for
their angle, since those of turned text are all so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.doubles import pick
from pipeline.extract.pdf.page import Frame, Glyph, Glyphs, Turned
from pipeline.extract.pdf.text import Line, is_latin
from pipeline.records import Box

_LEVEL = 0.12  # of a character's height two of one line may differ
_STEPS = 3.0  # character heights from one to the next of a line
_STRAIGHT = 0.03  # of a quarter turn
_BESIDE = 0.3  # of a character's size: another line of turned text stands further aside


def part_turned(
    text: int, glyphs: Glyphs, index: NDArray[np.intp], frame: Frame, alone: Sequence[int]
) -> tuple[Glyphs, tuple[Turned, ...]]:
    """The glyphs that read as the page does, and the others as lines of turned text.

    ``text`` is the open text page; ``index`` the place of each glyph in pdfium's count;
    ``alone`` those that follow no other (``stand_alone``).
    """
    turns: dict[int, float] = {}
    for place in alone:
        quarters = quarters_of(text, int(index[place])) - frame.reading
        if abs(quarters - round(quarters)) > _STRAIGHT or round(quarters) % 4:
            turns[place] = quarters
    if not turns:
        return glyphs, ()
    upright = np.ones(len(glyphs), dtype=np.bool_)
    upright[list(turns)] = False
    every = list(glyphs)
    return pick(glyphs, upright), tuple(_lines((every[n], turns[n]) for n in sorted(turns)))


def quarters_of(text: int, place: int) -> float:
    """By how many quarter turns, against the clock, a character of a text page is turned.

    pdfium gives the angle of the matrix; a size of type below zero turns by two more.
    """
    quarters = -calls.angle_of(text, place) / (math.pi / 2)
    is_upright = abs(abs(quarters) - 2) < _STRAIGHT and calls.font_size_of(text, place) < 0
    return 0.0 if is_upright else quarters


def stand_alone(pages: Sequence[Glyphs]) -> list[list[int]]:
    """The glyphs of each page before and after which none stands on the same line, in its order."""
    ends = list(accumulate(map(len, pages), initial=0))
    x0, top, _, bottom = np.concatenate([glyphs.boxes for glyphs in pages]).T
    height, centre = bottom - top, (top + bottom) / 2
    step = x0[1:] - x0[:-1]
    follows = (
        (np.abs(centre[1:] - centre[:-1]) <= _LEVEL * height[1:])
        & (step >= 0)
        & (step <= _STEPS * height[1:])
    )
    follows[[end - 1 for end in ends[1:-1] if 0 < end <= len(follows)]] = False
    alone = np.ones(len(x0), dtype=np.bool_)
    alone[1:] &= ~follows
    alone[:-1] &= ~follows
    places = alone.nonzero()[0]
    cuts = places.searchsorted(ends).tolist()
    return [(places[a:b] - n).tolist() for (a, b), n in zip(pairwise(cuts), ends, strict=False)]


def _lines(turned: Iterable[tuple[Glyph, float]]) -> list[Turned]:
    """Characters that follow each other at one turn as lines."""
    found: list[Turned] = []
    last: Glyph | None = None
    for glyph, turn in turned:
        is_straight = abs(turn - round(turn)) <= _STRAIGHT
        quarters = round(turn) % 4 if is_straight else None
        goes_on = (
            last is not None
            and bool(found)
            and found[-1].quarters == quarters
            and (quarters is None or _is_beside(last[1:], glyph[1:], quarters))
        )
        if goes_on:
            before = found[-1]
            found[-1] = Turned(before.text + glyph.text, _around(before.box, glyph[1:]), quarters)
        else:
            found.append(Turned(glyph.text, glyph[1:], quarters))
        last = glyph
    return [one for one in found if one.text.strip()]


def _is_beside(last: Box, box: Box, quarters: int) -> bool:
    """Whether a character goes on with the line of the last: beside it, and not far from it."""
    low, high = (0, 2) if quarters % 2 else (1, 3)
    first, end = (1, 3) if quarters % 2 else (0, 2)
    size = box[high] - box[low]
    step = abs(last[first] + last[end] - box[first] - box[end]) / 2
    aside = abs(last[low] + last[high] - box[low] - box[high]) / 2
    return aside <= _BESIDE * size and step <= _STEPS * size


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def as_line(texts: Sequence[Turned]) -> Line:
    """The turned texts of one cell as one line, in the order in which they are read.

    What reads upwards goes on to the right of it, what reads downwards to the left.
    """
    ordered = sorted(texts, key=_reading_order)
    whole, box = "", ordered[0].box
    for one in ordered:
        piece = one.text.strip()
        is_word = whole and is_latin(whole[-1]) and is_latin(piece[0])
        whole += f" {piece}" if is_word else piece
        box = _around(box, one.box)
    size = min(min(b[2] - b[0], b[3] - b[1]) for b in (one.box for one in ordered))
    return Line(whole, *box, size)


def _reading_order(one: Turned) -> tuple[int, float]:
    x0, _, _, bottom = one.box
    return (one.quarters or 0, {1: x0, 2: -bottom, 3: -x0}.get(one.quarters or 0, 0.0))
