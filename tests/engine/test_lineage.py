"""IDs over editions: kept for good once published, carried on, the same links in any order."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import raw_folders as rf
import readings
from pipeline.engine.lineage import carry_over
from pipeline.engine.lineage_csv import Decision, read_decisions
from pipeline.engine.refresh import refresh
from pipeline.errors import ConfigurationError
from pipeline.publish import catalog, files
from pipeline.publish.snapshot import write
from pipeline.records import Task

FIRE = "推进消防执法改革，明确各级责任分工，按季度通报进展情况。"
FIRE_AGAIN = "深化消防执法改革，明确各级责任分工，按季度向社会通报进展情况。"
FIRE_LAST = "深化消防执法改革，压实各级责任分工，按季度向社会公开工作进展情况。"
WATER = "完善河道排污口台账，与省级平台互联互通，接受社会公众监督。"
ROADS = "落实农村公路养护资金，严格资金使用管理，定期开展回头看。"
SCHOOL = "建立学校食品安全档案，统一数据采集口径，分批次向社会公开。"
CARE = "健全养老机构服务标准，引入第三方评价，强化结果分析运用。"
BOTH = "完善河道排污口台账，与省级平台互联互通，接受社会公众监督；" + ROADS

EDITIONS = {
    "2021-01-01": (FIRE, WATER, ROADS),
    "2022-01-01": (SCHOOL, FIRE_AGAIN, WATER, ROADS),
    "2023-01-01": (SCHOOL, FIRE_LAST, BOTH),
    "2024-01-01": (CARE, FIRE_LAST, WATER, SCHOOL),
}


def tasks(texts: tuple[str, ...]) -> tuple[Task, ...]:
    return tuple(
        replace(readings.task(row), text=text, item_no=row, subtask_no=1, task_no=f"{row}.1",
                item_title=None)
        for row, text in enumerate(texts, 1)
    )  # fmt: skip


class Tree:
    """What is published of one document, edition by edition, without the rest of a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.there: dict[str, Path] = {}
        self.count = 0

    def publish(
        self, *editions: str, decisions: tuple[Decision, ...] = (), code: str = "0.1.0", **texts
    ) -> None:
        staged = {}
        for edition in editions:
            self.count += 1
            staged[edition] = self.folder / f"staged-{self.count}"
            words = texts.get("texts", {}).get(edition, EDITIONS[edition])
            made = readings.reading("doc", edition, tasks(words))
            making = readings.making("doc", edition, code)
            write(staged[edition], made, readings.LEDGER, making)
        rest = {edition: f for edition, f in self.there.items() if edition not in staged}
        for one in carry_over(staged, rest, dict(self.there), decisions):
            target = self.folder / one.edition / one.name
            shutil.copytree(one.folder, target, dirs_exist_ok=True)
            self.there[one.edition] = target

    def rows(self, edition: str, table: str = "tasks") -> list[dict]:
        return pq.read_table(self.there[edition] / f"{table}.parquet").to_pylist()

    def ids(self) -> dict[str, list[str]]:
        return {edition: [r["task_id"] for r in self.rows(edition)] for edition in self.there}

    def links(self) -> set[tuple[str, int, str, int]]:
        """Which row of an edition continues which row of the one before, by row numbers."""
        number = {
            (edition, task_id): row
            for edition, ids in self.ids().items()
            for row, task_id in enumerate(ids, 1)
        }
        ordered = sorted(self.there)
        found = set()
        for earlier, later in itertools.pairwise(ordered):
            for here, other in ((later, earlier), (earlier, later)):
                for row in self.rows(here, "lineage"):
                    if row["from_edition"] != other:
                        continue
                    for from_id in row["from_task_ids"]:
                        ends = {
                            here: number[here, row["task_id"]],
                            other: number[other, from_id],
                        }
                        found.add((earlier, ends[earlier], later, ends[later]))
        return found


