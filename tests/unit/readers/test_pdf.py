"""PDF files written on the spot: pages, running heads, hyphens, headings, what cannot be read, and PDFium's process."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from summarizer.errors import InputError, SummarizerError
from summarizer.parsing import parse
from summarizer.readers import pdf, read_bytes
from summarizer.readers import pdf_worker as pdfium
from summarizer.readers.child_process import WorkerProcess
from summarizer.render.text import blocks_text

pytest.importorskip("pypdfium2", reason="needs the extra `pdf`")
pytest.importorskip("reportlab", reason="writes the files")

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ZH = ParagraphStyle("zh", fontName="STSong-Light", fontSize=11, leading=18, wordWrap="CJK", firstLineIndent=22, spaceAfter=6)
ZH_HEAD = ParagraphStyle("head", fontName="STSong-Light", fontSize=15, leading=24)
ZH_TITLE = ParagraphStyle("title", fontName="STSong-Light", fontSize=20, leading=30)
EN = ParagraphStyle("en", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
EN_HEAD = ParagraphStyle("enhead", fontName="Helvetica-Bold", fontSize=14, leading=18)
CHINESE = "公司全年营业收入1476.94亿元，同比增长12.5%，净利润与去年基本持平，主要原因是研发投入增加以及原材料价格上涨，管理层表示明年将继续加大对海外市场的投入。"
ENGLISH = "The committee met on Monday to discuss the annual plan and the extraordinary cost of the new roads, and members asked for a second reading. "


def written(story: list[Paragraph], decorate: Callable[[Canvas, Any], None], **fields: str) -> bytes:
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, **fields).build(story, onFirstPage=decorate, onLaterPages=decorate)
    return file.getvalue()


def test_a_chinese_report() -> None:
    def decorate(canvas: Canvas, page: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(72, 810, "某某研究报告")
        canvas.drawCentredString(300, 30, f"第 {page.page} 页")

    texts = [f"{number}号项目。" + CHINESE * 2 for number in range(18)]
    story = [Paragraph("年报点评：收入创新高", ZH_TITLE), Paragraph("一、经营情况", ZH_HEAD), *(Paragraph(t, ZH) for t in texts)]
    document = parse(read_bytes(written(story, decorate)))
    assert document.title == "年报点评：收入创新高"
    assert [(heading.text, heading.before) for heading in document.headings] == [("一、经营情况", 1)]
    assert [block.text for block in document.blocks] == texts
    assert document.blocks[0].page == 1 and document.blocks[-1].page == 3
    assert "[1] (p. 1) 0号项目" in blocks_text(document)


def test_an_english_report_mends_hyphens_and_pages() -> None:
    def decorate(canvas: Canvas, page: Any) -> None:
        canvas.drawString(72, 810, "Annual Review 2025")
        canvas.drawCentredString(300, 30, f"Page {page.page} of 3")

    texts = [f"Item {number}. " + (ENGLISH * 3).strip() for number in range(24)]
    story = [Paragraph("Roads and Money", ZH_TITLE), Paragraph("Jane Hall", EN), Paragraph("The plan", EN_HEAD), *(Paragraph(t, EN) for t in texts)]
    document = parse(read_bytes(written(story, decorate, author="Jane Hall")))
    assert (document.title, document.byline) == ("Roads and Money", "Jane Hall")
    assert [block.text for block in document.blocks] == texts
    assert [heading.text for heading in document.headings] == ["The plan"]


def lines_on_pages(pages: list[list[str]]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for lines in pages:
        canvas.setFont("Helvetica", 10)
        for row, line in enumerate(lines):
            canvas.drawString(72, 780 - 13 * row, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_divided_words_are_made_whole() -> None:
    document = parse(
        read_bytes(
            lines_on_pages(
                [
                    [
                        "The committee met on Monday to discuss the cost of the extra-",
                        "ordinary new roads, and the inter-municipal office said that inter-",
                        "municipal plans would be ready by the end of the spring term",
                        "at the latest.",
                    ]
                ]
            )
        )
    )
    assert [block.text for block in document.blocks] == [
        "The committee met on Monday to discuss the cost of the extraordinary new roads, and the inter-municipal office said that inter-municipal plans would be ready by the end of the spring term at the latest."
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = ["The committee met on Monday to discuss the cost of all the new", "roads, and several members asked for a second reading of the"]
    document = parse(read_bytes(lines_on_pages([first, ["plan before the vote.", "", "The vote was moved."]])))
    assert [(block.text.split()[-1], block.page) for block in document.blocks] == [("vote.", 1), ("moved.", 2)]


def test_heads_that_change_with_the_chapter_and_leaders_go() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    pages = [[f"Chapter {n // 3}: Part {n // 3} of the plan {n + 9}" if n % 2 else f"{n + 9} The annual plan for roads", "", "The committee said that it would go on.", f"It did so on day {words[n]}."] for n in range(8)]
    pages[0] += ["The roads . . . . . . . . . . . . . . . . . 12"]
    document = parse(read_bytes(lines_on_pages(pages)))
    said = " ".join(block.text for block in document.blocks)
    assert said == " ".join(f"The committee said that it would go on. It did so on day {word}." for word in words)
    assert not document.headings


def test_any_damage_is_said_in_one_line() -> None:
    whole = bytearray(lines_on_pages([["The committee met on Monday.", "The vote was moved."]]))
    generator = random.Random(0)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(generator.randrange(1, 30)):
            data[generator.randrange(9, len(data))] = generator.randrange(256)
        try:
            assert read_bytes(bytes(data), "a.pdf").text.strip()
        except SummarizerError as error:
            assert "\n" not in str(error)


def test_what_cannot_be_read_is_said() -> None:
    empty = lines_on_pages([[]])
    with pytest.raises(InputError, match=r"a\.pdf: holds no text; a scan needs text recognition"):
        read_bytes(empty, "a.pdf")
    with pytest.raises(InputError, match=r"a\.pdf: is a damaged PDF"):
        read_bytes(empty[:200], "a.pdf")
    file = io.BytesIO()
    canvas = Canvas(file, encrypt="secret")
    canvas.drawString(72, 700, "text")
    canvas.save()
    with pytest.raises(InputError, match="is protected by a password"):
        read_bytes(file.getvalue(), "a.pdf")


@pytest.mark.parametrize("filters", [1, 2])
def test_a_bomb_is_refused_before_it_unpacks(filters: int) -> None:
    stream = zlib.compress(b"0 0 m " * 50_000_000, 9)
    for _ in range(filters - 1):
        stream = zlib.compress(stream, 9)
    with pytest.raises(InputError, match=r"a\.pdf: unpacks to more than 1024 MiB"):
        read_bytes(b"%PDF-1.4\n4 0 obj<</Filter/FlateDecode>>\n% stream\nstream\n" + stream + b"\nendstream endobj", "a.pdf")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.readers.pdf.MAX_PAGES", 2)
    with pytest.raises(InputError, match=r"a\.pdf: has 3 pages, more than 2"):
        read_bytes(lines_on_pages([["a"], ["b"], ["c"]]), "a.pdf")


def test_a_line_that_ends_early_because_an_address_did_not_fit_goes_on() -> None:
    from summarizer.readers.pdf_layout import PageLine, build_paragraphs

    texts = [
        "The settings of every program are kept by the system",
        "in the folder of the user, which is by default",
        "/home/someone/.local/share/settings/of/programs and is",
        "read by all. The end.",
        "Another paragraph begins here and goes on for long,",
        "as paragraphs do.",
    ]
    lines = [PageLine(1, text, 72, 72 + 5 * len(text) - (40 if number == 1 else 0), 700 - 12 * number, 10) for number, text in enumerate(texts)]
    _, parts = build_paragraphs(lines)
    assert [part.text for part in parts] == [" ".join(texts[:4]), " ".join(texts[4:])]


def test_text_of_size_one_that_is_enlarged_is_read_as_any_other() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    lines = ["The committee met on Monday to discuss the cost of all the new roads,", "and several members asked for a second reading."]
    text = canvas.beginText()
    text.setFont("Helvetica", 1)
    for row, line in enumerate(["Roads", *lines]):
        size = 16 if row == 0 else 10
        text.setTextTransform(size, 0, 0, size, 72, 780 - 13 * row)
        text.textOut(line)
    canvas.drawText(text)
    canvas.save()
    document = parse(read_bytes(file.getvalue()))
    assert document.title == "Roads"
    assert [block.text for block in document.blocks] == [" ".join(lines)]


def test_pages_of_a_line_or_two_all_alike_are_kept() -> None:
    document = parse(read_bytes(lines_on_pages([[f"This is slide {number}"] for number in range(1, 5)])))
    assert "This is slide 4" in document.text


def laid(*rows: tuple[float, float, float, str]) -> list[str]:
    """The paragraphs of lines given as left and base, size, and text of half the size a letter."""
    from summarizer.readers.pdf_layout import PageLine, build_paragraphs

    return [part.text for part in build_paragraphs([PageLine(1, t, x, x + size / 2 * len(t), y, size) for x, y, size, t in rows])[1]]


def test_raised_marks_do_not_cut_a_line() -> None:
    assert laid((72, 700, 10, "The area is 40 km"), (157, 704, 6, "2"), (160, 700, 10, ", said the board of all the roads of"), (72, 687, 10, "the county and of all its towns and villages.")) == [
        "The area is 40 km2, said the board of all the roads of the county and of all its towns and villages."
    ]


def test_a_paragraph_within_margins_of_its_own_is_one() -> None:
    body = [(60.0, 700 - 12.0 * row, 10.0, "Text of the whole width of the page that goes on and on.") for row in range(2, 6)]
    quote = [(90.0, 700, 10.0, "The board said that all the roads of the county"), (78.0, 688, 10.0, "are to be mended by the end of the spring.")]
    assert laid(*quote, *body)[0] == "The board said that all the roads of the county are to be mended by the end of the spring."


def test_a_definition_that_hangs_is_one() -> None:
    definition = [(60.0, 700.0, 10.0, "Reading. The board hears a plan as often as the law"), (80.0, 688.0, 10.0, "wants it to be heard before it may be put to a vote.")]
    assert laid(*definition) == [" ".join(text for *_, text in definition)]


def test_running_heads_with_small_roman_numbers_go() -> None:
    from summarizer.readers.pdf_layout import PageLine, remove_running_heads

    numbers = ["i", "ii", "iii", "iv", *map(str, range(1, 60))]
    pages = [[PageLine(page, f"Guide of the Office {number}", 72, 300, 800, 10), *(PageLine(page, f"{chr(97 + row) * page} says so.", 72, 300, 700 - 12 * row, 10) for row in range(8))] for page, number in enumerate(numbers, 1)]
    kept = remove_running_heads([line for page in pages for line in page])
    assert len(kept) == 8 * len(pages) and not any("Guide" in line.text for line in kept)


@pytest.mark.parametrize(
    ("drawn", "written"),
    [
        ("⽤⽕⻓", "用火长"),
        ("e\ufb03cient", "efficient"),
        ("na¨\u0131ve Schr¨odinger", "naïve Schrödinger"),
        ("\uf0b7 One point", "• One point"),
        ("\x88 One\x07 point", "• One point"),
        ("-\ufffe", "-\ufffe"),
    ],
)
def test_letters_are_read_as_people_write_them(drawn: str, written: str) -> None:
    from summarizer.readers.pdf import normalize_line

    assert normalize_line(drawn) == written


def test_a_dash_in_a_table_is_no_hyphen() -> None:
    assert laid((72, 700, 10, "Carbon dioxide in the first year and in the second -\ufffe"), (72, 687, 10, "Nitrous oxide in the first year and in the second 50")) == [
        "Carbon dioxide in the first year and in the second - Nitrous oxide in the first year and in the second 50"
    ]


def objects(*written: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, the first of which is its catalogue."""
    data, at = b"%PDF-1.4\n", []
    for number, body in enumerate(written, 1):
        at.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(at) + 1, table, len(at) + 1, len(data))


