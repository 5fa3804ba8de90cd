"""What the styles of a DOCX say of their paragraphs and runs: hidden, numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.extract.docx.names import W

_VAL = f"{W}val"
_LONGEST_CHAIN = 50
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """What ``w:numPr`` says: the list (``w:numId``) and the level; ``None`` where silent.

    ``styles`` are the style that it comes from and those below it in the chain, for a
    level may be bound to a style.
    """

    list: str | None = None
    level: int | None = None
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Styles:
    """IDs of styles that hide their text, and what styles say of numbering.

    ``default`` is the style of paragraphs that name none. Inherited values are included.
    """

    hidden: frozenset[str]
    numbered: Mapping[str, Numbered]
    default: str

    @property
    def default_matters(self) -> bool:
        """Whether a paragraph that names no style is hidden or numbered by the default one."""
        return self.default in self.hidden or self.default in self.numbered


@dataclass(slots=True)
class _Style:
    parent: str = ""
    hidden: bool | None = None
    numbered: Numbered | None = None


def is_on(element: etree._Element) -> bool:
    """Whether a property that is on or off is on."""
    return element.get(_VAL, "1") not in _OFF


def read_styles(root: etree._Element | None) -> Styles:
    """Read the styles part; without one, no style says anything."""
    styles: dict[str, _Style] = {}
    default = ""
    for element in () if root is None else root.iterchildren(f"{W}style"):
        name = element.get(f"{W}styleId", "")
        styles[name] = _own(element)
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default", "0") not in _OFF:
            default = name
    numbered = {name: found for name in styles if (found := _inherited_number(name, styles))}
    hidden = frozenset(name for name in styles if _inherited_hiding(name, styles))
    return Styles(hidden, numbered, default)


def read_number(properties: etree._Element) -> Numbered:
    """Read a ``w:numPr``."""
    list_ = properties.find(f"{W}numId")
    level = properties.find(f"{W}ilvl")
    value = "" if level is None else level.get(_VAL, "")
    return Numbered(
        None if list_ is None else list_.get(_VAL),
        int(value) if value.isdecimal() and len(value) == 1 else None,
    )


def _own(element: etree._Element) -> _Style:
    style = _Style()
    for child in element.iterchildren(f"{W}basedOn", f"{W}rPr", f"{W}pPr"):
        if child.tag == f"{W}basedOn":
            style.parent = child.get(_VAL, "")
        for flag in child.iterchildren(f"{W}vanish"):
            style.hidden = is_on(flag)
        for number in child.iterchildren(f"{W}numPr"):
            style.numbered = read_number(number)
    return style


def _chain(name: str, styles: Mapping[str, _Style]) -> list[str]:
    """A style and those it is based on, nearest first; circles and endless rows are cut."""
    chain: list[str] = []
    while name in styles and name not in chain and len(chain) < _LONGEST_CHAIN:
        chain.append(name)
        name = styles[name].parent
    return chain


def _inherited_hiding(name: str, styles: Mapping[str, _Style]) -> bool:
    said = (styles[each].hidden for each in _chain(name, styles))
    return next((hidden for hidden in said if hidden is not None), False)


def _inherited_number(name: str, styles: Mapping[str, _Style]) -> Numbered | None:
    """List and level, each from the nearest style that says it."""
    level: int | None = None
    chain = _chain(name, styles)
    for place, each in enumerate(chain):
        said = styles[each].numbered
        if said is not None:
            level = said.level if level is None else level
            if said.list is not None:
                return Numbered(said.list, level, tuple(chain[: place + 1]))
    return None
