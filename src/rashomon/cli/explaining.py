"""A claim in its sentence, with every decision that made it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from rashomon.cli.writing import emit, make_console
from rashomon.judgement import SHOWN_ID, Bearing
from rashomon.model.claim import Claim
from rashomon.model.text import Report
from rashomon.reconcile.judging import WHOLES


def explain_claim(claim: Claim, report: Report, judgements: Sequence[Bearing] = ()) -> None:
    """Print the sentence with the claim's words marked, then field by field what was decided and by which rule.

    Args:
        claim: The claim as people have corrected it.
        report: Its report.
        judgements: What people judged that bears on it.
    """
    console = make_console(None, width=None if sys.stdout.isatty() else 120)
    day = claim.published.isoformat() if claim.published else "no date"
    console.print(
        Text(f"{claim.id}  {claim.kind}: {claim.frame}  ({claim.outlet or 'outlet not told'}, {day})", style="bold")
    )
    console.print(Text(f"{report.name}, characters {claim.start}–{claim.end}, sha256 {report.sha256[:16]}…"))
    console.print()
    console.print(_sentence(claim, report))
    console.print()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("field", "value", "rule", "words"):
        table.add_column(name, overflow="fold")
    for field, value, words in _facts(claim):
        table.add_row(field, Text(value), "", Text(words))
    for step in claim.trace:
        table.add_row(step.field, Text(step.value), step.rule, Text(step.words))
    console.print(table)
    if judgements:
        console.print()
        console.print(Text("judged by people", style="bold"))
        for one in judgements:
            console.print(Text("  " + _judgement(one)))
    emit(console.export(), None)


def _judgement(bearing: Bearing) -> str:
    judged = bearing.judged
    value = f" {judged.field} = {judged.value or 'open'}" if judged.verdict in ("correct", "name") else ""
    value += f" the whole {judged.field}" if judged.field in WHOLES else ""
    day = judged.made.date().isoformat()
    return f"{bearing.id[:SHOWN_ID]}  {judged.verdict}{value}, {judged.author}, {day}: {judged.reason}"


def _sentence(claim: Claim, report: Report) -> Text:
    start = min(claim.sentence[0], claim.start)
    end = max(claim.sentence[1], claim.end)
    text = Text("  ")
    text.append(report.text[start : claim.start], style="dim")
    text.append("»" + report.text[claim.start : claim.end] + "«", style="bold")
    text.append(report.text[claim.end : end], style="dim")
    return text


def _facts(claim: Claim) -> list[tuple[str, str, str]]:
    rows = [("who", a.name + (f"  [{a.id}]" if a.id else "  [unresolved]"), a.text) for a in claim.actors]
    rows += [("to whom", a.name + (f"  [{a.id}]" if a.id else "  [unresolved]"), a.text) for a in claim.recipients]
    if claim.place is not None:
        place = claim.place
        where = f"{place.name} ({place.country or '?'}), {place.precision}"
        rows.append(("where", where + (f" ±{place.radius_km:g} km" if place.radius_km is not None else ""), place.text))
    valid = claim.valid
    rows.append(("when", f"{valid.edtf or 'not told'} ({valid.basis})", valid.text))
    rows.append(("stance", claim.stance, ""))
    rows.append(
        (
            "said by",
            " → ".join(s.name for s in claim.by) or "nobody named",
            " / ".join(s.cue for s in claim.by if s.cue),
        )
    )
    if claim.figure is not None:
        f = claim.figure
        rows.append(
            ("figure", f"{f.measure}: {f.low}..{f.high} {f.unit}, {f.quantifier}, {f.flow}, {f.population}", f.text)
        )
    if claim.background:
        rows.append(("background", "history: kept out of the current timeline", ""))
    return rows
