"""The texts of a workbook: shared strings, rich text, and the escapes of the format."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.ink import ink

_ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")


def read_strings(items: Iterable[etree._Element]) -> list[str]:
    """The texts of the ``si`` elements of the shared strings, by their index."""
    return [rich_text(item) for item in items]


def rich_text(element: etree._Element) -> str:
    """The text of an ``si``, ``is`` or ``text`` element: its runs, joined.

    The reading aid that can be kept beside a text (``rPh``) is not part of it.
    """
    if len(element) == 1 and element[0].tag.endswith("}t"):  # nearly always
        return unescape(element[0].text or "")
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
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _unescaped(found: re.Match[str]) -> str:
    codes = found[0].replace("_", "").split("x")[1:]
    units = b"".join(int(code, 16).to_bytes(2, "little") for code in codes)
    return units.decode("utf-16-le", "replace").replace("\0", "")


def printed(text: str) -> str:
    """``text`` in lines without white space at their ends; ``""`` where nothing is printed."""
    text = text.strip()
    # The first character nearly always decides, and a call less counts here.
    if not text[:1].isalnum() and not ink(text):
        return ""
    if "\n" not in text:
        return text
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))
