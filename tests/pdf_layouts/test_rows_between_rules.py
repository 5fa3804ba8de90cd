"""Tables of three rules: above, below the header, below the body; a line of print is a row."""

from __future__ import annotations

from pathlib import Path

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced


def three_rules(hand: Hand, *ys: float) -> None:
    for y in ys:
        hand.across(y, 50, 560)


def test_a_long_caption_above_the_first_rule_is_no_part_of_the_table(tmp_path: Path) -> None:
    """It runs over the columns."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 180.0, 310.0, 440.0)
    hand.text(
        54,
        40,
        "表3.6　实验数据，这个题注十分的长，越过各栏之间的空白",
        "Table 3.6  Data of the tests",
    )
    rows = [["程序", "运行", "同步", "恢复"]]
    rows += [[f"CG.{n}", f"{9 - n}.05", f"{n}.002", f"0.1{n}"] for n in range(4)]
    for number, row in enumerate(rows):
        hand.row(80 + 15 * number, xs, *([text] for text in row))
    three_rules(hand, 76, 94, 160)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


def test_rows_of_one_line_between_rules_beside_wrapped_ones(tmp_path: Path) -> None:
    """Lines part groups of rows; in one of them a text is wrapped."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 150.0, 260.0, 330.0)
    rows = [["条目", "接口宏", "置空", "默认值"]]
    rows += [["标题", ".title", "否", "无"], ["副标题", ".sub", "可", "无"]]
    rows += [["创作日期", ".date", "否", "today"], ["许可证", ".license", "可", ""]]
    for number, row in enumerate(rows):
        hand.row(60 + 15 * number + 2 * (number > 3), xs, *([text] for text in row if text))
    wrapped = ["本作品采用知识共享署名许可协议进行许", "可，转载时注明出处。"]
    hand.text(xs[3] + 4, 122, *wrapped)
    rows[-1][3] = "".join(wrapped)
    three_rules(hand, 57, 74, 119, 155)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


def test_two_rows_with_a_figure_each_below_a_rule(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 180.0)
    rows = [["子表", "账号"], ["东1", "312439@b.cn"], ["西部新", "554502@b.cn"]]
    for number, row in enumerate(rows):
        hand.row(60 + 15 * number, xs, *([text] for text in row))
    three_rules(hand, 57, 74, 107)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


def test_lines_of_wrapped_texts_at_the_same_heights_are_one_row(tmp_path: Path) -> None:
    """Each cell of both rows has three lines, the texts fill their columns."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 130.0, 400.0)
    rows = [["任务", "内容", "责任单位"]]
    hand.row(60, xs, *([text] for text in rows[0]))
    for y in (80, 140):
        cells = [
            ["完善城市应急", "体系建设项目", "和避难场所"],
            [
                "健全部门协同机制并开展年度评估工作，完善各类",
                "应急预案和物资储备，推进避难场所标准化改造和",
                "数字化管理。",
            ],
            ["市应急管理局、", "市发展改革委、", "市财政局"],
        ]
        hand.row(y, xs, *cells)
        rows.append(["".join(lines) for lines in cells])
    three_rules(hand, 57, 76, 135, 195)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == rows


def test_entries_beside_a_text_that_may_be_wrapped_are_flagged(tmp_path: Path) -> None:
    """The names are one on a line; what is beside them fills its column."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 150.0)
    hand.row(60, xs, ["格式"], ["说明"])
    names = ["left", "paragraph", "bar"]
    hand.row(
        80,
        xs,
        names,
        ["单元格内容左对齐或者居中不折行", "单元格宽度固定为其参数可以折行", "绘制竖线"],
    )
    three_rules(hand, 57, 76, 130)
    (table,) = read_balanced(hand.save()).tables
    assert table.rows == 2
    assert all(cell.doubt for cell in table.cells if cell.row)


def test_a_row_that_begins_as_a_caption_does_stays_in_its_table(tmp_path: Path) -> None:
    """Lines part the rows; one is a bar over all columns, others list tables by number."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 180.0, 380.0)
    rows = [["表号", "名称", "页"], ["表1 年报", "", ""], ["表2", "经费支出", "12"]]
    rows += [["表3", "人员情况", "15"], ["表4", "设备清单", "20"]]
    for number, row in enumerate(rows):
        hand.row(60 + 20 * number, xs, *([text] for text in row if text))
    three_rules(hand, *(56 + 20 * number for number in range(len(rows) + 1)))
    (table,) = read_balanced(hand.save()).tables
    assert [text for row in grid(table) for text in row if text] == [
        text.replace(" ", "") for row in rows for text in row if text
    ]
    assert table.rows == len(rows)


def test_the_second_line_of_a_header_without_a_rule(tmp_path: Path) -> None:
    """Only there the first column has no text."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 180.0, 310.0, 440.0)
    rows = [["程序", "运行", "同步", "恢复"], ["", "时间", "时间", "方式"]]
    rows += [[f"CG.{n}", f"{9 - n}.05", f"{n}.002", "自动"] for n in range(5)]
    for number, row in enumerate(rows):
        hand.row(80 + 15 * number, xs, *([text] for text in row))
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [["程序", "运行时间", "同步时间", "恢复方式"], *rows[2:]]


def test_lines_around_the_head_of_a_page_are_none_of_the_table(tmp_path: Path) -> None:
    """They are as wide as its rules, and its title stands below them."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 180.0, 310.0, 440.0)
    truth: list[list[list[str]]] = []
    for page, title in enumerate(("各区学校实有数量", "各县学校新增数量"), 1):
        hand.text(54, 23, "附录")
        hand.text(450, 23, "某市统计公报 2021")
        hand.text(54, 53, f"{title}，按单位分列")
        truth.append([["单位", "学校", "教师", "学生"]])
        truth[-1] += [[f"第{n}区", f"{n}{page}0", f"{n}{page}05", f"9{n}{page}1"] for n in range(5)]
        for number, row in enumerate(truth[-1]):
            hand.row(80 + 15 * number, xs, *([text] for text in row))
        three_rules(hand, 20, 40, 76, 94, 175)
        hand.turn()
    found = read_balanced(hand.save())
    assert [grid(table) for table in found.tables] == truth
    heads = [one.text for one in found.removed if one.rule == "running_head"]
    assert sorted(heads) == ["某市统计公报 2021"] * 2 + ["附录"] * 2
