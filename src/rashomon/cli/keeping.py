"""`rashomon read`: reports into a ledger; `rashomon keep`: what it tells of single places, beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rashomon.cli.gather import Day, LedgerAddress, complain, leave, nothing_found, watch
from rashomon.model.text import Rejected


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH…")
@click.option(
    "--ledger", required=True, type=LedgerAddress(), help="Ledger file or postgresql:// URL; made if missing."
)
@click.option("--published", type=Day(), help="Publication day of reports that carry none.")
@click.option("--outlet", help="Publisher of reports that name none.")
@click.option("--workers", type=click.IntRange(1), help="Processes to read with (default: as many as help).")
@click.pass_context
def read(
    context: click.Context, /, paths: tuple[str, ...], ledger: str, published: dt.date | None, outlet: str | None,
    workers: int | None,
) -> None:  # fmt: skip
    """Read reports into a ledger. Reading one twice adds nothing; broken off, it goes on where it stopped.

    \b
    Examples:
      rashomon read sample/reports.csv --ledger war.ledger
      rashomon brief --ledger war.ledger --known 2012-11-21
    """
    from rashomon.engine import read_all
    from rashomon.ledger.address import shown
    from rashomon.pipeline import Intake, count_inputs, read_reports

    added = claims = 0
    rejected: list[Rejected] = []
    with Intake(ledger) as intake:
        source = intake.unread(read_reports(paths, published=published, outlet=outlet))
        for item in watch(read_all(source, workers=workers), lambda: count_inputs(paths)):
            intake.keep(item)
            if isinstance(item, Rejected):
                rejected.append(item)
            else:
                added += 1
                claims += len(item.claims)
        skipped = intake.skipped
    complain(rejected)
    if not added and not skipped and not rejected:
        raise nothing_found(paths)
    click.echo(
        f"{shown(ledger)}: {added} reports added with {claims} claims, {skipped} already there, "
        f"{len(rejected)} not read"
    )
    leave(context, rejected)


@click.command()
@click.option("--ledger", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Ledger file.")
def keep(ledger: Path) -> None:
    """Work out what a large ledger tells of each place, and keep it beside the ledger: questions read it at once.

    Only places are folded that something new bears on. Broken off, it goes on where it stopped. Without it the
    first question about a place takes as long as folding what is told of it.

    \b
    Example:
      rashomon keep --ledger war.ledger
    """
    from rashomon.asking import Asking
    from rashomon.kept_places import places_path

    asking = Asking(ledger)
    folded = current = 0
    for _, new in watch(asking.keep_all(), asking.count_places, "places"):
        folded += new
        current += not new
    asking.close()
    click.echo(f"{places_path(ledger)}: {folded} places worked out, {current} were up to date")
