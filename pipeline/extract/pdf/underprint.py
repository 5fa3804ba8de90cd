"""Very large text that lies under that of the page: a watermark. Pure; points."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pipeline.extract.pdf.doubles import pick
from pipeline.extract.pdf.page import Doubled, Glyphs
from pipeline.extract.pdf.text import Line

WATERMARK = "watermark"  # the rule that takes it out
_LARGE = 2.5  # times the usual height of a character
_LEVEL = 0.5  # of a character's height: sum of upper and lower edge within one line
_SAME_PLACE = 5.0  # points by which a watermark may stand elsewhere on another page


def split_underprint(glyphs: Glyphs) -> tuple[Glyphs, tuple[Doubled, ...]]:
    """The glyphs without the large ones that others are printed over, and the texts of those.

    A title is as large, but nothing is printed over it.
    """
    if not len(glyphs):
        return glyphs, ()
    x0, top, x1, bottom = glyphs.boxes.T
    height = bottom - top
    if height.max() <= _LARGE * height.sum() / len(height):
        return glyphs, ()
    large = height > _LARGE * np.median(height)
    x, y = ((x0 + x1) / 2)[~large], ((top + bottom) / 2)[~large]
    goes_on = (
        large[1:]
        & large[:-1]
        & (np.abs((top + bottom)[1:] - (top + bottom)[:-1]) < _LEVEL * height[1:])
        & (x0[1:] > x0[:-1])
    )
    found: list[Doubled] = []
    under = np.zeros(len(glyphs), dtype=np.bool_)
    for start in np.flatnonzero(large & ~np.concatenate(([False], goes_on))).tolist():
        end = start + 1
        while end < len(glyphs) and goes_on[end - 1]:
            end += 1
        if any(
            ((x > x0[n]) & (x < x1[n]) & (y > top[n]) & (y < bottom[n])).any()
            for n in range(start, end)
        ):
            under[start:end] = True
            box = (
                float(x0[start:end].min()),
                float(top[start:end].min()),
                float(x1[start:end].max()),
                float(bottom[start:end].max()),
            )
            found.append(Doubled(glyphs.text[start:end], box))
    return (pick(glyphs, ~under), tuple(found)) if found else (glyphs, ())


def is_printed_again(line: Line, marks: Iterable[Doubled]) -> bool:
    """Whether a line stands where another page has the same text as a watermark."""
    return any(
        mark.text == line.text
        and all(
            abs(here - there) <= _SAME_PLACE for here, there in zip(line.box, mark.box, strict=True)
        )
        for mark in marks
    )
