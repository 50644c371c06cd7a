"""Words that say how a statement is meant: as a possibility, as the only or first of its kind, of all or some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

# A word in -est, but for those that are no superlatives: interest, invest, forest, protest.
_SUPERLATIVE_FORM = (
    r"(?!(?:interest|invest|reinvest|divest|harvest|forest|protest|contest|detest|attest|digest|suggest|request|conquest"
    r"|inquest|arrest|unrest|honest|dishonest|modest|tempest|manifest|midwest|northwest|southwest|priest|budapest)\b)"
    r"\w{3,}est"
)
# What may be, is planned, expected or rumoured.
POSSIBILITY = re.compile(
    r"预计|预期|有望|或将|或许|也许|可能|恐怕|恐将|恐会|料将|计划|打算|拟(?!定)|准备|考虑|力争|争取|目标|若|如果|假如|倘若|一旦|希望"
    r"|或(?=[是会可能进因对在])|传闻|据传|网传|似乎|似"
    r"|\b(?:expect\w*|may|might|could|would|likely|plans?|planned|planning|intends?|intended|aims?|hopes?|forecast\w*"
    r"|predict\w*|anticipat\w*|if|potential\w*|possib\w*|perhaps|propos\w*|consider\w*|rumou?r\w*|reportedly|targets?"
    r"|set to|poised|appears?|seems?)\b"
)
# What may render any of these; generous, because its absence is what counts.
MAY_BE_POSSIBILITY = re.compile(
    r"[预或许可恐料拟若想意似传能须需欲盼望]|计划|规划|打算|准备|考虑|力争|争取|目标|如果|假如|一旦|希望|将|会|要|指望|看好|风险"
    r"|\b(?:expect\w*|may|maybe|might|can|could|would|will|shall|should|likel\w*|probab\w*|plan\w*|inten\w*|aim\w*"
    r"|hop\w*|forecast\w*|predict\w*|anticipat\w*|if|unless|potential\w*|possib\w*|perhaps|propos\w*|consider\w*|rumou?r\w*|reportedly"
    r"|target\w*|set to|poised|appears?|seem\w*|apparently|stands? to|due|risks?|want\w*|meant?|estimat\w*|project\w*"
    r"|reckon\w*|believ\w*|look\w*|goal\w*|outlook|prospect\w*|future|to(?! (?:about |around )?[\d$€£¥])|ought"
    r"|must|when|once|wish\w*|seek\w*|prepar\w*"
    r"|chance|suspect\w*|alleg\w*|threat\w*|try|tri\w*|attempt\w*|guid\w*|sugges\w*|think\w*|thought|view)\b"
)
# What is sure or demanded, and what may render it.
CERTAINTY = re.compile(
    r"必须|必将|必定|一定(?=会|能|要)|肯定(?=会|能|将|要)|注定|势必"
    r"|\b(?:must|certainly|definitely|inevitabl[ey]|undoubtedly|surely|(?:has|have) to|(?:is|are) certain)\b"
)
MAY_BE_CERTAINTY = re.compile(
    r"必|须|需(?!求)|才|一定|定(?=会|能|将|要)|确|肯定|证实|强制|务|保证|无疑|难免|不得不|离不开|得(?=[^到了以])"
    r"|\b(?:must|certain\w*|definit\w*|inevitabl\w*|guarant\w*|sure\w*|ha[sd] to|have to|need\w*|requir\w*|oblig\w*"
    r"|undoubted\w*|ensur\w*|ought|got to|bound|doubt)\b"
)
# What may be done or come about: with `can`, too, which is no hedge of a fact.
MAY_HAPPEN = re.compile(POSSIBILITY.pattern + r"|可(?!以说|谓|观|靠|见)|\b(?:can|plausible)\b")
SUPERLATIVE = re.compile(
    r"最(?!近|终|后|新|初|多|少|高院)|首[次个家款批位]|首度|唯一|独家|新高|新低|纪录"
    r"|\b(?:first(?![ -](?:half|quarter|round|version|time|\w+ (?:of|months|quarter|half)|six|three|nine|two|ten"
    r"|eleven))"
    r"|largest|biggest|highest|lowest|sole|solely|record (?:high|low|\d)|a record|on record|fastest|slowest|worst"
    r"|best(?!-)|greatest|smallest|strongest|weakest)\b"
)
MAY_BE_SUPERLATIVE = re.compile(
    r"最|首(?!席|相|都|脑|府|尔)|头一|第一|唯一|仅有|独家|新高|新低|纪录|历史性|冠|榜首|居首|龙头|领先|顶|空前"
    r"|\b(?:top|first|only|sole|solely|record|best|leading|leader|number one|no\. ?1|unprecedented|never before|most"
    r"|worst|debut\w*|inaugural|maiden|initial\w*|" + _SUPERLATIVE_FORM + r")\b"
)
ALL = re.compile(
    r"\b(?:(?<!at )(?<!after )(?<!above )(?<!percent of )(?<!% of )"
    r"all(?![ -](?:together|in all|the more|over|along|time|two|three|four|five))"
    r"|every|entire|entirely|always|everyone|everything|nationwide|global|worldwide|completely|fully)\b"
    r"|所有|全部|一切|全体|每[一个家]|任何|全球|一律|完全|总是"
)
MAY_BE_ALL = re.compile(
    r"所有|全|一切|每|各|任何|均|都|皆|一律|一直|始终|从来|向来|大家|总|遍|凡|无不|整|百分之百|100%|世界|国际"
    r"|\b(?:all|every\w*|each|entire\w*|whole|always|none|never|nation\w*|global\w*|world\w*|complete\w*|full\w*|any\w*|what\w*|total\w*"
    r"|across|universal\w*|both|no|wide)\b"
)
ONLY = re.compile(r"\b(?:only|solely|exclusively)\b|只(?!要|能)|仅(?!仅)|唯独")
MAY_BE_ONLY = re.compile(
    r"只|仅|唯|不过|才|就|光|独|单|除|限|\b(?:only|sole\w*|exclusive\w*|just|merely|no more than|but|single|alone"
    r"|unique\w*|except|other than|limited|mere|little|few\w*)\b"
)
# A word of a claim, and what may render it.
Limit: TypeAlias = tuple[re.Match[str], re.Pattern[str]]
_LIMITS = ((SUPERLATIVE, MAY_BE_SUPERLATIVE), (ALL, MAY_BE_ALL), (ONLY, MAY_BE_ONLY))
# Behind 前 and a digit: the first months or years, which rank nothing.
_SPAN = r"[一二三四五六七八九十\d]*个?(?:季|月|年|天|日|周|星期|小时|交易日|工作日)"
# What is told of one alone, each with what may render it. `only` and `every` are not among them: they belong to many
# phrases that another language does without.
_MOST = (
    re.compile(
        r"最(?!近|终|后|新|初|多|少|高院|早|先|好)"
        r"|\b(?:largest|biggest|highest|lowest|fastest|slowest|worst(?! case)|greatest)\b"
    ),
    re.compile(
        r"最|第一|榜首|居首|首位|前[一二两三四五六七八九十\d](?!" + _SPAN + r")|龙头|冠|新高|新低|纪录|顶|峰|见底"
        r"|\b(?:top|most|best|least|record|leading|no\. ?1|favou?rite|supreme|utmost|peak\w*|trough\w*|bottom\w*"
        r"|max\w*|min\w*|up to|" + _SUPERLATIVE_FORM + r")\b"
    ),
)
_SOLE = (
    re.compile(r"唯一|独家|\b(?:sole|solely|the only)\b"),
    re.compile(r"唯|独|仅|只|单|专|\b(?:sole\w*|only|exclusiv\w*|single|alone|unique|one)\b"),
)
_RECORD = (
    re.compile(r"新高|新低|纪录(?!片)|\b(?:record (?:high|low|\d)|a record|on record|all-time)\b"),
    re.compile(r"新高|新低|纪录|记录|最|历史|\b(?:record\w*|high|low|peak|" + _SUPERLATIVE_FORM + r"|ever)\b"),
)
# What a reader of several figures sees without being told, and what is told once of a sentence.
_RANKING = re.compile(r"最|唯一|新高|新低|纪录|record|\b(?:sole|only|\w+est|worst|all-time)\b")
_CERTAIN_LIMITS = (_MOST, _SOLE, _RECORD)


def find_unlimited(claim: str, source: str) -> re.Match[str] | None:
    """A superlative or a word such as `all` and `only` in a folded claim that a folded source has in no form."""
    return next(
        (m for stated, possible in _LIMITS if (m := stated.search(claim)) and not possible.search(source)), None
    )


def find_certain_limits(claim: str) -> Iterator[Limit]:
    """The superlatives, `first`, `sole`, `record` and `all` of a folded claim, each with what may render it."""
    return ((match, possible) for stated, possible in _CERTAIN_LIMITS for match in stated.finditer(claim))


def find_limits(claim: str) -> Iterator[Limit]:
    """The same with words such as `only` and `every`, which one language has where another does without."""
    return ((match, possible) for stated, possible in _LIMITS for match in stated.finditer(claim))


def is_ranking(word: str) -> bool:
    """Whether a word ranks what it is told of among others: largest, the only, a record; not `all` and `first`."""
    return _RANKING.search(word) is not None
