"""The server: routes, headers, errors in plain words, and who may ask."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import MutableScopeHeaders
from litestar.di import Provide
from litestar.exceptions import PermissionDeniedException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.middleware import DefineMiddleware
from litestar.openapi.config import OpenAPIConfig
from litestar.static_files import create_static_files_router
from litestar.types import Message, Scope

from rashomon.errors import ModelError, RashomonError, UsageError
from rashomon.pipeline import Contents
from rashomon.web.guard import LOOPBACK, Guard, security_headers
from rashomon.web.intake import LARGEST, Jobs
from rashomon.web.routes import ROUTES, installed_version
from rashomon.web.session import Session

CSRF = "rashomon-csrf"
STATIC = Path(__file__).parent / "static"
PAGES = ["/", "/figures", "/compare", "/claim", "/review", "/changes", "/reports", "/sources"]


@get(PAGES, media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=False)
def page() -> bytes:
    """The one page that all screens live in."""
    return (STATIC / "index.html").read_bytes()


@get("/icon.svg", media_type="image/svg+xml", include_in_schema=False, sync_to_thread=False)
def icon() -> bytes:
    """The icon in the browser's tab."""
    return (STATIC / "icon.svg").read_bytes()


def _plainly(_: Request[Any, Any, Any], why: RashomonError) -> Response[dict[str, str]]:
    return Response({"detail": str(why)}, status_code=400 if isinstance(why, UsageError | ModelError) else 500)


def _denied(_: Request[Any, Any, Any], why: PermissionDeniedException) -> Response[dict[str, str]]:
    if "CSRF" not in why.detail:
        return Response({"detail": why.detail}, status_code=403)
    # A cookie of an older start of the server, or of another one on this machine, would be sent for ever.
    told = "this page was opened before the server was started: load it again"
    response = Response({"detail": told}, status_code=403)
    response.delete_cookie(CSRF)
    return response


def _too_large(_: Request[Any, Any, Any], __: RequestEntityTooLarge) -> Response[dict[str, str]]:
    size = LARGEST // 1024**2
    told = f"this is larger than {size} MB: add fewer files at once, or use rashomon read FILE --ledger LEDGER"
    return Response({"detail": told}, status_code=413)


def create_app(session: Session, *, token: str = "", hosts: Iterable[str] = LOOPBACK) -> Litestar:
    """The application.

    Args:
        session: What is shown.
        token: Needed to ask at all; "" for none (loopback).
        hosts: Names under which the server may be reached.
    """
    jobs = Jobs(session.ledger, session.names) if session.ledger is not None else None
    return Litestar(
        route_handlers=[
            page,
            *ROUTES,
            icon,
            create_static_files_router(path="/assets", directories=[STATIC / "assets"]),
            create_static_files_router(path="/map", directories=[STATIC / "map"]),
        ],
        dependencies={
            "session": Provide(lambda: session, sync_to_thread=False),
            "jobs": Provide(lambda: jobs, sync_to_thread=False),
        },
        middleware=[DefineMiddleware(Guard, hosts=hosts, token=token)],
        csrf_config=CSRFConfig(
            secret=secrets.token_hex(32), cookie_name=CSRF, header_name="x-rashomon-csrf", cookie_samesite="strict"
        ),
        compression_config=CompressionConfig(backend="gzip", minimum_size=2000, gzip_compress_level=5),
        before_send=[_with_headers(security_headers(session.tiles))],
        exception_handlers={
            RashomonError: _plainly,
            PermissionDeniedException: _denied,
            RequestEntityTooLarge: _too_large,
        },
        openapi_config=OpenAPIConfig(title="Rashomon", version=installed_version(), path="/api/schema"),
    )


def _with_headers(headers: dict[str, str]) -> Callable[[Message, Scope], Awaitable[None]]:
    """Headers of every answer: of refusals, of unknown addresses and of files as well."""

    async def add(message: Message, _: Scope) -> None:
        if message["type"] == "http.response.start":
            found = MutableScopeHeaders.from_message(message)
            for name, value in headers.items():
                found.setdefault(name, value)

    return add


def schema() -> bytes:
    """The OpenAPI description, for the page's generated types."""
    empty = Session("", lambda: Contents(reports=(), claims=(), rejected=()))
    return msgspec.json.format(msgspec.json.encode(create_app(empty).openapi_schema.to_schema()), indent=1)
