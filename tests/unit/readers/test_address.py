"""Addresses, against a real server on loopback that misbehaves in every way a server can."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from servers.loopback import Handler, LoopbackServer

import summarizer
from summarizer.errors import AddressError, InputError
from summarizer.readers import MAX_BYTES, address, is_address, read_address

from .pdf_files import lines_on_pages

PARAGRAPH = "Sales of the company rose 12% to 340 million yuan in 2024, it said on Friday. Profit fell by a tenth."
CHINESE = "公司全年收入同比增长百分之十二，净利润略有下降，董事会建议每股派息两角。"
PAGE = f"<!doctype html><html><head><title>Sales rise</title></head><body><h1>Sales rise</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></body></html>"
REQUESTS: list[SimpleNamespace] = []


class _Site(Handler):
    """A path is a fault."""

    def do_GET(self) -> None:
        REQUESTS.append(SimpleNamespace(path=self.path, headers=dict(self.headers.items())))
        path = self.path.partition("?")[0].strip("/")
        if path.startswith("redirect"):
            self._redirect(path)
        elif path.isdecimal():
            self.send(int(path), "no", "text/plain", Retry_After="7")
        else:
            getattr(self, f"_{path.partition('.')[0]}")()

    def _redirect(self, path: str) -> None:
        targets = {
            "redirect": "/page.html",
            "redirect_loop": "/redirect_loop",
            "redirect_private": "http://10.0.0.1/page.html",
            "redirect_metadata": "http://169.254.169.254/latest/meta-data/",
            "redirect_file": "file:///etc/passwd",
            "redirect_password": "http://user:secret@127.0.0.1/",
            "redirect_port": "http://127.0.0.1:99999/",
            "redirect_nowhere": "",
        }
        where = targets[path]
        self.send(302, "", "text/html", Set_Cookie="session=1", **({"Location": where} if where else {}))

    def _page(self) -> None:
        self.send(200, PAGE, "text/html; charset=utf-8", Set_Cookie="session=1")

    def _article(self) -> None:
        self.send(200, PARAGRAPH, "text/plain")

    def _notes(self) -> None:
        self.send(200, f"# Notes\n\n{PARAGRAPH} **More** follows.\n", "text/plain")

    def _report(self) -> None:
        self.send(200, lines_on_pages([[PARAGRAPH[:69]]]), "application/octet-stream")

    def _picture(self) -> None:
        self.send(200, b"\x89PNG\r\n\x1a\n\0\0", "image/png")

    def _feed(self) -> None:
        self.send(200, "<rss></rss>", "application/rss+xml")

    def _gbk(self) -> None:
        self.send(200, CHINESE.encode("gb18030"), "text/plain; charset=GB2312")

    def _wrong_charset(self) -> None:
        self.send(200, (CHINESE * 5).encode("gb18030"), "text/plain; charset=iso-8859-1")

    def _utf8_called_gbk(self) -> None:
        self.send(200, CHINESE.encode(), "text/plain; charset=gbk")

    def _packed(self) -> None:
        self.send(200, gzip.compress(PARAGRAPH.encode()), "text/plain", Content_Encoding="gzip")

    def _packed_and_more(self) -> None:
        self._head(Content_Encoding="gzip")
        self.wfile.write(gzip.compress(PARAGRAPH.encode()))
        while True:
            self.wfile.write(b"x" * 65536)

    def _bomb(self) -> None:
        self.send(200, gzip.compress(b" " * (MAX_BYTES + 2)), "text/plain", Content_Encoding="gzip")

    def _brotli(self) -> None:
        self.send(200, b"\x8b\x02\x80", "text/plain", Content_Encoding="br")

    def _bad_gzip(self) -> None:
        self.send(200, b"no gzip at all", "text/plain", Content_Encoding="gzip")

    def _cut_gzip(self) -> None:
        self.send(200, gzip.compress(PARAGRAPH.encode())[:-12], "text/plain", Content_Encoding="gzip")

    def _announced(self) -> None:
        self._head(length=MAX_BYTES + 1)

    def _short(self) -> None:
        self._head(length=5000)
        self.wfile.write(PARAGRAPH.encode())
        self.close_connection = True

    def _endless(self) -> None:
        self._head()
        while True:
            self.wfile.write(b"x" * 65536)

    def _drip(self) -> None:
        self._head()
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def _drip_head(self) -> None:
        for letter in "HTTP/1.1 200 OK\r\n" + "X-Header: yes\r\n" * 20:
            self.wfile.write(letter.encode())
            self.wfile.flush()
            time.sleep(0.05)

    def _silent(self) -> None:
        time.sleep(1)

    def _gibberish(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n")
        self.close_connection = True

    def _empty(self) -> None:
        self.send(200, "", "text/plain")

    def _head(self, length: int | None = None, **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.flush()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with LoopbackServer(_Site) as server:
        yield server.url.removesuffix("/v1")


@pytest.fixture(autouse=True)
def _no_proxy_and_no_requests_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    REQUESTS.clear()


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where redirects lead into private networks, the first host must be allowed."""
    real = address.is_public
    monkeypatch.setattr(address, "is_public", lambda host: host == "127.0.0.1" or real(host))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.com/a?b=c#d", True),
        ("HTTP://example.com", True),
        ("https://example.com/a b", False),
        ("see https://example.com", False),
        ("https://example.com says:\nsales rose", False),
        ("ftp://example.com/a", False),
        ("https://", False),
        ("", False),
        (b"https://example.com", False),
    ],
)
def test_what_is_an_address(text: object, expected: bool) -> None:
    assert is_address(text) is expected


