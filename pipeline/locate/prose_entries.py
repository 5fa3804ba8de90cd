"""From the outline of a task list in prose to the rows that it will be: headings and tasks.

Which blocks are tasks is told by where the notes stand:

- a block with a note and nothing below it is a task;
- a block with noted blocks below it is their heading; its own note, if any, is for all of them;
- a block whose blocks below have no notes is a task with steps, or a heading whose note is for
  all of them (``一、稳增长（牵头单位：…）`` over ``1.`` ``2.``);
- a note on a line of its own below the last of several blocks is for all of them where the
  whole list is written so, or where it says so (以上任务由…负责).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from typing import Literal

from pipeline.ink import ink
from pipeline.labels import OWNERS, Paragraph
from pipeline.locate.prose_manner import (
    LONGEST_HEADING,
    Manner,
    has_noted,
    is_closed,
    is_title_over_text,
    is_title_with_text,
    manner_of,
    title_run_in,
)
from pipeline.locate.prose_outline import Block, Key
from pipeline.locate.prose_parts import label_of_line
from pipeline.locate.prose_sentences import is_for_all

# A closing provision of the document: 本措施自2022年1月1日起施行，由市科技局负责解释。
_PROVISION = re.compile(r"本[一-鿿]{2,6}自.{0,30}(?:施行|实施|执行|生效)|负责解释|有效期[为至]?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to be: a heading, bodies for the rows below, or a task with text and notes.

    ``holds`` is how many entries its notes are for: those below bodies, a task included.
    ``doubt``: why it is doubtful what belongs to it.
    """

    text: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...] = ()
    kind: Literal["task", "heading", "owners"] = "task"
    holds: int = 1
    doubt: str = ""

    @property
    def is_task(self) -> bool:
        """Whether it is a task."""
        return self.kind == "task"

    @property
    def continues(self) -> bool:
        """Whether it goes on with the printed paragraph of the task above it."""
        return bool(self.text) and self.text[0].continues


def entries_of(blocks: Sequence[Block], synonyms: Mapping[str, str]) -> list[Entry]:
    """The rows of the list; a paragraph that is in none of them is no part of it."""
    return list(_rows(blocks, manner_of(blocks, synonyms)))


def rows_under_heading(block: Block) -> Iterator[Entry]:
    """The rows under a heading whose note is for all of them; its own text, if nothing is below."""
    below = list(_plain(block.below))
    if block.body:
        below.insert(0, Entry(block.body))
    return _heading(replace(block, body=()), below)


def _rows(blocks: Sequence[Block], manner: Manner) -> Iterator[Entry]:
    tasks = frozenset(each.key for each in blocks if each.noted and not each.below)
    listed = _listed(blocks, manner)
    at = 0
    while at < len(blocks):
        held = _held_together(blocks, at, manner)
        if held > 1:
            yield from _common(blocks[at : at + held])
        elif listed[at]:
            head, *text = blocks[at].paragraphs()
            if manner.titles and blocks[at].is_titled and blocks[at].body:
                yield Entry((head,), kind="heading")
                yield Entry(tuple(text))
            else:
                yield Entry((head, *text))
        elif _is_bare_section(blocks, at):
            below = [Entry(tuple(each.paragraphs())) for each in blocks[at].below]
            yield from _heading(blocks[at], below)
        else:
            yield from _row(blocks[at], blocks[at].key in tasks, manner)
        at += held


def _is_bare_section(blocks: Sequence[Block], at: int) -> bool:
    """Whether a section without any note stands between such with notes, numbered as it is."""
    block = blocks[at]
    if not block.below or any(each.noted for each in block.within()):
        return False
    keys = (block.key, block.below[0].key)
    alike = [
        bool(each.below)
        and (each.key, each.below[0].key) == keys
        and (each.noted or has_noted(each.below))
        for each in blocks
    ]
    return any(alike[:at]) and any(alike[at + 1 :])


