"""Layouts without any table: prose with notes of the bodies."""

from __future__ import annotations

from layouts.layout import Layout

_FORMATS = "docx html plain"

LAYOUTS = (
    Layout(
        "prose-note-in-brackets",
        "numbered prose, （责任单位：…） after each task, numbers through the chapters",
        "汉中市",
        """
        汉中市推进绿色循环发展工作方案
        为贯彻落实有关部署，制定本方案。
        一、保护水源
        1．整治汉江岸线，清理违建。（责任单位：市水利局、各县区人民政府）
        2．监测水质。（责任单位：市生态环境局）
        二、发展产业
        3．建设茶叶交易市场；（责任单位：市商务局，市农业农村局）。
        附件：联系人名单
        """,
        """
        1.1 | - | 整治汉江岸线，清理违建。 | 市水利局、各县区人民政府 | section=一、保护水源
        2.1 | - | 监测水质。 | 市生态环境局 | section=一、保护水源
        3.1 | - | 建设茶叶交易市场； | 市商务局，市农业农村局 | section=二、发展产业
        """,
        formats=_FORMATS,
        outside=("汉中市推进绿色循环发展工作方案", "附件：联系人名单"),
        removed=("note_label",),
    ),
    Layout(
        "prose-note-on-its-own-line",
        "责任单位：… and 完成时限：… on a line below each task",
        "阿坝州",
        """
        1.创建国家公园。
        责任单位：州林草局
        完成时限：2022年12月底前
        2.修复退化草原。
        开展人工种草。
        责 任 单 位：州林草局、州财政局；完成时限：持续推进
        """,
        """
        1.1 | - | 创建国家公园。 | 州林草局 | deadline=2022年12月底前
        2.1 | - | 修复退化草原。¶开展人工种草。 | 州林草局、州财政局 | deadline=持续推进
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-national-form",
        "（教育部牵头，…负责） at the end of paragraphs numbered （一）（二）… through chapters",
        "国务院办公厅",
        """
        一、总体要求
        坚持问题导向。
        二、重点任务
        （一）完善课后服务。支持学校开设课程。（教育部牵头，财政部、人力资源社会保障部按职责分工负责）
        （二）规范培训机构（含线上机构）。2021年12月底前完成登记。（教育部、民政部、市场监管总局负责）
        三、保障措施
        （三）加强宣传。（中央宣传部指导，各省级人民政府负责）
        """,
        """
        1.1 | - | 完善课后服务。支持学校开设课程。 | \
            教育部牵头，财政部、人力资源社会保障部按职责分工负责 | section=二、重点任务
        2.1 | - | 规范培训机构（含线上机构）。2021年12月底前完成登记。 | \
            教育部、民政部、市场监管总局负责 | section=二、重点任务
        3.1 | - | 加强宣传。 | 中央宣传部指导，各省级人民政府负责 | section=三、保障措施
        """,
        formats=_FORMATS,
        outside=("一、总体要求", "坚持问题导向。"),
    ),
    Layout(
        "prose-lead-and-support-notes",
        "（牵头单位：…；配合单位：…） and the same as two lines",
        "江西省",
        """
        1．推进赣菜品牌建设。（牵头单位：省商务厅；配合单位：省文化和旅游厅、省市场监管局）
        2．培育油茶良种。
        牵头单位：省林业局
        配合单位：省科技厅
        3．扩大家政培训。（牵头单位：省人力资源社会保障厅）
        """,
        """
        1.1 | - | 推进赣菜品牌建设。 | 牵头单位：省商务厅；配合单位：省文化和旅游厅、省市场监管局
        2.1 | - | 培育油茶良种。 | 牵头单位：省林业局；配合单位：省科技厅
        3.1 | - | 扩大家政培训。 | 牵头单位：省人力资源社会保障厅
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-unnumbered-tasks",
        "unnumbered tasks under numbered headings: the heading is the item",
        "海南省",
        """
        一、旅游业
        （一）提升景区品质。
        改造游客中心。（责任单位：省旅文厅）
        增设无障碍设施。（责任单位：省旅文厅、省残联）
        （二）整治市场秩序。
        查处不合理低价游。（责任单位：省市场监管局）
        二、现代服务业
        （三）发展会展。
        引进品牌展会。（责任单位：省商务厅）
        """,
        """
        1.1 | 提升景区品质 | 改造游客中心。 | 省旅文厅 | section=一、旅游业
        1.2 | 提升景区品质 | 增设无障碍设施。 | 省旅文厅、省残联 | section=一、旅游业
        2.1 | 整治市场秩序 | 查处不合理低价游。 | 省市场监管局 | section=一、旅游业
        3.1 | 发展会展 | 引进品牌展会。 | 省商务厅 | section=二、现代服务业
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-numbers-restart",
        "1. 2. begin again below each （一）; （一） begins again below each 一、",
        "齐齐哈尔市",
        """
        一、工业
        （一）装备
        1.建设机床园区。（责任单位：市工信局）
        2.引进配套企业。（责任单位：市投资促进局）
        （二）食品
        1.扩大乳品产能。（责任单位：市工信局）
        二、农业
        （一）种植
        1.推广大豆良种。（责任单位：市农业农村局）
        """,
        """
        一、（一）1.1 | - | 建设机床园区。 | 市工信局 | section=一、工业>（一）装备
        一、（一）2.1 | - | 引进配套企业。 | 市投资促进局 | section=一、工业>（一）装备
        一、（二）1.1 | - | 扩大乳品产能。 | 市工信局 | section=一、工业>（二）食品
        二、（一）1.1 | - | 推广大豆良种。 | 市农业农村局 | section=二、农业>（一）种植
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-without-brackets",
        "责任单位：… at the end of the same paragraph, without brackets",
        "淮北市",
        """
        一、采煤沉陷区治理
        1、回填塌陷地。责任单位：市自然资源和规划局、濉溪县政府。
        2、安置搬迁群众。责任单位：市住建局。完成时限：2020年6月。
        """,
        """
        1.1 | - | 回填塌陷地。 | 市自然资源和规划局、濉溪县政府 | section=一、采煤沉陷区治理
        2.1 | - | 安置搬迁群众。 | 市住建局 | section=一、采煤沉陷区治理 | deadline=2020年6月
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-square-brackets",
        "【责任单位：…】 and [责任单位：…] in place of round brackets",
        "淮北市",
        """
        1. 建设绿金湖公园。【责任单位：市林业局】
        2. 盘活工业遗存。[责任部门：市文旅体局]
        """,
        """
        1.1 | - | 建设绿金湖公园。 | 市林业局
        2.1 | - | 盘活工业遗存。 | 市文旅体局
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-with-persons",
        "责任领导 and 责任单位 in one note: the person is no body",
        "乌兰察布市",
        """
        1．扩大马铃薯种植。（责任领导：刘某某；责任单位：市农牧局；完成时限：2021年5月底前）
        2．建设大数据中心。（责任领导：陈某；责任单位：市大数据局）
        """,
        """
        1.1 | - | 扩大马铃薯种植。 | 市农牧局 | deadline=2021年5月底前 | person=刘某某
        2.1 | - | 建设大数据中心。 | 市大数据局 | person=陈某
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-half-width",
        "half-width brackets and colons, as text dumps print them",
        "娄底市",
        """
        (一)发展先进陶瓷材料.(责任单位:市工业和信息化局)
        (二)建设材料谷;组建基金.(责任单位:市财政局,市国资委)
        """,
        """
        1.1 | - | 发展先进陶瓷材料. | 市工业和信息化局
        2.1 | - | 建设材料谷;组建基金. | 市财政局,市国资委
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-task-without-note",
        "a task of the list that names no bodies is kept and flagged",
        "娄底市",
        """
        1．更新公交车辆。（责任单位：市交通运输局）
        2．公开办事指南。
        3．推行预约服务。（责任单位：市行政审批服务局）
        """,
        """
        1.1 | - | 更新公交车辆。 | 市交通运输局
        2.1 | - | 公开办事指南。 | - | flags=owner_missing
        3.1 | - | 推行预约服务。 | 市行政审批服务局
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-beside-a-table-of-contacts",
        "a task list in prose in a file whose only table is none of tasks",
        "阳泉市",
        """
        1．治理矿区扬尘。（责任单位：市能源局、市生态环境局）
        2．绿化荒山。（责任单位：市规划和自然资源局）

        姓名 | 联系电话
        郝某 | 000-0004
        """,
        """
        1.1 | - | 治理矿区扬尘。 | 市能源局、市生态环境局
        2.1 | - | 绿化荒山。 | 市规划和自然资源局
        """,
        formats="docx html",
        others=1,
        outside=("郝某",),
    ),
    Layout(
        "prose-gap-at-the-source",
        "4 follows 2 in the prose: reported, not renumbered",
        "阳泉市",
        """
        1．整修盂县古道。（责任单位：市文旅局）
        2．栽植连翘。（责任单位：市林业局）
        4．普查泉水。（责任单位：市水利局）
        """,
        """
        1.1 | - | 整修盂县古道。 | 市文旅局
        2.1 | - | 栽植连翘。 | 市林业局
        4.1 | - | 普查泉水。 | 市水利局 | flags=number_missing
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-circled-and-bracketed",
        "three levels: 一、 chapters, 1. headings and （1） tasks that carry the notes",
        "抚顺市",
        """
        一、老工业基地
        1.改造石化园区
        （1）搬迁安全距离内住户。（责任单位：东洲区政府）
        （2）建设封闭管理系统。（责任单位：市应急局）
        2.盘活矿坑
        （1）监测边坡。（责任单位：市自然资源局）
        """,
        """
        一、1.1.1 | - | 搬迁安全距离内住户。 | 东洲区政府 | section=一、老工业基地>1.改造石化园区
        一、1.2.1 | - | 建设封闭管理系统。 | 市应急局 | section=一、老工业基地>1.改造石化园区
        一、2.1.1 | - | 监测边坡。 | 市自然资源局 | section=一、老工业基地>2.盘活矿坑
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-several-notes-in-a-paragraph",
        "a paragraph with a note after each of its sentences: each closes a sub-task",
        "国家邮政局",
        """
        一、主要任务
        （一）完善网络。建设村级站点。（发展研究司负责）推广共同配送。（市场监管司、普遍服务司负责）
        （二）绿色包装。减少胶带用量。（市场监管司负责）
        """,
        """
        1.1 | - | 完善网络。建设村级站点。 | 发展研究司负责 | section=一、主要任务
        1.2 | - | 推广共同配送。 | 市场监管司、普遍服务司负责 | section=一、主要任务
        2.1 | - | 绿色包装。减少胶带用量。 | 市场监管司负责 | section=一、主要任务
        """,
        formats=_FORMATS,
    ),
    Layout(
        "prose-owner-above-its-tasks",
        "责任单位：… stands above the tasks that it owns, not below one",
        "吐鲁番市",
        """
        市直部门任务清单
        责任单位：市教育局
        1．新建双语幼儿园。
        2．招聘保育员。
        责任单位：市民政局、市残联
        3．改造敬老院。
        """,
        """
        1.1 | - | 新建双语幼儿园。 | 市教育局
        2.1 | - | 招聘保育员。 | 市教育局
        3.1 | - | 改造敬老院。 | 市民政局、市残联
        """,
        formats=_FORMATS,
        outside=("市直部门任务清单",),
    ),
    Layout(
        "prose-without-numbers",
        "a list of tasks with notes and without any number or heading",
        "吐鲁番市",
        """
        推进教育公平。（责任单位：市教育局）
        深化医保支付改革。（责任单位：市医保局、市卫健委）
        """,
        """
        -.1 | - | 推进教育公平。 | 市教育局
        -.1 | - | 深化医保支付改革。 | 市医保局、市卫健委
        """,
        formats=_FORMATS,
    ),
)
