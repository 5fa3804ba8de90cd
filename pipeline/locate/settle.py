"""Columns whose label is in no list, told by their cells and by the columns beside them.

    维度 | 痛点堵点 | 破题举措 | 挂帅领导 | 答卷单位 | 交卷时间

A word that is known decides before any content; content settles only what no word does, and
a word that its cells plainly contradict (责任人 over names of bodies, where no other column
names any). What a person named stays as it is. Every column settled so says why in
``Column.evidence``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ink import ink
from pipeline.labels import OWNERS
from pipeline.locate.given import Given
from pipeline.locate.shapes import Shape

_NAMED = {
    "number": "its numbers run",
    "time": "say by when",
    "bodies": "name bodies",
    "places": "name places",
    "persons": "name persons",
    "act": "say what is to be done",
    "phrase": "are phrases",
}
_LEADS = ("牵头", "主责", "主办", "主抓", "发起", "领办", "总")
_SUPPORTS = ("配", "协", "辅", "参", "助")
_DUTIES = ("item", "duty", "task", "goal")
_OBLIGED = re.compile(r"承接|承担|承办|负责|落实|实施|执行|牵头|配合|推进|主办|协办|参与|责任")
_UNIT = re.compile(
    r"(?:责任|牵头|主责|主办|承办|配合|协同|协办)[一-鿿]{1,3}"
    r"(?<![人者书限标单容工况施务间求项制率法准式划数金险据度态])(?<!领导)(?<!范围)(?<!区域)(?<!追究)"
)
_CONTACT = re.compile(
    r"姓名|职务|(?:联系|办公)?(?:电话|方式)(?:号码)?|手机(?:号码?)?|联系人|联络员|备注"
)
_LONGEST_NAMES = 16  # characters of a cell, on average
_PERIOD = re.compile(r"(?:19|20)\d\d|第?[一二三四1-4]季度|[上下]半年|全年|\d{1,2}月")
_GROUP = re.compile(r"(?:(?!牵头|责任|负责|配合|主办).)*(?:组|专班)(?:名称)?")
_LONGER = 1.2
_SENTENCE = 12  # characters on average; titles are shorter
_STANDARDS = ("标准", "成果", "成效", "指标值", "目标值")


@dataclass(slots=True)
class _Reading:
    """The meanings as they are being settled; ``""`` is a column that no word knows."""

    found: list[str]
    shapes: Sequence[Shape]
    labels: Sequence[str]
    why: list[str]

    def where(self, *meanings: str) -> list[int]:
        return [i for i, meaning in enumerate(self.found) if meaning in meanings]

    def is_given(self, index: int) -> bool:
        return isinstance(self.found[index], Given)

    def open_texts(self) -> list[int]:
        return [i for i in self.where("") if self.shapes[i].is_text]

    def settle(self, index: int, meaning: str, more: str = "") -> None:
        shape = self.shapes[index]
        said = _NAMED.get(shape.kind, shape.kind)
        cells = "" if shape.kind == "number" else f"{shape.agreeing} of {shape.printed} cells "
        unknown = "no list has its label" if ink(self.labels[index]) else "no label"
        known = f"not {self.found[index]}: " if self.found[index] else f"{unknown}: "
        self.found[index] = meaning
        self.why[index] = f"{known}{cells}{said}{more}"


def settled(
    found: Sequence[str], shapes: Sequence[Shape], labels: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The meanings with the unknown ones (``""``) told by content, and why; unsettled are notes.

    ``labels`` are the lowest printed ones. Order: what the kind alone tells (numbers, times,
    bodies, persons), then which text is the task and what stands left of it.
    """
    reading = _Reading(list(found), shapes, labels, [""] * len(found))
    _doubt(reading)
    _settle_kinds(reading)
    _settle_due(reading)
    _settle_task(reading)
    _settle_left(reading)
    return [meaning or "note" for meaning in reading.found], reading.why