def test_a_page_becomes_a_document_with_its_address(site: str) -> None:
    document = summarizer.read_document(f"{site}/redirect", allow_private=True)
    assert document.title == "Sales rise" and PARAGRAPH in document.text
    assert (document.origin, document.address) == (f"{site}/redirect", f"{site}/page.html")
    summary = summarizer.summarize(f"{site}/page.html#top", allow_private=True)
    assert summary.document.address == f"{site}/page.html"
    assert summarizer.Summary.parse(summary.model_dump_json()) == summary


def test_no_cookie_is_sent_back_and_the_agent_is_named(site: str) -> None:
    read_address(f"{site}/redirect", allow_private=True)
    assert [request.path for request in REQUESTS] == ["/redirect", "/page.html"]
    for request in REQUESTS:
        assert "cookie" not in map(str.lower, request.headers)
        assert request.headers["User-Agent"].startswith("cited-summarizer/")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("article", PARAGRAPH),
        ("notes.md", "More follows."),
        ("report.pdf", PARAGRAPH[:69]),
        ("gbk", CHINESE),
        ("wrong_charset", CHINESE * 5),
        ("utf8_called_gbk", CHINESE),
        ("packed", PARAGRAPH),
    ],
)
def test_the_format_and_the_charset_are_found(site: str, path: str, expected: str) -> None:
    extracted = read_address(f"{site}/{path}", allow_private=True)
    assert expected in extracted.text
    if path.endswith(".md"):
        assert "**" not in summarizer.read_document(f"{site}/{path}", allow_private=True).blocks[-1].text


FAULTS = [
    ("404", "the server answers 404 Not Found; check the address", False),
    ("403", "403 Forbidden; open it in a browser, save the page and give the file", False),
    ("429", "429 Too Many Requests; try again in 7 seconds", True),
    ("503", "503 Service Unavailable; try again in 7 seconds", True),
    ("202", "202 Accepted; open it in a browser", False),
    ("418", "418 I'm a Teapot; check the address", False),
    ("redirect_loop", "redirects more than 10 times", False),
    ("redirect_nowhere", "302 Found", False),
    ("redirect_file", "redirects to file:/etc/passwd, which is no web address", False),
    ("redirect_password", "redirects to http://127.0.0.1/, which holds a user name or password", False),
    ("redirect_port", "redirects to http://127.0.0.1:99999/, which names a port that there is not", False),
    ("picture", "is image/png, which is not read", False),
    ("feed", "is application/rss+xml, which is not read", False),
    ("brotli", "is sent packed as br", False),
    ("bad_gzip", "is damaged", True),
    ("cut_gzip", "broke off before its end", True),
    ("short", "broke off before its end", True),
    ("gibberish", "broke off before its end", True),
    ("announced", "is larger than 64 MiB", False),
    ("bomb", "is larger than 64 MiB", False),
]


@pytest.mark.parametrize(("path", "problem", "retryable"), FAULTS)
def test_a_fault_is_one_line(site: str, path: str, problem: str, retryable: bool) -> None:
    with pytest.raises(AddressError) as caught:
        read_address(f"{site}/{path}", allow_private=True)
    assert str(caught.value).startswith(f"{site}/{path}: ") and problem in str(caught.value)
    assert "\n" not in str(caught.value) and caught.value.hint
    assert caught.value.retryable is retryable and caught.value.exit_code == 2
    assert "secret" not in str(caught.value)


def test_an_empty_page_is_named(site: str) -> None:
    with pytest.raises(InputError, match=f"{site}/empty: is empty"):
        read_address(f"{site}/empty", allow_private=True)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("drip", "took more than 0.4 seconds"),
        ("drip_head", "took more than 0.4 seconds"),
        ("silent", "silent for 0.2 seconds"),
        ("endless", "is larger than 1 MiB"),
    ],
)
def test_time_and_size_are_limited(site: str, path: str, problem: str) -> None:
    limits = address.AddressLimits(total=0.4, silence=0.2)
    started = time.perf_counter()
    with pytest.raises(AddressError, match=problem):
        address.fetch(f"{site}/{path}", 2**20, allow_private=True, limits=limits)
    assert time.perf_counter() - started < 3


