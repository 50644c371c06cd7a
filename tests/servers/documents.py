"""Small documents in both languages, made from a seed: headers, headings, paragraphs, lists, figures, quotations."""

from __future__ import annotations

import random

_EN = {
    "who": ("Northwind Power", "Halden Bank", "the ministry", "Larkspur Foods", "the city council", "Mera Chips", "a court in Leeds", "the union"),
    "did": ("raised its forecast for", "cut spending on", "delayed the launch of", "reported higher sales of", "will not renew", "may sell", "doubled the output of"),
    "what": ("battery storage", "cloud services", "the northern line", "frozen vegetables", "its older factories", "export loans", "school meals"),
    "how": ("by 12.5% to $3.4 billion", "to 1,250 units", "in the second quarter of 2024", "from 6.1% to 4.8%", "despite a warning of Sept. 3", "for the first time since 2019"),
    "said": ('"We did not expect this," said chief executive Ann Doyle.', "Analysts had expected less.", "No date was given.", "The figures are preliminary."),
    "head": ("Results", "What comes next", "A longer view", "The other side"),
}
_ZH = {
    "who": ("北风电力", "海登银行", "交通部", "云雀食品", "市议会", "美拉芯片", "利兹一家法院", "工会"),
    "did": ("上调了预期，涉及", "削减了支出，主要是", "推迟发布", "公布销量增长的是", "不会续签", "或将出售", "产量翻番的是"),
    "what": ("储能电池", "云服务", "北线工程", "速冻蔬菜", "旧工厂", "出口贷款", "学生餐"),
    "how": ("同比增长12.5%，达到34亿元", "共1250台", "时间为2024年第二季度", "从6.1%降至4.8%", "尽管9月3日已有预警", "为2019年以来首次"),
    "said": ("“我们没有料到。”首席执行官杜安说。", "分析师此前预期更低。", "没有给出日期。", "数据为初步统计……"),
    "head": ("业绩", "接下来", "长远来看", "另一面"),
}


def article(seed: int, language: str) -> str:
    """An article of 1 to 12 paragraphs, some with a header, headings, list items and quotations."""
    draw = random.Random(f"{language} {seed}")
    words, parts = (_ZH if language == "zh" else _EN), []
    if draw.random() < 0.7:
        parts.append(_sentence(draw, words, language, stop=False))
        if draw.random() < 0.5:
            parts[-1] += "\nBABA(US:BABA) 虎嗅APP·2025-09-21 02:50" if language == "zh" else "\n2025-09-21"
    for number in range(draw.randint(1, 12)):
        if number and draw.random() < 0.2:
            parts.append(f"## {draw.choice(words['head'])}")
        if draw.random() < 0.15:
            parts.append("\n".join(f"- {_sentence(draw, words, language)}" for _ in range(draw.randint(2, 4))))
            continue
        glue = "" if language == "zh" else " "
        parts.append(glue.join(_sentence(draw, words, language) for _ in range(draw.randint(1, 4))))
    return "\n\n".join(parts) + "\n"


def _sentence(draw: random.Random, words: dict[str, tuple[str, ...]], language: str, stop: bool = True) -> str:
    if stop and draw.random() < 0.2:
        return draw.choice(words["said"])
    who, did, what, how = (draw.choice(words[part]) for part in ("who", "did", "what", "how"))
    if language == "zh":
        return f"{who}{did}{what}，{how}" + ("。" if stop else "")
    return f"{who[0].upper()}{who[1:]} {did} {what} {how}" + ("." if stop else "")
