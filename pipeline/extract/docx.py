"""DOCX: one walk over the XML, from blocks to tables and the text outside them.

    document.xml ─ blocks ─▶ paragraphs (outside) and tables ─ rows ─▶ cells ─▶ Grid

The walk sees the document in its final state (tracked changes accepted) and looks through
content controls at any depth. A table in a cell is a table of its own. Grid positions
that a row skips (``w:gridBefore``) have no cell; merged cells are one cell with spans; a
cell that is printed empty is a cell with text ``""``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.extract.docx_count import count_characters
from pipeline.extract.docx_grid import Grid, GridCell
from pipeline.extract.docx_package import Package, W, open_package
from pipeline.extract.docx_plain import elements_by_row, read_plain
from pipeline.extract.docx_properties import (
    RowProperties,
    cell_properties,
    check_columns,
    row_properties,
)
from pipeline.extract.docx_text import (
    DELETED,
    HIDDEN,
    Paragraph,
    Styles,
    alternative,
    read_paragraph,
    read_removed,
    read_styles,
)
from pipeline.records import Extraction, Part, Place, Removal, Table

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TBL, _TR, _TC = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_ALTERNATIVES = f"{_MC}AlternateContent"
_WRAPPERS = frozenset(
    f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
_NOTES = frozenset({f"{W}footnote", f"{W}endnote"})
_LISTED = 20
_CONTENT = frozenset({_P, _TBL})
# Block elements without printed text.
_SILENT = frozenset(
    f"{W}{tag}"
    for tag in (
        *("sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("customXmlPr", "bookmarkStart", "bookmarkEnd", "proofErr"),
    )
)


def read_docx(data: bytes, name: str) -> Extraction:
    """Read the bytes of a DOCX.

    Raises ``SourceError``: ``damaged``, ``encrypted``. A document without a table is no
    error: all its text is outside.
    """
    package = open_package(data, name)
    walk = _Walk(name, read_styles(package.styles))
    walk.body(package.document)
    for kind, root in package.parts:
        if kind == "comments":
            walk.take_out(read_removed(root, "comment"), Place(name))
        else:
            walk.aside(root)
    return Extraction(
        file=name,
        format="docx",
        tables=tuple(walk.tables[index] for index in sorted(walk.tables)),
        outside=tuple(walk.outside),
        removed=tuple(walk.removed),
        characters=count_characters(_roots(package)),
        notes=(*walk.notes, *_unread(package)),
    )


def _roots(package: Package) -> list[etree._Element]:
    return [package.document, *(root for _, root in package.parts)]


def _unread(package: Package) -> Iterator[str]:
    """What the document shows that is no text: said, because nothing may be lost silently."""
    if next(package.document.iter("{*}blip", "{*}imagedata"), None) is not None:
        yield "pictures are not read"
    if next(package.document.iter(f"{W}altChunk"), None) is not None:
        yield "embedded documents (altChunk) are not read"


@dataclass(slots=True)
class _Walk:
    """The state of one walk: what has been found so far."""

    name: str
    styles: Styles
    tables: dict[int, Table] = field(default_factory=dict)
    outside: list[Part] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    started: int = 0

    def body(self, document: etree._Element) -> None:
        """Read the main part; its paragraphs outside tables are numbered from 1."""
        number = 0
        for body in document.iterchildren(f"{W}body"):
            for block in _blocks(body):
                if block.tag == _TBL:
                    self.table(block, None)
                else:
                    number += 1
                    self.loose(block, Place(self.name, line=number))

    def aside(self, element: etree._Element) -> None:
        """Read a header, a footer, or notes: text outside any table of the document."""
        for block in _blocks(element):
            if block.tag == _TBL:
                self.table(block, None)
            else:
                self.loose(block, Place(self.name))

    def loose(self, block: etree._Element, place: Place) -> None:
        """Read a paragraph outside tables, with the text boxes anchored in it."""
        paragraph = read_paragraph(block, self.styles)
        if paragraph.text:
            self.outside.append(Part(paragraph.text, place))
        self.take_out(paragraph, place)
        for box in paragraph.boxes:
            for inner in _blocks(box):
                if inner.tag == _TBL:
                    self.table(inner, None)
                else:
                    self.loose(inner, place)

    def take_out(self, paragraph: Paragraph, place: Place) -> None:
        """Keep what was taken out of a paragraph, in one removal for each rule."""
        if not paragraph.removed:
            return
        texts: dict[str, list[str]] = {}
        for rule, text in paragraph.removed:
            texts.setdefault(rule, []).append(text)
        self.removed += (
            Removal(rule, "".join(pieces), place)
            for rule, pieces in texts.items()
            if "".join(pieces).strip()
        )

    def table(self, element: etree._Element, outer: Place | None) -> None:
        """Read a table, and the tables in its cells; ``outer`` is the cell it stands in."""
        index = self.started
        self.started += 1
        self.notes += _nested_note(index, outer)
        grid = Grid()
        seen: Counter[str] = Counter()
        header_rows = 0
        rows = list(_through(element, _TR))
        for row, elements in zip(rows, elements_by_row(element, rows, self.styles), strict=True):
            plain = read_plain(elements, grid.rows)
            if plain is not None:
                check_columns(plain[1], self.name)
                grid.add_row(*plain)
                continue
            properties = row_properties(row, self.name)
            if properties.gone:
                self.take_out(read_removed(row, properties.gone), Place(self.name, table=index))
                seen[properties.gone] += 1
                continue
            if properties.header and header_rows == grid.rows:
                header_rows += 1
            self.row(row, properties, grid, index, seen)
        self.notes += _table_notes(index, grid, seen)
        self.tables[index] = Table(
            index=index,
            rows=grid.rows,
            columns=grid.columns,
            cells=grid.cells(self.name, index),
            header_rows=header_rows,
        )

    def row(
        self,
        element: etree._Element,
        properties: RowProperties,
        grid: Grid,
        table: int,
        seen: Counter[str],
    ) -> None:
        """Read one row into the grid."""
        column = properties.before
        cells: list[GridCell] = []
        legacy: GridCell | None = None
        for cell in _through(element, _TC):
            span, merge, across, gone = cell_properties(cell, self.name)
            place = Place(self.name, table=table, row=grid.rows, column=column)
            if gone:
                self.take_out(read_removed(cell, DELETED), place)
                continue
            text = self.cell(cell, place, seen)
            if across == "continue" and legacy is not None:
                legacy.span += span
                legacy.text = "\n".join(filter(None, (legacy.text, text)))
            else:
                cells.append(GridCell(grid.rows, column, span, merge, text))
                legacy = cells[-1] if across == "restart" else None
            column += span
            check_columns(column, self.name)
        column += properties.after
        check_columns(column, self.name)
        grid.add_row(cells, column)

    def cell(self, element: etree._Element, place: Place, seen: Counter[str]) -> str:
        """The text of a cell; tables in it are read on the way."""
        texts: list[str] = []
        runs_on = False
        for block in _blocks(element):
            if block.tag == _TBL:
                self.table(block, place)
                continue
            paragraph = read_paragraph(block, self.styles)
            text = paragraph.text
            self.take_out(paragraph, place)
            seen["numbered"] += paragraph.numbered
            if text and runs_on and texts:
                texts[-1] += text
            elif text:
                texts.append(text)
            runs_on = paragraph.runs_on
            for box in paragraph.boxes:
                seen["boxes"] += 1
                text = self.cell(box, place, seen)
                if text:
                    texts.append(text)
        return "\n".join(texts)


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, through content controls and alternatives.

    What is none of these but may hold text (a formula, a stray run) is given as it is, to
    be read as a paragraph.
    """
    for child in element:
        tag = child.tag
        if tag in _CONTENT:
            yield child
        elif tag in _SILENT:
            continue
        elif tag in _WRAPPERS or tag in _NOTES:
            yield from _blocks(child)
        elif tag == _ALTERNATIVES:
            for chosen in alternative(child):
                yield from _blocks(chosen)
        else:
            yield child


