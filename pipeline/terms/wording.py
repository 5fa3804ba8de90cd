"""What a deadline phrase says, read on its own: its kind, its last day, and what is doubtful.

- ``by``: to be done by the end of a named period: 2022年12月底前, 2012—2015年, 年内, 春节前.
- ``within``: a length of time: 印发之日起30日内, 3个月内; also 立即, a length of none.
- ``recurring``: it comes again: 每年10月底前, 每半年.
- ``ongoing``: no end is named, or work goes on all through the period: 持续推进, 年内持续推进.

Several kinds in one phrase: a date decides before a length, a length before a recurrence, that
before going on. Several stages: the last day is that of the last stage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pipeline.records import DeadlineKind
from pipeline.terms.characters import blank
from pipeline.terms.periods import Period, find_periods, first_day

Kind: TypeAlias = DeadlineKind

_NUMBER = r"(?:\d{1,4}(?:\.\d)?|[一二三四五六七八九十两百半]{1,4})(?:[-~至]\d{1,3})?"
LENGTH = rf"{_NUMBER}个?(?:工作日|自然日|小时|学期|季度|星期|年|月|周|天|日)"

_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[一二三]?十?[一二三四五六七八九十])[日号]"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
# 每年12月底前, 每月28日前, 每季度首月10日前, 每季度末
RECURRING = re.compile(
    rf"每(?:一|个)?(?:[两二三四五2-9]个?)?"
    rf"(?:年度?|半年|学期|季度?|月份?|周|星期|旬|工作日|天|日)(?:[的在于])?"
    rf"(?:年?[底末]|{_MONTH}份?(?:{_DAY}|[上中下]旬|[底末])?|{_DAY}|[底末]|第?[一二三四]季度[底末]?"
    rf"|(?:首|末|第[一二三])个?月(?:{_DAY}|[底末])?)?(?:[之以]?(?P<before>前)(?!期|提))?"
)
_WITHIN = re.compile(rf"{LENGTH}(?:左右)?(?:[之以]?内|的?时间)")
_AT_ONCE = re.compile(r"立即|立刻|即时|即刻|立行立改|即知即改|马上")
_REGULAR = re.compile(
    r"(?<!不)定期|按(?:年度?|半年|季度?|月|周|旬|日|学期)|逐[年月季]|[年季月]度[推开更报]"
)
_ONGOING = re.compile(
    r"持续|长期|长效|常态|常年|全年|经常|日常|始终|一直|贯穿|不间断|滚动|永久|时序|序时"
)
_GOES_ON = re.compile(r"[,，]?(?:全年)?(?:持续|长期|常态|滚动)")
# A year alone, as spreadsheets have it: 2022, 2022.0, 2022-2023.
_NUMBER_ALONE = re.compile(r"(?P<from>(?:19|20)\d\d[-~])?(?P<year>(?:19|20)\d\d)(?:\.0)?")
_SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
# As people write them into cells: 20220630, 2022Q3, Q3, 22年底, 2022.1-12.
_SHORT = (
    (re.compile(r"^(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$"), r"\1-\2-\3"),
    (re.compile(r"(?<!\d)((?:19|20)\d\d)年?[Qq]([1-4])"), r"\1年\2季度"),
    (re.compile(r"^[Qq]([1-4])"), r"\1季度"),
    (re.compile(r"(?<![\d第])(2\d)年(?=[底末初上下前第\d])"), r"20\1年"),
    (re.compile(r"^((?:19|20)\d\d)[./]\d{1,2}[-~至](\d{1,2})月?$"), r"\1年\2月"),
)
# 每年6月、12月底: the second month comes again like the first.
_ALSO_AGAIN = re.compile(r"□[、,，和及与]$")
# Before something that is no date: 春节前, 汛期前, 年前; or at the end of the phrase: 开学前.
_BEFORE = re.compile(
    r"(?:节|期|会|年|冬|春|夏|秋|月底|月末)[之以]?前(?!期|提|后)|前(?:完成|落实|到位)?$"
)
# From then on: no end is named by it.
_FROM = re.compile(r"(?:正式)?(?:起|开始|启动实施|以来|以?后|[-~至到](?:长期|今|持续|以后|$))")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says; ``last`` is the last day of the named period, where one is known."""

    kind: Kind | None
    last: date | None
    doubt: str | None


def read_words(text: str, published: str | None) -> Reading:
    """Read a folded text without white space that is nothing but a deadline.

    >>> read_words("2022年6月底前出方案，12月底前完成", None).last
    datetime.date(2022, 12, 31)
    """
    if number := _NUMBER_ALONE.fullmatch(text):
        text = f"{number['from'] or ''}{number['year']}年"
    for short, written in _SHORT:
        text = short.sub(written, text)
    recurring = [match.span() for match in RECURRING.finditer(text)]
    rest = blank(text, recurring)
    periods = [
        p
        for p in find_periods(rest, published)
        if not _FROM.match(rest, p.end) and not _ALSO_AGAIN.search(rest[: p.start])
    ]
    undated = blank(rest, [(period.start, period.end) for period in find_periods(rest, published)])
    if periods:
        last, doubt = _last_of(periods, rest, undated, published)
        goes_on = all(_goes_on(rest, period) for period in periods)
        return Reading("ongoing" if goes_on else "by", last, doubt)
    if _WITHIN.search(undated) or re.fullmatch(LENGTH, undated) or _AT_ONCE.search(undated):
        return Reading("within", None, None)
    if _BEFORE.search(undated):
        return Reading("by", None, "no day can be told")
    if recurring or _REGULAR.search(undated):
        return Reading("recurring", None, None)
    if _ONGOING.search(undated):
        return Reading("ongoing", None, None)
    return Reading(None, None, f"cannot be read as a deadline{_as_serial(text)}")


def _as_serial(text: str) -> str:
    """The day that a number of a spreadsheet may mean: it counts the days since 1899-12-30."""
    if not _SERIAL.fullmatch(text):
        return ""
    day = date.fromordinal(date(1899, 12, 30).toordinal() + int(text))
    return f"; as a spreadsheet counts days it is {day.isoformat()}"


def _goes_on(text: str, period: Period) -> bool:
    """年内持续推进: work goes on through the period; nothing is to be done by its end."""
    return text[: period.end].endswith("全年") or bool(_GOES_ON.match(text, period.end))


def doubt_about(period: Period, text: str, published: str | None) -> str | None:
    """What is doubtful about a period in ``text`` that has a last day."""
    if not period.is_closed and re.match(r"[之以]?前", text[period.end : period.end + 2]):
        name = text[period.start : period.end]
        return f"{name}前 is read as by the end of {name}; it may mean before it begins"
    issued = first_day(published) if published else None
    if issued and period.last and period.last < issued:
        return f"the last day is before the document's date {published}"
    return None


def _last_of(
    periods: list[Period], text: str, undated: str, published: str | None
) -> tuple[date | None, str | None]:
    """The last day of the last stage, and the doubt about it."""
    if any(period.last is None for period in periods):
        return None, "no day can be told: no year is printed, or there is no such day"
    latest = max(periods, key=lambda period: period.last or date.min)
    if not latest.is_exact:
        return None, "no day can be told"
    if re.search(r"[节期会春夏秋冬耕汛学收季]前", undated):
        return None, "no day can be told for one of the stages"
    return latest.last, doubt_about(latest, text, published)
