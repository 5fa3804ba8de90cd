"""Bodies with names of their own, collectives by their grammar, and what must not be taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import owners
from pipeline.owners import Namebook

Book = Callable[[str, str | None], Namebook]


def found(cell: str, namebook: Namebook) -> list[tuple[str, str]]:
    """Surface and bureau ID of every mention."""
    return [(m.surface, m.bureau_id) for m in owners.resolve(cell, namebook).mentions]


@pytest.mark.parametrize(
    ("jurisdiction", "cell", "bureau_id"),
    [
        ("500000", "两江新区管委会", "500000/p-liangjiang:park-committee"),
        ("500112", "两江新区管委会", "500000/p-liangjiang:park-committee"),
        ("440000", "大鹏新区管委会", "440300/p-dapeng:park-committee"),
        ("440400", "拱北海关", "440400/c-gongbei:customs"),
        ("000000", "雄安新区管委会", "130000/p-xiongan:park-committee"),
        ("370200", "西海岸新区管委", "370200/p-xihai:park-committee"),
    ],
)
def test_a_park_is_known_by_its_own_name_in_its_place_and_above_and_below(
    jurisdiction: str, cell: str, bureau_id: str, book: Book
) -> None:
    assert found(cell, book(jurisdiction, "2022")) == [(cell, bureau_id)]


@pytest.mark.parametrize(
    ("county", "cell", "bureau_id"),
    [
        ("130123", "正定新区管委会", "130100/p-zhengding:park-committee"),
        ("440115", "南沙开发区管委会", "440100/p-nansha-econ:park-committee"),
        ("130123", "高新区管委会", "130123:park-committee.high-tech"),
    ],
)
def test_a_park_of_the_city_is_not_the_countys_whose_name_it_bears(
    county: str, cell: str, bureau_id: str, book: Book
) -> None:
    assert found(cell, book(county, "2020")) == [(cell, bureau_id)]


@pytest.mark.parametrize(
    ("jurisdiction", "date", "cell", "bureau_id"),
    [
        ("622900", "2017-08", "州农牧局", "622900:agriculture-old"),
        ("622900", "2018-06", "州农牧局", "622900:agriculture-old"),
        ("622900", "2020-06", "州农牧局", "622900:agriculture-rural"),
        ("210100", "2016-07", "市外经贸局", "210100:foreign-trade-old"),
        ("140826", "2023-09", "县教科局", "140826:education"),
        ("120000", "2022-05", "市大数据管理中心", "120000:big-data-centre"),
    ],
)
def test_a_reform_reaches_a_name_when_it_reached_the_places(
    jurisdiction: str, date: str, cell: str, bureau_id: str, book: Book
) -> None:
    assert found(cell, book(jurisdiction, date)) == [(cell, bureau_id)]


@pytest.mark.parametrize(
    ("jurisdiction", "cell", "bureau_ids"),
    [
        ("430000", "湘西自治州人民政府", "433100:people-government"),
        ("513400", "武警凉山支队", "513400:armed-police"),
        ("150000", "民航内蒙古监管局、满洲里海关", "150000:civil-aviation 150781:customs"),
        ("330800", "邮储银行衢州市分行", "330800:banks.postal"),
        ("210100", "中国铁路沈阳局集团有限公司", "210100:railway"),
        ("610400", "市财政局及各县市区政府", "610400:finance 610400:all-counties"),
        ("420800", "荆门高新区·掇刀区", "420800:park-committee.high-tech 420804:people-government"),
    ],
)
def test_names_with_their_place_inside_and_names_joined(
    jurisdiction: str, cell: str, bureau_ids: str, book: Book
) -> None:
    assert [bureau_id for _, bureau_id in found(cell, book(jurisdiction, "2020"))] == (
        bureau_ids.split()
    )


def test_a_park_that_nobody_listed_is_not_another_one(book: Book) -> None:
    for cell in ("量子新区管委会", "市彩虹新区管委会", "前山管理局", "北江新区管委会"):
        assert found(cell, book("440300", "2022")) == [], cell


def test_the_same_name_far_away_is_not_meant(book: Book) -> None:
    """大鹏新区 of 深圳 is no body that a table of 浙江 names without its city."""
    assert found("大鹏新区管委会", book("330000", "2022")) == []


def test_whose_it_is_is_not_said_twice(dongguan: Namebook, book: Book) -> None:
    assert found("省省属国企、市市有关部门、市市属企业", book("330000", "2022")) == []
    assert found("市市直有关部门、省省有关部门", dongguan) == []
    assert found("市市场监管局", dongguan) == [("市市场监管局", "441900:market-regulation")]


@pytest.mark.parametrize(
    ("jurisdiction", "cell", "function"),
    [
        ("650000", "各地（州、市）人民政府（行政公署）", "all-prefectures"),
        ("330000", "各市、县（市、区）政府", "all-prefectures"),
        ("150000", "各盟市", "all-prefectures"),
        ("150600", "各旗区", "all-counties"),
        ("440300", "各区政府（新区管委会）", "all-counties"),
        ("360735", "各乡（镇）场", "all-towns-streets"),
        ("370828", "各街道办事处、园区管委会", "all-towns-streets-parks"),
        ("370828", "各园区管委会、镇人民政府（街道办事处）", "all-towns-streets-parks"),
        ("360735", "县直各部门", "relevant-departments"),
    ],
)
def test_collectives_of_every_punctuation(
    jurisdiction: str, cell: str, function: str, book: Book
) -> None:
    assert found(cell, book(jurisdiction, "2021")) == [(cell, f"{jurisdiction}:{function}")]


def test_two_collectives_stay_two(book: Book) -> None:
    cell = "各镇政府、各街道办事处、各园区管委会"
    functions = [bureau_id.partition(":")[2] for _, bureau_id in found(cell, book("370828", None))]
    assert functions == ["all-towns-streets", "all-towns-streets", "all-parks"]


def test_an_open_list_may_end_before_the_last_name(book: Book) -> None:
    cell = "市场监管总局等相关部门和各省级人民政府按职责分工负责"
    assert found(cell, book("000000", "2019")) == [
        ("市场监管总局", "000000:market-regulation"),
        ("各省级人民政府", "000000:all-provinces"),
    ]


def test_a_remark_in_brackets_does_not_hide_a_collective(book: Book) -> None:
    cell = "各市（州）人民政府（完成时限：2015年底）"
    assert [bureau for _, bureau in found(cell, book("510000", "2015"))] == [
        "510000:all-prefectures"
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("市公安局经探支队", "a branch differs in one of two characters"),
        ("市电子证务办公室", "four characters of its own are too few"),
        ("各有管部门和单位", "collectives are not repaired"),
        ("市人民防办", "人民 is no 人民政府"),
    ],
)
def test_one_character_in_few_is_another_body(cell: str, why: str, book: Book) -> None:
    assert found(cell, book("410500", "2021")) == [], why


def test_words_in_front_of_the_nation_say_whose_it_is(book: Book) -> None:
    assert found("国务院量子研究中心", book("000000", "2020")) == []
    assert found("委财办", book("000000", "2020")) == []


def test_a_data_centre_is_the_data_bureau_until_there_is_one(book: Book) -> None:
    """大数据中心 did the work of the data bureaus founded in 2023 and 2024, then stood beside."""
    before = found("省大数据中心", book("510000", "2021"))
    after = found("省数据局、省大数据中心", book("510000", "2025"))
    assert [b for _, b in before] == ["510000:data"]
    assert [b for _, b in after] == ["510000:data", "510000:big-data-centre"]


@pytest.mark.parametrize("cell", ["新区工信局", "西区财政局", "城区教育局", "新区"])
@pytest.mark.parametrize("jurisdiction", ["220100", "440100", "500000", "000000"])
def test_a_kind_of_place_is_no_county_of_that_name_far_away(
    cell: str, jurisdiction: str, book: Book
) -> None:
    """新区 in 长春 is not 唐山's old 新区, 西区 in 广州 not that of 攀枝花."""
    assert not any(
        bureau.startswith(("130206", "5104", "1402"))
        for _, bureau in found(cell, book(jurisdiction, None))
    )


