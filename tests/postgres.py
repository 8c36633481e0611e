"""A real PostgreSQL for tests: the one named by RASHOMON_POSTGRES, ledgers in schemas of their own."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

URL = os.environ.get("RASHOMON_POSTGRES", "")
needs_server = pytest.mark.skipif(not URL, reason="no PostgreSQL: RASHOMON_POSTGRES=$(scripts/postgres start)")
_NUMBERS = count()


@contextlib.contextmanager
def new_url() -> Iterator[str]:
    """The URL of a ledger that is not there yet; what comes to be there is dropped afterwards."""
    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    yield f"{URL}{'&' if '?' in URL else '?'}schema={name}"
    _raw().execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")


def empty_url() -> str:
    """The URL of a ledger without entries, the same one each time: emptying is quicker than making anew."""
    from rashomon.ledger import open_ledger

    name = f"test_{os.getpid()}_again"
    url = f"{URL}{'&' if '?' in URL else '?'}schema={name}"
    if not _raw().execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (name,)).fetchone():
        open_ledger(url).close()
    _raw().execute("SET session_replication_role = replica")  # past the triggers
    for table in ("claim", "entry", "batch"):
        _raw().execute(f"DELETE FROM {name}.{table}")  # noqa: S608 - our own names
    return url


@functools.cache
def _raw() -> Any:
    import psycopg

    return psycopg.connect(URL, autocommit=True)
