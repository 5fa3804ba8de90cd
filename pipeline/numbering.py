"""Printed numbers: ``1．`` ``（二）`` ``十一、`` ``③`` ``1.2`` taken off the head of a text.

A number is one only with the mark behind it that makes it so (a dot, ``、``, a bracket, or
white space where no unit follows): ``2022年``, ``5G基站``, ``甲级资质`` and ``Ⅳ类`` begin a text
like any other word, and ``1.5万亩`` is a quantity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal[
    "arabic",  # 1． 1、 1) 01 ⒈ No.1
    "arabic-bracket",  # （1） ⑴
    "chinese",  # 一、
    "chinese-bracket",  # （一） ㈠
    "circled",  # ① ❶
    "ordinal",  # 第一条
    "dotted",  # 1.1 1-1: the second level of an item 1
    "named",  # 任务一：
    "formal",  # 壹、
    "stem",  # 甲、
    "latin",  # A. a)
    "roman",  # Ⅳ iv.
]
# From the highest level to the lowest, as the standard of official documents nests them.
_RANKS: tuple[tuple[Style, ...], ...] = (
    ("formal", "stem", "ordinal", "roman"),
    ("chinese", "named"),
    ("chinese-bracket",),
    ("arabic",),
    ("dotted",),
    ("arabic-bracket",),
    ("circled", "latin"),
)

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰弍", "一二三四五六七八九十百二")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def _run(first: int, length: int) -> dict[str, int]:
    return {chr(first + i): i + 1 for i in range(length)}


_CIRCLED = (
    _run(0x2460, 20) | _run(0x2776, 10) | _run(0x2780, 10) | _run(0x278A, 10) | _run(0x24F5, 10)
) | {chr(first + i): n + i for first, n in ((0x24EB, 11), (0x3251, 21)) for i in range(10)}
_BRACKETED = _run(0x2474, 20)
_DOTTED_SIGNS = _run(0x2488, 20)
_CHINESE_SIGNS = _run(0x3220, 10)
_ROMAN_SIGNS = _run(0x2160, 12) | _run(0x2170, 12)
_SIGNS = _CIRCLED | _BRACKETED | _DOTTED_SIGNS | _CHINESE_SIGNS | _ROMAN_SIGNS

_N = r"[0-9０-９]"
_ARABIC = rf"{_N}{{1,4}}"
_CHINESE = r"[〇○零一二三四五六七八九十百廿卅]{1,7}"
_MARK = r"[.．、]"
_OPEN, _CLOSE = r"[(（\[【]", r"[)）\]】]"
_SPACE = r"[\t\u3000 \xa0]"
# What a decimal measures, and what is counted in whole things alone.
_MEASURED = (
    r"(?:[亿元米吨亩%％‰倍斤折秒时年岁兆至到~～—－\-]|万(?!企|村|家)|千(?!企|村|家)|百(?!日|姓|企|村)"
    r"|平方|平米|公(?:里|斤|顷|分|吨)|立方|升(?!级|学|华)|克(?!服|难)|里(?!程)|度(?!假|量)|小时"
    r"|分(?![类级批步工析层阶别期区散布])|月(?!饼)|日(?!常|间|照)|天(?!然|津|府)|周(?!边|转|密|围))"
)
_COUNTED = r"(?:个(?!百分点)|[家项名条所座处台套场次辆户件只支批期种栋对])"
_RANKED = (
    r"(?:[例宗类级版号届轮位钟]|起(?!草|步|底)|强(?![化健固调劲盛])"
    r"|分(?![类级批步工析层阶别期区散布]))"
)
_KINDS = "任务|项目|措施|举措|行动|工程|专项|问题|事项|目标|指标|要点|工作"
# 1.2022年底前: item 1, for no sub-item is so large; 1.5G基站, 1.20家企业, 1.5.6万张 likewise, and
# 8.11月底前, for no length of time is written so.
_NO_DECIMAL = (
    rf"(?={_N}{{3}}|[2-6]G(?![a-zA-Z])|[23]D(?![a-zA-Z])|{_N}{{1,2}}{_COUNTED}"
    rf"|{_N}{{1,2}}年(?:内|以内|行动)|{_N}{{1,3}}\.{_N}+{_MEASURED}"
    rf"|(?:1[0-2]|[1-9])月(?:[底末初前份至到]|[上中下]旬|{_N}{{1,2}}[日号]))"
)


def _sign(signs: dict[str, int], mark: str = rf"\s*{_MARK}?\s*") -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<n>[{''.join(signs)}]){mark}")


# In this order; each pattern takes the number with its marks and the white space around it.
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (
        "arabic-bracket",
        re.compile(rf"\s*{_OPEN}\s*(?P<n>{_N}{{1,3}})\s*{_CLOSE}\s*{_MARK}?\s*"),
    ),
    ("arabic-bracket", _sign(_BRACKETED)),
    (
        "chinese-bracket",
        re.compile(rf"\s*{_OPEN}\s*(?P<n>{_CHINESE})\s*{_CLOSE}\s*{_MARK}?\s*"),
    ),
    ("chinese-bracket", _sign(_CHINESE_SIGNS)),
    (
        "dotted",
        re.compile(
            rf"\s*(?P<n>{_N}{{1,2}})[.．\-－](?P<sub>(?!0+(?!{_N})){_N}{{1,2}})"
            rf"(?:[.．\-－]{_N}{{1,2}})*"
            rf"(?!{_N}|[.．]?{_COUNTED})(?:[.．、)）](?!{_N})\s*|\s*(?=[^\s!-~０-９)）、，。；：]))"
            rf"(?!{_MEASURED})"
        ),
    ),
    (
        "arabic",
        re.compile(
            rf"\s*(?P<n>{_ARABIC})\s*(?:[、)）]|[：:](?!{_N})|．|\.(?:(?!{_N})|{_NO_DECIMAL}))"
            r"[.．、]?\s*"
        ),
    ),
    # Of a table of many items: 10000．; not 12345、, which is a telephone number in a list.
    ("arabic", re.compile(rf"\s*(?P<n>{_N}{{5,6}})[.．](?!{_N})\s*")),
    (
        "arabic",
        re.compile(rf"\s*(?P<n>{_N}{{1,3}}){_SPACE}\s*(?!{_MEASURED}|{_COUNTED}|{_RANKED}|{_N})"),
    ),
    ("arabic", re.compile(rf"\s*(?P<n>0{_N}{{1,2}})\s+")),
    ("arabic", re.compile(rf"\s*(?:No|NO|no)[.．:：]?\s*(?P<n>{_ARABIC})(?:[.．、：:\s]\s*|$)")),
    ("arabic", _sign(_DOTTED_SIGNS)),
    ("chinese", re.compile(rf"\s*(?P<n>{_CHINESE})\s*[、.．)）]\s*")),
    ("circled", _sign(_CIRCLED)),
    (
        "ordinal",
        re.compile(
            rf"\s*第\s*(?P<n>{_ARABIC}|{_CHINESE})\s*(?:[项条章节款篇类]|部分)(?:[、：:.．]|\s+|$)\s*"
        ),
    ),
    (
        "named",
        re.compile(
            rf"\s*(?:{_KINDS})(?:(?P<n>{_ARABIC}|{_CHINESE})|[（(](?P<m>{_ARABIC}|{_CHINESE})[）)])"
            r"\s*(?:[：:、.．](?![0-9])|\s+|$)\s*"
        ),
    ),
    ("formal", re.compile(r"\s*(?P<n>[壹贰弍叁肆伍陆柒捌玖拾佰]{1,5})\s*[、.．：:]\s*")),
    ("stem", re.compile(rf"\s*(?P<n>[{_STEMS}])\s*[、.．](?![{_STEMS}])\s*")),
    ("roman", _sign(_ROMAN_SIGNS, r"(?:\s*[.．、)）：:]\s*|\s+|$)")),
    (
        "roman",
        re.compile(r"\s*[(（]?(?P<n>[ivx]{1,5}|[IVX]{1,5})[.．、)）](?![A-Za-z])\s*"),
    ),
    (
        "latin",
        re.compile(r"\s*[(（]?(?P<n>[A-Za-zＡ-Ｚａ-ｚ])[.．、)）](?![A-Za-zＡ-Ｚａ-ｚ0-9])\s*"),
    ),
)
# What each of the patterns begins with: most texts begin with none of it.
_BEGINNING = re.compile(
    rf"\s*[(（\[【{_N[1:-1]}{''.join(_SIGNS)}{_CHINESE[1 : _CHINESE.index(']')]}第"
    rf"{''.join(kind[0] for kind in _KINDS.split('|'))}壹贰弍叁肆伍陆柒捌玖拾佰{_STEMS}"
    r"A-Za-zＡ-Ｚａ-ｚ]"
)
_STAR = re.compile(r"\s*[★☆▲△●◆◇※*]\s*")
_WHOLE = re.compile(r"\s*(?P<n>[0-9０-９]{1,6})(?:\.0)?\s*")
_DOTTED = re.compile(
    rf"\s*(?P<n>{_ARABIC})\s*[.．\-－—]\s*(?P<sub>{_ARABIC})"
    rf"(?:\s*[.．\-－—]\s*{_N}{{1,2}})*\s*[.．、]?\s*"
)
_WHOLE_NAMED = re.compile(rf"\s*(?:{_KINDS})?\s*(?P<n>{_CHINESE})\s*")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number at the head of a text: as ``printed`` (with its mark), its value and style.

    ``ordinal`` is the second part of a number such as ``16.2``.
    """

    printed: str
    value: int
    style: Style
    ordinal: int | None = None