def alike(index: int, duties: Sequence[int], labels: Sequence[str]) -> list[int]:
    """The duties whose label is that of one of them but for the period: 2024年任务, 2025年任务."""
    masked, periods = _PERIOD.subn("#", ink(labels[index]))
    if not periods:
        return [index]
    return [i for i in duties if _PERIOD.sub("#", ink(labels[i])) == masked]


def _doubt(reading: _Reading) -> None:
    """Known words that their cells contradict."""
    _leave_contacts(reading)
    _settle_goals(reading)
    named = reading.where(*OWNERS)
    texts = [i for i in reading.where(*_DUTIES, "") if reading.shapes[i].is_text]
    if not texts:  # figures alone under the words for duties: 内资任务（亿元） beside 重点方向
        sections = [i for i in reading.where("section") if not reading.is_given(i)]
        for i in [i for i in sections if reading.shapes[i].is_text][-1:]:
            if reading.where(*_DUTIES):
                reading.found[i] = "duty"
            elif _is_all_there_is(i, reading):
                reading.settle(i, "duty", ", another one in each row")
            texts = [i]
    _doubt_duties(reading, named)
    for i, shape in enumerate(reading.shapes):
        meaning = reading.found[i]
        if reading.is_given(i):
            continue
        if meaning in OWNERS and shape.is_text and len(named) > 1 and _is_group(reading.labels[i]):
            reading.found[i] = ""
        elif meaning == "person" and shape.names_bodies and not named:
            reading.settle(i, "owner")
        elif meaning in _DUTIES and texts and shape.kind == "time" and shape.is_proof:
            if not reading.where("deadline"):
                reading.settle(i, "deadline")
        elif meaning in _DUTIES and (
            (texts and (_is_of_figures(shape, meaning) or shape.is_unfilled))
            or (meaning == "goal" and _is_measured(i, reading))
        ):
            reading.found[i] = "note"


def _leave_contacts(reading: _Reading) -> None:
    """A list of contacts (单位 | 姓名 | 电话) behind a blank column is no part of the tasks."""
    for gap, shape in enumerate(reading.shapes):
        blank = shape.kind == "blank" and not ink(reading.labels[gap])
        behind = range(gap + 1, len(reading.shapes))
        told = {i for i in behind if _CONTACT.fullmatch(ink(reading.labels[i]))}
        before = {reading.found[i] for i in range(gap)}
        if blank and len(told) > 1 and before & {*OWNERS} and before & {*_DUTIES}:
            for i in behind:
                reading.found[i] = "note"


def _settle_goals(reading: _Reading) -> None:
    """Goals of several years in sentences, beside mere names, say together what is to be done."""
    goals = [i for i in reading.where("goal") if reading.shapes[i].kind == "act"]
    duties = reading.where("duty", "item", "task")
    if any(reading.shapes[i].kind == "act" for i in duties) or len(goals) < 2:
        return
    if len(alike(goals[0], goals, reading.labels)) == len(goals):
        for i in goals:
            reading.found[i] = "task"


def _is_of_figures(shape: Shape, meaning: str) -> bool:
    """Whether a column holds figures; a goal (2025年目标) does with few of them."""
    return shape.kind == "figure" and (shape.is_proof or meaning == "goal")


def _doubt_duties(reading: _Reading, named: Sequence[int]) -> None:
    """工作分工 over texts beside 责任部门 over names: what is divided, where nothing else is."""
    if reading.where(*_DUTIES, "problem", ""):
        return
    acts = [i for i in named if reading.shapes[i].is_text and not reading.is_given(i)]
    acts = [i for i in acts if "分工" in ink(reading.labels[i])]
    others = [i for i in named if reading.shapes[i].names_bodies]
    if len(acts) == 1 and others:
        reading.settle(acts[0], "task")


