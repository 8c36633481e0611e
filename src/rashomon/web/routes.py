"""The routes of the API: each asks the session and gives a shape; nothing is decided here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from importlib.metadata import version
from typing import Annotated, Any

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException, PermissionDeniedException
from litestar.params import Body, Parameter

from rashomon.changes import changes
from rashomon.comparison import compare
from rashomon.errors import UsageError
from rashomon.export.change_words import change_words
from rashomon.export.evidence import gather_evidence
from rashomon.judgement import Done, Offer, Verdict
from rashomon.model.event import Toll
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.web.compare_view import compare_view
from rashomon.web.figures_view import Related, figures_view, largest, toll_row
from rashomon.web.intake import LARGEST, Jobs, Upload
from rashomon.web.looking import since_of
from rashomon.web.report_shapes import ClaimView, CompareView, ReportsView, ReportView, SaidView, SourcesView
from rashomon.web.reports_view import claim_view, report_view, reports_view
from rashomon.web.session import Session
from rashomon.web.shapes import (
    About,
    ChangeRow,
    ChangesView,
    ControlView,
    EventView,
    FiguresView,
    Job,
    JudgementsView,
    Kept,
    Named,
    PlaceView,
    ReviewView,
    SituationView,
    StripView,
    TollRow,
    Undoing,
    Withdrawing,
)
from rashomon.web.situation_view import cite, control_view, event_view, holders_of, situation_view, strip_view
from rashomon.web.sources_view import List, said_view, sources_view

Known = Annotated[dt.date | None, Parameter(query="known", description="Only what was published by this day.")]


@get("/api/about", sync_to_thread=True)
def about(session: Session) -> About:
    """What is shown here, and the days that the sliders run over."""
    shown = session.shown()
    everything = shown.history.at(None)
    days = [day for event in everything.events for day in (event.valid.start, event.valid.end) if day]
    return About(
        title=session.title,
        version=installed_version(),
        writable=session.ledger is not None,
        reports=len(shown.reports),
        claims=len(shown.claims),
        events=len(everything.events),
        days=shown.days,
        first=min(days, default=None),
        last=max(days, default=None),
        revision=shown.revision,
        holders=holders_of(everything),
        author=session.author,
        tiles=session.tiles,
    )


@get("/api/situation", sync_to_thread=True)
def situation(
    session: Session,
    known: Known = None,
    on: dt.date | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> SituationView:
    """Events, places and holders: happened from `first` to `last`, as known on `known`."""
    index = session.index(known)
    return situation_view(index.situation, index.claims, rows=session.rows, on=on, first=first, last=last)


@get("/api/strip", sync_to_thread=True)
def strip(session: Session, known: Known = None) -> StripView:
    """On which days everything happened, as known on `known`: for a timeline of more events than are listed."""
    return strip_view(session.situation(known))


@get("/api/control", sync_to_thread=True)
def control(session: Session, known: Known = None, on: dt.date | None = None) -> ControlView:
    """Who holds what on a day, as known on `known`."""
    index = session.index(known)
    return control_view(index.situation, index.claims, on)


@get("/api/place", sync_to_thread=True)
def place(session: Session, name: str, known: Known = None, on: dt.date | None = None) -> PlaceView:
    """Counts and holders of one place, counts only of the day `on`; at once for ledgers of any size."""
    found, current = session.place(name, known, on)
    return PlaceView(place=name, known=known, on=on, current=current, figures=found.tolls, control=found.control)


@get("/api/events/{event_id:str}", sync_to_thread=True)
def event(session: Session, event_id: str, known: Known = None) -> EventView:
    """One event with every account of it."""
    index = session.index(known)
    if event_id not in index.events:
        raise NotFoundException(f"no event {event_id} as known on that day")
    return event_view(index.events[event_id], index.situation, index.claims)


@get("/api/figures", sync_to_thread=True)
def figures(  # noqa: PLR0913, PLR0917 - one argument for each thing that can be asked
    session: Session,
    known: Known = None,
    measure: str | None = None,
    place: str | None = None,
    status: str | None = None,
    least: Annotated[int | None, Parameter(ge=0, description="Only figures that reach this number.")] = None,
    offset: Annotated[int, Parameter(ge=0)] = 0,
    limit: Annotated[int, Parameter(ge=1, le=500)] = 100,
) -> FiguresView:
    """Reconciled figures with every claim considered."""

    def wanted(toll: Toll) -> bool:
        if measure is not None and toll.measure != measure:
            return False
        if status is not None and toll.status != status:
            return False
        if least is not None and largest(toll) < least:
            return False
        return place is None or _is_place(place, toll)

    index = session.index(known)
    return figures_view(index.situation, index.claims, wanted=wanted, offset=offset, limit=limit)


@get("/api/figures/{toll_id:str}", sync_to_thread=True)
def figure(session: Session, toll_id: str, known: Known = None) -> TollRow:
    """One reconciled figure."""
    index = session.index(known)
    if toll_id not in index.tolls:
        raise NotFoundException(f"no figure {toll_id} as known on that day")
    return toll_row(index.tolls[toll_id], index.claims, Related(index.situation.tolls))


@get("/api/claims/{claim_id:str}", sync_to_thread=True)
def claim(session: Session, claim_id: str, known: Known = None) -> ClaimView:
    """One claim: its sentence, its chain, its relations and every decision."""
    index = session.index(known)
    if claim_id not in index.claims:
        raise NotFoundException(f"no claim {claim_id} as known on that day")
    found = index.claims[claim_id]
    report = index.report(found.report_id or found.report)
    return claim_view(found, report, index.situation, index.claims, session.judged(claim_id))


@get("/api/reports", sync_to_thread=True)
def reports(session: Session, known: Known = None) -> ReportsView:
    """What was read, what was rejected and why, and which reports carry one text."""
    return reports_view(session.situation(known))


@get("/api/reports/{report_id:str}", sync_to_thread=True)
def report(session: Session, report_id: str, known: Known = None) -> ReportView:
    """One report's text with the stretches that claims rest on."""
    index = session.index(known)
    try:
        found = index.report(report_id)
    except UsageError as why:
        raise NotFoundException(str(why)) from why
    return report_view(found, session.shown().by_report.get(found.id, ()), index.situation.copies)