def _listed(blocks: Sequence[Block], manner: Manner) -> list[bool]:
    """For each block whether it is a task of the list though neither it nor any below is noted.

    So where it is numbered like the tasks and stands among them, or goes on with them.
    """
    highest, behind = 0, []
    for block in reversed(blocks):
        behind.append(highest)
        if block.noted and block.number:
            highest = max(highest, block.number.value)
    listed: list[bool] = []
    going_on = 0
    for block, following in zip(blocks, reversed(behind), strict=True):
        value = block.number.value if block.number else 0
        low, high = manner.bounds
        among = value < following or value == going_on or (not going_on and low < value < high)
        is_task = block.noted or (bool(value) and block.key == manner.key and among)
        is_task = is_task and (block.noted or not _PROVISION.search(block.head.text))
        going_on = value + 1 if is_task and value else 0
        listed.append(is_task and not block.noted and not has_noted(block.below))
    return listed


def _held_together(blocks: Sequence[Block], at: int, manner: Manner) -> int:
    """How many blocks from one on have the one note below the last of them in common."""
    for end in range(at, len(blocks)):
        block = blocks[end]
        if block.below or block.number is None or block.head.notes:
            return 1
        if block.noted:
            closes = manner.closes and end == len(blocks) - 1 and at == 0
            return end - at + 1 if closes or any(map(is_for_all, block.notes)) else 1
    return 1


def _common(blocks: Sequence[Block]) -> Iterator[Entry]:
    *others, last = blocks
    for i, block in enumerate((*others, replace(last, notes=(), after=()))):
        entry = Entry((block.head, *block.body))
        yield replace(entry, notes=last.notes, holds=len(blocks)) if i == 0 else entry


def _row(block: Block, among_tasks: bool, manner: Manner) -> Iterator[Entry]:
    """The entries of one block; ``among_tasks``: others of its level are tasks on their own."""
    noted_below = has_noted(block.below)
    if not block.noted and not noted_below:
        return
    if not block.below:
        yield from _task(block, manner)
    elif _is_record(block, among_tasks, manner):
        notes = tuple(note for each in block.within() for note in each.all_notes)
        yield Entry(tuple(block.paragraphs()), notes)
    elif block.below[0].number is None:
        yield from _item(block, among_tasks, manner)
    elif noted_below and (among_tasks or not block.is_open) and _says_the_same(block):
        yield from _with_steps(block, list(_rows(block.below, manner)))
    else:
        below = _rows(block.below, manner) if noted_below else _plain(block.below)
        yield from _heading(block, list(below))


def _with_steps(block: Block, below: Sequence[Entry]) -> Iterator[Entry]:
    """A task and, under its number, those below it that name bodies of their own.

    Its note is for it and for those right below it that have none. A label alone on its line
    (具体举措：) is no text of it.
    """
    text = [each for each in (*block.body, *block.after) if not _is_label_alone(each)]
    bare = takewhile(lambda entry: entry.is_task and not entry.notes, below)
    yield Entry((block.head, *text), block.all_notes, holds=1 + sum(1 for _ in bare))
    yield from below


def _says_the_same(block: Block) -> bool:
    """Whether its head names bodies in the role in which those below it are named."""
    below = [each for part in block.below for each in part.within()]
    named = {note.meaning for each in below for head in each.all_notes for note in head.notes}
    return any(note.meaning in OWNERS and note.meaning in named for note in block.head.notes)


def _is_label_alone(paragraph: Paragraph) -> bool:
    return bool(label_of_line(paragraph)) and ink(paragraph.text).endswith(("：", ":"))


def _plain(blocks: Sequence[Block]) -> Iterator[Entry]:
    """Tasks without notes, under a heading whose note is for all of them."""
    for block in blocks:
        if block.below and block.is_titled:
            yield from _heading(block, list(_plain(block.below)))
        else:
            yield Entry(tuple(block.paragraphs()))


