"""Signs that recognition does not know or takes for others: set right or in doubt. Pure.

It gives ％o for ‰, m² for ㎡, V for Ⅴ and 一 for a dash, and is sure of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.extract.scan.ocr import Read
from pipeline.extract.scan.widths import ink_at, is_latin, is_wide, square_of

UNSURE = 0.5  # confidence of a character that may be another, or beside which one is missing

_RINGS = frozenset("oO0")  # what is seen of the second ring of ‰
_BEHIND_RATES = frozenset("。以左之")  # a full stop before them is that ring
_DASH, _LIKE_A_DASH, _BESIDE_DASHES = "—", "一", frozenset("—–－·0123456789")
_BEFORE_DASHES = frozenset("年月日时％）")  # and letters and digits
# Units that print also sets as one sign in a square (㎡, ㎞), which the recogniser reads as two.
_UNITS = frozenset(("m²", "m³", "m2", "m3", "km", "cm", "mm", "kg"))
_POWERS = frozenset("²³")
_BRACKET = 0.2  # squares from the middle of a bracket or letter to where it ends
_ONE_SIGN = 1.1  # squares of ink that such a sign has at most
_STOPS = frozenset("。；，、：．")
# What stands between other characters so may be one sign: Ⅴ, ⑵, ㈡; 020 may be O2O.
_ROMAN = re.compile(r"(?<![A-Za-z0-9])(?:[IVX]{1,4}|[ivx]{1,4})(?![A-Za-z0-9])")
_IN_BRACKETS = re.compile(r"[（(](?:\d{1,2}|[一二三四五六七八九十])[）)]")
# Between figures : may be ∶, N before them №; $ is given for ￥, & for ＆; ￥ may be narrow.
_LOOKALIKE = re.compile(
    r"(?<=\d)[：:∶](?=\d)|(?<![A-Za-z])N[o0]?[.．]?(?=\d)|[$＄￥]|(?<=[一-龥])[&＆](?=[一-龥])"
)
_BEGINS_WITH_NOUGHT = re.compile(r"(?<=[一-龥])0\d+(?=[一-龥])")
_NUMERALS = {unicodedata.normalize("NFKC", sign): sign for sign in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"}
# Behind a number a · stands for the point of type that sets its marks in the middle.
_RAISED_POINT = re.compile(r"(?<=\d)·(?=[一-龥])")
_NUMBER_WITH_A_DOT = re.compile(
    r"(?<![\dA-Za-z．.])\d{1,2}[．.](?=[一-龥])|(?:^|(?<=[。；：]))\d(?=[一-龥])"
)
_DOTTED = (1.24, 1.7)  # squares from the ink of ⒈ to the middle of the character behind it
_FIGURES = re.compile(r"\d{3,}")
_DIGIT_STEP, _GAP_STEP = 0.65, 0.8  # heights from one digit to the next, without and with a gap
_ALONE = (0.9, 1.15)  # squares from the middle of a sign of one square to the next character


def with_signs(read: Sequence[Read]) -> list[Read]:
    """The characters of a line with the signs that were read as others, each unsure."""
    return _with_dashes(_with_per_mille(read))


def doubtful_signs(
    inked: Sequence[Read], places: Sequence[float], columns: Sequence[int], height: float
) -> frozenset[int]:
    """The characters that may be another sign, or a part of one, by their number in the line.

    ``places`` are their middles among the columns of pixels, of which ``columns`` tells how many
    pixels have ink; ``height`` is that of a character.
    """
    text = "".join(one.text for one in inked)
    if len(text) != len(inked):
        return frozenset()
    found = set(_units_in_a_square(inked, places, columns, height))
    if any(one > "⺀" for one in text):
        found.update(at for match in _ROMAN.finditer(text) for at in range(*match.span()))
    found.update(_numbers_with_a_dot(text, places, columns, square_of(inked, places, height)))
    found.update(_apart(text, places, height))
    for look in (_BEGINS_WITH_NOUGHT, _LOOKALIKE, _RAISED_POINT):
        found.update(at for match in look.finditer(text) for at in range(*match.span()))
    square = square_of(inked, places, height)
    for match in _IN_BRACKETS.finditer(text):
        first, last = match.start(), match.end() - 1
        if _span(columns, places, first, last, square) < _ONE_SIGN * square:
            found.update(range(first, last + 1))
    return frozenset(found)


def _with_per_mille(read: Sequence[Read]) -> list[Read]:
    """The characters with ‰, which the recogniser may not know, for the ％o that it makes of it.

    An o behind a per cent sign is printed nowhere else, nor are two full stops.
    """
    found: list[Read] = []
    for number, one in enumerate(read):
        after = read[number + 1].text if number + 1 < len(read) else ""
        is_ring = one.text in _RINGS or (one.text == "。" and after in _BEHIND_RATES)
        if is_ring and found and found[-1].text == "％":
            sign = found.pop()
            at, sure = (sign.at + one.at) / 2, min(sign.confidence, one.confidence, UNSURE)
            one = Read("‰", at, sure)
        found.append(one)
    return found


def _with_dashes(read: Sequence[Read]) -> list[Read]:
    """The characters with — for 一 between figures, and in a line of digits and dashes alone.

    Such a line is a page number.
    """
    others = {one.text for one in read} - {_LIKE_A_DASH}
    is_page_number = bool(others) and not others - _BESIDE_DASHES
    found = list(read)
    for at, one in enumerate(read):
        if one.text != _LIKE_A_DASH:
            continue
        before = read[at - 1].text if at else ""
        after = read[at + 1].text if at + 1 < len(read) else ""
        between = is_latin(before) and (not after or is_latin(after))
        if is_page_number or between or (before in _BEFORE_DASHES and is_latin(after)):
            found[at] = Read(_DASH, one.at, min(one.confidence, UNSURE))
    return found


def with_numerals(read: Sequence[Read], places: Sequence[float], height: float) -> list[Read]:
    """The characters with Ⅳ for IV where it has the room of one square between two others.

    Of narrow letters with white around them that may be so, too: they are unsure anyhow.
    """
    text = "".join(one.text for one in read)
    if len(text) != len(read):
        return list(read)
    square = square_of(read, places, height)
    found = list(read)
    for match in reversed(list(_ROMAN.finditer(text))):
        start, end = match.span()
        sign = _NUMERALS.get(match.group())
        if sign is None or not start or end == len(read):
            continue
        middle = sum(places[start:end]) / (end - start)
        room = min(
            (abs(places[at] - middle) for at in (start - 1, end) if is_wide(text[at])),
            default=0.0,
        )
        if _ALONE[0] * square <= room <= _ALONE[1] * square:
            at = sum(one.at for one in read[start:end]) / (end - start)
            found[start:end] = [Read(sign, at, UNSURE)]
    return found


def without_specks(read: Sequence[Read]) -> list[Read]:
    """The characters of a dusty page without the dots that stand where print sets none.

    That is behind a Chinese character or a mark; a · only beside a mark. What is before is unsure.
    """
    found: list[Read] = []
    for at, one in enumerate(read):
        after = read[at + 1].text if at + 1 < len(read) else ""
        before = found[-1].text if found else ""
        beside_mark = before in _STOPS or after in _STOPS
        if found and ((one.text == "．" and before > "⺀") or (one.text in "：·" and beside_mark)):
            found[-1] = found[-1]._replace(confidence=min(found[-1].confidence, UNSURE))
            continue
        found.append(one)
    return found


def _units_in_a_square(
    inked: Sequence[Read], places: Sequence[float], columns: Sequence[int], height: float
) -> Iterator[int]:
    """The ends of units that have no more room than a sign of one square: m² may be ㎡.

    So may an m that no letter stands beside: of such a sign a part is passed over.
    """
    square = square_of(inked, places, height)
    if inked and inked[0].text == "m" and not (len(inked) > 1 and is_latin(inked[1].text)):
        yield 0
    for index, (one, other) in enumerate(pairwise(inked), start=1):
        after = inked[index + 1].text if index + 1 < len(inked) else ""
        is_alone = not is_latin(one.text) or one.text.isdigit()
        if other.text == "m" and is_alone and not (after in _POWERS or is_latin(after)):
            yield index
        if one.text + other.text in _UNITS and (
            _span(columns, places, index - 1, index, square) < _ONE_SIGN * square
        ):
            yield index


def _numbers_with_a_dot(
    text: str, places: Sequence[float], columns: Sequence[int], square: float
) -> Iterator[int]:
    """The digits of numbers before a text that have the room of one square: 1. may be ⒈.

    Of such a sign the dot may be passed over.
    """
    for match in _NUMBER_WITH_A_DOT.finditer(text):
        ink = ink_at(columns, places, match.start(), square)
        if ink is None:
            continue
        room = (places[match.end()] - ink[0]) / square
        if _DOTTED[0] <= room <= _DOTTED[1]:
            yield match.start()


def _apart(text: str, places: Sequence[float], height: float) -> Iterator[int]:
    """The digits between which there is room for another sign: 6~28 is read as 628."""
    for match in _FIGURES.finditer(text):
        start, end = match.span()
        steps = [after - at for at, after in pairwise(places[start:end])]
        if min(steps) <= _DIGIT_STEP * height:
            yield from (start + at for at, step in enumerate(steps) if step >= _GAP_STEP * height)


def _span(
    columns: Sequence[int], places: Sequence[float], first: int, last: int, square: float
) -> int:
    """How many columns the ink of characters takes, from the first to the last; 0 if unknown."""
    start, end = (ink_at(columns, places, index, square) for index in (first, last))
    if start is None or end is None:
        return 0
    reach = round(_BRACKET * square)  # the ink of a mark may touch that of its neighbour
    return min(end[1], round(places[last]) + reach) - max(start[0], round(places[first]) - reach)
