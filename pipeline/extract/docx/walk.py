"""The walk over the XML of a DOCX: from blocks to tables and the text outside them.

    part ─ blocks ─▶ paragraphs (outside) and tables ─ rows ─▶ cells ─▶ Grid

A table in a cell is a table of its own. Grid positions that a row skips (``w:gridBefore``)
have no cell; merged cells are one cell with spans; a cell that is printed empty is a cell
with text ``""``. An automatic number stands at the head of its paragraph's text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from pipeline.extract.docx.blocks import CELL, PARAGRAPH, ROW, TABLE, blocks, through
from pipeline.extract.docx.fold import Folded
from pipeline.extract.docx.grid import Grid, Read
from pipeline.extract.docx.names import W
from pipeline.extract.docx.notes import BOXES, NUMBERS, nested_note, table_notes
from pipeline.extract.docx.numbering import Counters, NumberedList, reference
from pipeline.extract.docx.properties import (
    RowProperties,
    cell_properties,
    check_columns,
    is_silent,
    row_properties,
)
from pipeline.extract.docx.text import Paragraph, Reading, read_paragraph, read_removed
from pipeline.extract.format import damaged
from pipeline.records import Part, Place, Removal, Table

# A person's document has tables of a hundred thousand rows at most.
_MOST_PIECES = 1_000_000


@dataclass(slots=True)
class Walk:
    """One walk and what it has found so far.

    ``numbers`` and ``numbers_in_boxes`` count the automatic numbers of the part that is
    read; ``seen`` counts what the notes of the table that is read will tell; ``undefined``
    are paragraphs whose list the document does not define, ``unknown_formats`` those of
    numbers that are written in plain figures instead, ``formulas`` fields that are not read.
    ``above`` counts the paragraphs of the document above each of its tables.
    """

    name: str
    reading: Reading
    lists: Mapping[str, NumberedList]
    folded: Folded
    tables: dict[int, Table] = field(default_factory=dict)
    outside: list[Part] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    above: dict[int, int] = field(default_factory=dict)
    undefined: int = 0
    formulas: int = 0
    unknown_formats: set[str] = field(default_factory=set)
    started: int = 0
    pieces: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    numbers: Counters = field(init=False)
    numbers_in_boxes: Counters = field(init=False)

    def part(self, element: etree._Element) -> None:
        """Read a part: the document, whose paragraphs are numbered from 1, or another.

        What is no table is outside. The counting of automatic numbers begins anew.
        """
        self.numbers = Counters(self.lists, self.unknown_formats)
        self.numbers_in_boxes = Counters(self.lists, self.unknown_formats)
        is_document = element.tag == f"{W}document"
        for story in element.iterchildren(f"{W}body") if is_document else (element,):
            self.outside += self.texts(story, Place(self.name), lines=is_document)

    def comments(self, element: etree._Element) -> None:
        """Take a part of comments out: they are no text of the document."""
        self.take_out(read_removed(element, self.reading, "comment"), Place(self.name))

    def _count(self, pieces: int) -> None:
        """Count tables, rows, cells and paragraphs: of each many millions fit in a small file."""
        self.pieces += pieces
        if self.pieces > _MOST_PIECES:
            raise damaged(
                self.name, f"The document has more than {_MOST_PIECES:,} rows, cells and paragraphs"
            )

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

    def texts(
        self, element: etree._Element, place: Place, *, lines: bool = False, silent: bool = False
    ) -> list[Part]:
        """The paragraphs in a story, a cell or a text box; tables are read on the way.

        Paragraphs whose end mark is not there are one with the next. With ``lines`` each
        paragraph stands on a line of its own; ``silent`` ones do not show their numbers.
        """
        found: list[Part] = []
        pending: list[str] = []
        boxes: list[etree._Element] = []
        line, here = 0, place
        for block in blocks(element, self.reading.state):
            self._count(1)
            is_table = block.tag == TABLE
            paragraph = Paragraph() if is_table else read_paragraph(block, self.reading)
            line += block.tag == PARAGRAPH
            if lines and not pending:
                here = Place(self.name, line=line)
            self.take_out(paragraph, here)
            self.formulas += paragraph.formulas
            pending.append(paragraph.text)
            boxes += paragraph.boxes
            if paragraph.runs_on:
                continue
            text = "".join(pending).strip()
            if block.tag == PARAGRAPH and not silent:
                text = self._number(block) + text
            found += [Part(text.strip(), here)] if text else ()
            for box in boxes:
                found += self._in_box(box, here)
            pending, boxes = [], []
            if is_table:
                if lines:
                    self.above[self.started] = len(found)
                self.table(block, here)
        rest = "".join(pending).strip()
        found += [Part(rest, here)] if rest else ()
        for box in boxes:
            found += self._in_box(box, here)
        return found

    def _number(self, paragraph: etree._Element) -> str:
        """The automatic number of a paragraph, which is counted by this."""
        numbered = reference(paragraph, self.reading.styles, self.reading.state)
        label = "" if numbered is None else self.numbers.label(numbered)
        self.undefined += label is None
        self.seen[NUMBERS] += bool(label)
        return label or ""

    def _in_box(self, box: etree._Element, place: Place) -> list[Part]:
        self.seen[BOXES] += 1
        outer, self.numbers = self.numbers, self.numbers_in_boxes
        found = self.texts(box, place)
        self.numbers = outer
        return found

    def table(self, element: etree._Element, outer: Place) -> None:
        """Read a table, and the tables in its cells; ``outer`` is where it stands."""
        index = self.started
        self.started += 1
        self.notes += nested_note(index, outer)
        outer_seen, self.seen = self.seen, Counter()
        grid = Grid(self.name, index)
        header_rows = 0
        state = self.reading.state
        rows = list(islice(through(element, ROW, state), _MOST_PIECES))
        self._count(1 + len(rows))
        for row in rows:
            plain = self.folded.rows(row)
            if plain is not None:
                self._count(len(plain.spans))
                read = plain.read()
                check_columns(read.width, self.name)
                grid.add_rows(read)
                continue
            properties = row_properties(row, state, self.name)
            if properties.gone:
                gone = read_removed(row, self.reading, properties.gone)
                self.take_out(gone, Place(self.name, table=index))
                self.seen[properties.gone] += 1
                continue
            if properties.header and header_rows == grid.rows:
                header_rows += 1
            self._row(row, properties, grid, index)
        self.notes += table_notes(index, grid, self.seen)
        self.removed += grid.removed()
        self.seen = outer_seen
        self.tables[index] = Table(
            index=index,
            rows=grid.rows,
            columns=grid.columns,
            cells=grid.cells(),
            header_rows=header_rows,
        )

    def _row(
        self, element: etree._Element, properties: RowProperties, grid: Grid, table: int
    ) -> None:
        """Read one row into the grid."""
        state = self.reading.state
        column = properties.before
        cells: list[Read] = []
        joins = False
        for cell in through(element, CELL, state):
            self._count(1)
            said = cell_properties(cell, state, self.name)
            place = Place(self.name, table=table, row=grid.rows, column=column)
            if said.gone:
                self.take_out(read_removed(cell, self.reading, said.gone), place)
                continue
            parts = self.texts(cell, place, silent=is_silent(cell, said))
            text = "\n".join(part.text for part in parts)
            if said.across == "continue" and joins:
                first, span, merge, before = cells[-1]
                joined = "\n".join(filter(None, (before, text)))
                cells[-1] = (first, span + said.span, merge, joined)
            else:
                cells.append((column, said.span, said.merge, text))
                joins = said.across == "restart"
            column += said.span
            check_columns(column, self.name)
        column += properties.after
        check_columns(column, self.name)
        grid.add_row(cells, column)
