"""One name to one body: exact look-up of place and wording, date and level rules.

``lookup`` gives every body that a text names as a whole, best reading only. More than one
hit means that the text is ambiguous; none that it is no listed name. Nothing here is
approximate: typing errors are the business of ``near``, names run together of ``segment``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.dictionaries import Body, Dictionaries, Division, Form, Function
from pipeline.dictionaries.dates import Timing, timing
from pipeline.dictionaries.names import full_name, stands_at
from pipeline.dictionaries.places import NATION, level_letter
from pipeline.owners.collectives import collective
from pipeline.owners.names import GOVERNMENT, PARK, Namebook, Whole

_RANK: dict[Timing, int] = {"current": 0, "tolerated": 1, "outdated": 2, "early": 2}
# The longest name of a division has 15 characters (双江拉祜族佤族布朗族傣族自治县).
_LONGEST_PLACE = 15


def _rank(when: Timing) -> int:
    return _RANK[when]


@dataclass(frozen=True, slots=True)
class Hit:
    """A body that a text names, how it was found, and what is doubtful about it."""

    bureau_id: str
    name: str
    function: Function
    division: Division
    tier: str
    score: float
    why: str
    outdated: bool = False
    doubts: tuple[str, ...] = ()
    prefixed: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    function: Function
    form: Form | None
    body: Body | None
    timing: Timing


def lookup(text: str, book: Namebook, inherited: Division | None = None) -> list[Hit]:
    """The bodies that a folded text names as a whole; ``inherited`` is the list's place."""
    if len(text) < 2:
        return []
    for read in (_whole, _behind_near_place, _bare, _together, _behind_far_place, _template):
        hits = read(text, book, inherited)
        if hits:
            return hits
    if text.startswith("中共") and len(text) > 4:
        return lookup(text[2:], book, inherited)
    return []


def wording(core: str, division: Division, book: Namebook, prefixed: bool) -> list[Hit]:
    """The bodies of one place that a wording without place names."""
    found = _best(core, division, book, prefixed)
    return [_hit(f, core, division, book, prefixed) for f in found]


