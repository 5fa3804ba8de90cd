"""Notes of bodies that are sentences: at the end of a task, at its head, or for all above.

    1.建设公路。由州交通运输局牵头，康定市人民政府配合。        a note at the end
    （一）由市工信局牵头，会同市发展改革委，5月前完善方案。     a note at the head
    以上任务由市教育局牵头负责。                                a note for the tasks above

Evidence: every clause of the note is names of bodies and a role, and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ink import ink
from pipeline.labels import Note, Paragraph
from pipeline.labels.bodies import are_names
from pipeline.numbering import leading_number
from pipeline.records import Meaning

_ROLE = re.compile(
    r"(?:共同|分别|具体|统一|联合|密切)?(?:按照?(?:各自)?职责(?:分工)?|分工)?(?:共同|分别|具体)?"
    r"(?:牵头|负责|配合|参与|参加|协助|协同|落实|承办|主办|协办|会办|实施|抓好){1,2}$"
)
_TOGETHER = re.compile(r"^(?:会同|协同|联合|商)")
_CLAUSES = re.compile(r"[，,；;](?![^（()）]{0,40}[）)])")
_CLAUSE_END = re.compile(_CLAUSES.pattern + "|。|$")
_BEFORE_DUTY = re.compile(r"[。；;，,][ \u3000]*(?=由)")
_SENTENCES = re.compile(r"(?<=[。；;！!])")
_IS = re.compile(
    r"((?:牵头|主办|主责|责任|负责|实施|承办|配合|协办|协助|参与|参加)(?:单位|部门))(?:分别)?[为是]"
)
_LED = re.compile(r"([^：:。]{2,60})(?:[：:]|。(?=负责|承担|牵头|组织|指导))\s*")
_FRAMED = re.compile(r"[ \u3000]*[【\[（(]([^】\]）)]{2,60})[】\]）)]")
_KIND = re.compile(r"[一-鿿、]{2,30}(?:部门|机构|单位)")
_WITH = re.compile(r"由(?P<one>[^，,。；;由]{2,20}?)(?:会同|商)(?P<others>[^，,。；;]{2,200})")
_LISTED = re.compile(r"[、，,]")
_MORE = re.compile(r"等(?:有关|相关|多个)?(?:部门|单位)$")
_MEANINGS: Mapping[str, Meaning] = {
    **dict.fromkeys("牵主", "lead"),
    **dict.fromkeys("配协参", "support"),
}
_THIS = re.compile(r"^[ \u3000]*(?:此|该|本)项(?:工作|任务)，?由?")
_ABOVE = re.compile(
    r"^(?:以上|上述)(?:各项|各|\d+项|[一二三四五六七八九十]+项)?(?:重点)?(?:任务|工作|事项|措施|内容)?，?"
)


def noted_at_end(paragraph: Paragraph) -> Paragraph:
    """``paragraph`` with its last sentence as a note, if that only says who does the task."""
    sentences = [each for each in _SENTENCES.split(paragraph.text) if ink(each)]
    if paragraph.notes or len(sentences) < 2:
        return paragraph
    last = sentences[-1]
    text = paragraph.text[: paragraph.text.rindex(last)].rstrip()
    if is_duty(_THIS.sub("", last)):
        return _noted(paragraph, text, _THIS.sub("", last))
    said = _said(last)
    if said:
        return replace(paragraph, text=text, notes=said, frame=_frame(paragraph, text, said))
    return paragraph


def _said(sentence: str) -> tuple[Note, ...]:
    """The notes of a sentence that says who is what: 牵头单位为甲，责任单位为乙、丙。"""
    words = ink(sentence).rstrip("。；;，,")
    found = list(_IS.finditer(words))
    if not found or found[0].start():
        return ()
    notes: list[Note] = []
    for i, match in enumerate(found):
        stop = found[i + 1].start() if i + 1 < len(found) else len(words)
        names = words[match.end() : stop].rstrip("。；;，,")
        if not are_names(names):
            return ()
        notes.append(Note(_MEANINGS.get(match[1][0], "owner"), match[1], names))
    return tuple(notes)


def noted_at_head(paragraph: Paragraph) -> Paragraph:
    """``paragraph`` with the clauses at the head of one sentence as a note: 由…牵头，…配合，….

    They open the task (1.由市工信局牵头，制定方案。) or stand in it (1.防汛工作。由县水利局负责，
    6月底前完成。); where several such stand in it, it is not told what is whose.
    """
    number = leading_number(paragraph.text)
    if paragraph.notes or number is None:
        return paragraph
    starts = [len(number.printed), *(each.end() for each in _BEFORE_DUTY.finditer(paragraph.text))]
    found = [(at, end) for at in starts if (end := _duty_at(paragraph.text, at))]
    if len(found) != 1:
        return paragraph
    start, end = found[0]
    rest = paragraph.text[end:].lstrip()
    text = paragraph.text[:start] + rest if rest else paragraph.text[:start].rstrip("，, ")
    if not ink(text[len(number.printed) :]):
        return paragraph
    return _noted(paragraph, text, paragraph.text[start:end])


def _duty_at(text: str, start: int) -> int:
    """Where the clauses of bodies that 由 opens end; 0 where none do."""
    end = 0
    if text.startswith("由", start):
        for clause in _CLAUSE_END.finditer(text, start):
            said = text[end or start : clause.start()].strip("，,；;")
            if not _is_clause(said) and not _KIND.fullmatch(_without_role(said)):
                break
            end = clause.end()
    return end or _together_at(text, start)


def _together_at(text: str, start: int) -> int:
    """Where bodies end of whom 由 says one with others before what they do; 0 where it does not.

    ``由发展改革委会同财政部、农业部等部门|研究提出落实意见``
    """
    found = _WITH.match(text, start)
    if found is None or not are_names(found["one"]):
        return 0
    others = found["others"]
    ends = range(len(others), 0, -1)
    told = (end for end in ends if _are_all_names(_MORE.sub("", others[:end])))
    end = next(told, 0)
    at = found.start("others") + end
    return at if end and any(map(str.isalnum, text[at:])) else 0


def _are_all_names(text: str) -> bool:
    """Whether a text is names to its very end: the last one, too, has the shape of a body."""
    return are_names(text) and are_names(_LISTED.split(text)[-1])


def noted_before(paragraph: Paragraph) -> Paragraph:
    """``paragraph`` with the bodies before its first colon as a note: 1.县应急局：负责抢险。

    Also those before a full stop, if their duty follows: （一）教育部门。负责校园安全。, and those
    in a bracket before the text: 1.【市财政局】安排资金。
    """
    number = leading_number(paragraph.text)
    body = paragraph.text[len(number.printed) if number else 0 :]
    found = _LED.match(body) or _FRAMED.match(body)
    if paragraph.notes or found is None:
        return paragraph
    words, text = found[1], body[found.end() :]
    if not ink(text) or not (are_names(words) or _KIND.fullmatch(ink(words))):
        return paragraph
    printed = number.printed if number else ""
    return _noted(paragraph, printed + text.lstrip(), words)


def note_for_all(paragraph: Paragraph) -> Paragraph:
    """``paragraph`` as a note for the tasks above it, if it says so: 以上任务由…负责。"""
    opening = _ABOVE.match(paragraph.text.strip())
    if paragraph.notes or opening is None:
        return paragraph
    rest = paragraph.text.strip()[opening.end() :]
    if not is_duty(rest):
        return paragraph
    return _noted(paragraph, "", rest)


def is_for_all(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a note for all tasks above it."""
    return bool(paragraph.notes) and bool(_ABOVE.match(paragraph.part.text.strip()))


