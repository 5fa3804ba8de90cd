"""A document's jurisdiction and date from title, 文号 and text, or nothing."""

from __future__ import annotations

import pytest

from pipeline import owners
from pipeline.dictionaries import Dictionaries


@pytest.mark.parametrize(
    ("title", "number", "texts", "jurisdiction", "date"),
    [
        (None, "东府〔2021〕51号", [], "441900", "2021"),
        (None, "东府202151号", [], "441900", "2021"),
        (None, None, ["东府 [2021] 51号"], "441900", "2021"),
        (None, "国办发〔2020〕3号", [], "000000", "2020"),
        (None, "粤府办〔2019〕12号", [], "440000", "2019"),
        ("《东莞市关于贯彻消防执法改革的实施意见》任务分解表", None, [], "441900", None),
        ("附件：东莞市2024年重点任务分工表", None, [], "441900", "2024"),
        ("国务院关于印发2020年重点工作的通知", None, [], "000000", "2020"),
        ("广东省广州市越秀区重点工作", None, [], "440104", None),
        ("鼓楼区重点工作", None, [], None, None),
        # An autonomous place by its usual name; the name without a level may be a word.
        ("恩施州2023年重点任务分工", None, [], "422800", "2023"),
        ("海西州生态保护任务台账", None, [], "632800", None),
        ("长阳县2024年重点工作", None, [], "420528", "2024"),
        ("大理2024年重点工作", None, [], None, "2024"),
        # The bare name of a place in front of one that lies in it; a zone has its own bureaus.
        ("广西百色市2024年重点任务清单", None, [], "451000", "2024"),
        ("宁夏中卫市沙坡头区重点工作任务表", None, [], "640502", None),
        ("南京鼓楼区重点工作", None, [], "320106", None),
        ("合肥高新区2024年工作任务分解", None, [], None, "2024"),
        ("横琴粤澳深度合作区重点工作任务", None, [], None, None),
        ("高新技术产业开发区重点任务", None, [], None, None),
        ("自由贸易试验区改革任务清单", None, [], None, None),
        # National bodies, and their branch in a place.
        ("自然资源部2024年耕地保护任务清单", None, [], "000000", "2024"),
        ("教育部门2024年任务清单", None, [], None, "2024"),
        ("国家税务总局广西壮族自治区税务局便民任务分解", None, [], "450000", None),
        ("鷹潭市2022年優化營商環境工作要點", None, [], "360600", "2022"),
        # A title that ends in no word for one, and an issuer above the date.
        (None, None, ["广州市2023年重点工作落实情况", "重点工作："], "440100", "2023"),
        (None, None, ["市区2023年完成投资。"], None, None),
        (
            "任务分工",
            None,
            ["聊城市东昌府区水利局", "2023年3月1日"],
            "371502",
            "2023-03-01",
        ),
        ("重点任务分解表", None, ["延边州人民政府办公室关于印发方案的通知"], "222400", None),
        ("重点任务分解表", None, [], None, None),
        (
            "重点任务分解表",
            None,
            ["东莞市人民政府关于印发方案的通知", "东府〔2021〕51号", "2021年8月26日"],
            "441900",
            "2021-08-26",
        ),
        (
            "任务表",
            None,
            ["瑞安市人民政府办公室", "瑞安市人民政府", "2024年3月1日"],
            "330381",
            "2024-03-01",
        ),
        (None, None, ["信息来源: 丽水市政府", "责任单位:各县(市、区)政府"], "331100", None),
        (None, None, ["二〇二一年十月二十六日"], None, "2021-10-26"),
        (None, "东府〔2021〕51号", ["二○二一年八月三十日", "2019年1月1日"], "441900", "2021-08-30"),
        (None, "某某〔2021〕5号", [], None, "2021"),
        (None, None, [], None, None),
    ],
)  # fmt: skip
def test_what_the_evidence_decides(
    title: str | None,
    number: str | None,
    texts: list[str],
    jurisdiction: str | None,
    date: str | None,
    known: Dictionaries,
) -> None:
    found = owners.infer_document(known, title=title, number=number, texts=texts)
    assert (found.jurisdiction, found.date) == (jurisdiction, date)
    assert bool(found.evidence) is bool(jurisdiction or date)


@pytest.mark.parametrize(
    ("texts", "title", "jurisdiction"),
    [
        (["附件", "杭州市推进“最多跑一次”改革重点任务分工表"],
         "杭州市推进“最多跑一次”改革重点任务分工表", "330100"),
        (["国务院办公厅关于印发全国深化改革", "重点任务分工方案的通知", "国办发〔2018〕79号"],
         "国务院办公厅关于印发全国深化改革重点任务分工方案的通知", "000000"),
        (["广东省人民政府办公厅转发国务院办公厅关于深化改革意见的通知"],
         "广东省人民政府办公厅转发国务院办公厅关于深化改革意见的通知", "440000"),
        (["《东莞市关于深化改革的实施方案》"], "东莞市关于深化改革的实施方案", "441900"),
        (["关于转发国务院办公厅实施方案的通知"], "关于转发国务院办公厅实施方案的通知", None),
        (["杭州市2024年重点任务分工表", "附件2", "东莞市2024年重点任务分工表"],
         "杭州市2024年重点任务分工表", None),
        (["东府〔2021〕51号", "杭州市2021年重点任务分工表"], "杭州市2021年重点任务分工表", None),
        # The path of a web page is no part of the title below it.
        ([">> 专题 >> 2023市政府重点工作(已归档)", "市政府工作报告重点工作责任分解(2023年)",
          "信息来源: 丽水市政府"], "市政府工作报告重点工作责任分解(2023年)", "331100"),
        # A menu above a title names no place.
        (["首页", "政务公开", "杭州市优化营商环境重点任务清单"],
         "杭州市优化营商环境重点任务清单", "330100"),
        (["2024年东莞市十件民生实事"], "2024年东莞市十件民生实事", "441900"),
        (["推进重点任务"], None, None),
        (["一、主要工作措施", "各镇人民政府：", "这是一句话，说的是工作方案。"], None, None),
    ],
)  # fmt: skip
def test_a_title_is_found_in_the_text_and_competing_places_leave_none(
    texts: list[str], title: str | None, jurisdiction: str | None, known: Dictionaries
) -> None:
    found = owners.infer_document(known, title=None, number=None, texts=texts)
    assert (found.title, found.jurisdiction) == (title, jurisdiction)
    competing = len(texts) > 1 and jurisdiction is None and title is not None
    assert any(e.startswith("places compete") for e in found.evidence) is competing


def test_a_number_of_an_unknown_authority_is_found_and_dates_the_document(
    known: Dictionaries,
) -> None:
    texts = ["某某某〔2022〕7号", "重点任务分工方案"]
    found = owners.infer_document(known, title=None, number=None, texts=texts)
    assert (found.number, found.date, found.jurisdiction) == ("某某某〔2022〕7号", "2022", None)