def _through(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, through content controls."""
    for child in element:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag in _WRAPPERS:
            yield from _through(child, wanted)
        elif tag == _ALTERNATIVES:
            for chosen in alternative(child):
                yield from _through(chosen, wanted)


def _nested_note(index: int, outer: Place | None) -> Iterator[str]:
    if outer is not None and outer.table is not None and outer.row is not None:
        yield (
            f"table {index + 1} stands in a cell of table {outer.table + 1}, "
            f"row {outer.row + 1}: read as a table of its own"
        )


def _table_notes(index: int, grid: Grid, seen: Counter[str]) -> Iterator[str]:
    table = f"table {index + 1}"
    if seen["numbered"]:
        yield (
            f"{table}: {seen['numbered']} paragraphs have automatic numbers, which are not read yet"
        )
    if seen["boxes"]:
        yield f"{table}: {seen['boxes']} text boxes are read as text of their cells"
    if seen[DELETED]:
        yield f"{table}: {seen[DELETED]} rows are deleted by tracked changes"
    if seen[HIDDEN]:
        yield f"{table}: {seen[HIDDEN]} rows are hidden"
    if grid.stray:
        yield f"{table}: merged cells with no merge above them, kept apart ({_listed(grid.stray)})"
    if grid.uneven:
        yield f"{table}: merged cells that are not equally wide ({_listed(grid.uneven)})"
    if grid.below:
        rows = _listed(grid.below)
        yield f"{table}: text in the covered part of a merged cell, added to it ({rows})"


def _listed(rows: list[int]) -> str:
    """Row numbers for people, from 1; of many only the first ones."""
    shown = ", ".join(str(row + 1) for row in rows[:_LISTED])
    return f"rows {shown}" + (f" and {len(rows) - _LISTED} more" * (len(rows) > _LISTED))
