"""Red seals taken off a coloured page before it is read: print is black, a seal is not. Pure.

How dark a seal is follows from how red it is, and what is darker is print beneath it. What is red
otherwise (a heading, marked text) is print, so that only what has the form of a seal is taken off:
a ring of the size that seals have. Its ink may hide print, so that where it was is in doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Box

if TYPE_CHECKING:
    from pipeline.extract.scan.picture import Picture

LOOK_AT = 60.0  # dots per inch that are enough to find a seal
_RED = 36  # of 255 by which red is above the other colours
_REDDISH = 14  # at the rims of strokes, and where print lies on the seal
_TOGETHER = 0.05  # inches between the strokes of a seal
_SMALLEST, _LARGEST = 0.9, 2.6  # inches across and down: 4.2 cm is usual
_ROUND = 1.6  # an oval is no longer than this to its width
_CORNER, _BARE = 0.1, 0.02  # of the box: in its corners a ring has less red than this share
_RIM, _CLOSED = 0.82, 0.6  # of the way out: the ring lies there, on so many of its directions
_DIRECTIONS = 72
_COARSER = 3  # pixels of which one gives the colour
_RIM_PIXELS, _PALE = 7, 0.6  # around a stroke; of the paper's shade: print is darker
_TILE = 0.1  # inches: a net so wide tells which cells its ink lies on
_AROUND = 1.04  # of the ellipse that is cleaned


class Seal(NamedTuple):
    """The box of a seal, and boxes of where its ink lies: x0, top, x1, bottom, in pixels."""

    box: Box
    inked: tuple[Box, ...]

    def larger(self, factor: float) -> Seal:
        """The seal of a picture so many times as large."""
        return Seal(_times(self.box, factor), tuple(_times(box, factor) for box in self.inked))


def find_seals(colours: Picture, dots_per_inch: float) -> list[Seal]:
    """The red seals on a page; ``colours`` is rows by columns by red, green, blue."""
    import cv2
    import numpy as np

    red = _redness(colours) > _RED
    if not red.any():
        return []
    reach = max(3, round(_TOGETHER * dots_per_inch)) | 1
    near = cv2.dilate(red.astype(np.uint8), np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    found: list[Seal] = []
    for label, (left, top, wide, high, _) in enumerate(stats.tolist()[1:], start=1):
        least, most = _SMALLEST * dots_per_inch, _LARGEST * dots_per_inch
        if min(wide, high) < least or max(wide, high) > min(most, _ROUND * min(wide, high)):
            continue
        box = slice(top, top + high), slice(left, left + wide)
        if _is_ring(red[box] & (labels[box] == label)):
            outline = (float(left), float(top), float(left + wide), float(top + high))
            found.append(Seal(outline, _tiles(red[box], left, top, _TILE * dots_per_inch)))
    return found


def _tiles(red: Picture, left: int, top: int, side: float) -> tuple[Box, ...]:
    """The squares of a net over a seal in which there is ink of it."""
    import numpy as np

    rows, columns = np.nonzero(red)
    places = sorted(set(zip((rows // side).tolist(), (columns // side).tolist(), strict=True)))
    return tuple(
        (left + x * side, top + y * side, left + (x + 1) * side, top + (y + 1) * side)
        for y, x in places
    )


def _times(box: Box, factor: float) -> Box:
    x0, top, x1, bottom = box
    return (x0 * factor, top * factor, x1 * factor, bottom * factor)


def _is_ring(red: Picture) -> bool:
    import numpy as np

    rows, columns = np.nonzero(red)
    high, wide = red.shape
    down, across = 2 * (rows + 0.5) / high - 1, 2 * (columns + 0.5) / wide - 1
    in_corner = (abs(down) > 1 - 2 * _CORNER) & (abs(across) > 1 - 2 * _CORNER)
    if in_corner.sum() > _BARE * len(rows):
        return False
    on_rim = np.hypot(down, across) >= _RIM
    turns = (np.arctan2(down, across)[on_rim] / (2 * np.pi) * _DIRECTIONS).astype(np.int64)
    return len(np.unique(turns)) >= _CLOSED * _DIRECTIONS


def without_seals(picture: Picture, colours: Picture, seals: list[Seal]) -> Picture:
    """The picture in shades of grey as it would be without the seals, print under them left."""
    import cv2
    import numpy as np

    clean = picture.copy()
    for (x0, top, x1, bottom), _ in seals:
        middle = (top + bottom) / 2, (x0 + x1) / 2
        half = _AROUND * (bottom - top) / 2, _AROUND * (x1 - x0) / 2
        rows = slice(max(0, int(middle[0] - half[0])), int(middle[0] + half[0]) + 1)
        columns = slice(max(0, int(middle[1] - half[1])), int(middle[1] + half[1]) + 1)
        part, light = clean[rows, columns], colours[rows, columns].astype(np.int16)
        redness = _redness(light)
        down = (np.arange(rows.start, rows.start + len(part)) - middle[0]) / half[0]
        across = (np.arange(columns.start, columns.start + part.shape[1]) - middle[1]) / half[1]
        inside = np.add.outer(down**2, across**2) <= 1
        sealed = inside & (redness > _RED)
        if not sealed.any():
            continue
        bare = inside & ~sealed
        paper = float(np.median(part[bare])) if bare.any() else 255.0
        # So dark a seal is on bare paper, in proportion to its colour, which is given coarser
        # than its shade.
        depth = (paper - float(np.median(part[sealed]))) / float(np.median(redness[sealed]))
        strongest = cv2.dilate(redness.clip(0, None).astype(np.uint8), _square(_COARSER))
        expected = np.maximum(paper - max(depth, 0.0) * strongest, 1.0)
        lifted = np.clip(part * (paper / expected), part, max(paper, 1.0))
        near = cv2.dilate(sealed.astype(np.uint8), _square(_RIM_PIXELS)) != 0
        lifted[near & (lifted > _PALE * paper)] = paper
        taken = inside & (near | (redness > _REDDISH))
        part[taken] = lifted[taken].astype(np.uint8)
    return clean


def _square(side: int) -> Picture:
    import numpy as np

    return np.ones((side, side), np.uint8)


def _redness(colours: Picture) -> Picture:
    import numpy as np

    light = colours.astype(np.int16)
    return light[..., 0] - np.maximum(light[..., 1], light[..., 2])