def test_bytes_behind_packed_ones_are_not_read(site: str) -> None:
    fetched = address.fetch(f"{site}/packed_and_more", 2**20, allow_private=True, limits=address.AddressLimits(total=20))
    assert fetched.data.decode() == PARAGRAPH


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "[ff02::1]",
        "192.0.0.192",
        "[64:ff9b:1::7f00:1]",
        "[fec0::1]",
        "[3fff::1]",
    ],
)
def test_private_hosts_are_not_asked(host: str) -> None:
    with pytest.raises(AddressError, match=r"(leads into a private network|is not known|no web address)") as caught:
        read_address(f"http://{host}:9/")
    assert host in ("0x7f000001", "0177.0.0.1") or "--allow-private" in caught.value.hint


@pytest.mark.parametrize(
    ("host", "public"),
    [("93.184.216.34", True), ("2606:4700::1111", True), ("64:ff9b::8.8.8.8", True), ("10.0.0.1", False), ("fe80::1%eth0", False)],
)
def test_public_hosts(host: str, public: bool) -> None:
    assert address.is_public(host) is public


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize("path", ["redirect_private", "redirect_metadata"])
def test_a_redirect_into_a_private_network_is_not_followed(site: str, path: str) -> None:
    with pytest.raises(AddressError, match=r"redirects to http://\S+, which leads into a private network"):
        read_address(f"{site}/{path}")
    assert len(REQUESTS) == 1


Lookup = Callable[..., list[tuple[Any, ...]]]


def _answer_lookups(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Have look-ups of names answered in turn. Returns the names that were looked up."""
    asked: list[str] = []
    real, rest = socket.getaddrinfo, list(answers)

    def look_up(host: str, port: int, *arguments: Any, **options: Any) -> list[tuple[Any, ...]]:
        if not str(host).endswith(".example"):
            return real(host, port, *arguments, **options)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port)) for found in rest.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.usefixtures("loopback_is_public")
def test_the_checked_address_is_the_one_connected_to(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _answer_lookups(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    named = site.replace("127.0.0.1", "rebinding.example")
    assert PARAGRAPH in read_address(f"{named}/article").text
    assert asked == ["rebinding.example"]
    assert REQUESTS[0].headers["Host"] == named.removeprefix("http://")


@pytest.mark.usefixtures("loopback_is_public")
def test_private_addresses_among_public_ones_are_passed_over(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer_lookups(monkeypatch, ["10.0.0.1", "127.0.0.1"])
    assert PARAGRAPH in read_address(site.replace("127.0.0.1", "both.example") + "/article").text


def test_a_host_that_is_down_gives_way_to_the_next(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer_lookups(monkeypatch, ["127.0.0.9", "127.0.0.1"])  # nothing listens at the first
    assert PARAGRAPH in read_address(site.replace("127.0.0.1", "two.example") + "/article", allow_private=True).text


def test_nothing_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(AddressError, match="cannot be reached: Connection refused"):
        read_address(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_user_name_is_refused_and_not_shown(site: str) -> None:
    with pytest.raises(AddressError, match="holds a user name or password") as caught:
        read_address(site.replace("//", "//user:secret@") + "/article", allow_private=True)
    assert "secret" not in str(caught.value)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_that_is_not_trusted_is_told(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = LoopbackServer(_Site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with server, pytest.raises(AddressError, match="its certificate is not trusted: self-signed certificate"):
        read_address(f"https://localhost:{server.server_port}/article", allow_private=True)


class _Proxy(Handler):
    def do_GET(self) -> None:
        REQUESTS.append(SimpleNamespace(path=self.path, headers=dict(self.headers.items())))
        self.send(200, PARAGRAPH, "text/plain")


def test_the_proxy_of_the_environment_is_used_but_not_for_this_machine(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(_Proxy) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/v1"))
        monkeypatch.setattr(socket, "getaddrinfo", _only_numbers(socket.getaddrinfo))
        assert PARAGRAPH in read_address("http://outside.example/article").text
        assert REQUESTS[0].path == "http://outside.example/article"
        read_address(f"{site}/article", allow_private=True)
        assert REQUESTS[1].path == "/article"
        with pytest.raises(AddressError, match="private network"):
            read_address("http://10.0.0.1/article")


def _only_numbers(real: Lookup) -> Lookup:
    """A network in which only the proxy can look names up."""

    def look_up(host: Any, *arguments: Any, **options: Any) -> list[tuple[Any, ...]]:
        if str(host).endswith(".example"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return real(host, *arguments, **options)

    return look_up
