"""The best pairing of a few rows with a few rows: the assignment of greatest total weight.

The method of Kuhn and Munkres with potentials and shortest augmenting paths, O(n²m), on
whole numbers, so that no rounding decides. Blocks are small (the rows between two anchors
that resemble each other), and a solver library would be a heavier dependency than this page.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

# Above this many rows a component is paired greedily: best pair first. See docs/decisions/0007.
LARGEST = 300


def assign(weights: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """The pairs (old, new) of greatest total weight; each index at most once, in order.

    ``weights`` are positive whole numbers below 2**50; pairs that are not in it are never made.
    """
    found: list[tuple[int, int]] = []
    for component in _components(weights):
        if len(component) == 1:
            found += component
        else:
            olds = sorted({old for old, _ in component})
            news = sorted({new for _, new in component})
            if max(len(olds), len(news)) > LARGEST:
                found += _greedy(component, weights)
            else:
                found += _optimal(olds, news, component, weights)
    return sorted(found)


def _components(weights: Mapping[tuple[int, int], int]) -> list[list[tuple[int, int]]]:
    """The pairs, grouped so that no row is in two groups."""
    root: dict[tuple[int, int], tuple[int, int]] = {}

    def find(node: tuple[int, int]) -> tuple[int, int]:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for old, new in weights:
        root[find((0, old))] = find((1, new))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pair in sorted(weights):
        groups.setdefault(find((0, pair[0])), []).append(pair)
    return list(groups.values())


def _greedy(
    component: list[tuple[int, int]], weights: Mapping[tuple[int, int], int]
) -> list[tuple[int, int]]:
    olds: set[int] = set()
    news: set[int] = set()
    found = []
    for old, new in sorted(component, key=lambda pair: -weights[pair]):
        if old not in olds and new not in news:
            olds.add(old)
            news.add(new)
            found.append((old, new))
    return found


def _optimal(
    olds: list[int],
    news: list[int],
    component: list[tuple[int, int]],
    weights: Mapping[tuple[int, int], int],
) -> list[tuple[int, int]]:
    # Square, with a stand-in for each row: to stay alone costs nothing.
    size = len(olds) + len(news)
    cost = np.zeros((size, size), dtype=np.int64)
    row_of = {old: place for place, old in enumerate(olds)}
    column_of = {new: place for place, new in enumerate(news)}
    cost[: len(olds), : len(news)] = 1  # worse than to stay alone
    for pair in component:
        cost[row_of[pair[0]], column_of[pair[1]]] = -weights[pair]
    matched = _solve(cost)
    pairs = ((olds[row], news[c]) for row, c in enumerate(matched[: len(olds)]) if c < len(news))
    return [pair for pair in pairs if pair in weights]


def _solve(cost: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> list[int]:
    """For each row of a square matrix its column, at least total cost."""
    size = len(cost)
    far = np.iinfo(np.int64).max // 4
    row_price = np.zeros(size + 1, dtype=np.int64)
    column_price = np.zeros(size + 1, dtype=np.int64)
    row_at = np.full(size + 1, -1, dtype=np.int64)  # the row matched to each column; last: none
    for row in range(size):
        row_at[size] = row
        column = size
        distance = np.full(size, far, dtype=np.int64)
        before = np.full(size, size, dtype=np.int64)
        seen = np.zeros(size + 1, dtype=bool)
        while row_at[column] >= 0:
            seen[column] = True
            here = row_at[column]
            reduced = cost[here] - row_price[here] - column_price[:size]
            shorter = ~seen[:size] & (reduced < distance)
            distance[shorter] = reduced[shorter]
            before[shorter] = column
            open_columns = np.where(seen[:size], far, distance)
            nearest = int(open_columns.argmin())
            step = open_columns[nearest]
            row_price[row_at[seen]] += step
            column_price[seen] -= step
            distance[~seen[:size]] -= step
            column = nearest
        while column != size:
            row_at[column] = row_at[before[column]]
            column = int(before[column])
    matched = [0] * size
    for column in range(size):
        matched[int(row_at[column])] = column
    return matched
