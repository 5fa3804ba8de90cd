"""What the cells of a column look like, told without its header.

A cell is one of: a running number, a figure (95%, 1200), a time (2023年6月底前, 持续推进), a list
of bodies (市公安局、各县区), a list of places alone, persons, a state of progress (已完成), an act
(完成改造30公里。) or, of what is left, a phrase. A column has the kind that most of its cells have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.ink import ink
from pipeline.numbering import leading_number, whole_number
from pipeline.records import Cell, Table

Kind = Literal[
    "blank", "number", "figure", "time", "bodies", "places", "persons", "state", "act", "phrase"
]
_SAMPLE_ROWS = 200  # enough to tell a kind; keeps the cost of a long table constant
_MOST = 0.7
_FEWEST = 3  # cells
_LONG = 20  # characters: no phrase is as long

# --- bodies --------------------------------------------------------------------------

_BRACKETED = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[)）\]】〕]")
_PARTED = re.compile(r"[、，,；;。\s/／+]+")
_LABEL = re.compile(r"^[一-鿿]{0,6}(?:单位|部门|牵头|配合|责任|主办|协办)[:：]|^由")
_ROLE = re.compile(
    r"(?:按照?(?:各自)?职责(?:分工)?|分工|分别|共同|具体|组织)*"
    r"(?:牵头|负责|配合|落实|承办|参与|参加|协助|协同|实施|办理)*$|等(?:单位|部门|有关部门)?$"
)
_INSTITUTION = re.compile(
    r"^驻.{1,8}组$|^[省市县区].{1,6}馆$|.(?:局|委|厅|署|政府|公司|集团|银行|[分支总]行|海关|党组|党委|党工委|支部|法院|检察院|医院"
    r"|(?<!厂)办|(?:中|协|商|工|学|员|字|联合|研究|青年|妇联|基金|管委|理事)会|(?<![平舞])台|电视台"
    r"|(?:服务|管理|发展|指导|监测|控制|保障|数据|交易|信息|指挥|融媒体|疾控|事业|促进)?中心"
    r"|(?:[支大总分中联]|调查|稽查|勘[查察]|执法|救援)队|(?<![全内外干])部|(?<![公])司|妇联|残联|侨联|文联|社科联|工商联|科协|供销社"
    r"|大学|学院|院校|学校|[中小]学|(?<![广演])播|报社|日报社?|办公室|(?<!年)总社|联社|团市委"
    r"|[^\d]处|[^学]科|股|(?:监管|派出|司法|财政|税务|国土|卫生|研究|供电|管理)所|党校|专班|指挥部"
    r"|公安|电网|电力|供电|消防|邮政|铁塔|移动|联通|电信|纪委监委|管委|部门|单位)$"
)
_ALL = re.compile(
    r"^(?:[省市县区镇州局]?直?(?:各|有关|相关|其他|所有|全体|各有关|各相关)).{1,14}$|^各.{1,14}$"
)
_PLACE = re.compile(r"^[一-鿿]{1,12}(?:[县市区旗镇乡州盟街村场]|街道|社区|园区)$")
_NO_BODY = re.compile(
    r"(?:社会|机会|大会|推进会|现场会|座谈会|全部|内部|外部|干部|平台|场所|厕所|学科|好处|老旧小区"
    r"|小区|城市|全市|全县|全区|乡村|农村|超市|夜市|灌区|库区|山区|片区|辖区|示范区|试验区|先行区|广场"
    r"|市场|停车场|车站|每处|一处|城镇|集镇)$|^(?:中心|主)?[城市景]区$"
)

# --- times, persons, states ----------------------------------------------------------

_CHINESE_DIGIT = "[一二三四五六七八九十]"
_TIME = re.compile(
    rf"(?:19|20)\d\d(?:[./\-]\d{{1,2}}){{1,2}}|(?:19|20)\d\d年?度?|\d{{8}}"
    rf"|(?:\d{{1,2}}|{_CHINESE_DIGIT}{{1,2}})[月日号]份?|[上中下]旬|第?[一二三四1-4]季度|[上下]半年"
    r"|全年|年内|年[底末终初中]|月底|季末|长期|持续|常态化?|立[行即知][立即]?[改行整]?|立即|即时|即期"
    r"|随时|适时|汛期$|[春秋]季学期|学[年期]|每(?:[年月季周旬日天]度?|半[年月]|学[年期]|[两双三]周)"
    r"|按[月季年]度?|“?十[二三四五]五”?(?:期间|末)?|近期|中期|远期"
    r"|当年|本年度?|今年|明年|\d+个?(?:工作日|月|天)内?|[一二三四五六七八九十]+个月内?"
)
_TIME_FILL = re.compile(
    r"[\s、，,；;。.\-—–~～至到和（）()/]|[底末初中]?[之以]?[前内]|[底末]|完成|坚持|推进|开展|整改|实施|到位"
    r"|进行|按时|期间|任务|启动|取得|阶段性|办结|落实|基本|全面|目标|力争|化|起|开始|完毕|销号"
    rf"|(?:不少于|至少)?(?:\d|两|{_CHINESE_DIGIT})次"
)
_FIGURE = re.compile(
    r"第?[\d.,，+\-—–~～≥≤＞＜<>＝=约/:：()（）]*\d"
    r"(?:[)）]|[%％‰]?\+?(?:[^\d\s、，。；.．%()（）]{1,4})?)"
)
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十百\d]+[条款项次期号页章节]|.{1,6}[〔\[]\d{4}[〕\]]\d+号"
)
_MARK = re.compile(r"[-—–/\\*×√✓✔☑○●◎◆◇■□☆★△▲无]*")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮"
    "柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古"
    "吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫"
    "寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝常才羊淦"
)
_NAME = re.compile(rf"(?:[{_SURNAMES}]|欧阳|司马|上官|诸葛|皇甫)(?:某{{1,2}}|[一-鿿]{{1,2}})")
_POST = re.compile(
    r"(?:常务)?(?:副?(?:[省市县区州盟旗镇乡]长|书记|主任|局长|科长|处长|部长|主席|校长|院长|秘书长)|同志"
    r"|常委|部长|调研员|先生|女士|[市县区]委.{0,6})*[（(]?[\d\-—]*[)）]?"
)
_HEADS = re.compile(r".{0,14}(?:主要|分管)?(?:领导|负责人|副?[市县区镇乡]长|书记)")
_NO_NAME = re.compile(
    r".*[市县区乡镇街库率度量业类化性感级办局委全]$|.*(?:安全|项目|方案|工程|建设|服务|文化|文明|金融"
    r"|成果|时间|单位|环境|产业|管理|经济|党建|农业|农村|水利|交通|民生)"
)
_STATE = re.compile(
    r"(?:已|正在|目前|截至|截止|尚未|未(?!来)|现已|推进中|进行中|基本完成|完成$|是$|否$|办结|达到序时"
    r"|按序时|按计划|进展|[√×✓]|销号$|合格$|达标$|红灯|黄灯|绿灯|优秀$|良好$)"
)

# --- acts ----------------------------------------------------------------------------

_ADVERB = (
    r"(?:进一步|大力|积极|全面|加快|深入|扎实|持续|着力|全力|认真|及时|严格|切实|逐步|统筹|继续|重点|适时"
    r"|有序|定期|依法|科学|高标准|高质量|纵深|稳妥|稳步|不断|率先|抓紧|尽快|共同|联合|集中|深化|有效|主动"
    r"|按[时照期]|坚决|广泛|精准|全方位|分类|分级|再|新)*"
)
_VERBS = (
    "推进|推动|推行|推广|建设|建立|建成|建好|建|完成|完善|开展|加强|加大|加快|强化|实施|落实|制定|制订|出台"
    "|印发|编制|编印|提升|提高|提供|优化|深化|健全|组织|开通|开工|开设|开发|打造|打好|打通|培育|培养|引进"
    "|引导|支持|支撑|鼓励|促进|扩大|拓展|拓宽|改造|改扩建|改建|改善|改革|新建|新增|新改扩建|续建|扩建|整治"
    "|治理|清理|清零|清除|排查|检查|督促|督导|督查|监督|监测|规范|严格|严厉|严控|落地|确保|保障|保持|保护"
    "|压减|压缩|压实|降低|减少|减轻|关停|取缔|淘汰|禁止|限制|控制|防范|防控|化解|解决|处置|处理|修订|修复"
    "|修编|申报|争取|争创|创建|创新|创办|举办|承办|承接|召开|宣传|宣贯|培训|储备|采购|配备|配套|设立|设置"
    "|划分|划定|签订|公布|公示|公开|发布|编排|安装|更新|升级|整合|整改|归集|共享|接入|应用|运用|利用|盘活"
    "|对接|协调|配合|研究|探索|试点|评估|评选|考核|核查|核实|复核|审核|审查|审批|下放|取消|调整|精简|简化"
    "|合并|统一|统计|收集|汇总|上报|报送|封堵|拆除|搬迁|安置|发放|补贴|补齐|资助|帮扶|救助|慰问|动员|倡导"
    "|弘扬|普及|丰富|繁荣|发展|壮大|做强|做大|做优|做好|做实|抓好|抓实|抓牢|狠抓|守住|守牢|筑牢|夯实|巩固"
    "|增强|增加|增设|激发|释放|吸引|招引|招聘|吸纳|稳定|畅通|疏通|疏导|贯彻|执行|履行|依托|围绕|聚焦|聚力"
    "|坚持|坚决|遵守|学习|对|将|把|为|以|由|在|向|到20|每|凡|遏制|打击|查处|查办|惩治|追究|问责|建档|登记"
    "|启动|投运|投用|投入|竣工|验收|交付|出让|供应|收回|收储|谋划|策划|包装|储|植树|造林|绿化|美化|亮化"
    "|净化|硬化|铺设|敷设|疏浚|清淤|加固|维修|维护|养护|运营|运行|构建|搭建|组建|成立|形成|实现|达到|力争"
    "|推出|推介|推荐|选派|选树|选聘|明确|细化|量化|分解|加密|延伸|覆盖|普查|摸底|摸清|掌握|跟踪|回访|办理"
    "|办结|办好|受理|答复|回复|反馈|通报|曝光|约谈|谈心|走访|调研|巡查|巡视|巡察|抽查|抽检|检测|检验|监控"
    "|预警|应对|救援|演练|值守|值班|关爱|关心|服务|满足|落户|引入|开放|合作|融合|联动|协同|衔接|统筹|打"
)
_ACT = re.compile(rf"{_ADVERB}(?:{_VERBS})")
_STOPS = re.compile(r"[。；;]|，.*[^，]{4}")


@dataclass(frozen=True, slots=True)
class Shape:
    """A column below its header: ``kind`` is that of ``agreeing`` of its ``printed`` cells.

    ``length`` is the mean number of characters of a printed cell; ``rows`` counts the rows
    seen, ``distinct`` the different texts; ``official`` counts the
    lists of bodies, ``due`` the cells that end in 前.
    """

    kind: Kind
    agreeing: int
    printed: int
    rows: int
    distinct: int
    length: float
    official: int = 0
    due: int = 0

    @property
    def is_text(self) -> bool:
        """Whether the column may say what is to be done, or name what it is about."""
        return self.kind in ("act", "phrase", "places")

    @property
    def is_shared(self) -> bool:
        """Whether its values hold for several rows: merged, blank below, or printed again."""
        return self.rows > 1 and 0 < self.distinct < self.rows

    @property
    def is_unfilled(self) -> bool:
        """Whether a form leaves the column to be filled in: blank in several rows."""
        return self.kind == "blank" and self.rows > 2

    @property
    def is_proof(self) -> bool:
        """Whether there are enough cells to overrule a known word above them."""
        return self.printed >= _FEWEST

    @property
    def names_bodies(self) -> bool:
        """Whether its cells are lists of bodies."""
        return self.kind == "bodies"


def shapes_of(table: Table, first: int) -> tuple[Shape, ...]:
    """The shape of each column of ``table`` from row ``first`` on, told by the first rows.

    Rows that print one cell alone (headings of sections, remarks) tell of no column.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if first <= cell.row < first + _SAMPLE_ROWS:
            rows.setdefault(cell.row, []).append(cell)
    columns: dict[int, list[str]] = {}
    seen, covered = 0, -1
    for row, cells in sorted(rows.items()):
        printed = [cell for cell in cells if ink(cell.text)]
        alone = len(printed) < 2 and row > covered
        covered = max(covered, *(cell.row + cell.row_span - 1 for cell in cells))
        if alone or not printed:
            continue
        seen += 1
        for cell in printed:
            if cell.column_span == 1 or cell.column_span < table.columns - 1:
                columns.setdefault(cell.column, []).append(cell.text)
    return tuple(_shape(columns.get(i, []), seen) for i in range(table.columns))


