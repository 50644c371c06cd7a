"""The pages the browser opens: samples in both languages, hostile text, overlapping evidence, an index."""

from __future__ import annotations

from pathlib import Path

from summarizer.models import Document, Finding, Group, Repair, Run, Statement, Summary, Support
from summarizer.render.html import IndexEntry, render_index, to_html

from . import sample

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
        document=sample.info(document, source=ATTACK, published_at=ATTACK),
        unparsed=(ATTACK, CONTROLS),
        run=Run(engine="llm", model=ATTACK, prompt_version=CONTROLS, repairs=(repair,)),
    ), document


def overlapping() -> tuple[Summary, Document]:
    """Three statements that share words of one block: `abcdef`, `defghi` and `e`."""
    document = sample.build([], "abcdefghi jkl\nnobody cites this", "en", "en")
    quotes = {"first": "abcdef", "second": "defghi", "third": "e"}
    points = tuple(sample.say(document, name, [(1, quote)]) for name, quote in quotes.items())
    return Summary(language="en", core_viewpoint=None, groups=(Group(title="G", points=points),)), document


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


def write_pages(folder: Path) -> None:
    """Write every page into a folder."""
    (zh, zh_document), (en, en_document) = sample.chinese(), sample.english()
    attack, attacked = hostile()
    pages = {
        "zh": to_html(zh, zh_document),
        "zh-zh": to_html(zh, zh_document, "zh"),
        "en": to_html(en, en_document),
        "single": to_html(zh),
        "other": to_html(zh, zh_document.model_copy(update={"id": "sha256:0"})),
        "hostile": to_html(attack, attacked),
        "hostile-single": to_html(attack),
        "overlap": to_html(*overlapping()),
        "long": to_html(*long()),
        "index": render_index(
            [
                IndexEntry("zh.txt", zh, href="zh.html"),
                IndexEntry("en.txt", en, href="en.html"),
                IndexEntry("clean.txt", overlapping()[0]),
                IndexEntry("broken.txt", error="broken.txt: holds no text"),
            ]
        ),
        "index-hostile": render_index([IndexEntry(ATTACK, attack, href="javascript:window.pwned=7"), IndexEntry(ATTACK, error=CONTROLS, href="//elsewhere.example/")]),
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
