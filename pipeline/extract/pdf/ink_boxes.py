"""Boxes of characters that pdfium gives too small or too high, made those of the type. Pure.

Where the file tells the character apart from its glyph (``/ActualText``, with which browsers print
月, 工 and others whose glyph is that of a radical, too), pdfium gives the box of the ink: smaller
than the type, as if it were set in another size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

_FIRST_WIDE = 0x2E80
_SMALLER = 0.97  # times the usual height or width: not that of the type
_FAR = 40  # characters within which one of the same font size gives the size of type
_SAME = 0.01  # points
_TOO_HIGH = 2.2  # times its width no full-width character is high, with the room around it
_HIGH = 1.2  # times its width one is, with that room
_SHARED = 1.0  # points by which the heights of the characters of one font differ
_SAMPLES = 9


def too_high(
    boxes: NDArray[np.float64], codes: NDArray[np.uint16] | NDArray[np.uint32]
) -> NDArray[np.bool_]:
    """Which full-width characters are far higher than wide."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return (height > _TOO_HIGH * width) & (width > 0) & (codes >= _FIRST_WIDE)


def small_ones(
    boxes: NDArray[np.float64],
    codes: NDArray[np.uint16] | NDArray[np.uint32],
    pages: Sequence[slice],
) -> NDArray[np.bool_]:
    """Which full-width characters are smaller than most of their page."""
    is_small = np.zeros(len(codes), dtype=np.bool_)
    is_wide = codes >= _FIRST_WIDE
    for size in (boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]):
        for page in pages:
            shown = size[page].compress(is_wide[page])
            if half := len(shown) // 2:
                ordered = np.partition(shown, (0, len(shown) - 1 - half, half))
                limit = _SMALLER * float(ordered[half] + ordered[~half]) / 2
                if ordered[0] < limit:
                    is_small[page] |= size[page] < limit
    return is_small & is_wide


def whole_boxes(
    boxes: NDArray[np.float64],
    codes: NDArray[np.uint16] | NDArray[np.uint32],
    is_ink: Callable[[int], bool],
    font_size: Callable[[int], float],
) -> NDArray[np.float64]:
    """The boxes (x0, top, x1, bottom) with those of ink alone as wide and high as the type.

    ``is_ink`` says of a character by its place whether its box is that of its ink, which is
    asked only of full-width characters smaller than most; ``font_size`` is in units of the file,
    the same for two characters of one type. The size comes from the nearest such character.
    """
    small = small_ones(boxes, codes, [slice(None)])
    ink = set(filter(is_ink, small.nonzero()[0].tolist()))
    if not ink:
        return boxes
    whole = boxes.copy()
    wide = (codes >= _FIRST_WIDE).nonzero()[0]
    full = np.array([place for place in wide.tolist() if place not in ink], dtype=np.intp)
    for place in sorted(ink):
        like = _like(place, full, font_size)
        if like is not None:
            whole[place] = _widened(whole, place, boxes[like])
    return whole


def _like(place: int, full: NDArray[np.intp], font_size: Callable[[int], float]) -> int | None:
    """The nearest character whose box is whole, of the same font size."""
    at = int(np.searchsorted(full, place))
    near = sorted(full[max(at - _FAR, 0) : at + _FAR].tolist(), key=lambda n: abs(n - place))
    size = font_size(place)
    return next((n for n in near if abs(font_size(n) - size) < _SAME), None)


def _widened(
    boxes: NDArray[np.float64], place: int, like: NDArray[np.float64]
) -> tuple[float, float, float, float]:
    """A box of ink as wide and high as ``like``: on its line, or around its own middle.

    It begins where the character before it ends.
    """
    x0, top, x1, bottom = boxes[place].tolist()
    wide, high = float(like[2] - like[0]), float(like[3] - like[1])
    middle = (top + bottom) / 2
    upper = middle - high / 2
    left = (x0 + x1 - wide) / 2
    if place:
        _, before_top, before, before_bottom = boxes[place - 1].tolist()
        if before_top < middle < before_bottom and left < before <= x0:
            left = before
    if like[1] - _SAME <= top and bottom <= like[3] + _SAME:
        upper = float(like[1])
    return min(left, x0), min(upper, top), max(left + wide, x1), max(upper + high, bottom)


def low_boxes(
    boxes: NDArray[np.float64],
    codes: NDArray[np.uint16] | NDArray[np.uint32],
    ink_middle: Callable[[int], float],
) -> NDArray[np.float64]:
    """The boxes (x0, top, x1, bottom) with those too high as high as the type.

    A font shows itself by full-width characters far higher than wide; those of one height are
    of one font, and its letters and digits with them. ``ink_middle`` gives the middle, in
    height, of the ink of a character by its place: where in such a box the type stands.
    """
    odd = too_high(boxes, codes)
    if not odd.any():
        return boxes
    high = boxes[:, 3] - boxes[:, 1]
    width = boxes[:, 2] - boxes[:, 0]
    low = boxes.copy()
    while odd.any():
        first = int(odd.argmax())
        like = np.abs(high - high[first]) <= _SHARED
        shown = (odd & like).nonzero()[0]
        sample = shown[:: max(len(shown) // _SAMPLES, 1)]
        down = np.median([ink_middle(int(place)) - boxes[place, 1] for place in sample])
        half = _HIGH / 2 * float(np.median(width.take(shown)))
        low[like, 1] = boxes[like, 1] + down - half
        low[like, 3] = boxes[like, 1] + down + half
        odd &= ~like
    return low
