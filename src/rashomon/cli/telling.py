"""`rashomon brief`: the main job."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from rashomon.cli.gather import asks, fold, leave, told


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
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False, writable=True), help="Write to this file."
)
@click.option("--width", type=click.IntRange(40, 200), help="Width of the text (default: the terminal's, at most 100).")
@click.pass_context
def brief(
    context: click.Context, paths: tuple[str, ...], ledger: Path | None, form: str, output: Path | None,
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
        columns = min(100, _terminal_width()) if width is None else width
        text = render_text(made, columns, colour=_has_colour(output))
    if output is None:
        click.echo(text)
    else:
        write_whole(output, text)
        click.echo(f"wrote {output}", err=True)
    leave(context, situation.rejected)


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _has_colour(output: Path | None) -> bool:
    """Colour only for a terminal, and never against NO_COLOR (no-color.org)."""
    return (
        output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def write_whole(path: Path, text: str) -> None:
    """Write a file as a whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as why:
        raise click.ClickException(f"{path}: cannot be written: {why.strerror}") from why
