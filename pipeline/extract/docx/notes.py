"""What a DOCX has that a person should know of: findings for the run report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pipeline.extract.docx.grid import Grid
from pipeline.extract.docx.names import W
from pipeline.extract.docx.revisions import DELETED, INSERTED, State
from pipeline.extract.docx.symbols import is_unknown
from pipeline.extract.docx.text import HIDDEN
from pipeline.records import Place

NUMBERS, BOXES = "automatic numbers", "text boxes"

_LISTED = 20
_CHANGES = frozenset(
    f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
)
_SYMBOL = f"{W}sym"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
# What is shown but is no text of the document, and how it is called.
_UNREAD = {
    f"{{{_DRAWING}/main}}blip": "pictures",
    "{urn:schemas-microsoft-com:vml}imagedata": "pictures",
    "{urn:schemas-microsoft-com:vml}textpath": "texts drawn as WordArt",
    f"{{{_DRAWING}/chart}}chart": "charts",
    f"{{{_DRAWING}/diagram}}relIds": "diagrams (SmartArt)",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded objects",
    f"{W}altChunk": "embedded documents (altChunk)",
    f"{W}ddList": "choices of form fields",
}


def unread(document: etree._Element, state: State) -> Iterator[str]:
    """What the main part shows that is no text or is read in a way to be told."""
    seen: Counter[str] = Counter()
    for element in document.iter(*_UNREAD, *_CHANGES, _SYMBOL):
        tag = element.tag
        if tag == _SYMBOL:
            seen["symbols"] += is_unknown(element)
        else:
            seen["changes" if tag in _CHANGES else _UNREAD[tag]] += 1
    for what in dict.fromkeys(_UNREAD.values()):
        if seen[what]:
            yield f"{what} are not read"
    if seen["symbols"]:
        yield f"{seen['symbols']} symbols have no character outside their font: kept as coded"
    if seen["changes"]:
        yield f"tracked changes: {seen['changes']}, read in their {state.revisions} state"


def nested_note(index: int, outer: Place | None) -> Iterator[str]:
    """Where a table stands in a cell of another one."""
    if outer is not None and outer.table is not None and outer.row is not None:
        yield (
            f"table {index + 1} stands in a cell of table {outer.table + 1}, "
            f"row {outer.row + 1}: read as a table of its own"
        )


def table_notes(index: int, grid: Grid, seen: Counter[str]) -> Iterator[str]:
    """What was found while reading one table."""
    table = f"table {index + 1}"
    if seen[NUMBERS]:
        yield f"{table}: {seen[NUMBERS]} automatic numbers are read as Word shows them"
    if seen[BOXES]:
        yield f"{table}: {seen[BOXES]} text boxes are read as text of their cells"
    for rule, what in (
        (DELETED, "deleted by tracked changes"),
        (INSERTED, "inserted by tracked changes"),
        (HIDDEN, "hidden"),
    ):
        if seen[rule]:
            yield f"{table}: {seen[rule]} rows are {what}"
    if grid.stray:
        yield f"{table}: merged cells with no merge above them, kept apart ({_listed(grid.stray)})"
    if grid.uneven:
        yield f"{table}: merged cells that are not equally wide ({_listed(grid.uneven)})"
    if grid.below:
        rows = _listed(grid.below)
        yield f"{table}: text in the covered part of a merged cell, added to it ({rows})"


def text_notes(undefined: int, unknown: set[str], formulas: int) -> Iterator[str]:
    """What of automatic numbers and fields could not be told."""
    if undefined:
        yield f"automatic numbers of {undefined} paragraphs are not defined in the file: none shown"
    if unknown:
        formats = ", ".join(sorted(unknown))
        yield f"automatic numbers in the format {formats} are written in plain figures"
    if formulas:
        yield f"{formulas} fields show a formula or number that is not read"


def _listed(rows: list[int]) -> str:
    """Row numbers for people, from 1; of many only the first ones."""
    shown = ", ".join(str(row + 1) for row in rows[:_LISTED])
    return f"rows {shown}" + (f" and {len(rows) - _LISTED} more" * (len(rows) > _LISTED))
