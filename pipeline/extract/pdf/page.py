"""What is printed on one page before any table is seen in it: the seam between the sources.

    pdfium       ─ pdf_primitives.read_together ─▶ Printed ─ pdf_compose.compose_pages ─▶ PageRead
    page picture ─ a page reader given from outside ─▶ Printed ─┘

All boxes and rulings are in points in the *upright frame* of the page: the page turned so
that most of its text reads from left to right, origin at the upper left of the visible page
box. ``Frame`` turns PDF user space into it, and its boxes into those of the page as shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self, runtime_checkable

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipeline.records import Box


class Glyph(NamedTuple):
    """One printed character; the box is as wide as its advance and as high as its font."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Ruling(NamedTuple):
    """A line at ``at`` from ``start`` to ``end``: at is y where horizontal, else x."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """The characters of a page in the order of their source, white space among them.

    ``boxes`` has a row (x0, top, x1, bottom) for each character of ``text``.
    """

    text: str
    boxes: NDArray[np.float64]

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Glyphs:
        """Characters given one by one, each of a single code point."""
        items = list(glyphs)
        boxes = np.array([glyph[1:] for glyph in items], dtype=np.float64).reshape(-1, 4)
        return cls("".join(glyph.text for glyph in items), boxes)

    def __iter__(self) -> Iterator[Glyph]:
        for character, box in zip(self.text, self.boxes.tolist(), strict=True):
            yield Glyph(character, *box)

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in user space, and how it is turned.

    ``reading`` quarter turns clockwise make the text upright; ``shown`` is the rotation
    with which a viewer shows the page.
    """

    left: float
    bottom: float
    right: float
    top: float
    reading: int
    shown: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page, in points."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.reading % 2 else (across, up)

    def upright(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of user space (y upwards) as a box of the upright frame (y downwards)."""
        return self._turn(x0, y0, x1, y1, self.reading)

    def as_shown(self, box: Box) -> Box:
        """A box of the upright frame as a box of the page as a viewer shows it."""
        if self.reading == self.shown:
            return box
        left, top, right, bottom = self.left, self.top, self.right, self.bottom
        x0, y0, x1, y1 = box
        if self.reading == 0:
            user = (left + x0, top - y1, left + x1, top - y0)
        elif self.reading == 1:
            user = (left + y0, bottom + x0, left + y1, bottom + x1)
        elif self.reading == 2:
            user = (right - x1, bottom + y0, right - x0, bottom + y1)
        else:
            user = (right - y1, top - x1, right - y0, top - x0)
        return self._turn(*user, self.shown)

    def _turn(self, x0: float, y0: float, x1: float, y1: float, quarters: int) -> Box:
        if quarters == 0:
            return (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        if quarters == 1:
            return (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        if quarters == 2:
            return (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        return (self.top - y1, self.right - x1, self.top - y0, self.right - x0)


@dataclass(frozen=True, slots=True)
class Doubled:
    """Text printed again over itself, and where."""

    text: str
    box: Box


class Turned(NamedTuple):
    """A line of text that is turned against that of its page, in the order of the file.

    So many ``quarters`` of a turn clockwise make it upright; ``None``: it is slanted.
    """

    text: str
    box: Box
    quarters: int | None


class Clipped(NamedTuple):
    """Glyphs that are not to be seen where they stand: they are clipped to the box ``seen``."""

    glyphs: Glyphs
    seen: Box


@dataclass(frozen=True, slots=True)
class Printed:
    """One page: characters, ruling lines, and what tells how far its text can be trusted.

    ``shades`` are filled areas, ``white`` white lines, to be seen on shading alone.
    ``characters`` are all printed ones of the page for the ledger, taken apart from ``glyphs``
    where the source has another way to them. ``swallowed`` is text that the source left out of
    ``glyphs`` because the same stands there already (counted in ``characters``).
    ``clipped`` is text drawn beyond what it is clipped to, and not among ``glyphs``;
    ``turned`` is text that reads in another direction than ``glyphs``.
    ``unseen`` is text that is not shown on the page, and not among ``glyphs`` either.
    ``unreadable`` counts characters without certain meaning. ``hidden`` are the boxes of text
    in an invisible render mode, on a page with pictures; ``images`` those of the pictures.
    ``notes`` are findings for the run report.
    """

    number: int
    frame: Frame
    glyphs: Glyphs
    horizontal: tuple[Ruling, ...] = ()
    vertical: tuple[Ruling, ...] = ()
    shades: tuple[Box, ...] = ()
    white: tuple[Box, ...] = ()
    characters: str = ""
    swallowed: tuple[Doubled, ...] = ()
    clipped: tuple[Clipped, ...] = ()
    turned: tuple[Turned, ...] = ()
    unseen: tuple[Doubled, ...] = ()
    unreadable: int = 0
    hidden: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()
    notes: tuple[str, ...] = ()


class PageReader(Protocol):
    """Reads pages from their pictures; given from outside."""

    def __call__(self, page: pdfium.PdfPage, printed: Printed) -> Printed:
        """Asked for each page while it is open, with its text layer as read.

        Gives back what it was given where the layer is to be trusted, else the page as read
        from its picture.
        """


@runtime_checkable
class SharedReader(PageReader, Protocol):
    """A page reader that may be copied into several processes."""

    def absorb(self, other: Self) -> None:
        """Take over what a copy of this reader has learned in another process."""
