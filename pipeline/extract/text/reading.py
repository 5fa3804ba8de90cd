"""Text files: a dump of a published table, a tab-separated paste, bars, or plain text.

Dump and paste are told apart by what most lines with a tab look like: in a dump the tab
stands before a cell, at the start of the line and nowhere else; in a paste it stands
between cells.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from pipeline.errors import SourceError
from pipeline.extract.byte_order import BYTE_ORDER_MARKS
from pipeline.extract.format import MOST_COLUMNS, damaged
from pipeline.extract.text.box import is_boxed, read_box
from pipeline.extract.text.csv import read_csv
from pipeline.extract.text.dump import read_dump
from pipeline.extract.text.markdown import is_filled_up, is_markdown, read_markdown
from pipeline.extract.text.marks import without_marks
from pipeline.extract.text.paste import read_paste
from pipeline.extract.text.spaced import read_spaced
from pipeline.extract.text.wrapped import unwrapped
from pipeline.ink import census
from pipeline.records import Extraction, Part, Place, Removal, Table

# Control characters that do occur in text: tab, line ends, form feed, the old end-of-file.
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1a")
# In a dump, at most one line with a tab in ten has a tab inside it (in a cell's own text).
_INNER_TABS_OF_A_DUMP = 0.1


def read_text(data: bytes, name: str) -> Extraction:
    """Read the bytes of a text file.

    Raises ``SourceError``: ``unknown_format`` where the bytes are no text, ``damaged``
    where they are UTF-8 with broken characters, or a line has more cells than any table.
    """
    text = decode(data, name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    widest = max(range(len(lines)), key=lambda at: lines[at].count("\t"))
    if lines[widest].count("\t") >= MOST_COLUMNS:
        raise damaged(name, f"Line {widest + 1} has more than {MOST_COLUMNS} cells")
    lines, marks = without_marks(lines, name)
    tables: tuple[Table, ...] = ()
    removed: tuple[Removal, ...] = ()
    notes: tuple[str, ...] = ()
    if is_boxed(lines):
        tables, outside, removed = read_box(lines, name)
    elif is_filled_up(lines):
        outside = plain(enumerate(lines, start=1), name)
    elif is_markdown(lines):
        tables, outside, removed = read_markdown(lines, name)
    elif separated := read_csv(lines, name):
        tables, outside, removed = separated
    elif spaced := read_spaced(lines, name):
        tables, outside, removed = spaced
    elif not any("\t" in line for line in lines):
        paragraphs = unwrapped(lines, name)
        outside, removed = paragraphs or (plain(enumerate(lines, start=1), name), ())
    elif _is_dump(lines):
        tables, outside, notes = read_dump(lines, name)
    else:
        tables, outside, removed, notes = read_paste(lines, name)
    return Extraction(
        file=name,
        format="text",
        tables=tables,
        outside=outside,
        removed=marks + removed,
        characters=census([text]),
        notes=notes,
    )


def plain(lines: Iterable[tuple[int, str]], name: str) -> tuple[Part, ...]:
    """Numbered lines as text outside any table; blank lines drop out."""
    return tuple(Part(line.strip(), Place(name, line=at)) for at, line in lines if line.strip())


def decode(data: bytes, name: str) -> str:
    """The text of the bytes: UTF-8, UTF-16 with byte order mark, or GB18030."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding), name)
            except UnicodeDecodeError as error:
                raise damaged(name, f"Byte {error.start + 1} is not valid {encoding}") from error
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        # One bad byte must not turn a UTF-8 file into another encoding's nonsense.
        if _is_broken_utf8(data):
            raise damaged(name, f"Byte {error.start + 1} is not valid UTF-8") from error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _no_text(name) from error
    if not _looks_chinese(text):
        raise _no_text(name)
    return _checked(text, name)


def _is_dump(lines: list[str]) -> bool:
    tabbed = [line for line in lines if "\t" in line]
    inner = sum(1 for line in tabbed if "\t" in line[1:])
    return inner <= _INNER_TABS_OF_A_DUMP * len(tabbed)


def _is_broken_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    return good >= 10 * bad


def _looks_chinese(text: str) -> bool:
    """GB18030 decodes nearly any bytes; only Chinese text gives mostly Chinese characters."""
    foreign = [character for character in text if character > "\x7f"]
    chinese = sum(
        1
        for character in foreign
        if "\u4e00" <= character <= "\u9fff"
        or "\u3000" <= character <= "\u33ff"
        or "\uff00" <= character <= "\uffef"
        or "\u2000" <= character <= "\u27ff"
    )
    return chinese >= 0.9 * len(foreign)


def _checked(text: str, name: str) -> str:
    for character in set(text):
        if unicodedata.category(character) == "Cc" and character not in _TEXT_CONTROLS:
            raise _no_text(name)
    return text


def _no_text(name: str) -> SourceError:
    return SourceError(
        "unknown_format",
        name,
        "The content is no DOCX, no PDF, and no text in UTF-8, UTF-16 or GB18030.",
        "Give the document as DOCX, PDF or a text file in UTF-8.",
    )
