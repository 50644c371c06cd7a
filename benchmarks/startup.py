"""Start-up: time from a fresh process to the first result, compared with sumy in the same run.

    python -m benchmarks.startup [--rounds 7] [--peers FOLDER]

Every row is the median wall time of fresh processes, round-robin over the rows, and their largest resident memory.
Peers are measured when the environments made by the shared bench's `setup.sh` are there (`--peers`, default
`$BENCH_HOME`, else `~/.cache/summary-bench`).
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ZH = ROOT / "examples/chinese_business/article.txt"
EN = ROOT / "examples/english_economy/article.txt"
LENGTH = 2000  # characters of the articles that are summarised

_SUMY = """
import sys
from sumy.nlp.stemmers import Stemmer
from sumy.nlp.tokenizers import Tokenizer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.luhn import LuhnSummarizer
language, path = sys.argv[1:]
if language == "english":   # sumy's English tokenizer needs a download; the same Punkt code runs without it
    import nltk
    from nltk.tokenize import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer
    nltk.tokenize.PunktTokenizer = lambda _language: PunktSentenceTokenizer()
    nltk.word_tokenize = lambda text, language="english", preserve_line=True: NLTKWordTokenizer().tokenize(text)
else:
    import jieba
    jieba.setLogLevel(60)
parser = PlaintextParser.from_string(open(path, encoding="utf-8").read(), Tokenizer(language))
print(*LuhnSummarizer(Stemmer(language))(parser.document, 5))
"""
_OURS = "import sys, summarizer; print(summarizer.summarize(__import__('pathlib').Path(sys.argv[1])).to_text())"
TARGETS = {"import summarizer": 0.150, "summarizer --help": 0.250, "ours, Chinese": 1.1, "ours, English": 0.7}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--peers", type=Path, default=Path(os.environ.get("BENCH_HOME", "~/.cache/summary-bench")).expanduser()
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = _rows(Path(folder), options.peers / "venv-ext" / "bin" / "python")
        times: dict[str, list[float]] = {name: [] for name in rows}
        memory: dict[str, float] = {}
        for _ in range(options.rounds):
            for name, command in rows.items():
                seconds, megabytes = _measure(command)
                times[name].append(seconds)
                memory[name] = max(memory.get(name, 0), megabytes)
    print(f"{'fresh process':34s} {'seconds':>8s} {'target':>7s} {'peak MB':>8s}")
    for name, values in times.items():
        target = f"{TARGETS[name]:.2f}" if name in TARGETS else ""
        print(f"{name:34s} {statistics.median(values):8.3f} {target:>7s} {memory[name]:8.0f}")
    return 0


def _rows(folder: Path, peer: Path) -> dict[str, list[str]]:
    zh, en = folder / "zh.txt", folder / "en.txt"
    zh.write_text((ZH.read_text(encoding="utf-8") * 2)[:LENGTH], encoding="utf-8")
    en.write_text(EN.read_text(encoding="utf-8")[:LENGTH], encoding="utf-8")
    python = sys.executable
    rows = {
        "python -c pass": [python, "-c", "pass"],
        "import pydantic": [python, "-c", "import pydantic"],
        "import summarizer": [python, "-c", "import summarizer"],
        "summarizer --help": [python, "-m", "summarizer", "--help"],
        "ours, Chinese": [python, "-c", _OURS, str(zh)],
        "ours, English": [python, "-c", _OURS, str(en)],
        "import spacy": [python, "-c", "import spacy"],
    }
    if peer.exists():
        rows["sumy (Luhn), Chinese"] = [str(peer), "-c", _SUMY, "chinese", str(zh)]
        rows["sumy (Luhn), English"] = [str(peer), "-c", _SUMY, "english", str(en)]
    else:
        print(f"no peers at {peer}: only ours is measured", file=sys.stderr)
    return rows


def _measure(command: list[str]) -> tuple[float, float]:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        assert process.stderr is not None
        raise SystemExit(f"{command[:3]} failed: {process.stderr.read().decode()[-300:]}")
    return seconds, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())
