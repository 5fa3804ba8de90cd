"""Small scans for tests: parts of the real PDF's pages, drawn, turned and made noisy."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from bench.documents import source
from bench.scans import DOTS_PER_INCH, scanned


def strip(page: int, top: float, bottom: float, angle: float = 0.7) -> Image.Image:
    """What a page prints between two heights (in points), as a scanner gives it."""
    with Image.open(BytesIO(scanned(source(".pdf"), page, angle))) as picture:
        high = tuple(round(height * DOTS_PER_INCH / 72) for height in (top, bottom))
        return picture.crop((0, high[0], picture.width, high[1])).copy()


def stored(picture: Image.Image, kind: str) -> bytes:
    """The picture as a file of this kind (PNG, JPEG, TIFF, PDF)."""
    data = BytesIO()
    if kind == "PDF":
        picture.save(data, kind, resolution=DOTS_PER_INCH)
    else:
        picture.save(data, kind, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return data.getvalue()
