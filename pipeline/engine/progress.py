"""How far the reading of a file has come: told page by page in one process, heard in another.

reader, or several that share the pages ─ a line for each page ─▶ a file ─▶ what watches them
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pipeline.extract.told import PageKind

# Seconds of processor time that a page earns by itself, and for each character read on it.
# A page of text takes about 0.005 s for 1,000 characters; recognition takes 0.5 s for a page
# and 0.004 s for a character.
_EARNED: dict[PageKind, tuple[float, float]] = {
    "text": (0.0, 0.0001),
    "recognised": (1.5, 0.012),
    "recognised before": (1.0, 0.0),
}
_BY_PDFPLUMBER = 10.0  # times as much for a page of text: it takes as many times as long
_FEWEST = 10  # characters of which recognition is sure; a picture with fewer earns nothing


# Hears how many pages of a file are read.
PagesHeard: TypeAlias = Callable[[int], None]


def unheard(pages: int) -> None:
    """Nobody hears."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of each page that is read; may be copied into other processes."""

    file: Path
    by_pdfplumber: bool = False

    def __call__(self, kind: PageKind, characters: int) -> None:
        """A page was read, of which so many characters are sure."""
        by_page, by_character = _EARNED[kind]
        earned = by_page + by_character * characters
        if kind == "recognised" and characters < _FEWEST:
            earned = 0.0
        if kind == "text" and self.by_pdfplumber:
            earned *= _BY_PDFPLUMBER
        with suppress(OSError), self.file.open("ab", buffering=0) as file:
            file.write(b"%.4f\n" % earned)


class Listener:
    """Hears what was told in a file so far, and tells on how many pages that is."""

    def __init__(self, file: Path, heard: PagesHeard = unheard) -> None:
        self._file = file
        self._told = heard
        self._heard = 0
        self._earned = 0.0
        self._pages = 0

    def earned(self) -> float:
        """The seconds of processor time that the pages read so far have earned."""
        with suppress(OSError):
            if self._file.stat().st_size > self._heard:
                with self._file.open("rb") as file:
                    file.seek(self._heard)
                    whole, end, _ = file.read().rpartition(b"\n")
                told = whole.split()
                self._earned += sum(map(float, told))
                self._pages += len(told)
                if told:
                    self._told(self._pages)
                self._heard += len(whole + end)
        return self._earned
