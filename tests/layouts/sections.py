"""Layouts with sections: rows or columns that name the part of the table below them."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "section-rows-merged",
        "一、… merged over the whole width; numbers run on through the sections",
        "营口市",
        """
        任务项目 | 任务分解 | 责任单位
        一、做强港口经济 | < | <
        1．扩建集装箱泊位。 | 完成前期论证。 | 市交通局
        ^ | 落实用海指标。 | 市海洋渔业局
        二、保障改善民生 | < | <
        2．改造老旧小区。 | 更新电梯。 | 市住建局
        """,
        """
        1.1 | 扩建集装箱泊位 | 完成前期论证。 | 市交通局 | section=一、做强港口经济
        1.2 | 扩建集装箱泊位 | 落实用海指标。 | 市海洋渔业局 | section=一、做强港口经济
        2.1 | 改造老旧小区 | 更新电梯。 | 市住建局 | section=二、保障改善民生
        """,
    ),
    Layout(
        "numbers-restart-by-section",
        "numbers begin again at 1 below each section row",
        "营口市",
        """
        序号 | 工作任务 | 责任单位 | 完成时限
        一、安全生产 | < | < | <
        1 | 排查自建房。 | 市住建局 | 2022年6月
        2 | 检查渔船。 | 市农业农村局 | 每半年
        二、生态环保 | < | < | <
        1 | 关停小锅炉。 | 市生态环境局 | 2022年10月
        2 | 禁烧秸秆。 | 各县（市）区政府 | 每年
        """,
        """
        一、1.1 | - | 排查自建房。 | 市住建局 | section=一、安全生产 | deadline=2022年6月
        一、2.1 | - | 检查渔船。 | 市农业农村局 | section=一、安全生产 | deadline=每半年
        二、1.1 | - | 关停小锅炉。 | 市生态环境局 | section=二、生态环保 | deadline=2022年10月
        二、2.1 | - | 禁烧秸秆。 | 各县（市）区政府 | section=二、生态环保 | deadline=每年
        """,
    ),
    Layout(
        "section-rows-in-the-first-cell",
        "section rows that are not merged: 一、… in the first cell, blanks beside it",
        "宜宾市",
        """
        任务项目 | 任务分解 | 责任单位
        一、酿造产业 | |
        1．保护窖池。 | 普查百年窖池。 | 市文广旅局
        2．稳定酒粮。 | 扩种糯红高粱。 | 市农业农村局
        二、竹产业 | |
        3．培育竹林。 | 改造低效林。 | 市林业竹业局
        """,
        """
        1.1 | 保护窖池 | 普查百年窖池。 | 市文广旅局 | section=一、酿造产业
        2.1 | 稳定酒粮 | 扩种糯红高粱。 | 市农业农村局 | section=一、酿造产业
        3.1 | 培育竹林 | 改造低效林。 | 市林业竹业局 | section=二、竹产业
        """,
        formats="docx html xlsx paste markdown",
    ),
    Layout(
        "sections-of-two-levels",
        "一、 over （一）: both stand on every row below, a new 一、 closes the （一）",
        "鄂尔多斯市",
        """
        序号 | 工作任务 | 责任单位
        一、能源转型 | < | <
        （一）煤炭 | < | <
        1 | 建设智能矿山。 | 市能源局
        （二）新能源 | < | <
        2 | 建设光伏治沙基地。 | 市能源局
        二、城市更新 | < | <
        3 | 新增口袋公园。 | 市园林局
        （一）老城区 | < | <
        4 | 改造雨污管网。 | 市住建局
        """,
        """
        1.1 | - | 建设智能矿山。 | 市能源局 | section=一、能源转型>（一）煤炭
        2.1 | - | 建设光伏治沙基地。 | 市能源局 | section=一、能源转型>（二）新能源
        3.1 | - | 新增口袋公园。 | 市园林局 | section=二、城市更新
        4.1 | - | 改造雨污管网。 | 市住建局 | section=二、城市更新>（一）老城区
        """,
        formats="docx html xlsx",
    ),
    Layout(
        "two-levels-that-restart",
        "numbers restart below each （一）, and （一） below each 一、: positions stay unique",
        "鄂尔多斯市",
        """
        序号 | 工作任务 | 责任单位
        一、改革 | < | <
        （一）审批 | < | <
        1 | 精简材料。 | 市政务服务局
        （二）监管 | < | <
        1 | 公开检查计划。 | 市司法局
        二、开放 | < | <
        （一）口岸 | < | <
        1 | 压缩通关时间。 | 市口岸办
        """,
        """
        一、（一）1.1 | - | 精简材料。 | 市政务服务局 | section=一、改革>（一）审批
        一、（二）1.1 | - | 公开检查计划。 | 市司法局 | section=一、改革>（二）监管
        二、（一）1.1 | - | 压缩通关时间。 | 市口岸办 | section=二、开放>（一）口岸
        """,
    ),
    Layout(
        "section-number-in-its-own-cell",
        "一 under 序号 and the section's name beside it, all other cells blank",
        "黔东南州",
        """
        序号 | 工作任务 | 责任单位 | 完成时限
        一 | 民族文化保护 | |
        1 | 修缮鼓楼。 | 州文体广电旅游局 | 2018年10月
        2 | 培养绣娘。 | 州妇联 | 2018年12月
        二 | 大生态战略 | |
        3 | 封山育林。 | 州林业局 | 长期坚持
        """,
        """
        1.1 | - | 修缮鼓楼。 | 州文体广电旅游局 | section=一 民族文化保护 | deadline=2018年10月
        2.1 | - | 培养绣娘。 | 州妇联 | section=一 民族文化保护 | deadline=2018年12月
        3.1 | - | 封山育林。 | 州林业局 | section=二 大生态战略 | deadline=长期坚持
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "section-row-without-number",
        "a plain name over the whole width",
        "余姚市",
        """
        序号 | 项目名称 | 具体内容 | 实施单位
        就医便利类 | < | < | <
        1 | 改建卫生室 | 改建10家。 | 市卫生健康局
        出行便利类（共1项） | < | < | <
        2 | 新增泊位 | 新增2000个以上。 | 市综合行政执法局
        """,
        """
        1.1 | 改建卫生室 | 改建10家。 | 市卫生健康局 | section=就医便利类
        2.1 | 新增泊位 | 新增2000个以上。 | 市综合行政执法局 | section=出行便利类（共1项）
        """,
    ),
    Layout(
        "section-row-not-over-the-last-column",
        "一、… merged over all columns but the last, which is blank",
        "余姚市",
        """
        序号 | 重点任务 | 责任单位 | 备注
        一、全域治水 | < | < |
        1 | 疏浚姚江支流。 | 市水利局 |
        二、全域美丽 | < | < |
        2 | 建设浙东唐诗之路。 | 市文化和广电旅游体育局 | 跨年
        """,
        """
        1.1 | - | 疏浚姚江支流。 | 市水利局 | section=一、全域治水
        2.1 | - | 建设浙东唐诗之路。 | 市文化和广电旅游体育局 | section=二、全域美丽
        """,
        outside=("跨年",),
    ),
    Layout(
        "section-column-merged-and-blank",
        "领域 as a column: merged over some rows, blank below on others",
        "伊春市",
        """
        领域 | 序号 | 任务项目 | 任务分解 | 责任单位
        林业经济 | 1 | 发展林下经济 | 推广蓝莓种植。 | 市林草局
        ^ | 2 | 转型森工企业 | 盘活闲置厂房。 | 市国资委
        社会事业 | 3 | 稳定就业 | 开展订单培训。 | 市人社局
         | 4 | 补齐医疗短板 | 组建医联体。 | 市卫健委
        """,
        """
        1.1 | 发展林下经济 | 推广蓝莓种植。 | 市林草局 | section=林业经济
        2.1 | 转型森工企业 | 盘活闲置厂房。 | 市国资委 | section=林业经济
        3.1 | 稳定就业 | 开展订单培训。 | 市人社局 | section=社会事业
        4.1 | 补齐医疗短板 | 组建医联体。 | 市卫健委 | section=社会事业
        """,
    ),
    Layout(
        "section-row-over-section-column",
        "section rows above a column of groups: the row first, then the column",
        "伊春市",
        """
        序号 | 类别 | 重点任务 | 责任单位
        一、经济发展 | < | < | <
        1 | 工业 | 新建木屋企业。 | 市工信局
        2 | ^ | 扩能矿泉水厂。 | 市工信局
        二、社会治理 | < | < | <
        3 | 平安建设 | 增设警务室。 | 市公安局
        """,
        """
        1.1 | - | 新建木屋企业。 | 市工信局 | section=一、经济发展>工业
        2.1 | - | 扩能矿泉水厂。 | 市工信局 | section=一、经济发展>工业
        3.1 | - | 增设警务室。 | 市公安局 | section=二、社会治理>平安建设
        """,
    ),
    Layout(
        "categories-counted-by-the-numbers",
        "序号 and 任务类别 merged over the same rows: the category is the title",
        "伊春市",
        """
        序号 | 任务类别 | 工作任务 | 责任单位
        1 | 健全防火责任 | 签订防火责任书。 | 市林草局
        ^ | ^ | 组建专业扑火队。 | 市应急局
        2 | 整治林区隐患 | 清理铁路沿线可燃物。 | 市林草局、市交通运输局
        3 | 加强宣传教育 | 张贴禁火令。 | 市委宣传部
        ^ | ^ | 开展进校宣讲。 | 市教育局
        """,
        """
        1.1 | 健全防火责任 | 签订防火责任书。 | 市林草局
        1.2 | 健全防火责任 | 组建专业扑火队。 | 市应急局
        2.1 | 整治林区隐患 | 清理铁路沿线可燃物。 | 市林草局、市交通运输局
        3.1 | 加强宣传教育 | 张贴禁火令。 | 市委宣传部
        3.2 | 加强宣传教育 | 开展进校宣讲。 | 市教育局
        """,
    ),
    Layout(
        "tasks-counted-under-categories",
        "a number in each row beside merged 任务类别: the category is the section",
        "伊春市",
        """
        序号 | 任务类别 | 工作任务 | 责任单位
        1 | 防火责任 | 签订防火责任书。 | 市林草局
        2 | ^ | 组建专业扑火队。 | 市应急局
        3 | 林区隐患 | 清理铁路沿线可燃物。 | 市林草局
        """,
        """
        1.1 | - | 签订防火责任书。 | 市林草局 | section=防火责任
        2.1 | - | 组建专业扑火队。 | 市应急局 | section=防火责任
        3.1 | - | 清理铁路沿线可燃物。 | 市林草局 | section=林区隐患
        """,
    ),
    Layout(
        "section-row-repeated-after-a-page",
        "一、…（续） at the head of a page, numbers go on",
        "伊春市",
        """
        序号 | 工作任务 | 责任单位
        一、林区道路 | < | <
        1 | 硬化防火通道。 | 市交通运输局
        一、林区道路（续） | < | <
        2 | 加固危桥。 | 市交通运输局
        """,
        """
        1.1 | - | 硬化防火通道。 | 市交通运输局 | section=一、林区道路
        2.1 | - | 加固危桥。 | 市交通运输局 | section=一、林区道路（续）
        """,
    ),
    Layout(
        "section-row-above-the-header",
        "each section row stands above a header of its own",
        "朔州市",
        """
        一、生态修复 | < | <
        序号 | 工作任务 | 责任单位
        1 | 治理采空区。 | 市规划和自然资源局
        二、能源革命 | < | <
        序号 | 工作任务 | 责任单位
        2 | 建设风电场。 | 市能源局
        """,
        """
        1.1 | - | 治理采空区。 | 市规划和自然资源局 | section=一、生态修复
        2.1 | - | 建设风电场。 | 市能源局 | section=二、能源革命
        """,
        removed=("repeated_header",),
    ),
    Layout(
        "numbers-restart-by-section-column",
        "（一） begins again where the merged section column changes: no fault of the source",
        "朔州市",
        """
        重点领域 | 工作任务 | 具体措施 | 责任单位
        一、教育 | （一）扩大学位 | 1.新建小学。 | 市教育局
        ^ | （二）培养教师 | 1.招聘特岗。 | 市人社局
        二、医疗 | （一）建设医共体 | 1.统一药房。 | 市卫健委
        ^ | ^ | 2.下派医师。 | 市卫健委
        """,
        """
        一、1.1 | 扩大学位 | 1.新建小学。 | 市教育局 | section=一、教育
        一、2.1 | 培养教师 | 1.招聘特岗。 | 市人社局 | section=一、教育
        二、1.1 | 建设医共体 | 1.统一药房。 | 市卫健委 | section=二、医疗
        二、1.2 | 建设医共体 | 2.下派医师。 | 市卫健委 | section=二、医疗
        """,
    ),
)
