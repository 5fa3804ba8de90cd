"""Tables printed by LibreOffice from DOCX, XLSX and HTML: 100 % of the cells, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pdf_layouts.fonts import CFF_NAME, make_cff
from pdf_layouts.office_files import print_all, write_docx, write_html, write_xlsx
from pdf_layouts.truth import Row, blank_is_none, expected, grid, read_balanced, task_rows

TRUETYPE = "WenQuanYi Micro Hei"
MERGED, PLAIN = task_rows(24, merged=True), task_rows(20)

FILES: dict[str, Sequence[Row]] = {
    "merged-repeated.docx": MERGED,
    "merged-once.docx": MERGED,
    "cff-text.docx": MERGED,
    "landscape-footer.docx": PLAIN,
    "no-borders.docx": PLAIN,
    "ruled.xlsx": PLAIN,
    "dashed.xlsx": PLAIN,
    "cff-sheet.xlsx": PLAIN,
    "no-lines-sheet.xlsx": PLAIN,
    "borders.html": MERGED,
    "no-lines.html": PLAIN,
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    fonts = folder / "fonts"
    fonts.mkdir()
    texts = [cell or "" for row in (*MERGED, *PLAIN) for cell in row]
    make_cff(fonts, "".join(texts) + "某市重点任务分工表注：由政府办公室负责解释。第页共公报人民—")
    write_docx(folder / "merged-repeated.docx", MERGED, TRUETYPE)
    write_docx(folder / "merged-once.docx", MERGED, TRUETYPE, header=False)
    write_docx(folder / "cff-text.docx", MERGED, CFF_NAME)
    write_docx(folder / "landscape-footer.docx", PLAIN, TRUETYPE, landscape=True, footer="— 1 —")
    write_docx(folder / "no-borders.docx", PLAIN, TRUETYPE, style="Normal Table")
    write_xlsx(folder / "ruled.xlsx", PLAIN, TRUETYPE)
    write_xlsx(folder / "dashed.xlsx", PLAIN, TRUETYPE, border="dashed")
    write_xlsx(folder / "cff-sheet.xlsx", PLAIN, CFF_NAME)
    write_xlsx(folder / "no-lines-sheet.xlsx", PLAIN, TRUETYPE, border=None)
    write_html(folder / "borders.html", MERGED, TRUETYPE, 'border="1" cellspacing="0"')
    write_html(folder / "no-lines.html", PLAIN, TRUETYPE, 'border="0" cellpadding="6"')
    print_all([folder / name for name in FILES], folder, fonts)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_every_cell_is_exact(printed: Path, name: str) -> None:
    rows = FILES[name]
    path = printed / name.replace(Path(name).suffix, ".pdf")
    (table,) = read_balanced(path).tables
    assert blank_is_none(grid(table)) == blank_is_none(expected(rows))
