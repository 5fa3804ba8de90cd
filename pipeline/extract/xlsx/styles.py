"""Which number format each cell style of a workbook has."""

from __future__ import annotations

from lxml import etree

from pipeline.extract.xlsx.numbers import BUILTIN, GENERAL, NumberFormat, read_format


def read_formats(styles: etree._Element | None, date_1904: bool) -> list[NumberFormat]:
    """The number formats by the index that cells name; always at least one."""
    codes: dict[str, str] = {str(number): code for number, code in BUILTIN.items()}
    indices: list[str] = []
    if styles is not None:
        for own in styles.iterfind("{*}numFmts/{*}numFmt"):
            codes[own.get("numFmtId", "")] = own.get("formatCode", GENERAL)
        indices = [xf.get("numFmtId", "0") for xf in styles.iterfind("{*}cellXfs/{*}xf")]
    read = {code: read_format(code, date_1904) for code in {*codes.values(), GENERAL}}
    return [read[codes.get(index, GENERAL)] for index in indices or ["0"]]
