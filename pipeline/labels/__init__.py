"""Labels such as 责任单位, at the head of a column or of a note inside a text.

What they mean is data: ``dictionaries/headers.csv``. A note names bodies (or a deadline) at the end
of a text: ``（责任单位：…）``, ``责任单位：…``, ``（…牵头，…负责）``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from pipeline.ink import ink
from pipeline.labels.bodies import are_names, simplified
from pipeline.labels.edges import ENDS, OPENING, SPACES, before_spaces, is_number, opening_bracket
from pipeline.labels.times import PARTING, WHEN, when_from, without_time
from pipeline.records import Meaning, Part

_BRACKETS = re.compile(r"[(（〔\[【][^)）〕\]】]*[)）〕\]】]")
_JOINERS = re.compile(r"[/／、和及]|(?<!参)与")
_QUOTES = str.maketrans("", "", '“”"')
OWNERS = ("owner", "lead", "support")
# A label is short; 各责任单位 or 有关责任部门 in a cell is an owner, not a header.
_LONGEST = 12
_NO_LABEL = 200  # characters: a text of more is none
_MOST_BULLETS = 4  # characters before a label that opens a line
_LONGEST_NUMBER = 40  # characters of a number that stands before a label
_PLURALS = ("各", "有关", "相关", "其他")
NOTED: tuple[Meaning, ...] = ("owner", "lead", "support", "deadline", "person")
_BRACKET = re.compile("[（(【\\[〔［）)】\\]〕］]")
# Where none of these stands there is no label: each mark behind one holds one of them.
_MARKS = re.compile("[:：】\\]］ \u3000\t]")
_WIDE = SPACES + "\xa0"
_ROLES = {"牵头|主办|主责": "lead", "配合|协办|协助|协同|参与|参加|会办": "support"}
_COMPOSED = (
    rf"(?:{'|'.join(_ROLES)}|责任|负责|承办|实施|落实)(?:责任|负责|配合|协助)?"
    r"(?:单位|部门|处室|部室|科室|股室|司局|院系|机构|主体|办?站?所|办)"
)
# What a label may be qualified with, in prose as at the head of a column: 整改责任单位.
_QUALIFIED = (
    r"(?:整改|落实|任务|办理|工作|项目|问题|事项|改革|创建|主要|具体|直接|共同|总|属地"
    r"|[省市县区州镇]级?直?)"
)
# A label in brackets of its own needs no colon: 【责任单位】市公安局.
_FRAMED = "【[［"
# What may stand right before a note in the middle of a text, and right behind it.
_CLOSED = "。；;!！?？"
_DASHES = ("—", "―")
_BULLETS = "▶►➢➤◆◇●○•·■□★☆▲△※✓√-*"
# A bracket without label names bodies if it ends in a role: （市公安局牵头，市民政局配合）.
_ROLE_AT_END = re.compile(
    r"(?:[局委办会院厅府处队社团署司心位关区县市镇街校业所园台馆站方州盟旗乡村科室等]"
    r"|(?<!全)部|(?<=[银分支人总])行|组(?!织)|联(?![合系])|(?<=[各属当])地).{0,8}"
    r"(?<!谁)(?<!第一)(?<!全面)(?:负责|牵头|配合|落实|承办|参与|参加|实施|承担|协助|协同|主办|协办"
    r"|会办|承接|督办)$"
)
# Too short to open a note, but told behind another piece of one: …；时限：1月20日.
_SHORT_LABELS = r"|(?<=[；;])(?:时限|期限|时间)"
# Who leads, said once for the whole document: 列第一位者为牵头单位，下同.
_FIRST = re.compile(
    r"[，,；;。](?:排|列)在?(?:第一|首)[位名个]?[^，,；;。]{0,8}(?:牵头|负责|主办)[^，,；;。]{0,6}"
    r"(?:[，,]下同)?$"
)
Names: TypeAlias = Literal["none", "shaped", "loose"]
_SAYS_WHICH = re.compile(r"(?:单位|部门|机构|组织|企业|院校|高校|协会|地区|[局委办厅署])\s*$")
_UNLABELLED, _BYWHEN = "责任单位", "完成时限"


@dataclass(frozen=True, slots=True)
class Note:
    """One labelled piece of a note; a note without label is one of responsible bodies."""

    meaning: Meaning
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text taken apart: ``text``, then ``notes``, and the labels and marks around them.

    The ink of ``part`` is that of ``text``, the notes and ``frame`` together. ``labelled``: a label
    opens the note. ``continues``: a note ends right before it, in the same printed paragraph.
    ``is_part``: its number counts the parts of one task: （三）整改目标：….
    """

    part: Part
    text: str
    notes: tuple[Note, ...] = ()
    frame: str = ""
    labelled: bool = False
    continues: bool = False
    is_part: bool = False

    @property
    def names_owners(self) -> bool:
        """Whether one of the notes is of bodies."""
        return any(note.meaning in OWNERS for note in self.notes)