IN_ORDER = {
    ("2021-01-01", 1, "2022-01-01", 2),
    ("2021-01-01", 2, "2022-01-01", 3),
    ("2021-01-01", 3, "2022-01-01", 4),
    ("2022-01-01", 1, "2023-01-01", 1),
    ("2022-01-01", 2, "2023-01-01", 2),
    ("2022-01-01", 3, "2023-01-01", 3),
    ("2022-01-01", 4, "2023-01-01", 3),
    ("2023-01-01", 1, "2024-01-01", 4),
    ("2023-01-01", 2, "2024-01-01", 2),
    ("2023-01-01", 3, "2024-01-01", 3),
}


@pytest.mark.parametrize("order", list(itertools.permutations(EDITIONS)), ids=lambda o: "-".join(
    edition[3] for edition in o
))  # fmt: skip
def test_links_and_ids_in_every_order_of_arrival(tmp_path: Path, order: tuple[str, ...]) -> None:
    tree = Tree(tmp_path)
    seen: dict[str, list[str]] = {}
    for edition in order:
        tree.publish(edition)
        assert {e: ids for e, ids in tree.ids().items() if e in seen} == seen
        seen = tree.ids()
    assert tree.links() == IN_ORDER
    for ids in seen.values():
        assert len(set(ids)) == len(ids)
    fire = {seen[e][row] for e, row in zip(sorted(seen), (0, 1, 1, 1), strict=True)}
    school = {seen[e][row] for e, row in zip(sorted(seen)[1:], (0, 0, 3), strict=True)}
    assert len(fire) == len(school) == 1


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_other_code_changes_no_id_and_no_link(tmp_path: Path, order: tuple[int, ...]) -> None:
    tree = Tree(tmp_path)
    for place in order:
        tree.publish(sorted(EDITIONS)[place])
    before = tree.ids()
    tree.publish(*EDITIONS, code="0.2.0")
    assert tree.ids() == before
    assert tree.links() == IN_ORDER


def test_equal_words_have_one_id_and_the_part_with_most_of_a_merged_task_names_it(
    tmp_path: Path,
) -> None:
    tree = Tree(tmp_path)
    tree.publish(*EDITIONS)
    ids = tree.ids()
    assert ids["2021-01-01"][1] == ids["2022-01-01"][2] == ids["2023-01-01"][2]
    (merged,) = (row for row in tree.rows("2023-01-01", "lineage") if row["kind"] == "merged")
    assert merged["from_task_ids"] == ids["2022-01-01"][2:]
    first = tree.rows("2021-01-01", "lineage")
    assert {(row["kind"], row["from_edition"]) for row in first} == {("new", None)}


