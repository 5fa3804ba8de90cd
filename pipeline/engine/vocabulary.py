"""All words that people keep for fenjie: the dictionaries, and the column headers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import dictionaries
from pipeline.dictionaries import Dictionaries, files
from pipeline.terms.keywords import Keywords, read_terms

_HEADERS = "headers.csv"
_TERMS = "terms.csv"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the stages look words up in. ``headers`` maps a column header to its meaning.

    ``keywords`` finds the key terms of texts; it loads its word list at the first one.
    ``digest`` is over the bytes of every file used: another word makes another snapshot.
    """

    dictionaries: Dictionaries
    headers: Mapping[str, str]
    keywords: Keywords
    digest: str


def load() -> Vocabulary:
    """The delivered vocabulary. Raises ``ConfigurationError`` that names file and line."""
    loaded = dictionaries.load()
    data = files.read_bytes(loaded.directory / _HEADERS)
    headers = {
        row.need("label"): row.need("meaning")
        for row in files.rows(data, _HEADERS, ("label", "meaning"))
    }
    terms = files.read_bytes(loaded.directory / _TERMS)
    names = [name for function in loaded.function_rows for name in (function.name, *function.stems)]
    digest = hashlib.sha256(loaded.digest.encode())
    for used in (data, terms):
        digest.update(hashlib.sha256(used).digest())
    keywords = Keywords(read_terms(terms, _TERMS), names)
    return Vocabulary(loaded, headers, keywords, digest.hexdigest())
