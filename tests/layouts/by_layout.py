"""Layouts that tell by their arrangement what others print in words: cut headers, headings of
bodies alone, rows below merged cells in a dump."""

from __future__ import annotations

from layouts.layout import Layout
from sheet_xml import Sheet, grid, xlsx

LAYOUTS = (
    Layout(
        "header-words-cut-in-two-rows",
        "责任 over 单位 in cells of their own: one label, cut",
        "阳泉市",
        """
        序号 | 重点 | 工作 | 责任 | 完成
        | 任务 | 措施 | 单位 | 时限
        1 | 优化环境 | 建设政务服务大厅。 | 市数据局 | 2024年6月
        2 | 改善民生 | 新建学校5所。 | 市教育局 | 2024年9月
        """,
        """
        1.1 | 优化环境 | 建设政务服务大厅。 | 市数据局 | deadline=2024年6月
        2.1 | 改善民生 | 新建学校5所。 | 市教育局 | deadline=2024年9月
        """,
        formats="docx html xlsx",
    ),
    Layout(
        "header-words-cut-in-three-rows",
        "牵头 | 责任 | 单位 below each other beside 配合 | 责任 | 单位",
        "丽江市",
        """
        序 | 责 | 主要 | 牵头 | 配合
        号 | 任 | 工作 | 责任 | 责任
        | 领导 | 内容 | 单位 | 单位
        1 | 李志强 | 修复湿地300亩。 | 市林草局 | 市财政局
        2 | 王文军 | 整治入湖河道12条。 | 市水务局 | 市生态环境局
        """,
        """
        1.1 | - | 修复湿地300亩。 | 牵头责任单位：市林草局；配合责任单位：市财政局 | person=李志强
        2.1 | - | 整治入湖河道12条。 | 牵头责任单位：市水务局；配合责任单位：市生态环境局 | \
            person=王文军
        """,
        formats="docx html xlsx",
    ),
    Layout(
        "names-of-bodies-over-tables",
        "A table a department, its name alone on the line above",
        "金坛区",
        """
        区教育局

        序号 | 工作任务 | 完成时限
        1 | 新建学校5所。 | 9月底前
        2 | 培训教师100名。 | 12月底前

        区民政局

        序号 | 工作任务 | 完成时限
        1 | 建设养老院2所。 | 9月底前
        """,
        """
        1.1 | - | 新建学校5所。 | 区教育局 | deadline=9月底前
        2.1 | - | 培训教师100名。 | 区教育局 | deadline=12月底前
        1.1 | - | 建设养老院2所。 | 区民政局 | deadline=9月底前
        """,
        formats="docx html",
    ),
    Layout(
        "numbered-names-of-bodies-over-tables",
        "一、区教育局 above a table: the number is the section, the name the owner",
        "武进区",
        """
        一、区教育局

        序号 | 工作任务 | 完成时限
        1 | 新建学校5所。 | 9月底前

        二、区民政局（1项）

        序号 | 工作任务 | 完成时限
        1 | 建设养老院2所。 | 9月底前
        """,
        """
        一、1.1 | - | 新建学校5所。 | 区教育局 | section=一、 | deadline=9月底前
        二、1.1 | - | 建设养老院2所。 | 区民政局 | section=二、 | deadline=9月底前
        """,
        formats="docx html",
    ),
    Layout(
        "numbered-names-of-bodies-in-rows",
        "一、县教育局 in a row over its tasks, no column names bodies",
        "盐津县",
        """
        序号 | 工作任务 | 完成时限
        一、县教育局 | < | <
        1 | 新建学校5所。 | 9月底前
        2 | 培训教师100名。 | 12月底前
        二、县民政局 | < | <
        3 | 建设养老院2所。 | 9月底前
        """,
        """
        1.1 | - | 新建学校5所。 | 县教育局 | section=一、 | deadline=9月底前
        2.1 | - | 培训教师100名。 | 县教育局 | section=一、 | deadline=12月底前
        3.1 | - | 建设养老院2所。 | 县民政局 | section=二、 | deadline=9月底前
        """,
        formats="docx html xlsx",
    ),
    Layout(
        "dump-of-rows-below-merged-titles",
        "A cell a line; number and title are merged, so further rows print neither",
        "张家口市",
        """
        序号 | 重点工作 | 具体任务 | 责任单位 | 完成时限
        1 | 扩大对外开放 | 组织业务培训84期。 | 市发展改革委 | 9月
        ^ | ^ | 举办招聘会27场，提供岗位2700个。 | 市商务局、市市场监管局 | 6月
        2 | 提升城市品质 | 归集数据43万条。 | 市数据局 | 11月
        3 | 优化营商环境 | 新开工项目61个。 | 市公安局、市司法局 | 12月
        ^ | ^ | 拆除违法建设33万平方米。 | 市城管局 | 10月
        """,
        """
        1.1 | 扩大对外开放 | 组织业务培训84期。 | 市发展改革委 | deadline=9月
        1.2 | 扩大对外开放 | 举办招聘会27场，提供岗位2700个。 | 市商务局、市市场监管局 | \
            deadline=6月
        2.1 | 提升城市品质 | 归集数据43万条。 | 市数据局 | deadline=11月
        3.1 | 优化营商环境 | 新开工项目61个。 | 市公安局、市司法局 | deadline=12月
        3.2 | 优化营商环境 | 拆除违法建设33万平方米。 | 市城管局 | deadline=10月
        """,
        formats="docx html xlsx dump",
        made={
            "dump": (
                "序号\n重点工作\n具体任务\n责任单位\n完成时限\n"
                "1\n扩大对外开放\n组织业务培训84期。\n市发展改革委\n9月\n"
                "举办招聘会27场，提供岗位2700个。\n市商务局、市市场监管局\n6月\n"
                "2\n提升城市品质\n归集数据43万条。\n市数据局\n11月\n"
                "3\n优化营商环境\n新开工项目61个。\n市公安局、市司法局\n12月\n"
                "拆除违法建设33万平方米。\n市城管局\n10月\n"
            ).encode()
        },
    ),
    Layout(
        "dump-whose-first-title-ends-as-a-header-does",
        "1.明确责任部门 below a header of a cell a line is the first title",
        "即墨区",
        "",
        """
        1.1 | 明确责任部门 | 印发清单1份。 | 区教育局
        2.1 | 完善服务体系 | 新建网点8个。 | 区民政局
        3.1 | 加强队伍建设 | 培训人员600人次。 | 区人力社保局、区财政局
        """,
        formats="dump",
        made={
            "dump": (
                "重点工作\n具体任务\n责任单位\n1.明确责任部门\n印发清单1份。\n区教育局\n"
                "2.完善服务体系\n新建网点8个。\n区民政局\n"
                "3.加强队伍建设\n培训人员600人次。\n区人力社保局、区财政局\n"
            ).encode()
        },
    ),
    Layout(
        "prose-copied-from-a-pdf",
        "Lines broken at the margin, a blank beside each number: it parts no cells",
        "莆田市",
        "",
        """
        1.1 | - | 推行企业开办“零成本”，免费刻制印章，全程网办率达到 98%以上。 | \
            市市场监管局、市公安局、市税务局 | section=一、提升企业开办便利度
        2.1 | - | 试点“一业一证”改革，覆盖行业不少于 30 个。 | \
            市行政服务中心管委会、市市场监管局 | section=一、提升企业开办便利度
        3.1 | - | 用水报装环节压缩至 2 个，报装时限压缩至 4 个工作日内。 | \
            市住房和城乡建设局、市水务集团 | section=二、优化获得用水用气服务
        """,
        formats="plain",
        made={
            "plain": (
                "一、提升企业开办便利度\n"
                "    （一）推行企业开办“零成本”，免费刻制印章，全程网办率\n"
                "达到 98%以上。（责任单位：市市场监管局、市公安局、市税\n务局）\n"
                "    （二）试点“一业一证”改革，覆盖行业不少于 30 个。（责\n"
                "任单位：市行政服务中心管委会、市市场监管局）\n"
                "— 1 —\n二、优化获得用水用气服务\n"
                "    （三）用水报装环节压缩至 2 个，报装时限压缩至 4 个工作\n"
                "日内。（责任单位：市住房和城乡建设局、市水务集团）\n"
            ).encode()
        },
        removed=("page_number",),
    ),
    Layout(
        "paste-whose-cells-break-the-line",
        "Tabs; paragraphs of a cell are lines of their own, in most rows",
        "夷陵区",
        "",
        """
        1.1 | 柑橘提质 | 1.改造老果园1.2万亩。¶2.新建冷库3座。 | 区农业农村局 | deadline=11月底
        2.1 | 磷石膏治理 | 综合利用率达到75%。 | 区经信局区生态环境局 | deadline=12月底
        """,
        formats="paste",
        made={
            "paste": (
                "序号\t重点工作\t工作措施\t责任单位\t完成时限\n"
                "1\t柑橘提质\t1.改造老果园1.2万亩。\n2.新建冷库3座。\t区农业农村局\t11月底\n"
                "2\t磷石膏治理\t综合利用率达到75%。\t区经信局\n区生态环境局\t12月底\n"
            ).encode()
        },
    ),
    Layout(
        "terms-and-what-is-said-of-them",
        "<dl> below numbered titles: 责任单位 as term, the body as what is said of it",
        "眉山市",
        "",
        """
        1.1 | 盘活存量土地 | 主要内容\u3000处置批而未供土地2000亩 | 市自然资源局 | deadline=12月底
        2.1 | 国企改革 | 主要内容\u3000完成3家企业混改 | 市国资委 | deadline=11月底
        """,
        formats="html",
        made={
            "html": "".join(
                f"<h3>{n}. {title}</h3><dl><dt>主要内容</dt><dd>{text}</dd><dt>责任单位</dt>"
                f"<dd><p>{owner}</p></dd><dt>完成时限</dt><dd>{when}</dd></dl>"
                for n, title, text, owner, when in (
                    (1, "盘活存量土地", "处置批而未供土地2000亩", "市自然资源局", "12月底"),
                    (2, "国企改革", "完成3家企业混改", "市国资委", "11月底"),
                )
            ).encode()
        },
    ),
    Layout(
        "old-page-with-looks-left-open",
        "<td><b>序号<td><b>项目: no look is closed, the cells are",
        "湘潭市",
        "",
        """
        1.1 | 城乡就业 | 新增城镇就业4.5万人 | 市劳动保障局
        1.2 | 城乡就业 | 零就业家庭援助100% | 市劳动保障局
        """,
        formats="html",
        made={
            "html": (
                "<TABLE border=1><TR><TD align=middle><B>序号<TD><B>项目<TD><B>考核指标<TD>"
                "<B>责任单位<TR><TD rowspan=2>1<TD rowspan=2><P>城乡就业<TD><FONT face=宋体>"
                "新增城镇就业4.5万人</FONT><TD>市劳动保障局<TR><TD><FONT face=宋体>"
                "零就业家庭援助100%</FONT><TD>市劳动保障局</TABLE>"
            ).encode()
        },
    ),
    Layout(
        "sheets-named-after-bodies",
        "A sheet a department, no column names bodies: the sheet's name is the owner, flagged",
        "吴江区",
        "",
        """
        1.1 | - | 新建学校5所。 | 区教育局 | deadline=9月底前 | flags=owner_doubtful
        2.1 | - | 培训教师100名。 | 区教育局 | deadline=12月底前 | flags=owner_doubtful
        1.1 | - | 建设养老院2所。 | 区民政局 | deadline=9月底前 | flags=owner_doubtful
        """,
        formats="xlsx",
        made={
            "xlsx": xlsx(
                Sheet(
                    grid(
                        "序号|工作任务|完成时限",
                        "1|新建学校5所。|9月底前",
                        "2|培训教师100名。|12月底前",
                    ),
                    title="区教育局",
                ),
                Sheet(
                    grid("序号|工作任务|完成时限", "1|建设养老院2所。|9月底前"),
                    title="区民政局（1项）",
                ),
            )
        },
    ),
)
