"""Automatic numbers (``w:numPr``), computed as Word shows them.

The numbering part defines lists twice over: an abstract list has nine levels, each with a
start, a format and a text such as ``第%1条`` or ``%1.%2``; a list (``w:num``) is one use of
it and may override levels or their starts. What Word makes of that:

- All uses of one abstract list count on together. A start that a use overrides takes hold
  once, at that use's first paragraph of that level.
- A level begins again when a higher level is used, or only from the level that
  ``w:lvlRestart`` names up; 0 is never.
- A paragraph of a lower level begins the levels above it: 1.1, and the next of the first
  level is 2.
- A level bound to a style is the level of the paragraphs of that style.
- Body (with its tables), each header or footer, the notes, and the text boxes of each of
  them count for themselves.
- A bullet is no text, nor is a number that is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.extract.docx.names import W
from pipeline.extract.docx.numerals import custom, written
from pipeline.extract.docx.revisions import State
from pipeline.extract.docx.styles import Numbered, Styles, is_on, read_number

_VAL = f"{W}val"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
# Word allows 31 characters around the figures; a much longer number is not one of Word's.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the level, from 1, from which up it begins again."""

    start: int = 1
    format: str = "decimal"
    example: str = ""
    text: str = ""
    restart: int | None = None
    legal: bool = False
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: what it counts with, its levels, starts that it overrides, levels of styles."""

    counted_with: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)
    styles: Mapping[str, int] = field(default_factory=dict)

    def start(self, level: int) -> int:
        """The first number of a level."""
        return self.starts.get(level, self.levels[level].start if level in self.levels else 1)


def read_numbering(root: etree._Element | None) -> Mapping[str, NumberedList]:
    """The lists of a numbering part by their ``w:numId``."""
    if root is None:
        return {}
    abstract: dict[str, NumberedList] = {}
    linked: dict[str, str] = {}  # abstract list -> the list style whose levels it has
    styled: dict[str, str] = {}  # list style -> the abstract list that defines it
    for element in root.iterchildren(f"{W}abstractNum"):
        name = element.get(f"{W}abstractNumId", "")
        abstract[name] = NumberedList(name, *_levels(element))
        for link in element.iterchildren(f"{W}numStyleLink"):
            linked[name] = link.get(_VAL, "")
        for link in element.iterchildren(f"{W}styleLink"):
            styled[link.get(_VAL, "")] = name
    lists: dict[str, NumberedList] = {}
    for element in root.iterchildren(f"{W}num"):
        child = element.find(f"{W}abstractNumId")
        name = "" if child is None else child.get(_VAL, "")
        name = styled.get(linked.get(name, ""), name)
        if name in abstract:
            lists[element.get(f"{W}numId", "")] = _overridden(abstract[name], element)
    return lists


def reference(paragraph: etree._Element, styles: Styles, state: State) -> Numbered | None:
    """List and level of a paragraph; ``None`` where it shows no number.

    A paragraph whose end mark is not there (``state``) or hidden has none: its text goes
    on in the next one, or is not shown at all.
    """
    own: Numbered | None = None
    style = styles.default
    for outer in paragraph.iterchildren(f"{W}pPr"):
        for mark in outer.iterchildren(f"{W}rPr"):
            if next(mark.iterchildren(*state.marks), None) is not None:
                return None
            if any(is_on(flag) for flag in mark.iterchildren(f"{W}vanish")):
                return None
        for child in state.properties(outer).iterchildren(f"{W}pStyle", f"{W}numPr"):
            if child.tag == f"{W}pStyle":
                style = child.get(_VAL, "")
            elif state.revisions == "final" or child.find(f"{W}ins") is None:
                own = read_number(child)
    if style in styles.hidden:
        return None
    inherited = styles.numbered.get(style)
    if own is None or inherited is None:
        return own or inherited
    if own.list is None:
        return replace(inherited, level=own.level, styles=())
    return own if own.level is not None else replace(own, level=inherited.level)


@dataclass(slots=True)
class Counters:
    """The numbers so far in one story of the document (its body, a header, ...).

    Formats that are not known here are put into ``unknown``.
    """

    lists: Mapping[str, NumberedList]
    unknown: set[str] = field(default_factory=set)
    _values: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, numbered: Numbered) -> str | None:
        """Count a paragraph; the text of its number, with a space where one must follow.

        ``""`` where nothing is shown, ``None`` where the document does not define the list.
        """
        name = numbered.list or "0"
        if name == "0":
            return ""
        found = self.lists.get(name)
        if found is None:
            return None
        bound = (found.styles[style] for style in numbered.styles if style in found.styles)
        number = next(bound, numbered.level or 0)
        level = found.levels.get(number)
        if level is None:
            return None
        values = self._values.setdefault(found.counted_with, [None] * _LEVELS)
        for above in range(number):
            if values[above] is None:
                values[above] = found.start(above)
        before = values[number]
        first = (name, number) not in self._begun and number in found.starts
        values[number] = found.start(number) if before is None or first else before + 1
        self._begun.add((name, number))
        for below in range(number + 1, _LEVELS):
            limit = found.levels[below].restart if below in found.levels else None
            if limit is None or number < limit:
                values[below] = None
        return self._text(level, values, found.levels)

    def _text(self, level: Level, values: list[int | None], levels: Mapping[int, Level]) -> str:
        if level.format == "bullet":
            return ""

        def figure(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            value = values[place]
            if value is None:
                return ""
            return self._figure(Level() if level.legal else levels.get(place, Level()), value)

        text = _PLACEHOLDER.sub(figure, level.text).strip()
        # A mark parts the number from the text (1．落实); a bare figure needs a space (1.1 落实).
        if len(text) > _LONGEST:
            return ""
        bare = text[-1:].isdecimal() or text[-1:].isalpha()
        return text + " " if level.spaced and bare else text

    def _figure(self, level: Level, value: int) -> str:
        text = custom(level.example, value) if level.example else written(level.format, value)
        if text is None:
            self.unknown.add(level.example or level.format)
            return str(value)
        return text


def _levels(
    element: etree._Element,
) -> tuple[dict[int, Level], dict[int, int], dict[str, int]]:
    """The levels of an abstract list, no starts that override, and the styles of levels."""
    levels: dict[int, Level] = {}
    styles: dict[str, int] = {}
    for child in element.iterchildren(f"{W}lvl"):
        number = _number(child.get(f"{W}ilvl"), -1)
        if 0 <= number < _LEVELS:
            levels[number] = _level(child)
            styles |= {style.get(_VAL, ""): number for style in child.iterchildren(f"{W}pStyle")}
    return levels, {}, styles


def _level(element: etree._Element) -> Level:
    said = {child.tag: child.get(_VAL, "") for child in element}
    # Under an mc:AlternateContent stands first a format by example, then a plainer one.
    format_ = next(element.iter(f"{W}numFmt"), None)
    text = said.get(f"{W}lvlText", "")
    hidden = any(is_on(flag) for flag in element.iterfind(f"{W}rPr/{W}vanish"))
    if hidden or len(text) > _LONGEST:
        text = ""
    legal = element.find(f"{W}isLgl")
    return Level(
        start=_number(said.get(f"{W}start"), 0),
        format="decimal" if format_ is None else format_.get(_VAL, ""),
        example="" if format_ is None else format_.get(f"{W}format", ""),
        text="" if f"{W}lvlPicBulletId" in said else text,
        restart=_number(said[f"{W}lvlRestart"], 0) if f"{W}lvlRestart" in said else None,
        legal=legal is not None and is_on(legal),
        spaced=said.get(f"{W}suff") != "nothing",
    )


def _overridden(of: NumberedList, use: etree._Element) -> NumberedList:
    levels, starts, styles = dict(of.levels), dict(of.starts), dict(of.styles)
    for override in use.iterchildren(f"{W}lvlOverride"):
        number = _number(override.get(f"{W}ilvl"), -1)
        if not 0 <= number < _LEVELS:
            continue
        for child in override:
            if child.tag == f"{W}startOverride":
                starts[number] = _number(child.get(_VAL), 0)
            elif child.tag == f"{W}lvl":
                levels[number] = _level(child)
                styles |= {bound.get(_VAL, ""): number for bound in child.iterfind(f"{W}pStyle")}
    return NumberedList(of.counted_with, levels, starts, styles)


def _number(value: str | None, default: int) -> int:
    """A whole number of at most nine digits."""
    value = (value or "").strip()
    return int(value) if value.isdecimal() and len(value) <= 9 else default
