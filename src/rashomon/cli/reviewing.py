"""`rashomon review`: what a person should look at next, on a screen or as a list."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from rashomon.cli.judging import author_of, author_option, desk_of, ledger_option
from rashomon.cli.tables import FORMATS, print_rows
from rashomon.cli.writing import output_option


@click.command()
@ledger_option
@click.option("--reason", default="", help="Why, for all answers given; asked for once where it is left out.")
@author_option
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Print the questions instead of showing them one by one."
)
@output_option
def review(ledger: str, reason: str, author: str | None, form: str | None, output: Path | None) -> None:
    """Show what should be judged next, most important first, and keep each answer with one key.

    \b
    j k   next, previous        s d u   same, different, unsure      n   name: choose what is meant
    1-6   pick a quote          a x     accept or discount it        z   take the last answer back
    /     only questions with these words      r   another reason      ?   help      q   quit

    Every answer is in the ledger at once. Without a terminal the questions are printed.

    \b
    Examples:
      rashomon review --ledger war.ledger
      rashomon review --ledger war.ledger --format json
    """
    with desk_of(ledger) as desk:
        if form is None and output is None and sys.stdout.isatty() and sys.stdin.isatty():
            from rashomon.cli.review_screen import ReviewScreen

            ReviewScreen(desk, reason=reason, author=author_of(author)).run()
            return
        rows = [msgspec.to_builtins(one) | {"rank": round(one.rank, 3)} for one in desk.questions()]
    print_rows("questions", rows, form or "text", output)
