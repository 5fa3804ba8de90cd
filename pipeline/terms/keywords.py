"""What a task is about: the words of its text that weigh most.

Words are cut by jieba with a dictionary of the project's own terms and of the names of bodies
on top of its own, and weighed by TF-IDF (how often in the text, how rare in general), with
the frequencies that jieba ships. Same text, same words, on every machine: no guess at new
words (its HMM), ties in printed order, no cache on disk, nothing shared with other users
of jieba in the process.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, TypeAlias, cast

from pipeline.dictionaries.files import rows
from pipeline.errors import ConfigurationError
from pipeline.ink import ink
from pipeline.terms.cutting import Cutter, cutter

TermKind: TypeAlias = Literal["domain", "stop"]

_COLUMNS = ("term", "kind", "source")
# Two characters at least, no number, and a letter or Chinese character in it.
_WORD = re.compile(r"(?=.*[^\W\d_])[^\W_][\w+&.-]+")
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field (``domain``) or one that says nothing about a task (``stop``)."""

    word: str
    kind: TermKind


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What takes a second to load: the dictionary, and how rare each word is.

    ``rarity`` is 0 for a word that is no keyword; ``usual`` is that of words that it lacks.
    """

    cutter: Cutter
    rarity: dict[str, float]
    usual: float


def read_terms(data: bytes, name: str) -> tuple[Term, ...]:
    """The terms of ``terms.csv``; ``name`` is the file's, for errors.

    Raises:
        ConfigurationError: a row without a term, with another kind, or a term given twice.
    """
    terms: dict[str, Term] = {}
    for row in rows(data, name, _COLUMNS):
        word, kind = row.need("term"), row.need("kind")
        if kind not in ("domain", "stop"):
            raise ConfigurationError(
                f"{row.entry}: kind {kind} is not known; write domain or stop."
            )
        if word in terms or len(ink(word)) != len(word):
            raise ConfigurationError(
                f"{row.entry}: term {word} stands here twice or has a space; correct the line."
            )
        terms[word] = Term(word, cast("TermKind", kind))
    return tuple(terms.values())


class Keywords:
    """The keywords of texts. The word list is loaded at the first text, about a second.

    One instance for each process; a pickled one loads again where it arrives.
    """

    __slots__ = ("_loaded", "_names", "_stop", "_terms")

    def __init__(self, terms: Iterable[Term], names: Iterable[str] = ()) -> None:
        """``terms`` as of ``read_terms``; ``names`` are names of bodies, never cut apart."""
        self._terms = tuple(terms)
        self._names = tuple(sorted({ink(name) for name in names}))
        self._stop = frozenset(term.word for term in self._terms if term.kind == "stop")
        self._loaded: _Loaded | None = None

    def __reduce__(self) -> tuple[type[Keywords], tuple[tuple[Term, ...], tuple[str, ...]]]:
        return type(self), (self._terms, self._names)

    def keywords(self, text: str, n: int = 5) -> tuple[str, ...]:
        """At most ``n`` words of ``text``, the weightiest first, ties in printed order.

        White space inside a paragraph is no word boundary. Of a text beyond 20,000
        characters the rest is not looked at.
        """
        if self._loaded is None:
            self._loaded = self._load()
        loaded = self._loaded
        weights: dict[str, float] = {}
        for paragraph in text[:_MOST].split("\n"):
            for word in loaded.cutter.cut(ink(paragraph)):
                if len(word) == 1:
                    continue
                rarity = loaded.rarity.get(word)
                if rarity is None:
                    rarity = loaded.usual if _WORD.fullmatch(word) else 0.0
                if rarity:
                    weights[word] = weights.get(word, 0.0) + rarity
        # A stable sort: equal weights keep the order of first appearance.
        return tuple(sorted(weights, key=weights.__getitem__, reverse=True)[:n])

    def _load(self) -> _Loaded:
        with warnings.catch_warnings():
            # Old escapes in its source and pkg_resources: nothing that a user can mend.
            warnings.simplefilter("ignore")
            import jieba
        tokenizer = jieba.Tokenizer()
        # Its own initialize() would trust a file of anybody's in the temporary folder, write
        # one there, and log to stderr.
        with (files("jieba") / "dict.txt").open("rb") as dictionary:
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
        tokenizer.initialized = True
        domain = sorted(term.word for term in self._terms if term.kind == "domain")
        for word in (*domain, *self._names):
            if len(word) > 1:
                tokenizer.add_word(word)
        words = cutter(tokenizer.FREQ, tokenizer.total)
        del tokenizer  # half a million words that are not needed twice
        idf = (files("jieba") / "analyse" / "idf.txt").read_text("utf-8").split()
        rarity = dict(zip(idf[::2], map(float, idf[1::2]), strict=True))
        usual = sorted(rarity.values())[len(rarity) // 2]
        rarity |= dict.fromkeys(self._stop, 0.0)
        rarity |= {word: 0.0 for word in rarity if not (word.isalpha() or _WORD.fullmatch(word))}
        return _Loaded(words, rarity, usual)
