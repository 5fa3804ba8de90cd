"""The quick way through a large DOCX: plain rows are read from the bytes of its XML.

    bytes ─ fold ─▶ the plain rows, read
                └─▶ the XML with a mark in the place of each run of them ─ parse ─▶ tree

Nearly all rows of large tables are plain (``docx_plain``), and a tree takes ten times the
memory of its bytes and most of the time of reading them. All other rows come into the tree
and go the careful way; both ways give the same cells: a test compares them. Only rows of
tables that stand in the body itself stay folded, for what a row in a cell or a text box
means is decided by what is around it.

A fault in the attributes of a plain row (one named twice, say) is not noticed here, though
it would break the file elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from pipeline.extract.docx.plain import Grammar, PlainRows
from pipeline.extract.docx.styles import Styles

# With fewer rows the tree is as quick, and a small document need not wait for the patterns.
FEWEST_ROWS = 300
_AT_ONCE = 16  # rows that are read together, and one by one where one of them is not plain
_LONGEST_OPENING = 2**14  # bytes
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPENING = rb"<w:document\s[^<>]*>"
_OTHER_ENCODING = rb"(?i)\s*<\?xml[^>]*?encoding\s*=\s*[\"'](?!utf-8[\"'])"
_END = b"</w:tr>"
_MISPLACED = "//w:tr[@folded][not(parent::w:tbl/parent::w:body/parent::w:document)]"


@dataclass(frozen=True, slots=True)
class Run:
    """Plain rows that follow upon each other: as written, but for the last end, and as read."""

    written: list[bytes]
    rows: PlainRows


@dataclass(slots=True)
class Folded:
    """The runs of rows that were folded. ``opening`` is the tag that opens the part."""

    opening: bytes = b""
    runs: list[Run] = field(default_factory=list)

    def rows(self, element: etree._Element) -> PlainRows | None:
        """The plain rows in whose place ``element`` stands; ``None`` for a row of the tree."""
        mark = element.get("folded") if self.runs else None
        return None if mark is None else self.runs[int(mark)].rows

    def unfold(self, root: etree._Element, parse: Callable[[bytes], etree._Element]) -> None:
        """Put those rows back into the tree that do not stand in a table of the body."""
        marks = root.xpath(_MISPLACED, namespaces={"w": _WORD})
        if not marks:
            return
        runs = [self.runs[int(mark.get("folded"))] for mark in marks]
        tables = (b"<w:tbl>%b%b</w:tbl>" % (_END.join(run.written), _END) for run in runs)
        again = parse(b"".join((self.opening, *tables, b"</w:document>")))
        for mark, run, table in zip(marks, runs, again, strict=True):
            for row in table:
                mark.addprevious(row)
            mark.getparent().remove(mark)
            run.written.clear()


@dataclass(slots=True)
class _Folding:
    """What has been folded so far, and the ``rest`` of the XML."""

    folded: Folded
    rest: list[bytes] = field(default_factory=list)
    goes_on: bool = False  # the row before was folded

    def take(self, before: bytes, rows: list[bytes], read: list[str | None]) -> None:
        """Fold rows, as written and as read; ``before`` stands before them."""
        if before or not self.goes_on:
            self.rest += (before, b'<w:tr folded="%d"/>' % len(self.folded.runs))
            self.folded.runs.append(Run([], PlainRows()))
            self.goes_on = True
        self.folded.runs[-1].written.extend(rows)
        self.folded.runs[-1].rows.add(read)

    def leave(self, row: bytes) -> None:
        """Leave a row in the XML."""
        self.rest += (row, _END)
        self.goes_on = False


def fold(data: bytes, styles: Styles) -> tuple[bytes, Folded]:
    """The XML of a main part without its plain rows, and those rows."""
    if data.count(_END) < FEWEST_ROWS or styles.default_matters:
        return data, Folded()
    opening = re.compile(_OPENING).search(data, 0, _LONGEST_OPENING)
    if opening is None or not _is_usual(data, opening[0]):
        return data, Folded()
    grammar = Grammar(styles.hidden.union(styles.numbered))
    folding = _Folding(Folded(opening[0]))
    *pieces, last = data.split(_END)
    for at in range(0, len(pieces), _AT_ONCE):
        together = pieces[at : at + _AT_ONCE]
        read = grammar.split(together)
        if read is not None:
            folding.take(b"", together, read)
            continue
        for piece in together:
            begun = grammar.row.search(piece)
            rows = [] if begun is None else [piece[begun.start() :]]
            read = grammar.split(rows) if rows else None
            if read is None:
                folding.leave(piece)
            else:
                folding.take(piece.removesuffix(rows[0]), rows, read)
    left = b"".join((*folding.rest, last))
    runs = folding.folded.runs
    # No row may have stood in a comment or CDATA, and no other element may bear our mark.
    is_sure = b"<!" not in left and left.count(b"<?") <= 1 and left.count(b"folded=") == len(runs)
    return (left, folding.folded) if is_sure else (data, Folded())


def _is_usual(data: bytes, opening: bytes) -> bool:
    """Whether the XML is UTF-8, and ``w:`` stands for Word's names all through."""
    return (
        re.search(rb"xmlns:w=[\"']%b[\"']" % re.escape(_WORD.encode()), opening) is not None
        and data.count(b"xmlns:w=") == 1
        and re.match(_OTHER_ENCODING, data) is None
    )
