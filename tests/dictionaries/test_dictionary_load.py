"""Loading: overriding, the digest, and errors that name file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import dictionaries, owners
from pipeline.errors import ConfigurationError
from pipeline.owners import names

ALIASES = "function_code,alias,kind,scope,valid_from,valid_to,source\n"
LOCAL = "jurisdiction,function_code,name,aliases,valid_from,valid_to,source\n"


def extra(tmp_path: Path, **files: str) -> Path:
    """A directory of dictionary files given as text."""
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_projects_own_dictionary_extends_the_delivered_one(tmp_path: Path) -> None:
    own = extra(tmp_path, aliases=ALIASES + "education,学堂办公室,short,441900,,,test\n")
    known = dictionaries.load(extra=[own])
    book = names.build(known, "441900", "2021")
    (mention,) = owners.resolve("市学堂办公室", book).mentions
    assert mention.bureau_id == "441900:education"
    elsewhere = names.build(known, "440100", "2021")
    assert owners.resolve("市学堂办公室", elsewhere).mentions == ()


def test_a_projects_own_entry_replaces_the_delivered_one(tmp_path: Path) -> None:
    own = extra(tmp_path, aliases=ALIASES + "data,政数局,short,,,,test\n")
    known = dictionaries.load(extra=[own])
    book = names.build(known, "330100", "2021")
    assert owners.resolve("市政数局", book).mentions[0].bureau_id == "330100:data"


def test_a_local_body_is_known_in_its_own_place(tmp_path: Path) -> None:
    row = "330100,park-committee.high-tech,杭州未来科技城管理委员会,未来科技城管委会,,,test\n"
    known = dictionaries.load(extra=[extra(tmp_path, local=LOCAL + row)])
    (mention,) = owners.resolve("未来科技城管委会", names.build(known, "330100", "2021")).mentions
    assert mention.name == "杭州未来科技城管理委员会"


def test_the_digest_follows_the_bytes_of_the_files(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(dictionaries.default_directory(), copy)
    first = dictionaries.load(copy)
    assert first.digest == dictionaries.load().digest
    with (copy / "aliases.csv").open("a", encoding="utf-8") as lines:
        lines.write("education,学堂办公室,short,,,,test\n")
    assert dictionaries.load(copy).digest != first.digest


@pytest.mark.parametrize(
    ("name", "text", "place", "word"),
    [
        ("aliases", ALIASES + "education,学堂,short,,2021年,,t\n", "aliases.csv:2", "2021年"),
        ("aliases", ALIASES + "education,学堂,short,X9,,,t\n", "aliases.csv:2", "X9"),
        ("aliases", ALIASES + "education,,short,,,,t\n", "aliases.csv:2", "alias"),
        ("aliases", ALIASES + "education,{Q}学堂,short,,,,t\n", "aliases.csv:2", "{Q}"),
        ("aliases", ALIASES + "education,学堂,short\n", "aliases.csv:2", "columns"),
        ("aliases", "function_code,alias\n", "aliases.csv:1", "kind"),
        ("aliases", "", "aliases.csv:1", "missing"),
        ("local", LOCAL + "\n\n441900,education\n", "local.csv:4", "columns"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line(
    name: str, text: str, place: str, word: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        dictionaries.load(extra=[extra(tmp_path, **{name: text})])
    assert place in str(caught.value)
    assert word in str(caught.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_bytes((ALIASES + "education,学堂,short,,,,t\n").encode("gbk"))
    with pytest.raises(ConfigurationError, match=r"aliases\.csv:2: not UTF-8"):
        dictionaries.load(extra=[tmp_path])


def test_a_byte_order_mark_and_empty_rows_are_no_fault(tmp_path: Path) -> None:
    text = "\ufeff" + ALIASES + ",,,,,,\n\neducation,学堂办公室,short,,,,t\n"
    known = dictionaries.load(extra=[extra(tmp_path, aliases=text)])
    assert "学堂办公室" in known.forms


def test_a_missing_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such dictionary directory"):
        dictionaries.load(extra=[tmp_path / "none"])


def test_a_damaged_town_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "towns.csv.gz").write_bytes(b"no gzip")
    with pytest.raises(ConfigurationError, match=r"towns\.csv\.gz"):
        dictionaries.load(extra=[tmp_path])
