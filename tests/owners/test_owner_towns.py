"""A town named with the city above it is one body, never the city and the town."""

from __future__ import annotations

import pytest

from pipeline.owners import resolve


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("东莞市谢岗镇人民政府", "东莞市谢岗镇人民政府"),
        ("东莞市谢岗镇", "东莞市谢岗镇人民政府"),
        ("东莞市人民政府东城街道办事处", "东莞市人民政府东城街道办事处"),
        ("谢岗镇政府", "东莞市谢岗镇人民政府"),
    ],
)
def test_the_full_name_of_a_town_is_one_body(dongguan, text: str, name: str) -> None:
    (mention,) = resolve(text, dongguan).mentions
    assert (mention.surface, mention.name) == (text, name)


@pytest.mark.parametrize("text", ["杭州市谢岗镇人民政府", "惠州市公安分局东城街道办"])
def test_a_place_before_a_body_of_another_place_is_no_body(dongguan, text: str) -> None:
    assert resolve(text, dongguan).mentions == ()
