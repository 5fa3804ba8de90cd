"""Dates and times of a workbook: days since an epoch, shown by a format's places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.extract.xlsx.numerals import day_numeral, digit_by_digit

_LAST_DAY = 2_958_466  # 9999-12-31, plus one
_FALSE_LEAP_DAY = 60  # 1900-02-29, which the 1900 system counts though it never was
_SECONDS_OF_DAY = 86_400
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"
_LITERAL = frozenset({"quoted", "escaped", "currency", "other", "slash", "comma", "percent"})


def is_date(tokens: Sequence[tuple[str, str]]) -> bool:
    """Whether the tokens of a format's section show a date or a time."""
    return any(kind in {"date", "elapsed", "half"} for kind, _ in tokens)


def shown_date(
    serial: float, tokens: Sequence[tuple[str, str]], date_1904: bool, numerals: int
) -> str:
    """A day number as the tokens show it; out of range it is the bare number.

    ``numerals`` 1 or 2 writes 二〇二二年十二月 for 2022年12月.
    """
    days = serial + (1462 if date_1904 else 0)
    if not 0 <= days < _LAST_DAY:
        return f"{serial:.15g}"
    fraction = _seconds_places(tokens)
    # Rounded as Excel does it, so that 11:59:59.9999 is 12:00.
    seconds = round(days * _SECONDS_OF_DAY * 10**fraction) / 10**fraction
    day = int(seconds // _SECONDS_OF_DAY)
    moment = datetime(1899, 12, 31 if day < _FALSE_LEAP_DAY else 30) + timedelta(seconds=seconds)
    twelve = any(kind == "half" for kind, _ in tokens)
    shown: list[str] = []
    for at, (kind, text) in enumerate(tokens):
        if kind in _LITERAL:
            shown.append(text)
        elif kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0].lower()]
            shown.append(f"{int(seconds // unit):0{len(text)}d}")
        elif kind == "half":
            first, _, second = text.partition("/")
            shown.append(first if moment.hour < 12 else second)
        elif kind == "date":
            shown.append(_field(moment, tokens, at, twelve, numerals))
        elif kind == "point" and fraction:
            shown.append(f"{moment.microsecond / 10**6:.{fraction}f}"[1:])
        elif kind == "point":
            shown.append(".")
    return "".join(shown)


def _seconds_places(tokens: Sequence[tuple[str, str]]) -> int:
    """How many digits of a second are shown (``ss.00``)."""
    kinds = [kind for kind, _ in tokens]
    if "point" not in kinds:
        return 0
    places = 0
    for kind in kinds[kinds.index("point") + 1 :]:
        if kind != "digit":
            break
        places += 1
    return min(places, 3)


def _field(
    moment: datetime, tokens: Sequence[tuple[str, str]], at: int, twelve: bool, numerals: int
) -> str:
    text = tokens[at][1].lower()
    width = len(text)
    letter = text[0]
    if letter in "ybe":
        year = f"{moment.year:04d}"
        year = year[2:] if letter == "y" and width <= 2 else year
        return digit_by_digit(year) if numerals else year
    if letter == "a":
        return ("星期" if width > 3 else "") + _CHINESE_DAYS[moment.weekday()]
    if letter == "d" and width > 2:
        return _DAYS[moment.weekday()][: None if width > 3 else 3]
    if letter == "m" and not _is_minute(tokens, at) and width > 2:
        name = _MONTHS[moment.month - 1]
        return name[:1] if width == 5 else name if width == 4 else name[:3]
    if letter == "h":
        number = (moment.hour - 1) % 12 + 1 if twelve else moment.hour
    elif letter == "m":
        number = moment.minute if _is_minute(tokens, at) else moment.month
    else:
        number = moment.day if letter == "d" else moment.second
    return day_numeral(number) if numerals else f"{number:0{min(width, 2)}d}"


def _is_minute(tokens: Sequence[tuple[str, str]], at: int) -> bool:
    """``m`` is a minute right after an hour or right before a second."""
    places = [
        (place, text[0].lower())
        for place, (kind, text) in enumerate(tokens)
        if kind in {"date", "elapsed"}
    ]
    order = [place for place, _ in places].index(at)
    before = places[order - 1][1] if order else ""
    after = places[order + 1][1] if order + 1 < len(places) else ""
    return before == "h" or after == "s"
