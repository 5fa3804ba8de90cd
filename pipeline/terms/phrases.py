"""The phrases of a task's text that are this task's deadline, and none else.

A text is full of times that bind nobody to an end: service limits (5个工作日内), limits after an
event (结案一年内), the past (截至2020年底, 2005年底前建成的小区), beginnings (2023年起), titles
(《2025年行动计划》), standards (2021年版). So a phrase counts only in a form that says so:

- 前 after a named period: 2022年12月底前, 6月底前; unless it tells which things are meant
  (2005年底前建成的).
- 到 at the head of a clause: 到2015年, 到“十四五”末.
- a period with the completion right after it: 2013年底全面完成, 2021年建成.
- a range at the head of a clause: 2012—2015年，….
- a label: 完成时限：2022年12月; a note in brackets or at the end: （年内持续推进）, ，长期坚持。
- a length from the issue of this document (本方案印发后30日内), or one aimed at (力争用3年时间,
  三年内实现全覆盖); an event with the completion behind it (春节前兑付).
- 每 with 前, 每年12月底前, or at the head of a sentence, 每半年开展评估; elsewhere it is part of
  the duty (实施每年不少于1次的检查), as it is with a quantity (每年轮训1199人次). 立即 at the head
  of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.terms.characters import Squeezed, blank, squeeze, without_quotes, without_titles
from pipeline.terms.periods import Period, find_periods, first_day
from pipeline.terms.wording import LENGTH, RECURRING, Reading, doubt_about, read_words

# Without one of these no form below can match; most task texts have none.
_TIME = re.compile(r"[年月日号天周季学时节末期汛冬耕会持长常每立]")
_LABEL = re.compile(
    r"(?:完成|推进|实施|落实|整改)(?:时限|时间|期限|日期)(?:要求)?[:：]|时间节点[:：]|(?<!办理)时限要求[:：]"
    r"|截[止至](?:时间|日期|期限)(?:[:：]|为|是)"
)
_LABELLED = re.compile(r"[^。；;)\n]{1,60}")
_GOING_ON = (
    r"(?:年内|全年)?(?:(?:持续|长期)(?:推进|坚持|开展|实施|落实|进行)?|常态化?(?:推进|开展|进行)?)"
)
_AGAIN = r"每(?:一|个)?(?:年|半年|季度?|月|周)"
_NOTE = re.compile(
    rf"(?<=[(,，;；])(?:{_GOING_ON}|{_AGAIN}[^,，。；;()]{{0,12}})(?=[)])"
    r"|(?<=[,，。；;])(?:年内|全年)?(?:持续(?:推进|坚持)|长期坚持)(?=[。；;]?$)"
)
# 每半年开展评估; not 每年不少于1次, 每年度, 每月3000元, 每年轮训1199人次: that is how much.
_AGAIN_HEAD = re.compile(
    rf"(?:^|(?<=[。；;])){_AGAIN}(?!不|至少|最|度|[\d一二两三四五六七八九]"
    r"|[^,，。；;\d]{1,12}\d[\d.]*[万亿]?(?:人|名|次|场|个|家|期|批|件|项|户|辆|台|套|亩|公里|吨|亿?元))"
)
_AT_ONCE = re.compile(r"^立[即刻](?=[一-鿿])")
# 本方案印发后30日内, 自印发之日起3个月内; not 国家方案出台后: another document.
_ISSUED = re.compile(
    r"(?:(?:^|(?<=[,，。；;：:(、应须要在]))|(?=自|从|本))(?:[自从]?(?:本|此)?"
    r"(?:通知|(?:实施|工作|行动)?(?:方案|意见|计划|办法|细则)|规划|文件|要点|决定)?)"
    r"(?:正式)?(?:印发|发布|下发|公布|施行|实施|出台|发文|成文)(?:之日起|之日|后|起)的?"
    rf"{LENGTH}(?:之|以)?内"
)
_AIMED = re.compile(
    rf"(?:力争|争取|计划|确保|拟|利?用|今后|未来)(?:在|用)?(?:今后|未来)?"
    rf"(?P<words>{LENGTH}(?:左右)?(?:的?时间|之?内))"
    r"(?!不得|不准|无|未|没有|违|发生)"
)
# 三年内实现全覆盖 at the head of a clause; not 5个工作日内, 一年内发生两起事故的.
_WITHIN = re.compile(
    r"(?:^|(?<=[。,，；;：:]))(?:未来|今后|力争|争取|利?用|在)?"
    r"(?P<words>[1-9一二两三四五六七八九十](?:[-~至到][1-9一二三四五六七八九十])?(?:年|个月)(?:左右)?[之以]?内)"
    r"(?:(?<=年内)|(?<=年以内)|(?=完成(?:整改|整治|改造|建设|清理|排查)))"
    r"(?=(?:要|须|应|将|力争|争取|确保|全面|基本|全部|率先|逐步|累计)*"
    r"(?:实现|培育|建成|完成|新增|达到|形成|消除|打造|引进|新建|改造|建设|推广|覆盖))"
)
# A day that no calendar tells: 春节前兑付工资. The words behind it say that it binds.
_EVENT = re.compile(
    r"(?:^|(?<=[。,，；;：:]))在?(?P<words>(?:今年|明年|次年|20\d\d年)?(?:春节|元旦|五一|国庆节?|中秋节?"
    r"|入汛|主?汛期|雨季|入冬|冬季|供暖[季期]|采暖[季期]|春耕|秋收|秋季?开学|开学|高考|[“\"]?两会[”\"]?)[之以]?前)"
    r"(?=(?:要|须|应|将|力争|争取|确保|全面|基本|全部)*(?:完成|落实|建成|兑付|到位|竣工|整改|清零|投用|投入使用|启用|开放|通车|开业|交付|实现))"
)
_NO_LATER = re.compile(r"(?:最迟)?不得?[晚迟]于$")
_CLAUSE = r"(?:^|[。,，；;、：:(□]|力争|争取|确保|计划|预计|预期|拟)"
_CLAUSE_HEAD = re.compile(rf"{_CLAUSE}[在于]?$")
_UNTIL = re.compile(rf"{_CLAUSE}[到至]$")
_AIM = re.compile(r"(?:力争|争取|确保|计划|预计|预期|拟|[到至])[于在]?$")
_PAST_HEAD = re.compile(r"(?:截[至止]到?|自|从|较|比|距|早于|晚于|历年)$")
_BEFORE = re.compile(r"[之以]?前(?!期|提|往|后|沿|置|瞻|端|列)")
_DONE = re.compile(
    r"[,，]?(?:要|须|需|应|将|力争|争取|确保|全面|基本|全部|率先|如期|按期|正式|初步|逐步|均|都|可)*"
    r"(?:完成|建成|实现|达到|达标|达(?=\d)|竣工|完工|投入使用|投入运行|投用|投产|通车|清零|覆盖|上线|办结"
    r"|验收|出台|印发|建立|形成|到位|取消|淘汰|退出|关停|关闭|开通|启用|推开|整改|开工|动工|开园|投运"
    r"|交付|新增|新建|培育|引进|改造)"
)
_SPAN = re.compile(r"(?:期间|间)?(?:[,，]|年均|每年|共|累计|新增)")
# 2005年底前建成的小区: which things are meant, not by when.
_WHICH = re.compile(
    r"(?:已|已经)?(?:依法|实际|正式)?"
    r"(?:的?(?:水平|规模|存量)|(?:建成|竣工|建造|投产|开工)[^。；;]{0,12}的(?:老旧)?(?:小区|住宅|房屋|建筑|住房|企业|车辆|机动车|锅炉)|"
    r"(?:建成|完成|新增|新建|引进|改造|培育|开工|竣工|建造|投产|投用|完工|验收|印发|出台|发布|成立|设立|制定|认定|形成|申报|申请"
    r"|受理|审批|签订|提交|移交)(?:并?(?:投入使用|投用|交付使用|交付|备案|登记|入住))?的"
    r"|(?:登记|注册|取得|出生|备案|批准|核准|发生|产生|入职|购买|购置|上牌|出厂|立案|缴纳|缴费|入学|毕业"
    r"|退休|退役|入伍|在册|入住|参保)[^,，。；;、]{0,6}的)"
)
_PASSED = re.compile(r"[^,，。；;]{0,8}(?:已经?(?!有)|以来)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A deadline, ``start`` to ``end`` in printed characters, and what it says."""

    start: int
    end: int
    reading: Reading


