"""One PDF from end to end: the real table, bad files, odd pages, odd characters."""

from __future__ import annotations

from pathlib import Path

import docx
import pdfplumber
import pikepdf
import pytest
from docx.oxml.ns import qn
from reportlab.pdfgen.canvas import Canvas

from pdf_press import FONT, Press, Setting
from pipeline.errors import SourceError
from pipeline.extract.pdf.reading import read_pdf
from pipeline.ink import census, ink
from pipeline.records import Extraction

EDITION = Path(__file__).parents[2] / "raw" / "dongguan-fire-reform" / "2021-08-26"


def only(suffix: str) -> Path:
    (path,) = EDITION.glob(f"*{suffix}")
    return path


def read(path: Path) -> Extraction:
    extraction = read_pdf(path, "a.pdf")
    texts = [cell.text for table in extraction.tables for cell in table.cells]
    texts += [part.text for part in extraction.outside]
    texts += [removal.text for removal in extraction.removed]
    assert census(texts) == extraction.characters
    return extraction


def small(path: Path) -> Path:
    press = Press(path, Setting(page=(400, 300), widths=(60, 100, 80)))
    press.table([["任务", "措施", "单位"], ["1．改革。", "落实。", "市民政局"]])
    press.save()
    return path


# --- the real table --------------------------------------------------------------------


def test_the_real_table_has_the_rows_of_its_docx() -> None:
    """131 rows of 3 columns; a merged cell is one, but where a page edge leaves it open."""
    extraction = read(only(".pdf"))
    (table,) = extraction.tables
    assert (table.rows, table.columns) == (131, 3)
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    for row, tr in enumerate(docx.Document(str(only(".docx"))).tables[0]._tbl.tr_lst):
        for column, tc in enumerate(tr.tc_lst):
            merge = tc.tcPr.find(qn("w:vMerge")) if tc.tcPr is not None else None
            covered = merge is not None and merge.get(qn("w:val")) != "restart"
            cell = cells.get((row, column))
            if covered:
                assert cell is None or (row in table.seams and cell.text == "")
            else:
                assert cell is not None
                assert ink(cell.text) == ink("".join(p.text for p in tc.p_lst))


def test_the_real_table_is_whole_over_pages() -> None:
    """Eleven rows are cut by page edges and joined; three pages begin with a whole row."""
    extraction = read(only(".pdf"))
    (table,) = extraction.tables
    cut = {c.row for c in table.cells if len({p.place.page for p in c.parts}) > 1}
    assert len(cut) == 11
    assert table.seams == (77, 86, 117)
    assert not extraction.notes
    assert not extraction.removed
    assert [part.text for part in extraction.outside] == [
        "附件",
        "《东莞市关于贯彻消防执法改革的实施意见》任务分解表",
    ]


def test_paragraphs_of_an_owner_cell_are_kept_apart() -> None:
    (table,) = read(only(".pdf")).tables
    texts = [cell.text for cell in table.cells]
    assert "市消防救援支队、\n市住房城乡建设局" in texts
    assert "市消防救援支队、市住房城乡建设局" in texts


def test_characters_are_those_that_another_reader_sees() -> None:
    extraction = read(only(".pdf"))
    with pdfplumber.open(only(".pdf")) as pdf:
        others = census(char["text"] for page in pdf.pages for char in page.chars)
    assert extraction.characters == others


def test_cells_are_those_that_another_reader_sees(tmp_path: Path) -> None:
    """On one page, where no row is cut."""
    press = Press(tmp_path / "a.pdf", Setting(page=(595, 800)))
    rows = [["任务", "措施", "单位"]]
    rows += [[f"{n}．改革。", f"落实第{n}项措施。" * 4, "市民政局"] for n in range(1, 6)]
    press.table(rows)
    press.save()
    (table,) = read(tmp_path / "a.pdf").tables
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        (other,) = pdf.pages[0].find_tables()
        texts = [ink(cell or "") for row in other.extract() for cell in row]
        boxes = [
            pytest.approx(box, abs=1) for box in sorted(other.cells, key=lambda b: (b[1], b[0]))
        ]
    assert [ink(cell.text) for cell in table.cells] == texts
    assert [cell.parts[0].place.bbox for cell in table.cells] == boxes


