"""Prose of a PDF without tables: printed lines become paragraphs again."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.pdf.prose import with_paragraphs
from pipeline.extract.pdf.reading import read_pdf
from pipeline.extract.pdf.text import width_of
from pipeline.locate import locate
from pipeline.records import Part, Place
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import synonyms

_WIDE = 30  # characters of a line
PARAGRAPHS = (
    "某市重点任务分工方案",
    "一、加强工程建设",
    "（一）规划建设规模化供水工程十二处，推进城乡供水一体化，农村自来水普及率达到百分之九十以上。"
    "（市水利局牵头，市发展改革委、市财政局参与）",
    "（二）对老化失修管网进行更新改造，降低管网漏损率，解决季节性缺水问题，确保年底前完成。"
    "（市水利局负责）",
    "（三）划定饮用水水源保护区，设立标志标牌和隔离防护设施，严禁在保护区内从事污染水源的活动。"
    "（市生态环境局牵头，市水利局参与）",
)


def lines(*, indent: int, gap: float) -> list[tuple[float, float, str]]:
    """Each printed line: left, top, text."""
    printed: list[tuple[float, float, str]] = []
    top = 80.0
    for paragraph in PARAGRAPHS:
        first = _WIDE - indent
        cut = [paragraph[:first]]
        rest = paragraph[first:]
        cut += [rest[i : i + _WIDE] for i in range(0, len(rest), _WIDE)]
        for i, text in enumerate(cut):
            printed.append((90.0 + (14 * indent if i == 0 else 0), top, text))
            top += 20
        top += gap
    return printed


@pytest.mark.parametrize(("indent", "gap"), [(2, 0), (0, 10), (2, 10)])
def test_lines_become_paragraphs(indent: int, gap: float) -> None:
    """First lines indented, or paragraphs set apart, or both."""
    parts = [
        Part(text, Place("t.pdf", 1, (left, top, left + 14 * len(text), top + 14)))
        for left, top, text in lines(indent=indent, gap=gap)
    ]
    assert tuple(part.text for part in with_paragraphs(parts)) == PARAGRAPHS


def of_lines(printed: list[tuple[float, str]], size: float = 9) -> list[Part]:
    """A part for each line: its left edge and its text."""
    return [
        Part(text, Place("t.pdf", 1, (left, 17.0 * i, left + size * len(text), 17.0 * i + size)))
        for i, (left, text) in enumerate(printed)
    ]


def test_lines_longer_than_those_of_a_letter() -> None:
    """A page of the web is printed in small type, its lines far apart."""
    wide = "推进工程建设完成年度任务" * 5
    printed = [(69.0, f"1．{wide}"), (51.0, "按期完成。（市水利局负责）"), (69.0, f"2．{wide}"),
               (51.0, "按期办结。（市财政局负责）")]  # fmt: skip
    assert [part.text for part in with_paragraphs(of_lines(printed))] == [
        f"1．{wide}按期完成。（市水利局负责）",
        f"2．{wide}按期办结。（市财政局负责）",
    ]


def test_an_open_bracket_keeps_a_paragraph_open() -> None:
    """A line may end with the label of the bodies, or with the mark between two labels."""
    start = "推进工程建设完成年度任务，健全长效管护机制。"
    printed = [(50.0, f"1．{start}（牵头单位："), (50.0, "市水利局；责任单位：市财政局）"),
               (50.0, f"2．{start}（牵头：市局；"), (50.0, "责任单位：市教育局）"),
               (50.0, "3．健全机制。（责任单位：市财政局）")]  # fmt: skip
    assert [part.text for part in with_paragraphs(of_lines(printed))] == [
        f"1．{start}（牵头单位：市水利局；责任单位：市财政局）",
        f"2．{start}（牵头：市局；责任单位：市教育局）",
        "3．健全机制。（责任单位：市财政局）",
    ]


def test_lines_of_their_own_stay() -> None:
    """Short lines that nothing breaks off are left alone, and so are parts without a box."""
    boxes = [(90.0, 80.0 + 20 * i, 118.0, 94.0 + 20 * i) for i in (0, 1)]
    parts = [Part("甲。", Place("t.pdf", 1, box)) for box in boxes]
    assert with_paragraphs(parts) == tuple(parts)
    bare = [Part("甲", Place("t.pdf", 1)), Part("乙", Place("t.pdf", 1))]
    assert with_paragraphs(bare) == tuple(bare)


def test_task_list_of_a_page(tmp_path: Path) -> None:
    """The tasks of a PDF that holds prose alone, with their bodies."""
    canvas = Canvas(str(tmp_path / "t.pdf"))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 14)
    for left, top, text in lines(indent=2, gap=0):
        canvas.drawString(left, 840 - top, text)
    canvas.save()
    result = repair(locate(read_pdf(tmp_path / "t.pdf", "t.pdf"), synonyms()))
    assert [(task.item_no, task.section, task.owner_text) for task in result.tasks] == [
        (1, ("一、加强工程建设",), "市水利局牵头，市发展改革委、市财政局参与"),
        (2, ("一、加强工程建设",), "市水利局负责"),
        (3, ("一、加强工程建设",), "市生态环境局牵头，市水利局参与"),
    ]
    assert result.tasks[1].text == PARAGRAPHS[3].split("（市")[0].removeprefix("（二）")
    assert balance(result).balanced


def test_a_page_of_short_lines_has_the_margins_of_the_others() -> None:
    """Its longest lines are full on no page: the number and the labels below them begin anew."""
    long = "健全长效管护机制并对照年度目标逐项抓好落实" * 2
    pages = [
        [
            (70, "1.地区生产总值增长。"),
            (70, "牵头单位：市发改委"),
            (70, "2.居民收入与经济增长基本同步。"),
            (70, "牵头单位：市人社局"),
            (70, "配合单位：市住建局、市农业农村局"),
            (70, "3.实际利用外资一亿美元，进出口增长。"),
        ],
        [
            (70, "牵头单位：市商务局"),
            *((x, t) for n in (4, 5, 6) for x, t in (
                (70, f"{n}.{long[:30]}"), (50, "年内完成。"), (70, "牵头单位：市财政局"))),
        ],
    ]  # fmt: skip
    parts = [
        Part(text, Place("t.pdf", n, (left, 20.0 * i, left + 10.0 * len(text), 20.0 * i + 10)))
        for n, page in enumerate(pages, 1)
        for i, (left, text) in enumerate(page)
    ]
    assert [part.text for part in with_paragraphs(parts)] == [
        *(text for _, text in pages[0]),
        "牵头单位：市商务局",
        *(t for n in (4, 5, 6) for t in (f"{n}.{long[:30]}年内完成。", "牵头单位：市财政局")),
    ]


def test_a_label_that_begins_lines_begins_one_below_a_full_line() -> None:
    """配合单位 stands below a full line once; a label after a pause goes on."""
    printed = [
        "1.推进县域医共体建设工作。",
        "牵头单位：县卫健局",
        "配合单位：县医保局",
        "2.建设区域医疗分中心。",
        "牵头单位：县卫健局",
        "配合单位：县财政局",
        "3.年内办结。",
        "牵头单位：县医疗保障服务中心",
        "配合单位：县人力资源和社保局、",
        "牵头单位：县卫健局",
        "4.推进工程建设完成年度任务并",
        "建立长效机制。",
    ]
    parts = of_lines([(50, each) for each in printed])
    assert [part.text for part in with_paragraphs(parts)] == [
        *printed[:8],
        printed[8] + printed[9],
        printed[10] + printed[11],
    ]


def test_the_next_number_begins_a_paragraph_where_nothing_is_set_in() -> None:
    """A page bound on the other side has no lines to tell its margins by; 2.3名 is a quantity."""
    long = "推进工程建设完成年度任务并建立长效机制以"
    first = ["1.落实市县乡镇医师数", "2.落实市县乡护士人数", "3.落实县乡村各床位数",
             "4.落实村医", "5.落实经费", "6.落实设备"]  # fmt: skip
    second = [
        (x, t) for n in (7, 8) for x, t in ((70, f"{n}.{long[:18]}"), (50, f"{n + 1}.3名以上。"))
    ]
    parts = [
        Part(text, Place("t.pdf", n, (left, 20.0 * i, left + 10.0 * len(text), 20.0 * i + 10)))
        for n, page in enumerate(([(30, text) for text in first], second * 2), 1)
        for i, (left, text) in enumerate(page)
    ]
    texts = [part.text for part in with_paragraphs(parts)]
    assert texts[:6] == first
    assert texts[6:8] == [f"7.{long[:18]}8.3名以上。", f"8.{long[:18]}9.3名以上。"]


def test_a_decimal_begins_no_paragraph_in_mid_sentence() -> None:
    """4.6 at the head of a line below a full one is no fourth task, though 个 follows it."""
    lines = ["1.建设综合养老服务中心", "2.每千人托位数达到到", "4.6个。加强关爱服务并",
             "实现全覆盖。", "3.建设社区老年食堂并且", "安排资金保障落实到位。"]  # fmt: skip
    parts = [
        Part(text, Place("t.pdf", 1, (30, 20.0 * i, 30 + 10 * width_of(text), 20.0 * i + 10)))
        for i, text in enumerate(lines)
    ]
    texts = [part.text for part in with_paragraphs(parts)]
    assert "2.每千人托位数达到到4.6个。加强关爱服务并实现全覆盖。" in texts


def test_what_is_unnumbered_goes_on_below_a_full_line_where_all_else_is_numbered() -> None:
    """Nothing is set in and no white parts the tasks; the second sentence of 1 begins a line."""
    lines = ["1.建设综合养老服务中心。", "街道新建食堂并且开放。", "2.安排资金。", "3.发放补贴。",
             "4.开展检查。", "5.公布结果，接受监督并。", "及时整改。"]  # fmt: skip
    parts = [
        Part(text, Place("t.pdf", 1, (30, 20.0 * i, 30 + 10 * width_of(text), 20.0 * i + 10)))
        for i, text in enumerate(lines)
    ]
    texts = [part.text for part in with_paragraphs(parts)]
    assert texts[0] == "1.建设综合养老服务中心。街道新建食堂并且开放。"
    assert texts[1:4] == lines[2:5]


def test_a_full_line_that_ends_a_sentence_ends_no_paragraph_of_a_list() -> None:
    """Nothing is set in, and every paragraph begins with a number, a label or below a heading."""
    long = "健全长效管护机制并对照年度目标逐项抓好落实。"
    printed: list[tuple[float, str]] = []
    for n in (1, 2, 3, 4):
        printed += [(50.0, f"{n}.提升质效"), (50.0, long), (50.0, "抓好落实。"),
                    (50.0, "责任单位：市财政局")]  # fmt: skip
    texts = [part.text for part in with_paragraphs(of_lines(printed))]
    assert texts[:3] == ["1.提升质效", f"{long}抓好落实。", "责任单位：市财政局"]


def test_lines_of_letters_and_digits_are_lower_and_yet_of_one_paragraph() -> None:
    wide = "健全长效管护机制并对照年度目标逐项抓好落实到位"
    texts = [f"1．{wide}", "K3+200-K7+850 K8+200 K9+100 K12", "抓好落实。", f"2．{wide}", "办结。"]
    heights = [10.0, 7.0, 10.0, 10.0, 10.0]
    parts = [
        Part(text, Place("t.pdf", 1, (50, 20.0 * i, 50 + wide, 20.0 * i + high)))
        for i, (text, high) in enumerate(zip(texts, heights, strict=True))
        for wide in [250.0 if len(text) > 20 else 10.0 * len(text)]
    ]
    assert [part.text for part in with_paragraphs(parts)] == [
        "".join(texts[:3]),
        "".join(texts[3:]),
    ]


def test_a_line_broken_early_goes_on_where_white_parts_the_paragraphs() -> None:
    """Two characters are free behind 普通, three behind 三成, and no line begins with a comma."""
    wide = "健全长效管护机制并对照年度目标逐项抓好落实"
    lines = (
        wide,
        f"{wide[:15]}学前儿童普通",
        f"话合格率达到九成{wide[:8]}压减三成",
        "，项目落地。",
    )
    parts = [
        Part(text, Place("t.pdf", 1, (50, y, 50 + 10.0 * len(text), y + 10)))
        for n in range(1, 5)
        for i, line in enumerate(lines)
        for text, y in [(f"{n}．{line}" if not i else line, 88.0 * n + 20 * i)]
    ]
    assert [part.text for part in with_paragraphs(parts)] == [
        f"{n}．{''.join(lines)}" for n in range(1, 5)
    ]


def test_a_line_that_is_not_set_in_goes_on_within_a_sentence() -> None:
    """Lines set ragged end two characters early."""
    wide = "健全长效管护机制并对照年度目标逐项抓好落实"
    printed: list[tuple[float, str]] = []
    for n in (1, 2, 3):
        printed += [(68.0, f"{n}．{wide[:17]}"), (50.0, wide[:-2]), (50.0, f"并且{wide[2:]}。")]
    assert [part.text for part in with_paragraphs(of_lines(printed))] == [
        f"{n}．{wide[:17]}{wide[:-2]}并且{wide[2:]}。" for n in (1, 2, 3)
    ]


def test_the_rest_of_a_column_on_the_next_page() -> None:
    """Its one line is as wide as the left column, not as both."""
    wide = "健全长效管护机制并对照年度目标逐项抓好落实"
    lines = [(1, x, 20.0 * i, f"{wide}到位") for x in (50.0, 310.0) for i in range(7)]
    lines += [(2, 50.0, 20.0, f"（市财政局、{wide[:-4]}"), (2, 50.0, 40.0, "负责）")]
    parts = [
        Part(text, Place("t.pdf", page, (x, y, x + 10.0 * len(text), y + 10)))
        for page, x, y, text in lines
    ]
    assert with_paragraphs(parts)[-1].text.endswith("负责）")
    assert len(with_paragraphs(parts)[-1].text) > 30
