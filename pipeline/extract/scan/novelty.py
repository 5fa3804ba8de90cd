"""How much of a page was not read on one before: what is not new earns no time for more.

A file may name one page 50,000 times, each with another number or cut otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

# A stretch ends where two characters add up to a multiple of this: wherever they stand.
_ENDS_AT = 64
_FORMS = 3  # within each other, in which a picture is looked for


@dataclass(frozen=True, slots=True)
class Novelty:
    """What was read so far of one file. Each question makes known what it asks about."""

    _texts: set[int] = field(default_factory=set)
    _pictures: set[int] = field(default_factory=set)

    def of_text(self, text: str) -> float:
        """The share of a page's characters in stretches, of some tens each, that are new."""
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
        ends = ((units[1:] + units[:-1]) % _ENDS_AT == 0).nonzero()[0].tolist()
        return self.of_lines(
            text[start:end] for start, end in zip((0, *ends), (*ends, None), strict=True)
        )

    def of_lines(self, lines: Iterable[str]) -> float:
        """The share of characters in lines that are new; 1 where there are none."""
        return _share(self._texts, ((hash(line), len(line)) for line in lines))

    def of_pictures(self, page: pdfium.PdfPage) -> float:
        """The share of bytes in pictures on a page that are new; 1 where it has none."""
        items = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_FORMS)
        data = (bytes(item.get_data()) for item in items)
        return _share(self._pictures, ((hash(one), len(one)) for one in data))


def _share(known: set[int], parts: Iterable[tuple[int, int]]) -> float:
    """The share of parts, each with its size, that are not known; then they are."""
    new = total = 0
    for part, size in parts:
        total += size
        if part not in known:
            known.add(part)
            new += size
    return new / total if total else 1.0
