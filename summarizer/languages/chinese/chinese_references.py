"""Chinese pronouns and demonstratives whose noun a statement does not have, and denials of what is not in it."""

from __future__ import annotations

import re

from ..language import BASIC_HAN
from ..statement_rules import find_first_ends

# Surnames of one character by frequency, some three hundred with traditional forms.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时"
    "穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩"
    "張劉陳楊黃趙吳孫馬鄭謝許馮鄧呂盧鐘譚陸賈韋鄒閆龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯歐關蘭"
    "惠幸郦勾荆秘国晋庾羿浦"
)
# Of a word that jieba does not know, and of what it takes for the name of a person.
_TAGS_OF_NAMES = ("", "nr")
# What only the text before a sentence names, at its start: 该公司, 这, 其, 上述, 他.
ORPHAN = re.compile(
    r"(?:[他她]们?|他們|她們)(?![国國人乡鄉信山])|[它牠](?:们|們)?|其(?![他它实實次间間一二三四五])|"
    r"[该該](?![当當])|此(?![外前后後次番時时刻间間])|[这這那](?![年天次一])[些个個样樣种種]?|[这這那]一(?![年天次])|"
    r"同[样樣]的|上述|前述|[对對为為据據因按照如]此|前者|后者|後者|[两兩]者|[双雙]方|与之|與之|相关(?:负责人|人士)|"
    # An ordinal or another without its noun, and the answer to what was asked before.
    r"第[一二三四五六七八九十][个個]?(?:则|則|就)?是|[二三四五六七八九十](?:则|則)?是|其[一二三四五](?:则|則)?[是为為在]|另(?:外)?一?[个個项項种種]?(?:则|則)?是|"
    r"另外[一还還][个個]|另(?:外)?一[个個]?(?:方面|[点點]|原因|[问問][题題])(?!，)|[一两兩][个個]是|(?:或者|比如|例如|[还還]有(?!望|待))(?!，)|"
    r"包括(?![^，。]{1,20}在[内內])|[不没沒]有?，|"
    r"(?:[今去前]年的?|\d{4}年的?|最?主要的?|最大的|根本的?|直接的?|真正的|其中的)?答案|"
    # What the sentence before relates, or its subject: 当晚, 两人, 受此影响.
    r"(?:当|當)[天晚日场場](?!然)|同[日年月](?!而语)|同一[天日时時]|分[别別][是为為]|指(?:的是|，)|次日|翌日|(?:[这這]|在此|此)?期[间間](?!费|費)|随[后後]|此[后後]|加上(?=[^，]{1,20}，)|在[这這此](?:当|當|其|之)?中(?=，)|[当當][时時](?=，)|非但|之[后後前]|[后後][来來]|事[发發][后後]|"
    r"(?:[两兩二三]人|[两兩]家|俩人?|夫妇|夫婦)(?!组|組|份)|[受因为為就从從对對由与與除据據鉴鑑]此|有[鉴鑑]于此|不[仅僅]如此|除此|"
    r"其他(?:方面)?(?:，|则|則|的)|"
    # A count without what is counted: 20架为确认订单.
    r"\d[\d,.]*[万萬亿億]?[架家人名个個辆輛只隻项項款台臺套座所位件起例](?:均|都|则|則)?(?:[为為是已将將被]|来自|來自)|"
    # A torn conjunct or particle.
    r"和(?![平谐諧解睦气氣煦硕碩林田静县縣记記])(?![^，]{1,16}(?:相比|不同|一[样樣]))|及(?![时時格早])|以及|的(?![士确確哥])|等(?![待候于於到级級离離同])|地(?=[的，])|"
    r"[^，。：、]{0,6}其中|[^，。：、]{1,8}[该該](?:公司|行|机构|機構|报告|報告|项目|項目|集团|集團|股)"
)
# What adds to others that are not shown.
COMPARISON = re.compile(
    r"第[二三四五六七八九十](?:[个個点點条條项項种種类類件]|方面)(?![季年])|其次(?!，)|于是|紧接着|緊接著|接着|接著|随即|隨即|继而|繼而|另(?:外)?一[名位家]|"
    r"[^，。：；]{2,10}第[二三四五六][个個][^，。：；]{1,4}是|"
    # A day or a time that is counted from one told before.
    r"第[一二三四五六七八九十\d]+[天日](?=，)|[^，。]{1,4}[过過][后後]，|"
    r"[一二两兩三四五六七八九十百几幾数數\d]+(?:多?[个個]?(?:小时|小時|月)|分[钟鐘]|[天年周])[之以]?[后後](?!的)"
)
# Not 是否认为, 不否认, 没有承认或否认.
_DENY = (
    "(?<![不没沒未无無非或需待要求])(?<!没有|沒有|不予|未予|无法|無法)"
    "(?:(?<![是能可])否[认認](?![为為识識可真同定不])|[辟闢][谣謠]|澄清|[驳駁]斥|反[驳駁])了?"
)
_POINTER = (
    "(?:上述|前述|以上|[该該]|此|[这這](?:[一些][种種则則条條]?|[种種个個则則条條篇])?|相[关關]|有[关關]|所[谓謂]|"
    "[网網](?:[传傳]|[络絡]|上|[间間])|外界|坊[间間]|市[场場]|媒[体體]|任何|一切|所有|近日)的?"
)
_CLAIM = (
    "(?:消息|[报報][道导導]|[传傳][闻聞言]|[谣謠][传傳言]|[说說]法|指[控责責]|猜[测測]|[质質]疑|言[论論]|信息|[内內]容|"
    "[视視][频頻]|[图圖]片|帖子|文章|情[况況])"
)
_FALSE = (
    "(?:不[属屬][实實]|不[实實](?![施际際行现現用惠在名])|失[实實]|子[虚虛][乌烏]有|[无無]中生有|[无無]稽之[谈談]|不是真的|"
    "(?<![不非])(?:是|系|係|[为為]|[属屬]于?於?)(?:[网網][络絡])?(?:[谣謠][传傳言]|[虚虛]假|假消息|捏造)|"
    "[没沒毫][无無有](?:任何)?(?:事[实實])?(?:根[据據]|依[据據])|[与與]事[实實]不符|不符合?事[实實]|不[准準][确確])"
)
_DENIED = rf"(?:(?:{_POINTER})*{_CLAIM}|此事|此[说說]|[这這]一?[点點]|[这這](?=[，。])|公告|[声聲]明|(?=[，。；：]|$))"
DENIAL = re.compile(
    rf"{_DENY}{_DENIED}|"
    rf"(?:(?:{_POINTER})+(?:{_CLAIM})+[^，。；]{{0,8}}?|(?:{_POINTER}|(?<=[，：称稱示应應])|^)(?:{_CLAIM})*"
    rf"[均皆都并並全完纯純]{{0,2}}){_FALSE}|"
    "(?:[并並查][无無]|[没沒]有|不存在)(?:此事|[这這]回事|(?:上述|此[类類]|[这這][种種])(?:情[况況]|事))"
)
NAMED_DENIAL = re.compile(
    rf"{_DENY}(?!了|{_DENIED})([^，。；]+)|"
    rf"([^，。；]{{2,40}}(?<![述该該这這样樣种種网網传傳关關])的){_CLAIM}(?=.{{0,60}}(?:{_DENY}|{_FALSE}))|"
    rf"[网網][传傳](?!的?{_CLAIM})([^，。；]{{2,40}}?){_FALSE}"
)
# A document with which a statement opens, of which only the text before says which it is.
_DOCUMENT = "(?:声明|聲明|通知|函件|公告|文件|协议|協議|指引|报告|報告|新规|新規)"
_DEFINITE = re.compile(
    rf"(?P<thing>{_DOCUMENT})"
    r"(?=[^，。]{0,4}(?:提到|指出|称|稱|显示|顯示|要求|强调|強調|指|说|說))"
)
# A name behind what its bearer is, or before it: 董事长李明, 李明是一家….
_NAMED = re.compile(
    rf"(?<=[长長裁理授士员員师師者人任工民手官席記记监監商])[{SURNAMES}][{BASIC_HAN}]{{1,2}}|"
    rf"(?<=[。，；\s])[{SURNAMES}][{BASIC_HAN}]{{1,2}}(?=是(?:一[名位]|[^，。]{{0,15}}[人长長师師员員者生])|[（(]|今年\d|，[男女\d])"
)
# Somebody by name alone who says something, before it or behind it.
SPEAKER = re.compile(
    rf"(?:[据據]|“[^”]*”，?)?(?P<name>[{SURNAMES}][{BASIC_HAN}]{{1,2}}?)(?=[说說称稱]|表示|[认認][为為]|指出|告[诉訴]|介[绍紹]|"
    r"透露|坦言|回[忆憶]|强调|強調|解[释釋]|分析)"
)
_INTRODUCED = re.compile(rf"({_DOCUMENT})(?![a-zA-Z])")
# What sets time, place or source before the subject: 根据…的回复，.
_SETTING = re.compile(
    r"(?:根据|根據|按照?|依据|对于|對於|[对對在从從自到至当當为為经經]|截至|随着|隨著|由于|由於|除了|通过|透過|既然|虽然|雖然|尽管|儘管|如果|倘若|若|面对|面對|经过|經過|直到|自从|自從|为了|為了|突然间?|突然間|结果|結果|最[终終后後]|目前|近日|日前|随后|隨後)"
    r"[^，。：；]{0,30}，"
)
# Who says it, before what is said.
_ATTRIBUTION = re.compile(
    r"[^，。：；“]{2,40}?(?:希望|认为|認為|表示|指出|[称稱说說指料道]|预计|預計|相信|强调|強調|透露|介[绍紹]|[显顯]示|坦言)[，：:]?[“「]?"
)
_RELATES = re.compile(
    r"[该該](?![当當])|此(?![外前后後次番時时刻间間])|[这這](?![年天次里裡])|上述|同[样樣]的|[对對因为為]此"
)
# A bare demonstrative as the object of the first clause: 通过这些，; 希望这能….
_BARE_OBJECT = re.compile(
    r"[^，。：；]{0,30}[对對就]此(?!外|表示|回[应應]|[说說称稱评評])|[^，。：；]{0,16}?(?:通[过過]|[对對][于於]?|[从從]|由|因|按照?|[据據]|根[据據]|除了?|希望|相信|[认認][为為]|[觉覺]得|[让讓使把][将將]?)"
    r"[这這]些?(?=[，、不也就都能会會将將可是更才])"
)
# A pronoun as the object of the first clause, which cannot mean its subject: 东河的热情给他留下印象.
_OTHER_PERSON = re.compile(
    r"(?![^，。：；]*(?:[说說称稱指]|表示|[认認][为為]))"
    r"[^，。：；]{1,20}?(?:[给給把让讓使令对對向叫请請帮幫问問找陪送被]|告[诉訴])[他她](?![们們人国國乡鄉])"
)
_ABOVE = re.compile(r"[上前]述|(?:^|[，；])以上(?:[两兩几幾三四五六七八九十]|\d+)[个個项項点點种種条條]")
# What leads over from the sentence before, without a comma, and behind it a pronoun or a verb without its subject.
_LEAD_OVER = re.compile(
    r"(?:所以说?|所以說|但是?|不过|不過|然后|然後|那么?|那麼|因为|因為|而且?|其实|其實|当然|當然|就是[说說]|也就是[说說]|比如[说說]?|[举舉]个?例子(?:就是|[来來][说說])?，?|"
    r"(?:反过来|反過來|[总總]的来?|简单来?|簡單來?|具体来?|具體來?)[说說讲講看]|[啊呃嗯对對][，,]?)+"
)
_NO_SUBJECT = re.compile(
    r"是(?![否日])|也(?![门門])|就(?![业業读讀医醫餐职職地近])|都(?![市会會江])|又|才(?![能华華子])|[还還](?![原款债債])|乘以|等于|等於|叫"
)
# A year or a date, and behind it an adverb that goes on from what came before, without a subject: 2016年又拆分….
_GOES_ON = re.compile(
    r"(?:到了?)?(?:\d{2,4}年(?:\d{1,2}月)?|\d{1,2}月|\d{1,2}日|[今去前当當]年|目前|[后後][来來])?"
    r"(?:又|再(?![生次就见見保造融贷貸])|(?:回[头頭]|[转轉][头頭]))"
)
_COUNTRIES = "中美英法德俄日韩韓印朝澳加意西葡荷波以伊巴埃越泰菲欧歐蒙缅緬土希"
_DEMONSTRATIVE = re.compile(
    rf"(?<![应應本活])[该該](?![当當])(?P<that>[{BASIC_HAN}]{{1,2}})|[这這](?:[一些种種项項幅张張段篇位条條座款批场場份封本部名家台]|[个個]|[样樣]的|件|[两兩几幾三四五六七八九十][个個项項种種条條点點位家]?|"
    rf"(?=事情|[问問][题題]|情[况況]|道理))(?P<this>[{BASIC_HAN}]{{2}})"
)
# Two countries, whose names stand neither before it nor joined to it: 中法两国.
_TWO_COUNTRIES = re.compile(rf"(?<![{_COUNTRIES}])[两兩][国國]")
_JOINED = re.compile("[和与與同、及]|[国國].*[国國]")
_ORGANISATIONS = frozenset(["公司", "集团", "集團", "企业", "企業", "机构", "機構", "银行", "銀行", "行", "股"])
_WINDOW = 2  # characters of a title that, met before 该公司, tell which company it is


