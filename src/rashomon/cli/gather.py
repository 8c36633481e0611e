"""What the commands share: which reports are asked about, read with progress, folded as known on a day."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from rashomon.errors import UsageError
from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.event import ControlSpan, Situation, Toll
from rashomon.model.text import Rejected, Report

if TYPE_CHECKING:
    from rashomon.pipeline import Contents

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day; a usage error that says the form where it is none."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it YYYY-MM-DD, such as 2015-05-18", param, ctx)


class Moment(click.ParamType[dt.datetime]):
    """A day, meaning its end in UTC, or a time with its zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """The moment; a usage error that says the form where it is none."""
        if isinstance(value, dt.datetime):
            return value
        try:
            if len(value) == len("2015-05-18"):
                return dt.datetime.combine(dt.date.fromisoformat(value), dt.time.max, dt.UTC)
            found: dt.datetime | None = dt.datetime.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            self.fail(f"{value!r} is no time; write 2015-05-18 or 2015-05-18T12:00+00:00", param, ctx)
        return found


class LedgerAddress(click.Path):
    """A ledger file, or the URL of a PostgreSQL database."""

    name = "ledger"

    def __init__(self) -> None:
        super().__init__(dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as a string; a usage error where it is a folder."""
        from rashomon.ledger.address import is_server

        return str(value) if is_server(value) else str(super().convert(value, param, ctx))


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports, and how to read them.

    Attributes:
        paths: Files, folders, manifests.
        ledger: Ledger file or postgresql:// URL, None for none.
        known: Only what was published by this day; None: everything.
        recorded: As the ledger stood at this time; None: as it stands.
        place: Only what bears on this place is needed; None: everything.
        published, outlet: For reports that do not say.
        workers: Processes to read with; None: as many as help.
    """

    paths: tuple[str, ...]
    ledger: str | None = None
    known: dt.date | None = None
    recorded: dt.datetime | None = None
    place: str | None = None
    published: dt.date | None = None
    outlet: str | None = None
    workers: int | None = None


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What was read."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    judgements: tuple[Judged, ...] = ()
    moved: dict[str, str] = {}


def asks(command: Command) -> Command:
    """The arguments and options by which a command is told what to read."""
    options = [
        click.argument("paths", nargs=-1, type=click.Path(), metavar="PATH…"),
        click.option(
            "--ledger",
            type=LedgerAddress(),
            help="Ask a ledger (file, postgresql:// URL), beside or without paths.",
        ),
        click.option("--known", type=Day(), help="Only what was published on or before this day."),
        click.option("--recorded", type=Moment(), help="As the ledger stood then: a day, or a time with its zone."),
        click.option("--published", type=Day(), help="Publication day of reports that carry none."),
        click.option("--outlet", help="Publisher of reports that name none."),
        click.option("--workers", type=click.IntRange(1), help="Processes to read with (default: as many as help)."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def told(paths: tuple[str, ...], ledger: str | None, options: dict[str, Any]) -> Asked:
    """The question as one value.

    Raises:
        click.UsageError: Neither a path nor a ledger was given.
    """
    if not paths and ledger is None:
        raise click.UsageError("name at least one report, folder or manifest, or --ledger FILE")
    if options.get("recorded") is not None and (paths or ledger is None):
        raise click.UsageError("--recorded asks how a ledger stood: give --ledger FILE and no paths")
    return Asked(paths=paths, ledger=ledger, **options)


def gather(asked: Asked) -> Gathered:
    """Read all that was asked for; says on standard error what could not be read.

    Raises:
        UsageError: There is nothing to read.
    """
    from rashomon.engine import read_all
    from rashomon.ledger.address import shown
    from rashomon.pipeline import count_inputs, read_reports

    reports: list[Report] = []
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    judgements: tuple[Judged, ...] = ()
    moved: dict[str, str] = {}
    if asked.ledger is not None:
        kept = _ask_ledger(asked.ledger, asked)
        judgements, moved = kept.judgements, kept.moved
        reports.extend(kept.reports)
        claims.extend(kept.claims)
        rejected.extend(kept.rejected)
    if asked.paths:
        seen = {r.id for r in reports}
        source = read_reports(asked.paths, published=asked.published, outlet=asked.outlet)
        for item in watch(read_all(source, workers=asked.workers), lambda: count_inputs(asked.paths)):
            if isinstance(item, Rejected):
                rejected.append(item)
            elif item.report.id not in seen:
                seen.add(item.report.id)
                reports.append(item.report)
                claims.extend(item.claims)
    complain(rejected)
    if not reports and not rejected:
        raise nothing_found(asked.paths or (shown(asked.ledger or ""),))
    return Gathered(
        reports=tuple(reports), claims=tuple(claims), rejected=tuple(rejected), judgements=judgements, moved=moved
    )


def _ask_ledger(ledger: str, asked: Asked) -> Contents:
    """What the ledger holds; of one place where that is enough to answer."""
    from rashomon.pipeline import ledger_contents, place_contents

    kept = None
    if asked.place is not None and not asked.paths:
        kept = place_contents(ledger, asked.place, recorded=asked.recorded)
    # Nothing of that place, or a ledger without anything: the whole of it tells which.
    return kept if kept is not None and kept.reports else ledger_contents(ledger, recorded=asked.recorded)


def fold(asked: Asked) -> Situation:
    """The situation as known on the day asked for."""
    from rashomon.situation import situation

    found = gather(asked)
    return situation(
        found.reports, found.claims, known=asked.known, rejected=found.rejected, judgements=found.judgements,
        moved=found.moved,
    )  # fmt: skip


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Counts and holders, and which reports could not be read."""

    known: dt.date | None
    tolls: tuple[Toll, ...]
    control: tuple[ControlSpan, ...]
    rejected: tuple[Rejected, ...]


def answer(asked: Asked, on: dt.date | None = None) -> Answer:
    """Counts and holders as known on the day asked for; of one place of a ledger without folding it again.

    Args:
        asked: The question.
        on: Of a place, only counts that may be of this day; None: of all days.
    """
    found = _kept_place(asked, on)
    if found is not None:
        return found
    whole = fold(asked)
    if asked.place is None:
        return Answer(known=whole.known, tolls=whole.tolls, control=whole.control, rejected=whole.rejected)
    from rashomon.asking import names_of
    from rashomon.reconcile.place_course import account_of_place

    place = account_of_place(names_of(asked.place), asked.known, on, whole.tolls, whole.control)
    return Answer(known=whole.known, tolls=place.tolls, control=place.control, rejected=whole.rejected)


def _kept_place(asked: Asked, on: dt.date | None) -> Answer | None:
    """The answer from what is kept of the place; None where the question is another."""
    from rashomon.ledger.address import is_server

    if asked.place is None or asked.ledger is None or asked.paths or asked.recorded or is_server(asked.ledger):
        return None
    from rashomon.asking import Asking
    from rashomon.pipeline import ledger_rejected

    path = Path(asked.ledger)
    rejected = ledger_rejected(path)
    asking = Asking(path, lambda name: _say(f"working out what is told of {name} …"))
    told = asking.place(asked.place)
    if told is None or (asking.is_empty() and not rejected):
        return None
    complain(rejected)
    place = told.at(asked.known, on)
    asking.close()
    return Answer(known=asked.known, tolls=place.tolls, control=place.control, rejected=rejected)


def _say(words: str) -> None:
    """Say on standard error what takes its time, where somebody is looking."""
    if sys.stderr.isatty():
        click.echo(words, err=True)


def nothing_found(names: tuple[str, ...]) -> UsageError:
    """That there was nothing to read: an account of no reports would pass for one that found nothing."""
    return UsageError(f"{', '.join(names)}: no reports there")


Item = TypeVar("Item")


def watch(items: Iterable[Item], count: Callable[[], int | None], label: str = "reading") -> Iterator[Item]:
    """Show progress on standard error while items come, where somebody is looking.

    Args:
        items: What comes.
        count: Tells how many will, None where only reading would tell; only asked where it is shown.
        label: What is being done.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=count())
        for item in items:
            progress.advance(task)
            yield item


def complain(rejected: Iterable[Rejected]) -> None:
    """Name each report that could not be read, with the reason."""
    for one in rejected:
        click.echo(f"not read: {one.name}: {one.why}", err=True)


def leave(context: click.Context, rejected: Iterable[Rejected]) -> None:
    """Exit with 1 where reports were rejected."""
    if any(True for _ in rejected):
        context.exit(1)
