"""Whether the text of a DOC has table cells, and what becomes of one whose tables are lost."""

from __future__ import annotations

import struct
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import olefile
import pytest

from pipeline.errors import SourceError
from pipeline.extract.office import doc_end
from pipeline.extract.office.doc_cells import has_cell_marks
from pipeline.extract.office.reading import find_libreoffice, read_office

PROSE = "全年新增就业1万人，改造1.2万户，投资3万亿元，植树5万亩，惠及十万人。"


def _saved(folder: Path, *, rows: int, in_header: bool = False) -> bytes:
    """A DOC with prose full of 万 (U+4E07), and a table of so many rows at its end."""
    document = docx.Document()
    for _ in range(3):
        document.add_paragraph(PROSE)
    if in_header:
        head = document.sections[0].header.add_table(3, 2, width=docx.shared.Cm(10))
        head.cell(0, 0).text = "密级"
    if rows:
        table = document.add_table(rows, 2, style="Table Grid")
        table.cell(0, 0).text = "万"
    source = folder / "source.docx"
    document.save(str(source))
    program = find_libreoffice()
    assert program is not None, "LibreOffice (Writer) must be installed for this test"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "doc", "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "source.doc").read_bytes()


@pytest.mark.parametrize("in_header", [False, True])
def test_prose_without_a_table_is_read(in_header: bool, tmp_path: Path) -> None:
    """万 has the byte of a cell mark; the table of a header is none of the body."""
    data = _saved(tmp_path, rows=0, in_header=in_header)
    assert not has_cell_marks(data)
    extraction = read_office(data, "t.doc")
    assert [part.text for part in extraction.outside].count(PROSE) == 3


def test_a_document_whose_tables_get_lost_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the paragraph behind the last table cannot be put."""
    data = _saved(tmp_path, rows=3)
    assert has_cell_marks(data)
    monkeypatch.setattr(doc_end, "with_last_paragraph", lambda data: data)
    with pytest.raises(SourceError, match="the tables in it get lost"):
        read_office(data, "t.doc")


@pytest.mark.parametrize(("rows", "cells"), [(0, False), (3, True)])
def test_pieces_behind_properties(rows: int, cells: bool, tmp_path: Path) -> None:
    """A document saved in pieces has properties (Prc) before the list of its pieces."""
    data = _saved(tmp_path, rows=rows)
    buffer = BytesIO(data)
    with olefile.OleFileIO(buffer, write_mode=True) as file:
        word = bytearray(file.openstream("WordDocument").read())
        table = bytearray(file.openstream("1Table").read())
        at, length = struct.unpack_from("<II", word, 0x1A2)
        clx = b"\x01\x03\x00abc" + table[at : at + length]
        table[: len(clx)] = clx
        struct.pack_into("<II", word, 0x1A2, 0, len(clx))
        file.write_stream("WordDocument", bytes(word))
        file.write_stream("1Table", bytes(table))
    assert has_cell_marks(buffer.getvalue()) is cells


def test_a_damaged_file_has_no_marks(tmp_path: Path) -> None:
    data = _saved(tmp_path, rows=3)
    assert not any(has_cell_marks(data[:cut]) for cut in (0, 100, 700, 5000))
