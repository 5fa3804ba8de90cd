"""Quantified targets in a task's text: 覆盖率达到100%, 每年不少于1次, 不超过500万元.

A number counts only where the text makes it one to be reached or kept:

- with a bound: 每年不少于1次, 不超过500万元, 占60%以上;
- a percentage, or 百分之九十;
- after a word of reaching: 达到424万人, 提高至4万元, 压缩至5个工作日内;
- as the number of things to be made: 建成4个, 筹集保障性住房95000套; or of work to be done, where
  it closes the clause: 铺设管网86公里;
- as how often, within 每: 每季度召开一次.

None are: what tells which things are meant (5000万元以上的项目, 65周岁以上), the state before
(由85%提高到…), the past (已达85%), fines, names (“双随机、一公开”, 12345热线), item numbers,
ordinals, dates, and lengths of time that nothing is brought down to (7个工作日内, 离职5年内).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Target
from pipeline.terms.characters import Squeezed, squeeze, without_quotes, without_titles
from pipeline.terms.quantities import (
    BOUND,
    OFTEN,
    Quantity,
    comparison_of,
    find_quantities,
)

_CLAUSE = re.compile(r"[^,，。；;：:!！?？]*$")
_CLAUSE_END = re.compile(r"[,，。；;：:)]|$")
_LISTED_END = re.compile(r"[,，。；;、)]|$")
_REACH = re.compile(
    r"(?:(?P<at_least>达到|达)|(?:提高|提升|增加|扩大|上升|降低|下降|减少|压缩|压减|缩短|缩减|调整|延长)[到至为]"
    r"|[增升降减缩][到至]|(?:控制|稳定|保持|维持|限定)在"
    r"|(?P<change>增长|下降|降低|提高|提升|增加|压缩|压减|缩短|减少|实现|确保|保持))$"
)
# 新 and the words before 建 or 改造 belong to the verb: 新改扩建, 提质改造, 新开工.
_NEW = r"(?:(?<![创更革高翻刷清全重])新)?"
_MAKING = (
    rf"(?:(?:至少|最少|不少于)要?)?{_NEW}(?:[新改续扩迁]{{1,3}}建|(?:提质|提标|提升|升级|扩容|品质|维修|修缮|加固|整治)改造"
    r"|建成|新建|建设|建立|建有|设有|设立|设置|新增|增加|增设|培育|打造|遴选|引进|引育|招引|培养|举办|组织|召开|开展"
    r"|完成|改造|推出|发布|创建|配备|安排|投入|形成|突破|筹集|募集|开发|提供|推广|制定|制修订|出台|拥有|孵化"
    r"|集聚|培训|选树|认定|整治|淘汰|清理|化解|安置|签约|抽查|抽检|治理|修复|绿化|种植|惠及|帮扶|发放|申报"
    r"|汇聚|归集|上线|布局|储备|争取|开行|接待|签订|吸纳|带动|盘活|投放|减税降费|增收|争创|创成|处置|输送|转化|改建|扩建|添置|购置|更新|实施|办好|解决|消除|拆除|加固|[各每均][^,，。；;]{0,20}有)"
)
# What is made; a size or rating of it may stand before: 500万元以上合作社, 110千伏线路.
_SIZED = (
    r"\d[\d.]*[万亿]{0,2}(?:(?:元|亩|吨|平方米|公里|人|千瓦)[及含]?以[上下]|千伏|兆瓦|千瓦)"
    r"(?=[^\d,，。；;、])"
)
_MADE = rf"(?:[^\d,，。；;、：:()的]|\d[A-Z]级?|{_SIZED})"
_MAKE = re.compile(
    rf"{_MAKING}{_MADE}{{0,10}}(?<![和及与])$"
    r"|(?:^|确保|力争|努力)实现[^\d,，。；;、：:()的从由]{2,10}$"
)
_MAKE_ALL = re.compile(rf"{_MAKING}{_MADE}{{11,24}}(?<![和及与])$")
# Verbs of work whose number, with its object, closes the clause: 铺设管网86公里, 走访企业150家.
_DO = re.compile(
    rf"{_NEW}(?:谋划|推进|检修|巡诊|义诊|下放|策划|包装|招引|对接|铺设|敷设|架设|加装|安装|装配|更换|整修|维修|修缮|修建|兴建|续建|复建|重建|组建|招聘|招录|招收|植树|栽植|造林|补植"
    r"|接种|受益|走访|服务|慰问|救助|资助|扶持|支持|发展|储煤|储存|收储|选派|选聘|选拔|评选|评定|命名|表彰|开工|竣工|交付"
    r"|供应|出让|销售|出口|生产|养殖|出栏|播种|检测|检查|排查|巡查|办理|办结|受理|解答|调解|审理|执结|查处|侦破|破获|关停"
    r"|取缔|清退|清收|退出|投运|投用|开通|延伸|拓宽|硬化|亮化|疏浚|清淤|加固|搬迁|征收|腾退|回收|登记|注册|引入|转移|划定|编制|编印"
    r"|派驻|配置|轮训|轮岗|演出|放映|展演|巡演|筛查|体检|随访|救治|捐赠|新购|购买|采购|新植|补种|压减|削减|腾出|开发"
    r"|落地|招商|入库|入规|升规|上市|孵化|挂牌|创作|拍摄|翻新|粉刷|架通|贯通|打通|疏通|改厕|改水|填海造地|造地|围垦|退耕|还林|轮作|休耕)"
    r"[^\d,，。；;、：:()的]{0,12}$"
)
_OF_SIZE = re.compile(r"的|[^\d,，。；;、：:()]{1,11}\d")
_AT_LEAST = re.compile(r"(?:至少|最少|不少于)要?[^,，。；;、\d]{2,24}$")
_LONGEST_VERB = 3
_GRANT = re.compile(r"(?:奖励|奖补|补助|补贴|资助|给予|扶持)$")
_SHARE = re.compile(
    r"(?:[一-鿿]{2}(?:总[数量额]|天数比[率例]|效率|[强密浓]度|[人户次件天起]数|[率度面数])|占比|比例|比重|占[^,，。；;\d]{0,14})(?:均|平均|为|要|应|须|总体|年均|不得)*$"
)
_CHANGE = re.compile(r"(?:压减|压缩|缩短|减少|降低|提高|提升|增加)[^,，。；;、\d]{1,10}$")
_FAR_BOUND = re.compile(
    rf"(?P<bound>{BOUND})[^,，。；;、\d]{{1,24}}(?:的|(?<!的)(?:总[数量额]|[人户]数|水平|规模|收入|面积))$"
)
_OFTEN = re.compile(rf"{OFTEN}[^,，。；;、\d]{{0,8}}$")
# 由85%提高到95%: the first is the state before.
_BEFORE = re.compile(
    r"(?:由|从)(?:原来|原先|目前|现在|现行|过去|(?:19|20)\d\d年[底末]?)?的?[^,，。；;\d]{0,3}$"
)
_THEN = re.compile(r".{0,8}(?:提高|提升|增|上升|降|减|压|缩|扩|调|延|[到至])")
_PAST = re.compile(r"(?:已经?(?!有)|目前|现有|截[至止]|此前|去年|上年度?实际)[^,，。；;]{0,24}$")
_WHICH = re.compile(r"^(?:对于?|凡|由|涉及|具有|具备|符合)|年满")
_CRITERION = re.compile(r"(?:投资额?|收入|产值|资本|年薪|规模|工龄|年限|面积|高度|数量?)$")
_FINE = re.compile(r"罚款|罚金|处以")
# A number is not cut off before what counts it: 3级, 5星, 18°F.
_UNKNOWN_UNIT = re.compile(r"[月号时点版级星档°º′″A-Za-zμΩ]")
_PARTS = re.compile(r"(?:方面|环节|阶段|步骤|层面|维度|部分)")
# 10家、“成长型”企业50家，100家: the next of a list of things to be made; with 、 also of others
# (停车场2处、泊位300个，停车场2处，泊位300个).
_FURTHER = re.compile(r"[、和及，,](?!其中|包括|含|涉及|占地|现有|已)[^,，。；;、：:()\d的]{1,10}")
_NEXT = re.compile(r"(?:[、和及][^,，。；;、：:\d]{0,10}|[,，])$")
_HOW_OFTEN = ("次", "场", "期", "轮", "遍", "场次", "轮次")


def read_targets(text: str) -> tuple[Target, ...]:
    """The quantified targets of a task's text, in printed order.

    >>> read_targets("确保培训覆盖率达到100%。")
    (Target(text='覆盖率达到100%', quantity=100.0, unit='%', comparison='>='),)
    """
    found: list[Target] = []
    offset = 0
    for line in text.split("\n"):
        found.extend(_in_line(squeeze(line, offset), text))
        offset += len(line) + 1
    return tuple(found)


def read_measures(measures: Sequence[str]) -> tuple[Target, ...]:
    """The targets that columns of figures give; a text that is no single quantity gives none.

    >>> read_measures(["7%左右"])
    (Target(text='7%左右', quantity=7.0, unit='%', comparison='~'),)
    """
    found: list[Target] = []
    for text in measures:
        squeezed = squeeze(text, 0)
        quantities = list(find_quantities(squeezed.text))
        if len(quantities) == 1 and quantities[0].end == len(squeezed.text):
            found += _targets(text, quantities[0], squeezed.text[: quantities[0].start])
    return tuple(found)


def _in_line(line: Squeezed, printed: str) -> list[Target]:
    text = without_quotes(without_titles(line.text))
    found: list[Target] = []
    listed: tuple[int, str] = (0, "")  # where the last number of made things ended, its unit
    for quantity in find_quantities(text):
        window = text[max(0, quantity.start - 40) : quantity.start]
        head = (_CLAUSE.search(window) or [""])[0]
        tail = text[quantity.end : quantity.end + 12]
        length = _length(quantity, head, tail)
        in_list = quantity.is_counted and _goes_on(listed, quantity, text)
        if length is None and not in_list:
            continue
        if quantity.is_counted:
            listed = (quantity.end, quantity.unit)
        if _is_none(quantity, head, tail):
            continue
        start, end = line.printed(quantity.start - (length or 0), quantity.end)
        found.extend(_targets(printed[start:end], quantity, head))
    return found


def _goes_on(listed: tuple[int, str], quantity: Quantity, text: str) -> bool:
    """Whether a number goes on a list of made things, of which one ended with its unit."""
    end, unit = listed
    between = text[end : quantity.start]
    if quantity.unit == unit:
        near = len(between) <= 30 and "(" not in between
        return near and _NEXT.search(between[-20:]) is not None
    closes = _LISTED_END.match(text, quantity.end)
    return bool(end and closes and _FURTHER.fullmatch(between))


def _is_none(quantity: Quantity, head: str, tail: str) -> bool:
    """Whether the number is one of the past, of the state before, of a fine, or of parts."""
    return bool(
        (_BEFORE.search(head) and _THEN.match(tail))
        or _PAST.search(head)
        or (quantity.unit == "个" and _PARTS.match(tail) and not _REACH.search(head))
        or (quantity.unit.endswith("元") and _FINE.search(head + tail))
        or (quantity.unit == "年" and not quantity.in_words and quantity.values[0] >= 1900)
        or (not quantity.unit and _UNKNOWN_UNIT.match(tail))
    )


def _length(quantity: Quantity, head: str, tail: str) -> int | None:
    """How many characters before the number belong to the target; ``None`` if it is none."""
    if quantity.is_share:
        return _share_length(head)
    if quantity.bound and quantity.bound != "约":
        return None if _is_criterion(quantity, head, tail) else _measure_length(head)
    if far := _FAR_BOUND.search(head):
        return len(far[0])
    if _is_reached(quantity, head):
        return None if tail.startswith("的") else _measure_length(head)
    often = _OFTEN.search(head)
    if quantity.unit in _HOW_OFTEN and (quantity.is_often or often):
        return len(often[0]) if often else 0
    if quantity.in_words or quantity.is_duration:
        return None
    make = _MAKE.search(head)
    of_a_size = quantity.after and quantity.unit[-1:] in "米元亩吨瓦" and _OF_SIZE.match(tail)
    do = _DO.search(head)
    if make and quantity.is_counted and not of_a_size:
        # 新开工安置房: one verb right before what reads like another.
        ahead = do is not None and 0 < make.start() - do.start() <= _LONGEST_VERB
        return len(do[0]) if do and ahead else len(make[0])
    if quantity.is_counted and _LISTED_END.match(tail) and not _WHICH.search(head):
        work = do or _MAKE_ALL.search(head)
        if work:
            return len(work[0])
    names_things = tail.startswith("的") or _WHICH.search(head) or _CRITERION.search(head)
    if quantity.after and quantity.unit and _CLAUSE_END.match(tail) and not names_things:
        return _measure_length(head)
    return None


def _is_reached(quantity: Quantity, head: str) -> bool:
    """达到5张, 提高至4万元; 增长 and 缩短 alone only with a bound, a time or a multiple."""
    reach = _REACH.search(head)
    if reach and reach["change"]:
        return bool(quantity.after) or quantity.is_duration or quantity.unit == "倍"
    return reach is not None


def _is_criterion(quantity: Quantity, head: str, tail: str) -> bool:
    """Whether a number with a bound before it tells which things are meant.

    投资超过5000万元的项目 does; 给予不超过500万元的奖励 and 每年不少于1次的检查 do not.
    """
    if quantity.is_often or quantity.unit in _HOW_OFTEN or _MAKE.search(head):
        return False
    if _GRANT.search(head) and not tail.startswith("的"):
        return False
    if _WHICH.search(head):
        return True
    loose = quantity.comparison in (">", "<") or bool(_CRITERION.search(head))
    return loose and tail.startswith("的")


def _share_length(head: str) -> int:
    """覆盖率达到100%: the rate and the word of reaching belong to the percentage."""
    if far := _FAR_BOUND.search(head):
        return len(far[0])
    named = _measure_length(head)
    change = _CHANGE.search(head) if not _REACH.search(head) else None
    return max(named, len(change[0]) if change else 0)


def _measure_length(head: str) -> int:
    """The length of the measure's name and of the word of reaching before the number."""
    reach = _REACH.search(head)
    words = len(reach[0]) if reach else 0
    measure = _SHARE.search(head[: len(head) - words])
    if measure and measure.start() == 1:  # 室 of 室内温度: no word of its own
        return len(head)
    return words + (len(measure[0]) if measure else 0)


def _targets(text: str, quantity: Quantity, head: str) -> list[Target]:
    """The target, or for a range its two ends."""
    if len(quantity.values) == 2:
        lower, upper = quantity.values
        return [Target(text, lower, quantity.unit, ">="), Target(text, upper, quantity.unit, "<=")]
    comparison = quantity.comparison
    if comparison is None and (far := _FAR_BOUND.search(head)):
        comparison = comparison_of(far["bound"])
    if comparison is None:
        reach = _REACH.search(head)
        at_least = (reach and reach["at_least"]) or _AT_LEAST.search(head)
        comparison = ">=" if at_least else "="
    return [Target(text, quantity.values[0], quantity.unit, comparison)]
