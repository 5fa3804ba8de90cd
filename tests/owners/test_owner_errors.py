"""Typing errors: what may be repaired, and what must not be taken for one."""

from __future__ import annotations

import pytest

from pipeline import owners
from pipeline.owners import Namebook


@pytest.mark.parametrize(
    ("printed", "code", "method", "review"),
    [
        ("市应急管管理局", "emergency", "repaired", False),
        ("市市场监督理管局", "market-regulation", "repaired", False),
        ("市退役和军人事务局", "veterans-affairs", "repaired", False),
        ("市人力资源和社会保樟局", "hr-social-security", "fuzzy", True),
        ("市住房和城乡建没局", "housing-construction", "fuzzy", True),
    ],
)
def test_one_edit_of_a_long_name_is_repaired(
    printed: str, code: str, method: str, review: bool, dongguan: Namebook
) -> None:
    (mention,) = owners.resolve(printed, dongguan).mentions
    assert mention.bureau_id == f"441900:{code}"
    assert (mention.method, mention.needs_review) == (method, review)
    assert mention.surface == printed


def test_the_tasks_text_confirms_a_typing_error(dongguan: Namebook) -> None:
    text = "由市人力资源和社会保障局制定办法。"
    (mention,) = owners.resolve("市人力资源和社会保樟局", dongguan, context=text).mentions
    assert not mention.needs_review
    assert "task's text" in mention.why


@pytest.mark.parametrize(
    "printed",
    [
        "市民证局",
        "市财攻局",
        "市教肓局",
        "市市场监管理局",
        "市工业和信息局",
        "市司去局",
        "市残协会",
    ],
)
def test_short_names_are_never_repaired(printed: str, dongguan: Namebook) -> None:
    resolution = owners.resolve(printed, dongguan)
    assert resolution.mentions == ()
    assert resolution.unresolved[0].surface == printed


def test_an_edit_in_the_first_two_characters_is_not_repaired(dongguan: Namebook) -> None:
    """城市管理… and 超市管理… differ where bodies differ: at the start."""
    assert owners.resolve("市佳房和城乡建设局", dongguan).mentions == ()


def test_candidates_are_named_with_distance_and_reason(dongguan: Namebook) -> None:
    (left,) = owners.resolve("市工业和信息局", dongguan).unresolved
    assert left.candidates[0].bureau_id == "441900:industry-it"
    assert "1 edit from 工业和信息化局" in left.candidates[0].why
    assert len(left.candidates) <= 3
