"""Markdown: the share of the examples of the CommonMark specification whose text is kept.

    python -m benchmarks.markdown --spec FOLDER [--list]

The folder holds `spec.txt` of commonmark/commonmark-spec, which is no part of the repository. Each example has Markdown
and the HTML that it means. Kept: every letter and figure of that HTML's text is there, in its order. Exact: there is no
other. What we leave out on purpose, scripts and struck-out text, counts on neither side; numbers of list items neither.
"""

from __future__ import annotations

import argparse
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from summarizer.readers.markdown_reader import strip_markup

_FENCE = "`" * 32
_EXAMPLE = re.compile(rf"^{_FENCE} example\n(?P<markdown>.*?)^\.\n(?P<html>.*?)^{_FENCE}$", re.M | re.S)
_NUMBER = re.compile(r"^(?:[>\s]|[-+*]\s|\d+[.)]\s)*\d+[.)]\s", re.M)


class Example(NamedTuple):
    """An example of the specification: Markdown, and the letters and figures of its text."""

    section: str
    markdown: str
    text: str


class _Text(HTMLParser):
    """The text of HTML, with the descriptions of images, without scripts and struck-out text."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._dropped += tag in ("script", "style", "del")
        if tag == "img":
            self.pieces.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self._dropped -= tag in ("script", "style", "del") and self._dropped > 0

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.pieces.append(data)


def read_examples(folder: Path) -> list[Example]:
    """The examples of `spec.txt`."""
    spec = (folder / "spec.txt").read_text("utf-8")
    headings = [(match.start(), match[1]) for match in re.finditer(r"^#{1,6} (.*)$", spec, re.M)]
    examples = []
    for match in _EXAMPLE.finditer(spec):
        section = next((title for start, title in reversed(headings) if start < match.start()), "")
        parser = _Text()
        parser.feed(match["html"].replace("→", "\t"))
        parser.close()
        examples.append(Example(section, match["markdown"].replace("→", "\t"), keep_letters("".join(parser.pieces))))
    return examples


def keep_letters(text: str) -> str:
    """The letters and figures of a text."""
    return "".join(filter(str.isalnum, text))


def is_kept(expected: str, found: str) -> bool:
    """Whether all letters and figures are there, in their order."""
    rest = iter(found)
    return all(letter in rest for letter in expected)


def main() -> None:
    """Print the shares, or the examples that lose text or keep marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spec", type=Path, required=True, help="folder with spec.txt")
    parser.add_argument("--list", action="store_true", help="print the examples that are not exact")
    options = parser.parse_args()
    if not (options.spec / "spec.txt").is_file():
        parser.exit(2, f"benchmarks.markdown: no spec.txt in {options.spec}\n")
    examples, started = read_examples(options.spec), time.perf_counter()
    kept = exact = 0
    for number, example in enumerate(examples, 1):
        found = keep_letters(_NUMBER.sub("", strip_markup(example.markdown)))
        was_kept, was_exact = is_kept(example.text, found), example.text == found
        kept += was_kept
        exact += was_exact
        if options.list and not was_exact:
            print(
                f"{number} {example.section}: {'more' if was_kept else 'LOST'}\n{example.markdown!r}\n{example.text!r}\n{found!r}\n"
            )
    print(f"examples {len(examples)}, kept {kept / len(examples):.4f}, exact {exact / len(examples):.4f}")
    print(f"{time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
