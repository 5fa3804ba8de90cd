"""The table over a published document that files it: 索引号, 发布机构, 成文日期, 文号, 有效性.

Government web sites set it above every document. Its labels read like those of a turned task
table (发布机构: a body, 名称: what is to be done); what it says is about the document.
"""

from __future__ import annotations

import re

from pipeline.ink import ink
from pipeline.records import Table

# What a catalogue of open government information names of each document: first what it names
# of documents alone.
_OF_DOCUMENTS = re.compile(
    r"(?:信息)?索[引取]号|统一(?:编号|登记号)|[发公]?文(?:字?号|编号)|(?:发文|制发)机关|发布机构|成文日期"
    r"|主题分类|有效性|效力状态"
)
_OF_FILES = re.compile(
    r"(?:信息|体裁|组配|服务对象)?分类|信息类别|公文种类|文种|(?:发文|发布)单位|公开机构|(?:信息)?来源|(?:公开)?责任部门"
    r"|(?:生成|发文|发布|印发|公开|生效|失效|废止)[日时][期间]|有效期|(?:信息|文件|公文)?名称|标题|内容概述"
    r"|时效性|是否有效|主题词|关键[词字]|公开(?:方式|范围|形式|属性)"
)
_FEWEST, _MOST_ROWS = 3, 15


def files_a_document(table: Table) -> bool:
    """Whether a table is about the document: most of its labels are those of a catalogue.

    At least three, two of them of documents alone, and about as many as there are values.
    """
    if table.rows > _MOST_ROWS:
        return False
    printed = [re.split("[：:]", ink(cell.text))[0] for cell in table.cells if ink(cell.text)]
    own = sum(1 for text in printed if _OF_DOCUMENTS.fullmatch(text))
    labels = own + sum(1 for text in printed if _OF_FILES.fullmatch(text))
    return labels >= _FEWEST and own > 1 and 2 * labels >= len(printed) - 1
