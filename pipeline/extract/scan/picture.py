"""The picture of a page: set upright, parted into ink and paper. Pure, in pixels.

A picture is an array of rows by columns, 0 black to 255 white; a mask is of the same shape,
255 where something is and 0 elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from numpy.typing import NDArray

Picture: TypeAlias = "NDArray[Any]"

_MOST_SKEW = 6.0  # degrees a page may lie askew in a scanner
_COARSE = 800  # pixels across at which the skew is looked for
_STEPS = (0.5, 0.1, 0.02)  # degrees, each search finer around the best of the one before
_STRAIGHT = 0.03  # degrees that are left as they are
_STROKE = 0.12  # inches: a stroke is narrower, a shaded area is wider
INK_SHARE = 0.35  # of the contrast: what is darker is print
_NOISE = 14.0  # of 255: paper and scanner vary by this much, at least
_GRAIN = 3.5  # standard deviations that grain goes beyond
_COARSE_INCH = 100.0  # pixels, about, at _COARSE across
_SPECK = 0.008  # inches across: smaller marks are dust
_PRINT, _LARGE = 0.05, 0.4  # inches across: marks by which the type of a page is measured
_FEWEST_MARKS = 40  # by which it is: a few lines of print
_TYPICAL = 0.75  # of them are smaller than the type
_DOT = 0.3  # of the type: no dot is larger
_NEAR, _LESS_NEAR = 0.55, 0.9  # of it, between a dot and what it belongs to
_FEW = 2  # dots that stand alone and are no ellipsis
# The shadow of a fold, made black and white: of so many strips of a page the outermost ones have
# many marks smaller than print, hardly any other, and white beside them.
_STRIPS, _OUTER, _SHADOWED, _OF_SPECKS, _WHITE = 40, 5, 100, 0.8, 5
_DUSTY = 12  # such dots on a page where there is much dust
FULL_STOP = 0.2  # of the type: a full stop is larger
_MOST_MARKS = 40_000  # a page of print has up to ten thousand


@dataclass(frozen=True, slots=True)
class Upright:
    """A page picture turned so that its lines are level.

    ``skew`` is by how many degrees it was turned, counter-clockwise, about its middle.
    """

    picture: Picture
    skew: float


@dataclass(frozen=True, slots=True)
class Darkness:
    """How much darker than paper each pixel is, and how much the print is (0 to 255).

    ``noise`` is how dark grain makes bare paper.
    """

    picture: Picture
    contrast: float
    noise: float = _NOISE

    def over(self, share: float) -> Picture:
        """The mask of what is darker than a share of the contrast, and than any noise."""
        import numpy as np

        least = max(self.noise, share * self.contrast)
        return np.where(self.picture > least, 255, 0).astype(np.uint8)


def set_upright(picture: Picture) -> Upright:
    """Turn a picture by the angle at which its rows of print stand out most clearly.

    Search by projection profiles (Postl 1986): the ink of a level page, summed along its
    rows, changes most from row to row.
    """
    import cv2

    skew = _skew(picture)
    if abs(skew) < _STRAIGHT:
        return Upright(picture, 0.0)
    high, wide = picture.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), skew, 1.0)
    level = cv2.warpAffine(
        picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return Upright(level, skew)


def _skew(picture: Picture) -> float:
    import cv2
    import numpy as np

    wide = picture.shape[1]
    scale = min(1.0, _COARSE / wide)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = darkness(small, _COARSE_INCH)
    ink = dark.over(INK_SHARE)
    rows, columns = np.nonzero(ink)
    if not len(rows):
        return 0.0
    across = (columns - wide * scale / 2).astype(np.float64)
    down = rows.astype(np.float64)
    reach = int(np.ceil(len(ink) + abs(across).max() * math.sin(math.radians(_MOST_SKEW)))) * 2

    def sharpness(angle: float) -> float:
        # For small angles a turn moves a pixel up or down in proportion to its distance.
        level = down - across * math.tan(math.radians(angle)) + reach / 4
        profile = np.bincount(level.astype(np.int64).clip(0, reach), minlength=reach)
        return float(np.square(np.diff(profile.astype(np.float64))).sum())

    best, spread = 0.0, _MOST_SKEW
    for step in _STEPS:
        count = round(spread / step)
        angles = [best + index * step for index in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))
        spread = step * 1.5
    return best


def darkness(picture: Picture, dots_per_inch: float) -> Darkness:
    """How much darker each pixel is than the paper around it, so that shading does not count.

    The paper is what is left when all that is narrower than a heavy stroke is filled up
    (closing). A black area is paper in this sense, but for its rim.
    """
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    reach = max(3, round(_STROKE * dots_per_inch)) | 1
    paper = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    darker = cv2.subtract(cv2.blur(paper, (reach, reach)), smooth)
    levels = np.cumsum(np.bincount(darker.ravel(), minlength=256)) / darker.size
    low, middle, high = (int(level) for level in np.searchsorted(levels, (0.16, 0.5, 0.99)))
    # Most of a page is paper, which at 16 % is lighter than at its middle by one deviation.
    grain = middle + _GRAIN * (middle - low)
    return Darkness(darker, float(high), max(_NOISE, grain))


def has_marks(picture: Picture) -> bool:
    """Whether there is anything on the sheet; the quick answer for blank pages."""
    import cv2

    small = cv2.blur(picture, (3, 3))
    return int(small.max()) - int(small.min()) > _NOISE


def resized(picture: Picture, factor: float) -> Picture:
    """The picture enlarged or, with a factor below 1, reduced."""
    import cv2

    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return cv2.resize(picture, None, fx=factor, fy=factor, interpolation=how)


class Marks(NamedTuple):
    """The mask of the marks of a page without its dust; ``dusty``: there was much of it."""

    mask: Picture
    dusty: bool


def without_dust(ink: Picture, dots_per_inch: float) -> Marks | None:
    """The mask without marks smaller than a point, or as small as one and far from print.

    ``None`` where marks are countless. A dot belongs to the characters beside it, or to other
    dots (……); one or two that stand alone are dust, where there is much of it also those that
    are not so far from print. A dot as large as a full stop may stand alone on a line.
    """
    import cv2
    import numpy as np

    _, labels, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] > (_SPECK * dots_per_inch) ** 2
    kept[0] = False
    longest = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    strips = (centres[:, 0] * _STRIPS / ink.shape[1]).astype(np.int64)
    kept &= ~_shadowed(np.where(kept, strips, -1), longest < _PRINT * dots_per_inch)
    if int(kept.sum()) > _MOST_MARKS:
        return None
    print_ = longest[kept & (longest > _PRINT * dots_per_inch) & (longest < _LARGE * dots_per_inch)]
    dusty = False
    if len(print_) >= _FEWEST_MARKS:
        size = float(np.quantile(print_, _TYPICAL))
        marks = np.where(kept, longest, 0)
        small = longest < FULL_STOP * size
        alone = small & _alone(marks, labels, size, _NEAR)
        dusty = int(alone.sum()) >= _DUSTY
        if not dusty and alone.any():
            alone &= _alone(marks, labels, size, _LESS_NEAR)
        kept &= ~alone
    return Marks(np.where(kept[labels], 255, 0).astype(np.uint8), dusty)


def _shadowed(strips: Picture, small: Picture) -> Picture:
    """Which marks are the shadow of a fold at a side of the page; ``strips`` is where each is."""
    import numpy as np

    there = strips >= 0
    counts = np.bincount(strips[there], minlength=_STRIPS)
    specks = np.bincount(strips[there & small], minlength=_STRIPS)
    found = np.zeros(len(strips), dtype=np.bool_)
    for side in (range(_STRIPS), range(_STRIPS - 1, -1, -1)):
        outer = list(side)[: _OUTER + 1]
        shadow = [at for at in outer[:-1] if specks[at] >= _SHADOWED]
        if not shadow or any(specks[at] < _OF_SPECKS * counts[at] for at in shadow):
            continue
        white = [at for at in outer[outer.index(shadow[-1]) :] if counts[at] <= _WHITE]
        if white:
            found |= there & np.isin(strips, outer[: outer.index(white[0])])
    return found


def _alone(longest: Picture, labels: Picture, size: float, near: float) -> Picture:
    """Which marks are dots of which one or two stand alone; ``size`` is that of a character.

    ``near``: between two marks of one group there is less white, in such sizes.
    """
    import cv2
    import numpy as np

    dots = (longest > 0) & (longest <= _DOT * size)
    reach = max(1, round(near * size)) | 1
    grown = cv2.dilate((longest[labels] > 0).astype(np.uint8), np.ones((reach, reach), np.uint8))
    count, groups = cv2.connectedComponents(grown, connectivity=8)
    alone = np.zeros(len(longest), dtype=np.bool_)
    if not dots.any():
        return alone
    inked = longest[labels] > 0
    pairs = np.unique(groups[inked].astype(np.int64) * len(longest) + labels[inked])
    group, mark = np.divmod(pairs, len(longest))
    others = np.bincount(group[~dots[mark]], minlength=count)
    members = np.bincount(group, minlength=count)
    lonely = (others == 0) & (members <= _FEW)
    alone[mark[lonely[group]]] = True
    return alone
