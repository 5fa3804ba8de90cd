"""Which body a name means: place, level, date, second plates, and names that look alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import owners
from pipeline.owners import Namebook

Books = Callable[[str, str | None], Namebook]


def ids(cell: str, namebook: Namebook) -> list[str]:
    resolution = owners.resolve(cell, namebook)
    assert resolution.unresolved == ()
    return [m.bureau_id for m in resolution.mentions]


# Pairs that a similarity score takes for one; each name is its own body.
PAIRS = [
    ("市民政局", "civil-affairs", "市财政局", "finance"),
    ("市水务局", "water-affairs", "市税务局", "tax"),
    ("市教育局", "education", "市体育局", "sports"),
    ("市国资委", "sasac", "市国动委", "defence-mobilisation"),
    ("市侨办", "overseas-chinese", "市侨联", "returned-overseas-federation"),
    ("市文联", "literary-federation", "市妇联", "womens-federation"),
    ("市司法局", "justice", "市执法局", "urban-management"),
    ("市市政局", "municipal-works", "市邮政局", "post-regulator"),
    ("市安委办", "work-safety-commission", "市消安委办", "fire-safety-commission"),
    ("市食安委办", "food-safety-commission", "市道安委办", "road-safety-commission"),
    ("市河长制办公室", "river-chief-office", "市林长制办公室", "forest-chief-office"),
    ("市政府办", "gov-office", "市政府", "people-government"),
    ("市政府侨办", "overseas-chinese", "市政府外办", "foreign-affairs"),
    ("市政协办", "cppcc-office", "市政协", "cppcc"),
    ("市人大常委会", "npc", "市人大常委会办公室", "npc-office"),
    ("市直机关工委", "organs-work-committee", "市关工委", "youth-care-committee"),
    ("团市委", "youth-league", "市委", "party-committee"),
    ("市公安局", "public-security", "市公安局交警支队", "traffic-police"),
    ("市科技局", "science-technology", "市科协", "science-association"),
    ("市监局", "market-regulation", "市监委", "discipline-inspection"),
    ("市市政管理局", "municipal-works", "市市场监管局", "market-regulation"),
    ("市三防办", "flood-control", "市森防办", "forest-fire-hq"),
    ("市委办", "party-office", "市委审计委员会办公室", "audit"),
]


@pytest.mark.parametrize(("a", "code_a", "b", "code_b"), PAIRS)
def test_names_that_look_alike_stay_apart(
    a: str, code_a: str, b: str, code_b: str, book: Books
) -> None:
    found = ids(f"{a}、{b}", book("440600", "2021"))
    assert found == [f"440600:{code_a}", f"440600:{code_b}"]


@pytest.mark.parametrize(
    ("jurisdiction", "cell", "expected"),
    [
        ("440000", "省工业和信息化厅、科技厅", "440000:industry-it 440000:science-technology"),
        ("441900", "省公安厅、财政厅、市司法局",
         "440000:public-security 440000:finance 441900:justice"),
        ("330000", "省经信厅、杭州市政府、宁波市",
         "330000:econ-it-old 330100:people-government 330200:people-government"),
        ("370000", "青岛海关", "370200:customs"),
        ("330381", "市教育局、温州市教育局", "330381:education 330300:education"),
        ("310115", "区教育局、市教委", "310115:education 310000:education"),
        ("310000", "市住房城乡建设管理委", "310000:housing-construction"),
        ("450000", "自治区党委宣传部、教育厅", "450000:publicity 450000:education"),
        ("533100", "州委宣传部、州教育局", "533100:publicity 533100:education"),
        ("653100", "地区教育局、行署办公室", "653100:education 653100:gov-office"),
        ("000000", "教育部、国家发展改革委、中国残联",
         "000000:education 000000:development-reform 000000:disabled-federation"),
        ("000000", "共青团中央、人民银行", "000000:youth-league 000000:pboc"),
        ("441900", "石碣镇、东城街道办",
         "441900101:town-government 441900003:subdistrict-office"),
        ("441900", "松山湖管委会", "441900401:park-committee"),
        ("441900", "国家税务总局东莞市税务局、市税务局", "441900:tax 441900:tax"),
        ("441900", "公安部、国务院", "000000:public-security 000000:people-government"),
        ("441900", "广东省东莞市教育局", "441900:education"),
        ("440000", "国家税务总局深圳市税务局", "440300:tax"),
        ("330381", "国家金融监管总局瑞安监管支局", "330381:financial-regulator"),
    ],
)  # fmt: skip
def test_the_place_of_a_name(jurisdiction: str, cell: str, expected: str, book: Books) -> None:
    assert ids(cell, book(jurisdiction, "2021" if "金融监管总局" not in cell else "2024")) == (
        expected.split()
    )


def test_a_wording_of_another_level_is_not_taken(dongguan: Namebook) -> None:
    """A city has no 厅, and 市 in a province's document does not say which city."""
    assert owners.resolve("市教育厅", dongguan).mentions == ()


