"""Reading in a process of its own: the same records, and what harms ends that process alone."""

from __future__ import annotations

import mmap
import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

import raw_folders as rf
from pipeline import extract
from pipeline.engine import parcel, process_tree, reader
from pipeline.engine.progress import Listener, Teller
from pipeline.engine.reader import Limits, limits_of
from pipeline.engine.refresh import refresh
from pipeline.errors import CallError, SourceError
from pipeline.extract.told import PageTold
from pipeline.records import Cell, Extraction, Part, Place, Removal, Table

Read = Callable[[Path, str, str], Extraction]


def stands_in(monkeypatch: pytest.MonkeyPatch, read: Callable[[], object]) -> None:
    """Let ``read`` be done in the child in place of reading."""
    monkeypatch.setattr(extract, "read", lambda *_, **__: read())


def code_of(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        reader.read(path, limits=limits or Limits())
    assert caught.value.file == path.name
    assert caught.value.advice
    return caught.value.code


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "表.html"
    path.write_text("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table><p>外", encoding="utf-8")
    return path


def test_what_a_process_reads_is_what_is_read_without(page: Path) -> None:
    assert reader.read(page) == extract.read(page)


def test_every_field_arrives() -> None:
    place = Place("f", 1, (1.0, 2.0, 3.0, 4.0), 0, 5, 6, 7)
    parts = (Part("甲", place, 0.5, ((0, 0.25),)), Part("乙", Place("f")))
    cells = (Cell(0, 0, 2, 3, "甲\n乙", parts), Cell(0, 3, 1, 1, "", ()))
    whole = Extraction(
        file="f",
        format="pdf",
        tables=(Table(0, 2, 4, cells, (1,), 1), Table(1, 0, 0, ())),
        outside=parts,
        removed=(Removal("page_number", "1", place),),
        characters=Counter("甲乙"),
        pages=2,
        notes=("注",),
        above={0: 1},
    )
    assert parcel.unpack(parcel.pack(whole)) == whole


def test_an_error_arrives_as_it_was_raised(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK cut off")
    with pytest.raises(SourceError) as without:
        extract.read(path)
    with pytest.raises(SourceError) as within:
        reader.read(path)
    assert str(within.value) == str(without.value)
    assert within.value.code == "damaged"


def test_a_defect_arrives_with_its_traceback(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stands_in(monkeypatch, lambda: 1 // 0)
    with pytest.raises(RuntimeError, match="ZeroDivisionError") as caught:
        reader.read(page)
    assert "1 // 0" in caught.value.__notes__[0]


@pytest.mark.parametrize(
    "endless",
    [
        lambda: time.sleep(60),
        # one call into a library, in which Python cannot be interrupted
        lambda: re.match("(a+)+$", "a" * 60 + "b"),
    ],
)
def test_reading_without_an_end_is_ended(
    endless: Callable[[], object], page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands_in(monkeypatch, endless)
    assert code_of(page, Limits(seconds=0.1)) == "reader_time"


def test_memory_without_an_end_is_ended(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def grow() -> None:
        held = []
        while True:
            held.append(b"x" * 2**20)

    stands_in(monkeypatch, grow)
    assert code_of(page, Limits(megabytes=50)) == "reader_memory"


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGKILL, None])
def test_a_process_that_dies_is_told(
    how: signal.Signals | None, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands_in(monkeypatch, lambda: os._exit(0) if how is None else os.kill(os.getpid(), how))
    assert code_of(page) == "reader_died"


def test_nothing_is_left_of_the_process(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stands_in(monkeypatch, lambda: time.sleep(60))
    before = len(os.listdir("/proc/self/fd")), process_tree.descendants(os.getpid())
    code_of(page, Limits(seconds=0.1))
    assert (len(os.listdir("/proc/self/fd")), process_tree.descendants(os.getpid())) == before


def test_what_is_open_here_is_not_open_there(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock of a run that was killed must not be held on by its reader."""
    with page.open("rb") as file:
        stands_in(monkeypatch, lambda: os.fstat(file.fileno()))
        with pytest.raises(RuntimeError, match="Bad file descriptor"):
            reader.read(page)


def test_a_reader_may_share_its_work(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The helper that such processes need is still within reach."""
    resource_tracker.ensure_running()
    stands_in(monkeypatch, lambda: os.fstat(resource_tracker.getfd()) and 1 // 0)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        reader.read(page)


def test_processes_that_share_the_work_end_with_it(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "process"

    def share() -> None:
        helper = os.fork()
        told.write_text(str(helper or os.getpid()))
        time.sleep(60)

    stands_in(monkeypatch, share)
    assert code_of(page, Limits(seconds=0.1)) == "reader_time"
    helper = Path(f"/proc/{told.read_text()}/stat")
    end = time.monotonic() + 5
    while helper.exists() and b") Z " not in helper.read_bytes() and time.monotonic() < end:
        time.sleep(0.01)
    assert not helper.exists() or b") Z " in helper.read_bytes()


def test_a_reader_ends_with_the_run_that_is_killed(page: Path, tmp_path: Path) -> None:
    """No limit holds for a process whose parent is gone, so none is left."""
    told = tmp_path / "process"
    script = (
        "import os, time; from pathlib import Path; from pipeline import extract\n"
        "def read(*_, **__): Path(told).write_text(str(os.getpid())); time.sleep(60)\n"
        "extract.read = read\n"
        "from pipeline.engine import reader; reader.read(Path(page))\n"
    )
    command = [sys.executable, "-c", f"page, told = {str(page)!r}, {str(told)!r}\n{script}"]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as run:
        end = time.monotonic() + 30
        while not (told.exists() and told.read_text()) and time.monotonic() < end:
            time.sleep(0.01)
        run.kill()
    child = Path(f"/proc/{told.read_text()}/stat")
    while child.exists() and b") Z " not in child.read_bytes() and time.monotonic() < end:
        time.sleep(0.01)
    assert not child.exists() or b") Z " in child.read_bytes()


def test_limits_are_settings() -> None:
    assert limits_of({}) == Limits()
    assert limits_of({reader.SECONDS: "90", reader.MEGABYTES: "2e3"}) == Limits(90.0, 2000.0)
    for bad in ("", "0", "-1", "many", "nan", "inf"):
        with pytest.raises(CallError, match="FENJIE_READER_SECONDS"):
            limits_of({reader.SECONDS: bad})


def test_large_files_get_more_time(tmp_path: Path) -> None:
    """But a PDF only for what is read on its pages."""
    small, large, pdf = (tmp_path / name for name in "abc")
    pdf.write_bytes(b"%PDF-1.7" + bytes(20 * 2**20))
    small.write_bytes(b"x")
    large.write_bytes(bytes(20 * 2**20))
    limits = Limits(10.0, 100.0)
    assert limits.seconds_of(small) == pytest.approx(10.0)
    assert limits.seconds_of(large) == pytest.approx(20.0)
    assert limits.seconds_of(pdf) == 10.0
    assert limits.seconds_of(tmp_path / "none") == 10.0


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_each_page_that_is_read_earns_time_for_the_next(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve pages of print take twice the limit; twelve without any are ended."""

    def read(told: PageTold, characters: int) -> Extraction:
        for _ in range(12):
            busy(0.1)
            told("recognised", characters)
        raise SourceError("done", page.name, "All pages are read.", "-")

    def read_so(characters: int) -> None:
        monkeypatch.setattr(extract, "read", lambda *_, told, **__: read(told, characters))

    read_so(600)
    assert code_of(page, Limits(seconds=0.6)) == "done"
    read_so(0)
    assert code_of(page, Limits(seconds=0.6)) == "reader_time"


def test_what_several_processes_tell_is_heard_as_one(tmp_path: Path) -> None:
    """What pages earn, and how many there are, is told on whenever there are more."""
    file = tmp_path / "pages"
    heard: list[int] = []
    listener = Listener(file, 90_000, heard.append)
    assert listener.earned() == 0.0
    teller = pickle.loads(pickle.dumps(Teller(file)))
    teller("text", 10_000)
    assert listener.earned() == pytest.approx(1.0)
    with file.open("ab") as half:
        half.write(b"recognised 100")  # what comes after it is not written yet
    assert listener.earned() == pytest.approx(1.0)
    with file.open("ab") as half:
        half.write(b"\n")
    teller("text", 10_000)
    assert listener.earned() == pytest.approx(4.0)
    assert heard == [1, 3]
    again = Listener(file, 90_000, by_pdfplumber=True)
    assert again.earned() == pytest.approx(22.0)


def test_text_earns_for_no_more_than_the_file_can_hold(tmp_path: Path) -> None:
    """Ten thousand pages show the same streams, cut otherwise on each."""
    teller, listener = Teller(tmp_path / "pages"), Listener(tmp_path / "pages", 300_000)
    for _ in range(10_000):
        teller("text", 1_000)
    assert listener.earned() == pytest.approx(10.0)


def test_pages_that_come_again_earn_little_by_the_size_of_the_file(tmp_path: Path) -> None:
    """One page is named thousands of times; a scan with a picture for each page has its time."""
    teller = Teller(tmp_path / "pages")
    for _ in range(300):
        teller("again", 1_000)
        teller("again", 0)
    assert Listener(tmp_path / "pages", 300_000).earned() == pytest.approx(3.0)
    assert Listener(tmp_path / "pages", 60_000_000).earned() == pytest.approx(300.0)


def test_memory_counts_over_all_processes_that_share_the_work(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of three stays below the limit."""

    def share() -> None:
        for _ in range(2):
            if not os.fork():
                break
        # Fresh room: what this process has freed before would be taken again, and count once.
        held = mmap.mmap(-1, 40 * 2**20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        held.write(bytes(len(held)))
        time.sleep(60)
        held.close()

    stands_in(monkeypatch, share)
    assert code_of(page, Limits(megabytes=100)) == "reader_memory"


def test_what_it_holds_before_the_first_look_at_it_counts(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine the child may run long before the parent does again."""

    def hold() -> None:
        held = b"x" * (120 * 2**20)
        time.sleep(60)
        del held

    here, lead = os.getpid(), os.setpgid

    def late(process: int, group: int) -> None:
        lead(process, group)
        if os.getpid() == here:
            time.sleep(0.5)

    stands_in(monkeypatch, hold)
    monkeypatch.setattr(os, "setpgid", late)
    assert code_of(page, Limits(seconds=1.0, megabytes=100)) == "reader_memory"


def test_a_single_request_for_memory_is_refused(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be faster than the look at the process."""
    stands_in(monkeypatch, lambda: bytearray(2 * 2**30))
    assert code_of(page, Limits(megabytes=50)) == "reader_memory"


def test_what_it_started_in_a_group_of_its_own_ends_with_it(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice is started so; nothing of its folder is left either."""
    told = tmp_path / "told"

    def start() -> None:
        folder = tempfile.mkdtemp()
        other = subprocess.Popen(["sleep", "60"], start_new_session=True)
        told.write_text(f"{other.pid} {folder}")
        time.sleep(60)

    stands_in(monkeypatch, start)
    assert code_of(page, Limits(seconds=0.3)) == "reader_time"
    process, folder = told.read_text().split()
    assert not Path(folder).exists()
    end = time.monotonic() + 5
    stat = Path(f"/proc/{process}/stat")
    while stat.exists() and b") Z " not in stat.read_bytes() and time.monotonic() < end:
        time.sleep(0.01)
    assert not stat.exists() or b") Z " in stat.read_bytes()


def test_without_a_fork_files_are_read_here(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader.sys, "platform", "win32")
    monkeypatch.delattr(os, "fork")
    assert len(reader.read(page).tables) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_is_too_much_takes_only_its_document(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rf.add(tmp_path / "raw", "good")
    heavy = tmp_path / "raw" / "heavy" / "2021-01-01" / "t.html"
    heavy.parent.mkdir(parents=True)
    heavy.write_text("<table>" + "<tr><td>甲<td>乙" * 150_000, encoding="utf-8")
    monkeypatch.setenv(reader.MEGABYTES, "70")
    run = refresh(tmp_path / "raw", tmp_path / "out", workers=workers)
    assert [edition.document_id for edition in run.editions] == ["good"]
    assert [(f.document_id, f.file, f.code) for f in run.failures] == [
        ("heavy", "t.html", "reader_memory")
    ]
    assert run.exit_code == 3
