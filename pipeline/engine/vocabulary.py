"""All words that people keep for fenjie: the dictionaries, and the column headers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import dictionaries
from pipeline.dictionaries import Dictionaries, files

_HEADERS = "headers.csv"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the stages look words up in. ``headers`` maps a column header to its meaning.

    ``digest`` is over the bytes of every file used: another word makes another snapshot.
    """

    dictionaries: Dictionaries
    headers: Mapping[str, str]
    digest: str


def load() -> Vocabulary:
    """The delivered vocabulary. Raises ``ConfigurationError`` that names file and line."""
    loaded = dictionaries.load()
    data = files.read_bytes(loaded.directory / _HEADERS)
    headers = {
        row.need("label"): row.need("meaning")
        for row in files.rows(data, _HEADERS, ("label", "meaning"))
    }
    digest = hashlib.sha256(loaded.digest.encode() + hashlib.sha256(data).digest()).hexdigest()
    return Vocabulary(loaded, headers, digest)
