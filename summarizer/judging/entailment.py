"""A local entailment model as the judge: any classifier of pairs of texts in ONNX form, run on this machine.

A model is a folder with `model.onnx` (or `onnx/model.onnx`), `tokenizer.json` and a `config.json` that names its labels
(`id2label`), or the name of one that Hugging Face's cache on this machine holds: nothing is downloaded. Of a model's
labels, those called entailment, supported or consistent speak for a statement, contradiction and refuted against it;
all others say that the text does not settle it. A statement is compared with its blocks sentence by sentence in windows
that the model can hold, so that most of a long block is not lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import InputError, UsageError, missing_extra_error
from ..files import read_bounded
from ..models import Document, LanguageCode, Run
from .claims import Claim
from .judgement import Judgement
from .ruling import Verdict

# Bytes of a model's configuration; the longest lists of labels take some hundred kilobytes.
_MAX_CONFIG_BYTES = 2**22
_FILES = ("tokenizer.json", "config.json")
_SUPPORTS = re.compile(r"(?<!not[_ -])(?<!non[_ -])(?<!un)(?<!in)(entail|support|consistent|factual)", re.I)
_CONTRADICTS = re.compile(
    r"contradict|refute|hallucinat|unsupported|inconsistent|not[_ -](entail|support|consistent)", re.I
)


@dataclass(frozen=True, slots=True)
class EntailmentThresholds:
    """What the shares of a model's labels mean. No model came with the project to measure them with: they are the
    majority. `python -m benchmarks.statements --verify nli/FOLDER` measures a model.

    Attributes:
        supported: share of entailment from which a statement is supported.
        unsupported: share of contradiction from which it is not.
        max_tokens: of a statement and a window of its blocks together, where the model's own limit is not lower.
        batch: pairs computed at a time.
    """

    supported: float = 0.5
    unsupported: float = 0.5
    max_tokens: int = 512
    batch: int = 16


THRESHOLDS = EntailmentThresholds()


@dataclass(frozen=True, slots=True)
class _Shares:
    """How much of a model's answer speaks for and against a statement, each 0 to 1."""

    supports: float
    contradicts: float


class EntailmentJudge:
    """Judges by a local model. Use `load_entailment_judge`."""

    prompt_version: str | None = None

    def __init__(self, name: str, session: Any, tokenizer: Any, labels: Sequence[str]) -> None:
        self.name = name
        self._session = session
        self._tokenizer = tokenizer
        self._inputs = {given.name for given in session.get_inputs()}
        self._supporting = [i for i, label in enumerate(labels) if _SUPPORTS.search(label)]
        self._contradicting = [i for i, label in enumerate(labels) if _CONTRADICTS.search(label)]

    async def judge(self, claims: Sequence[Claim], document: Document, language: LanguageCode) -> Judgement:
        """The model's verdicts on statements; of titles, and of what it cannot settle, it gives none."""
        verdicts = {}
        for claim in claims:
            if not claim.is_title and (verdict := self._verdict(claim, document)):
                verdicts[claim.place] = verdict
        return Judgement(verdicts)

    def add_cost(self, run: Run, judgement: Judgement) -> Run:
        """The run as it is: nothing is paid for."""
        return run

    def shares(self, pairs: Sequence[tuple[str, str]]) -> list[_Shares]:
        """For each pair of a text and a statement, how much speaks for and against the statement."""
        found: list[_Shares] = []
        for start in range(0, len(pairs), THRESHOLDS.batch):
            found += self._run(pairs[start : start + THRESHOLDS.batch])
        return found

    def _verdict(self, claim: Claim, document: Document) -> Verdict | None:
        """The verdict by the window that speaks most clearly for the claim, else against it, or None."""
        shares = self.shares([(window, claim.text) for window in self._windows(claim, document)])
        best = max(shares, key=lambda share: share.supports)
        if best.supports >= THRESHOLDS.supported:
            return Verdict("supported", score=best.supports)
        worst = max(shares, key=lambda share: share.contradicts)
        if worst.contradicts >= THRESHOLDS.unsupported:
            reason = f"{self.name} reads a contradiction ({worst.contradicts:.2f})"
            return Verdict("unsupported", reason=reason, score=min(best.supports, 1 - worst.contradicts))
        return None

    def _windows(self, claim: Claim, document: Document) -> Iterator[str]:
        """The text of the claim's blocks after the title, in as many pieces as the model needs; never none."""
        title = f"{document.title}\n" if document.title else ""
        room = THRESHOLDS.max_tokens - self._count(claim.text) - self._count(title)
        window, used = "", 0
        for sentence in document.sentences:
            if sentence.block not in claim.blocks:
                continue
            size = self._count(sentence.text)
            if window and used + size > room:
                yield title + window
                window, used = "", 0
            window, used = f"{window}{sentence.text}\n", used + size
        yield title + window

    def _count(self, text: str) -> int:
        return len(self._tokenizer.encode(text).ids)

    def _run(self, pairs: Sequence[tuple[str, str]]) -> list[_Shares]:
        import numpy as np

        encoded = self._tokenizer.encode_batch(list(pairs))
        given = {
            "input_ids": [e.ids for e in encoded],
            "attention_mask": [e.attention_mask for e in encoded],
            "token_type_ids": [e.type_ids for e in encoded],
        }
        feed = {name: np.array(value, dtype=np.int64) for name, value in given.items() if name in self._inputs}
        logits = self._session.run(None, feed)[0].astype(np.float64)
        shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        return [_Shares(float(row[self._supporting].sum()), float(row[self._contradicting].sum())) for row in shares]


