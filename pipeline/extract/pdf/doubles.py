"""Characters that are printed twice at one place: bold type is often imitated so.

Pure, but for the question to pdfium which text objects it left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.page import Glyphs
from pipeline.ink import is_ink

_OVER = 3.0  # a copy lies within this part of the character's width and height
_HIGHEST_PAGE = 1e6  # points; keeps equal characters together when sorted
_NEAREST = 200  # equal characters of one line looked through for a copy
_AT_ONCE = 200_000  # pairs of characters
_NONE = Glyphs.of([])


def split_doubled(pages: Sequence[Glyphs]) -> list[tuple[Glyphs, Glyphs]]:
    """Part the glyphs of each page into those that stand once and those printed over an equal one.

    Two equal characters that overlap by two thirds in both directions are one printed
    character; the later one in the file is the copy.
    """
    found = []
    for glyphs, copies in zip(pages, _copies(pages), strict=True):
        if copies:
            is_copy = np.zeros(len(glyphs), dtype=np.bool_)
            is_copy[copies] = True
            found.append((pick(glyphs, ~is_copy), pick(glyphs, is_copy)))
        else:
            found.append((glyphs, _NONE))
    return found


def pick(glyphs: Glyphs, chosen: NDArray[np.bool_]) -> Glyphs:
    """Those of the glyphs for which ``chosen`` is true, in their order."""
    text = "".join(compress(glyphs.text, chosen.tolist()))
    return Glyphs(text, glyphs.boxes.compress(chosen, axis=0))


def _copies(pages: Sequence[Glyphs]) -> list[list[int]]:
    """The places of the copies on each page."""
    copies: list[list[int]] = [[] for _ in pages]
    starts = list(accumulate(map(len, pages), initial=0))
    alike = [_on_one_line(glyphs, start) for glyphs, start in zip(pages, starts, strict=False)]
    order, places, near = map(np.concatenate, zip(*alike, strict=True))
    x0, top, x1, bottom = np.concatenate([glyphs.boxes for glyphs in pages]).T
    for stretch in _stretches(near):
        counts = near[stretch]
        first = np.repeat(places[stretch], counts)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        one, other = order.take(first), order.take(second)
        left, right = np.where(x0.take(one) <= x0.take(other), (one, other), (other, one))
        lap = (bottom - top)[left] / _OVER
        over = x0[right] - x0[left] < (x1 - x0)[left] / _OVER
        over &= np.abs(top[right] - top[left]) < lap
        over &= np.abs(bottom[right] - bottom[left]) < lap
        for place in np.maximum(one, other)[over].tolist():
            page = bisect_right(starts, place) - 1
            if is_ink(pages[page].text[place - starts[page]]):
                copies[page].append(place - starts[page])
    return copies


def _on_one_line(
    glyphs: Glyphs, start: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The glyphs ordered by character and height, and of which so many after them are alike.

    Alike are equal characters that begin no lower than a character's height further down. All
    glyphs, and the places in the order, are counted from ``start``.
    """
    codes = np.frombuffer(glyphs.text.encode("utf-32-le"), dtype="<u4")
    _, top, _, bottom = glyphs.boxes.T
    key = codes * _HIGHEST_PAGE + top
    order = key.argsort()
    key = key.take(order)
    reach = key + (bottom - top).take(order)
    places = (key[1:] < reach[:-1]).nonzero()[0]
    near = key.searchsorted(reach.take(places)) - places - 1
    return order + start, places + start, np.minimum(near, _NEAREST)


def _stretches(near: NDArray[np.intp]) -> list[slice]:
    """All characters at once; so many at a time on pages where very many may be copies."""
    if int(near.sum()) <= _AT_ONCE:
        return [slice(0, len(near))]
    step = _AT_ONCE // _NEAREST
    return [slice(first, first + step) for first in range(0, len(near), step)]
