"""Who leads, who answers, who supports: labels, verbs, brackets, and the document's rule."""

from __future__ import annotations

import pytest

from pipeline import owners
from pipeline.owners import Namebook

CELLS = [
    ("市公安局牵头，市民政局、市司法局配合", "lead support support"),
    ("市公安局牵头，市民政局按职责分工负责", "lead responsible"),
    ("市公安局、市民政局按职责分工负责", "responsible responsible"),
    ("市公安局负责，市民政局协助", "responsible support"),
    ("市公安局牵头，市民政局、市司法局参与", "lead support support"),
    ("由市公安局牵头会同市民政局、市司法局等部门负责", "lead responsible responsible"),
    ("市公安局牵头市民政局、市司法局配合", "lead support support"),
    ("牵头单位：市公安局；配合单位：市民政局、市司法局", "lead support support"),
    ("牵头单位:市公安局,配合单位:市民政局", "lead support"),
    ("责任单位：市公安局责任单位：市民政局", "responsible responsible"),
    ("责 任 单 位 ：市公安局", "responsible"),
    ("省牵头单位：省公安厅；市牵头单位：市公安局", "lead lead"),
    ("市公安局（牵头）、市民政局、市司法局（配合）", "lead responsible support"),
    ("（市公安局牵头，市民政局配合）", "lead support"),
    ("市公安局、市民政局，按职责分工负责", "responsible responsible"),
    ("市公安局配合", "support"),
    ("由市公安局牵头负责，市民政局、市人力资源社会保障局等部门配合", "lead support support"),
    ("市公安局、市司法局分别牵头负责", "lead lead"),
    ("市公安局按照任务分工和职责抓好落实", "responsible"),
    ("市公安局、市民政局会同有关部门负责", "responsible responsible responsible"),
    ("主办：市公安局 协办：市民政局", "lead support"),
    ("市公安局为牵头单位，市民政局为配合单位", "lead support"),
    ("市公安局、市民政局按职责分工牵头，市司法局参加", "lead lead support"),
    ("市公安局会同市民政局负责", "responsible responsible"),
    ("①市公安局②市民政局③市司法局配合", "responsible responsible support"),
    ("1.市公安局 2.市民政局 3.市司法局", "responsible responsible responsible"),
    ("（1）市公安局（2）市民政局、市司法局", "responsible responsible responsible"),
    ("（一）市公安局牵头（二）市民政局配合", "lead support"),
    ("市公安局", "responsible"),
    ("牵头单位：市公安局；配合单位：无", "lead"),
    ("市公安局、市民政局负责，列第一位者为牵头单位，下同", "lead responsible"),
    ("市公安局牵头，市民政局配合，列第一位的为牵头单位", "lead support"),
    ("市公安局负责牵头组织，市民政局负责资金保障", "lead support"),
    ("市公安局为主，市民政局等部门积极参与", "lead support"),
    ("市公安局主抓，市民政局主动配合，市司法局监督", "lead support responsible"),
    ("监管主体：市公安局", "responsible"),
    ("★市公安局、#市民政局、市司法局▲", "responsible responsible responsible"),
]

# The role words are remarks on marks that the names bear.
MARKED = [
    ("市公安局*、市民政局、市司法局（带*为牵头单位）", "lead responsible responsible"),
    ("市公安局、★市民政局、市司法局。注：标★的为配合部门", "responsible support responsible"),
    ("市公安局（*）、市民政局；带“*”号的单位为牵头单位", "lead responsible"),
]


@pytest.mark.parametrize(("cell", "roles"), CELLS)
def test_roles_of_a_cell(cell: str, roles: str, dongguan: Namebook) -> None:
    resolution = owners.resolve(cell, dongguan)
    assert [m.role for m in resolution.mentions] == roles.split()
    assert resolution.unresolved == ()
    assert all(m.role_evidence for m in resolution.mentions)


@pytest.mark.parametrize(("cell", "roles"), MARKED)
def test_a_mark_gives_the_role_that_the_cell_explains(
    cell: str, roles: str, dongguan: Namebook
) -> None:
    resolution = owners.resolve(cell, dongguan)
    assert [m.role for m in resolution.mentions] == roles.split()
    assert [u.reason for u in resolution.unresolved] == ["a remark, not an owner"]


def test_the_documents_rule_makes_the_first_owner_lead(dongguan: Namebook) -> None:
    found = owners.resolve("市公安局、市民政局", dongguan, first_is_lead=True).mentions
    assert [m.role for m in found] == ["lead", "responsible"]


def test_the_documents_rule_gives_way_to_an_explicit_lead(dongguan: Namebook) -> None:
    found = owners.resolve("市公安局、市民政局（牵头）", dongguan, first_is_lead=True).mentions
    assert [m.role for m in found] == ["responsible", "lead"]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("牵头单位排首位", True),
        ("列第一位者为牵头单位，下同", True),
        ("排在第一位的部门为牵头部门，下同", True),
        ("各项任务列首位的为牵头单位", True),
        ("责任单位（牵头单位排首位）", True),
        ("第一批试点城市为牵头实施单位的所在地之一", False),
        ("市公安局牵头", False),
    ],
)
def test_the_rule_for_the_first_owner_is_recognised(text: str, stated: bool) -> None:
    assert owners.states_first_is_lead(text) is stated


def test_a_lead_that_supports_itself_is_reported(dongguan: Namebook) -> None:
    cell = "牵头单位：市公安局；配合单位：市公安局、市民政局"
    flags = owners.resolve(cell, dongguan).flags
    assert any(flag.startswith("lead_supports_itself:") for flag in flags)


@pytest.mark.parametrize("cell", ["无", "—", "/", "無", "－"])
def test_an_explicit_nobody_is_empty_and_not_unknown(cell: str, dongguan: Namebook) -> None:
    resolution = owners.resolve(cell, dongguan)
    assert resolution.mentions == ()
    assert resolution.unresolved == ()
    assert resolution.flags[0].startswith("empty:")


@pytest.mark.parametrize(
    ("cell", "surface"),
    [
        ("市公安局；适用范围：自贸试验区", "适用范围：自贸试验区"),
        ("以下均需试点城市政府落实，不再列出", "以下均需试点城市政府落实，不再列出"),
        ("同上", "同上"),
        ("市公安局：负责路面巡查，做好登记", "负责路面巡查，做好登记"),
    ],
)
def test_what_is_no_owner_is_kept_with_a_reason(
    cell: str, surface: str, dongguan: Namebook
) -> None:
    left = owners.resolve(cell, dongguan).unresolved
    assert [part.surface for part in left] == [surface]
    assert left[0].reason
