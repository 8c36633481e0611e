"""`rashomon reread`: kept reports again, by newer rules."""

from __future__ import annotations

import click

from rashomon.cli.gather import LedgerAddress, complain, leave, watch
from rashomon.model.text import Rejected


@click.command()
@click.option("--ledger", required=True, type=LedgerAddress(), help="Ledger file or postgresql:// URL.")
@click.option("--workers", type=click.IntRange(1), help="Processes to read with (default: as many as help).")
@click.pass_context
def reread(context: click.Context, /, ledger: str, workers: int | None) -> None:
    """Read a ledger's reports anew after an upgrade, from the texts that it keeps.

    What the older rules read stays: --recorded asks for it. Twice adds nothing; broken off, it goes on
    where it stopped.

    \b
    Example:
      rashomon reread --ledger war.ledger
    """
    from rashomon.engine import read_all
    from rashomon.ledger.address import shown
    from rashomon.pipeline import count_outdated, reread

    again = claims = 0
    rejected: list[Rejected] = []
    done = reread(ledger, lambda reports: read_all(reports, workers=workers))
    for item in watch(done, lambda: count_outdated(ledger)):
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            again += 1
            claims += len(item.claims)
    complain(rejected)
    click.echo(
        f"{shown(ledger)}: {again} reports read again with {claims} claims, {len(rejected)} keep their old reading"
    )
    leave(context, rejected)
