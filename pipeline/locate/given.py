"""Meanings that a person gave for one document, told apart from those of the dictionary."""

from __future__ import annotations


class Given(str):
    """A meaning from ``[columns]`` of document.toml: no cell and no neighbour overrules it."""

    __slots__ = ()
