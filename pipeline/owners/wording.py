"""A wording at a place: which function it names there at the date, and the body's name.

Local rows go before the country's forms, a wording of the region before one of the whole
country, a current reading before one whose dates are over. A name that was given up long
before the document's date means the body that had taken over, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.dictionaries import Body, Division, Form, Function
from pipeline.dictionaries.dates import Timing, timing
from pipeline.dictionaries.names import full_name, stands_at
from pipeline.dictionaries.places import level_letter
from pipeline.owners.names import GOVERNMENT, PARK, Hit, Namebook

_RANK: dict[Timing, int] = {"current": 0, "tolerated": 1, "outdated": 2, "early": 2}


def _is_office(found: Found) -> bool:
    return found.function.branch in ("government", "other") and not found.function.is_collective


@dataclass(frozen=True, slots=True)
class Found:
    """A reading of a wording: its function, by a form or a local row, and its timing."""

    function: Function
    form: Form | None
    body: Body | None
    timing: Timing


def wording(core: str, division: Division, book: Namebook, prefixed: bool) -> list[Hit]:
    """The bodies of one place that a wording without place names."""
    found = _best(core, division, book, prefixed)
    if not found and prefixed:
        # 市政府口岸办 is the 口岸办 of the government; not so 市政府 + 教育局.
        office = core.removeprefix("人民政府").removeprefix("政府")
        if office != core and office.endswith(("办", "办公室", "研究室", "中心")):
            found = [f for f in _best(office, division, book, prefixed) if _is_office(f)]
    return [body_hit(f, core, division, book, prefixed) for f in found]


def _rank(when: Timing) -> int:
    return _RANK[when]


def _best(core: str, division: Division, book: Namebook, prefixed: bool) -> list[Found]:
    """What a wording means at a place, best timing and narrowest scope only."""
    dictionaries = book.dictionaries
    own = dictionaries.bodies.get(division.code, {}).get(core, ())
    listed = dictionaries.forms.get(core, ())
    if not own and not listed:
        return []
    found: list[Found] = []
    for body in own:
        function = dictionaries.functions.get(body.function)
        if function is not None:
            when = timing(book.date, body.valid_from, body.valid_to)
            found.append(Found(function, None, body, when))
    if found and min(_RANK[f.timing] for f in found) < 2:
        return _narrow(found, division.code)
    forms = [
        form
        for form in listed
        if stands_at(form, division)
        and form.function.identity != "generic"
        and (prefixed or form.kind != "suffix")
    ]
    widest = max((max(map(len, form.codes), default=0) for form in forms), default=0)
    found += [
        Found(form.function, form, None, form_timing(form, division, book))
        for form in forms
        if max(map(len, form.codes), default=0) == widest
    ]
    return _narrow(found, division.code)


def _narrow(found: list[Found], code: str) -> list[Found]:
    """The readings of best timing; of bodies equally current, one that still exists."""
    if len(found) <= 1:
        return found
    rank = min(_RANK[f.timing] for f in found)
    best = {
        (f.body.jurisdiction if f.body else code, f.function.code): f
        for f in reversed(found)
        if _RANK[f.timing] == rank
    }
    if len({key[1] for key in best}) > 1:
        # Reforms reach a place late, never early: in between, the old body is still there.
        late = rank == _RANK["tolerated"]
        alive = {k: f for k, f in best.items() if (f.function.valid_to is None) != late}
        best = alive or best
    return list(best.values())


def form_timing(form: Form, division: Division, book: Namebook) -> Timing:
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


def body_hit(found: Found, text: str, division: Division, book: Namebook, prefixed: bool) -> Hit:
    """The body that a reading means, with what is doubtful about its date and wording."""
    function, form, when = found.function, found.form, found.timing
    jurisdiction = found.body.jurisdiction if found.body else division.code
    why, doubts = [_listed(found, text, division, prefixed)], list[str]()
    if when == "tolerated":
        why.append("the date is within 18 months of its validity")
    elif when == "early":
        doubts.append(f"the name is younger than the document's date {book.date}")
    elif when == "outdated":
        why.append(f"an outdated name at the document's date {book.date}")
        following = successor_at(function, division, book)
        if following.code != function.code:
            doubts.append(f"outdated name; {function.name} has become {following.name}")
            function, form, jurisdiction = following, None, division.code
    tier, score = _tier(found, text)
    if form is not None and form.kind in ("word", "generic") and not prefixed:
        doubts.append("a word for the field, not a name")
    if found.body is not None and function is found.function and when in ("current", "tolerated"):
        name = found.body.name
    else:
        name = official_name(function, form, division, book, jurisdiction)
    return Hit(
        f"{jurisdiction}:{function.code}",
        name,
        function,
        division,
        tier,
        min(score, 0.9) if when == "outdated" else score,
        "; ".join(why),
        when == "outdated",
        tuple(doubts),
        prefixed,
    )


def _listed(found: Found, text: str, division: Division, prefixed: bool) -> str:
    """Where a wording is listed, in words."""
    source = found.body or found.form or found.function
    place = f", place {division.name}" if prefixed else ""
    return f"{text} is listed for {found.function.code} ({source.entry}){place}"


def _tier(found: Found, text: str) -> tuple[str, float]:
    """Exact for an official wording, alias for another listed one, less for a mere word."""
    if found.form is not None and found.form.kind in ("word", "generic"):
        return "alias", 0.85
    official = found.form.official if found.form else found.body is None or text in found.body.name
    return ("exact", 1.0) if official else ("alias", 0.99)


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
    if function.code == GOVERNMENT and division.level != "nation":
        return place_body_name(division, function, book)
    forms = book.dictionaries.by_function.get(function.code, ())
    return full_name(function, forms, form, division, book.date, book.above(division))


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
