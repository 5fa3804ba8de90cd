"""A place word in front of a name says whose it is; no tier takes a name to another level."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pytest

from pipeline import owners
from pipeline.owners.identify import identify
from pipeline.owners.names import Namebook

WORDS = ("市", "省", "县", "区", "州", "镇", "乡", "旗", "盟", "自治区", "自治县", "地区", "街道")
JURISDICTIONS = ("000000", "440000", "441900", "440103", "330381", "330122", None)


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_no_name_of_any_function_is_accepted_behind_a_word_of_a_foreign_level(
    jurisdiction: str | None, book: Callable[[str | None, str | None], Namebook]
) -> None:
    namebook = book(jurisdiction, "2021-08")
    known = namebook.dictionaries
    foreign = cycle([word for word in WORDS if word not in namebook.prefixes])
    texts = [*known.forms, *(n for n in known.bodies["000000"] if n not in known.forms)]
    wrong = [
        (word + text, finding.hit.bureau_id)
        for text, word in zip(texts, foreign, strict=False)
        for finding in identify(word + text, namebook, None, frozenset(), "", False)
        if finding.hit is not None
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("jurisdiction", "name", "bureau_id"),
    [
        ("000000", "市市场监管局", None),
        ("440000", "市市场监督管理局", None),
        ("441900", "市市场监管局", "441900:market-regulation"),
        ("330122", "市市场监管局", "330100:market-regulation"),
        ("330381", "市市场监管局", "330381:market-regulation"),
        ("000000", "省财政厅", None),
        ("441900", "县财政局", None),
        ("440000", "市属企业", None),
        ("330122", "市属企业", "330100:state-enterprises"),
        ("000000", "市区（县）", None),
    ],
)
def test_a_level_word_means_the_body_of_that_level_in_the_chain_or_none(
    jurisdiction: str,
    name: str,
    bureau_id: str | None,
    book: Callable[[str | None, str | None], Namebook],
) -> None:
    found = owners.resolve(name, book(jurisdiction, "2021-08"))
    assert [m.bureau_id for m in found.mentions] == ([bureau_id] if bureau_id else [])


@pytest.mark.parametrize(
    "name",
    ["发展改革委", "财政局", "宣传部", "消防救援支队", "市财政局", "人民银行", "各镇街"],
)
def test_a_name_without_place_is_no_body_of_the_nation_where_the_place_is_not_known(
    name: str, book: Callable[[str | None, str | None], Namebook]
) -> None:
    found = owners.resolve(name, book(None, "2021-08"))
    assert found.mentions == ()
    assert found.unresolved[0].candidates == ()


@pytest.mark.parametrize(
    ("name", "bureau_id"),
    [
        ("教育部", "000000:education"),
        ("国家发展改革委", "000000:development-reform"),
        ("市场监管总局", "000000:market-regulation"),
        ("海关总署", "000000:customs"),
        ("中共中央宣传部", "000000:publicity"),
        ("全国总工会", "000000:trade-union"),
        ("杭州市政府", "330100:people-government"),
        ("青岛海关", "370200:customs"),
    ],
)
def test_national_names_and_names_with_their_place_need_no_place_of_the_document(
    name: str, bureau_id: str, book: Callable[[str | None, str | None], Namebook]
) -> None:
    assert [m.bureau_id for m in owners.resolve(name, book(None, None)).mentions] == [bureau_id]


def test_a_place_is_carried_along_a_list_of_unknown_place_by_its_level_word_only(
    book: Callable[[str | None, str | None], Namebook],
) -> None:
    found = owners.resolve("广东省财政厅、科技厅、教育局", book(None, "2021"))
    assert [m.bureau_id for m in found.mentions] == [
        "440000:finance",
        "440000:science-technology",
    ]
    assert "place is not known" in found.unresolved[0].reason
