"""Completion for the user's shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, /, shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    Example:
      rashomon completion bash > ~/.local/share/bash-completion/completions/rashomon
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(context.find_root().command, {}, "rashomon", "_RASHOMON_COMPLETE").source())