def _shape(texts: Sequence[str], rows: int) -> Shape:
    inked = [text for text in map(ink, texts) if not _MARK.fullmatch(text)]
    if not inked:
        return Shape("blank", 0, 0, rows, 0, 0.0)
    if is_running(inked):
        return Shape("number", len(inked), len(inked), rows, len(inked), 1.0)
    kinds = Counter(map(kind_of, texts))
    del kinds["blank"]
    length = sum(map(len, inked)) / len(inked)
    named = kinds["bodies"] + kinds["places"]
    official = kinds["bodies"]
    told = kinds.most_common(1)[0]
    if named >= _MOST * len(inked):
        told = ("bodies", named) if 3 * official >= len(inked) else ("places", named)
    elif told[0] in ("act", "phrase"):
        told = ("act", kinds["act"]) if 2 * kinds["act"] >= len(inked) else told
    elif told[1] < _MOST * len(inked):
        told = ("act", kinds["act"]) if 2 * kinds["act"] >= len(inked) else ("phrase", told[1])
    due = sum(text.endswith("前") for text in inked)
    return Shape(told[0], told[1], len(inked), rows, len(set(inked)), length, official, due)


def kind_of(text: str) -> Kind:
    """The kind of one cell; a number is a figure, since only a column of them runs."""
    folded = ink(text)
    if _MARK.fullmatch(folded):
        return "blank"
    if _is_time(folded):
        return "time"
    if _FIGURE.fullmatch(folded) or _ORDINAL.fullmatch(folded):
        return "figure"
    bodies = _bodies(text)
    if bodies:
        return bodies
    if _are_persons(text):
        return "persons"
    if _STATE.match(folded):
        return "state"
    return "act" if _is_act(folded) else "phrase"


