"""The server: routes, headers, errors in plain words, and who may ask."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.openapi.config import OpenAPIConfig
from litestar.static_files import create_static_files_router

from rashomon.errors import RashomonError, UsageError
from rashomon.pipeline import Contents
from rashomon.web.guard import LOOPBACK, Guard, security_headers
from rashomon.web.intake import Jobs
from rashomon.web.routes import ROUTES, installed_version
from rashomon.web.session import Session

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
    return Response({"detail": str(why)}, status_code=400 if isinstance(why, UsageError) else 500)


def create_app(session: Session, *, token: str = "", hosts: Iterable[str] = LOOPBACK) -> Litestar:
    """The application.

    Args:
        session: What is shown.
        token: Needed to ask at all; "" for none (loopback).
        hosts: Names under which the server may be reached.
    """
    jobs = Jobs(session.ledger) if session.ledger is not None else None
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
            secret=secrets.token_hex(32), cookie_name="rashomon-csrf", header_name="x-rashomon-csrf"
        ),
        compression_config=CompressionConfig(backend="gzip", minimum_size=2000, gzip_compress_level=5),
        after_request=_with_headers(security_headers(session.tiles)),
        exception_handlers={RashomonError: _plainly},
        openapi_config=OpenAPIConfig(title="Rashomon", version=installed_version(), path="/api/schema"),
    )


def _with_headers(headers: dict[str, str]) -> Callable[[Response[Any]], Response[Any]]:
    def add(response: Response[Any]) -> Response[Any]:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return add


def schema() -> bytes:
    """The OpenAPI description, for the page's generated types."""
    empty = Session("", lambda: Contents(reports=(), claims=(), rejected=()))
    return msgspec.json.format(msgspec.json.encode(create_app(empty).openapi_schema.to_schema()), indent=1)
