"""Count every printed character of an XLSX, flat and on its own.

This pass looks at values and texts wherever they stand and knows nothing of rows, columns,
merged ranges or what is hidden, so that the ledger can find what the walk lost. Both share
the way a stored number is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import etree

from pipeline.extract.xlsx_numbers import NumberFormat
from pipeline.extract.xlsx_package import elements
from pipeline.extract.xlsx_sheet import MARGINS, margin_texts
from pipeline.extract.xlsx_strings import unescape
from pipeline.ink import census, ink

_MARGINS = tuple(f"{{*}}{tag}" for tag in MARGINS)
_TRUTHS = {"1": "TRUE", "true": "TRUE"}


def count_sheet(
    data: bytes, strings: Sequence[str], formats: Sequence[NumberFormat], part: str, name: str
) -> Counter[str]:
    """How often each printed character occurs in the cells and margins of a sheet."""
    values: Counter[tuple[str, str, str]] = Counter()
    texts: list[str] = []
    for element in elements(data, ("{*}row", *_MARGINS), part, name):
        if element.tag.endswith("}row"):
            for value in element.iter("{*}v"):
                cell = value.getparent()
                kind = cell.get("t", "n")
                if kind != "inlineStr":
                    values[(kind, cell.get("s", "0"), value.text or "")] += 1
            for inline in element.iter("{*}is"):
                text = unescape("".join(_flat(inline)))
                values[("str", inline.getparent().get("s", "0"), text)] += 1
            element.clear()
        else:
            texts += margin_texts(element.text or "")
    counts = census(texts)
    for (kind, style, value), times in values.items():
        at = int(style) if int(style) < len(formats) else 0
        shown = _shown(kind, value, strings, formats[at]) if value else ""
        if times == 1:
            texts.append(shown)
        else:
            for character, each in Counter(ink(shown)).items():
                counts[character] += each * times
    return counts
