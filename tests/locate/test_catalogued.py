"""The table that files a document is no task table, however its labels read."""

from __future__ import annotations

import pytest

from pipeline.locate import locate
from tables import extraction, synonyms, table

TASKS = table(
    [["序号", "重点任务", "责任单位"], ["1", "推行承诺制。", "市司法局"]],
    index=1,
)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["索 引 号", "406009385/2025-00098", "信息分类", "通知"],
            ["发布机构", "湘潭市人民政府办公室", "生成日期", "2025-02-11"],
            ["文　　号", "政办发〔2025〕7号", "有 效 性", "有效"],
            ["名　　称", "重点工作任务分解表", "", ""],
        ],
        [
            ["索引号：11420000", "主题分类：综合政务"],
            ["发文机关：市政府办", "成文日期：2024年1月2日"],
            ["标题：关于印发任务分工的通知", "发文字号：政办发〔2024〕1号"],
        ],
    ],
)
def test_it_is_named_among_the_others(rows: list[list[str]]) -> None:
    located = locate(extraction(table(rows), TASKS), synonyms())
    assert [each.table.index for each in located.task_tables] == [1]
    assert located.others == {0: "it files the document (索引号, 文号, 成文日期)"}


def test_a_task_table_with_some_of_its_words_is_one() -> None:
    """名称, 来源 and 文号 head columns of tasks, too."""
    rows = [
        ["文号", "任务名称", "来源", "责任单位"],
        ["政办发〔2024〕1号", "开展检查。", "会议", "市司法局"],
    ]
    assert len(locate(extraction(table(rows)), synonyms()).task_tables) == 1
