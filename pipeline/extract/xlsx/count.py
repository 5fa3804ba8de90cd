"""Count every printed character of an XLSX, flat and on its own.

This pass looks at values and texts wherever they stand and knows nothing of rows, columns,
merged ranges or what is hidden, so that the ledger can find what the walk lost. The two
share only how a stored number is written and how a text is unescaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import etree

from pipeline.extract.xlsx.numbers import NumberFormat
from pipeline.extract.xlsx.package import elements
from pipeline.extract.xlsx.sheet import INLINE, MARGINS, margin_texts
from pipeline.extract.xlsx.strings import unescape
from pipeline.ink import census, ink

_MARGIN_ENDS = tuple(f"}}{tag}" for tag in MARGINS)


def count_strings(data: bytes, part: str, name: str) -> list[str]:
    """The shared strings, by their index, taken from the XML by a pass of its own."""
    return [flat_text(item) for item in elements(data, ("{*}si",), part, name)]


class SheetCount:
    """The count of a sheet: ``take`` its elements, then see ``counts``."""

    def __init__(self, strings: Sequence[str], formats: Sequence[NumberFormat]) -> None:
        self._strings = strings
        self._formats = formats
        self._values: Counter[tuple[str, str, str]] = Counter()
        self._texts: list[str] = []

    def take(self, element: etree._Element) -> None:
        """Count the values in a row, or the text of a page header or footer."""
        if element.text and element.tag.endswith(_MARGIN_ENDS):
            self._texts += margin_texts(element.text)
        for value in element.iter("{*}v"):
            if value.text:
                cell = value.getparent()
                self._values[(cell.get("t", "n"), cell.get("s", "0"), value.text)] += 1
        for inline in element.iter("{*}is"):
            style = inline.getparent().get("s", "0")
            self._texts.append(self._shown(INLINE, style, flat_text(inline)))

    def counts(self) -> Counter[str]:
        """How often each printed character occurs in the cells and page margins."""
        counts: Counter[str] = Counter()
        once = list(self._texts)
        for (kind, style, value), times in self._values.items():
            shown = self._shown(kind, style, value)
            if times == 1:
                once.append(shown)
            else:
                for character, each in Counter(ink(shown)).items():
                    counts[character] += each * times
        counts.update(census(once))
        return counts

    def _shown(self, kind: str, style: str, value: str) -> str:
        at = int(style)
        format_ = self._formats[at if 0 <= at < len(self._formats) else 0]
        if kind == "n":
            return format_.number(value.strip())
        if kind == "b":
            return "TRUE" if value.strip() in {"1", "true"} else "FALSE"
        if kind == "s":
            value = self._strings[int(value)]
        elif kind != INLINE:
            value = unescape(value)
        if format_.texts is None:
            return value
        return format_.text(value) if ink(value) else ""


def count_texts(roots: Iterable[etree._Element]) -> Counter[str]:
    """How often each printed character occurs in comments and drawings."""
    return census(flat_text(root) for root in roots)


def flat_text(element: etree._Element) -> str:
    """All ``t`` in an element but reading aids, and alternatives that are not used."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return unescape(element[0].text or "")
    return unescape(
        "".join(
            text.text or ""
            for text in element.iter("{*}t")
            if next(text.iterancestors("{*}rPh", "{*}Fallback"), None) is None
        )
    )
