"""Owner cells to measure with: the real table's, and many more written as that one writes.

A real table has few distinct cells (67 here) and repeats its names in them. To see what a
large job costs, cells are made: as many names in each as in the real ones; names of Dongguan's
bodies in full or short, the first of them often and most of them seldom; every twentieth name
is one that no dictionary lists (the share of running mentions that public tables left open);
every tenth cell has role words, every fiftieth lost a separator or ends in one.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bench.documents import source
from pipeline import extract

_WITH_ROLES = ("{}牵头，{}配合", "牵头单位：{}；配合单位：{}", "由{}会同{}负责", "{}（牵头）、{}")
_UNLISTED = ("{}化工研究院", "市{}项目专班", "{}投资有限公司", "{}街道综合服务大厅", "市{}产业园")
_PLACES = ("松山湖", "水乡", "滨海湾", "银瓶", "同沙", "道滘", "虎门", "长安", "厚街", "寮步")


def real_cells() -> list[str]:
    """The distinct texts of the real table's last column, paragraphs joined, in order."""
    [table] = extract.read(source(".docx")).tables
    cells = (cell for cell in table.cells if cell.column == table.columns - 1 and cell.row)
    return list(dict.fromkeys(text for cell in cells if (text := cell.text.replace("\n", ""))))


def made_cells(count: int, listed: Sequence[str]) -> list[str]:
    """So many distinct cells, the same for the same names; see the module for how."""
    random = Random(3)
    names = random.sample(listed, len(listed))
    weights = [1 / rank for rank in range(1, len(names) + 1)]
    unlisted = [text.format(place) for text in _UNLISTED for place in _PLACES]
    sizes = [text.count("、") + text.count("，") + 1 for text in real_cells()]
    cells: dict[str, None] = {}
    while len(cells) < count:
        size = random.choice(sizes)
        drawn = list(dict.fromkeys(random.choices(names, weights, k=size)))
        drawn = [random.choice(unlisted) if random.random() < 0.05 else name for name in drawn]
        text = "、".join(drawn)
        kind = random.random()
        if kind < 0.1 and len(drawn) > 1:
            text = random.choice(_WITH_ROLES).format(drawn[0], "、".join(drawn[1:]))
        elif kind < 0.11:
            text += "、"
        elif kind < 0.12:
            text = text.replace("、", "", 1)
        cells[text] = None
    return list(cells)
