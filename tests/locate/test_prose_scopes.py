"""Whose a note is: brackets in one sentence, notes below steps, annexes, what is in doubt."""

from __future__ import annotations

from pipeline.locate import locate
from pipeline.records import Repaired
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import extraction, synonyms


def _read(*paragraphs: str) -> Repaired:
    result = repair(locate(extraction(outside=paragraphs), synonyms()))
    ledger = balance(result)
    assert ledger.balanced, (ledger.lost, ledger.surplus)
    return result


def _rows(*paragraphs: str) -> list[tuple[int | None, str | None, str | None]]:
    return [(t.item_no, t.text, t.owner_text) for t in _read(*paragraphs).tasks]


def test_several_brackets_of_bodies_in_one_sentence() -> None:
    """Each clause with its bracket is a task; a last clause without one belongs to it."""
    assert _rows(
        "1.公开预算（市财政局），公开项目（市发展改革委），公开目录（市教育局）。",
        "2.公开抽检结果（市公安局），每月一期。",
        "3.推进集约化。（市政府办公室）清理账号（市水利局）；6月底前完成。",
    ) == [
        (1, "公开预算", "市财政局"),
        (1, "公开项目", "市发展改革委"),
        (1, "公开目录", "市教育局"),
        (2, "公开抽检结果，每月一期。", "市公安局"),
        (3, "推进集约化。", "市政府办公室"),
        (3, "清理账号；6月底前完成。", "市水利局"),
    ]


def test_a_bracket_of_names_left_in_a_text_is_doubted() -> None:
    """It may say which body is meant (有关部门（市公安局）), or be a note that stands oddly."""
    tasks = _read(
        "1.支持中央单位（市气象局），推进合作（市科技局）。",
        "2.公开目录（市教育局）。",
        "3.推进改革（市司法局）、开放（市商务局）。",
    ).tasks
    assert [task.owner_text for task in tasks] == ["市科技局", "市教育局", "市商务局"]
    assert [bool(task.review_reasons) for task in tasks] == [True, False, True]
    assert "names bodies too: 市气象局" in tasks[0].review_reasons[0]


def test_a_labelled_note_leaves_names_in_the_text_alone() -> None:
    (first, _) = _read(
        "1.强化联动（市公安局、市司法局），开展整治。（责任单位：市教育局）",
        "2.公开目录。（责任单位：市教育局）",
    ).tasks
    assert first.text == "强化联动（市公安局、市司法局），开展整治。"
    assert (first.owner_text, first.review_reasons) == ("市教育局", ())


def test_steps_above_a_note_are_parts_of_the_task_where_others_are_noted_directly() -> None:
    assert _rows(
        "一、治污",
        "1.推进钢铁企业创A。",
        "(1)完成改造。",
        "(2)完成运输。",
        "责任单位：市工信局",
        "2.取缔反弹企业。",
        "责任单位：市公安局",
    ) == [
        (1, "推进钢铁企业创A。\n(1)完成改造。\n(2)完成运输。", "市工信局"),
        (2, "取缔反弹企业。", "市公安局"),
    ]


def test_a_section_without_notes_amid_noted_ones_is_no_remark() -> None:
    """Its items are tasks without bodies; what stands before and behind the list is none."""
    result = _read(
        "一、工作要求",
        "1.高度重视。",
        "二、公开",
        "1.公开预算。（责任单位：市财政局）",
        "三、公正",
        "1.规范执法。",
        "①培训。",
        "2.规范裁量。",
        "四、公平",
        "1.公开招生。（责任单位：市教育局）",
        "五、保障",
        "1.加强领导。",
    )
    assert [(t.section[0][0], t.text, t.owner_text) for t in result.tasks] == [
        ("二", "公开预算。", "市财政局"),
        ("三", "规范执法。\n①培训。", None),
        ("三", "规范裁量。", None),
        ("四", "公开招生。", "市教育局"),
    ]
    assert all(task.review_reasons for task in result.tasks if not task.owner_text)


def test_a_task_numbered_like_the_heading_above_is_doubted() -> None:
    """（二） is a task of its own and none of section （一）."""
    tasks = _read(
        "（一）推进改造",
        "1.改造甲。（责任单位：市财政局）",
        "2.改造乙。（责任单位：市财政局）",
        "（二）公开目录。（责任单位：市教育局）",
    ).tasks
    assert [any("numbered like" in why for why in t.review_reasons) for t in tasks] == [0, 0, 1]


def test_each_annex_is_a_list_of_its_own() -> None:
    """附件2 ends the sections of 附件1; a list that goes over an annex stays one."""
    result = _read(
        "附件1",
        "一、市长主抓工作",
        "1.减负。",
        "责任单位：市财政局",
        "附件2",
        "民生实事",
        "1.新增充电桩。",
        "责任单位：市教育局",
    )
    assert [(t.section, t.text) for t in result.tasks] == [
        (("一、市长主抓工作",), "减负。"),
        ((), "新增充电桩。"),
    ]
    assert not any(task.review_reasons for task in result.tasks)
    assert [part.text for part in result.headers] == ["附件2"]


def test_tasks_glued_to_one_paragraph() -> None:
    """The numbers count on, each behind the note of the task before."""
    assert _rows(
        "提出以下意见。1.新建甲，2.5万亩。责任单位：市教育局、市科技局。"
        "2.改造乙。责任单位：市财政局。3.培训丙。责任单位：市公安局。"
    ) == [
        (1, "新建甲，2.5万亩。", "市教育局、市科技局"),
        (2, "改造乙。", "市财政局"),
        (3, "培训丙。", "市公安局"),
    ]


def test_a_note_that_goes_on_behind_a_full_stop_is_doubted() -> None:
    (task,) = _read("1.新建甲。责任单位：市教育局。改造乙，培训丙。").tasks
    assert "goes on behind a full stop: 改造乙" in " ".join(task.review_reasons)


def test_one_with_others_and_kinds_of_bodies() -> None:
    """由…会同…等部门 before what they do; 由公安、交通部门负责 behind the title of a task."""
    assert _rows(
        "（一）关于“粮食安全”的问题，由发展改革委会同财政部、农业部等部门研究提出意见。",
        "（二）关于“耕地”的问题，由国土资源部会同农业部等部门负责落实。",
    ) == [
        (1, "关于“粮食安全”的问题，研究提出意见。", "由发展改革委会同财政部、农业部等部门"),
        (2, "关于“耕地”的问题", "由国土资源部会同农业部等部门负责落实"),
    ]
    assert _rows(
        "（一）道路整治，由公安、交通部门负责，有关部门配合。要加大力度。",
        "（二）消防整治，由公安部门负责，有关部门配合。要排查隐患。",
    ) == [
        (1, "道路整治，要加大力度。", "由公安、交通部门负责，有关部门配合"),
        (2, "消防整治，要排查隐患。", "由公安部门负责，有关部门配合"),
    ]
