"""Layouts without table: text broken at the margin, pages of the web."""

from __future__ import annotations

from layouts.layout import Layout

_OCR_NOTE_LINES = """\
湘潭市人民政府文件
潭政发〔2021〕7号

湘潭市2021年重点民生实事任务分解

1.改造老旧小区。2021年10月底前完成老旧小区改造120个，惠及
居民1.8万户。
责任单位：市住房和城乡建设局、市发展和改革委员会、市财政局，
各县市区人民政府，各园区管委会

2.提升基层医疗卫生机构能力。建设标准化乡镇卫生院12所、村卫
生室40所。
责任单位：市卫生健康委员会，各县市区人民政府
　　　　　　　　　　　- 3 -
湘潭市人民政府文件
3.增加公办幼儿园学位。新增公办园学位3000个。
责任单位：市教育局

- 4 -
""".encode()
_OL_START = """\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><div class="article">
<h1>台州市2023年数字化改革重点任务分工</h1>
<h3>一、数字政府</h3>
<ol><li>建设“浙里办”台州专区。（责任单位：市大数据局）</li><li>打通数据接口200个。（责任单位：市大数据局、市级有关单位）</li></ol>
<h3>二、数字经济</h3>
<ol start="3">
<li><p>培育“未来工厂”5家。</p><p>（责任单位：市经信局）</p></li>
<li>建设产业大脑3个。（责任单位：市经信局、各县（市、区）政府）</li></ol>
</div></body></html>
""".encode()
_OL_NESTED = """\
<html><head><meta charset="utf-8"></head><body>
<p>重点任务责任分解</p>
<ol style="list-style-type:cjk-ideographic"><li>深化改革
<ol><li>制定权责清单。<br>责任单位：区委编办</li><li>推进国企重组。<br>责任单位：区国资局</li></ol></li>
<li>扩大开放
<ol><li value="5">建设跨境电商产业园。<br>责任单位：区商务局</li></ol></li></ol>
</body></html>
""".encode()
_WEB_PARAGRAPHS = """\
<html><head><meta charset="utf-8"></head><body><div id="UCAP-CONTENT">
<p style="text-align:center"><strong>关于做好稳外贸稳外资工作的若干措施</strong></p>
<p style="text-indent:2em"><strong>（一）加大出口信用保险支持。</strong>扩大短期险覆盖面。
<span style="font-family:楷体">（责任单位：市商务局、中国信保广西分公司）</span></p>
<p style="text-indent:2em"><strong>（二）稳定外贸产业链。</strong>
<br/>　　建立重点企业“白名单”。
<br/>　　<span>（责任单位：市商务局、市工信局）</span></p>
<p style="text-indent:2em"><b>（三）优化口岸</b><b>营商环境。</b>
进口整体通关时间压缩至30小时以内。（责任单位：钦州海关、市口岸办）</p>
</div></body></html>
""".encode()
_WEB_BREAKS = """\
<!DOCTYPE html><html><head><meta charset="gb2312"><title>通知</title></head><body>
<div class="nav"><a>首页</a> <a>政务公开</a></div>
<div id="zoom"><font size="3">
&nbsp;&nbsp;&nbsp; 一、加强组织领导<br>
&nbsp;&nbsp;&nbsp; 1.成立领导小组。（责任单位：区政府办）<br>
&nbsp;&nbsp;&nbsp; 2.建立例会制度。（责任单位：区发改局）<br>
<br>
&nbsp;&nbsp;&nbsp; 二、强化宣传引导<br>
&nbsp;&nbsp;&nbsp; 3.开展主题宣传活动10场次。（责任单位：区委宣传部、区融媒体中心）<br>
&nbsp;&nbsp;&nbsp; 二〇二一年三月五日<br></font></div>
<div>【打印】【关闭】</div></body></html>
""".encode("gb18030")

