"""Dates of differing precision, compared as spans of months.

National reforms reached provinces and counties over many months, so a name is taken as
current for ``TOLERANCE`` months outside its written validity (``late`` or ``early``).
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

TOLERANCE = 18
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")

Timing: TypeAlias = Literal["current", "tolerated", "outdated", "early"]


def is_date(text: str) -> bool:
    """Whether ``text`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    match = _DATE.match(text)
    if match is None:
        return False
    month, day = match.group(2), match.group(3)
    return (month is None or 1 <= int(month) <= 12) and (day is None or 1 <= int(day) <= 31)


def months(text: str) -> tuple[int, int]:
    """The first and last month that a date may mean, counted from year 0.

    >>> months("2018"), months("2018-10")
    ((24216, 24227), (24225, 24225))
    """
    year, month = int(text[:4]) * 12, text[5:7]
    return (year + int(month) - 1,) * 2 if month else (year, year + 11)


def timing(date: str | None, valid_from: str | None, valid_to: str | None) -> Timing:
    """How a validity stands to a document's date; without a date all is current."""
    if date is None or (valid_from is None and valid_to is None):
        return "current"
    first, last = months(date)
    begin = months(valid_from)[0] if valid_from else None
    end = months(valid_to)[1] if valid_to else None
    if end is not None and first > end:
        return "tolerated" if first <= end + TOLERANCE else "outdated"
    if begin is not None and last < begin:
        return "tolerated" if last >= begin - TOLERANCE else "early"
    return "current"


def overlap(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> bool:
    """Whether two validities share more than the month in which one hands to the other."""
    start = max(months(d[0])[0] if d[0] else 0 for d in (a, b))
    end = min(months(d[1])[1] if d[1] else 10**6 for d in (a, b))
    return end > start + 11 if _coarse(a, b) else end > start


def _coarse(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> bool:
    return any(d is not None and len(d) == 4 for span in (a, b) for d in span)
