"""Layouts of the header: its depth and its words."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "plain-three-columns",
        "项目, sub-task and owner in three columns, titles merged over their rows",
        "遵义市",
        """
        遵义市辣椒产业高质量发展任务分解表

        任务项目 | 任务分解 | 责任单位
        1．健全产业链条。 | 编制辣椒产业规划。 | 市农业农村局
        ^ | 建设标准化种植基地。 | 市农业农村局、市自然资源局
        2．培育龙头企业。 | 落实奖补政策。 | 市工业和信息化局
        """,
        """
        1.1 | 健全产业链条 | 编制辣椒产业规划。 | 市农业农村局
        1.2 | 健全产业链条 | 建设标准化种植基地。 | 市农业农村局、市自然资源局
        2.1 | 培育龙头企业 | 落实奖补政策。 | 市工业和信息化局
        """,
        formats="docx html xlsx pdf",
        outside=("遵义市辣椒产业高质量发展任务分解表",),
    ),
    Layout(
        "columns-in-reverse",
        "columns in any order: owner first, title last",
        "张掖市",
        """
        完成时限 | 责任单位 | 任务分解 | 任务项目
        2023年6月底前 | 市水务局 | 修复灌区干渠。 | 1.推进节水改造。
        2023年底前 | 市农业农村局 | 推广滴灌技术。 | ^
        持续推进 | 市林草局 | 加固沙区林带。 | 2.筑牢生态屏障。
        """,
        """
        1.1 | 推进节水改造 | 修复灌区干渠。 | 市水务局 | deadline=2023年6月底前
        1.2 | 推进节水改造 | 推广滴灌技术。 | 市农业农村局 | deadline=2023年底前
        2.1 | 筑牢生态屏障 | 加固沙区林带。 | 市林草局 | deadline=持续推进
        """,
        formats="docx html xlsx pdf",
    ),
    Layout(
        "header-of-two-rows",
        "header of two rows: 责任单位 merged over 牵头 and 配合",
        "泉州市",
        """
        序号 | 工作任务 | 责任单位 | < | 完成时限
        ^ | ^ | 牵头 | 配合 | ^
        1 | 开行闽台班列。 | 市口岸办 | 市商务局、市交通运输局 | 年内
        2 | 修缮古城街巷。 | 市住房城乡建设局 | 市文旅局 | 2024年3月
        """,
        """
        1.1 | - | 开行闽台班列。 | 牵头：市口岸办；配合：市商务局、市交通运输局 | deadline=年内
        2.1 | - | 修缮古城街巷。 | 牵头：市住房城乡建设局；配合：市文旅局 | deadline=2024年3月
        """,
    ),
    Layout(
        "header-of-three-rows",
        "header of three rows with merged cells on each level",
        "宜昌市",
        """
        序号 | 重点工作 | < | 责任分工 | < | <
        ^ | 项目 | 具体措施 | 单位 | < | 人员
        ^ | ^ | ^ | 牵头单位 | 配合单位 | 分管领导
        1 | 长江岸线整治 | 拆除非法码头。 | 市交通运输局 | 市水利和湖泊局 | 李某某
        ^ | ^ | 复绿滩地。 | 市自然资源和规划局 | 市园林绿化局 | ^
        2 | 磷石膏利用 | 建设示范线。 | 市经信局 | 市科技局 | 周某某
        """,
        """
        1.1 | 长江岸线整治 | 拆除非法码头。 | 牵头单位：市交通运输局；配合单位：市水利和湖泊局 | \
            person=李某某
        1.2 | 长江岸线整治 | 复绿滩地。 | 牵头单位：市自然资源和规划局；配合单位：市园林绿化局 | \
            person=李某某
        2.1 | 磷石膏利用 | 建设示范线。 | 牵头单位：市经信局；配合单位：市科技局 | person=周某某
        """,
    ),
    Layout(
        "two-row-header-without-merges",
        "the second header row names the owner columns again, nothing is merged",
        "桂林市",
        """
        序号 | 重点任务 | 责任单位 |
        | | 牵头单位 | 配合单位
        1 | 保护漓江水质。 | 市生态环境局 | 市水利局
        2 | 提升民宿品质。 | 市文广旅局 | 市公安局
        """,
        """
        1.1 | - | 保护漓江水质。 | 牵头单位：市生态环境局；配合单位：市水利局
        2.1 | - | 提升民宿品质。 | 牵头单位：市文广旅局；配合单位：市公安局
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "one-label-over-two-columns",
        "重点任务 spans two columns: the short name and the task itself",
        "赤峰市",
        """
        序号 | 重点任务 | < | 责任单位
        1 | 草原禁牧 | 划定禁牧区并公告。 | 市林草局
        ^ | ^ | 开展巡护。 | 市综合行政执法局
        2 | 黑土地保护 | 推广秸秆还田。 | 市农牧局
        """,
        """
        1.1 | 草原禁牧 | 划定禁牧区并公告。 | 市林草局
        1.2 | 草原禁牧 | 开展巡护。 | 市综合行政执法局
        2.1 | 黑土地保护 | 推广秸秆还田。 | 市农牧局
        """,
    ),
    Layout(
        "labels-over-two-columns-each",
        "工作任务 spans sections and titles, 具体要求 running numbers and the tasks",
        "鄂尔多斯市",
        """
        工作任务 | < | 具体要求 | < | 责任单位 | 时限要求
        一、助力经济发展 | （一）公开企业信息 | 1 | 公布涉企收费目录。 | 市发改委 | 持续推进
        ^ | ^ | 2 | 开设帮扶政策专题。 | 市工信局、市商务局 | 6月底前
        ^ | （二）公开减税信息 | 3 | 分类推送减税政策。 | 市税务局 | 年底前
        二、助力社会稳定 | （三）公开用工信息 | 4 | 每月发布岗位。 | 市人社局 | 持续推进
        """,
        """
        1.1 | 公开企业信息 | 公布涉企收费目录。 | 市发改委 | \
            section=一、助力经济发展 | deadline=持续推进
        1.2 | 公开企业信息 | 开设帮扶政策专题。 | 市工信局、市商务局 | \
            section=一、助力经济发展 | deadline=6月底前
        2.1 | 公开减税信息 | 分类推送减税政策。 | 市税务局 | \
            section=一、助力经济发展 | deadline=年底前
        3.1 | 公开用工信息 | 每月发布岗位。 | 市人社局 | \
            section=二、助力社会稳定 | deadline=持续推进
        """,
    ),
    Layout(
        "numbers-of-tasks-under-their-label",
        "序号 counts the items, and 重点任务 spans a second count and the tasks",
        "延安市",
        """
        序号 | 领域 | 重点任务 | < | 责任单位
        1 | 苹果产业 | 1 | 新建冷库12座。 | 市农业农村局
        ^ | ^ | 2 | 改造老旧果园3万亩。 | 市果业局
        2 | 红色旅游 | 1 | 修缮革命旧址5处。 | 市文旅局
        ^ | ^ | 2 | 开通旅游专线。 | 市交通运输局
        """,
        """
        1.1 | 苹果产业 | 新建冷库12座。 | 市农业农村局
        1.2 | 苹果产业 | 改造老旧果园3万亩。 | 市果业局
        2.1 | 红色旅游 | 修缮革命旧址5处。 | 市文旅局
        2.2 | 红色旅游 | 开通旅游专线。 | 市交通运输局
        """,
    ),
    Layout(
        "columns-counted-below-the-header",
        "a row of column numbers below the header, and a last row 合计 with 共2项",
        "本溪市",
        """
        序号 | 任务名称 | 主要内容 | 责任单位 | 完成时限
        （1） | （2） | （3） | （4） | （5）
        1 | 河道治理 | 清淤河道5公里。 | 市水务局 | 6月底前
        2 | 公园建设 | 新建公园2处。 | 市住建局 | 年底前
        合计 | < | 共2项 | |
        """,
        """
        1.1 | 河道治理 | 清淤河道5公里。 | 市水务局 | deadline=6月底前
        2.1 | 公园建设 | 新建公园2处。 | 市住建局 | deadline=年底前
        """,
        removed=("column_numbers", "total_row"),
    ),
    Layout(
        "title-rows-above-the-header",
        "attachment mark, title and date as rows of the table above its header",
        "昆山市",
        """
        附件2 | < | < | <
        昆山市优化营商环境任务清单 | < | < | <
        填报单位：市政府办公室 | < | 2022年5月 | <
        序号 | 主要任务 | 责任部门 | 时间节点
        1 | 推行一照多址。 | 市行政审批局 | 2022年6月
        2 | 设立企业服务专员。 | 市工信局 | 2022年9月
        """,
        """
        1.1 | - | 推行一照多址。 | 市行政审批局 | deadline=2022年6月
        2.1 | - | 设立企业服务专员。 | 市工信局 | deadline=2022年9月
        """,
        outside=("昆山市优化营商环境任务清单", "填报单位：市政府办公室"),
    ),
    Layout(
        "spaces-inside-header-words",
        "序 号, 责 任 单 位, and a header word broken over two paragraphs",
        "寿光市",
        """
        序 号 | 重 点 任 务 | 责 任¶单 位 | 完成¶时限
        1 | 改造蔬菜大棚。 | 市农业农村局 | 全年
        2 | 建设冷链物流园。 | 市商务局、¶市发展改革局 | 2021年10月底
        """,
        """
        1.1 | - | 改造蔬菜大棚。 | 市农业农村局 | deadline=全年
        2.1 | - | 建设冷链物流园。 | 市商务局、市发展改革局 | deadline=2021年10月底
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "traditional-header",
        "headers in traditional characters, as mirror pages print them",
        "福建省",
        """
        序號 | 任務項目 | 具體任務 | 責任單位 | 完成時限
        1 | 深化醫改 | 推廣三明經驗。 | 省卫健委 | 2022年底前
        ^ | ^ | 規範藥品採購。 | 省医保局 | 2022年底前
        """,
        """
        1.1 | 深化醫改 | 推廣三明經驗。 | 省卫健委 | deadline=2022年底前
        1.2 | 深化醫改 | 規範藥品採購。 | 省医保局 | deadline=2022年底前
        """,
    ),
    Layout(
        "half-width-punctuation",
        "half-width brackets, colon and slash in headers; owners parted by half-width commas",
        "陕西省",
        """
        序号: | 任务(事项) | 牵头单位(部门) | 配合(责任)单位: | 责任处室/科室
        1 | 清理证明事项(含村级). | 省司法厅 | 省公安厅,省民政厅 | 法规处
        2 | 公布清单:分两批. | 省政府办公厅 | 省委编办 | 职转办
        """,
        """
        1.1 | - | 清理证明事项(含村级). | \
            牵头单位(部门)：省司法厅；配合(责任)单位：省公安厅,省民政厅
        2.1 | - | 公布清单:分两批. | 牵头单位(部门)：省政府办公厅；配合(责任)单位：省委编办
        """,
    ),
    Layout(
        "header-words-with-modifiers",
        "header words that no list has whole: a year, a level, or a qualifier in front",
        "衡水市",
        """
        序次 | 2023年目标任务 | 主要任务和措施 | 市级牵头单位 | 市级配合单位 | 计划完成时间 | \
            分管市领导
        1 | 保护衡水湖 | 拆除网箱。 | 市水务局 | 市公安局 | 3月底 | 董某
        ^ | ^ | 补充生态水。 | 市水务局 | 市财政局 | 全年 | 董某
        2 | 振兴丝网业 | 组建检测中心。 | 市市场监管局 | 市工信局 | 9月底 | 贾某
        """,
        """
        1.1 | 保护衡水湖 | 拆除网箱。 | 市级牵头单位：市水务局；市级配合单位：市公安局 | \
            deadline=3月底 | person=董某
        1.2 | 保护衡水湖 | 补充生态水。 | 市级牵头单位：市水务局；市级配合单位：市财政局 | \
            deadline=全年 | person=董某
        2.1 | 振兴丝网业 | 组建检测中心。 | 市级牵头单位：市市场监管局；市级配合单位：市工信局 | \
            deadline=9月底 | person=贾某
        """,
    ),
)
