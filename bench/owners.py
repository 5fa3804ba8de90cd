"""Resolving owner cells, against the loop an analyst would write and against the floor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind
from rapidfuzz import fuzz, process

from bench.documents import source
from bench.measure import Comparison, seconds_in_turn
from pipeline import dictionaries, extract, owners
from pipeline.owners import names

JURISDICTION, DATE = "441900", "2021-08-26"
PASSES = 20


def compare() -> Iterator[Comparison]:
    """Owner cells a second, new and repeated, and the seconds that one place's names take."""
    texts = owner_cells()
    loaded = dictionaries.load()
    book = names.build(loaded, JURISDICTION, DATE)
    ids = (f"{JURISDICTION}:{function}" for function in loaded.functions)
    # What a person has to match against: full and short names, as in the table of bureaus.
    table = owners.bureaus(book, ids)
    known = list(
        dict.fromkeys(name for row in table for name in (row.name, row.short_name) if name)
    )
    literals = tuple(dict.fromkeys((*loaded.literals, *book.literals)))
    automaton = AhoCorasick(literals, matchkind=MatchKind.LeftmostLongest)

    def ours() -> None:
        for _ in range(PASSES):
            # A namebook keeps what it has read: a new one for each pass reads every cell anew.
            fresh = replace(book, seen={}, cells={})
            for text in texts:
                owners.resolve(text, fresh)

    def repeated() -> None:
        for _ in range(PASSES):
            for text in texts:
                owners.resolve(text, book)

    def loop() -> None:
        for text in texts:
            for name in text.replace("，", "、").split("、"):
                process.extractOne(name, known, scorer=fuzz.WRatio)

    def bare() -> None:
        for _ in range(PASSES):
            for text in texts:
                automaton.find_matches_as_indexes(text)

    repeated()
    [ours_s, repeated_s, loop_s, bare_s] = seconds_in_turn(5, ours, repeated, loop, bare)
    read = PASSES * len(texts)
    rates = {
        f"owner cells, {len(texts)} distinct: IDs, roles, offsets": read / ours_s,
        "the same cells read again": read / repeated_s,
    }
    note = (
        f"The loop knows {len(known)} names (full and short ones of {len(table)} bodies), gives "
        "no roles or offsets, and picks a name for any text; the pass gives the places of "
        f"{len(literals):,} wordings alone, those of the country and those of this place."
    )
    for what, rate in rates.items():
        yield Comparison(
            what, rate, "rapidfuzz extractOne WRatio", len(texts) / loop_s, "strings/s", note
        )
        yield Comparison(what, rate, "one bare automaton pass", read / bare_s, "strings/s", note)
    [load_s, build_s] = seconds_in_turn(
        3, dictionaries.load, lambda: names.build(loaded, JURISDICTION, DATE)
    )
    yield Comparison(
        "names of one jurisdiction, built", build_s, "loading the dictionaries", load_s, "s"
    )


def owner_cells() -> list[str]:
    """The distinct texts of the real table's last column, paragraphs joined, in order."""
    [table] = extract.read(source(".docx")).tables
    cells = (cell for cell in table.cells if cell.column == table.columns - 1 and cell.row)
    return list(dict.fromkeys(text for cell in cells if (text := cell.text.replace("\n", ""))))