def forms(levels: int) -> bytes:
    """A page that draws a form ten times, which draws another ten times, and so on: ten to the power of the levels letters."""

    def stream(head: bytes, body: bytes) -> bytes:
        return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(body), body)

    ten = b"/X Do " * 10
    drawn = [stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (6 + level), ten) for level in range(levels - 1)]
    letter = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 4 0 R>>>>", b"BT/F 9 Tf(a)Tj ET")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents %d 0 R/Resources<</XObject<</X 5 0 R>>>>>>" % (5 + levels)
    return objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *drawn, letter, stream(b"", ten))


SMALL = forms(1)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., WorkerProcess]]:
    """Puts a child with limits of its own in place of the usual one."""
    made: list[WorkerProcess] = []

    def put(memory: int = pdf.MAX_MEMORY, seconds: float = pdf.MAX_SECONDS) -> WorkerProcess:
        made.append(WorkerProcess(Path(pdfium.__file__), memory, seconds))
        monkeypatch.setattr(pdf, "_pdfium", made[-1])
        return made[-1]

    yield put
    for one in made:
        one.end()


def processes() -> list[Any]:
    return [process for process in psutil.Process().children() if "pdf_worker.py" in " ".join(process.cmdline())]


@pytest.mark.skipif(sys.platform != "linux", reason="memory of a process is limited on Linux alone")
def test_forms_within_forms_do_not_take_the_process_with_them(child: Callable[..., WorkerProcess]) -> None:
    child(memory=256 * 1024 * 1024)
    bomb = forms(9)
    assert len(bomb) < 3000
    with pytest.raises(InputError, match=r"^a\.pdf: cannot be read: PDFium needs more than 256 MiB of memory for it, or crashes; save it again, or save its text$"):
        read_bytes(bomb, "a.pdf")
    assert read_bytes(SMALL, "b.pdf").text.strip() == "a"


