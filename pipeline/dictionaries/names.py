"""Full names: what a body is officially called at a place, level and date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.dictionaries.dates import timing
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.places import level_letter, level_words, place_names
from pipeline.dictionaries.records import Division, Form, Function

_ENDS = (
    ("委员会办公室", ("委办公室", "委办", "委员会办公室")),
    ("指挥部办公室", ("指办", "指挥部办公室")),
    ("办公室", ("办公室", "办")),
    ("办公厅", ("办公厅", "办")),
    ("委员会", ("委员会", "委")),
    ("联合会", ("联合会", "联")),
    ("协会", ("协会", "协")),
)
# What the name of a body ends in; 办 is short for 办公室.
_NAME_ENDS = frozenset("局厅部委会院所站馆台社队署校司团心室处行区专联学业气中")
_PARTY = re.compile(r"党?委(?!员会)")


def body_names(name: str, division: Division | None) -> tuple[str, ...]:
    """A name folded, as it is and without the place in front.

    ``中共东莞市委宣传部`` gives itself and ``委宣传部``; a rest of one or two characters
    (东莞港) is no name.
    """
    folded = fold(name)
    names = [folded]
    text = folded.removeprefix("中共")
    for place in place_names(division) if division else ():
        if text.startswith(place) and len(text) >= len(place) + 3:
            names.append(text[len(place) :])
            break
    return tuple(names)


def stands_at(form: Form, division: Division) -> bool:
    """Whether a form may stand at a division's level and place."""
    return level_letter(division) in form.levels and (
        not form.codes or any(division.code.startswith(code) for code in form.codes)
    )


def full_name(
    function: Function,
    forms: Sequence[Form],
    printed: Form | None,
    division: Division,
    date: str | None,
    above: Division | None,
) -> str:
    """The official name of a function's body at a place and date.

    ``printed`` decides between the forms that differ from place to place (发展和改革局,
    发展和改革委员会): the official wording it abbreviates, else its own wording written
    out. Without it the first official wording of the level stands.
    """
    here = [form for form in forms if stands_at(form, division)]
    alive = [f for f in here if timing(date, f.valid_from, f.valid_to) == "current"] or here
    # The narrowest wording first: 厅 before 局 in a province, 大队 before 支队 in a county;
    # stems before single wordings, wordings of the region before those of the country.
    official = sorted((f for f in alive if f.official), key=lambda f: _narrowness(f, function))
    if printed is not None and "{" in printed.printed:
        end = printed.printed.rpartition("}")[2]
        same = [f for f in here if f.official and f.printed.endswith("}" + end)]
        same = same or [f for f in official if "{" in f.printed] or [printed]
        return fill(same[0].printed, division, above)
    for form in official:
        if "{" in form.printed:
            return fill(form.printed, division, above)
    if printed is None:
        wording = official[0].printed if official else function.name
    elif function.is_collective:
        wording = function.name
    elif printed.official:
        wording = printed.printed
    else:
        wording = _written_out(printed, alive, official, function)
    return placed(wording, function, division)


def _narrowness(form: Form, function: Function) -> tuple[bool, bool, int]:
    is_stem = any(form.printed.startswith(stem) for stem in function.stems)
    return not form.codes, bool(function.stems) and not is_stem, len(form.levels)


def fill(printed: str, division: Division, above: Division | None) -> str:
    """A template with the places put in."""
    words = level_words(division)
    up = above.name if above is not None and above.level != "nation" else ""
    return (
        printed.replace("{P}", division.name)
        .replace("{p}", division.short_name)
        .replace("{L}", words[0] if words else "")
        .replace("{U}", up)
    )


def placed(wording: str, function: Function, division: Division) -> str:
    """A wording with its place in front, by the function's rule."""
    rule = function.prefix_rule.split("|")[0]
    if division.level == "nation" or function.is_collective or rule == "none":
        return wording
    party = _PARTY.match(wording)
    if party or rule == "party":
        behind = wording[party.end() :] if party else wording
        committee = "党委" if division.name.endswith("自治区") else "委"
        return f"中共{division.name}{committee}{behind}"
    if rule == "place":
        return division.short_name + wording
    return division.name + wording


def _written_out(
    printed: Form, longer: Sequence[Form], official: Sequence[Form], function: Function
) -> str:
    """The wording that a short form abbreviates: same ending, same characters in order."""
    if printed.kind in ("word", "generic", "suffix"):
        return official[0].printed if official else function.name
    party = bool(_PARTY.match(printed.text))
    full = printed.printed
    for short, end in (("委", "委员会"), ("办", "办公室")):
        if full.endswith(short) and len(full) > 3:
            full = full[:-1] + end
    if any(form.printed == full for form in official):
        return full
    # 大数据中心 is a name of its own, not short for 大数据管理中心.
    written_out = full == printed.printed and len(full) > 4
    for candidates in (official, () if written_out else longer):
        for from_first in (True, False):
            for form in candidates:
                text = form.text if not party or _PARTY.match(form.text) else "委" + form.text
                if "{" in form.printed or len(text) <= len(printed.text):
                    continue
                if abbreviates(printed.text, text, from_first):
                    return form.printed if text == form.text else "委" + form.printed
    # 清欠办, 公安消防: a nickname, whose characters the full name need not have.
    if len(printed.text) <= 4 and full[-1] not in _NAME_ENDS:
        office = printed.text.endswith("办")
        named = (form.printed for form in official if "{" not in form.printed)
        return next((name for name in named if not office or name.endswith("办公室")), full)
    return full


def abbreviates(short: str, long: str, from_first: bool = True) -> bool:
    """Whether ``long`` ends like ``short`` (办 for 办公室) and has its characters in order."""
    for end, shorts in _ENDS:
        if long.endswith(end):
            for tail in shorts:
                if short.endswith(tail):
                    if _in_order(short[: -len(tail)], long[: -len(end)], from_first):
                        return True
                    break
    if long.endswith("分局") and not short.endswith("分局"):
        return False
    return short[-1] == long[-1] and _in_order(short[:-1], long[:-1], from_first)


def _in_order(short: str, long: str, from_first: bool) -> bool:
    rest = iter(long)
    starts = short[:1] == long[:1] or not from_first
    return bool(short) and starts and all(c in rest for c in short)
