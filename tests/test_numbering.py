"""Printed numbers in the forms of Chinese tables, and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.numbering import (
    PrintedNumber,
    Style,
    chinese_value,
    leading_number,
    outranks,
    whole_number,
)


@pytest.mark.parametrize(
    ("text", "printed", "value", "style"),
    [
        ("16．打通监管", "16．", 16, "arabic"),
        ("16. 打通监管", "16. ", 16, "arabic"),
        ("１６、打通", "１６、", 16, "arabic"),
        ("3）打通", "3）", 3, "arabic"),
        ("（12）打通", "（12）", 12, "arabic-bracket"),
        ("(三)打通", "(三)", 3, "chinese-bracket"),
        ("二十三、打通", "二十三、", 23, "chinese"),
        ("一百零五、打通", "一百零五、", 105, "chinese"),
        ("③打通", "③", 3, "circled"),
        ("第三条 打通", "第三条 ", 3, "ordinal"),
        ("第一条", "第一条", 1, "ordinal"),
        ("１．打通", "１．", 1, "arabic"),
        ("（１）打通", "（１）", 1, "arabic-bracket"),
        ("⒈打通", "⒈", 1, "arabic"),
        ("⑴打通", "⑴", 1, "arabic-bracket"),
        ("㈠打通", "㈠", 1, "chinese-bracket"),
        ("❶打通", "❶", 1, "circled"),
        ("㉑打通", "㉑", 21, "circled"),
        ("【1】打通", "【1】", 1, "arabic-bracket"),
        ("No.1 打通", "No.1 ", 1, "arabic"),
        ("★3.打通", "★3.", 3, "arabic"),
        ("01 打通", "01 ", 1, "arabic"),
        ("10000．打通", "10000．", 10000, "arabic"),
        ("1\t打通", "1\t", 1, "arabic"),
        ("1 打通", "1 ", 1, "arabic"),
        ("一○二、打通", "一○二、", 102, "chinese"),
        ("廿三、打通", "廿三、", 23, "chinese"),
        ("任务一：打通", "任务一：", 1, "named"),
        ("贰拾壹、打通", "贰拾壹、", 21, "formal"),
        ("乙、打通", "乙、", 2, "stem"),
        ("B.打通", "B.", 2, "latin"),
        ("b)打通", "b)", 2, "latin"),
        ("iv.打通", "iv.", 4, "roman"),
        ("Ⅳ 打通", "Ⅳ ", 4, "roman"),
    ],
)
def test_leading_number(text: str, printed: str, value: int, style: str) -> None:
    """The mark behind the number belongs to it."""
    number = leading_number(text)
    assert number is not None
    assert (number.printed, number.value, number.style) == (printed, value, style)


@pytest.mark.parametrize(
    ("text", "printed", "value", "ordinal"),
    [
        ("1.1 打通", "1.1 ", 1, 1),
        ("2-3打通", "2-3", 2, 3),
        ("１．１打通", "１．１", 1, 1),
        ("1.1.2、打通", "1.1.2、", 1, 1),
    ],
)
def test_dotted_number(text: str, printed: str, value: int, ordinal: int) -> None:
    """A number of two levels has its item and its ordinal."""
    assert leading_number(text) == PrintedNumber(printed, value, "dotted", ordinal)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("1.2022年底前完成", "2022年底前完成"),
        ("1．5G基站建设", "5G基站建设"),
        ("2.3D打印", "3D打印"),
        ("2．5.6万张社保卡", "5.6万张社保卡"),
        ("1.12345热线", "12345热线"),
        ("3.20家企业", "20家企业"),
        ("8.11月底前完成", "11月底前完成"),
        ("7.3月12日植树", "3月12日植树"),
    ],
)
def test_number_before_a_figure(text: str, rest: str) -> None:
    """The figure that the text begins with is no part of the number."""
    number = leading_number(text)
    assert number is not None
    assert text[len(number.printed) :] == rest


@pytest.mark.parametrize(
    "text",
    [
        *["2022年底前完成", "1.5万户", "100%覆盖", "5个工作日", "二三、", "第三方评估", "三小场所"],
        *[
            "3D打印",
            "5G基站",
            "甲级资质",
            "一是推进",
            "A级景区",
            "12345热线",
            "1.5万亩",
            "1.5月龄以上",
            "2.5%以上",
        ],
        *[
            "甲、乙双方",
            "A、B两类",
            "Ⅳ类水质",
            "1-3月",
            "10-15个",
            "2.0版",
            "5 个工作日",
            "2022 年底",
        ],
        *["任务重", "项目一律", "〔2021〕15号", "1:1配套", "C919", "I类", "第一批", "十大行动"],
    ],
)
def test_no_number(text: str) -> None:
    """Years, quantities and words that begin with a numeral are no item numbers."""
    assert leading_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "ordinal"),
    [
        *[("7", 7, None), ("7.0", 7, None), ("十二", 12, None), ("1.10", 1, 10), ("3-2", 3, 2)],
        *[
            ("1.2.3", 1, 2),
            ("（1）", 1, None),
            ("★1", 1, None),
            ("任务三", 3, None),
            ("12000", 12000, None),
        ],
    ],
)
def test_whole_number(text: str, value: int, ordinal: int | None) -> None:
    """A 序号 cell may hold a float, a Chinese numeral or a number of two levels."""
    number = whole_number(text)
    assert number is not None
    assert (number.value, number.ordinal) == (value, ordinal)


@pytest.mark.parametrize("text", ["", "合计", "7个", "SF-01", "A"])
def test_whole_number_refuses(text: str) -> None:
    """A cell that holds anything else is no number."""
    assert whole_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("二十", 20), ("九十九", 99), ("一百一十", 110), ("一○○", 100), ("二〇", 20)],
)
def test_chinese_value(text: str, value: int) -> None:
    """Numerals as they are written."""
    assert chinese_value(text) == value


@pytest.mark.parametrize(
    ("text", "style", "higher"),
    [
        ("一、甲", "arabic", True),
        ("（一）甲", "arabic", True),
        ("（一）甲", "chinese", False),
        ("第一章 甲", "chinese", True),
        ("1．甲", "circled", False),
        ("甲", "arabic", False),
    ],
)
def test_outranks(text: str, style: Style, higher: bool) -> None:
    """Headings are of a higher level than the items, and never Arabic."""
    assert outranks(leading_number(text), style) is higher