def test_a_file_that_takes_too_long_is_stopped(child: Callable[..., WorkerProcess]) -> None:
    one = child(seconds=20.0)
    read_bytes(SMALL, "b.pdf")  # the child has started
    one.seconds = 0.2
    with pytest.raises(InputError, match=r"^a\.pdf: takes more than 0 seconds to read; split it"):
        read_bytes(forms(9), "a.pdf")
    one.seconds = 20.0
    assert read_bytes(SMALL, "b.pdf").text.strip() == "a"


def test_one_child_reads_all_files_and_another_takes_its_place(child: Callable[..., WorkerProcess]) -> None:
    child()
    before = processes()
    read_bytes(SMALL, "b.pdf")
    [first] = [process for process in processes() if process not in before]
    read_bytes(SMALL, "b.pdf")
    assert [process for process in processes() if process not in before] == [first]
    first.kill()
    assert read_bytes(SMALL, "b.pdf").text.strip() == "a"
    [second] = [process for process in processes() if process not in before]
    assert second != first and not first.is_running()


def test_threads_read_at_once(child: Callable[..., WorkerProcess]) -> None:
    child()
    texts = [f"Text number {number}." for number in range(20)]
    files = [lines_on_pages([[text]]) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert [source.text.strip() for source in pool.map(read_bytes, files)] == texts


@pytest.mark.parametrize("end", ["", "os.kill(os.getpid(), 9)", "os._exit(0)"], ids=["end", "kill", "exit"])
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_nothing_is_left_of_a_child_whose_parent_ended(end: str, busy: bool, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(SMALL)
    (tmp_path / "bomb.pdf").write_bytes(forms(9))
    code = f"""if True:
        import os, threading, time
        from pathlib import Path
        from summarizer.readers import pdf, read
        read(Path("a.pdf"))
        print(pdf._pdfium._process.pid, flush=True)
        if {busy}:
            threading.Thread(target=read, args=[Path("bomb.pdf")], daemon=True).start()
            time.sleep(0.2)
        {end}
    """
    environment = os.environ | {"PYTHONPATH": str(Path(pdf.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert not done.stderr
    until = time.monotonic() + 5
    while psutil.pid_exists(pid := int(done.stdout)) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
        time.sleep(0.02)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE  # whose parent is not ours


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_has_a_child_of_its_own(child: Callable[..., WorkerProcess]) -> None:
    one = child()
    read_bytes(SMALL, "b.pdf")
    one._lock.acquire()  # as a thread does that is not there after the fork
    if (pid := os.fork()) == 0:
        code = 1
        try:
            code = 0 if read_bytes(SMALL, "b.pdf").text.strip() == "a" else 2
            one.end()
        finally:
            os._exit(code)
    one._lock.release()
    assert os.waitpid(pid, 0)[1] == 0
    assert read_bytes(SMALL, "b.pdf").text.strip() == "a"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_does_not_reach_the_child_and_mixes_no_answers(child: Callable[..., WorkerProcess]) -> None:
    one = child()
    before = processes()
    read_bytes(SMALL, "b.pdf")
    [process] = [process for process in processes() if process not in before]
    assert os.getpgid(process.pid) != os.getpgid(0)  # from its very start
    process.send_signal(signal.SIGINT)
    read_bytes(SMALL, "b.pdf")
    assert process.is_running()
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        read_bytes(forms(9), "a.pdf")
    timer.join()
    assert not process.is_running() and one._process is None
    assert read_bytes(SMALL, "b.pdf").text.strip() == "a"


def test_a_child_has_no_other_descriptors(child: Callable[..., WorkerProcess], tmp_path: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("no /proc here")
    with (tmp_path / "secret").open("w") as secret:
        os.set_inheritable(secret.fileno(), True)
        one = child()
        read_bytes(SMALL, "b.pdf")
        assert one._process
        held = [os.readlink(path) for path in Path(f"/proc/{one._process.pid}/fd").iterdir()]
    assert all(name.startswith("pipe:") or name == os.devnull for name in held), held


def test_a_child_that_cannot_start_is_said(child: Callable[..., WorkerProcess], monkeypatch: pytest.MonkeyPatch) -> None:
    child()
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(InputError, match=r"^a\.pdf: cannot be read: No such file or directory, for PDFium"):
        read_bytes(SMALL, "a.pdf")
