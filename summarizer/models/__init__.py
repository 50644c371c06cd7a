"""Plain data: the document, the draft that an engine writes, the summary, the report, and the line of a batch.

Everything here is immutable and does no input or output. All offsets are in characters of the decoded text
(`Document.text`), start included, end excluded. The few methods that call a stage of the pipeline
(`Document.from_file`, `Summary.to_text` …) do so through `common.call_late`.
"""

from .common import (
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
    to_json_value,
)
from .document import Block, Document, HeaderLine, Heading, Security, Sentence
from .draft import Draft, DraftGroup, DraftStatement, GlossaryEntry
from .summary import (
    BatchError,
    BatchLine,
    CheckedStatement,
    Chunk,
    DocumentInfo,
    Evidence,
    Finding,
    Group,
    Repair,
    Report,
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
    "to_json_value",
]
