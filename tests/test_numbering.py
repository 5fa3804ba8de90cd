"""Printed numbers in the forms of Chinese tables, and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.numbering import chinese_value, leading_number, whole_number


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
    ],
)
def test_leading_number(text: str, printed: str, value: int, style: str) -> None:
    """The mark behind the number belongs to it."""
    number = leading_number(text)
    assert number is not None
    assert (number.printed, number.value, number.style) == (printed, value, style)


@pytest.mark.parametrize(
    "text",
    ["2022年底前完成", "1.5万户", "100%覆盖", "5个工作日", "二三、", "第三方评估", "三小场所"],
)
def test_no_number(text: str) -> None:
    """Years, quantities and words that begin with a numeral are no item numbers."""
    assert leading_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "ordinal"),
    [("7", 7, None), ("7.0", 7, None), ("十二", 12, None), ("1.10", 1, 10), ("3-2", 3, 2)],
)
def test_whole_number(text: str, value: int, ordinal: int | None) -> None:
    """A 序号 cell may hold a float, a Chinese numeral or a number of two levels."""
    number = whole_number(text)
    assert number is not None
    assert (number.value, number.ordinal) == (value, ordinal)


@pytest.mark.parametrize("text", ["", "合计", "7个", "1.2.3"])
def test_whole_number_refuses(text: str) -> None:
    """A cell that holds anything else is no number."""
    assert whole_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十", 20), ("九十九", 99), ("一百一十", 110)]
)
def test_chinese_value(text: str, value: int) -> None:
    """Numerals as they are written."""
    assert chinese_value(text) == value
