"""Count every printed character of a DOCX, flat and on its own.

This pass knows nothing of tables, cells or rows and shares no code with the walk that
reads them, so that the ledger can find what that walk lost. Left-out and hidden text
count: they are in the file, and must turn up among the removals. Of two alternatives
(``mc:AlternateContent``) one is printed.

Some characters are printed without being written in the file: what a ``w:sym``, a ringed
character, a check box or a formula's structure shows. This pass and the walk ask the same
small table for them, each by a search of its own. Automatic numbers are counted in
``docx_count_numbers``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from lxml import etree

from pipeline.extract.docx.fields import check_box, shown_by_code
from pipeline.extract.docx.fold import Folded
from pipeline.extract.docx.math import STRUCTURES, linear
from pipeline.extract.docx.symbols import symbol
from pipeline.extract.many import tally
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
_ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{_MC}AlternateContent",
    f"{_MC}Choice",
    f"{_MC}Fallback",
)
_WRITTEN = re.compile(rb">([^<]+)")
_text_of = attrgetter("text")


@dataclass(slots=True)
class _Field:
    """A field that has begun: its check box, its code so far, and where it is."""

    box: str
    code: list[str]
    in_result: bool = False
    has_result: bool = False

    def take(self, text: str) -> None:
        """Text after the code is the result; before that it is part of the code."""
        self.has_result |= self.in_result and bool(text.strip())


def count_characters(roots: Iterable[etree._Element]) -> Counter[str]:
    """How often each printed character occurs in the XML parts together, but for numbers."""
    counts: Counter[str] = Counter()
    for root in roots:
        counts += tally(Counter(map(_text_of, printed(root, *_TEXTS))))
        for element in printed(root, *_CODED):
            counts.update(census(_coded(element)))
        counts.update(census(_shown_by_fields(root)))
    return counts


def count_written(folded: Folded) -> Counter[str]:
    """How often each character stands in the folded rows, in no tag."""
    texts: Counter[bytes] = Counter()
    for run in folded.runs:
        texts.update(_WRITTEN.findall(b"".join(run.written)))
    return tally({text.decode(): times for text, times in texts.items()})


def printed(root: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements with these names, but for those in alternatives that are not printed."""
    if next(root.iter(_ALTERNATIVES), None) is not None:
        return _chosen(root, frozenset(tags))
    elements: Iterator[etree._Element] = root.iter(*tags)
    return elements


def _chosen(root: etree._Element, tags: frozenset[str]) -> Iterator[etree._Element]:
    walk = etree.iterwalk(root, events=("start",), tag=(*tags, _CHOICE, _FALLBACK))
    for _, element in walk:
        if element.tag in tags:
            yield element
        elif _is_unused(element):
            walk.skip_subtree()


def _is_unused(choice: etree._Element) -> bool:
    """Of the alternatives in one place the first choice is printed, else the fallback."""
    parent = choice.getparent()
    if parent is None or parent.tag != _ALTERNATIVES:
        return False
    if next(choice.itersiblings(choice.tag, preceding=True), None) is not None:
        return True
    return choice.tag == _FALLBACK and parent.find(_CHOICE) is not None


def _coded(element: etree._Element) -> Iterator[str]:
    if element.tag == f"{_W}noBreakHyphen":
        yield "-"
    elif element.tag == f"{_W}sym":
        yield symbol(element)
    else:
        yield from (piece for piece in linear(element) if isinstance(piece, str))


def _shown_by_fields(root: etree._Element) -> Iterator[str]:
    """What fields show that have no result; a code may be spread over many runs."""
    if next(root.iter(_FIELD), None) is None:
        return
    fields: list[_Field] = []
    for element in printed(root, _PARAGRAPH, _FIELD, _CODE, f"{_W}t"):
        tag, kind = element.tag, element.get(f"{_W}fldCharType")
        if tag == _PARAGRAPH:
            fields.clear()
        elif kind == "begin":
            fields.append(_Field(check_box(element), []))
        elif fields and tag == _CODE:
            fields[-1].code.append(element.text or "")
        elif fields and tag != _FIELD:
            fields[-1].take(element.text or "")
        elif fields and kind == "separate":
            fields[-1].in_result = True
        elif fields and kind == "end":
            done = fields.pop()
            shown = done.box or ("" if done.has_result else shown_by_code("".join(done.code)))
            if fields:
                fields[-1].take("x" if shown or done.has_result else "")
            yield shown