def is_running(texts: Sequence[str]) -> bool:
    """Whether the texts are numbers that go up by one, or begin again at one."""
    numbers = [number.value if number else None for number in map(whole_number, texts)]
    if None in numbers or len(numbers) < 2:
        return False
    steps = [b in (a, a + 1, 1) for a, b in pairwise(n for n in numbers if n is not None)]
    return sum(steps) >= 0.8 * len(steps) and len(set(numbers)) > 1


def _is_time(text: str) -> bool:
    rest, count = _TIME.subn("", text)
    if not count:
        return False
    rest = _TIME_FILL.sub("", rest)
    return len(rest) <= max(2, 0.3 * len(text))


def _bodies(text: str) -> Kind | None:
    """Whether a cell is a list of bodies, or of places that stand for them."""
    bare = _BRACKETED.sub("", text)
    pieces = [_ROLE.sub("", _LABEL.sub("", piece)) for piece in _PARTED.split(bare.strip())]
    pieces = [piece for piece in pieces if piece]
    if not pieces or any(len(piece) > _LONG for piece in pieces):
        return None
    official = sum(map(_is_body, pieces))
    places = sum(1 for piece in pieces if not _is_body(piece) and _is_place(piece))
    if official + places < _MOST * len(pieces):
        return None
    return "bodies" if official else "places"


