"""spaCy pipelines named in the settings, and our sentence boundaries as their component `summarizer_sentences`.

A pipeline is an installed one, or a blank one with our sentence boundaries. spaCy finds the component by its entry
point (`nlp.add_pipe("summarizer_sentences")`); importing this module registers it as well. Nothing imports it unless a
pipeline is named: importing spaCy takes longer than a whole summary without it.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from ..errors import UsageError
from ..languages.sentences import Span, sentence_spans
from ..languages.words import chinese_tokenizer
from ..models import LanguageCode
from . import KeyTermCandidate

# The name of the component of our sentence boundaries.
NAME = "summarizer_sentences"
# Words of an entity or noun chunk that may be a key term. Set on 2026-11-24, no measurement recorded; held by the tests
# of this module.
_MAX_TERM_WORDS = 6
# Characters of an error of spaCy that are shown.
_MAX_ERROR_CHARS = 120
# Entity types of OntoNotes that are figures, not topics.
_NUMERIC_ENTITIES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})


@Pipeline.component(NAME, assigns=["token.is_sent_start", "doc.sents"])
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


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of a pipeline for the blocks of a document.

    Attributes:
        sentences: spans in characters, by block.
        phrases: entities and noun chunks.
    """

    sentences: list[list[Span]]
    phrases: list[KeyTermCandidate]


def load_pipeline(name: str, language: LanguageCode = "en") -> Pipeline:
    """A spaCy pipeline that finds sentences, by our rules where it has no component for them.

    Args:
        name: name or path of an installed pipeline, `blank:zh`, `blank:en`, or `blank` for the language given.

    Raises:
        UsageError: there is no such pipeline, or it cannot be loaded.
    """
    return _load(f"blank:{language}" if name == "blank" else name)


def analyze_texts(nlp: Pipeline, texts: Sequence[str]) -> Analysis:
    """Run a pipeline over the texts of a document's blocks, in order."""
    sentences: list[list[Span]] = []
    phrases: list[KeyTermCandidate] = []
    for number, doc in enumerate(nlp.pipe(texts), 1):
        sentences.append(_sentence_spans(doc))
        phrases += _phrases(number, doc)
    return Analysis(sentences, phrases)


@functools.cache
def _load(name: str) -> Pipeline:
    try:
        with warnings.catch_warnings():  # of pipelines made by another version of spaCy
            warnings.simplefilter("ignore")
            nlp = _create_blank(name.removeprefix("blank:")) if name.startswith("blank:") else spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        message = f"{name}: cannot be loaded as a spaCy pipeline ({_shorten_error(error)})"
        raise UsageError(message, _install_hint(name)) from None
    if not any("token.is_sent_start" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names):
        nlp.add_pipe(NAME, first=True)
    return nlp


def _install_hint(name: str) -> str:
    wanted = "MODEL" if "/" in name or name.startswith("blank") else name
    return f"install it with `python -m spacy download {wanted}`, or name `blank:zh`, `blank:en` or a pipeline's folder"


def _shorten_error(error: Exception) -> str:
    return " ".join(str(error).split())[:_MAX_ERROR_CHARS].rstrip(". ") or type(error).__name__


def _create_blank(language: str) -> Pipeline:
    from spacy.lang.zh import ChineseTokenizer

    nlp = spacy.blank(language)
    if isinstance(nlp.tokenizer, ChineseTokenizer):
        # Not by spaCy's own setting, which takes the jieba tokenizer that the whole process shares.
        nlp.tokenizer.segmenter, nlp.tokenizer.jieba_seg = "jieba", chinese_tokenizer()
    return nlp


def _sentence_spans(doc: Doc) -> list[Span]:
    """The sentences of a text without white space at either end."""
    spans = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        if text.strip():
            spans.append((start, start + len(text.strip())))
    return spans


def _phrases(block: int, doc: Doc) -> Iterator[KeyTermCandidate]:
    """The named entities and noun chunks of a text, as far as the pipeline finds them."""
    entities = [span for span in doc.ents if span.label_ not in _NUMERIC_ENTITIES]
    for span in entities:
        yield from _phrase(block, span, named=True)
    if not doc.has_annotation("DEP"):
        return
    try:
        chunks = list(doc.noun_chunks)
    except NotImplementedError:  # spaCy has no noun chunks for Chinese
        chunks = []
    named = {token.i for span in doc.ents for token in span}
    for chunk in chunks:
        if not named.intersection(range(chunk.start, chunk.end)):
            yield from _phrase(block, chunk)


def _phrase(block: int, span: SpacySpan, named: bool = False) -> Iterator[KeyTermCandidate]:
    while len(span) and (span[0].is_stop or span[0].is_punct or span[0].like_num):
        span = span[1:]
    words = tuple(token.lower_ for token in span if not token.is_space)
    if words and len(words) <= _MAX_TERM_WORDS and len(span.text) > 1:
        yield KeyTermCandidate(block, words, " ".join(span.text.split()), named)
