"""Which digest readers prefer: ours, the single summaries laid end to end, and a plain request, judged blind.

    python -m benchmarks.digest_preferences ask FOLDER [--arm ARM]… SEED:NUMBER:LANGUAGE…
    python -m benchmarks.digest_preferences sheets FOLDER [--arm ARM]… SEED:NUMBER:LANGUAGE…
    python -m benchmarks.preferences record FOLDER benchmarks/rankings/digests/DATE.jsonl JUDGEMENT…
    python -m benchmarks.preferences report benchmarks/rankings/digests

A digest is one of `planted_digests`, by the seed of the script and its number there. `ask` runs it with the answers that
are in `FOLDER/digest_whole.v1/NN` and writes there the prompts that still lack one (`HASH.prompt.txt`, to be answered in
`HASH.answer.json` by any model or person); it is repeated until none is missing. The single summaries are those of
`summarize.v2`, in `FOLDER/single/NN` likewise. `FOLDER/plain/NN.prompt.txt` is the plain request, answered in
`FOLDER/plain/NN.answer.txt`. `sheets` writes a sheet for each digest and the key, as `benchmarks.preferences` does. `--arm`
(`digest_whole.v1`, `single`, `plain`) chooses what is compared, all three if it is left out. All are
written unjudged and without repairs, so that what is compared is the writing alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self, cast

import summarizer
from summarizer.errors import AuthenticationError
from summarizer.grounding.joined_articles import describe_article
from summarizer.languages import LANGUAGES
from summarizer.models import Document, LanguageCode, Summary

from .planted_digests import plant_digests

OURS, SINGLE, PLAIN = "digest_whole.v1", "single", "plain"
ARMS = (OURS, SINGLE, PLAIN)
_PLAIN_REQUEST = (
    "Write one digest in {language} of these {count} articles for a business reader: a core viewpoint of one or two "
    "sentences, then a titled group for each matter with up to 4 points, each statement ending with the numbers "
    "[article:paragraph] of the paragraphs it rests on. Say where articles contradict or correct one another. Write it as "
    "`Core Viewpoint`, `- statement [2:1]`, `Group 1: title`, `- statement [2:1][3:2]`, line by line."
)
_SCHEMA = "=== schema of the answer ==="

Planted = tuple[str, list[Document], LanguageCode]


class RecordedServer(ThreadingHTTPServer):
    """Gives the answers in a folder, and writes the prompts that have none, which are refused."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.missing = folder, set[Path]()
        self.url = f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, address: object) -> None:
        """A run ends at the first answer that is missing, and hangs up on the others."""

    def answer(self, request: dict[str, Any]) -> str | None:
        """The recorded answer to a request, or None."""
        messages = request["messages"]
        stem = hashlib.sha256("\0".join(m["content"] for m in messages).encode()).hexdigest()[:12]
        answer = self.folder / f"{stem}.answer.json"
        if answer.exists():
            return answer.read_text(encoding="utf-8")
        schema = json.dumps(request["response_format"]["json_schema"]["schema"], ensure_ascii=False)
        parts = [*(f"=== {m['role']} ===\n\n{m['content']}" for m in messages), f"{_SCHEMA}\n\n{schema}"]
        (self.folder / f"{stem}.prompt.txt").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        self.missing.add(answer)
        return None


