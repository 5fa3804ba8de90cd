"""What is usual in the cells of a table, learned from those that no page edge touches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import sub
from typing import TypeVar

import numpy as np

from pipeline.extract.pdf.fragments import PageCell
from pipeline.extract.pdf.text import (
    PAUSES,
    Block,
    begins_with_number,
    ends_sentence,
    is_full,
    room_at_end,
    room_for,
)

_BRACKETS = ("）", ")", "】", "〕")
_ROOM = 1.5  # lines of room that tell whether a text stands at the top or in the middle
_FEWEST, _MOST = 4, 0.9  # cells in the middle that make a habit, and the share of those with room
_MOST_WEIGHED = 1000  # cells of a column from which its rates are learned, from all of the table
_NEXT = room_for("国")  # of a character that could follow anywhere
_ENOUGH = 200  # cells of a column to learn it from
_Item = TypeVar("_Item")
Columns = tuple[int, int]  # a cell's column and column span

ENDS = ("sentence", "pause", "bracket", "open")
NAME_ENDS = re.compile(r"[、，；。\n]")


@dataclass(frozen=True, slots=True)
class Occurrences:
    """How often each character occurs, with the sum of all and that of the most frequent."""

    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    most: int = 0

    @classmethod
    def of(cls, characters: Iterable[str]) -> Occurrences:
        """Those of the characters in all of the texts."""
        text = "".join(characters)
        counts = counted(text)
        return cls(counts, len(text), max(counts.values(), default=0))


def counted(text: str) -> dict[str, int]:
    """How often each character of a long text occurs, by its codes."""
    counts = np.bincount(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4"))
    codes = np.flatnonzero(counts)
    return dict(zip(map(chr, codes.tolist()), counts[codes].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class ColumnHabit:
    """What is usual in the cells of one column; rates are from 0 to 1, never 0 or 1."""

    full: float = 0.15  # the last line fills the cell
    ends: Mapping[str, float] = field(
        default_factory=lambda: {"sentence": 0.4, "pause": 0.1, "bracket": 0.05, "open": 0.45}
    )
    paragraph: float = 0.05  # a line ends a paragraph within a cell
    number: float = 0.3  # a cell begins with a number
    merged: bool = False  # cells span rows
    centred: bool = False  # cells with room have as much above their text as below it
    texts: frozenset[str] = frozenset()  # whole cells
    listed: float = 0.05  # a part of a list is a name that the table knows from elsewhere
    initial: Occurrences = Occurrences()  # first characters of such parts
    inner: Occurrences = Occurrences()  # characters within them
    final: Occurrences = Occurrences()  # last characters


_UNKNOWN = ColumnHabit()


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual in a table: by column, and in all of it.

    ``empty`` counts which columns are empty together in a row, ``names`` are the parts of
    lists that occur, ``pitch`` is the distance of two lines in points. ``ever_empty`` are the
    columns empty in some row that is no heading, with a text in its first cell alone.
    """

    columns: Mapping[Columns, ColumnHabit]
    empty: Mapping[frozenset[int], int]
    rows: int
    names: frozenset[str] = frozenset()
    pitch: float = 15.0
    ever_empty: frozenset[int] = frozenset()

    def of(self, key: Columns) -> ColumnHabit:
        """What is usual in a column; what it is anywhere, where no whole cell shows it."""
        return self.columns.get(key) or _UNKNOWN


