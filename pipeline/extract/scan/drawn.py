"""The pages of a PDF drawn as pictures, their red seals taken off."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import SourceError
from pipeline.extract.scan.file import (
    PAGE_INCHES,
    TOLD_FROM,
    is_too_large,
    read_pictures,
    too_large,
)
from pipeline.extract.scan.picture import Picture
from pipeline.extract.scan.seals import LOOK_AT, Seal, find_seals, without_seals

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72.0
_DOTS_PER_INCH = (200.0, 300.0)  # least and most at which a page is drawn
_A3_INCHES = 17.0  # its long side
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
        drawn = draw_page(page, number, name)
        page.close()
        return Image.fromarray(drawn.picture), drawn.dots_per_inch / _POINTS / drawn.larger
    except ValueError as error:  # a visible box beside the sheet
        raise SourceError(
            "damaged",
            name,
            f"page {number} cannot be drawn ({error}).",
            "Open it in a PDF reader and print it to a new PDF.",
        ) from None
    finally:
        document.close()


class Drawn(NamedTuple):
    """A page in shades of grey, and the red seals that were taken off, in points.

    Points and inches are those of a sheet so many times smaller than the page as it says
    (``larger``): some tools make a pixel of a scan a point, so that A4 is as large as A1.
    """

    picture: Picture
    dots_per_inch: float
    seals: tuple[Seal, ...]
    larger: float


def draw_page(page: pdfium.PdfPage, number: int, name: str) -> Drawn:
    """The page drawn as sharp as the picture on it.

    A page larger than A3 whose pictures are as coarse as no scan is one of A4.
    """
    width, height = page.get_size()
    finest = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        wide, high = item.get_px_size()
        if is_too_large(wide, high):
            raise too_large(name, number, wide, high)
        left, bottom, right, top = item.get_bounds()
        inches = max(right - left, top - bottom) / _POINTS
        if inches > 1:
            finest = max(finest, max(wide, high) / inches)
    long = max(width, height) / _POINTS
    larger = long / PAGE_INCHES if long > _A3_INCHES and 0 < finest < TOLD_FROM else 1.0
    dots_per_inch = min(max(finest * larger, _DOTS_PER_INCH[0]), _DOTS_PER_INCH[1])
    inches = max(width * height / (_POINTS * larger) ** 2, 1e-6)
    dots_per_inch = min(dots_per_inch, math.sqrt(_MOST_PIXELS / inches))
    seals = find_seals(_pixels(page, LOOK_AT / larger, grey=False), LOOK_AT)
    picture = _pixels(page, dots_per_inch / larger, grey=True)
    if seals:
        scaled = [seal.larger(dots_per_inch / LOOK_AT) for seal in seals]
        picture = without_seals(picture, _pixels(page, dots_per_inch / larger, grey=False), scaled)
    return Drawn(
        picture, dots_per_inch, tuple(seal.larger(_POINTS / LOOK_AT) for seal in seals), larger
    )


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
