"""The texts of a workbook: shared strings, rich text, and the escapes of the format."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.ink import ink

_ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_LINE_END = re.compile(r"\r\n?|\x0b|\u2028|\u2029")


def read_strings(items: Iterable[etree._Element]) -> list[str]:
    """The texts of the ``si`` elements of the shared strings, by their index."""
    texts: list[str] = []
    for item in items:
        texts.append(rich_text(item))
        item.clear()
    return texts


def rich_text(element: etree._Element) -> str:
    """The text of an ``si``, ``is`` or ``text`` element: its runs, joined.

    The reading aid that can be kept beside a text (``rPh``) is not part of it.
    """
    pieces: list[str] = []
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "t":
            pieces.append(child.text or "")
        elif tag == "r":
            pieces += (run.text or "" for run in child.iterchildren("{*}t"))
    return unescape("".join(pieces))


def unescape(text: str) -> str:
    """``text`` with the characters that XML cannot hold (``_x000D_``) and plain line ends.

    A half of a surrogate pair that stands alone becomes U+FFFD.

    >>> unescape("市公安局_x000D_\\n、_x005F_")
    '市公安局\\n、_'
    """
    if "_x" in text:
        text = _ESCAPE.sub(_unescaped, text)
    return _LINE_END.sub("\n", text)


def _unescaped(found: re.Match[str]) -> str:
    codes = found[0].replace("_", "").split("x")[1:]
    units = b"".join(int(code, 16).to_bytes(2, "little") for code in codes)
    return units.decode("utf-16-le", "replace").replace("\0", "")


def printed(text: str) -> str:
    """``text`` in lines without white space at their ends; ``""`` where nothing is printed."""
    if not ink(text):
        return ""
    if "\n" not in text:
        return text.strip()
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))
