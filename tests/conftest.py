"""Tests run with the network shut: only loopback and Unix sockets may be opened, and no key is in the environment."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

_KEEP = ("SUMMARIZER_LLAMA_SERVER", "SUMMARIZER_CACHE_DIR")


# The same examples in every run: a checkout is judged by what it holds, not by chance. `make fuzz` looks for new ones,
# and so does HYPOTHESIS_PROFILE=default.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests marked slow as well")
    parser.addoption("--big", action="store_true", help="run the tests marked big as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for name in ("slow", "big"):
        if config.getoption(f"--{name}"):
            continue
        for item in items:
            if name in item.keywords:
                item.add_marker(pytest.mark.skip(reason=f"{name}: run with --{name}"))


def pytest_collection_finish() -> None:
    """Leave what is loaded by now, half a gigabyte, out of the collections of garbage."""
    gc.collect()
    gc.freeze()


def _is_loopback(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = address[0]
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _network_is_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guard(self: socket.socket, address: Any) -> None:
        if not _is_loopback(address):
            raise AssertionError(f"a test opened a connection to {address!r}: only loopback is allowed")
        connect(self, address)

    def guard_ex(self: socket.socket, address: Any) -> int:
        if not _is_loopback(address):
            raise AssertionError(f"a test opened a connection to {address!r}: only loopback is allowed")
        return connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", guard)
    monkeypatch.setattr(socket.socket, "connect_ex", guard_ex)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.endswith("_API_KEY") or (name.startswith(("OPENAI_", "SUMMARIZER_")) and name not in _KEEP):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZER_NO_CACHE", "1")  # a test's answers come from its own server


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests share one cache folder of their own, so that jieba's dictionary is built once."""
    previous = os.environ.get("SUMMARIZER_CACHE_DIR")
    os.environ.setdefault("SUMMARIZER_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    yield
    if previous is None:
        os.environ.pop("SUMMARIZER_CACHE_DIR", None)


@pytest.fixture
def examples() -> Path:
    """The folder of the examples."""
    return Path(__file__).parent.parent / "examples"
