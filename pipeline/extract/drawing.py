"""Draw what the reader saw, for a person at a terminal: ``fenjie extract --tables --format text``.

Cells stand in boxes, merged cells in one box across their rows and columns. A grid position
without a cell (a row that starts late) is open space; a cell that is printed empty is an
empty box. Text is wrapped, never cut: every character of the extraction is on the page,
but for control characters, which could take hold of the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from pipeline.records import Cell, Extraction, Place, Table

# Columns of the terminal that a grid column needs: a wide character, and a frame around it.
_NARROWEST, _FRAME = 2, 3
_INDENT = "  "
# A corner or crossing by the lines that meet in it: up, down, left, right.
_CORNERS = dict(
    zip(
        ("0101", "0110", "1001", "1010", "1101", "1110", "0111", "1011", "1111", "0011", "1100"),
        "┌┐└┘├┤┬┴┼─│",
        strict=True,
    )
)


def draw(extraction: Extraction, width: int = 100) -> str:
    """Every table as a grid, then the text outside, what was taken out, and the notes.

    ``width`` is that of the terminal in columns. A table of more columns than fit there is
    drawn wider, for a grid that is broken into pieces shows no spans.
    """
    count = len(extraction.tables)
    lines = [f"{_clean(extraction.file)}: {extraction.format}, {_counted(count, 'table')}"]
    for table in extraction.tables:
        lines += ["", _title(table), *_Drawing(table, width).lines()]
    outside = [_said(_where(part.place), part.text) for part in extraction.outside if part.text]
    removed = [_said(f"{each.rule}{_at(each.place)}", each.text) for each in extraction.removed]
    for title, entries in (
        ("outside the tables", outside),
        ("taken out", removed),
        ("notes", [_clean(note) for note in extraction.notes]),
    ):
        if entries:
            lines += ["", title]
            lines += [_INDENT + line for entry in entries for line in _wrapped(entry, width - 2)]
    return "\n".join(lines) + "\n"


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most ``width`` columns, broken at a space where there is one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest = _clean(paragraph)
        while width_of(rest) > width:
            cut = _fitting(rest, width)
            space = rest.rfind(" ", 0, cut + 1)
            cut = space if space > 0 else cut
            lines.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        lines.append(rest)
    return lines


def _fitting(text: str, width: int) -> int:
    """How many characters fit, one at least."""
    taken = 0
    for place, character in enumerate(text):
        taken += _width(character)
        if taken > width:
            return max(place, 1)
    return len(text)


def _width(character: str) -> int:
    if category(character) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _clean(text: str) -> str:
    """Without what a terminal would act on: control and direction marks, broken halves."""
    if text.isascii() and text.isprintable():
        return text
    kinds = ((character, category(character)) for character in text)
    return "".join(
        " " if kind in {"Cc", "Zl", "Zp"} else "\ufffd" if kind == "Cs" else character
        for character, kind in kinds
        if kind != "Cf"
    )


class _Drawing:
    """One table on its way to lines of text."""

    def __init__(self, table: Table, width: int) -> None:
        self.cells = table.cells
        self.rows, self.columns = table.rows, table.columns
        # Which cell covers a position: its place in `cells`, or nothing.
        self.owners: list[list[int | None]] = [[None] * self.columns for _ in range(self.rows)]
        for number, cell in enumerate(self.cells):
            for row in self.owners[cell.row : cell.row + cell.row_span]:
                row[cell.column : cell.column + cell.column_span] = [number] * cell.column_span
        self.widths = _column_widths(table, width)
        self.texts = [_wrapped(cell.text, self._inner(cell)) for cell in self.cells]
        self.heights = self._row_heights()
        self.printed = [0] * len(self.cells)

    def lines(self) -> Iterator[str]:
        """The drawing, row by row, with a line between rows."""
        yield self._border(-1)
        for row in range(self.rows):
            for _ in range(self.heights[row]):
                yield self._text_line(row)
            yield self._border(row)

    def _inner(self, cell: Cell) -> int:
        spanned = self.widths[cell.column : cell.column + cell.column_span]
        return sum(spanned) + _FRAME * (len(spanned) - 1)

    def _row_heights(self) -> list[int]:
        """Lines of each row; a merged cell that needs more gets them in its last row."""
        heights = [1] * self.rows
        order = sorted(zip(self.cells, self.texts, strict=True), key=lambda each: _last(each[0]))
        for cell, text in order:
            last = _last(cell)
            above = sum(heights[cell.row : last]) + cell.row_span - 1
            heights[last] = max(heights[last], len(text) - above)
        return heights

    def _owner(self, row: int, column: int) -> int | None:
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return self.owners[row][column] if inside else None

    def _next_line(self, number: int) -> str:
        """The next line of a cell's text, filled up to the cell's width."""
        cell, text = self.cells[number], self.texts[number]
        at = self.printed[number]
        self.printed[number] += 1
        line = text[at] if at < len(text) else ""
        return f" {line}{' ' * (self._inner(cell) - width_of(line))} "

    def _text_line(self, row: int) -> str:
        line, column = "", 0
        while column < self.columns:
            owner = self._owner(row, column)
            line += self._corner(row, row, column)
            if owner is None:
                line += " " * (self.widths[column] + 2)
                column += 1
            else:
                line += self._next_line(owner)
                column += self.cells[owner].column_span
        return (line + self._corner(row, row, self.columns)).rstrip()

    def _border(self, row: int) -> str:
        """The line below a row; a cell that goes on below it has its text there."""
        line, column = "", 0
        while column < self.columns:
            line += self._corner(row, row + 1, column)
            above, below = self._owner(row, column), self._owner(row + 1, column)
            if above is not None and above == below:
                line += self._next_line(above)
                column += self.cells[above].column_span
            else:
                line += ("─" if self._is_line(row, column) else " ") * (self.widths[column] + 2)
                column += 1
        return (line + self._corner(row, row + 1, self.columns)).rstrip()

    def _is_line(self, row: int, column: int) -> bool:
        """Whether a line is drawn below a position."""
        return self._owner(row, column) != self._owner(row + 1, column)

    def _is_wall(self, row: int, column: int) -> bool:
        """Whether a line is drawn before a position."""
        return self._owner(row, column - 1) != self._owner(row, column)

    def _corner(self, above: int, below: int, column: int) -> str:
        """What stands before a column, between two rows or (the same twice) in one."""
        up, down = self._is_wall(above, column), self._is_wall(below, column)
        if above == below:
            return "│" if up else " "
        left, right = self._is_line(above, column - 1), self._is_line(above, column)
        return _CORNERS.get("".join(str(int(each)) for each in (up, down, left, right)), " ")


def _column_widths(table: Table, width: int) -> list[int]:
    """Each column as wide as its text, where all fit; else the wide ones share the room."""
    wanted = [_NARROWEST] * table.columns
    for cell in sorted(table.cells, key=lambda cell: cell.column_span):
        longest = max(map(width_of, map(_clean, cell.text.split("\n"))))
        columns = range(cell.column, cell.column + cell.column_span)
        missing = longest - sum(wanted[column] for column in columns) - _FRAME * (len(columns) - 1)
        for place, column in enumerate(columns):
            share = -(-missing // (len(columns) - place))
            if share > 0:
                wanted[column] += share
                missing -= share
    room = width - _FRAME * table.columns - 1
    widths = list(wanted)
    for done, column in enumerate(sorted(range(table.columns), key=lambda each: wanted[each])):
        widths[column] = min(wanted[column], max(room // (table.columns - done), _NARROWEST))
        room -= widths[column]
    return widths


def _last(cell: Cell) -> int:
    return cell.row + cell.row_span - 1


def _title(table: Table) -> str:
    pages = [part.place.page for cell in table.cells for part in cell.parts if part.place.page]
    title = f"table {table.index + 1}: {_counted(table.rows, 'row')}, "
    title += _counted(table.columns, "column")
    if pages:
        first, last = min(pages), max(pages)
        title += f", page {first}" if first == last else f", pages {first} to {last}"
    return title


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _said(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


def _at(place: Place) -> str:
    where = _where(place)
    return f" ({where})" if where else ""


def _where(place: Place) -> str:
    """Page, line, table, row and column for people, from 1."""
    named = (("page", place.page, 0), ("line", place.line, 0), ("table", place.table, 1))
    inside = (("row", place.row, 1), ("column", place.column, 1))
    return ", ".join(
        f"{name} {value + shift}" for name, value, shift in named + inside if value is not None
    )
