"""What makes a Chinese sentence or clause a statement of its own: patterns of openings, and what may be removed.

All patterns were written by hand from the development sets of `benchmarks.offline`, 2026-11-24. The floors of
`benchmarks.readability` and `benchmarks.segments` hold what they achieve.
"""

from __future__ import annotations

import functools
import re

from ..language import BASIC_HAN
from ..statement_rules import SentencePatterns, StatementRules
from .chinese_references import (
    COMPARISON,
    DENIAL,
    NAMED_DENIAL,
    ORPHAN,
    SPEAKER,
    definite_subject,
    find_introduced,
    find_named,
    lacks_antecedent,
)
from .chinese_vocabulary import chinese_words

# 新华社北京5月8日电（记者…） / 中新网上海5月8日电 / 本报讯（记者…） / 人民网北京5月8日讯 …
_DATELINE = re.compile(
    r"[【\[（(]?[^\s，。,：！？]{0,16}?(?:\d{1,2}月\d{1,2}日|\d{1,2}日|本报|[报网社])"
    r"(?:体育|新媒体|微特稿|综合)?(?:专|综合|特写)?(?:电|讯|消息)[】\]]?"
    r"\s*(?:题：[^。]{0,40}?\s{1,})?(?:[（(][^）)]{0,60}[）)])?\s*[:：，,]?\s*(?:[^\s，。：]{2,8}消息：)?|"
    r"【(?:[^】]{1,12}(?:稿|[电電]|[讯訊]|[报報]道|消息)|[导導]\s*[读讀]|摘要|提要|[编編]者按|核心提示)】[：:]?\s*"
)
# A day that only the dateline dates.
_RELATIVE_DAY = re.compile(r"今[天日晚早]|昨[天日晚]|当[日晚]|當[日晚]|明[天日]|本[月周]")
# 记者从某处获悉，… and 【新华社微特稿】…
_LEAD_IN = re.compile(
    r"【[^】]{2,16}】\s*|[^，。]{0,12}消息[，,：:]|(?:本报|新华社|本刊)?记者[^，。；]{0,30}?(?:获悉|了解到|得知|看到)[，,：:]?\s*"
)
_ASIDES = re.compile(
    r"[（(](?:完|下转[^）)]*|(?:记者|编辑|责编|参与(?:采写|记者)|图|图片|摄影|来源|见图|资料图)[^）)]*)[）)]"
)
_INNER_SPACE = re.compile(rf"(?<=[{BASIC_HAN}，。；：、])\s+(?=[{BASIC_HAN}])")
# Fillers of speech. 这个 and 那个 stay where they are the subject or mean a thing of their own.
_FILLERS = re.compile(
    r"(?:(?:这|那)个(?!是|就是|也|都|人|会|要|不|没|可|时|月|[，。,]))"
    r"|(?:就是说|也就是说|就是呢|怎么说呢|你知道|我跟你说|说实话|说白了|对不对|对吧|是吧|是不是|呃|嗯|哎|诶)[，,]?"
    r"|(?:(?<=^)|(?<=[，。,]))(?:那么?|然后|所以说?|就是|其实|但是呢?|而且呢?|啊|哦|OK|ok|那个|这个)[，,]?"
    rf"(?=[{BASIC_HAN}]{{4}})"
    r"|(?:(?<=^)|(?<=[，。,]))(?:对|好|嗯|是的)[的啊呀]?[，,]"
    rf"|(?<=[{BASIC_HAN}])(?:(?:呢|啊|嘛|呀)(?=[，。,{BASIC_HAN}])|哈(?=[，。,]))"  # not of 哈尔滨
)
# 我我觉得 says 我觉得 once; what is doubled by rights stays: 慢慢, 看看, 妈妈.
_STUTTER = re.compile(rf"([{BASIC_HAN}]{{1,4}}?)\1")
_REDUPLICATED = frozenset(
    "人天年月日常往慢渐刚仅大多看谈聊说想试爸妈哥姐弟妹宝家处时种层步个点谢好久早明白偏稍恰足轻深单整件条次"
)
_EDGES = " \t，,、；;：:—-"
# Connectives that may be dropped without a comma; not of 但愿, 且慢, 然而立.
_BARE_CONNECTIVE = (
    rf"(?:此外|而(?![今立后後已且])|[况況]且|另外(?!一)|同[时時](?![期段代间間])|那(?=[我你咱就其对對在从從最现現目今如若因作由以随隨虽雖既比关關])|但是?(?![丁愿願凡求])|[而并並]且|(?<!姑)且(?![慢末])|不[过過](?![是如几幾度])|然而(?!立)|所以(?![说說])|然[后後]|"
    rf"那[么麼]|因此)(?=[{BASIC_HAN}“《]{{2}}|\s?[\dA-Za-z])"
)
_MIN_REST = 8  # characters that must follow a connective for it to be dropped; set by hand, 2026-11-24

