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
        (None, "国办发〔2020〕3号", [], "000000", "2020"),
        (None, "粤府办〔2019〕12号", [], "440000", "2019"),
        ("《东莞市关于贯彻消防执法改革的实施意见》任务分解表", None, [], "441900", None),
        ("附件：东莞市2024年重点任务分工表", None, [], "441900", "2024"),
        ("国务院关于印发2020年重点工作的通知", None, [], "000000", "2020"),
        ("广东省广州市越秀区重点工作", None, [], "440104", None),
        ("鼓楼区重点工作", None, [], None, None),
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
    assert found[:2] == (jurisdiction, date)
    assert bool(found[2]) is (jurisdiction is not None or date is not None)
