"""Looks that a page leaves open in its cells: ``<td><b>序号<td><b>项目``.

A browser closes a cell where the next one begins, whatever is open in it; the parser takes the
next cell for a part of the open ``<b>``. So the ends that are left out are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOOKS = "b|i|u|s|em|strong|font|span|big|small|sub|sup|strike|tt"
_GRID = "td|th|tr|tbody|thead|tfoot|caption|table"
_TAG = re.compile(rf"(?i)<(/?)({_LOOKS}|{_GRID})(?=[\s/>])[^<>]*>")
# Its first letter is looked for by itself, which most tags (td, p, div) do not have: half the time.
_LOOK = re.compile(rf"<(/?)(?=[bBiIuUsSeEfFtT])(?i:{_LOOKS})(?=[\s/>])")
_IS_LOOK = re.compile(_LOOKS)


def close_looks(text: str) -> str:
    """The page with an end for each look that is still open where its cell ends."""
    ends = _LOOK.findall(text)
    if 2 * ends.count("/") == len(ends):
        return text
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    opened: list[list[str]] = [[]]  # for the page, and each table within the other: open looks
    for tag in _TAG.finditer(text):
        ends, name = bool(tag[1]), tag[2].lower()
        if _IS_LOOK.fullmatch(name):
            if not ends and not tag[0].endswith("/>"):
                opened[-1].append(name)
            elif name in opened[-1]:
                opened[-1].reverse()
                opened[-1].remove(name)
                opened[-1].reverse()
            continue
        if len(opened) > 1 and (ends or name != "table"):
            yield text[at : tag.start()]
            yield "".join(f"</{look}>" for look in reversed(opened[-1]))
            at = tag.start()
            opened[-1].clear()
        if name == "table" and not ends:
            opened.append([])
        elif name == "table" and len(opened) > 1:
            opened.pop()
    yield text[at:]
