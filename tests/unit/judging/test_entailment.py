"""A local entailment model: a tiny one, made on the spot, that knows entailment as shared words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import Document, UsageError, check, digest, summarize
from summarizer.judging.claims import Claim
from summarizer.judging.entailment import load_entailment_judge
from summarizer.pipeline import run_without_loop

pytest.importorskip("onnxruntime")
onnx = pytest.importorskip("onnx")
tokenizers = pytest.importorskip("tokenizers")

WORDS = ["[PAD]", "[UNK]", "[SEP]", "sales", "profit", "rose", "fell", "never", "cars"]
LABELS = {"0": "contradiction", "1": "neutral", "2": "entailment"}


def make_model(folder: Path, labels: dict[str, str] = LABELS, types: bool = True) -> Path:
    """A classifier whose label follows from the last word of the pair: `rose` entails, `never` contradicts."""
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    folder.mkdir(parents=True, exist_ok=True)
    table = np.zeros((len(WORDS), 3), dtype=np.float32)
    table[WORDS.index("rose"), 2] = 3.0
    table[WORDS.index("never"), 0] = 30.0
    table[:, 1] = 0.1
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "s"]) for n in ("input_ids", "attention_mask")]
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["looked_up"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["mask3"]),
        helper.make_node("Mul", ["looked_up", "mask3"], ["kept"]),
    ]
    if types:  # only the words of the statement count
        inputs.append(helper.make_tensor_value_info("token_type_ids", TensorProto.INT64, ["b", "s"]))
        nodes += [
            helper.make_node("Cast", ["token_type_ids"], ["types"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["types", "last"], ["types3"]),
            helper.make_node("Mul", ["kept", "types3"], ["counted"]),
        ]
    nodes.append(helper.make_node("ReduceSum", ["counted" if types else "kept", "middle"], ["logits"], keepdims=0))
    constants = [
        numpy_helper.from_array(table, "table"),
        numpy_helper.from_array(np.array([-1], dtype=np.int64), "last"),
        numpy_helper.from_array(np.array([1], dtype=np.int64), "middle"),
    ]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["b", 3])
    graph = helper.make_graph(nodes, "tiny", inputs, [output], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, str(folder / "model.onnx"))
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(single="$A [SEP]", pair="$A [SEP] $B:1 [SEP]:1", special_tokens=[("[SEP]", 2)])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"id2label": labels}), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_model(tmp_path / "model")


DOCUMENT = Document.from_text("The company said that sales were better than ever.\n\nProfit fell.\n")


def _report(folder: Path, said: str) -> Any:
    [entry] = check(f"Core Viewpoint\n- {said}", DOCUMENT, verify=f"nli/{folder}").entries
    return entry.statement.support


@pytest.mark.parametrize(
    ("said", "status", "by"),
    [
        ("In all markets sales rose [1]", "supported", "nli"),
        ("In all markets sales never rose [1]", "unsupported", "nli"),
        ("Buyers of cars like them [1]", None, "rules"),
        ("Profit fell [2]", "supported", "copy"),
    ],
)
def test_the_labels_of_a_model_decide(folder: Path, said: str, status: str | None, by: str) -> None:
    support = _report(folder, said)
    assert (support.judge or "").partition("/")[0] == by
    assert status is None or support.status == status
    assert by != "nli" or (support.score > 0.5) == (status == "supported")


def test_an_exact_mismatch_stands_against_a_model_that_says_no_word(folder: Path) -> None:
    document = Document.from_text("Sales rose by 12% to 380 million yuan in 2024.\n")
    [entry] = check("Core Viewpoint\n- Sales rose by 12% to 38 million yuan in 2024 [1]", document, verify=f"nli/{folder}").entries
    assert entry.statement.support.status == "unsupported" and entry.statement.support.findings[0].kind == "number"


def test_the_offline_engine_and_a_local_judge_need_no_server(folder: Path) -> None:
    summary = summarize(DOCUMENT, verify=f"nli/{folder}")
    assert summary.run.engine == "extractive" and summary.run.judging is not None
    assert summary.run.judging.judge == f"nli/{folder}" and summary.run.tokens.input == 0


def test_a_digest_and_its_check_are_judged_by_a_local_model(folder: Path) -> None:
    summary = digest([DOCUMENT, Document.from_text("The company said that sales never rose.\n")], verify=f"nli/{folder}")
    assert summary.run.judging is not None and summary.run.judging.judge == f"nli/{folder}"
    text = "[1] One\n[2] Two\n\nCore Viewpoint\n- In all markets sales rose [1:1][2:1]"
    [entry] = check(text, [DOCUMENT, DOCUMENT], verify=f"nli/{folder}").entries
    assert (entry.statement.support.status, entry.statement.support.judge) == ("supported", f"nli/{folder}")


def test_a_long_block_is_read_in_windows(folder: Path) -> None:
    document = Document.from_text(" ".join(f"Sentence {n} speaks of cars and of much else." for n in range(300)))
    judge = load_entailment_judge(str(folder))
    claim = Claim("core_viewpoint", "sales rose", tuple(block.number for block in document.blocks))
    windows = list(judge._windows(claim, document))
    assert len(windows) > 3 and "".join(windows).count("Sentence") == 300
    judgement = run_without_loop(judge.judge([claim], document, "en"))
    assert judgement.verdicts["core_viewpoint"].status == "supported"


def test_a_model_without_token_types(tmp_path: Path) -> None:
    judge = load_entailment_judge(str(make_model(tmp_path / "m", types=False)))
    [shares] = judge.shares([("cars rose", "sales")])
    assert shares.supports > 0.8


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda f: (f / "model.onnx").unlink(), "no model.onnx"),
        (lambda f: (f / "model.onnx").write_bytes(b"no model"), "cannot be loaded"),
        (lambda f: (f / "tokenizer.json").unlink(), "tokenizer.json missing"),
        (lambda f: (f / "tokenizer.json").write_text("{}"), "cannot be loaded"),
        (lambda f: (f / "config.json").write_text("{}"), "names no labels"),
        (lambda f: (f / "config.json").write_text('{"id2label": {"0": "cat", "1": "dog", "2": "cow"}}'), "no label means entailment: cat, dog, cow"),
        (lambda f: (f / "config.json").write_text('{"id2label": {"0": "entailment", "1": "other"}}'), "no classifier with 2 labels"),
    ],
)
def test_a_folder_that_holds_no_such_model_is_one_line(tmp_path: Path, spoil: Any, told: str) -> None:
    spoil(folder := make_model(tmp_path / "model"))
    with pytest.raises(UsageError, match=told) as caught:
        check("Core Viewpoint\n- Sales rose there [1]", DOCUMENT, verify=f"nli/{folder}")
    assert "\n" not in str(caught.value) and caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no such folder", "../x", ""])
def test_a_name_that_is_not_on_this_machine_is_not_downloaded(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(UsageError, match="no such folder, and no such model"):
        check("Core Viewpoint\n- Sales rose there [1]", DOCUMENT, verify=f"nli/{name}")


def test_a_model_in_the_cache_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub.constants

    cached = tmp_path / "models--acme--tiny"
    make_model(cached / "snapshots" / "abc")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("abc")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    assert load_entailment_judge("acme/tiny").name == "nli/acme/tiny"


@pytest.mark.parametrize(
    ("label", "supports", "contradicts"),
    [("ENTAILMENT", True, False), ("not_entailment", False, True), ("Supported", True, False), ("unsupported", False, True), ("consistent", True, False), ("inconsistent", False, True), ("neutral", False, False), ("REFUTED", False, True)],
)
def test_labels_are_read_by_their_names(label: str, supports: bool, contradicts: bool) -> None:
    from summarizer.judging import entailment

    assert bool(entailment._SUPPORTS.search(label)) is supports
    assert bool(entailment._CONTRADICTS.search(label)) is contradicts
