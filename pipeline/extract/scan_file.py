"""The pages of PNG, JPEG and TIFF files as pictures, with limits on what is taken in."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from pipeline.errors import SourceError
from pipeline.extract.scan_picture import Picture, resized

FORMATS = ("PNG", "JPEG", "TIFF")

_MOST_PIXELS = 60_000_000  # of one page: A2 at 300 dots an inch has 35 million
_MOST_IN_ALL = 3_000_000_000  # of one file
_SMALLEST = 32  # pixels across and down
_READ_AT = 300.0  # dots per inch: more does not make print clearer
_PAGE_INCHES = 11.69  # the long side of A4, where the file does not say how large it is
_TOLD_FROM, _TOLD_UP_TO = 120.0, 1200.0  # dots per inch; 72 and 96 stand for "not known"


class PagePicture(NamedTuple):
    """One page: its picture (0 black to 255 white) and dots per inch."""

    number: int
    picture: Picture
    dots_per_inch: float


def read_pictures(data: bytes, name: str) -> Iterator[PagePicture]:
    """The pages of a picture file in order, one at a time; a TIFF may have several.

    A picture that does not say its size is taken for a page of A4. Raises ``SourceError``:
    ``damaged``, ``picture_too_large``, ``picture_too_small``.
    """
    from PIL import Image, ImageOps, ImageSequence

    taken = 0
    with _refused_if_broken(name), warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(data), formats=FORMATS) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), start=1):
                wide, high = frame.size
                taken += wide * high
                _check(wide, high, taken, number, name)
                upright = ImageOps.exif_transpose(frame)
                yield _page(number, upright, _dots_per_inch(frame.info, wide, high))


@contextmanager
def _refused_if_broken(name: str) -> Iterator[None]:
    from PIL import Image, UnidentifiedImageError

    try:
        yield
    except SourceError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(name, "the picture has more pixels than any scan") from error
    # Pillow raises what the decoder of each format happens to: OSError, SyntaxError, struct.error.
    except Exception as error:
        why = "no picture begins so" if isinstance(error, UnidentifiedImageError) else f"{error}"
        raise SourceError(
            "damaged",
            name,
            f"The picture cannot be read: it is cut off or damaged ({why}).",
            "Get it again, or scan the page again.",
        ) from error


def _check(wide: int, high: int, taken: int, number: int, name: str) -> None:
    if wide < _SMALLEST or high < _SMALLEST:
        raise SourceError(
            "picture_too_small",
            name,
            f"page {number}: the picture of {wide} by {high} pixels can hold no print.",
            "Give the scan itself, not a preview of it.",
        )
    if wide * high > _MOST_PIXELS:
        raise too_large(name, number, wide, high)
    if taken > _MOST_IN_ALL:
        raise _too_large(name, f"the pages up to {number} have {taken:,} pixels in all")


def too_large(name: str, number: int, wide: int, high: int) -> SourceError:
    """The error for a page picture that would take too much memory."""
    return _too_large(name, f"page {number}: the picture has {wide:,} by {high:,} pixels")


def _too_large(name: str, what: str) -> SourceError:
    return SourceError(
        "picture_too_large",
        name,
        f"{what}; up to {_MOST_PIXELS:,} are read of a page, {_MOST_IN_ALL:,} of a file.",
        "Scan the pages at 200 to 300 dots per inch, or divide the file.",
    )


def is_too_large(wide: int, high: int) -> bool:
    """Whether a picture has more pixels than are taken into memory."""
    return wide * high > _MOST_PIXELS


def _dots_per_inch(info: dict[Any, Any], wide: int, high: int) -> float:
    told = info.get("dpi")
    across = float(told[0]) if isinstance(told, tuple) and told else 0.0
    if _TOLD_FROM <= across <= _TOLD_UP_TO:
        return across
    return max(wide, high) / _PAGE_INCHES


def _page(number: int, image: Any, dots_per_inch: float) -> PagePicture:
    import numpy as np
    from PIL import Image

    picture: Picture
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits and more a pixel
        values = np.asarray(image, dtype=np.float64)
        top = 65_535.0 if values.max(initial=0.0) > 255 else 255.0
        picture = np.clip(values * (255.0 / top), 0, 255).astype(np.uint8)
    else:
        if "A" in image.mode or "transparency" in image.info:
            clear = image.convert("RGBA")
            image = Image.new("RGBA", clear.size, "white")
            image.alpha_composite(clear)
        picture = np.array(image.convert("L"))
    if dots_per_inch > _READ_AT:
        picture = resized(picture, _READ_AT / dots_per_inch)
        dots_per_inch = _READ_AT
    return PagePicture(number, picture, dots_per_inch)