def test_a_county_named_by_a_kind_of_place_is_known_in_its_own_city(book: Book) -> None:
    assert found("西区财政局", book("510400", "2022")) == [("西区财政局", "510403:finance")]


@pytest.mark.parametrize("cell", ["各辖市（区）政府", "各辖市、区人民政府"])
def test_the_counties_of_a_city_by_the_words_of_jiangsu(cell: str, book: Book) -> None:
    assert found(cell, book("321100", "2022")) == [(cell, "321100:all-counties")]


@pytest.mark.parametrize(
    ("cell", "name"),
    [("市委督查室", "中共镇江市委督查室"), ("市政府督查室", "镇江市政府督查室")],
)
def test_an_inspectorate_bears_the_name_of_whose_it_is(cell: str, name: str, book: Book) -> None:
    assert owners.resolve(cell, book("321100", "2022")).mentions[0].name == name


@pytest.mark.parametrize("jurisdiction", ["000000", "440100"])
def test_a_department_is_no_ministry_of_a_like_name(jurisdiction: str, book: Book) -> None:
    """科技创新部 of a firm or park is not the 科技部, whose bureaus may be named 科技创新局."""
    assert found("科技创新部", book(jurisdiction, "2022")) == []
    names = book(jurisdiction, "2022")
    assert found("科技部", names) == [("科技部", "000000:science-technology")]
