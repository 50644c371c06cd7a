"""The pages the browser opens: samples in both languages, hostile text, overlapping evidence, an index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summarizer.digests import compose_digest
from summarizer.models import ArticleCitation, DigestSource, Document, Finding, Group, Repair, Run, Statement, Summary, Support
from summarizer.render.html import IndexEntry, render_index, to_html
from summarizer.settings import Settings

from . import sample

EXAMPLE = Path(__file__).parents[2] / "examples/digest"

ATTACK = (
    '<script>window.pwned=1</script><img src=x onerror="window.pwned=2"></mark></style></title>--><svg onload=window.pwned=3>'
    " [x](javascript:window.pwned=4) <a href=\"javascript:window.pwned=5\">x</a> {{ 7*7 }} {% raw %} ${1} '\" onclick='window.pwned=6' &lt; &#0;"
)
CONTROLS = "price \u202e001\u202c up \u2066x\u2069 nul \x00 bell \x07 surrogate \ud800 mark \u200f end \ufffe"


def hostile() -> tuple[Summary, Document]:
    """Attacks in every place that text can reach, overlapping the marks."""
    body = f"{ATTACK} first words\n{CONTROLS} second words\nplain third words\n## {ATTACK}\n| {ATTACK} | {CONTROLS} |"
    document = sample.build([("title", ATTACK), ("note", CONTROLS)], body, "en", "en")
    lead = sample.say(document, ATTACK, [(1, ATTACK[:30]), (1, ATTACK[8:]), (2, CONTROLS)], "unsupported", [("number", ATTACK[:20], ATTACK + CONTROLS, 2), ("quote", CONTROLS, CONTROLS, None)])
    points = (
        sample.say(document, CONTROLS, [(3, "plain third words"), (4, "|")], "partial"),
        Statement(text="cites what is not there", citations=(2, 99), support=Support(status="unsupported", findings=(Finding(kind="citation", claim="", message="no block 99", block=99),), judge=ATTACK)),
    )
    repair = Repair(action="rewritten", statement="core_viewpoint", before=ATTACK, after=CONTROLS, reason=ATTACK)
    return Summary(
        language="en",
        core_viewpoint=lead,
        groups=(Group(title=ATTACK, points=points), Group(title="", points=())),
        document=sample.info(document, source=ATTACK, published_at=ATTACK, address="javascript:window.pwned=8"),
        unparsed=(ATTACK, CONTROLS),
        run=Run(engine="llm", model=ATTACK, prompt_version=CONTROLS, repairs=(repair,)),
    ), document


def overlapping() -> tuple[Summary, Document]:
    """Three statements that share words of one block: `abcdef`, `defghi` and `e`."""
    document = sample.build([], "abcdefghi jkl\nnobody cites this", "en", "en")
    quotes = {"first": "abcdef", "second": "defghi", "third": "e"}
    points = tuple(sample.say(document, name, [(1, quote)]) for name, quote in quotes.items())
    return Summary(language="en", core_viewpoint=None, groups=(Group(title="G", points=points),)), document


def many_citations() -> tuple[Summary, Document]:
    """Statements that cite one block, many blocks and none."""
    document = sample.build([], "\n".join(f"block {n} of a document" for n in range(1, 13)), "en", "en")
    points = tuple(sample.say(document, "A claim of some words, long enough for two lines on a phone", [(k, "block") for k in range(1, n + 1)]) for n in (1, 4, 12, 0))
    return Summary(language="en", core_viewpoint=None, groups=(Group(title="", points=points),)), document


def broken() -> tuple[Summary, Document]:
    """Words without end, scripts from right to left, emoji, empty lines, many groups, long statements."""
    endless, arabic = "x" * 300 + "/" + "y" * 200, "مرحبا بالعالم 12% من المبيعات"
    body = f"{endless}\n{arabic}\n👨‍👩‍👧‍👦 family\n" + "很长的一段没有标点的文字" * 60 + "\n" + "\n".join(f"line {n}" for n in range(30))
    document = sample.build([("title", "T" * 120), ("byline", endless), ("source", arabic)], body, "en", "en")
    long_claim = "This claim goes on and on, with one clause after another, " * 12
    points = (
        sample.say(document, endless, [(1, endless)], "unsupported", [("number", endless[:50], f"the source says {endless}, not {endless[:50]}", 1)]),
        sample.say(document, arabic, [(2, arabic)], "partial", [("overlap", arabic, endless, 2)]),
        sample.say(document, long_claim, [(n, "line") for n in range(5, 35)]),
        sample.say(document, "", [(3, "family")], "unchecked"),
    )
    groups = (Group(title=endless, points=points[:2]), Group(title="", points=()), Group(title="很长的标题" * 20, points=points[2:]), *(Group(title=f"G{n}", points=points[2:3]) for n in range(6)))
    return Summary(language="en", core_viewpoint=sample.say(document, long_claim + endless, [(3, "family")]), groups=groups, document=sample.info(document, source=endless)), document


def batch() -> list[IndexEntry]:
    """Entries with dates, companies and sources, in the order of the batch."""
    rows = [
        ("Alpha makes less", "2025-01-10T08:00", "Cold Watch", ("ACM", "Acme"), ("partial",)),
        ("Beta builds ships", "2025-02-03", "Harbour Ledger", ("ACM", None), ("supported",)),
        ("Gamma reports", "2025-03-20T09:30", "Harbour Ledger", ("BLT", None), ("unsupported", "partial")),
        ("Delta waits", "2025-03-01", "Cold Watch", ("ACM", None), ("supported", "supported")),
        ("Epsilon has no date", None, None, None, ("supported",)),
    ]
    entries = []
    for n, (title, time, source, security, statuses) in enumerate(rows):
        securities = [{"symbol": security[0], "name": security[1]}] if security else []
        info = {"title": title, "published_at": time, "source": source, "securities": securities}
        points = tuple(Statement(text=f"Statement {k}", citations=(k,), support=Support(status=status, judge="rules")) for k, status in enumerate(statuses, 1))
        summary = Summary.model_validate({"language": "en", "document": info, "core_viewpoint": points[0], "groups": [Group(title="G", points=points[1:])]})
        entries.append(IndexEntry(f"{n}.txt", summary, href=f"{n}.html"))
    return [*entries, IndexEntry("broken", error="broken: is empty")]


def long() -> tuple[Summary, Document]:
    """200 blocks of about 130 characters, 40 statements."""
    lines = sample.ZH_BODY.split("\n")
    plain = [line for line in lines if not line.startswith("## ")]
    body = "\n".join((f"## 第{n // 20 + 1}章\n" if n % 20 == 0 else "") + plain[n % 18] + plain[(n + 5) % 18] for n in range(200))
    document = sample.build(sample.ZH_HEADER, body, "zh", "zh-Hans")
    points = []
    for n in range(40):
        numbers = (1 + 4 * n, 2 + 4 * n) if n % 3 else (1 + 4 * n,)
        quotes = [(k, document.block(k).text[: 40 + n]) for k in numbers]
        points.append(sample.say(document, f"第{n + 1}条：" + document.block(numbers[0]).text[:70], quotes, ("supported", "supported", "partial", "unchecked", "unsupported")[n % 5]))
    groups = tuple(Group(title=f"第{g // 8 + 1}组", points=tuple(points[g : g + 8])) for g in range(1, 40, 8))
    return Summary(language="zh", core_viewpoint=points[0], groups=groups, document=sample.info(document)), document


def digest() -> tuple[Summary, list[Document]]:
    """The ten articles of the example: two copies, a correction, two contradictions."""
    documents = [Document.from_file(path) for path in sorted(EXAMPLE.glob("*.txt"))]
    return compose_digest(documents, Settings(language="en")), documents


def many_articles() -> tuple[Summary, list[Document]]:
    """40 articles of 200 blocks, and 60 statements, as many as a digest of so many articles has."""
    summary, document = long()
    points = summary.groups[0].points
    parts = [Summary(language="zh", core_viewpoint=None, groups=(Group(title="", points=points[: 1 + number % 2]),), document=summary.document) for number in range(40)]
    return join([(part, document) for part in parts])


def join(parts: Sequence[tuple[Summary, Document]]) -> tuple[Summary, list[Document]]:
    """Summaries of one article each as a digest of their articles."""
    sources, groups = [], []
    for number, (summary, document) in enumerate(parts, 1):
        named = [statement.model_copy(update=_name_article(statement, number)) for _, statement in summary.statements()]
        groups.append(Group(title=document.title or "", points=tuple(named)))
        sources.append(DigestSource(number=number, **dict(summary.document)))
    return Summary(language=parts[0][0].language, sources=tuple(sources), core_viewpoint=None, groups=tuple(groups)), [document for _, document in parts]


def _name_article(statement: Statement, number: int) -> dict[str, object]:
    findings = tuple(finding.model_copy(update={"article": number}) for finding in statement.support.findings)
    return {
        "citations": tuple(ArticleCitation(number, block) for block in statement.blocks),
        "evidence": tuple(item.model_copy(update={"article": number}) for item in statement.evidence),
        "support": statement.support.model_copy(update={"findings": findings}),
    }


def write_pages(folder: Path) -> None:
    """Write every page into a folder."""
    (zh, zh_document), (en, en_document) = sample.chinese(), sample.english()
    attack, attacked = hostile()
    digested, articles = digest()
    pages = {
        "zh": to_html(zh, zh_document),
        "zh-zh": to_html(zh, zh_document, "zh"),
        "en": to_html(en, en_document),
        "troubled": to_html(*sample.troubled()),
        "troubled-zh": to_html(*sample.troubled(), "zh", index="index.html"),
        "broken": to_html(*broken()),
        "troubled-single": to_html(sample.troubled()[0]),
        "single": to_html(zh),
        "other": to_html(zh, zh_document.model_copy(update={"id": "sha256:0"})),
        "hostile": to_html(attack, attacked),
        "hostile-single": to_html(attack),
        "overlap": to_html(*overlapping()),
        "overlap-many": to_html(*many_citations()),
        "unjudged": to_html(Summary.parse("Core Viewpoint\n- Revenue rose 31.2% [2]\n\nGroup 1: G\n- Debt is 7.13 billion [15]"), zh_document),
        "titled": to_html(zh.model_copy(update={"document": zh.document.model_copy(update={"title": "Cold stores without profit"})}), zh_document),
        "long": to_html(*long()),
        "digest": to_html(digested, articles),
        "digest-broken": to_html(*join([broken(), broken()])),
        "digest-single": to_html(digested),
        "digest-findings": to_html(*join([(zh, zh_document), (en, en_document)])),
        "digest-hostile": to_html(*join([(attack, attacked), (attack, attacked)])),
        "digest-long": to_html(*many_articles()),
        "index": render_index(
            [
                IndexEntry("zh.txt", zh, href="zh.html"),
                IndexEntry("en.txt", en, href="en.html"),
                IndexEntry("clean.txt", overlapping()[0]),
                IndexEntry("broken.txt", error="broken.txt: holds no text"),
            ]
        ),
        "index-many": render_index(batch()),
        "index-empty": render_index([]),
        "index-hostile": render_index([IndexEntry(ATTACK, attack, href="javascript:window.pwned=7"), IndexEntry(ATTACK, error=CONTROLS, href="//elsewhere.example/")]),
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