def definite_subject(statement: str) -> str:
    """The document that a statement opens with, if only the text before says which one; else empty."""
    match = _DEFINITE.match(statement)
    return match["thing"] if match else ""


def find_introduced(text: str) -> dict[str, int]:
    """Each kind of document that a text names, with the character behind its first place."""
    return find_first_ends(_INTRODUCED, text)


def may_be_in_name(word: tuple[str, str]) -> bool:
    """Whether a word, with its tag in jieba's notation, may be one of a person's name, or a part of one."""
    text, tag = word
    return len(text) == 1 or tag[:2] in _TAGS_OF_NAMES


def find_named(text: str) -> dict[str, int]:
    """Each name that a text has behind what its bearer is, with one and with two characters of a given name.

    A word of jieba's dictionary that is no name (于是, 高考) is none.
    """
    from .chinese_phrases import tag_words

    ends: dict[str, int] = {}
    for match in _NAMED.finditer(text):
        ends.setdefault(match[0][:2], match.end())
        ends.setdefault(match[0], match.end())
    words = dict(zip(ends, tag_words(list(ends)), strict=True))
    return {name: end for name, end in ends.items() if may_be_in_name(words[name][0])}


def lacks_antecedent(statement: str, title: str) -> bool:
    """Whether a pronoun or demonstrative stands in a statement without what it means.

    Args:
        title: of the article; what it names is known.
    """
    rest = statement.lstrip("“「")
    if _GOES_ON.match(rest):
        return True
    while setting := _SETTING.match(rest):
        rest = rest[setting.end() :]
    if lead := _LEAD_OVER.match(rest):
        rest = rest[lead.end() :]
    if ORPHAN.match(rest) or _NO_SUBJECT.match(rest) or _ABOVE.search(statement):
        return True
    if _BARE_OBJECT.match(rest) or _OTHER_PERSON.match(rest):
        return True
    if attribution := _ATTRIBUTION.match(rest):
        said = rest[attribution.end() :].lstrip("，")
        if _RELATES.match(said) or _BARE_OBJECT.match(said):
            return True
    if (two := _TWO_COUNTRIES.search(statement)) and not _JOINED.search(statement[: two.start()]):
        return True
    return any(not _is_named(match, statement[: match.start()], title) for match in _DEMONSTRATIVE.finditer(statement))


def _is_named(match: re.Match[str], before: str, title: str) -> bool:
    """Whether the noun of a demonstrative, or for 该 a name of the title, stands before it."""
    noun = match["that"] or match["this"]
    if noun in before or noun[:1] in before[-1:] or (match["that"] and noun[0] in "行股" and "：" in before):
        return True
    return match["that"] in _ORGANISATIONS and any(
        title[i : i + _WINDOW] in before for i in range(len(title) - _WINDOW + 1)
    )
