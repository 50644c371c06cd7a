"""Plain data: the document as citations count it, the draft an engine writes, the summary a user gets.

Everything here is immutable and knows no input or output. All offsets are in characters of the decoded text
(`Document.text`), start included, end excluded. The few methods that call a stage of the pipeline
(`Document.from_file`, `Summary.to_text` …) do so through `base.call_late`.
"""

from .base import (
    SCHEMA_VERSION,
    BlockKind,
    BlockLanguage,
    CitationMode,
    ContradictionKind,
    FindingKind,
    HeaderKind,
    LanguageCode,
    Model,
    Number,
    Offset,
    Status,
    json_value,
)
from .batch import BatchError, BatchLine
from .document import Block, Document, HeaderLine, Heading, Security, Sentence
from .draft import Draft, DraftGroup, DraftStatement, GlossaryEntry
from .report import CheckedStatement, Report
from .summary import (
    Chunk,
    DocumentInfo,
    Evidence,
    Finding,
    Group,
    Repair,
    Run,
    Shaped,
    Statement,
    Summary,
    Support,
    Tokens,
)

__all__ = [
    "SCHEMA_VERSION",
    "BatchError",
    "BatchLine",
    "Block",
    "BlockKind",
    "BlockLanguage",
    "CheckedStatement",
    "Chunk",
    "CitationMode",
    "ContradictionKind",
    "Document",
    "DocumentInfo",
    "Draft",
    "DraftGroup",
    "DraftStatement",
    "Evidence",
    "Finding",
    "FindingKind",
    "GlossaryEntry",
    "Group",
    "HeaderKind",
    "HeaderLine",
    "Heading",
    "LanguageCode",
    "Model",
    "Number",
    "Offset",
    "Repair",
    "Report",
    "Run",
    "Security",
    "Sentence",
    "Shaped",
    "Statement",
    "Status",
    "Summary",
    "Support",
    "Tokens",
    "json_value",
]
