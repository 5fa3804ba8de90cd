"""Tables set in columns by blanks, with wrapped cells: what ``pdftotext -layout`` writes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.text.reading import read_text
from pipeline.records import Extraction
from word_xml import accounted


def _read(text: str) -> Extraction:
    found = read_text(text.encode(), "表.txt")
    assert accounted(found) == found.characters
    return found


def _rows(found: Extraction) -> list[list[str]]:
    (table,) = found.tables
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


_TOP = """\
朔州市 2024 年重点工作任务分解表

序号         重点任务          责任单位       完成时限
1          开展“百企升级”行     市工业和信息化    2024 年 12 月底前
           动，新增规模以上      局、市统计局
           企业。
2          新建农村公路300     市交通运输局     11 月底前
           公里。
                     — 1 —
\f序号   重点任务       责任单位       完成时限
3    新增城镇就业 2.6    市人力资源社会保   9 月底前
     万人。           障局
填表人：甲      审核人：乙      日期：1月
"""


def test_cells_that_begin_on_the_line_of_their_number() -> None:
    """Each character takes one place; a page has columns of its own; what is signed is outside."""
    found = _read(_TOP)
    header = ["序号", "重点任务", "责任单位", "完成时限"]
    assert _rows(found) == [
        header,
        [
            "1",
            "开展“百企升级”行动，新增规模以上企业。",
            "市工业和信息化局、市统计局",
            "2024 年 12 月底前",
        ],
        ["2", "新建农村公路300公里。", "市交通运输局", "11 月底前"],
        header,
        ["3", "新增城镇就业 2.6万人。", "市人力资源社会保障局", "9 月底前"],
    ]
    assert [(each.rule, each.text) for each in found.removed] == [("page_number", "— 1 —")]
    assert [part.text for part in found.outside] == [
        "朔州市 2024 年重点工作任务分解表",
        "填表人：甲      审核人：乙      日期：1月",
    ]


def test_wide_characters_that_take_two_places() -> None:
    """Rows below a number that is merged over them begin where a cell does so below white."""
    found = _read("""\
序号  工作任务              责任单位          时限
1     推进农村公路建设300公 市教育局          6月
      里，改造危桥26座。
      改造农村户厕。        市卫生健康委员会  8月
2     新建书房12个。        市文化局          9月
""")
    assert _rows(found)[1:] == [
        ["1", "推进农村公路建设300公里，改造危桥26座。", "市教育局", "6月"],
        ["", "改造农村户厕。", "市卫生健康委员会", "8月"],
        ["2", "新建书房12个。", "市文化局", "9月"],
    ]


def test_cells_in_the_middle_of_their_rows() -> None:
    """No line begins a row: all its cells stand in the middle beside the number."""
    found = _read("""\
序号       工作任务        责任单位        完成时限
     推进农村公路 300
     公里，改造危桥 26
                   市交通运输局、市
1    座；开展水土流失                 9 月底前
                   农业农村局
     综合治理面积 120
     平方公里。
     治理城市书房 12     市卫生健康委员
2    个，建成区绿地率      会、市农业农村    全年
     提高到 38%。      局、市财政局
""")
    assert _rows(found)[1:] == [
        [
            "1",
            "推进农村公路 300公里，改造危桥 26座；开展水土流失综合治理面积 120平方公里。",
            "市交通运输局、市农业农村局",
            "9 月底前",
        ],
        [
            "2",
            "治理城市书房 12个，建成区绿地率提高到 38%。",
            "市卫生健康委员会、市农业农村局、市财政局",
            "全年",
        ],
    ]


def test_a_row_told_by_the_ends_of_lines_alone_is_doubted() -> None:
    """All cells of a line stand below ones that leave room, and no number is printed."""
    found = _read("""\
序号    工作任务         责任单位        时限
1     改造农村户厕5000   市卫生健康委     2024年12月
      户。           员会         底前
      新建书房。        市文化局       9月
2     新建农村公路。      市交通局       8月
""")
    assert _rows(found)[2] == ["", "新建书房。", "市文化局", "9月"]
    doubted = {cell.row for cell in found.tables[0].cells if cell.doubt}
    assert doubted == {2}


def test_no_table_where_the_rows_are_not_told() -> None:
    """Numbers that do not count, or a single one: the lines stay outside."""
    wrapped = "      里，改造危桥。\n"
    for numbers in ("13", "1"):
        rows = "".join(f"{n}     推进农村公路300公  市教育局   6月\n{wrapped}" for n in numbers)
        assert not _read(f"序号  工作任务           责任单位   时限\n{rows}").tables


def test_a_sentence_that_ends_in_the_middle_of_a_row_is_doubted() -> None:
    """Its number may be merged over two rows; short names that end there are no row of one."""
    found = _read("""\
序号   工作任务        责任单位      时限
     新建城市书房五座。
1    改造农村公路三条，    市交通运输局    8月
     危桥一座。
2    改造农村户厕九座。    市卫生健康委    9月
""")
    assert {cell.row for cell in found.tables[0].cells if cell.doubt} == {1}
    assert not _read("""\
序号   工作任务        责任单位      时限
     新建城市书房五座。    财政局       8月
1
     改造农村公路三条。    公安局       9月
2    改造农村户厕九座。    市卫生健康委    9月
""").tables


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("序号12任务市局。、 \n\f\t—"), max_size=150))
def test_any_text_is_accounted_for(text: str) -> None:
    """Nothing is lost or printed twice whatever stands below a header."""
    _read("序号   任务   单位\n1   任务   市局\n2   任   局\n" + text)
