"""A model that errs in a known way: all that is caught is repaired, for fewer tokens than asking anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import Document


@pytest.mark.slow
def test_all_repairable_faults_are_repaired_for_less(examples: Path) -> None:
    repair = pytest.importorskip("benchmarks.repair")
    documents = [Document.from_file(examples / name / "article.txt") for name in ("chinese_business", "english_economy")]
    injected = caught = repaired = 0
    for seed in range(4):
        counts = repair.run(documents, seed)
        injected += counts.injected.total()
        caught += counts.caught.total()
        repaired += counts.repaired.total()
        assert counts.repair_tokens < 0.7 * counts.anew_tokens and counts.dearer == 0
        assert counts.harmed == 0
    assert injected == 4 * 3 * len(documents)
    assert caught >= 0.8 * injected
    assert repaired >= 0.9 * caught, "a model that repeats all it is asked for is not asked again"
