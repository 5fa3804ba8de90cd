"""Tables whose lines part less than their texts: exact rows from what the texts say."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from pdf_layouts.by_hand import HIGH, Hand
from pdf_layouts.truth import blank_is_none, grid, read_balanced
from pdf_press import FONT

XS = (50.0, 90.0, 285.0, 500.0)
HEAD = [["序号"], ["任务"], ["责任单位"]]
ROWS = (
    ([["1"], ["推进一件事集成服务改革落地见效，压减", "办理环节。"], ["市公安局、市民政局"]]),
    ([["2"], ["建立联席会议制度。"], ["市财政局、市水务局、市司法局、", "市教育局"]]),
    ([["3"], ["完善应急预案，定期组织演练并开展评估", "工作。"], ["市应急管理局"]]),
    ([["4"], ["健全考核机制。"], ["市统计局"]]),
)
TRUTH = [["序号", "任务", "责任单位"], *(["".join(lines) for lines in row] for row in ROWS)]


def set_rows(hand: Hand, y: float, pad: float) -> list[float]:
    """Print header and rows; the upper edge of each, and the lower of the last."""
    edges = [y]
    for row in (HEAD, *ROWS):
        hand.row(y + pad, XS, *row)
        y += 15 * max(map(len, row)) + 2 * pad
        edges.append(y)
    return edges


def rows_of(path: Path) -> list[list[str | None]]:
    (table,) = read_balanced(path).tables
    return blank_is_none(grid(table))


def test_column_lines_alone_and_no_white_between_rows(tmp_path: Path) -> None:
    """The numbers stand at the top of their rows: each begins one."""
    hand = Hand(tmp_path / "a.pdf")
    edges = set_rows(hand, 60, 0)
    for x in XS:
        hand.down(x, edges[0] - 2, edges[-1])
    hand.across(edges[0] - 2, XS[0], XS[-1])
    assert rows_of(hand.save()) == TRUTH


def test_single_rows_without_lines_between_columns(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    edges = set_rows(hand, 60, 3)
    for y in edges:
        hand.across(y, XS[0], XS[-1])
    for number, (top, bottom) in enumerate(pairwise(edges)):
        for x in XS if number % 2 else (XS[0], XS[-1]):
            hand.down(x, top, bottom)
    assert rows_of(hand.save()) == TRUTH


def test_lines_between_some_columns_in_the_header_alone(tmp_path: Path) -> None:
    """The numbers stand beside the middle of their texts, nearer than two texts would."""
    hand = Hand(tmp_path / "a.pdf")
    edges = [60.0, 80.0, 120.0, 160.0, 200.0, 220.0]
    for y in edges:
        hand.across(y, XS[0], XS[-1])
    for x in XS:
        hand.down(x, 60, 80 if x == XS[1] else 220)
    hand.row(63, XS, *HEAD)
    for (number, text, bodies), (top, bottom) in zip(ROWS, pairwise(edges[1:]), strict=True):
        hand.text(76, (top + bottom) / 2 - 6, *number)
        hand.row(top + 3, XS, [], text, bodies)
    assert rows_of(hand.save()) == TRUTH


def test_a_heading_over_all_columns_is_not_parted(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.grid(XS, (60, 80, 100, 120))
    hand.row(63, XS, ["序号"], ["任务"], ["责任单位"])
    hand.row(83, XS, ["1"], ["落实责任。"], ["市公安局"])
    hand.row(103, XS, ["2"], ["健全机制。"], ["市民政局"])
    hand.across(140, XS[0], XS[-1])
    for x in (XS[0], XS[-1]):
        hand.down(x, 120, 140)
    hand.text(54, 123, "一、加强组织领导")
    assert rows_of(hand.save())[3] == ["一、加强组织领导", None, None]


def test_no_lines_between_the_rows_of_a_section(tmp_path: Path) -> None:
    """Several numbers in one cell of the number column are several rows."""
    hand = Hand(tmp_path / "a.pdf")
    edges = set_rows(hand, 60, 4)
    for y in (edges[0], edges[1], edges[3], edges[-1]):
        hand.across(y, XS[0], XS[-1])
    for x in XS:
        hand.down(x, edges[0], edges[-1])
    assert rows_of(hand.save()) == TRUTH


def test_numbers_beside_long_texts_are_a_column(tmp_path: Path) -> None:
    """Few of the lines of print have one."""
    hand = Hand(tmp_path / "a.pdf")
    y, rows = 60, [["序号", "任务", "责任单位"]]
    hand.row(y + 3, XS, *HEAD)
    hand.across(y, XS[0], XS[-1])
    y += 21
    hand.across(y, XS[0], XS[-1])
    for number in (1, 2):
        lines = ["全面推行告知承诺制改革并加强监管一二三" for _ in range(11)]
        lines.append(f"第{number}项。")
        hand.row(y + 3, XS, [str(number)], lines, ["市公安局"])
        rows.append([str(number), "".join(lines), "市公安局"])
        y += 15 * 12 + 6
        hand.across(y, XS[0], XS[-1])
    assert rows_of(hand.save()) == rows


def test_shaded_rows_below_a_header_without_shade(tmp_path: Path) -> None:
    """Between the header and the first row nothing is drawn."""
    hand = Hand(tmp_path / "a.pdf")
    y = 60.0
    for number, row in enumerate((HEAD, *ROWS, *ROWS)):
        high = 15 * max(map(len, row)) + 6.0
        if number and number % 2 == 0:
            hand.canvas.setFillGray(0.9)
            hand.canvas.rect(XS[0], 500 - y - high, XS[-1] - XS[0], high, stroke=0, fill=1)
            hand.canvas.setFillGray(0)
        hand.row(y + 3, XS, *row)
        y += high
    assert rows_of(hand.save()) == [*TRUTH, *TRUTH[1:]]


def test_rules_between_items_and_white_between_their_rows(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 180.0, 420.0, 540.0)
    hand.across(60, xs[0], xs[-1])
    hand.row(63, xs, ["序号"], ["改革任务"], ["具体任务"], ["责任单位"])
    hand.across(80, xs[0], xs[-1])
    hand.row(
        83,
        xs,
        ["1"],
        ["优化服务"],
        ["推进一件事集成服务改革落地见效，压", "减环节。"],
        ["市公安局"],
    )
    hand.row(123, xs, [], [], ["健全机制，完善平台。"], ["市民政局"])
    hand.across(141, xs[0], xs[-1])
    hand.row(
        144,
        xs,
        ["2"],
        ["强化监管"],
        ["开展检查，建立清单制度并及时销号整", "改到位。"],
        ["市水务局"],
    )
    hand.across(177, xs[0], xs[-1])
    assert rows_of(hand.save())[1:] == [
        ["1", "优化服务", "推进一件事集成服务改革落地见效，压减环节。", "市公安局"],
        [None, None, "健全机制，完善平台。", "市民政局"],
        ["2", "强化监管", "开展检查，建立清单制度并及时销号整改到位。", "市水务局"],
    ]


def test_paragraphs_side_by_side_are_one_row(tmp_path: Path) -> None:
    """White at one height in two cells parts no row, where what stands above is as long."""
    hand = Hand(tmp_path / "a.pdf")
    for y in (60, 80, 140, 200):
        hand.across(y, XS[0], XS[-1])
    hand.row(63, XS, *HEAD)
    for number, y in ((1, 83), (2, 143)):
        hand.row(y, XS, [str(number)], ["推进一件事集成服务改革落地。"], ["牵头：市公安局"])
        hand.row(
            y + 25, XS, [], ["完善应急预案，定期组织演练并开展评估", "工作。"], ["配合：市民政局"]
        )
    (table,) = read_balanced(hand.save()).tables
    assert table.rows == 3


def test_a_quarter_of_a_character_beside_digits_parts_no_column(tmp_path: Path) -> None:
    """Typesetters leave it between Latin and full-width characters, at one place in each row."""
    hand = Hand(tmp_path / "a.pdf")
    for number, y in enumerate((60, 80, 100, 120)):
        hand.across(y, XS[0], XS[-1])
        hand.row(y + 3, XS, [str(number + 1)], ["落实责任制度。"])
        hand.canvas.drawString(289, 500 - y - 13, "2022")
        x = 289 + pdfmetrics.stringWidth("2022", FONT, 10) + 2.5
        hand.canvas.drawString(x, 500 - y - 13, "年6月底前")
    hand.across(140, XS[0], XS[-1])
    assert rows_of(hand.save())[0] == ["1", "落实责任制度。", "2022年6月底前"]


def test_a_heading_in_the_middle_between_rows_without_lines(tmp_path: Path) -> None:
    """It stands within one column, but at the left of none, and nothing stands beside it."""
    hand = Hand(tmp_path / "a.pdf")
    hand.across(60, XS[0], XS[-1])
    hand.row(63, XS, *HEAD)
    hand.across(80, XS[0], XS[-1])
    hand.text(231, 88, "一、加强组织")
    y = 112.0
    for row in ROWS:
        hand.row(y, XS, *row)
        y += 15 * max(map(len, row)) + 9
    hand.across(y, XS[0], XS[-1])
    assert rows_of(hand.save()) == [TRUTH[0], ["一、加强组织", None, None], *TRUTH[1:]]


def test_the_number_of_a_last_row_is_no_page_number(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    edges = set_rows(hand, 335, 5)
    assert edges[-1] > 470
    assert rows_of(hand.save()) == TRUTH


def test_dots_between_the_rows_are_lines(tmp_path: Path) -> None:
    """Level lines of dots part the rows, though each text is in the middle of its cell."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 80.0, 170.0, 320.0, 450.0)
    hand.row(43, xs, ["序号"], ["任务名称"], ["主要内容"], ["责任单位"])
    hand.across(40, xs[0], xs[-1])
    hand.across(58, xs[0], xs[-1])
    for number in range(1, 5):
        top = 58 + 50 * (number - 1)
        hand.row(top + 18, xs, [str(number)], ["健全公共服务"], [], ["市公安局"])
        hand.row(top + 3, xs, [], [], ["统筹推进各项工作", "压减办理环节并且", "健全机制。"])
        for dot in range(266):
            hand.canvas.rect(xs[0] + 1.5 * dot, HIGH - top - 50, 0.75, 0.75, stroke=0, fill=1)
    (found,) = read_balanced(hand.save()).tables
    body = grid(found)[1:]
    assert [row[:2] for row in body] == [[str(n), "健全公共服务"] for n in range(1, 5)]


