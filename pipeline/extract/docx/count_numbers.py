"""Count the characters of automatic numbers, by a pass of its own.

A number is printed without being written in the file, so that the ledger needs an account
of it that does not come from the walk over tables and cells. This pass takes the numbered
paragraphs in their plain order, leaves out those in something that is not shown, and
counts on with counters of its own. It shares with the walk how one paragraph names its
list and how a list counts; but a paragraph that the walk loses, doubles or puts in another
place makes the two accounts differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from pipeline.extract.docx.count import printed
from pipeline.extract.docx.numbering import Counters, NumberedList, reference
from pipeline.extract.docx.properties import cell_properties, is_silent, row_properties
from pipeline.extract.docx.revisions import State
from pipeline.extract.docx.styles import Styles, is_on
from pipeline.extract.docx.text import Reading
from pipeline.ink import census

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _NUMBER, _STYLE = f"{_W}p", f"{_W}numPr", f"{_W}pStyle"
# A paragraph's properties may be those before a tracked change: p, pPr, pPrChange, pPr.
_PROPERTY_DEPTH = 4


@dataclass(frozen=True, slots=True)
class _Standing:
    """Whether a paragraph here is left out, in a text box, or in a cell that shows nothing."""

    left_out: bool = False
    in_box: bool = False
    silent: bool = False


def count_numbers(
    root: etree._Element, reading: Reading, lists: Mapping[str, NumberedList], name: str
) -> Counter[str]:
    """How often each character occurs in the automatic numbers of a part."""
    if not lists:
        return Counter()
    body, boxes = Counters(lists), Counters(lists)
    standings: dict[etree._Element, _Standing] = {}
    labels: list[str] = []
    for paragraph in _candidates(root, reading.styles):
        numbered = reference(paragraph, reading.styles, reading.state)
        if numbered is None:
            continue
        standing = _standing(paragraph, standings, reading, name)
        if not standing.left_out and not standing.silent:
            labels.append((boxes if standing.in_box else body).label(numbered) or "")
    return census(labels)


def _candidates(root: etree._Element, styles: Styles) -> Iterator[etree._Element]:
    """The paragraphs that name a list, or a style that does, in order."""
    if styles.default_matters:
        yield from printed(root, _PARAGRAPH)
        return
    last: etree._Element | None = None
    for element in printed(root, _NUMBER, _STYLE):
        if element.tag == _NUMBER or element.get(f"{_W}val", "") in styles.numbered:
            near = islice(element.iterancestors(), _PROPERTY_DEPTH)
            paragraph = next((each for each in near if each.tag == _PARAGRAPH), None)
            if paragraph is not None and paragraph is not last:
                yield paragraph
                last = paragraph


def _standing(
    paragraph: etree._Element,
    known: dict[etree._Element, _Standing],
    reading: Reading,
    name: str,
) -> _Standing:
    """Where a paragraph stands, from the outermost element inwards; ``known`` is filled."""
    chain: list[etree._Element] = []
    standing = _Standing()
    for ancestor in paragraph.iterancestors():
        if ancestor in known:
            standing = known[ancestor]
            break
        chain.append(ancestor)
    for element in reversed(chain):
        known[element] = standing = _inside(element, standing, reading.state, name)
    return standing


def _inside(element: etree._Element, around: _Standing, state: State, name: str) -> _Standing:
    """How the paragraphs in an element stand, from how the element itself does."""
    tag = element.tag
    if tag == f"{_W}tr":
        gone = row_properties(element, state, name).gone is not None
        return replace(around, left_out=around.left_out or gone)
    if tag == f"{_W}tc":
        said = cell_properties(element, state, name)
        left_out = around.left_out or said.gone is not None
        return replace(around, left_out=left_out, silent=is_silent(element, said))
    if tag == f"{_W}txbxContent":
        return replace(around, in_box=True, silent=False)
    gone = tag in state.rules or tag == f"{_W}rt" or (tag == f"{_W}r" and _is_hidden(element))
    return replace(around, left_out=True) if gone else around


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run, and a text box in it, is hidden by its own properties."""
    return any(is_on(flag) for flag in run.iterfind(f"{_W}rPr/{_W}vanish"))
