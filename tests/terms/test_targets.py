"""What numbers of a task's text are quantified targets, and what are none."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import extract
from pipeline.ink import ink
from pipeline.locate import locate
from pipeline.records import Target
from pipeline.repair import repair
from pipeline.terms.targets import read_targets
from tables import synonyms

with (Path(__file__).with_name("targets.csv")).open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))

PIECES = st.sampled_from(
    re.findall(
        r"\S+|\n",
        "100 % 5.6 万 张 个 1~2 所 达到 不少于 每年 次 建成 覆盖率 的 由 从 提高到 以上 以内"
        " 左右 百分之 九十 一 两 第 前 ， 。 、 《 》 “ ” 1,000 元 工作日 内"
        " 压缩至 / \n 已 罚款 对 × 年 4A",
    )
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=20).map("".join))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['trait']}: {case['input']}" for case in CASES])
def test_case(case: dict[str, str]) -> None:
    """Every line of targets.csv: text|comparison|quantity|unit, several joined by ;"""
    expected = []
    for line in filter(None, case["targets"].split(";")):
        text, comparison, quantity, unit = line.split("|")
        expected.append((text, comparison, float(quantity), unit))
    found = read_targets(case["input"])
    assert [(t.text, t.comparison, t.quantity, t.unit) for t in found] == expected


def test_the_real_table(seed_edition: Path) -> None:
    """Three numbers of 113 printed texts are targets; 5年内 and 一年内 are not."""
    tasks = repair(locate(extract.read(next(seed_edition.glob("*.docx"))), synonyms())).tasks
    found = [target for task in tasks for target in read_targets(task.text or "")]
    assert found == [
        Target("压缩至5个工作日内", 5.0, "个工作日", "<="),
        Target("覆盖率达到100%", 100.0, "%", ">="),
        Target("每年不少于1次", 1.0, "次", ">="),
    ]


@given(TEXTS)
def test_any_text_is_read_and_every_target_is_a_part_of_it(text: str) -> None:
    """No crash; each text a cut of the input with ink in it; ranges come in pairs."""
    for target in read_targets(text):
        assert target.text in text
        assert ink(target.text)
        assert target.quantity >= 0
        assert target.comparison in (">=", ">", "=", "~", "<", "<=")


@given(TEXTS)
def test_white_space_inside_a_paragraph_changes_nothing(text: str) -> None:
    """A line wrapped by spaces holds the same numbers."""
    spaced = "\n".join(" ".join(ink(line)) for line in text.split("\n"))
    plain = [(t.quantity, t.unit, t.comparison) for t in read_targets(text)]
    assert [(t.quantity, t.unit, t.comparison) for t in read_targets(spaced)] == plain
