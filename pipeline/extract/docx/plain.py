"""What a plain DOCX table row may be, said in full by two regular expressions.

A plain row holds nothing but text, breaks, column spans, vertical merges and looks. What
is not listed here (a tracked change, a field, a picture, a character reference, white
space between elements, ...) makes a row one that needs care; to leave a name out costs
time, never a character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from operator import sub

from pipeline.extract.docx.grid import Merge, Rows

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
ROW = f"<w:tr{_SAID}>(?:{_TABLE_LOOKS})?+(?:{_ROW_LOOKS})?+"
# What stands between the cells of two rows, and before those of the first.
BETWEEN = f"</w:tr>{ROW}"
_STYLE = "<w:[pr]Style[ \\t\\n]++w:val=[\"']([^\"']*)"
_PIECE = "<w:t(?:[ \\t\\n][^>]*)?>([^<]*)|<w:(br)"


@dataclass(frozen=True, slots=True)
class PlainRows:
    """Rows that follow upon each other: cells by row, and the groups of all their cells.

    A large table has too many cells for a record each on their way to the grid.
    """

    counts: list[int] = field(default_factory=list)
    spans: list[str | None] = field(default_factory=list)
    merges: list[str | None] = field(default_factory=list)
    lone: list[str | None] = field(default_factory=list)
    several: list[str | None] = field(default_factory=list)

    def add(self, found: list[str | None]) -> None:
        """Add rows, as ``Grammar.split`` gives them."""
        starts = [at for at, between in enumerate(found[::_STEP]) if between]
        self.counts.extend(map(sub, (*starts[1:], len(found) // _STEP), starts))
        groups = (self.spans, self.merges, self.lone, self.several)
        for number, group in enumerate(groups, start=1):
            group.extend(found[number::_STEP])

    def read(self) -> Rows:
        """The rows for the grid."""
        spans = [1 if span is None else int(span) for span in self.spans]
        said = {each: _merge(each) for each in set(self.merges)}
        known: dict[tuple[int, ...], tuple[int, ...]] = {}
        columns: list[int] = []
        start = 0
        for count in self.counts:
            row = tuple(spans[start : start + count])
            edges = known.get(row)
            if edges is None:
                edges = known[row] = tuple(accumulate(row, initial=0))
            columns += edges[:-1]
            start += count
        return Rows(
            counts=self.counts,
            columns=columns,
            spans=spans,
            merges=list(map(said.__getitem__, self.merges)),
            texts=[
                _joined(many) if many else "" if one is None else one.strip()
                for one, many in zip(self.lone, self.several, strict=True)
            ],
            width=max((edges[-1] for edges in known.values()), default=0),
        )


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of plain rows, compiled; ``careful`` are styles that make a row need care."""

    careful: frozenset[str]
    row: re.Pattern[bytes] = field(default_factory=lambda: re.compile(ROW.encode()))
    between: re.Pattern[str] = field(default_factory=lambda: re.compile(BETWEEN))
    cell: re.Pattern[str] = field(default_factory=lambda: re.compile(CELL))

    def split(self, rows: list[bytes]) -> list[str | None] | None:
        """The groups of each cell of rows, and what stands before it and after the last.

        The rows are without their ends. ``None`` where one of them needs care.
        """
        try:
            written = b"".join(b"</w:tr>" + row for row in rows).decode()
        except UnicodeDecodeError:
            return None
        if self.careful and not self.careful.isdisjoint(re.findall(_STYLE, written)):
            return None
        found: list[str | None] = self.cell.split(written)
        return found if all(map(self.between.fullmatch, filter(None, found[::_STEP]))) else None


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
