"""The owners stage against hand-labelled mentions: see README.md beside this file."""

from __future__ import annotations

import csv
import itertools
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from pipeline import dictionaries, owners
from pipeline.owners import names
from pipeline.records import Mention, Resolution

HERE = Path(__file__).parent
PERIODS = {"2008-2012": (2008, 2012), "2013-2017": (2013, 2017), "2018-2022": (2018, 2022)}
PERIODS |= {"2023-2026": (2023, 2026)}


@dataclass(frozen=True, slots=True)
class Label:
    """One row of owners.csv, with its place in the raw text."""

    cell_id: str
    jurisdiction: str
    date: str
    raw: str
    surface: str
    occurrence: int
    roles: tuple[str, ...]
    bureau_ids: tuple[str, ...]
    grade: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.surface)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.cell_id, self.surface, str(self.occurrence)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the program made of one label: right, wrong or missed, and the mention it gave."""

    label: Label
    outcome: str
    mention: Mention | None

    @property
    def role_right(self) -> bool:
        return self.mention is None or self.mention.role in self.label.roles

    def __str__(self) -> str:
        given = f"{self.mention.bureau_id} as {self.mention.role}" if self.mention else "nothing"
        asked = "|".join(self.label.bureau_ids) or "no body"
        role = f" as {'|'.join(self.label.roles)}" if self.label.roles else ""
        return f"{self.label.cell_id} {self.label.surface!r}: asked {asked}{role}, given {given}"


@dataclass(slots=True)
class Score:
    """Counts of one tier or jurisdiction."""

    found: int = 0
    right: int = 0
    labelled: int = 0
    roles: int = 0
    extra: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 1.0
        recall = f"{self.right / self.labelled:7.3f}" if self.labelled else "      -"
        role = self.roles / self.right if self.right else 1.0
        return f"{self.found:6} {precision:9.3f} {recall} {role:6.3f}"


def read_labels() -> list[Label]:
    labels = []
    with (HERE / "owners.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            start = -1
            for _ in range(int(row["occurrence"])):
                start = row["raw"].index(row["surface"], start + 1)
            labels.append(
                Label(
                    row["cell_id"],
                    row["jurisdiction"],
                    row["date"],
                    row["raw"],
                    row["surface"],
                    int(row["occurrence"]),
                    tuple(filter(None, row["role"].split("|"))),
                    tuple(filter(None, row["bureau_id"].split("|"))),
                    row["grade"],
                    start,
                )
            )
    return labels


def judge(labels: list[Label], resolution: Resolution) -> tuple[list[Verdict], list[Mention]]:
    """The verdict on each label of one cell, and the mentions that no label asked for."""
    left = list(resolution.mentions)
    verdicts = []
    for label in sorted(labels, key=lambda label: not label.bureau_ids):
        shared = {
            index: min(mention.end, label.end) - max(mention.start, label.start)
            for index, mention in enumerate(left)
        }
        best = max(shared, key=shared.__getitem__, default=None)
        if best is None or shared[best] <= 0:
            outcome = "missed" if label.bureau_ids else "right"
            verdicts.append(Verdict(label, outcome, None))
            continue
        mention = left.pop(best)
        outcome = "right" if mention.bureau_id in label.bureau_ids else "wrong"
        verdicts.append(Verdict(label, outcome, mention))
    return verdicts, left


@cache
def judged() -> tuple[list[Verdict], list[tuple[str, Mention]]]:
    """All verdicts, and the mentions beside the labels with their cell."""
    known = dictionaries.load()
    verdicts: list[Verdict] = []
    extra: list[tuple[str, Mention]] = []
    namebooks: dict[tuple[str, str], names.Namebook] = {}
    for cell_id, group in itertools.groupby(read_labels(), key=lambda label: label.cell_id):
        labels = list(group)
        first = labels[0]
        book = (first.jurisdiction, first.date)
        if book not in namebooks:
            namebooks[book] = names.build(known, *book)
        found, beside = judge(labels, owners.resolve(first.raw, namebooks[book]))
        verdicts += found
        extra += ((cell_id, mention) for mention in beside)
    return verdicts, extra


def scores() -> tuple[Score, dict[str, Score], dict[str, Score]]:
    """Overall, by tier and by jurisdiction."""
    verdicts, extra = judged()
    cells = {verdict.label.cell_id: verdict.label for verdict in verdicts}
    total, tiers, places = Score(), defaultdict(Score), defaultdict(Score)
    for verdict in verdicts:
        place = places[verdict.label.jurisdiction]
        for score in (total, place):
            score.labelled += bool(verdict.label.bureau_ids)
        if verdict.mention is None:
            continue
        for score in (total, place, tiers[verdict.mention.method]):
            score.found += 1
            score.right += verdict.outcome == "right"
            score.roles += verdict.outcome == "right" and verdict.role_right
    for cell_id, mention in extra:
        for score in (total, places[cells[cell_id].jurisdiction], tiers[mention.method]):
            score.found += 1
    return total, dict(tiers), dict(places)


def report() -> str:
    """The table that CI prints."""
    total, tiers, places = scores()
    lines = [f"{'':24} {'found':>6} {'precision':>9} {'recall':>7} {'role':>6}"]
    lines.append(f"{'all':24} {total}")
    lines += (f"tier {name:19} {score}" for name, score in sorted(tiers.items()))
    lines += (f"jurisdiction {name:11} {score}" for name, score in sorted(places.items()))
    return "\n".join(lines)


def failures(grades: set[str]) -> list[str]:
    """In words, what is not right among the rows of ``grades``."""
    verdicts, extra = judged()
    cells: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        cells[verdict.label.cell_id].add(verdict.label.grade)
    found = [
        f"{verdict.outcome if verdict.outcome != 'right' else 'role'}: {verdict}"
        for verdict in verdicts
        if verdict.label.grade in grades and not (verdict.outcome == "right" and verdict.role_right)
    ]
    found += (
        f"beside the labels: {cell_id} {mention.surface!r} {mention.bureau_id}"
        for cell_id, mention in extra
        if cells[cell_id] <= grades
    )
    return found


def right_keys() -> set[tuple[str, str, str]]:
    """The MEDIUM and WEAK rows that are right now."""
    return {
        verdict.label.key
        for verdict in judged()[0]
        if verdict.label.grade != "STRONG" and verdict.outcome == "right" and verdict.role_right
    }


def freeze() -> None:
    with (HERE / "baseline.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("cell_id", "surface", "occurrence"))
        writer.writerows(sorted(right_keys()))


def test_a_wrong_body_an_omission_and_an_addition_are_told_apart() -> None:
    raw = "市财政局、市民政局、市量子局"
    labels = [
        Label("x", "441900", "2021", raw, surface, 1, roles, ids, "STRONG", raw.index(surface))
        for surface, roles, ids in (
            ("市财政局", ("lead",), ("441900:finance",)),
            ("市民政局", ("lead",), ("441900:civil-affairs",)),
            ("市量子局", (), ()),
        )
    ]
    given = tuple(
        Mention(raw[start:end], start, end, "lead", "", bureau_id, "", "exact", 1.0)
        for start, end, bureau_id in (
            (0, 4, "441900:civil-affairs"),
            (10, 14, "441900:quantum"),
            (12, 14, "441900:data"),
        )
    )
    verdicts, beside = judge(labels, Resolution(raw, given, ()))
    assert [verdict.outcome for verdict in verdicts] == ["wrong", "missed", "wrong"]
    assert [mention.bureau_id for mention in beside] == ["441900:data"]


def test_the_set_is_large_and_wide_enough() -> None:
    labels = read_labels()
    years = Counter(
        period
        for label in labels
        for period, (first, last) in PERIODS.items()
        if first <= int(label.date[:4]) <= last
    )
    assert len(labels) >= 600
    assert len({label.jurisdiction for label in labels}) >= 12
    assert min(years[period] for period in PERIODS) >= 50
    assert {label.grade for label in labels} == {"STRONG", "MEDIUM", "WEAK"}


def test_labels_do_not_overlap_and_have_a_role_where_they_have_a_body() -> None:
    for _, group in itertools.groupby(read_labels(), key=lambda label: label.cell_id):
        cell = sorted(group, key=lambda label: label.start)
        assert len({(label.raw, label.jurisdiction, label.date) for label in cell}) == 1
        assert all(before.end <= after.start for before, after in itertools.pairwise(cell))
        assert all(bool(label.roles) == bool(label.bureau_ids) for label in cell)


def test_every_strong_row_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{report()}")
    assert failures({"STRONG"}) == []


def test_no_row_of_the_baseline_is_lost() -> None:
    with (HERE / "baseline.csv").open(encoding="utf-8", newline="") as lines:
        frozen = {
            (row["cell_id"], row["surface"], row["occurrence"]) for row in csv.DictReader(lines)
        }
    assert sorted(frozen - right_keys()) == []


def test_precision_recall_and_roles_reach_what_is_promised() -> None:
    total, _, _ = scores()
    assert total.right / total.found >= 0.995
    assert total.right / total.labelled >= 0.95
    assert total.roles / total.right >= 0.98


if __name__ == "__main__":
    if sys.argv[1:] == ["--freeze"]:
        freeze()
    print(report())
    print("\n".join(failures({"STRONG", "MEDIUM", "WEAK"})))
