"""Near names: the two narrow rules for typing errors, and the candidates for a person.

Distances are OSA (Damerau) edits on the wording with its place taken off; a place in front
only raises every score. Measured on 2,485 names of unknown bodies, the first rule accepts
none of them wrongly, the second none either, while any rule for names of five or six
characters takes other bodies for typing errors. So shorter names are
never repaired, and no substring or token score decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile
from math import ceil

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.dictionaries import Division
from pipeline.dictionaries.places import level_letter
from pipeline.dictionaries.pools import Pool, pool
from pipeline.owners.match import is_placed
from pipeline.owners.names import Hit, Namebook
from pipeline.owners.wording import wording
from pipeline.records import Candidate

_FUNCTION_CHARACTERS = frozenset("和与及的")
_ENDINGS = (
    "管理委员会", "管委会", "委员会", "办公室", "办公厅", "联合会", "公司", "中心", "集团", "协会",
    "学会", "支队", "大队", "总队", "局", "委", "办", "部", "厅", "会", "院", "所", "站", "校",
    "署", "馆", "社", "台", "行", "队", "组",
)  # fmt: skip
_LEVEL_CHARACTERS = frozenset("省市县区州盟旗镇乡各")
_SAME_ENDING = {"委员会": "委", "办公室": "办", "办公厅": "办"}
_LONGEST = 40
_TELLING = 5
_PARENT = re.compile("[局厅院]|委会")
# A name less like a text is no candidate for it; of the likest, so many are looked at.
_LIKE, _LIKEST = 0.3, 6
_PLACE_WORDS = re.compile(
    r"(?:[全各我本该]?(?:自治[区州县旗]|地区|街道|新区|开发区|[省市区县州盟旗镇乡村])|全国|国家|中国|中央|国)*"
)


@dataclass(frozen=True, slots=True)
class Split:
    """A text taken as place and wording."""

    division: Division
    core: str
    prefixed: bool


def splits(text: str, book: Namebook, inherited: Division | None) -> list[Split]:
    """The ways to take a near place off a text, the longest place first, then none."""
    found = [
        Split(book.prefixes[text[:length]], text[length:], True)
        for length in range(min(book.longest_prefix, len(text) - 1), 0, -1)
        if text[:length] in book.prefixes
    ]
    found.append(Split(inherited or book.home, text, False))
    return found


def repaired(text: str, book: Namebook, inherited: Division | None, context: str) -> Hit | None:
    """The body of a name with one typing error, or ``None``.

    - ``repaired``: at least 4 characters, the edit puts 和 与 及 的 in or out, doubles a
      character or swaps two neighbours.
    - ``fuzzy``: at least 7 characters, 5 of them its own, any one edit outside the first two;
      to be reviewed unless ``context``, the folded text of the task, has the name as corrected.

    In both, no other body's name may lie one edit away, and the place words in front, ending
    and party form (委…) must agree: the first 市 of 市市场监管局 is a place, not a doubled letter.
    """
    if len(text) > _LONGEST:
        return None
    hits: dict[str, Hit] = {}
    for split in splits(text, book, inherited):
        hit = _one_edit(split, book, context)
        if hit is not None and is_placed(text, hit, book):
            hits.setdefault(hit.bureau_id, hit)
    return next(iter(hits.values())) if len(hits) == 1 else None


def _one_edit(split: Split, book: Namebook, context: str) -> Hit | None:
    core = split.core
    if len(core) < 4:
        return None
    near = [name for name, _ in _within(split, book, 1)]
    if not near or len({line for name in near for line in _lineages(name, split, book)}) != 1:
        return None
    for name in near:
        rule = _rule(core, name)
        hits = wording(name, split.division, book, split.prefixed) if rule else []
        # 各镇（乡）、街道 and 各镇（区）、街道 differ by one character and by what they mean.
        if rule is None or len(hits) != 1 or hits[0].function.is_collective:
            continue
        why = f"one typing error from {name} ({hits[0].why}); {_runner_up(split, name, book)}"
        if rule == "repaired":
            return replace(hits[0], tier="repaired", score=0.9, why=why)
        doubt = () if name in context else (f"a typing error of {name}?",)
        confirmed = "; the task's text has the name in full" if not doubt else ""
        return replace(
            hits[0],
            tier="fuzzy",
            score=0.8,
            why=why + confirmed,
            doubts=(*hits[0].doubts, *doubt),
        )
    return None


def _runner_up(split: Split, name: str, book: Namebook) -> str:
    """The nearest name of another body, and by how many edits it is farther, in words."""
    own = set(_lineages(name, split, book))
    for edits in range(1, 5):
        for other, distance in _within(split, book, edits):
            if not own & set(_lineages(other, split, book)):
                return f"the next other name is {other}, {distance} edits away"
    return "no other name is within 4 edits"


def _rule(core: str, name: str) -> str | None:
    """Which of the two rules lets ``core`` be a misprint of ``name``."""
    if _ending(core) != _ending(name) or core.startswith("委") != name.startswith("委"):
        return None
    if _PLACE_WORDS.match(core)[0] != _PLACE_WORDS.match(name)[0]:  # type: ignore[index]
        return None
    at = next((i for i, (a, b) in enumerate(zip(core, name, strict=False)) if a != b), None)
    at = min(len(core), len(name)) if at is None else at
    if len(core) != len(name):
        longer, shorter = (core, name) if len(core) > len(name) else (name, core)
        extra = longer[at : at + 1]
        neighbours = longer[at - 1 : at] + longer[at + 1 : at + 2]
        if longer[:at] + longer[at + 1 :] == shorter and (
            extra in _FUNCTION_CHARACTERS or (longer is core and extra in neighbours)
        ):
            return "repaired"
    elif core[at : at + 2] == name[at : at + 2][::-1]:
        return "repaired"
    return "fuzzy" if min(len(core), len(name)) >= 7 and at >= 2 and _is_telling(name, at) else None


def _is_telling(name: str, at: int) -> bool:
    """Whether enough of a name is its own: 电子政务办公室 and 公安局网安支队 have few.

    Characters of the ending do not count, nor those of the parent (公安局) in front of the
    edit at ``at``: one edit in so few may make another body's name.
    """
    ending = next((e for e in _ENDINGS if name.endswith(e)), "")
    start = max((m.end() for m in _PARENT.finditer(name, 0, at)), default=0)
    return len(name) - len(ending) - start >= _TELLING


def _ending(name: str) -> str:
    for ending in _ENDINGS:
        if name.endswith(ending):
            return _SAME_ENDING.get(ending, ending)
    return name[-1:]


def _within(split: Split, book: Namebook, edits: int) -> list[tuple[str, int]]:
    """The listed wordings within so many edits of a text, the nearest first."""

    def needed(longer: int) -> int:
        return longer - edits

    forms = book.dictionaries.forms
    choices = _pool(book, "").sharing(split.core, needed)
    bodies = _pool(book, split.division.code).sharing(split.core, needed)
    choices += [name for name in bodies if name not in forms]
    ranked = process.extract(
        split.core, choices, scorer=OSA.distance, score_cutoff=edits, limit=None
    )
    return [(name, distance) for name, distance, _ in ranked]


def _likest(split: Split, book: Namebook) -> list[tuple[str, float]]:
    """The six wordings of the split's level and place that are most like its text."""

    def needed(longer: int) -> int:
        return ceil(_LIKE * longer - 1e-9)

    choices = _pool(book, level_letter(split.division)).sharing(split.core, needed)
    choices += _pool(book, split.division.code).sharing(split.core, needed)
    ranked = process.extract(
        split.core,
        choices,
        scorer=OSA.normalized_similarity,
        score_cutoff=_LIKE,
        limit=_LIKEST,
    )
    return [(name, score) for name, score, _ in ranked]


