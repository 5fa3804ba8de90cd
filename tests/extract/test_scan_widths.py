"""Marks of two widths: the room that print leaves them, and what stands beside them."""

from __future__ import annotations

import pytest

from pipeline.extract.scan.ocr import LETTERS, TWINS, Read
from pipeline.extract.scan.widths import Width, is_wide, set_widths

SQUARE = 20  # pixels


def widths(printed: str) -> list[Width]:
    """What is made of a line that is recognised with wide marks, as the model gives them.

    ``printed`` has wide characters in squares and narrow ones in half squares; a ``|`` stands
    for a piece of ink that joins its neighbours, a blank for half a square of white.
    """
    columns: list[int] = []
    middles: list[float] = []
    text = ""
    for character in printed:
        if character == " ":
            columns += [0] * (SQUARE // 2)
            continue
        if character == "|":
            columns[-8:] = [4] * 8
            continue
        wide = character > "⺀"
        if character in "，．：；。！":
            ink = [0, 0, *[4] * 4, *[0] * 14]
        elif character in ",.:;!":
            ink = [0, *[4] * 4, *[0] * 5]
        elif character in "（(":
            ink = [*[0] * 13, *[4] * 5, 0, 0] if wide else [0, 0, *[4] * 6, 0, 0]
        elif character in "）)":
            ink = [0, 0, *[4] * 5, *[0] * 13] if wide else [0, 0, *[4] * 6, 0, 0]
        else:
            ink = [0, *[14] * 18, 0] if wide else [0, *[14] * 8, 0]
        inked = [len(columns) + at for at, has in enumerate(ink) if has]
        middles.append(sum(inked) / len(inked))
        columns += ink
        text += character
    given = {**TWINS, **{wide: narrow for narrow, wide in LETTERS.items()}}
    read = [Read(given.get(character, character), 0.0, 0.99) for character in text]
    return set_widths(read, middles, columns, 18.0)


@pytest.mark.parametrize(
    "printed",
    [
        "市局，市局",
        "市局,市局",
        "市局（园区）市局",
        "市局(园区)市局",
        "用好www.gov.cn等",
        "投资12.6亿元",
        "建设5.5万平方米",
        "1．5基站",
        "1．有序健全",
        "1.有序健全",
        "30%以上，鼓励",
        "时间2024:30",
    ],
)
def test_clear_room_decides(printed: str) -> None:
    """Wide and narrow marks among all neighbours, as they are printed."""
    assert "".join(one.text for one in widths(printed)) == printed.replace(" ", "")
    assert not any(one.overruled for one in widths(printed))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("见附件2)。", "见附件2）。"),  # beside another mark room says nothing
        ("2)。", "2）。"),  # 。 is always wide, and so is the print it stands in
        ("局，|局", "局，局"),  # the inks touch: no room to measure
        ("市局,", "市局，"),  # at the end of a line
        ("全长18.", "全长18."),  # a decimal that the end of the line cuts
        ("2.|6", "2.6"),
        ("（K12+300)。", "（K12+300）。"),
    ],
)
def test_where_room_says_nothing_neighbours_do(printed: str, expected: str) -> None:
    assert "".join(one.text for one in widths(printed)) == expected


def test_a_bracket_is_as_wide_as_its_partner() -> None:
    """The closing one stands at the end of the line, where nothing tells its room."""
    assert "".join(one.text for one in widths("市局(园区）")) == "市局(园区)"
    assert "".join(one.text for one in widths("市局（园区)")) == "市局（园区）"


def test_brackets_of_two_widths_are_unsure() -> None:
    """Each has its own room, and a speck may have taken some of one's."""
    assert [one.text for one in widths("市（园区)市") if one.unsure] == ["（", ")"]


@pytest.mark.parametrize(
    ("printed", "unsure"),
    [
        ("完成２０２４年", ""),
        ("完成2024年", ""),
        ("增长１２％左右", ""),
        ("增长１２％左右Ａ类", "Ａ"),  # as the digits are, but it may have white around it
        ("用WMS等12项", ""),
        ("吨／日", ""),
        ("吨/日", ""),
        ("每5＋2等", ""),
        ("每5+2等", ""),
        ("2～4元市局", ""),
        ("2~4元市局", ""),
    ],
)
def test_letters_digits_and_signs_are_as_wide_as_they_are_set(printed: str, unsure: str) -> None:
    found = widths(printed)
    assert "".join(one.text for one in found) == printed
    assert "".join(one.text for one in found if one.unsure) == unsure


def test_a_sentence_may_end_on_a_line_without_chinese_characters() -> None:
    """The mark behind 0% is as wide as the sentence sets its marks, which the line does not say."""
    found = widths("0%；")
    assert ("".join(one.text for one in found), found[-1].unsure) == ("0%；", True)


