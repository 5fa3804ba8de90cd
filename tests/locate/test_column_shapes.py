"""What single cells and columns look like, told without a header."""

from __future__ import annotations

import pytest

from pipeline.locate.shapes import kind_of, shapes_of
from tables import table


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("市发展改革委、市财政局，各县（市、区）人民政府", "bodies"),
        ("市公安局牵头，市住房城乡建设局配合", "bodies"),
        ("省高级人民法院；中国人民银行南昌中心支行", "bodies"),
        ("各乡镇（街道）", "bodies"),
        ("市建设局", "bodies"),
        ("江阳区、泸县", "places"),
        ("李卫东", "persons"),
        ("常务副市长 王某某", "persons"),
        ("高安市", "places"),
        ("2023年6月底前", "time"),
        ("持续推进", "time"),
        ("一季度", "time"),
        ("3月—6月", "time"),
        ("95%以上", "figure"),
        ("1200万元", "figure"),
        ("第12次", "figure"),
        ("第3条", "figure"),
        ("1）理想信念教育", "phrase"),
        ("农贸市场", "phrase"),
        ("开办企业", "phrase"),
        ("已完成主体封顶", "state"),
        ("正在办理", "state"),
        ("完成改造30公里。", "act"),
        ("加快推进城乡供水一体化", "act"),
        ("建设养老服务中心", "act"),
        ("—", "blank"),
    ],
)
def test_kind_of_a_cell(text: str, kind: str) -> None:
    """Bodies by their endings, times and figures by their signs, acts by verb or length."""
    assert kind_of(text) == kind


def test_running_numbers_are_told_from_figures() -> None:
    """1, 2, 3 runs; 12, 35, 78 are figures."""
    rows = [("甲", "乙"), ("1", "12"), ("2", "35"), ("3", "78")]
    assert [shape.kind for shape in shapes_of(table(rows), 1)] == ["number", "figure"]


def test_heading_rows_tell_of_no_column() -> None:
    """一、稳增长 in a row of its own is no cell of the first column."""
    rows = [
        ("a", "b"),
        ("一、稳增长", ""),
        ("1", "市公安局"),
        ("二、促改革", ""),
        ("2", "市财政局"),
    ]
    number, bodies = shapes_of(table(rows), 1)
    assert (number.kind, number.rows, bodies.kind) == ("number", 2, "bodies")


def test_values_for_several_rows_are_shared() -> None:
    """A value merged over two rows holds for both; one in each row does not."""
    rows = [("a", "b"), ("产业", "开办市场"), (None, "修建道路"), ("民生", "新建学校")]
    shared, own = shapes_of(table(rows), 1)
    assert (shared.is_shared, own.is_shared) == (True, False)