def _pool(book: Namebook, key: str) -> Pool:
    """Listed wordings by their characters: all (``""``), a level's, or a place's own bodies."""
    dictionaries = book.dictionaries
    found = dictionaries.pools.get(key)
    if found is None:
        bodies = dictionaries.bodies.get(key, {})
        names = dictionaries.standing.get(key, bodies) if key else dictionaries.forms
        found = dictionaries.pools[key] = pool(names)
    return found


def _lineages(name: str, split: Split, book: Namebook) -> Iterable[str]:
    """The ends of the successor chains of every function that has the name anywhere."""
    dictionaries = book.dictionaries
    codes = {form.function.code for form in dictionaries.forms.get(name, ())}
    codes |= {b.function for b in dictionaries.bodies.get(split.division.code, {}).get(name, ())}
    for code in codes:
        seen = {code}
        while (function := dictionaries.functions.get(code)) and function.successor:
            if function.successor in seen:
                break
            code = function.successor
            seen.add(code)
        yield code


def candidates(text: str, book: Namebook, inherited: Division | None) -> tuple[Candidate, ...]:
    """The three bodies with the nearest wordings, for a person to choose from."""
    if len(text) > _LONGEST or not book.placed:
        return ()
    ranked = [
        (score, name, split)
        for split in splits(text, book, inherited)
        if len(split.core) >= 2
        for name, score in _likest(split, book)
    ]
    ranked.sort(key=lambda near: -near[0])
    best: dict[str, Candidate] = {}
    third = 0.0
    for score, name, split in ranked:
        # What is farther than the third body cannot be among the three, also when rounded.
        if score < third - 0.001:
            break
        if not _has_more_than_ending(split.core, name):
            continue
        for hit in wording(name, split.division, book, split.prefixed)[:1]:
            old = best.get(hit.bureau_id)
            if old is None or old.score < score:
                edits = OSA.distance(split.core, name)
                why = f"{edits} edit{'s' * (edits != 1)} from {name}, place taken off"
                best[hit.bureau_id] = Candidate(hit.bureau_id, hit.name, round(score, 3), why)
                third = round(score, 3) if len(best) == 3 else third
    nearest = sorted(best.values(), key=lambda c: (-c.score, c.bureau_id))
    return tuple(nearest[:3])


def _has_more_than_ending(text: str, name: str) -> bool:
    """Whether two names share more than level words and their common ending (市, 人民政府)."""
    pairs = zip(reversed(text), reversed(name), strict=False)
    common = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    heads = text[: len(text) - common], name[: len(name) - common]
    return not all(heads) or not (set(heads[0]) - _LEVEL_CHARACTERS).isdisjoint(heads[1])


def is_sentence(text: str) -> bool:
    """Whether a text is too long, or too much a sentence, for a name."""
    return len(text) > _LONGEST or bool(re.search(r"[，；。]", text))