def find_phrases(text: str, published: str | None) -> tuple[Phrase, ...]:
    """All deadlines of a printed text in order; where a label names one, those alone."""
    if not _TIME.search(text):
        return ()
    lines = []
    offset = 0
    for line in text.split("\n"):
        lines.append(squeeze(line, offset))
        offset += len(line) + 1
    labelled = [phrase for line in lines for phrase in _labelled(line, published)]
    if labelled:
        return tuple(labelled)
    found = [phrase for line in lines for phrase in _in_line(line, published)]
    if at_once := _AT_ONCE.match(lines[0].text):
        found.extend(filter(None, [_phrase(lines[0], at_once.span(), published)]))
    return tuple(sorted(found, key=lambda phrase: phrase.start))


def _labelled(line: Squeezed, published: str | None) -> Iterator[Phrase]:
    """完成时限：2022年12月底前"""
    for label in _LABEL.finditer(line.text):
        value = _LABELLED.match(line.text, label.end())
        if value and (found := _phrase(line, value.span(), published)):
            yield found


def _in_line(line: Squeezed, published: str | None) -> Iterator[Phrase]:
    """The deadlines of one paragraph that bear no label."""
    text = without_quotes(without_titles(line.text))
    taken = []
    for pattern in (RECURRING, _NOTE, _AGAIN_HEAD, _ISSUED, _AIMED, _WITHIN, _EVENT):
        for match in pattern.finditer(text):
            if pattern is RECURRING and not match["before"]:
                continue
            span = match.span("words" if "words" in pattern.groupindex else 0)
            taken.append(span)
            if found := _phrase(line, span, published):
                yield found
        text = blank(text, taken)
        taken = []
    issued = first_day(published) if published else None
    for period in find_periods(text, published):
        bound = _bound(text, period, issued)
        if bound is None or (not period.has_year and _is_again(line.text, period.start)):
            continue
        last = period.last if period.is_exact else None
        doubt = doubt_about(period, text, published) if last else "no day can be told"
        yield Phrase(*line.printed(*bound), Reading("by", last, doubt))


