"""The paragraphs of prose cut and put together, so that each is of one task or heading.

…实施意见。1.新建甲。责任单位：市教育局。2.改造乙。责任单位：市财政局。      glued: three
（责任单位：市教育局、                                                     broken: one
市财政局）
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import Paragraph
from pipeline.labels.bodies import are_names
from pipeline.numbering import leading_number
from pipeline.records import Part

_CLOSERS = ("）", ")")
_MOST_LINES = 5  # of a bracket that goes over several paragraphs
_LISTING = ("、", "，", ",")
_CLOSED = re.compile(r"(?<=[。；;）)])\s*(?=\S)")
_LONGEST_NUMBER = 40  # characters, with what follows it
_FEWEST = 2  # numbered pieces of a paragraph


def parted(parts: Sequence[Part], pattern: re.Pattern[str]) -> list[Part]:
    """The paragraphs, those cut in which several numbered tasks with their notes are glued."""
    return [piece for part in parts for piece in _pieces(part, pattern)]


def _pieces(part: Part, pattern: re.Pattern[str]) -> Iterator[Part]:
    """A paragraph cut before numbers that count on, each behind a labelled note but the first.

    ``pattern`` is that of the labels of notes.
    """
    text = part.text
    cuts: list[int] = []
    last = None
    for closed in (0, *(each.end() for each in _CLOSED.finditer(text))):
        number = leading_number(text[closed : closed + _LONGEST_NUMBER])
        if number is None:
            continue
        follows = last is None or (number.style, number.value) == (last.style, last.value + 1)
        noted = not cuts or any(
            each["mark"].strip() for each in pattern.finditer(text, cuts[-1], closed)
        )
        if follows and noted:
            cuts.append(closed)
            last = number
    if len(cuts) < _FEWEST or not any(
        each["mark"].strip() for each in pattern.finditer(text, cuts[-1])
    ):
        yield part
        return
    edges = [0, *(each for each in cuts if each), len(text)]
    for start, end in pairwise(edges):
        yield replace(part, text=text[start:end])


def with_whole_brackets(parts: Sequence[Part], pattern: re.Pattern[str]) -> list[Part]:
    """The paragraphs, with those together over which a labelled bracket goes on."""
    whole: list[Part] = []
    lines = 0
    for part in parts:
        if lines and part.text.strip() and not leading_number(part.text):
            text = f"{whole[-1].text}\n{part.text}"
            whole[-1] = replace(whole[-1], text=text)
            lines = 0 if _is_balanced(text) else lines - 1
            continue
        whole.append(part)
        opened = part.text[max(part.text.rfind("（"), part.text.rfind("(")) + 1 :]
        opens = not _is_balanced(part.text) and not any(map(opened.__contains__, _CLOSERS))
        lines = _MOST_LINES if opens and pattern.match(opened.lstrip()) else 0
    return whole


def _is_balanced(text: str) -> bool:
    return sum(map(text.count, "（(")) <= sum(map(text.count, "）)"))


def with_rests(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with the lines of names below an open note as part of it.

    ``责任单位：`` over ``市工信局``, or a note that ends in 、 over a line of further bodies.
    """
    kept: list[Paragraph] = []
    listing = False
    for each in paragraphs:
        above = kept[-1] if kept else None
        if above is not None and above.names_owners and not each.notes and are_names(each.text):
            empty = not ink(above.notes[-1].text)
            if empty or listing or ink(above.part.text).endswith(_LISTING):
                kept[-1] = _with_line(above, each)
                listing = listing or empty
                continue
        listing = False
        kept.append(each)
    return kept


def _with_line(noted: Paragraph, line: Paragraph) -> Paragraph:
    last = noted.notes[-1]
    mark = noted.frame[-1:] if noted.frame.endswith(_LISTING) and ink(last.text) else ""
    text = "\n".join(piece for piece in (last.text + mark, line.part.text.strip()) if piece)
    return replace(
        noted,
        part=replace(noted.part, text=f"{noted.part.text}\n{line.part.text}"),
        notes=(*noted.notes[:-1], replace(last, text=text)),
        frame=noted.frame.removesuffix(mark) if mark else noted.frame,
    )
