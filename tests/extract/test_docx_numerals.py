"""Every number format as Word writes it, at its ordinary values and at its edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.docx.numerals import custom, written
from pipeline.numbering import chinese_value


@pytest.mark.parametrize(
    ("number_format", "values"),
    [
        ("decimal", {1: "1", 10: "10", 40_000: "40000", 0: "0"}),
        ("decimalZero", {1: "01", 9: "09", 10: "10", 100: "100"}),
        ("decimalFullWidth", {1: "１", 20: "２０"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩", 11: "⑪"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        ("numberInDash", {1: "- 1 -"}),
        ("ideographTraditional", {1: "甲", 2: "乙", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 2: "丑", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 2: "乙丑", 60: "癸亥", 61: "甲子"}),
        ("ideographDigital", {1: "一", 10: "一〇", 100: "一〇〇"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○"}),
        ("chineseCountingThousand", {1: "一", 10: "十", 19: "十九", 21: "二十一", 100: "一百"}),
        ("chineseCountingThousand", {101: "一百零一", 110: "一百一十", 111: "一百一十一"}),
        ("chineseCountingThousand", {1001: "一千零一", 1010: "一千零一十", 10_000: "一万"}),
        (
            "chineseLegalSimplified",
            {1: "壹", 2: "贰", 3: "叁", 10: "壹拾", 12: "壹拾贰", 101: "壹佰零壹", 1000: "壹仟"},
        ),
        ("ideographLegalTraditional", {3: "參", 12: "壹拾貳"}),
        ("taiwaneseCountingThousand", {12: "十二", 10_000: "一萬"}),
        ("japaneseCounting", {10: "十", 11: "十一", 100: "百", 111: "百十一", 1001: "千一"}),
        ("japaneseLegal", {10: "壱拾", 23: "弐拾参"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa", 781: "781"}),
        ("upperLetter", {1: "A", 27: "AA"}),
        ("lowerRoman", {1: "i", 4: "iv", 9: "ix", 1994: "mcmxciv"}),
        ("upperRoman", {4: "IV", 40: "XL", 90: "XC", 400: "CD"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 12: "12th", 21: "21st"}),
        ("hex", {10: "A"}),
        ("none", {1: ""}),
        ("bullet", {1: ""}),
    ],
)
def test_formats(number_format: str, values: dict[int, str]) -> None:
    assert {value: written(number_format, value) for value in values} == values


def test_an_unknown_format_is_said_to_be_unknown() -> None:
    assert written("klingon", 1) is None
    assert custom("x, y, z", 1) is None
    assert custom("", 1) is None
    assert custom("..., ...", 1) is None


@pytest.mark.parametrize(
    ("example", "value", "text"),
    [
        ("01, 02, 03, ...", 7, "07"),
        ("0001, 0002, 0003, ...", 12, "0012"),
        ("1, 2, 3, ...", 12, "12"),
        ("①, ②, ③, ...", 3, "③"),
        ("甲, 乙, 丙, ...", 4, "丁"),
        ("一, 十, 一百(简), ...", 21, "二十一"),
        ("一, 十, 一○○(简), ...", 100, "一○○"),
        ("壹, 贰, 叁, ...", 11, "壹拾壹"),
    ],
)
def test_formats_by_example(example: str, value: int, text: str) -> None:
    assert custom(example, value) == text


@given(st.integers(1, 999))
def test_chinese_counting_reads_back_as_the_same_number(value: int) -> None:
    assert chinese_value(written("chineseCountingThousand", value) or "") == value
