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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.locate.headers import OWNERS, meaning_of
from pipeline.numbering import Style, leading_number
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

_NOTED: tuple[Meaning, ...] = ("owner", "lead", "support", "deadline", "person")
_OPENING = {"）": "（", ")": "(", "】": "【", "]": "["}
_ENDS = "。；;，,、 \u3000\n\t"
_LONGEST_HEADING = 50
# A bracket without label names bodies if it ends in a role: （市公安局牵头，市民政局配合）.
_ROLE_AT_END = re.compile(
    r"[局委办部会院厅府处队社团署司心位关区县市镇街].{0,8}(?:负责|牵头|配合|落实|承办|参与|实施)$"
)


@dataclass(frozen=True, slots=True)
class _Note:
    meaning: Meaning
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph taken apart: ``text`` + ``notes``, and the labels and marks around them."""

    part: Part
    text: str
    notes: tuple[_Note, ...] = ()
    frame: str = ""

    @property
    def names_owners(self) -> bool:
        return any(note.meaning in OWNERS for note in self.notes)

    @property
    def style(self) -> Style | None:
        number = leading_number(self.text)
        return number.style if number else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row to be: a heading, or a task with its text and note paragraphs."""

    text: tuple[_Paragraph, ...]
    notes: tuple[_Paragraph, ...] = ()
    is_task: bool = True


def read_list(extraction: Extraction, synonyms: Mapping[str, str]) -> Located | None:
    """The tasks of a file's prose, or ``None`` where no note on it names bodies.

    ``synonyms`` are folded labels with their meanings. The returned extraction holds the
    list as one more table; its cells have the places of their paragraphs. The labels and
    brackets of the notes are removals by rule ``note_label``.
    """
    pattern = _label_pattern(synonyms)
    paragraphs = [_take_apart(part, pattern, synonyms) for part in extraction.outside]
    entries, left = _entries(paragraphs)
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
    return Located(read, (TaskTable(table, 0, columns),), {})


def _label_pattern(synonyms: Mapping[str, str]) -> re.Pattern[str]:
    """Labels that open a note. 单位 and 部门 head columns, but in prose they mean much else."""
    labels = [
        label
        for label, meaning in synonyms.items()
        if meaning in _NOTED and (len(label) > 2 or meaning in ("lead", "support"))
    ]
    spaced = (r"\s*".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?P<label>{'|'.join(spaced)})\s*[:：]")


def _take_apart(part: Part, pattern: re.Pattern[str], synonyms: Mapping[str, str]) -> _Paragraph:
    """Cut the note off a paragraph's end, and the note into its labelled pieces."""
    start, bracketed = _note_start(part.text, pattern)
    if start is None:
        return _Paragraph(part, part.text)
    note = part.text[start:]
    stripped = note.rstrip(_ENDS)
    inner = stripped[1:-1] if bracketed else stripped
    found = list(pattern.finditer(inner))
    notes = [] if found else [_Note("owner", "责任单位", inner.strip(_ENDS))]
    for i, match in enumerate(found):
        stop = found[i + 1].start() if i + 1 < len(found) else len(inner)
        meaning = meaning_of(match["label"], synonyms)
        known: Meaning = next((each for each in _NOTED if each == meaning), "owner")
        notes.append(_Note(known, ink(match["label"]), inner[match.end() : stop].strip(_ENDS)))
    kept = Counter(ink("".join(each.text for each in notes)))
    frame = "".join((Counter(ink(note)) - kept).elements())
    return _Paragraph(part, part.text[:start], tuple(notes), frame)


def _note_start(text: str, pattern: re.Pattern[str]) -> tuple[int | None, bool]:
    """Where the note of a paragraph begins, and whether brackets enclose it."""
    stripped = text.rstrip(_ENDS)
    opening = _opening_bracket(stripped)
    if opening is not None:
        inner = stripped[opening + 1 : -1].strip()
        if pattern.match(inner) or _ROLE_AT_END.search(ink(inner)):
            return opening, True
    for match in pattern.finditer(text):
        before = text[: match.start()].rstrip(" \u3000\t\n")
        if not before or before[-1] in "。；;!！?？":
            return match.start(), False
    return None, False


def _opening_bracket(text: str) -> int | None:
    """Where the bracket opens that closes at the end of ``text``."""
    if text[-1:] not in _OPENING:
        return None
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] in _OPENING:
            depth += 1
        elif text[i] in _OPENING.values():
            depth -= 1
            if depth == 0:
                return i
    return None


