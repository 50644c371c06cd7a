"""Code blocks of Markdown pages, and how they are run."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<code>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)

# What a page shows of setting up is tried without being done: make names its steps, pip's extras must exist.
_PRELUDE = f"""
set -euo pipefail
make() {{ command make -n -C {ROOT} "$@" > /dev/null; }}
pip() {{ {sys.executable} -m tests.contract.extras "$@"; }}
"""
_FORKED = f"""
summarizer() {{{{ {sys.executable} -IS {ROOT}/tests/contract/forked_command.py {{forks}} "$@"; }}}}
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the page and line it stands on, its language (`python`, `sh`, …) and its code."""

    page: Path
    line: int
    language: str
    code: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page: Path) -> list[Block]:
    """The fenced blocks of a page, in their order."""
    text = page.read_text(encoding="utf-8")
    return [Block(page, text.count("\n", 0, m.start()) + 1, m["info"].strip(), re.sub(f"(?m)^{m['indent']}", "", m["code"])) for m in _FENCE.finditer(text)]


def run_shell(block: Block, forks: str | None = None) -> str:
    """Run a block by bash in the current folder. Returns what it printed.

    Args:
        forks: the socket of `tests.batch.forked.serve`, which runs `summarizer` there instead of the installed script.

    Raises:
        AssertionError: a command failed.
    """
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    prelude = _PRELUDE + (_FORKED.format(forks=forks) if forks else "")
    result = subprocess.run(["bash", "-c", prelude + block.code], capture_output=True, text=True, env=environment)
    assert result.returncode == 0, f"{block} ends with {result.returncode}: {result.stderr}"
    return result.stdout


def run_python(block: Block, names: dict[str, object]) -> str:
    """Run a block with the names that the blocks before it on its page have made. Returns what it printed."""
    printed = io.StringIO()
    code = "\n" * block.line + block.code  # so that a traceback names the line of the page
    with redirect_stdout(printed):
        exec(compile(code, str(block.page), "exec", dont_inherit=True), names)
    return printed.getvalue()
