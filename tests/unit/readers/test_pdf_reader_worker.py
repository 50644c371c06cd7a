"""The worker process of PDFium: its limits, its restarts, its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from summarizer.errors import InputError
from summarizer.readers import pdf_reader, pdf_worker, read_bytes
from summarizer.readers.pdf_reader import WorkerProcess

pytest.importorskip("pypdfium2", reason="needs the extra `pdf`")
pytest.importorskip("reportlab", reason="writes the files")


from .pdf_files import lines_on_pages


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

    def put(memory: int = pdf_reader.MAX_MEMORY, seconds: float = pdf_reader.MAX_SECONDS) -> WorkerProcess:
        made.append(WorkerProcess(Path(pdf_worker.__file__), memory, seconds))
        monkeypatch.setattr(pdf_reader, "_pdfium", made[-1])
        return made[-1]

    yield put
    for one in made:
        one.stop()


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
        from summarizer.readers import pdf_reader, read
        read(Path("a.pdf"))
        print(pdf_reader._pdfium._process.pid, flush=True)
        if {busy}:
            threading.Thread(target=read, args=[Path("bomb.pdf")], daemon=True).start()
            time.sleep(0.2)
        {end}
    """
    environment = os.environ | {"PYTHONPATH": str(Path(pdf_reader.__file__).parents[2])}
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
            one.stop()
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