LAYOUTS = (
    Layout(
        "prose-ocr-hard-breaks",
        "lines broken at the margin, page numbers between, brackets over two lines",
        "衡水市",
        """
        衡水市人民政府办公室
        关于印发《衡水市2022年大气污染综合治理
        工作方案》的通知
        各县市区人民政府，市政府有关部门：
        　　现将《衡水市2022年大气污染综合治理工作方案》印发给
        你们，请认真贯彻执行。
        — 1 —
        一、推进产业结构优化
        　　（一）严控“两高”项目。严格落实产能置换、能耗替代、
        污染物区域削减要求。
        （市发展改革委牵头，市生态环境局、市工业和信息化局配合）
        　　（二）化解过剩产能。加快退出落后产能，2022年9月底前完
        成橡胶硫化企业整治48家。（市工业和信息化局牵头，景县、故城县
        人民政府负责落实）
        — 2 —
        二、推进能源结构优化
        　　（三）巩固散煤治理成果。在保障群众温暖过冬前提下，严防
        散煤复烧。（市农业农村局、市生态环境局、市住房和城乡建设局，
        各县市区人民政府按职责分工负责）
        """,
        """
        1.1 | - | 严控“两高”项目。严格落实产能置换、能耗替代、污染物区域削减要求。 | \
            市发展改革委牵头，市生态环境局、市工业和信息化局配合 | \
            section=一、推进产业结构优化
        2.1 | - | 化解过剩产能。加快退出落后产能，2022年9月底前完成橡胶硫化企业整治48家。 | \
            市工业和信息化局牵头，景县、故城县人民政府负责落实 | \
            section=一、推进产业结构优化
        3.1 | - | 巩固散煤治理成果。在保障群众温暖过冬前提下，严防散煤复烧。 | \
            市农业农村局、市生态环境局、市住房和城乡建设局，各县市区人民政府按职责分工负责 | \
            section=二、推进能源结构优化
        """,
        formats="plain",
    ),
    Layout(
        "prose-ocr-note-lines",
        "lines broken at the margin, a running head printed again, notes over two lines",
        "湘潭市",
        "",
        """
        1.1 | - | 改造老旧小区。2021年10月底前完成老旧小区改造120个，惠及居民1.8万户。 | \
            市住房和城乡建设局、市发展和改革委员会、市财政局，各县市区人民政府，各园区管委会
        2.1 | - | 提升基层医疗卫生机构能力。建设标准化乡镇卫生院12所、村卫生室40所。 | \
            市卫生健康委员会，各县市区人民政府
        3.1 | - | 增加公办幼儿园学位。新增公办园学位3000个。 | 市教育局
        """,
        formats="plain",
        made={"plain": _OCR_NOTE_LINES},
    ),
    Layout(
        "prose-ol-start",
        "numbers of <ol start>, a note in a second paragraph of an item",
        "台州市",
        "",
        """
        1.1 | - | 建设“浙里办”台州专区。 | 市大数据局 | section=一、数字政府
        2.1 | - | 打通数据接口200个。 | 市大数据局、市级有关单位 | section=一、数字政府
        3.1 | - | 培育“未来工厂”5家。 | 市经信局 | section=二、数字经济
        4.1 | - | 建设产业大脑3个。 | 市经信局、各县（市、区）政府 | section=二、数字经济
        """,
        formats="html",
        made={"html": _OL_START},
    ),
    Layout(
        "prose-ol-nested",
        "nested <ol> with Chinese numbers, value, notes behind <br>",
        "自流井区",
        "",
        """
        1.1 | - | 制定权责清单。 | 区委编办 | section=一、深化改革
        2.1 | - | 推进国企重组。 | 区国资局 | section=一、深化改革
        5.1 | - | 建设跨境电商产业园。 | 区商务局 | section=二、扩大开放 | \
            flags=number_missing
        """,
        formats="html",
        made={"html": _OL_NESTED},
    ),
    Layout(
        "prose-web-paragraphs",
        "bold titles run in, a note behind <br>",
        "钦州市",
        "",
        """
        1.1 | - | 加大出口信用保险支持。扩大短期险覆盖面。 | 市商务局、中国信保广西分公司
        2.1 | - | 稳定外贸产业链。¶建立重点企业“白名单”。 | 市商务局、市工信局
        3.1 | - | 优化口岸营商环境。进口整体通关时间压缩至30小时以内。 | \
            钦州海关、市口岸办
        """,
        formats="html",
        made={"html": _WEB_PARAGRAPHS},
    ),
    Layout(
        "prose-web-breaks",
        "a page of <br> and &nbsp; in GB18030",
        "昌平区",
        "",
        """
        1.1 | - | 成立领导小组。 | 区政府办 | section=一、加强组织领导
        2.1 | - | 建立例会制度。 | 区发改局 | section=一、加强组织领导
        3.1 | - | 开展主题宣传活动10场次。 | 区委宣传部、区融媒体中心 | \
            section=二、强化宣传引导
        """,
        formats="html",
        made={"html": _WEB_BREAKS},
    ),
)
