"""People's decisions from the command line: judge, undo, withdraw, judgements."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click
import msgspec

from rashomon.cli.gather import LedgerAddress
from rashomon.cli.tables import FORMATS, print_rows
from rashomon.cli.writing import output_option
from rashomon.errors import UsageError
from rashomon.model.entry import Verdict as Word

if TYPE_CHECKING:
    from rashomon.judgement import Desk, Done

Command = TypeVar("Command", bound=Callable[..., Any])

ledger_option = click.option(
    "--ledger", required=True, type=LedgerAddress(), help="The ledger (file or postgresql:// URL) that keeps it."
)
author_option = click.option(
    "--author", help="Who decides, as they wish to be named (default: $RASHOMON_AUTHOR, else the system's user name)."
)


def decides(command: Command) -> Command:
    """The options that every decision takes."""
    options = [
        ledger_option,
        click.option("--reason", required=True, help="Why; shown wherever the decision counts."),
        author_option,
        click.option("--dry-run", is_flag=True, help="Show what it would change and keep nothing."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@click.argument("verdict", type=click.Choice(get_args(Word)))
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT…")
@decides
@click.option("--field", default="", help="For correct and name: which field, such as figure.value or actors.0.")
@click.option("--value", default="", help="For correct and name: what it should be; leave it empty for an open side.")
def judge(
    verdict: Word, subjects: tuple[str, ...], ledger: str, author: str | None, *, dry_run: bool, **said: str
) -> None:
    """Judge claims, events, figures or reports; it wins over every rule until it is undone.

    SUBJECT is an id, or the start of one, of a claim, an event or a figure (and for correct of a report, or its
    name); for name also words, such as "words:the militia".

    \b
    same, different, unsure   of two or more: whether they are one thing
    accept, discount          count it for certain, or not at all: claims, or a whole event or figure
    correct                   put --field right: figure.value, place, valid.start, stance, actors.0, published, …
    name                      the words of a mention mean the actor or place --value

    \b
    Examples:
      rashomon judge different 3f2a 90bc --ledger war.ledger --reason "two strikes on two days"
      rashomon judge correct 3f2a --field figure.value --value 12 --ledger war.ledger --reason "misread"
      rashomon judge name 3f2a --value isis --ledger war.ledger --reason "so the outlet's own glossary"
    """
    from rashomon.judgement import Verdict

    given = Verdict(word=verdict, subjects=subjects, author=author_of(author), **said)
    with desk_of(ledger) as desk:
        tell_done(desk.judge(given, dry_run=dry_run), ledger)


@click.command()
@click.argument("report")
@decides
def withdraw(report: str, ledger: str, reason: str, author: str | None, *, dry_run: bool) -> None:
    """Let a report count no longer: retracted by its outlet, wrongly dated, given in error.

    REPORT is its id, the start of it, or its name. The report stays in the ledger; undo brings it back.

    \b
    Example:
      rashomon withdraw reports/bridge.html --ledger war.ledger --reason "retracted on 3 June"
    """
    with desk_of(ledger) as desk:
        tell_done(desk.withdraw(report, reason=reason, author=author_of(author), dry_run=dry_run), ledger)


@click.command()
@click.argument("entry")
@decides
def undo(entry: str, ledger: str, reason: str, author: str | None, *, dry_run: bool) -> None:
    """Take back a judgement or a withdrawal: the account is then the one of before. An undoing can be undone too.

    ENTRY is the id that the decision printed, or the start of it; `rashomon judgements` lists them.

    \b
    Example:
      rashomon undo 5d0c --ledger war.ledger --reason "read the map wrongly"
    """
    with desk_of(ledger) as desk:
        tell_done(desk.undo(entry, reason=reason, author=author_of(author), dry_run=dry_run), ledger)


@click.command()
@click.option(
    "--ledger", required=True, type=LedgerAddress(), help="The ledger (file or postgresql:// URL) that holds them."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print.")
@output_option
def judgements(ledger: str, form: str, output: Path | None) -> None:
    """Print every decision of a person, by whom and why, and whether it stands.

    \b
    Example:
      rashomon judgements --ledger war.ledger --format csv
    """
    with desk_of(ledger) as desk:
        rows = [msgspec.to_builtins(row) for row in desk.listed()]
    print_rows("judgements", rows, form, output)


@contextmanager
def desk_of(ledger: str) -> Iterator[Desk]:
    """The ledger, open for decisions."""
    from rashomon.judgement import Desk
    from rashomon.ledger import open_ledger

    opened = open_ledger(ledger, create=False)
    try:
        yield Desk(opened)
    finally:
        opened.close()


def author_of(given: str | None) -> str:
    """Who decides: as given, else $RASHOMON_AUTHOR, else the user of the machine.

    Raises:
        UsageError: The machine knows no name either.
    """
    named = given or os.environ.get("RASHOMON_AUTHOR")
    if named and named.strip():
        return named.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as why:
        raise UsageError("say who decides: --author NAME, or set RASHOMON_AUTHOR") from why


def tell_done(done: Done, ledger: str) -> None:
    """Print what changed, a line each, and how to take it back."""
    from rashomon.judgement import SHOWN_ID
    from rashomon.ledger.address import shown

    for change in done.changes:
        where = change.what if change.what == "control" else f"{change.what} {change.id[:SHOWN_ID]}"
        if change.before and change.after:
            click.echo(f"{where}\n  - {change.before}\n  + {change.after}")
        else:
            click.echo(f"{where}\n  {'-' if change.before else '+'} {change.before or change.after}")
    if not done.changes:
        click.echo("no figure, event or holding reads otherwise")
    if done.kept:
        short = done.id[:SHOWN_ID]
        click.echo(f'kept as {done.id}; take it back with: rashomon undo {short} --ledger {shown(ledger)} --reason "…"')
    else:
        click.echo("dry run: nothing was kept")
