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

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.dictionaries import Division
from pipeline.dictionaries.places import level_letter
from pipeline.owners.match import is_placed
from pipeline.owners.names import Hit, Namebook
from pipeline.owners.wording import wording
from pipeline.records import Candidate

_FUNCTION_CHARACTERS = frozenset("和与及的")
_ENDINGS = (
    "委员会", "办公室", "办公厅", "联合会", "公司", "中心", "集团", "协会", "学会", "支队", "大队",
    "总队", "局", "委", "办", "部", "厅", "会", "院", "所", "站", "校", "署", "馆", "社", "台",
    "行", "队", "组",
)  # fmt: skip
_SAME_ENDING = {"委员会": "委", "办公室": "办", "办公厅": "办"}
_LONGEST = 40
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
    - ``fuzzy``: at least 7 characters, any one edit outside the first two; to be reviewed
      unless ``context``, the folded text of the task, has the name as corrected.

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
    near = [
        name
        for name, _, _ in process.extract(
            core, _pool(split.division, book), scorer=OSA.distance, score_cutoff=1, limit=None
        )
    ]
    if not near or len({line for name in near for line in _lineages(name, split, book)}) != 1:
        return None
    for name in near:
        rule = _rule(core, name)
        hits = wording(name, split.division, book, split.prefixed) if rule else []
        if rule is None or len(hits) != 1:
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
    ranked = process.extract(
        split.core, _pool(split.division, book), scorer=OSA.distance, score_cutoff=4, limit=None
    )
    for other, edits, _ in ranked:
        if not own & set(_lineages(other, split, book)):
            return f"the next other name is {other}, {edits} edits away"
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
    return "fuzzy" if len(core) >= 7 and len(name) >= 7 and at >= 2 else None


def _ending(name: str) -> str:
    for ending in _ENDINGS:
        if name.endswith(ending):
            return _SAME_ENDING.get(ending, ending)
    return name[-1:]


def _pool(division: Division, book: Namebook) -> list[str]:
    bodies = book.dictionaries.bodies.get(division.code, {})
    return [*book.dictionaries.forms, *(n for n in bodies if n not in book.dictionaries.forms)]


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
    best: dict[str, Candidate] = {}
    for split in splits(text, book, inherited):
        if len(split.core) < 2:
            continue
        level = level_letter(split.division)
        bodies = book.dictionaries.bodies.get(split.division.code, {})
        pool = (*book.dictionaries.standing.get(level, ()), *bodies)
        for name, score, _ in process.extract(
            split.core, pool, scorer=OSA.normalized_similarity, score_cutoff=0.3, limit=6
        ):
            for hit in wording(name, split.division, book, split.prefixed)[:1]:
                old = best.get(hit.bureau_id)
                if old is None or old.score < score:
                    edits = OSA.distance(split.core, name)
                    why = f"{edits} edit{'s' * (edits != 1)} from {name}, place taken off"
                    best[hit.bureau_id] = Candidate(hit.bureau_id, hit.name, round(score, 3), why)
    ranked = sorted(best.values(), key=lambda c: (-c.score, c.bureau_id))
    return tuple(ranked[:3])


def is_sentence(text: str) -> bool:
    """Whether a text is too long, or too much a sentence, for a name."""
    return len(text) > _LONGEST or bool(re.search(r"[，；。]", text))
