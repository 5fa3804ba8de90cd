"""The committed division tables: whole, consistent, and right where it is easy to be wrong."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
Row = dict[str, str]


@pytest.fixture(scope="module")
def divisions() -> list[Row]:
    with (ROOT / "dictionaries" / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def towns() -> list[Row]:
    packed = (ROOT / "dictionaries" / "towns.csv.gz").read_bytes()
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode())))


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    path = ROOT / "scripts" / "build_divisions.py"
    spec = importlib.util.spec_from_file_location("build_divisions", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def in_force(rows: list[Row], year: int) -> list[Row]:
    """Names in force at the end of ``year``."""
    return [
        row for row in rows if int(row["valid_from"] or 0) <= year < int(row["valid_to"] or 9999)
    ]


def test_counts_are_those_of_the_newest_official_table(divisions: list[Row]) -> None:
    levels = Counter(row["level"] for row in divisions if not row["valid_to"])
    assert levels == {"nation": 1, "province": 34, "prefecture": 333, "county": 2847}


@pytest.mark.parametrize("year", [2008, 2012, 2015, 2018, 2021, 2024, 2026])
def test_a_code_has_one_name_and_one_parent_in_force_at_each_year(
    divisions: list[Row], year: int
) -> None:
    rows = in_force(divisions, year)
    codes = {row["code"] for row in rows}
    assert len(codes) == len(rows)
    assert {row["parent"] for row in rows} - codes <= {""}
    by_code = {row["code"]: row for row in rows}
    allowed = {
        "nation": {""},
        "province": {"nation"},
        "prefecture": {"province"},
        "county": {"prefecture", "province"},
    }
    for row in rows:
        above = by_code[row["parent"]]["level"] if row["parent"] else ""
        assert above in allowed[row["level"]], row


@pytest.mark.parametrize(
    ("code", "name", "valid_from", "valid_to"),
    [
        ("420600", "襄樊市", "", "2010"),
        ("420600", "襄阳市", "2010", ""),
        ("310230", "崇明县", "1982", "2016"),
        ("310151", "崇明区", "2016", ""),
        ("371200", "莱芜市", "1992", "2018"),
        ("370282", "即墨市", "1995", "2017"),
        ("500157", "两江新区", "2025", ""),
        ("500105", "江北区", "1997", "2025"),
        ("441900", "东莞市", "1988", ""),
        ("330381", "瑞安市", "1995", ""),
    ],
)
def test_a_name_holds_in_its_period(
    divisions: list[Row], code: str, name: str, valid_from: str, valid_to: str
) -> None:
    periods = [
        (row["valid_from"], row["valid_to"])
        for row in divisions
        if (row["code"], row["name"]) == (code, name)
    ]
    assert periods == [(valid_from, valid_to)]


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("110109", "110000"),  # a district of a municipality
        ("419001", "410000"),  # counties that a province administers itself
        ("469002", "460000"),
        ("659001", "650000"),
        ("460400", "460000"),  # a prefecture without counties
        ("330381", "330300"),  # a city of county level
    ],
)
def test_the_unit_above(divisions: list[Row], code: str, parent: str) -> None:
    assert [row["parent"] for row in in_force(divisions, 2026) if row["code"] == code] == [parent]


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("内蒙古自治区", "province", "内蒙古"),
        ("新疆维吾尔自治区", "province", "新疆"),
        ("香港特别行政区", "province", "香港"),
        ("东莞市", "prefecture", "东莞"),
        ("恩施土家族苗族自治州", "prefecture", "恩施"),
        ("延边朝鲜族自治州", "prefecture", "延边"),
        ("伊犁哈萨克自治州", "prefecture", "伊犁"),
        ("大兴安岭地区", "prefecture", "大兴安岭"),
        ("锡林郭勒盟", "prefecture", "锡林郭勒"),
        ("吉林市", "prefecture", "吉林市"),
        ("海南藏族自治州", "prefecture", "海南州"),
        ("门头沟区", "county", "门头沟"),
        ("涉县", "county", "涉县"),
        ("郊区", "county", "郊区"),
        ("万柏林区", "county", "万柏林"),
        ("神农架林区", "county", "神农架"),
        ("井陉矿区", "county", "井陉矿区"),
        ("清新区", "county", "清新"),
        ("浦东新区", "county", "浦东"),
        ("津市市", "county", "津市"),
        ("市中区", "county", "市中"),
        ("土默特左旗", "county", "土默特左旗"),
        ("鄂温克族自治旗", "county", "鄂温克"),
        ("东乡族自治县", "county", "东乡"),
        ("积石山保安族东乡族撒拉族自治县", "county", "积石山"),
        ("龙胜各族自治县", "county", "龙胜"),
        ("河南蒙古族自治县", "county", "河南县"),
        ("河北区", "county", "河北区"),
    ],
)
def test_short_name_is_the_bare_place_name(
    builder: ModuleType, name: str, level: str, short: str
) -> None:
    assert builder.short_name(name, level) == short


def test_no_place_below_the_province_bears_the_bare_name_of_a_province(
    divisions: list[Row],
) -> None:
    provinces = {row["short_name"] for row in divisions if row["level"] == "province"}
    below = [row for row in divisions if row["level"] in {"prefecture", "county"}]
    assert [row for row in below if row["short_name"] in provinces] == []


def test_short_names_are_no_fragments(divisions: list[Row]) -> None:
    assert [row for row in divisions if len(row["short_name"]) < 2] == []


def test_towns_hang_under_divisions_and_have_one_line_each(
    divisions: list[Row], towns: list[Row]
) -> None:
    assert len({row["code"] for row in towns}) == len(towns)
    assert {row["parent"] for row in towns} <= {row["code"] for row in divisions}
    assert {row["kind"] for row in towns} == {"town", "township", "subdistrict", "park", "other"}
    assert [row for row in towns if len(row["short_name"]) < 2] == []


@pytest.mark.parametrize(
    ("parent", "kinds"),
    [
        ("441900", {"town": 28, "subdistrict": 4, "park": 4}),
        ("442000", {"town": 15, "subdistrict": 8}),
        ("620200", {"town": 3, "subdistrict": 2}),
    ],
)
def test_prefectures_without_counties_have_their_towns(
    towns: list[Row], parent: str, kinds: dict[str, int]
) -> None:
    assert Counter(row["kind"] for row in towns if row["parent"] == parent) == kinds


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("长安镇", "长安"),
        ("古镇镇", "古镇"),
        ("张镇", "张镇"),
        ("莞城街道", "莞城"),
        ("两水苗族乡", "两水"),
        ("恩和俄罗斯族民族乡", "恩和"),
        ("巴彦鄂温克民族乡", "巴彦"),
    ],
)
def test_town_short_name(builder: ModuleType, name: str, short: str) -> None:
    assert builder.town_short_name(name) == short


def test_runs_end_where_a_year_is_missing(builder: ModuleType) -> None:
    assert list(builder.runs({2001, 2002, 2005, 2007, 2008})) == [
        (2001, 2002),
        (2005, 2005),
        (2007, 2008),
    ]


def test_the_tables_are_packed_as_the_builder_packs_them(towns: list[Row]) -> None:
    """The archive carries no time stamp, so that a rebuild gives the same bytes."""
    packed = (ROOT / "dictionaries" / "towns.csv.gz").read_bytes()
    assert packed[4:8] == bytes(4)
    assert len(packed) < 600_000
