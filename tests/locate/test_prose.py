"""Task lists without a table: the prose is read into rows, and every character is placed."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
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


def test_note_in_brackets_after_each_numbered_task() -> None:
    """The label goes, the bodies are the owners, the heading is the section."""
    result = _read(
        "关于印发工作方案的通知",
        "一、优化环境",
        "1．推行承诺制。（责任单位：市市场监管局、各镇街（园区））",
        "2．压缩时限；（责任单位：市住房城乡建设局）。",
        "二、加强监管",
        "3．开展抽查。（责任单位：市公安局）",
        "附件：名单",
    )
    assert [(t.task_no, t.text, t.owner_text, t.section) for t in result.tasks] == [
        ("1.1", "推行承诺制。", "市市场监管局、各镇街（园区）", ("一、优化环境",)),
        ("2.1", "压缩时限；", "市住房城乡建设局", ("一、优化环境",)),
        ("3.1", "开展抽查。", "市公安局", ("二、加强监管",)),
    ]
    assert [part.text for part in result.outside] == ["关于印发工作方案的通知", "附件：名单"]


def test_notes_on_lines_of_their_own() -> None:
    """责任单位 and 完成时限 below the task; the deadline is a field of its own."""
    result = _read(
        "1．推行承诺制。",
        "责任单位：市市场监管局；完成时限：2022年12月底前",
        "2．压缩时限。",
        "继续深化。",
        "责 任 单 位：市住房城乡建设局",
    )
    assert [(t.text, t.owner_text, t.deadline_text) for t in result.tasks] == [
        ("推行承诺制。", "市市场监管局", "2022年12月底前"),
        ("压缩时限。\n继续深化。", "市住房城乡建设局", None),
    ]


def test_lead_and_support_notes() -> None:
    """Two labels, in one note or in two paragraphs, keep their roles."""
    result = _read(
        "1．推行承诺制。（牵头单位：市市场监管局；配合单位：市公安局、市财政局）",
        "2．压缩时限。",
        "牵头单位：市住房城乡建设局",
        "配合单位：市民政局",
    )
    assert [task.owner_text for task in result.tasks] == [
        "牵头单位：市市场监管局；配合单位：市公安局、市财政局",
        "牵头单位：市住房城乡建设局；配合单位：市民政局",
    ]


def test_note_without_label() -> None:
    """（…负责） at the end of a task, as national documents print it."""
    result = _read(
        "（一）简化手续。完善机制。（教育部牵头，民政部、财政部按职责分工负责）",
        "（二）加强监管（含事后监管）。",
        "（三）强化保障。（人力资源社会保障部负责）",
    )
    assert [(t.task_no, t.text, t.owner_text) for t in result.tasks] == [
        ("1.1", "简化手续。完善机制。", "教育部牵头，民政部、财政部按职责分工负责"),
        ("2.1", "加强监管（含事后监管）。", None),
        ("3.1", "强化保障。", "人力资源社会保障部负责"),
    ]


def test_unnumbered_tasks_below_a_numbered_heading() -> None:
    """The heading is the item, the paragraphs below it its sub-tasks."""
    result = _read(
        "一、总体",
        "（一）简化手续。",
        "完善告知承诺机制。（责任单位：市司法局）",
        "公开事项清单。（责任单位：市政务服务数据管理局）",
        "（二）加强监管。",
        "开展联合抽查。（责任单位：市市场监管局）",
    )
    assert [(t.task_no, t.item_title, t.text, t.section) for t in result.tasks] == [
        ("1.1", "简化手续", "完善告知承诺机制。", ("一、总体",)),
        ("1.2", "简化手续", "公开事项清单。", ("一、总体",)),
        ("2.1", "加强监管", "开展联合抽查。", ("一、总体",)),
    ]


def test_note_without_brackets_in_the_same_paragraph() -> None:
    """A label after the end of a sentence opens the note."""
    result = _read("1．推行承诺制。责任单位：市司法局", "2．公开清单。责任单位：市公安局。")
    assert [task.owner_text for task in result.tasks] == ["市司法局", "市公安局"]


def test_numbers_that_restart_below_each_heading() -> None:
    """Task positions carry the section where the numbers restart."""
    result = _read(
        "（一）手续",
        "1．甲。（责任单位：市司法局）",
        "（二）监管",
        "1．乙。（责任单位：市公安局）",
    )
    assert [task.task_no for task in result.tasks] == ["（一）1.1", "（二）1.1"]


def test_prose_without_notes_is_no_task_list() -> None:
    """A notice that mentions bodies in passing lists no tasks."""
    with pytest.raises(SourceError) as error:
        locate(extraction(outside=["1．请责任单位认真落实。", "特此通知（共三份）。"]), synonyms())
    assert error.value.code == "no_table"


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "关于召开安全生产会议的通知",
            "一、时间：5月8日。",
            "二、地点：会议中心（市政府办公室）。",
            "三、参会人员",
            "1.成员单位负责同志（市应急管理局、市公安局）。",
            "2.各县（市、区）分管负责同志。",
            "请于5月6日前报送名单。联系人：张某",
        ),
        ("组长：李某（副市长）", "成员：张某（市财政局局长）", "赵某（市教育局副局长）"),
        (
            "第一条 制定本办法。",
            "第二条 市城市管理局负责组织实施。",
            "第三条 本办法自公布之日起施行。",
        ),
    ],
)
def test_prose_that_lists_no_tasks_is_refused(paragraphs: tuple[str, ...]) -> None:
    """Brackets with names, persons and duties of bodies do not make a task list."""
    with pytest.raises(SourceError):
        _read(*paragraphs)


def test_a_note_of_bodies_that_stands_in_no_task_is_told() -> None:
    """A bracket that never closes: the task next to it is to be looked at, nothing is glued."""
    result = _read(
        "1．推行承诺制。（责任单位：市市场监管局）",
        "二、其他",
        "建设体育馆（责任单位：市体育局、市住房城乡建",
        "三、附则",
        "2．压缩时限。（责任单位：市教育局）",
        "请各责任单位：按月报送。",
    )
    told = [(task.text, task.owner_text, bool(task.review_reasons)) for task in result.tasks]
    assert told == [("推行承诺制。", "市市场监管局", True), ("压缩时限。", "市教育局", False)]


def test_a_bracket_that_opens_at_the_end_of_a_line() -> None:
    """（责任单位： over the line with the bodies is one note."""
    result = _read(
        "（一）推行承诺制。（责任单位：市市场监管局）", "（二）压缩时限。（责任单位：", "市教育局）"
    )
    told = [(task.text, task.owner_text) for task in result.tasks]
    assert told == [("推行承诺制。", "市市场监管局"), ("压缩时限。", "市教育局")]
