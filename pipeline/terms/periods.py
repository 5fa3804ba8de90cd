"""Named periods of time in Chinese and the last day of each.

``2022年12月底``, ``二〇二二年十二月``, ``2012—2015年``, ``2023年上半年``, ``一季度``, ``年内``,
``“十四五”期间``, ``2022.12.31``. A period without a year takes that of the period before it
in the same sentence, or that of the document. Nothing is taken where this goes back in time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pipeline.terms.characters import integer

_YYYY = r"(?:19|20)\d\d|[〇零Oo一二三四五六七八九]{4}"
_MM = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_NINE = "[一二三四五六七八九]"
_DD = rf"3[01]|[12]\d|0?[1-9]|三十一?|二十{_NINE}?|十{_NINE}?|{_NINE}"
_TO = r"[-~至到]{1,2}"
# 初 and 中 name a part of a month or year only at the end of the phrase: not 2023年中央文件.
_VAGUE = r"[初中](?=前|以前|之前|完|启|开|[,，。；;、)]|$)"

# The characters ahead spare most positions the long way through the alternatives.
_PERIOD = re.compile(
    rf"""
    (?=[\d〇零Oo一二三四五六七八九十年今本明次来后第前上下“"‘])
    (?P<begin>(?<![\d.])(?:19|20)\d\d[./]\d{{1,2}}(?:[./]\d{{1,2}})?{_TO}(?=(?:19|20)\d\d)
      |(?<!\d)(?P<from_year>{_YYYY})
        (?:年(?:(?:{_MM})(?:月(?:(?:{_DD})[日号]?)?[底末初]?)?
          |年?[底末初]|[上下]半年|第?[一二三四1-4]季度)?)?
        (?:开始)?{_TO}
      |(?<![\d.])(?:{_MM})月?(?:(?:{_DD})[日号])?{_TO}(?=(?:{_MM})月)
    )?
    (?:
        (?<![\d.])(?P<numeric_year>(?:19|20)\d\d)(?P<sign>[-./])(?P<numeric_month>1[0-2]|0?[1-9])
          (?:(?P=sign)(?P<numeric_day>3[01]|[12]\d|0?[1-9])(?:00:00(?::00)?)?)?(?![\d.:])
          (?P<numeric_end>月?[底末])?
      |(?:(?<!\d)(?P<year>{_YYYY})年|(?P<relative>今年|本年|明年|次年|来年|后年)度?
          |(?<![\d.个周年]))(?P<month>{_MM})月
          (?:(?P<day>{_DD})(?:[日号]|(?=[之以]?前))
            |份?(?:(?P<third>[上中下])旬|(?P<month_end>[底末])|(?P<month_part>{_VAGUE})|(?=.|$)))
      |(?:(?<!\d)(?P<year_2>{_YYYY})年|(?P<relative_2>今年|本年|明年|次年|来年|后年))
          (?:年?(?P<year_end>[底末内终])|年?(?P<half>[上下])半年|年?(?P<year_part>{_VAGUE})
            |(?:[第前]?(?P<quarter>[一二三四1-4])个?季度|Q(?P<quarter_2>[1-4]))(?P<quarter_end>[底末内])?
            |度(?P<year_end_2>内)?|全年)?
      |(?<![\d一二三四五六七八九十两几数半多近同当上去历往逐每前后整全])
          (?:(?P<bare_end>年[底末内终]|年度内|本年度内?)|(?P<bare_half>[上下])半年
            |[第前]?(?P<bare_quarter>[一二三四1-4])季度(?P<bare_quarter_end>[底末内])?)
      |[“"‘]?十(?P<plan>[一二三四五六七])五[”"’]?(?P<plan_part>期间|时期|期末|末期?|规划期[内末]?|内)?
    )
    """,
    re.VERBOSE,
)
_FULL_STOP = re.compile(r"[。\n]")


@dataclass(frozen=True, slots=True)
class Period:
    """A named period found at ``start`` to ``end``; ``last`` is its last day.

    ``last`` is ``None`` where the year is not known or there is no such day. ``is_exact`` is
    false where the name does not fix the day (年初): then ``last`` is the latest it can be.
    ``is_closed`` says that its end is named (a day, 底, 末, 内): before an open one, 前 may
    mean its first day. ``has_year`` and ``is_range`` say how it is printed.
    """

    start: int
    end: int
    last: date | None
    is_exact: bool
    is_closed: bool
    has_year: bool
    is_range: bool
    is_plan: bool


def find_periods(text: str, published: str | None) -> tuple[Period, ...]:
    """The periods named in a folded text without white space, in order.

    ``published`` is the ISO date of the document as far as known (``2021``, ``2021-08``).
    """
    found: list[Period] = []
    carried: date | None = None
    stop = 0
    for match in _PERIOD.finditer(text):
        if _FULL_STOP.search(text, stop, match.start()):
            carried = None
        stop = match.end()
        period = _period(match, carried, published)
        if period.last is not None:
            carried = period.last
        found.append(period)
    return tuple(found)


def first_day(published: str) -> date | None:
    """The earliest day that an ISO date of any precision can mean; ``None`` if it is none."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", published.strip())
    if not parts:
        return None
    return _day(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))


