"""How a reader tells of each page that it has read, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

# How a page was read; again: what is on it was read on one before.
PageKind: TypeAlias = Literal["text", "recognised", "again"]
# What came of a page, and of how many characters on it the reader is sure.
PageTold: TypeAlias = Callable[[PageKind, int], None]


def nobody(kind: PageKind, characters: int) -> None:
    """Nobody waits."""