def test_a_citys_body_in_a_provinces_document_is_ambiguous(book: Books) -> None:
    left = owners.resolve("市教育局", book("440000", "2021")).unresolved
    assert "which 市 is meant" in left[0].reason


@pytest.mark.parametrize(
    ("date", "name", "expected", "flagged"),
    [
        ("2012", "市公安消防局", "fire-police-old", False),
        ("2021", "市消防救援支队", "fire-rescue", False),
        ("2021", "市消防支队", "fire-rescue", True),
        ("2018-09", "市环保局", "environment-old", False),
        ("2019-02", "市环保局", "environment-old", False),
        ("2022", "市环保局", "ecology-environment", True),
        ("2010", "市生态环境局", "ecology-environment", True),
        ("2016", "市卫计局", "health-fp-old", False),
        ("2021", "东莞银保监分局", "banking-insurance-old", False),
        (None, "市环保局", "environment-old", False),
    ],
)
def test_a_name_means_the_body_that_bore_it(
    date: str | None, name: str, expected: str, flagged: bool, book: Books
) -> None:
    mention = owners.resolve(name, book("441900", date)).mentions[0]
    assert mention.bureau_id == f"441900:{expected}"
    assert mention.needs_review is flagged


@pytest.mark.parametrize(
    ("jurisdiction", "date", "name", "official"),
    [
        ("440100", "2021", "市发展改革委", "广州市发展和改革委员会"),
        ("441900", "2021", "市发展改革局", "东莞市发展和改革局"),
        ("441900", "2021", "市政务服务数据管理局", "东莞市政务服务数据管理局"),
        ("441900", "2025", "市政务和数据局", "东莞市政务服务和数据管理局"),
        ("330300", "2021", "市资规局", "温州市自然资源和规划局"),
        ("330300", "2021", "市住建局", "温州市住房和城乡建设局"),
        ("330300", "2021", "市委编办", "中共温州市委机构编制委员会办公室"),
        ("450000", "2021", "自治区党委宣传部", "中共广西壮族自治区党委宣传部"),
        ("430000", "2021", "省法院", "湖南省高级人民法院"),
        ("430000", "2021", "长沙市政府", "长沙市人民政府"),
        ("653100", "2021", "行署", "喀什地区行政公署"),
        ("440300", "2020", "市市场监管局宝安监管局", "深圳市市场监督管理局宝安监管局"),
        ("430100", "2021", "市法院", "长沙市中级人民法院"),
        ("430000", "2021", "省科协", "湖南省科学技术协会"),
        ("000000", "2021", "发展改革委", "国家发展和改革委员会"),
        ("000000", "2012", "广电总局", "国家广播电影电视总局"),
        ("430100", "2021", "团市委", "共青团长沙市委员会"),
        ("430100", "2015", "人行长沙中心支行", "中国人民银行长沙中心支行"),
        ("360735", "2018", "县消防大队", "石城县公安消防大队"),
        ("430100", "2022", "市消防支队", "长沙市消防救援支队"),
        ("430100", "2021", "市打黑办", "长沙市扫黑除恶斗争领导小组办公室"),
        ("330800", "2026", "邮储银行衢州分行", "中国邮政储蓄银行衢州市分行"),
        ("622900", "2017", "州农牧局", "临夏回族自治州农牧局"),
        ("330100", "2021", "供水企业", "杭州市供水企业"),
    ],
)
def test_the_official_name_has_the_local_form(
    jurisdiction: str, date: str, name: str, official: str, book: Books
) -> None:
    assert owners.resolve(name, book(jurisdiction, date)).mentions[0].name == official


