"""Columns that no synonym knows, settled by their cells and their neighbours."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
from pipeline.locate import locate
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import extraction, synonyms, table

ACTS = ("开展专项整治，整改隐患。", "新建管网12公里，改造泵站2座。", "培育龙头企业3家。")
BODIES = ("市住建局、市应急局", "市水务局", "市工信局、各县（市、区）政府")


def _meanings(header: tuple[str, ...], *columns: tuple[str, ...]) -> list[str]:
    rows = [header, *zip(*columns, strict=True)]
    (found,) = locate(extraction(table(rows)), synonyms()).task_tables
    return [column.meaning for column in found.columns]


@pytest.mark.parametrize(
    ("header", "cells", "meaning"),
    [
        ("兜底的", ("市住建局", "市水务局、市财政局", "各区"), "owner"),
        ("打配合的", ("市住建局", "市水务局、市财政局", "各区"), "support"),
        ("抓总的", ("市住建局", "市水务局", "市财政局"), "lead"),
        ("啥时候", ("6月底", "年底前", "持续推进"), "deadline"),
        ("盯办的", ("王建国", "李某", "赵敏"), "person"),
        ("号头", ("1", "2", "3"), "number"),
        ("刻度", ("95%", "12家", "3.5亿元"), "note"),
        ("动态", ("已完成", "正在推进", "已办结"), "note"),
    ],
)
def test_unknown_column_by_its_kind(header: str, cells: tuple[str, ...], meaning: str) -> None:
    """Bodies, times, persons and numbers tell themselves; figures and states are notes."""
    owner = ("责任单位",) if meaning not in ("owner", "lead", "support") else ()
    columns = (ACTS, cells, BODIES) if owner else (ACTS, cells)
    assert _meanings(("工作任务", header, *owner), *columns)[1] == meaning


def test_known_word_beats_content() -> None:
    """Names of bodies under 备注 stay a note; an unknown one apart from the owners as well."""
    header = ("走访对象", "工作任务", "责任单位", "备注")
    assert _meanings(header, BODIES, ACTS, BODIES, BODIES) == ["note", "task", "owner", "note"]


def test_longest_act_is_the_task_and_the_phrase_its_title() -> None:
    """攻坚点 | 打法 | 谁来干, none of them known."""
    titles = ("隐患排查", "管网更新", "企业培育")
    header = ("攻坚点", "打法", "谁来干")
    assert _meanings(header, titles, ACTS, BODIES) == ["item", "task", "owner"]


def test_far_left_value_for_several_rows_is_a_section() -> None:
    """Of two unknown phrases the nearer one is the title."""
    header = ("战役", "攻坚点", "打法", "谁来干")
    first, second = ("安全", "安全", "产业"), ("隐患排查", "管网更新", "企业培育")
    assert _meanings(header, first, second, ACTS, BODIES) == ["section", "item", "task", "owner"]


def test_evidence_is_told() -> None:
    """The notes of the run say which column was settled by its cells, and why."""
    rows = [("工作任务", "兜底的"), *zip(ACTS, BODIES, strict=True)]
    located = locate(extraction(table(rows)), synonyms())
    assert located.task_tables[0].columns[1].evidence
    assert "3 of 3 cells name bodies" in located.extraction.notes[-1]


def test_problem_is_not_the_task_beside_its_remedy() -> None:
    """点位名称 | 存在问题 | 整改要求: the requirement is the task, the problem its title."""
    header = ("点位名称", "存在问题", "整改要求", "责任单位")
    spots, problems = ("东站", "西站", "南站"), ("杂物堆放", "管网破损", "标识不清")
    found = _meanings(header, spots, problems, ACTS, BODIES)
    assert found[1:] == ["item", "task", "owner"]


def test_columns_for_years_are_one_text() -> None:
    """2024年任务 | 2025年任务: both are tasks, none is the title of the other."""
    header = ("攻坚点", "2024年任务", "2025年任务", "责任单位")
    titles = ("隐患排查", "管网更新", "企业培育")
    assert _meanings(header, titles, ACTS, ACTS, BODIES) == ["item", "task", "task", "owner"]


def test_assessor_is_no_owner_beside_one() -> None:
    """考核部门 beside 责任部门 is a note; alone it is responsible."""
    header = ("工作任务", "责任部门", "考核部门")
    assert _meanings(header, ACTS, BODIES, BODIES) == ["task", "owner", "note"]
    assert _meanings(("工作任务", "考核部门"), ACTS, BODIES) == ["task", "owner"]


@pytest.mark.parametrize(
    "rows",
    [
        [("单位", "联络员", "手机"), ("市水利局", "赵建国", "138"), ("市应急局", "钱卫", "139")],
        [
            ("项目", "金额", "使用单位"),
            ("水库加固", "1200", "市水利局"),
            ("储备", "30", "市应急局"),
        ],
        [("科室", "职数", "编制"), ("办公室", "2", "8"), ("法规科", "1", "4")],
        [
            ("事项名称", "实施机关", "设定依据"),
            ("取水许可", "市水利局", "水法"),
            ("采砂", "市局", "法"),
        ],
        [("指标", "2022年", "2023年"), ("生产总值", "2600", "2800"), ("财政收入", "180", "195")],
    ],
)
def test_tables_that_ask_for_nothing_stay_outside(rows: list[tuple[str, ...]]) -> None:
    """Contacts, funds, posts, permits and figures are no task tables."""
    with pytest.raises(SourceError) as error:
        locate(extraction(table(rows)), synonyms())
    assert error.value.code == "no_task_table"


def test_rows_of_bodies_are_an_owner_column() -> None:
    """A row with 市公安局 alone names it for the rows below; the cell is traced to its place."""
    rows = [
        ("序号", "工作任务", "时限"),
        ("市公安局", "", ""),
        ("1", "整治噪声。", "6月"),
        ("2", "取缔摊点。", "7月"),
        ("市民政局", "", ""),
        ("3", "规范殡葬。", "8月"),
    ]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert [task.owner_text for task in result.tasks] == ["市公安局", "市公安局", "市民政局"]
    assert balance(result).balanced
    places = {(each.row, each.column): each.name for each in result.destinations}
    assert (places[1, 0], places[4, 0]) == ("owner_text", "owner_text")
    assert len(places) == 18


def test_note_of_a_heading_holds_for_rows_without_bodies() -> None:
    """一、稳增长（牵头单位：市发改委） gives its body to the rows down to the next heading."""
    rows = [
        ("序号", "工作任务", "时限"),
        ("一、稳增长（牵头单位：市发改委）", "", ""),
        ("1", "开工项目30个。", "6月"),
        ("（一）促消费", "", ""),
        ("2", "办展会5场。", "7月"),
        ("二、保安全", "", ""),
        ("3", "排查隐患。", "8月"),
    ]
    result = repair(locate(extraction(table(rows)), synonyms()))
    assert [(task.section, task.owner_text) for task in result.tasks] == [
        (("一、稳增长",), "牵头单位：市发改委"),
        (("一、稳增长", "（一）促消费"), "牵头单位：市发改委"),
        (("二、保安全",), None),
    ]
    assert balance(result).balanced


def _given(header: tuple[str, ...], names: dict[str, str], *columns: tuple[str, ...]) -> list[str]:
    rows = [header, *zip(*columns, strict=True)]
    (found,) = locate(extraction(table(rows)), synonyms(), names).task_tables
    return [column.meaning for column in found.columns]


PERSONS = ("王建国", "李明华", "赵敏")
FIGURES = ("80", "5000", "120")
TITLES = ("隐患排查", "管网更新", "企业培育")


@pytest.mark.parametrize(
    ("header", "columns", "label", "meaning"),
    [
        (("工作任务", "责任人"), (ACTS, BODIES), "责任人", "person"),
        (("重点任务", "工作目标", "责任单位"), (ACTS, TITLES, BODIES), "工作目标", "item"),
        (("工作任务", "年度目标", "责任单位"), (ACTS, FIGURES, BODIES), "年度目标", "task"),
        (("工作任务", "年度任务", "责任单位"), (ACTS, FIGURES, BODIES), "年度任务", "item"),
        (("重点方向", "内资任务", "责任单位"), (ACTS, FIGURES, BODIES), "重点方向", "section"),
        (("存在问题", "整改要求", "责任单位"), (ACTS, ACTS, BODIES), "存在问题", "task"),
        (("工作任务", "责任部门", "考核部门"), (ACTS, BODIES, BODIES), "考核部门", "owner"),
        (("工作任务", "责任单位", "刻度"), (ACTS, BODIES, FIGURES), "刻度", "deadline"),
        (("工作任务", "兜底的", "责任单位"), (ACTS, BODIES, BODIES), "兜底的", "note"),
        (("攻坚点", "打法", "兜底的"), (TITLES, ACTS, BODIES), "攻坚点", "note"),
        (("测评内容", "测评标准", "责任单位"), (TITLES, ACTS, BODIES), "测评标准", "note"),
        (("工作任务", "工作组", "牵头单位"), (ACTS, TITLES, BODIES), "工作组", "support"),
        (("工作任务", "单位", "责任单位"), (ACTS, ("%", "张", "万元"), BODIES), "单位", "owner"),
        (("事项", "序号", "责任单位"), (("一、甲", "二、乙", "三、丙"), ("1", "2", "3"), BODIES),
         "序号", "number"),
    ],
)  # fmt: skip
def test_what_a_person_named_stays(
    header: tuple[str, ...], columns: tuple[tuple[str, ...], ...], label: str, meaning: str
) -> None:
    """A meaning of [columns] wins over cells, neighbours and shipped words."""
    found = _given(header, {label: meaning}, *columns)
    assert found[header.index(label)] == meaning


def test_role_words_in_a_column_that_a_person_named() -> None:
    """责任单位 | (blank) over 牵头 | 县商务局: named owner, the column is not taken apart."""
    header = ("工作任务", "角色", "责任单位")
    found = _given(header, {"角色": "owner"}, ACTS, ("牵头", "配合", "牵头"), BODIES)
    assert found == ["task", "owner", "owner"]


def test_long_label_that_a_person_named_heads_a_table() -> None:
    """A label longer than any header word is one, where a person says so."""
    header = ("本年度拟由各单位共同推进解决的若干具体堵点难点", "谁来扛")
    assert _given(header, {header[0]: "task"}, ACTS, BODIES) == ["task", "owner"]


def test_only_title_that_a_person_named() -> None:
    """A sole 工作任务 named item stays the item; every cell is accounted for."""
    rows = [("工作任务", "责任单位"), *zip(ACTS, BODIES, strict=True)]
    located = locate(extraction(table(rows)), synonyms(), {"工作任务": "item"})
    assert [column.meaning for column in located.task_tables[0].columns] == ["item", "owner"]
    found = repair(located)
    assert balance(found).balanced
    assert [task.item_title for task in found.tasks] == [act.rstrip("。") for act in ACTS]


def test_no_header_is_doubted_by_every_task() -> None:
    """A table read by its cells alone: a note of the run, and a reason for review of each row."""
    rows = list(zip(("1", "2", "3"), ACTS, BODIES, strict=True))
    located = locate(extraction(table(rows)), synonyms())
    assert any("read by its cells" in note for note in located.extraction.notes)
    reasons = [task.review_reasons for task in repair(located).tasks]
    assert [[reason.split(":")[0] for reason in each] for each in reasons] == [
        ["columns_doubtful"]
    ] * 3


def test_exchanged_headers_are_doubted() -> None:
    """Bodies under 工作内容 and sentences under 责任单位: noted and flagged, not exchanged."""
    rows = [("工作内容", "责任单位"), *zip(BODIES, ACTS, strict=True)]
    located = locate(extraction(table(rows)), synonyms())
    assert any("may be exchanged" in note for note in located.extraction.notes)
    assert all(task.review_reasons for task in repair(located).tasks)
    as_named = {"工作内容": "owner", "责任单位": "task"}
    assert not any(
        task.review_reasons
        for task in repair(locate(extraction(table(rows)), synonyms(), as_named)).tasks
    )


def test_one_label_over_bodies_and_times() -> None:
    """责任单位及完成时限 spans two columns, 具体要求 a count and the tasks."""
    label, asked = "责任单位及完成时限", "具体要求"
    times = ("6月底前", "年底前", "持续推进")
    meanings = _meanings((asked, asked, label, label), ("1", "2", "3"), ACTS, BODIES, times)
    assert meanings == ["number", "task", "owner", "deadline"]


def test_time_of_checking_that_says_by_when() -> None:
    """检查时间 with 6月10日前 is the deadline where no other is; a day in the past is a note."""
    header = ("检查内容", "责任单位", "检查时间")
    due, past = ("6月10日前", "6月底前", "7月"), ("6月10日", "6月12日", "6月15日")
    assert _meanings(header, ACTS, BODIES, due) == ["task", "owner", "deadline"]
    assert _meanings(header, ACTS, BODIES, past) == ["task", "owner", "note"]
    both = (*header, "完成时限")
    assert _meanings(both, ACTS, BODIES, due, due) == ["task", "owner", "note", "deadline"]


def test_kinds_are_the_tasks_where_nothing_else_is() -> None:
    """建设类型 | 建设数量: each row another kind; kinds that come again stay sections."""
    header = ("建设类型", "建设数量", "责任单位", "完成时限")
    counts, times = ("30个", "25所", "20家"), ("6月底前",) * 3
    found = _meanings(header, ("健康社区", "健康学校", "健康企业"), counts, BODIES, times)
    assert found == ["task", "note", "owner", "deadline"]
    with pytest.raises(SourceError):
        _meanings(header, ("健康社区", "健康社区", "健康企业"), counts, BODIES, times)


def test_label_above_others_that_a_person_named() -> None:
    """责任单位 above 牵头 and 配合, named as a note: both are, and the run says so."""
    upper = ("任务", "谁来干", "责任单位", "责任单位")
    lower = ("任务", "谁来干", "牵头", "配合")
    rows = [upper, lower, *zip(ACTS, BODIES, BODIES, BODIES, strict=True)]
    located = locate(extraction(table(rows)), synonyms(), {"责任单位": "note", "谁来干": "owner"})
    (found,) = located.task_tables
    assert [column.meaning for column in found.columns] == ["task", "owner", "note", "note"]
    assert not any("no table prints it" in note for note in located.extraction.notes)
