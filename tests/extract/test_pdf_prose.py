"""Prose of a PDF without tables: printed lines become paragraphs again."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.pdf.prose import with_paragraphs
from pipeline.extract.pdf.reading import read_pdf
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