def test_what_is_decided_against_the_room_is_told() -> None:
    """A wide mark with the room of two thirds of a square, among wide characters."""
    read = [Read(text, 0.0, 0.99) for text in "市局，市局"]
    columns = [0, *[14] * 18, 0, 0, *[14] * 18, 0, *[0] * 2, *[4] * 4, *[0] * 7, *[14] * 18, 0]
    columns += [0, *[14] * 18, 0]
    found = set_widths(read, [10, 30, 44, 62, 83], columns, 18.0)
    assert found[2].text == "，"
    assert found[2].overruled
    assert found[2].room == pytest.approx(0.65, abs=0.02)


def test_a_percent_sign_is_as_narrow_as_its_number() -> None:
    assert [one.text for one in widths("95%以上")][:3] == ["9", "5", "%"]


def test_marks_are_not_wide_characters() -> None:
    assert [is_wide(one) for one in "市，。A1"] == [True, False, False, False, False]


def test_ink_of_a_digit_is_not_that_of_a_point() -> None:
    """The point is too faint to be seen, or its place a little off: the digit is next to it."""
    read = [Read(text, 0.0, 0.99) for text in "市1．1市"]
    digit = [0, 0, 0, 0, *[14] * 3, 0, 0, 0]
    columns = [*[0, *[14] * 18, 0], *digit, *[0] * 5, *digit, *[0, *[14] * 18, 0]]
    found = set_widths(read, [10, 25, 34, 41, 55], columns, 18.0)
    assert "".join(one.text for one in found) == "市1.1市"


def test_digits_with_wide_rims_make_no_point_wide() -> None:
    """Their inks stand a square apart, as beside a wide point, but their middles do not."""
    read = [Read(text, 0.0, 0.99) for text in "长8．7公里"]
    digit, point = [0, 0, 0, *[14] * 4, 0, 0, 0], [*[0] * 4, 4, 4, *[0] * 4]
    columns = [*[0, *[14] * 18, 0], *digit, *point, *[0] * 6, *digit[3:], *[0, *[14] * 18, 0] * 2]
    found = set_widths(read, [10, 25, 35, 45, 63, 83], columns, 18.0)
    assert "".join(one.text for one in found) == "长8.7公里"


def _told(text: str, *inks: tuple[int, int, int]) -> list[Width]:
    """A line by the first and last column of the ink of each character, and how high that is."""
    columns = [0] * (inks[-1][1] + 2)
    for first, last, high in inks:
        columns[first : last + 1] = [high] * (last + 1 - first)
    middles = [(first + last) / 2 for first, last, _ in inks]
    return set_widths([Read(one, 0.0, 0.99) for one in text], middles, columns, 18.0)


@pytest.mark.parametrize(("room", "unsure"), [(8, False), (14, True), (20, False)])
def test_room_that_a_narrow_and_a_close_wide_mark_may_have_is_a_doubt(
    room: int, unsure: bool
) -> None:
    """Kai type leaves a narrow bracket seven tenths of a square, as a squeezed line a wide one."""
    after = 40 + room
    found = _told(
        "市局：市局", (1, 18, 14), (21, 39, 14), (42, 43, 4), (after, after + 18, 14),
        (after + 20, after + 38, 14),
    )  # fmt: skip
    assert found[2].unsure is unsure


def test_a_mark_that_touches_its_neighbour_may_be_narrow() -> None:
    assert [one.text for one in widths("市局，|市局") if one.unsure] == ["，"]


@pytest.mark.parametrize(
    ("text", "sign", "doubt"),
    [
        ("5％以上", (12, 20, 14), False),
        ("5％以上", (12, 33, 14), True),  # ％, or ‰, with the room of a wide sign
        ("5％，上", (12, 20, 14), False),
        ("5％，上", (12, 33, 14), True),
    ],
)
def test_a_percent_sign_with_the_room_of_a_wide_one_is_a_doubt(
    text: str, sign: tuple[int, int, int], doubt: bool
) -> None:
    start = sign[1] + (6 if "，" in text else 3)
    found = _told(text, (1, 9, 14), sign, (start, start + 17, 14), (start + 20, start + 37, 14))
    assert (found[1].text, found[1].unsure, found[1].odd) == ("%", doubt, doubt)


def test_a_percent_sign_apart_from_its_digit_may_be_wide() -> None:
    """Of heavy type ％ has no more room than %, but a rim of white on the digit's side."""
    tail = (33, 50, 14), (53, 70, 14)
    assert [_told("5％以上", (1, 9, 14), (left, 29, 14), *tail)[1].unsure for left in (11, 13)] == [
        False,
        True,
    ]


@pytest.mark.parametrize(("width", "sign"), [(6, "/"), (16, "／")])
def test_a_narrow_slash_with_white_on_both_sides_is_narrow(width: int, sign: str) -> None:
    """微克/立方米 with white of a quarter of a square beside it; its ink is narrow, in doubt."""
    start = 21 + (20 - width) // 2
    found = _told(
        "克／立", (1, 18, 14), (start, start + width - 1, 3), (43, 60, 14)
    )[1]  # fmt: skip
    assert (found.text, found.unsure) == (sign, width == 6)
