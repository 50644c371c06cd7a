"""The tables of a batch's database, and the rows of a document in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from ..models import BatchLine, Statement, Summary, format_citations

# Three characters and more are found anywhere in a text, in Chinese as in English, which has no spaces to divide words.
TOKENIZER = "trigram"
COLUMNS: dict[str, dict[str, type]] = {
    "runs": {"id": int, "started_at": str, "ended_at": str, "model": str, "settings": str, "version": str},
    "summaries": {
        "id": str,
        "run": int,
        "source": str,
        "title": str,
        "publisher": str,
        "published_at": str,
        "address": str,
        "securities": str,
        "kind": str,
        "document_language": str,
        "language": str,
        "core_viewpoint": str,
        "statements": int,
        "supported": int,
        "partial": int,
        "unsupported": int,
        "unchecked": int,
        "model": str,
        "input_tokens": int,
        "output_tokens": int,
        "cost_usd": float,
        "json": str,
    },
    "failures": {
        "id": str,
        "run": int,
        "source": str,
        "type": str,
        "message": str,
        "hint": str,
        "exit_code": int,
        "retryable": int,
    },
    "statements": {
        "id": int,
        "summary": str,
        "place": str,
        "group_title": str,
        "text": str,
        "citations": str,
        "status": str,
        "score": float,
        "judge": str,
    },
    "evidence": {
        "id": int,
        "statement": int,
        "article": int,
        "block": int,
        "start": int,
        "end": int,
        "quote": str,
        "gloss": str,
    },
    "findings": {
        "id": int,
        "summary": str,
        "statement": int,
        "place": str,
        "kind": str,
        "claim": str,
        "message": str,
        "article": int,
        "block": int,
    },
    "sources": {
        "id": int,
        "summary": str,
        "number": int,
        "copy_of": int,
        "corrects": int,
        "title": str,
        "publisher": str,
        "published_at": str,
        "address": str,
        "language": str,
        "document": str,
    },
}
FOREIGN_KEYS = {
    "summaries": [("run", "runs", "id")],
    "failures": [("run", "runs", "id")],
    "statements": [("summary", "summaries", "id")],
    "evidence": [("statement", "statements", "id")],
    "findings": [("summary", "summaries", "id"), ("statement", "statements", "id")],
    "sources": [("summary", "summaries", "id")],
}
# What belongs to a document, in an order in which no row points at one that is gone.
_REMOVALS = (
    "delete from evidence where statement in (select id from statements where summary = ?)",
    *(f"delete from {table} where summary = ?" for table in ("findings", "sources", "statements")),
    *(f"delete from {table} where id = ?" for table in ("summaries", "failures")),
)
SEARCHED = {"statements": ("text", "group_title"), "evidence": ("quote",)}


def summary_row(entry: BatchLine, summary: Summary, run: int) -> dict[str, Any]:
    """The row of `summaries`."""
    document, tokens = summary.document, summary.run.tokens
    statuses = [statement.support.status for _, statement in summary.statements()]
    securities = (
        f"{security.market}:{security.symbol}" if security.market else security.symbol
        for security in document.securities
    )
    return {
        "id": entry.id,
        "run": run,
        "source": entry.source,
        "title": document.title,
        "publisher": document.source,
        "published_at": document.published_at,
        "address": document.address,
        "securities": " ".join(securities),
        "kind": document.kind,
        "document_language": document.language,
        "language": summary.language,
        "core_viewpoint": summary.core_viewpoint.text if summary.core_viewpoint else None,
        "statements": len(statuses),
        **{status: statuses.count(status) for status in ("supported", "partial", "unsupported", "unchecked")},
        "model": summary.run.model,
        "input_tokens": tokens.input,
        "output_tokens": tokens.output,
        "cost_usd": summary.run.cost_usd,
        "json": summary.model_dump_json(),
    }


def statement_row(summary: str, place: str, title: str | None, statement: Statement) -> dict[str, Any]:
    """The row of `statements`; `summary` is the id of its document."""
    return {
        "summary": summary,
        "place": place,
        "group_title": title,
        "text": statement.text,
        "citations": format_citations(statement.citations),
        "status": statement.support.status,
        "score": statement.support.score,
        "judge": statement.support.judge,
    }


def remove_documents(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Remove all rows of documents. It does not commit."""
    names = [(name,) for name in ids]
    for query in _REMOVALS:
        connection.executemany(query, names)