def outranks(number: PrintedNumber | None, style: Style | None) -> bool:
    """Whether a number is of a higher level than ``style``, and not Arabic: 一、 over 1．."""
    if number is None or style is None:
        return False
    return rank(number.style) < min(rank(style), rank("arabic"))


def rank(style: Style) -> int:
    """The level of a style, 0 the highest: 一、 before （一） before 1． before （1）."""
    return next(i for i, styles in enumerate(_RANKS) if style in styles)


def chinese_value(text: str) -> int | None:
    """The value of a Chinese numeral below 1000 (``二十三`` 23), ``None`` where it is none.

    Only numerals as they are written count: ``二三`` is none. Digit by digit they are written
    with a zero: ``一○二`` is 102, ``二〇`` 20.
    """
    text = text.replace("廿", "二十").replace("卅", "三十")
    if 2 <= len(text) <= 3 and not any(character in _UNITS for character in text):
        digits = [_DIGITS[character] for character in text]
        return int("".join(map(str, digits))) if digits[0] and 0 in digits else None
    total, digit = 0, None
    last_unit = 1000
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last_unit or (digit is None and unit != 10):
                return None
            total += (1 if digit is None else digit) * unit
            last_unit, digit = unit, None
        elif not _DIGITS[character]:
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
    star = _STAR.match(text)
    begin = star.end() if star else 0
    if not _BEGINNING.match(text, begin):
        return None
    for style, pattern in _PATTERNS:
        match = pattern.match(text, begin)
        if not match:
            continue
        groups = match.groupdict()
        value = _value(groups["n"] or groups["m"], style)
        if value:
            ordinal = int(groups["sub"]) if groups.get("sub") else None
            return PrintedNumber(text[: match.end()], value, style, ordinal)
    return None


