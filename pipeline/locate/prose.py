"""Task lists without any table: numbered prose with a note of the bodies on each task.

    一、优化营商环境
    1．推行告知承诺制，……。（责任单位：市市场监管局、市政务服务数据管理局）
    2．压缩审批时限，……。
    责任单位：市住房城乡建设局　完成时限：2022年12月底前

Such a list is read into a table of its own, so that all later stages see one kind of
input: headings become rows over the whole width, each task a row, the notes its columns.
Where the tasks carry no number, the heading right above them is their item. What is
neither heading, task nor note stays outside text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.ink import ink
from pipeline.labels import Paragraph, label_pattern, read_notes
from pipeline.numbering import PrintedNumber, Style, leading_number, rank
from pipeline.records import (
    Cell,
    Column,
    Extraction,
    Located,
    Meaning,
    Part,
    Removal,
    Table,
    TaskTable,
)

_LONGEST_HEADING = 50
_HOSTS = ("主办", "承办", "协办", "主管", "联系")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row to be: a heading, or a task with its text and note paragraphs.

    ``holds`` is how many rows its notes are for, itself included.
    """

    text: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...] = ()
    is_task: bool = True
    holds: int = 1

    @property
    def continues(self) -> bool:
        """Whether it goes on with the printed paragraph of the task above it."""
        return bool(self.text) and self.text[0].continues


def read_list(extraction: Extraction, synonyms: Mapping[str, str]) -> Located | None:
    """The tasks of a file's prose, or ``None`` where no note on it names bodies.

    ``synonyms`` are folded labels with their meanings. The returned extraction holds the
    list as one more table; its cells have the places of their paragraphs. The labels and
    brackets of the notes are removals by rule ``note_label``.
    """
    pattern = label_pattern(synonyms)
    paragraphs = _paragraphs(extraction, pattern, synonyms, names=False)
    if any(paragraph.names_owners for paragraph in paragraphs):
        paragraphs = _paragraphs(extraction, pattern, synonyms, names=True)
    paragraphs = _without_imprint(paragraphs)
    entries, left = _entries_below(paragraphs) or _entries(paragraphs)
    if not entries:
        return None
    columns, table = _table(entries, len(extraction.tables))
    frames = tuple(
        Removal("note_label", paragraph.frame, paragraph.part.place)
        for entry in entries
        for paragraph in entry.notes
        if ink(paragraph.frame)
    )
    read = replace(
        extraction,
        tables=(*extraction.tables, table),
        outside=tuple(paragraph.part for paragraph in left),
        removed=extraction.removed + frames,
    )
    return Located(read, (TaskTable(table, 0, columns),), {}, synonyms)


def _paragraphs(
    extraction: Extraction, pattern: re.Pattern[str], synonyms: Mapping[str, str], *, names: bool
) -> list[Paragraph]:
    return [
        paragraph
        for part in extraction.outside
        for paragraph in read_notes(part, pattern, synonyms, names=names)
    ]


