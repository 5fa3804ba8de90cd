"""What a plain DOCX table row may be, said in full by two regular expressions.

A plain row holds nothing but text, breaks, column spans, vertical merges and looks. What
is not listed here (a tracked change, a field, a picture, a character reference, white
space between elements, ...) makes a row one that needs care; to leave a name out costs
time, never a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.extract.docx_grid import Merge, Read

_SPACE = "[ \\t\\n]"
_NOT = "\\x00-\\x08\\x0b-\\x1f<&"  # no text or value holds these as they are
_SAID = f"(?:{_SPACE}[^{_NOT}>/]*+)?+"  # attributes


def _empty(names: str) -> str:
    return f"<w:(?:{names}){_SAID}/>"


def _around(name: str, content: str) -> str:
    return f"<w:{name}{_SAID}(?:/>|>{content}</w:{name}>)"


_SIDES = f"(?:{_empty('top|left|bottom|right|start|end|insideH|insideV|tl2br|tr2bl')})*+"
_RUN = _empty(
    "rFonts|sz|szCs|lang|kern|color|bCs|b|iCs|i|spacing|highlight|u|shd|snapToGrid|position|w"
    "|vertAlign|rStyle|caps|smallCaps|strike|dstrike|outline|shadow|emboss|imprint|noProof"
    "|effect|bdr|fitText|rtl|cs|em|eastAsianLayout"
)
_RUN_LOOKS = _around("rPr", f"(?:{_RUN})*+")
_PARAGRAPH = _empty(
    "pStyle|jc|spacing|ind|widowControl|snapToGrid|keepNext|keepLines|pageBreakBefore|shd"
    "|suppressLineNumbers|suppressAutoHyphens|kinsoku|wordWrap|overflowPunct|topLinePunct"
    "|autoSpaceDE|autoSpaceDN|bidi|adjustRightInd|contextualSpacing|mirrorIndents"
    "|textDirection|textAlignment|outlineLvl|divId|cnfStyle"
)
_PARAGRAPH_LOOKS = _around("pPr", f"(?:{_PARAGRAPH}|{_RUN_LOOKS})*+")
_CELL_LOOKS = (
    f"(?:{_empty('tcW|vAlign|shd|noWrap|textDirection|tcFitText|hideMark|cnfStyle')}"
    f"|{_around('tcBorders', _SIDES)}|{_around('tcMar', _SIDES)})*+"
)
_ROW_LOOKS = _around(
    "trPr", f"(?:{_empty('cantSplit|trHeight|jc|tblCellSpacing|divId|cnfStyle')})*+"
)
_TABLE_LOOKS = _around(
    "tblPrEx",
    f"(?:{_empty('tblW|jc|tblCellSpacing|tblInd|shd|tblLayout|tblLook')}"
    f"|{_around('tblBorders', _SIDES)}|{_around('tblCellMar', _SIDES)})*+",
)


def _text(take: str = "(?:") -> str:
    return f"<w:t{_SAID}>{take}[^{_NOT}]*+)</w:t>"


def _run(content: str) -> str:
    return f"<w:r{_SAID}(?:/>|>(?:{_RUN_LOOKS})?+{content}</w:r>)"


def _paragraph(content: str) -> str:
    return f"<w:p{_SAID}(?:/>|>(?:{_PARAGRAPH_LOOKS})?+{content}</w:p>)"


_TEXTS = f"(?:{_text()}|{_empty('br|lastRenderedPageBreak')})*+"
_RUNS = f"(?:{_run(_TEXTS)}|{_empty('proofErr|bookmarkStart|bookmarkEnd')})*+"
_LONE = f"(?:{_run(_text('('))}|{_run('')})?"
_SPAN = f"<w:gridSpan{_SPACE}++w:val=[\"']([1-9][0-9]?)[\"']{_SPACE}*+/>"
_MERGE = f"(<w:vMerge(?:{_SPACE}++w:val=[\"'](?:restart|continue)[\"'])?{_SPACE}*+/>)"
# Groups: span, merge, and the text of a cell with no more than one, or else its paragraphs.
CELL = (
    f"<w:tc{_SAID}>(?:<w:tcPr{_SAID}(?:/>|>{_CELL_LOOKS}(?:{_SPAN})?{_CELL_LOOKS}(?:{_MERGE})?"
    f"{_CELL_LOOKS}</w:tcPr>))?(?:{_paragraph(_LONE)}"
    f"|((?:{_paragraph(_RUNS)})++))</w:tc>"
)
_STEP = 5  # four groups, and what stands before the cell
# The beginning of a row, up to its first cell.
ROW = f"<w:tr{_SAID}>(?:{_TABLE_LOOKS})?+(?:{_ROW_LOOKS})?+".encode()
_STYLE = "<w:[pr]Style[ \\t\\n]++w:val=[\"']([^\"']*)"
_PIECE = "<w:t(?:[ \\t\\n][^>]*)?>([^<]*)|<w:(br)"


@dataclass(frozen=True, slots=True)
class PlainRows:
    """Rows that follow upon each other: the groups of all their cells, and cells by row.

    A large table has too many cells for a record each on their way to the grid.
    """

    counts: list[int] = field(default_factory=list)
    found: list[str | None] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.found) // _STEP

    def add(self, found: list[str | None]) -> None:
        """Add a row, as ``split_row`` gives it."""
        self.found.extend(found[:-1])
        self.counts.append(len(found) // _STEP)

    def rows(self) -> Iterator[tuple[Iterator[Read], int]]:
        """Of each row its cells, to be taken before the next row, and its grid columns."""
        written, merged, lone, several = (self.found[group::_STEP] for group in range(1, _STEP))
        spans = [1 if span is None else int(span) for span in written]
        said = {each: _merge(each) for each in set(merged)}
        merges = map(said.__getitem__, merged)
        texts = (
            _joined(many) if many else "" if one is None else one.strip()
            for one, many in zip(lone, several, strict=True)
        )
        known: dict[tuple[int, ...], tuple[int, ...]] = {}
        start = 0
        for count in self.counts:
            row = tuple(spans[start : start + count])
            columns = known.get(row)
            if columns is None:
                columns = known[row] = tuple(accumulate(row, initial=0))
            yield zip(columns, row, merges, texts, strict=False), columns[-1]
            start += count


def split_row(
    written: bytes, cell: re.Pattern[str], careful: frozenset[str]
) -> list[str | None] | None:
    """The groups of each cell of a row, with what stands between; ``None`` where it needs care.

    ``cell`` is ``CELL``, compiled; ``careful`` are styles that make a row need care.
    """
    try:
        cells = written.decode()
    except UnicodeDecodeError:
        return None
    if careful and not careful.isdisjoint(re.findall(_STYLE, cells)):
        return None
    found = cell.split(cells)
    return None if any(found[::_STEP]) else found


def _merge(written: str | None) -> Merge:
    if written is None:
        return "none"
    return "restart" if "restart" in written else "continue"


def _joined(paragraphs: str) -> str:
    """The text of a cell of several paragraphs, runs or breaks."""
    texts = (
        "".join([text or (br and "\n") for text, br in re.findall(_PIECE, paragraph)])
        for paragraph in paragraphs.split("</w:p>")
    )
    return "\n".join(filter(None, map(str.strip, texts)))
