"""Labelled lines that are parts of one task: 整改措施：…, 【整改目标】…, （三）工作目标：…."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import Paragraph, meaning_of
from pipeline.locate.prose_outline import Key, key_of
from pipeline.numbering import leading_number

# Meanings of a label that opens a text of the task itself.
TASK_LABELS = ("task", "duty", "goal", "item", "problem")
_LABEL = re.compile(r"\s*(?:【([一-鿿]{2,8})】|([一-鿿]{2,8})\s*[:：])")


def label_of_line(paragraph: Paragraph) -> str:
    """The label that opens a paragraph (整改措施：…), ``""`` where none does."""
    text = _behind_number(paragraph) if paragraph.is_part else paragraph.text
    match = _LABEL.match(text)
    return match[1] or match[2] if match else ""


def with_parts(paragraphs: Sequence[Paragraph], synonyms: Mapping[str, str]) -> Sequence[Paragraph]:
    """The paragraphs, those marked whose numbers count the labelled parts of one task.

    ``一、某问题。`` over ``（一）责任单位：…`` and ``（二）整改时限：…`` is one task.
    Evidence: every line with such a number opens with a label, another one than the line of the
    kind before it, and a note without any text is among them. The number of such a note is
    part of its frame.
    """
    labels: dict[Key, list[str]] = {}
    noted: set[Key] = set()
    keys = [
        key_of(number) if (number := leading_number(each.text)) else None for each in paragraphs
    ]
    for each, key in zip(paragraphs, keys, strict=True):
        if key is None:
            continue
        is_note = bool(each.notes) and not ink(_behind_number(each))
        label = each.notes[0].label if is_note else label_of_line(replace(each, is_part=True))
        known = is_note or meaning_of(label, synonyms) in TASK_LABELS
        labels.setdefault(key, []).append(label if known else "")
        noted |= {key} if is_note else set()
    parts = {key for key in noted if all(labels[key]) and _differ(labels[key])}
    parts.discard(next((key for key in keys if key), None))
    return [
        _part(each) if key in parts else each for each, key in zip(paragraphs, keys, strict=True)
    ]


def _differ(labels: Sequence[str]) -> bool:
    return all(a != b for a, b in pairwise(labels))


def _behind_number(paragraph: Paragraph) -> str:
    number = leading_number(paragraph.text)
    return paragraph.text[len(number.printed) :] if number else paragraph.text


def _part(paragraph: Paragraph) -> Paragraph:
    if not paragraph.notes or ink(_behind_number(paragraph)):
        return replace(paragraph, is_part=True)
    return replace(paragraph, text="", frame=ink(paragraph.text) + paragraph.frame, is_part=True)
