"""The place that a title, or a line with an issuer's name, begins with.

广东省东莞市2024年…, 广西百色市…, 国家税务总局广西壮族自治区税务局…, 教育部…

The bare name of a city in front of a zone (合肥高新区) tells no place, for a zone has offices of
its own, and its 科技局 is not that of the city.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.dictionaries import Dictionaries
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.places import NATION, place_names

_PARTS = re.compile(
    r"附件\d*|中共(?!中央)|(?:19|20)\d{2}年度?|[《》：，。、（）]|关于(?:印发|转发|贯彻|落实|发布)?|印发|转发"
)
# Behind these words a title names the document of another body.
_OTHERS = re.compile(r"转发|贯彻|落实")
_NATIONAL = re.compile(
    r"国务院|中共中央|中央办公厅|中华人民共和国|中国人民银行|国家(?!级)[一-鿿]{2,10}?(?:委|局|部|署)"
)
_MINISTRIES = ("部", "署", "总局")
_LONGEST = 15


def place_in(title: str, dictionaries: Dictionaries) -> tuple[str, str] | None:
    """The code of the place that a title names as its own, and the words that tell it."""
    own = _OTHERS.split(fold(title, dictionaries.traditional), maxsplit=1)[0]
    for part in _PARTS.split(own):
        national = _national(part, dictionaries)
        rest = part[len(national or "") :]
        code = leading_place(rest, dictionaries)
        if code is not None:
            return code, dictionaries.places.periods[code][-1].name
        if national is not None:
            return NATION, national[:12]
    return None


def leading_place(text: str, dictionaries: Dictionaries) -> str | None:
    """The place at the start of a text, the innermost of a chain: 广东省东莞市 is 东莞市."""
    found: str | None = None
    position = 0
    while (step := _place_at(text, position, found, dictionaries)) is not None:
        found, position = step
    return found if found is not None else _behind_short(text, dictionaries)


def forms(code: str, dictionaries: Dictionaries) -> set[str]:
    """The names of a place with its level: 延边朝鲜族自治州, 延边州; 延边 alone may be a word."""
    periods = dictionaries.places.periods[code]
    return {name for p in periods for name in place_names(p) if name != p.short_name}


def _national(text: str, dictionaries: Dictionaries) -> str | None:
    """The national body that a text begins with: 国务院…, 自然资源部…, but not 财政部门."""
    found = _NATIONAL.match(text)
    if found:
        return found[0]
    bodies = dictionaries.bodies.get(NATION, {})
    for length in range(min(_LONGEST, len(text)), 2, -1):
        name = text[:length]
        is_whole = not text.startswith(("门", "队", "署"), length)
        if is_whole and name in bodies and name.endswith(_MINISTRIES):
            return name
    return None


def _place_at(
    text: str, position: int, outer: str | None, dictionaries: Dictionaries
) -> tuple[str, int] | None:
    places = dictionaries.places
    for length in range(min(_LONGEST, len(text) - position), 1, -1):
        name = text[position : position + length]
        codes = places.by_name.get(name) or tuple(
            code for code in places.by_short.get(name, ()) if name in forms(code, dictionaries)
        )
        if outer is not None:
            inside = [c for c in codes if outer in {d.code for d in places.chain(c, None)[1:]}]
            codes = tuple(inside)
        alive = [c for c in codes if places.is_alive(c, "2024")] or list(codes)
        if len(alive) == 1:
            return alive[0], position + length
    return None


def _behind_short(text: str, dictionaries: Dictionaries) -> str | None:
    """The place behind the bare name of the one it lies in: 广西百色市, 南京鼓楼区."""
    found: set[str] = set()
    for code, rest in _short_names(text, dictionaries):
        step = _place_at(rest, 0, code, dictionaries)
        while step is not None:
            inner, position = step
            step = _place_at(rest, position, inner, dictionaries)
            if step is None:
                found.add(inner)
    return found.pop() if len(found) == 1 else None


def _short_names(text: str, dictionaries: Dictionaries) -> Iterator[tuple[str, str]]:
    """The provinces and prefectures whose bare name a text begins with, and what follows."""
    places = dictionaries.places
    for length in range(2, min(_LONGEST, len(text))):
        for code in places.by_short.get(text[:length], ()):
            division = places.at(code, "2024")
            is_high = division is not None and division.level in ("province", "prefecture")
            if (is_high or code[2:4] == "90") and places.is_alive(code, "2024"):
                yield code, text[length:]
