"""Lists by department: headings and lines that are names of bodies, over their tasks.

    一、县发展和改革局（3项）         市教育局：
    1.…。                            1.…。
    2.…。                            市人社局：
    二、县水利局                     组织招聘。
    负责防汛。

Evidence: two headings or lines at least that are nothing but names, where tasks follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import Note, Paragraph
from pipeline.labels.bodies import bodies_of_heading
from pipeline.locate.prose_entries import Entry, rows_under_heading
from pipeline.locate.prose_outline import Block
from pipeline.locate.prose_sentences import noted_before
from pipeline.numbering import leading_number

_FEWEST = 2
_MOST = 0.8  # of the headings
_LONGEST_NAME = 20  # characters of a line that stands where names of bodies do


def entries_under_bodies(blocks: Sequence[Block]) -> list[Entry]:
    """The rows of a list whose headings are names of bodies (一、市司法局); none if they are not.

    What such a heading prints behind its number is the owner of the tasks below, numbered or not.
    """
    sections = [block for block in blocks if block.number and (block.below or block.body)]
    named = [block for block in sections if bodies_of_heading(block.title)]
    if len(named) < _FEWEST or len(named) < _MOST * len(sections):
        return []
    return [entry for block in named for entry in _under(block)]


def _under(block: Block) -> Iterator[Entry]:
    printed = block.number.printed if block.number else ""
    words = bodies_of_heading(block.title)
    frame = block.title.replace(words, "", 1)
    notes = (Note("owner", "责任单位", words),)
    head = replace(block.head, text=printed, notes=notes, frame=frame)
    return rows_under_heading(replace(block, head=head))


def with_bodies(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with each line of bodies alone above a number 1 as a note for what follows.

    One that ends in a colon may stand above any paragraph (市教育局：), and among such lines a
    short one above a number 1 is a name too, though its shape is of none: its tasks are not
    those of the body before.
    """
    noted = list(paragraphs)
    strange: list[int] = []
    for i, (each, below) in enumerate(pairwise(paragraphs)):
        number = leading_number(below.text)
        printed = ink(each.text)
        if each.notes or leading_number(each.text) or not printed:
            continue
        begins = number is not None and number.value == 1
        ends_open = printed.endswith(("：", ":"))
        words = bodies_of_heading(printed)
        if words and (begins or ends_open):
            noted[i] = _noted(each, words)
        elif begins and len(printed) <= _LONGEST_NAME and not set("。；;，,！") & set(printed):
            strange.append(i)
    named = [i for i, each in enumerate(noted) if each is not paragraphs[i]]
    if len(named) < _FEWEST:
        return list(paragraphs)
    for i in strange:
        if i > named[0]:
            noted[i] = _noted(noted[i], ink(noted[i].text).rstrip("：:"))
    return noted


def _noted(paragraph: Paragraph, words: str) -> Paragraph:
    frame = ink(paragraph.text).replace(words, "", 1)
    return Paragraph(paragraph.part, "", (Note("owner", "责任单位", words),), frame)


def led(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each that begins with bodies and a colon with them as its note."""
    noted = list(map(noted_before, paragraphs))
    return noted if sum(each.names_owners for each in noted) >= _FEWEST else list(paragraphs)


def entries_below(
    paragraphs: Sequence[Paragraph], *, to_the_end: bool = False
) -> list[Entry] | None:
    """The rows of a list whose notes stand above the tasks that they are for.

    So where every note is a paragraph of its own, the first one before any number, and
    numbered paragraphs follow the last one (any, with ``to_the_end``); else ``None``.
    """
    noted = [i for i, each in enumerate(paragraphs) if each.notes]
    numbered = [i for i, each in enumerate(paragraphs) if leading_number(each.text)]
    last = len(paragraphs) - 1 if to_the_end else (numbered or [0])[-1]
    if not noted or not numbered or not noted[0] < numbered[0] or not noted[-1] < last:
        return None
    if any(ink(paragraphs[i].text) or not paragraphs[i].names_owners for i in noted):
        return None
    entries: list[Entry] = []
    first = None
    for paragraph in paragraphs[noted[0] :]:
        if paragraph.notes:
            entries.append(Entry((), (paragraph,)))
            first = len(entries) - 1
        elif leading_number(paragraph.text) and first is not None and not entries[first].text:
            entries[first] = replace(entries[first], text=(paragraph,))
        elif leading_number(paragraph.text) and first is not None:
            entries[first] = replace(entries[first], holds=entries[first].holds + 1)
            entries.append(Entry((paragraph,)))
        else:
            entries[-1] = replace(entries[-1], text=(*entries[-1].text, paragraph))
    return entries
