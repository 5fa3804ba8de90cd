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
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import Names, Paragraph, label_pattern, meaning_of, read_notes
from pipeline.labels.bodies import are_names
from pipeline.locate.prose_bodies import entries_below, entries_under_bodies, led, with_bodies
from pipeline.locate.prose_entries import Entry, entries_of
from pipeline.locate.prose_outline import outline
from pipeline.locate.prose_parts import label_of_line, with_parts
from pipeline.locate.prose_sentences import (
    note_for_all,
    noted_at_end,
    noted_at_head,
)
from pipeline.locate.prose_table import table_of
from pipeline.numbering import Style, leading_number
from pipeline.records import Extraction, Located, Part, TaskTable

# Where the end of a notice begins, below its list.
_END = re.compile(
    r"\s*(?:附\s*[件表][0-9一二三四五六七八九十]*\s*(?:[:：]|$)|附\s*[:：]|抄\s*[送报]"
    r"|[出列]\s*席\s*[:：]|主题词|[（(]此件|信息来源|来源[:：]"
    r"|责任编辑|扫一扫|上一篇|下一篇|相关链接|相关文档|分享到|版权|网站|主办|承办|联系人|[（(]联系"
    r"|[\d〇一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s*(?:印发)?$"
    r"|.{0,30}印发$)"
)
_LONGEST_HEAD = 20  # of what stands before the labels of an imprint: 版权所有：…
_HOSTS = ("主办", "承办", "协办", "主管", "联系")
_ADDRESSED = ("各", "有关", "相关", "请")
_SHOWN = 40  # characters of a note that a reason quotes
_MARKS, _CLOSERS = "。；; \u3000", ("）", ")")
_MOST_LINES = 5  # of a bracket that goes over several paragraphs
_LISTING = ("、", "，", ",")
_FEWEST = 2  # notes of names alone, where no other note shows that the text is a task list
# Later readings are tried where the ones before found no note of bodies.
_SENTENCES: tuple[Callable[[Paragraph], Paragraph], ...] = (
    note_for_all,
    noted_at_end,
    noted_at_head,
)


def read_list(extraction: Extraction, synonyms: Mapping[str, str]) -> Located | None:
    """The tasks of a file's prose, or ``None`` where no note on it names bodies.

    ``synonyms`` are folded labels with their meanings. The returned extraction holds the
    list as one more table; its cells have the places of their paragraphs. The labels and
    brackets of the notes are removals by rule ``note_label``.
    """
    paragraphs = _without_imprint(_paragraphs(extraction, synonyms))
    listing = with_parts(_without_rest(paragraphs, synonyms), synonyms)
    keyed = entries_below(listing)
    entries = keyed or []
    if not keyed:
        _, blocks = outline(listing)
        entries = entries_of(blocks, synonyms)
        if not _name_owners(entries):
            entries = entries_under_bodies(blocks)
        if not entries:
            entries = keyed = entries_below(with_bodies(listing), to_the_end=True) or []
        if not entries:
            entries = entries_of(outline(led(listing))[1], synonyms)
    if not _name_owners(entries):
        return None
    index = max((each.index for each in extraction.tables), default=-1) + 1
    outside = tuple(_outside(paragraphs, entries))
    entries = _with_doubts(entries, paragraphs, outside, label_pattern(synonyms))
    columns, table, frames = table_of(entries, index, keyed=bool(keyed))
    read = replace(
        extraction,
        tables=(*extraction.tables, table),
        outside=outside,
        removed=extraction.removed + frames,
    )
    return Located(read, (TaskTable(table, 0, columns),), {}, synonyms)


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


def _with_doubts(
    entries: Sequence[Entry],
    paragraphs: Sequence[Paragraph],
    outside: Sequence[Part],
    pattern: re.Pattern[str],
) -> list[Entry]:
    """The entries, each task next to a note of bodies that stands in no task doubted."""
    doubted = list(entries)
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


def _notes_bodies(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a text prints the label of a note of bodies: （责任单位：市, but not 各责任单位：."""
    return any(
        label["mark"].strip()
        and label["label"].endswith(("单位", "部门"))
        and not text[: label.start()].endswith(_ADDRESSED)
        for label in pattern.finditer(text)
    )


def _name_owners(entries: Sequence[Entry]) -> bool:
    return any(note.names_owners for entry in entries for note in entry.notes)


def _paragraphs(extraction: Extraction, synonyms: Mapping[str, str]) -> list[Paragraph]:
    """The text outside tables, each paragraph with its notes.

    A bracket of names alone is a note where others are, or where most paragraphs with one
    kind of number end in one; where most do, also one of names without their usual shape.
    """
    pattern = label_pattern(synonyms, wide=True)

    parts = _with_whole_brackets(extraction.outside, pattern)

    def read(names: Names) -> list[Paragraph]:
        pieces = [
            paragraph
            for part in parts
            for paragraph in map(_of_task, read_notes(part, pattern, synonyms, names=names))
        ]
        for sentence in _SENTENCES:
            pieces = list(map(sentence, pieces))
        return _with_rests(pieces)

    paragraphs, named = read("none"), read("shaped")
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
        return read("loose")
    return named


def _with_whole_brackets(parts: Sequence[Part], pattern: re.Pattern[str]) -> list[Part]:
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


def _with_rests(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
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
