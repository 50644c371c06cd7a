"""Make the summaries of the three articles, and the digest of ten, again: `python examples/run.py [--check]`.

`summary.offline.txt` is what `summarizer article.txt` prints. `summary.en.txt` and `.json` are an English summary as a
capable model writes and judges it: `answer.en.json` and `verdicts.en.json` are recorded answers to our exact prompts,
served here on loopback by a server that refuses any other prompt, so that everything behind the answers – schema,
evidence, checks, rulings – is the real thing. `--check` compares instead of writing, `--record` takes the prompts as
they are now (after reading them anew). `digest/digest.en.md` and `.json` are made likewise of `digest/answers.en.json`.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import summarizer

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/answer.en.json"))
DIGEST = HERE / "digest"


def main() -> int:
    """Write or compare every file. Returns 1 when one differs."""
    record = "--record" in sys.argv
    made = [files_of(folder, record) for folder in FOLDERS] + [files_of_digest(record)]
    differing = [path for files in made for path, text in files.items() if not put(path, text, "--check" in sys.argv)]
    for path in differing:
        print(f"{path.relative_to(HERE)}: differs, run python examples/run.py", file=sys.stderr)
    return 1 if differing else 0


def files_of(folder: Path, record: bool = False) -> dict[Path, str]:
    """The made files of one example, by path."""
    document = summarizer.Document.from_file(folder / "article.txt")
    english = recorded_summary(document, folder, record)
    return {
        folder / "summary.offline.txt": summarizer.summarize(document).to_text() + "\n",
        folder / "summary.en.txt": english.to_text() + "\n",
        folder / "summary.en.json": timeless(english).model_dump_json(indent=2) + "\n",
    }


def files_of_digest(record: bool = False) -> dict[Path, str]:
    """The made files of the digest, by path; none ends in `.txt`, as its articles do."""
    with DigestServer([DIGEST / "answers.en.json"], record) as server:
        digest = summarizer.digest(
            sorted(DIGEST.glob("*.txt")),
            model="recorded",
            base_url=server.url,
            language="en",
            mode="json_schema",
            repair_tokens=0,
        )
    if server.refused or digest.run.judging is None or digest.run.judging.error:
        raise summarizer.ModelError(f"{DIGEST.name}: answers were recorded for other prompts, read them anew")
    return {
        DIGEST / "digest.en.md": digest.to_markdown() + "\n",
        DIGEST / "digest.en.json": timeless(digest).model_dump_json(indent=2) + "\n",
    }


def recorded_summary(document: summarizer.Document, folder: Path, record: bool = False) -> summarizer.Summary:
    """The English summary that recorded answers make.

    Raises:
        summarizer.SummarizerError: an answer was recorded for another prompt.
    """
    answers = [folder / "answer.en.json", folder / "verdicts.en.json"]
    with AnswerServer(answers, record) as server:
        summary = summarizer.summarize(
            document,
            model="recorded",
            base_url=server.url,
            language="en",
            mode="json_schema",
            repair_tokens=0,
        )
    if summary.run.judging is None or summary.run.judging.error:
        raise summarizer.ModelError(f"{answers[1]}: recorded for another prompt, read it anew")
    return summary


def timeless(summary: summarizer.Summary) -> summarizer.Summary:
    """Without what differs from run to run."""
    return summary.model_copy(update={"run": summary.run.model_copy(update={"seconds": 0.0})})


def put(path: Path, text: str, check: bool) -> bool:
    """Write the file, or compare it. False when it differs."""
    if check:
        return path.exists() and path.read_text("utf-8") == text
    path.write_text(text, encoding="utf-8")
    return True


class AnswerServer:
    """An OpenAI-compatible server on loopback that gives recorded answers in order, each only to its own prompt."""

    def __init__(self, paths: list[Path], record: bool = False) -> None:
        self._paths, self._record = iter(paths), record
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> AnswerServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body for one request."""
        path = next(self._paths, None)
        if path is None:
            return 400, {"error": {"message": "no answer is recorded for another question"}}
        record = json.loads(path.read_text("utf-8"))
        digest = hashlib.sha256("\0".join(m["content"] for m in request["messages"]).encode()).hexdigest()
        if self._record:
            record["prompt_sha256"] = digest
            path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if digest != record["prompt_sha256"]:
            return 400, {
                "error": {"message": f"{path.parent.name}/{path.name}: recorded for another prompt, read it anew"}
            }
        return 200, self.reply(record["answer"])

    def reply(self, answer: object) -> dict[str, Any]:
        """The body of a response that holds an answer."""
        content = json.dumps(answer, ensure_ascii=False)
        return {
            "id": "recorded",
            "object": "chat.completion",
            "created": 0,
            "model": "recorded",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        answer = self.answer

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                status, body = answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Silent."""

        return Handler


class DigestServer(AnswerServer):
    """The same for a digest, whose questions come in any order: one file holds all answers.

    Attributes:
        refused: whether a prompt had no answer.
    """

    def __init__(self, paths: list[Path], record: bool = False) -> None:
        super().__init__(paths, record)
        [self._path] = paths
        self._answers = json.loads(self._path.read_text("utf-8"))
        self._lock = threading.Lock()
        self.refused = False

    def answer(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body for one request."""
        digest = hashlib.sha256("\0".join(m["content"] for m in request["messages"]).encode()).hexdigest()
        with self._lock:
            if self._record:
                self._take_over(request, digest)
            given = next((each for each in self._answers["answers"] if each["prompt_sha256"] == digest), None)
            self.refused |= given is None
        if given is None:
            return 400, {"error": {"message": f"{self._path.name}: no answer is recorded for this prompt"}}
        return 200, self.reply(given["answer"])

    def _take_over(self, request: dict[str, Any], digest: str) -> None:
        """Take a prompt as it is now: that of a matter begins with its first article."""
        system, user = (message["content"] for message in request["messages"])
        about = system[:40] if "# Article" not in user else user.partition("# Article")[2].splitlines()[0]
        asked = f"{system[:24]} … {about.strip()}"
        for each in self._answers["answers"]:
            if each["asked"] == asked:
                each["prompt_sha256"] = digest
        self._path.write_text(json.dumps(self._answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
