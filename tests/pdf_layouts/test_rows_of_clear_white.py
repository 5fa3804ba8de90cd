"""Tables without lines: more white between rows than within any, numbers level with any line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdf_layouts.by_hand import PITCH, Hand
from pdf_layouts.truth import Row, grid, read_balanced

XS = (50.0, 90.0, 300.0, 420.0)
HEAD: Row = ("序号", "工作任务", "责任单位", "完成时限")
TASKS = (
    [
        "开展森林防火专项检查和野外用火审批清",
        "理，落实情况纳入年度绩效考核，权重不",
        "低于百分之五。",
    ],
    ["完善极端天气预警响应机制，预警信息直", "达到户。"],
    ["修复水毁堤防，储备冲锋舟和抽水泵等防", "汛物资，加强宣传引导，提高群众知晓率", "和满意度。"],
    ["移交问题线索限期反馈，建立部门会商机", "制。"],
)
BODIES = (
    ["市消防救援支队、市", "住房城乡建设局、市", "交通运输局"],
    ["市气象局"],
    ["市水务局、市应急管", "理局"],
    ["市应急管理局、市财", "政局"],
)
TIMES = (["2020年11月"], ["2020年11月底", "前"], ["2020年12月31", "日前"], ["持续推进"])


@pytest.mark.parametrize("white", [10.0, 16.0])
def test_rows_about_whole_lines(tmp_path: Path, white: float) -> None:
    """Set to the middle by whole lines, a text has neither the middle nor the top of its row."""
    hand = Hand(tmp_path / "a.pdf")
    hand.row(40, XS, *([text] for text in HEAD))
    y, truth = 40 + PITCH + white, []
    for number, cells in enumerate(zip(TASKS, BODIES, TIMES, strict=True), 1):
        most = max(map(len, cells))
        for x, lines in zip(XS, ([str(number)], *cells), strict=True):
            hand.row(y + (most - len(lines)) // 2 * PITCH, [x], lines)
        truth.append([str(number), *("".join(lines) for lines in cells)])
        y += most * PITCH + white
    (table,) = read_balanced(hand.save()).tables
    assert grid(table)[1:] == truth
