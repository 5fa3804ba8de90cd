"""Bureau records: a bureau ID opened up, with who does its work today and its members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.dictionaries import Division, Function
from pipeline.dictionaries.dates import timing
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.names import abbreviates, body_names, fill, stands_at
from pipeline.dictionaries.places import level_letter, level_words
from pipeline.owners.names import GOVERNMENT, PARK, STREET, TOWN, Namebook
from pipeline.owners.wording import official_name, place_body_name
from pipeline.records import Bureau

_PLACES = (TOWN, STREET)


@dataclass(frozen=True, slots=True)
class Opened:
    """A bureau ID taken apart."""

    bureau_id: str
    jurisdiction: str
    division: Division
    function: Function
    name: str


def body(book: Namebook, bureau_id: str) -> Opened | None:
    """The parts of a bureau ID, or ``None`` where its place or function is not known."""
    jurisdiction, _, code = bureau_id.partition(":")
    function = book.dictionaries.functions.get(code)
    places = book.dictionaries.places
    division = places.at(jurisdiction, book.date) or places.at(jurisdiction[:6], book.date)
    if function is None or division is None:
        return None
    if level_letter(division) == "T" or (code == GOVERNMENT and division.level != "nation"):
        name = place_body_name(division, function, book)
    else:
        name = official_name(function, None, division, book, jurisdiction)
    return Opened(bureau_id, jurisdiction, division, function, name)


def bureaus(namebook: Namebook, ids: Iterable[str]) -> tuple[Bureau, ...]:
    """The record of every ID, of who does its work today, and of members, sorted by ID.

    An ID whose place or function the dictionaries do not have is left out.
    """
    records: dict[str, Bureau] = {}
    waiting = list(ids)
    while waiting:
        bureau_id = waiting.pop()
        if bureau_id in records:
            continue
        opened = body(namebook, bureau_id)
        if opened is None:
            continue
        record = _bureau(opened, namebook)
        records[bureau_id] = record
        waiting += [record.current_bureau_id, *record.members]
    return tuple(records[bureau_id] for bureau_id in sorted(records))


def _bureau(opened: Opened, book: Namebook) -> Bureau:
    function, division = opened.function, opened.division
    valid_from, valid_to = _validity(opened, book)
    return Bureau(
        bureau_id=opened.bureau_id,
        name=opened.name,
        short_name=_short_name(opened, book),
        jurisdiction=opened.jurisdiction,
        jurisdiction_name=division.name,
        function=function.code,
        branch=function.branch,
        valid_from=valid_from,
        valid_to=valid_to,
        current_bureau_id=_current(opened, book),
        members=tuple(dict.fromkeys(_members(opened, book))) if function.is_collective else (),
    )


def _validity(opened: Opened, book: Namebook) -> tuple[str | None, str | None]:
    """Since when and until when the body exists: local rows first, else the function."""
    rows = book.dictionaries.own_bodies.get(opened.bureau_id, ())
    if rows:
        begins = [row.valid_from for row in rows]
        ends = [row.valid_to for row in rows]
        first = None if None in begins else min(b for b in begins if b)
        last = None if None in ends else max(e for e in ends if e)
        if opened.function.valid_from and (first is None or first < opened.function.valid_from):
            first = opened.function.valid_from
        return first, last or opened.function.valid_to
    return opened.function.valid_from, opened.function.valid_to


def _current(opened: Opened, book: Namebook) -> str:
    """The end of the chain of successors: an ended body's work is done by the next one."""
    functions = book.dictionaries.functions
    function, seen = opened.function, {opened.function.code}
    while function.successor and function.successor in functions:
        rows = book.dictionaries.own_bodies.get(f"{opened.division.code}:{function.code}", ())
        ended = all(row.valid_to for row in rows) if rows else function.valid_to is not None
        if not ended or function.successor in seen:
            break
        function = functions[function.successor]
        seen.add(function.code)
    if function is opened.function:
        return opened.bureau_id
    return f"{opened.division.code}:{function.code}"


def _short_name(opened: Opened, book: Namebook) -> str | None:
    """The usual short name with its level word: 市住建局.

    The shortest listed wording that abbreviates the full name, of several the first in the
    dictionary; where the full name has its place inside, the shortest with the same ending.
    """
    function, division = opened.function, opened.division
    words = level_words(division)
    if "/" in opened.jurisdiction:
        return _own_short_name(opened, book)
    if function.is_collective or level_letter(division) == "T" or not words:
        return None
    wording = body_names(opened.name, division)[-1]
    is_inside = wording == fold(opened.name)
    wording = wording[1:] if wording.startswith("党委") else wording
    short = [
        form
        for form in book.dictionaries.by_function.get(function.code, ())
        if form.kind == "short"
        and stands_at(form, division)
        and timing(book.date, form.valid_from, form.valid_to) != "outdated"
        and not form.text.startswith("党委")
        and (abbreviates(form.text, wording) or (is_inside and form.text[-1:] == wording[-1:]))
    ]
    if not short:
        return None
    best = min(short, key=lambda form: len(form.text))
    if "{" in best.printed:
        return fill(best.printed, division, book.above(division))
    party = best.text.startswith("委") and division.name.endswith("自治区")
    name = words[0] + "党" * party + best.printed
    return name if len(name) < len(opened.name) else None


def _own_short_name(opened: Opened, book: Namebook) -> str | None:
    """The first name listed for a body of its own that is no mere end of its full name."""
    for row in book.dictionaries.own_bodies.get(opened.bureau_id, ()):
        full = fold(row.name)
        for name in row.names:
            if len(name) < len(full) and not full.endswith(name):
                return name
    return None


def _members(opened: Opened, book: Namebook) -> Iterator[str]:
    """Who belongs to a collective at the date, by collectives.csv."""
    code = opened.division.code
    rules = [
        m
        for m in book.dictionaries.memberships
        if m.function == opened.function.code
        and (not m.scope or any(code.startswith(s) for s in m.scope.split("|")))
        and timing(book.date, m.valid_from, m.valid_to) in ("current", "tolerated")
    ]
    if not rules:
        return
    for part in max(rules, key=lambda m: len(m.scope)).members.split("|"):
        if ":" in part:
            yield part
        else:
            yield from _below(part, opened, book)


def _below(rule: str, opened: Opened, book: Namebook) -> Iterator[str]:
    places = book.dictionaries.places
    division = opened.division
    if rule in ("towns", "streets", "parks"):
        kinds = {"towns": ("town", "township"), "streets": ("subdistrict",), "parks": ("park",)}
        codes = {"towns": TOWN, "streets": STREET, "parks": PARK}
        for town in places.towns_of(division.code):
            if town.level in kinds[rule]:
                yield f"{town.code}:{codes[rule]}"
        return
    wanted = {"counties": "county", "prefectures": "prefecture", "provinces": "province"}[rule]
    for child in places.children(division.code, book.date):
        if child.level == wanted:
            yield f"{child.code}:{GOVERNMENT}"
        elif wanted == "county":
            for below in places.children(child.code, book.date):
                yield f"{below.code}:{GOVERNMENT}"
