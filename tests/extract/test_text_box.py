"""Tables drawn with characters, as legal databases, consoles and old sites print them."""

from __future__ import annotations

import pytest

from pipeline.extract.text.reading import read_text
from pipeline.ink import census
from pipeline.records import Extraction


def _read(drawn: str) -> Extraction:
    """The file; every character of it is in a cell, outside or removed."""
    found = read_text(drawn.encode(), "表.txt")
    texts = [cell.text for table in found.tables for cell in table.cells]
    texts += [part.text for part in found.outside] + [each.text for each in found.removed]
    assert census(texts) == found.characters
    return found


def _rows(found: Extraction) -> list[list[str]]:
    (table,) = found.tables
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def test_wrapped_lines_merged_cells_and_a_drawing_that_is_not_true() -> None:
    """序号 and 工作项目 go on beside a rule of their neighbours; ─ is too short for the texts."""
    found = _read("""\
附件：任务分解表
┌──┬──────────┬──────────┬───┐
│序号│  工作项目  │      工作内容      │责任单位│
├──┼──────────┼──────────┼───┤
│ 1 │健全工作机制│调整充实政务公开领导│县纪委、│
│   │            │小组，明确专人负责。│县政府办│
│   │            ├──────────┼───┤
│   │            │建立季度例会制度。  │县政府办│
├──┼──────────┼──────────┼───┤
│ 2 │推进电子政务│完成网站改版。      │县信息办│
└──┴──────────┴──────────┴───┘
注：略。""")
    assert _rows(found) == [
        ["序号", "工作项目", "工作内容", "责任单位"],
        ["1", "健全工作机制", "调整充实政务公开领导小组，明确专人负责。", "县纪委、县政府办"],
        ["建立季度例会制度。", "县政府办"],
        ["2", "推进电子政务", "完成网站改版。", "县信息办"],
    ]
    spans = {cell.text: cell.row_span for cell in found.tables[0].cells if cell.row == 1}
    assert spans["1"] == spans["健全工作机制"] == 2
    assert [part.text for part in found.outside] == ["附件：任务分解表", "注：略。"]


def test_a_row_over_the_whole_width() -> None:
    """Heavy frames, and a section merged over all columns."""
    found = _read("""\
┏━━┯━━━━━━┯━━━━━━━┓
┃序号│  重点任务  │   责任单位   ┃
┠──┴──────┴───────┨
┃一、优化环境                      ┃
┠──┬──────┬───────┨
┃ 1  │压缩审批时限│市住建局      ┃
┗━━┷━━━━━━┷━━━━━━━┛""")
    assert _rows(found)[1:] == [["一、优化环境"], ["1", "压缩审批时限", "市住建局"]]
    assert [cell.column_span for cell in found.tables[0].cells if cell.row == 1] == [3]


def test_columns_merged_in_one_row_are_told_by_their_place() -> None:
    found = _read("""\
┌──┬────┬────┐
│序号│工作任务│责任单位│
├──┼────┴────┤
│ 1  │见另行通知        │
├──┼────┬────┤
│ 2  │压缩时限│市住建局│
└──┴────┴────┘""")
    merged = [cell for cell in found.tables[0].cells if cell.row == 1]
    assert [(cell.column, cell.column_span, cell.text) for cell in merged] == [
        (0, 1, "1"),
        (1, 2, "见另行通知"),
    ]


@pytest.mark.parametrize("rule", ["+------+----------------+--------------+", ""])
def test_drawn_with_plus_and_hyphen(rule: str) -> None:
    """A row may be several lines; without rules between rows, where the line above is full."""
    lines = [
        "+------+----------------+--------------+",
        "| 序号 | 工作任务       | 责任单位     |",
        "+------+----------------+--------------+",
        "| 1    | 建成停车平台   | 市城管局     |",
        *([rule] if rule else []),
        "| 2    | 完成2-3公里改  | 市住建局、市 |",
        "|      | 造             | 水利局       |",
        "+------+----------------+--------------+",
    ]
    assert _rows(_read("\n".join(lines)))[1:] == [
        ["1", "建成停车平台", "市城管局"],
        ["2", "完成2-3公里改造", "市住建局、市水利局"],
    ]


def test_a_line_of_the_cell_that_leaves_room_ends_a_paragraph() -> None:
    found = _read("""\
┌────┬────────┐
│工作任务│责任单位        │
├────┼────────┤
│压缩时限│市住建局        │
│        │市水利局        │
├────┼────────┤
│改造管网│市城管局        │
└────┴────────┘""")
    assert _rows(found)[1] == ["压缩时限", "市住建局\n市水利局"]


@pytest.mark.parametrize("odd", ["│\n│\n│", "┌┐\n└┘", "││││\n────\n│一│", "|a|\n|b", "+-+\n+-+"])
def test_drawings_that_are_no_table_lose_nothing(odd: str) -> None:
    _read(odd)


def test_bars_alone_with_cells_that_go_on_below_full_ones() -> None:
    """What antiword writes: no rules; a cell that begins again below white begins a row."""
    found = _read("""\
 |序号|项目名称    |建设内容                |责任单位      |
 |1   |保障性住房  |新开工建设保障性住房3500|市住房城乡建设|
 |    |            |套，基本建成4000套。    |局            |
 |    |            |改造棚户区。            |市财政局      |
 |2   |公交优先    |更新公交车60辆。        |市交通运输局、|
 |    |            |                        |市财政局      |
 |    |            |新辟公交线路3条。       |市公安局      |""")
    assert _rows(found) == [
        ["序号", "项目名称", "建设内容", "责任单位"],
        [
            "1",
            "保障性住房",
            "新开工建设保障性住房3500套，基本建成4000套。",
            "市住房城乡建设局",
        ],
        ["", "", "改造棚户区。", "市财政局"],
        ["2", "公交优先", "更新公交车60辆。", "市交通运输局、市财政局"],
        ["", "", "新辟公交线路3条。", "市公安局"],
    ]
    assert not any(cell.doubt for cell in found.tables[0].cells)


def test_a_line_that_only_some_cells_go_on_in_is_doubted() -> None:
    """The bodies of the row above fill their line, so nothing tells that a row begins."""
    found = _read("""\
 |序号|建设内容            |责任单位|
 |1   |新建保障性住房2500套|市政府、|
 |    |，并完成配套。      |市住建局|
 |    |改造棚户区。        |市财政局|""")
    assert _rows(found)[1][2] == "市政府、市住建局市财政局"
    assert all("some begin there" in cell.doubt for cell in found.tables[0].cells if cell.row == 1)
