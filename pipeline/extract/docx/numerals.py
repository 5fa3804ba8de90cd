"""Automatic numbers as Word writes them: ``w:numFmt`` and a value to text.

The formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat), with Word's own
habits as [MS-OI29500] 2.1.540 and [MS-DOCX] 2.4 state them: after 99 ``chineseCounting``
goes on digit by digit (一○○), ``chineseCountingThousand`` with 百 and 千, and
``ideographEnclosedCircle`` is set in brackets (㈠).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

# Word numbers no further; a format that repeats or adds up letters must not be asked to.
_LARGEST, _LARGEST_LETTER = 32_767, 780
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_PADDED = re.compile(r"0*1")


class _Numerals(NamedTuple):
    """Characters of a counting system: digits from 1, units from ten, ten thousand.

    ``ones`` says from which unit on a leading one is written (一百, but 十 and not 一十).
    """

    digits: str
    units: str
    myriad: str
    zero: str
    ones: int


_SIMPLIFIED = _Numerals("一二三四五六七八九", "十百千", "万", "零", 100)
_TRADITIONAL = _Numerals("一二三四五六七八九", "十百千", "萬", "零", 100)
_LEGAL_SIMPLIFIED = _Numerals("壹贰叁肆伍陆柒捌玖", "拾佰仟", "万", "零", 10)
_LEGAL_TRADITIONAL = _Numerals("壹貳參肆伍陸柒捌玖", "拾佰仟", "萬", "零", 10)
_JAPANESE = _Numerals("一二三四五六七八九", "十百千", "万", "", 10_000)
_LEGAL_JAPANESE = _Numerals("壱弐参四伍六七八九", "拾百阡", "萬", "", 10)


def written(number_format: str, value: int) -> str | None:
    """A value in a number format; ``None`` for a format that is not known here.

    Beyond the end of a set of characters (①…⑳, 甲…癸) it goes on in plain figures.

    >>> written("chineseCountingThousand", 105), written("ideographTraditional", 2)
    ('一百零五', '乙')
    """
    write = _FORMATS.get(number_format)
    if write is None:
        return None
    return write(value) if 0 < value <= _LARGEST or write is str else str(value)


def custom(example: str, value: int) -> str | None:
    """A value in a format given by example: ``001, 002, 003, ...`` or ``甲, 乙, 丙, ...``."""
    pieces = [piece.partition("(")[0].strip() for piece in example.split(",")]
    pieces = [piece for piece in pieces if piece.strip(". …")]
    if not pieces:
        return None
    if _PADDED.fullmatch(pieces[0]):
        return str(value).zfill(len(pieces[0]))
    for places in ((1, 2, 3), (1, 10, 100)):
        for name in _FORMATS:
            if [written(name, place) for place in places][: len(pieces)] == pieces:
                return written(name, value)
    return None


def _set(characters: str) -> Callable[[int], str]:
    def write(value: int) -> str:
        return characters[value - 1] if value <= len(characters) else str(value)

    return write


def _from(first: str, count: int) -> Callable[[int], str]:
    return _set("".join(chr(ord(first) + place) for place in range(count)))


def _counted(numerals: _Numerals) -> Callable[[int], str]:
    def write(value: int) -> str:
        if value >= 10_000:
            myriads, rest = divmod(value, 10_000)
            zero = numerals.zero if 0 < rest < 1000 else ""
            return write(myriads) + numerals.myriad + zero + (write(rest) if rest else "")
        text, gap = "", False
        for place in (1000, 100, 10, 1):
            digit = value // place % 10
            if digit:
                text += numerals.zero if gap else ""
                # The one of ten is left out at the head alone: 十一, but 一百一十一.
                silent = digit == 1 and 1 < place < numerals.ones
                if not silent or (text and numerals.zero):
                    text += numerals.digits[digit - 1]
                text += numerals.units[len(str(place)) - 2] if place > 1 else ""
            gap = not digit and text != ""
        return text

    return write


def _by_digit(digits: str) -> Callable[[int], str]:
    return lambda value: str(value).translate(str.maketrans("0123456789", digits))


def _counting(value: int) -> str:
    if value < 100:
        return _counted(_SIMPLIFIED)(value)
    return _by_digit("○一二三四五六七八九")(value)


def _letter(value: int) -> str:
    """a … z, aa, bb, …: the letter is repeated, not counted on."""
    if value > _LARGEST_LETTER:
        return str(value)
    turn, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        text += letters * times
    return text


def _ordinal(value: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{'th' if value // 10 % 10 == 1 else ending}"


_FULL_WIDTH = _by_digit("０１２３４５６７８９")
_CIRCLED = _from("①", 20)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def _sexagenary(value: int) -> str:
    turn = (value - 1) % 60
    return _STEMS[turn % 10] + _BRANCHES[turn % 12]


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "numberInDash": lambda value: f"- {value} -",
    "chineseCounting": _counting,
    "chineseCountingThousand": _counted(_SIMPLIFIED),
    "chineseLegalSimplified": _counted(_LEGAL_SIMPLIFIED),
    "ideographDigital": _by_digit("〇一二三四五六七八九"),
    "ideographEnclosedCircle": _from("㈠", 10),
    "ideographLegalTraditional": _counted(_LEGAL_TRADITIONAL),
    "ideographTraditional": _set(_STEMS),
    "ideographZodiac": _set(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counted(_TRADITIONAL),
    "taiwaneseDigital": _by_digit("○一二三四五六七八九"),
    "japaneseCounting": _counted(_JAPANESE),
    "japaneseDigitalTenThousand": _by_digit("〇一二三四五六七八九"),
    "japaneseLegal": _counted(_LEGAL_JAPANESE),
    "koreanDigital2": _by_digit("零一二三四五六七八九"),
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperRoman": _roman,
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "none": lambda _: "",
    "bullet": lambda _: "",
}