def is_duty(sentence: str) -> bool:
    """Whether each clause of a sentence is names of bodies with a role: 甲牵头，乙、丙配合。"""
    clauses = [each for each in _CLAUSES.split(ink(sentence).rstrip("。；;，,")) if each]
    return bool(clauses) and all(map(_is_clause, clauses))


def _is_clause(clause: str) -> bool:
    bare = _without_role(clause)
    return bool(bare) and are_names(bare)


def _without_role(clause: str) -> str:
    """The bodies of a clause, ``""`` where it says no role: 由市工信局牵头 is 市工信局."""
    text = ink(clause).removeprefix("由")
    bare = _ROLE.sub("", _TOGETHER.sub("", text))
    return bare if bare != text else ""


def _noted(paragraph: Paragraph, text: str, note: str) -> Paragraph:
    notes = (Note("owner", "责任单位", ink(note).rstrip("。；;，,")),)
    return replace(paragraph, text=text, notes=notes, frame=_frame(paragraph, text, notes))


def _frame(paragraph: Paragraph, text: str, notes: Sequence[Note]) -> str:
    """What is printed beside the text and the notes."""
    printed = Counter(ink(paragraph.part.text)) - Counter(ink(text))
    return "".join((printed - Counter("".join(note.text for note in notes))).elements())
