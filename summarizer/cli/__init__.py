"""The commands of `summarizer`, one module each, by name and line of help."""

COMMANDS = {
    "summarize": "summarise articles",
    "batch": "summarise many documents, one line of JSON each",
    "estimate": "say what a batch will take, before anything is asked",
    "blocks": "show a document as citations count it",
    "check": "check a summary, whoever wrote it, against its source",
    "convert": "convert a summary between the printed forms, JSON and HTML",
    "mcp": "serve an MCP host over standard input and output",
    "cache": "show or empty the cache of model answers",
    "replay": "make the summary of a record again, without a model",
    "doctor": "show what is installed and what the model's server can do",
    "schema": "print the JSON Schema of a summary, or write all schemas",
}
