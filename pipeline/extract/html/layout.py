"""Which tables of a page hold data, and which only lay the page out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from lxml import etree

from pipeline.ink import ink

# Parts of a page: a table around one of them is no table of data.
PAGE_PARTS = ("nav", "header", "footer", "main", "article", "aside", "h1")
_NO_TABLE = frozenset({"presentation", "none"})


def data_tables(
    root: etree._Element, sure: Collection[etree._Element] = ()
) -> dict[etree._Element, int]:
    """The tables that hold data, each with its index, in the order of the page.

    ``sure`` are tables of which that is known.
    """
    tables = list(root.iter("table"))
    layout = {table for table in tables if table.get("role", "").strip().lower() in _NO_TABLE}
    layout.update(_around_page_parts(root))
    own, within = _counts(root, tables)
    found = [
        table
        for table in tables
        if table in sure
        or (
            table not in layout
            and (table not in within or own[table] > within[table])
            and _has_a_row_of_two(table, table in within)
        )
    ]
    return {table: index for index, table in enumerate(found)}


def _around_page_parts(root: etree._Element) -> set[etree._Element]:
    around: set[etree._Element] = set()
    for part in root.iter(*PAGE_PARTS):
        for table in part.iterancestors("table"):
            if table in around:
                break
            around.add(table)
    return around


def _counts(
    root: etree._Element, tables: list[etree._Element]
) -> tuple[Counter[etree._Element], dict[etree._Element, int]]:
    """How many cells each table has, and how many the tables in it have (where it holds any)."""
    outer = {table: next(table.iterancestors("table"), None) for table in tables}
    own: Counter[etree._Element] = Counter()
    within: dict[etree._Element, int] = {}
    if any(table is not None for table in outer.values()):
        own.update(_table_of(cell) for cell in root.iter("td", "th"))
        # Inner tables come later in the page: from its end, each is complete when met.
        for table in reversed(tables):
            around = outer[table]
            if around is not None:
                within[around] = within.get(around, 0) + own[table] + within.get(table, 0)
    return own, within


def _table_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("table"), None)


def _has_a_row_of_two(table: etree._Element, holds_others: bool) -> bool:
    """Whether one row of the table has text in two cells; it seldom takes long to find out."""
    inked: set[etree._Element] = set()
    for cell in table.iter("td", "th"):
        if holds_others and _table_of(cell) is not table:
            continue
        if not any(ink(text) for text in cell.itertext()):
            continue
        row = next(cell.iterancestors("tr", "table"), None)
        if row in inked:
            return True
        inked.add(row)
    return False
