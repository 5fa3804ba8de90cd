"""A stored number as a person sees it: number formats of a workbook.

A format code has up to four sections (positive; negative; zero; text), each with literals,
digit places (``0`` ``#`` ``?``), date and time places (``y m d h s``), or ``General``.
Codes by number that a file does not spell out are those of a Chinese Excel (ECMA-376,
18.8.30). What is not imitated: fractions, column width and colours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import TypeAlias

from pipeline.extract.xlsx.dates import is_date, shown_date
from pipeline.extract.xlsx.numerals import formal_numeral, numeral

Token: TypeAlias = tuple[str, str]  # kind, and the characters of the code

_DATE = 'yyyy"年"m"月"d"日"'
_MONTH, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_AFTERNOON = '上午/下午h"时"mm"分"'
BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: _MONTH,
    28: _DAY,
    29: _DAY,
    30: "m-d-yy",
    31: _DATE,
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _AFTERNOON,
    35: _AFTERNOON + 'ss"秒"',
    36: _MONTH,
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    50: _MONTH,
    51: _DAY,
    52: _MONTH,
    53: _DAY,
    54: _DAY,
    55: _AFTERNOON,
    56: _AFTERNOON + 'ss"秒"',
    57: _MONTH,
    58: _DAY,
}
GENERAL = "General"

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)'
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+|e+|aaaa?|b{2,4})|(?P<text>@)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)"
    r"|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_LITERAL = {"quoted", "escaped", "currency", "other"}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
# What is written the same without a format: the rounding of ``general`` changes nothing.
_SHORT = re.compile(r"-?(?:[1-9][0-9]{0,14}|(?:0|[1-9][0-9]{0,4})\.[0-9]{0,8}[1-9])|0")
_MOST_DIGITS = 30  # of a number written out; beyond that as Excel does, with an exponent
_EXACT = Context(prec=_MOST_DIGITS + 300)
_LONGEST_CODE = 255  # characters, the limit of Excel itself


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format code. ``numerals``: 1 for 一二三, 2 for 壹贰叁, else 0."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    numerals: int
    is_date: bool


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format code, read; see ``read_format``."""

    numbers: tuple[Section, ...]
    texts: Section | None
    date_1904: bool
    is_general: bool

    def number(self, stored: str) -> str:
        """A stored number as it is shown; what is no number is given back as it is."""
        if self.is_general and _SHORT.fullmatch(stored):
            return stored
        try:
            value = Decimal(repr(float(stored)))
        except (ValueError, InvalidOperation):
            return stored
        if not value.is_finite():
            return stored
        section, bare = self._section(value)
        if section is None:
            return general(value)
        if section.is_date:
            return shown_date(float(value), section.tokens, self.date_1904, section.numerals)
        return _shown_number(abs(value) if bare else value, section)

    def text(self, stored: str) -> str:
        """A stored text as it is shown: with what the format puts around it."""
        if self.texts is None:
            return stored
        return "".join(
            stored if kind == "text" else text
            for kind, text in self.texts.tokens
            if kind == "text" or kind in _LITERAL
        )

    def _section(self, value: Decimal) -> tuple[Section | None, bool]:
        """The section that shows a value, and whether it shows it without its sign."""
        if any(section.condition for section in self.numbers):
            for section in self.numbers:
                if section.condition is None or _meets(value, section.condition):
                    return section, False
            return None, False
        if not self.numbers:
            return None, False
        if value < 0 and len(self.numbers) > 1:
            return self.numbers[1], True
        if value == 0 and len(self.numbers) > 2:
            return self.numbers[2], False
        return self.numbers[0], False


def read_format(code: str, date_1904: bool) -> NumberFormat:
    """Read a format code. Any text is accepted; what is unknown is a literal."""
    sections: list[list[Token]] = [[]]
    for found in _TOKEN.finditer(code[:_LONGEST_CODE]):
        kind = found.lastgroup or ""
        if kind == "end":
            sections.append([])
        else:
            sections[-1].append((kind, found[kind]))
    read = [_section(tokens) for tokens in sections]
    texts = None
    if len(read) > 3:
        texts = read[3]
    elif any(kind == "text" for kind, _ in read[-1].tokens):
        texts = read.pop()
    if not any(section.tokens for section in read) and len(read) == 1:
        read = []
    is_general = not read or code.lower() == "general"
    return NumberFormat(tuple(read[:3]), texts, date_1904, is_general)


def _section(tokens: list[Token]) -> Section:
    condition = None
    numerals = 0
    for kind, text in tokens:
        if kind == "bracket":
            compared = _CONDITION.fullmatch(text)
            if compared:
                condition = (compared[1], Decimal(compared[2]))
            if text.lower().startswith("dbnum"):
                numerals = {"1": 1, "2": 2}.get(text[5:6], 0)
    kept = tuple((kind, text) for kind, text in tokens if kind not in {"bracket", "pad", "fill"})
    return Section(kept, condition, numerals, is_date(kept))


