"""The check refuses what would make a name mean two bodies, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import dictionaries

FUNCTIONS = (
    "function_code,name_zh,branch,prefix_rule,levels,level_suffixes,stems,short_stems,identity,"
    "also_covers,valid_from,valid_to\n"
)
ALIASES = "function_code,alias,kind,scope,valid_from,valid_to\n"
REFORMS = "old_function,new_function,date,reform\n"
LOCAL = "jurisdiction,function_code,name,aliases,valid_from,valid_to\n"
MEMBERS = "function_code,scope,members,valid_from,valid_to\n"
ROLES = "word,kind,role\n"
DECISIONS = "surface,scope,bureau_id,who,when,why,context\n"


def problems(directory: Path, **files: str) -> list[str]:
    """What check says of the delivered dictionaries with ``files`` put on top."""
    for name, text in files.items():
        path = directory / f"{name.replace('__', '/')}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return dictionaries.check(dictionaries.load(extra=[directory]))


def test_the_delivered_dictionaries_are_sound() -> None:
    assert dictionaries.check(dictionaries.load()) == []


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        (
            {"aliases": ALIASES + "finance,教育局,short,,,\n"},
            "aliases.csv:2",
            "教育局 names finance here and education in functions.csv",
        ),
        (
            {"aliases": ALIASES + "finance,学堂,short,,,\neducation,学堂,short,C,,\n"},
            "aliases.csv:3",
            "学堂 names education here and finance in aliases.csv:2",
        ),
        (
            {"aliases": ALIASES + "finance,学堂,short,,2010,2015\nfinance,学堂,short,,2013,2018\n"},
            "aliases.csv:3",
            "overlapping dates",
        ),
        ({"aliases": ALIASES + "no-such,学堂,short,,,\n"}, "aliases.csv:2", "no-such"),
        ({"aliases": ALIASES + "finance,学堂,nice,,,\n"}, "aliases.csv:2", "kind nice"),
        (
            {"aliases": ALIASES + "rail-transit,学堂,short,T,,\n"},
            "aliases.csv:2",
            "no name can come of it",
        ),
        ({"aliases": ALIASES + "finance,学堂,short,,2015,2010\n"}, "aliases.csv:2", "turn them"),
        ({"reforms": REFORMS + "finance,no-such,2018,r\n"}, "reforms.csv:2", "no-such"),
        (
            {"reforms": REFORMS + "finance,justice,2018,r\njustice,finance,2019,r\n"},
            "reforms.csv:2",
            "go round",
        ),
        (
            {"local": LOCAL + "441900,finance,甲财局,,2010,\n441900,finance,乙财局,,2012,\n"},
            "local.csv:3",
            "two official names",
        ),
        (
            {"local": LOCAL + "441900,finance,东莞市财局,甲局,,\n441900,audit,东莞市审局,甲局,,\n"},
            "local.csv:3",
            "is a name of 441900:audit",
        ),
        ({"local": LOCAL + "999999,finance,某市财局,,,\n"}, "local.csv:2", "999999"),
        ({"collectives": MEMBERS + "all-counties,,planets,,\n"}, "collectives.csv:2", "planets"),
        ({"roles": ROLES + "领衔,verb,boss\n"}, "roles.csv:2", "boss"),
        (
            {"functions": FUNCTIONS + "x,某局,government,odd,C,局,某,,single,,,\n"},
            "functions.csv:2",
            "prefix_rule odd",
        ),
        (
            {"functions": FUNCTIONS + "x,某厅,government,gov,C,厅,某,,single,,,\n"},
            "functions.csv:2",
            "none of the levels",
        ),
        (
            {"functions": FUNCTIONS + "x,某局,government,gov,C,局,某,,single,,,\n" * 2},
            "functions.csv:2",
            "2 times",
        ),
        (
            {"decisions__a": DECISIONS + "甲局,,441900:no-such,w,2024-01-01,y,\n"},
            "decisions/a.csv:2",
            "no-such",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_and_line(
    files: dict[str, str], place: str, words: str, tmp_path: Path
) -> None:
    found = [p for p in problems(tmp_path, **files) if p.startswith(f"{place}:")]
    assert any(words in problem for problem in found), found


def test_an_alias_may_change_hands_at_a_reform(tmp_path: Path) -> None:
    """Dates that follow each other are no conflict."""
    text = ALIASES + "finance,学堂办,short,,,2018-10\neducation,学堂办,short,,2018-10,\n"
    assert problems(tmp_path, aliases=text) == []


def test_a_narrower_scope_goes_before_a_wider_one(tmp_path: Path) -> None:
    text = ALIASES + "finance,学堂办,short,,,\neducation,学堂办,short,44,,\n"
    assert problems(tmp_path, aliases=text) == []
