"""Resolving owner cells, against the loop an analyst would write and against the floor.

The loop takes each name of a cell (cut at 、 and ，) to the likest of all names by rapidfuzz's
``extractOne`` with ``WRatio``; rates count cells, for the loop as for us. The floor is one bare
pass of an automaton over the cell's text, which gives places of wordings and nothing else.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind
from rapidfuzz import fuzz, process

from bench.measure import Comparison, seconds_in_turn
from bench.owner_cells import made_cells, real_cells
from pipeline import dictionaries, owners
from pipeline.owners import Namebook, names

JURISDICTION, DATE = "441900", "2021-08-26"
MADE, LOOPED, PASSES = 5000, 100, 20
PLACES, LENGTHS = (1, 50), (10_000, 100_000)
HOSTILE = {
    "separators": "、",
    "opened brackets": "（",
    "closed pairs of brackets": "（某）",
    "one listed name": "市公安局、",
    "unlisted names": "市量子计算局、",
    "names in one run": "市公安局",
    "one character": "某",
    "digits": "1",
    "a place again and again": "市",
    "role words": "牵头单位：甲牵头，",
    "collectives": "各镇、街道、",
}


def compare() -> Iterator[Comparison]:
    """Owner cells a second, new and repeated; what a place's names take in time and memory."""
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
    real, made = real_cells(), made_cells(MADE, known)
    note = (
        f"The loop knows {len(known)} names (full and short ones of {len(table)} bodies), gives "
        "no roles or offsets, and picks a name for any text; the pass gives the places of "
        f"{len(literals):,} wordings alone, those of the country and those of this place. Of the "
        f"names in the made cells {_share_open(made, book):.0%} are unresolved."
    )
    for what, texts, passes in (("real", real, PASSES), ("made", made, 1)):
        *ours, loop, bare = _cells_a_second(texts, passes, book, known, automaton)
        lines = (
            f"{what} owner cells, {len(texts):,} distinct, names new: IDs, roles, offsets",
            f"the same {what} cells, their names known from others",
            f"the same {what} cells read again",
        )
        for line, rate in zip(lines, ours, strict=True):
            yield Comparison(line, rate, "rapidfuzz extractOne WRatio", loop, "strings/s", note)
            yield Comparison(line, rate, "one bare automaton pass", bare, "strings/s", note)
    [load_s, build_s] = seconds_in_turn(
        3, dictionaries.load, lambda: names.build(loaded, JURISDICTION, DATE)
    )
    yield Comparison(
        "names of one jurisdiction, built", build_s, "loading the dictionaries", load_s, "s"
    )
    one, many = (_peak(places) for places in PLACES)
    yield Comparison(
        f"peak memory, cells of {PLACES[1]} jurisdictions resolved",
        many / 1e6,
        "of one jurisdiction",
        one / 1e6,
        "MB",
    )
    yield from _lengths(book)


def _lengths(book: Namebook) -> Iterator[Comparison]:
    """How the time for one cell grows with its length, for text that means to be slow."""
    for what, unit in HOSTILE.items():
        few, many = ((unit * length)[:length] for length in LENGTHS)
        [few_s, many_s] = seconds_in_turn(
            3,
            lambda text=few: owners.resolve(text, _forgetful(book)),  # type: ignore[misc]
            lambda text=many: owners.resolve(text, _forgetful(book)),  # type: ignore[misc]
        )
        yield Comparison(
            f"one cell of {LENGTHS[1]:,} characters, {what}",
            LENGTHS[1] / many_s,
            f"one of {LENGTHS[0]:,}",
            LENGTHS[0] / few_s,
            "characters/s",
            "Near 1x is linear time.",
        )


def _peak(places: int) -> int:
    command = [sys.executable, "-m", "bench.places", str(places)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)


def _cells_a_second(
    texts: Sequence[str],
    passes: int,
    book: Namebook,
    known: Sequence[str],
    automaton: AhoCorasick,
) -> tuple[float, ...]:
    """Cells a second: all new, with known names, read again, by the loop, by the bare pass."""
    warm = _forgetful(book)

    def ours() -> None:
        for _ in range(passes):
            # A namebook keeps what it has read: a new one for each pass reads every cell anew.
            fresh = _forgetful(book)
            for text in texts:
                owners.resolve(text, fresh)

    def named() -> None:
        for _ in range(passes):
            fresh = replace(warm, cells={})
            for text in texts:
                owners.resolve(text, fresh)

    def repeated() -> None:
        for _ in range(passes):
            for text in texts:
                owners.resolve(text, warm)

    def loop() -> None:
        for text in texts[:LOOPED]:
            for name in text.replace("，", "、").split("、"):
                process.extractOne(name, known, scorer=fuzz.WRatio)

    def bare() -> None:
        for _ in range(passes):
            for text in texts:
                automaton.find_matches_as_indexes(text)

    repeated()
    seconds = seconds_in_turn(5, ours, named, repeated, loop, bare)
    read = passes * len(texts)
    counts = (read, read, read, len(texts[:LOOPED]), read)
    return tuple(count / taken for count, taken in zip(counts, seconds, strict=True))


def _forgetful(book: Namebook) -> Namebook:
    """The namebook as it was built, without the names and cells it has read since."""
    return replace(book, seen={}, found={}, names={}, cells={})


def _share_open(texts: Sequence[str], book: Namebook) -> float:
    """The share of unresolved names."""
    resolutions = [owners.resolve(text, book) for text in texts]
    unresolved = sum(len(resolution.unresolved) for resolution in resolutions)
    return unresolved / (unresolved + sum(len(r.mentions) for r in resolutions))
