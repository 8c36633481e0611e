"""Runs the command line in this process, as the installed script would: its whole road, exit status included."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple
from unittest import mock

from rashomon.cli import main


class Ran(NamedTuple):
    """What a command left: exit status, standard output, standard error."""

    code: int
    out: str
    err: str


def rashomon(*arguments: object) -> Ran:
    """Run `rashomon ARGUMENTS`."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with (
        mock.patch.object(sys, "argv", ["rashomon", *(str(one) for one in arguments)]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stop:
            code = stop.code
    return Ran(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())
