"""Numbers with a unit in Chinese text: ``5.6万张``, ``1~2所``, ``百分之九十``, ``5个工作日内``.

What is printed right beside the number belongs to it: how often (每年), the bound before
(不少于, 至少) and the bound after (以上, 以内).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import Comparison
from pipeline.terms.characters import integer

_COUNTED = (
    r"个(?:大类|品种|批次|床位|岗位)?|家次?|所|座|条|项次?|名|人次?|张|套|户次?|台|件次?|场(?:\(次\)|次)?|次|批次?|处|辆次?|间|宗"
    r"|起|剂次?|针次|份|门|种|大?类|只|艘|株|棵|头|册|部|篇|例|片|栋|幢|孔|眼|支|组|期|班|幅|款|单|位|枚|列|架|轮次?|席|床|对|遍|块(?!状)|盏|根|杆|尊|桶|辆|口(?!径)|道(?!路)|学时|课时"
    r"|标箱|千瓦时|千瓦|兆瓦|千伏安|平方公里|平方千米|平方米|立方米|公里|千米|[毫厘]米|米|公顷|亩|公斤|[微毫千]克|克"
    r"|吨标准?煤|吨|升|美元|元"
)
_DURATION = r"个?工作日|个?自然日|个?小时|分钟|秒钟?|个月|毫秒|周?岁|周(?!年)|天|日|年(?!级|代|龄)"
_SIGNED = (
    r"[%‰]|个?百分点|㎡|°?℃|°C|摄氏度|度(?!数|假)|分贝|倍|分(?!之|钟|局|类|级)"
    r"|[A-Za-zμ]{1,8}(?:/[A-Za-z]{1,3}[³3²2]?)?"
)
_PER = r"(?:/(?:平方米|立方米|万人|千人|[年月日天次人户家项亩吨个])(?:·[年月日])?)?"
_UNIT = rf"(?:{_SIGNED}|{_DURATION}|{_COUNTED}){_PER}"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,12})(?:\.\d{1,4})?"
_NUMERAL = r"[一二两三四五六七八九十百]{1,5}"

_BOUNDS: tuple[tuple[Comparison, str], ...] = (
    ("<=", r"(?:最高)?不得?超过|不得?[高多大长]于|最[高多长]|至多|≤|<="),
    (">=", r"不得?[少低小短]于|至少|最少|最低|≥|>="),
    (">", r"超过|高于|大于|多于|突破|超(?=\d)|>"),
    ("<", r"低于|少于|小于|<"),
    ("~", r"约"),
)
BOUND = "|".join(words for _, words in _BOUNDS)
OFTEN = r"每(?:一|个)?(?:[两二三四五2-9]个?)?(?:年度?|半年|学期|季度?|月|周|星期|旬|日|天)"
_BETWEEN = (
    r"(?:建?有|设有|开展|组织|举办|进行|完成|建成|新建|配备|达到?|为|召开|检查|培训|演练|报送)?"
)

_QUANTITY = re.compile(
    rf"(?=[\d每不最至超高大多突低少小约百一二两三四五六七八九十≤≥<>])"
    rf"(?P<often>{OFTEN})?(?:(?P<bound>{BOUND}){_BETWEEN})?"
    rf"(?:(?<![\d.A-Za-z第前×*+/:\-~])(?P<number>{_NUMBER})(?![×*+:/.])"
    rf"(?:[%个]?[-~至到](?P<upper>{_NUMBER})(?!\d))?"
    rf"(?P<odd>[多余])?(?P<multiple>[十百千]?[万亿]|[百千](?=[元家个名人亩户套]))?(?P<odd_2>[多余])?(?P<unit>{_UNIT})?"
    rf"|百分之(?P<percent>{_NUMERAL}|{_NUMBER})"
    rf"|(?<![第前一二两三四五六七八九十百])(?P<words>{_NUMERAL})"
    r"(?P<words_unit>个百分点|个?工作日|个月|次(?!性|要|生|日|年)|[名人家项场天年])"
    r")(?P<after>[及或含]?以上|[及或含]?以下|[之以]内|内(?!部|容|涵|外|设|在|地|控|河|涝|陆)|左右)?"
)
_AFTER: tuple[tuple[str, Comparison], ...] = (("上", ">="), ("下", "<="), ("内", "<="), ("右", "~"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number found at ``start`` to ``end`` with all that is printed beside it.

    ``values`` are one number or the two ends of a range. ``comparison`` is what a bound
    before or after says, ``None`` without one. ``bound`` and ``after`` are those bounds as
    printed; ``in_words`` marks a Chinese numeral.
    """

    start: int
    end: int
    values: tuple[float, ...]
    unit: str
    comparison: Comparison | None
    is_often: bool
    bound: str
    after: str
    in_words: bool

    @property
    def is_share(self) -> bool:
        """A percentage."""
        return self.unit in ("%", "‰") or self.unit.endswith("百分点")

    @property
    def is_duration(self) -> bool:
        """A length of time."""
        return re.fullmatch(_DURATION, self.unit) is not None

    @property
    def is_counted(self) -> bool:
        """Things, people, money, areas: what can be made or brought together."""
        return bool(self.unit) and not (self.is_share or self.is_duration or self.unit.isascii())


def find_quantities(text: str) -> Iterator[Quantity]:
    """The numbers of a folded text without white space, in order."""
    for match in _QUANTITY.finditer(text):
        values = _values(match)
        if not values:
            continue
        unit = "%" if match["percent"] else (match["words_unit"] or "")
        if match["number"]:
            unit = (match["multiple"] or "") + re.sub("[()]", "", match["unit"] or "")
        yield Quantity(
            start=match.start(),
            end=match.end(),
            values=values,
            unit=unit,
            comparison=_comparison(match),
            is_often=bool(match["often"]),
            bound=match["bound"] or "",
            after=match["after"] or "",
            in_words=bool(match["words"]),
        )


def _values(match: re.Match[str]) -> tuple[float, ...]:
    if printed := match["number"]:
        ends = (printed, match["upper"]) if match["upper"] else (printed,)
        return tuple(float(end.replace(",", "")) for end in ends)
    printed = match["percent"] or match["words"]
    if re.fullmatch(_NUMBER, printed):
        return (float(printed.replace(",", "")),)
    value = integer(printed)
    return (float(value),) if value else ()


def _comparison(match: re.Match[str]) -> Comparison | None:
    """What the bounds say; the one after the number is the nearer."""
    if after := match["after"]:
        return next(comparison for sign, comparison in _AFTER if after.endswith(sign))
    if match["odd"] or match["odd_2"]:
        return ">"
    return comparison_of(match["bound"]) if match["bound"] else None


def comparison_of(bound: str) -> Comparison:
    """What a printed bound says: 不少于 is ``>=``."""
    return next(
        comparison
        for comparison, words in _BOUNDS
        if re.fullmatch(words.replace(r"(?=\d)", ""), bound)
    )
