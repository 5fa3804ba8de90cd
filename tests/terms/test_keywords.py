"""Keywords: the field's own words, the same on every run, and nothing shared with others."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ConfigurationError
from pipeline.ink import ink
from pipeline.terms.keywords import Keywords, Term, read_terms

NAMES = ("市消防救援支队", "市住房和城乡建设局", "市消安委办")


@pytest.fixture(scope="module")
def terms(project_root: Path) -> tuple[Term, ...]:
    """The terms of the project's own dictionary."""
    path = project_root / "dictionaries" / "terms.csv"
    return read_terms(path.read_bytes(), path.name)


@pytest.fixture(scope="module")
def words(terms: tuple[Term, ...]) -> Keywords:
    """The project's terms and a few bodies."""
    return Keywords(terms, NAMES)


@pytest.mark.parametrize(
    ("text", "keywords"),
    [
        ("强化失信惩戒。", ("失信惩戒",)),
        ("依托一体化政务服务平台。", ("一体化政务服务平台",)),
        ("加强和规范事中事后监管。", ("事中事后监管",)),
        ("推进“双随机、一公开”监管。", ("双随机", "一公开", "监管")),
        ("由市消防救援支队开展。", ("市消防救援支队",)),
        ("推进落实有关工作，加强管理。", ()),
        ("到2022年底达到100%。", ()),
        ("", ()),
        ("。、\n\u3000", ()),
    ],
)
def test_a_task_is_about(words: Keywords, text: str, keywords: tuple[str, ...]) -> None:
    """Terms and names stay whole; what stands in every task is left out."""
    assert words.keywords(text) == keywords


def test_what_is_said_often_comes_first(words: Keywords) -> None:
    """Equal words in printed order; a repeated one before them."""
    assert words.keywords("区块链。物联网。") == tuple(reversed(words.keywords("物联网。区块链。")))
    assert words.keywords("区块链，物联网，云计算，物联网。")[0] == "物联网"


def test_no_more_than_asked_for(words: Keywords) -> None:
    """The first n of the same order."""
    text = "消防救援机构对公众聚集场所、高层建筑、消防产品、火灾隐患和行业协会开展监督抽查。"
    assert words.keywords(text, 3) == words.keywords(text, 5)[:3]
    assert len(words.keywords(text)) == 5
    assert words.keywords(text, 0) == ()


def test_a_wrapped_word_is_one_word_and_a_paragraph_ends_one(words: Keywords) -> None:
    """Spaces of the print are no word boundary, a line feed is."""
    assert words.keywords("失信 惩戒") == ("失信惩戒",)
    assert "失信惩戒" not in words.keywords("失信\n惩戒")


def test_the_order_of_the_dictionary_changes_nothing(terms: tuple[Term, ...]) -> None:
    """Terms and names come from files and sets: their order is chance."""
    text = "市消防救援支队对公众聚集场所落实告知承诺制，强化失信惩戒和事中事后监管。"
    forward = Keywords(terms, NAMES).keywords(text)
    assert Keywords(reversed(terms), reversed(NAMES)).keywords(text) == forward


def test_a_pickled_one_works_where_it_arrives(words: Keywords) -> None:
    """Worker processes get the terms, not half a million loaded words."""
    words.keywords("预热")
    packed = pickle.dumps(words)
    assert len(packed) < 100_000
    assert pickle.loads(packed).keywords("强化失信惩戒。") == ("失信惩戒",)


def test_nothing_is_loaded_before_the_first_text_and_nothing_shared(tmp_path: Path) -> None:
    """Import and construction are free; no log line, no file, no word in jieba's own tokenizer."""
    code = (
        "import sys\n"
        "from pipeline.terms.keywords import Keywords, Term\n"
        "words = Keywords([Term('失信惩戒', 'domain')])\n"
        "assert 'jieba' not in sys.modules\n"
        "assert words.keywords('强化失信惩戒') == ('失信惩戒', '强化')\n"
        "import jieba\n"
        "assert not jieba.dt.initialized\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-W", "error", "-c", code]
    run = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_no_cache_of_others_is_read(
    terms: tuple[Term, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word list that somebody put into the temporary folder is not trusted."""

    def refuse() -> str:
        raise AssertionError("the temporary folder was asked for")

    monkeypatch.setattr(tempfile, "gettempdir", refuse)
    assert Keywords(terms).keywords("强化失信惩戒。") == ("失信惩戒",)


def test_nothing_is_logged(terms: tuple[Term, ...], caplog: pytest.LogCaptureFixture) -> None:
    """jieba reports its loading to stderr by itself."""
    with caplog.at_level(logging.DEBUG):
        Keywords(terms).keywords("强化失信惩戒。")
    assert caplog.records == []


def test_the_dictionary_holds_both_kinds_and_whole_words(terms: tuple[Term, ...]) -> None:
    """No term with a sign at which words are cut: it would never be found."""
    kinds = {term.kind for term in terms}
    assert kinds == {"domain", "stop"}
    assert sum(term.kind == "domain" for term in terms) >= 300
    assert [term.word for term in terms if set(term.word) & set("、，。；：（）“”《》")] == []


@pytest.mark.parametrize("term", ["失信惩戒", "事中事后监管", "12345热线", "互联网+监管", "5G"])
def test_every_kind_of_term_is_found_whole(words: Keywords, term: str) -> None:
    """Letters, digits and + in a term are no boundary either."""
    assert words.keywords(f"推进{term}工作。")[0] == term


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("失信惩戒,word,", "terms.csv:3: kind word is not known"),
        (",stop,", "terms.csv:3: column term is empty"),
        ("以及,domain,", "terms.csv:3: term 以及 stands here twice"),
        ("失信 惩戒,domain,", "terms.csv:3: term 失信 惩戒"),
    ],
)
def test_a_wrong_line_is_named(line: str, message: str) -> None:
    """File and line, what is wrong, what to do."""
    data = f"term,kind,source\n以及,stop,general\n{line}\n".encode()
    with pytest.raises(ConfigurationError, match=message):
        read_terms(data, "terms.csv")


@settings(max_examples=60)
@given(st.text(), st.integers(0, 8))
def test_any_text_gives_words_of_its_own(words: Keywords, text: str, n: int) -> None:
    """No crash; different words that stand in the text; the same answer twice."""
    found = words.keywords(text, n)
    assert found == words.keywords(text, n)
    assert len(found) <= n
    assert len(set(found)) == len(found)
    assert all(word in ink(text) for word in found)
