"""Characters that are printed twice at one place: bold type is often imitated so.

Pure, but for the question to pdfium which text objects it left out.
"""

from __future__ import annotations

from itertools import compress

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.page import Glyphs
from pipeline.ink import is_ink

_OVER = 3.0  # a copy lies within this part of the character's width and height
_WIDEST_PAGE = 1e6  # points; keeps equal characters together when sorted
_NEAREST = 200  # equal characters of one line looked through for a copy
_AT_ONCE = 200_000  # pairs of characters
_NONE = Glyphs.of([])


def split_doubled(glyphs: Glyphs) -> tuple[Glyphs, Glyphs]:
    """Part the glyphs into those that stand once and those printed over an equal one.

    Two equal characters that overlap by two thirds in both directions are one printed
    character; the later one in the file is the copy.
    """
    copies = _copies(glyphs)
    if copies is None:
        return glyphs, _NONE
    return pick(glyphs, ~copies), pick(glyphs, copies)


def pick(glyphs: Glyphs, chosen: NDArray[np.bool_]) -> Glyphs:
    """Those of the glyphs for which ``chosen`` is true, in their order."""
    text = "".join(compress(glyphs.text, chosen.tolist()))
    return Glyphs(text, glyphs.boxes.compress(chosen, axis=0))


def _copies(glyphs: Glyphs) -> NDArray[np.bool_] | None:
    if len(glyphs) < 2:
        return None
    codes = np.frombuffer(glyphs.text.encode("utf-32-le"), dtype="<u4")
    x0, top, x1, bottom = glyphs.boxes.T
    key = codes * _WIDEST_PAGE + x0
    order = key.argsort()
    key = key.take(order)
    reach = key + ((x1 - x0) / _OVER).take(order)
    places = (key[1:] < reach[:-1]).nonzero()[0]  # of those with any near enough in x after them
    if not len(places):
        return None
    # How many of those that follow in this order are the same character, near enough in x.
    near = np.minimum(key.searchsorted(reach.take(places)) - places - 1, _NEAREST)
    copies: NDArray[np.bool_] | None = None
    for stretch in _stretches(near):
        counts = near[stretch]
        first = np.repeat(places[stretch], counts)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        first, second = order[first], order[second]
        lap = (bottom - top)[first] / _OVER
        over = np.abs(top[second] - top[first]) < lap
        over &= np.abs(bottom[second] - bottom[first]) < lap
        for one, other in zip(first[over].tolist(), second[over].tolist(), strict=True):
            if is_ink(glyphs.text[one]):
                copies = np.zeros(len(order), dtype=np.bool_) if copies is None else copies
                copies[max(one, other)] = True
    return copies


def _stretches(near: NDArray[np.intp]) -> list[slice]:
    """All characters at once; so many at a time on a page where very many may be copies."""
    if int(near.sum()) <= _AT_ONCE:
        return [slice(0, len(near))]
    step = _AT_ONCE // _NEAREST
    return [slice(first, first + step) for first in range(0, len(near), step)]
