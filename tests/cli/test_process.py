"""What only a whole process can show: pipes, interrupts, and what is loaded for one file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

import raw_folders as rf

FENJIE = [sys.executable, "-m", "pipeline"]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    rf.add(tmp_path / "raw", "doc")
    return tmp_path / "raw"


def test_a_reader_that_goes_away_is_no_error() -> None:
    line = "市公安局\n".encode()
    command = [*FENJIE, "resolve", "--jurisdiction", "441900"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(line * 150)
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.write(line * 5000)
            process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_an_interrupt_ends_with_130_and_leaves_nothing_behind(raw: Path, tmp_path: Path) -> None:
    folder = rf.add(raw, "long")
    rows = tuple((f"{n}．甲{n}。", f"做{n}", "市公安局、市量子局") for n in range(1, 4000))
    (folder / "table.txt").write_text(rf.text_table(rows), encoding="utf-8")
    out = tmp_path / "out"
    command = [*FENJIE, "refresh", str(raw), str(out), "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        while not (out / ".staging").exists() and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        told = process.stderr.read().decode()
        assert process.wait(timeout=60) == 130
    assert "Traceback" not in told
    assert not (out / ".staging").exists()
    assert not (out / "catalog.json").exists()


def test_one_docx_is_read_without_loading_what_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(rf.docx_bytes())
    code = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "sys.argv = ['fenjie', 'extract', 'a.docx', '--format', 'csv']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'pandas', 'numpy', 'pyarrow', 'pdfplumber', 'pypdfium2', 'rich', 'filelock'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"


def test_data_are_utf8_whatever_the_console_is_set_to() -> None:
    done = subprocess.run(
        [*FENJIE, "resolve", "市公安局", "--jurisdiction", "441900"],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert "东莞市公安局" in done.stdout.decode("utf-8")
