"""Title, place and year of a document, told by what stands around its tables."""

from __future__ import annotations

from pathlib import Path

import pipeline

PAGE = """<html><body><p align=center>2024年拉萨市城关区人大代表建议交办表</p><table>
<tr><td>序号</td><td>建议名称</td><td>内容摘要</td><td>主办单位</td></tr>
<tr><td>1</td><td>增设公交站点</td><td>2023年林芝市增设站点实施方案</td><td>区交通运输局</td></tr>
<tr><td>2</td><td>规范养犬</td><td>制定养犬管理办法</td><td>区城管局</td></tr></table></body></html>"""


def test_cells_of_tasks_are_no_title(tmp_path: Path) -> None:
    """A column that is kept outside holds words of titles, and another place and year."""
    page = tmp_path / "table.html"
    page.write_text(PAGE, encoding="utf-8")
    document = pipeline.extract_file(page)["document"]
    assert document["title"] == "2024年拉萨市城关区人大代表建议交办表"
    assert (document["jurisdiction"], document["date"]) == ("540102", "2024")
