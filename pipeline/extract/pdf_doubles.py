"""Characters that are printed twice at one place: bold type is often imitated so.

Pure, but for the question to pdfium which text objects it left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf_page import Glyphs
from pipeline.ink import is_ink

_OVER = 3.0  # a copy lies within this part of the character's width and height
_WIDEST_PAGE = 1e6  # points; keeps equal characters together when sorted
_NEAREST = 200  # equal characters of one line looked through for a copy


def split_doubled(glyphs: Glyphs) -> tuple[Glyphs, Glyphs]:
    """Part the glyphs into those that stand once and those printed over an equal one.

    Two equal characters that overlap by two thirds in both directions are one printed
    character; the later one in the file is the copy.
    """
    copies = _copies(glyphs)
    if copies is None:
        return glyphs, Glyphs.of([])
    return pick(glyphs, ~copies), pick(glyphs, copies)


def pick(glyphs: Glyphs, chosen: NDArray[np.bool_]) -> Glyphs:
    """Those of the glyphs for which ``chosen`` is true, in their order."""
    places = np.flatnonzero(chosen).tolist()
    return Glyphs("".join(map(glyphs.text.__getitem__, places)), glyphs.boxes[chosen])


def _copies(glyphs: Glyphs) -> NDArray[np.bool_] | None:
    if len(glyphs) < 2:
        return None
    codes = np.frombuffer(glyphs.text.encode("utf-32-le"), dtype="<u4")
    x0, top, x1, bottom = glyphs.boxes.T
    key = codes * _WIDEST_PAGE + x0
    order = np.argsort(key)
    key, wide = key[order], (x1 - x0)[order] / _OVER
    copies: NDArray[np.bool_] | None = None
    for step in range(1, min(_NEAREST, len(order))):
        near = np.flatnonzero(key[step:] - key[:-step] < wide[:-step])
        if not len(near):
            break
        first, second = order[near], order[near + step]
        over = np.abs(top[second] - top[first]) < (bottom - top)[first] / _OVER
        for one, other in zip(first[over].tolist(), second[over].tolist(), strict=True):
            if is_ink(glyphs.text[one]):
                copies = np.zeros(len(order), dtype=np.bool_) if copies is None else copies
                copies[max(one, other)] = True
    return copies
