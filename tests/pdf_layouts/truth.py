"""What generated PDFs must give: the rows as printed, and a ledger that balances on each page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.extract.pdf.compose import compose_page
from pipeline.extract.pdf.flat import open_page
from pipeline.extract.pdf.primitives import read_together
from pipeline.extract.pdf.reading import read_pdf
from pipeline.ink import census, ink
from pipeline.records import Extraction, Table

Row = Sequence[str | None]

HEADER: Row = ("序号", "重点任务", "具体措施", "责任单位")
WHAT = "推进完善建立健全加强深化落实探索优化创新规范强化统筹协调监督管理服务体系机制平台数据共享"
BODIES = (
    "市发展改革局", "市教育局", "市公安局", "市民政局", "市司法局", "市财政局", "市水务局",
    "市住房城乡建设局", "市消防救援支队", "市政务服务数据管理局", "各镇街（园区）",
)  # fmt: skip


def sentence(number: int, length: int) -> str:
    """A text without repetition in sight: ``length`` characters and a full stop."""
    step = 1 + number % 7
    start = number * 11
    return "".join(WHAT[(start + step * n) % len(WHAT)] for n in range(length)) + "。"


def task_rows(count: int, *, merged: bool = False, longest: int = 60) -> list[Row]:
    """A header and ``count`` rows; ``merged``: an item has up to three rows."""
    rows: list[Row] = [HEADER]
    item = left = 0
    for number in range(count):
        begins = left == 0
        if begins:
            item += 1
            left = 1 + item % 3 if merged else 1
        left -= 1
        rows.append(
            (
                str(item) if begins else None,
                sentence(item, 6 + item % 9) if begins else None,
                sentence(number + 50, 8 + number * 13 % longest),
                "、".join(BODIES[(number * 3 + k) % len(BODIES)] for k in range(1 + number % 4)),
            )
        )
    return rows


def read_balanced(path: Path) -> Extraction:
    """The extraction of a file; every printed character of every page is in one place."""
    document = pdfium.PdfDocument(path)
    try:
        for number in range(len(document)):
            [printed] = read_together([open_page(document, number)])
            page = compose_page(printed)
            texts = [li.text for f in page.fragments for c in f.cells for li in c.block.lines]
            texts += [line.text for line in page.outside]
            texts += [one.text for one in (*page.doubled, *(text for _, text in page.aside))]
            assert census(texts) == census([printed.characters]), f"page {number + 1}"
    finally:
        document.close()
    extraction = read_pdf(path, path.name)
    texts = [cell.text for table in extraction.tables for cell in table.cells]
    texts += [part.text for part in extraction.outside]
    texts += [removal.text for removal in extraction.removed]
    assert census(texts) == extraction.characters
    return extraction


def grid(table: Table) -> list[list[str | None]]:
    """The ink of each cell in its row and column; ``None`` where another cell spans."""
    rows: list[list[str | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = ink(cell.text)
    return rows


def expected(rows: Sequence[Row]) -> list[list[str | None]]:
    """The rows of the truth, compared by ink."""
    return [[None if cell is None else ink(cell) for cell in row] for row in rows]


def blank_is_none(rows: Sequence[Sequence[str | None]]) -> list[list[str | None]]:
    """Where no line says whether an empty cell belongs to the one above, both count as one."""
    return [[cell or None for cell in row] for row in rows]
