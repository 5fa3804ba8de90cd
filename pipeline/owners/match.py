"""One name to one body: exact look-up of place and wording, date and level rules.

``lookup`` gives every body that a text names as a whole, best reading only. More than one
hit means that the text is ambiguous; none that it is no listed name. Nothing here is
approximate: typing errors are the business of ``near``, names run together of ``segment``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.dictionaries import Division, Function
from pipeline.dictionaries.folding import fold
from pipeline.dictionaries.names import stands_at
from pipeline.dictionaries.places import NATION, level_letter, level_words, place_names
from pipeline.owners.collectives import collective
from pipeline.owners.names import GOVERNMENT, Hit, Namebook, Whole
from pipeline.owners.wording import Found, body_hit, form_timing, place_body_name, wording

# The longest name of a division has 15 characters (双江拉祜族佤族布朗族傣族自治县).
_LONGEST_PLACE = 15
LONGEST_NAME = 60
_BRANCH_ENDS = ("监管局", "管理局", "执法局", "分局", "分中心", "管理部", "分公司")
# Names that a namebook keeps; beyond, each is read anew.
MOST_KEPT = 20_000
# A collective that says whose it is: 市属企业, 省直有关部门.
_BOUND = re.compile(r"(自治区|省|市|县|区|州|盟|旗)(?:属|直|级|有关|相关)")
# 城区, 新区 and 西区 are names of counties too, but kinds of places anywhere else.
_COMMON_NOUN = re.compile("[一-鿿]区")
_NATIONAL = re.compile(
    r"国家(?!税务局)|国务院|国办|中国|中共中央|中央|党中央|中华|全国|最高人民|最高检|最高法|"
    r"中[宣组]部|中编办|"
    r".*(?:总局|总署|中央)\Z"
)


def lookup(text: str, book: Namebook, inherited: Division | None = None) -> tuple[Hit, ...]:
    """The bodies that a folded text names as a whole; ``inherited`` is the list's place."""
    if not 2 <= len(text) <= LONGEST_NAME:
        return ()
    # The document's own place carried along a list changes nothing.
    key = text, (inherited or book.home).code
    hits = book.seen.get(key)
    if hits is None:
        hits = tuple(h for h in _lookup(text, book, inherited) if is_placed(text, h, book))
        if len(book.seen) < MOST_KEPT:
            book.seen[key] = hits
    return hits


def is_placed(text: str, hit: Hit, book: Namebook) -> bool:
    """Whether a text's level is the body's (市属企业 are no province's), and its place known.

    Where the document's place is not known, only 国家…, 中国…, 中央… and the like, the ministries,
    and 总局 or 总署 are bodies of the nation: 发展改革委 or 宣传部 may be any place's.
    """
    bound = _BOUND.match(text)
    owned = hit.function.is_collective and not hit.function.code.startswith("all-")
    if bound and owned and bound[1] not in level_words(hit.division):
        return False
    if book.placed or hit.division.level != "nation":
        return True
    if hit.function.is_collective:
        return False
    ministry = hit.function.branch == "government" and text.endswith("部")
    return ministry or bool(_NATIONAL.match(text))


