"""Signs that recognition does not know or takes for others: set right, or in doubt."""

from __future__ import annotations

import pytest

from pipeline.extract.scan.ocr import Read
from pipeline.extract.scan.signs import (
    doubtful_signs,
    with_numerals,
    with_signs,
    without_specks,
)

SQUARE = 20.0


def reads(text: str) -> list[Read]:
    return [Read(one, 0.0, 0.99) for one in text]


def told(read: list[Read]) -> tuple[str, str]:
    """The text, and those of its characters that are in doubt."""
    doubtful = "".join(one.text for one in read if one.confidence < 0.95)
    return "".join(one.text for one in read), doubtful


@pytest.mark.parametrize(
    ("read", "printed", "doubtful"),
    [
        ("K48+900一K85+000段", "K48+900—K85+000段", "—"),
        ("2024年一2025年", "2024年—2025年", "—"),
        ("一对一帮扶1次", "一对一帮扶1次", ""),
        ("统一5G标准", "统一5G标准", ""),
        ("防洪标准由20年一", "防洪标准由20年一", ""),  # the line ends
        ("K48+900一", "K48+900—", "—"),
        ("下降3％0以内", "下降3‰以内", "‰"),
        ("下降3％。。做好", "下降3‰。做好", "‰"),
        ("控制在8％。以内", "控制在8‰以内", "‰"),
        ("增长3％。做好", "增长3％。做好", ""),
    ],
)
def test_signs_that_are_read_as_others(read: str, printed: str, doubtful: str) -> None:
    assert told(with_signs(reads(read))) == (printed, doubtful)


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("消除劣V类支流", "V"),
        ("第III批", "III"),
        ("用5GVPN专网", ""),
        ("推广020模式", "020"),
        ("增长0.5个百分点", ""),
        ("比例为3：1左右", "："),  # ∶
        ("责任单位：市局", ""),
        ("文件N12号", "N"),  # №
        ("办好BN12线", ""),
        ("投资$500万元", "$"),  # ￥
        ("研发&设计，R&D", "&"),  # ＆
        ("落实1·完善制度", "·"),  # the point of a type that sets its marks in the middle
        ("张三·李四", ""),
        ("m，改造", "m"),  # ㎡ at the beginning of a line
        ("改造3km管网", ""),
    ],
)
def test_letters_that_may_be_one_sign(text: str, doubtful: str) -> None:
    """Ⅴ is read as V, and O2O as 020, without a doubt of the recogniser."""
    places = [SQUARE * at for at in range(len(text))]
    found = doubtful_signs(reads(text), places, [1] * int(SQUARE * len(text)), 18.0)
    assert "".join(text[at] for at in sorted(found)) == doubtful


def test_a_figure_in_brackets_in_one_square_may_be_one_sign() -> None:
    """⑵ is read as （2）: three characters whose ink is narrower than one square."""
    text = "推进（2）落实"
    places = [10.0, 30.0, 43.0, 50.0, 57.0, 70.0, 90.0]
    columns = [0] * 100
    for at in (10, 30, 70, 90):
        columns[at - 9 : at + 9] = [14] * 18
    columns[42:45] = columns[49:52] = columns[56:59] = [4] * 3
    assert sorted(doubtful_signs(reads(text), places, columns, 18.0)) == [2, 3, 4]
    narrow = reads(text.replace("（", "(").replace("）", ")"))
    assert sorted(doubtful_signs(narrow, places, columns, 18.0)) == [2, 3, 4]
    columns[59:62] = [4] * 3  # the last touches what stands behind it
    assert sorted(doubtful_signs(narrow, places, columns, 18.0)) == [2, 3, 4]
    columns[59:62] = [0] * 3
    apart = [10.0, 30.0, 45.0, 60.0, 75.0, 90.0, 110.0]
    columns = [0, *columns[1:20], *[0] * 20, *[0, 0, *[14] * 6, 0, 0] * 6, *[0] * 20]
    assert not doubtful_signs(reads(text), apart, columns, 18.0)


def test_a_numeral_in_a_square_is_one_sign() -> None:
    """IV with the room of one square between two characters is Ⅳ, unsure all the same."""
    found = with_numerals(reads("检查IV类桥"), [10, 30, 47, 53, 70, 90], 18.0)
    assert told(found) == ("检查Ⅳ类桥", "Ⅳ")
    narrow = with_numerals(reads("检查V类桥"), [10, 30, 45, 60, 80], 18.0)
    assert told(narrow)[0] == "检查V类桥"


def test_specks_are_no_points() -> None:
    """On a dusty page: no print sets a point behind a Chinese character; beside it is a doubt."""
    assert told(without_specks(reads("监管局．"))) == ("监管局", "局")
    assert told(without_specks(reads("分局、·县局"))) == ("分局、县局", "、")
    assert told(without_specks(reads("2．5亿元，省·市"))) == ("2．5亿元，省·市", "")


@pytest.mark.parametrize(
    ("text", "behind", "doubtful"),
    [
        ("。1．完善", 50.0, "1"),
        ("。1．完善", 66.0, ""),  # two squares
        ("。1．完善", 44.0, ""),  # a narrow point
        ("。1完善", 50.0, "1"),  # the dot was passed over
        ("有1完善", 50.0, ""),
    ],
)
def test_a_number_with_its_dot_in_one_square_may_be_one_sign(
    text: str, behind: float, doubtful: str
) -> None:
    """⒈ is read as 1. without a doubt of the recogniser."""
    count = len(text) - 2
    places = [*[10.0, 26.0, 34.0][:count], behind, behind + 20]
    columns = [0] * 100
    columns[22:30] = [14] * 8
    found = doubtful_signs(reads(text), places, columns, 18.0)
    assert "".join(text[at] for at in sorted(found)) == doubtful


def test_digits_with_room_for_a_sign_between_them_are_a_doubt() -> None:
    """6~28 is read as 628, of which a light ~ leaves little ink."""
    text = "每月628日"
    places = [10.0, 30.0, 45.0, 64.0, 74.0, 90.0]
    assert sorted(doubtful_signs(reads(text), places, [1] * 100, 18.0)) == [2]
    places = [10.0, 30.0, 45.0, 55.0, 65.0, 80.0]
    assert not doubtful_signs(reads(text), places, [1] * 100, 18.0)
