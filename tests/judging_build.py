"""Ledgers with a few hand-made reports and claims, to judge on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.ledger import Ledger
from rashomon.model.claim import Claim
from rashomon.model.entry import Claimed, ReportRead
from rashomon.model.text import Report
from reconcile_build import Said, make_claim, make_report

TEXT = "Twelve people died in Mindat on Sunday, officials said. " * 40
REPORTS = (
    make_report("a.txt|Harbour Post|2021-05-10", TEXT),
    make_report("b.txt|Hill Times|2021-05-10", TEXT.replace("Twelve", "Eleven")),
    make_report("c.txt|Bay News|", TEXT.replace("Twelve", "Thirty")),
)


def told(name: str, report: int, **fields: object) -> Claim:
    """A claim that rests on words of its report."""
    source = REPORTS[report]
    at = int(name[-1]) * 100
    quote = source.text[at : at + 40]
    base: dict[str, object] = {"place": "mindat", "start": "2021-05-09", "end": "2021-05-09", "quote": quote}
    made = make_claim(Said(id=name, report="", **base | fields), source, at)
    return msgspec.structs.replace(made, report_id=source.id)


CLAIMS = (
    told("aaaa000000000001", 0, frame="airstrike", who="isis"),
    told("aaaa000000000002", 0, kind="figure", frame="kill", count="killed 12"),
    told("bbbb000000000003", 1, frame="attack", who="isis"),
    told("bbbb000000000004", 1, kind="figure", frame="kill", count="killed 14", by=("Relief Network",)),
    told("cccc000000000005", 2, kind="figure", frame="kill", count="killed 900", place="hakha", start="", end=""),
)


def fill(
    ledger: Ledger, reports: Sequence[Report] = REPORTS, claims: Sequence[Claim] = CLAIMS, generation: str = "1"
) -> None:
    """Append the reports with their claims as reading them would."""
    for report in reports:
        own = tuple(claim for claim in claims if claim.report_id == report.id)
        ledger.append([ReportRead(report=report), Claimed(report_id=report.id, generation=generation, claims=own)])
