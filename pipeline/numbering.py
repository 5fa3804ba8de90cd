"""Printed numbers: ``1．`` ``（二）`` ``十一、`` ``③`` taken off the head of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["arabic", "arabic-bracket", "chinese", "chinese-bracket", "circled", "ordinal"]

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_ARABIC = r"[0-9０-９]{1,4}"
_CHINESE = r"[〇零一二三四五六七八九十百]{1,6}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# A bare number needs a mark behind it; a dot must not open a decimal (1.5万) or a date.
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("arabic-bracket", re.compile(rf"\s*[(（]\s*(?P<n>{_ARABIC})\s*[)）]\s*[.．、]?\s*")),
    ("chinese-bracket", re.compile(rf"\s*[(（]\s*(?P<n>{_CHINESE})\s*[)）]\s*[.．、]?\s*")),
    ("arabic", re.compile(rf"\s*(?P<n>{_ARABIC})\s*(?:[．、)）]|\.(?![0-9０-９]))\s*")),
    ("chinese", re.compile(rf"\s*(?P<n>{_CHINESE})\s*[、.．]\s*")),
    ("circled", re.compile(rf"\s*(?P<n>[{_CIRCLED}])\s*[、.．]?\s*")),
    ("ordinal", re.compile(rf"\s*第(?P<n>{_ARABIC}|{_CHINESE})[项条章节](?:[、：:]|\s+)\s*")),
)
_WHOLE = re.compile(rf"\s*(?P<n>{_ARABIC})(?:\.0)?\s*")
_DOTTED = re.compile(rf"\s*(?P<n>{_ARABIC})\s*[.．\-－—]\s*(?P<sub>{_ARABIC})\s*[.．、]?\s*")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number at the head of a text: as ``printed`` (with its mark), its value and style.

    ``ordinal`` is the second part of a number such as ``16.2``.
    """

    printed: str
    value: int
    style: Style
    ordinal: int | None = None


def chinese_value(text: str) -> int | None:
    """The value of a Chinese numeral below 1000 (``二十三`` 23), ``None`` where it is none.

    Only numerals as they are written count: ``二三`` is none.
    """
    total, digit = 0, None
    last_unit = 1000
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last_unit or (digit is None and unit != 10):
                return None
            total += (1 if digit is None else digit) * unit
            last_unit, digit = unit, None
        elif character in "〇零":
            if digit is not None:
                return None
        elif digit is None:
            digit = _DIGITS[character]
        else:
            return None
    return (total + (digit or 0)) or None


def leading_number(text: str) -> PrintedNumber | None:
    """The printed number at the head of ``text``.

    >>> leading_number("16．打通监管信息壁垒。")
    PrintedNumber(printed='16．', value=16, style='arabic', ordinal=None)
    >>> leading_number("2022年底前完成") is None and leading_number("1.5万户") is None
    True
    """
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if not match:
            continue
        value = _value(match["n"])
        if value is not None:
            return PrintedNumber(match[0], value, style)
    return None


def whole_number(text: str) -> PrintedNumber | None:
    """The number of a cell that holds nothing else (a 序号 column): ``7``, ``7.0``, ``7.2``."""
    match = _WHOLE.fullmatch(text) or _DOTTED.fullmatch(text)
    if match:
        ordinal = int(match["sub"]) if "sub" in match.groupdict() else None
        return PrintedNumber(text, int(match["n"]), "arabic", ordinal)
    found = leading_number(text)
    if found and found.printed == text:
        return found
    value = chinese_value(text.strip()) if re.fullmatch(_CHINESE, text.strip()) else None
    return PrintedNumber(text, value, "chinese") if value is not None else None


def _value(text: str) -> int | None:
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    if re.fullmatch(_CHINESE, text):
        return chinese_value(text)
    return int(text)
