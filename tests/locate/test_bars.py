"""Tables as text extractors write them: bars end the cells, and merged cells are left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extract.text.reading import read_text
from pipeline.locate import locate
from pipeline.records import Repaired
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import synonyms

TITLE = "平川市2022年公开任务清单\n"
HEADER = ["工作任务", "具体要求", "责任单位", "时限要求"]
ROWS = [
    ["一、助力发展", "（一）公开信息", "1", "公开政策文件，说明依据。", "市教育局", "年底前"],
    ["2", "开设专题，促进消费恢复。", "市商务局、市财政局", "持续推进"],
    ["（二）减税降费", "3", "推送各项减税政策。", "市税务局", "年底前"],
    ["二、社会稳定", "（三）疫情防控", "4", "发布疫情信息。", "市卫健委", "持续推进"],
]


def a_row_a_line(width: int, rows: list[list[str]]) -> str:
    return "".join(" | ".join(row) + " | " + "|" * (width - len(row)) + "\n" for row in rows)


def a_cell_a_line(width: int, rows: list[list[str]]) -> str:
    return "".join(
        "".join(f"{text} |\n" for text in row) + "|" * (width + 1 - len(row)) + "|\n"
        for row in rows
    )


def bars_between(_: int, rows: list[list[str]]) -> str:
    return "".join(f"{text}\n|\n" for row in rows for text in row)


def read(text: str) -> Repaired:
    result = repair(locate(read_text((TITLE + text).encode(), "t.txt"), synonyms()))
    assert balance(result).balanced
    return result


def is_flagged(result: Repaired, text: str) -> bool:
    return any(each.review_reasons for each in result.tasks if each.text == text)


@pytest.mark.parametrize("manner", [a_row_a_line, a_cell_a_line])
def test_labels_over_two_columns(manner: Callable[[int, list[list[str]]], str]) -> None:
    """Rows are shorter where titles were merged; two labels of four head two columns each."""
    result = read(manner(6, [HEADER, *ROWS]))
    assert [(t.section, t.item_title, t.text, t.owner_text) for t in result.tasks] == [
        (("一、助力发展",), "公开信息", "公开政策文件，说明依据。", "市教育局"),
        (("一、助力发展",), "公开信息", "开设专题，促进消费恢复。", "市商务局、市财政局"),
        (("一、助力发展",), "减税降费", "推送各项减税政策。", "市税务局"),
        (("二、社会稳定",), "疫情防控", "发布疫情信息。", "市卫健委"),
    ]


def test_bars_on_lines_of_their_own() -> None:
    """Nothing shows where rows end: a title stands in front of the number, where not merged."""
    rows = [row[1:] if len(row) == 6 else row for row in ROWS]
    result = read(bars_between(5, [HEADER, *rows]))
    assert [(t.item_title, t.text, t.owner_text, t.deadline_text) for t in result.tasks] == [
        ("公开信息", "公开政策文件，说明依据。", "市教育局", "年底前"),
        ("公开信息", "开设专题，促进消费恢复。", "市商务局、市财政局", "持续推进"),
        ("减税降费", "推送各项减税政策。", "市税务局", "年底前"),
        ("疫情防控", "发布疫情信息。", "市卫健委", "持续推进"),
    ]


def test_row_that_fits_no_columns_is_doubted() -> None:
    """A row without bodies: they are blank, or go on from above."""
    result = read(a_row_a_line(6, [HEADER, *ROWS, ["5", "更新公开栏目，规范内容。", "年底前"]]))
    assert is_flagged(result, "更新公开栏目，规范内容。")
    assert not is_flagged(result, "推送各项减税政策。")
