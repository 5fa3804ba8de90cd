"""HTML: the tables of a page, and all its other text outside them.

    bytes ─ decode ─▶ text ─ plain rows out ─▶ tree ─ hidden text out ─▶ data tables ─ grid ─▶ Table
                             (html_fold)       └▶ characters (count)    └ the rest ─▶ lines outside

What a page does not print (scripts, styles, its title) is no text of it and is not
counted. A table that only lays out the page is text like all other: one in which no row
has two cells with text, one that holds tables with as many cells as it has itself, one
that holds a part of the page (``nav``, ``article``, ...) or says ``role="presentation"``.
Styles are read where they stand on an element (``display: none``), not from style sheets.
``Place.line`` is the line in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, takewhile

from lxml import etree

from pipeline.extract.format import damaged
from pipeline.extract.html.archive import page_in
from pipeline.extract.html.bytes import decode_page
from pipeline.extract.html.fold import Folded, fold
from pipeline.extract.html.grid import Group, lay_out, read_groups
from pipeline.extract.html.layout import data_tables
from pipeline.extract.html.lists import number_lists
from pipeline.extract.html.mark import is_web_archive
from pipeline.extract.html.open_tags import close_looks
from pipeline.extract.html.terms import join_terms
from pipeline.extract.html.text import Lines, collapse, lone_text, read_lines, shown
from pipeline.extract.many import tally, uncollected, whole_cells
from pipeline.ink import ink
from pipeline.records import Extraction, Part, Place, Removal, Table

HIDDEN, PHONETIC = "hidden_text", "phonetic_guide"
_ON_A_CLICK = "tables that the page shows on a click are read"
_TELLING = 6  # characters: shorter texts stand in many tables

# Elements whose content is not printed. ``title`` is the name of the window.
_SILENT = ("script", "style", "template", "noscript", "title", "iframe", "noframes", "noembed")
_MOST_ELEMENTS = 1_500_000  # a table of 100,000 rows has no more, and they fill 1 GB
_LONG_TAGS = re.compile("<[a-zA-Z][^<>]{50000,}")
_MOST_ATTRIBUTES = 10_000
_READING_AIDS = frozenset({"rt", "rp"})
# Found by XPath, since most elements of a page made by Word have a style.
_MAY_HIDE = etree.XPath(
    "//*[@hidden or @style[contains(., 'isplay') or contains(., 'ISPLAY')"
    " or contains(., 'isibility') or contains(., 'ISIBILITY')]]"
)
# Rows that were copied out of a table; the parser would drop their tags.
_ROWS_ALONE = re.compile(r"(?i)\s*<(?:thead|tbody|tr|td|th)\b(?!.*<table\b)", re.DOTALL)
# The parser drops what comes after; browsers show it. The tags may be left out.
_END_OF_PAGE = re.compile(r"(?i)</(?:body|html)\s*>")
# Word writes an empty row of no height under a table, to fix the widths of its columns.
_NO_HEIGHT = etree.XPath("//tr[@height='0'][not(normalize-space())]")
_HIDING = ("hidden", "display", "visibility")
_NOT_SHOWN = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_INVISIBLE = re.compile(r"(?:^|;)\s*visibility\s*:\s*hidden\b", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?i)depth|memory|huge|internal error|buffer")


@uncollected(keeps=True)
def read_html(data: bytes, name: str) -> Extraction:
    """Read the bytes of a web page or of a piece of one.

    Raises ``SourceError``: ``damaged`` for broken encodings, and for nesting and spans that
    no page needs. A page without a table is no error: its text is all outside.
    """
    if is_web_archive(data):
        data = page_in(data, name)
    text, notes = decode_page(data, name)
    if _ROWS_ALONE.match(text):
        text = f"<table>{text}</table>"
    rest, folded = fold(text)
    if close_looks(rest) is not rest:  # none is left open in what was folded
        text = close_looks(text)
        rest, folded = fold(text)
    root = _parse(rest, name, folded.cells)
    sure = None if root is None else folded.tables(root)
    if sure is None:
        rest, folded, sure = text, Folded(), set()
        root = _parse(rest, name)
    if root is None:
        return Extraction(name, "html", (), (), (), Counter(), notes=notes)
    notes = (*notes, *_unread(root))
    etree.strip_elements(root, *_SILENT, with_tail=False)
    number_lists(root)
    join_terms(root)
    characters = tally(Counter(root.itertext())) + folded.count()
    page = _Page(name, folded, notes=list(notes))
    lower = rest.lower()
    page.take_out(root, may_hide=any(word in lower for word in _HIDING))
    page.read(root, sure)
    return Extraction(
        file=name,
        format="html",
        tables=tuple(page.tables),
        outside=tuple(page.outside),
        removed=tuple(page.removed),
        characters=characters,
        notes=tuple(page.notes),
        above=page.above,
    )


def _parse(text: str, name: str, folded: int = 0) -> etree._Element | None:
    text = _END_OF_PAGE.sub(lambda end: "\n" * end[0].count("\n"), text)
    if text.count("<") - text.count("</") + folded > _MOST_ELEMENTS:
        raise damaged(name, f"The page has more than {_MOST_ELEMENTS} elements")
    for tag in _LONG_TAGS.findall(text):
        if tag.count("=") > _MOST_ATTRIBUTES:  # each is compared with each
            raise damaged(name, f"A tag has more than {_MOST_ATTRIBUTES} attributes")
    # The parser would believe what a page declares, so it gets one known encoding.
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if not ink(text):
            return None
        raise damaged(name, f"The page cannot be read ({error.msg})") from error
    # Beyond its limits the parser stops, and what comes after is lost without an error.
    for entry in parser.error_log:
        if entry.level == etree.ErrorLevels.FATAL or _CUT_OFF.search(entry.message):
            raise damaged(name, f"The page cannot be read ({entry.message.split(',')[0]})")
    return root


def _unread(root: etree._Element) -> Iterator[str]:
    if next(root.iter("frame", "iframe"), None) is not None:
        yield "frames (other pages shown in this one) are not read"


@dataclass(slots=True)
class _Page:
    """What has been found so far on one page."""

    name: str
    folded: Folded
    tables: list[Table] = field(default_factory=list)
    outside: list[Part] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    above: dict[int, int] = field(default_factory=dict)

    def take_out(self, root: etree._Element, may_hide: bool) -> None:
        """Take hidden text and reading aids out of the tree, each in one removal."""
        gone: set[etree._Element] = set()
        for element in (*(_MAY_HIDE(root) if may_hide else ()), *root.iter(*_READING_AIDS)):
            style = element.get("style", "")
            absent = element.get("hidden") is not None or _NOT_SHOWN.search(style)
            rule = PHONETIC if element.tag in _READING_AIDS else HIDDEN
            if rule == HIDDEN and not absent and not _INVISIBLE.search(style):
                continue
            if element in gone:
                continue
            if rule == HIDDEN and next(element.iter("table"), None) is not None:
                if _is_panel(element):
                    self.notes.append(f"line {element.sourceline}: {_ON_A_CLICK}")
                    continue
                self.notes.append(f"line {element.sourceline}: a hidden table is not read")
            text = collapse(" ".join(element.itertext()))
            if ink(text):
                self.removed.append(Removal(rule, text, Place(self.name, line=element.sourceline)))
            gone.update(element.iter())
            element.clear(keep_tail=True)
            if absent and element is not root:
                element.tag = "wbr"  # no cell and no row: it takes up no room
        for row in _NO_HEIGHT(root):
            row.clear(keep_tail=True)
            row.tag = "wbr"

    def read(self, root: etree._Element, sure: Collection[etree._Element]) -> None:
        """Read the tables that hold data, and all other text as lines outside."""
        data = data_tables(root, sure)
        lines = Lines()
        read_lines(root, data, lines)
        for index, table in enumerate(data):
            self._table(table, index, data, lines)
        lines.begin(None)
        order = sorted(range(len(lines.lines)), key=lambda at: lines.lines[at][1] or 0)
        self.outside += (
            Part(lines.lines[at][0], Place(self.name, line=lines.lines[at][1])) for at in order
        )
        places = {at: place for place, at in enumerate(order, start=1)}
        for table, above in zip(lines.tables, lines.above, strict=True):
            self.above[data[table]] = places.get(above - 1, 0)

    def _table(
        self, element: etree._Element, index: int, data: Mapping[etree._Element, int], rest: Lines
    ) -> None:
        """Read one table; what stands in it outside its cells goes to ``rest``."""
        groups = read_groups(element, data, rest, self.folded)
        grid = lay_out(groups, self.name)
        texts: list[str] = grid.cells
        if {*map(type, grid.cells)} != {str}:
            texts = [
                cell
                if isinstance(cell, str)
                else _cell_text(cell, data, f"table {index + 1}, row {row + 1}", self.notes)
                for cell, row in zip(grid.cells, grid.at_rows, strict=True)
            ]
        cells = whole_cells(
            Place(self.name, table=index),
            grid.at_rows,
            grid.at_columns,
            grid.row_spans,
            grid.column_spans,
            texts,
            grid.lines,
        )
        if next(element.iter("img"), None) is not None:
            self.notes.append(f"pictures in table {index + 1} are not read")
        header = _header(groups)
        self.tables.append(Table(index, grid.rows, grid.columns, tuple(cells), header_rows=header))


def _is_panel(hidden: etree._Element) -> bool:
    """Whether a hidden element with tables is one of several that a page shows in turn.

    The others stand beside it and hold tables; a hidden copy says what they say.
    """
    beside = [
        each
        for each in (
            *hidden.itersiblings(hidden.tag),
            *hidden.itersiblings(hidden.tag, preceding=True),
        )
        if next(each.iter("table"), None) is not None
    ]
    printed = {ink(text) for each in beside for text in each.itertext()}
    own = {text for text in map(ink, hidden.itertext()) if len(text) >= _TELLING}
    return bool(beside) and 2 * len(own & printed) < len(own)


def _cell_text(
    cell: etree._Element,
    data: Mapping[etree._Element, int],
    where: str,
    notes: list[str],
) -> str:
    """The text of a cell; data tables in it are none of it, and noted."""
    lone = lone_text(cell)
    if lone is not None:
        return shown(lone)
    lines = Lines()
    read_lines(cell, data, lines)
    notes += (
        f"table {data[inner] + 1} stands in a cell of {where}: read as a table of its own"
        for inner in lines.tables
    )
    return lines.text


def _header(groups: list[Group]) -> int:
    """How many rows at the top the page marks as header: its ``thead``, or rows of ``th``."""
    rows = sum(len(group.rows.counts) for group in groups)
    if groups and groups[0].kind == "thead" and len(groups[0].rows.counts) < rows:
        return len(groups[0].rows.counts)
    printed = chain.from_iterable(group.rows for group in groups)
    marked = sum(1 for _ in takewhile(_is_header, printed))
    return marked if marked < rows else 0


def _is_header(row: list[etree._Element | str]) -> bool:
    return not any(isinstance(cell, str) or cell.tag != "th" for cell in row)