def fold(label: str) -> str:
    """A label for lookup: no white space, half-width forms, no quotes, no colon at its end."""
    return unicodedata.normalize("NFKC", ink(label)).rstrip(":;").translate(_QUOTES)


def meaning_of(label: str, synonyms: Mapping[str, str]) -> str | None:
    """The meaning of one printed label, or ``None`` where the synonyms do not know it.

    Tried in order: the whole label; without its brackets (``责任单位（部门）``), or those opened
    (``配合（责任）单位``); pieces of a compound (``责任单位/部门``), where all known agree or all
    name bodies; synonyms with a ``*`` (``*牵头*单位``) in their order, for short labels
    without a colon inside; a word for a role with one for a body (责任办（站、所）).
    """
    folded = fold(label)
    if not folded or len(folded) > _NO_LABEL:
        return synonyms.get(folded)
    bare = _BRACKETS.sub("", folded)
    for form in (folded, bare, re.sub(r"[()\[\]【】〔〕]", "", folded)):
        if form in synonyms:
            return synonyms[form]
    pieces = meanings_in(bare, synonyms)
    if len(pieces) == 1:
        return pieces.pop()
    bodies = pieces & set(OWNERS)
    if pieces <= {*OWNERS, "person", "deadline"} and bodies:
        return bodies.pop() if len(bodies) == 1 else "owner"
    if len(bare) <= _LONGEST and ":" not in bare and not bare.startswith(_PLURALS):
        for known, meaning in synonyms.items():
            if "*" in known and _fits(bare, known):
                return meaning
    if re.fullmatch(_COMPOSED, re.sub("[()、]", "", folded)):
        return next((role for words, role in _ROLES.items() if re.match(words, folded)), "owner")
    return None


def meanings_in(label: str, synonyms: Mapping[str, str]) -> set[str]:
    """The meanings of the pieces of a compound (``责任单位及完成时限``) that the synonyms know."""
    return {synonyms[piece] for piece in pieces_of(label) if piece in synonyms}


def pieces_of(label: str) -> list[str]:
    """The pieces of a compound label, without its brackets."""
    return _JOINERS.split(_BRACKETS.sub("", fold(label)))


def _fits(label: str, pattern: str) -> bool:
    """Whether a label has the pieces of a pattern in their order; ``*`` is anything, or nothing."""
    first, *middle, last = pattern.split("*")
    if not label.startswith(first) or not label.endswith(last):
        return False
    at, end = len(first), len(label) - len(last)
    for piece in middle:
        at = label.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return at <= end


def label_pattern(synonyms: Mapping[str, str], *, wide: bool = False) -> re.Pattern[str]:
    """Labels that open a note. 单位 and 部门 head columns, but in prose they mean much else.

    With ``wide`` also those that nobody listed: a word for a role and one for a body (承办股室),
    and any of them behind a word that qualifies it (整改责任单位).
    """
    labels = [
        label
        for label, meaning in synonyms.items()
        if meaning in NOTED
        and "*" not in label
        and (len(label) > 2 or meaning in ("lead", "support") or label.endswith("长"))
    ]
    spaced = (r"\s*".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True))
    mark = r"(?P<mark>\s*[:：]|\s*[】\]］]\s*[:：]?|(?=[ \u3000\t]+[^\s:：]))"
    known = "|".join([*spaced, _COMPOSED] if wide else spaced) or "(?!)"
    known += _SHORT_LABELS
    if wide:
        known = rf"{_QUALIFIED}?(?:{known})"
    return re.compile(rf"(?P<label>{known}){mark}")