def _period(match: re.Match[str], carried: date | None, published: str | None) -> Period:
    """What one match of the pattern means."""
    got = match.groupdict()
    year = _year(got, carried, published)
    has_year = any(got[name] for name in ("year", "year_2", "numeric_year", "from_year", "plan"))
    last: date | None = None
    if year is not None:
        last = _last_day(got, year)
    if last and not has_year and not (got["relative"] or got["relative_2"]):
        # 3月底 after 2022年10月底, or in a document of August: the year is not printed.
        known = carried or (first_day(published) if published else None)
        if known and last < known:
            last = None
    following = match.string[match.end() : match.end() + 2]
    if len(following) == 2 and following[0] in "-~至到" and following[1] in "0123456789":
        last = None  # 2023年6月1日-15日: what the pattern read is not the end
    return Period(
        start=match.start(),
        end=match.end(),
        last=last,
        is_exact=not (got["month_part"] or got["year_part"] or _doubtful_month(got)),
        is_closed=_is_closed(got),
        has_year=has_year,
        is_range=bool(got["begin"]),
        is_plan=bool(got["plan"]),
    )


def _year(got: dict[str, str | None], carried: date | None, published: str | None) -> int | None:
    if got["plan"]:
        return 2005 + 5 * (integer(got["plan"]) or 0)  # 十五 ended in 2005, 十一五 in 2010
    for name in ("numeric_year", "year", "year_2"):
        if printed := got[name]:
            return _plausible(integer(printed))
    issued = first_day(published) if published else None
    relative = got["relative"] or got["relative_2"]
    if relative == "次年":
        return carried.year + 1 if carried else None
    if relative:
        return issued.year + {"明年": 1, "来年": 1, "后年": 2}.get(relative, 0) if issued else None
    if got["from_year"]:
        return _plausible(integer(got["from_year"]))
    if carried:
        return carried.year
    return issued.year if issued else None


def _plausible(year: int | None) -> int | None:
    return year if year and 1900 <= year < 2100 else None


def _last_day(got: dict[str, str | None], year: int) -> date | None:
    """The last day of the period that the groups name; ``None`` where there is no such day."""
    printed_month = got["month"] or got["numeric_month"]
    if printed_month:
        month = integer(printed_month)
        printed_day = got["day"] or got["numeric_day"]
        if printed_day:
            return _day(year, month, integer(printed_day))
        if got["third"] in ("上", "中"):
            return _day(year, month, 10 if got["third"] == "上" else 20)
        return _month_end(year, month)
    if got["half"] == "上" or got["bare_half"] == "上":
        return _month_end(year, 6)
    quarter = got["quarter"] or got["quarter_2"] or got["bare_quarter"]
    if quarter:
        return _month_end(year, 3 * (integer(quarter) or 0))
    return _month_end(year, 12)


def _doubtful_month(got: dict[str, str | None]) -> bool:
    """``2022.1`` may be October: a spreadsheet drops the last zero of a number."""
    return got["sign"] == "." and got["numeric_month"] == "1" and not got["numeric_day"]


def _is_closed(got: dict[str, str | None]) -> bool:
    names = (
        "day", "numeric_day", "month_end", "numeric_end", "year_end", "year_end_2", "bare_end",
        "quarter_end", "bare_quarter_end",
    )  # fmt: skip
    return any(got[name] for name in names) or (got["plan_part"] or "").endswith(("末", "内"))


def _month_end(year: int, month: int | None) -> date | None:
    return _day(year, month, monthrange(year, month)[1]) if month and year >= 1 else None


def _day(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None
