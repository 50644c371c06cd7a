"""Summaries in a spaCy pipeline: every Doc gets its summary, and the evidence as spans of its tokens."""

from pathlib import Path

import spacy

ARTICLES = Path(__file__).parent.parent

for language, name in (("en", "english_economy"), ("zh", "chinese_business")):
    nlp = spacy.blank(language)
    nlp.add_pipe("summarizer", config={"groups": 2, "points": 2})
    for doc in nlp.pipe([(ARTICLES / name / "article.txt").read_text(encoding="utf-8")]):
        print(doc._.summary.to_text())
        for span in doc.spans["summarizer"]:
            print(f"  {span.id_}: tokens {span.start}-{span.end}, {span.label_}")
        print()
