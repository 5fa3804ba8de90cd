"""The pages of a PDF drawn as pictures, their red seals taken off."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.extract.scan.file import is_too_large, read_pictures, too_large
from pipeline.extract.scan.picture import Picture
from pipeline.extract.scan.seals import LOOK_AT, Seal, find_seals, without_seals

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72.0
_DOTS_PER_INCH = (200.0, 300.0)  # least and most at which a page is drawn
_MOST_PIXELS = 24_000_000  # of a page as drawn: A3 at 300 dots an inch has 17 million


def page_picture(path: Path, data: bytes, number: int, name: str) -> tuple[Image, float]:
    """The picture of one page of a PDF (``data`` empty) or picture file, and pixels a point."""
    from PIL import Image

    if data:
        for page in read_pictures(data, name):
            if page.number == number:
                return Image.fromarray(page.picture), page.dots_per_inch / _POINTS
        raise IndexError(f"{name} has no page {number}")
    document = pdfium.PdfDocument(path)
    try:
        page = document[number - 1]
        picture, dots_per_inch, _ = draw_page(page, number, name)
        page.close()
        return Image.fromarray(picture), dots_per_inch / _POINTS
    finally:
        document.close()


def draw_page(
    page: pdfium.PdfPage, number: int, name: str
) -> tuple[Picture, float, tuple[Seal, ...]]:
    """The page drawn in shades of grey, as sharp as the picture on it, its dots per inch, and
    the red seals that were taken off, in points.
    """
    width, height = page.get_size()
    finest = _DOTS_PER_INCH[0]
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        wide, high = item.get_px_size()
        if is_too_large(wide, high):
            raise too_large(name, number, wide, high)
        left, bottom, right, top = item.get_bounds()
        inches = max(right - left, top - bottom) / _POINTS
        if inches > 1:
            finest = max(finest, max(wide, high) / inches)
    dots_per_inch = min(finest, _DOTS_PER_INCH[1])
    inches = max(width * height / _POINTS**2, 1e-6)
    dots_per_inch = min(dots_per_inch, math.sqrt(_MOST_PIXELS / inches))
    seals = find_seals(_pixels(page, LOOK_AT, grey=False), LOOK_AT)
    picture = _pixels(page, dots_per_inch, grey=True)
    if seals:
        larger = [seal.larger(dots_per_inch / LOOK_AT) for seal in seals]
        picture = without_seals(picture, _pixels(page, dots_per_inch, grey=False), larger)
    return picture, dots_per_inch, tuple(seal.larger(_POINTS / LOOK_AT) for seal in seals)


def _pixels(page: pdfium.PdfPage, dots_per_inch: float, *, grey: bool) -> Picture:
    """The page drawn: rows by columns in grey, or by red, green and blue, too."""
    bitmap = page.render(
        scale=dots_per_inch / _POINTS, grayscale=grey, rev_byteorder=True, may_draw_forms=False
    )
    try:
        pixels: Picture = bitmap.to_numpy()
        return pixels.copy() if grey else pixels[..., :3].copy()
    finally:
        bitmap.close()
