"""The pages of PNG, JPEG and TIFF files as pictures, with limits on what is taken in."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from pipeline.errors import SourceError
from pipeline.extract.scan.picture import Picture, resized
from pipeline.extract.scan.seals import LOOK_AT, Seal, find_seals, without_seals

FORMATS = ("PNG", "JPEG", "TIFF")

_MOST_PIXELS = 60_000_000  # of one page: A2 at 300 dots an inch has 35 million
_MOST_IN_ALL = 3_000_000_000  # of one file
_SMALLEST = 32  # pixels across and down
_READ_AT = 300.0  # dots per inch: more does not make print clearer
_MOST_READ = 24_000_000  # pixels of a page as it is read: A3 at 300 dots an inch has 17 million
_COLOURED = ("RGB", "YCbCr", "CMYK")
_POINTS = 72.0
_STRIP = 256  # rows of pixels that are turned to grey at a time
_ORIENTATION = 0x0112  # the EXIF tag: how the camera was held
# For each orientation: whether the picture is mirrored, and quarter turns counter-clockwise.
_TURNED = {2: (True, 0), 3: (False, 2), 4: (True, 2), 5: (True, 1), 6: (False, 3), 7: (True, 3),
           8: (False, 1)}  # fmt: skip
PAGE_INCHES = 11.69  # the long side of A4, where the file does not say how large it is
TOLD_FROM, _TOLD_UP_TO = 120.0, 1200.0  # dots per inch; 72 and 96 stand for "not known"


class PagePicture(NamedTuple):
    """One page: its picture (0 black to 255 white), dots per inch, and red seals taken off.

    Their boxes are in points.
    """

    number: int
    picture: Picture
    dots_per_inch: float
    seals: tuple[Seal, ...]


def read_pictures(data: bytes, name: str) -> Iterator[PagePicture]:
    """The pages of a picture file in order, one at a time; a TIFF may have several.

    A picture that does not say its size is taken for a page of A4. Raises ``SourceError``:
    ``damaged``, ``picture_too_large``, ``picture_too_small``.
    """
    from PIL import Image, ImageSequence

    taken = 0
    with _refused_if_broken(name), warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(data), formats=FORMATS) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), start=1):
                wide, high = frame.size
                taken += wide * high
                _check(wide, high, taken, number, name)
                if wide * high > _MOST_READ:
                    frame.draft("L", None)  # a large JPEG is unpacked without its colours
                yield _page(number, frame, _dots_per_inch(frame.info, wide, high))


@contextmanager
def _refused_if_broken(name: str) -> Iterator[None]:
    from PIL import Image, UnidentifiedImageError

    try:
        yield
    except (SourceError, MemoryError):
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
    if TOLD_FROM <= across <= _TOLD_UP_TO:
        return across
    return max(wide, high) / PAGE_INCHES


def _page(number: int, image: Any, dots_per_inch: float) -> PagePicture:
    import numpy as np

    mirrored, quarters = _TURNED.get(image.getexif().get(_ORIENTATION), (False, 0))

    def as_held(pixels: Picture) -> Picture:
        return np.rot90(pixels[:, ::-1] if mirrored else pixels, quarters)

    picture = as_held(_grey(image))
    seals: tuple[Seal, ...] = ()
    if image.mode in _COLOURED:
        size = [max(1, round(side * LOOK_AT / dots_per_inch)) for side in image.size]
        small = np.asarray(image.convert("RGB").resize(size))
        seals = tuple(find_seals(as_held(small), LOOK_AT))
    if seals:
        larger = [seal.larger(dots_per_inch / LOOK_AT) for seal in seals]
        picture = without_seals(picture, as_held(np.asarray(image.convert("RGB"))), larger)
    factor = min(1.0, _READ_AT / dots_per_inch, math.sqrt(_MOST_READ / picture.size))
    if factor < 1:
        picture = resized(picture, factor)
    return PagePicture(
        number,
        np.ascontiguousarray(picture),
        dots_per_inch * factor,
        tuple(seal.larger(_POINTS / LOOK_AT) for seal in seals),
    )


def _grey(image: Any) -> Picture:
    """The picture in shades of grey on white paper, strip by strip to save memory."""
    import numpy as np
    from PIL import Image

    wide, high = image.size
    grey: Picture = np.empty((high, wide), dtype=np.uint8)
    is_deep = image.mode.startswith("I") or image.mode == "F"  # 16 bits and more a pixel
    is_clear = "A" in image.mode or "transparency" in image.info
    scale = 255.0 / (65_535.0 if is_deep and image.getextrema()[1] > 255 else 255.0)
    for top in range(0, high, _STRIP):
        bottom = min(top + _STRIP, high)
        strip = image.crop((0, top, wide, bottom))
        if is_deep:
            values = np.asarray(strip, dtype=np.float64) * scale
            grey[top:bottom] = np.clip(values, 0, 255).astype(np.uint8)
            continue
        if is_clear:
            clear = strip.convert("RGBA")
            strip = Image.new("RGBA", clear.size, "white")
            strip.alpha_composite(clear)
        grey[top:bottom] = np.asarray(strip.convert("L"))
    return grey