# --- files that cannot be read ---------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (b"PK\x03\x04 something else", "damaged"),
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 3>>endobj\ntrailer<</Root 1 0 R>>",
            "damaged",
        ),
    ],
    ids=["empty", "cut off", "not a PDF", "loop in the page tree"],
)
def test_a_broken_file_is_a_source_error(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_pdf(path, "a.pdf")
    assert caught.value.code == code
    assert str(caught.value).startswith("a.pdf: ")


def test_a_truncated_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(only(".pdf").read_bytes()[:40_000])
    with pytest.raises(SourceError, match="damaged"):
        read_pdf(path, "a.pdf")


@pytest.mark.parametrize(("password", "opens"), [("secret", False), ("", True)])
def test_encryption_with_and_without_a_user_password(
    tmp_path: Path, password: str, opens: bool
) -> None:
    with pikepdf.open(small(tmp_path / "plain.pdf")) as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="o", user=password))
    if opens:
        assert read(tmp_path / "a.pdf").tables[0].rows == 2
    else:
        with pytest.raises(SourceError) as caught:
            read_pdf(tmp_path / "a.pdf", "a.pdf")
        assert caught.value.code == "encrypted"


def test_a_file_of_pictures_has_no_text_layer(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.rect(50, 50, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    with pytest.raises(SourceError) as caught:
        read_pdf(tmp_path / "a.pdf", "a.pdf")
    assert caught.value.code == "no_text_layer"


def test_text_in_private_characters_is_no_text_layer(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.setFont(FONT, 12)
    canvas.drawString(50, 500, "\ue000\ue001\ue002\ue003")
    canvas.showPage()
    canvas.save()
    with pytest.raises(SourceError) as caught:
        read_pdf(tmp_path / "a.pdf", "a.pdf")
    assert caught.value.code == "no_text_layer"


def test_a_page_without_text_is_noted_and_the_others_are_read(tmp_path: Path) -> None:
    with pikepdf.open(small(tmp_path / "plain.pdf")) as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "a.pdf")
    extraction = read(tmp_path / "a.pdf")
    assert extraction.tables[0].rows == 2
    assert extraction.pages == 2
    assert extraction.notes == ("page 2: no text on it, a picture or empty",)


def test_a_page_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    with pikepdf.open(small(tmp_path / "plain.pdf")) as pdf:
        pdf.add_blank_page()
        pdf.pages[1].obj.Type = pikepdf.Name.Nothing
        pdf.save(tmp_path / "a.pdf")
    extraction = read(tmp_path / "a.pdf")
    assert extraction.tables[0].rows == 2
    assert extraction.notes == ("page 2: damaged, it could not be read",)


# --- pages and characters --------------------------------------------------------------


def test_boxes_count_from_the_upper_left_of_the_visible_page(tmp_path: Path) -> None:
    before = read(small(tmp_path / "plain.pdf")).tables[0].cells[0].parts[0].place.bbox
    assert before == pytest.approx((60, 60, 120, 83), abs=0.5)
    with pikepdf.open(tmp_path / "plain.pdf") as pdf:
        pdf.pages[0].MediaBox = [-50, -30, 500, 500]
        pdf.pages[0].CropBox = [20, 10, 390, 290]
        pdf.save(tmp_path / "a.pdf")
    after = read(tmp_path / "a.pdf").tables[0].cells[0].parts[0].place.bbox
    assert after == pytest.approx((40, 50, 100, 73), abs=0.5)


def test_places_name_file_page_table_row_and_column(tmp_path: Path) -> None:
    cell = read(small(tmp_path / "a.pdf")).tables[0].cells[4]
    place = cell.parts[0].place
    assert (cell.text, place.file, place.page) == ("落实。", "a.pdf", 1)
    assert (place.table, place.row, place.column) == (0, 1, 1)


def draw(path: Path, *texts: tuple[float, float, str]) -> Extraction:
    canvas = Canvas(str(path), pagesize=(400, 300))
    canvas.setFont(FONT, 12)
    for x, y, text in texts:
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.save()
    return read(path)


def test_a_text_printed_twice_for_bold_type_is_read_once(tmp_path: Path) -> None:
    extraction = draw(tmp_path / "a.pdf", (50, 200, "任务分解"), (50.4, 200, "任务分解"))
    assert [part.text for part in extraction.outside] == ["任务分解"]
    (removal,) = extraction.removed
    assert (removal.rule, removal.text) == ("doubled_glyph", "任务分解")


def test_characters_printed_twice_one_by_one_are_read_once(tmp_path: Path) -> None:
    """The second copy is cut otherwise, so that no two text runs are equal."""
    extraction = draw(
        tmp_path / "a.pdf", (50, 200, "任务分解"), (50.4, 200, "任务"), (74.4, 200, "分解")
    )
    assert [part.text for part in extraction.outside] == ["任务分解"]
    assert ink("".join(removal.text for removal in extraction.removed)) == "任务分解"
    assert {removal.rule for removal in extraction.removed} == {"doubled_glyph"}


def test_equal_characters_side_by_side_are_not_doubled(tmp_path: Path) -> None:
    extraction = draw(tmp_path / "a.pdf", (50, 200, "一一级级 illicit"))
    assert [part.text for part in extraction.outside] == ["一一级级 illicit"]


def test_a_hyphen_at_a_line_end_is_kept(tmp_path: Path) -> None:
    extraction = draw(tmp_path / "a.pdf", (50, 200, "well-"), (50, 184, "known"))
    assert [part.text for part in extraction.outside] == ["well-", "known"]


def test_characters_beyond_the_basic_plane_are_one(tmp_path: Path) -> None:
    extraction = draw(tmp_path / "a.pdf", (50, 200, "甲𠀀乙"))
    assert [part.text for part in extraction.outside] == ["甲𠀀乙"]
    assert extraction.characters["𠀀"] == 1


def test_full_width_marks_keep_their_place(tmp_path: Path) -> None:
    text = "（一）“互联网+”、‘甲’；《意见》：100%。"
    assert [part.text for part in draw(tmp_path / "a.pdf", (50, 200, text)).outside] == [text]


def test_characters_set_apart_one_by_one_have_no_spaces_between(tmp_path: Path) -> None:
    extraction = draw(
        tmp_path / "a.pdf", *((50 + 17.0 * i, 200, c) for i, c in enumerate("责任单位"))
    )
    assert [part.text for part in extraction.outside] == ["责任单位"]


def test_text_over_the_border_of_a_table_stays_in_its_cell(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    canvas.setFont(FONT, 12)
    canvas.grid([50, 150, 250], [200, 230, 260])
    canvas.drawString(55, 240, "甲")
    canvas.drawString(155, 199, "乙")  # its feet hang over the lower border
    canvas.showPage()
    canvas.save()
    extraction = read(tmp_path / "a.pdf")
    assert [cell.text for cell in extraction.tables[0].cells] == ["甲", "", "", "乙"]
    assert not extraction.outside


def test_lines_that_nobody_sees_are_no_borders(tmp_path: Path) -> None:
    """White lines and the edges of shading."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    canvas.setFont(FONT, 12)
    canvas.setFillGray(0.9)
    canvas.rect(50, 230, 200, 30, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.grid([50, 150, 250], [200, 230, 260])
    canvas.setStrokeGray(1)
    canvas.line(100, 200, 100, 260)
    canvas.line(50, 215, 250, 215)
    canvas.drawString(55, 240, "甲")
    canvas.showPage()
    canvas.save()
    (table,) = read(tmp_path / "a.pdf").tables
    assert (table.rows, table.columns, len(table.cells)) == (2, 2, 4)


def test_borders_inside_a_form_are_seen(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    canvas.beginForm("grid")
    canvas.grid([0, 100, 200], [0, 30, 60])
    canvas.endForm()
    canvas.setFont(FONT, 12)
    canvas.saveState()
    canvas.translate(50, 200)
    canvas.doForm("grid")
    canvas.restoreState()
    canvas.drawString(155, 240, "乙")
    canvas.showPage()
    canvas.save()
    (table,) = read(tmp_path / "a.pdf").tables
    assert [cell.text for cell in table.cells] == ["", "乙", "", ""]


def test_the_same_file_gives_the_same_extraction() -> None:
    assert read(only(".pdf")) == read(only(".pdf"))
