"""Our sentence boundaries as a spaCy component: `nlp.add_pipe("summarizer_sentences")`.

spaCy loads this module by its entry point; importing it registers the component as well.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..languages.sentences import sentence_spans

NAME = "summarizer_sentences"


@Language.component(NAME, assigns=["token.is_sent_start", "doc.sents"])
def summarizer_sentences(doc: Doc) -> Doc:
    """The document with the first token of each sentence, and no other, marked as its start."""
    starts = [start for start, _ in sentence_spans(doc.text)]
    index = 0
    for token in doc:
        # A boundary inside a token, which none of our rules makes, would move to the next token.
        begins = index < len(starts) and token.idx >= starts[index]
        token.is_sent_start = begins or token.i == 0
        while index < len(starts) and starts[index] <= token.idx:
            index += 1
    return doc