def test_rows_that_no_line_parts_are_noted(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 290.0, 400.0)
    for number, y in enumerate((43, 63, 83, 103, 123)):
        first = str(number) if number else "序号"
        hand.row(y, xs, [first], ["健全工作机制" if number else "任务"], ["市公安局"])
    (note,) = read_balanced(hand.save()).notes
    assert note.startswith("page 1: no lines are drawn between the rows")


def test_merged_cells_in_the_middle_of_their_rows_without_any_line(tmp_path: Path) -> None:
    """Below the last row no line is drawn; the white between the texts says where rows part."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 200.0, 420.0)
    hand.canvas.setFillGray(0.85)
    hand.canvas.rect(50, HIGH - 50, 490, 24, stroke=0, fill=1)
    hand.canvas.setFillGray(0)
    hand.row(32, xs, ["序号"], ["任务"], ["措施"], ["责任单位"])
    task = [
        "推进一件事集成服务改革落地见效，压减环",
        "节，完善应急预案，定期组织演练并开展评",
        "估。",
    ]
    truth: list[list[str | None]] = [["序号", "任务", "措施", "责任单位"]]
    y = 50.0
    for number, counts in enumerate(((3, 2), (2, 3, 1), (3,), (1, 3)), start=1):
        highs = [15 * count + 14 for count in counts]
        middle = y + sum(highs) / 2
        hand.text(xs[0] + 4, middle - 5, str(number))
        hand.text(xs[1] + 4, middle - 12.5, "切实加强基层治理", f"体系{number}")
        for place, (count, high) in enumerate(zip(counts, highs, strict=True)):
            lines = [*task[: count - 1], "健全机制。"]
            hand.text(xs[2] + 4, y + (high - 15 * count) / 2 + 2, *lines)
            hand.text(xs[3] + 4, y + high / 2 - 5, "市公安局")
            item = [str(number), f"切实加强基层治理体系{number}"] if not place else [None, None]
            truth.append([*item, "".join(lines), "市公安局"])
            y += high
    assert rows_of(hand.save()) == truth