def _is_all_there_is(section: int, reading: _Reading) -> bool:
    """Whether a section says what each row is about, of which bodies and time are known.

    建设类型 | 建设数量 | 责任单位 | 完成时限, another 类型 in each row.
    """
    shape = reading.shapes[section]
    known = reading.where(*OWNERS) and reading.where("deadline")
    return bool(known) and shape.distinct == shape.rows > 1


def _is_measured(goal: int, reading: _Reading) -> bool:
    """Whether the duty left of a goal says it all in sentences, so that this is its measure."""
    duties = [i for i in reading.where("duty") if i < goal]
    if not duties:
        return False
    duty, shape = reading.shapes[duties[-1]], reading.shapes[goal]
    return (
        duty.kind == "act"
        and duty.length >= max(_SENTENCE, shape.length)
        and duty.distinct >= shape.distinct
    )


def _is_group(label: str) -> bool:
    """工作组 and 专班 beside 牵头单位 name what the tasks are for; alone, who is to do them."""
    return bool(_GROUP.fullmatch(ink(label)))


def _settle_kinds(reading: _Reading) -> None:
    """Numbers, times, bodies and persons, which their kind alone tells."""
    words = reading.where("owner", "lead", "support")
    for i in reading.where(""):
        shape = reading.shapes[i]
        if shape.kind == "number" and not reading.where("number"):
            reading.settle(i, "number")
        elif shape.kind == "time" and not reading.where("deadline"):
            reading.settle(i, "deadline")
        elif shape.kind == "persons":
            reading.settle(i, "person")
        elif (
            shape.names_bodies
            and (not words or _is_beside(i, reading) or _OBLIGED.match(ink(reading.labels[i])))
        ) or _is_unit(i, reading):
            reading.settle(i, _role(reading.labels[i]))


def _is_unit(index: int, reading: _Reading) -> bool:
    """责任庭室, 牵头窗口: a word for a duty with one for those who have it, over short names."""
    shape = reading.shapes[index]
    is_short = shape.kind in ("phrase", "places", "bodies") and shape.length <= _LONGEST_NAMES
    return is_short and bool(_UNIT.fullmatch(ink(reading.labels[index])))


def _settle_due(reading: _Reading) -> None:
    """A time of checking or reporting (检查时间) that says by when, where no other column does."""
    for i in reading.where("note"):
        shape = reading.shapes[i]
        is_due = shape.kind == "time" and 2 * shape.due >= shape.printed
        is_named = ink(reading.labels[i]).endswith("时间") and not reading.is_given(i)
        if is_due and is_named and not reading.where("deadline"):
            reading.settle(i, "deadline")


def _is_beside(index: int, reading: _Reading) -> bool:
    """Whether a column of bodies goes on to the right of another one."""
    return index > 0 and reading.found[index - 1] in OWNERS


def _role(label: str) -> str:
    folded = ink(label)
    if any(word in folded for word in _LEADS) or folded == "主":
        return "lead"
    return "support" if any(word in folded for word in _SUPPORTS) else "owner"


def _settle_task(reading: _Reading) -> None:
    """The text that says what is to be done, where no known word heads it.

    Where a duty is known (改革事项, 任务), an unknown text to its right is the task if it says
    more at greater length, or several of its cells stand under one duty.
    """
    if reading.where("task"):
        return
    duties = [i for i in reading.where("duty", "item") if reading.shapes[i].is_text]
    goals = [i for i in reading.where("goal") if reading.shapes[i].is_text]
    duties, goals = (duties, goals) if duties else (goals, [])
    texts = reading.open_texts()
    if not duties:
        acts = [i for i in texts if reading.shapes[i].kind == "act"]
        ahead = [i for i in acts if i < _first_body(reading)] or acts
        if ahead:
            reading.settle(max(ahead, key=lambda i: (reading.shapes[i].length, i)), "task")
        return
    last = duties[-1]
    below = [i for i in (*texts, *goals, *_standards(reading)) if last < i]
    below = [i for i in below if not last < _first_body(reading) < i]
    better = [i for i in below if _says_more(i, last, reading)]
    if not better and ink(reading.labels[last]).endswith("名称"):
        better = [i for i in below if _is_named_above(i, last, reading)]
    if better:
        more = f", more closely than those under {ink(reading.labels[last]) or 'its neighbour'}"
        reading.settle(max(better, key=lambda i: (reading.shapes[i].length, -i)), "task", more)


