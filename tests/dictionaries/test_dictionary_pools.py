"""Names by their characters: nothing that is near is left out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from pipeline.dictionaries.pools import pool

texts = st.text(alphabet="市公安局委办理", max_size=8)


@given(st.lists(texts, max_size=30), texts, st.integers(0, 4))
@settings(max_examples=300, deadline=None)
def test_whatever_is_within_some_edits_shares_enough(
    names: list[str], text: str, edits: int
) -> None:
    near = [name for name in names if OSA.distance(text, name) <= edits]
    sharing = pool(names).sharing(text, lambda longer: longer - edits)
    assert [name for name in sharing if OSA.distance(text, name) <= edits] == near


def test_a_name_shares_a_character_as_often_as_both_have_it() -> None:
    names = pool(["市市场", "市场局", "场", "", "公安"])
    assert names.sharing("市市", lambda _: 2) == ["市市场"]
    assert names.sharing("市市", lambda _: 1) == ["市市场", "市场局"]
    assert names.sharing("市市", lambda _: 0) == ["市市场", "市场局", "场", "", "公安"]
    assert names.sharing("市市", lambda _: 3) == []
