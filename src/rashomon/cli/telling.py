"""`rashomon brief`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rashomon.cli.gather import asks, fold, leave, told
from rashomon.cli.writing import emit, has_colour, output_option, terminal_width


@click.command()
@asks
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "html", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@output_option
@click.option("--width", type=click.IntRange(40, 200), help="Width of the text (default: the terminal's, at most 100).")
@click.pass_context
def brief(
    context: click.Context, /, paths: tuple[str, ...], ledger: str | None, form: str, output: Path | None,
    width: int | None, **options: Any,
) -> None:  # fmt: skip
    """Read reports and print the one account of it all, each sentence with the quotes it rests on.

    \b
    Examples:
      rashomon brief sample/reports.csv
      rashomon brief reports/ --known 2015-05-18
      rashomon brief a.txt b.html --format html -o brief.html
    """
    from rashomon.export.brief import build_brief, render_html, render_json, render_markdown, render_text

    situation = fold(told(paths, ledger, options))
    made = build_brief(situation)
    if form == "html":
        text = render_html(made)
    elif form == "json":
        text = render_json(made)
    elif form == "md":
        text = render_markdown(made)
    else:
        columns = min(100, terminal_width()) if width is None else width
        text = render_text(made, columns, colour=has_colour(output))
    emit(text if text.endswith("\n") else text + "\n", output)
    leave(context, situation.rejected)
