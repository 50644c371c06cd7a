"""The linear model and its weights."""

from __future__ import annotations

from summarizer.extractive.salience import (
    FEATURES,
    SECTIONS,
    compute_features,
    default_model,
    format_weights,
    score_document,
)
from summarizer.models import Document

NEWS = "The central bank raised its key rate to 5 percent. The rate is the highest in 20 years. Prices rose 8 percent in May. The bank expects prices to fall next year. Analysts had expected a smaller rise of the rate."


def test_features_have_a_row_for_each_name_and_weights_a_figure() -> None:
    document = Document.from_text(NEWS)
    scored = score_document(document)
    assert compute_features(scored.passages, scored.statistics).shape == (len(FEATURES), 5)
    assert all(len(default_model().sections[name]) == len(FEATURES) for name in SECTIONS)
    assert format_weights(default_model(), "today").count("=") == len(SECTIONS) * len(FEATURES)
