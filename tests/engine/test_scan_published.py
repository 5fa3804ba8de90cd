"""A scan through the whole run: published with its engine, its doubts, and a way back to it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from PIL import Image

from pipeline.cli import main
from pipeline.engine.refresh import refresh
from scans import stored, strip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The head of the real table as a PNG in a raw/ layout, published beside it."""
    folder = tmp_path_factory.mktemp("scan")
    edition = folder / "raw" / "doc" / "2021-08-26"
    edition.mkdir(parents=True)
    (edition.parent / "document.toml").write_text('jurisdiction = "441900"\n', "utf-8")
    (edition / "scan.png").write_bytes(stored(strip(0, 60, 250), "PNG"))
    assert refresh(folder / "raw", folder / "normalized").exit_code == 0
    return folder / "normalized"


def test_engine_and_model_are_in_the_manifest(published: Path) -> None:
    [descriptor] = published.glob("snapshots/*/*/*/datapackage.json")
    notes = json.loads(descriptor.read_text("utf-8"))["notes"]
    assert any("PP-OCRv6_rec_small.onnx sha256:" in note for note in notes)
    assert any(note.startswith("page 1: a picture; read from its picture") for note in notes)


def test_a_value_is_traced_to_its_place_on_the_scan(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = published.parent / "cell.png"
    arguments = ["fenjie", "trace", "c-0-1-1", str(published), "--image", str(picture)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code, capsys.readouterr().err
    with Image.open(picture) as drawn:
        colours = {colour for _, colour in drawn.convert("RGB").getcolors(1_000_000) or ()}
    assert (200, 30, 30) in colours