def _whole(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    found = book.whole.get(text, ())
    hits = {hit.bureau_id: hit for whole in found for hit in _from_whole(whole, text, book)}
    return list(hits.values())


def _from_whole(whole: Whole, text: str, book: Namebook) -> Iterable[Hit]:
    function = book.dictionaries.functions.get(whole.function)
    if function is None:
        return
    if whole.form is None:
        yield _place_hit(text, whole.division, function, book)
    else:
        when = _timing(whole.form, whole.division, book)
        found = _Found(function, whole.form, None, when)
        yield replace(_hit(found, text, whole.division, book, True), tier="template")


def _behind_near_place(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """市, 东莞市, 东莞, 省 ... + wording, the longest place first; places may follow one another."""
    for length in range(min(book.longest_prefix, len(text) - 1), 0, -1):
        division = book.prefixes.get(text[:length])
        if division is None:
            continue
        rest = text[length:]
        hits = wording(rest, division, book, True)
        if not hits and length > 1:
            hits = _deeper(rest, division, book)
        if hits:
            return hits
    return []


def _deeper(text: str, division: Division, book: Namebook) -> list[Hit]:
    """广东省 + 东莞市教育局: the next place must lie in the one before."""
    for length in range(min(_LONGEST_PLACE, len(text)), 1, -1):
        for code in _codes(text[:length], book):
            below = book.dictionaries.places.at(code, book.date)
            if below is None or not _within(below, division, book):
                continue
            if length == len(text):
                return _government(text, below, book)
            hits = wording(text[length:], below, book, True)
            hits = hits or _deeper(text[length:], below, book)
            if hits:
                return hits
    return []


def _bare(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """A wording without place: the list's place, the document's, else the only level it fits."""
    here = wording(text, book.home, book, False)
    if inherited is not None and inherited.code != book.home.code:
        carried = wording(text, inherited, book, False)
        if carried:
            doubt = (f"the list's place {inherited.name} is taken, not {book.home.name}",)
            return [
                replace(h, tier="inherited", doubts=(*h.doubts, *(doubt if here else ())))
                for h in carried
            ]
    if here:
        return here
    for division in book.chain[1:]:
        # A bare 厅 or 部 stands at one level only; a bare 局 says nothing about its level.
        # 各市 in a city's document does not mean the cities of the nation.
        if division.level == "nation" or text.endswith("厅"):
            hits = [h for h in wording(text, division, book, False) if not h.function.is_collective]
            if hits:
                return hits
    return []


def _together(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """A collective that is not listed as it is printed: 各区、县（市）人民政府."""
    code = collective(text, level_letter(book.home))
    function = book.dictionaries.functions.get(code or "")
    if function is None:
        return []
    found = _Found(function, None, None, "current")
    hit = _hit(found, text, book.home, book, False)
    why = f"{text} is by its grammar a collective of {book.home.name}: {function.name}"
    return [replace(hit, tier="alias", score=0.95, why=why)]


def _behind_far_place(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """杭州市 + 政府: another place in full; a short name only of cities and provinces."""
    for length in range(min(_LONGEST_PLACE, len(text)), 1, -1):
        for division in _places(text[:length], book):
            if length == len(text):
                return _government(text, division, book)
            rest = text[length:]
            hits = wording(rest, division, book, True) or _deeper(rest, division, book)
            if hits:
                return hits
    return []


def _template(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """国家税务总局 + 杭州市 + 税务局: templates with one place, for places that are not near."""
    for template in book.dictionaries.templates:
        if len(template.slots) != 1 or template.slots[0] not in "Pp":
            continue
        before, after = template.pieces
        if not (text.startswith(before) and text.endswith(after)):
            continue
        place = text[len(before) : len(text) - len(after)]
        for division in _places(place, book):
            if stands_at(template.form, division):
                when = _timing(template.form, division, book)
                found = _Found(template.form.function, template.form, None, when)
                return [replace(_hit(found, text, division, book, True), tier="template")]
    return []


def _codes(name: str, book: Namebook) -> list[str]:
    places = book.dictionaries.places
    codes = [*places.by_name.get(name, ()), *places.by_short.get(name, ())]
    return [c for c in dict.fromkeys(codes) if places.is_alive(c, book.date)] or codes


def _places(name: str, book: Namebook) -> list[Division]:
    """The divisions that a place name means here: one, or none where it is ambiguous.

    A division below the document's own or its province's goes before others of the name.
    """
    if len(name) < 2:
        return []
    places = book.dictionaries.places
    full = name in places.by_name
    divisions = [d for c in _codes(name, book) if (d := places.at(c, book.date)) is not None]
    if not full:
        near = book.home.level in ("prefecture", "county")
        divisions = [
            d
            for d in divisions
            if level_letter(d) in "PMC" or (near and _within(d, book.chain[0], book))
        ]
    for outer in book.chain:
        inside = [d for d in divisions if _within(d, outer, book)]
        if inside:
            return inside if len(inside) == 1 else _highest(inside)
    return divisions if len(divisions) == 1 else []


def _highest(divisions: list[Division]) -> list[Division]:
    """吉林 is the province before the city; two counties of one name are none."""
    for letters in ("PM", "C"):
        found = [d for d in divisions if level_letter(d) in letters]
        if found:
            return found if len(found) == 1 else []
    return []


def _within(division: Division, outer: Division, book: Namebook) -> bool:
    if outer.code == NATION:
        return True
    return any(d.code == outer.code for d in book.dictionaries.places.chain(division.code, book.date))


def _best(core: str, division: Division, book: Namebook, prefixed: bool) -> list[_Found]:
    """What a wording means at a place, best timing and narrowest scope only."""
    dictionaries = book.dictionaries
    found: list[_Found] = []
    for body in dictionaries.bodies.get(division.code, {}).get(core, ()):
        function = dictionaries.functions.get(body.function)
        if function is not None:
            when = timing(book.date, body.valid_from, body.valid_to)
            found.append(_Found(function, None, body, when))
    if found and min(_RANK[f.timing] for f in found) < 2:
        return _narrow(found)
    forms = [
        form
        for form in dictionaries.forms.get(core, ())
        if stands_at(form, division)
        and form.function.identity != "generic"
        and (prefixed or form.kind != "suffix")
    ]
    widest = max((max(map(len, form.codes), default=0) for form in forms), default=0)
    for form in forms:
        if max(map(len, form.codes), default=0) == widest:
            found.append(_Found(form.function, form, None, _timing(form, division, book)))
    return _narrow(found)


def _narrow(found: list[_Found]) -> list[_Found]:
    """The readings of best timing; without a date, bodies that still exist come first."""
    if not found:
        return []
    rank = min(_RANK[f.timing] for f in found)
    best = {
        (f.body.jurisdiction if f.body else "", f.function.code): f
        for f in reversed(found)
        if _RANK[f.timing] == rank
    }
    if len({code for _, code in best}) > 1:
        alive = {key: f for key, f in best.items() if f.function.valid_to is None}
        best = alive or best
    return list(best.values())


def _timing(form: Form, division: Division, book: Namebook) -> Timing:
    """The worse of the wording's own validity and its function's at this place."""
    own = timing(book.date, form.valid_from, form.valid_to)
    return max(own, function_timing(form.function, division, book), key=_rank)


def function_timing(function: Function, division: Division, book: Namebook) -> Timing:
    """Whether a function had a body here at the date; local rows go before the country's."""
    rows = book.dictionaries.own_bodies.get(f"{division.code}:{function.code}", ())
    if rows:
        best = min((timing(book.date, r.valid_from, r.valid_to) for r in rows), key=_rank)
        if best != "early":
            return best
    return timing(book.date, function.valid_from, function.valid_to)


def _hit(found: _Found, text: str, division: Division, book: Namebook, prefixed: bool) -> Hit:
    function, form = found.function, found.form
    jurisdiction = found.body.jurisdiction if found.body else division.code
    entry = found.body.entry if found.body else form.entry if form else function.entry
    why = f"{text} is listed for {function.code} ({entry})"
    if prefixed:
        why += f", place {division.name}"
    outdated, doubts = False, list[str]()
    when = found.timing
    if when == "tolerated":
        why += "; the date is within 18 months of its validity"
    if when == "early":
        doubts.append(f"the name is younger than the document's date {book.date}")
    if when == "outdated":
        outdated = True
        why += f"; an outdated name at the document's date {book.date}"
        following = successor_at(function, division, book)
        if following.code != function.code:
            why += f", which {following.code} bears now"
            doubts.append(f"outdated name; {function.name} has become {following.name}")
            function, form, jurisdiction = following, None, division.code
    kind = form.kind if form else "official"
    tier, score = ("exact", 1.0) if form is None or form.official else ("alias", 0.99)
    if found.body is not None and text not in found.body.name:
        tier, score = "alias", 0.99
    if kind in ("word", "generic") and not prefixed:
        score = 0.85
        doubts.append("a word for the field, not a name")
    if outdated:
        score = min(score, 0.9)
    if found.body is not None and found.function is function and when in ("current", "tolerated"):
        name = found.body.name
    else:
        name = official_name(function, form, division, book, jurisdiction)
    return Hit(
        f"{jurisdiction}:{function.code}",
        name,
        function,
        division,
        tier,
        score,
        why,
        outdated,
        tuple(doubts),
        prefixed,
    )


def successor_at(function: Function, division: Division, book: Namebook) -> Function:
    """The function that had taken over at the date, by the chain of successors."""
    seen = {function.code}
    while function_timing(function, division, book) == "outdated":
        following = book.dictionaries.functions.get(function.successor or "")
        if following is None or following.code in seen:
            break
        seen.add(following.code)
        function = following
    return function


def official_name(
    function: Function, form: Form | None, division: Division, book: Namebook, jurisdiction: str
) -> str:
    """The full name at the document's date: from local rows, else by the templates."""
    rows = book.dictionaries.own_bodies.get(f"{jurisdiction}:{function.code}", ())
    if rows:
        best = min(rows, key=lambda r: _rank(timing(book.date, r.valid_from, r.valid_to)))
        if timing(book.date, best.valid_from, best.valid_to) != "early":
            return best.name
    forms = book.dictionaries.by_function.get(function.code, ())
    return full_name(function, forms, form, division, book.date, book.above(division))


def _government(text: str, division: Division, book: Namebook) -> list[Hit]:
    function = book.dictionaries.functions.get(GOVERNMENT)
    return [_place_hit(text, division, function, book)] if function else []


def _place_hit(text: str, division: Division, function: Function, book: Namebook) -> Hit:
    """A place as an owner means its government: 越秀区, 石碣镇, 东城街道办."""
    bureau_id = f"{division.code}:{function.code}"
    return Hit(
        bureau_id,
        place_body_name(division, function, book),
        function,
        division,
        "place",
        0.95,
        f"{text} names a place; its government or office is meant",
        prefixed=True,
    )


def place_body_name(division: Division, function: Function, book: Namebook) -> str:
    """The government's name of a place: 东莞市石碣镇人民政府, 东莞市人民政府东城街道办事处."""
    rows = book.dictionaries.own_bodies.get(f"{division.code}:{function.code}", ())
    if rows:
        return rows[0].name
    above = book.above(division)
    front = above.name if above is not None and above.level != "nation" else ""
    if level_letter(division) != "T":
        # Prefectures and leagues (地区, 盟) have an administrative office, no government.
        office = "行政公署" if division.name.endswith(("地区", "盟")) else "人民政府"
        return division.name + office
    if division.level == "subdistrict":
        return f"{front}人民政府{division.name}办事处"
    if function.code == PARK:
        return f"{front.removesuffix('市')}{division.name.removeprefix(front[:2])}管理委员会"
    return f"{front}{division.name}人民政府"


def nation_of(dictionaries: Dictionaries) -> Division | None:
    """The division that stands for the nation."""
    return dictionaries.places.at(NATION, None)