def whole_number(text: str) -> PrintedNumber | None:
    """The number of a cell that holds nothing else (a 序号 column): ``7``, ``7.0``, ``7.2``."""
    star = _STAR.match(text)
    begin = star.end() if star else 0
    match = _WHOLE.fullmatch(text, begin) or _DOTTED.fullmatch(text, begin)
    if match:
        ordinal = int(match["sub"]) if "sub" in match.groupdict() else None
        return PrintedNumber(text, int(match["n"]), "arabic", ordinal)
    found = leading_number(text)
    if found and found.printed == text:
        return found
    match = _WHOLE_NAMED.fullmatch(text, begin)
    value = chinese_value(match["n"]) if match else None
    return PrintedNumber(text, value, "chinese") if value is not None else None


def _value(text: str, style: Style) -> int | None:
    if text in _SIGNS:
        return _SIGNS[text]
    if style == "stem":
        return _STEMS.index(text) + 1
    if style == "latin":
        return (ord(text) - ord("Ａ" if ord(text) > 0xFF00 else "A")) % 32 + 1
    if style == "roman":
        return _roman_value(text.upper())
    if style == "formal":
        return chinese_value(text.translate(_FORMAL))
    return chinese_value(text) if re.fullmatch(_CHINESE, text) else int(text)


def _roman_value(text: str) -> int | None:
    """The value of a Roman numeral up to 39; ``None`` where it is not written like one."""
    digits = [_ROMAN_DIGITS[character] for character in text]
    total = sum(
        -digit if any(later > digit for later in digits[i + 1 :]) else digit
        for i, digit in enumerate(digits)
    )
    tens, ones = divmod(total, 10)
    ending = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    return total if text == "X" * tens + ending else None
