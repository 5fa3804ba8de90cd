"""Layouts of several tables in one file: more tasks, the same table again, or none."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "two-task-tables",
        "two task tables with different headers in one file; numbers run on",
        "绍兴市",
        """
        附件1

        序号 | 工作任务 | 责任单位
        1 | 提升古城品质。 | 市住建局
        2 | 改造织机设备。 | 市经信局

        附件2

        责任部门 | 完成时间 | 任务项目 | 任务分解 | 备注
        市水利局 | 6月 | 3.修复鉴湖 | 清淤3公里。 | 续建
        市文广旅局 | 9月 | ^ | 布设步道。 |
        """,
        """
        1.1 | - | 提升古城品质。 | 市住建局
        2.1 | - | 改造织机设备。 | 市经信局
        3.1 | 修复鉴湖 | 清淤3公里。 | 市水利局 | deadline=6月
        3.2 | 修复鉴湖 | 布设步道。 | 市文广旅局 | deadline=9月
        """,
        outside=("附件1", "附件2", "续建"),
    ),
    Layout(
        "continued-with-header",
        "a table that goes on as a second one with the same header",
        "松原市",
        """
        序号 | 重点任务 | 具体措施 | 责任单位
        1 | 治理盐碱地 | 引水洗盐。 | 市水利局
        ^ | ^ | 选育耐碱稻种。 | 市农业农村局

        序号 | 重点任务 | 具体措施 | 责任单位
        2 | 保护查干湖 | 禁捕补偿。 | 查干湖旅游经济开发区管委会
        3 | 扩建粮仓 | 新增仓容。 | 市粮食和储备局
        """,
        """
        1.1 | 治理盐碱地 | 引水洗盐。 | 市水利局
        1.2 | 治理盐碱地 | 选育耐碱稻种。 | 市农业农村局
        2.1 | 保护查干湖 | 禁捕补偿。 | 查干湖旅游经济开发区管委会
        3.1 | 扩建粮仓 | 新增仓容。 | 市粮食和储备局
        """,
    ),
    Layout(
        "continued-without-header",
        "a table that goes on as a second one without header",
        "松原市",
        """
        序号 | 重点任务 | 具体措施 | 责任单位
        1 | 建设高标准农田 | 平整土地。 | 市农业农村局

        2 | 整治人居环境 | 改造厕所。 | 市农业农村局
        3 | 发展庭院经济 | 发放鹅雏。 | 市畜牧业管理局
        """,
        """
        1.1 | 建设高标准农田 | 平整土地。 | 市农业农村局
        2.1 | 整治人居环境 | 改造厕所。 | 市农业农村局
        3.1 | 发展庭院经济 | 发放鹅雏。 | 市畜牧业管理局
        """,
    ),
    Layout(
        "continued-amid-an-item",
        "the second table has no header and begins with blanks: the item above goes on",
        "松原市",
        """
        任务项目 | 任务分解 | 责任单位
        1．保护黑土地。 | 深松整地。 | 市农业农村局

         | 秸秆还田。 | 市农业农村局
         | 监测墒情。 | 市气象局
        2．改造灌区。 | 衬砌渠道。 | 市水利局
        """,
        """
        1.1 | 保护黑土地 | 深松整地。 | 市农业农村局
        1.2 | 保护黑土地 | 秸秆还田。 | 市农业农村局
        1.3 | 保护黑土地 | 监测墒情。 | 市气象局
        2.1 | 改造灌区 | 衬砌渠道。 | 市水利局
        """,
    ),
    Layout(
        "continued-with-a-section",
        "the second table has no header and begins with a section row",
        "松原市",
        """
        序号 | 工作任务 | 责任单位
        一、生态 | < | <
        1 | 补水湿地。 | 市水利局

        二、交通 | < | <
        2 | 拓宽国道。 | 市交通运输局
        """,
        """
        1.1 | - | 补水湿地。 | 市水利局 | section=一、生态
        2.1 | - | 拓宽国道。 | 市交通运输局 | section=二、交通
        """,
    ),
    Layout(
        "contacts-and-budget-beside",
        "tables of contacts and money around the task table are named as outside",
        "钦州市",
        """
        姓名 | 单位 | 电话
        韦某某 | 市发展改革委 | 000-0001

        序号 | 重点任务 | 责任单位 | 完成时限
        1 | 建设平陆运河枢纽。 | 市交通运输局 | 2026年底前
        2 | 发展大蚝产业。 | 市农业农村局 | 长期坚持

        科目 | 金额（万元） | 说明
        疏浚费 | 500 | 分两年
        """,
        """
        1.1 | - | 建设平陆运河枢纽。 | 市交通运输局 | deadline=2026年底前
        2.1 | - | 发展大蚝产业。 | 市农业农村局 | deadline=长期坚持
        """,
        others=2,
        outside=("韦某某", "分两年"),
    ),
    Layout(
        "numbered-contacts-right-below",
        "a table of as many columns with a header and numbers of its own is no continuation",
        "钦州市",
        """
        序号 | 工作任务 | 责任单位
        1 | 修复红树林。 | 市林业局
        2 | 整治采砂。 | 市水利局

        序号 | 姓名 | 联系电话
        1 | 覃某 | 000-0002
        2 | 莫某 | 000-0003
        """,
        """
        1.1 | - | 修复红树林。 | 市林业局
        2.1 | - | 整治采砂。 | 市水利局
        """,
        others=1,
        outside=("覃某", "000-0003"),
    ),
    Layout(
        "same-header-numbers-restart",
        "two lists with the same header, each numbered from 1",
        "防城港市",
        """
        附件1：2019年任务

        序号 | 工作任务 | 责任单位
        1 | 开通边民通道。 | 市商务局
        2 | 扩建互市区。 | 市边贸局

        附件2：2020年任务

        序号 | 工作任务 | 责任单位
        1 | 建设冷链库。 | 市发展改革委
        """,
        """
        1.1 | - | 开通边民通道。 | 市商务局
        2.1 | - | 扩建互市区。 | 市边贸局
        1.1 | - | 建设冷链库。 | 市发展改革委
        """,
    ),
    Layout(
        "transposed-beside-upright",
        "an upright table and a transposed one in one file",
        "防城港市",
        """
        序号 | 工作任务 | 责任单位
        1 | 改扩建码头。 | 市交通运输局

        序号 | 2 | 3
        工作任务 | 保护金花茶。 | 监测白海豚。
        责任单位 | 市林业局 | 市海洋局
        """,
        """
        1.1 | - | 改扩建码头。 | 市交通运输局
        2.1 | - | 保护金花茶。 | 市林业局
        3.1 | - | 监测白海豚。 | 市海洋局
        """,
    ),
    Layout(
        "continued-below-an-open-section",
        "the second table has no header; the section opened in the first still holds",
        "吐鲁番市",
        """
        序号 | 工作任务 | 责任单位
        一、水利 | < | <
        1 | 加固水库。 | 市水利局

        2 | 推广滴灌。 | 市农业农村局
        二、交通 | < | <
        3 | 修建旅游公路。 | 市交通运输局
        """,
        """
        1.1 | - | 加固水库。 | 市水利局 | section=一、水利
        2.1 | - | 推广滴灌。 | 市农业农村局 | section=一、水利
        3.1 | - | 修建旅游公路。 | 市交通运输局 | section=二、交通
        """,
    ),
)