def _without_imprint(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with the line of a web site's keeper or a contact read as no note.

    ``主办：某市人民政府``, ``（联系人：某某）``. Evidence: it is nothing but such labels, each
    printed once in the file.
    """
    labels = Counter(note.label for each in paragraphs for note in each.notes)

    def is_imprint(each: Paragraph) -> bool:
        return (
            bool(each.notes)
            and ink(each.part.text).lstrip("（(").startswith(_HOSTS)
            and all(note.label.startswith(_HOSTS) for note in each.notes)
            and all(labels[note.label] == 1 for note in each.notes)
        )

    return [
        Paragraph(each.part, each.part.text) if is_imprint(each) else each for each in paragraphs
    ]


def style_of(paragraph: Paragraph) -> Style | None:
    """The style of the number at the head of a paragraph."""
    number = leading_number(paragraph.text)
    return number.style if number else None


def _entries_below(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[_Entry], list[Paragraph]] | None:
    """The rows of a list whose notes stand above the tasks that they are for.

    So where every note is a paragraph of its own, the first one before any number, and
    numbered paragraphs follow the last one; else ``None``.
    """
    noted = [i for i, each in enumerate(paragraphs) if each.notes]
    numbered = [i for i, each in enumerate(paragraphs) if style_of(each)]
    if not noted or not numbered or not noted[0] < numbered[0] or not noted[-1] < numbered[-1]:
        return None
    if any(ink(paragraphs[i].text) or not paragraphs[i].names_owners for i in noted):
        return None
    entries: list[_Entry] = []
    first = None
    for paragraph in paragraphs[noted[0] :]:
        if paragraph.notes:
            entries.append(_Entry((), (paragraph,)))
            first = len(entries) - 1
        elif style_of(paragraph) and first is not None and not entries[first].text:
            entries[first] = replace(entries[first], text=(paragraph,))
        elif style_of(paragraph) and first is not None:
            entries[first] = replace(entries[first], holds=entries[first].holds + 1)
            entries.append(_Entry((paragraph,)))
        else:
            entries[-1] = replace(entries[-1], text=(*entries[-1].text, paragraph))
    return entries, list(paragraphs[: noted[0]])


def _entries(paragraphs: Sequence[Paragraph]) -> tuple[list[_Entry], list[Paragraph]]:
    """The rows to be, and the paragraphs that are outside text."""
    entries: list[_Entry] = []
    left: list[Paragraph] = []
    pending: list[Paragraph] = []
    for paragraph in paragraphs:
        if not paragraph.notes:
            if ink(paragraph.text):
                pending.append(paragraph)
            continue
        if not ink(paragraph.text) and not pending and entries:
            last = entries.pop()
            entries.append(replace(last, notes=(*last.notes, paragraph)))
            continue
        body = _body(pending) if not ink(paragraph.text) else _lead_in(paragraph, pending)
        above = pending[: len(pending) - len(body)]
        entries += [_Entry((each,), is_task=False) for each in above if style_of(each)]
        left += [each for each in above if not style_of(each)]
        text = (*body, paragraph) if ink(paragraph.text) else tuple(body)
        entries.append(_Entry(text, (paragraph,)))
        pending = []
    if not any(note.names_owners for entry in entries for note in entry.notes):
        return [], list(paragraphs)
    going_on = _going_on(entries, pending)
    entries += [_Entry((each,)) for each in going_on]
    return _sort_out(entries, left + pending[len(going_on) :])


def _going_on(entries: Sequence[_Entry], pending: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs below the last note that go on with the numbers of the tasks."""
    last = next((each.text[0] for each in reversed(entries) if each.is_task and each.text), None)
    number = leading_number(last.text) if last else None
    for i, paragraph in enumerate(pending):
        following = leading_number(paragraph.text)
        if (
            number is None
            or following is None
            or following.style != number.style
            or following.value != number.value + 1
        ):
            return pending[:i]
        number = following
    return pending


def _sort_out(
    entries: Sequence[_Entry], left: list[Paragraph]
) -> tuple[list[_Entry], list[Paragraph]]:
    """Numbered paragraphs without note: a task if numbered like the tasks, else a heading.

    One that is too long for a heading is outside text.
    """
    styles = Counter(style_of(entry.text[0]) for entry in entries if entry.is_task and entry.text)
    style = styles.most_common(1)[0][0] if styles else None
    sorted_out: list[_Entry] = []
    for entry in entries:
        if not entry.is_task and style is not None and style_of(entry.text[0]) == style:
            sorted_out.append(replace(entry, is_task=True))
        elif not entry.is_task and len(ink(entry.text[0].text)) > _LONGEST_HEADING:
            left = [*left, entry.text[0]]
        else:
            sorted_out.append(entry)
    return sorted_out, left


def _body(pending: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs that a note on a line of its own closes: from the last number on."""
    numbered = [i for i, paragraph in enumerate(pending) if leading_number(paragraph.text)]
    return pending[numbered[-1] if numbered else max(len(pending) - 1, 0) :]


def _lead_in(paragraph: Paragraph, pending: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Unnumbered paragraphs between the last heading and an unnumbered noted one."""
    if leading_number(paragraph.text):
        return ()
    numbered = [i for i, each in enumerate(pending) if leading_number(each.text)]
    if not numbered:
        return ()
    return pending[numbered[-1] + 1 :]


def _table(entries: Sequence[_Entry], index: int) -> tuple[tuple[Column, ...], Table]:
    """The entries as a table: number or item, task, and a column for each meaning of notes.

    Where most tasks are numbered, their numbers are a column; else the heading right above
    a task is its item.
    """
    tasks = [entry for entry in entries if entry.is_task]
    numbered = sum(1 for entry in tasks if entry.text and style_of(entry.text[0]))
    by_item = 2 * numbered < len(tasks) and any(not entry.is_task for entry in entries)
    labels: dict[Meaning, str] = {"item" if by_item else "number": "", "task": ""}
    for note in (note for entry in tasks for each in entry.notes for note in each.notes):
        labels.setdefault(note.meaning, note.label)
    meanings = list(labels)
    columns = tuple(
        Column(i, meaning, labels[meaning], noted=True) for i, meaning in enumerate(meanings)
    )
    numbers = [None] * len(entries) if by_item else _numbers(entries)
    cells: list[Cell] = []
    row = 0
    for i, entry in enumerate(entries):
        is_item = by_item and i + 1 < len(entries) and entries[i + 1].is_task
        if not entry.is_task:
            rows = _run(entries, i, lambda each: each.is_task) if is_item else 1
            cells.append(_cell(row, 0, entry.text, rows, 1 if is_item else len(columns)))
            row += 0 if is_item else 1
            continue
        text = entry.text
        if number := numbers[i]:
            following = range(i + 1, len(entries))
            below = takewhile(lambda at: entries[at].continues and not numbers[at], following)
            rows = 1 + sum(1 for _ in below)
            printed = replace(text[0], text=number.printed)
            cells.append(_cell(row, 0, (printed,), rows, 1))
            text = (replace(text[0], text=text[0].text[len(number.printed) :]), *text[1:])
        cells.append(_cell(row, 1, text, 1, 1))
        cells += _note_cells(row, entry, meanings)
        row += 1
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return columns, Table(index, row, len(columns), tuple(cells))


def _numbers(entries: Sequence[_Entry]) -> list[PrintedNumber | None]:
    """The number of each task that has one of its own.

    Not those of pieces of a paragraph (①甲。（…）②乙。（…）) or of tasks on a lower level than
    others; they stay in the text.
    """
    found = [
        leading_number(entry.text[0].text) if entry.is_task and entry.text else None
        for entry in entries
    ]
    own = Counter(
        number.style
        for number, entry in zip(found, entries, strict=True)
        if number and not entry.continues
    )
    often = [style for style, count in own.items() if 5 * count >= own.total()]
    highest = min(map(rank, often), default=0)
    kept: list[PrintedNumber | None] = []
    style: Style | None = None
    for number, entry in zip(found, entries, strict=True):
        if not entry.continues:
            style = number.style if number else None
            is_own = number is not None and rank(number.style) <= highest
        else:
            is_own = number is not None and number.style == style
        kept.append(number if is_own else None)
    return kept


def _run(entries: Sequence[_Entry], after: int, belongs: Callable[[_Entry], bool]) -> int:
    """How many entries right after one belong to it."""
    return sum(1 for _ in takewhile(belongs, entries[after + 1 :]))


def _cell(row: int, column: int, paragraphs: Sequence[Paragraph], rows: int, span: int) -> Cell:
    parts = tuple(replace(each.part, text=each.text) for each in paragraphs)
    return Cell(row, column, rows, span, "\n".join(part.text for part in parts), parts)


def _note_cells(row: int, entry: _Entry, meanings: Sequence[Meaning]) -> list[Cell]:
    cells: dict[Meaning, list[Part]] = {}
    for paragraph in entry.notes:
        for note in paragraph.notes:
            cells.setdefault(note.meaning, []).append(replace(paragraph.part, text=note.text))
    return [
        Cell(
            row,
            meanings.index(each),
            entry.holds,
            1,
            "\n".join(part.text for part in parts),
            tuple(parts),
        )
        for each, parts in cells.items()
    ]
