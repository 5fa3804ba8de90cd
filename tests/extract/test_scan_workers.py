"""The pages of a scanned PDF shared by processes: the same result as in one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.extract.pdf import reading
from scans import strip


def test_the_pages_of_a_scan_are_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process has its own model, and gives back what it was sure of."""
    pages = [strip(0, top, top + 60) for top in (60, 120)]
    data = BytesIO()
    pages[0].save(data, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    path = tmp_path / "a.pdf"
    path.write_bytes(data.getvalue())
    shared: list[int] = []
    share = reading._shared

    def counted(job: reading._Job, workers: int) -> reading._Stretch:
        shared.append(workers)
        return share(job, workers)

    monkeypatch.setattr(reading, "_shared", counted)
    monkeypatch.setattr(reading, "_BYTES_OF_PICTURE", 1_000)
    monkeypatch.setattr(reading, "_PICTURES_FROM", 2)
    alone = extract.read(path)
    assert shared == []
    assert extract.read(path, workers=2) == alone
    assert shared == [2]
    assert any(part.confidence is not None for part in alone.outside) or alone.tables