def test_an_id_is_in_every_table_of_the_snapshot_and_repairs_follow_it(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    tree.publish("2021-01-01", "2022-01-01")
    ids = set(tree.ids()["2022-01-01"])
    for table in ("assignments", "unresolved", "lineage"):
        assert {row["task_id"] for row in tree.rows("2022-01-01", table)} == ids
    assert {row["task_id"] for row in tree.rows("2022-01-01", "repairs")} <= {None, *ids}
    went = [row["went_to"] for row in tree.rows("2022-01-01", "cells") if row["went_to"]]
    assert went
    assert all(name.partition(".")[0] in ids for names in went for name in names.split(";"))


def test_a_doubtful_link_is_carried_and_flagged(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    other = "推进消防执法改革，会同有关方面研究提出具体意见，按季度报告。"
    tree.publish("2021-01-01", texts={"2021-01-01": (FIRE,)})
    tree.publish("2022-01-01", texts={"2022-01-01": (other,)})
    (row,) = tree.rows("2022-01-01", "lineage")
    assert row["kind"] == "changed"
    assert row["needs_review"]
    assert "text 0." in row["reason"]


def decision(task: str, *from_tasks: str) -> Decision:
    words = "settled by 李四 on 2022-03-05: known"
    return Decision("2022-01-01", task, "2021-01-01", from_tasks, words, "doc/lineage.csv:2")


def test_a_person_overrules_an_id_that_was_published(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    tree.publish("2021-01-01", "2022-01-01")
    before = tree.ids()
    tree.publish("2022-01-01", decisions=(decision("2.1"), decision("row 1", "1.1")))
    after = tree.ids()
    assert after["2021-01-01"] == before["2021-01-01"]
    assert after["2022-01-01"][0] == before["2021-01-01"][0]
    assert after["2022-01-01"][1] not in {id for ids in before.values() for id in ids}
    assert after["2022-01-01"][2:] == before["2022-01-01"][2:]
    links = tree.rows("2022-01-01", "lineage")
    assert links[0]["reason"] == links[1]["reason"] == "settled by 李四 on 2022-03-05: known"
    assert (links[1]["kind"], links[1]["from_task_ids"]) == ("new", [])
    tree.publish("2022-01-01", decisions=(decision("2.1"), decision("row 1", "1.1")), code="0.2")
    assert tree.ids() == after


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (decision("9.9"), "no task 9.9"),
        (decision("1.1", "7.1"), "no task 7.1"),
        (decision("row 9"), "no task row 9"),
    ],
)
def test_a_decision_about_a_task_that_is_not_there_is_refused(
    tmp_path: Path, given: Decision, words: str
) -> None:
    tree = Tree(tmp_path)
    with pytest.raises(ConfigurationError, match=rf"doc/lineage.csv:2: .*{words}"):
        tree.publish("2021-01-01", "2022-01-01", decisions=(given,))


def test_the_file_names_line_and_column_of_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "lineage.csv"
    path.write_text("edition,task,from_edition,from_task,who,when,why\na,,b,,c,d,e\n")
    with pytest.raises(ConfigurationError, match=r"lineage.csv:2: column task is empty"):
        read_decisions(path)


def test_a_wrong_decision_file_sets_its_document_aside_and_no_other(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for document in ("a", "b"):
        rf.add(raw, document, "2021-01-01")
    assert refresh(raw, out, workers=1).exit_code == 0
    for document in ("a", "b"):
        rf.add(raw, document, "2022-01-01")
    (raw / "a" / "lineage.csv").write_text(
        "edition,task,from_edition,from_task,who,when,why\n"
        "2022-01-01,9.9,2021-01-01,1.1,李四,2022-03-05,known\n"
    )
    done = refresh(raw, out, workers=1)
    assert done.exit_code == 3
    assert {(failure.document_id, failure.code) for failure in done.failures} == {
        ("a", "lineage_csv")
    }
    assert "a/lineage.csv:2" in done.failures[-1].message
    published = {(entry.document_id, entry.edition) for entry in catalog.entries(out)}
    assert published == {("a", "2021-01-01"), ("b", "2021-01-01"), ("b", "2022-01-01")}


def test_a_run_carries_ids_in_any_order_and_a_late_edition_changes_none(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    later = (
        ("1．新增。", SCHOOL, "市民政局"),
        ("2．落实改革。", "做好甲事并抓落实", "市公安局、市民政局"),
    )
    rf.add(raw, "a", "2022-01-01", table_txt=rf.text_table(later))
    refresh(raw, out, workers=1)
    (entry,) = catalog.entries(out)
    before = pq.read_table(entry.folder(out) / "tasks.parquet").column("task_id").to_pylist()
    rf.add(raw, "a", "2021-08-26")
    assert refresh(raw, out, workers=1).exit_code == 0
    first, second = catalog.entries(out)
    assert second == entry
    late = pq.read_table(first.folder(out) / "lineage.parquet").to_pylist()
    assert (late[0]["from_edition"], late[0]["from_task_ids"]) == ("2022-01-01", [before[1]])
    assert late[0]["task_id"] == before[1]
    descriptor = files.read_descriptor(first.folder(out)) or {}
    assert descriptor["snapshot"] == first.snapshot != descriptor["making"]
    tree = rf.tree(out)
    assert {one.status for one in refresh(raw, out, workers=1).editions} == {"unchanged"}
    assert rf.tree(out) == tree
    (raw / "a" / "lineage.csv").write_text(
        "edition,task,from_edition,from_task,who,when,why\n2022-01-01,2.1,2021-08-26,,李四,2022-03,other\n",
        encoding="utf-8",
    )
    refresh(raw, out, workers=1)
    second = catalog.entries(out)[1]
    after = pq.read_table(second.folder(out) / "tasks.parquet").column("task_id").to_pylist()
    assert after[0] == before[0]
    assert after[1] != before[1]