# What articles of a kind have to say, in the words of their trade: figures of a period, what is expected, decided,
# advised or held.
_RESULTS = re.compile(
    r"(?:营收|收入|銷售|销售|营业额|營業額|利[润潤]|溢利|毛利率|虧損|亏损|订单|訂單|出货|出貨)[^。；]{0,24}\d|"
    r"\d[^。，；]{0,12}(?:营收|收入|净利|利[润潤])"
)
# The same of a period, in a talk.
_PERIOD_RESULTS = re.compile(rf"^(?=.*(?:季|半年|全年|年度|同比|[环環]比|按年|按季)).*?(?:{_RESULTS.pattern})")
_OUTLOOK = re.compile(r"预计|預計|預期|预期|预测|預測|展望|指引|有望|目标|目標|计划|計劃|将[达在于超]|將[達在於超]")
_DECISION = re.compile(
    r"签署|簽署|签订|簽訂|决定|決定|通过|通過|同意|批准|宣布|宣佈|收购|收購|出售|增持|减持|減持|回购|回購|聘任|委任|辞任|辭任|辞去|"
    r"发行|發行|派发|派發|中标|中標|终止|終止|设立|設立|投资|投資|转让|轉讓|质押|質押|解除|推迟|推遲|停牌|复牌|拟|擬"
)
_ADVICE = re.compile(
    r"评级|評級|目标价|目標價|建议关注|建議關注|看好|首次覆盖|首次覆蓋|推荐|推薦|(?:我们|我們)(?:认为|認為|判断|判斷|预计|預計|建议|建議)"
)
_THESIS = re.compile(
    r"(?:我们?|我們)(?:认为|認為|相信|看好|预计|預計)|总的来看|總的來看|总体来看|必须|必須|坚持|堅持|关键|關鍵|核心|根本|"
    r"最重要|意味着|意味著|应当|應當|而不是|并不|並不"
)

_HELD_VIEW = re.compile(
    r"(?:我们?|我們)(?:个人|個人|自己|一直|非常|始终|始終|[还還]是|更|也|就|都|是|想)*"
    r"(?:认为|認為|强调|強調|建议|建議|相信|主张|主張|坚信|堅信|提倡)|"
    r"(?:核心|关键|關鍵|本质|本質|根本|最重要)[^，。]{0,8}(?:是|在[于於])|"
    r"^(?:所以|因此|总之|總之|[归歸]根[结結]底|那)+[^。]*(?:应该|應該|必须|必須|一定要|就要)"
)

