"""Text that stands elsewhere than its cell: over a border, clipped, turned, beneath, on top."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pdf_layouts.by_hand import HIGH, Hand
from pdf_layouts.truth import grid, read_balanced
from pdf_press import FONT

XS = (50.0, 90.0, 290.0, 400.0)
LINE = "推进一件事集成服务改革落地见效压减环节"


def table(hand: Hand, *tasks: str) -> None:
    """A ruled table with one line in each cell."""
    ys = [60 + 20 * n for n in range(len(tasks) + 2)]
    hand.grid(XS, ys)
    hand.row(63, XS, ["序号"], ["任务"], ["责任单位"])
    for number, (y, task) in enumerate(zip(ys[1:], tasks, strict=False), 1):
        hand.row(y + 3, XS, [str(number)], [task], ["市公安局"])


def rows_of(path: Path) -> list[list[str | None]]:
    (found,) = read_balanced(path).tables
    return grid(found)


def test_a_mark_that_hangs_over_the_border(tmp_path: Path) -> None:
    """The last 。 of a full line stands in the next column, before the text of its cell."""
    hand = Hand(tmp_path / "a.pdf")
    table(hand, LINE, "健全机制。")
    hand.text(94 + 10 * len(LINE), 83, "。")
    assert rows_of(hand.save())[1] == ["1", LINE + "。", "市公安局"]


def test_a_text_longer_than_its_cell(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.grid(XS, (60, 80, 100, 120))
    hand.row(63, XS, ["序号"], ["任务"], ["责任单位"])
    hand.row(83, XS, ["1"], [LINE + "统筹协调"], [])
    hand.row(103, XS, ["2"], ["健全机制。"], ["市公安局"])
    assert rows_of(hand.save())[1] == ["1", LINE + "统筹协调", ""]


def test_a_long_address_in_a_narrow_cell_runs_into_the_empty_one_beside_it(tmp_path: Path) -> None:
    """Its letters lie over each other at the border; the lines below it keep to their cell."""
    hand = Hand(tmp_path / "a.pdf")
    hand.grid((50, 90, 150, 210), (60, 80, 120, 140))
    hand.row(63, (50, 90, 150), ["序号"], ["网址"], ["备注"])
    hand.row(83, (50, 90, 150), ["1"], [], [])
    begin, rest = "https://www", ".example.gov.cn/-"
    end = 148 + stringWidth("w", FONT, 10) / 2
    hand.text(end - stringWidth(begin, FONT, 10), 83, begin)
    hand.text(end - 1.5, 83, rest)
    hand.text(94, 98, "list.html")
    hand.row(123, (50, 90, 150), ["2"], ["a.html"], ["停用"])
    assert rows_of(hand.save())[1:] == [
        ["1", begin + rest + "list.html", ""],
        ["2", "a.html", "停用"],
    ]


@pytest.mark.parametrize(("angle", "x", "y"), [(90, 75, 135), (270, 65, 90)])
def test_a_turned_cell_is_read_as_a_text(tmp_path: Path, angle: int, x: float, y: float) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.grid(XS[1:], (60, 80, 100, 120, 140))
    for line_y in (60, 80, 140):
        hand.across(line_y, XS[0], XS[1])
    hand.down(XS[0], 60, 140)
    hand.row(63, XS, ["类别"], ["任务"], ["责任单位"])
    for line_y in (83, 103, 123):
        hand.row(line_y, XS, [], ["健全机制。"], ["市公安局"])
    hand.canvas.saveState()
    hand.canvas.translate(x, HIGH - y)
    hand.canvas.rotate(angle)
    hand.canvas.drawString(0, 0, "重点改革")
    hand.canvas.restoreState()
    extraction = read_balanced(hand.save())
    assert grid(extraction.tables[0])[1][0] == "重点改革"
    assert not extraction.outside


def test_a_slanted_watermark_is_taken_out_by_name(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.canvas.saveState()
    hand.canvas.translate(80, HIGH - 130)
    hand.canvas.rotate(30)
    hand.canvas.setFont("STSong-Light", 40)
    hand.canvas.drawString(0, 0, "内部资料")
    hand.canvas.restoreState()
    table(hand, "健全机制。", "落实责任。", "加强监管。")
    extraction = read_balanced(hand.save())
    assert [row[1] for row in grid(extraction.tables[0])[1:]] == [
        "健全机制。",
        "落实责任。",
        "加强监管。",
    ]
    assert [(r.rule, r.text) for r in extraction.removed] == [("slanted_text", "内部资料")]


def test_large_text_beneath_the_table_is_a_watermark_on_each_page(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    for tasks in (["健全机制。"] * 8, ["落实责任。"]):
        hand.canvas.setFont("STSong-Light", 50)
        hand.canvas.drawString(100, HIGH - 200, "征求意见稿")
        hand.canvas.setFont("STSong-Light", 10)
        table(hand, *tasks)
        hand.turn()
    extraction = read_balanced(hand.save())
    assert [row[1] for row in grid(extraction.tables[0])[1:]] == [*["健全机制。"] * 8, "落实责任。"]
    assert {r.text for r in extraction.removed if r.rule == "watermark"} == {"征求意见稿"}
    assert not extraction.outside


def test_a_large_title_is_no_watermark(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    hand.canvas.setFont("STSong-Light", 32)
    hand.canvas.drawString(100, HIGH - 45, "任务分解表")
    hand.canvas.setFont("STSong-Light", 10)
    table(hand, *["健全机制。"] * 9)
    assert [part.text for part in read_balanced(hand.save()).outside] == ["任务分解表"]


def test_a_merged_cell_drawn_whole_on_both_pages_and_clipped(tmp_path: Path) -> None:
    """A spreadsheet prints the text in the middle of the whole cell, on each of its pages."""
    hand = Hand(tmp_path / "a.pdf")
    for top, bottom, tasks, y in ((60, 120, 2, 118), (40, 100, 3, 22)):
        ys = [top + 20 * n for n in range((bottom - top) // 20 + 1)]
        hand.grid(XS[1:], ys)
        hand.down(XS[0], top, bottom)
        first = top == 60
        if first:
            hand.across(60, XS[0], XS[1])
            hand.across(80, XS[0], XS[1])
            hand.row(63, XS, ["事项"], ["任务"], ["责任单位"])
        else:
            hand.across(100, XS[0], XS[1])
        for number in range(tasks):
            hand.row(ys[number + first] + 3, XS, [], [f"第{number}步。"], ["市公安局"])
        hand.canvas.saveState()
        path = hand.canvas.beginPath()
        upper = 80 if first else top
        path.rect(XS[0], HIGH - bottom, XS[1] - XS[0], bottom - upper)
        hand.canvas.clipPath(path, stroke=0)
        hand.text(52, y + 6, "改革")
        hand.canvas.restoreState()
        hand.turn()
    extraction = read_balanced(hand.save())
    (found,) = extraction.tables
    cell = next(cell for cell in found.cells if cell.row == 1 and cell.column == 0)
    assert (cell.text, cell.row_span) == ("改革", 5)
    assert [(r.rule, r.text) for r in extraction.removed] == [("repeated_cell", "改革")]


def test_a_line_of_which_the_end_is_clipped_stays_one_line(tmp_path: Path) -> None:
    """A spreadsheet cuts what is too long for its cell, here within its last letter."""
    hand = Hand(tmp_path / "a.pdf")
    hand.grid(XS, (60, 80, 100))
    hand.row(63, XS, ["序号"], ["任务"], ["责任单位"])
    hand.row(83, XS, ["1"], [], ["市公安局"])
    begins = 289 - stringWidth("Ann Mari", FONT, 10)
    hand.canvas.saveState()
    path = hand.canvas.beginPath()
    path.rect(XS[1], HIGH - 100, XS[2] - XS[1], 20)
    hand.canvas.clipPath(path, stroke=0)
    hand.text(begins, 83, "Ann Mari")
    hand.text(290.5, 83, "e")
    hand.canvas.restoreState()
    (found,) = read_balanced(hand.save()).tables
    assert [cell.text for cell in found.cells[3:]] == ["1", "Ann Marie", "市公安局"]


def test_type_of_a_size_below_zero_stands_upright(tmp_path: Path) -> None:
    """Both its height and, by a second sign, its width are turned about: nothing is turned."""
    hand = Hand(tmp_path / "a.pdf")
    table(hand, "健全机制。", "落实责任。")
    path = hand.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        found = pikepdf.parse_content_stream(pdf.pages[0])
        turned = []
        for operands, operator in found:
            if str(operator) == "Tf":
                operands = [operands[0], -operands[1]]
            elif str(operator) == "Tm":
                turned.append(([-100], pikepdf.Operator("Tz")))
                operands = [operands[0], 0, 0, -operands[3], *operands[4:]]
            turned.append((operands, operator))
        pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(turned))
        pdf.save(path)
    assert rows_of(path)[1:] == [["1", "健全机制。", "市公安局"], ["2", "落实责任。", "市公安局"]]


def test_typed_notes_are_printed_and_read(tmp_path: Path) -> None:
    """Filled-in fields and typed notes have an appearance of their own beside the page."""
    hand = Hand(tmp_path / "a.pdf")
    table(hand, "健全机制。", "落实责任。")
    hand.text(450, 83, "已阅")
    path = hand.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        appearance = pdf.make_stream(b"BT /F1 10 Tf 2 4 Td (OK) Tj ET")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        appearance.Type, appearance.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        appearance.BBox = [0, 0, 60, 18]
        appearance.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[340, HIGH - 99, 400, HIGH - 81],
            F=4,
            Contents="OK",
            DA="/F1 10 Tf",
            AP=pikepdf.Dictionary(N=appearance),
        )
        page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        pdf.save(path)
    from pipeline.extract.pdf.reading import read_pdf

    (found,) = read_pdf(path, "a.pdf").tables
    assert grid(found)[1][2] == "市公安局OK"


def test_quotation_marks_printed_after_their_line(tmp_path: Path) -> None:
    """A file may print what is set in another font after the rest, into the room left for it."""
    hand = Hand(tmp_path / "a.pdf")
    table(hand, "推进", "落实责任。")
    for part, x in (("最多跑一次", 124), ("改革。", 184)):
        hand.canvas.drawString(x, HIGH - 93, part)
    for mark, x in (("(", 116), (")", 176)):
        hand.canvas.setFont("Helvetica", 10)
        hand.canvas.drawString(x, HIGH - 93, mark)
    assert rows_of(hand.save())[1][1] == "推进(最多跑一次)改革。"


def test_two_close_lines_beside_a_text_level_with_the_middle_of_both(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf", size=12)
    hand.text(50, 65.5, "健全长效管理机制，推动公共数据共享")
    hand.text(300, 60, "市应急管理局、市")
    hand.text(300, 71, "住房城乡建设局")
    text = "".join(part.text for part in read_balanced(hand.save()).outside)
    assert "市应急管理局、市" in text
    assert "住房城乡建设局" in text
