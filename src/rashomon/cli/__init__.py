"""The command line: parse, call, print. Every command imports what it needs when it runs."""

from __future__ import annotations

import os
import sys

import click

from rashomon.cli.answers import claims, control, events, explain, figures
from rashomon.cli.changing import changes
from rashomon.cli.comparing import compare
from rashomon.cli.judging import judge, judgements, undo, withdraw
from rashomon.cli.keeping import keep, read
from rashomon.cli.rereading import reread
from rashomon.cli.reviewing import review
from rashomon.cli.serving import serve
from rashomon.cli.shell import completion
from rashomon.cli.telling import brief
from rashomon.errors import RashomonError

HELP = """Reads what many outlets report about an armed conflict and keeps one account of it.

\b
Start here:
  rashomon brief reports.csv                      the account of all reports, with sources and disputes
  rashomon brief reports/ --format html -o b.html the same as one page to print or mail
  rashomon claims story.txt --published 2015-05-20 --outlet "The Paper"
  rashomon figures reports.csv --measure killed --known 2015-05-18
  rashomon control reports.csv --place Goma --on 2012-11-21
  rashomon changes reports.csv --since 2012-11-19 what is new, revised, disputed or withdrawn since then

PATH is a report (text, HTML, feed, gz, zip), a folder of them, or a manifest: a CSV or JSON lines file
with the columns file,publisher,published[,url,title]. Reports that cannot be read are named, with the
reason, and the others go on: then the exit status is 1. Bad usage exits with 2.
"""


class Commands(click.Group):
    """The commands; a reader of the output that has seen enough (`| head`) is no error."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; click itself would make a closed pipe an exit status of 1."""
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still buffered has nowhere to go; the interpreter must not try again at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return result


@click.group(
    cls=Commands, help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(package_name="rashomon")
def group() -> None:
    """Root of all commands."""


for command in (brief, read, reread, claims, figures, control, events, changes, compare, explain, serve, completion):
    group.add_command(command)
for command in (keep, review, judge, judgements, undo, withdraw):
    group.add_command(command)


def main() -> None:
    """Entry point: errors of ours become one line and exit status 2; Ctrl-C exits with 130."""
    try:
        # Outside its standalone mode click hands the status of `context.exit` back.
        sys.exit(group(prog_name="rashomon", standalone_mode=False) or 0)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was acknowledged is kept", err=True)
        sys.exit(130)
    except RashomonError as why:
        click.echo(f"rashomon: {why}", err=True)
        sys.exit(2)