def read_notes(
    part: Part,
    pattern: re.Pattern[str],
    synonyms: Mapping[str, str],
    *,
    names: Names = "none",
    amid: bool = False,
) -> tuple[Paragraph, ...]:
    """A text with all its notes: one piece for each, cut where a bracketed note ends.

    ``推进甲。（教育部负责）加强乙。（财政部负责）`` is two pieces. A note in the middle without a
    second one is one piece: ``推进甲（教育部负责）。加强乙。`` is the text ``推进甲。加强乙。``
    With ``names`` "shaped" a bracket at the end that holds nothing but names of bodies is a
    note as well, with "loose" also one of words that only end like those. With ``amid`` so
    are those behind a clause: 公开预算（市财政局），公开项目（市发展改革委）。
    """
    cuts = [0, *_note_ends(part.text, pattern, amid=amid), len(part.text)]
    pieces = [
        take_apart(replace(part, text=part.text[start:end]), pattern, synonyms, names=names)
        for start, end in pairwise(cuts)
        if ink(part.text[start:end])
    ]
    if len(pieces) > 1 and not any(map(str.isalnum, pieces[-1].part.text)):
        *pieces, marks = pieces
        joined = replace(part, text=pieces[-1].part.text + marks.part.text)
        pieces[-1] = replace(pieces[-1], part=joined, frame=pieces[-1].frame + marks.text)
    if len(pieces) > 1 and pieces[-2].notes and not pieces[-1].notes and ink(pieces[-2].text):
        *pieces, noted, rest = pieces
        pieces.append(_around(noted, rest))
    return tuple(replace(piece, continues=i > 0) for i, piece in enumerate(pieces))


def _around(noted: Paragraph, rest: Paragraph) -> Paragraph:
    """A text with its one note in the middle; the marks behind the note belong to the text."""
    stripped = noted.part.text.rstrip(ENDS)
    marks = noted.part.text[len(stripped) :].strip()
    if noted.text.endswith(tuple(_CLOSED)):
        marks = marks.strip(_CLOSED)
    frame = (Counter(noted.frame) - Counter(marks)).elements()
    part = replace(noted.part, text=noted.part.text + rest.part.text)
    text = noted.text.rstrip() + marks + rest.text
    return replace(noted, part=part, text=text, frame="".join(frame))


def _note_ends(text: str, pattern: re.Pattern[str], *, amid: bool = False) -> list[int]:
    """Where the bracketed notes inside ``text`` end, the marks behind them included.

    A bracket of names behind a word for some bodies says which they are: 有关部门（市公安局）.
    """
    ends: list[int] = []
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        i = bracket.start()
        if bracket[0] in OPENING.values():
            opened.append(i)
        elif opened:
            before = opened.pop()
            if opened:
                continue
            inner = text[before + 1 : i].strip()
            end = i + 1
            while end < len(text) and text[end] in ENDS:
                end += 1
            marks = text[i + 1 : end]
            parted = any(mark in _CLOSED for mark in marks)
            parted |= text[before_spaces(text, before) - 1 : before][:1] in tuple(_CLOSED)
            parted |= amid and marks[:1] in ("，", ",")
            named = amid and parted and not _SAYS_WHICH.search(text, 0, before)
            told = _ends_in_role(inner) if parted or not marks else False
            if told or _labelled(inner, pattern) or (named and are_names(inner)):
                ends.append(end)
    return [end for end in ends if end < len(text)]


def take_apart(
    part: Part, pattern: re.Pattern[str], synonyms: Mapping[str, str], *, names: Names = "none"
) -> Paragraph:
    """Cut the note off the end of a text, and the note into its labelled pieces.

    ``pattern`` is ``label_pattern(synonyms)``. A text without note comes back whole.
    """
    start, bracketed = _note_start(part.text, pattern, names=names)
    if start is None:
        return Paragraph(part, part.text)
    note = part.text[start:]
    stripped = note.rstrip(ENDS)
    inner = stripped[1:-1] if bracketed else stripped
    found = _labels(inner, pattern)
    before = inner[: found[0].start()].rstrip(_FRAMED) if found else inner
    notes = _unlabelled(before.strip(ENDS + "".join(_DASHES) + _BULLETS))
    for i, match in enumerate(found):
        stop = found[i + 1].start() if i + 1 < len(found) else len(inner)
        meaning = meaning_of(match["label"], synonyms)
        known: Meaning = next((each for each in NOTED if each == meaning), "owner")
        text = inner[match.end() : stop].strip(ENDS).rstrip(_FRAMED).rstrip(ENDS)
        bodies, when = without_time(text) if known in OWNERS else (text, "")
        notes.append(Note(known, ink(match["label"]), bodies))
        notes += [Note("deadline", _BYWHEN, when)] if when else []
    kept = Counter(ink("".join(each.text for each in notes)))
    frame = "".join((Counter(ink(note)) - kept).elements())
    text = part.text[:start].rstrip(SPACES)
    return Paragraph(part, text, tuple(notes), frame, labelled=bool(found))


