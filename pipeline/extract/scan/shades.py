"""The shaded areas of a page picture, and light print on dark ones made dark on light. Pure.

Where rows are told apart by shading alone, its edges are what a drawn table has for lines; a
head in white on blue is print like any other. An area has one shade of grey other than the
paper's. They are found shade by shade, with the print on them filled up, as rectangles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.extract.scan.picture import Picture

_DOTS_PER_INCH = 100.0  # at which areas are looked for
_LEAST_SHARE = 0.002  # of the page that has a shade
_NEAR = 6  # of 255: shades that are one, with the grain that is left
_APART = 10  # of 255: shades that are two
_PRINT = 0.25  # inches: what is narrower and lies in an area is print on it
_BARE = (0.03, 0.2)  # inches down and across: so much of an area is bare between lines of print
_NARROWEST = 0.1  # inches: what is narrower is no area
_WIDEST = 0.3  # inches that an area has at least in one direction
_FULL = 0.85  # of its outline that an area fills
_RIM = 5  # pixels beside an edge that are compared
_SHARP_SIDES = 2
_RAGGED = 4  # pixels by which its rows may begin and end apart
_LARGEST = 0.8  # of the page; more is the page
_MOST = 400  # areas of a page; one with more is a photograph
_LIGHTER = 30  # of 255 that light print is lighter than its ground
_LIGHT_PRINT = 0.01  # of an area that light print covers, at least,
_MORE_LIGHT = 3.0  # times as much as what is darker than the ground


class Shade(NamedTuple):
    """A shaded area in pixels, and how light it is, from 0 to 255."""

    x0: int
    top: int
    x1: int
    bottom: int
    level: int


def find_shades(picture: Picture, dots_per_inch: float) -> list[Shade]:
    """The rectangles of a level page picture in another shade than its paper."""
    import cv2
    import numpy as np

    factor = min(1.0, _DOTS_PER_INCH / dots_per_inch)
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (5, 5), 0)
    inch = dots_per_inch * factor
    bare = np.ones([max(2, round(side * inch)) for side in _BARE], np.uint8)
    fill = np.ones((max(3, round(_PRINT * inch)),) * 2, np.uint8)
    thin = np.ones((max(3, round(_NARROWEST * inch)),) * 2, np.uint8)
    found: list[Shade] = []
    for level in _levels(np.bincount(small.ravel(), minlength=256).tolist(), small.size):
        near = np.where(np.abs(small.astype(np.int16) - level) <= _NEAR, 255, 0).astype(np.uint8)
        flat = cv2.morphologyEx(near, cv2.MORPH_OPEN, bare)
        whole = cv2.morphologyEx(flat, cv2.MORPH_CLOSE, fill)
        areas = cv2.morphologyEx(whole, cv2.MORPH_OPEN, thin)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(areas, connectivity=4)
        for label, (left, top, wide, high, _) in enumerate(stats.tolist()[1:], start=1):
            if max(wide, high) < _WIDEST * inch or count > _MOST:
                continue
            mask = labels[top : top + high, left : left + wide] == label
            for x0, y0, x1, y1 in _rectangles(mask, round(_NARROWEST * inch)):
                box = (left + x0, top + y0, left + x1, top + y1)
                if (x1 - x0) * (y1 - y0) < _LARGEST * small.size and _is_sharp(small, box):
                    x0, y0, x1, y1 = (round(value / factor) for value in box)
                    found.append(Shade(x0, y0, x1, y1, level))
    return found if len(found) <= _MOST else []


def _rectangles(mask: Picture, least: int) -> list[tuple[int, int, int, int]]:
    """An area as rectangles one below the other: x0, top, x1, bottom, in its own pixels.

    Rows of it that begin and end alike make one; what is lower than ``least`` is none.
    """
    lefts = mask.argmax(axis=1).tolist()
    rights = (mask.shape[1] - mask[:, ::-1].argmax(axis=1)).tolist()
    found: list[tuple[int, int, int, int]] = []
    start = 0
    for row in range(1, len(mask) + 1):
        if row < len(mask) and (
            abs(lefts[row] - lefts[start]) <= _RAGGED
            and abs(rights[row] - rights[start]) <= _RAGGED
        ):
            continue
        part = mask[start:row, lefts[start] : rights[start]]
        if row - start >= least and part.mean() >= _FULL:
            found.append((lefts[start], start, rights[start], row))
        start = row
    return found


def _is_sharp(picture: Picture, box: tuple[int, int, int, int]) -> bool:
    """Whether the shade begins at once on two sides at least; a shadow begins by and by."""
    import numpy as np

    x0, top, x1, bottom = box
    sides = (
        (picture[max(0, top - _RIM) : top, x0:x1], picture[top : top + _RIM, x0:x1]),
        (picture[bottom : bottom + _RIM, x0:x1], picture[max(0, bottom - _RIM) : bottom, x0:x1]),
        (picture[top:bottom, max(0, x0 - _RIM) : x0], picture[top:bottom, x0 : x0 + _RIM]),
        (picture[top:bottom, x1 : x1 + _RIM], picture[top:bottom, max(0, x1 - _RIM) : x1]),
    )
    high, wide = picture.shape
    if x0 < _RIM or top < _RIM or x1 > wide - _RIM or bottom > high - _RIM:
        return False
    steps = [abs(float(np.median(outer)) - float(np.median(inner))) for outer, inner in sides]
    return sum(step >= _NEAR for step in steps) >= _SHARP_SIDES


def _levels(counts: list[int], size: int) -> list[int]:
    """The shades of grey of which a page has much, the paper's not among them, dark to light."""
    smooth = [sum(counts[max(0, at - 2) : at + 3]) for at in range(256)]
    peaks: list[int] = []
    for level in sorted(range(256), key=lambda at: (-smooth[at], at)):
        if smooth[level] < _LEAST_SHARE * size:
            break
        if all(abs(level - other) >= _APART for other in peaks):
            peaks.append(level)
    return sorted(peaks[1:])


def darkened(picture: Picture, shades: list[Shade]) -> Picture:
    """The picture with the areas on which light print stands turned to dark print on paper."""
    import numpy as np

    paper = int(np.median(picture))
    turned = picture
    for x0, top, x1, bottom, level in shades:
        ground = turned[top:bottom, x0:x1].astype(np.int16)
        lighter = float((ground > level + _LIGHTER).mean())
        darker = float((ground < level - _LIGHTER).mean())
        if lighter < _LIGHT_PRINT or lighter < _MORE_LIGHT * darker:
            continue
        if turned is picture:
            turned = picture.copy()
        turned[top:bottom, x0:x1] = np.clip(paper - np.abs(ground - level), 0, 255)
    return turned
