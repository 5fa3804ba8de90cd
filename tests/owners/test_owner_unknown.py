"""What is no known body stays unresolved: invented bodies, persons, sentences, lost entries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from pipeline import owners
from pipeline.dictionaries import Dictionaries
from pipeline.owners import Namebook, names


@pytest.mark.parametrize(
    "cell",
    [
        "市量子计算局",
        "市元宇宙发展委员会",
        "市幸福办",
        "市星际移民管理局",
        "张三",
        "王小明、李四",
        "市领导小组办公室",
        "东莞市甲乙丙科技有限公司",
        "加强组织领导，明确责任分工",
        "到2025年底前完成",
        "https://example.org/a?b=c",
        "？？？",
        "😀😀",
        "ABC Department",
    ],
)
def test_unknown_bodies_are_kept_with_a_reason(cell: str, dongguan: Namebook) -> None:
    resolution = owners.resolve(cell, dongguan)
    assert resolution.mentions == ()
    assert resolution.unresolved
    assert all(part.reason for part in resolution.unresolved)


def test_a_name_that_shares_its_ending_alone_is_no_candidate(dongguan: Namebook) -> None:
    (unknown,) = owners.resolve("杭州市谢岗镇人民政府", dongguan).unresolved
    assert [c.bureau_id for c in unknown.candidates] == []


def test_a_known_name_inside_an_unknown_one_is_not_enough(dongguan: Namebook) -> None:
    for cell in ("市公安局量子分局办公室", "市教育局附属量子学校", "市民政局长", "市委书记"):
        assert owners.resolve(cell, dongguan).mentions == (), cell


def lineages(known: Dictionaries) -> dict[str, set[str]]:
    """Functions by the end of their chain of successors: old and new names are one body."""
    groups: dict[str, set[str]] = defaultdict(set)
    for code in known.functions:
        end, seen = code, {code}
        while (after := known.functions[end].successor) and after not in seen:
            end = after
            seen.add(end)
        groups[end].add(code)
    return groups


def without(known: Dictionaries, codes: set[str]) -> Dictionaries:
    """The dictionaries as if nobody had listed these functions."""
    forms = dict(known.forms)
    for text in {form.text for code in codes for form in known.by_function.get(code, ())}:
        left = tuple(f for f in forms.pop(text, ()) if f.function.code not in codes)
        if left:
            forms[text] = left
    bodies = dict(known.bodies)
    listed = [bureau for bureau in known.own_bodies if bureau.partition(":")[2] in codes]
    for place in {bureau[:6] for bureau in listed}:
        bodies[place] = {
            name: left
            for name, found in known.bodies[place].items()
            if (left := tuple(b for b in found if b.function not in codes))
        }
    return replace(
        known,
        functions={c: f for c, f in known.functions.items() if c not in codes},
        forms=forms,
        by_function={c: f for c, f in known.by_function.items() if c not in codes},
        templates=tuple(t for t in known.templates if t.form.function.code not in codes),
        bodies=bodies,
        own_bodies={b: rows for b, rows in known.own_bodies.items() if b not in set(listed)},
    )


def queries(known: Dictionaries, codes: set[str], level: str, place: str) -> list[str]:
    """Every name of the functions at a place, that no other function has as well."""
    own = known.bodies.get(place, {})
    found = {
        form.printed: form.function.is_collective
        for code in sorted(codes)
        for form in known.by_function.get(code, ())
        if level in form.levels
        and "{" not in form.printed
        and form.kind != "suffix"
        and form.function.identity != "generic"
        and {f.function.code for f in known.forms[form.text]} <= codes
        and {body.function for body in own.get(form.text, ())} <= codes
    }
    word = {"P": "省", "C": "市", "K": "县", "N": ""}[level]
    return [name if collective else word + name for name, collective in found.items()]


@pytest.mark.parametrize(
    ("level", "place", "date"), [("C", "330400", "2021-08"), ("N", "000000", "2019")]
)
def test_a_body_that_nobody_listed_is_not_taken_for_another(
    level: str, place: str, date: str, known: Dictionaries
) -> None:
    """Leave one body out: of all its names, at most one in a thousand finds another body.

    Nothing is left aside: collectives, parks, firms and second plates are asked for as well.
    """
    asked, wrong = 0, []
    for codes in lineages(known).values():
        namebook = names.build(without(known, codes), place, date)
        for query in queries(known, codes, level, place):
            asked += 1
            mentions = owners.resolve(query, namebook).mentions
            if mentions:
                wrong.append((query, [m.bureau_id for m in mentions]))
    assert asked > 2500
    assert len(wrong) <= asked / 1000, wrong