def _meets(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, other = condition
    if sign == "<>":
        return value != other
    return (
        ("<" in sign and value < other)
        or (">" in sign and value > other)
        or ("=" in sign and value == other)
    )


def general(value: Decimal) -> str:
    """A number without a format, with the 15 digits that a workbook keeps.

    >>> general(Decimal("7.0")), general(Decimal("0.84999999999999998"))
    ('7', '0.85')
    """
    rounded = Decimal(f"{value:.15g}")
    if rounded == 0:
        return "0"
    size = rounded.adjusted()
    if -10 < size < 21:
        written = f"{rounded:f}"
        return written.rstrip("0").rstrip(".") if "." in written else written
    mantissa, _, exponent = f"{rounded:.5E}".partition("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent):+03d}"


def _shown_number(value: Decimal, section: Section) -> str:
    kinds = [kind for kind, _ in section.tokens]
    if "digit" not in kinds:
        if not {"general", "text"}.isdisjoint(kinds):
            return _around(section, _numeral(general(value), section))
        # A format of literals alone shows them, and "" shows nothing.
        return ("-" if value < 0 and kinds else "") + _around(section, "")
    first, last = kinds.index("digit"), len(kinds) - 1 - kinds[::-1].index("digit")
    scaling = 0
    while last + 1 + scaling < len(kinds) and kinds[last + 1 + scaling] == "comma":
        scaling += 1
    scaled = value * 100 ** kinds.count("percent") / 1000**scaling
    if "slash" in kinds or scaled.adjusted() > _MOST_DIGITS:
        return general(value)
    body = section.tokens[first : last + 1]
    if "exponent" in kinds[first:last]:
        return _literals(section.tokens[:first]) + _scientific(scaled, body)
    sign, digits = _placed(scaled, body)
    return (
        sign
        + _literals(section.tokens[:first])
        + _numeral(digits, section)
        + _literals(section.tokens[last + 1 + scaling :])
    )


def _around(section: Section, number: str) -> str:
    return "".join(
        number if kind in {"general", "text"} else text if kind in _LITERAL else ""
        for kind, text in section.tokens
    )


def _literals(tokens: tuple[Token, ...]) -> str:
    return "".join(text for kind, text in tokens if kind in _LITERAL or kind == "percent")


def _numeral(digits: str, section: Section) -> str:
    if section.numerals and digits.isdecimal() and digits.isascii():
        return (numeral if section.numerals == 1 else formal_numeral)(int(digits))
    return digits


def _placed(value: Decimal, body: tuple[Token, ...]) -> tuple[str, str]:
    """Sign, and digits in their places with the literals between them (``000-0000``)."""
    kinds = [kind for kind, _ in body]
    point = kinds.index("point") if "point" in kinds else len(body)
    before, after = body[:point], body[point + 1 :]
    places = sum(kind == "digit" for kind, _ in after)
    rounded = abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    whole, _, fraction = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    grouped = "comma" in kinds[:point]
    wanted = sum(kind == "digit" and text == "0" for kind, text in before)
    slots = sum(kind == "digit" for kind, _ in before)
    whole = whole.rjust(wanted, "0")
    if grouped:
        shown = f"{int(whole):,}" if whole and len(whole) > 3 else whole
    else:
        # The digits fill the places from the right; the first place takes all that is over.
        padded = whole.rjust(slots)
        taken = len(padded) - slots
        shown, at, opened = "", 0, False
        for kind, text in before:
            if kind == "digit":
                end = at + 1 if opened else at + 1 + taken
                shown += padded[at:end].strip()
                at, opened = end, True
            elif kind in _LITERAL:
                shown += text
    if point < len(body):
        shown += "." + _fraction(fraction, after)
    sign = "-" if value < 0 and rounded else ""
    return sign, shown


def _fraction(fraction: str, after: tuple[Token, ...]) -> str:
    shown, at = "", 0
    needed = len(fraction.rstrip("0"))
    for kind, text in after:
        if kind == "digit":
            if text == "0" or at < needed:
                shown += fraction[at]
            at += 1
        elif kind in _LITERAL:
            shown += text
    return shown


def _scientific(value: Decimal, body: tuple[Token, ...]) -> str:
    kinds = [kind for kind, _ in body]
    cut = kinds.index("exponent")
    decimals = 0
    if "point" in kinds[:cut]:
        decimals = kinds[kinds.index("point") : cut].count("digit")
    mantissa, _, exponent = f"{value:.{decimals}E}".partition("E")
    width = kinds[cut:].count("digit")
    sign = "-" if int(exponent) < 0 else "+" if body[cut][1].endswith("+") else ""
    return f"{mantissa}E{sign}{abs(int(exponent)):0{width}d}"
