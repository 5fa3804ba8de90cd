"""Text broken at the margin: paragraphs put together, page numbers and running heads taken out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.text.reading import read_text
from pipeline.records import Extraction
from word_xml import accounted

_LONG = "加快补齐城镇污水收集处理设施短板，推进雨污分流改造和老旧管网更新，提高进水"


def read(*lines: str) -> Extraction:
    extraction = read_text("\n".join(lines).encode(), "t.txt")
    assert accounted(extraction) == extraction.characters
    return extraction


def outside(*lines: str) -> list[str]:
    return [part.text for part in read(*lines).outside]


def test_a_paragraph_goes_on_where_the_line_is_full() -> None:
    assert outside(
        "一、治水", f"1.{_LONG}", "浓度。", f"2.{_LONG}", "质量。", "（责任单位：市水务局）"
    ) == ["一、治水", f"1.{_LONG}浓度。", f"2.{_LONG}质量。", "（责任单位：市水务局）"]


def test_a_number_a_label_an_indent_and_a_blank_line_begin_a_paragraph() -> None:
    lines = (f"1.{_LONG}", "浓度。", f"2.{_LONG}", "质量。", f"3.{_LONG}", "责任单位：市水务局")
    kept = [f"1.{_LONG}浓度。", f"2.{_LONG}质量。", f"3.{_LONG}", "责任单位：市水务局"]
    assert outside(*lines) == kept
    assert outside(*lines, f"4.{_LONG}", "", "效益。") == [*kept, f"4.{_LONG}", "效益。"]
    indented = outside(
        f"　　{_LONG}", "浓度。", f"　　{_LONG}", "　　质量。", f"　　{_LONG}", "效益。"
    )
    assert indented == [f"{_LONG}浓度。", _LONG, "质量。", f"{_LONG}效益。"]


def test_page_numbers_and_running_heads_go_between_the_halves() -> None:
    extraction = read(
        "某市人民政府文件",
        f"1.{_LONG}",
        "— 1 —",
        "某市人民政府文件",
        "浓度。",
        f"2.{_LONG}",
        "质量。",
    )
    assert [part.text for part in extraction.outside] == [
        "某市人民政府文件",
        f"1.{_LONG}浓度。",
        f"2.{_LONG}质量。",
    ]
    removed = [(removal.rule, removal.text) for removal in extraction.removed]
    assert removed == [("page_number", "— 1 —"), ("running_head", "某市人民政府文件")]


def test_cells_on_lines_and_short_paragraphs_are_left_alone() -> None:
    cells = ("序号", "任务", "责任单位", "1", f"{_LONG}", "市水务局", "2", f"{_LONG}", "市水务局")
    assert outside(*cells) == list(cells)
    short = ("1.修桥", "市交通局", "2.铺路", "市交通局")
    assert outside(*short) == list(short)


def test_a_header_on_one_line_is_a_paragraph_of_its_own() -> None:
    """序号 重点任务 责任单位 below a long title, above rows that are broken at the margin."""
    lines = ["梅川市2023年法治政府建设重点任务责任分解表", "序号 重点任务 责任单位"]
    rows = [f"1 {_LONG}", "浓度。", "市水务局", f"2 {_LONG}", "质量。", "市水务局、市住建局"]
    assert outside(*lines, *rows)[:2] == lines


def test_the_place_is_the_first_line() -> None:
    extraction = read("题", f"1.{_LONG}", "浓度。", f"2.{_LONG}", "质量。")
    assert [part.place.line for part in extraction.outside] == [1, 2, 4]


@settings(max_examples=60)
@given(st.lists(st.text("一二市、。（）1.：　 — ", max_size=60), max_size=12))
def test_no_character_is_lost(lines: list[str]) -> None:
    read(*lines)


def test_a_note_that_breaks_in_its_label_goes_on() -> None:
    """In a bracket that is open, within the label, or behind it."""
    head, tail = "加快补齐短板，推进雨污分流改造和老旧管网更新", "提高进水浓度。"
    bodies = "市水务局；责任单位：市教育局、市生态环境局、市农业农村局、市财"
    lines = (f"1.{head}{tail}（牵", f"头单位：{bodies}", "政局）")
    more = (f"2.{head}{tail}责任", "单位：市水务局。", f"3.{head}{tail}责任单位：", "市财政局。")
    joined = [f"1.{head}{tail}（牵头单位：{bodies}政局）"]
    joined += [f"2.{head}{tail}责任单位：市水务局。", f"3.{head}{tail}责任单位：市财政局。"]
    assert outside(*lines, *more) == joined


def test_a_line_of_a_task_beside_a_page_number_is_no_running_head() -> None:
    """完成时限：全年 is printed again and again; so is the first line of like tasks."""
    lines = (f"1.{_LONG}", "浓度。", "完成时限：全年", f"2.{_LONG}", "质量。", "完成时限：全年")
    found = read(*lines, "— 1 —", f"2.{_LONG}", "— 2 —", "质量。")
    assert [each.text for each in found.removed] == ["— 1 —", "— 2 —"]
    assert [part.text for part in found.outside][2:] == [
        f"2.{_LONG}质量。",
        "完成时限：全年",
        f"2.{_LONG}质量。",
    ]


def test_a_title_as_wide_as_the_lines_is_one() -> None:
    lines = (f"1.{_LONG}", "浓度。", f"2.{_LONG}", "质量。")
    title, below = (
        "某自治县人民政府关于2024年健康行动若干重点工作任务的实施方案任务分解",
        f"为{_LONG}",
    )
    assert outside(title, below, "浓度。", *lines)[:2] == [title, f"{below}浓度。"]


def test_page_numbers_go_though_few_lines_are_broken() -> None:
    found = read(
        "1.新建基地9个，这一行的文字写满了整个版心的宽度也就是三十六字。", "— 1 —", "责任单位：市局"
    )
    assert [part.text for part in found.outside][1:] == ["责任单位：市局"]
    assert [each.rule for each in found.removed] == ["page_number"]


def test_the_header_of_a_table_a_line_each_is_no_prose() -> None:
    """海淀区…分解表 would else go on with 任务名称, and a long task with its bodies."""
    lines = ["某区2023年公共文化服务目标任务分解表格一览", "任务名称", "工作措施", "责任单位"]
    lines += ["1.培育主体", "优化审批流程，审批时限压缩70%以上，全面推行告知", "区公安局"] * 3
    assert outside(*lines) == lines
