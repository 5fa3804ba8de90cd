"""Broken and hostile workbooks end in a clear error or a harmless value."""

from __future__ import annotations

import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from pipeline.errors import SourceError
from pipeline.extract.xlsx.reading import read_xlsx
from sheet_xml import MAIN, Sheet, c, grid, merge, row, v, xlsx
from word_xml import package, texts

WHOLE = xlsx(Sheet(grid("任务|责任单位", "甲|市公安局")))
PART = "xl/worksheets/sheet1.xml"


def code_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_xlsx(data, "t.xlsx")
    assert caught.value.file == "t.xlsx"
    assert caught.value.advice.endswith(".")
    return caught.value.code


def of_rows(rows: str, **more: str) -> str:
    return code_of(xlsx(Sheet(rows, **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook(share: float) -> None:
    assert code_of(WHOLE[: int(len(WHOLE) * share)]) == "damaged"


def test_a_byte_changed_never_ends_in_a_traceback() -> None:
    for at in range(0, len(WHOLE), 5):
        broken = bytearray(WHOLE)
        broken[at] ^= 0xFF
        with suppress(SourceError):
            read_xlsx(bytes(broken), "t")


@pytest.mark.parametrize(
    "rows",
    [
        row(1, v("A1", "5", "s")),
        row(1, v("A1", "-1", "s")),
        row(1, v("A1", "x", "s")),
        row(1, c("A1", "甲"), c("A1", "乙")),
        row(1, c("AAAA1", "甲")),
        row(1, c("XFE1", "甲")),
        row(1, c("1", "甲")),
        row(0, c("A1", "甲")),
        row(1_048_577, c("A1", "甲")),
        '<row r="١"/>',
        '<row r="1e3"/>',
        "<row>" + "<c/>" * 16_385 + "</row>",
        "<row",
        "<a>" * 300 + "</a>" * 300,
    ],
)
def test_cells_that_cannot_be(rows: str) -> None:
    assert of_rows(rows) == "damaged"


@pytest.mark.parametrize("merged", ["A1:", "A1:B2:C3", "B2:A1", "A1:ZZZ9", "A1:B9999999", ""])
def test_merged_ranges_that_cannot_be(merged: str) -> None:
    assert of_rows(grid("甲"), after=merge(merged)) == "damaged"


def test_a_thousand_merged_ranges_over_each_other() -> None:
    rows = "".join(row(at, c(f"A{at}", "甲"), c(f"CZ{at}", "乙")) for at in range(1, 101))
    ranges = (f"A{1 + at % 50}:CZ100" for at in range(1000))
    assert of_rows(rows, after=merge(*ranges)) == "damaged"


def test_cells_spread_over_thousands_of_columns() -> None:
    cells = "<c t='str'><v>x</v></c>" * 1001
    assert of_rows(row(1, cells) + row(2, cells)) == "damaged"


@pytest.mark.parametrize(
    "document_type",
    [
        "<!DOCTYPE a [<!ENTITY e 'x'>]>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE a [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY e '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>",
    ],
)
@pytest.mark.parametrize("part", [PART, "xl/strings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused(document_type: str, part: str) -> None:
    document = f"{document_type}<x xmlns='{MAIN}'><si><t>&e;</t></si></x>"
    assert code_of(xlsx(Sheet(grid("甲")), parts={part: document})) == "damaged"


@pytest.mark.parametrize("part", [PART, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_part_that_is_missing(part: str) -> None:
    with zipfile.ZipFile(BytesIO(WHOLE)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist() if name != part}
    assert code_of(package(files)) == "damaged"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(40 * 2**20))
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    assert code_of(buffer.getvalue()) == "damaged"


def test_many_parts_that_are_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.archive.MOST_BYTES", 4096)
    many = [Sheet(grid("甲" * 500), title=str(at)) for at in range(5)]
    assert code_of(xlsx(*many)) == "damaged"


def test_a_row_with_millions_of_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.xlsx.package._MOST_MARKS", 1000)
    assert of_rows(row(1, "<c/>" * 1001)) == "damaged"
    many = "".join(row(at, c(f"A{at}", "甲")) for at in range(1, 1001))
    assert len(read_xlsx(xlsx(Sheet(many)), "t").tables[0].cells) == 1000


def test_one_long_string_in_very_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.xlsx.sheet._MOST_SHOWN", 10_000)
    rows = "".join(row(at, v(f"A{at}", "0", "s")) for at in range(1, 102))
    assert code_of(xlsx(Sheet(rows), strings=[f"<t>{'甲' * 100}</t>"])) == "damaged"


def test_an_archive_with_a_password() -> None:
    data = bytearray(WHOLE)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/workbook.xml"))
    data[at + 8] |= 1  # the flag of an encrypted part
    assert code_of(bytes(data)) == "encrypted"


def test_a_part_that_is_larger_than_it_says() -> None:
    data = bytearray(WHOLE)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(PART.encode()))
    data[at + 24 : at + 28] = struct.pack("<I", 10)  # the directory's unpacked size
    assert code_of(bytes(data)) == "damaged"


def test_links_to_other_files_are_not_followed() -> None:
    relation = (
        "<Relationships><Relationship Id='d' TargetMode='External' Type='x/drawing' "
        "Target='file:///etc/passwd'/><Relationship Id='c' Type='x/comments' "
        "Target='../../../../etc/passwd'/></Relationships>"
    )
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": relation}
    [table] = read_xlsx(xlsx(Sheet(grid("甲")), parts=parts), "t").tables
    assert texts(table) == [["甲"]]


def test_styles_that_are_not_listed_show_the_value_as_it_is() -> None:
    [table] = read_xlsx(xlsx(Sheet(row(1, v("A1", "7", style=99)))), "t").tables
    assert texts(table) == [["7"]]
