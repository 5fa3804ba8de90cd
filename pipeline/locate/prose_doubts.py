"""Tasks of a list in prose of which it is doubtful what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import Paragraph
from pipeline.labels.bodies import are_names
from pipeline.locate.prose_entries import Entry
from pipeline.locate.prose_outline import key_of
from pipeline.numbering import leading_number
from pipeline.records import Part

_ADDRESSED = ("各", "有关", "相关", "请")
_SHOWN = 40  # characters of a note that a reason quotes
_OPENERS = ("（", "(")
_INNER = re.compile(r"[（(]([^（()）]{2,40})[)）]")
_IMPRINT = re.compile("备案|版权|网站|邮编|电话")  # of a site
_STOP = re.compile(r"。\s*(?=\S)")


def with_doubts(
    entries: Sequence[Entry],
    paragraphs: Sequence[Paragraph],
    outside: Sequence[Part],
    pattern: re.Pattern[str],
) -> list[Entry]:
    """The entries, with the tasks doubted that may have a note more than they were read with.

    So one next to a note of bodies that stands in no task, and one whose text names bodies in a
    bracket as its note does. So is one that the heading above may not be for.
    """
    doubted = list(entries)
    heading: Paragraph | None = None
    for i, entry in enumerate(entries):
        if entry.kind == "heading":
            heading = entry.text[0]
        elif named := _goes_on(entry):
            doubted[i] = replace(entry, doubt=f"its note goes on behind a full stop: {named}")
        elif named := _names_amid(entry):
            doubted[i] = replace(entry, doubt=f"a bracket in its text names bodies too: {named}")
        elif heading and _is_numbered_like(entry, heading):
            why = f"it is numbered like the heading above it: {ink(heading.text)[:_SHOWN]}"
            doubted[i] = replace(entry, doubt=why)
    tasks = {
        id(each.part): i
        for i, entry in enumerate(entries)
        if entry.is_task
        for each in (*entry.text, *entry.notes)
    }
    left = {id(part): part for part in outside}
    nearest = min(tasks.values(), default=None)
    for paragraph in paragraphs:
        nearest = tasks.get(id(paragraph.part), nearest)
        part = left.get(id(paragraph.part))
        if part is not None and nearest is not None and _notes_bodies(part.text, pattern):
            why = f"a note beside it stands in no task: {ink(part.text)[-_SHOWN:]}"
            doubted[nearest] = replace(doubted[nearest], doubt=why)
    return doubted


def _names_amid(entry: Entry) -> str:
    """The names in a bracket of a task's text, if its own note is such a bracket."""
    noted = [each for each in entry.notes if each.frame.startswith(_OPENERS) and not each.labelled]
    texts = [each.text for each in entry.text] if entry.is_task and noted else []
    inner = (found[1] for text in texts for found in _INNER.finditer(text))
    return next(filter(are_names, inner), "")


def _is_numbered_like(entry: Entry, heading: Paragraph) -> bool:
    """Whether a task has a number of the level of a heading, so that it is none of its tasks."""
    number = leading_number(entry.text[0].text) if entry.is_task and entry.text else None
    above = leading_number(heading.text)
    return bool(number and above and not entry.continues and key_of(number) == key_of(above))


def _notes_bodies(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a text prints the label of a note of bodies: （责任单位：市, but not 各责任单位：."""
    return not _IMPRINT.search(text) and any(
        label["mark"].strip()
        and label["label"].endswith(("单位", "部门"))
        and not text[: label.start()].endswith(_ADDRESSED)
        for label in pattern.finditer(text)
    )


def _goes_on(entry: Entry) -> str:
    """What an unbracketed note of bodies prints behind a full stop: 责任单位：甲。2.新建乙。"""
    texts = (note.text for each in entry.notes for note in each.notes if each.names_owners)
    found = (text[stop.end() :] for text in texts if (stop := _STOP.search(text)))
    return ink(next(found, ""))[:_SHOWN]
