"""A small typesetter for test tables: sets printed rows over PDF pages, with known truth.

It wraps text in cells, fills pages, cuts rows at the page edge line by line, and draws
borders in the ways that tools draw them. Rows are lists of cell texts; ``None`` is a place
covered by the cell above. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Row = Sequence[str | None]
PAD = 4.0
BLACK = ImageReader(Image.new("RGB", (1, 1)))


@dataclass(frozen=True)
class Setting:
    """How a table is printed."""

    widths: tuple[float, ...] = (90, 200, 120)
    page: tuple[float, float] = (595, 420)
    margin: float = 60
    size: float = 10.5
    lead: float = 15
    cut_rows: bool = True
    header_rows: int = 0  # repeated at the top of each page
    # rectangle, thick, double, dashed, cut open, open (no outer borders), hairline, gaps (at the
    # joints), pictures (of lines), horizontal, three lines, vertical, frame, shaded, none
    border: str = "line"
    font: str = FONT
    between: float = 0  # points of white between two rows, where no line parts them
    spacing: float = 0  # points between the characters
    bold: bool = False  # set twice with a shift of a hair
    hidden: bool = False  # white lines through the middle of rows
    backwards: bool = False  # the lines of a cell stand in the file from the last to the first
    centred: bool = False  # text in the middle of the height of its cell
    head: str | None = None
    number: str | None = None  # with {n} for the page
    continued: str | None = None  # printed above the table on later pages
    rotation: int = 0  # of the page as a viewer shows it
    sideways: bool = False  # everything drawn turned by 90 degrees on an upright page
    shift: float = 0  # sideways on even pages


def wrap(text: str, width: float, how: Setting) -> list[str]:
    """Lines of a text; no line begins with a closing mark."""
    font, size, spacing = how.font, how.size, how.spacing
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            wide = pdfmetrics.stringWidth(line + character, font, size) + spacing * len(line)
            fits = wide <= width - 2 * PAD
            if line and not fits and character not in "、，。；：）”":
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines if text else []


class Press:
    """Sets text and tables on the pages of one file."""

    def __init__(self, path: Path, how: Setting) -> None:
        self.how = how
        self.canvas = Canvas(str(path), pagesize=how.page[::-1] if how.sideways else how.page)
        self.number = 1
        self._start()

    def text(self, text: str) -> None:
        """Print one line of text."""
        self.canvas.drawString(self.left, self.y - self.how.size, text)
        self.y -= self.how.lead + 6

    def turn(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self.number += 1
        self._start()

    def table(self, rows: Sequence[Row]) -> None:
        """Print a table, over pages where it does not fit."""
        how = self.how
        rest: list[list[str]] = [[] for _ in how.widths]
        self.open = True
        self.rows = 0
        self.shade = True
        for index, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    rest[column] = wrap(cell, how.widths[column], how)
            below = rows[index + 1] if index + 1 < len(rows) else [""] * len(row)
            ends = [cell is not None for cell in below]
            need = max(1, *(len(rest[c]) for c, is_end in enumerate(ends) if is_end))
            while need:
                free = int((self.y - how.margin - 2 * PAD + 0.01) // how.lead)
                if free < need and not (how.cut_rows and free >= 1):
                    self._continue(rows)
                    continue
                take = min(free, need)
                need -= take
                self._row([lines[:take] for lines in rest], take, [e and not need for e in ends])
                rest = [lines[take:] for lines in rest]
        self._close()
        self.y -= 20

    def save(self) -> None:
        """Write the file."""
        self.canvas.showPage()
        self.canvas.save()

    def _start(self) -> None:
        how, canvas = self.how, self.canvas
        if how.rotation:
            canvas.setPageRotation(how.rotation)
        if how.sideways:
            canvas.translate(how.page[1], 0)
            canvas.rotate(90)
        canvas.setFont(how.font, how.size)
        self.left = how.margin + (how.shift if self.number % 2 == 0 else 0)
        self.y = how.page[1] - how.margin
        if how.head:
            canvas.drawString(self.left, how.page[1] - 30, how.head)
        if how.number:
            canvas.drawCentredString(how.page[0] / 2, 25, how.number.format(n=self.number))

    def _continue(self, rows: Sequence[Row]) -> None:
        how = self.how
        if how.border not in ("cut open", "open"):
            self._close()
        self.turn()
        if how.continued:
            self.text(how.continued)
        self.open = how.border not in ("cut open", "open")
        for row, below in pairwise(rows[: how.header_rows + 1]):
            lines = [
                wrap(cell or "", width, how) for cell, width in zip(row, how.widths, strict=True)
            ]
            self._row(lines, max(map(len, lines)), [cell is not None for cell in below])

    def _row(self, lines: list[list[str]], deep: int, ends: list[bool]) -> None:
        """One row, or as much of it as the page holds; ``ends``: a border is due below."""
        how, x = self.how, self.left
        height = deep * how.lead + 2 * PAD
        if how.border == "shaded" and self.shade:
            self.canvas.setFillGray(0.9)
            self.canvas.rect(x, self.y - height, sum(how.widths), height, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        self.shade = not self.shade
        for column, width in enumerate(how.widths):
            lower = (deep - len(lines[column])) * how.lead / 2 if how.centred else 0
            numbered = list(enumerate(lines[column]))
            for number, line in reversed(numbered) if how.backwards else numbered:
                self._print(x + PAD, self.y - PAD - lower - number * how.lead - how.size, line)
            if self.open:
                self._across(column, self.y)
            if ends[column]:
                self._across(column, self.y - height)
            if column or how.border not in ("open", "horizontal", "three lines"):
                self._upright(column, x, height)
            x += width
        if how.border != "open":
            self._upright(0, x, height)
        if how.hidden:
            self.canvas.setStrokeGray(1)
            middle = self.y - height / 2
            self.canvas.line(self.left, middle, x, middle)
            self.canvas.setStrokeGray(0)
        self.open = False
        self.rows += 1
        if how.border == "three lines" and self.rows == 1:
            self._rule(self.left, self.y - height, x, self.y - height)
        self.y -= height + (how.between if all(ends) else 0)

    def _print(self, x: float, y: float, line: str) -> None:
        for shift in (0, 0.3) if self.how.bold else (0,):
            self.canvas.drawString(x + shift, y, line, charSpace=self.how.spacing)

    def _close(self) -> None:
        """The lower border of the table on this page."""
        if self.how.border in ("three lines", "vertical"):
            self._rule(self.left, self.y, self.left + sum(self.how.widths), self.y)
            return
        for column, _ in enumerate(self.how.widths):
            self._across(column, self.y)

    def _upright(self, column: int, x: float, height: float) -> None:
        if self.how.border in ("none", "shaded", "horizontal", "three lines"):
            return
        if self.how.border == "frame" and column:
            return
        gap = 1.5 if self.how.border == "gaps" else -self.how.between
        self._rule(x, self.y - max(gap, 0), x, self.y - height + gap)

    def _across(self, column: int, y: float) -> None:
        border = self.how.border
        if border in ("none", "shaded") or (border in ("three lines", "vertical") and self.rows):
            return
        x = self.left + sum(self.how.widths[:column])
        gap = 1.5 if border == "gaps" else 0
        self._rule(x + gap, y, x + self.how.widths[column] - gap, y)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas, border = self.canvas, self.how.border
        if border in ("rectangle", "pictures"):
            wide, high = (x1 - x0, 0.5) if y0 == y1 else (0.5, y0 - y1)
            if border == "rectangle":
                canvas.rect(x0, min(y0, y1), wide, high, stroke=0, fill=1)
            else:
                canvas.drawImage(BLACK, x0, min(y0, y1), wide, high)
            return
        canvas.setLineWidth({"thick": 2.5, "hairline": 0.05}.get(border, 0.5))
        canvas.setDash([3, 2] if border == "dashed" else [])
        canvas.line(x0, y0, x1, y1)
        if border == "double":
            aside, down = (0, 1.5) if y0 == y1 else (1.5, 0)
            canvas.line(x0 + aside, y0 + down, x1 + aside, y1 + down)
