"""`rashomon serve`: the pages and the API, in one process."""

from __future__ import annotations

import os
import secrets
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.gather import Asked, gather

if TYPE_CHECKING:
    from rashomon.web.session import Session

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="PATH…")
@click.option("--ledger", type=click.Path(path_type=Path, dir_okay=False), help="Show a ledger; it can be added to.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address; other than this machine's needs a token."
)
@click.option("--token", help="Token that visitors need (default: made anew where others can reach the address).")
@click.option("--author", default=lambda: os.environ.get("RASHOMON_AUTHOR", ""), help="Whose judgements these are.")
@click.option("--tiles", default="", help="Address of map tiles, such as https://host/{z}/{x}/{y}.png (default: none).")
@click.option("--open/--no-open", "show", default=False, help="Open a browser.")
def serve(paths: tuple[str, ...], ledger: Path | None, host: str, token: str | None, **options: Any) -> None:
    """Show a ledger, or reports, as pages: map, timeline, figures, claims in their sentences. Ctrl-C ends it.

    \b
    Examples:
      rashomon serve --ledger war.ledger
      rashomon serve sample/reports.csv --open
    """
    import uvicorn

    from rashomon.web.app import create_app
    from rashomon.web.guard import LOOPBACK as OWN_NAMES

    if bool(paths) == (ledger is not None):
        raise click.UsageError("name reports to show, or --ledger FILE")
    session = _session(paths, ledger, options["author"], options["tiles"])
    local = host in LOOPBACK
    if token is None:
        token = "" if local else secrets.token_urlsafe(24)
    click.echo("reading and reconciling …", err=True)
    session.shown()
    hosts = OWN_NAMES if local else ()
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(session, token=token, hosts=hosts), host=host, port=options["port"], log_level="warning"
        )
    )
    listening = server.config.bind_socket()
    listening.listen()  # so that whoever reads the address may ask at once
    name = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
    address = f"http://{name}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    click.echo(f"{session.title}: {address}  (Ctrl-C ends)")
    sys.stdout.flush()
    if options["show"]:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    server.run(sockets=[listening])


def _session(paths: tuple[str, ...], ledger: Path | None, author: str, tiles: str) -> Session:
    from rashomon.pipeline import Contents
    from rashomon.web.session import Session

    if ledger is not None:
        return Session.of_ledger(ledger, author=author, tiles=tiles)
    found = gather(Asked(paths=paths))
    kept = Contents(reports=found.reports, claims=found.claims, rejected=found.rejected)
    return Session(", ".join(Path(path).name for path in paths), lambda: kept, author=author, tiles=tiles)
