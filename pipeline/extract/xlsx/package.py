"""What an XLSX package holds, and its large parts element by element.

``xl/workbook.xml`` lists the sheets; a relations part beside each part says where its
sheets, comments and drawings lie. Both variants of the format (transitional and strict)
differ in their namespaces alone, which are not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from lxml import etree

from pipeline.extract.archive import PARSED_SO, Archive, refuse_document_type
from pipeline.extract.format import damaged

MAIN_PART = "xl/workbook.xml"
# Tags (opening and closing) between the ends of two rows.
_MOST_MARKS = 2_000_000

_TITLE_ROWS = re.compile(r"\$(\d{1,7}):\$(\d{1,7})")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it.

    ``title_rows`` is the last row (from 1) that is printed again on each page, else 0.
    """

    title: str
    part: str
    hidden: bool
    title_rows: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in order, and what holds for all of them. Parts are ``None`` if absent."""

    sheets: tuple[SheetEntry, ...]
    strings: str | None
    styles: str | None
    date_1904: bool


def elements(data: bytes, tags: tuple[str, ...], part: str, name: str) -> Iterator[etree._Element]:
    """Each element with one of ``tags`` as soon as it is complete.

    It is emptied when the next one is asked for, so that memory does not grow with the part.

    Raises ``SourceError`` ``damaged`` where the part is not well-formed or declares a
    document type: the format forbids it, and entities could hide or multiply text.
    """
    _check_elements(data, tags, part, name)
    context = etree.iterparse(BytesIO(data), tag=tags, **PARSED_SO)
    try:
        for at, (_, element) in enumerate(context):
            if at == 0:
                refuse_document_type(element, part, name)
            yield element
            element.clear()
            _forget_before(element)
    except etree.XMLSyntaxError as error:
        raise damaged(name, f"The part {part} is not well-formed XML ({error.msg})") from error
    refuse_document_type(context.root, part, name)


def _check_elements(data: bytes, tags: tuple[str, ...], part: str, name: str) -> None:
    """Refuse a part that would fill the memory with elements (thirty times its own size)."""
    first = tags[0].rpartition("}")[2].encode()
    ends = [end.start() for end in re.finditer(rb"</(?:[\w.-]+:)?" + first + rb"\s*>", data)]
    for start, end in pairwise([0, *ends, len(data)]):
        if end - start > _MOST_MARKS and data.count(b"<", start, end) > _MOST_MARKS:
            raise damaged(name, f"The part {part} has more elements in one piece than a row needs")


def _forget_before(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        del parent[: parent.index(element)]


def is_on(element: etree._Element, attribute: str) -> bool:
    """Whether an attribute that is on or off is on."""
    return element.get(attribute) in {"1", "true", "on"}


def read_workbook(archive: Archive) -> tuple[Workbook, tuple[str, ...]]:
    """What the main part says, and notes. Raises ``SourceError`` ``damaged``."""
    main = archive.main_part(MAIN_PART)
    root = archive.parse(main)
    if etree.QName(root).localname != "workbook":
        raise damaged(archive.name, f"The part {main} is no workbook")
    related = {key: (kind, part) for key, kind, part in archive.relations(main)}
    by_kind = {kind: part for kind, part in related.values() if part in archive.parts}
    sheets: list[SheetEntry] = []
    notes: list[str] = []
    titles = _title_rows(root)
    for at, sheet in enumerate(root.iterfind("{*}sheets/{*}sheet")):
        title = sheet.get("name", "")
        reference = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        kind, part = related.get(reference, ("", ""))
        if kind == "worksheet":
            hidden = sheet.get("state", "visible") != "visible"
            sheets.append(SheetEntry(title, part, hidden, titles.get(at, 0)))
        elif kind:
            notes.append(f"sheet “{title}” holds no cells ({kind}): not read")
        else:
            raise damaged(archive.name, f"The workbook lists a sheet “{title}” that is not there")
    properties = root.find("{*}workbookPr")
    workbook = Workbook(
        sheets=tuple(sheets),
        strings=by_kind.get("sharedStrings"),
        styles=by_kind.get("styles"),
        date_1904=properties is not None and is_on(properties, "date1904"),
    )
    return workbook, tuple(notes)


def _title_rows(root: etree._Element) -> dict[int, int]:
    """Index of a sheet to the last of its rows that are printed again on each page."""
    found: dict[int, int] = {}
    for name in root.iterfind("{*}definedNames/{*}definedName"):
        rows = _TITLE_ROWS.search(name.text or "")
        index = name.get("localSheetId", "")
        if name.get("name") == "_xlnm.Print_Titles" and rows and re.fullmatch("[0-9]{1,4}", index):
            found[int(index)] = int(rows[2])
    return found