@cache
def load_entailment_judge(name: str) -> EntailmentJudge:
    """The judge of a folder, or of a model in Hugging Face's cache. Loaded once in a process.

    Raises:
        UsageError: the extra is not installed, there is no such model here, or it is none that compares two texts.
    """
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError:
        raise missing_extra_error("a local entailment model", "nli") from None
    folder = _find_folder(name)
    model, labels = _find_model(folder), _read_labels(folder)
    try:
        session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # onnxruntime and tokenizers raise types of their own, and bare exceptions
        raise UsageError(
            f"nli/{name}: cannot be loaded: {error}", "is it a sequence classifier in ONNX form?"
        ) from None
    tokenizer.enable_truncation(THRESHOLDS.max_tokens, strategy="only_first")
    padding = next((t for t in ("<pad>", "[PAD]") if tokenizer.token_to_id(t) is not None), None)
    tokenizer.enable_padding(pad_id=tokenizer.token_to_id(padding) if padding else 0, pad_token=padding or "[PAD]")
    judge = EntailmentJudge(f"nli/{name}", session, tokenizer, labels)
    if "input_ids" not in judge._inputs or session.get_outputs()[0].shape[-1] not in (len(labels), None):
        raise UsageError(f"nli/{name}: no classifier with {len(labels)} labels", "name a sequence classifier")
    return judge


def _find_folder(name: str) -> Path:
    """The folder itself, or the newest one of that name in Hugging Face's cache."""
    if name and Path(name).is_dir():
        return Path(name)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError, OSError):
        hint = "name a folder with model.onnx, tokenizer.json and config.json, or fetch it: `hf download NAME`"
        raise UsageError(f"nli/{name}: no such folder, and no such model in the cache of Hugging Face", hint) from None


def _find_model(folder: Path) -> Path:
    for model in (folder / "model.onnx", folder / "onnx" / "model.onnx"):
        if model.is_file():
            missing = [name for name in _FILES if not (folder / name).is_file()]
            if missing:
                raise UsageError(f"{folder}: {' and '.join(missing)} missing", "copy it from where the model is from")
            return model
    raise UsageError(f"{folder}: no model.onnx", "export the model: `optimum-cli export onnx --model NAME FOLDER`")


def _read_labels(folder: Path) -> list[str]:
    """The labels by their number. Raises `UsageError` if none of them speaks for a statement."""
    try:
        named: dict[str, str] = json.loads(read_bounded(folder / "config.json", _MAX_CONFIG_BYTES))["id2label"]
        labels = [named[number] for number in sorted(named, key=int)]
    except (InputError, OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{folder}: config.json names no labels", "it needs `id2label`") from None
    if not any(_SUPPORTS.search(label) for label in labels):
        shown = ", ".join(map(str, labels))
        raise UsageError(f"{folder}: no label means entailment: {shown}", "correct `id2label` in config.json")
    return labels
