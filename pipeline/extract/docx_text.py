"""The text of a DOCX paragraph, in its final state, and what is taken out of it.

Tracked insertions are text, tracked deletions are not; hidden text and the small
pronunciation over a word are not part of a value. What is left out is handed back by
rule, so that it stays in the ledger. An element that is not known here is looked through,
never skipped: it may hold text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.extract.docx_package import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

DELETED, HIDDEN, PHONETIC = "tracked_deletion", "hidden_text", "phonetic_guide"

_VAL, _CHAR = f"{W}val", f"{W}char"
_PARAGRAPH, _TEXT, _RUN, _ALTERNATIVES, _BOX = (
    f"{W}p",
    f"{W}t",
    f"{W}r",
    f"{_MC}AlternateContent",
    f"{W}txbxContent",
)
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
_STYLE, _RUN_STYLE, _VANISH, _NUMBERING = f"{W}pStyle", f"{W}rStyle", f"{W}vanish", f"{W}numPr"
_MARK_GONE = (f"{W}del", f"{W}moveFrom")
_FIXED = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}
_RULES = {
    f"{W}del": DELETED,
    f"{W}moveFrom": DELETED,
    f"{W}delText": DELETED,
    f"{W}rt": PHONETIC,
}
# Four hexadecimal digits, and no half of a surrogate pair.
_SYMBOL_CODE = re.compile("(?![dD][89a-fA-F])[0-9a-fA-F]{4}")
_TEXTS = frozenset({_TEXT, f"{W}delText", f"{_M}t"})
# Elements without printed text: properties, and the code of a field (its result is text).
_SKIPPED = frozenset(
    {_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES, f"{W}sdtPr", f"{W}instrText", f"{W}delInstrText"}
)


@dataclass(frozen=True, slots=True)
class Styles:
    """The IDs of styles that hide their text, and of those that number their paragraphs."""

    hidden: frozenset[str]
    numbered: frozenset[str]


@dataclass(slots=True)
class Paragraph:
    """What was read of one paragraph; filled by ``read_paragraph``.

    ``runs_on``: its end mark is deleted, so its text goes on in the next paragraph.
    ``boxes`` are the text boxes anchored in it, still to be read.
    """

    pieces: list[str] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    numbered: bool = False
    runs_on: bool = False

    @property
    def text(self) -> str:
        """The text without white space at its ends."""
        return "".join(self.pieces).strip()


def is_on(element: etree._Element) -> bool:
    """Whether a property that is on or off is on."""
    return element.get(_VAL, "1") not in {"0", "false", "off"}


def alternative(element: etree._Element) -> list[etree._Element]:
    """The one alternative of an ``mc:AlternateContent`` that is printed: the first."""
    choices = [*element.iterchildren(f"{_MC}Choice"), *element.iterchildren(f"{_MC}Fallback")]
    return choices[:1]


def read_styles(root: etree._Element | None) -> Styles:
    """What the styles part says of hidden and numbered text, inherited styles included."""
    hidden: dict[str, bool] = {}
    numbered: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for style in () if root is None else root.iterchildren(f"{W}style"):
        own = style.get(f"{W}styleId", "")
        for child in style.iterchildren(f"{W}basedOn", _RUN_PROPERTIES, _PARAGRAPH_PROPERTIES):
            if child.tag == f"{W}basedOn":
                parents[own] = child.get(_VAL, "")
            for flag in child.iterchildren(_VANISH):
                hidden[own] = is_on(flag)
            for _ in child.iterchildren(_NUMBERING):
                numbered[own] = True
    known = {*hidden, *numbered, *parents}
    return Styles(
        frozenset(style for style in known if _inherited(style, hidden, parents)),
        frozenset(style for style in known if _inherited(style, numbered, parents)),
    )


def _inherited(style: str, values: dict[str, bool], parents: dict[str, str]) -> bool:
    seen: set[str] = set()
    while style not in values and style in parents and style not in seen:
        seen.add(style)
        style = parents[style]
    return values.get(style, False)


def read_paragraph(element: etree._Element, styles: Styles) -> Paragraph:
    """Read a paragraph, or any other element that holds text, as one paragraph."""
    paragraph = Paragraph()
    hidden = False
    for properties in element.iterchildren(_PARAGRAPH_PROPERTIES):
        for child in properties.iterchildren(_STYLE, _NUMBERING, _RUN_PROPERTIES):
            if child.tag == _STYLE:
                style = child.get(_VAL, "")
                hidden = style in styles.hidden
                paragraph.numbered |= style in styles.numbered
            elif child.tag == _NUMBERING:
                number = next(child.iterchildren(f"{W}numId"), None)
                paragraph.numbered = number is None or number.get(_VAL) != "0"
            else:
                paragraph.runs_on = next(child.iterchildren(*_MARK_GONE), None) is not None
    read = _children if element.tag == _PARAGRAPH else _read
    read(element, paragraph, styles, None, hidden)
    return paragraph


def read_removed(element: etree._Element, rule: str) -> Paragraph:
    """Everything printed in ``element``, as taken out by ``rule``."""
    paragraph = Paragraph()
    _children(element, paragraph, Styles(frozenset(), frozenset()), rule, False)
    return paragraph


def _children(
    element: etree._Element, into: Paragraph, styles: Styles, rule: str | None, hidden: bool
) -> None:
    for child in element:
        _read(child, into, styles, rule, hidden)


def _read(
    element: etree._Element, into: Paragraph, styles: Styles, rule: str | None, hidden: bool
) -> None:
    """Read one element; ``rule`` takes its text out, ``hidden`` is the style's default."""
    tag = element.tag
    if tag in _TEXTS:
        rule = rule or _RULES.get(tag)
        text = element.text or ""
        if rule is None:
            into.pieces.append(text)
        else:
            into.removed.append((rule, text))
    elif tag == _RUN:
        _children(element, into, styles, rule or _run_rule(element, styles, hidden), hidden)
    elif tag in _SKIPPED:
        return
    elif tag in _FIXED or tag == f"{W}sym":
        text = _FIXED.get(tag) or _symbol(element)
        if rule is None:
            into.pieces.append(text)
        else:
            into.removed.append((rule, text))
    elif tag == _ALTERNATIVES:
        for chosen in alternative(element):
            _children(chosen, into, styles, rule, hidden)
    elif tag == _BOX and rule is None:
        into.boxes.append(element)
    else:
        _children(element, into, styles, rule or _RULES.get(tag), hidden)


def _run_rule(run: etree._Element, styles: Styles, hidden: bool) -> str | None:
    for properties in run.iterchildren(_RUN_PROPERTIES):
        for child in properties.iterchildren(_VANISH, _RUN_STYLE):
            if child.tag == _VANISH:
                return HIDDEN if is_on(child) else None
            hidden = hidden or child.get(_VAL, "") in styles.hidden
    return HIDDEN if hidden else None


def _symbol(element: etree._Element) -> str:
    code = element.get(_CHAR, "")
    return chr(int(code, 16)) if _SYMBOL_CODE.fullmatch(code) else ""
