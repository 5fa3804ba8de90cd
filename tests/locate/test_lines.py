"""Tables whose grid was lost in copying: a cell a line, cells parted by bars or by spaces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.extract.text.reading import read_text
from pipeline.locate import locate
from pipeline.locate.placing import Piece, are_bodies, placed
from pipeline.records import Repaired
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import synonyms

A_CELL_A_LINE = """
平川县2019年民生实事任务表

序号
民生实事
责任单位
完成时限
1
启动清水河综合治理工程和滨河湿地公园。
县水务局
县住建局
县护河指挥部
12月底前
2
新建3座人行天桥。
县住建局
9月投入使用
3
开工建设老年养护楼。
县民政局
5月底前动工
开工建设老年大学。
12月底前
4
完成旧房改造836户。
县住建局
12月底前
分享到：
"""
BARS_AT_THE_END = """
序号 |
目标与任务 |
分 管 领导 |
牵头责任单位 |
责任单位 |
80 |
新增托位数400个以上。 |
于 悦 |
县教育局 |
县各有关单位 |
81 |
推进职业学校秋季开学，探索职业教育发展路径。 |
陆 明于 悦 |
县教育局 |
县财政局 |
"""
BARS_WITHOUT_MERGED_CELLS = """
类别 | 民生事项名称 | 年度任务目标 | 责任单位 | 分管领导 | 完成情况 |
四、教育文化 | 14.改扩建泉山学校 | 完成两座教学楼建设并投入使用。 | 教育体育局 | 刘大力 | 已完成。 |
15.建设学校运动场地 | 完成13处运动场地建设。 | 教育体育局 | 刘大力 | 正在铺设。 | |
16.推进课后服务 | 对全市学校实行课后服务全覆盖。 | 教育体育局 | 刘大力 | 已开设课程。 |
索引号： | 113706 | 成文日期： | 2022-10-08 |
"""
SPACES = """
序号 工作任务 责任部门 备注
1 健全组织机构和工作网络，做到人员稳定。 基教科 各区教育局、 市局直属单位
2 坚持列入年度综合目标考核内容。 人秘科 各区教育局、 市局直属单位
完成阶段性和年度创建任务。 各科室
3 落实门前四包责任制。 体卫艺科 各区教育局
"""
WRAPPED = """
序号
重点任务
责任单位
1
深化监控体系建设，实现重点公共区域视频监
控覆盖率100%。
县公安局、县委政法
委
2
加强特殊人群管理。
县司法局、
县公安局
- 2 -
序号
重点任务
责任单位
3
加强寄递物流行业监管。
县邮政管理局
"""

COPIED_FROM_A_PAGE = """
2022年教育督导重点任务分解表
序号 工作任务 责任单位 完成时限
1 完成对县级人民政府履行教育职责评价
反馈问题整改。 县政府办公室 6月底前
2 开展“双减”“五项管理”专项督导，
覆盖全部义务教育学校。 县教体局督导室 每学期
3 推进义务教育优质均衡发展监测。 县教体局、县财政局 9月底前
"""
HEADER_ON_ONE_LINE = """
序号 工作任务 责任股室 完成时限
1
完成城区学校大班额化解
基教股、计财股
8月
2
招聘教师200名
人事股
7月
"""


def read(text: str) -> Repaired:
    result = repair(locate(read_text(text.encode(), "t.txt"), synonyms()))
    assert balance(result).balanced
    return result


def told(result: Repaired) -> list[tuple[int | None, str | None, str | None, str | None]]:
    return [(each.item_no, each.item_title, each.text, each.owner_text) for each in result.tasks]


def test_a_cell_a_line() -> None:
    """Several bodies on lines of their own; a row without number and owner; words behind."""
    result = read(A_CELL_A_LINE)
    assert told(result) == [
        (1, None, "启动清水河综合治理工程和滨河湿地公园。", "县水务局县住建局县护河指挥部"),
        (2, None, "新建3座人行天桥。", "县住建局"),
        (3, None, "开工建设老年养护楼。", "县民政局"),
        (3, None, "开工建设老年大学。", None),
        (4, None, "完成旧房改造836户。", "县住建局"),
    ]
    assert [each.deadline_text for each in result.tasks] == [
        "12月底前", "9月投入使用", "5月底前动工", "12月底前", "12月底前",
    ]  # fmt: skip
    assert [part.text for part in result.outside][-1] == "分享到："
    assert any("a cell a line" in note for note in result.located.extraction.notes)


def test_rows_of_several_lines_below_a_header_on_one() -> None:
    """A copy broke the rows at the margin, or set each cell on a line."""
    assert [(t.text, t.owner_text, t.deadline_text) for t in read(COPIED_FROM_A_PAGE).tasks] == [
        ("完成对县级人民政府履行教育职责评价反馈问题整改。", "县政府办公室", "6月底前"),
        ("开展“双减”“五项管理”专项督导，覆盖全部义务教育学校。", "县教体局督导室", "每学期"),
        ("推进义务教育优质均衡发展监测。", "县教体局、县财政局", "9月底前"),
    ]
    assert [(t.text, t.owner_text, t.deadline_text) for t in read(HEADER_ON_ONE_LINE).tasks] == [
        ("完成城区学校大班额化解", "基教股、计财股", "8月"),
        ("招聘教师200名", "人事股", "7月"),
    ]


def test_bars_at_the_end() -> None:
    """A bar behind each cell; a header word that nobody knows; spaces in names."""
    result = read(BARS_AT_THE_END)
    assert [each.text for each in result.tasks] == [
        "新增托位数400个以上。",
        "推进职业学校秋季开学，探索职业教育发展路径。",
    ]
    assert [each.item_no for each in result.tasks] == [80, 81]
    assert [each.persons for each in result.tasks] == [("于悦",), ("陆明于悦",)]
    drawn = [each for each in result.located.extraction.removed if each.rule == "drawing"]
    assert len(drawn) == 15


def test_merged_cell_in_the_first_row_alone() -> None:
    """Rows below a merged cell have one cell less; a table of labels behind is none of it."""
    result = read(BARS_WITHOUT_MERGED_CELLS)
    assert told(result) == [
        (14, "改扩建泉山学校", "完成两座教学楼建设并投入使用。", "教育体育局"),
        (15, "建设学校运动场地", "完成13处运动场地建设。", "教育体育局"),
        (16, "推进课后服务", "对全市学校实行课后服务全覆盖。", "教育体育局"),
    ]
    assert {each.section for each in result.tasks} == {("四、教育文化",)}


def test_cells_parted_by_spaces() -> None:
    """A cell with a space in it; a row without a number."""
    assert told(read(SPACES)) == [
        (1, None, "健全组织机构和工作网络，做到人员稳定。", "基教科"),
        (2, None, "坚持列入年度综合目标考核内容。", "人秘科"),
        (2, None, "完成阶段性和年度创建任务。", "各科室"),
        (3, None, "落实门前四包责任制。", "体卫艺科"),
    ]


def test_lines_broken_in_a_cell() -> None:
    """A line that breaks off goes on in the next; page number and header of the next page."""
    assert told(read(WRAPPED)) == [
        (1, None, "深化监控体系建设，实现重点公共区域视频监控覆盖率100%。", "县公安局、县委政法委"),
        (2, None, "加强特殊人群管理。", "县司法局、县公安局"),
        (3, None, "加强寄递物流行业监管。", "县邮政管理局"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "序号\n任务\n责任单位\n为进一步加强工作，现将有关事项通知如下，请认真贯彻执行。",
        "任 务 目 标\n完成时限\n组织领导\n成立以主要领导任组长的小组。\n4月份\n单位内部\n5月份",
        "1、重点任务责任分解表序号项目名称牵头单位1增加教育供给新建学校12个。何海教育局2促进就业",
        "责任单位\n序号\n一\n二\n三\n四",
    ],
)
def test_no_table(text: str) -> None:
    """A header with nothing below, without bodies, or glued to its rows, is refused."""
    with pytest.raises(SourceError):
        read(text)


words = st.sampled_from(
    [
        "1",
        "2",
        "3",
        "县水务局",
        "县住建局、县财政局",
        "新建天桥。",
        "12月底前",
        "一、教育",
        "注：略",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, max_size=25), st.sampled_from(["\n", " ", " | ", " |\n"]))
def test_nothing_lost(cells: list[str], gap: str) -> None:
    """Whatever follows a header, every character has its place."""
    text = gap.join(["序号", "重点任务", "责任单位", "完成时限"]) + "\n" + gap.join(cells)
    try:
        read(text)
    except SourceError:
        return


def test_plain_rows_cost_nothing() -> None:
    """Rows that are as the header says are the cheapest of all."""
    texts = ["1", "新建天桥。", "县住建局", "2", "改造旧房。", "县民政局"]
    cost, rows = placed([Piece(text, True) for text in texts], ["number", "task", "owner"])
    assert cost == 0
    assert rows == [[(0, 0), (1, 1), (2, 2)], [(3, 0), (4, 1), (5, 2)]]


@pytest.mark.parametrize("text", ["县水务局", "各区教育局、市属单位", "县公安局、各镇政府。"])
def test_bodies_by_shape(text: str) -> None:
    """Names of bodies, one or several."""
    assert are_bodies(text)


@pytest.mark.parametrize("text", ["迁建县政务服务中心。", "12月底前", "推进改革，加强监管"])
def test_no_bodies_by_shape(text: str) -> None:
    """A sentence that ends with the name of a body, and other texts."""
    assert not are_bodies(text)
