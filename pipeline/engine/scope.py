"""Which part of raw/ a run is about."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine.raw import Source, discover
from pipeline.errors import CallError, SourceError


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents and the edition a run is about; empty means all."""

    documents: frozenset[str] = frozenset()
    edition: str | None = None

    def has(self, document_id: str, edition: str | None) -> bool:
        """Whether an edition is in; one whose date is not known yet (``None``) always may be."""
        return (not self.documents or document_id in self.documents) and (
            self.edition is None or edition is None or edition == self.edition
        )


def sources_in(raw: Path, scope: Scope) -> list[Source]:
    """The sources of ``raw`` that ``scope`` asks for.

    Raises ``CallError`` where a document or the edition is not there, ``SourceError``
    (``empty_raw``) where nothing is.
    """
    sources = discover(raw)
    if not sources:
        raise SourceError(
            "empty_raw",
            str(raw),
            "There is no document in it.",
            "Put one into raw/<document>/<edition>/, or a single file into raw/.",
        )
    known = {source.document_id for source in sources}
    for name in sorted(scope.documents - known):
        raise CallError(f"{raw}: there is no document {name!r}.{_did_you_mean(name, known)}")
    chosen = [source for source in sources if scope.has(source.document_id, source.edition)]
    if not chosen:
        editions = {source.edition for source in sources if source.edition is not None}
        hint = _did_you_mean(scope.edition or "", editions)
        raise CallError(f"{raw}: there is no edition {scope.edition!r}.{hint}")
    return chosen


def _did_you_mean(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f" Did you mean {close[0]!r}?" if close else f" There are: {', '.join(sorted(known))}."
