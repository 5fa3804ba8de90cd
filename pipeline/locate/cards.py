"""Task cards without numbers: lines of label and value that come again in the same order.

    任务名称：实施水网工程            as   任务名称 | 任务内容 | 责任单位 | 完成时限
    任务内容：建成中型水库1座              实施水网工程 | 建成中型水库1座 | 市水利局 | 12月
    责任单位：市水利局
    完成时限：12月

Evidence: the first label begins each card, every label is known, one names bodies and one tasks,
and no card has a label twice or one that the first card lacks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.labels import OWNERS, meaning_of
from pipeline.locate.prose_parts import TASK_LABELS
from pipeline.numbering import leading_number
from pipeline.records import Cell, Extraction, Part, Removal, Table

_LABELLED = re.compile(
    r"\s*(?:【\s*([^【】:：]{2,12}?)\s*】|([^:：。，、；\s]{2,12})(?:\s*[:：]|\u3000))\s*"
)
_FEWEST_LABELS, _FEWEST_CARDS = 3, 2
# A card: for each label its paragraph, and where in that the value begins.
_Card: TypeAlias = dict[str, tuple[Part, int]]


def with_cards(extraction: Extraction, synonyms: Mapping[str, str]) -> Extraction | None:
    """The extraction with its cards as the rows of a table, ``None`` where it holds none.

    The labels are the header as the first card prints them; printed again they are removals by
    rule ``note_label``, as are all colons.
    """
    cards = _cards(extraction.outside, synonyms)
    if cards is None:
        return None
    index = max((table.index for table in extraction.tables), default=-1) + 1
    labels = list(cards[0])
    head: list[Cell] = []
    cells: list[Cell] = []
    removed: list[Removal] = []
    for row, card in enumerate(cards, start=1):
        for column, label in enumerate(labels):
            if label not in card:
                cells.append(Cell(row, column, 1, 1, "", ()))
                continue
            part, end = card[label]
            place = replace(part.place, table=index, row=row, column=column)
            printed = ink(part.text[:end])
            if row == 1:
                named = (Part(label, replace(place, row=0)),)
                head.append(Cell(0, column, 1, 1, label, named))
                printed = printed.replace(label, "", 1)
            removed.append(Removal("note_label", printed, part.place))
            value = replace(part, text=part.text[end:].strip(), place=place)
            cells.append(Cell(row, column, 1, 1, value.text, (value,)))
    used = {id(part) for card in cards for part, _ in card.values()}
    table = Table(index, len(cards) + 1, len(labels), (*head, *cells))
    return replace(
        extraction,
        tables=(*extraction.tables, table),
        outside=tuple(part for part in extraction.outside if id(part) not in used),
        removed=extraction.removed + tuple(removed),
        notes=(*extraction.notes, f"{len(cards)} cards of labelled lines are read as table rows"),
    )


def _cards(parts: Sequence[Part], synonyms: Mapping[str, str]) -> list[_Card] | None:
    cards: list[_Card] = []
    strays = False  # a line without label, which no card may hold
    for part in parts:
        match = _LABELLED.match(part.text)
        found = ink(match[1] or match[2]) if match else ""
        meaning = meaning_of(found, synonyms) if found else None
        if match is None or meaning is None:
            if leading_number(part.text) or (cards and len(cards[-1]) < _FEWEST_LABELS):
                return None
            strays = True
            continue
        if not cards and meaning not in TASK_LABELS:
            continue
        if not cards or found == next(iter(cards[0])):
            cards.append({})
        elif strays or found in cards[-1] or (len(cards) > 1 and found not in cards[0]):
            return None
        strays = False
        cards[-1][found] = (part, match.end())
    if len(cards) < _FEWEST_CARDS or any(len(card) < _FEWEST_LABELS for card in cards):
        return None
    meanings = {meaning_of(each, synonyms) for each in cards[0]}
    return cards if meanings & set(OWNERS) and meanings & set(TASK_LABELS) else None
