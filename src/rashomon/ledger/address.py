"""Where a ledger is: a file, memory, or a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SCHEMES = ("postgresql://", "postgres://")


def is_server(target: str | Path) -> bool:
    """Whether the target is a PostgreSQL URL and not a file."""
    return isinstance(target, str) and target.startswith(SCHEMES)


def shown(target: str | Path) -> str:
    """The target as messages name it: a URL without its password."""
    if not is_server(target):
        return str(target)
    parts = urlsplit(str(target))
    where = parts.netloc.rpartition("@")
    user = where[0].partition(":")[0]
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != "password"]
    return urlunsplit(parts._replace(netloc=f"{user}{where[1]}{where[2]}", query=urlencode(kept, safe="/")))
