"""The text of a DOCX paragraph in one state of its tracked changes, and what is taken out.

What the state leaves out, hidden text, the small pronunciation over a word, the code of a
field and a footnote's own mark are no part of a value. They are handed back by rule, so
that they stay in the ledger. An element that is not known here is looked through, never
skipped: it may hold text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pipeline.extract.docx.fields import check_box, is_computed, shown_by_code
from pipeline.extract.docx.math import STRUCTURES, M, linear
from pipeline.extract.docx.names import W
from pipeline.extract.docx.revisions import State
from pipeline.extract.docx.styles import Styles, is_on
from pipeline.extract.docx.symbols import symbol

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

HIDDEN, PHONETIC, CODE, NOTE_MARK = "hidden_text", "phonetic_guide", "field_code", "note_mark"

_VAL = f"{W}val"
_PARAGRAPH, _TEXT, _RUN, _ALTERNATIVES, _BOX = (
    f"{W}p",
    f"{W}t",
    f"{W}r",
    f"{_MC}AlternateContent",
    f"{W}txbxContent",
)
_PROPERTIES, _RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
_STYLE, _RUN_STYLE, _VANISH = f"{W}pStyle", f"{W}rStyle", f"{W}vanish"
_FIELD, _FIELD_CODE, _SYMBOL = f"{W}fldChar", f"{W}instrText", f"{W}sym"
_NOTE_MARKS = frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_FIXED = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}
_TEXTS = frozenset({_TEXT, f"{W}delText", f"{M}t"})
# Elements without printed text: properties, and the code of a deleted field.
_SKIPPED = frozenset({_PROPERTIES, _RUN_PROPERTIES, f"{W}sdtPr", f"{W}delInstrText"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What decides how a paragraph reads: the styles, and the state of tracked changes."""

    styles: Styles
    state: State


@dataclass(slots=True)
class _Field:
    """A field that has begun: where its code starts in the text so far, and its check box.

    ``in_result``: its code is over; ``has_result``: something was shown since.
    """

    mark: int
    box: str
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    has_result: bool = False


@dataclass(slots=True)
class Paragraph:
    """What was read of one paragraph; filled by ``read_paragraph``.

    ``runs_on``: its end mark is not there, so its text goes on in the next paragraph.
    ``boxes`` are the text boxes anchored in it, still to be read; ``formulas`` counts the
    fields that show a formula or number which is not read.
    """

    pieces: list[str] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    runs_on: bool = False
    formulas: int = 0
    fields: list[_Field] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as it stands, white space at its ends included."""
        return "".join(self.pieces)

    def add(self, text: str, rule: str | None) -> None:
        """Take a piece of text in, or out where a rule says so."""
        if rule is None:
            self.pieces.append(text)
            if self.fields and text.strip():
                self.fields[-1].has_result = True
        else:
            self.removed.append((rule, text))


def alternative(element: etree._Element) -> list[etree._Element]:
    """The one alternative of an ``mc:AlternateContent`` that is printed: the first."""
    choices = [*element.iterchildren(f"{_MC}Choice"), *element.iterchildren(f"{_MC}Fallback")]
    return choices[:1]


def read_paragraph(element: etree._Element, reading: Reading) -> Paragraph:
    """Read a paragraph, or any other element that holds text, as one paragraph."""
    paragraph = Paragraph()
    style = reading.styles.default
    for properties in element.iterchildren(_PROPERTIES):
        for mark in properties.iterchildren(_RUN_PROPERTIES):
            paragraph.runs_on = next(mark.iterchildren(*reading.state.marks), None) is not None
        for child in reading.state.properties(properties).iterchildren(_STYLE):
            style = child.get(_VAL, "")
    read = _children if element.tag == _PARAGRAPH else _read
    read(element, paragraph, reading, None, style in reading.styles.hidden)
    return paragraph


def read_removed(element: etree._Element, reading: Reading, rule: str) -> Paragraph:
    """Everything printed in ``element``, as taken out by ``rule``."""
    paragraph = Paragraph()
    _children(element, paragraph, reading, rule, False)
    return paragraph


def _children(
    element: etree._Element, into: Paragraph, reading: Reading, rule: str | None, hidden: bool
) -> None:
    for child in element:
        _read(child, into, reading, rule, hidden)


def _read(
    element: etree._Element, into: Paragraph, reading: Reading, rule: str | None, hidden: bool
) -> None:
    """Read one element; ``rule`` takes its text out, ``hidden`` is the style's default."""
    tag = element.tag
    if tag in _TEXTS:
        into.add(element.text or "", rule or reading.state.rules.get(tag))
    elif tag == _RUN:
        _run(element, into, reading, rule or _run_rule(element, reading, hidden), hidden)
    elif tag in _SKIPPED:
        return
    elif tag in _FIXED:
        into.add(_FIXED[tag], rule)
    elif tag == _SYMBOL:
        into.add(symbol(element), rule)
    elif tag == _FIELD:
        _field(element, into, rule)
    elif tag == _FIELD_CODE:
        if into.fields:
            into.fields[-1].code.append(element.text or "")
    elif tag == _ALTERNATIVES:
        for chosen in alternative(element):
            _children(chosen, into, reading, rule, hidden)
    elif tag == _BOX and rule is None:
        into.boxes.append(element)
    elif tag in STRUCTURES:
        for piece in linear(element):
            if isinstance(piece, str):
                into.add(piece, rule)
            else:
                _read(piece, into, reading, rule, hidden)
    else:
        if tag == _PARAGRAPH:  # one of many that are taken out together: its fields are its own
            into.fields.clear()
        rule = rule or reading.state.rules.get(tag) or (PHONETIC if tag == f"{W}rt" else None)
        _children(element, into, reading, rule, hidden)


def _run(
    run: etree._Element, into: Paragraph, reading: Reading, rule: str | None, hidden: bool
) -> None:
    for child in run:
        _read(child, into, reading, rule, hidden)
        if child.tag in _NOTE_MARKS and child.get(f"{W}customMarkFollows", "0") in {"1", "true"}:
            rule = rule or NOTE_MARK


def _run_rule(run: etree._Element, reading: Reading, hidden: bool) -> str | None:
    for outer in run.iterchildren(_RUN_PROPERTIES):
        properties = reading.state.properties(outer)
        for child in properties.iterchildren(_VANISH, _RUN_STYLE):
            if child.tag == _VANISH:
                return HIDDEN if is_on(child) else None
            hidden = hidden or child.get(_VAL, "") in reading.styles.hidden
    return HIDDEN if hidden else None


def _field(element: etree._Element, into: Paragraph, rule: str | None) -> None:
    """Follow a field: text in its code comes out, what it shows of itself goes in.

    A code that is not closed in its paragraph is no code: its text stays.
    """
    kind = element.get(f"{W}fldCharType")
    if kind == "begin":
        into.fields.append(_Field(len(into.pieces), check_box(element)))
    elif into.fields:
        current = into.fields[-1]
        if not current.in_result:
            into.removed += ((CODE, piece) for piece in into.pieces[current.mark :])
            del into.pieces[current.mark :]
            current.has_result = False
        if kind == "separate":
            current.in_result = True
        elif kind == "end":
            into.fields.pop()
            code = "".join(current.code)
            shown = current.box or ("" if current.has_result else shown_by_code(code))
            into.formulas += is_computed(code) and not shown and not current.has_result
            if into.fields and current.has_result:
                into.fields[-1].has_result = True
            into.add(shown, rule)
