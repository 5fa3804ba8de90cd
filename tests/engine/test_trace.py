"""From a published value back to the printed cell."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
import raw_folders as rf
from pipeline.cli.tracing import as_text
from pipeline.engine.refresh import refresh
from pipeline.engine.trace import trace
from pipeline.errors import CallError
from pipeline.publish.files import sha256

ROWS = (
    ("1．落实改革。", "做好甲事", "市公安局、市民政局"),
    ("", "做好乙事", "市财政局"),
    ("2．加强监管。", "做好丙事", "市教育局"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published")
    rf.add(root / "raw", "a", "2021-01-01", table_txt=rf.text_table(ROWS))
    rf.add(root / "raw", "a", "2022-01-01", table_txt=rf.text_table(ROWS))
    rf.add(root / "raw", "b", table_docx=rf.docx_bytes((rf.HEADER, ("3．其他。", "丁", "县局"))))
    refresh(root / "raw", root / "out", workers=1)
    return root


def task(root: Path, text: str, edition: str | None = None) -> str:
    tasks = pipeline.load(root / "out", "tasks", "a", edition)
    return str(tasks.set_index("text").task_id[text])


def cells(found: dict) -> list[tuple[int, int, str]]:
    return [(cell["row"], cell["column"], cell["text"]) for cell in found["cells"]]


def test_an_owner_leads_to_its_cell_its_reason_its_file_and_the_files_hash(root: Path) -> None:
    found = trace(root / "out", f"{task(root, '做好甲事')}/2")
    assert (found["kind"], found["row"]["surface"]) == ("assignment", "市民政局")
    assert cells(found) == [(1, 2, "市公安局、市民政局")]
    assert "is listed for civil-affairs" in found["resolver"]["why"]
    (place,) = found["places"]
    assert (place["file"], place["row"], place["column"]) == ("table.txt", 1, 2)
    source = root / "raw" / "a" / "2022-01-01" / "table.txt"
    assert place["hash"] == f"sha256:{sha256(source)}"


def test_a_task_shows_all_its_cells_the_title_filled_down_from_above_too(root: Path) -> None:
    found = trace(root / "out", task(root, "做好乙事"))
    assert found["kind"] == "task"
    assert cells(found) == [
        (1, 0, "1．落实改革。"),
        (2, 1, "做好乙事"),
        (2, 2, "市财政局"),
    ]
    assert [repair["rule"] for repair in found["repairs"]] == ["fill_down"]


def test_a_field_shows_its_own_cell_and_place_alone(root: Path) -> None:
    found = trace(root / "out", f"{task(root, '做好乙事')}.item_title")
    assert (found["value"], cells(found)) == ("落实改革", [(1, 0, "1．落实改革。")])
    assert [(place["row"], place["column"]) for place in found["places"]] == [(1, 0)]


def test_a_repair_shows_the_cell_that_gave_the_value(root: Path) -> None:
    (repair,) = trace(root / "out", task(root, "做好乙事"))["repairs"]
    found = trace(root / "out", repair["repair_id"])
    assert (1, 0, "1．落实改革。") in cells(found)
    assert found["task"]["text"] == "做好乙事"


def test_a_cell_shows_what_became_of_it(root: Path) -> None:
    found = trace(root / "out", "c-0-1-0", document="a")
    (value,) = found["values"]
    assert (value["field"], value["value"]) == ("item_title", "落实改革")
    header = trace(root / "out", "c-0-0-0", document="a")
    assert (header["values"], header["row"]["went_to"]) == ([], "header")


def test_the_newest_edition_is_meant_unless_another_is_named(root: Path) -> None:
    wanted = task(root, "做好甲事", "2021-01-01")
    assert trace(root / "out", wanted)["edition"] == "2022-01-01"
    assert trace(root / "out", wanted, edition="2021-01-01")["edition"] == "2021-01-01"


def test_an_id_of_two_documents_is_asked_back(root: Path) -> None:
    with pytest.raises(CallError, match=r"c-0-1-0 stands in a, b.*--document"):
        trace(root / "out", "c-0-1-0")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("x", "is no ID"),
        ("t-000000000000", "no published task"),
        ("t-000000000000/1", "no published assignment"),
        ("r-000000000000", "no published repair"),
        ("c-9-9-9", "no published cell"),
        ("t-{}.nothing", "no printed field"),
        ("t-{}.task_id", "no printed field"),
        ("t-{}/99", "no published assignment"),
    ],
)
def test_what_is_not_there_is_said(root: Path, wanted: str, said: str) -> None:
    there = task(root, "做好甲事").removeprefix("t-")
    with pytest.raises(CallError, match=said):
        trace(root / "out", wanted.format(there))


def test_in_words_it_goes_from_the_value_to_the_paper(root: Path) -> None:
    text = as_text(trace(root / "out", f"{task(root, '做好甲事')}/1"))
    order = ["text: 做好甲事", "441900:public-security", "printed", "c-0-1-2", "source", "sha256:"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_line_that_prints_all_of_a_task_is_named_once(tmp_path: Path) -> None:
    text = "衢州市任务分工\n1. 推进改革。（责任单位：市公安局）\n2. 监管。（责任单位：市教育局）\n"
    rf.add(tmp_path / "raw", "a", plan_txt=text)
    refresh(tmp_path / "raw", tmp_path / "out", workers=1)
    tasks = pipeline.load(tmp_path / "out", "tasks")
    words = as_text(trace(tmp_path / "out", tasks.task_id[0]))
    assert words.count("plan.txt, line 2") == 1
