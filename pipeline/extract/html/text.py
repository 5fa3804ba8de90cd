"""The text of a piece of a page, in lines as a browser breaks them.

White space runs together, ``<br>`` and block elements begin a line, and a line end in the
source between two Chinese characters is no space (CSS Text, level 3, "segment breaks").
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from lxml import etree

from pipeline.ink import ink

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *(
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
        ),
        *("form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html"),
        *("legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search"),
        *("section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th"),
        *("thead", "tr", "ul"),
    )
)
_KEEPS_LINES = frozenset({"pre", "textarea", "listing", "xmp"})
_NOT_LONE = _KEEPS_LINES | {"br", "table"}
_SPACES = re.compile("[ \t\n\r\f\xa0]+")
_WIDE = (
    "\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003fffd"
)
_WRAPPED = re.compile(f"(?<=[{_WIDE}])[ \t\r]*\n[ \t\r\n]*(?=[{_WIDE}])")


@dataclass(slots=True)
class Lines:
    """The lines of a piece of a page, each with its line in the file, and the tables in it.

    ``begin`` ends the line so far; ``add`` goes on with it. ``above`` counts the lines above
    each of the tables.
    """

    lines: list[tuple[str, int | None]] = field(default_factory=list)
    tables: list[etree._Element] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    at: int | None = None

    def begin(self, at: int | None) -> None:
        """Begin a new line, which stands in line ``at`` of the file."""
        if self._pieces:
            text = collapse("".join(self._pieces))
            if ink(text):
                self.lines.append((text, self.at))
            self._pieces = []
        self.at = at

    def add(self, text: str | None) -> None:
        """Go on with the line."""
        if text:
            self._pieces.append(text)

    def name(self, table: etree._Element) -> None:
        """Name a table that is not read here; the line so far has ended."""
        self.tables.append(table)
        self.above.append(len(self.lines))

    @property
    def text(self) -> str:
        """All lines, with line feeds between them."""
        return "\n".join(line for line, _ in self.lines)


def collapse(text: str) -> str:
    """One line of text with its white space as a browser shows it.

    >>> collapse(" 市公安局、\\n  市民政局 A\\xa0 B ")
    '市公安局、市民政局 A B'
    """
    if "\n" in text:
        text = _WRAPPED.sub("", text.strip())
    return _SPACES.sub(" ", text).strip()


def shown(text: str) -> str:
    """One line of text as a browser shows it; none where it has no printed character."""
    text = collapse(text)
    return text if text[:1].isalnum() or ink(text) else ""


def lone_text(element: etree._Element) -> str | None:
    """The text of an element whose text is all in one place, however wrapped; else ``None``.

    Nearly all cells are so: ``<td><p><span>市公安局</span></p></td>``.
    """
    text: str | None = element.text
    while len(element):
        child = element[0]
        if len(element) > 1 or (text is not None and not text.isspace()):
            return None
        tail = child.tail
        if child.tag in _NOT_LONE or (tail is not None and not tail.isspace()):
            return None
        element, text = child, child.text
    return text or ""


def read_lines(element: etree._Element, skip: Collection[etree._Element], into: Lines) -> None:
    """Read everything in ``element``, but not the tables in ``skip``; those are only named.

    Goes through the tree without recursion: pages nest deeper than Python does.
    """
    into.begin(element.sourceline)
    into.add(element.text)
    path = [(element, element.iterchildren())]
    keeping = 0
    while path:
        parent, children = path[-1]
        child = next(children, None)
        if child is None:
            path.pop()
            tag = parent.tag
            if tag in _BLOCKS:
                into.begin(parent.sourceline)
            keeping -= tag in _KEEPS_LINES
            if path:
                _add(parent.tail, keeping, into)
            continue
        tag = child.tag
        if tag == "br":
            into.begin(child.sourceline)
            _add(child.tail, keeping, into)
        elif tag == "table" and child in skip:
            into.begin(child.sourceline)
            into.name(child)
            into.add(child.tail)
        else:
            if tag in _BLOCKS:
                into.begin(child.sourceline)
            keeping += tag in _KEEPS_LINES
            _add(child.text, keeping, into)
            path.append((child, child.iterchildren()))


def _add(text: str | None, keeping: int, into: Lines) -> None:
    if not keeping or not text or "\n" not in text:
        into.add(text)
        return
    first, *rest = text.split("\n")
    into.add(first)
    for line in rest:
        into.begin(into.at)
        into.add(line)
