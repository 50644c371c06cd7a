"""Files: written whole or not at all, and read no further than they may be."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli.main import main
from summarizer.errors import InputError, UsageError
from summarizer.files import read_bounded, write_atomically
from summarizer.readers import read
from summarizer.replay import Recording
from summarizer.shapes import compile_shape

ZERO = Path("/dev/zero")
needs_devices = pytest.mark.skipif(not ZERO.exists(), reason="no /dev/zero here")


def test_a_file_may_be_as_long_as_it_may_and_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    assert read_bounded(path, 100) == b"x" * 100
    with pytest.raises(InputError, match="is larger than"):
        read_bounded(path, 99)


@needs_devices
def test_a_device_without_end_is_refused_in_little_memory() -> None:
    code = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30));from summarizer.cli.main import main; sys.exit(main(sys.argv[1:]))"
    for arguments in (["/dev/zero"], ["check", "/dev/zero", "--source", "/dev/zero"], ["replay", "/dev/zero"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60)
        assert done.returncode == 2 and "is no regular file" in done.stderr.splitlines()[-1], done.stderr


@pytest.fixture(params=["device", "pipe"])
def special(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file whose reading does not end, or does not begin."""
    if request.param == "device":
        return ZERO
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


@needs_devices
@pytest.mark.timeout(60)
def test_pipes_and_devices_are_refused_wherever_a_file_is_read(special: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for refused in (lambda: read(special), lambda: Recording.from_file(special), lambda: compile_shape(str(special))):
        with pytest.raises((InputError, UsageError), match="is no regular file"):
            refused()
    link, article = tmp_path / "link.txt", tmp_path / "a.txt"
    link.symlink_to(special)
    article.write_text("Sales rose 4% in 2024, the company said on Friday.")
    name, out = str(link), str(tmp_path / "out.jsonl")
    commands = [[name], ["blocks", name], ["check", name, "--source", str(article)], ["check", str(article), "--source", name], ["convert", name, "-f", "text"]]
    commands += [["replay", name], [str(article), "--shape", name], ["estimate", name], ["estimate", f"{special}"]]
    for command in commands:
        assert main(command) == 2
        assert "is no regular file" in capsys.readouterr().err.splitlines()[-1] or command[0] == "estimate"
    (tmp_path / "r.jsonl").symlink_to(special)
    assert main(["batch", name, "-o", out]) == 1 and main(["batch", str(tmp_path / "r.jsonl"), "-o", out]) == 2
    assert capsys.readouterr().err.count("is no regular file") == 2


@needs_devices
@pytest.mark.timeout(60)
def test_what_a_shell_puts_in_place_of_a_command_is_told_how_to_be_piped() -> None:
    code = "exec $PYTHON -m summarizer <(echo 'Sales rose 4% in 2024, the company said on Friday.')"
    done = subprocess.run(["bash", "-c", code], env={**os.environ, "PYTHON": sys.executable}, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "give - in its place and pipe the words in: COMMAND | summarizer -" in done.stderr


def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 125 + ".html")  # 255 bytes
    write_atomically(path, "a")
    assert path.read_text() == "a"
    assert os.listdir(tmp_path) == [path.name]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_new_file_has_the_permissions_of_the_umask_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        write_atomically(tmp_path / "new", "a")
        (tmp_path / "old").touch(0o640)
        os.chmod(tmp_path / "old", 0o640)
        write_atomically(tmp_path / "old", "a")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_is_followed_where_the_name_was_given_and_replaced_where_it_is_ours(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("precious")
    (tmp_path / "link").symlink_to("victim")
    write_atomically(tmp_path / "link", "page", follow=False)
    assert ((tmp_path / "victim").read_text(), (tmp_path / "link").read_text()) == ("precious", "page")
    (tmp_path / "other").symlink_to("victim")
    write_atomically(tmp_path / "other", "new")
    assert (tmp_path / "victim").read_text() == "new" and (tmp_path / "other").is_symlink()
