"""Picture files: what cannot be read of them, their pixels, pages and size."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from pipeline.errors import SourceError
from pipeline.extract.scan.drawn import draw_page
from pipeline.extract.scan.file import read_pictures


def _square() -> Image.Image:
    """A black square of 300 pixels on a white sheet."""
    picture = Image.new("L", (900, 700), 255)
    picture.paste(0, (100, 100, 400, 400))
    return picture


def _png(wide: int, high: int, data: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _stored(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    data = BytesIO()
    picture.save(data, kind, **more)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_png(60_000, 60_000, zlib.compress(bytes(60_001) * 20)), "picture_too_large"),
        (_png(10_000, 9_500, b""), "picture_too_large"),  # where Pillow only warns
        (_png(8_000, 8_000, b""), "picture_too_large"),
        (_png(0, 0, zlib.compress(b"")), "damaged"),
        (_png(500, 500, b"no stream"), "damaged"),
        (_stored(_square())[:-200], "damaged"),
        (_stored(_square(), "JPEG")[:900], "damaged"),
        (_stored(_square(), "TIFF")[:300], "damaged"),
        (_stored(Image.new("L", (9, 900))), "picture_too_small"),
    ],
)
def test_a_picture_that_cannot_be_read(data: bytes, code: str) -> None:
    """Pixels without end, none at all, a file cut off: an error, not memory or a traceback."""
    with pytest.raises(SourceError) as caught:
        list(read_pictures(data, "t.png"))
    assert caught.value.code == code
    assert "0x" not in str(caught.value)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel(mode: str) -> None:
    """Black print on white paper, also where paper is transparent or has 16 bits."""
    grey = _square()
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    elif mode in ("LA", "RGBA"):
        clear = Image.eval(grey, lambda value: 255 - value)
        picture = Image.merge(mode, [*Image.new("RGB", grey.size).split()[: len(mode) - 1], clear])
    else:
        picture = grey.convert(mode)
    kind = "TIFF" if mode in ("CMYK", "F", "I;16") else "PNG"
    [page] = read_pictures(_stored(picture, kind), "t")
    assert page.picture[250, 250] < 5
    assert page.picture[600, 600] > 250


def test_how_large_a_page_is() -> None:
    """As the file says; where it says what viewers write for want of better, as A4."""
    tall = Image.new("L", (827, 1169), 255)
    [told] = read_pictures(_stored(tall, dpi=(150, 150)), "t")
    [screen] = read_pictures(_stored(tall, dpi=(72, 72)), "t")
    [fine] = read_pictures(_stored(tall, dpi=(600, 600)), "t")
    assert round(told.dots_per_inch) == 150
    assert round(screen.dots_per_inch) == 100
    assert (round(fine.dots_per_inch), fine.picture.shape) == (300, (585, 414))


def test_pages_of_a_tiff_come_in_order() -> None:
    first, second = Image.new("L", (300, 300), 255), Image.new("L", (300, 400), 255)
    data = _stored(first, "TIFF", save_all=True, append_images=[second])
    assert [(p.number, len(p.picture)) for p in read_pictures(data, "t")] == [(1, 300), (2, 400)]


def test_a_photograph_is_turned_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    [page] = read_pictures(_stored(Image.new("L", (300, 500), 255), "JPEG", exif=exif), "t")
    assert page.picture.shape == (300, 500)


def test_a_scan_of_which_each_pixel_is_a_point(tmp_path: Path) -> None:
    """Some tools make A4 at 200 dots an inch a page of 1654 by 2339 points: it is drawn as A4."""
    page = Image.new("L", (1654, 2339), 255)
    for resolution, larger in ((72, 2.78), (200, 1.0)):
        page.save(tmp_path / "a.pdf", resolution=resolution)
        document = pdfium.PdfDocument(tmp_path / "a.pdf")
        drawn = draw_page(document[0], 1, "a.pdf")
        document.close()
        assert drawn.larger == pytest.approx(larger, abs=0.01)
        assert drawn.dots_per_inch == pytest.approx(200, abs=0.2)
        assert drawn.picture.shape == pytest.approx((2339, 1654), abs=2)
