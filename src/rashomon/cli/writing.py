"""Where answers go: to the screen, with colour where it is wanted, or to a file as a whole."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

# Wide enough that nothing is folded where no person looks: a line stays a line for grep.
UNFOLDED = 1_000_000

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write to this file, as a whole or not at all.",
)


def has_colour(output: Path | None) -> bool:
    """Colour only for a terminal, and never against NO_COLOR (no-color.org)."""
    return (
        output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def terminal_width() -> int:
    """Columns of the terminal, 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


class Page:
    """Collects what is printed, styled as the place where it goes allows."""

    def __init__(self, console: Console, out: io.StringIO) -> None:
        self._console = console
        self._out = out

    def print(self, *what: Any) -> None:
        """Print onto the page."""
        self._console.print(*what)

    def export(self) -> str:
        """All that was printed."""
        return self._out.getvalue()


def make_console(output: Path | None, width: int | None = None) -> Page:
    """A page to print on: folded and coloured for a terminal, plain for pipes and files.

    Args:
        output: The file it is for, None for the screen.
        width: Columns; None: the terminal's, and no folding where there is none.
    """
    from rich.console import Console

    out = io.StringIO()
    seen = output is None and sys.stdout.isatty()
    columns = width or (terminal_width() if seen else UNFOLDED)
    colour = has_colour(output)
    console = Console(
        file=out, highlight=False, width=columns, force_terminal=colour, color_system="standard" if colour else None
    )
    return Page(console, out)


def emit(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file and say so."""
    if output is None:
        click.echo(text, nl=False, color=True if has_colour(None) else None)
        return
    write_whole(output, text)
    click.echo(f"wrote {output}", err=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file as a whole or not at all.

    Raises:
        click.ClickException: It cannot be written; an older file stays as it was.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as why:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise click.ClickException(f"{path}: cannot be written: {why.strerror}") from why
