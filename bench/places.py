"""Resolve owner cells in many jurisdictions and print the most memory ever held, in bytes.

A program of its own (``python -m bench.places COUNT``), so that nothing else is counted. The
places are provinces, cities and counties from all over the country; all namebooks are kept.
"""

from __future__ import annotations

import sys

from bench.peak import peak_bytes
from pipeline import dictionaries, owners
from pipeline.owners import names

DATE = "2021-08-26"
_CELLS = (
    "{0}财政局、{0}公安局、{0}住房和城乡建设局、{0}教育局、{0}发展和改革局",
    "{0}财政局牵头，{0}公安局、{0}卫生健康局配合",
    "牵头单位：{0}应急管理局；配合单位：{0}交通运输局、{0}税务局",
    "{0}量子计算局、{0}教育局",
)


def resolve_in(count: int) -> list[owners.Namebook]:
    """The namebooks of so many places, each with its cells read."""
    loaded = dictionaries.load()
    codes = [code for code in loaded.places.periods if loaded.places.is_alive(code, DATE)]
    books = []
    for code in codes[1 :: (len(codes) - 1) // count][:count]:
        book = names.build(loaded, code, DATE)
        books.append(book)
        for cell in _CELLS:
            owners.resolve(cell.format(book.home.name), book)
            owners.resolve(cell.format(book.home.name[-1]), book)
    return books


if __name__ == "__main__":
    kept = resolve_in(int(sys.argv[1]))
    print(peak_bytes())
