"""The names of one jurisdiction at one date.

A name is a place and a wording: 市 + 住房城乡建设局. The wordings of the whole country are
indexed once, in the dictionaries; a namebook adds what they mean here: which places 市, 省
and 东莞 stand for, the bodies that this jurisdiction alone has, names with the place inside
(国家税务总局东莞市税务局), towns and counties below. So building one costs milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.dictionaries import Body, Dictionaries, Division, Form, Function, Template
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.names import stands_at
from pipeline.dictionaries.places import NATION, level_letter, level_words, place_names
from pipeline.errors import CallError
from pipeline.owners.roles import Roles, roles
from pipeline.records import Mention, Resolution, Role, Unresolved

if TYPE_CHECKING:
    from pipeline.owners.identify import Finding

GOVERNMENT = "people-government"
TOWN = "town-government"
STREET = "subdistrict-office"
PARK = "park-committee"
# Functions whose bodies bear names of their own, which say where they are.
_NAMED = frozenset((PARK, "customs", "nature-reserve", "lake-administration", "regional-office"))
_SHORTEST_OWN = 4
_BRACKETED = re.compile(r"（[^（）]*）")
# Counties and cities below whose names are made beforehand; a province has too many, there
# they are recognised name by name.
_MANY = 60


@dataclass(frozen=True, slots=True)
class Whole:
    """A name that already holds its place: the body's place, function and wording."""

    division: Division
    function: str
    form: Form | None
    tier: str


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
class Known:
    """A part of a plain list, as ``lists`` has read it: what it names, or why it is nothing.

    ``bounds`` are the offsets of the findings in ``text``, the part as printed; ``is_folded``:
    it is compared in another spelling. ``place`` is the place that the names behind it may
    leave out. ``may_go_on``: with what follows the next 、 it may be one collective. ``at``
    keeps its records by their offset.
    """

    text: str
    findings: tuple[Finding, ...]
    bounds: tuple[tuple[int, int], ...]
    flags: tuple[str, ...]
    place: Division | None
    may_go_on: bool
    is_folded: bool
    at: dict[int, tuple[tuple[Mention, ...], tuple[Unresolved, ...]]]


@dataclass(frozen=True, slots=True)
class Namebook:
    """What names mean in a jurisdiction at a date (``None``: at any date).

    ``placed`` is false where the document's place is not known: ``home`` is then the nation,
    but only names that are the nation's beyond doubt, or that hold their place, mean a body.
    ``chain`` is the jurisdiction and those above it, the nation last. ``prefixes`` maps what
    may stand in front of a wording to its place, ``whole`` names with their place in them,
    ``far_templates`` the last character to what makes such names for other places,
    ``neighbours`` are the places below and above,
    ``literals`` the patterns of ``automaton``: whole names and this place's own bodies, beside
    the wordings of the country that the dictionaries index. ``seen`` (by ``match``), ``found``
    (``identify``), ``names`` (``lists``, by place) and ``cells`` (``resolve``) keep what was
    read before, so that each name and cell costs once; no result depends on them.
    """

    dictionaries: Dictionaries
    jurisdiction: str
    date: str | None
    home: Division
    chain: tuple[Division, ...]
    prefixes: Mapping[str, Division]
    longest_prefix: int
    whole: Mapping[str, tuple[Whole, ...]]
    children: Mapping[str, Division]
    branches: Mapping[str, Division]
    far_templates: Mapping[str, tuple[Template, ...]]
    named: Mapping[str, tuple[Division, ...]]
    roles: Roles
    literals: tuple[str, ...]
    automaton: AhoCorasick
    parted: AhoCorasick | None
    seen: dict[tuple[str, str], tuple[Hit, ...]]
    found: dict[tuple[str, str, bool], tuple[Finding, ...]]
    names: dict[str, dict[str, Known | None]]
    cells: dict[tuple[str, bool], Resolution]
    placed: bool = True

    def above(self, division: Division) -> Division | None:
        """The division one level up."""
        return self.dictionaries.places.at(division.parent, self.date) if division.parent else None