def _is_record(block: Block, among_tasks: bool, manner: Manner) -> bool:
    """Whether a block is one task with all that stands below it.

    So where a label or a colon opens what stands below (整改措施：), where its head is more
    than a title, or where other blocks of its level are tasks with nothing below.
    """
    noted = [each for part in block.below for each in part.within() if each.noted]
    last = [*block.below[-1].within()][-1]
    if noted and (noted != [last] or last.head.notes or last.number is None):
        return False
    if block.below[0].number is None:
        return False
    above = (*block.body, *block.after)
    if _lists_tasks(above, manner):
        return False
    if any(label_of_line(each) in manner.labels for each in above):
        return True
    if ink((above or (block.head,))[-1].text).endswith(("：", ":")):
        return True
    if noted:
        if block.key in manner.whole and is_closed(block.below):
            return True
        return manner.closes and (not block.is_titled or bool(above)) and len(block.below) > 1
    if not block.is_titled:
        return True
    is_low = block.key is None or block.key.rank > Key("chinese-bracket").rank
    return among_tasks and (is_low or not block.is_open)


def _lists_tasks(lines: Sequence[Paragraph], manner: Manner) -> bool:
    """Whether the only label of a part is 主要任务： alone on its line, with tasks listed below."""
    labels = [each for each in lines if label_of_line(each) in manner.labels]
    return (
        len(labels) == 1
        and labels[0] is lines[-1]
        and _is_label_alone(labels[0])
        and label_of_line(labels[0]).endswith("任务")
    )


def _task(block: Block, manner: Manner) -> Iterator[Entry]:
    """The task of a block with nothing below, and those of the further pieces of its head."""
    if manner.follows and is_title_with_text(block):
        yield Entry((_bare(block.head),), kind="heading")
        yield Entry(block.after[: manner.follows], block.all_notes)
        return
    if manner.titles and is_title_over_text(block, manner.labels):
        yield Entry((_bare(block.head),), kind="heading")
        yield Entry(block.body, block.all_notes)
        return
    if manner.titles and block.number and not block.pieces and (cut := title_run_in(block)):
        text = block.head.text
        yield Entry((replace(_bare(block.head), text=text[:cut]),), kind="heading")
        rest = replace(_bare(block.head), text=text[cut:])
        yield Entry((rest, *block.body), block.all_notes)
        return
    parts = dropwhile(lambda each: label_of_line(each) not in manner.labels, block.after)
    yield Entry((block.head, *block.body, *parts), block.all_notes)
    for piece in block.pieces:
        yield Entry((piece,), (piece,))


def _item(block: Block, among_tasks: bool, manner: Manner) -> Iterator[Entry]:
    """A heading over unnumbered tasks; what stands between is part of the first of them.

    Where blocks of its level are tasks themselves, heading and one task are a task as well.
    """
    first, *others = block.below
    if block.noted and block.is_open and block.body:
        task = Entry(block.body, block.notes)
        titled = replace(block, body=(), notes=(), after=())
        yield from _heading(titled, [task, *_rows(block.below, manner)])
    elif block.noted:
        yield from _task(replace(block, below=()), manner)
        yield from _rows(block.below, manner)
    elif among_tasks and not others:
        yield Entry((block.head, *block.body, first.head, *first.body), first.all_notes)
    else:
        entry, *more = _task(first, manner)
        led = replace(entry, text=(*block.body, *entry.text))
        yield from _heading(replace(block, body=()), [led, *more, *_rows(others, manner)])


def _heading(block: Block, below: Sequence[Entry]) -> Iterator[Entry]:
    """A heading with its note, if it has one.

    Of one too long for a heading it is the title at its head; the rest is outside text.
    """
    head = _bare(block.head)
    end = None if len(ink(head.text)) <= LONGEST_HEADING or block.noted else title_run_in(block)
    if end != 0:
        yield Entry((replace(head, text=head.text[:end]),), kind="heading")
    if block.all_notes:
        yield Entry((), block.all_notes, kind="owners", holds=len(below))
    yield from below


def _bare(paragraph: Paragraph) -> Paragraph:
    """The text of a paragraph without its note."""
    return replace(paragraph, notes=(), frame="")