def _is_body(piece: str) -> bool:
    if _ALL.match(piece):
        return True
    if not _INSTITUTION.search(piece) or _NO_BODY.search(piece):
        return False
    act = _ACT.match(piece)
    return act is None or len(piece) - act.end() <= 2 or piece[-1] in "局委厅行司"


def _is_place(piece: str) -> bool:
    return bool(_PLACE.match(piece)) and not _NO_BODY.search(piece) and not _ACT.match(piece)


def _are_persons(text: str) -> bool:
    pieces = [piece for piece in re.split(r"[、，,；;\s]+", text.strip()) if piece]
    return bool(pieces) and all(map(_is_person, pieces))


def _is_person(piece: str) -> bool:
    if _POST.fullmatch(piece) or _HEADS.fullmatch(piece):
        return True
    name = _NAME.match(piece)
    while name:
        if _POST.fullmatch(piece, name.end()) and not _NO_NAME.match(piece[: name.end()]):
            return True
        name = _NAME.match(piece[: name.end() - 1]) if name.end() > 2 else None
    return False


def _is_act(text: str) -> bool:
    number = leading_number(text)
    said = text[len(number.printed) :] if number else text
    if len(said) >= _LONG or _STOPS.search(said):
        return True
    return len(said) >= 5 and bool(_ACT.match(said))
