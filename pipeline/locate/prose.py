"""Task lists without any table: numbered prose with a note of the bodies on each task.

    一、优化营商环境
    1．推行告知承诺制，……。（责任单位：市市场监管局、市政务服务数据管理局）
    2．压缩审批时限，……。
    责任单位：市住房城乡建设局　完成时限：2022年12月底前

Such a list is read into a table of its own, so that all later stages see one kind of
input: headings become rows over the whole width, each task a row, the notes its columns.
Where the tasks carry no number, the heading right above them is their item. What is
neither heading, task nor note stays outside text. ``prose_outline`` nests the numbered
paragraphs, ``prose_entries`` tells which of them are tasks, ``prose_table`` sets the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.ink import ink
from pipeline.labels import Names, Paragraph, label_pattern, meaning_of, read_notes
from pipeline.locate.prose_bodies import entries_below, entries_under_bodies, led, with_bodies
from pipeline.locate.prose_doubts import with_doubts
from pipeline.locate.prose_entries import Entry, entries_of
from pipeline.locate.prose_outline import outline
from pipeline.locate.prose_paragraphs import parted, with_rests, with_whole_brackets
from pipeline.locate.prose_parts import label_of_line, with_parts
from pipeline.locate.prose_sentences import (
    note_for_all,
    noted_at_end,
    noted_at_head,
)
from pipeline.locate.prose_table import table_of, under_head
from pipeline.numbering import Style, leading_number
from pipeline.records import Extraction, Located, Part, Removal, TaskTable

# Where the end of a notice begins, below its list.
_END = re.compile(
    r"\s*(?:附\s*[件表][0-9一二三四五六七八九十]*\s*(?:[:：]|$)|附\s*[:：]|抄\s*[送报]"
    r"|[出列]\s*席\s*[:：]|主题词|[（(]此件|信息来源|来源[:：]"
    r"|责任编辑|扫一扫|上一篇|下一篇|相关链接|相关文档|相关阅读|分享到|版权|网站|主办|承办|联系人|[（(]联系"
    r"|[\d〇一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s*(?:印发)?$"
    r"|.{0,30}印发$)"
)
_ANNEX = re.compile(r"附[件表录]\d{0,2}[:：]?|附[件表录][一二三四五六七八九十]{1,3}[:：]?")
_LONGEST_HEAD = 20  # of what stands before the labels of an imprint: 版权所有：…
_HOSTS = ("主办", "承办", "协办", "主管", "联系")
_MARKS, _CLOSERS = "。；; \u3000", ("）", ")")
_FEWEST = 2  # notes of names alone, where no other note shows that the text is a task list
# Later readings are tried where the ones before found no note of bodies.
_SENTENCES: tuple[Callable[[Paragraph], Paragraph], ...] = (
    note_for_all,
    noted_at_end,
    noted_at_head,
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The rows of one list; with ``keyed`` its notes stand above the tasks that they are for.

    ``head``: the line of the annex that it is (附件2).
    """

    entries: Sequence[Entry]
    keyed: bool = False
    head: Part | None = None


def read_list(extraction: Extraction, synonyms: Mapping[str, str]) -> Located | None:
    """The tasks of a file's prose, or ``None`` where no note on it names bodies.

    ``synonyms`` are folded labels with their meanings. The returned extraction holds the
    list as one more table, or one for each annex; its cells have the places of their paragraphs.
    The labels and brackets of the notes are removals by rule ``note_label``.
    """
    paragraphs = _without_imprint(_paragraphs(extraction, synonyms))
    lists = _by_annex(paragraphs, synonyms)
    if not lists:
        return None
    index = max((each.index for each in extraction.tables), default=-1) + 1
    heads = {id(each.head) for each in lists[1:]}
    listed = [entry for each in lists for entry in each.entries]
    outside = tuple(part for part in _outside(paragraphs, listed) if id(part) not in heads)
    pattern = label_pattern(synonyms)
    tables: list[TaskTable] = []
    removed: list[Removal] = []
    for each in lists:
        entries = with_doubts(each.entries, paragraphs, outside, pattern)
        columns, table, frames = table_of(entries, index + len(tables), keyed=each.keyed)
        if each.head and tables:
            table = under_head(table, each.head)
        tables.append(TaskTable(table, 1 if each.head and tables else 0, columns))
        removed += frames
    read = replace(
        extraction,
        tables=(*extraction.tables, *(each.table for each in tables)),
        outside=outside,
        removed=(*extraction.removed, *removed),
    )
    return Located(read, tuple(tables), {}, synonyms)


def _by_annex(paragraphs: Sequence[Paragraph], synonyms: Mapping[str, str]) -> list[_Listed]:
    """The lists of tasks; one for each annex (附件2 alone on a line) where that loses no task."""
    whole = _listed(paragraphs, synonyms)
    starts = [i for i, each in enumerate(paragraphs) if _ANNEX.fullmatch(ink(each.text))]
    edges = pairwise([0, *starts, len(paragraphs)])
    pieces = [
        replace(
            _listed(paragraphs[a:b], synonyms), head=paragraphs[a].part if a in starts else None
        )
        for a, b in edges
        if starts
    ]
    lists = [each for each in pieces if _name_owners(each.entries)]
    if sum(map(_tasks, lists)) >= _tasks(whole):
        return lists
    return [whole] if _name_owners(whole.entries) else []


def _tasks(listed: _Listed) -> int:
    return sum(entry.is_task for entry in listed.entries)


