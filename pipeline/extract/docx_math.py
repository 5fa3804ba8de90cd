"""Formulas in one line: what Word draws as a structure, written as marks between the parts.

A half is ``1/2`` and a square ``10^2``: read as their bare texts they would be 12 and 102.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = f"{M}val"

Pieces: TypeAlias = Iterator["str | etree._Element"]


def linear(element: etree._Element) -> list[str | etree._Element] | None:
    """The marks and parts of a structure in reading order; ``None`` where it is none."""
    write = STRUCTURES.get(element.tag)
    return None if write is None else list(write(element))


def _between(*parts: tuple[str, str]) -> Callable[[etree._Element], Pieces]:
    """Write the parts with these names, each after the mark given with it."""

    def write(element: etree._Element) -> Pieces:
        for mark, name in parts:
            part = element.find(f"{M}{name}")
            if part is not None:
                yield mark
                yield part

    return write


def _root(element: etree._Element) -> Pieces:
    degree, radicand = element.find(f"{M}deg"), element.find(f"{M}e")
    if degree is not None:
        yield degree
    yield "√"
    if radicand is not None:
        yield radicand


def _delimiters(element: etree._Element) -> Pieces:
    yield _mark(element, "dPr", "begChr", "(")
    for place, part in enumerate(element.iterchildren(f"{M}e")):
        if place:
            yield _mark(element, "dPr", "sepChr", "|")
        yield part
    yield _mark(element, "dPr", "endChr", ")")


def _large_operator(element: etree._Element) -> Pieces:
    yield _mark(element, "naryPr", "chr", "∫")
    yield from _between(("_", "sub"), ("^", "sup"), ("", "e"))(element)


def _mark(element: etree._Element, properties: str, name: str, default: str) -> str:
    set_to = element.find(f"{M}{properties}/{M}{name}")
    return default if set_to is None else set_to.get(_VAL, "")[:1]


STRUCTURES: Mapping[str, Callable[[etree._Element], Pieces]] = {
    f"{M}f": _between(("", "num"), ("/", "den")),
    f"{M}sSup": _between(("", "e"), ("^", "sup")),
    f"{M}sSub": _between(("", "e"), ("_", "sub")),
    f"{M}sSubSup": _between(("", "e"), ("_", "sub"), ("^", "sup")),
    f"{M}rad": _root,
    f"{M}d": _delimiters,
    f"{M}nary": _large_operator,
}
