"""Fetch the page or file at a web address, within limits, and never from a network that the user did not mean.

Every hop of a redirect is checked anew: its scheme, and the addresses to which its host resolves. The connection is
opened to a checked address itself, not to the name, so that a second look-up cannot lead elsewhere; the certificate is
verified against the name. A client lives for one hop, so no cookie is kept, and `netrc` is not read. robots.txt is not
consulted: a user names each page, as in a browser. A server that refuses is reported and not asked in another way.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.request import getproxies, proxy_bypass

import httpx2

from .._version import DISTRIBUTION, __version__
from ..concurrency import run_coroutine
from ..errors import AddressError
from ..settings import PROXY_HINT, is_loopback, redact_url
from .encoding import transcode_declared


@dataclass(frozen=True, slots=True)
class AddressLimits:
    """Limits of one fetch. Choices, not measurements: what a person would wait for, and what browsers follow.

    Attributes:
        total: seconds for everything: look-ups, redirects and the body.
        connect: seconds for one connection, the handshake included.
        silence: seconds without a byte.
        redirects: hops that are followed.
        hosts: addresses of one name that are tried in turn.
    """

    total: float = 60.0
    connect: float = 10.0
    silence: float = 20.0
    redirects: int = 10
    hosts: int = 4


LIMITS = AddressLimits()
_REQUEST_HEADERS = {
    "User-Agent": f"{DISTRIBUTION}/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/markdown, text/plain, */*;q=0.5",
    "Accept-Encoding": "gzip",
}
# Networks that embed an IPv4 address in their last 32 bits: NAT64, and addresses that IPv6 hosts see for IPv4 ones.
_EMBEDDING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))
_IPV4_BITS = 0xFFFF_FFFF  # the last 32 of an IPv6 address
# Networks in IANA's registries of special addresses that Python 3.11 takes for public ones: protocols (where a cloud
# has its metadata), translation within a site, documentation, segment routing, and sites.
_SPECIAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "64:ff9b:1::/48", "3fff::/20", "5f00::/16", "fec0::/10")))
# A service of a cloud's own hosts that has an address in the public range: Azure's.
_CLOUD_SERVICES = frozenset({ipaddress.ip_address("168.63.129.16")})
_MAX_PORT = 65_535  # TCP has 16 bits for it
_GZIP_WINDOW = 31  # zlib's code for a gzip header
_SAVE_IT = "open it in a browser, save the page and give the file"
_TRY_LATER = "try again later"
# 202 is what some servers answer to ask for a browser; 204 and 206 bring no page.
_ANSWERS = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})
_HINTS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: _SAVE_IT,
    HTTPStatus.FORBIDDEN: _SAVE_IT,
    HTTPStatus.NOT_FOUND: "check the address",
    HTTPStatus.GONE: "check the address",
}
_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """What a server sent.

    Attributes:
        address: where it was found in the end, without a fragment.
        data: the body, unpacked, and in UTF-8 where the server named another charset in which it is valid.
        media_type: in lower case, without parameters; empty when the server named none.
    """

    data: bytes
    address: str
    media_type: str


def fetch(address: str, max_bytes: int, allow_private: bool = False, limits: AddressLimits = LIMITS) -> FetchedFile:
    """Fetch what stands at an address.

    Args:
        max_bytes: of the body, decompressed.
        allow_private: whether hosts in private networks, this machine included, may be asked.

    Raises:
        AddressError: it is no web address, leads into a private network, cannot be reached, is refused by its server,
            or exceeds a limit.
    """
    return run_coroutine(_Fetch(address, max_bytes, allow_private, limits).run())


@dataclass(slots=True)
class _Fetch:
    """One fetch. `address` is the one that errors name."""

    address: str
    max_bytes: int
    allow_private: bool
    limits: AddressLimits

    async def run(self) -> FetchedFile:
        try:
            async with asyncio.timeout(self.limits.total):
                return await self._follow()
        except TimeoutError:
            raise self._error(f"took more than {self.limits.total:g} seconds", _TRY_LATER, retryable=True) from None
        except (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, OSError, ImportError) as error:
            raise self._translate(error) from None

    async def _follow(self) -> FetchedFile:
        """The file at the end of all redirects."""
        url = self._check_url(httpx2.URL(self.address))
        for _ in range(self.limits.redirects + 1):
            async with self._request(url) as response:
                if response.status_code in _ANSWERS:
                    return await self._receive(response, url)
                if not response.has_redirect_location:
                    raise self._refusal(response)
                target = url.join(response.headers["location"])
            url = self._check_url(target)
        raise self._error(f"redirects more than {self.limits.redirects} times", "check the address")

    def _check_url(self, url: httpx2.URL) -> httpx2.URL:
        """The address without its fragment."""
        where = self._where(url)
        if url.scheme not in ("http", "https") or not url.host:
            raise self._error(f"{where}is no web address", "give one that begins with https:// or http://")
        if not _has_valid_port(url):
            raise self._error(f"{where}names a port that there is not", "check the address")
        if url.userinfo:
            raise self._error(f"{where}holds a user name or password", f"leave them out, or {_SAVE_IT}")
        return url.copy_with(fragment=None)

    @asynccontextmanager
    async def _request(self, url: httpx2.URL) -> AsyncIterator[httpx2.Response]:
        """The response to a request, through the proxy of the environment or from the first address that answers."""
        proxy = _find_proxy(url)
        hosts = await self._resolve(url, through_proxy=proxy is not None)
        targets = [url] if proxy else [url.copy_with(host=host) for host in hosts[: self.limits.hosts]]
        async with AsyncExitStack() as stack:
            client = await stack.enter_async_context(self._client(proxy))
            for target in targets:
                request = client.build_request(
                    "GET", target, headers={"Host": url.netloc.decode()}, extensions=_tls_name(url)
                )
                try:
                    response = await client.send(request, stream=True)
                except (httpx2.ConnectError, httpx2.ConnectTimeout):
                    if target == targets[-1]:
                        raise
                    continue
                stack.push_async_callback(response.aclose)
                yield response
                return

    def _client(self, proxy: str | None) -> httpx2.AsyncClient:
        try:
            if proxy and not _has_valid_port(httpx2.URL(proxy)):
                raise ValueError(proxy)
            return httpx2.AsyncClient(
                verify=_load_certificates(),
                timeout=httpx2.Timeout(self.limits.silence, connect=self.limits.connect),
                headers=_REQUEST_HEADERS,
                proxy=proxy,
                trust_env=False,
            )
        except (ValueError, ImportError, httpx2.InvalidURL):  # which may show the proxy's password
            raise self._error("the proxy of the environment cannot be used", PROXY_HINT) from None

    async def _resolve(self, url: httpx2.URL, through_proxy: bool) -> list[str]:
        """The addresses of a host that may be asked.

        A name that only the proxy can look up is left to it.
        """
        port = url.port or {"http": 80, "https": 443}[url.scheme]
        try:
            loop = asyncio.get_running_loop()
            found = await loop.getaddrinfo(url.raw_host.decode(), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            if through_proxy:
                return []
            message = f"{self._where(url)}the host {url.host} is not known"
            raise self._error(message, "check the address and the connection", retryable=True) from None
        hosts = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        allowed = hosts if self.allow_private else [host for host in hosts if is_public(host)]
        if not allowed:
            message = f"{self._where(url)}leads into a private network ({hosts[0]})"
            raise self._error(message, "give --allow-private (in Python: allow_private=True) if that is meant")
        return allowed

    async def _receive(self, response: httpx2.Response, url: httpx2.URL) -> FetchedFile:
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self.max_bytes:
            raise self._too_large()
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("identity", "gzip", "x-gzip", ""):
            raise self._error(f"is sent packed as {encoding}, which was not asked for", _SAVE_IT)
        body = await self._read_body(response, packed=encoding.endswith("gzip"))
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return FetchedFile(transcode_declared(body, response.charset_encoding or ""), str(url), media_type)

    async def _read_body(self, response: httpx2.Response, packed: bool) -> bytes:
        """The body, unpacked no further than the limit."""
        unpacker = zlib.decompressobj(wbits=_GZIP_WINDOW)
        body = bytearray()
        async for chunk in response.aiter_raw():
            try:
                body += unpacker.decompress(chunk, self.max_bytes + 1 - len(body)) if packed else chunk
            except zlib.error:
                raise self._error("is damaged: its gzip data cannot be unpacked", _TRY_LATER, retryable=True) from None
            if len(body) > self.max_bytes:
                raise self._too_large()
            if unpacker.eof:  # what follows would be kept in memory, without a limit
                break
        if packed and not unpacker.eof:
            raise self._broken_off()
        return bytes(body)

    # ------------------------------------------------------------------------------------------------ errors

    def _error(self, problem: str, hint: str, retryable: bool = False) -> AddressError:
        return AddressError(f"{redact_userinfo(self.address)}: {problem}", hint, retryable)

    def _where(self, url: httpx2.URL) -> str:
        """What a problem concerns, where it is not the address that the user named."""
        return "" if str(url) == str(httpx2.URL(self.address)) else f"redirects to {redact_url(str(url))}, which "

    def _too_large(self) -> AddressError:
        return self._error(f"is larger than {self.max_bytes // 2**20} MiB", "save the part that matters and give it")

    def _broken_off(self) -> AddressError:
        return self._error("broke off before its end", _TRY_LATER, retryable=True)

    def _refusal(self, response: httpx2.Response) -> AddressError:
        status = response.status_code
        problem = f"the server answers {status} {response.reason_phrase}".rstrip()
        if status == HTTPStatus.TOO_MANY_REQUESTS or response.is_server_error:
            wait = response.headers.get("retry-after", "")
            hint = f"try again in {wait} seconds" if wait.isdecimal() else _TRY_LATER
            return self._error(problem, hint, retryable=True)
        return self._error(problem, _HINTS.get(status, "check the address") if status >= 400 else _SAVE_IT)

    def _translate(self, error: Exception) -> AddressError:
        """The error of the client in our words."""
        causes = list(_causes(error))
        for cause in causes:
            if isinstance(cause, ssl.SSLCertVerificationError):
                hint = "check the address; SSL_CERT_FILE names certificates of your own"
                return self._error(f"its certificate is not trusted: {cause.verify_message}", hint)
            if isinstance(cause, ssl.SSLError):
                return self._error(f"no secure connection: {cause.reason or cause}", "check the address")
        if isinstance(error, httpx2.InvalidURL):
            return self._error(f"is no web address: {error}", "check the address")
        if isinstance(error, httpx2.ConnectTimeout):
            return self._error(f"no connection within {self.limits.connect:g} seconds", _TRY_LATER, retryable=True)
        if isinstance(error, httpx2.TimeoutException):
            return self._error(f"silent for {self.limits.silence:g} seconds", _TRY_LATER, retryable=True)
        if isinstance(error, httpx2.ConnectError | httpx2.ProxyError):
            reason = next((os.strerror(c.errno) for c in causes if isinstance(c, OSError) and c.errno), str(error))
            return self._error(f"cannot be reached: {reason}", "check the address and the connection", retryable=True)
        if isinstance(error, httpx2.RemoteProtocolError | httpx2.ReadError):
            return self._broken_off()
        return self._error(f"cannot be fetched: {error}", _SAVE_IT)


def is_public(host: str) -> bool:
    """Whether an IP address belongs to a host of the public internet, and so does the one that it embeds."""
    address = ipaddress.ip_address(host.partition("%")[0])
    return all(map(_is_public_address, (address, *_embedded_addresses(address))))


def _is_public_address(address: _IPAddress) -> bool:
    is_special = any(address in network for network in _SPECIAL) or address in _CLOUD_SERVICES
    return address.is_global and not address.is_multicast and not is_special


def _embedded_addresses(address: _IPAddress) -> Iterable[_IPAddress]:
    """The IPv4 addresses that an IPv6 address leads to: mapped, translated, or tunnelled."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if any(address in network for network in _EMBEDDING):
        yield ipaddress.IPv4Address(int(address) & _IPV4_BITS)


def _has_valid_port(url: httpx2.URL) -> bool:
    return url.port is None or 0 < url.port <= _MAX_PORT


def redact_userinfo(address: str) -> str:
    """An address without user name and password."""
    scheme, separator, rest = address.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}"


def _tls_name(url: httpx2.URL) -> dict[str, str]:
    """The extension by which the certificate is verified against the name, though an address is connected to."""
    return {"sni_hostname": url.raw_host.decode()} if url.scheme == "https" else {}


def _find_proxy(url: httpx2.URL) -> str | None:
    """The proxy that the environment names for an address. This machine and literal private hosts have none."""
    proxy = getproxies().get(url.scheme) or getproxies().get("all")
    if not proxy or proxy_bypass(url.netloc.decode()) or is_loopback(url.host):
        return None
    try:
        return proxy if is_public(url.host) else None
    except ValueError:  # a name
        return proxy


@cache
def _load_certificates() -> ssl.SSLContext:
    """The trusted certificates, read once."""
    context: ssl.SSLContext = httpx2.create_ssl_context()
    return context


def _causes(error: BaseException | None) -> Iterable[BaseException]:
    """An error and what led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
