"""A run killed at any moment of publishing leaves a whole state, and the next run goes on.

Each kill is a SIGKILL to a real ``fenjie refresh`` process, at a random moment between the
appearance of its staging folder and its usual end. Every run has something new to publish,
so that no moment is an idle one.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

import raw_folders as rf
from pipeline.engine.refresh import refresh
from pipeline.publish import catalog, files

KILLS = 26  # in each of two folders
DOCUMENTS = ("a", "b", "c")


@dataclass(frozen=True, slots=True)
class State:
    """The round whose texts each reader sees; a whole state has one for all of it."""

    catalog: str
    rounds: frozenset[str]


def write_round(raw: Path, number: int) -> None:
    """Give each document a text that names the round."""
    for name in DOCUMENTS:
        rf.add(raw, name, table_txt=rf.text_table((("1．甲。", f"第{number}次", "市公安局"),)))


def look(out: Path) -> State:
    """Read what is published, and check that every hash in it holds."""
    value = json.loads((out / "catalog.json").read_text(encoding="utf-8"))
    named = [e["datapackage"] for d in value["documents"] for e in d["editions"]]
    for one in (*named, value["current"]):
        weight = {"hash": one["hash"], "bytes": one["bytes"]}
        assert files.weigh(out / one["path"]) == weight, one["path"]
        assert files.is_whole((out / one["path"]).parent), one["path"]
    tasks = pq.read_table(out / "current" / "tasks.parquet").to_pylist()
    assert [row["document_id"] for row in tasks] == list(DOCUMENTS)
    return State((out / "catalog.json").read_text(), frozenset(row["text"] for row in tasks))


def start(raw: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "refresh", raw, out, "--workers", "1", "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def until(happened: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    while not happened() and process.poll() is None:
        time.sleep(0.0005)


def staged(out: Path) -> set[str]:
    """The staging folders: one for a run, with a name of its own."""
    try:
        return set(os.listdir(out / ".staging"))
    except FileNotFoundError:
        return set()


def kill_many(folder: Path, seed: int) -> tuple[int, int, int]:
    """Kill ``KILLS`` runs; returns kills, and how many left the old and the new state."""
    chance = random.Random(seed)
    raw, out = folder / "raw", folder / "out"
    write_round(raw, 0)
    assert start(raw, out).wait() == 0
    before = look(out)
    span, kills, old, number = 10.0, 0, 0, 0  # the first run ends by itself and is timed
    while kills < KILLS:
        number += 1
        write_round(raw, number)
        left = staged(out)
        process = start(raw, out)
        until(lambda left=left: bool(staged(out) - left), process)
        # Every second kill aims at the end, where the new state comes into its place.
        begin, delay = time.monotonic(), chance.uniform(0.8 * (number % 2), 1.05) * span
        until(lambda begin=begin, delay=delay: time.monotonic() - begin > delay, process)
        process.kill()
        process.wait()
        now = look(out)
        assert now.rounds in (before.rounds, {f"第{number}次"}), "a mixture of two states"
        assert (now.catalog == before.catalog) == (now.rounds == before.rounds)
        if process.returncode == -signal.SIGKILL:
            kills += 1
            old += now == before
        else:  # it had ended
            assert process.returncode == 0
            span = time.monotonic() - begin
        before = now
    assert start(raw, out).wait() == 0
    assert look(out).rounds == {f"第{number}次"}
    return kills, old, kills - old


def test_no_moment_of_a_kill_leaves_a_part_of_a_state(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(kill_many, (tmp_path / "x", tmp_path / "y"), (1, 2)))
    assert sum(kills for kills, _, _ in found) >= 50
    for name in ("x", "y"):
        out = tmp_path / name / "out"
        assert not (out / ".staging").exists()
        assert len(list((out / ".states").iterdir())) == 1
        for entry in catalog.snapshots(out):
            assert files.is_whole(entry.folder(out))
        # The same without kills; tasks keep the IDs under which the first round published them.
        clean, again = tmp_path / name / "clean", tmp_path / name / "again"
        write_round(again, 0)
        assert refresh(again, clean, workers=1).exit_code == 0
        assert refresh(tmp_path / name / "raw", clean, workers=1).exit_code == 0
        for shown in ("catalog.json", "current"):
            assert rf.tree(out / shown) == rf.tree(clean / shown)
        assert (out / "catalog.json").read_bytes() == (clean / "catalog.json").read_bytes()
