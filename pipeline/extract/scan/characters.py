"""The characters of one line of print: their boxes, their widths, and what was passed over.

Pure; places on the line in pixels, boxes in points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.scan.ocr import Read
from pipeline.extract.scan.signs import (
    UNSURE,
    doubtful_signs,
    with_numerals,
    with_signs,
    without_specks,
)
from pipeline.extract.scan.text import Region
from pipeline.extract.scan.widths import is_wide, set_widths
from pipeline.records import Box

_MARGIN = 0.2  # of a character's height, around a line that is given to the recogniser
_PRINTED_AT_LEFT = frozenset("，。、；：！？）》」』】〕”’")  # of their square
_REACH = 0.6  # heights of a character from its middle: ink beyond it belongs to another
_PASSED_OVER = 0.12  # heights of a character of ink that belongs to none
_SAME_HEIGHT = 1.25  # times the usual height that a line of the usual type may be
_DOTS = frozenset("·•．：'`")
_APART = 1.4  # squares
_TINY = 14.0  # pixels of a character's height: below, recognition errs and does not know it
_TINY_MOST = 0.9  # confidence of such a character, at most


@dataclass(frozen=True, slots=True)
class Character:
    """One recognised character, its box in points and how sure it is, from 0 to 1.

    ``overruled``: a mark whose neighbours told how wide it is, against its room.
    """

    text: str
    box: Box
    confidence: float
    overruled: bool = False


def around(region: Region, height: float, shape: tuple[int, ...]) -> Region:
    """What the recogniser is given: the line with a margin, at least as high as a character."""
    high, wide = shape[:2]
    missing = max(0.0, height - (region.bottom - region.top)) / 2
    margin = _MARGIN * max(height, min(region.bottom - region.top, 3 * height))
    return Region(
        max(0, round(region.x0 - margin)),
        max(0, round(region.top - missing - margin)),
        min(wide, round(region.x1 + margin)),
        min(high, round(region.bottom + missing + margin)),
    )


def place(
    read: Sequence[Read],
    region: Region,
    crop: Region,
    height: float,
    *,
    columns: Sequence[int],
    scale: float,
    enlarged: float,
    dusty: bool = False,
) -> tuple[Character, ...]:
    """The characters of a line with their boxes; spaces are kept between Latin words alone.

    A character reaches half way to its neighbours, but no further than half its height from
    its own middle; one that prints on a part of its square, such as 一 or a comma at the end
    of a line, has the box of the square. ``columns`` tells for each column of pixels of
    ``region`` how many have ink: characters beside ink that none of them explains are
    unsure, since recognition may pass over a character without a trace. So are all characters
    of very small print; ``enlarged`` is by how much the picture was. On a ``dusty`` page dots may
    be specks; one that stands away from all others may be one on any page.
    """
    width = crop.x1 - crop.x0
    spaces = [one.at for one in read if one.text.isspace()]
    inked = with_signs([one for one in read if not one.text.isspace()])
    if dusty:
        inked = without_specks(inked)
    inked = with_numerals(inked, [one.at * width for one in inked], height)
    middles = [crop.x0 + one.at * width for one in inked]
    high = region.bottom - region.top
    # Brackets and descenders make a line higher, and its type no larger.
    size = float(high) if high > _SAME_HEIGHT * height else height
    places = [middle - region.x0 for middle in middles]
    unsure = _beside_passed_over(columns, places, height)
    unsure |= doubtful_signs(inked, places, columns, height)
    widths = set_widths(inked, places, columns, height)
    most = _TINY_MOST if height / enlarged < _TINY else 1.0
    missing = (size - high) / 2
    top, bottom = (region.top - missing) * scale, (region.bottom + missing) * scale
    placed: list[Character] = []
    for index, (one, middle) in enumerate(zip(inked, middles, strict=True)):
        before = middles[index - 1] if index else middle - size
        after = middles[index + 1] if index + 1 < len(middles) else middle + size
        left = max(middle - size / 2, (before + middle) / 2, region.x0)
        right = max(min(middle + size / 2, (middle + after) / 2, region.x1), left + 1)
        mark = widths[index]
        if is_wide(mark.text) or mark.text in _PRINTED_AT_LEFT:
            # Of its square only a part may have ink, but it stands where its ink does.
            if not index:
                left = min(left, max(right - size, crop.x0))
            if index + 1 == len(middles):
                right = max(right, min(left + size, 2 * region.x1 - left))
        box = (left * scale, top, right * scale, bottom)
        latin = index > 0 and _is_latin(inked[index - 1].text) and _is_latin(mark.text)
        if latin and any(inked[index - 1].at < at < one.at for at in spaces):
            placed.append(Character(" ", box, 1.0))
        is_unsure = index in unsure or mark.unsure
        if one.text in _DOTS:
            is_unsure |= dusty or min(middle - before, after - middle) > _APART * size
        sure = min(one.confidence, most, UNSURE if is_unsure else 1.0)
        placed.append(Character(mark.text, box, sure, mark.overruled))
    return tuple(placed)


def _beside_passed_over(
    columns: Sequence[int], middles: Sequence[float], height: float
) -> frozenset[int]:
    """The characters nearest to stretches of ink that belong to no character."""
    if not middles:
        return frozenset()
    passed: Counter[int] = Counter()
    nearest = 0
    for column, has_ink in enumerate(columns):
        while nearest + 1 < len(middles) and (
            abs(middles[nearest + 1] - column) <= abs(middles[nearest] - column)
        ):
            nearest += 1
        if has_ink and abs(middles[nearest] - column) > _REACH * height:
            passed[nearest] += 1
    return frozenset(index for index, count in passed.items() if count > _PASSED_OVER * height)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
