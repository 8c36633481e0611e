"""Questions with structured answers: claims, figures, control, events, explain."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click
import msgspec

from rashomon.cli.gather import Answer, Day, answer, asks, fold, gather, leave, told
from rashomon.cli.tables import FORMATS, print_rows
from rashomon.cli.writing import output_option
from rashomon.errors import UsageError
from rashomon.model.event import ControlSpan, Event, Situation, Toll

form_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print."
)


@click.command()
@asks
@form_option
@output_option
@click.pass_context
def claims(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    ledger: str | None,
    form: str,
    output: Path | None,
    **options: Any,
) -> None:
    """Print the claims: each assertion with its source, its stance and the exact words.

    \b
    Examples:
      rashomon claims story.txt --published 2015-05-20
      rashomon claims reports.csv --format jsonl > claims.jsonl
    """
    asked = told(paths, ledger, options)
    found = gather(asked)
    rows = [c for c in found.claims if asked.known is None or (c.published is not None and c.published <= asked.known)]
    print_rows("claims", [msgspec.to_builtins(c) for c in rows], form, output)
    leave(context, found.rejected)


@click.command()
@asks
@click.option("--measure", help="killed, wounded, displaced, strikes, … (docs/claim.md lists them)")
@click.option("--place", help="Name of a place.")
@click.option("--on", "day", type=Day(), help="Only counts that may be of this day.")
@form_option
@output_option
@click.pass_context
def figures(
    context: click.Context, /, paths: tuple[str, ...], ledger: str | None, place: str | None, form: str,
    output: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Print the reconciled figures: ranges with origins, relations and history.

    \b
    Examples:
      rashomon figures reports.csv --measure displaced --place Goma
      rashomon figures reports.csv --known 2012-11-21 --format json
    """
    measure, day = options.pop("measure"), options.pop("day")
    check_measure(measure)
    found = answer(told(paths, ledger, options | {"place": place}), day)
    check_place(place, found)
    rows = [
        t
        for t in found.tolls
        if measure in (None, t.measure)
        and (place is None or is_place(place, t.place, t.place_id))
        and (day is None or t.window.interval.holds(day))
    ]
    print_rows("figures", [toll_row(t) for t in rows], form, output)
    leave(context, found.rejected)


