"""Count every printed character of a DOCX, flat and on its own.

This pass knows nothing of tables, cells or paragraphs and shares no code with the walk
that reads them, so that the ledger can find what that walk lost. Deleted and hidden text
count: they are in the file, and must turn up among the removals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from pipeline.ink import census

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTS = (
    f"{_W}t",
    f"{_W}delText",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
)


def count_characters(roots: Iterable[etree._Element]) -> Counter[str]:
    """How often each printed character occurs in the XML parts together.

    Of alternatives (``mc:AlternateContent``) only one is printed: the first choice, or
    the fallback where there is no choice.
    """
    counts: Counter[str] = Counter()
    for root in roots:
        unused = _unused_alternatives(root)
        texts = Counter(
            element.text or ""
            for element in root.iter(*_TEXTS)
            if not unused or unused.isdisjoint(element.iterancestors())
        )
        # The same names stand in many rows: texts that occur equally often are counted once.
        alike: dict[int, list[str]] = {}
        for text, times in texts.items():
            alike.setdefault(times, []).append(text)
        for times, joined in alike.items():
            for character, count in census(["".join(joined)]).items():
                counts[character] += count * times
        for element in root.iter(f"{_W}sym", f"{_W}noBreakHyphen"):
            if unused.isdisjoint(element.iterancestors()):
                counts.update(census([_character(element)]))
    return counts


def _character(element: etree._Element) -> str:
    if element.tag == f"{_W}noBreakHyphen":
        return "-"
    code = element.get(f"{_W}char", "")
    return chr(int(code, 16)) if re.fullmatch("(?![dD][89a-fA-F])[0-9a-fA-F]{4}", code) else ""


def _unused_alternatives(root: etree._Element) -> set[etree._Element]:
    unused: set[etree._Element] = set()
    for element in root.iter(f"{_MC}AlternateContent"):
        choices = [*element.iterchildren(f"{_MC}Choice"), *element.iterchildren(f"{_MC}Fallback")]
        unused.update(choices[1:])
    return unused
