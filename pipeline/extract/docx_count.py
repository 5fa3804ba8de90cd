"""Count every printed character of a DOCX, flat and on its own.

This pass knows nothing of tables, cells or rows and shares no code with the walk that
reads them, so that the ledger can find what that walk lost. Left-out and hidden text
count: they are in the file, and must turn up among the removals. Of two alternatives
(``mc:AlternateContent``) one is printed.

Some characters are printed without being written in the file. Both this pass and the walk
must get them from somewhere, and it is the smallest place that knows: what a ``w:sym``,
a ringed character or a formula's structure shows is asked of the one table for it. For
automatic numbers, ``count_numbers`` goes through the paragraphs once more in their plain
order, skips those that stand in something left out, and counts on with counters of its
own: a paragraph that the walk loses, doubles or puts in another order makes the two differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.extract.docx_fields import check_box, shown_by_code
from pipeline.extract.docx_math import STRUCTURES, linear
from pipeline.extract.docx_numbering import Counters, NumberedList, reference
from pipeline.extract.docx_properties import cell_properties, is_silent, row_properties
from pipeline.extract.docx_styles import Styles
from pipeline.extract.docx_symbols import symbol
from pipeline.extract.docx_text import Reading
from pipeline.ink import census

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTS = (
    f"{_W}t",
    f"{_W}delText",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
)
_CODED = (f"{_W}sym", f"{_W}noBreakHyphen", *STRUCTURES)
_PARAGRAPH, _FIELD, _CODE = f"{_W}p", f"{_W}fldChar", f"{_W}instrText"


@dataclass(slots=True)
class _Field:
    """A field that has begun: its check box, its code so far, and its result so far."""

    box: str
    code: str = ""
    has_result: bool = False
    result: str = ""

    def take(self, text: str) -> None:
        """Text after the code is the result; before that it is part of the code."""
        if self.has_result:
            self.result += text


def count_characters(roots: Iterable[etree._Element]) -> Counter[str]:
    """How often each printed character occurs in the XML parts together, but for numbers."""
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
        for element in root.iter(*_CODED):
            if unused.isdisjoint(element.iterancestors()):
                counts.update(census(_coded(element)))
        counts.update(census(_shown_by_fields(root, unused)))
    return counts


def count_numbers(
    root: etree._Element, reading: Reading, lists: Mapping[str, NumberedList], name: str
) -> Counter[str]:
    """How often each character occurs in the automatic numbers of a part."""
    if not lists:
        return Counter()
    body, boxes = Counters(lists), Counters(lists)
    unused = _unused_alternatives(root)
    labels: list[str] = []
    for paragraph in _candidates(root, reading.styles):
        numbered = reference(paragraph, reading.styles, reading.state)
        if numbered is None:
            continue
        ancestors = list(paragraph.iterancestors())
        if not unused.isdisjoint(ancestors) or _is_left_out(ancestors, reading, name):
            continue
        in_box = any(ancestor.tag == f"{_W}txbxContent" for ancestor in ancestors)
        labels.append((boxes if in_box else body).label(numbered) or "")
    return census(labels)


def _candidates(root: etree._Element, styles: Styles) -> Iterator[etree._Element]:
    """The paragraphs that name a list, or a style that does, in order."""
    if styles.default_matters:
        yield from root.iter(_PARAGRAPH)
        return
    last: etree._Element | None = None
    for element in root.iter(f"{_W}numPr", f"{_W}pStyle"):
        if element.tag == f"{_W}numPr" or element.get(f"{_W}val", "") in styles.numbered:
            paragraph = next(element.iterancestors(_PARAGRAPH), None)
            if paragraph is not None and paragraph is not last:
                yield paragraph
                last = paragraph


def _is_left_out(ancestors: list[etree._Element], reading: Reading, name: str) -> bool:
    """Whether a paragraph stands in a row, a cell or a change that is not shown."""
    state = reading.state
    own_cell = True
    for ancestor in ancestors:
        tag = ancestor.tag
        if tag in state.rules:
            return True
        if tag == f"{_W}txbxContent":
            own_cell = False
        elif tag == f"{_W}tc":
            said = cell_properties(ancestor, state, name)
            if said.gone or (own_cell and is_silent(ancestor, said)):
                return True
            own_cell = False
        elif tag == f"{_W}tr" and row_properties(ancestor, state, name).gone:
            return True
    return False


def _coded(element: etree._Element) -> Iterator[str]:
    if element.tag == f"{_W}noBreakHyphen":
        yield "-"
    elif element.tag == f"{_W}sym":
        yield symbol(element)
    else:
        yield from (piece for piece in linear(element) or () if isinstance(piece, str))


def _shown_by_fields(root: etree._Element, unused: set[etree._Element]) -> Iterator[str]:
    """What fields show that have no result; a code may be spread over many runs."""
    if next(root.iter(_FIELD), None) is None:
        return
    fields: list[_Field] = []
    for element in root.iter(_PARAGRAPH, _FIELD, _CODE, f"{_W}t"):
        tag, kind = element.tag, element.get(f"{_W}fldCharType")
        if tag == _PARAGRAPH:
            fields.clear()
        elif not unused.isdisjoint(element.iterancestors()):
            continue
        elif kind == "begin":
            fields.append(_Field(check_box(element)))
        elif fields and tag == _FIELD:
            fields[-1].has_result |= kind == "separate"
            if kind == "end":
                done = fields.pop()
                shown = done.box or ("" if done.result.strip() else shown_by_code(done.code))
                if fields:
                    fields[-1].take(shown + done.result)
                yield shown
        elif fields and tag == _CODE:
            fields[-1].code += element.text or ""
        elif fields:
            fields[-1].take(element.text or "")


def _unused_alternatives(root: etree._Element) -> set[etree._Element]:
    unused: set[etree._Element] = set()
    for element in root.iter(f"{_MC}AlternateContent"):
        choices = [*element.iterchildren(f"{_MC}Choice"), *element.iterchildren(f"{_MC}Fallback")]
        unused.update(choices[1:])
    return unused
