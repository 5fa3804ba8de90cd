"""Stored numbers as a person sees them; expected values are those that Excel shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.xlsx.numbers import BUILTIN, read_format


def shown(stored: str, code: str, date_1904: bool = False) -> str:
    return read_format(code, date_1904).number(stored)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("7", "7"),
        ("7.0", "7"),
        ("007", "7"),
        ("0.84999999999999998", "0.85"),
        ("0.30000000000000004", "0.3"),
        ("-0.0", "0"),
        ("1E2", "100"),
        ("100", "100"),
        ("1.5E-7", "0.00000015"),
        ("441900202108260001", "441900202108260000"),
        ("1E+30", "1E+30"),
        ("abc", "abc"),
        ("NaN", "NaN"),
        ("1e999", "1e999"),
    ],
)
def test_without_a_format(stored: str, said: str) -> None:
    assert shown(stored, "General") == said


@pytest.mark.parametrize(
    ("stored", "code", "said"),
    [
        ("0.85", "0%", "85%"),
        ("0.855", "0.0%", "85.5%"),
        ("1", "0%", "100%"),
        ("7", "000", "007"),
        ("7", "0.00", "7.00"),
        ("2.5", "0", "3"),
        ("1.005", "0.00", "1.01"),
        ("1234567.8", "#,##0.0", "1,234,567.8"),
        ("0", "#,##0", "0"),
        ("0", "#", ""),
        ("0.5", "#.##", ".5"),
        ("1", "0.##", "1."),
        ("-5", "0", "-5"),
        ("-0.4", "0", "0"),
        ("-5", "0;(0)", "(5)"),
        ("-5", "0;[Red]-0", "-5"),
        ("0", "0;-0;;@", ""),
        ("0", '0;-0;"无"', "无"),
        ("3", '0"项"', "3项"),
        ("3", '"第"0"条"', "第3条"),
        ("3", 'General"项"', "3项"),
        ("3", "G/通用格式\\、", "3、"),
        ("1234567", "0,", "1235"),
        ("5", "0_);(0)", "5"),
        ("13800138000", "000-0000-0000", "138-0013-8000"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("0.5", "# ?/?", "0.5"),
        ("1500", "[$¥-804]#,##0.00", "¥1,500.00"),
        ("80", '[>=60]"合格";"不合格"', "合格"),
        ("50", '[>=60]"合格";"不合格"', "不合格"),
        ("12", "[DBNum1][$-804]General", "一十二"),
        ("305", "[DBNum1]0", "三百〇五"),
        ("20010", "[DBNum1]General", "二万〇一十"),
        ("12", "[DBNum2]General", "壹拾贰"),
        ("5", ";;;", ""),
        ("5", "", "5"),
        ("5", "@", "5"),
    ],
)
def test_with_a_format(stored: str, code: str, said: str) -> None:
    assert shown(stored, code) == said


@pytest.mark.parametrize(
    ("stored", "code", "said"),
    [
        ("44926", BUILTIN[14], "2022/12/31"),
        ("44926", BUILTIN[31], "2022年12月31日"),
        ("44926", BUILTIN[57], "2022年12月"),
        ("44926", "yyyy-mm-dd h:mm:ss", "2022-12-31 0:00:00"),
        ("44926", "yyyy年m月底前", "2022年12月底前"),
        ("44926", 'yyyy"年底前"', "2022年底前"),
        ("44926", "yy.m", "22.12"),
        ("44926", "[$-804]aaaa", "星期六"),
        ("44926", "dddd, mmmm d", "Saturday, December 31"),
        ("44926", "[DBNum1][$-804]yyyy年m月d日", "二〇二二年十二月三十一日"),
        ("44926.75", "h:mm AM/PM", "6:00 PM"),
        ("44926.75", "上午/下午h时mm分", "下午6时00分"),
        ("44926.999999", "h:mm", "0:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.5001", "mm:ss.0", "00:08.6"),
        ("1", "yyyy-m-d", "1900-1-1"),
        ("59", "yyyy-m-d", "1900-2-28"),
        ("61", "yyyy-m-d", "1900-3-1"),
        ("-1", "yyyy-m-d", "-1"),
        ("3000000", "yyyy-m-d", "3000000"),
    ],
)
def test_dates(stored: str, code: str, said: str) -> None:
    assert shown(stored, code) == said


def test_dates_of_a_workbook_that_counts_from_1904() -> None:
    assert shown("43464", "yyyy-m-d", date_1904=True) == "2022-12-31"


CODES = st.text('0#?.,%;:/-@_*\\"[]ymdhsE+GeneralDBNum1年项', max_size=30)


@given(st.floats(allow_nan=False, allow_infinity=False), CODES)
def test_no_format_and_no_number_is_too_odd(value: float, code: str) -> None:
    assert isinstance(shown(repr(value), code), str)
