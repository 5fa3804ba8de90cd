"""Layouts with numbers or cells that are lost, or that the source has wrong."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "lost-number-proved-by-the-sequence",
        "a blank 序号 between 1 and 3 beside a title of its own: the number is given",
        "景德镇市",
        """
        序号 | 重点任务 | 具体措施 | 责任单位
        1 | 引进“景漂” | 建设公寓。 | 市住建局
         | 扶持直播 | 补贴场租。 | 市商务局
        3 | 研学旅行 | 认定基地。 | 市教育局
        """,
        """
        1.1 | 引进“景漂” | 建设公寓。 | 市住建局
        2.1 | 扶持直播 | 补贴场租。 | 市商务局
        3.1 | 研学旅行 | 认定基地。 | 市教育局
        """,
        formats="docx html xlsx paste markdown",
    ),
    Layout(
        "number-missing-at-the-source",
        "2 is followed by 4 with no row between: reported on 4, nothing renumbered",
        "浙江省",
        """
        序号 | 工作任务 | 责任单位
        1 | 建设未来社区。 | 省建设厅
        2 | 培育专精特新企业。 | 省经信厅
        4 | 扩容优质高中。 | 省教育厅
        """,
        """
        1.1 | - | 建设未来社区。 | 省建设厅
        2.1 | - | 培育专精特新企业。 | 省经信厅
        4.1 | - | 扩容优质高中。 | 省教育厅 | flags=number_missing
        """,
    ),
    Layout(
        "number-twice-at-the-source",
        "30 stands on two items: both keep it, the second one is flagged",
        "石城县",
        """
        序号 | 考核项目 | 考核指标 | 负责考核部门
        29 | 殡葬改革 | 火化率达到100%。 | 县民政局
        30 | 烟叶生产 | 收购5.6万担。 | 县烟办
        30 | 蚕桑生产 | 新栽桑苗1~2万株。 | 县农业局
        31 | 招商引资 | 签约项目不少于3个。 | 县商务局
        """,
        """
        29.1 | 殡葬改革 | 火化率达到100%。 | 县民政局
        30.1 | 烟叶生产 | 收购5.6万担。 | 县烟办
        30.1 | 蚕桑生产 | 新栽桑苗1~2万株。 | 县农业局 | flags=number_repeated
        31.1 | 招商引资 | 签约项目不少于3个。 | 县商务局
        """,
    ),
    Layout(
        "number-out-of-order",
        "5 is printed above 4: kept in printed order, the step back is flagged",
        "龙岩市",
        """
        任务项目 | 任务分解 | 责任单位
        3．传承红色文化。 | 修缮旧址。 | 市文旅局
        5．发展机械产业。 | 建设产业园。 | 市工信局
        4．保护汀江。 | 治理水土流失。 | 市水利局
        6．做强文旅康养。 | 建设步道。 | 市体育局
        """,
        """
        3.1 | 传承红色文化 | 修缮旧址。 | 市文旅局
        5.1 | 发展机械产业 | 建设产业园。 | 市工信局 | flags=number_missing
        4.1 | 保护汀江 | 治理水土流失。 | 市水利局 | flags=number_out_of_order
        6.1 | 做强文旅康养 | 建设步道。 | 市体育局 | flags=number_missing
        """,
    ),
    Layout(
        "orphan-in-a-gap",
        "a row that lost its first cells, where a number is missing, begins that item",
        "铜川市",
        """
        任务项目 | 任务分解 | 责任单位
        1．推进煤矿智能化。 | 建设工作面。 | 市能源局
         |  | 市财政局、¶市科技局
         | 推广应用机器人。 | 市工信局
        3．发展苹果产业。 | 改造老果园。 | 市农业农村局
        """,
        """
        1.1 | 推进煤矿智能化 | 建设工作面。 | 市能源局
        2.1 | - | - | 市财政局、市科技局 | flags=item_title_lost>text_lost | lost=item_title>text
        2.2 | - | 推广应用机器人。 | 市工信局 | flags=item_title_lost | lost=item_title
        3.1 | 发展苹果产业 | 改造老果园。 | 市农业农村局
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "orphans-with-sections-and-restarts",
        "orphans in two sections whose numbers restart: in a gap decided, at a section's end not",
        "铜川市",
        """
        任务项目 | 任务分解 | 责任单位
        一、产业 | < | <
        1．培育药材基地。 | 认定基地。 | 市农业农村局
        2．扶持陶瓷企业。 | 贴息贷款。 | 市财政局
         |  | 市工信局
        二、民生 | < | <
        1．新建公厕。 | 选址公示。 | 市城管局
         |  | 市卫健委
        3．扩建医院。 | 完成主体。 | 市卫健委
        """,
        """
        一、1.1 | 培育药材基地 | 认定基地。 | 市农业农村局 | section=一、产业
        一、2.1 | 扶持陶瓷企业 | 贴息贷款。 | 市财政局 | section=一、产业
        - | - | - | 市工信局 | section=一、产业 | flags=item_title_lost>item_undecided>text_lost | \
            lost=item_title>text
        二、1.1 | 新建公厕 | 选址公示。 | 市城管局 | section=二、民生
        二、2.1 | - | - | 市卫健委 | section=二、民生 | flags=item_title_lost>text_lost | \
            lost=item_title>text
        二、3.1 | 扩建医院 | 完成主体。 | 市卫健委 | section=二、民生
        """,
    ),
    Layout(
        "orphan-with-two-owner-columns",
        "an orphan of which the lead and the support cell are left",
        "铜川市",
        """
        序号 | 重点任务 | 具体措施 | 牵头单位 | 配合单位
        1 | 整治河道 | 清理采砂船。 | 市水务局 | 市公安局
         |  |  | 市交通局 | 市财政局
        3 | 提升市容 | 规范广告牌。 | 市城管局 | 市文旅局
        """,
        """
        1.1 | 整治河道 | 清理采砂船。 | 牵头单位：市水务局；配合单位：市公安局
        2.1 | - | - | 牵头单位：市交通局；配合单位：市财政局 | flags=item_title_lost>text_lost | \
            lost=item_title>text
        3.1 | 提升市容 | 规范广告牌。 | 牵头单位：市城管局；配合单位：市文旅局
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "orphans-below-two-section-levels",
        "orphans where numbers restart below each （一） of each 一、",
        "哈密市",
        """
        任务项目 | 任务分解 | 责任单位
        一、产业 | < | <
        （一）农业 | < | <
        1．扩大瓜田。 | 育苗。 | 市农业农村局
         |  | 市林草局
        3．改良羊种。 | 引种。 | 市畜牧局
        （二）工业 | < | <
        1．发展风电。 | 并网。 | 市发展改革委
         | 配储。 | 市工信局
        二、民生 | < | <
        （一）教育 | < | <
        1．新建校舍。 | 选址。 | 市教育局
         |  | 市住建局
        2．培训教师。 | 送教下乡。 | 市教育局
        """,
        """
        一、（一）1.1 | 扩大瓜田 | 育苗。 | 市农业农村局 | section=一、产业>（一）农业
        一、（一）2.1 | - | - | 市林草局 | section=一、产业>（一）农业 | \
            flags=item_title_lost>text_lost | lost=item_title>text
        一、（一）3.1 | 改良羊种 | 引种。 | 市畜牧局 | section=一、产业>（一）农业
        一、（二）1.1 | 发展风电 | 并网。 | 市发展改革委 | section=一、产业>（二）工业
        一、（二）1.2 | 发展风电 | 配储。 | 市工信局 | section=一、产业>（二）工业
        二、（一）1.1 | 新建校舍 | 选址。 | 市教育局 | section=二、民生>（一）教育
        二、（一）1.2 | 新建校舍 | - | 市住建局 | section=二、民生>（一）教育 | flags=text_lost | \
            lost=text
        二、（一）2.1 | 培训教师 | 送教下乡。 | 市教育局 | section=二、民生>（一）教育
        """,
        formats="docx html xlsx",
    ),
    Layout(
        "owner-cell-cut-by-a-page-edge",
        "an owner list that goes on behind the page edge is one cell again",
        "哈密市",
        """
        任务项目 | 任务分解 | 责任单位
        1．治理风沙。 | 栽植胡杨，围封草场，建设沙障。 | 市林草局
        ^ | 巡护戈壁。 | \
            市林草局、市公安局、市应急局、市交通运输局、市文化体育广播电视和旅游局、市农业农村局、市水利局、市自然资源局
        ^ | 设立标牌。 | 市交通运输局
        2．培育无核葡萄。 | 推广架式栽培，统一采收标准，建设冷库，组织电商培训。 | \
            市农业农村局、市商务局、市供销社、市邮政管理局
        3．保护烽燧。 | 加装监控。 | 市文物局
        """,
        """
        1.1 | 治理风沙 | 栽植胡杨，围封草场，建设沙障。 | 市林草局
        1.2 | 治理风沙 | 巡护戈壁。 | \
            市林草局、市公安局、市应急局、市交通运输局、市文化体育广播电视和旅游局、市农业农村局、市水利局、市自然资源局
        1.3 | 治理风沙 | 设立标牌。 | 市交通运输局
        2.1 | 培育无核葡萄 | 推广架式栽培，统一采收标准，建设冷库，组织电商培训。 | \
            市农业农村局、市商务局、市供销社、市邮政管理局
        3.1 | 保护烽燧 | 加装监控。 | 市文物局
        """,
        formats="docx pdf",
    ),
    Layout(
        "one-row-without-number-and-title",
        "number and title blank in one row alone, and the numbers run on: it goes on with the item",
        "吕梁市",
        """
        序号 | 重点任务 | 具体措施 | 责任单位
        1 | 守牢粮食底线 | 播种面积稳定在320万亩。 | 市农业农村局
        2 | 培育特色产业 | 发展核桃产业。 | 市林业局
         | | 新认定龙头企业6家。 | 市农业农村局
        3 | 整治人居环境 | 改建户厕1.2万座。 | 市乡村振兴局
        4 | 改善基础设施 | 改建公路210公里。 | 市交通运输局
        5 | 推进移风易俗 | 完善村规民约。 | 市民政局
        """,
        """
        1.1 | 守牢粮食底线 | 播种面积稳定在320万亩。 | 市农业农村局
        2.1 | 培育特色产业 | 发展核桃产业。 | 市林业局
        2.2 | 培育特色产业 | 新认定龙头企业6家。 | 市农业农村局
        3.1 | 整治人居环境 | 改建户厕1.2万座。 | 市乡村振兴局
        4.1 | 改善基础设施 | 改建公路210公里。 | 市交通运输局
        5.1 | 推进移风易俗 | 完善村规民约。 | 市民政局
        """,
        formats="docx html xlsx paste markdown",
    ),
    Layout(
        "numbered-row-without-title-where-titles-are-merged",
        "a numbered row with a blank title that no cell is merged over has lost it",
        "汉中市",
        """
        序号 | 重点任务 | 具体措施 | 责任单位
        1 | 壮大茶产业 | 改造低产茶园。 | 市农业农村局
        2 | ^ | 举办采茶节。 | 市文化和旅游局
        3 | 保护朱鹮 | 建设繁育中心。 | 市林业局
        4 | | 改造老旧小区。 | 市住房和城乡建设局
        5 | 治理汉江 | 清理非法采砂。 | 市水利局
        """,
        """
        1.1 | 壮大茶产业 | 改造低产茶园。 | 市农业农村局
        2.1 | 壮大茶产业 | 举办采茶节。 | 市文化和旅游局
        3.1 | 保护朱鹮 | 建设繁育中心。 | 市林业局
        4.1 | - | 改造老旧小区。 | 市住房和城乡建设局 | flags=item_title_lost | lost=item_title
        5.1 | 治理汉江 | 清理非法采砂。 | 市水利局
        """,
    ),
)
