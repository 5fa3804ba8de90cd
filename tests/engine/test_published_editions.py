"""Two published editions with many edits at once: the changes are the edits, as for two files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import pipeline
import raw_folders as rf

HEADER = ("序号", "任务", "具体措施", "牵头单位", "配合单位", "完成时限")
OLD = (
    (
        "1",
        "优化营商环境",
        "推进企业开办一日办结，全程网办率达到95%。",
        "市市场监管局",
        "市税务局",
        "2022年6月底前",
    ),
    ("", "", "清理涉企收费，公布目录清单。", "市发展改革局", "市财政局", "2022年9月底前"),
    ("2", "稳定工业增长", "新增规上工业企业100家。", "市工业和信息化局", "各镇街", "2022年底前"),
    (
        "",
        "",
        "推动100个项目开工。完成技改投资300亿元。",
        "市工业和信息化局",
        "市财政局",
        "2022年底前",
    ),
    (
        "3",
        "加强生态保护",
        "开展扬尘整治，落实六个百分百。",
        "市住房城乡建设局",
        "市水务局",
        "长期坚持",
    ),
    ("", "", "城镇新增就业8万人。", "市人力资源社会保障局", "各镇街", "2022年底前"),
    (
        "4",
        "防范化解风险",
        "开展燃气安全排查整治。",
        "市住房城乡建设局",
        "市应急管理局",
        "2022年底前",
    ),
)
NEW = (
    (
        "1",
        "优化营商环境",
        "推进企业开办一日办结，全程网办率达到98%。",
        "市市场监管局",
        "市税务局",
        "2022年6月底前",
    ),
    ("", "", "清理涉企收费，公布目录清单。", "市发展和改革局", "市财政局", "2022年9月底前"),
    ("2", "扩大有效投资", "安排市重点项目300个。", "市发展和改革局", "各镇街", "2022年底前"),
    (
        "3",
        "稳定工业增长",
        "新增规上工业企业100家。",
        "市工业和信息化局",
        "各镇街、市统计局",
        "2022年底前",
    ),
    ("", "", "推动100个项目开工。", "市工业和信息化局", "市财政局", "2022年底前"),
    ("", "", "完成技改投资300亿元。", "市工业和信息化局", "市财政局", "2022年底前"),
    (
        "4",
        "加强生态保护",
        "开展扬尘整治,落实“六个百分百”。",
        "市住房城乡建设局",
        "市水务局",
        "2023年6月底前",
    ),
    (
        "5",
        "防范化解风险",
        "开展燃气安全排查整治。",
        "市应急管理局",
        "市住房城乡建设局",
        "2022年底前",
    ),
)
MEANT = {
    "target_changed": 1,
    "owner_renamed": 1,
    "task_added": 1,
    "owner_added": 1,
    "task_split": 1,
    "punctuation": 1,
    "deadline_changed": 1,
    "task_removed": 1,
    "role_changed": 2,
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("editions")
    rf.add(root / "raw", "plan", "2022-01-10", table_docx=rf.docx_bytes((HEADER, *OLD)))
    rf.add(root / "raw", "plan", "2022-05-10", table_docx=rf.docx_bytes((HEADER, *NEW)))
    pipeline.refresh(root / "raw", root / "out", workers=1)
    return root


def test_between_published_editions_a_divided_task_is_a_split_though_a_part_has_its_id(
    root: Path,
) -> None:
    found = pipeline.diff("plan@2022-01-10", "plan@2022-05-10", out=root / "out")
    assert Counter(change.kind for change in found.changes) == MEANT
    (split,) = (change for change in found.changes if change.kind == "task_split")
    [whole], parts = split.old, split.new
    assert whole["task_id"] in {part["task_id"] for part in parts}


def test_between_the_two_files_it_is_the_same(root: Path) -> None:
    old, new = (next((root / "raw" / "plan" / e).iterdir()) for e in ("2022-01-10", "2022-05-10"))
    found = pipeline.diff(old, new, out=root / "out")
    assert Counter(change.kind for change in found.changes) == MEANT


def test_bodies_that_change_roles_have_not_changed_their_order_besides(root: Path) -> None:
    found = pipeline.diff("plan@2022-01-10", "plan@2022-05-10", out=root / "out")
    turned = [change for change in found.changes if change.kind == "role_changed"]
    assert {(change.old["bureau_id"], change.new["role"]) for change in turned} == {
        ("441900:emergency", "lead"),
        ("441900:housing-construction", "support"),
    }