def test_a_second_plate_of_the_same_body_is_one_mention(book: Books) -> None:
    resolution = owners.resolve("省市场监管局（省知识产权局）", book("330000", "2021"))
    (mention,) = resolution.mentions
    assert mention.bureau_id == "330000:market-regulation"
    assert mention.surface == "省市场监管局（省知识产权局）"
    assert (mention.method, mention.needs_review) == ("plate", False)


def test_another_bodys_name_in_brackets_is_told(book: Books) -> None:
    (mention,) = owners.resolve("市财政局（国资办）", book("440100", "2012")).mentions
    assert mention.bureau_id == "440100:finance"
    assert mention.needs_review
    assert "440100:sasac" in mention.why


@pytest.mark.parametrize(
    ("jurisdiction", "cell", "code"),
    [
        ("440100", "各区、县级市", "all-counties"),
        ("440000", "各县（市、区）人民政府", "all-counties"),
        ("440000", "各地级以上市人民政府", "all-prefectures"),
        ("510000", "各市（州）人民政府", "all-prefectures"),
        ("230100", "各区、县（市）人民政府", "all-counties"),
        ("000000", "各省、自治区、直辖市人民政府", "all-provinces"),
        ("330381", "各乡镇人民政府、街道办事处", "all-towns-streets"),
        ("441900", "各镇街（园区）", "all-towns-streets-parks"),
        ("441900", "镇街（园区）人民政府", "all-towns-streets-parks"),
        ("441900", "各村（社区）", "all-villages"),
        ("440000", "各有关部门", "relevant-departments"),
    ],
)
def test_collectives_have_their_own_ids(
    jurisdiction: str, cell: str, code: str, book: Books
) -> None:
    (mention,) = owners.resolve(cell, book(jurisdiction, "2021")).mentions
    assert (mention.bureau_id, mention.is_collective) == (f"{jurisdiction}:{code}", True)


@pytest.mark.parametrize(
    "cell",
    [
        "市公安局 市民政局",
        "市公安局\n市民政局",
        "市 公 安 局、市 民 政 局",
        "市公安局,市民政局",
        "市公安局､市民政局",
        "市公安局\u200b、市民政局",
        "市公安局和市民政局",
        "①市公安局；②市民政局",
        "1.市公安局；2.市民政局",
        "市公安局等、市民政局等部门",
        "市公安局/市民政局",
        "市公安局市民政局",
    ],
)
def test_every_way_to_part_two_names(cell: str, dongguan: Namebook) -> None:
    resolution = owners.resolve(cell, dongguan)
    assert [m.bureau_id for m in resolution.mentions] == [
        "441900:public-security",
        "441900:civil-affairs",
    ]
    assert resolution.unresolved == ()
    assert all(cell[m.start : m.end] == m.surface for m in resolution.mentions)


@pytest.mark.parametrize(
    ("cell", "surface"),
    [
        ("市應急管理局", "市應急管理局"),
        ("“扫黄打非”办公室、市公安局", "“扫黄打非”办公室"),
        ("市城市管理和綜合執(zhí)法局", "市城市管理和綜合執(zhí)法局"),
    ],
)
def test_the_surface_is_as_printed(cell: str, surface: str, dongguan: Namebook) -> None:
    assert owners.resolve(cell, dongguan).mentions[0].surface == surface
