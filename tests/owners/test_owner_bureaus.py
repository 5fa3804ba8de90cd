"""Bureau records: names, validity, who does the work today, members of collectives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import owners
from pipeline.errors import CallError
from pipeline.owners import Namebook, names
from pipeline.records import Bureau


def records(namebook: Namebook, *ids: str) -> dict[str, Bureau]:
    return {record.bureau_id: record for record in owners.bureaus(namebook, ids)}


def test_an_ended_body_names_who_does_its_work_today(dongguan: Namebook) -> None:
    found = records(dongguan, "441900:banking-insurance-old")
    old = found["441900:banking-insurance-old"]
    assert old.name == "中国银行保险监督管理委员会东莞监管分局"
    assert old.valid_to is not None
    assert old.current_bureau_id == "441900:financial-regulator"
    assert found["441900:financial-regulator"].current_bureau_id == "441900:financial-regulator"


def test_a_collective_has_its_dated_members(dongguan: Namebook) -> None:
    found = records(dongguan, "441900:all-towns-streets-parks")
    members = found["441900:all-towns-streets-parks"].members
    assert len(members) == 33
    assert set(members) <= set(found)
    assert found["441900101:town-government"].name == "东莞市石碣镇人民政府"
    assert found["441900003:subdistrict-office"].name == "东莞市人民政府东城街道办事处"
    assert "441900401:park-committee" in members


def test_counties_and_prefectures_are_members_of_theirs(
    book: Callable[[str, str | None], Namebook],
) -> None:
    province = book("440000", "2021")
    prefectures = records(province, "440000:all-prefectures")["440000:all-prefectures"].members
    assert len(prefectures) == 21
    city = book("440100", "2021")
    counties = records(city, "440100:all-counties")["440100:all-counties"].members
    assert len(counties) == 11


def test_records_are_sorted_whole_and_without_doubles(dongguan: Namebook) -> None:
    ids = ["441900:justice", "441900:education", "441900:justice", "441900:fire-police-old"]
    found = [record.bureau_id for record in owners.bureaus(dongguan, ids)]
    assert found == [
        "441900:education", "441900:fire-police-old", "441900:fire-rescue", "441900:justice",
    ]  # fmt: skip


def test_a_record_says_where_the_body_is_and_its_short_name(dongguan: Namebook) -> None:
    record = records(dongguan, "441900:housing-construction")["441900:housing-construction"]
    assert record.jurisdiction_name == "东莞市"
    assert record.short_name == "市住建局"
    assert (record.function, record.branch) == ("housing-construction", "government")


@pytest.mark.parametrize(
    ("bureau_id", "name", "short_name"),
    [
        ("420000:development-reform", "湖北省发展和改革委员会", "省发改委"),
        ("420000:establishment", "中共湖北省委机构编制委员会办公室", "省委编办"),
        ("650000:establishment", "中共新疆维吾尔自治区党委机构编制委员会办公室", "自治区党委编办"),
        ("410500:hr-social-security", "安阳市人力资源和社会保障局", "市人社局"),
        ("410500:ecology-environment", "安阳市生态环境局", None),
        ("410500:armed-police", "安阳武警支队", None),
        ("440300/p-qianhai:park-committee", "深圳市前海深港现代服务业合作区管理局", "前海管理局"),
        ("500000/p-liangjiang:park-committee", "重庆两江新区管理委员会", "两江新区管委会"),
    ],
)
def test_a_short_name_abbreviates_the_full_one(
    bureau_id: str, name: str, short_name: str | None, book: Callable[[str, str | None], Namebook]
) -> None:
    """The shortest listed form of the same words: no 市人保局, no 省委机构编制委员会办公室."""
    record = records(book(bureau_id[:6], "2022"), bureau_id)[bureau_id]
    assert (record.name, record.short_name) == (name, short_name)


def test_an_id_that_the_dictionaries_do_not_have_is_left_out(dongguan: Namebook) -> None:
    assert owners.bureaus(dongguan, ["441900:no-such", "999999:education", "nonsense"]) == ()


def test_an_unknown_jurisdiction_is_refused_with_advice(dongguan: Namebook) -> None:
    with pytest.raises(CallError, match="999999"):
        names.build(dongguan.dictionaries, "999999", None)


def test_the_explanation_has_tier_entry_place_and_reason(dongguan: Namebook) -> None:
    words = owners.explain(owners.resolve("市消防支队、市量子局", dongguan))
    for expected in ("441900:fire-rescue", "aliases.csv:", "东莞市", "outdated", "unresolved"):
        assert expected in words


def test_the_json_object_has_the_contracts_keys(dongguan: Namebook) -> None:
    found = owners.as_json(owners.resolve("市公安局、市工业和信息局", dongguan))
    assert set(found) == {"raw", "mentions", "unresolved", "flags"}
    assert set(found["mentions"][0]) == {
        "surface", "start", "end", "role", "bureau_id", "name", "method", "score",
        "is_collective", "needs_review",
    }  # fmt: skip
    assert set(found["unresolved"][0]) == {"surface", "start", "end", "reason", "candidates"}
    assert set(found["unresolved"][0]["candidates"][0]) == {"bureau_id", "name", "score", "why"}