def _listed(paragraphs: Sequence[Paragraph], synonyms: Mapping[str, str]) -> _Listed:
    listing = with_parts(_without_rest(paragraphs, synonyms), synonyms)
    if keyed := entries_below(listing):
        return _Listed(keyed, keyed=True)
    _, blocks = outline(listing)
    entries = entries_of(blocks, synonyms)
    if not _name_owners(entries):
        entries = entries_under_bodies(blocks)
    if not entries and (keyed := entries_below(with_bodies(listing), to_the_end=True)):
        return _Listed(keyed, keyed=True)
    return _Listed(entries or entries_of(outline(led(listing))[1], synonyms))


def _outside(paragraphs: Sequence[Paragraph], entries: Sequence[Entry]) -> Iterator[Part]:
    """What stands in no entry: whole paragraphs, and what follows the title that opens one."""
    listed = {id(each.part) for entry in entries for each in (*entry.text, *entry.notes)}
    ends = {
        id(each.part): len(each.text)
        for entry in entries
        if entry.kind == "heading"
        for each in entry.text
    }
    for entry in entries:
        for each in (*(entry.text if entry.kind != "heading" else ()), *entry.notes):
            ends.pop(id(each.part), None)
    for part in (each.part for each in paragraphs):
        if id(part) not in listed:
            yield part
        elif ink(rest := part.text[ends.get(id(part), len(part.text)) :]):
            yield replace(part, text=rest)


def _name_owners(entries: Sequence[Entry]) -> bool:
    return any(note.names_owners for entry in entries for note in entry.notes)


def _paragraphs(extraction: Extraction, synonyms: Mapping[str, str]) -> list[Paragraph]:
    """The text outside tables, each paragraph with its notes.

    A bracket of names alone is a note where others are, or where most paragraphs with one
    kind of number end in one; where most do, also one of names without their usual shape.
    """
    pattern = label_pattern(synonyms, wide=True)

    parts = with_whole_brackets(parted(extraction.outside, pattern), pattern)

    def read(names: Names, *, amid: bool = False) -> list[Paragraph]:
        pieces = [
            _of_task(paragraph)
            for part in parts
            for paragraph in read_notes(part, pattern, synonyms, names=names, amid=amid)
        ]
        for sentence in _SENTENCES:
            pieces = list(map(sentence, pieces))
        return with_rests(pieces)

    paragraphs = read("none")
    amid = not any(each.labelled for each in paragraphs)
    named = read("shaped", amid=amid)
    listed = [each for each in named if each.names_owners and _is_of_a_list(each)]
    if not any(each.names_owners for each in paragraphs) and not _are_listed(named):
        return paragraphs
    bracketed = [each for each in listed if each.part.text.rstrip(_MARKS).endswith(_CLOSERS)]
    others = [
        each
        for each in named
        if not each.notes and _is_of_a_list(each) and each.text.rstrip(_MARKS).endswith(_CLOSERS)
    ]
    if others and len(bracketed) > _FEWEST and len(bracketed) >= 2 * len(others):
        return read("loose", amid=amid)
    return named


def _are_listed(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether at least half of the paragraphs with one kind of number name bodies."""
    numbered: Counter[Style] = Counter()
    noted: Counter[Style] = Counter()
    style: Style | None = None
    for each in paragraphs:
        if number := leading_number(each.text):
            style = number.style
            numbered[style] += 1
        if style is not None and each.names_owners and _is_of_a_list(each):
            noted[style] += 1
    return any(count >= _FEWEST and 2 * count >= numbered[style] for style, count in noted.items())


def _is_of_a_list(paragraph: Paragraph) -> bool:
    return not ink(paragraph.text) or bool(leading_number(paragraph.text))


def _of_task(paragraph: Paragraph) -> Paragraph:
    """The paragraph, its note read as text where it is none of a task.

    So in an unnumbered one that names no bodies: 请于每月25日前报送。联系人：某某
    """
    if not paragraph.notes or paragraph.names_owners or paragraph.continues:
        return paragraph
    if _is_of_a_list(paragraph):
        return paragraph
    return Paragraph(paragraph.part, paragraph.part.text)


def _without_rest(paragraphs: Sequence[Paragraph], synonyms: Mapping[str, str]) -> list[Paragraph]:
    """The paragraphs of the list, without lines that stand among or below it.

    A line under a label that heads a column of notes (备注：…), and from a line of the
    notice's own end (附件：, 抄送：, a date) on all that is neither numbered nor noted.
    """
    kept: list[Paragraph] = []
    ended = False
    for each in paragraphs:
        if each.notes or leading_number(each.text):
            ended = False
        else:
            ended = ended or bool(_END.match(each.text))
            label = label_of_line(each)
            if ended or (label and meaning_of(label, synonyms) == "note"):
                continue
        kept.append(each)
    return kept


def _without_imprint(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with the line of a web site's keeper or a contact read as no note.

    ``主办：某市人民政府``, ``（联系人：某某）``. Evidence: it is nothing but such labels, each
    printed once in the file.
    """
    labels = Counter(note.label for each in paragraphs for note in each.notes)

    def is_imprint(each: Paragraph) -> bool:
        return (
            bool(each.notes)
            and leading_number(each.text) is None
            and len(ink(each.text)) <= _LONGEST_HEAD
            and all(note.label.startswith(_HOSTS) for note in each.notes)
            and all(labels[note.label] == 1 for note in each.notes)
        )

    return [
        Paragraph(each.part, each.part.text) if is_imprint(each) else each for each in paragraphs
    ]
