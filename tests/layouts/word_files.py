"""Layouts that only Word has, set by hand in raw XML."""

from __future__ import annotations

from layouts.layout import Layout
from word_xml import docx, level, lists, np, p, r, sdt, tbl, tc, tr

_HEADER = tr("任务项目", "任务分解", "责任单位")
_TOP, _BELOW = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def _word(name: str, trait: str, place: str, document: bytes, tasks: str, **more: object) -> Layout:
    made = {"docx": document}
    return Layout(name, trait, place, "", tasks, formats="docx", made=made, **more)  # type: ignore[arg-type]


def _across(text: str, columns: int = 3) -> str:
    return tr(tc(text, f"<w:gridSpan w:val='{columns}'/>"))


def _field(shown: str) -> str:
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in kinds)
    return f"{begin}<w:r><w:instrText>REF x</w:instrText></w:r>{separate}{r(shown)}{end}"


def _box(content: str) -> str:
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


LAYOUTS = (
    _word(
        "word-automatic-numbers",
        "1．2．3． are automatic: they are not in the text, yet they number the items",
        "保山市",
        docx(
            tbl(
                _HEADER,
                tr(tc(np("保护高黎贡山。"), _TOP), "巡护边界。", "市林草局"),
                tr(tc("", _BELOW), "救助野象。", "市林草局"),
                tr(tc(np("发展小粒咖啡。")), "建设庄园。", "市农业农村局"),
            ),
            numbering=lists(level(0, "%1．")),
        ),
        """
        1.1 | 保护高黎贡山 | 巡护边界。 | 市林草局
        1.2 | 保护高黎贡山 | 救助野象。 | 市林草局
        2.1 | 发展小粒咖啡 | 建设庄园。 | 市农业农村局
        """,
    ),
    _word(
        "word-automatic-chinese-numbers",
        "automatic 一、 on section rows, （一） on the items, and an empty numbered 序号",
        "保山市",
        docx(
            tbl(
                tr("序号", "重点任务", "具体措施", "责任单位"),
                tr(tc(np("边境贸易", use=1), "<w:gridSpan w:val='4'/>")),
                tr(tc(np(use=3)), "扩大互市", "建设市场。", "市商务局"),
                tr(tc(np(use=3)), "便利通关", "延长时间。", "腾冲海关"),
                tr(tc(np("文化旅游", use=1), "<w:gridSpan w:val='4'/>")),
                tr(tc(np(use=3)), "修缮古镇", "整治立面。", "市住建局"),
            ),
            numbering=lists(
                level(0, "%1、", "chineseCountingThousand"),
                uses="<w:abstractNum w:abstractNumId='8'>"
                + level(0, "（%1）", "chineseCounting")
                + "</w:abstractNum>"
                "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
                "<w:num w:numId='3'><w:abstractNumId w:val='8'/></w:num>",
            ),
        ),
        """
        1.1 | 扩大互市 | 建设市场。 | 市商务局 | section=一、边境贸易
        2.1 | 便利通关 | 延长时间。 | 腾冲海关 | section=一、边境贸易
        3.1 | 修缮古镇 | 整治立面。 | 市住建局 | section=二、文化旅游
        """,
    ),
    _word(
        "word-content-controls",
        "cells, rows and paragraphs wrapped in content controls",
        "文山州",
        docx(
            sdt(
                tbl(
                    _HEADER,
                    sdt(tr("1．种植三七。", "认定基地。", "州农业农村局")),
                    tr("2．改造石漠化。", sdt(tc("封山育林。")), tc(sdt(p("州林草局")))),
                )
            )
        ),
        """
        1.1 | 种植三七 | 认定基地。 | 州农业农村局
        2.1 | 改造石漠化 | 封山育林。 | 州林草局
        """,
    ),
    _word(
        "word-rows-that-start-late",
        "w:gridBefore leaves out the first column: the title above goes on",
        "文山州",
        docx(
            tbl(
                _HEADER,
                tr("1．整治矿洞。", "封堵洞口。", "州自然资源局"),
                tr("清运废渣。", "州生态环境局", properties="<w:gridBefore w:val='1'/>"),
                tr("2．扶持刺绣。", "培训绣娘。", "州妇联"),
            )
        ),
        """
        1.1 | 整治矿洞 | 封堵洞口。 | 州自然资源局
        1.2 | 整治矿洞 | 清运废渣。 | 州生态环境局
        2.1 | 扶持刺绣 | 培训绣娘。 | 州妇联
        """,
    ),
    _word(
        "word-tracked-changes",
        "insertions and moves are read, deletions and whole deleted rows are removals",
        "怒江州",
        docx(
            tbl(
                _HEADER,
                tr(
                    "1．搬迁群众。",
                    tc(
                        f"<w:p>{r('建设')}<w:del w:id='1'><w:r><w:delText>5个</w:delText></w:r>"
                        f"</w:del><w:ins w:id='2'>{r('6个')}</w:ins>{r('安置点。')}</w:p>"
                    ),
                    "州发展改革委",
                ),
                tr(
                    "2．旧的一行。",
                    "旧的措施。",
                    "州财政局",
                    properties="<w:del w:id='3'/>",
                ),
                tr(
                    "2．架设索桥。",
                    "加固桩基。",
                    tc(f"<w:p><w:moveTo w:id='4'>{r('州交通局')}</w:moveTo></w:p>"),
                ),
            )
        ),
        """
        1.1 | 搬迁群众 | 建设6个安置点。 | 州发展改革委
        2.1 | 架设索桥 | 加固桩基。 | 州交通局
        """,
        removed=("tracked_deletion",),
    ),
    _word(
        "word-table-in-a-text-box",
        "the table stands in a text box, which Word stores twice",
        "怒江州",
        docx(p("附件") + _box(tbl(_HEADER, tr("1．保护峡谷。", "关停电站。", "州水利局")))),
        """
        1.1 | 保护峡谷 | 关停电站。 | 州水利局
        """,
        outside=("附件",),
    ),
    _word(
        "word-nested-table",
        "the task table stands in a cell of a table that only lays out the page",
        "临沧市",
        docx(
            tbl(
                tr(
                    tc(
                        p("临沧市任务分工表")
                        + tbl(_HEADER, tr("1．种好坚果。", "防治虫害。", "市林草局"))
                        + p()
                    )
                )
            )
        ),
        """
        1.1 | 种好坚果 | 防治虫害。 | 市林草局
        """,
        others=1,
        outside=("临沧市任务分工表",),
    ),
    _word(
        "word-text-around-values",
        "hidden text, a field, a footnote mark, a soft break, a symbol, a header and a footer",
        "临沧市",
        docx(
            tbl(
                _HEADER,
                tr(
                    tc(f"<w:p>{r('1．')}{r('草稿', '<w:vanish/>')}{_field('保护古茶树。')}</w:p>"),
                    tc(
                        f"<w:p>{r('挂牌保护')}<w:r><w:footnoteReference w:id='2'/></w:r>"
                        "<w:r><w:sym w:font='Wingdings' w:char='2605'/></w:r></w:p>"
                    ),
                    tc(f"<w:p>{r('市林草局、')}<w:r><w:br/></w:r>{r('市司法局')}</w:p>"),
                ),
            ),
            header=p("内部资料"),
            footer=p("— 1 —"),
            footnotes=f"<w:footnote w:id='2'>{p('百年以上')}</w:footnote>",
        ),
        """
        1.1 | 保护古茶树 | 挂牌保护★ | 市林草局、市司法局
        """,
        outside=("内部资料", "百年以上"),
        removed=("hidden_text",),
    ),
    _word(
        "word-marked-header-of-two-rows",
        "two rows marked w:tblHeader, the upper one a group label without vertical merges",
        "德宏州",
        docx(
            tbl(
                tr(
                    tc("任务", "<w:gridSpan w:val='2'/>"),
                    tc("分工", "<w:gridSpan w:val='2'/>"),
                    properties="<w:tblHeader/>",
                ),
                tr("序号", "工作内容", "主办单位", "协办单位", properties="<w:tblHeader/>"),
                tr("1", "扩建口岸货场。", "州商务局", "瑞丽海关"),
                tr("2", "管控边境通道。", "州公安局", "边境管理支队"),
            )
        ),
        """
        1.1 | - | 扩建口岸货场。 | 主办单位：州商务局；协办单位：瑞丽海关
        2.1 | - | 管控边境通道。 | 主办单位：州公安局；协办单位：边境管理支队
        """,
    ),
    _word(
        "word-page-by-page",
        "a table set page by page as tables of their own, a running title between them",
        "德宏州",
        docx(
            p("德宏州任务分解表")
            + tbl(_HEADER, _across("一、边境"), tr("1．硬化边防路。", "完成招标。", "州交通局"))
            + p("德宏州任务分解表（续）")
            + tbl(
                _HEADER,
                tr("", "铺设路面。", "州交通局"),
                tr("2．救护鸟类。", "建设站点。", "州林草局"),
            )
        ),
        """
        1.1 | 硬化边防路 | 完成招标。 | 州交通局 | section=一、边境
        1.2 | 硬化边防路 | 铺设路面。 | 州交通局 | section=一、边境
        2.1 | 救护鸟类 | 建设站点。 | 州林草局 | section=一、边境
        """,
        outside=("德宏州任务分解表（续）",),
    ),
)
