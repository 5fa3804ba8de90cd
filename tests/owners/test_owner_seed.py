"""The owner cells of the real table of 东府〔2021〕51号.

``seed_cells.csv`` lists its 67 distinct owner cells with their counts and, for each, the
mentions with bureau ID and role; ``seed_owners.csv`` the 30 owners with their official names
and how often each is named, counted by hand apart from the cells.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from pipeline import owners
from pipeline.owners import Namebook

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_cell_gives_its_owners_and_roles(dongguan: Namebook) -> None:
    for row in rows("seed_cells.csv"):
        resolution = owners.resolve(row["cell"], dongguan)
        found = [f"{m.surface}={m.bureau_id}={m.role}" for m in resolution.mentions]
        assert found == row["expected"].split("|")
        assert resolution.unresolved == ()


def test_the_counts_are_those_taken_by_hand(dongguan: Namebook) -> None:
    counted: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for row in rows("seed_cells.csv"):
        for mention in owners.resolve(row["cell"], dongguan).mentions:
            counted[mention.bureau_id] += int(row["count"])
            roles[mention.role] += int(row["count"])
    assert counted == {r["bureau_id"]: int(r["mentions"]) for r in rows("seed_owners.csv")}
    assert roles == {"responsible": 322, "support": 3}


def test_names_are_the_official_ones_of_2021(dongguan: Namebook) -> None:
    official = {r["bureau_id"]: r["name"] for r in rows("seed_owners.csv")}
    for row in rows("seed_cells.csv"):
        for mention in owners.resolve(row["cell"], dongguan).mentions:
            assert mention.name == official[mention.bureau_id]


def test_a_comma_opens_the_clause_that_the_support_covers(dongguan: Namebook) -> None:
    cell = "市消安委办、东莞供电局，市应急管理局、东莞市电力行业协会配合"
    found = owners.resolve(cell, dongguan).mentions
    assert [m.role for m in found] == ["responsible", "responsible", "support", "support"]
    assert not any(m.needs_review for m in found)


def test_support_behind_the_only_clause_covers_the_last_name_and_is_doubtful(
    dongguan: Namebook,
) -> None:
    resolution = owners.resolve("市消防救援支队、市住房城乡建设局配合", dongguan)
    assert [m.role for m in resolution.mentions] == ["responsible", "support"]
    assert [m.needs_review for m in resolution.mentions] == [False, True]
    assert any(flag.startswith("role_scope:") for flag in resolution.flags)


def test_names_without_separator_are_parted_and_the_source_defect_told(
    dongguan: Namebook,
) -> None:
    resolution = owners.resolve("镇街（园区）人民政府市委编办、市司法局、", dongguan)
    ids = [m.bureau_id for m in resolution.mentions]
    assert ids == ["441900:all-towns-streets-parks", "441900:establishment", "441900:justice"]
    assert [m.method for m in resolution.mentions[:2]] == ["segmentation", "segmentation"]
    codes = {flag.partition(":")[0] for flag in resolution.flags}
    assert codes == {"trailing_separator", "missing_separator"}
