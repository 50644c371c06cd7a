"""`schemas/` is what `summarizer schema --write schemas` writes, and our answers fit it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import summarizer
from summarizer.cli.interface_commands import write_schemas

ROOT = Path(__file__).parent.parent.parent


def test_published_schemas_are_in_step(tmp_path: Path) -> None:
    fresh = {path.relative_to(tmp_path): path for path in write_schemas(tmp_path)}
    published = {path.relative_to(ROOT / "schemas") for path in (ROOT / "schemas").rglob("*.json")}
    assert published == set(fresh), "run `make schemas`"
    for name, path in fresh.items():
        assert json.loads((ROOT / "schemas" / name).read_text("utf-8")) == json.loads(path.read_text("utf-8")), "run `make schemas`"


@pytest.mark.parametrize("article", sorted((ROOT / "examples").glob("*/article.txt")), ids=lambda p: p.parent.name)
def test_answers_fit_the_published_schemas(article: Path) -> None:
    def fits(name: str, data: str) -> None:
        schema = json.loads((ROOT / "schemas" / "v1" / f"{name}.schema.json").read_text("utf-8"))
        jsonschema.validate(json.loads(data), schema, cls=jsonschema.Draft202012Validator)

    document = summarizer.Document.from_file(article)
    summary = summarizer.summarize(document)
    fits("document", document.model_dump_json())
    fits("summary", summary.model_dump_json())
    fits("report", summarizer.check(summary, document).model_dump_json())
