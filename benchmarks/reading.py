"""Reading: the share of files decoded correctly, in every supported encoding.

    python -m benchmarks.reading [--data FOLDER] [--misses]

Two measurements: the files of `encodings/` whose row in the manifest names a Python codec, against their reference in
UTF-8 (or the bytes decoded by that codec); and the articles and sentences of both Chinese scripts and of English,
encoded on the spot in every codec that holds them, whole and as their first 200 characters.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import InputError
from summarizer.readers import read_bytes

from .data import data_argument, need, rows

SIMPLIFIED = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
TRADITIONAL = ("utf-8", "utf-8-sig", "big5", "big5hkscs", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
ENGLISH = ("utf-8", "utf-8-sig", "gbk", "cp1252", "utf-16", "utf-16-le", "utf-16-be")
TEXTS = {
    "sum_zh_xinhua_headline": ("article", SIMPLIFIED),
    "sum_zh_vcsum": ("article", SIMPLIFIED),
    "sbd_zh_gsd": ("text", TRADITIONAL),
    "sum_en_bbc": ("article", ENGLISH),
}
# Characters of the short form of each text: there is least to detect an encoding by.
SHORT = 200


@dataclass(frozen=True)
class Case:
    """Bytes and the text they encode."""

    kind: str
    name: str
    data: bytes
    text: str


def file_cases(data: Path) -> Iterator[Case]:
    """The files of the manifest that a Python codec decodes."""
    folder = data / "encodings"
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if not row["python_codec_strict"]:
            continue
        raw = (folder / row["file"]).read_bytes()
        reference = row.get("utf8_reference")
        text = (folder / reference).read_text("utf-8") if reference else raw.decode(row["python_codec_strict"])
        yield Case("files", row["file"], raw, text.removeprefix("\ufeff"))


def encoded_cases(data: Path) -> Iterator[Case]:
    """Texts encoded on the spot, in each codec that holds all their characters."""
    for name, (field, codecs) in TEXTS.items():
        for row in rows(data, name):
            for text in (row[field], row[field][:SHORT]):
                kind = "whole" if text == row[field] else "short"
                for codec in codecs:
                    try:
                        yield Case(f"{codec} {kind}", f"{row['id']} {codec}", text.encode(codec), text)
                    except UnicodeEncodeError:
                        continue


def is_read_right(case: Case) -> bool:
    """Whether the bytes are read as the text they encode, line ends aside."""
    try:
        text = read_bytes(case.data, case.name).text
    except InputError:
        return False
    return "".join(text.splitlines()) == "".join(case.text.splitlines())


def measure(data: Path) -> dict[str, float]:
    """The share of cases that are read right: the files, and each codec, whole and short."""
    results: dict[str, list[bool]] = {}
    for case in (*file_cases(data), *encoded_cases(data)):
        results.setdefault(case.kind.replace(" ", "_"), []).append(is_read_right(case))
    return {kind: sum(right) / len(right) for kind, right in results.items()}


def main() -> None:
    """Print the table, or the cases that are read wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--misses", action="store_true", help="print what is read wrong")
    options = parser.parse_args()
    folder = need(options.data)
    started = time.perf_counter()
    if options.misses:
        for case in (*file_cases(folder), *encoded_cases(folder)):
            if not is_read_right(case):
                print(f"{case.kind}: {case.name}: {case.data[:30]!r}")
        return
    for kind, share in measure(folder).items():
        print(f"{kind:<20} {share:8.4f}")
    print(f"{time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
