"""Layouts of single cells: merged, blank, ditto, equal, of several paragraphs."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "equal-neighbours",
        "equal cells one below the other that are not merged stay two items",
        "常德市",
        """
        任务项目 | 任务分解 | 责任单位
        数字政府 | 归集电子证照。 | 市数据局
        数字政府 | 归集电子证照。 | 市数据局
        诚信建设 | 公示失信名单。 | 市发展改革委
        """,
        """
        -.1 | 数字政府 | 归集电子证照。 | 市数据局
        -.1 | 数字政府 | 归集电子证照。 | 市数据局
        -.1 | 诚信建设 | 公示失信名单。 | 市发展改革委
        """,
        formats="docx html xlsx paste dump pdf",
    ),
    Layout(
        "equal-owners-not-merged",
        "the same owner on each row, printed anew each time",
        "常德市",
        """
        任务项目 | 任务分解 | 责任单位
        1．保护沅江。 | 清理网箱。 | 市农业农村局
        ^ | 增殖放流。 | 市农业农村局
        2．修复湿地。 | 退耕还湿。 | 市农业农村局
        """,
        """
        1.1 | 保护沅江 | 清理网箱。 | 市农业农村局
        1.2 | 保护沅江 | 增殖放流。 | 市农业农村局
        2.1 | 修复湿地 | 退耕还湿。 | 市农业农村局
        """,
        formats="docx html xlsx pdf",
    ),
    Layout(
        "merges-flattened-to-blanks",
        "merged titles lost in a copy: value in the first row, blanks below",
        "呼伦贝尔市",
        """
        任务项目 | 任务分解 | 责任单位
        1．做优奶业。 | 建设牧场。 | 市农牧局
         | 支持乳品深加工。 | 市工信局
         | 设立风险补偿金。 | 市财政局
        2．发展冰雪旅游。 | 举办冰雪节。 | 市文体旅游广电局
         | 增开旅游专列。 | 市交通运输局
        """,
        """
        1.1 | 做优奶业 | 建设牧场。 | 市农牧局
        1.2 | 做优奶业 | 支持乳品深加工。 | 市工信局
        1.3 | 做优奶业 | 设立风险补偿金。 | 市财政局
        2.1 | 发展冰雪旅游 | 举办冰雪节。 | 市文体旅游广电局
        2.2 | 发展冰雪旅游 | 增开旅游专列。 | 市交通运输局
        """,
        formats="docx html xlsx paste markdown",
    ),
    Layout(
        "number-and-title-flattened",
        "序号 and title merged in the original, blank below in the copy",
        "呼伦贝尔市",
        """
        序号 | 重点任务 | 具体措施 | 责任单位
        1 | 改造林区供热 | 更换老旧管网。 | 市住建局
         |  | 推行分户计量。 | 市市场监管局
        2 | 整治黑臭水体 | 建设截污干管。 | 市住建局
        """,
        """
        1.1 | 改造林区供热 | 更换老旧管网。 | 市住建局
        1.2 | 改造林区供热 | 推行分户计量。 | 市市场监管局
        2.1 | 整治黑臭水体 | 建设截污干管。 | 市住建局
        """,
        formats="docx html xlsx paste markdown dump",
    ),
    Layout(
        "blank-owner-is-not-filled",
        "an owner cell printed blank beside its own task: null and flagged, never guessed",
        "呼伦贝尔市",
        """
        序号 | 工作任务 | 责任单位
        1 | 建设边境驿站。 | 市商务局
        2 | 维护界江航标。 |
        3 | 开通国际航线。 | 市口岸办
        """,
        """
        1.1 | - | 建设边境驿站。 | 市商务局
        2.1 | - | 维护界江航标。 | - | flags=owner_missing
        3.1 | - | 开通国际航线。 | 市口岸办
        """,
        formats="docx html xlsx paste markdown",
    ),
    Layout(
        "blank-lead-where-merges-are-lost",
        "number and lead blank below an item in a paste: the lead may be that above, flagged",
        "鄂尔多斯市",
        """
        序号 | 重点任务 | 工作内容 | 牵头单位 | 责任单位
        1 | 守牢粮食安全底线 | 播种面积稳定在120万亩。 | 市农牧局 | 市水利局
         |  | 建设高标准农田10万亩。 |  | 市财政局
        2 | 发展特色产业 | 培育龙头企业5家。 | 市农牧局 | 市商务局
        """,
        """
        1.1 | 守牢粮食安全底线 | 播种面积稳定在120万亩。 | 牵头单位：市农牧局；责任单位：市水利局
        1.2 | 守牢粮食安全底线 | 建设高标准农田10万亩。 | 责任单位：市财政局 | flags=lead_missing
        2.1 | 发展特色产业 | 培育龙头企业5家。 | 牵头单位：市农牧局；责任单位：市商务局
        """,
        formats="paste markdown",
    ),
    Layout(
        "ditto-marks",
        "同上, 〃 and ″ stand for the cell above, in any column",
        "漯河市",
        """
        任务项目 | 任务分解 | 责任单位 | 完成时限
        1．壮大食品产业。 | 培育链主企业。 | 市工信局 | 2021年年底前
        同上 | 建设检测中心。 | 〃 | 〃
        ″ | 举办博览会。 | 市商务局 | 同上
        2．治理沙澧河。 | 实施生态补水。 | 市水利局 | 持续推进
        """,
        """
        1.1 | 壮大食品产业 | 培育链主企业。 | 市工信局 | deadline=2021年年底前
        1.2 | 壮大食品产业 | 建设检测中心。 | 市工信局 | deadline=2021年年底前
        1.3 | 壮大食品产业 | 举办博览会。 | 市商务局 | deadline=2021年年底前
        2.1 | 治理沙澧河 | 实施生态补水。 | 市水利局 | deadline=持续推进
        """,
        formats="docx html xlsx paste dump markdown",
        removed=("ditto",),
    ),
    Layout(
        "remark-for-a-group",
        "a merged 备注 holds a rule for several tasks: declared outside, once",
        "广元市",
        """
        序号 | 考核指标 | 负责考核部门 | 备注
        1 | 粮食播种面积。 | 市农业农村局 | 以上三项各计20分，按季通报。
        2 | 生猪存栏数。 | 市农业农村局 | ^
        3 | 高标准农田建设。 | 市农业农村局 | ^
        4 | 农民收入增幅。 | 国家统计局广元调查队 |
        """,
        """
        1.1 | - | 粮食播种面积。 | 市农业农村局
        2.1 | - | 生猪存栏数。 | 市农业农村局
        3.1 | - | 高标准农田建设。 | 市农业农村局
        4.1 | - | 农民收入增幅。 | 国家统计局广元调查队
        """,
        outside=("以上三项各计20分，按季通报。",),
    ),
    Layout(
        "owner-for-a-group",
        "one owner cell merged over the tasks of several items",
        "广元市",
        """
        任务项目 | 任务分解 | 责任单位 | 完成时限
        1．守住耕地红线。 | 清查撂荒地。 | 市自然资源局、¶市农业农村局，¶各县（区）人民政府 | \
            2022年5月底前
        ^ | 复耕复种。 | ^ | ^
        2．种好高粱基地。 | 签订订单。 | ^ | 长期坚持
        3．办好农机合作社。 | 评定示范社。 | 市农业农村局 | ^
        """,
        """
        1.1 | 守住耕地红线 | 清查撂荒地。 | 市自然资源局、市农业农村局，各县（区）人民政府 | \
            deadline=2022年5月底前
        1.2 | 守住耕地红线 | 复耕复种。 | 市自然资源局、市农业农村局，各县（区）人民政府 | \
            deadline=2022年5月底前
        2.1 | 种好高粱基地 | 签订订单。 | 市自然资源局、市农业农村局，各县（区）人民政府 | \
            deadline=长期坚持
        3.1 | 办好农机合作社 | 评定示范社。 | 市农业农村局 | deadline=长期坚持
        """,
    ),
    Layout(
        "one-task-two-owner-rows",
        "a task cell merged over two rows that differ in owner and date: two rows",
        "丽水市",
        """
        序号 | 任务名称 | 具体内容 | 责任单位 | 完成时间
        1 | 古村落保护 | 完成测绘建档。 | 市建设局 | 2019年6月
        ^ | ^ | ^ | 市文广旅体局 | 2019年12月
        2 | 瓯江治理 | 建设绿道。 | 市建设局 | 2019年9月
        """,
        """
        1.1 | 古村落保护 | 完成测绘建档。 | 市建设局 | deadline=2019年6月
        1.2 | 古村落保护 | 完成测绘建档。 | 市文广旅体局 | deadline=2019年12月
        2.1 | 瓯江治理 | 建设绿道。 | 市建设局 | deadline=2019年9月
        """,
        formats="docx html xlsx pdf",
    ),
    Layout(
        "several-paragraphs-in-a-cell",
        "paragraphs of a task stay parted by a line feed, those of an owner are joined",
        "丽水市",
        """
        任务项目 | 任务分解 | 责任单位
        1．完善养老服务。 | 建设助餐点。¶培训护理员。¶发放补贴。 | \
            市民政局、¶市人力社保局、¶市财政局
        2．优化入学服务。 | 公布学区。 | 市教育局
        """,
        """
        1.1 | 完善养老服务 | 建设助餐点。¶培训护理员。¶发放补贴。 | 市民政局、市人力社保局、市财政局
        2.1 | 优化入学服务 | 公布学区。 | 市教育局
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "title-of-two-paragraphs",
        "a title whose paragraphs are broken for width",
        "丽水市",
        """
        任务项目 | 任务分解 | 责任单位
        1．推进山海¶协作。 | 共建产业园。 | 市发改委
        ^ | 结对帮扶学校。 | 市教育局
        """,
        """
        1.1 | 推进山海¶协作 | 共建产业园。 | 市发改委
        1.2 | 推进山海¶协作 | 结对帮扶学校。 | 市教育局
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "blank-rows",
        "rows of blank cells between and after the tasks",
        "琼海市",
        """
        序号 | 工作任务 | 责任部门
        1 | 保护红树林。 | 市林业局
         | |
        2 | 建设渔港。 | 市农业农村局
         | |
         | |
        """,
        """
        1.1 | - | 保护红树林。 | 市林业局
        2.1 | - | 建设渔港。 | 市农业农村局
        """,
        formats="docx html xlsx markdown",
    ),
    Layout(
        "header-repeated-on-each-page",
        "a table set page by page: the header stands again between its rows",
        "琼海市",
        """
        序号 | 工作任务 | 责任部门
        1 | 整治“两违”建筑。 | 市综合行政执法局
        2 | 推广装配式建筑。 | 市住房城乡建设局
        序 号 | 工作任务 | 责任部门
        3 | 规范砂石开采。 | 市水务局
        """,
        """
        1.1 | - | 整治“两违”建筑。 | 市综合行政执法局
        2.1 | - | 推广装配式建筑。 | 市住房城乡建设局
        3.1 | - | 规范砂石开采。 | 市水务局
        """,
        formats="docx html xlsx dump markdown",
        removed=("repeated_header",),
    ),
    Layout(
        "two-row-header-repeated",
        "a header of two rows that is printed again in full",
        "琼海市",
        """
        序号 | 工作任务 | 责任单位 | <
        ^ | ^ | 牵头单位 | 配合单位
        1 | 升级农贸市场。 | 市商务局 | 市市场监管局
        序号 | 工作任务 | 责任单位 | <
        ^ | ^ | 牵头单位 | 配合单位
        2 | 修补乡村公路。 | 市交通运输局 | 市财政局
        """,
        """
        1.1 | - | 升级农贸市场。 | 牵头单位：市商务局；配合单位：市市场监管局
        2.1 | - | 修补乡村公路。 | 牵头单位：市交通运输局；配合单位：市财政局
        """,
        removed=("repeated_header",),
    ),
)
