"""The public functions: summarise one article or many, and check any summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, cast

from .errors import InputError, SettingError, UsageError, wrong_type_error
from .grounding import SourceIndex
from .judging import judge_digest_report, judge_report, open_judge
from .models import CitationMode, Document, Report, Summary
from .pipeline import (
    Input,
    Result,
    read_document,
    run_without_loop,
    summarize_each,
    summarize_offline,
    summarize_with_own_client,
    unwrap_input,
)
from .readers import read_file, refuse_file_name
from .settings import Choices, Settings, resolve_settings
from .text.header_fields import read_day
from .text.token_counts import estimate_tokens
from .time_limit import limit_article

if TYPE_CHECKING:
    from .llm.client import ModelClient


def summarize(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Summary:
    """Summarise one article.

    Args:
        source: a path, an address, a text, bytes or a `Document`. A str that names an existing file is a path, one that
            begins with `https://` or `http://` and has no white space an address.
        settings: how to do it; single fields may be given as keywords instead: `model="openai/gpt-5-mini"`.

    Raises:
        InputError: the source cannot be read or holds no text.
        UsageError: a setting is wrong.
        ModelError, ServerError: the model or its server failed.
        UnsupportedError: with `on_unsupported="fail"`, when the source does not support a statement.
    """
    settings = resolve_settings(settings, choices)
    if settings.offline:
        return summarize_offline(source, settings)
    from .concurrency import run_coroutine

    return run_coroutine(summarize_with_own_client(source, settings))


async def asummarize(source: Input, settings: Settings | None = None, **choices: Unpack[Choices]) -> Summary:
    """`summarize` for callers that run an event loop."""
    settings = resolve_settings(settings, choices)
    return await summarize_with_own_client(source, settings)


def summarize_many(
    sources: Iterable[Input], settings: Settings | None = None, concurrency: int = 8, **choices: Unpack[Choices]
) -> Iterator[Result[Input]]:
    """Summarise many articles, `concurrency` at a time; results come in the order of the sources.

    An error of one source is its result and does not stop the others. Sources are drawn as they are needed.

    Raises:
        UsageError: a setting is wrong, or `concurrency` is below 1.
    """
    if not isinstance(concurrency, int) or concurrency < 1:
        raise UsageError(f"concurrency: {concurrency!r} is not allowed", "give a whole number from 1 up")
    if isinstance(sources, str | bytes | Path | Document) or not isinstance(sources, Iterable):
        raise wrong_type_error("sources", sources, "a list of sources; one alone is for `summarize`")
    settings = resolve_settings(settings, choices)
    return summarize_each(sources, settings, concurrency, unwrap_input)


def digest(
    sources: Iterable[Input], settings: Settings | None = None, since: str | None = None, **choices: Unpack[Choices]
) -> Summary:
    """Summarise several articles in one digest, whose citations name article and block: `[2:5]`.

    Args:
        sources: as for `summarize`; the articles are numbered in their order.
        since: a day, `2025-09-21`: articles of an earlier day are left out; those without a date stay.

    Raises:
        InputError: a source cannot be read or holds no text, or no article is left.
        UsageError: a setting is wrong, or asks for what a digest cannot have.
        TimeLimitError: an article takes longer than `document_timeout`; the message names it.
        ModelError, ServerError: the model or its server failed at all articles.
        UnsupportedError: with `on_unsupported="fail"`, when the articles do not support a statement.
    """
    settings = resolve_settings(settings, choices)
    documents = _read_articles(sources, settings, since)
    if settings.offline:
        from .digests import write_digest

        return run_without_loop(write_digest(documents, settings))
    from .concurrency import run_coroutine

    return run_coroutine(_digest_with_own_client(documents, settings))


async def adigest(
    sources: Iterable[Input], settings: Settings | None = None, since: str | None = None, **choices: Unpack[Choices]
) -> Summary:
    """`digest` for callers that run an event loop, which it leaves free meanwhile."""
    import asyncio

    settings = resolve_settings(settings, choices)
    if settings.offline:
        return await asyncio.to_thread(digest, sources, settings, since)
    documents = await asyncio.to_thread(_read_articles, sources, settings, since)
    return await _digest_with_own_client(documents, settings)


def _read_articles(sources: Iterable[Input], settings: Settings, since: str | None) -> Sequence[Document]:
    """The articles of a digest, each read and noted within `settings.document_timeout`."""
    from .digests import Articles, take_note

    if isinstance(sources, Articles):
        return sources
    if isinstance(sources, str | bytes | Path | Document) or not isinstance(sources, Iterable):
        raise wrong_type_error("sources", sources, "a list of sources; one alone is for `summarize`")
    notes, documents = [], []
    for number, source in enumerate(sources, 1):
        with limit_article(f"article {number}", settings.document_timeout):
            document = read_document(source, settings.spacy_pipeline, settings.allow_private, settings.kind)
            notes.append(take_note(document))
        documents.append(document)
    articles = Articles(notes, documents.__getitem__)
    return articles.choose(find_recent([document.published_at for document in documents], since))


async def _digest_with_own_client(documents: Sequence[Document], settings: Settings) -> Summary:
    from .digests import write_digest
    from .llm.client import ModelClient

    async with ModelClient(settings) as client:
        return await write_digest(documents, settings, client)


def find_recent(times: Sequence[str | None], since: str | None) -> list[int]:
    """The indices of the articles of a day and later, and of those without a date.

    Raises:
        UsageError: `since` is no day.
        InputError: no article is left.
    """
    if since is None:
        return list(range(len(times)))
    try:
        first = date.fromisoformat(since)
    except ValueError:
        raise SettingError("since", f"{since!r} is no day", "give one as 2025-09-21") from None
    recent = [index for index, time in enumerate(times) if (day := read_day(time)) is None or day >= first]
    if not recent:
        raise InputError(f"none of the {len(times)} articles is of {first} or later", "name an earlier day")
    return recent


def check(
    summary: Summary | str | Path,
    document: Input | Sequence[Input],
    citations: CitationMode | None = None,
    settings: Settings | None = None,
    **choices: Unpack[Choices],
) -> Report:
    """Check every statement of a summary, whoever wrote it, against its document.

    Args:
        summary: a `Summary`, or text: either printed form, our JSON, or any prose, list or JSON, of which each sentence
            is a statement. A `Path` is the file of such a text; a str never is.
        document: its article; for a digest, whose citations name article and block, a list of its articles in their
            order. A statement is checked against each article that it cites, and they must support it together.
        citations: `strict` takes `[n]` as our block numbers; `loose` looks for the support anywhere. None is strict
            where at least one statement has a citation, and else loose.
        settings: the rules alone check unless they name a judge: `verify="openai/gpt-5-mini"`, or `model` and no
            `verify`. Only what concerns the judge matters.

    Raises:
        InputError: the summary is none, or the document cannot be read.
        UsageError: a setting is wrong.
    """
    settings = resolve_settings(settings, choices)
    read = _read_both(summary, document, settings)
    if settings.offline:
        return run_without_loop(_check(*read, citations, settings))
    from .concurrency import run_coroutine

    return run_coroutine(_check_with_own_client(*read, citations, settings))


async def acheck(
    summary: Summary | str | Path,
    document: Input | Sequence[Input],
    citations: CitationMode | None = None,
    settings: Settings | None = None,
    **choices: Unpack[Choices],
) -> Report:
    """`check` for callers that run an event loop."""
    settings = resolve_settings(settings, choices)
    read = _read_both(summary, document, settings)
    if settings.offline:
        return await _check(*read, citations, settings)
    return await _check_with_own_client(*read, citations, settings)


def _read_both(
    summary: Summary | str | Path, document: Input | Sequence[Input], settings: Settings
) -> tuple[Summary, list[Document]]:
    from .published.article_citations import is_digest
    from .published.parser import choose_summary
    from .published.prose import parse_statements

    if isinstance(summary, Path):
        summary = choose_summary(parse_statements(read_file(summary, as_text=True).text))
    elif not isinstance(summary, Summary):
        if not isinstance(summary, str):
            raise wrong_type_error("summary", summary, "a `Summary`, its text, or the Path of its file")
        refuse_file_name(summary)
        summary = choose_summary(parse_statements(summary))
    sources = cast("list[Input]", list(document) if isinstance(document, list | tuple) else [document])
    documents = [read_document(one, settings.spacy_pipeline, settings.allow_private, settings.kind) for one in sources]
    if summary.sources and len(summary.sources) != len(documents):
        given = f"{len(documents)} {'is' if len(documents) == 1 else 'are'} given"
        raise UsageError(
            f"the digest has {len(summary.sources)} articles, {given}", "give each of them, in the order of its sources"
        )
    if len(documents) != 1 and not is_digest(summary):
        raise UsageError("the citations of the summary name no articles, as [2:5] does", "check it against one article")
    return summary, documents


async def _check_with_own_client(
    summary: Summary, documents: Sequence[Document], citations: CitationMode | None, settings: Settings
) -> Report:
    from .llm.client import ModelClient

    async with ModelClient(settings, settings.judge) as client:
        return await _check(summary, documents, citations, settings, client)


async def _check(
    summary: Summary,
    documents: Sequence[Document],
    citations: CitationMode | None,
    settings: Settings,
    client: ModelClient | None = None,
) -> Report:
    """The report of the rules, and of the judge if the settings name one. Without a client nothing is awaited."""
    from .grounding.report import check_summary  # loads all checks
    from .published.article_citations import is_digest

    if is_digest(summary):
        return await _check_digest(summary, documents, settings, client)
    [document] = documents
    citations = citations or find_citation_mode(summary)
    report = check_summary(summary, SourceIndex(document, settings.glossary), citations=citations)
    judge = open_judge(settings, client)
    if judge is None:
        return report
    # A statement that cites nothing is read beside the whole document, where one question can hold it.
    anywhere = citations == "loose" and estimate_tokens(document.text) <= settings.section_tokens
    return await judge_report(report, summary, document, judge, anywhere)


async def _check_digest(
    digest: Summary, documents: Sequence[Document], settings: Settings, client: ModelClient | None
) -> Report:
    """The report on a digest: the rules read each article by itself, and a judge all that a statement cites."""
    from .grounding.articles import check_digest

    report = check_digest(digest, documents, settings.glossary)
    judge = open_judge(settings, client)
    return report if judge is None else await judge_digest_report(report, digest, documents, judge)


def find_citation_mode(summary: Summary) -> CitationMode:
    """How to read the citations of a summary: `loose` where it has none, so that support is looked for anywhere."""
    return "strict" if any(statement.citations for _, statement in summary.statements()) else "loose"
