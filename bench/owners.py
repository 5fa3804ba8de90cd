"""Resolving owner cells, against the loop an analyst would write and against the floor."""

from __future__ import annotations

from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from rapidfuzz import fuzz, process

from bench.documents import source
from bench.measure import Comparison, seconds_in_turn
from pipeline import dictionaries, extract, owners
from pipeline.owners import names

JURISDICTION, DATE = "441900", "2021-08-26"
PASSES = 20


def compare() -> Iterator[Comparison]:
    """Distinct owner cells a second, and the seconds that one jurisdiction's names take."""
    texts = owner_cells()
    loaded = dictionaries.load()
    book = names.build(loaded, JURISDICTION, DATE)
    ids = (f"{JURISDICTION}:{function}" for function in loaded.functions)
    official = [bureau.name for bureau in owners.bureaus(book, ids)]
    automaton = AhoCorasick(book.literals, matchkind=MatchKind.LeftmostLongest)

    def ours() -> None:
        for _ in range(PASSES):
            for text in texts:
                owners.resolve(text, book)

    def loop() -> None:
        for text in texts:
            for name in text.replace("，", "、").split("、"):
                process.extractOne(name, official, scorer=fuzz.WRatio)

    def bare() -> None:
        for _ in range(PASSES):
            for text in texts:
                automaton.find_matches_as_indexes(text)

    [ours_s, loop_s, bare_s] = seconds_in_turn(5, ours, loop, bare)
    rate = PASSES * len(texts) / ours_s
    what = f"owner cells, {len(texts)} distinct: IDs, roles, offsets"
    note = (
        f"The loop knows {len(official)} official names, gives no roles or offsets, and picks "
        f"a name for any text; the pass gives the places of {len(book.literals):,} literals alone."
    )
    yield Comparison(
        what, rate, "rapidfuzz extractOne WRatio", len(texts) / loop_s, "strings/s", note
    )
    yield Comparison(
        what, rate, "one bare automaton pass", PASSES * len(texts) / bare_s, "strings/s", note
    )
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
