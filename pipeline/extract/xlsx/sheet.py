"""One walk over the XML of a sheet: what stands in its cells, and what is said of its rows.

Rows and columns count from 1 here, as Excel shows them. A cell without a reference stands
right of the one before it, a row without a number below the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from pipeline.errors import SourceError
from pipeline.extract.format import damaged
from pipeline.extract.xlsx.numbers import NumberFormat
from pipeline.extract.xlsx.package import is_on
from pipeline.extract.xlsx.strings import printed, rich_text, unescape

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # the limits of the format
_MOST_SHOWN = 100_000_000  # characters; 100,000 rows of long tasks have a third of that
Span: TypeAlias = tuple[int, int, int, int]  # first row, first column, last row, last column

INLINE = "inlineStr"
MARGINS = tuple(
    f"{page}{edge}" for page in ("odd", "even", "first") for edge in ("Header", "Footer")
)
SHEET_TAGS = tuple(f"{{*}}{tag}" for tag in ("row", "mergeCell", "col", "autoFilter", *MARGINS))
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
# A code in a page header: a font, a colour, a size, a page number, the date, the file ...
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]+|[^&LCR])')


@dataclass(slots=True)
class Sheet:
    """What was found in a sheet. ``rows`` holds the printed texts by row and column.

    ``margins`` are the texts of page headers and footers. ``valueless`` are the places of
    formulas that the file holds no value of.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Span] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    valueless: list[str] = field(default_factory=list)
    filtered: bool = False


class CellReader:
    """What a cell element shows: by its type, the shared strings, and its number format.

    ``left`` is how many more characters a workbook may show: one long string can stand in
    each of a million cells.
    """

    def __init__(self, strings: Sequence[str], formats: Sequence[NumberFormat]) -> None:
        self._strings = [printed(text) for text in strings]
        self.left = _MOST_SHOWN
        self._formats = formats
        self._plain = {str(at) for at, format_ in enumerate(formats) if format_.texts is None}
        self._numbers: dict[tuple[str, str], str] = {}

    def shown(self, kind: str, style: str, value: str) -> str:
        """The text of a cell of this type and style; ``""`` if it is blank.

        Raises ``LookupError`` or ``ValueError`` where it refers to what is not there.
        """
        if kind == "s":
            index = int(value)
            if index < 0:
                raise LookupError(value)
            if style in self._plain:
                return self._strings[index]
            value = self._strings[index]
        elif kind == "n":
            key = (style, value)
            if key not in self._numbers:
                self._numbers[key] = printed(self._format(style).number(value.strip()))
            return self._numbers[key]
        elif kind == "b":
            return "TRUE" if value.strip() in {"1", "true"} else "FALSE"
        elif kind != INLINE:
            value = unescape(value)
        if style not in self._plain and value:
            value = self._format(style).text(value)
        return printed(value)

    def _format(self, style: str) -> NumberFormat:
        index = int(style)
        # Some programs write styles that they do not list; Excel shows such cells as they are.
        return self._formats[index if 0 <= index < len(self._formats) else 0]


def margin_texts(code: str) -> list[str]:
    """The printed texts of a page header or footer: left, middle, right.

    >>> margin_texts("&L附件&C第 &P 页&R&\\"宋体\\"&12A&&B")
    ['附件', '第  页', 'A&B']
    """
    bare = _MARGIN_CODE.sub("", unescape(code).replace("&&", "\0"))
    texts = (printed(text.replace("\0", "&")) for text in re.split("&[LCR]", bare))
    return [text for text in texts if text]


