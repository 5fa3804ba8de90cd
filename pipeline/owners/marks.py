"""Marks at a name (``*``, ``★``) and what a cell says that they mean.

A mark says nothing by itself; it gives a role where the cell explains it, as in
``市公安局*、市民政局（带*为牵头单位）``.
"""

from __future__ import annotations

import re

from pipeline.records import Role

MARKS = re.compile(r"[*★☆▲△#●◆■※]+")
LAST_MARKS = re.compile(MARKS.pattern + r"\Z")
# 带*为牵头单位, 标★的为配合部门.
EXPLANATION = re.compile(
    r"[带标加打注有以为]{0,2}([*★☆▲△#●◆■※])[号者的]?[^、，；。：（）*]{0,6}?[为是系]"
    r"[^、，；。：（）]{0,4}?(牵头|主办|主责|责任|负责|配合|协办|参与)"
)
_ROLES: dict[str, Role] = {
    "牵头": "lead", "主办": "lead", "主责": "lead", "责任": "responsible", "负责": "responsible",
}  # fmt: skip


def explained(text: str) -> dict[str, Role]:
    """The role that a folded cell gives each mark it explains.

    >>> explained("市公安局*、市民政局（带*为牵头单位）")
    {'*': 'lead'}
    """
    if not MARKS.search(text):
        return {}
    return {found[1]: _ROLES.get(found[2], "support") for found in EXPLANATION.finditer(text)}