def _is_again(text: str, at: int) -> bool:
    """每年组织评估，12月底前完成: a month without a year after 每 comes again."""
    before = re.split(r"[。；;]", text[max(0, at - 80) : at])[-1]
    return re.search(_AGAIN, before) is not None


def _phrase(line: Squeezed, span: tuple[int, int], published: str | None) -> Phrase | None:
    """A stretch that is a deadline as a whole, if it can be read."""
    reading = read_words(line.text[slice(*span)], published)
    return Phrase(*line.printed(*span), reading) if reading.kind else None


def _bound(text: str, period: Period, issued: date | None) -> tuple[int, int] | None:
    """The stretch with which the period binds the task, ``None`` where it does not."""
    head = text[max(0, period.start - 8) : period.start]
    tail = text[period.end : period.end + 30]
    if no_later := _NO_LATER.search(head):
        return period.start - len(no_later[0]), period.end
    if _PAST_HEAD.search(head):
        return _to_come(period, head, tail, issued)
    before = _BEFORE.match(tail)
    if before:
        rest = tail[before.end() :]
        loose = before[0] == "以前" and not _DONE.match(rest)
        return None if loose or _WHICH.match(rest) else (period.start, period.end + before.end())
    if _WHICH.match(tail) or _PASSED.match(tail):
        return None
    if _UNTIL.search(head) and not tail.startswith(("的", "起", "以", "后")):
        return period.start - 1, period.end
    return (period.start, period.end) if _is_done_in(text, period, issued) else None


def _to_come(period: Period, head: str, tail: str, issued: date | None) -> tuple[int, int] | None:
    """截至2022年底，建成5个 in a document of 2022; of an earlier one it tells the past."""
    until = re.search(r"截[至止]到?$", head)
    if not until or not issued or not period.last or period.last < issued or not period.has_year:
        return None
    done = _DONE.match(tail) or re.match(r"[,，]", tail)
    return (period.start - len(until[0]), period.end) if done and "已" not in tail else None


def _is_done_in(text: str, period: Period, issued: date | None) -> bool:
    """Whether a period without 前 or 到 is one by whose end the task is to be done."""
    head = text[max(0, period.start - 8) : period.start]
    tail = text[period.end : period.end + 30]
    at_head = bool(_CLAUSE_HEAD.search(head))
    if issued and period.last and period.last < issued:
        return False  # told of the past: 2020年底全面完成
    to_come = bool(issued and period.last) or bool(_AIM.search(head))
    if period.is_range or (period.is_plan and not period.is_closed):
        return at_head and not head.endswith("(") and bool(_SPAN.match(tail) or _DONE.match(tail))
    if period.is_closed:
        in_year = text[period.end - 1] == "内" and (at_head or head.endswith(("在", "于")))
        stands_alone = at_head and to_come and tail.startswith(("，", ","))
        return bool(_DONE.match(tail)) or in_year or stands_alone
    return to_come and bool(_DONE.match(tail))
