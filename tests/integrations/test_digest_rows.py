"""Digests of a table's rows: notes, matters and digests step by step, and on the engines that are installed."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import Any

import pytest

from summarizer import Document, Summary
from summarizer.digests import compose_digest
from summarizer.digests.article_notes import Articles
from summarizer.digests.collection import split_by_matter
from summarizer.integrations.digest_rows import DigestRows, with_digests
from summarizer.settings import Settings


@pytest.fixture
def table(examples: Path) -> dict[str, list[Any]]:
    """The ten articles of the example, and one without text."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((examples / "digest").glob("*.txt"))]
    return {"id": [f"a{n}" for n in range(11)], "text": [*texts, " "], "views": list(range(11))}


@pytest.fixture
def expected(table: dict[str, list[Any]]) -> list[str]:
    """The digest of each matter as one machine makes it."""
    documents = [Document.from_text(text) for text in table["text"][:10]]
    return sorted(compose_digest(part, Settings(language="zh" if len(part) == 1 and part.notes[0].features.language == "zh" else "auto")).to_text() for part in split_by_matter(Articles.of(documents)))


def digests(summaries: list[str]) -> list[str]:
    return sorted(Summary.model_validate_json(text).to_text() for text in summaries)


def by_matter(assigned: dict[str, list[Any]]) -> list[dict[str, list[Any]]]:
    """The rows of each matter, in another order than they were given."""
    groups = []
    for matter in dict.fromkeys(assigned["matter"]):
        places = [place for place, name in enumerate(assigned["matter"]) if name == matter][::-1]
        groups.append({name: [cells[place] for place in places] for name, cells in assigned.items()})
    return groups


def test_notes_matters_and_digests_step_by_step(table: dict[str, list[Any]], expected: list[str]) -> None:
    rows = pickle.loads(pickle.dumps(DigestRows()))
    noted = rows.note(table)
    assert noted["error"] == [None] * 10 + ["row a10: its text is empty; give it one, or leave it out"]
    assigned = rows.assign(noted)
    assert len(assigned["id"]) == 10 and assigned["views"] == list(range(10))
    assert rows.assign(noted)["matter"] == assigned["matter"]
    found = [rows.digest(group) for group in by_matter(assigned)]
    assert digests([group["summary"][0] for group in found]) == expected
    assert sorted(group["articles"][0] for group in found) == [1, 1, 2, 3, 3]
    assert all(group["error"] == [None] for group in found)


@pytest.mark.parametrize("ids", [[f"a{n}" for n in range(11)], list(range(11)), None, [None] * 11])
def test_rows_in_any_order_make_the_same_digests(table: dict[str, list[Any]], ids: list[Any] | None) -> None:
    columns = {name: cells for name, cells in table.items() if name != "id"} | ({"id": ids} if ids else {})
    rows, order = DigestRows(), [7, 2, 9, 0, 10, 4, 1, 8, 3, 6, 5]
    noted = rows.note(columns)
    found = []
    for table in (noted, {name: [cells[place] for place in order] for name, cells in noted.items()}):
        assigned = rows.assign(table)
        found.append(sorted(zip(assigned["views"], assigned["matter"], assigned["number"], assigned["copy_of"], strict=True)))
    assert found[0] == found[1]


def test_a_matter_that_cannot_be_told_has_its_error(table: dict[str, list[Any]]) -> None:
    rows = DigestRows(language="zh")
    found = [rows.digest(group) for group in by_matter(rows.assign(rows.note(table)))]
    failed = [group["error"][0] for group in found if group["summary"] == [None]]
    assert failed and all("none of the articles is in Chinese" in error for error in failed)


def test_data_frames_as_pyspark_gives_them(table: dict[str, list[Any]], expected: list[str]) -> None:
    pandas = pytest.importorskip("pandas")
    rows = DigestRows()
    noted = rows.note_frame(pandas.DataFrame(table))
    noted["note"] = noted["note"].fillna(float("nan"))  # what pandas makes of missing text, which PySpark gives back
    frame = pandas.DataFrame(rows.assign(noted.to_dict("list")))
    frame["copy_of"] = frame["copy_of"].astype("Int64")  # as Ray Data gives it: what is missing is NA, which is no bool
    found = [rows.digest_frame(group) for _, group in frame.groupby("matter")]
    assert digests([group["summary"].iloc[0] for group in found]) == expected


@pytest.mark.slow
def test_daft(table: dict[str, list[Any]], expected: list[str]) -> None:
    daft = pytest.importorskip("daft")
    found = with_digests(daft.from_pydict(table)).to_pydict()
    assert digests(found["summary"]) == expected
    assert sorted(found["articles"]) == [1, 1, 2, 3, 3] and found["error"] == [None] * 5


@pytest.mark.big
def test_ray_data(table: dict[str, list[Any]], expected: list[str]) -> None:
    ray = pytest.importorskip("ray")
    rows = DigestRows()
    noted = ray.data.from_items([dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]).map_batches(rows.note).take_all()
    assigned = rows.assign({name: [row[name] for row in noted] for name in noted[0]})
    items = [dict(zip(assigned, cells, strict=True)) for cells in zip(*assigned.values(), strict=True)]
    found = ray.data.from_items(items).groupby("matter").map_groups(rows.digest).take_all()
    assert digests([row["summary"] for row in found]) == expected


@pytest.mark.big
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")  # PySpark of every new pandas
def test_pyspark(table: dict[str, list[Any]], expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    pandas = pytest.importorskip("pandas")
    rows = DigestRows()
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # of the workers, which else take the first python3 of the path
    spark = sql.SparkSession.builder.master("local[2]").getOrCreate()
    noted = spark.createDataFrame(pandas.DataFrame(table)).mapInPandas(lambda batches: map(rows.note_frame, batches), "id string, text string, views long, note string, error string")
    assigned = spark.createDataFrame(pandas.DataFrame(rows.assign(noted.toPandas().to_dict("list"))))
    found = assigned.groupBy("matter").applyInPandas(lambda group: rows.digest_frame(group), "matter string, articles long, summary string, error string").toPandas()
    assert digests(list(found["summary"])) == expected