def of_document(book: Namebook, labels: Mapping[str, Role], marks: Mapping[str, Role]) -> Namebook:
    """The namebook with the labels of a document, such as its columns' heads, and its marks.

    Brackets are no part of a label; what the dictionaries say of one holds before this. ``marks``
    are single characters at names, such as ★, with the role that the document's legend gives.
    """
    printed = {fold(label): role for label, role in labels.items()}
    plain = {_BRACKETED.sub("", label): role for label, role in printed.items()}
    new = {label: role for label, role in plain.items() if label and not book.roles.label(label)}
    if not new and not marks:
        return book
    known = {**book.roles.labels, **new}
    folded = {fold(mark): role for mark, role in marks.items()}
    longest = max(map(len, known))
    parted = tuple(label for label in printed if set("、/，") & set(label))
    words = replace(book.roles, labels=known, longest_label=longest, marks=folded, parted=parted)
    return replace(book, roles=words, cells={})


def build(dictionaries: Dictionaries, jurisdiction: str | None, date: str | None) -> Namebook:
    """The namebook of a jurisdiction (GB/T 2260 code, ``000000`` for the nation) at a date.

    ``None`` is a document of unknown place: 财政局 or 发展改革委 is then no body of the nation.

    Raises:
        CallError: the code is not in the division table.
    """
    placed = jurisdiction is not None
    jurisdiction = jurisdiction or NATION
    chain = dictionaries.places.chain(jurisdiction, date)
    if not chain:
        raise CallError(
            f"Unknown jurisdiction {jurisdiction}: give a GB/T 2260 code of six digits that "
            "divisions.csv has (441900 is 东莞市, 000000 the nation)."
        )
    if chain[-1].code != NATION and (nation := dictionaries.places.at(NATION, date)) is not None:
        chain = (*chain, nation)
    home = chain[0]
    prefixes = _prefixes(chain)
    children = dictionaries.places.children(jurisdiction, date) if home.code != NATION else ()
    whole: dict[str, list[Whole]] = {}
    near = [d for d in chain if d.level != "nation"]
    for division in [*near, *(children if len(children) <= _MANY else ())]:
        for name, form in _templates(dictionaries, division, chain):
            whole.setdefault(name, []).append(Whole(division, form.function.code, form, "template"))
    for child in children:
        for name in place_names(child)[:1]:
            whole.setdefault(fold(name), []).append(Whole(child, GOVERNMENT, None, "place"))
    for division in near:
        name = fold(division.name)
        whole.setdefault(name, []).append(Whole(division, GOVERNMENT, None, "place"))
    if not children:
        for town in dictionaries.places.towns_of(jurisdiction):
            for name, function in town_names(town):
                above = (
                    ("",) if name == town.short_name else ("", home.name, f"{home.name}人民政府")
                )
                for before in above:
                    found = Whole(town, function, None, "place")
                    whole.setdefault(fold(before + name), []).append(found)
    local = dictionaries.bodies.get(home.code, {}) if home.code != NATION else {}
    named = _named(dictionaries, (*dictionaries.places.children(jurisdiction, date), *near[1:]))
    own = dict.fromkeys([*dictionaries.bodies.get(NATION, {}), *local, *whole, *named])
    literals = tuple(name for name in own if name not in dictionaries.forms)
    parted = [n for n in (*dictionaries.literals, *literals) if "、" in n or "，" in n]
    return Namebook(
        dictionaries,
        jurisdiction,
        date,
        home,
        chain,
        prefixes,
        max(map(len, prefixes), default=0),
        {name: tuple(found) for name, found in whole.items()},
        {fold(name): child for child in children for name in place_names(child)},
        _branches(home, children or dictionaries.places.towns_of(jurisdiction)),
        _far_templates(dictionaries),
        named,
        roles(dictionaries.roles),
        literals,
        AhoCorasick(literals, implementation=Implementation.ContiguousNFA),
        AhoCorasick(parted, matchkind=MatchKind.LeftmostLongest) if parted else None,
        {},
        {},
        {},
        {},
        placed,
    )


