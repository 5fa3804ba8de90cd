"""Columns of figures beside a task: they reach its measures with their units."""

from __future__ import annotations

import pytest

from layouts.layout import Layout
from layouts.writers import WRITERS
from pipeline.extract.docx.reading import read_docx
from pipeline.locate import locate
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from pipeline.terms.targets import read_measures
from tables import synonyms


@pytest.mark.parametrize(
    ("labels", "cells", "measure"),
    [
        ("目标值 | 单位", "5 | 所", "5所"),
        ("2025年目标 | 计量单位", "≥100 | 名", "≥100名"),
        ("数量（所） | 备注", "3 | 续建", "3所"),
        ("目标值 | 备注", "85%以上 | ", "85%以上"),
        ("现状值 | 单位", "5 | 所", ""),
    ],
)
def test_figures_beside_a_task(labels: str, cells: str, measure: str) -> None:
    """A figure takes the unit beside it or in its label; the state before is no measure."""
    body = f"序号 | 工作任务 | {labels} | 责任单位\n" + "\n".join(
        f"{n} | 铺设管网（{n}段）。 | {cells} | 市教育局" for n in (1, 2, 3)
    )
    layout = Layout("x", "x", "x", body, "")
    result = repair(locate(read_docx(WRITERS["docx"](layout), "t.docx"), synonyms()))
    assert [task.measures for task in result.tasks] == [(measure,) if measure else ()] * 3
    assert balance(result).balanced


def test_measures_are_targets() -> None:
    """A single quantity is a target, other text is none."""
    (target,) = read_measures(["6%左右"])
    assert (target.quantity, target.unit, target.comparison) == (6.0, "%", "~")
    assert read_measures(["甲乙"]) == ()
