"""Pages drawn line by line: texts and rulings just where a test wants them. Points from the top."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from pdf_press import FONT

WIDE, HIGH = 595.0, 500.0
PITCH = 15.0  # of the lines of one cell


class Hand:
    """Draws on the pages of one file; y counts from the top."""

    def __init__(self, path: Path, size: float = 10) -> None:
        self.path, self.size = path, size
        self.canvas = Canvas(str(path), pagesize=(WIDE, HIGH))
        self.canvas.setFont(FONT, size)

    def text(self, x: float, y: float, *lines: str) -> None:
        """Lines of one text, the first with its upper edge at ``y``."""
        for number, line in enumerate(lines):
            self.canvas.drawString(x, HIGH - y - number * PITCH - self.size, line)

    def row(self, y: float, xs: Sequence[float], *cells: Sequence[str]) -> None:
        """The texts of one row, each 4 points right of its column's edge."""
        for x, lines in zip(xs, cells, strict=False):
            self.text(x + 4, y, *lines)

    def across(self, y: float, x0: float, x1: float) -> None:
        """A level line."""
        self.canvas.line(x0, HIGH - y, x1, HIGH - y)

    def down(self, x: float, top: float, bottom: float) -> None:
        """An upright line."""
        self.canvas.line(x, HIGH - top, x, HIGH - bottom)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """All lines of a grid."""
        for y in ys:
            self.across(y, xs[0], xs[-1])
        for x in xs:
            self.down(x, ys[0], ys[-1])

    def turn(self) -> None:
        """A new page."""
        self.canvas.showPage()
        self.canvas.setFont(FONT, self.size)

    def save(self) -> Path:
        """Write the file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.path
