"""Reports: what was read, one report's text with what claims rest on, one claim with all that bears on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rashomon.export.clauses import claim_clause
from rashomon.export.wording import sentence_case
from rashomon.judgement import Listed
from rashomon.model.claim import Claim
from rashomon.model.event import Situation
from rashomon.model.text import Report
from rashomon.web.figures_view import titled_toll
from rashomon.web.report_shapes import ClaimView, Lit, Near, ReportLine, ReportsView, ReportView
from rashomon.web.shapes import RejectedLine, Titled
from rashomon.web.situation_view import cite, event_title


def report_line(report: Report, claims: int, copies: Sequence[Sequence[str]] = ()) -> ReportLine:
    """A report in a list."""
    window = report.published_window
    same = [name for group in copies if report.name in group for name in group if name != report.name]
    return ReportLine(
        id=report.id,
        name=report.name,
        outlet=report.outlet or "",
        published=report.published,
        dated=report.published_basis,
        window=(window.start, window.end) if window is not None else None,
        title=report.title or _headline(report),
        url=report.url or "",
        agencies=report.agencies,
        copies=tuple(same),
        claims=claims,
        characters=len(report.text),
        sha256=report.sha256,
    )


def _headline(report: Report) -> str:
    head = next((block for block in report.blocks if block.role == "headline"), None)
    text = report.text[head.start : head.end] if head is not None else report.text[:120]
    return " ".join(text.split())


def reports_view(situation: Situation) -> ReportsView:
    """All reports that count, and those that could not be read."""
    counted = Counter(claim.report_id for claim in situation.claims)
    return ReportsView(
        reports=tuple(report_line(one, counted[one.id], situation.copies) for one in situation.reports),
        rejected=tuple(RejectedLine(name=one.name, why=one.why) for one in situation.rejected),
        copies=situation.copies,
    )


def report_view(report: Report, claims: Iterable[Claim], copies: Sequence[Sequence[str]]) -> ReportView:
    """One report with the stretches that claims rest on."""
    own = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))
    return ReportView(
        line=report_line(report, len(own), copies),
        text=report.text,
        blocks=tuple((block.role, block.start, block.end) for block in report.blocks),
        lit=tuple(lit_of(claim) for claim in own),
    )


def lit_of(claim: Claim) -> Lit:
    """The stretch that a claim rests on."""
    return Lit(
        claim=claim.id, start=claim.start, end=claim.end, kind=claim.kind, title=claim_title(claim), stance=claim.stance
    )


def claim_title(claim: Claim) -> str:
    """What a claim says, in our words; its kind of happening where slots for a sentence are missing."""
    if claim.figure is not None:
        return f"{claim.figure.measure}: {claim.figure.text}"
    clause = claim_clause(claim)
    return sentence_case(clause.told) if clause is not None else claim.frame.replace("_", " ")


def claim_view(
    claim: Claim, report: Report, situation: Situation, claims: Mapping[str, Claim], judged: Sequence[Listed]
) -> ClaimView:
    """One claim with its sentence, its relations, what rests on it and what people said of it."""
    start, end = min(claim.sentence[0], claim.start), max(claim.sentence[1], claim.end)
    if claim.sentence == (0, 0):
        start, end = claim.start, claim.end
    block = next((one for one in report.blocks if one.start <= claim.start < one.end), None)
    first, last = (min(block.start, start), max(block.end, end)) if block is not None else (start, end)
    near = [
        Near(
            kind=one.kind,
            rule=one.rule,
            direction="from" if one.a == claim.id else "to",
            other=cite(claims[one.b if one.a == claim.id else one.a]),
        )
        for one in situation.relations
        if claim.id in (one.a, one.b) and one.a in claims and one.b in claims
    ]
    count = sum(one.report_id == claim.report_id for one in claims.values())
    return ClaimView(
        claim=claim,
        report=report_line(report, count, situation.copies),
        lead=report.text[first:start],
        before=report.text[start : claim.start],
        quote=claim.quote,
        after=report.text[claim.end : end],
        trail=report.text[end:last],
        relations=tuple(near),
        judgements=tuple(judged),
        tolls=tuple(
            titled_toll(toll) for toll in situation.tolls if claim.id in toll.claims or claim.id in toll.discounted
        ),
        events=tuple(
            Titled(id=event.id, title=event_title(event, claims), claims=len(event.claims))
            for event in (*situation.events, *situation.unhappened, *situation.background)
            if claim.id in event.claims
        ),
        control=tuple(span for span in situation.control if claim.id in span.claims or claim.id in span.against),
    )
