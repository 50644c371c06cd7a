"""The commands of `summarizer`: where each is defined, and its line of help."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command NAME is `add_NAME_arguments(parser)` and `run_NAME(options) -> exit code` in a module of this package.

    Attributes:
        help: one line for `summarizer --help`.
        module: imported only when the command runs.
    """

    help: str
    module: str


COMMANDS = {
    "summarize": Command("summarise articles", "summarize_commands"),
    "digest": Command("summarise many articles in one digest that names article and block", "digest_command"),
    "batch": Command("summarise many documents to JSON lines or a database", "batch_commands"),
    "estimate": Command("estimate requests, tokens, cost and time of a batch", "batch_commands"),
    "blocks": Command("show a document's numbered blocks, as citations count them", "check_commands"),
    "check": Command("check a summary by any author against its source", "check_commands"),
    "convert": Command("convert a summary to text, Markdown, JSON, HTML or Word", "convert_command"),
    "mcp": Command("serve an MCP host over standard input and output", "interface_commands"),
    "cache": Command("show or empty the cache of model answers", "maintenance_commands"),
    "replay": Command("reproduce a recorded summary without a model", "summarize_commands"),
    "doctor": Command("show what is installed and what a model server supports", "maintenance_commands"),
    "completion": Command("print what enables completion in bash, zsh, fish or PowerShell", "shell_completion"),
    "schema": Command("print the JSON Schema of a summary, or write all schemas", "interface_commands"),
}