def _named(
    dictionaries: Dictionaries, places: Iterable[Division]
) -> dict[str, tuple[Division, ...]]:
    """The own names of the parks, customs and reserves of ``places``."""
    found: dict[str, tuple[Division, ...]] = {}
    for place in places:
        for name, bodies in dictionaries.bodies.get(place.code, {}).items():
            if len(name) >= _SHORTEST_OWN and any(_has_own_name(body) for body in bodies):
                found[name] = (*found.get(name, ()), place)
    return found


def _has_own_name(body: Body) -> bool:
    return body.function.partition(".")[0] in _NAMED


def town_names(town: Division) -> Iterable[tuple[str, str]]:
    """How a town's government or a street's office is named, with its function."""
    if town.level == "subdistrict":
        for end in ("", "办事处", "办", "党工委", "党工委办事处", "党工委、办事处"):
            yield town.name + end, STREET
    elif town.level in ("town", "township"):
        for end in ("", "人民政府", "政府", "党委政府", "党委", "党委、政府"):
            yield town.name + end, TOWN
    elif town.level == "park":
        for end in ("", "管委会", "管理委员会"):
            yield town.name + end, PARK
    if town.level in ("subdistrict", "town", "park") and len(town.short_name) > 1:
        codes = {"subdistrict": STREET, "town": TOWN, "park": PARK}
        yield town.short_name, codes[town.level]


def _branches(home: Division, below: Iterable[Division]) -> dict[str, Division]:
    """The places whose names a branch bears: the jurisdiction's own, and those below it."""
    if home.level == "nation":
        return {}
    return {fold(name): d for d in (*below, home) for name in (d.name, d.short_name)}


def _far_templates(dictionaries: Dictionaries) -> dict[str, tuple[Template, ...]]:
    """The templates that name one place and no level, by their last character."""
    found: dict[str, list[Template]] = {}
    for template in dictionaries.templates:
        if template.slots in (("P",), ("p",)):
            found.setdefault(template.pieces[1][-1:], []).append(template)
    return {end: tuple(templates) for end, templates in found.items()}


def _prefixes(chain: Iterable[Division]) -> dict[str, Division]:
    """What stands for the places of a chain in front of a wording; the nearest wins."""
    prefixes: dict[str, Division] = {}
    for division in chain:
        words = level_words(division)
        spellings = [fold(name) for name in place_names(division)]
        spellings += [front + word for word in words for front in ("", "全", "我", "本", "该")]
        spellings += [division.short_name + word for word in words]
        for text in spellings:
            prefixes.setdefault(text, division)
    return prefixes


def _templates(
    dictionaries: Dictionaries, division: Division, chain: tuple[Division, ...]
) -> Iterable[tuple[str, Form]]:
    """Every template that may stand at a division, with all spellings of its places."""
    words = [w for w in level_words(division)[:2] if division in chain]
    ups = [d for d in chain if d.code == division.parent and d.level != "nation"]
    fillings = {
        "P": [fold(division.name)],
        "p": [fold(name) for name in place_names(division)[1:]] or [fold(division.name)],
        "L": words,
        "U": [fold(n) for up in ups for n in (*place_names(up), *level_words(up)[:1])] + [""],
    }
    for template in dictionaries.templates:
        if not stands_at(template.form, division):
            continue
        names = [template.pieces[0]]
        for slot, piece in zip(template.slots, template.pieces[1:], strict=True):
            names = [name + filling + piece for name in names for filling in fillings[slot]]
        for name in names:
            yield name, template.form


def level_of(division: Division) -> str:
    """The level letter of a division (``N P M C K T``)."""
    return level_letter(division)
