"""Tables set over pages in many ways, with the printed rows as exact truth.

``set_table`` is a small typesetter: it wraps text in cells, fills pages, cuts rows at the
page edge line by line, and draws borders in the ways that tools draw them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.pdf import read_pdf
from pipeline.ink import census
from pipeline.records import Extraction, Table

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

Row = Sequence[str | None]  # None: covered by the cell above
PAD = 4.0


@dataclass(frozen=True)
class Setting:
    """How a table is printed; lengths in points."""

    widths: tuple[float, ...] = (90, 200, 120)
    page: tuple[float, float] = (595, 420)
    margin: float = 60
    size: float = 10.5
    lead: float = 15
    cut_rows: bool = True
    header_rows: int = 0  # repeated at the top of each page
    border: str = "line"
    centred: bool = False
    between: str | None = None  # text at the top of later pages
    head: str | None = None
    number: str | None = None
    rotation: int = 0


def wrap(text: str, width: float, size: float) -> list[str]:
    """Lines of a cell; no line begins with a closing mark."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            fits = pdfmetrics.stringWidth(line + character, "STSong-Light", size) <= width - 2 * PAD
            if line and not fits and character not in "、，。；：）":
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return [line for line in lines if line] if text else []


class Press:
    """Sets tables on the pages of one canvas."""

    def __init__(self, path: Path, how: Setting) -> None:
        self.how = how
        self.canvas = Canvas(str(path), pagesize=how.page)
        self.page_no = 1
        self.top_of_page()

    def top_of_page(self) -> None:
        """Print the furniture and start below the upper margin."""
        how, canvas = self.how, self.canvas
        canvas.setFont("STSong-Light", how.size)
        if how.rotation:
            canvas.setPageRotation(how.rotation)
        if how.head:
            canvas.drawString(how.margin, how.page[1] - 30, how.head)
        if how.number:
            canvas.drawCentredString(how.page[0] / 2, 25, how.number.format(n=self.page_no, of=9))
        self.y = how.page[1] - how.margin

    def turn(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self.page_no += 1
        self.top_of_page()
        if self.how.between:
            self.text(self.how.between)

    def text(self, text: str) -> None:
        """Print one line of text outside tables."""
        self.canvas.drawString(self.how.margin, self.y - self.how.size, text)
        self.y -= self.how.lead + 6

    def table(self, rows: Sequence[Row]) -> None:
        """Print a table, over pages where it does not fit."""
        how = self.how
        lines = [
            [wrap(cell or "", width, how.size) for cell, width in zip(row, how.widths, strict=True)]
            for row in rows
        ]
        merged = [
            [
                cell is not None and r + 1 < len(rows) and rows[r + 1][c] is None or cell is None
                for c, cell in enumerate(row)
            ]
            for r, row in enumerate(rows)
        ]
        rest: list[list[str]] = [[] for _ in how.widths]
        self.first = True
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    rest[c] = list(lines[r][c])
            last = [
                not merged[r][c] or r + 1 == len(rows) or rows[r + 1][c] is not None
                for c in range(len(row))
            ]
            need = max(
                1,
                *(len(rest[c]) for c in range(len(row)) if last[c]),
            )
            while True:
                free = int((self.y - how.margin - 2 * PAD) // how.lead)
                if free >= need or (how.cut_rows and free >= 1):
                    take = min(free, need)
                    need -= take
                    self.row(
                        [rest[c][:take] for c in range(len(row))],
                        take,
                        [last[c] and not need for c in range(len(row))],
                        bool(need),
                    )
                    rest = [column[take:] for column in rest]
                    if not need:
                        break
                self.turn()
                self.first = True
                for h in range(how.header_rows):
                    deep = max(map(len, lines[h]))
                    self.row(lines[h], deep, [True] * len(row), False)
        self.y -= 20

    def row(self, lines: list[list[str]], deep: int, closed: list[bool], cut: bool) -> None:
        """Print one row, or as much of it as the page holds."""
        how, canvas = self.how, self.canvas
        x, height = how.margin, deep * how.lead + 2 * PAD
        left = x
        for c, width in enumerate(how.widths):
            column = lines[c]
            lower = (deep - len(column)) * how.lead / 2 if how.centred else 0
            for i, line in enumerate(column):
                canvas.drawString(x + PAD, self.y - PAD - lower - i * how.lead - how.size, line)
            if how.border != "open" or c:
                self.rule(x, self.y, x, self.y - height)
            if self.first and (how.border != "cut open" or self.page_no == 1):
                self.rule(x, self.y, x + width, self.y)
            at_foot = self.y - height - how.margin < how.lead + 2 * PAD
            if closed[c] or (at_foot and how.border != "cut open"):
                self.rule(x, self.y - height, x + width, self.y - height)
            x += width
        if how.border != "open":
            self.rule(x, self.y, x, self.y - height)
        assert x > left
        self.y -= height
        self.first = False

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw one border in the chosen way."""
        canvas, border = self.canvas, self.how.border
        if border == "rectangle":
            canvas.rect(
                min(x0, x1), min(y0, y1), abs(x1 - x0) or 0.5, abs(y1 - y0) or 0.5, stroke=0, fill=1
            )
            return
        canvas.setLineWidth(2.5 if border == "thick" else 0.5)
        canvas.setDash([3, 2] if border == "dashed" else [])
        canvas.line(x0, y0, x1, y1)
        if border == "double":
            shift = (0, 1.5) if y0 == y1 else (1.5, 0)
            canvas.line(x0 + shift[0], y0 + shift[1], x1 + shift[0], y1 + shift[1])

    def save(self) -> None:
        """Write the file."""
        self.canvas.showPage()
        self.canvas.save()


def set_and_read(path: Path, rows: Sequence[Row], how: Setting) -> Extraction:
    press = Press(path, how)
    press.table(rows)
    press.save()
    return read(path)


def read(path: Path) -> Extraction:
    extraction = read_pdf(path, "a.pdf")
    texts = [cell.text for table in extraction.tables for cell in table.cells]
    texts += [part.text for part in extraction.outside]
    texts += [removal.text for removal in extraction.removed]
    assert census(texts) == extraction.characters
    return extraction


def grid(table: Table) -> list[list[str | None]]:
    found: list[list[str | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row][cell.column] = cell.text.replace("\n", "")
    return found


def plain(rows: Sequence[Row]) -> list[list[str | None]]:
    return [[cell if cell is None else cell.replace("\n", "") for cell in row] for row in rows]


BODIES = [
    "市公安局",
    "市住房城乡建设局",
    "市消防救援支队",
    "市市场监督管理局",
    "市应急管理局",
    "市民政局",
    "市政务服务数据管理局",
    "市城市管理综合执法局",
    "各镇街（园区）人民政府",
]
TASK = (
    "建立健全{}工作机制，定期开展联合检查和考核评估，强化结果运用，对发现的问题限期整改并跟踪问效。"
)
HEADER = ["任务项目", "任务分解", "责任单位"]


def items(count: int, *, per_item: int = 1, repeat: int = 1) -> list[Row]:
    rows: list[Row] = [HEADER]
    for i in range(count):
        for j in range(per_item):
            owners = "、".join(BODIES[(i + j + k) % len(BODIES)] for k in range(1 + (i + j) % 4))
            task = TASK.format("一二三四五六七八九十"[i % 10] * (1 + (i * 3 + j) % 9)) * repeat
            rows.append([f"{i + 1}．推进第{i + 1}项改革。" if j == 0 else None, task, owners])
    return rows
