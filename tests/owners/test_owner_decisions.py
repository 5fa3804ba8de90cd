"""Decisions of a person: replayed first, reported when stale, and how they are proposed."""

from __future__ import annotations

from pathlib import Path

from pipeline import dictionaries, owners
from pipeline.dictionaries import Dictionaries
from pipeline.owners import Namebook, Unknown, names
from pipeline.records import Candidate

HEADER = "surface,scope,bureau_id,who,when,why,context\n"


def decided(tmp_path: Path, rows: str) -> Dictionaries:
    folder = tmp_path / "decisions"
    folder.mkdir()
    (folder / "2024.csv").write_text(HEADER + rows, encoding="utf-8")
    return dictionaries.load(extra=[tmp_path])


def test_a_decision_goes_before_every_other_rule(tmp_path: Path) -> None:
    known = decided(
        tmp_path,
        "市量子计算局,441900,441900:science-technology,Li,2024-05-01,told by phone,\n"
        "各成员,,,Li,2024-05-01,refers to a list elsewhere,\n",
    )
    found = owners.resolve("市量子计算局、各成员", names.build(known, "441900", "2021"))
    (mention,) = found.mentions
    assert (mention.bureau_id, mention.method) == ("441900:science-technology", "decision")
    assert mention.name == "东莞市科学技术局"
    assert "Li" in mention.why
    assert "not a body" in found.unresolved[0].reason
    elsewhere = owners.resolve("市量子计算局", names.build(known, "440100", "2021"))
    assert elsewhere.mentions == ()


def test_the_narrowest_decision_counts(tmp_path: Path) -> None:
    known = decided(
        tmp_path,
        "甲办,441900,441900:audit,Li,2024-05-01,here,\n甲办,44,441900:justice,Li,2024-05-01,wide,\n",
    )
    (mention,) = owners.resolve("甲办", names.build(known, "441900", "2021")).mentions
    assert mention.bureau_id == "441900:audit"


def test_decisions_that_no_longer_hit_are_reported(tmp_path: Path) -> None:
    digest = owners.context_digest("开展检查。")
    known = decided(
        tmp_path,
        "甲办,,441900:audit,Li,2024-05-01,y,\n"
        f"乙办,,441900:audit,Li,2024-05-01,y,{digest}\n"
        f"丙办,,441900:audit,Li,2024-05-01,y,{digest}\n",
    )
    book = names.build(known, "441900", "2021")
    read = [
        (owners.resolve("乙办", book), "开展检查。"),
        (owners.resolve("丙办", book), "别的任务。"),
    ]
    stale = owners.stale_decisions(known, read)
    assert len(stale) == 2
    assert "decisions/2024.csv:2" in stale[0]
    assert "no cell names 甲办" in stale[0]
    assert "decisions/2024.csv:4" in stale[1]
    assert "another task text" in stale[1]


def test_suggestions_come_most_frequent_first_and_can_be_pasted(
    tmp_path: Path, dongguan: Namebook
) -> None:
    (left,) = owners.resolve("市工业和信息局", dongguan).unresolved
    unknown = [
        Unknown("市乙办", "441900", "not listed"),
        *[Unknown(left.surface, "441900", left.reason, left.candidates)] * 3,
    ]
    suggestions = owners.suggest(unknown)
    assert [(s.surface, s.count) for s in suggestions] == [("市工业和信息局", 3), ("市乙办", 1)]
    pasted = [
        line for line in owners.suggestion_lines(suggestions).splitlines()
        if line.startswith("市工业和信息局")
    ]  # fmt: skip
    known = decided(tmp_path, pasted[0] + "\n")
    (mention,) = owners.resolve("市工业和信息局", names.build(known, "441900", "2021")).mentions
    assert mention.bureau_id == "441900:industry-it"


def test_a_surface_with_a_comma_stays_one_value() -> None:
    part = Unknown('甲,乙"办', "441900", "r", (Candidate("441900:audit", "x", 0.5, "y"),))
    assert '"甲,乙""办",441900,441900:audit' in owners.suggestion_lines([part])
