"""The page in real headless Chromium. `scripts/install_browser.sh` installs what these tests need."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .pages import write_pages

HERE = Path(__file__).parent
TOOLS = Path(os.environ.get("BROWSER_TOOLS", Path.home() / ".cache/summarizer-dev/browser"))
FILES = [*sorted((HERE / "checks").glob("*.cjs")), HERE / "checks.cjs"]
CHECKS = [name for file in FILES for name in re.findall(r"^  async (\w+)\(\) {", file.read_text(encoding="utf-8"), re.MULTILINE)]

pytestmark = pytest.mark.browser


def _missing() -> str | None:
    if not Path("/usr/bin/chromium").exists():
        return "no /usr/bin/chromium"
    if not shutil.which("node"):
        return "no node"
    absent = [name for name in ("playwright-core", "axe-core") if not (TOOLS / "node_modules" / name).is_dir()]
    return f"no {' and '.join(absent)} in {TOOLS}" if absent else None


def test_in_chromium(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """All checks in one run of the browser, each on record by itself."""
    if reason := _missing():
        pytest.skip(f"{reason}: run scripts/install_browser.sh")
    write_pages(tmp_path)
    command = ["node", str(HERE / "checks.cjs"), str(TOOLS), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=500)
    assert run.returncode == 0, run.stderr
    found: dict[str, str | None] = json.loads(run.stdout)
    assert sorted(found) == sorted(CHECKS)
    for check, wrong in found.items():
        with subtests.test(check):
            assert wrong is None, wrong