class _Handler(BaseHTTPRequestHandler):
    server: RecordedServer

    def do_POST(self) -> None:
        text = self.server.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        message = {"role": "assistant", "content": text}
        choices = [{"index": 0, "finish_reason": "stop", "message": message}]
        known = {"id": "1", "object": "chat.completion", "created": 0, "model": "recorded", "choices": choices}
        body = json.dumps(known if text is not None else {"error": {"message": "no answer yet"}}).encode()
        self.send_response(200 if text is not None else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def write_digest(folder: Path, number: int, planted: Planted) -> tuple[Summary | None, set[Path]]:
    """The digest with the answers that there are, and the answers that are missing."""
    _, documents, language = planted
    return _run(folder / OURS / f"{number:02}", lambda **to: summarizer.digest(documents, language=language, **to))


def write_singles(folder: Path, number: int, planted: Planted) -> tuple[list[Summary], set[Path]]:
    """The summary of each article, likewise."""
    _, documents, language = planted
    found, missing = [], set[Path]()
    for document in documents:
        # As short as a part of a digest.
        summary, lacking = _run(
            folder / SINGLE / f"{number:02}",
            lambda document=document, **to: summarizer.summarize(document, language=language, length="short", **to),
        )
        found += [summary] if summary else []
        missing |= lacking
    return found, missing


def _run(folder: Path, write: Callable[..., Summary]) -> tuple[Summary | None, set[Path]]:
    choices: dict[str, Any] = {"model": "recorded", "mode": "json_schema", "verify": "off", "repair_tokens": 0}
    with RecordedServer(folder) as server:
        try:
            return write(base_url=server.url, **choices), server.missing
        except AuthenticationError:
            return None, server.missing


def write_plain(folder: Path, number: int, planted: Planted) -> tuple[str, set[Path]]:
    """The answer to the plain request, empty where it is missing."""
    answer = folder / PLAIN / f"{number:02}.answer.txt"
    if answer.exists():
        return answer.read_text(encoding="utf-8"), set()
    answer.parent.mkdir(parents=True, exist_ok=True)
    _, documents, language = planted
    request = _PLAIN_REQUEST.format(language=LANGUAGES[language].english_name, count=len(documents))
    text = "\n".join([request, *_show_articles(documents)]) + "\n"
    answer.with_name(f"{number:02}.prompt.txt").write_text(text, encoding="utf-8")
    return "", {answer}


_WRITERS: dict[str, Callable[[Path, int, Planted], tuple[Any, set[Path]]]] = {
    OURS: write_digest,
    SINGLE: write_singles,
    PLAIN: write_plain,
}


def ask(folder: Path, planted: Sequence[Planted], arms: Sequence[str] = ARMS) -> set[Path]:
    """Write the prompts that have no answer; returns where those belong."""
    return {
        path
        for number, each in enumerate(planted, 1)
        for arm in arms
        for path in _WRITERS[arm](folder, number, each)[1]
    }


def write_sheets(folder: Path, planted: Sequence[Planted], arms: Sequence[str] = ARMS) -> None:
    """Write a sheet for each digest, and the key that says which letter is which."""
    key: dict[str, dict[str, str]] = {}
    (folder / "sheets").mkdir(parents=True, exist_ok=True)
    for number, digest in enumerate(planted, 1):
        name, documents, language = digest
        written = {arm: _WRITERS[arm](folder, number, digest) for arm in arms}
        if any(missing for _, missing in written.values()):
            raise SystemExit(f"{name}:{language} lacks answers: run `ask`")
        texts = {arm: _print_arm(arm, found, language) for arm, (found, _) in written.items()}
        order = list(texts)
        random.Random(hashlib.sha256(f"{name} {language}".encode()).digest()).shuffle(order)
        letters = dict(zip("ABC", order, strict=False))
        lines = ["# The articles", *_show_articles(documents)]
        for letter, arm in letters.items():
            lines += ["", f"# Digest {letter}", "", texts[arm]]
        (folder / "sheets" / f"{number:02}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        key[f"{number:02}"] = {"article": name, "language": language, **letters}
    (folder / "key.json").write_text(json.dumps(key, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _print_arm(arm: str, written: Any, language: LanguageCode) -> str:
    """What an arm wrote, in the layout of all and without the sources, which would tell whose it is."""
    if arm == SINGLE:
        return "\n\n".join(_lay_out(written))
    if arm == PLAIN:
        return _relabel(written, language)
    return str(written.to_text().partition("\n\n")[2])


def _relabel(answer: str, language: LanguageCode) -> str:
    """The answer to the plain request with the labels of its language, which it names in English, and our layout."""
    labels = LANGUAGES[language].labels
    text = "\n".join(line.strip() for line in answer.splitlines() if line.strip())
    text = re.sub(r"(?m)^Core Viewpoint:?$", labels.core, text)
    text = re.sub(r"(?m)^Group (\d+): ?(.*)$", rf"\n{labels.group_name} \1{labels.colon}\2", text)
    return re.sub(r"(?m)[.。]?\s*((?:\[\d+:\d+\])+)[.。]?$", r" \1", text)


def _lay_out(summaries: Sequence[Summary]) -> Iterator[str]:
    """The summaries of single articles, their citations with the number of the article."""
    for number, summary in enumerate(summaries, 1):
        lines = [f"Article {number}: {summary.document.title}"]
        for _, statement in summary.statements():
            lines.append(f"- {statement.text} " + "".join(f"[{number}:{block}]" for block in statement.blocks))
        yield "\n".join(lines)


def _show_articles(documents: Sequence[Document]) -> Iterator[str]:
    for number, document in enumerate(documents, 1):
        yield f"\n## {describe_article(number, document)}"
        yield from (f"\n[{number}:{block.number}] {block.text}" for block in document.blocks)


def _parse(named: str) -> Planted:
    seed, number, language = named.split(":")
    articles = plant_digests(int(seed))[int(number)].articles
    return f"{seed}:{number}", [article.to_document() for article in articles], cast(LanguageCode, language)


def main() -> None:
    """Write the prompts that have no answer, or the sheets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("ask", "sheets"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--arm", action="append", choices=ARMS)
    parser.add_argument("digests", nargs="+", metavar="SEED:NUMBER:LANGUAGE")
    options = parser.parse_args()
    planted = [_parse(named) for named in options.digests]
    if options.command == "sheets":
        write_sheets(options.folder, planted, options.arm or ARMS)
        return
    missing = ask(options.folder, planted, options.arm or ARMS)
    for answer in sorted(missing):
        print(f"missing: {answer}")
    print("run it again when they are written" if missing else "nothing is missing")


if __name__ == "__main__":
    main()
