"""A tiny random model for llama.cpp's server, made on the spot: the same bytes for the same seed, 1 MB, no download.

    python -m tests.servers.tiny_model PATH

The first dimensions of its residual stream are set by hand and left alone by the random layers. Dimension 0 is a
constant, so that the first column of the output matrix is a bias for each token: gibberish, but of words, and it ends. Dimensions
1 to 4 carry what stands before, so that an offered function is called, in the form the chat template knows:
the prompt's last token `<|tools|>` → `<tool_call>` → a line break → JSON; `}` → `</tool_call>`; `>` → the end.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from .gibberish import SPECIAL, vocabulary

CONTEXT = 32_768
_LAYERS, _WIDTH, _HEADS, _INNER = 1, 32, 1, 32
_CONSTANT = 8.0
_BY_HAND = 5  # dimensions of the residual stream that the layers do not write
# A chat template in the style of Qwen's. llama.cpp finds out how calls are written by rendering one: all cases are needed.
_TEMPLATE = """\
{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0].role == 'system' %}{{- messages[0].content }}{%- endif %}
    {{- '\\n\\n# Tools\\n\\nYou may call one or more functions to assist with the user query.\\n\\nYou are provided with function signatures within <tools></tools> XML tags:\\n<tools>' }}
    {%- for tool in tools %}{{- '\\n' }}{{- tool | tojson }}{%- endfor %}
    {{- '\\n</tools>\\n\\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\\n<tool_call>\\n{\"name\": <function-name>, \"arguments\": <args-json-object>}\\n</tool_call><|im_end|>\\n' }}
{%- endif %}
{%- for message in messages %}
    {%- if message.role == 'system' and loop.first and tools %}
    {%- elif message.role == 'assistant' and message.tool_calls %}
        {{- '<|im_start|>assistant' }}
        {%- if message.content %}{{- '\\n' + message.content }}{%- endif %}
        {%- for tool_call in message.tool_calls %}
            {%- if tool_call.function is defined %}{%- set tool_call = tool_call.function %}{%- endif %}
            {{- '\\n<tool_call>\\n{\"name\": \"' + tool_call.name + '\", \"arguments\": ' }}{{- tool_call.arguments | tojson }}{{- '}\\n</tool_call>' }}
        {%- endfor %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == 'tool' %}
        {{- '<|im_start|>user\\n<tool_response>\\n' + message.content + '\\n</tool_response><|im_end|>\\n' }}
    {%- else %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if tools %}{{- '<|tools|>' }}{%- endif %}
{%- endif %}"""


def write_tiny_model(path: Path, seed: int = 0) -> None:
    """Write the model in GGUF."""
    tokens, logits = vocabulary()
    writer = gguf.GGUFWriter(path, "llama")
    _describe(writer)
    _add_tokens(writer, tokens, logits)
    _add_weights(writer, tokens, np.array(logits, np.float32), np.random.default_rng(seed))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _describe(writer: Any) -> None:
    writer.add_name("random")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(_LAYERS)
    writer.add_feed_forward_length(_INNER)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_chat_template(_TEMPLATE)


def _add_tokens(writer: Any, tokens: list[bytes], logits: list[float]) -> None:
    """The vocabulary as byte-pair encoding: bytes written as GPT-2 writes them, and merges that build each word."""
    letters = _byte_letters()
    names, kinds, merges, known = [], [], [], {letters[byte] for byte in range(256)}
    for token in tokens:
        text = token.decode(errors="replace")
        if text in SPECIAL:
            names.append(text)
            kinds.append(gguf.TokenType.CONTROL if text.startswith("<|") else gguf.TokenType.USER_DEFINED)
            continue
        names.append("".join(letters[byte] for byte in token))
        kinds.append(gguf.TokenType.NORMAL)
        for end in range(2, len(token) + 1):
            whole = names[-1][:end]
            if whole not in known:
                known.add(whole)
                merges.append(f"{names[-1][: end - 1]} {names[-1][end - 1]}")
    for part in sorted(known - set(names)):  # what merges pass through must be tokens too
        names.append(part)
        kinds.append(gguf.TokenType.NORMAL)
        logits.append(-30.0)
    writer.add_vocab_size(len(names))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(names)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    end = names.index("<|im_end|>")
    writer.add_bos_token_id(names.index("<|endoftext|>"))
    writer.add_pad_token_id(names.index("<|endoftext|>"))
    writer.add_eos_token_id(end)
    writer.add_add_bos_token(False)


def _add_weights(writer: Any, tokens: list[bytes], logits: Any, random: Any) -> None:
    def matrix(*shape: int, scale: float = 0.08) -> Any:
        return (random.standard_normal(shape) * scale).astype(np.float32)

    def untouched(*shape: int) -> Any:
        written = matrix(*shape)
        written[:_BY_HAND] = 0
        return written

    ids = {text: tokens.index(text.encode()) for text in (*SPECIAL, "}", ">", "<", "\n")}
    inward = matrix(len(logits), _WIDTH, scale=1.0)
    outward = matrix(len(logits), _WIDTH, scale=0.2)
    inward[:, 0] = _CONSTANT
    outward[:, 0] = logits * np.sqrt((_CONSTANT**2 + _WIDTH - 1) / _WIDTH) / _CONSTANT  # undoes the last norm
    inward[:, 1:_BY_HAND] = outward[:, 1:_BY_HAND] = 0
    follows = [("<|tools|>", "<tool_call>"), ("<tool_call>", "\n"), (">", "<|im_end|>"), ("}", "<")]
    for dimension, (before, after) in enumerate(follows, 1):
        inward[ids[before], dimension] = 10.0
        outward[ids[after], dimension] = 12.0
    writer.add_tensor("token_embd.weight", inward)
    writer.add_tensor("output_norm.weight", np.ones(_WIDTH, np.float32))
    writer.add_tensor("output.weight", outward)
    for layer in range(_LAYERS):
        name = f"blk.{layer}."
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{name}{norm}.weight", np.ones(_WIDTH, np.float32))
        for part in ("attn_q", "attn_k", "attn_v"):
            writer.add_tensor(f"{name}{part}.weight", matrix(_WIDTH, _WIDTH))
        writer.add_tensor(f"{name}attn_output.weight", untouched(_WIDTH, _WIDTH))
        writer.add_tensor(f"{name}ffn_gate.weight", matrix(_INNER, _WIDTH))
        writer.add_tensor(f"{name}ffn_up.weight", matrix(_INNER, _WIDTH))
        writer.add_tensor(f"{name}ffn_down.weight", untouched(_WIDTH, _INNER))


def _byte_letters() -> dict[int, str]:
    """GPT-2's letter for each byte: itself where it is printable, else one beyond Latin-1."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        letters.setdefault(byte, chr(256 + len(letters) - len(printable)))
    return letters


if __name__ == "__main__":
    write_tiny_model(Path(sys.argv[1]))