@get("/api/compare", sync_to_thread=True)
def compared(
    session: Session, report: Annotated[list[str], Parameter(min_items=2, max_items=6)], known: Known = None
) -> CompareView:
    """Two or more reports side by side: agree, differ, only here."""
    index = session.index(known)
    found = [index.report(name) for name in dict.fromkeys(report)]
    points = compare(index.situation, [one.name for one in found])
    return compare_view(found, points, index.situation, index.claims, session.shown().by_report)


@get("/api/sources", sync_to_thread=True)
def sources(session: Session, known: Known = None, words: str = "") -> SourcesView:
    """Origins and outlets, what each said."""
    return sources_view(session.situation(known), words)


@get("/api/sources/said", sync_to_thread=True)
def said(
    session: Session, name: str, listed: List, known: Known = None, limit: Annotated[int, Parameter(ge=1, le=500)] = 50
) -> SaidView:
    """What one of the origins or outlets said, the newest first."""
    return said_view(session.situation(known), name, listed, limit)


@get("/api/changes", sync_to_thread=True)
def changed(
    session: Session, since: str, known: Known = None, limit: Annotated[int, Parameter(ge=1, le=2000)] = 500
) -> ChangesView:
    """What is otherwise since a day, or for a ledger since a time: new, revised, superseded, disputed, settled."""
    when = since_of(since)
    if known is not None and not isinstance(when, dt.datetime) and known < when:
        raise UsageError("the day of knowing lies before the day compared with")
    looked, after = session.looked_at(when, known), session.situation(known)
    before = looked.situation
    found = changes(before, after)
    sides = gather_evidence(before), gather_evidence(after)
    claims = {claim.id: claim for claim in before.claims} | session.index(known).claims
    rows = tuple(
        ChangeRow(
            text=change_words(one, *sides),
            change=one,
            cited=tuple(cite(claims[id_]) for id_ in one.claims if id_ in claims),
        )
        for one in found[:limit]
    )
    return ChangesView(since=since, known=known, remembered=looked.remembered, total=len(found), rows=rows)


@get("/api/review", sync_to_thread=True)
def review(session: Session, limit: Annotated[int, Parameter(ge=1, le=500)] = 100) -> ReviewView:
    """What a person should look at next, most important first."""
    found = session.questions()
    return ReviewView(total=len(found), questions=found[:limit])


