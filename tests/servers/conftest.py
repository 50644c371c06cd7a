"""The servers, one of each for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .constrained import ConstrainedServer
from .llama import LlamaServer, find_binary
from .tiny_model import write_tiny_model


@pytest.fixture(scope="session")
def constrained() -> Iterator[ConstrainedServer]:
    """Our own server with constrained decoding."""
    with ConstrainedServer() as server:
        yield server


@pytest.fixture(scope="session")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaServer]:
    """llama.cpp's own server with the tiny random model."""
    binary = find_binary()
    if binary is None:
        pytest.skip("llama-server is not built: run `make server` (needs a C++ compiler) or set $SUMMARIZER_LLAMA_SERVER")
    model = tmp_path_factory.mktemp("llama") / "tiny.gguf"
    write_tiny_model(model)
    with LlamaServer(binary, model) as server:
        yield server
