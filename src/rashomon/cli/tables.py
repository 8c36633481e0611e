"""Rows of answers as text, JSON, JSON lines, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import click

FORMATS = ("text", "json", "jsonl", "csv", "md")
Row = dict[str, Any]


def print_rows(what: str, rows: Sequence[Row], form: str) -> None:
    """Print rows in a format; text and CSV show the columns of `what`, JSON everything."""
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        click.echo(_as_csv(what, rows), nl=False)
    elif form == "md":
        click.echo(_as_markdown(what, rows))
    else:
        _as_text(what, rows)


def _names(people: Sequence[Row]) -> str:
    return "; ".join(p["name"] for p in people)


def _days(valid: Row) -> str:
    start, end = valid.get("start"), valid.get("end")
    return (start or "") if start == end else f"{start or '…'} – {end or '…'}"


def _range(row: Row) -> str:
    low, high, value = row.get("low"), row.get("high"), row.get("value")
    if low is not None and low == high:
        return f"{low:,}"
    if low is None and high is None:
        return f"{value:,}" if value is not None else "not in numbers"
    return f"{'…' if low is None else f'{low:,}'} – {'…' if high is None else f'{high:,}'}"


def _origin(row: Row) -> str:
    voices = len([o for o in row["origins"] if o.get("independent", True)]) or len(row["origins"])
    return f"{len(row['outlets'])} outlets · {voices} origins: {_names(row['origins'])}"


COLUMNS: dict[str, dict[str, Callable[[Row], str]]] = {
    "claims": {
        "id": lambda r: str(r["id"])[:8],
        "kind": lambda r: f"{r['kind']}: {r['frame']}",
        "who": lambda r: " → ".join(filter(None, (_names(r["actors"]), _names(r["recipients"])))),
        "where": lambda r: r["place"]["name"] if r["place"] else "",
        "when": lambda r: _days(r["valid"]),
        "stance": lambda r: r["stance"],
        "by": lambda r: " → ".join(s["name"] for s in r["by"]),
        "quote": lambda r: " ".join(r["quote"].split()),
    },
    "figures": {
        "measure": lambda r: r["measure"],
        "place": lambda r: r["place"] or "no place told",
        "range": _range,
        "window": lambda r: _days(r["window"]),
        "status": lambda r: r["status"].replace("_", " "),
        "sources": _origin,
        "history": lambda r: " → ".join(f"{_range(h)} ({h['known']})" for h in r["history"]),
    },
    "control": {
        "place": lambda r: r["place"],
        "on": lambda r: r["on"] or "",
        "holder": lambda r: r["holder"] or "",
        "status": lambda r: r["status"],
        "basis": lambda r: r["basis"],
        "since": lambda r: r["since"],
        "claims": lambda r: " ".join(c[:8] for c in r["claims"]),
    },
    "events": {
        "when": lambda r: _days(r["valid"]),
        "what": lambda r: r["frame"].replace("_", " "),
        "where": lambda r: r["place"]["name"] if r["place"] else "",
        "who": lambda r: " → ".join(filter(None, (_names(r["actors"]), _names(r["recipients"])))),
        "stance": lambda r: r["stance"],
        "accounts": lambda r: "; ".join(a["outlet"] for a in r["accounts"]),
    },
}


def _as_text(what: str, rows: Sequence[Row]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in COLUMNS[what]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell(row)) for cell in COLUMNS[what].values()))
    Console(highlight=False).print(table)
    if not rows:
        click.echo(f"no {what}", err=True)


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _as_csv(what: str, rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[what])
    for row in rows:
        writer.writerow([safe_cell(cell(row)) for cell in COLUMNS[what].values()])
    return out.getvalue()


def _as_markdown(what: str, rows: Sequence[Row]) -> str:
    names = list(COLUMNS[what])
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    for row in rows:
        cells = (cell(row).replace("|", "\\|").replace("\n", " ") for cell in COLUMNS[what].values())
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
