"""Layouts of owners: as key, as row, merged, inline, and their notes."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "owner-as-row-key",
        "the owner is the row key: merged in the first column, its tasks hang below it",
        "修水县",
        """
        责任单位 | 序号 | 考核项目 | 考核内容
        县教育体育局 | 1 | 控辍保学 | 建立辍学台账。
        ^ | 2 | 校舍安全 | 改造危房2000平方米。
        县卫生健康委 | 3 | 村医补助 | 足额发放补助。
        县医疗保障局 | 4 | 参保扩面 | 参保率达到95%以上。
        """,
        """
        1.1 | 控辍保学 | 建立辍学台账。 | 县教育体育局
        2.1 | 校舍安全 | 改造危房2000平方米。 | 县教育体育局
        3.1 | 村医补助 | 足额发放补助。 | 县卫生健康委
        4.1 | 参保扩面 | 参保率达到95%以上。 | 县医疗保障局
        """,
        formats="docx html xlsx pdf",
    ),
    Layout(
        "owner-key-over-groups",
        "groups of bodies by rowspan left of the owners, who are the row key",
        "修水县",
        """
        类别 | 责任单位 | 考核项目 | 考核内容
        重点考核部门 | 县林业局 | 1.森林防火 | 配齐护林员。
        ^ | ^ | 2.油茶改造 | 完成低改任务。
        ^ | 县水利局 | 3.水库除险 | 完工8座。
        一般考核部门 | 县档案馆 | 4.档案进馆 | 接收到期档案。
        """,
        """
        1.1 | 森林防火 | 配齐护林员。 | 县林业局 | section=重点考核部门
        2.1 | 油茶改造 | 完成低改任务。 | 县林业局 | section=重点考核部门
        3.1 | 水库除险 | 完工8座。 | 县水利局 | section=重点考核部门
        4.1 | 档案进馆 | 接收到期档案。 | 县档案馆 | section=一般考核部门
        """,
    ),
    Layout(
        "owner-key-flattened",
        "the owner as row key in a copy that lost its merges: blank below means as above",
        "修水县",
        """
        责任单位 | 序号 | 工作任务
        县教育体育局 | 1 | 建立辍学台账。
         | 2 | 改造校舍危房。
        县卫生健康委 | 3 | 足额发放补助。
         | 4 | 培训村医。
        """,
        """
        1.1 | - | 建立辍学台账。 | 县教育体育局
        2.1 | - | 改造校舍危房。 | 县教育体育局
        3.1 | - | 足额发放补助。 | 县卫生健康委
        4.1 | - | 培训村医。 | 县卫生健康委
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "owner-as-banner-row",
        "责任单位：… as a row over the whole width, its tasks below, no column of owners",
        "大庆市",
        """
        序号 | 工作任务 | 完成时限
        责任单位：市公安局 | < | <
        1 | 打击盗油犯罪。 | 持续推进
        2 | 推行居住证电子化。 | 2023年9月底前
        责任单位：市民政局、市残联 | < | <
        3 | 改造困难家庭无障碍设施。 | 2023年12月底前
        """,
        """
        1.1 | - | 打击盗油犯罪。 | 市公安局 | deadline=持续推进
        2.1 | - | 推行居住证电子化。 | 市公安局 | deadline=2023年9月底前
        3.1 | - | 改造困难家庭无障碍设施。 | 市民政局、市残联 | deadline=2023年12月底前
        """,
    ),
    Layout(
        "owner-banner-below-sections",
        "section rows and owner rows in turn: 一、… then 牵头单位：…",
        "大庆市",
        """
        序号 | 重点任务 | 具体措施 | 完成时限
        一、油城转型 | < | < | <
        牵头单位：市发展改革委 | < | < | <
        1 | 发展地热 | 建设供热示范区。 | 年内
        ^ | ^ | 出台补贴办法。 | 年内
        二、百湖治理 | < | < | <
        牵头单位：市水务局 | < | < | <
        2 | 连通水系 | 清淤渠道。 | 10月底
        """,
        """
        1.1 | 发展地热 | 建设供热示范区。 | 牵头单位：市发展改革委 | deadline=年内 | \
            section=一、油城转型
        1.2 | 发展地热 | 出台补贴办法。 | 牵头单位：市发展改革委 | deadline=年内 | \
            section=一、油城转型
        2.1 | 连通水系 | 清淤渠道。 | 牵头单位：市水务局 | deadline=10月底 | section=二、百湖治理
        """,
    ),
    Layout(
        "inline-note-in-the-task-cell",
        "no column of owners: （责任单位：…） ends each task cell",
        "玉树州",
        """
        序号 | 重点任务 | 具体措施
        1 | 保护三江源 | 管护冰川。（责任单位：州林草局、州水利局）
        ^ | ^ | 清理草原垃圾。（责任单位：各县市人民政府）
        2 | 发展牦牛产业 | 建设良种场。（责任单位：州农牧局）
        """,
        """
        1.1 | 保护三江源 | 管护冰川。 | 州林草局、州水利局
        1.2 | 保护三江源 | 清理草原垃圾。 | 各县市人民政府
        2.1 | 发展牦牛产业 | 建设良种场。 | 州农牧局
        """,
        removed=("note_label",),
    ),
    Layout(
        "inline-note-as-paragraph",
        "no column of owners: 责任单位：… is the last paragraph of each task cell",
        "玉树州",
        """
        序号 | 工作任务
        1 | 修复黑土滩。¶责任单位：州林草局
        2 | 监测雪豹种群。¶责任单位：三江源国家公园管理局、¶州公安局
        """,
        """
        1.1 | - | 修复黑土滩。 | 州林草局
        2.1 | - | 监测雪豹种群。 | 三江源国家公园管理局、州公安局
        """,
        formats="docx html xlsx paste",
        removed=("note_label",),
    ),
    Layout(
        "inline-note-without-label",
        "no column of owners: （…牵头，…负责） ends each task cell",
        "交通运输部",
        """
        序号 | 主要任务 | 完成时限
        1 | 完善农村公路养护标准。（公路局牵头，规划司、财务司参与） | 2019年6月底前
        2 | 推广电子客票(含省际客运)。（运输服务司负责） | 2019年12月底前
        """,
        """
        1.1 | - | 完善农村公路养护标准。 | 公路局牵头，规划司、财务司参与 | deadline=2019年6月底前
        2.1 | - | 推广电子客票(含省际客运)。 | 运输服务司负责 | deadline=2019年12月底前
        """,
    ),
    Layout(
        "labels-inside-one-owner-cell",
        "牵头单位：… and 配合单位：… as two paragraphs of one 责任分工 cell",
        "农业农村部",
        """
        序号 | 重点任务 | 责任分工
        1 | 实施种业振兴。 | 牵头单位：种业管理司¶配合单位：计划财务司、科技教育司
        2 | 强化动物防疫。 | 牵头单位：畜牧兽医局
        """,
        """
        1.1 | - | 实施种业振兴。 | 牵头单位：种业管理司配合单位：计划财务司、科技教育司
        2.1 | - | 强化动物防疫。 | 牵头单位：畜牧兽医局
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "blank-support-column",
        "配合单位 is blank on some rows, and merged over others",
        "教育部",
        """
        序号 | 工作任务 | 牵头单位 | 配合单位
        1 | 修订课程标准。 | 教材局 |
        2 | 建设智慧教育平台。 | 科学技术与信息化司 | 基础教育司、¶职业教育与成人教育司
        3 | 培训乡村教师。 | 教师工作司 | ^
        """,
        """
        1.1 | - | 修订课程标准。 | 牵头单位：教材局
        2.1 | - | 建设智慧教育平台。 | \
            牵头单位：科学技术与信息化司；配合单位：基础教育司、职业教育与成人教育司
        3.1 | - | 培训乡村教师。 | 牵头单位：教师工作司；配合单位：基础教育司、职业教育与成人教育司
        """,
    ),
    Layout(
        "lead-bodies-in-two-columns-with-owner",
        "牵头单位, 责任单位 and 配合单位 side by side",
        "海西州",
        """
        序号 | 事项 | 牵头单位 | 责任单位 | 配合单位 | 牵头领导
        1 | 盐湖资源开发。 | 州工信局 | 格尔木市政府 | 州科技局 | 马某某
        2 | 光热电站建设。 | 州能源局 | 德令哈市政府 | 国网海西供电公司 | 才某
        """,
        """
        1.1 | - | 盐湖资源开发。 | \
            牵头单位：州工信局；责任单位：格尔木市政府；配合单位：州科技局 | person=马某某
        2.1 | - | 光热电站建设。 | \
            牵头单位：州能源局；责任单位：德令哈市政府；配合单位：国网海西供电公司 | person=才某
        """,
    ),
    Layout(
        "owner-cell-with-a-sentence",
        "owners as a sentence: roles by verb, a closing full stop, brackets with commas",
        "甘肃省",
        """
        任务项目 | 任务分解 | 责任单位
        1．深化“放管服”。 | 编制清单。 | \
            省政府办公厅（省大数据局，省政务服务中心）牵头，各市州政府按职责分工负责。
        ^ | 推行“一业一证”。 | 省市场监管局（省知识产权局）会同省卫生健康委负责。
        """,
        """
        1.1 | 深化“放管服” | 编制清单。 | \
            省政府办公厅（省大数据局，省政务服务中心）牵头，各市州政府按职责分工负责。
        1.2 | 深化“放管服” | 推行“一业一证”。 | 省市场监管局（省知识产权局）会同省卫生健康委负责。
        """,
        formats="docx html xlsx pdf",
    ),
    Layout(
        "several-persons-in-a-cell",
        "责任人 holds several names, by 、 or a line each: every name is a value",
        "锡林郭勒盟",
        """
        序号 | 工作任务 | 责任单位 | 责任人
        1 | 治理浑善达克沙地。 | 盟林草局 | 王某某、李某
        2 | 建设饲草基地。 | 盟农牧局 | 赵某¶钱某某
        """,
        """
        1.1 | - | 治理浑善达克沙地。 | 盟林草局 | person=王某某>李某
        2.1 | - | 建设饲草基地。 | 盟农牧局 | person=赵某>钱某某
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "several-notes-in-a-task-cell",
        "no column of owners, two notes in one cell: one row, the bodies of both",
        "吐鲁番市",
        """
        序号 | 工作任务
        1 | ①保护坎儿井。（责任单位：市水利局）②登记暗渠。（责任单位：市文物局）
        2 | ①晾制葡萄。（责任单位：市林草局）
        """,
        """
        1.1 | - | ①保护坎儿井。②登记暗渠。 | 市水利局；市文物局
        2.1 | - | ①晾制葡萄。 | 市林草局
        """,
        removed=("note_label",),
    ),
)
