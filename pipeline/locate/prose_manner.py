"""How a task list in prose is written, told by all its blocks together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.ink import ink
from pipeline.labels import meaning_of
from pipeline.locate.prose_outline import Block, Key
from pipeline.locate.prose_parts import TASK_LABELS, label_of_line

LONGEST_HEADING = 50


@dataclass(frozen=True, slots=True)
class Manner:
    """How the whole list is written.

    ``key``: the numbers of most tasks. ``whole``: those of blocks with a note for themselves
    alone and nothing below. ``closes``: notes close the blocks of a section.
    ``titles``: tasks have a title and a text below it. ``follows``: how many paragraphs may
    follow a noted title as its text. ``labels``: what opens lines that are parts of a task
    (整改措施：). ``bounds``: the first and last number of a noted task.
    """

    key: Key | None
    whole: frozenset[Key]
    closes: bool
    titles: bool
    follows: int
    labels: frozenset[str]
    bounds: tuple[int, int]


def manner_of(blocks: Sequence[Block], synonyms: Mapping[str, str]) -> Manner:
    """How the list of these blocks, those of the highest level, is written."""
    every = [each for block in blocks for each in block.within()]
    noted = [each for each in every if each.noted and not has_noted(each.below)]
    keys = Counter(each.key for each in noted if each.key and not each.below)
    numbers = [each.number.value for each in noted if each.number] or [0]
    titled = [each for each in noted if is_title_with_text(each)]
    bare = [each for each in noted if each.is_open and not each.below and not each.body]
    follows = max((len(each.after) for each in titled[:-1]), default=0)
    labels = frozenset(_part_labels(every, synonyms))
    leaves = [each for each in noted if each.number and not each.below]
    split = [each for each in leaves if is_title_over_text(each, labels)]
    return Manner(
        keys.most_common(1)[0][0] if keys else None,
        frozenset(
            each.key
            for group in (blocks, *(each.below for each in every))
            for each in group
            if each.key and each.noted and not each.below and not is_closed(group)
        ),
        _closes(every, blocks),
        len(split) > 1 and 3 * len(split) >= 2 * len(leaves),
        follows if 2 * len(titled) >= len(bare) and len(titled) > 1 else 0,
        labels,
        (numbers[0], numbers[-1]),
    )


def has_noted(blocks: Sequence[Block]) -> bool:
    """Whether one of the blocks, or one below them, is noted."""
    return any(each.noted for block in blocks for each in block.within())


def is_title_with_text(block: Block) -> bool:
    """Whether a block is a noted title with its text below the note."""
    is_lone = not block.below and not block.body
    return bool(block.title) and block.is_open and is_lone and bool(block.after)


def is_title_over_text(block: Block, labels: frozenset[str]) -> bool:
    """Whether the note of a block is for the text below its title, which no label opens."""
    text = [*block.body, *block.after]
    plain = not any(label_of_line(each) in labels for each in text)
    return block.is_titled and not block.head.notes and bool(block.body) and plain


def title_run_in(block: Block) -> int:
    """Where the title at the head of a block's text ends, 0 where none is."""
    end = block.head.text.find("。") + 1
    return end if end and ink(block.head.text[end:]) and end <= LONGEST_HEADING else 0


def _part_labels(blocks: Sequence[Block], synonyms: Mapping[str, str]) -> Iterator[str]:
    """Labels that open parts of a task: known ones, and those of two blocks or more."""
    found = Counter(
        label
        for block in blocks
        for label in {label_of_line(each) for each in (*block.body, *block.after)}
        if label
    )
    for label, count in found.items():
        meaning = meaning_of(label, synonyms)
        if meaning in TASK_LABELS or (meaning is None and count > 1):
            yield label


def _closes(every: Sequence[Block], top: Sequence[Block]) -> bool:
    """Whether the notes stand on lines below the last block of each section alone."""
    closing, lone = 0, 0
    for group in (top, *(block.below for block in every)):
        noted = [each for each in group if each.noted]
        if not noted or any(each.below or each.number is None for each in group):
            continue
        closed = is_closed(group)
        if not closed and (len(group) > 1 or group[-1].head.notes):
            return False
        closing += closed
        lone += not closed
    return closing > 1 or (closing == 1 and lone > 0)


def is_closed(group: Sequence[Block]) -> bool:
    """Whether of several blocks only the last is noted, on a line below it."""
    plain = all(each.number and not each.below for each in group)
    *others, last = group
    only = last.noted and not last.head.notes and not any(each.noted for each in others)
    return plain and bool(others) and only
