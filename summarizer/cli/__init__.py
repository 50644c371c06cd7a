"""The commands of `summarizer`: name to one line of help; one module each."""

COMMANDS = {
    "summarize": "summarise articles",
    "batch": "summarise many documents to JSON lines",
    "estimate": "estimate requests, tokens, cost and time of a batch",
    "blocks": "show a document's numbered blocks, as citations count them",
    "check": "check a summary by any author against its source",
    "convert": "convert a summary between the printed forms, JSON and HTML",
    "mcp": "serve an MCP host over standard input and output",
    "cache": "show or empty the cache of model answers",
    "replay": "reproduce a recorded summary without a model",
    "doctor": "show what is installed and what a model server supports",
    "schema": "print the JSON Schema of a summary, or write all schemas",
}