@dataclass(slots=True)
class SheetWalk:
    """A walk over a sheet: ``take`` its elements in order, then see what is in ``sheet``."""

    reader: CellReader
    part: str
    name: str
    sheet: Sheet = field(default_factory=Sheet)
    _row_number: int = 0
    _columns: dict[str, int] = field(default_factory=dict)

    def take(self, element: etree._Element) -> None:
        """Read one element of ``SHEET_TAGS``. Raises ``SourceError`` ``damaged``."""
        tag = element.tag.rpartition("}")[2]
        if tag == "row":
            self._row(element)
        elif tag == "col":
            self._hidden_columns(element)
        elif tag == "mergeCell":
            self._merge(element.get("ref", ""))
        elif tag == "autoFilter":
            self.sheet.filtered = True
        else:
            self.sheet.margins += margin_texts(element.text or "")

    def _row(self, element: etree._Element) -> None:
        self._row_number = self._number(element.get("r"))
        if is_on(element, "hidden") or element.get("ht") in {"0", "0.0"}:
            self.sheet.hidden_rows.add(self._row_number)
        namespace = element.tag.removesuffix("row")
        value_tag, inline_tag, formula_tag = (f"{namespace}{tag}" for tag in ("v", "is", "f"))
        texts = self.sheet.rows.setdefault(self._row_number, {})
        shown = self.reader.shown
        columns, digits = self._columns, len(str(self._row_number))
        column = 0
        for cell in element:
            reference = cell.get("r", "")
            column = columns.get(reference[:-digits]) or self._column(reference, column)
            value, kind, formula = None, cell.get("t", "n"), False
            for child in cell:
                tag = child.tag
                if tag == value_tag:
                    value = child.text or ""
                elif tag == inline_tag:
                    value, kind = rich_text(child), INLINE
                elif tag == formula_tag:
                    formula = True
            try:
                text = shown(kind, cell.get("s", "0"), value) if value else ""
            except (LookupError, ValueError) as error:
                raise self._damaged(f"Cell {self._place(column)} refers to nothing") from error
            if text:
                if column in texts:
                    raise self._damaged(f"There are two cells {self._place(column)}")
                texts[column] = text
                self.reader.left -= len(text)
            elif formula and value is None:
                self.sheet.valueless.append(self._place(column))
        if not texts:
            del self.sheet.rows[self._row_number]
        if self.reader.left < 0:
            raise self._damaged(f"The workbook shows more than {_MOST_SHOWN} characters")

    def _hidden_columns(self, element: etree._Element) -> None:
        """Note the columns that a ``col`` element hides."""
        if not is_on(element, "hidden") and element.get("width") not in {"0", "0.0"}:
            return
        try:
            first, last = int(element.get("min", "")), int(element.get("max", ""))
        except ValueError as error:
            raise self._damaged("A column has no number") from error
        self.sheet.hidden_columns.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def _merge(self, written: str) -> None:
        """Note a merged range."""
        corners = [_REFERENCE.fullmatch(corner) for corner in written.split(":")]
        first, last = corners[0], corners[-1]
        if len(corners) > 2 or first is None or last is None:
            raise self._damaged(f"A merged range is written {written[:20]!r}")
        top, left, bottom, right = int(first[2]), first[1], int(last[2]), last[1]
        span = (top, self._letters(left), bottom, self._letters(right))
        if span[0] > span[2] or span[1] > span[3] or span[2] > LAST_ROW:
            raise self._damaged(f"A merged range is written {written[:20]!r}")
        self.sheet.merges.append(span)

    def _number(self, written: str | None) -> int:
        if written is None:
            number = self._row_number + 1
        else:
            number = int(written) if re.fullmatch("[0-9]{1,7}", written) else 0
        if not 0 < number <= LAST_ROW:
            raise self._damaged(f"A row is numbered {(written or str(number))[:20]!r}")
        return number

    def _column(self, reference: str, before: int) -> int:
        if not reference:
            if before == LAST_COLUMN:
                raise self._damaged(f"Row {self._row_number} has too many cells")
            return before + 1
        return self._letters(reference.rstrip("0123456789"))

    def _letters(self, letters: str) -> int:
        number = 0
        if re.fullmatch("[A-Za-z]{1,3}", letters):
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
        if not 0 < number <= LAST_COLUMN:
            raise self._damaged(f"A column is named {letters[:20]!r}")
        self._columns[letters] = number
        return number

    def _place(self, column: int) -> str:
        return f"{column_letters(column)}{self._row_number}"

    def _damaged(self, what: str) -> SourceError:
        return damaged(self.name, f"{what} ({self.part})")


def column_letters(column: int) -> str:
    """The name of a column, from 1.

    >>> column_letters(1), column_letters(27)
    ('A', 'AA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
