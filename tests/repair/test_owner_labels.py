"""Labels of columns before their cells, where the label has marks of its own."""

from __future__ import annotations

import pytest

from pipeline.repair.ledger import balance
from tables import repaired

ROWS = [("1", "完善机制。", "市公安局", "市民政局"), ("2", "推进工作。", "市财政局", "")]


@pytest.mark.parametrize("form", ["{}", "{}：", "{}:", "{} ：", "【{}】", "【{}】："])
def test_a_label_with_its_own_marks_gets_one_colon(form: str) -> None:
    """牵头单位： over 市公安局 gives 牵头单位：市公安局, not two colons."""
    header = ("序号", "工作任务", form.format("牵头单位"), form.format("配合单位"))
    result = repaired(ROWS, header=header)
    assert [task.owner_text for task in result.tasks] == [
        "牵头单位：市公安局；配合单位：市民政局",
        "牵头单位：市财政局",
    ]
    assert balance(result).balanced


def test_a_bracket_inside_a_label_stays() -> None:
    """配合（责任）单位 and 牵头单位（部门） are no labels in brackets."""
    header = ("序号", "工作任务", "牵头单位（部门）：", "（协同）配合单位（部门）")
    (first, _) = repaired(ROWS, header=header).tasks
    assert first.owner_text == "牵头单位（部门）：市公安局；（协同）配合单位（部门）：市民政局"


@pytest.mark.parametrize("label", ["备注", "备注：", "说明:"])
def test_a_remark_beside_its_label_is_no_task(label: str) -> None:
    header = ("序号", "工作任务", "牵头单位", "配合单位")
    result = repaired([*ROWS, (label, "未写时限的，年底前完成。", "", "")], header=header)
    assert [task.text for task in result.tasks] == ["完善机制。", "推进工作。"]
    assert "未写时限的，年底前完成。" in [part.text for part in result.outside]
    assert balance(result).balanced
