"""Prose in a frame: a table of one column holds paragraphs."""

from __future__ import annotations

from dataclasses import replace

from pipeline.locate import locate
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import extraction, synonyms, table


def test_a_list_of_tasks_in_a_frame_is_read_where_it_stands() -> None:
    """专栏3: two tasks above the frame, two in it, one below; each character is placed."""
    above = ("一、优化环境", "1．推行承诺制。（责任单位：市市场监管局）")
    below = ("3．开展抽查。（责任单位：市公安局）",)
    frame = table([["专栏3"], ["2．建设水网。（责任单位：市水利局）"]])
    file = replace(extraction(frame, outside=above + below), above={0: len(above)})
    result = repair(locate(file, synonyms()))
    assert [(t.task_no, t.text, t.owner_text) for t in result.tasks] == [
        ("1.1", "推行承诺制。", "市市场监管局"),
        ("2.1", "建设水网。", "市水利局"),
        ("3.1", "开展抽查。", "市公安局"),
    ]
    assert balance(result).balanced
