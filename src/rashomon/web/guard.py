"""Who may ask, and what a browser may do with the answer.

Loopback needs no password, but a page elsewhere must not reach it through a name that it points here (DNS
rebinding): so the Host header is checked. Listening anywhere else needs a token. Judgements need a CSRF token
besides (double submit, by Litestar). Nothing is loaded from other hosts, save map tiles where asked for.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "rashomon-token"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def security_headers(tiles: str = "") -> dict[str, str]:
    """Headers of every answer.

    Args:
        tiles: Address of map tiles; its host alone may give pictures besides ours.
    """
    parts = urlsplit(tiles.replace("{s}.", "*."))
    pictures = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; "
        f"img-src 'self' data:{pictures}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    return {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": "DENY",
    }


class Guard:
    """Lets a request pass that names a host of ours, with the token where one is asked for.

    Args:
        app: What is guarded.
        hosts: Names under which we may be reached, in lower case; empty: any.
        token: Needed in the cookie, an `Authorization: Bearer` header, or once as `?token=`; "" for none.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK, token: str = "") -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400 or 401."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        headers = Headers.from_scope(scope)
        if self._hosts and _host(headers.get("host", "")) not in self._hosts:
            await _refuse(send, 400, "this server is not known under that name")
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if self._token and not self._knows(headers, asked):
            await _refuse(send, 401, "open the address with the token that the server printed")
            return

        async def with_cookie(message: Message) -> None:
            if asked and message["type"] == "http.response.start":
                cookie = f"{COOKIE}={self._token}; HttpOnly; SameSite=Strict; Path=/"
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self._app(scope, receive, with_cookie if self._token else send)

    def _knows(self, headers: Headers, asked: str) -> bool:
        cookie: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
        given = [asked, headers.get("authorization", "").removeprefix("Bearer ")]
        if COOKIE in cookie:
            given.append(cookie[COOKIE].value)
        return any(hmac.compare_digest(one.encode(), self._token.encode()) for one in given)


def _host(header: str) -> str:
    """The name in a Host header, without its port."""
    name = header.lower()
    return name if name.endswith("]") else name.rsplit(":", 1)[0]


async def _refuse(send: Send, status: int, why: str) -> None:
    body = why.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
