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

# Seconds of processor time that a page earns: text by its characters, of which 1,000 take about
# 0.005 s; a recognised one by itself, which takes 0.5 s, and by its characters, 0.004 s each.
_BY_TEXT = 0.0001
_BY_PAGE, _BY_RECOGNISED = 1.1, 0.009
_AGAIN = 1.0  # for a new picture of nothing new, and for all of these together at most as much
_BY_BYTE = 1e-5  # as this for each byte of the file: its pictures may be small ones
_BY_PDFPLUMBER = 10.0  # times as much for a page of text: it takes as many times as long
_FEWEST = 10  # characters that are sure; a picture, or a page again, with fewer earns nothing
_BYTES = 3  # of the file for each character of text that earns; dense print has 1 to 3

# Hears how many pages of a file are read.
PagesHeard: TypeAlias = Callable[[int], None]


def unheard(pages: int) -> None:
    """Nobody hears."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of each page that is read; may be copied into other processes."""

    file: Path

    def __call__(self, kind: PageKind, characters: int) -> None:
        """A page was read, of which so many characters are sure."""
        with suppress(OSError), self.file.open("ab", buffering=0) as file:
            file.write(f"{kind} {characters}\n".encode())


class Listener:
    """Hears what was told in a file so far, and tells on how many pages that is.

    Text earns for no more characters than the ``size`` of the file in bytes can well hold,
    however many pages show it.
    """

    def __init__(
        self, file: Path, size: int, heard: PagesHeard = unheard, *, by_pdfplumber: bool = False
    ) -> None:
        self._file = file
        self._most = size // _BYTES
        self._most_again = size * _BY_BYTE
        self._by_text = _BY_TEXT * (_BY_PDFPLUMBER if by_pdfplumber else 1.0)
        self._told = heard
        self._heard = 0
        self._characters = 0
        self._recognised = self._again = 0.0
        self._pages = 0

    def earned(self) -> float:
        """The seconds of processor time that the pages read so far have earned."""
        with suppress(OSError):
            if self._file.stat().st_size > self._heard:
                with self._file.open("rb") as file:
                    file.seek(self._heard)
                    whole, end, _ = file.read().rpartition(b"\n")
                for told in whole.splitlines():
                    kind, characters = told.split()
                    self._add(kind.decode(), int(characters))
                if whole:
                    self._told(self._pages)
                self._heard += len(whole + end)
        text = self._by_text * min(self._characters, self._most)
        return text + self._recognised + min(self._again, self._most_again)

    def _add(self, kind: str, characters: int) -> None:
        self._pages += 1
        if kind == "text":
            self._characters += characters
        elif characters < _FEWEST:
            return
        elif kind == "again":
            self._again += _AGAIN
        else:
            self._recognised += _BY_PAGE + _BY_RECOGNISED * characters
