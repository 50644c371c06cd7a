"""llama.cpp's own `llama-server` with the tiny random model, as a fixture's process."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Self

KEY = "sk-for-the-tests-only"
_SECONDS_TO_START = 30.0


def find_binary() -> Path | None:
    """The built server: `$SUMMARIZER_LLAMA_SERVER`, else where `make server` puts it."""
    named = os.environ.get("SUMMARIZER_LLAMA_SERVER")
    default = Path(os.environ.get("HOME", "~")) / ".cache" / "summarizer-dev" / "llama-server" / "llama-server"
    path = Path(named) if named else default
    return path if path.is_file() and os.access(path, os.X_OK) else None


class LlamaServer:
    """The process, as a context manager. `url` is its base URL."""

    def __init__(self, binary: Path, model: Path, context: int = 131_072, slots: int = 4) -> None:
        self._binary, self._model, self._context, self._slots = binary, model, context, slots
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}/v1"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        log = self._model.with_suffix(".log").open("wb")
        self._process = subprocess.Popen(
            [
                self._binary,
                "-m",
                self._model,
                "--host",
                "127.0.0.1",
                "--port",
                str(self._port),
                "-c",
                str(self._context),
                "-np",
                str(self._slots),
                "-t",
                "1",
                "-tb",
                "1",
                "--alias",
                "random",
                "--jinja",
                "--no-warmup",
                "--api-key",
                KEY,
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        log.close()
        self._wait()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(10)

    def _wait(self) -> None:
        end = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < end:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        tail = self._model.with_suffix(".log").read_text(errors="replace")[-2000:]
        self.__exit__()
        raise RuntimeError(f"llama-server did not start:\n{tail}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
