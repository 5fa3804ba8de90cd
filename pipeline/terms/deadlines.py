"""By when a task is to be done: from the deadline column, the task's text, or a rule for all.

The whole cell of a deadline column is the deadline, however it is worded; a cell that cannot
be read has no kind and no date. In a task's text only a phrase that binds this task counts
(``pipeline.terms.phrases`` lists the forms). What the kinds mean stands in
``pipeline.terms.wording``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from pipeline.terms.characters import squeeze
from pipeline.terms.phrases import Phrase, find_phrases
from pipeline.terms.wording import Kind, read_words

Origin: TypeAlias = Literal["cell", "text", "default"]

# What people write into a cell to leave it empty.
_FILLER = re.compile(r"[-/\\|_.。·、,，*×]{0,6}|无|暂无|空|略|不适用|N/?A", re.IGNORECASE)
_RANKS: tuple[Kind | None, ...] = ("by", "within", "recurring", "ongoing")

_SENTENCE = re.compile(r"[^。；;\n]+")
_ALL_TASKS = re.compile(
    r"(?:各项?|所有|全部|以上|上述|(?<=本)(?:方案|意见|通知|计划)(?:确定|明确|提出)?的?)"
    r"(?:重点|改革|工作|具体|目标|整改|建设|主要){0,3}"
    r"(?:任务|项目|措施|事项|工作)(?!组|单位|小组|专班|领导|部门)"
)
_REPORT = re.compile(r"报送|上报|报告|反馈|总结|汇总|自查|报市|报省|报县|报区|书面报|抄送|备案")

_CLAUSE = re.compile(r"[^,，。；;:：]*")
# 每月10日前汇总工作进展, 11月底前将工作总结报市政府办公室; 6月底前将方案报市政府 ends the task.
_SENT_UP = re.compile(
    r"报送|上报|汇总|报告|反馈|通报|报(?:市|省|县|区|州|盟|旗|国家|自治区|上级)|[梳调][理度].*进展"
)
_PROGRESS = re.compile(r"进展|进度|情况|总结|小结")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as printed, and what it says.

    ``text`` is the stretch from ``start`` to ``end`` of the input that ``origin`` names.
    ``kind`` is ``None`` where a cell cannot be read. ``date`` is the last day of the named
    period, ISO; ``None`` where no day is named or its year is not known. ``doubt`` says in
    words what a person should look at; ``None`` where the reading is certain.
    """

    text: str
    kind: Kind | None
    date: str | None
    start: int
    end: int
    origin: Origin
    doubt: str | None = None


def read_deadline(
    cell: str | None,
    text: str | None,
    *,
    published: str | None,
    default: str | None = None,
) -> Deadline | None:
    """The deadline of a task: its cell, else a phrase of its text, else the document's rule.

    ``cell`` is what the deadline column prints (``None`` without such a column), ``text`` the
    task's text, ``published`` the document's ISO date as far as known, ``default`` a sentence
    that sets a deadline for all tasks (see ``find_default``). A cell that is filled with a
    sign for nothing (无, —) hands over to the text, but not to the default.

    >>> found = read_deadline(None, "2022年12月底前完成改造。", published="2021-08-26")
    >>> found.text, found.kind, found.date, found.origin
    ('2022年12月底前', 'by', '2022-12-31', 'text')
    >>> read_deadline(None, "检查时限压缩至5个工作日内。", published=None) is None
    True
    """
    words = squeeze(cell or "")
    if words.text and not _FILLER.fullmatch(words.text):
        whole = words.printed(0, len(words.text))
        phrase = Phrase(*whole, read_words(words.text, published))
        return _deadline(phrase, cell or "", "cell")
    if text and (found := _best(_of_duties(find_phrases(text, published), text))):
        return _deadline(found, text, "text")
    if default and not words.text and (found := _best(find_phrases(default, published))):
        return _deadline(found, default, "default")
    return None


def find_default(texts: Iterable[str]) -> str | None:
    """The sentence that sets one deadline for all tasks, if the texts around them hold one.

    ``各项任务于2012年10月底前完成。`` A sentence about reports (于3日前报送) sets none. Two that
    differ decide nothing.
    """
    found = {
        sentence[0].strip(): None
        for text in texts
        for sentence in _SENTENCE.finditer(text)
        if _is_rule(squeeze(sentence[0]).text)
    }
    return next(iter(found)) if len(found) == 1 else None


def _is_rule(sentence: str) -> bool:
    """Whether a folded sentence gives all tasks a deadline, its subject before the time."""
    subject = _ALL_TASKS.search(sentence)
    if not subject or _REPORT.search(sentence):
        return False
    phrases = find_phrases(sentence, None)
    return (
        len(phrases) == 1
        and phrases[0].reading.kind in ("by", "within")
        and 0 <= phrases[0].start - subject.end() <= 30
    )


def _of_duties(phrases: tuple[Phrase, ...], text: str) -> tuple[Phrase, ...]:
    """The phrases without those that say when to report on a task that says more than that.

    ``改造小区12个。每月25日前报送进展情况。`` names no end; 每月25日前报送数据 alone does.
    """
    reports = [phrase for phrase in phrases if _is_report(phrase, text)]
    rest = "".join(
        sentence[0]
        for sentence in _SENTENCE.finditer(text)
        if not any(sentence.start() <= phrase.start < sentence.end() for phrase in reports)
    )
    return tuple(one for one in phrases if one not in reports) if rest.strip() else phrases


def _is_report(phrase: Phrase, text: str) -> bool:
    """Whether what is to be done by then is to say how the task goes on."""
    clause = _CLAUSE.match(squeeze(text[phrase.end :]).text)
    said = clause[0] if clause else ""
    is_progress = phrase.reading.kind == "recurring" or _PROGRESS.search(said)
    return bool(is_progress and _SENT_UP.search(said))


def _best(phrases: tuple[Phrase, ...]) -> Phrase | None:
    """The phrase that decides: by kind, then the last day, then the first printed."""
    if not phrases:
        return None
    kind = min((phrase.reading.kind for phrase in phrases), key=_RANKS.index)
    same = [phrase for phrase in phrases if phrase.reading.kind == kind]
    best = max(same, key=lambda phrase: (phrase.reading.last or date.min, -phrase.start))
    if len({phrase.reading.last for phrase in same}) == 1:
        return best
    doubt = best.reading.doubt or f"the last of {len(same)} deadlines in the text"
    return replace(best, reading=replace(best.reading, doubt=doubt))


def _deadline(phrase: Phrase, text: str, origin: Origin) -> Deadline:
    """``phrase`` cut out of the text that it was found in."""
    reading = phrase.reading
    return Deadline(
        text=text[phrase.start : phrase.end],
        kind=reading.kind,
        date=reading.last.isoformat() if reading.last else None,
        start=phrase.start,
        end=phrase.end,
        origin=origin,
        doubt=reading.doubt,
    )
