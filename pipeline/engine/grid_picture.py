"""A part of a table drawn as it was read: the rows around the cells that matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

Row: TypeAlias = Mapping[str, Any]
_AROUND = 3  # rows above and below
_WIDTH = 1200  # pixels
_SIZE = 18  # of a character, pixels
_LEAD = 6
_PAD = 8
_MOST_LINES = 12  # of a cell
_NARROWEST = 0.05  # of the width
_MARK = (200, 30, 30)
_LINE = (120, 120, 120)
_FILL = (255, 243, 205)


def draw_grid(cells: Sequence[Row], wanted: Sequence[Row], font_file: str) -> Image:
    """Draw the table of the first of ``wanted``; rows of ``cells`` around it, with spans.

    ``font_file`` has Chinese characters. A long text is cut with an ellipsis.
    """
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(font_file, _SIZE)
    marked = {cell["cell_id"] for cell in wanted}
    table = wanted[0]["table"]
    rows = [cell["row"] for cell in wanted if cell["table"] == table]
    first, last = max(min(rows) - _AROUND, 0), max(rows) + _AROUND
    shown = [
        cell
        for cell in cells
        if cell["table"] == table and cell["row"] <= last and cell["row"] + cell["row_span"] > first
    ]
    last = min(last, max(cell["row"] + cell["row_span"] - 1 for cell in shown))
    columns = _columns(shown)
    texts = {cell["cell_id"]: _wrapped(cell, columns, font) for cell in shown}
    heights = _heights(shown, texts, first, last)
    picture = Image.new("RGB", (_WIDTH + 1, sum(heights) + 1), "white")
    brush = ImageDraw.Draw(picture)
    # The wanted ones last, so that their frames are whole.
    for cell in sorted(shown, key=lambda cell: cell["cell_id"] in marked):
        left, right = columns[cell["column"]], columns[cell["column"] + cell["column_span"]]
        top = sum(heights[: max(cell["row"] - first, 0)])
        bottom = sum(heights[: cell["row"] + cell["row_span"] - first])
        ours = cell["cell_id"] in marked
        brush.rectangle(
            (left, top, right, bottom),
            fill=_FILL if ours else None,
            outline=_MARK if ours else _LINE,
            width=4 if ours else 1,
        )
        text = "\n".join(texts[cell["cell_id"]])
        brush.text((left + _PAD, top + _PAD), text, fill="black", font=font, spacing=_LEAD)
    return picture


def _columns(cells: Sequence[Row]) -> list[int]:
    """Left edges of the grid columns and the right edge of the last, in pixels.

    A column is as wide as its longest text asks for, by the square root, so that a long text
    takes lines and not all of the width.
    """
    count = max(cell["column"] + cell["column_span"] for cell in cells)
    weights = [1.0] * count
    for cell in cells:
        if cell["column_span"] == 1:
            weight = max(len(cell["text"] or ""), 1) ** 0.5
            weights[cell["column"]] = max(weights[cell["column"]], weight)
    floor = sum(weights) * min(_NARROWEST, 1 / count)
    weights = [max(weight, floor) for weight in weights]
    return [0, *(round(_WIDTH * upto / sum(weights)) for upto in accumulate(weights))]


def _wrapped(cell: Row, columns: Sequence[int], font: FreeTypeFont) -> list[str]:
    width = columns[cell["column"] + cell["column_span"]] - columns[cell["column"]] - 2 * _PAD
    lines: list[str] = []
    for paragraph in (cell["text"] or "").split("\n"):
        line = ""
        for character in paragraph:
            if line and font.getlength(line + character) > width:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], "……"]


def _heights(
    cells: Sequence[Row], texts: Mapping[str, Sequence[str]], first: int, last: int
) -> list[int]:
    """Heights of the rows from ``first`` to ``last``; one row is as high as its texts ask for."""
    heights = [_SIZE + _LEAD + 2 * _PAD] * (last - first + 1)
    for cell in sorted(cells, key=lambda cell: cell["row_span"]):
        rows = range(max(cell["row"], first), min(cell["row"] + cell["row_span"], last + 1))
        needed = len(texts[cell["cell_id"]]) * (_SIZE + _LEAD) + 2 * _PAD
        lacking = needed - sum(heights[row - first] for row in rows)
        if lacking > 0:
            heights[rows[-1] - first] += lacking
    return heights