@get("/api/judgements", sync_to_thread=True)
def judgements(session: Session) -> JudgementsView:
    """People's decisions, the last one first."""
    return JudgementsView(rows=session.decisions())


@post("/api/judgements", sync_to_thread=True)
def judge(session: Session, data: Verdict) -> Kept:
    """Keep a judgement; it counts at once."""
    with session.desk() as desk:
        if session.is_slow:  # kept at once; what it changes shows when the account is folded anew
            offer = Offer(word=data.word, subjects=data.subjects, field=data.field, value=data.value)
            return Kept(entry=desk.note(offer, reason=data.reason, author=data.author))
        return _kept(desk.judge(data))


@post("/api/undo", sync_to_thread=True)
def undo(session: Session, data: Undoing) -> Kept:
    """Take a decision back."""
    with session.desk() as desk:
        if session.is_slow:
            offer = Offer(word="undo", subjects=(data.entry,))
            return Kept(entry=desk.note(offer, reason=data.reason, author=data.author))
        return _kept(desk.undo(data.entry, reason=data.reason, author=data.author))


@post("/api/withdraw", sync_to_thread=True)
def withdraw(session: Session, data: Withdrawing) -> Kept:
    """Let a report count no longer."""
    with session.desk() as desk:
        return _kept(desk.withdraw(data.report, reason=data.reason, author=data.author))


def _kept(done: Done) -> Kept:
    return Kept(
        entry=done.id,
        changes=tuple(f"{one.what}: {one.before or 'not there'} → {one.after or 'gone'}" for one in done.changes),
    )


@get("/api/names", sync_to_thread=True)
def names(session: Session, kind: str, words: str) -> list[Named]:
    """Places or actors that words may mean, to name a mention by."""
    return session.named(kind, words)


@post("/api/reports", sync_to_thread=True, request_max_body_size=LARGEST, status_code=202)
def add(
    jobs: Jobs | None,
    data: Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Job:
    """Add files or pasted text; answers with a job to watch."""
    if jobs is None:
        raise PermissionDeniedException("reports can be added to a ledger only: rashomon serve --ledger FILE")
    uploads = list(_uploads(data))
    if not uploads:
        raise UsageError("nothing was sent: give files, or text")
    return jobs.start(uploads, str(data.get("outlet") or "").strip() or None, _day(str(data.get("published") or "")))


def _day(told: str) -> dt.date | None:
    if not told.strip():
        return None
    try:
        return dt.date.fromisoformat(told.strip())
    except ValueError:
        raise UsageError(f"{told[:40]!r} is no day: write it as year-month-day, such as 2015-05-18") from None


@get("/api/jobs/{job_id:str}", sync_to_thread=False)
def job(jobs: Jobs | None, job_id: str) -> Job:
    """How far the adding of reports is."""
    found = jobs.get(job_id) if jobs is not None else None
    if found is None:
        raise NotFoundException(f"no job {job_id}")
    return found


ROUTES = [
    about,
    situation,
    strip,
    control,
    place,
    event,
    figures,
    figure,
    claim,
    reports,
    report,
    compared,
    sources,
    said,
    changed,
    review,
    judgements,
    judge,
    undo,
    withdraw,
    names,
    add,
    job,
]


def _is_place(asked: str, toll: Toll) -> bool:
    """Whether the toll's place goes by the name or id asked for, in any spelling that the gazetteer has."""
    if asked in (toll.place_id, toll.place):
        return True
    return bool(toll.place_id) and open_gazetteer().same_place(asked, toll.place_id)


def _uploads(data: dict[str, Any]) -> Iterable[Upload]:
    files = data.get("files") or []
    for file in files if isinstance(files, list) else [files]:
        if isinstance(file, UploadFile):
            yield Upload(name=file.filename, content=file.file.read())
    text = str(data.get("text") or "")
    if text.strip():
        # Half a pair of surrogates is no character; a browser may still send it.
        content = text.encode("utf-8", "replace")
        yield Upload(name=str(data.get("name") or ""), content=content, pasted=True)


def installed_version() -> str:
    """Version of the package."""
    return version("rashomon")
