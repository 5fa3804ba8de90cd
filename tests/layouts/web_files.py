"""Layouts that only web pages and spreadsheets have."""

from __future__ import annotations

from layouts.layout import Layout
from layouts.writers import workbook

_ROWS = (
    "<tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>"
    "<tr><td>1</td><td>疏浚运河。</td><td>市水利局</td></tr>"
    "<tr><td>2</td><td>修葺城墙。</td><td>市文物局</td></tr>"
)
_TASKS = """
    1.1 | - | 疏浚运河。 | 市水利局
    2.1 | - | 修葺城墙。 | 市文物局
"""


def _page(body: str, charset: str = "utf-8") -> bytes:
    head = f'<head><meta charset="{charset}"><title>窗口名</title></head>'
    return f"<html>{head}<body>{body}</body></html>".encode(charset)


def _web(name: str, trait: str, place: str, page: bytes, tasks: str, **more: object) -> Layout:
    made = {"html": page}
    return Layout(name, trait, place, "", tasks, formats="html", made=made, **more)  # type: ignore[arg-type]


def _cell(name: str, text: str) -> str:
    if text.replace(".", "").isdigit():
        return f'<c r="{name}"><v>{text}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'


def _row(number: int, *texts: str, more: str = "") -> str:
    cells = "".join(_cell(f"{chr(65 + i)}{number}", text) for i, text in enumerate(texts) if text)
    return f'<row r="{number}"{more}>{cells}</row>'


def _book(name: str, trait: str, place: str, *sheets: str, tasks: str, **more: object) -> Layout:
    made = {"xlsx": workbook([f"<sheetData>{sheet}</sheetData>" for sheet in sheets])}
    return Layout(name, trait, place, "", tasks, formats="xlsx", made=made, **more)  # type: ignore[arg-type]


LAYOUTS = (
    _web(
        "web-page-in-a-layout-table",
        "a saved government page: navigation and footer in a table that only lays out",
        "徐州市",
        _page(
            "<table width=100%><tr><td><a href=#>首页</a> | \
                <a href=#>政务公开</a></td></tr><tr><td>"
            f"<h1>徐州市重点任务清单</h1><table border=1>{_ROWS}</table></td></tr>"
            "<tr><td>主办单位：市政府办公室</td></tr></table>"
            "<script>var a = '<td>1</td>';</script>"
        ),
        _TASKS,
        outside=("徐州市重点任务清单", "主办单位：市政府办公室"),
    ),
    _web(
        "web-page-in-gb18030",
        "an old page in GB2312 with &nbsp; inside header words, <br> and entities in cells",
        "徐州市",
        _page(
            "<table><tr><td>序&nbsp;号</td><td>任务项目</td><td>任务分解</td>"
            "<td>责任&nbsp;&nbsp;单位</td></tr>"
            "<tr><td rowspan=2>1</td><td rowspan=2>改造棚户区</td><td>签约&ldquo;清零&rdquo;。"
            "<br>拆除危房。</td><td>市住建局、<br>市财政局</td></tr>"
            "<tr><td>安置群众&#12290;</td><td>市住建局</td></tr></table>",
            "gb2312",
        ),
        """
        1.1 | 改造棚户区 | 签约“清零”。¶拆除危房。 | 市住建局、市财政局
        1.2 | 改造棚户区 | 安置群众。 | 市住建局
        """,
    ),
    _web(
        "web-prose-in-divisions",
        "a task list without a table on a page of divs and line breaks",
        "徐州市",
        _page(
            "<div class=nav>首页</div><div><div>一、生态</div><div>1．复绿采石场。<br>"
            "（责任单位：市自然资源和规划局）</div><div>2．治理故黄河。（责任单位：市水务局）</div></div>"
        ),
        """
        1.1 | - | 复绿采石场。 | 市自然资源和规划局 | section=一、生态
        2.1 | - | 治理故黄河。 | 市水务局 | section=一、生态
        """,
        outside=("首页",),
    ),
    _web(
        "web-table-with-broken-markup",
        "no closing tags, a thead, an empty row, spans that reach too far",
        "徐州市",
        _page(
            "<table><thead><tr><th>任务项目<th>任务分解<th>责任单位</thead><tbody>"
            "<tr><td rowspan=9>1．培育工程机械。<td>建设园区。<td>市工信局<tr>"
            "<td>引进人才。<td>市人社局</table>"
        ),
        """
        1.1 | 培育工程机械 | 建设园区。 | 市工信局
        1.2 | 培育工程机械 | 引进人才。 | 市人社局
        """,
    ),
    _book(
        "sheets-of-several-kinds",
        "several sheets: a cover, two task lists and one of contacts; the header is not on top",
        "曲靖市",
        _row(1, "曲靖市重点任务")
        + _row(4, "编号", "工作事项", "责任单位")
        + _row(5, "1", "改造矿区铁路。", "市发展改革委"),
        _row(2, "", "序号", "工作任务", "责任单位")
        + _row(3, "", "2", "种植魔芋。", "市农业农村局"),
        _row(1, "姓名", "电话") + _row(2, "保某", "0005"),
        tasks="""
        1.1 | - | 改造矿区铁路。 | 市发展改革委
        2.1 | - | 种植魔芋。 | 市农业农村局
        """,
        others=1,
        outside=("曲靖市重点任务", "保某"),
    ),
    _book(
        "sheet-with-hidden-rows",
        "a hidden row is no task but is reported as a removal",
        "曲靖市",
        _row(1, "序号", "工作任务", "责任单位", "完成时限")
        + _row(2, "1", "修缮会泽会馆。", "市文旅局", "年底")
        + _row(3, "2", "作废的任务。", "市财政局", "年底", more=' hidden="1"')
        + _row(4, "2", "保护珠江源。", "市水务局", "长期"),
        tasks="""
        1.1 | - | 修缮会泽会馆。 | 市文旅局 | deadline=年底
        2.1 | - | 保护珠江源。 | 市水务局 | deadline=长期
        """,
        removed=("hidden_row",),
    ),
)
