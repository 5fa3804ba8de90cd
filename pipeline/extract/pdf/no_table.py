"""What stands in columns of white and is no table all the same. Pure; points of the upright page.

The white of a table parts texts of different columns. White is found, too,

- in contents pages, between a title and the number of its page (``contents``: leaders or a
  heading, and numbers that never fall);
- in running text, where the blanks between words lie below each other (``rivers``: no wider
  than the other blanks of their lines);
- behind the marks of a list (``list_marks``), before the numbers of formulas, and between
  texts that each bring a label of their own (``why_no_table``);
- between the lines of a drawing (``without_drawings``: no text in any cell, or hardly one in
  many).

What is no table is left outside in its order.
"""

from __future__ import annotations

import re
import statistics
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.grid import Grid
from pipeline.extract.pdf.list_marks import are_bullets, is_list
from pipeline.extract.pdf.pieces import Piece, Strip, left_end
from pipeline.extract.pdf.text import begins_with_number, is_latin
from pipeline.extract.pdf.unruled_region import Region
from pipeline.records import Box

_LEADER = re.compile(
    r"(?:(?:[.．·•․]\s*){4,}|(?:[…⋯]\s*){2,}|_{6,}|-{6,})\s*"
    r"[-—–(（]?\s*(?P<page>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})\s*[-—–)）]?\s*$"
)
_TWO_ENTRIES = re.compile(r"[.．·…]\s*\d{1,4}\s+[^\s\d.．·…].*[.．·…]\s*\d{1,4}\s*$")
_PAGE = re.compile(r"(?:^|\s)(?P<page>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})$")
_HEADING = re.compile(
    r"(?:table of )?contents|目\s*[录錄次]|sommaire|table des matières|inhalt(?:sverzeichnis)?|"
    r"sumário|índice|indice|содержание|оглавление",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[^\W\d_].*\s(?:\d{1,3}-)?(?P<page>\d{1,4})(?:\s*[-–—]\s*[\d-]{1,7})?$")
_FEWEST_LISTED, _MOST_BETWEEN = 4, 6  # entries without a leader, and lines between two of them
_END = 200  # characters of a line in which its leader is looked for
_FEWEST_ENTRIES = 3  # of a contents page
_BETWEEN = 3  # lines of print between two entries at most
_MOST_FALLS = 0.1  # of the entries have a lower page than that before: parts count anew
_AT_ONE = 1.0  # of a character by which page numbers may end elsewhere
_ORDINARY = 1.4  # times the other blanks of its line: white that is one of them
_LETTERS = 0.5  # of the characters of running text are letters
_WIDE = 1.2  # of a character: no blank in running text is as wide
_FEWEST_RIVERS = 2  # lines whose blank lies in the white
_LONGEST_NUMBER = 6  # characters: （十二）
_FORMULA_NUMBER = re.compile(r"[(（][A-Z]?\d{1,3}(?:[.\-–]\d{1,3}){0,2}[a-z]?[)）]")
_LABELLED = re.compile(r"[^：:，。；]{2,12}[：:]\s*\S|[□☐√☑✓]\s*\S")
_MOST_LABELLED_ROWS = 4
_LABELLED_SHARE = 0.5  # of the texts beside others bring their label
_DRAWN_CELLS = 60
_DRAWN_FILLED = 0.05  # of so many cells have a text, and half of those of no row


def contents(rows: Sequence[Sequence[Piece]]) -> set[int]:
    """The rows of a contents page: its entries, and what stands among them.

    A title, a leader and the number of a page, which seldom falls from one entry to the next.
    Above, among and below them stand entries without a leader.
    """
    pages: dict[int, int] = {}
    entries: list[int] = []
    abreast = 0
    for number, row in enumerate(rows):
        text = " ".join(piece.line.text for piece in row)[-_END:]
        if match := _LEADER.search(text):
            entries.append(number)
            abreast += bool(_TWO_ENTRIES.search(text))
            if match["page"].isdigit():
                pages[number] = int(match["page"])
    if len(entries) < _FEWEST_ENTRIES:
        return _listed(rows)
    falls = sum(after < before for before, after in pairwise(pages.values()))
    if falls > max(1, _MOST_FALLS * len(pages)) and 3 * abreast < len(entries):
        return set()
    ends = [rows[number][-1].line.x1 for number in entries]
    right, size = statistics.median(ends), rows[entries[0]][0].line.size
    found = set(entries)
    for above, below in pairwise(entries):
        if below - above <= _BETWEEN:
            found |= set(range(above, below))
    for number, row in enumerate(rows):
        last = row[-1].line
        if (
            min(abs(number - entry) for entry in entries) <= _BETWEEN
            and abs(last.x1 - right) < _AT_ONE * size
            and _PAGE.search(last.text)
        ):
            found.add(number)
    return found


def _listed(rows: Sequence[Sequence[Piece]]) -> set[int]:
    """The rows of a contents page without leaders, which its heading tells."""
    texts = [" ".join(piece.line.text for piece in row) for row in rows]
    first = next((n for n, text in enumerate(texts) if _HEADING.fullmatch(text)), len(rows))
    pages: dict[int, int] = {}
    for number in range(first + 1, len(rows)):
        if match := _LISTED.search(texts[number][-_END:]):
            page = int(match["page"])
            if pages and page < max(pages.values()):
                break
            pages[number] = page
        elif number - max(pages, default=first) > _MOST_BETWEEN:
            break
    if len(pages) < _FEWEST_LISTED:
        return set()
    return set(range(first, max(pages) + 1))


def is_running(text: str) -> bool:
    """Whether a text is of words, or an entry of a contents page; figures fill no columns."""
    return sum(map(str.isalpha, text)) >= _LETTERS * len(text) or bool(_LEADER.search(text[-_END:]))


def without_rivers(strips: Sequence[Strip], rows: Sequence[Sequence[Piece]]) -> tuple[Strip, ...]:
    """The white between columns without that of which each line says that it is a blank.

    A blank is as wide as others between words of the same line that stand in one column.
    """
    middles = [strip.middle for strip in strips]
    blanks: Counter[int] = Counter()
    edges: Counter[int] = Counter()
    for row in rows:
        within: dict[int, list[float]] = {}
        over: list[tuple[int, int, float]] = []
        for left, right in pairwise(row):
            white = right.line.x0 - left.line.x1
            places = bisect_right(middles, left_end(left)), bisect_right(middles, left_end(right))
            if left.source != right.source or places[1] - places[0] > 1:
                edges.update(range(*places))
            elif places[0] == places[1]:
                within.setdefault(left.source, []).append(white)
            else:
                is_wide = white > _WIDE * left.line.size
                is_word = is_latin(left.line.text[-1]) or is_latin(right.line.text[0])
                over.append((places[0], left.source, white if is_word and not is_wide else np.inf))
        for place, source, white in over:
            known = within.get(source)
            if white == np.inf or (known and white > _ORDINARY * max(known)):
                edges[place] += 1
            elif known:
                blanks[place] += 1
    return tuple(
        strip
        for place, strip in enumerate(strips)
        if blanks[place] < max(_FEWEST_RIVERS, edges[place])
    )


def why_no_table(region: Region, rows: Sequence[Sequence[Piece]]) -> str:
    """Why texts in columns are no table; empty: they may be one. ``rows`` are the same texts."""
    columns: list[list[str]] = [[] for _ in (*region.strips, 0)]
    middles = [strip.middle for strip in region.strips]
    for piece in region.pieces:
        columns[bisect_right(middles, left_end(piece))].append(piece.line.text)
    first, last = columns[0], columns[-1]
    if are_bullets(first) or is_list(rows, region.strips):
        return "the marks of a list"
    if len(columns) == 2 and all(
        len(text) <= _LONGEST_NUMBER and begins_with_number(text + "、") for text in first
    ):
        return "the numbers of a list"
    if all(_FORMULA_NUMBER.fullmatch(text) for text in last):
        return "the numbers of formulas"
    if len(rows) <= _MOST_LABELLED_ROWS:
        beside = [piece.line.text for row in rows if len(row) > 1 for piece in row]
        labelled = sum(bool(_LABELLED.match(text)) for text in beside)
        if beside and labelled >= _LABELLED_SHARE * len(beside):
            return "texts with labels of their own"
    return ""


def without_drawings(
    grids: Sequence[Grid], cells: NDArray[np.intp], others: Sequence[Box]
) -> list[Grid]:
    """The grids of a page that are no charts or graph paper.

    ``cells`` has for each glyph the number of its cell, counted through all grids, or less than
    zero. ``others`` are the boxes of clipped and turned texts. The head of an empty form fills
    half a row at least.
    """
    if not grids:
        return []
    texts = np.bincount(cells[cells >= 0], minlength=sum(len(grid.cells) for grid in grids))
    kept: list[Grid] = []
    first = 0
    for grid in grids:
        filled = np.flatnonzero(texts[first : first + len(grid.cells)]).tolist()
        first += len(grid.cells)
        if not _is_drawing(grid, filled) or (not filled and _is_met(grid, others)):
            kept.append(grid)
    return kept


def _is_met(grid: Grid, boxes: Sequence[Box]) -> bool:
    left, upper, right, lower = grid.box
    return any(
        x0 < right and x1 > left and top < lower and bottom > upper for x0, top, x1, bottom in boxes
    )


def _is_drawing(grid: Grid, filled: Sequence[int]) -> bool:
    if not filled:
        return True  # boxes of pictures, the lines behind a chart
    if len(grid.cells) <= _DRAWN_CELLS or len(filled) >= _DRAWN_FILLED * len(grid.cells):
        return False
    rows = Counter(cell.row for cell in grid.cells)
    met = Counter(grid.cells[number].row for number in filled)
    return not any(2 * count >= rows[row] for row, count in met.items())