def _first_body(reading: _Reading) -> int:
    return min(reading.where(*OWNERS), default=len(reading.found))


def _standards(reading: _Reading) -> list[int]:
    """Columns of 标准 or 成果: notes beside a duty, the tasks where several stand under one."""
    return [
        i
        for i in reading.where("note")
        if reading.shapes[i].is_text
        and ink(reading.labels[i]).endswith(_STANDARDS)
        and not reading.is_given(i)
    ]


def _says_more(index: int, duty: int, reading: _Reading) -> bool:
    """Whether a text says of each duty what is to be done: several under one, or at length."""
    one, other = reading.shapes[index], reading.shapes[duty]
    if other.printed and one.printed >= 1.2 * other.printed and one.distinct > other.distinct:
        return one.kind == "act" or other.kind != "act"
    vague = other.kind != "act" or reading.found[duty] == "goal"
    # An indicator says what is looked at, and what is asked for stands beside it.
    is_indicator = ink(reading.labels[duty]).endswith("指标")
    known = bool(reading.found[index]) and not (is_indicator and reading.found[index] == "goal")
    return not known and one.kind == "act" and vague and one.length >= _LONGER * other.length


def _is_named_above(index: int, duty: int, reading: _Reading) -> bool:
    """Whether a phrase that no word knows says for each name left of it what is to be done."""
    one = reading.shapes[index]
    filled = one.printed == one.distinct == one.rows > 1
    free = not any(reading.found[i] in ("item", "duty") for i in range(duty))
    return not reading.found[index] and one.kind == "phrase" and filled and free


def _are_numbered(reading: _Reading) -> bool:
    """Whether every row has a number of its own."""
    numbers = [reading.shapes[i] for i in reading.where("number")]
    return any(
        each.kind == "number" and each.printed == each.distinct == each.rows for each in numbers
    )


def _settle_left(reading: _Reading) -> None:
    """Texts left of the task: the nearest is its title (a section, where each of its values holds
    for several rows with numbers of their own), further ones are sections.

    A further one holds for several rows (merged, blank below, printed again); one that says
    something else in each row is a note.
    """
    tasks = reading.where("task") or reading.where("duty", "item", "goal")[-1:]
    if not tasks:
        return
    same = alike(tasks[0], reading.where(*_DUTIES), reading.labels)
    tasks = sorted({*tasks, *same})
    known = [i for i in reading.where("item", "duty", "problem") if i not in tasks]
    for i in [i for i in reading.open_texts() if i < tasks[0]]:
        if reading.shapes[i].kind == "places":
            reading.settle(i, "section", ", left of the task")
    left = [i for i in reading.open_texts() if i < tasks[0]]
    if not left and not known:  # firms that the tasks are about: 企业 | 改造内容
        firms = [i for i in reading.where("") if i < tasks[0] and reading.shapes[i].names_bodies]
        left = [i for i in firms if reading.shapes[i].distinct == reading.shapes[i].rows > 1]
    known = known or [i for i in reading.where("section") if left and left[-1] < i < tasks[0]]
    if left and not known and _are_numbered(reading) and reading.shapes[left[-1]].is_shared:
        known = left[-1:]
        reading.settle(left.pop(), "section", ", over several numbers each")
    elif left and not known:
        reading.settle(left[-1], "item", f", left of {ink(reading.labels[tasks[0]]) or 'the task'}")
        left, known = left[:-1], left[-1:]
    for i in left:
        if i < min(known) and reading.shapes[i].is_shared:
            reading.settle(i, "section", ", for several rows each")
