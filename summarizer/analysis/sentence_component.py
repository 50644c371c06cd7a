"""Our sentence boundaries as a spaCy component: `nlp.add_pipe("summarizer_sentences")`.

spaCy finds it by its entry point; importing this module does the same where there is none.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

NAME = "summarizer_sentences"


@Language.component(NAME, assigns=["token.is_sent_start", "doc.sents"])
def summarizer_sentences(doc: Doc) -> Doc:
    """Mark the first token of each sentence, and no other, as a start."""
    from ..languages.sentences import sentence_spans

    starts = [start for start, _ in sentence_spans(doc.text)]
    index = 0
    for token in doc:
        # A boundary inside a token, which no rule of ours makes, would move to the token behind it.
        begins = index < len(starts) and token.idx >= starts[index]
        token.is_sent_start = begins or token.i == 0
        while index < len(starts) and starts[index] <= token.idx:
            index += 1
    return doc
