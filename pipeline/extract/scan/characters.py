"""The characters of one line of print: their boxes, their widths, and what was passed over.

Pure; places on the line in pixels, boxes in points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.scan.ocr import TWINS, Read
from pipeline.extract.scan.signs import (
    UNSURE,
    doubtful_signs,
    with_numerals,
    with_signs,
    without_specks,
)
from pipeline.extract.scan.text import Region
from pipeline.extract.scan.widths import ink_at, is_latin, is_wide, set_widths
from pipeline.records import Box

_MARGIN = 0.2  # of a character's height, around a line that is given to the recogniser
_PRINTED_AT_LEFT = frozenset("，。、；：！？）》」』】〕”’")  # of their square
# Heights of a character from its middle: ink beyond it belongs to another. Digits and narrow
# marks reach less far, letters a little less.
_REACH, _LETTER_REACH, _DIGIT_REACH = 0.6, 0.55, 0.42
_PASSED_OVER = 0.12  # heights of a character of ink that belongs to none
_SAME_HEIGHT = 1.25  # times the usual height that a line of the usual type may be
_DOTS = frozenset("·•．：'`")
_APART = 1.4  # squares
# Marks at the foot of their square, and marks that are not; from so far down a line its foot is.
_LOWERED, _RAISED, _LOW = frozenset("、，。．"), frozenset("·•`'‘’°"), 0.6
_MARK = (0.15, 0.6)  # heights of a character that the ink of such a mark is wide
# Squares from the middle of a character to its rim; print makes so much more room for a dot
# between two, and leaves so much from ink to ink. Beside a speck they stand as they do elsewhere.
_HALF_WIDE, _HALF_NARROW, _FOR_A_DOT, _DOT_ROOM = 0.5, 0.28, 0.1, 0.26
_OFTEN, _ODD_SHARE = 2, 0.25  # odd marks of a kind on a page, and of those that are measured
_SIXTH, _BROADER = 6, 1.35  # times as broad as a % that a ‰ of the same type is at least
_TINY = 14.0  # pixels of a character's height: below, recognition errs and does not know it
_TINY_MOST = 0.9  # confidence of such a character, at most


@dataclass(frozen=True, slots=True)
class Character:
    """One recognised character, its box in points and how sure it is, from 0 to 1.

    ``overruled``: a mark whose neighbours told how wide it is, against its room. ``measured``:
    its room told it. ``odd``: and told the rarer kind. ``ink``: see ``widths.Width``. ``rival``
    and ``rival_odds``: see ``ocr.Read``.
    """

    text: str
    box: Box
    confidence: float
    overruled: bool = False
    measured: bool = False
    odd: bool = False
    ink: float | None = None
    rival: str = ""
    rival_odds: float = 0.0


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
    depths: Sequence[float] = (),
    dusty: bool = False,
) -> tuple[Character, ...]:
    """The characters of a line with their boxes; spaces are kept between Latin words alone.

    A character reaches half way to its neighbours, but no further than half its height from
    its own middle; one that prints on a part of its square, such as 一 or a comma at the end
    of a line, has the box of the square. ``columns`` tells for each column of pixels of
    ``region`` how many have ink: characters beside ink that none of them explains are
    unsure, since recognition may pass over a character without a trace. So are all characters
    of very small print; ``enlarged`` is by how much the picture was. ``depths`` tells how far down
    the line the ink of each column lies, from 0 to 1. On a ``dusty`` page dots may
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
    reaches = [_reach(one.text) * height for one in inked]
    unsure = _beside_passed_over(columns, places, reaches, _PASSED_OVER * height)
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
        latin = index > 0 and is_latin(inked[index - 1].text) and is_latin(mark.text)
        if latin and any(inked[index - 1].at < at < one.at for at in spaces):
            placed.append(Character(" ", box, 1.0))
        is_unsure = index in unsure or mark.unsure
        if one.text in _DOTS:
            near = [inked[at].text for at in (index - 1, index + 1) if 0 <= at < len(inked)]
            least = sum(_HALF_WIDE if is_wide(other) else _HALF_NARROW for other in near)
            has_room = len(near) == 2 and after - before >= (least + _FOR_A_DOT) * size
            has_room &= mark.room is not None and mark.room >= _DOT_ROOM
            is_unsure |= dusty and not has_room
            is_unsure |= min(middle - before, after - middle) > _APART * size
        ink = ink_at(columns, places, index, size)
        low = ink is not None and min(depths[slice(*ink)], default=0.0) >= _LOW
        is_unsure |= low and one.text in _RAISED
        sure = min(_sure_of(one, ink, low, size), most, UNSURE if is_unsure else 1.0)
        placed.append(
            Character(
                mark.text,
                box,
                sure,
                overruled=mark.overruled,
                measured=mark.room is not None,
                odd=mark.odd,
                ink=mark.ink,
                rival=one.rival,
                rival_odds=one.rival_odds if sure > UNSURE and most == 1.0 else 0.0,
            )
        )
    return tuple(placed)


def _sure_of(one: Read, ink: tuple[int, int] | None, low: bool, size: float) -> float:
    """How sure a character is; a mark that has ink of its own is there, whatever it is.

    Recognition is less sure of 、 than it errs. What lies ``low`` is no mark that is raised.
    """
    if one.text not in _LOWERED or ink is None:
        return one.confidence
    if not _MARK[0] * size <= ink[1] + 1 - ink[0] <= _MARK[1] * size:
        return one.confidence
    others = one.blank + (one.rival_odds if low and one.rival in _RAISED else 0.0)
    return min(one.confidence / max(1.0 - others, one.confidence), 1.0)


def doubt_unlike(lines: Sequence[tuple[Character, ...]]) -> tuple[tuple[Character, ...], ...]:
    """The lines of a page, its marks unsure that others on it make doubtful.

    Where a comma beside Chinese characters is narrow again and again, that at a line's end may
    be, of which no room tells it. A % broader than others is a ‰.
    """
    told = [one for line in lines for one in line if one.measured]
    usual = Counter(TWINS.get(one.text, one.text) for one in told)
    odd = Counter(TWINS.get(one.text, one.text) for one in told if one.odd)
    often = {wide for wide, count in odd.items() if count >= max(_OFTEN, _ODD_SHARE * usual[wide])}
    broad = sorted(one.ink for line in lines for one in line if one.ink is not None)
    least = broad[len(broad) // _SIXTH] if broad else 0.0  # the least may be half of a sign

    def is_unlike(one: Character) -> bool:
        if one.ink is not None and one.ink > _BROADER * least:
            return True
        return not one.measured and TWINS.get(one.text, one.text) in often

    return tuple(
        tuple(
            replace(one, confidence=min(one.confidence, UNSURE)) if is_unlike(one) else one
            for one in line
        )
        for line in lines
    )


def _beside_passed_over(
    columns: Sequence[int], middles: Sequence[float], reaches: Sequence[float], most: float
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
        if has_ink and abs(middles[nearest] - column) > reaches[nearest]:
            passed[nearest] += 1
    return frozenset(index for index, count in passed.items() if count > most)


def _reach(character: str) -> float:
    if character.isdigit() and character.isascii():
        return _DIGIT_REACH
    return _LETTER_REACH if is_latin(character) else _REACH
