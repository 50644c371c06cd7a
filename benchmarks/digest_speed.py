"""Time and memory of digests offline: one of all articles, one of each matter, and again after the folder has grown.

    python -m benchmarks.digest_speed [--articles 1000] [--only one|each] [--data FOLDER]

The articles are the news of the public data and, beyond them, sentences of these, put together by a seeded script. Each
run is a process of its own: its processor time, and the most memory that it held.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from summarizer.languages.sentences import sentence_spans

from .data import data_argument, need, rows
from .digests import NEWS

# Of one digest of 1,000 articles.
SECONDS, MEGABYTES = 60.0, 500.0
# Sentences of an article that is put together, and of each of its paragraphs.
_SENTENCES, _PARAGRAPH = 12, 2
_NAMES = {"one": "one digest", "each": "a digest of each matter"}


def make_articles(data: Path, count: int, seed: int = 1) -> list[str]:
    """So many texts."""
    rng = random.Random(seed)
    texts = [f"{row.get('title') or 'Report'}\n\n{row['article']}" for name in NEWS for row in rows(data, name)]
    sentences = {
        language: [
            text[a:b]
            for name in NEWS
            if f"_{language}_" in name
            for row in rows(data, name)
            for text in [row["article"]]
            for a, b in sentence_spans(text)
        ]
        for language in ("en", "zh")
    }
    while len(texts) < count:
        chosen = rng.sample(sentences[rng.choice(("en", "zh"))], _SENTENCES)
        paragraphs = [" ".join(chosen[place : place + _PARAGRAPH]) for place in range(0, _SENTENCES, _PARAGRAPH)]
        texts.append("\n\n".join(paragraphs))
    return texts[:count]


def run_digest(arguments: Sequence[str]) -> tuple[float, float]:
    """The seconds of processor time of a digest, and its memory in megabytes."""
    process = subprocess.Popen([sys.executable, "-m", "summarizer", "digest", *arguments], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"summarizer digest {' '.join(arguments)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> int:
    """Measure, print, and return 1 when 1,000 articles take too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--only", choices=("one", "each"), help="one digest of all articles, or one of each matter")
    options = parser.parse_args()
    started = time.perf_counter()
    texts = make_articles(need(options.data), options.articles + options.articles // 100)
    with tempfile.TemporaryDirectory() as temporary:
        articles, folder = Path(temporary) / "articles.jsonl", Path(temporary)
        outputs = {"one": ["-o", str(folder / "one.json")], "each": ["-o", str(folder / "each.jsonl"), "--by-matter"]}
        missed = False
        for count in (options.articles, len(texts)):
            lines = (json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts[:count]))
            articles.write_text("\n".join(lines), encoding="utf-8")
            for name in [options.only] if options.only else _NAMES:
                seconds, megabytes = run_digest([str(articles), *outputs[name], "--resume"])
                again = "" if count == options.articles else f", {count - options.articles} of them new"
                print(f"{count:,} articles{again}: {_NAMES[name]}: {seconds:.1f} s, {megabytes:.0f} MB", flush=True)
                missed |= name == "one" and count <= 1000 and (seconds > SECONDS or megabytes > MEGABYTES)
    print(f"{time.perf_counter() - started:.0f} s in all")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
