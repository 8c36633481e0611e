"""`rashomon changes`: what somebody who looked before has to know."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from rashomon.cli.gather import Asked, Day, Gathered, Moment, asks, gather, leave, told
from rashomon.cli.tables import FORMATS, print_rows
from rashomon.cli.writing import output_option
from rashomon.model.event import Situation

if TYPE_CHECKING:
    from rashomon.pipeline import Contents


class Since(click.ParamType[dt.date | dt.datetime]):
    """A day of knowing, or a time of recording with its zone."""

    name = "since"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date | dt.datetime:
        """The day or time."""
        if isinstance(value, dt.date) or len(value) <= len("2015-05-18"):
            return Day().convert(value, param, ctx)
        return Moment().convert(value, param, ctx)


@click.command()
@asks
@click.option(
    "--since",
    type=Since(),
    required=True,
    help="The day on which you last looked; of a ledger also a time with its zone.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print.")
@output_option
@click.pass_context
def changes(
    context: click.Context, /, paths: tuple[str, ...], ledger: str | None, since: dt.date | dt.datetime, form: str,
    output: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Print what is otherwise since a day: new, revised, superseded, disputed, settled, withdrawn.

    A ledger is also asked what it has learnt since: reports that came in late are marked, judgements told.

    \b
    Examples:
      rashomon changes reports.csv --since 2012-11-19
      rashomon changes reports.csv --since 2012-11-19 --known 2012-11-21 --format json
      rashomon changes --ledger war.ledger --since 2012-11-19T18:00+00:00
    """
    from rashomon.changes import changes as compare
    from rashomon.export.change_words import change_words
    from rashomon.export.evidence import gather_evidence

    asked = told(paths, ledger, options)
    _check(asked, since)
    now = gather(asked)
    before, after = _earlier(asked, since, now), _fold(now, asked.known)
    sides = gather_evidence(before), gather_evidence(after)
    rows = [{"text": change_words(one, *sides), **msgspec.to_builtins(one)} for one in compare(before, after)]
    print_rows("changes", rows, form, output)
    leave(context, now.rejected)


def _check(asked: Asked, since: dt.date | dt.datetime) -> None:
    if isinstance(since, dt.datetime):
        if asked.ledger is None or asked.paths:
            raise click.UsageError("--since with a time asks what a ledger has learnt: give --ledger and no paths")
        if asked.recorded is not None and asked.recorded < since:
            raise click.UsageError("--recorded lies before --since")
    elif asked.known is not None and asked.known < since:
        raise click.UsageError("--known lies before --since")


def _earlier(asked: Asked, since: dt.date | dt.datetime, now: Gathered) -> Situation:
    """The account as somebody saw it then.

    A ledger that held reports by the end of that day is asked as it stood. One begun later nobody could
    have looked at: there, as for paths, the days of publication alone decide.
    """
    from rashomon.pipeline import contents_looked_at

    if asked.ledger is not None and not asked.paths:
        then = contents_looked_at(asked.ledger, since, recorded=asked.recorded)
        if then is not None:
            return _fold(then, asked.known if isinstance(since, dt.datetime) else since)
        click.echo(f"the ledger was begun after {since}: compared by days of publication", err=True)
    assert not isinstance(since, dt.datetime), "asked of a ledger alone"
    return _fold(now, since)


def _fold(found: Gathered | Contents, known: dt.date | None) -> Situation:
    from rashomon.situation import situation

    return situation(
        found.reports, found.claims, known=known, rejected=found.rejected, judgements=found.judgements,
        moved=found.moved,
    )  # fmt: skip
