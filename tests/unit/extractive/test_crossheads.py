"""Groups of an article without headings, by the crossheads that its points support."""

from __future__ import annotations

from summarizer.extractive import write_extractive
from summarizer.models import Document, Draft
from summarizer.settings import Settings

FERRIES = (
    "The Hallen yard delivered nine electric ferries to the city of Harrow on Monday. The nine ferries cost the city 40 million "
    "crowns, which a bank lends for twelve years. Captains praised the quiet engines of the ferries in their first week. "
    "The city will sell its four diesel ferries to a museum of ships in the south, which pays half a million crowns for them."
)
MUSEUM = "A former tannery has become a museum of local trades. The museum of trades shows tools that coopers and tanners used for three hundred years. Some 4,000 visitors came to the museum in the first month."


def draft_of(text: str, **choices: int) -> Draft:
    return write_extractive(Document.from_text(text), Settings.model_validate(choices)).draft


def test_points_stand_under_the_clause_that_they_support() -> None:
    opening = "Harrow spends more than ever on its harbour and its past, the council said when it closed its books for the year."
    draft = draft_of(f"{opening}\n\n{FERRIES}\n\n{MUSEUM}")
    titles = {group.title: [point.text for point in group.points] for group in draft.groups}
    assert len(titles) >= 2 and "The Hallen yard delivered nine electric ferries to the city of Harrow" in titles
    assert all(any(point.startswith(title) for point in points) for title, points in titles.items())


def test_no_more_groups_than_asked_for() -> None:
    text = "\n\n".join([FERRIES, MUSEUM, FERRIES.replace("Hallen", "Norvik").replace("nine", "four"), MUSEUM.replace("tannery", "brewery")])
    assert len(draft_of(text, groups=2).groups) <= 2
    assert len(draft_of(text, groups=1).groups) == 1


def test_a_heading_goes_before_a_crosshead() -> None:
    draft = draft_of(f"# Harrow this year\n\n## The harbour\n\n{FERRIES}\n\n## The past\n\n{MUSEUM}")
    assert [group.title for group in draft.groups] == ["The harbour", "The past"]
