"""Rows of answers as text, JSON, JSON lines, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from rashomon.cli.writing import emit, make_console

FORMATS = ("text", "json", "jsonl", "csv", "md")
Row = dict[str, Any]


# First characters by which a spreadsheet takes a cell for a formula, full width included (OWASP: CSV injection).
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
# Columns whose cell does not speak for itself.
LABELLED = frozenset(
    {
        "by",
        "reason",
        "why",
        "answers",
        "basis",
        "since",
        "as last told on",
        "accounts",
        "history",
        "claims",
        "status",
        "grade",
    }
)


def print_rows(what: str, rows: Sequence[Row], form: str, output: Path | None = None) -> None:
    """Print rows in a format, or write them to a file; text and CSV show the columns of `what`, JSON everything."""
    if form == "json":
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    elif form == "jsonl":
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    elif form == "csv":
        text = _as_csv(what, rows)
    elif form == "md":
        text = _as_markdown(what, rows)
    else:
        text = _as_text(what, rows, output)
        if not rows:
            click.echo(f"no {what}", err=True)
    emit(text, output)


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


# What a source that is no bystander has to do with those whom it counts.
INTERESTS = {"own": "counts its own side", "rival": "counts a rival's side"}


def _origin(row: Row) -> str:
    sure = len([origin for origin in row["origins"] if origin.get("independent", True)])
    told = "; ".join(_with_interest(origin) for origin in row["origins"])
    return f"{_count(len(row['outlets']), 'outlet')} · {_count(sure, 'origin') if sure else 'origin not known'}: {told}"


def _with_interest(origin: Row) -> str:
    words = INTERESTS.get(origin.get("interest", ""), "")
    return f"{origin['name']} ({words})" if words else str(origin["name"])


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"


def _last_told(row: Row) -> str:
    """The day of the last word, where the answer is for a later one."""
    told, on = row.get("last_told"), row.get("on")
    return told if told and on and told < on else ""


def _state(row: Row) -> str:
    if not row["stands"]:
        return f"undone by {row['undone_by'][:8]}"
    return "stands, but meets no claim any more" if row["unmet"] else "stands"


def _answers(row: Row) -> str:
    """The shortest command line for each answer: verdict, subjects and what is corrected."""
    told = []
    for offer in row["offers"]:
        value = f" --field {offer['field']} --value {offer['value']}" if offer["word"] in ("correct", "name") else ""
        told.append(f"{offer['word']} {' '.join(one[:8] for one in offer['subjects'])}{value}")
    return "; ".join(told)


def _first_quotes(claims: Sequence[Row]) -> list[str]:
    """The words of each report's first claim."""
    first: dict[str, str] = {}
    for claim in claims:
        first.setdefault(claim["report"], " ".join(claim["quote"].split()))
    return list(first.values())


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
        "grade": lambda r: "" if r["status"] == "single_origin" else r["grade"],  # the sources name that origin
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
        "as last told on": _last_told,
        "claims": lambda r: " ".join(c[:8] for c in r["claims"]),
    },
    "changes": {
        "known": lambda r: r["day"] or "no day",
        "change": lambda r: f"{r['kind']}{', learnt late' if r['late'] else ''}",
        "what": lambda r: r["text"],
        "outlets": lambda r: "; ".join(r["outlets"]),
        "claims": lambda r: " ".join(c[:8] for c in r["claims"]),
        "quote": lambda r: r["words"][0] if r["words"] else "",
    },
    "matters": {
        "verdict": lambda r: r["verdict"],
        "what": lambda r: r["text"],
        "rule": lambda r: r["rule"],
        "reports": lambda r: "; ".join(dict.fromkeys(c["report"] for c in r["claims"])),
        "quote": lambda r: " ” — “ ".join(_first_quotes(r["claims"])),
    },
    "events": {
        "when": lambda r: _days(r["valid"]),
        "what": lambda r: r["frame"].replace("_", " "),
        "where": lambda r: r["place"]["name"] if r["place"] else "",
        "who": lambda r: " → ".join(filter(None, (_names(r["actors"]), _names(r["recipients"])))),
        "stance": lambda r: r["stance"],
        "accounts": lambda r: "; ".join(a["outlet"] for a in r["accounts"]),
    },
    "questions": {
        "rank": lambda r: f"{r['rank']:.2f}",
        "kind": lambda r: r["kind"].replace("_", " "),
        "ask": lambda r: r["title"],
        "why": lambda r: r["why"],
        "answers": _answers,
        "quote": lambda r: " ” — “ ".join(
            f"{w['outlet'] or w['report']}: {' '.join(w['quote'].split())}" for w in r["words"]
        ),
    },
    "judgements": {
        "id": lambda r: r["id"][:8],
        "made": lambda r: r["made"][:16].replace("T", " "),
        "by": lambda r: r["author"],
        "verdict": lambda r: r["verdict"],
        "on": lambda r: "  |  ".join(r["about"]),
        "value": lambda r: f"{r['field']} = {r['value'] or 'open'}" if r["verdict"] in ("correct", "name") else "",
        "reason": lambda r: r["reason"],
        "state": _state,
    },
}


def _as_text(what: str, rows: Sequence[Row], output: Path | None) -> str:
    """One paragraph a row: its columns in a line, the quote (if it has one) below."""
    from rich.text import Text

    console = make_console(output)
    for row in rows:
        cells = {name: cell(row) for name, cell in COLUMNS[what].items()}
        quote = cells.pop("quote", "")
        line = Text()
        for position, (name, cell) in enumerate((n, c) for n, c in cells.items() if c):
            line.append("" if position == 0 else "  ·  ", style="dim")
            line.append(f"{name} " if name in LABELLED else "", style="dim")
            line.append(cell, style="bold" if position == 0 else "")
        console.print(line)
        if quote:
            console.print(Text(f"    “{quote}”", style="italic"))
    return console.export()


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in FORMULA else text


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
    return "\n".join(lines) + "\n"