def learn_habits(cells: Iterable[PageCell], rows: Iterable[Sequence[PageCell]]) -> Habits:
    """Learn what is usual from complete cells and complete rows of a table."""
    by_column: dict[Columns, list[PageCell]] = {}
    for cell in cells:
        by_column.setdefault((cell.column, cell.column_span), []).append(cell)
    pitches: list[float] = []
    for cell in chain.from_iterable(map(_spread, by_column.values())):
        if len(lines := cell.block.lines) > 1:
            tops = [line.top for line in lines]
            pitches += filter(None, map(sub, tops[1:], tops))  # texts beside each other
    if pitches:
        pitch = sorted(pitches)[len(pitches) // 2]
    else:
        every = chain.from_iterable(by_column.values())
        pitch = 1.5 * max((line.size for c in every for line in c.block.lines), default=10.0)
    patterns = Counter(
        frozenset(cell.column for cell in row if not cell.block.lines) for row in rows
    )
    others = {column for column, _ in by_column if column}
    texts = {
        key: [cell.block.text for cell in group if cell.block.lines]
        for key, group in by_column.items()
    }
    parts = {key: list(map(split_names, group)) for key, group in texts.items()}
    names = Counter(chain.from_iterable(map(set, chain.from_iterable(parts.values()))))
    return Habits(
        columns={
            key: _learn_column(group, texts[key], parts[key], names, pitch)
            for key, group in by_column.items()
        },
        empty=patterns,
        rows=sum(patterns.values()),
        names=frozenset(names),
        pitch=pitch,
        ever_empty=frozenset().union(*(one for one in patterns if not others <= one)),
    )


def _learn_column(
    cells: Sequence[PageCell],
    texts: Sequence[str],
    parts: Sequence[Sequence[str]],
    names: Mapping[str, int],
    pitch: float,
) -> ColumnHabit:
    filled = [cell for cell in cells if cell.block.lines]
    some = _spread(texts)
    count = len(some)
    ends = Counter(map(ending, some))
    breaks = sum([text.count("\n") for text in some])
    blocks = [cell.block for cell in _spread(filled)]
    listed = list(chain.from_iterable(_spread(parts)))
    wraps = sum([len(block.lines) for block in blocks]) - count
    full = sum(map(is_filled_up, blocks))
    return ColumnHabit(
        full=(full + 0.3) / (count + 2),
        ends={kind: (ends[kind] + 0.5) / (count + 0.5 * len(ENDS)) for kind in ENDS},
        paragraph=min(max((breaks + 0.2) / (wraps + 4), 0.03), 0.5),
        number=(sum(map(begins_with_number, some)) + 0.5) / (count + 1),
        merged=any(cell.row_span > 1 for cell in cells),
        centred=_are_centred(filled, pitch),
        texts=frozenset(texts),
        listed=(sum([names[name] > 1 for name in listed]) + 0.3) / (len(listed) + 6),
        initial=Occurrences.of([part[0] for part in listed]),
        inner=Occurrences.of([part[1:-1] for part in listed]),
        final=Occurrences.of([part[-1] for part in listed]),
    )


def _spread(items: Sequence[_Item]) -> Sequence[_Item]:
    """All of few items; of many so many as tell a rate, from the whole table alike."""
    return items[:: -(-len(items) // _MOST_WEIGHED) or 1]


def split_names(text: str) -> list[str]:
    """The names of a list, or the clauses of a sentence."""
    return list(filter(None, NAME_ENDS.split(text)))


def lines_of_room(block: Block, pitch: float) -> float:
    """Lines that would still fit in the cell; its text may be set to the top or the middle."""
    lead = block.lines[0].top - block.box[1]
    rest = block.box[3] - block.lines[-1].bottom
    margin = min(lead, rest, pitch / 2)
    return max(lead + rest - 2 * margin, 0.0) / pitch


def is_at_top(block: Block, pitch: float) -> bool:
    """Whether the text of a cell stands at its top and there is room for a line or two below."""
    lead, rest = _margins(block)
    return lead < pitch and rest - lead >= _ROOM * pitch


def _are_centred(cells: Sequence[PageCell], pitch: float) -> bool:
    """Whether the texts of nearly all cells with room above or below stand in the middle."""
    margins = [_margins(cell.block) for cell in cells[:_ENOUGH]]
    roomy = [abs(lead - rest) for lead, rest in margins if lead + rest >= (1 + _ROOM) * pitch]
    centred = sum(apart <= pitch / 2 for apart in roomy)
    return centred >= _FEWEST and centred >= _MOST * len(roomy)


def _margins(block: Block) -> tuple[float, float]:
    """What is free above the text of a cell, and below it, in points."""
    return block.lines[0].top - block.box[1], block.box[3] - block.lines[-1].bottom


def last_is_full(block: Block, following: str) -> bool:
    """Whether ``following`` had to go to a new line after the last one of the block."""
    return is_full(block.lines[-1], following, block)


def is_filled_up(block: Block) -> bool:
    """Whether no further character fits behind the last line of the block."""
    return room_at_end(block.lines[-1], block) < _NEXT


def ending(text: str) -> str:
    """How a text ends: ``sentence`` (。；), ``pause`` (、，), ``bracket`` (）) or ``open``."""
    if ends_sentence(text):
        return "sentence"
    if text[-1:] in _BRACKETS:
        return "bracket"
    return "pause" if text[-1:] in PAUSES else "open"
