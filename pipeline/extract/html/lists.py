"""The numbers of ``<ol>`` lists, which a browser shows and the source does not print.

``start``, ``reversed``, ``type``, ``value`` and ``list-style-type`` (where it stands on the
list or its item) count as in the HTML and CSS standards. A list of a page's navigation, and an
item that begins with a printed number, get none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.extract.docx.numerals import written
from pipeline.numbering import leading_number

_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# Names of CSS counter styles: the same format in Word, and the mark that follows the number.
_STYLES: Mapping[str, tuple[str, str]] = {
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "lower-alpha": ("lowerLetter", ". "),
    "lower-latin": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "),
    "upper-latin": ("upperLetter", ". "),
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
    "cjk-decimal": ("ideographDigital", "、"),
    "cjk-ideographic": ("taiwaneseCountingThousand", "、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
_NO_NUMBERS = frozenset({"none", "disc", "circle", "square"})
_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"(?i)nav|menu|crumb|pag(?:er|inat)|\btabs?\b|swiper|carousel|slide|toolbar"
)
_BLOCKS = frozenset({"p", "div", "section", "article", "blockquote", "center", "h1", "h2", "h3"})


def number_lists(root: etree._Element) -> None:
    """Write the shown number before the text of each list item, into the tree itself."""
    for numbered in list(root.iter("ol")):
        if not _is_navigation(numbered):
            _number(numbered)


def _number(numbered: etree._Element) -> None:
    items = [child for child in numbered if child.tag == "li"]
    backwards = numbered.get("reversed") is not None
    value = _integer(numbered.get("start"), len(items) if backwards else 1)
    style = _style(numbered, "decimal")
    for item in items:
        value = _integer(item.get("value"), value)
        mark = _mark(_style(item, style), value)
        value += -1 if backwards else 1
        at = _first_line(item)
        if mark and not leading_number("".join(at.itertext()).strip()[:40]):
            at.text = mark + (at.text or "").lstrip()


def _first_line(item: etree._Element) -> etree._Element:
    """The element whose text begins the first line of an item."""
    at = item
    while not (at.text or "").strip() and len(at) and at[0].tag in _BLOCKS:
        at = at[0]
    return at


def _style(element: etree._Element, inherited: str) -> str:
    """The counter style that an element says itself, else ``inherited``."""
    found = _STYLE.search(element.get("style", ""))
    if found:
        for word in found[1].strip().lower().split():
            if word in _STYLES or word in _NO_NUMBERS:
                return word
    kind = element.get("type", "").strip()
    return _TYPES.get(kind, "decimal" if kind == "1" else inherited)


def _mark(style: str, value: int) -> str:
    """A number as shown, with its mark; ``""`` where the style shows none."""
    if style in _NO_NUMBERS:
        return ""
    word, mark = _STYLES[style]
    return (written(word, value) or str(value)) + mark


def _integer(text: str | None, otherwise: int) -> int:
    if text is None or not re.fullmatch(r"\s*-?[0-9]{1,9}\s*", text):
        return otherwise
    return int(text)


def _is_navigation(element: etree._Element) -> bool:
    return any(
        each.tag in ("nav", "header", "footer")
        or _NAVIGATION.search(f"{each.get('class', '')} {each.get('id', '')}")
        for each in (element, *element.iterancestors("nav", "header", "footer", "div"))
    )
