"""Cutting a text into words: what jieba's own cut gives, for any dictionary and text."""

from __future__ import annotations

import io
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.terms.cutting import cutter

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba

_LETTERS = st.text("甲乙丙丁aB1%.", min_size=1, max_size=5)
_DICTIONARIES = st.dictionaries(_LETTERS, st.integers(0, 9), min_size=1, max_size=30)
_TEXTS = st.text("甲乙丙丁戊aB1%.，γ", max_size=30)


def _tokenizer(words: dict[str, int]) -> jieba.Tokenizer:
    lines = "".join(f"{word} {frequency} n\n" for word, frequency in words.items())
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(io.BytesIO(lines.encode()))
    tokenizer.initialized = True
    return tokenizer


@given(_DICTIONARIES.filter(lambda words: any(words.values())), _TEXTS)
def test_the_words_are_those_of_jieba(words: dict[str, int], text: str) -> None:
    """Ties, words that only begin others, Latin letters, characters that no word has."""
    tokenizer = _tokenizer(words)
    theirs = [word for word in tokenizer.cut(text, HMM=False) if word not in ("，", "γ")]
    assert cutter(tokenizer.FREQ, tokenizer.total).cut(text) == theirs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("推进联合检查。", ["推进", "联合", "检查"]),
        ("5G基站", ["5G", "基", "站"]),
        ("联\ud800合", ["联", "合"]),
        ("", []),
    ],
)
def test_a_text_is_cut(text: str, words: list[str]) -> None:
    """Unknown characters stand alone, Latin letters and digits together, signs are left out."""
    tokenizer = _tokenizer({"推进": 3, "联合": 2, "检查": 5, "查": 9})
    assert cutter(tokenizer.FREQ, tokenizer.total).cut(text) == words
