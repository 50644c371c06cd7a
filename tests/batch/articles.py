"""Self-made articles in both languages, as many and as long as a test wants, the same every time."""

from __future__ import annotations

import json
import random
from pathlib import Path

_EN = (
    "{who} sold {n} thousand pumps in {month}, {p}% more than a year before.",
    "The order book of {who} shrank to {n} million euros, because two ports were closed in {month}.",
    "Its rival cut prices by {p}%, and {who} did not follow.",
    "A new line in the north will open in {month} and cost {n} million euros.",
    "{who} expects margins of {p}% for the whole year, if freight stays as dear as in {month}.",
    "Analysts had counted on {n} thousand units; the board calls the figure out of date.",
)
_ZH = (
    "{who}{month}卖出{n}万台水泵，同比增长{p}%。",
    "因为两个港口关闭，{who}的在手订单降到{n}亿元。",
    "竞争对手降价{p}%，{who}没有跟进。",
    "北方的新产线将在{month}投产，投资{n}亿元。",
    "{who}预计全年毛利率为{p}%，前提是运费维持在{month}的水平。",
    "分析师原先预期销量为{n}万台，董事会称这一数字已经过时。",
)
_WHO = {"en": ("Northern Pumps", "Vale Marine", "Kestrel Works"), "zh": ("北泵股份", "谷海重工", "红隼制造")}
_MONTH = {"en": ("March", "June", "October"), "zh": ("3月", "6月", "10月")}


def article(language: str, characters: int, seed: int = 0) -> str:
    """An article of about so many characters, with a section heading every 30 paragraphs."""
    chance = random.Random(f"{language}{seed}")
    parts, size, count = [], 0, 0
    while size < characters:
        count += 1
        sentences = [
            chance.choice(_EN if language == "en" else _ZH).format(
                who=chance.choice(_WHO[language]),
                month=chance.choice(_MONTH[language]),
                n=chance.randint(11, 980),
                p=chance.randint(2, 48),
            )
            for _ in range(chance.randint(2, 6))
        ]
        if count % 30 == 1:
            parts.append(f"## {'Part' if language == 'en' else '部分'} {count // 30 + 1}")
        parts.append((" " if language == "en" else "").join(sentences))
        size += len(parts[-1])
    return "\n\n".join(parts)


def write_records(path: Path, count: int, characters: int = 1500) -> None:
    """A JSONL input of so many articles, every other one Chinese."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            language = ("en", "zh")[number % 2]
            record = {"id": f"d{number}", "text": article(language, characters, number)}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
