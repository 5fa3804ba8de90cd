"""Numbers in Chinese numerals, as the formats ``[DBNum1]`` and ``[DBNum2]`` show them."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_FORMAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿", "亿亿")


def digit_by_digit(digits: str) -> str:
    """Each decimal digit by itself: ``2022`` is 二〇二二."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def numeral(number: int) -> str:
    """A number from 0 in numerals; digit by digit where it is beyond all names.

    >>> numeral(12), numeral(305), numeral(20_010)
    ('一十二', '三百〇五', '二万〇一十')
    """
    if number == 0:
        return _DIGITS[0]
    if number >= 10_000 ** len(_GROUPS):
        return digit_by_digit(str(number))
    written = ""
    for group in range(len(_GROUPS) - 1, -1, -1):
        value = number // 10_000**group % 10_000
        if value:
            gap = written and value < 1000
            written += (_DIGITS[0] if gap else "") + _below_ten_thousand(value) + _GROUPS[group]
    return written


def _below_ten_thousand(value: int) -> str:
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            written += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = digit == 0 and written != ""
    return written


def formal_numeral(number: int) -> str:
    """A number in the numerals of bank notes: 12 is 壹拾贰."""
    return numeral(number).translate(_FORMAL)


def day_numeral(number: int) -> str:
    """A number of a date: 12 is 十二, not 一十二."""
    written = numeral(number)
    return written[1:] if written.startswith("一十") else written
