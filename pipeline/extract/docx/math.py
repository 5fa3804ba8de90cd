"""Formulas in one line: what Word draws as a structure, written as marks between the parts.

A third is ``1/3`` and a square ``m^2``: read as their bare texts they would be 13 and m2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# The structures, and the mark that stands before each of their parts.
STRUCTURES: Mapping[str, Mapping[str, str]] = {
    f"{M}f": {f"{M}den": "/"},
    f"{M}sSup": {f"{M}sup": "^"},
    f"{M}sSub": {f"{M}sub": "_"},
    f"{M}sSubSup": {f"{M}sub": "_", f"{M}sup": "^"},
    f"{M}rad": {f"{M}e": "√"},
    f"{M}nary": {f"{M}sub": "_", f"{M}sup": "^"},
    f"{M}d": {},
}


def linear(element: etree._Element) -> Iterator[str | etree._Element]:
    """The marks and the children of a structure, in reading order."""
    marks = STRUCTURES[element.tag]
    brackets = element.tag == f"{M}d"
    between = _set(element, "begChr", "(")
    if element.tag == f"{M}nary":
        yield _set(element, "chr", "∫")
    for child in element:
        if child.tag in marks:
            yield marks[child.tag]
        elif brackets and child.tag == f"{M}e":
            yield between
            between = _set(element, "sepChr", "|")
        yield child
    if brackets:
        yield _set(element, "endChr", ")")


def _set(element: etree._Element, name: str, default: str) -> str:
    """A character that the structure's properties set; a property without value sets none."""
    said = element.find(f"{element.tag}Pr/{M}{name}")
    return default if said is None else said.get(f"{M}val", "")[:1]
