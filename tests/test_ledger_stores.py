"""The answer is the same from each store: the fold at pairs of (known, recorded) over random ledgers."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.ledger_contract import START, Clock
from postgres import URL, empty_url
from rashomon.ledger import Ledger, claims, judgements, open_ledger, reports
from rashomon.model.claim import Claim
from rashomon.model.entry import Claimed, Entry, Judged, ReportRead, Withdrawn
from rashomon.model.text import Report
from rashomon.situation import situation
from test_reconcile_properties import DAY, cases


def batches_of(found: tuple[list[Report], list[Claim]], acts: Sequence[bool]) -> list[list[Entry]]:
    """A batch a report, in order, some followed by a withdrawal or a judgement."""
    made: list[list[Entry]] = []
    kept, told = found
    for number, report in enumerate(kept):
        own = [
            msgspec.structs.replace(claim, report_id=report.id, report_sha256=report.sha256)
            for claim in told
            if claim.report == report.name
        ]
        made.append([ReportRead(report=report), Claimed(report_id=report.id, generation="1", claims=tuple(own))])
        if number < len(acts) and acts[number]:
            made.append([Withdrawn(report_id=report.id, reason="r", author="A", made=START)])
        elif own:
            made.append([Judged(verdict="discount", subjects=(own[0].id,), reason="r", author="A", made=START)])
    return made


def answer(ledger: Ledger, known: dt.date | None, recorded: dt.datetime | None) -> bytes:
    """All that the ledger says, as bytes."""
    judged = [one.entry for one in judgements(ledger, recorded) if isinstance(one.entry, Judged)]
    return msgspec.json.encode(
        situation(reports(ledger, recorded=recorded), claims(ledger, recorded=recorded), known=known, judgements=judged)
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.lists(st.booleans(), max_size=5))
def test_each_store_gives_the_same_answer(found: tuple[list[Report], list[Claim]], acts: list[bool]) -> None:
    batches = batches_of(found, acts)
    pairs = [(None, None)] + [
        (DAY + dt.timedelta(days=day), START + dt.timedelta(hours=hours, minutes=1)) for day, hours in ((2, 3), (6, 0))
    ]
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        targets: list[str | Path] = [":memory:", Path(folder) / "war.ledger"]
        if URL:
            targets.append(empty_url())
        answers = []
        for target in targets:
            ledger = stack.enter_context(contextlib.closing(open_ledger(target, clock=Clock())))
            for batch in batches:
                ledger.append(batch)
            answers.append([answer(ledger, *pair) for pair in pairs])
        assert all(one == answers[0] for one in answers)
