"""After any step of publishing nothing more reaches the disk: the state is whole all the same.

Python tells an audit hook of every file opened, renamed, linked or deleted before it is
done. From the n-th of these on, each fails, so that no clean-up can hide what was left.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

import raw_folders as rf
from pipeline.engine import refresh as job
from pipeline.engine import vocabulary
from pipeline.errors import CallError
from pipeline.publish import files

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "shutil.rmtree"}
WRITING = os.O_WRONLY | os.O_RDWR


class Disk:
    """Counts the changes below a folder; from ``last`` on they fail."""

    def __init__(self) -> None:
        self.folder, self.count, self.last = "", 0, 0
        sys.addaudithook(self.hear)  # cannot be taken out again: it is idle without a folder

    def hear(self, event: str, arguments: tuple) -> None:
        if self.folder and self.changes(event, arguments):
            self.count += 1
            if self.last and self.count >= self.last:
                raise OSError("no power")

    def changes(self, event: str, arguments: tuple) -> bool:
        if event == "open":
            path, _, flags = arguments
            return bool(flags & WRITING) and str(path).startswith(self.folder)
        return event in CHANGES and any(str(a).startswith(self.folder) for a in arguments)

    def cut(self, folder: Path, last: int) -> None:
        self.folder, self.count, self.last = str(folder), 0, last

    def mend(self) -> None:
        self.folder = ""


DISK = Disk()


def round_seen(out: Path) -> str:
    """The round whose texts are published, after a check of every hash."""
    value = json.loads((out / "catalog.json").read_text(encoding="utf-8"))
    named = [e["datapackage"] for d in value["documents"] for e in d["editions"]]
    for one in (*named, value["current"]):
        assert files.weigh(out / one["path"]) == {"hash": one["hash"], "bytes": one["bytes"]}
        assert files.is_whole((out / one["path"]).parent)
    rows = (out / "current" / "tasks.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    (text,) = {row.split(",")[8] for row in rows}
    return text


def write_round(raw: Path, text: str) -> None:
    for name in ("a", "b"):
        rf.add(raw, name, table_txt=rf.text_table((("1．甲。", text, "市公安局"),)))


def test_each_step_leaves_the_old_or_the_new_state_and_the_next_run_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = vocabulary.load()
    monkeypatch.setattr(job.vocabulary, "load", lambda: words)
    raw, first, out = tmp_path / "raw", tmp_path / "first", tmp_path / "out"
    write_round(raw, "old")
    job.refresh(raw, first, workers=1)
    write_round(raw, "new")
    shutil.copytree(first, out, symlinks=True)
    job.refresh(raw, out, workers=1)
    complete = rf.tree(out)
    seen: list[str] = []
    cut_short = True
    while cut_short:
        shutil.rmtree(out)
        shutil.copytree(first, out, symlinks=True)
        DISK.cut(out, last=len(seen) + 1)
        try:
            job.refresh(raw, out, workers=1)
            cut_short = DISK.count > len(seen)
        except (CallError, OSError):
            cut_short = True
        finally:
            DISK.mend()
        seen.append(round_seen(out))
        assert job.refresh(raw, out, workers=1).exit_code == 0
        assert rf.tree(out) == complete
    assert seen[0] == "old"
    assert seen[-1] == "new"
    assert seen == sorted(seen, reverse=True), "once new, always new"
    assert len(seen) > 40
