"""`rashomon compare`: what reports agree on, where they differ, what one alone tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rashomon.cli.gather import asks, fold, told
from rashomon.cli.tables import FORMATS, print_rows
from rashomon.cli.writing import output_option
from rashomon.errors import UsageError
from rashomon.model.event import Situation

FEWEST = 2


@click.command()
@asks
@click.option(
    "--report", "names", multiple=True, required=True, help="A report by its name, or the end of it; twice or more."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print.")
@output_option
def compare(
    paths: tuple[str, ...], ledger: str | None, names: tuple[str, ...], form: str, output: Path | None, **options: Any
) -> None:
    """Print what reports agree on, where they differ and why, and what one alone tells.

    All reports given are read, for what two of them differ on may be settled by a third.

    \b
    Examples:
      rashomon compare sample/reports.csv --report 07-great-lakes-post-sake.html --report 08-kivu-herald-sake-again.txt
      rashomon compare --ledger war.ledger --report dispatch.txt --report courier.txt --format json
    """
    from rashomon.comparison import compare as side_by_side
    from rashomon.export.matters import matter_title

    found = fold(told(paths, ledger, options))
    chosen = list(dict.fromkeys(_named(found, name) for name in names))
    if len(chosen) < FEWEST:
        raise click.UsageError("name two reports or more: --report A --report B")
    claims = {claim.id: claim for claim in found.claims}
    rows = [
        {
            "verdict": point.verdict,
            "text": matter_title(point, claims),
            "rule": point.rule,
            "claims": [
                {"id": one.id, "report": one.report, "quote": one.quote, "stance": one.stance}
                for one in (claims[name] for name in point.claims)
            ],
            "id": point.id,
        }
        for point in side_by_side(found, chosen)
    ]
    print_rows("matters", rows, form, output)


def _named(situation: Situation, words: str) -> str:
    """The one report that goes by a name or by the end of it.

    Raises:
        UsageError: None does, or several do.
    """
    names = [report.name for report in situation.reports]
    if words in names:
        return words
    ending = [name for name in names if name.endswith(words)]
    if len(ending) != 1:
        raise UsageError(f"{len(ending) or 'no'} reports go by {words!r}; give the name as `rashomon read` shows it")
    return ending[0]
