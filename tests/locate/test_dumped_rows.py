"""A cell a line: rows that lost cells, cells of several lines, and what is in doubt."""

from __future__ import annotations

from pipeline.extract.text.reading import read_text
from pipeline.locate import locate
from pipeline.records import Repaired
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import synonyms


def _read(text: str) -> Repaired:
    extraction = read_text("\n".join(text.split()).encode(), "表.txt")
    result = repair(locate(extraction, synonyms()))
    ledger = balance(result)
    assert ledger.balanced, (ledger.lost, ledger.surplus)
    return result


def _rows(result: Repaired) -> list[tuple[int | None, str | None, str | None, str | None]]:
    return [(t.item_no, t.item_title, t.text, t.owner_text) for t in result.tasks]


def test_bodies_below_which_a_number_is_missing_are_of_that_item() -> None:
    """Number 3 and its cells are lost but for the bodies; they are not those of item 2."""
    result = _read("""
        某市2023年任务分工表 任务项目 任务分解 责任单位 完成时限
        1．改造竹林 改造低产竹林3万亩。 市林业局 4月底前
        2．建设竹林道 建设竹林道60公里。 市林业局、市交通运输局 5月底前
        市投资促进局
        4．举办文化节 举办竹文化节。 市文化旅游局 7月底前""")
    assert _rows(result)[1:] == [
        (2, "建设竹林道", "建设竹林道60公里。", "市林业局、市交通运输局"),
        (3, None, None, "市投资促进局"),
        (4, "举办文化节", "举办竹文化节。", "市文化旅游局"),
    ]


def test_bodies_on_two_lines_are_doubted_where_no_other_row_has_such() -> None:
    """They may be a further row's; where most rows print several lines they are one list."""
    head = "某市任务分工表 序号 重点任务 责任单位 "
    rows = "1 改造竹林3万亩。 市林业局 {} 2 建设竹林道。 市交通局 {} 3 举办文化节。 市文旅局 {}"
    lone = _read(head + rows.format("", "市投资促进局", ""))
    assert [bool(task.review_reasons) for task in lone.tasks] == [False, True, False]
    often = _read(head + rows.format("市教育局", "市投资促进局", "市公安局"))
    assert not any(task.review_reasons for task in often.tasks)


def test_of_two_columns_of_bodies_the_second_may_be_blank() -> None:
    """The one that is left is the lead, in doubt."""
    tasks = _read("""
        某县任务分解表 序号 具体措施 牵头单位 配合单位 完成时限
        1 新建桑园1.2万亩。 县农业农村局 县财政局 11月底前
        2 建成冷库5座。 县供销社 10月底前
        3 认证绿色食品6个。 县市场监管局 各乡镇 12月底前""").tasks
    assert [task.owner_text for task in tasks] == [
        "牵头单位：县农业农村局；配合单位：县财政局",
        "牵头单位：县供销社",
        "牵头单位：县市场监管局；配合单位：各乡镇",
    ]
    assert [bool(task.review_reasons) for task in tasks] == [False, True, False]


def test_the_paragraphs_of_a_task_are_no_lines_of_its_title() -> None:
    """A title goes on over a line of no sentence (提升景区 品质); a sentence is none of it."""
    result = _read("""
        某县任务分解表 任务名称 具体举措 责任单位
        1.提升景区 品质 完成步道3.2公里。 县文旅局
        2.打造特色品牌 推广应用新技术、新工艺。 建立工作台账。 县民政局
        3.完善工作机制 设立专窗40个。 县商务局
        推广新材料。 推进数据归集共享。 县生态环境局
        4.提升服务水平 修复矿山47处。 县公安局""")
    assert _rows(result) == [
        (1, "提升景区品质", "完成步道3.2公里。", "县文旅局"),
        (2, "打造特色品牌", "推广应用新技术、新工艺。\n建立工作台账。", "县民政局"),
        (3, "完善工作机制", "设立专窗40个。", "县商务局"),
        (3, "完善工作机制", "推广新材料。\n推进数据归集共享。", "县生态环境局"),
        (4, "提升服务水平", "修复矿山47处。", "县公安局"),
    ]


def test_a_first_title_that_ends_as_labels_do_is_no_label() -> None:
    """加强组织领导 stands below a number, which heads no column."""
    result = _read("""
        某县任务分解表 序号 改革任务 具体举措 责任单位 完成时限
        1 加强组织领导 完善联席会议制度 县商务局、县教育局 12月底前
        2 培育市场主体 举办招聘会98场 县卫生健康局 9月""")
    assert [row[1] for row in _rows(result)] == ["加强组织领导", "培育市场主体"]


def test_what_ends_in_a_quantity_names_no_bodies() -> None:
    """拍摄宣传片1部 is the task of the last row, which else were left below the table."""
    result = _read("""
        某县任务分解表 序号 重点任务 具体措施 责任单位 完成时限
        1 提升景区品质 完成步道3.2公里 县文旅局 11月底前
        2 加强宣传推介 在省级媒体发稿60篇 县委宣传部 持续推进
        拍摄宣传片1部 县融媒体中心 9月底前""")
    assert _rows(result)[2] == (2, "加强宣传推介", "拍摄宣传片1部", "县融媒体中心")


def test_two_columns() -> None:
    """Tasks and bodies line by line; with a line more somewhere it is no table."""
    rows = "开展助耕行动。 县农业农村局 发放贷款3亿元。 县农商银行、县财政局 兑现补贴。 县财政局"
    result = _read(f"某县任务分解表 工作任务 责任单位 {rows}")
    assert [(t.text, t.owner_text) for t in result.tasks] == [
        ("开展助耕行动。", "县农业农村局"),
        ("发放贷款3亿元。", "县农商银行、县财政局"),
        ("兑现补贴。", "县财政局"),
    ]
