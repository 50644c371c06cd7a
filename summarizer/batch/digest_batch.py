"""Digests of very many articles: each is read once and noted (map), and told with the others of its matter (reduce).

The notes are kept beside the output and the digests in it, so that a run that was ended, and a folder that has grown,
cost what is new: a note by the content of its article, a digest by the articles that it is of. A model's answers are
kept in the cache of answers, as always.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..digests import write_digest
from ..digests.article_notes import NOTE_VERSION, ArticleNote, Articles, read_note, take_note
from ..digests.collection import split_by_matter
from ..errors import CacheWarning, InputError, SummarizerError
from ..files import read_bounded
from ..llm.answer_cache import AnswerStore, digest
from ..models import Document
from ..pipeline import run_without_loop
from ..readers import MAX_BYTES
from ..time_limit import limit_article
from .inputs import Item, Record
from .journal import Journal
from .runner import open_journal, print_line
from .task import ItemProcessor

if TYPE_CHECKING:
    from ..llm.client import ModelClient
    from .database import DatabaseJournal

# Hexadecimal digits of the id of a digest: of ten million, two have one by chance in about one case of a million.
_ID_DIGITS = 20


def notes_path(output: Path) -> Path:
    """Where the notes of articles are kept for an output."""
    target = output.resolve()
    return target.with_name(f".{target.name}.notes")


def read_articles(
    items: Iterable[Item], task: ItemProcessor, notes: Path | None, report: Callable[[SummarizerError], None]
) -> Articles:
    """The articles that can be read, each read again when it is needed.

    Args:
        notes: a file of notes, which saves reading what an earlier run has read; None where none are kept.
        report: is told of each that cannot be read, or takes longer than `Settings.document_timeout`.
    """
    known: list[Callable[[], Item]] = []
    found: list[ArticleNote] = []
    store = AnswerStore(notes) if notes else None
    with store or nullcontext():
        for item in items:
            try:
                note, document = _find_note(item, task, store)
            except SummarizerError as error:
                report(error)
                continue
            found.append(note)
            # What came from the web is held: it may be another when it is read again.
            known.append(_hold(Item(item.id, item.source, document) if item.is_remote and document else item))
    if store and (fault := store.pop_fault()):
        warnings.warn(fault, CacheWarning, stacklevel=2)

    def open_article(index: int) -> Document:
        item = known[index]()
        document = item.content if isinstance(item.content, Document) else task.document(item)
        if document.id != found[index].info.id:
            raise InputError(f"{item.source}: changed while it was read", "run it again")
        return document

    return Articles(found, open_article)


def _hold(item: Item) -> Callable[[], Item]:
    """The item whenever it is asked for. The text of a record is held packed: there may be very many."""
    record = item.content
    if not isinstance(record, Record) or record.text is None:
        return lambda: item
    name, source, rest = item.id, item.source, record.model_copy(update={"text": None})
    packed = zlib.compress(record.text.encode("utf-8", "surrogatepass"))

    def unpack() -> Item:
        text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
        return Item(name, source, rest.model_copy(update={"text": text}))

    return unpack


def _find_note(item: Item, task: ItemProcessor, store: AnswerStore | None) -> tuple[ArticleNote, Document | None]:
    """The note of an article, and the article where it had to be read."""
    key = _content_key(item, task) if store else None
    if store and key and (text := store.get(key)):
        try:
            return read_note(text), None
        except ValueError:  # written by another version, or damaged
            pass
    with limit_article(item.source, task.settings.document_timeout):
        document = task.document(item)
        note = take_note(document)
    if store and key:
        store.put(key, note.to_text())
    return note, document


def _content_key(item: Item, task: ItemProcessor) -> str | None:
    """What the note of an article depends on; None for an article from the web."""
    how = f"{NOTE_VERSION} {task.settings.kind} {task.settings.spacy_pipeline or ''}"
    if isinstance(item.content, Path) and item.content.is_file():
        return digest(how, item.content.suffix.lower(), read_bounded(item.content, MAX_BYTES))
    if isinstance(item.content, Record) and not item.is_remote:
        return digest(how, item.content.model_dump_json())
    return None


@dataclass(slots=True)
class DigestTotals:
    """How many digests there are, how many of them an earlier run made, and how many failed."""

    digests: int = 0
    done_before: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """What to write.

    Attributes:
        output: lines of JSON, or a database where its suffix says so.
        by_matter: a digest for each matter, the largest first, in place of one of all articles.
        resume: keep the digests of an earlier run whose articles are the same.
    """

    output: Path
    by_matter: bool = False
    resume: bool = False


def write_digests(
    articles: Articles,
    plan: DigestPlan,
    task: ItemProcessor,
    report: Callable[[str], None],
    notify: Callable[[str], None],
) -> DigestTotals:
    """Write digests that the output does not have yet, and settle what becomes of the others there.

    A digest whose articles are all in one that was made is replaced by it; it stays while that one cannot be made. Any
    other that is not asked for goes into a backup.

    Args:
        report: is told of each digest that failed.
        notify: is told of a backup, and of digests that stay.

    Raises:
        InputError: the output cannot be written.
        UsageError: it cannot be continued.
    """
    parts = split_by_matter(articles) if plan.by_matter else [articles]
    ids = [identify_digest(part) for part in parts]
    totals = DigestTotals(len(parts))
    with closing(open_journal(plan.output, task, plan.resume, notify)) as journal:
        totals.done_before = len(set(ids) & set(journal.done))
        waiting = [(name, part) for name, part in zip(ids, parts, strict=True) if name not in journal.done]
        earlier = journal.articles
        if task.settings.offline:
            made = run_without_loop(_write(waiting, journal, task, report))
        else:
            from ..concurrency import run_coroutine

            made = run_coroutine(_write_with_client(waiting, journal, task, report))
        totals.failed = len(waiting) - len(made)
        asked = dict(zip(ids, parts, strict=True))
        stays, saved = _sort_earlier(earlier, set(journal.done) - asked.keys(), asked, made | earlier.keys())
        if stays:
            notify(f"{plan.output}: digests of fewer articles stay until the new ones can be made: {len(stays):,}")
        if backup := journal.keep([*ids, *stays], saved):
            notify(f"{plan.output}: earlier digests that are not asked for now: {len(saved):,}, moved to {backup}")
    return totals


def _sort_earlier(
    earlier: Mapping[str, frozenset[str]], others: Iterable[str], asked: Mapping[str, Articles], made: Collection[str]
) -> tuple[list[str], list[str]]:
    """The digests that stay although they are not asked for, and those that go into a backup.

    Args:
        earlier: the articles of each digest of an earlier run.
        others: what the output has beside the digests that are asked for.
        asked: the articles of the digests that are asked for.
        made: those that have been made.
    """
    place = {note.info.id: name for name, part in asked.items() for note in part.notes}
    stays, saved = [], []
    for other in sorted(others):
        successors = {place.get(article) for article in earlier.get(other, ())}
        successor = successors.pop() if len(successors) == 1 else None
        if successor is None:
            saved.append(other)
        elif successor not in made:
            stays.append(other)
    return stays, saved


async def _write_with_client(
    waiting: Sequence[tuple[str, Articles]],
    journal: Journal | DatabaseJournal,
    task: ItemProcessor,
    report: Callable[[str], None],
) -> set[str]:
    from ..llm.client import ModelClient

    async with ModelClient(task.settings) as client:
        return await _write(waiting, journal, task, report, client)


async def _write(
    waiting: Sequence[tuple[str, Articles]],
    journal: Journal | DatabaseJournal,
    task: ItemProcessor,
    report: Callable[[str], None],
    client: ModelClient | None = None,
) -> set[str]:
    """Write the digests. Returns the names of those that did not fail."""
    made = set()
    for name, part in waiting:
        item = Item(name, part.notes[0].info.title or name, name)
        try:
            outcome = task.summary_outcome(item, await write_digest(part, task.settings, client))
            made.add(name)
        except SummarizerError as error:
            outcome = task.error_outcome(item, error)
            report(f"{item.source}: {error}")
        try:
            journal.write(outcome.line)
        except InputError:
            if client is not None:
                print_line(outcome.line)
            raise
    return made


def identify_digest(articles: Articles) -> str:
    """The id of the digest of these articles: the same for the same articles in the same order."""
    return digest(*(note.info.id or "" for note in articles.notes))[:_ID_DIGITS]