def _entries(paragraphs: Sequence[_Paragraph]) -> tuple[list[_Entry], list[_Paragraph]]:
    """The rows to be, and the paragraphs that are outside text."""
    entries: list[_Entry] = []
    left: list[_Paragraph] = []
    pending: list[_Paragraph] = []
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
        entries += [_Entry((each,), is_task=False) for each in above if each.style]
        left += [each for each in above if not each.style]
        text = (*body, paragraph) if ink(paragraph.text) else tuple(body)
        entries.append(_Entry(text, (paragraph,)))
        pending = []
    if not any(note.names_owners for entry in entries for note in entry.notes):
        return [], list(paragraphs)
    return _sort_out(entries, left + pending)


def _sort_out(
    entries: Sequence[_Entry], left: list[_Paragraph]
) -> tuple[list[_Entry], list[_Paragraph]]:
    """Numbered paragraphs without note: a task if numbered like the tasks, else a heading.

    One that is too long for a heading is outside text.
    """
    styles = Counter(entry.text[0].style for entry in entries if entry.is_task and entry.text)
    style = styles.most_common(1)[0][0] if styles else None
    sorted_out: list[_Entry] = []
    for entry in entries:
        if not entry.is_task and style is not None and entry.text[0].style == style:
            sorted_out.append(replace(entry, is_task=True))
        elif not entry.is_task and len(ink(entry.text[0].text)) > _LONGEST_HEADING:
            left = [*left, entry.text[0]]
        else:
            sorted_out.append(entry)
    return sorted_out, left


def _body(pending: Sequence[_Paragraph]) -> Sequence[_Paragraph]:
    """The paragraphs that a note on a line of its own closes: from the last number on."""
    numbered = [i for i, paragraph in enumerate(pending) if leading_number(paragraph.text)]
    return pending[numbered[-1] if numbered else max(len(pending) - 1, 0) :]


def _lead_in(paragraph: _Paragraph, pending: Sequence[_Paragraph]) -> Sequence[_Paragraph]:
    """Unnumbered paragraphs between the last heading and an unnumbered noted one."""
    if leading_number(paragraph.text):
        return ()
    numbered = [i for i, each in enumerate(pending) if leading_number(each.text)]
    if not numbered:
        return ()
    return pending[numbered[-1] + 1 :]


def _table(entries: Sequence[_Entry], index: int) -> tuple[tuple[Column, ...], Table]:
    """The entries as a table: item (where tasks are not numbered), task, a column a meaning."""
    tasks = [entry for entry in entries if entry.is_task]
    numbered = sum(1 for entry in tasks if entry.text and leading_number(entry.text[0].text))
    meanings: list[Meaning] = [] if 2 * numbered >= len(tasks) else ["item"]
    labels: dict[Meaning, str] = {"item": "", "task": ""}
    for note in (note for entry in tasks for each in entry.notes for note in each.notes):
        labels.setdefault(note.meaning, note.label)
    meanings += ["task", *(meaning for meaning in labels if meaning in _NOTED)]
    columns = tuple(Column(i, meaning, labels[meaning]) for i, meaning in enumerate(meanings))
    cells: list[Cell] = []
    row = 0
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        if not entry.is_task:
            is_item = meanings[0] == "item" and following is not None and following.is_task
            cells.append(_cell(row, 0, entry.text, 1 if is_item else len(columns)))
            row += 0 if is_item else 1
            continue
        cells.append(_cell(row, meanings.index("task"), entry.text, 1))
        cells += _note_cells(row, entry, meanings)
        row += 1
    return columns, Table(index, row, len(columns), tuple(_spread(cells, row)))


def _cell(row: int, column: int, paragraphs: Sequence[_Paragraph], span: int) -> Cell:
    parts = tuple(replace(each.part, text=each.text) for each in paragraphs)
    return Cell(row, column, 1, span, "\n".join(part.text for part in parts), parts)


def _note_cells(row: int, entry: _Entry, meanings: Sequence[Meaning]) -> list[Cell]:
    cells: dict[Meaning, list[Part]] = {}
    for paragraph in entry.notes:
        for note in paragraph.notes:
            cells.setdefault(note.meaning, []).append(replace(paragraph.part, text=note.text))
    return [
        Cell(row, meanings.index(each), 1, 1, "\n".join(p.text for p in parts), tuple(parts))
        for each, parts in cells.items()
    ]


def _spread(cells: Sequence[Cell], rows: int) -> list[Cell]:
    """Item cells reach down to the next heading; the order is by row, then column."""
    starts = sorted({cell.row for cell in cells if cell.column == 0} | {rows})
    ends = dict(pairwise(starts))
    spread = [
        replace(cell, row_span=ends[cell.row] - cell.row)
        if cell.column == 0 and cell.column_span == 1
        else cell
        for cell in cells
    ]
    return sorted(spread, key=lambda cell: (cell.row, cell.column))
