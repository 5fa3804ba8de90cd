"""What is no known body stays unresolved: invented bodies, persons, sentences, lost entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
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
    return replace(
        known,
        functions={c: f for c, f in known.functions.items() if c not in codes},
        forms={
            text: left
            for text, forms in known.forms.items()
            if (left := tuple(f for f in forms if f.function.code not in codes))
        },
        by_function={c: f for c, f in known.by_function.items() if c not in codes},
        templates=tuple(t for t in known.templates if t.form.function.code not in codes),
        bodies={
            place: {
                name: left
                for name, bodies in own.items()
                if (left := tuple(b for b in bodies if b.function not in codes))
            }
            for place, own in known.bodies.items()
        },
        own_bodies={
            bureau: bodies
            for bureau, bodies in known.own_bodies.items()
            if bureau.partition(":")[2] not in codes
        },
    )


def queries(known: Dictionaries, codes: set[str]) -> list[str]:
    """Every name of the functions in a city, that no other function has as well."""
    found = {
        form.printed: form.function.is_collective
        for code in sorted(codes)
        for form in known.by_function.get(code, ())
        if "C" in form.levels
        and "{" not in form.printed
        and form.kind != "suffix"
        and form.function.identity != "generic"
        and {f.function.code for f in known.forms[form.text]} <= codes
    }
    return [printed if collective else f"市{printed}" for printed, collective in found.items()]


def test_a_body_that_nobody_listed_is_not_taken_for_another(
    known: Dictionaries, book: Callable[[str, str | None], Namebook]
) -> None:
    """Leave one body out: of all its names, at most one in a thousand finds another body.

    Collectives are left aside: 各镇街、各园区 are two of them where the one is not listed.
    """
    asked, wrong = 0, []
    for codes in lineages(known).values():
        if any(known.functions[code].is_collective for code in codes):
            continue
        namebook = names.build(without(known, codes), "330400", "2021-08")
        for query in queries(known, codes):
            asked += 1
            mentions = owners.resolve(query, namebook).mentions
            if mentions:
                wrong.append((query, [m.bureau_id for m in mentions]))
    assert asked > 2000
    assert len(wrong) <= asked / 1000, wrong
