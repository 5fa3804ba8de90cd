"""Marks on the picture of a page, with a legend below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from pipeline.engine.fonts import find_chinese_font
from pipeline.records import Box

if TYPE_CHECKING:
    from PIL.Image import Image

Kind: TypeAlias = Literal[
    "line", "cell", "seam", "row joined", "repair", "outside", "taken out", "doubtful"
]
_COLOURS: dict[Kind, tuple[int, int, int]] = {
    "line": (225, 40, 40),
    "cell": (40, 90, 220),
    "seam": (230, 130, 0),
    "row joined": (150, 60, 200),
    "repair": (200, 0, 140),
    "outside": (0, 140, 70),
    "taken out": (120, 120, 120),
    "doubtful": (240, 180, 0),
}
_MEANINGS: dict[Kind, str] = {
    "line": "ruling line as read",
    "cell": "cell: row, column",
    "seam": "first row on a new page",
    "row joined": "rest of a row cut by the page edge",
    "repair": "repair: its rule",
    "outside": "text outside the tables",
    "taken out": "taken out by a rule",
    "doubtful": "recognised without certainty: least confidence",
}
_LETTERS = 15
_ROW = 24
_NARROWEST = 900  # pixels of a picture with room for the legend
_HIGHEST = 8000  # of one that is enlarged for it
_INSET: dict[Kind, int] = {"repair": 4, "doubtful": 7}  # pixels, so that frames do not cover


class Mark(NamedTuple):
    """Something to draw, in points on the page as shown: a box, or a line between two corners."""

    kind: Kind
    box: Box
    label: str = ""


def draw(page: Image, pixels_a_point: float, marks: Sequence[Mark], title: str) -> Image:
    """The page, paled, with the marks on it and a legend of the kinds below.

    A page in large units is drawn small: it is enlarged so that the legend and labels fit.
    """
    from PIL import Image, ImageDraw, ImageFont

    larger = -(-_NARROWEST // page.width)
    if larger > 1 and larger * page.height <= _HIGHEST:
        page = page.resize((larger * page.width, larger * page.height))
        pixels_a_point *= larger
    found = find_chinese_font()
    font = ImageFont.truetype(found, _LETTERS) if found else ImageFont.load_default(_LETTERS)
    legend = _ROW * (2 + (len(_COLOURS) + 1) // 2)
    paled = Image.blend(page.convert("RGB"), Image.new("RGB", page.size, "white"), 0.45)
    whole = Image.new("RGB", (page.width, page.height + legend), "white")
    whole.paste(paled, (0, 0))
    brush: Any = ImageDraw.Draw(whole, "RGBA")
    for mark in sorted(marks, key=lambda mark: list(_COLOURS).index(mark.kind)):
        _draw_mark(brush, font, mark, pixels_a_point)
    brush.line((0, page.height, page.width, page.height), fill=(0, 0, 0), width=2)
    # The built-in font has no Chinese.
    shown = title if found else title.encode("ascii", "replace").decode()
    brush.text((12, page.height + 6), shown, (0, 0, 0), font)
    for index, (kind, colour) in enumerate(_COLOURS.items()):
        left = 12 + (index % 2) * page.width // 2
        top = page.height + _ROW * (1 + index // 2) + 8
        count = sum(mark.kind == kind for mark in marks)
        brush.rectangle(
            (left, top, left + 26, top + 14), outline=colour, fill=(*colour, 60), width=3
        )
        brush.text((left + 34, top - 2), f"{_MEANINGS[kind]} ({count})", (0, 0, 0), font)
    return whole


def _draw_mark(brush: Any, font: Any, mark: Mark, pixels_a_point: float) -> None:
    colour = _COLOURS[mark.kind]
    x0, top, x1, bottom = (value * pixels_a_point for value in mark.box)
    if mark.kind == "line" or x1 - x0 < 2 or bottom - top < 2:
        width = 3 if mark.kind == "line" else 7
        brush.line((x0, top, x1, bottom), fill=(*colour, 200), width=width)
        return
    inset = min(_INSET.get(mark.kind, 2), (x1 - x0) / 3, (bottom - top) / 3)
    box = (x0 + inset, top + inset, x1 - inset, bottom - inset)
    brush.rectangle(box, outline=(*colour, 255), fill=(*colour, 24), width=2)
    if mark.label:
        below = mark.kind in ("repair", "taken out")
        at = (box[0] + 3, box[3] - _LETTERS - 3) if below else (box[0] + 3, box[1] + 1)
        if mark.kind == "doubtful":
            at = (box[2] - 38, box[1] + 1)
        brush.rectangle(brush.textbbox(at, mark.label, font), fill=(255, 255, 255, 215))
        brush.text(at, mark.label, (*colour, 255), font)