PATTERNS = SentencePatterns(
    dangling_subject=re.compile(
        r"(?:公司(?!法|债|治理)|集团(?!军)|双方|两者|前者|后者|两家|报告(?:说|称|还|同时)|文章|论文里|结果是|"
        r"且(?!慢)|就(?![业读医餐职地])|像(?!素)|是(?!否)|因为|包括|[好对嗯][，的]|然后|那么|"
        r".{0,4}(?:之后|随后|此后|后来|当天|当晚|当时|同日|同年|次日)，)"
    ),
    enumerated=re.compile(
        r"其[一二三四五]|第[一二三四五六七八九](?:[是个個位点點步，、：]|阶段[是，]|方面|层面|層面|大[点點])|[一二三四五六]是|[（(][一二三四五六\d][）)]"
    ),
    greeting=re.compile(
        r"(?:(?:大家|[您你][们們]?)(?:[早晚]上?|[上中下]午)?|各位(?!置)[^。]{0,8}(?<![更很向良看越最不]))好(?:[，！!：:。]|$)|"
        # Thanks and nothing else, or to listeners: not 感谢政策支持，….
        r"[谢謝]{2}|(?:再次|非常|衷心|十分)感[谢謝]|感[谢謝](?!信)(?:[^，。；]*[。！!]?$|[^，。]{0,20}(?:[您你]|大家|各位|嘉[宾賓]|的(?:[发發]言|交流|分享)))|"
        r"尊敬的[^，。]{1,12}[：:]|亲爱的[^，。]{0,12}[，：:！!]|(?:祝好|此致|敬礼|顺颂|谨启)[^，。]{0,6}[！!。]?$|"
        r"祝(?:[您你]|大家|各位|[^，。]{1,8}[！!]$)"
    ),
    notice=re.compile(
        r"(?:下面|接下来|接下來|首先)(?:就|再|先)?有?[请請](?![求示辞辭])|"
        # What announces a matter and tells nothing of it.
        r"(?:下面|下边|接下来|接下來|[说說]完[^，。]{1,8}，|最[后後]|首先|今天)?(?:我们?|我們|咱们?)?(?:就|再|先|也|[来來])*"
        r"(?:[来來]?看看|[来來]?看一(?:下|看)|[来來]?[关關]注一下|[来來]?展望一下|[来來]?聊(?:聊|一[下聊])|[谈談]{2}|[讲講](?:[讲講]|一[讲講下]))"
        r"[^，。]{0,24}[。]?$|"
        r"(?:我们|我們|咱们)接下[来來]是|"
        # Not what is told behind it: 向大家介绍，水泵….
        r"[^。]{0,30}(?:[与與]|跟|和|[给給]|[为為]|向)(?:大家(?![电電庭族])|各位|[你您]们?)[^，。]{0,6}(?:分享|[汇匯][报報]|介[绍紹]|交流|探[讨討])(?!了|[^，。一]{0,4}[，：])|"
        r"有(?:任何|什么)(?:问题|疑问)|如?有(?:问题|疑问)[，,]?(?:[请請]|可|[欢歡]迎)|更多(?:信息|详情|内容)(?:[，,：:]?(?:[请敬可见详]|尽在)|$)|"
        r"(?:(?:本|上市)?公司|保荐机构)?(?:郑重|特此?|在此)*(?:提请|提醒|敬请|提請|敬請)(?:广大|廣大)?投[资資]者|(?:关键词|图说|编者按|[^，。]{0,4}链接|名词解释)[：:]|"
        r"敬请|欢迎(?:关注|订阅|扫码|转发)|详见(?!.*的有)|请见|"
        # Not 60元以下.
        r"[^。；]{0,60}(?:如下|(?<![\d%％元度岁歲桶级級])以下)(?:[几幾两兩三四五六七八九十][个個]?)?(?:方面|点|點|措施|工作|内容|內容|问题|問題|原因|(?<=如下)(?:[。：；]|$))"
    ),
    attribution=re.compile(
        # Not 小说, 名称 or 轨道, nor who does not say anything.
        r"(?![^，。]*(?:[未没沒]|拒[绝絕]))[^，。：:；“”「」]{0,80}"
        r"(?:(?<![小传傳学學演假])[说說]|(?<![名简簡职職对對])[称稱]|表示|指出|[说說写寫问問答笑喊叹嘆绍紹忆憶慨调調释釋]道|强调|強調|"
        r"介绍|介紹|透露|坦言|回应|回應|(?:告[诉訴]|[对對向跟])[^，。]{0,10}[记記]者)[。.]?$"
    ),
    background=re.compile(
        # What is compared with an earlier one.
        r"[与與和跟同][^，。]{2,12}不同(?:的是)?，|不同的是，|相[比较較]之下，|"
        r"(?:[^，]{1,12}[称道]，)?(?:[一二两三四五六七八九十几数\d]+多?(?:年|个月|天)(?:之?前|以前)|近年来|多年来|"
        r"[^，。]{1,10}自[^，。]{1,12}以[来來]，[^。]{0,16}(?:一直|始终|始終|争议|爭議)|长期以来|想[象像]一下|试想|过去|曾经|很多人|众所周知|随着|对于?.{1,20}(?:来说|而言)|在.{1,12}看来|"
        r"\d{4}年\d{1,2}月(?:\d{1,2}日)?[，初底])"
    ),
    occasion=re.compile(
        r"(?:[进進]行|展[开開])了?[^，。；]{0,8}(?:[辩辯][论論]|[讨討][论論]|交流|磋商|探[讨討])。?$|"
        r"(?:[发發]表|表[达達]|交[换換])了?[^，。；]{0,6}意[见見]。?$|"
        r"(?:分析|解[释釋]|介[绍紹]|回[顾顧])了?[^，。；]{2,40}的?(?:原因|情[况況]|[经經][过過]|看法|[经經][验驗])。?$|"
        r"(?:[发發]布|公布|披露|召[开開]|[举舉]行|接受)[^，。；]{0,40}(?:[报報]告|[财財][报報]|[业業][绩績]|公告|[说說]明[会會]|[发發]布[会會]|[电電][话話][会會]|采访|採訪|专访|專訪)。?$|"
        r"^[^，。]{2,8}(?:是|任|担任|擔任)[^，。]{2,30}(?:[负負][责責]人|[创創]始人|[总總][裁经經监監]|董事[长長]?|教授|主任|研究[员員]|首席[^，。]{2,8})。$"
    ),
    advice_title=re.compile("评级|評級|目标价|目標價"),
    results_title=re.compile(r"[业業][绩績]|[财財][报報]|[季年][报報]|[财財]季|[亏虧][损損]|[净淨]利|[营營]收|Q[1-4]"),
    about_text=re.compile(
        r"(?:本|这份|这篇|该)(?:报告|文|篇|期|章|节|次调查)(?:主要|将|旨在)?(?:汇总|介绍|概述|梳理|分为|包括|旨在|回顾|列出|说明|基于)|我们.{0,10}(?:比较|对比|考察|研究|调查|评测|分析)了"
    ),
    conclusion=re.compile(
        r"结论|归根结底|说到底|总之|总的来[说看]|总体(?:来看|而言)|由此可见|可以(?:确定|肯定)的是|接下来的|这意味着|"
        r"(?:关键|核心|实质)(?:在于|是)|不是.{1,20}而是|从.{1,12}转向"
    ),
    conclusion_window=40,
    anaphoric_subject=re.compile(
        r"(?:该?(?:公司(?!法|债|治理)|集团(?!军)|项目|计划)|"
        r"其(?!中|他|它|实|次|余|[一二三])|它们?|[他她]们?)"
    ),
    orphan=ORPHAN,
    own_subject=re.compile(""),
    first_person=re.compile(r"(?<!自)我(?![国國省市县縣区區校院军軍党黨方])|咱"),
    second_person=re.compile("[你您妳]"),
    comparison=COMPARISON,
    surname=SPEAKER,
    additive=re.compile(
        r"[^，。：]{2,14}?(?:[也亦]|[还還](?![款原债債是清给給])|(?<![规規原法细細否准準总總守])[则則](?![^，。]?[分条條])|[随隨此][后後]|[却卻])|"
        r"[^，。：]{2,14}?同[样樣]"
    ),
    subjectless=re.compile(
        r"应(?:当|该)?(?![收用急对答聘邀付届])|應(?:當|該)?(?![收用急對答聘邀付屆])|[须須]|需(?![求])|必[须須]|要(?![闻聞素点點员員约約塞])|"
        r"将(?![来军士领])|將(?![來軍士領])|可(?![见見能再转轉口持靠选選观觀])|可以|能(?![源量])|能[够夠]|[会會](?![议議员員计計上展场場谈談同])|不[应應得能会會]|已(?![故婚知])|已[经經]|"
        r"正(?![式规規值常义義泰邦大])|正在|曾(?![国國某先])|仍(?![旧舊])|仍然|[并並]?未(?![来來成名])|[并並]不|[没沒]有(?![人任])|[无無]法|均(?![价價线線胜勝衡])|"
        r"[并並且](?![购購非列论論慢])|共(?![同有享青建产產和])|[总總合]计(?!师)|分[别別](?![来來是为為])"
    ),
    half_pair=re.compile(
        # A condition alone, and a noun that is left out: 是有一个严重的.
        r"(?:如果|假如|倘若|只要|[当當])[^，。：；]*[。.]?$|.*(?:[这這那]样|一[个個种種些]|有[^，。]{0,6})的[。.]?$|"
        r"(?:虽然|雖然|尽管|儘管|虽说|雖說)(?!.*(?:[但却卻仍也还還]|依然|不过|不過))|"
        r"因[为為](?!.*(?:所以|因此|故|[，].{4}))|[^，。：]{1,8}[：:]\s?因[为為]|"
        r"(?:.*[，、])?[^，、]*(?:的[时時]候|的[话話])[。.]?$|(?:.*[，：:])?一是(?!.*二是)"
    ),
    turn=re.compile("^(?:但是?|然而|不过|不過|可是)(?![愿願凡])"),
    denial=DENIAL,
    named_denial=NAMED_DENIAL,
    news_day=re.compile(r"(?<!\d)\d{1,2}[日號号](?!本)|近日|日前|[今昨][日天]"),
    picture=re.compile(r"^[▲△▼]|[（(](?:[左右中][一二三四五六]?|资料图片?|資料圖片?|[^（）()]{0,14}[摄攝])[）)]"),
    thanks=re.compile(
        r"(?:好|嗯|对|那|OK|明白|没错|行|是的|的|[，。,\s])*(?:非常)?(?:谢谢|感谢|多谢)|(?:好|明白|没错)[的，。,]"
    ),
    topic_shift=re.compile(
        r"下一个|下一位|接下来|接着|下面|最后一个|最后|问题|题目|话题|环节|第[二三四五六七八九十]个?|另外|想请|请教|先请|"
        r"再请|聊聊|聊一聊|谈谈|谈一谈|讨论|分享一下|我们再|转到|回到|其次|首先"
    ),
    courtesy=re.compile(
        # A question without its mark.
        r"^(?:什么样|怎么|怎样|[谁誰]|为什么|為什麼|哪[个些里])(?![^，。]{0,12}[都也])|"
        # Words that move a meeting on.
        r"(?:第[一二三四五六七八九]|最后一|下一|[这這])位(?:嘉宾)?(?:是|$)|(?:我们)?邀[请請](?:了|到)|交流到[这這]里|[论論][坛壇]|(?:今天|我们|我們|本次)[^，。]{0,8}(?:主[题題]|[话話][题題]|[议議][题題])(?:就?是|$)|[圆圓]桌|直播|嘉[宾賓]|主持人|在座|本[届屆场場期](?!政府)|(?:^|，)[^，有是了]*(?:老师|老師|教授|先生|女士|校长|校長|院长|院長|主任|博士)[。.]?$|"
        r"[让讓][^，。]{1,6}(?:老师|老師|总|總|教授|先生|校长|校長)[来來先]?[说說讲講谈談聊]|第[一二三四五六]个?(?:问题|問題|议题|議題|[话話][题題])|(?:下|第.)一?个(?:话题|環節|环节|议题)|"
        r"[节節]目|收看|先[从從][^，。]{1,8}(?:开始|開始)|静音|麦克风|[听聽]得[到见見清]|[音视視][频頻](?:都|全部)?[打关關开開]|把[音视視][频頻]|谢谢|感谢|欢迎|很高[兴興]|大家好|收[听聽]|先后(?:被评|获|荣)|(?:曾|屡|多次)(?:屡|多次)?(?:获|荣)|代表作|[午晚]上?好|掌声|尊敬的|很荣幸|祝大家|不见不散|"
        r"各位(?:来宾|嘉宾|朋友|老师|领导)|请教|想请|想问|提问|您|到此(?:为止|结束)|时间(?:关系|有限)|我(?:是|叫|来自).{0,20}(?:的|校长|总监?|教授|创始人|主持人)|有请|(?:下面|接下来|首先|先).{0,6}请|"
        r"请.{0,6}(?:老师|校长|局长|院长|教授|先生|女士|总)(?:来|给|谈|讲|做|分享|介绍|发言|回答)|"
        r"(?:老师|校长|局长|院长|教授|总)(?:的)?(?:发言|分享|讲话|回答)",
    ),
    digression=re.compile(r"比如|例如|举个|举例|刚才|刚刚|前面|好像|我不知道|你看|当时|那时候"),
    emphasis=re.compile(r"关键|核心|本质|最重要|根本|意义|必须|应该|需要"),
    deictic=re.compile(
        r"[这那](?:个|些|种|块|里|边|样|么|一)|[他她它](?!国|人|乡|山)|你看|就是说|什么的|说的|一个的|然后|就(?=[^业读医职地近]{0,4}就)|"
        rf"(?P<twice>[{BASIC_HAN}]{{2,4}})，?(?P=twice)|[啊呃嗯哈呢嘛]，|的[话話](?=，|$)|你(?=比如|包括|像)|[对是]吧|对不对"
    ),
    verb=re.compile(""),
    said_before=re.compile(
        r"(?:[刚剛]才|[刚剛][刚剛]|前面|上面|方才)[^，。]{0,10}[说說讲講提谈談聊问問]|[刚剛]才[^，。]{0,20}(?:分享|介绍|介紹|[汇匯][报報]|[发發]言|[报報]告)|[你您](?:[刚剛]才|提到|[说說]到|[讲講]到|[问問])|"
        r"^因[为為]|我(?:就?是)?[说說](?:是|不|的(?!话|話))|再[说說]一[遍次]|正?(?:如|像)[^，。]{1,12}(?:所[说說述言]|所?[讲講提]到?的?|[说說]的|[说說])[，那]"
    ),
    held_view=_HELD_VIEW,
    core_cues={
        "results": (_RESULTS, _OUTLOOK),
        "transcript": (_PERIOD_RESULTS, _OUTLOOK),
        "filing": (_DECISION,),
        "letter": (_DECISION,),
        "research": (_ADVICE, _RESULTS),
        "interview": (_THESIS,),
        "speech": (_THESIS,),
    },
)


