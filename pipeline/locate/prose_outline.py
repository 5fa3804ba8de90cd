"""Numbered prose as an outline: each numbered paragraph with what stands below it.

    一、稳就业                     a block; below it:
    1.城镇新增就业3.5万人。         a block with a body and a note
    其中高校毕业生1万人。
    责任单位：市人社局

A paragraph that is not numbered but noted (``新建公园。（责任单位：市林业局）``) is a block of the
lowest level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.ink import ink
from pipeline.labels import Paragraph
from pipeline.numbering import PrintedNumber, Style, leading_number, rank

LOWEST = 1000
_LONGEST_TITLE = 40
_DEEPEST = 6  # of numbers such as 1.1.1
_ENDS = "。；;！!"
_UNITS = {"篇": 0, "部": 1, "章": 2, "类": 2, "节": 3, "条": 15, "款": 45, "项": 45}
_UNIT = re.compile(r"第.*?([篇部章类节条款项])")


@dataclass(frozen=True, slots=True)
class Key:
    """What tells levels of numbers apart: the style, and its unit (章, 条), depth or bracket."""

    style: Style
    unit: str = ""

    @property
    def rank(self) -> int:
        """The level that is usual for such numbers, 0 the highest."""
        if self.style == "ordinal":
            return _UNITS.get(self.unit, 0)
        return 10 * rank(self.style) + (len(self.unit) if self.style == "dotted" else 0)


def key_of(number: PrintedNumber) -> Key:
    """The level that a printed number is of."""
    printed = number.printed.strip()
    if number.style == "ordinal":
        unit = _UNIT.search(printed)
        return Key("ordinal", unit[1] if unit else "")
    if number.style == "dotted":
        return Key("dotted", "." * min(len(re.findall(r"[0-9０-９]+", printed)), _DEEPEST))
    if number.style == "arabic" and printed.endswith((")", "）")):
        return Key("arabic", ")")
    return Key(number.style)


@dataclass(frozen=True, slots=True)
class Block:
    """A head and what belongs to it, in printed order.

    ``body``: unnumbered paragraphs before its notes; ``notes``: lines that are notes alone;
    ``after``: unnumbered paragraphs behind them; ``pieces``: further noted pieces of the
    head's printed paragraph; ``below``: the blocks of lower levels.
    """

    head: Paragraph
    number: PrintedNumber | None
    body: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    after: tuple[Paragraph, ...] = ()
    pieces: tuple[Paragraph, ...] = ()
    below: tuple[Block, ...] = ()

    @property
    def key(self) -> Key | None:
        """The key of its number."""
        return key_of(self.number) if self.number else None

    @property
    def noted(self) -> bool:
        """Whether it has a note of its own."""
        return bool(self.head.notes or self.notes or self.pieces)

    @property
    def all_notes(self) -> tuple[Paragraph, ...]:
        """The paragraphs that hold its notes, without those of ``pieces``."""
        return (*((self.head,) if self.head.notes else ()), *self.notes)

    @property
    def title(self) -> str:
        """The text of its head without number and white space."""
        return ink(self.head.text[len(self.number.printed) if self.number else 0 :])

    @property
    def is_titled(self) -> bool:
        """Whether its head reads as a title: one short sentence, or none."""
        inner = self.title.rstrip("".join(_ENDS))
        return len(inner) <= _LONGEST_TITLE and not any(mark in inner for mark in _ENDS)

    @property
    def is_open(self) -> bool:
        """Whether its head is a title that no mark ends."""
        return self.is_titled and not self.title.endswith(tuple(_ENDS))

    def within(self) -> Iterator[Block]:
        """It and all blocks below it."""
        yield self
        for block in self.below:
            yield from block.within()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All its paragraphs that are no notes alone, those below included."""
        yield from (self.head, *self.body, *self.pieces, *self.after)
        for block in self.below:
            yield from block.paragraphs()


def outline(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], tuple[Block, ...]]:
    """What stands before the first block, and the blocks of the highest level."""
    before: list[Paragraph] = []
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if _opens(paragraph):
            groups.append([paragraph])
        elif _opens_late(paragraph, groups[-1] if groups else before):
            groups.append([(groups[-1] if groups else before).pop(), paragraph])
        else:
            (groups[-1] if groups else before).append(paragraph)
    return before, _nested([_block(group) for group in groups])


def _opens(paragraph: Paragraph) -> bool:
    if paragraph.continues or paragraph.is_part:
        return False
    return bool(leading_number(paragraph.text)) or bool(paragraph.notes and ink(paragraph.text))


def _opens_late(paragraph: Paragraph, group: Sequence[Paragraph]) -> bool:
    """Whether a line that is a note alone shows the unnumbered line above it to be a task.

    So where that line stands behind the notes of another task, or no task is above it.
    """
    if not paragraph.notes or ink(paragraph.text) or not group or group[-1].notes:
        return False
    if leading_number(group[-1].text):
        return False
    known = {note.meaning for each in group for note in each.notes}
    if not any(_opens(each) for each in group[:1]):
        return True
    return any(note.meaning in known for note in paragraph.notes)


def _block(group: Sequence[Paragraph]) -> Block:
    head, *rest = group
    noted = bool(head.notes)
    body: list[Paragraph] = []
    notes: list[Paragraph] = []
    after: list[Paragraph] = []
    pieces: list[Paragraph] = []
    for paragraph in rest:
        if paragraph.continues and paragraph.notes and ink(paragraph.text):
            pieces.append(paragraph)
        elif paragraph.notes:
            notes.append(paragraph)
        else:
            (after if noted else body).append(paragraph)
        noted = noted or bool(paragraph.notes)
    number = leading_number(head.text)
    return Block(head, number, tuple(body), tuple(notes), tuple(after), tuple(pieces))


def _nested(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks put below the one that they belong to.

    A style that is open already returns to its level; a new one stands below those that are
    open, but for those that usually stand lower.
    """
    levels: list[int] = []
    opened: list[Key] = []
    for block in blocks:
        key = block.key
        if key is None:
            levels.append(LOWEST)
            continue
        if key in opened:
            del opened[opened.index(key) :]
        else:
            while opened and opened[-1].rank > key.rank and opened != [Key("latin")]:
                opened.pop()
        levels.append(len(opened))
        opened.append(key)
    return _below(blocks, levels, 0, len(blocks))


def _below(
    blocks: Sequence[Block], levels: Sequence[int], start: int, end: int
) -> tuple[Block, ...]:
    found: list[Block] = []
    at = start
    while at < end:
        stop = at + 1
        while stop < end and levels[stop] > levels[at]:
            stop += 1
        found.append(replace(blocks[at], below=_below(blocks, levels, at + 1, stop)))
        at = stop
    return tuple(found)
