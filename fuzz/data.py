"""A case of fuzzing: bytes from any source of them, read as choices, texts and raw bytes.

Each byte of a text is a piece of it, so that a byte more, less or other, as atheris tries, is a piece more, less or
other. It suits hypothesis and the tests' seeded bytes as well.
"""

from __future__ import annotations

# Characters that mean something to a reader, a parser or a printer, so that few tries are spent on dull text.
_TELLING = (
    "aAbI1205 .,:;!?…\n\t\"'“”‘’「」（）()[]【】《》#*_-+|>`~@/\\%$€£¥&<>=·•①"
    "一二三十百千万亿元年月日的了是，。！？、：；—\u3000\u00a0\u200b\u2028\ufeff\0\r\u0301\u202e\u200d"
)
_PHRASES = (
    "Mr. ",
    "U.S. ",
    "a.m. ",
    "1476.94亿元",
    "3.5%",
    "$3.5 billion",
    "2025-09-21 02:50",
    "Core Viewpoint\n",
    "\n- ",
    "Group 1: ",
    "核心观点\n",
    "分组 1：",
    "[1]",
    "[2][3]",
    "- ",
    "## ",
    "| a | b |\n",
    "BABA(US:BABA)",
    "虎嗅APP·",
    "作者：",
    "```\n",
    "---\n",
    "From: a\n",
    "<p>",
    "</p>",
    "<html>",
    "Content-Type: text/html\n",
    "%PDF-1.4\n",
    "同比增长",
    "fell by ",
    "not ",
    "……",
    ". . . ",
    "\n\n",
    "阿里云",
    "Alibaba",
    "2024年9月21日",
    "Sept 21, 2024",
    "three million ",
    "三分之一",
    "20-30%",
    "<b hidden>",
    "&amp;",
    "<td>",
    "<!--",
    "\x1b[31m",
    "\r\n",
    "👩\u200d👧",
    "没有",
    " said. ",
    "\nGroup 2: ",
    "\n分组 2：",
    "近",
    "about ",
    "Q3 ",
    "第三季度",
    "—",
    "http://a.b/c",
    "![](",
    "[] ",
)
_TOKENS = ("", *_TELLING, *_PHRASES)
# A byte from here on begins a character of any kind; one from there on ends a text, as 0 does and the end of the bytes:
# a text of random bytes has 16 pieces.
_ANY, _ENDS = 232, 242


class Data:
    """One case.

    Attributes:
        made: the texts and bytes that were made of it, for whoever reads of a failure.
    """

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0
        self.made: list[str | bytes] = []

    def choice(self, count: int) -> int:
        """A number below `count`."""
        return self._next() % count

    def raw(self) -> bytes:
        """All bytes that are left, as they are."""
        self.made.append(self._raw[self._at :])
        self._at = len(self._raw)
        return self._raw[len(self._raw) - len(self.made[-1]) :]

    def text(self) -> str:
        """A text of telling characters and phrases, with some of any kind."""
        pieces = []
        while 0 < (byte := self._next()) < _ENDS:
            if byte < _ANY:
                pieces.append(_TOKENS[byte] if byte < len(_TOKENS) else _TOKENS[byte - _ANY])  # phrases twice as often
            else:
                code = (byte - _ANY) % 17 << 16 | self._next() << 8 | self._next()
                pieces.append("\ufffd" if 0xD800 <= code < 0xE000 else chr(code))
        self.made.append("".join(pieces))
        return self.made[-1]

    def summary(self) -> str:
        """A text that is printed as summaries are, or any text."""
        if not self.choice(4):
            return self.text()
        before = list(self.made)
        core, group = (("Core Viewpoint", "Group"), ("核心观点", "分组"))[self.choice(2)]
        lines = [self.text(), "", core, f"- {self.text()} [{self.choice(9)}]"]
        for number in range(self.choice(3)):
            lines += ["", f"{group} {number + 1}: {self.text()}"]
            lines += [f"- {self.text()} [{self.choice(9)}][{self.choice(99)}]" for _ in range(self.choice(3))]
        self.made = [*before, "\n".join(lines)]
        return "\n".join(lines)

    def _next(self) -> int:
        if self._at >= len(self._raw):
            return 0
        self._at += 1
        return self._raw[self._at - 1]
