"""What is printed again on the next page: headers, and cells that the page edge cuts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.pdf.fragments import Fragment, PageCell
from pipeline.extract.pdf.text import Block, begins_with_number
from pipeline.numbering import whole_number

_MOST_ROWS = 5  # of a header
_LONG = 3  # characters of a text in which one may be another

_Keys = frozenset[tuple[int, int]]  # columns and column spans of cells

# By column and column span, the ink of each cell with its row.
_Texts = Mapping[tuple[int, int], tuple[tuple[int, str], ...]]


def header_set_off(inks: Mapping[tuple[int, int], str], part: Fragment) -> Fragment:
    """The fragment with a repeated header as a row of its own, where no border is below it.

    Some tools cut a row and repeat the header above the rest without a line between, so
    that each cell of the first row begins with the lines of its header. ``inks`` are the texts
    of the header by column and column span.
    """
    top = part.first_row
    if {(cell.column, cell.column_span) for cell in top} != inks.keys():
        return part
    counts: list[int] = []
    for cell in top:
        ink = inks[cell.column, cell.column_span]
        texts = ["".join(line.text.split()) for line in cell.block.lines]
        count = next((n for n in range(len(texts) + 1) if "".join(texts[:n]) == ink), -1)
        if count < 0:
            return part
        counts.append(count)
    heads = [li for cell, n in zip(top, counts, strict=True) for li in cell.block.lines[:n]]
    rests = [li for cell, n in zip(top, counts, strict=True) for li in cell.block.lines[n:]]
    edge = max((line.bottom for line in heads), default=0.0)
    if not heads or not rests or min((line.top + line.bottom) / 2 for line in rests) < edge:
        return part
    upper, lower = [], []
    for cell, count in zip(top, counts, strict=True):
        x0, y0, x1, y1 = cell.block.box
        lines = cell.block.lines
        upper.append(replace(cell, row_span=1, block=Block(lines[:count], (x0, y0, x1, edge))))
        lower.append(replace(cell, row=1, block=Block(lines[count:], (x0, edge, x1, y1))))
    others = [replace(cell, row=cell.row + 1) for cell in part.cells if cell.row]
    return replace(part, ys=(part.ys[0], edge, *part.ys[1:]), cells=(*upper, *lower, *others))


def title_rows(part: Fragment) -> int:
    """How many rows at the top are one cell over all columns: a title that may not repeat."""
    count = 0
    columns = len(part.xs) - 1
    for cell in part.cells[: _MOST_ROWS - 1]:
        if columns < 2 or cell.column_span < columns or cell.row_span > 1:
            break
        count += 1
    return count if count < part.rows else 0


def header_at_edge(part: Fragment) -> bool:
    """Whether all that a page shows of a table may be its header: no row ends above its last."""
    last = part.last_row
    return (
        part.rows - title_rows(part) <= _MOST_ROWS
        and min(cell.row for cell in last) <= title_rows(part)
        and not begins_with_number(last[0].ink)
    )


def count_repeated(heads: Sequence[Sequence[_Texts]], part: Fragment) -> int:
    """How many rows at the top of ``part`` are the first rows of the table again.

    Each of ``heads`` is a header it may be: its first row, its first two, and so on. Where the
    white tells rows apart, one page may part a header that another does not.
    """
    if not any(_may_be(texts, part) for tops in heads for texts in tops if texts):
        return 0  # as on most pages
    own = [_texts(part, rows) for rows in range(1, min(part.rows, _MOST_ROWS) + 1)]
    for is_same in (_equal, _alike):
        for tops in heads:
            for texts in reversed(tops):
                for rows, again in enumerate(own, start=1):
                    if texts and is_same(texts, again):
                        return rows
    return 0


def _may_be(head: _Texts, part: Fragment) -> bool:
    """Whether the first text of a header may stand in its column at the top of a fragment."""
    key, inks = next(iter(head.items()))
    begins = next(
        (
            cell.ink
            for cell in part.cells
            if cell.row < _MOST_ROWS and (cell.column, cell.column_span) == key and cell.block.lines
        ),
        "",
    )
    return begins != "" and any(
        begins in text or text in begins or _but_one(text, begins)
        for text in (inks[0][1], _joined(inks))
    )


def _equal(head: _Texts, again: _Texts) -> bool:
    """Whether the columns have the same texts, however the white parts them into rows."""
    return head.keys() == again.keys() and all(_joined(head[k]) == _joined(again[k]) for k in head)


def _joined(inks: Sequence[tuple[int, str]]) -> str:
    return "".join(ink for _, ink in inks)


def _alike(head: _Texts, again: _Texts) -> bool:
    """Whether in each row most cells are equal and the others nearly: a scan has a speck there.

    Nearly equal is a text with something before or behind it, or with one other character. A
    row with fewer than two equal cells says too little: it may be another title.
    """
    if head.keys() != again.keys():
        return False
    equal: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for key, inks in head.items():
        if [row for row, _ in inks] != [row for row, _ in again[key]]:
            return False
        for (row, one), (_, other) in zip(inks, again[key], strict=True):
            if one != other and not (one in other or other in one or _but_one(one, other)):
                return False
            (equal if one == other else others)[row] += 1
    return all(equal[row] > max(count, 1) for row, count in others.items())


def _but_one(text: str, other: str) -> bool:
    """Whether one character differs, and is no number in both: 责任单位（一） is not （二）."""
    if len(text) != len(other) or len(text) < _LONG:
        return False
    differ = [pair for pair in zip(text, other, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and not all(map(whole_number, differ[0]))


def header_rows(first: Fragment) -> list[_Texts]:
    """The first row, the first two, and so on, as far as they may be a header."""
    columns = len(first.xs) - 1
    tops: list[_Texts] = []
    for row in range(min(first.rows, _MOST_ROWS)):
        begun = [cell for cell in first.cells if cell.row == row]
        inks = [cell.ink for cell in begun if cell.block.lines]
        is_numbered = bool(inks) and begins_with_number(inks[0])
        is_section = len(begun) == 1 < columns and sum(c.row < row for c in first.cells) > row > 0
        is_count = all(map(whole_number, inks))
        if is_numbered and (is_section or (len(inks) > 1 and not is_count)):
            break
        tops.append(_texts(first, row + 1))
    return tops


def _texts(part: Fragment, rows: int) -> _Texts:
    """The texts of the first rows; none where a cell goes on below them."""
    texts: dict[tuple[int, int], tuple[tuple[int, str], ...]] = {}
    for cell in part.cells:
        if cell.row >= rows:
            break
        if cell.row + cell.row_span > rows:
            return {}
        if ink := cell.ink:
            key = cell.column, cell.column_span
            texts[key] = (*texts.get(key, ()), (cell.row, ink))
    return texts


def items_again(bodies: Sequence[Fragment]) -> list[tuple[_Keys, _Keys]]:
    """The cells that name the item of a row, which goes on overleaf, and are printed there again.

    For each page edge they are given by column and column span: the first cells of the row below
    that have the text of those above, a number among them, and those merged as the number is.
    Behind these come further cells of one text, which are printed again if it is one row. Where
    neighbouring rows of a page have one number, it does not tell that a row goes on.
    """
    again: list[tuple[_Keys, _Keys]] = []
    for before, body in pairwise(bodies):
        above = {(cell.column, cell.column_span): cell for cell in before.last_row}
        rest = sorted(body.first_row, key=lambda cell: cell.column)
        same = [
            (one, cell)
            for cell in rest
            if (one := above.get((cell.column, cell.column_span))) is not None
            and cell.block.lines
            and one.ink == cell.ink
        ]
        names = [cell for (_, cell), other in zip(same, rest, strict=False) if cell is other]
        numbers = [pair for pair in same[: len(names)] if whole_number(pair[1].ink)]
        if not numbers or len(same) == len(rest) or _are_repeated(bodies, numbers[-1][1].column):
            again.append((frozenset(), frozenset()))
            continue
        spans = [(one.row_span, cell.row_span) for one, cell in numbers]
        sure = [
            cell
            for one, cell in same
            if cell in names or (spans[-1] != (1, 1) and (one.row_span, cell.row_span) == spans[-1])
        ]
        again.append((_keys(sure), _keys([cell for _, cell in same if cell not in sure])))
    return again


def _keys(cells: Sequence[PageCell]) -> _Keys:
    return frozenset((cell.column, cell.column_span) for cell in cells)


def _are_repeated(bodies: Sequence[Fragment], column: int) -> bool:
    """Whether two neighbouring rows of a page have one text in a column."""
    for body in bodies:
        inks = [cell.ink for cell in body.cells if cell.column == column and cell.block.lines]
        if any(one == other for one, other in pairwise(inks)):
            return True
    return False


def without_texts(body: Fragment, keys: _Keys) -> Fragment:
    """The fragment with the cells of its first row in some columns empty."""
    if not keys:
        return body
    return replace(
        body,
        cells=tuple(
            replace(cell, block=Block((), cell.block.box))
            if not cell.row and (cell.column, cell.column_span) in keys
            else cell
            for cell in body.cells
        ),
    )


def is_printed_again(cell: PageCell, rest: PageCell) -> bool:
    """Whether a cell that the page edge cuts is printed whole on both pages."""
    return cell.open_bottom and cell.ink != "" and cell.ink == rest.ink
