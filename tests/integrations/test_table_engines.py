"""The jobs of `examples/parquet`, each on its real engine, in a process of its own: Parquet in, Parquet out, and again.

Ray and PySpark are half a gigabyte each: `make big` installs and runs them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.batch.scripted_server import ScriptedServer

from .table import TABLE, assert_summarised

ROOT = Path(__file__).parent.parent.parent


def _needs(*modules: str) -> None:
    for module in modules:
        if find_spec(module) is None:
            pytest.skip(f"{module} is not installed: `make big` does it")


def _write(folder: Path, table: dict[str, list[Any]]) -> None:
    import pyarrow
    import pyarrow.parquet

    folder.mkdir(exist_ok=True)
    middle = len(table["id"]) // 2
    for number, rows in enumerate((slice(None, middle), slice(middle, None))):
        part = pyarrow.table({name: pyarrow.array(values[rows], None) for name, values in table.items()}, _schema())
        pyarrow.parquet.write_table(part, folder / f"{number}.parquet")


def _schema() -> Any:
    import pyarrow

    return pyarrow.schema([(name, pyarrow.int64() if name == "views" else pyarrow.string()) for name in TABLE])


def _read(folder: Path) -> dict[str, list[Any]]:
    import pyarrow.parquet

    table: dict[str, list[Any]] = pyarrow.parquet.read_table(folder).to_pydict()
    return table


def _run(job: str, folder: Path, *options: str, **variables: str) -> None:
    command = [sys.executable, str(ROOT / "examples" / "parquet" / job), str(folder / "articles"), str(folder / "summaries"), *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0", "PYSPARK_PYTHON": sys.executable, **variables}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]


def _job(job: str, folder: Path, *options: str) -> None:
    """Run it, add an article, run it again: what was done is not done twice."""
    _write(folder / "articles", TABLE)
    _run(job, folder, *options)
    assert_summarised(_read(folder / "summaries"))
    before = {path.name for path in (folder / "summaries").glob("*.parquet")}
    _write(folder / "articles", {name: [*values, "new" if name == "id" else values[0]] for name, values in TABLE.items()})
    _run(job, folder, *options)
    after = _read(folder / "summaries")
    assert sorted(after["id"]) == sorted([*TABLE["id"], "new"]) and after["summary"][after["id"].index("new")]
    assert before < {path.name for path in (folder / "summaries").glob("*.parquet")}


@pytest.mark.slow
def test_daft(tmp_path: Path) -> None:
    _needs("daft", "pyarrow")
    _job("daft_job.py", tmp_path)


@pytest.mark.slow
def test_daft_asks_a_model_side_by_side(tmp_path: Path) -> None:
    _needs("daft", "pyarrow")
    _write(tmp_path / "articles", TABLE)
    with ScriptedServer(latency=0.1) as server:
        _run("daft_job.py", tmp_path, "--model", "openai/x", OPENAI_BASE_URL=server.url, OPENAI_API_KEY="k")
    assert_summarised(_read(tmp_path / "summaries"))
    assert server.peak >= 4 and len(server.requests) == 8


@pytest.mark.big
def test_daft_on_ray(tmp_path: Path) -> None:
    _needs("daft", "pyarrow", "ray")
    _job("daft_job.py", tmp_path, "--ray")


@pytest.mark.big
def test_ray_data(tmp_path: Path) -> None:
    _needs("ray", "pyarrow")
    _job("ray_job.py", tmp_path)


@pytest.mark.big
def test_pyspark(tmp_path: Path) -> None:
    _needs("pyspark", "pandas", "pyarrow")
    _job("spark_job.py", tmp_path)