def _lookup(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    readings = (
        _whole, _named_above, _behind_near_place, _bare, _together, _own_name,
        _behind_far_place, _template, _branch, _without_ending,
    )  # fmt: skip
    for read in readings:
        hits = read(text, book, inherited)
        if hits:
            return hits
    if text.startswith("中共") and len(text) > 4:
        return _lookup(text[2:], book, inherited)
    return []


def _whole(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    found = book.whole.get(text, ())
    # 人行长沙中心支行 in 长沙市 is the city's, though 长沙县 below has the same short name.
    if found:
        found = tuple(w for w in found if w.division.code == found[0].division.code)
    hits = {hit.bureau_id: hit for whole in found for hit in _from_whole(whole, text, book)}
    return list(hits.values())


def _from_whole(whole: Whole, text: str, book: Namebook) -> Iterable[Hit]:
    function = book.dictionaries.functions.get(whole.function)
    if function is None:
        return
    if whole.form is None:
        yield _place_hit(text, whole.division, function, book)
    else:
        when = form_timing(whole.form, whole.division, book)
        found = Found(function, whole.form, None, when)
        yield replace(body_hit(found, text, whole.division, book, True), tier="template")


def _named_above(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """正定新区管委会 in 正定县 is the park that the city above has listed by this very name."""
    above = [d for d in book.named.get(text, ()) if d in book.chain[1:]]
    if not above or text in book.dictionaries.bodies.get(book.home.code, {}):
        return []
    # A name without the county's own (高新区管委会) may be the county's park all the same.
    if not any(text.startswith(fold(name)) for name in place_names(book.home)):
        return []
    return wording(text, above[0], book, False)


def _behind_near_place(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """市, 东莞市, 东莞, 省 ... + wording, the longest place first; places may follow places."""
    for length in range(min(book.longest_prefix, len(text) - 1), 0, -1):
        division = book.prefixes.get(text[:length])
        if division is None:
            continue
        rest = text[length:]
        hits = wording(rest, division, book, True)
        if not hits and length > 1:
            hits = _deeper(rest, division, book)
        if text[:length] in level_words(division) and _BOUND.match(rest):
            # 省属国企 says whose it is; 省省属国企 says it twice, which nobody does.
            hits = [hit for hit in hits if not hit.function.is_collective]
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
    # 委财办 says that a place is left out; the nation's bodies bear 中央 instead.
    if book.home.level == "nation" and text.startswith("委"):
        return []
    here = wording(text, book.home, book, False)
    if inherited is not None and inherited.code != book.home.code:
        # 杭州市政府、财政局: where the document's place is not known, 财政局 may be its own.
        if not book.placed and not text.endswith("厅"):
            return here
        far = inherited.code not in {division.code for division in book.chain}
        # 各县 behind 东莞市政府 are the document's counties, not that city's.
        carried = [h for h in wording(text, inherited, book, False) if not h.function.is_collective]
        if carried and here and far:
            return []
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
    found = Found(function, None, None, "current")
    hit = body_hit(found, text, book.home, book, False)
    why = f"{text} is by its grammar a collective of {book.home.name}: {function.name}"
    return [replace(hit, tier="alias", score=0.95, why=why)]


def _own_name(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """两江新区管委会, 拱北海关: a body with a name of its own in a place above or below."""
    hits = {
        hit.bureau_id: hit
        for division in book.named.get(text, ())
        for hit in wording(text, division, book, False)
    }
    return list(hits.values())


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
    for template in (*book.far_templates.get(text[-1:], ()), *book.far_templates.get("", ())):
        before, after = template.pieces
        if not (text.startswith(before) and text.endswith(after)):
            continue
        place = text[len(before) : len(text) - len(after)]
        for division in _places(place, book, below=True):
            if stands_at(template.form, division):
                when = form_timing(template.form, division, book)
                found = Found(template.form.function, template.form, None, when)
                return [replace(body_hit(found, text, division, book, True), tier="template")]
    return []


def _branch(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """市市场监管局 + 宝安 + 监管局: a body's branch for a place below it has that place's ID."""
    ending = next((e for e in _BRANCH_ENDS if text.endswith(e)), None)
    if ending is None:
        return []
    rest = text[: -len(ending)]
    for name, place in book.branches.items():
        parent = rest.removesuffix(name)
        if parent == rest:
            continue
        hits = lookup(parent, book)
        if len(hits) == 1 and hits[0].division.code == place.parent and hits[0].prefixed:
            hit = hits[0]
            bureau_id = f"{place.code}:{hit.function.code}"
            why = f"{hit.why}; its branch for {place.name}"
            full = f"{hit.name}{name}{ending}"
            return [replace(hit, bureau_id=bureau_id, name=full, division=place, why=why,
                            tier="template", score=0.95)]  # fmt: skip
    return []


def _without_ending(text: str, book: Namebook, inherited: Division | None) -> list[Hit]:
    """区交通, 市审计: a stem behind the place, its 局 lost in print; always to be reviewed."""
    for length in range(min(book.longest_prefix, len(text) - 2), 0, -1):
        division = book.prefixes.get(text[:length])
        if division is not None and level_letter(division) in "CK":
            hits = wording(text[length:] + "局", division, book, True)
            doubt = f"the ending of {hits[0].function.name} is not printed" if hits else ""
            return [
                replace(h, tier="alias", score=0.8, doubts=(*h.doubts, doubt))
                for h in hits
                if h.function.stems
            ]
    return []


def _codes(name: str, book: Namebook) -> list[str]:
    places = book.dictionaries.places
    if name not in places.by_name and name not in places.by_short:
        return []
    codes = [*places.by_name.get(name, ()), *places.by_short.get(name, ())]
    return [c for c in dict.fromkeys(codes) if places.is_alive(c, book.date)] or codes


def _places(name: str, book: Namebook, below: bool = False) -> list[Division]:
    """The divisions that a place name means here: one, or none where it is ambiguous.

    A division below the document's own or its province's goes before others of the name.
    ``below``: the counties of a province may go by their short names (满洲里海关).
    """
    if len(name) < 2:
        return []
    places = book.dictionaries.places
    full = name in places.by_name
    if not full and name not in places.by_short:
        return []
    divisions = [d for c in _codes(name, book) if (d := places.at(c, book.date)) is not None]
    if not full:
        near = book.home.level in ("prefecture", "county") or (
            below and book.home.level == "province"
        )
        divisions = [
            d
            for d in divisions
            if level_letter(d) in "PMC" or (near and _within(d, book.chain[0], book))
        ]
    if _COMMON_NOUN.fullmatch(name):
        near = book.home.level in ("prefecture", "county")
        divisions = [d for d in divisions if near and _within(d, book.home, book)]
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
    chain = book.dictionaries.places.chain(division.code, book.date)
    return any(d.code == outer.code for d in chain)


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