def _labels(text: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """The labels in a note: those with a colon or in brackets; ones set off by a space alone
    (``责任单位　市公安局``) only at its head."""
    if not _MARKS.search(text):
        return []
    head, found = _head(text), pattern.finditer(text)
    return [each for each in found if each["mark"] or _is_bare_label(each, head)]


def _is_bare_label(match: re.Match[str], head: int) -> bool:
    """Whether a label without mark stands at the head of its text, which begins at ``head``."""
    text = match.string
    return (
        match.start() <= head
        and len(ink(match["label"])) > 3
        and not match.re.match(text, match.end() + _head(text[match.end() :]))
    )


def _labelled(inner: str, pattern: re.Pattern[str]) -> bool:
    """Whether the text of a bracket begins with a label."""
    match = pattern.match(inner)
    return match is not None and (bool(match["mark"]) or _is_bare_label(match, 0))


def _head(text: str) -> int:
    """Where the text begins behind its leading spaces."""
    return len(text) - len(text.lstrip(SPACES))


def _unlabelled(text: str) -> list[Note]:
    """The bodies of a note without label, and by when, if that is printed beside them."""
    start = when_from(text)
    bodies, when = text[:start], text[start:]
    if not when and (first := PARTING.search(text)) and WHEN.search(text[: first.start()]):
        bodies, when = text[first.end() :], text[: first.end()]
    notes = [Note("owner", _UNLABELLED, bodies)] if bodies else []
    if when:
        notes.append(Note("deadline", _BYWHEN, when.strip(ENDS)))
    return notes


def _ends_in_role(inner: str) -> bool:
    """Whether the text of a bracket ends in a role, or in a role and by when."""
    simple = simplified(inner)
    bare = _FIRST.sub("", simple[: when_from(simple)])
    return bool(_ROLE_AT_END.search(bare))


def _note_start(text: str, pattern: re.Pattern[str], *, names: Names) -> tuple[int | None, bool]:
    """Where the note of a text begins, and whether brackets enclose it.

    A bracket behind a label is part of what that names: 责任单位：市直各单位党组（党委）.
    """
    stripped = text.rstrip(ENDS)
    opening = opening_bracket(stripped)
    start = _label_start(text, pattern)
    if opening is not None and (start is None or opening < start):
        inner = stripped[opening + 1 : -1].strip()
        if _labelled(inner, pattern) or _ends_in_role(inner):
            return opening, True
        inked = ink(inner)
        bodies = inked[: when_from(inked)]
        if names != "none" and are_names(bodies, loosely=names == "loose"):
            return opening, True
    return start, False


def _label_start(text: str, pattern: re.Pattern[str]) -> int | None:
    """Where the first label stands that opens a note."""
    for match in _labels(text, pattern):
        start = match.start()
        if match["mark"].strip()[:1] in ("】", "]", "］"):
            if text[start - 1 : start] not in tuple(_FRAMED):
                continue
            start -= 1
        before = before_spaces(text, start)
        if before <= _MOST_BULLETS and not text[:before].strip(_BULLETS + _WIDE):
            return 0
        if text[:before].endswith(_DASHES):
            return len(text[:before].rstrip("".join(_DASHES)))
        set_off = match["mark"].strip() and before < start and not text[:before].endswith(_PLURALS)
        if not before or text[before - 1] in _CLOSED or set_off:
            return start
        if before <= _LONGEST_NUMBER and is_number(text[:before]):
            return start
    return None
