"""Digests with a model: a matter at a time, judged across articles, and what is left when the server fails."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer import Document, InputError, ServerError, Statement, Summary, UsageError
from summarizer.batch.journal import Journal
from summarizer.cli.main import main
from summarizer.digests import matter_questions
from summarizer.grounding.joined_articles import JoinedArticles, join_articles
from summarizer.models import ArticleCitation, BatchLine

from .judging import fault, is_judging, judge_all, judged_items, supported, verdicts
from .scripted import RIGHT, ScriptedServer, Step

Request = dict[str, Any]
CORE = "choose the notes that open"
EXAMPLE = Path(__file__).parents[2] / "examples" / "digest"
ARTICLES = [Document.from_file(path) for path in sorted(EXAMPLE.glob("*.txt"))]
BRIDGE = ARTICLES[3:5]
WHOLE, MATTER = "see which of them tell of one matter", "that tell of one matter, and"
# Tokens that each matter of the articles has less than, and all of them together more.
BY_MATTER: Any = {"section_tokens": 800}


def system(request: Request) -> str:
    return str(request["messages"][0]["content"])


def user(request: Request) -> str:
    return str(request["messages"][-1]["content"])


def shown_numbers(request: Request) -> list[int]:
    """The numbers at the beginning of the lines that a model is shown."""
    return [int(n) for line in re.findall(r"^((?:<\d+>)+) ", user(request), re.M) for n in re.findall(r"\d+", line)]


def claim(sentences: list[int], text: str) -> dict[str, Any]:
    return {"sentences": sentences, "text": text}


def write_groups(request: Request, number: int, text: str) -> list[dict[str, Any]]:
    """As few groups as the schema admits."""
    fewest = request["response_format"]["json_schema"]["schema"]["properties"]["groups"]["minItems"]
    return [{"title": "The news", "points": [claim([number], text)]}] * int(fewest)


def write(request: Request, **said: Any) -> dict[str, Any]:
    """What a model that follows the schema writes: of the first sentence what is new, of the last one a point."""
    numbers = shown_numbers(request)
    core = claim([numbers[0]], "What is new of it was told in the papers this morning")
    if CORE in system(request):
        return {"matters": [3, 1, 2, 4]}
    answer = {"core_viewpoint": core, "groups": write_groups(request, numbers[-1], "Further news of the same matter was told as well")}
    found = re.findall(r"^Difference (\d+): (.*)\.$", user(request), re.M)
    if found:
        differences = [{"id": n, "same": True, "about": "the figure in question", "sides": re.findall("“(.*?)”", values)} for n, (_, values) in enumerate(found, 1)]
        for each in differences if WHOLE in system(request) else ():
            del each["sides"]
        answer["differences"] = differences
    return answer | said


class Model(ScriptedServer):
    """A server that writes by `writes`, and judges by `judges`."""

    def __init__(self, writes: Callable[[Request], dict[str, Any]] = write, judges: Callable[[Request], str] = judge_all) -> None:
        def answer(request: Request) -> str:
            return judges(request) if is_judging(request) else json.dumps(writes(request), ensure_ascii=False)

        super().__init__([RIGHT], answer)

    def asked(self, words: str) -> list[Request]:
        return [request for request in self.requests if words in system(request)]


class MatterModel(Model):
    """A server that fails at a whole digest."""

    def next_step(self, request: Request) -> tuple[Step, str]:
        """The step for a request, and the right answer to it."""
        usual, right = super().next_step(request)
        return (Step(text="{}"), right) if WHOLE in system(request) else (usual, right)


def digest(server: ScriptedServer, documents: list[Document] = ARTICLES, **choices: Any) -> Summary:
    settings = {"model": "scripted", "base_url": server.url, "language": "en", "mode": "json_schema", "repair_tokens": 0}
    with server:
        return summarizer.digest(documents, **(settings | choices))


def sided(summary: Summary) -> list[Statement]:
    return [statement for _, statement in summary.statements() if statement.sides]


def find(summary: Summary, words: str) -> Statement:
    return next(statement for _, statement in summary.statements() if words in statement.text)


def test_articles_that_fit_into_one_question_are_one() -> None:
    server = Model()
    summary = digest(server)
    assert len(server.asked(WHOLE)) == len(server.asked("You check statements")) == 1 and len(server.requests) == 2
    assert (summary.run.prompt_version, summary.run.attempts) == ("digest_whole.v1", 2)
    [request] = server.asked(WHOLE)
    assert re.findall(r"^# Article (\d+): ", user(request), re.M) == ["4", "5", "1", "2", "7", "8", "10", "9"], "by matter, without copies"
    assert "2025-10-13 is a Monday, 2025-10-14 is a Tuesday." in user(request)
    assert "of at most 4 points, at most about 12 points in all" in user(request)
    schema = request["response_format"]["json_schema"]["schema"]
    cited = schema["$defs"]["Statement"]["properties"]["sentences"]["items"]
    assert (cited["minimum"], cited["maximum"]) == (1, max(shown_numbers(request)))
    for _, statement in summary.statements():
        for evidence in statement.evidence:
            assert evidence.article and ARTICLES[evidence.article - 1].text[evidence.start : evidence.end] == evidence.quote
    assert [source.corrects for source in summary.sources] == [None] * 7 + [7, None, None]
    assert {str(c) for s in sided(summary) for c in s.citations} == {"1:1", "2:1", "4:1", "5:2"}
    assert find(summary, "not 8 percent").citations == (ArticleCitation(8, 1),), "a correction that the model leaves out"


def test_a_whole_digest_that_the_model_cannot_write_is_written_by_matter(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    threads: list[threading.Thread] = []

    def join(*given: Any) -> JoinedArticles:
        threads.append(threading.current_thread())
        return join_articles(*given)

    monkeypatch.setattr(matter_questions, "join_articles", join)
    server = MatterModel()
    summary = digest(server, attempts=1)
    assert "the digest is written matter by matter" in caplog.text and len(threads) > 5
    assert threading.main_thread() not in threads, "work for the processor does not stop the event loop"
    assert (len(server.asked(WHOLE)), len(server.asked(MATTER))) == (1, 5)
    assert summary.run.prompt_version == "digest.v1+digest_core.v1"
    assert len(summary.groups) == 5 and not any(source.error for source in summary.sources)


def test_what_differs_stands_behind_the_point_of_its_paragraph() -> None:
    def writes(request: Request) -> dict[str, Any]:
        points = [claim([4], "It is to be opened in May of next year"), claim([1], "The bridge was joined on Monday"), claim([3], "Low water helped")]
        return write(request, groups=[{"title": "The bridge", "points": points}, *write_groups(request, 4, "More of it was told as well")[:1]])

    group, _ = digest(Model(writes), BRIDGE, verify="off").groups
    assert [bool(point.sides) for point in group.points] == [False, False, True, False]


def test_a_point_that_tells_both_sides_is_enough() -> None:
    both = "The bridge costs 2.7 billion yuan according to the Linjiang Daily, 3.1 billion according to the Yangtze Monitor"
    told = [[claim([2, 7], both)], [claim([2], both)], [claim([2, 7], both.replace("2.7", "2.8"))]]
    for points, added in zip(told, (0, 1, 1), strict=True):

        def writes(request: Request, points: list[dict[str, Any]] = points) -> dict[str, Any]:
            return write(request, groups=[{"title": "The bridge", "points": points}, *write_groups(request, 4, "More of it was told as well")[:1]])

        assert len(sided(digest(Model(writes), BRIDGE, verify="off"))) == added


def test_each_matter_is_a_question_and_citations_name_article_and_block() -> None:
    server = Model()
    summary = digest(server, **BY_MATTER)
    assert len(server.asked(MATTER)) == 5
    assert len(server.asked(CORE)) == len(server.asked("You check statements")) == 1
    assert summary.run.prompt_version == "digest.v1+digest_core.v1"
    assert summary.run.judging is not None and summary.run.judging.prompt_version == "verify.v4+articles.v1"
    assert summary.run.attempts == 7
    assert [group.title for group in summary.groups] == ["The news"] * 5
    for _, statement in summary.statements():
        for evidence in statement.evidence:
            assert evidence.article not in (None, 3, 6), "copies are not cited"
            assert evidence.article and ARTICLES[evidence.article - 1].text[evidence.start : evidence.end] == evidence.quote
    assert Summary.parse(summary.to_text()).to_text() == summary.to_text()


def test_a_schema_admits_the_sentences_of_its_articles_alone() -> None:
    server = Model()
    digest(server, **BY_MATTER)
    for request in server.asked(MATTER):
        schema = request["response_format"]["json_schema"]["schema"]
        cited = schema["$defs"]["Statement"]["properties"]["sentences"]["items"]
        assert (cited["minimum"], cited["maximum"]) == (1, max(shown_numbers(request)))
    [request] = server.asked(CORE)
    chosen = request["response_format"]["json_schema"]["schema"]["properties"]["matters"]
    assert (chosen["minItems"], chosen["maxItems"], chosen["items"]["maximum"]) == (4, 4, 5)
    assert "# The news (3 articles)\n<1> What is new" in user(request), "copies count"


def test_sides_are_written_by_the_model_as_far_as_they_have_the_value() -> None:
    said = [{"id": 1, "same": True, "about": "the cost of the bridge", "sides": ["2.7 billion yuan", "31 billion yuan"]}]
    summary = digest(MatterModel(lambda request: write(request, differences=said)), BRIDGE, attempts=1)
    [statement] = sided(summary)
    assert str(statement) == "Sources differ on the cost of the bridge: 2.7 billion yuan (临江日报) [1:1], 3.1 billion yuan (Yangtze Monitor) [2:2]"
    assert (statement.support.status, statement.support.judge) == ("supported", "scripted")


def test_a_difference_that_the_writer_or_the_judge_refuses_is_dropped_and_recorded() -> None:
    two = [{"id": 1, "same": False, "about": "one is the plan of 2023"}]
    summary = digest(Model(lambda request: write(request, differences=two)), BRIDGE)
    assert not sided(summary)
    assert [(r.action, r.reason) for r in summary.run.repairs] == [("dropped", "one is the plan of 2023")]
    refused = digest(Model(judges=lambda request: judge_all(request, lambda text: "Sources differ" not in text)), BRIDGE)
    assert not sided(refused)
    [record] = refused.run.repairs
    assert record.action == "dropped" and record.before.endswith("27亿元 (临江日报), 3.1 billion yuan (Yangtze Monitor) [1:1][2:2]")


def test_differences_that_a_model_leaves_out_stand_in_the_words_of_an_article() -> None:
    summary = digest(Model(lambda request: {k: v for k, v in write(request).items() if k != "differences"}), BRIDGE)
    assert [side.text for side in sided(summary)[0].sides] == ["27亿元 (临江日报)", "3.1 billion yuan (Yangtze Monitor)"]


def test_a_figure_in_dispute_that_is_told_as_a_fact_is_put_to_the_judge_with_what_denies_it() -> None:
    told = {"core_viewpoint": claim([2], "The second bridge of Linjiang costs 2.7 billion yuan in all")}

    def judge(request: Request) -> str:
        given = {n: text for n, text in judged_items(request).items() if "costs 2.7 billion" in text}
        disputed = [fault(n, "disputed", clause="2.7 billion yuan", source="3.1 billion yuan") for n in given]
        return verdicts(*(supported(n) for n in judged_items(request) if n not in given), *disputed)

    server = Model(lambda request: write(request, **told), judge)
    summary = digest(server, BRIDGE)
    asked = user(server.asked("You check statements")[0])
    assert "? 2.7 billion yuan: [5] says 3.1 billion yuan [5]" in asked and "<5> The bridge is 3.6 kilometres long" in asked
    support = find(summary, "costs 2.7 billion").support
    assert (support.status, support.disputed, support.judge) == ("partial", True, "scripted")
    assert [(f.kind, f.article, f.block) for f in support.findings] == [("number", 2, 2)]
    assert "[2:2] 3.1 billion yuan" in support.findings[0].message
    silent = digest(Model(lambda request: write(request, **told), lambda request: verdicts(*judged_items(request))), BRIDGE)
    assert find(silent, "costs 2.7 billion").support.disputed, "the judge has to answer what the rules noticed"
    answered = digest(Model(lambda request: write(request, **told)), BRIDGE)
    assert not find(answered, "costs 2.7 billion").support.disputed
    unjudged = digest(Model(lambda request: write(request, **told)), BRIDGE, verify="off")
    assert find(unjudged, "costs 2.7 billion").support.disputed


def test_a_statement_that_gives_both_figures_tells_neither_as_a_fact() -> None:
    told = {"core_viewpoint": claim([2], "The second bridge of Linjiang costs 2.7 or 3.1 billion yuan, as reports differ")}
    core = digest(Model(lambda request: write(request, **told)), BRIDGE, verify="off").core_viewpoint
    one = {"core_viewpoint": claim([2], "The second bridge of Linjiang costs 2.7 billion yuan in all")}
    other = digest(Model(lambda request: write(request, **one)), BRIDGE, verify="off").core_viewpoint
    assert core is not None and other is not None
    assert (core.support.disputed, other.support.disputed) == (False, True)


def test_a_correction_is_told_and_what_it_takes_back_is_no_fact() -> None:
    told = {"core_viewpoint": claim([1], "Some 2,300 bakers in Porto Velho demand 8 percent more pay")}
    meeting = "Both sides are going to meet again on Thursday"
    server = Model(lambda request: write(request, **told, groups=write_groups(request, 4, meeting)))
    summary = digest(server, ARTICLES[6:8], verify="off")
    assert "Correction: article 2 corrects article 1 in <6>, which takes back “8 percent” in <1>." in user(server.requests[0])
    assert [source.corrects for source in summary.sources] == [None, 1]
    core = summary.core_viewpoint
    assert core is not None and core.support.disputed
    assert ("it was taken back", 2, 1) in [(f.message, f.article, f.block) for f in core.support.findings]
    assert find(summary, "not 8 percent").citations == (ArticleCitation(2, 1),)


def test_one_matter_is_told_in_groups_of_its_own() -> None:
    server = Model()
    summary = digest(server, BRIDGE)
    assert not server.asked(CORE) and len(server.requests) == 2
    assert summary.core_viewpoint is not None and summary.core_viewpoint.text.startswith("What is new")
    assert summary.run.prompt_version == "digest_whole.v1"


@pytest.mark.parametrize("sizes", [{}, BY_MATTER], ids=["at once", "by matter"])
def test_wishes_and_names_reach_every_question(sizes: Any) -> None:
    server = Model()
    digest(server, focus="what bridges cost", audience="engineers", glossary={"临江二桥": "the Linjiang II bridge"}, length="short", **sizes)
    told = [*server.asked(WHOLE), *server.asked(MATTER)]
    assert len(told) == (5 if sizes else 1) and bool(server.asked(CORE)) == bool(sizes)
    for request in [*told, *server.asked(CORE)]:
        assert "written for “engineers”; above all about “what bridges cost”" in user(request)
    [named] = [request for request in told if "临江二桥 = the Linjiang II bridge" in user(request)]
    assert ("with about 3 points in all" if sizes else "of at most 2 points, at most about 8 points in all") in user(named)


# ------------------------------------------------------------------------------------------------ failing


def failing(words: str, step: Step) -> Model:
    """A server that does `step` where it is shown some words, the judge aside."""

    class Failing(Model):
        def next_step(self, request: Request) -> tuple[Step, str]:
            usual, right = super().next_step(request)
            return (step, right) if words in user(request) and not is_judging(request) else (usual, right)

    return Failing()


@pytest.mark.parametrize("step", [Step(text="{}"), Step(status=400, kind="status"), Step(kind="refuse")], ids=["invalid", "rejected", "refused"])
def test_an_article_that_the_model_fails_at_stands_in_its_own_sentences(step: Step) -> None:
    def writes(request: Request) -> dict[str, Any]:
        return write(request)

    class Server(Model):
        def next_step(self, request: Request) -> tuple[Step, str]:
            usual, right = super().next_step(request)
            read_at_once = "joined the two halves" in user(request) and not is_judging(request)
            from_notes = "\n<1><" in user(request) or "What is new of it" in user(request)
            return (step, right) if read_at_once and not from_notes else (usual, right)

    server = Server(writes)
    summary = digest(server, attempts=1)
    errors = {source.number: source.error for source in summary.sources if source.error}
    assert list(errors) == [5] and errors[5]
    assert all(source.error is None for source in Summary.parse(summary.model_dump_json()).sources if source.number != 5)
    assert len(summary.groups) == 5
    assert summary.run.prompt_version == "digest.v1+digest_core.v1+summarize.v2"


def test_a_matter_that_the_model_cannot_tell_stands_in_sentences_of_its_articles(capsys: pytest.CaptureFixture[str]) -> None:
    server = failing("frost came three weeks early", Step(text="{}"))
    summary = digest(server, attempts=1)
    assert [source.number for source in summary.sources if source.error] == [10]
    copied = [statement for _, statement in summary.statements() if statement.support.judge == "copy"]
    assert ArticleCitation(10, 1) in {citation for statement in copied for citation in statement.citations}
    assert len(summary.groups) == 5
    with failing("frost came three weeks early", Step(text="{}")) as again:
        paths = map(str, sorted(EXAMPLE.glob("*.txt")))
        assert main(["digest", *paths, "-m", "scripted", "--base-url", again.url, "-l", "en", "--no-cache", "--mode", "json_schema"]) == 0
    shown = capsys.readouterr()
    assert "article 10 (Late frost halves the first tea picking in Shaoxi): told in its own sentences: " in shown.err
    assert "10 articles; " in shown.err and "written by scripted" in shown.err


def test_a_digest_that_was_paid_for_is_printed_where_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(journal: Journal, line: bytes) -> None:
        raise InputError("out.jsonl: cannot be written: No space left on device", "check the path and the space left")

    monkeypatch.setattr(Journal, "write", fail)
    with Model() as server:
        paths = map(str, sorted(EXAMPLE.glob("*.txt"))[:2])
        assert main(["digest", *paths, "-o", str(tmp_path / "out.jsonl"), "-m", "scripted", "--base-url", server.url, "-l", "en", "--no-cache", "--mode", "json_schema"]) == 2
    shown = capsys.readouterr()
    line = BatchLine.model_validate_json(shown.out)
    assert line.summary and line.summary.run.model and "No space left" in shown.err


def test_what_opens_the_digest_is_chosen_and_not_told_again() -> None:
    bridge, grid = ({"core_viewpoint": claim([1], f"This is what is new of the {name} this morning")} for name in ("bridge", "plant"))

    def writes(request: Request) -> dict[str, Any]:
        own = bridge if "临江二桥" in user(request) else grid if "Norrland" in user(request) else {}
        return write(request, **({} if CORE in system(request) else own))

    summary = digest(Model(writes), **BY_MATTER)
    told = [statement.text for _, statement in summary.statements()]
    assert told[0].startswith("What is new of it") and ". This is what is new of the bridge" in told[0]
    assert sum("is what is new of the bridge" in text for text in told) == 1
    assert [text.startswith("What is new") for text in told].count(True) == 2, "in the opening, and of the matter that does not open it"
    core = summary.core_viewpoint
    assert core is not None and {c.article for c in core.citations if isinstance(c, ArticleCitation)} == {1, 4, 7, 10}
    assert {c.article for c in summary.groups[0].points[0].citations if isinstance(c, ArticleCitation)} <= {7, 8}


def test_a_choice_that_fails_opens_with_the_first_matters() -> None:
    class Server(Model):
        def next_step(self, request: Request) -> tuple[Step, str]:
            usual, right = super().next_step(request)
            return (Step(text="{}"), right) if CORE in system(request) else (usual, right)

    summary = digest(Server(), attempts=1, **BY_MATTER)
    assert summary.core_viewpoint is not None and len(summary.core_viewpoint.evidence) >= 3


def test_no_matter_is_asked_about_at_a_server_that_is_down() -> None:
    class Server(Model):
        def next_step(self, request: Request) -> tuple[Step, str]:
            _, right = super().next_step(request)
            return Step(kind="status", status=500), right

    server = Server()
    with pytest.raises(ServerError):
        digest(server, attempts=1)
    assert server.asked(WHOLE) and not server.asked(MATTER)


def test_a_server_that_fails_at_everything_is_an_error() -> None:
    with pytest.raises(ServerError):
        digest(ScriptedServer([Step(kind="status", status=400)]))
    with pytest.raises(ServerError, match="401"):
        digest(ScriptedServer([Step(kind="status", status=401)]))


# --------------------------------------------------------------------------------------------------- long


def test_a_long_matter_is_read_in_notes_that_keep_their_numbers() -> None:
    text = "\n\n".join(f"The bridge at Linjiang was item {n} of the council, which spoke of it for {n + 2} hours." for n in range(60))
    long = [Document.from_text(f"Council speaks of the bridge\n\nPost 2025-10-{day} 08:00\n\n{text}\n\n{day} times.") for day in (13, 14)]
    other = Document.from_text("Council of Linjiang on the bridge\n\nWire 2025-10-15 08:00\n\n" + text.replace("spoke of", "argued about"))
    server = Model()
    summary = digest(server, [*long, other], section_tokens=600)
    notes = [request for request in server.requests if "You read one article" in system(request)]
    assert len(notes) > 3 and all("Council" in user(request) for request in notes)
    told = [request for request in server.asked(MATTER)]
    assert all(max(shown_numbers(request)) <= 200 for request in told)
    assert {citation.article for _, s in summary.statements() for citation in s.citations if isinstance(citation, ArticleCitation)} <= {1, 2, 3}
    assert "summarize.v2" in str(summary.run.prompt_version)


# ------------------------------------------------------------------------------------------------- judging


def test_a_judge_reads_all_blocks_of_a_statement_together() -> None:
    printed = "[1] {}\n[2] {}\n\nCore Viewpoint\n- The bridge, joined 23 days early, has six lanes and opens in May [1:1][2:2]\n"
    text = printed.format(*(document.title for document in BRIDGE))
    with Model() as server:
        report = summarizer.check(text, BRIDGE, model="scripted", base_url=server.url)
    [request] = server.requests
    assert "# Article 1: 临江二桥提前合龙 — 临江日报, 2025-10-13 18:05" in user(request) and "# Article 2: Second Linjiang" in user(request)
    assert user(request).count("\n1. ") == 1
    [entry] = report.entries
    assert (entry.statement.support.status, entry.statement.support.judge) == ("supported", "scripted")
    assert entry.statement.citations == (ArticleCitation(1, 1), ArticleCitation(2, 2))


def test_an_offline_digest_may_be_judged_by_a_model() -> None:
    server = Model()
    summary = digest(server, model=None, verify="scripted", language="auto")
    assert summary.run.engine == "extractive" and {s.support.judge for s in sided(summary)} == {"scripted"}


def test_what_the_judge_refuses_is_written_anew() -> None:
    wrong = "The manager He Jinsong blames the floods for it"
    right = {"id": 1, "action": "rewrite", "reason": "", **claim([3], "The manager He Jinsong says that low water won time")}

    def writes(request: Request) -> dict[str, Any]:
        if "You look again" in system(request):
            return {"statements": [right, right | {"id": 2}]}
        return write(request, groups=write_groups(request, 3, wrong))

    server = Model(writes, lambda request: judge_all(request, lambda text: "blames" not in text))
    summary = digest(server, BRIDGE, repair_tokens=20_000)
    assert "# Article 1: 临江二桥提前合龙" in user(server.asked("You look again")[0])
    assert find(summary, "low water").citations == (ArticleCitation(1, 2),)
    for record in summary.run.repairs:
        assert (record.action, record.before) == ("rewritten", "The manager He Jinsong blames the floods for it [1:2]")
    assert len(sided(summary)) == 1


def test_the_asynchronous_function_and_what_a_digest_cannot_have() -> None:
    with Model() as server:
        choices: Any = {"model": "scripted", "base_url": server.url, "language": "zh", "mode": "json_schema"}
        summary = asyncio.run(summarizer.adigest(BRIDGE, verify="off", **(choices | {"language": "en"})))
        assert summary.run.judging is None and summary.run.engine == "llm"
        with pytest.raises(UsageError, match="shape: a digest has a form of its own"):
            summarizer.digest(BRIDGE, shape="news", **choices)


def test_a_folder_that_has_grown_is_asked_about_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMARIZER_NO_CACHE")
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in sorted(EXAMPLE.glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    bridge = "Second Linjiang bridge opens\n\nYangtze Monitor 2025-10-15 08:00\n\nThe second river bridge of Linjiang opened to traffic on Wednesday.\n"
    with Model() as server:
        given = ["-m", "scripted", "--base-url", server.url, "-l", "en", "--mode", "json_schema"]
        for output, questions in (["one.json"], 1), (["each.jsonl", "--by-matter"], 5):
            command = ["digest", str(folder), "--resume", *given, "-o", str(tmp_path / output[0]), *output[1:]]
            (folder / "11_bridge.txt").unlink(missing_ok=True)
            asked = []
            for step in ("first", "again", "grown"):
                if step == "grown":
                    (folder / "11_bridge.txt").write_text(bridge, encoding="utf-8")
                before = len(server.asked(WHOLE))
                assert main(command) == 0
                asked.append(len(server.asked(WHOLE)) - before)
            assert asked == [questions, 0, 1], output