def strip_dateline(text: str) -> str:
    """The text without an agency's line and what leads in to the news: 新华社北京5月8日电（记者…）, 记者从…获悉，."""
    for pattern in (_DATELINE, _LEAD_IN):
        match = pattern.match(text)
        if match and match.end() < len(text):
            text = text[match.end() :]
    return text


def strip_opening(text: str) -> str:
    """The text without an agency's line and the connectives it opens with; who reported it stays."""
    match = _DATELINE.match(text)
    if match and match.end() < len(text):
        dates_the_rest = any(map(str.isdigit, match[0])) and _RELATIVE_DAY.search(text, match.end())
        text = text if dates_the_rest else text[match.end() :]
    connective = _connective()
    while (match := connective.match(text)) and len(text) - match.end() > _MIN_REST:
        text = text[match.end() :]
    if " " in text:
        text = _INNER_SPACE.sub("", text)
    return text.strip(_EDGES)


def simplify(text: str, spoken: bool) -> str:
    """The text without dateline, asides and the connectives it opens with.

    Args:
        spoken: also without the fillers and repetitions of speech.
    """
    text = strip_dateline(text)
    if "（" in text or "(" in text:
        text = _ASIDES.sub("", text)
    text = strip_opening(text)
    if spoken:
        text = _STUTTER.sub(_drop_repetition, _FILLERS.sub("", text))
    return text.strip(_EDGES)


def _drop_repetition(stutter: re.Match[str]) -> str:
    return stutter.group() if stutter[1] in _REDUPLICATED else stutter[1]


@functools.cache
def _connective() -> re.Pattern[str]:
    words = chinese_words().connectives
    return re.compile(rf"(?:(?:此外|但是?|不过|不過|另外|同时|同時|更|且)?(?:{words}))[，,：:]\s*|{_BARE_CONNECTIVE}")


RULES = StatementRules(
    patterns=PATTERNS,
    strip_dateline=strip_dateline,
    strip_opening=strip_opening,
    simplify=simplify,
    runs_on=lambda text: False,
    find_capitals=lambda text: (),
    definite_subject=definite_subject,
    find_named=find_named,
    find_introduced=find_introduced,
    lacks_antecedent=lacks_antecedent,
)