@click.command()
@asks
@click.option("--place", help="Name of a place; all places where left out.")
@click.option("--on", "day", type=Day(), help="The day asked about (default: the last one known).")
@form_option
@output_option
@click.pass_context
def control(
    context: click.Context, /, paths: tuple[str, ...], ledger: str | None, place: str | None, day: dt.date | None,
    form: str, output: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Print who holds a place on a day, on whose word, since when, and on which day that was last told.

    Silence is `unknown`. A holder keeps a place until a report says otherwise: "as last told on" says how
    old the word is.

    \b
    Examples:
      rashomon control reports.csv --place Goma --on 2012-11-21
      rashomon control reports.csv --known 2012-11-20 --format json
    """
    # Without a day, the last one known of all reports is meant, and all of them have to be looked at.
    only = place if day or options["known"] else None
    asked = told(paths, ledger, options | {"place": only})
    if only is None:
        situation = fold(asked)
        day = day or asked.known or max((r.published for r in situation.reports if r.published), default=None)
        check_place(place, situation)
        print_rows("control", control_rows(situation, place, day), form, output)
        return leave(context, situation.rejected)
    found = answer(asked, day or asked.known)
    check_place(place, found)
    print_rows("control", control_rows(found, place, day or asked.known), form, output)
    return leave(context, found.rejected)


@click.command()
@asks
@click.option("--from", "first", type=Day(), help="Only events that may have happened on or after this day.")
@click.option("--to", "last", type=Day(), help="Only events that may have happened on or before this day.")
@form_option
@output_option
@click.pass_context
def events(
    context: click.Context, /, paths: tuple[str, ...], ledger: str | None, first: dt.date | None, last: dt.date | None,
    form: str, output: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Print the reconciled events, each with every report's account of it.

    \b
    Example:
      rashomon events reports.csv --from 2012-11-18 --to 2012-11-21 --format json
    """
    situation = fold(told(paths, ledger, options))
    rows = [e for e in situation.events if _within(e, first, last)]
    print_rows("events", [msgspec.to_builtins(e) for e in rows], form, output)
    leave(context, situation.rejected)


@click.command()
@click.argument("claim")
@asks
@click.pass_context
def explain(context: click.Context, /, claim: str, paths: tuple[str, ...], ledger: str | None, **options: Any) -> None:
    """Show CLAIM (its id, or the start of it) in its sentence, with every decision and its rule.

    \b
    Example:
      rashomon explain 3f2a reports.csv
    """
    from rashomon.cli.explaining import explain_claim
    from rashomon.judgement import bearing_on
    from rashomon.situation import under_judgements

    found = gather(told(paths, ledger, options))
    hits = [c for c in found.claims if c.id.startswith(claim)]
    if len(hits) != 1:
        raise click.UsageError(
            f"no claim begins with {claim}"
            if not hits
            else f"{len(hits)} claims begin with {claim}: give more of the id"
        )
    judged = under_judgements(found.reports, found.claims, found.judgements, found.moved)
    corrected = next(c for c in judged.claims if c.id == hits[0].id)
    report = next(r for r in judged.reports if r.id == hits[0].report_id)
    explain_claim(corrected, report, bearing_on(hits[0], found.claims, found.judgements, found.moved))
    leave(context, found.rejected)


def check_measure(measure: str | None) -> None:
    """Refuse a measure that there is not, naming those that there are."""
    from typing import get_args

    from rashomon.model.figure import Measure

    if measure is not None and measure not in get_args(Measure):
        raise UsageError(f"no measure {measure!r}; there are {', '.join(get_args(Measure))}")


def check_place(place: str | None, situation: Situation | Answer) -> None:
    """Refuse a place that neither the reports nor the gazetteer know: a misspelt name is no "unknown"."""
    from rashomon.reference.gazetteer import open_gazetteer

    if place is None:
        return
    told_of = {t.place.casefold() for t in situation.tolls} | {s.place.casefold() for s in situation.control}
    if place.casefold() not in told_of and not open_gazetteer().find(place):
        raise UsageError(f"no place {place!r} in the gazetteer, nor in what the reports tell; is it spelt so?")


def is_place(asked: str, name: str, place_id: str) -> bool:
    """Whether a place goes by the name asked for, in any spelling that the gazetteer has."""
    from rashomon.reference.gazetteer import open_gazetteer

    if asked.casefold() == name.casefold():
        return True
    return bool(place_id) and open_gazetteer().same_place(asked, place_id)


def toll_row(toll: Toll) -> dict[str, Any]:
    """A toll as the documented JSON."""
    row: dict[str, Any] = msgspec.to_builtins(toll)
    return row


def control_rows(situation: Situation | Answer, place: str | None, on: dt.date | None) -> list[dict[str, Any]]:
    """One row a place: who holds it on the day."""
    from rashomon.reconcile import control_on

    names: dict[tuple[str, str], None] = {}
    for span in situation.control:
        if place is None or is_place(place, span.place, span.place_id):
            names.setdefault((span.place, span.place_id))
    rows = []
    for name, place_id in names:
        spans = [s for s in situation.control if (s.place, s.place_id) == (name, place_id)]
        found = control_on(spans, name, on) if on is not None else spans[-1]
        rows.append(_control_row(found, on, situation.known))
    if not rows and place is not None:
        silent = ControlSpan(place=place, holder=None, status="unknown", basis="", start=None, end=None)
        rows.append(_control_row(silent, on, situation.known))
    return rows


def _control_row(span: ControlSpan, on: dt.date | None, known: dt.date | None) -> dict[str, Any]:
    return {
        "place": span.place, "place_id": span.place_id, "on": on.isoformat() if on else None,
        "known": known.isoformat() if known else None, "holder": span.holder, "holder_id": span.holder_id,
        "status": span.status, "basis": span.basis, "since": span.since,
        "last_told": span.last_told.isoformat() if span.last_told else None,
        "start": span.start.isoformat() if span.start else None, "end": span.end.isoformat() if span.end else None,
        "claims": list(span.claims), "against": list(span.against),
    }  # fmt: skip


def _within(event: Event, first: dt.date | None, last: dt.date | None) -> bool:
    start, end = event.valid.start, event.valid.end
    return not (first is not None and end is not None and end < first) and not (
        last is not None and start is not None and start > last
    )
