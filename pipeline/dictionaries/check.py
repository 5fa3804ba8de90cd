"""Checks."""
from __future__ import annotations
def check() -> list[str]:
    """Problems."""
    return []
