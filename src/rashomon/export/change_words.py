"""One change of the account as a sentence: what is so now, and what was so before."""

from __future__ import annotations

from rashomon.export.brief_control import control_words
from rashomon.export.brief_tolls import toll_title
from rashomon.export.clauses import event_clause
from rashomon.export.evidence import Evidence, attribution, quote_sentence
from rashomon.export.wording import join_words, phrase_days, sentence_case, wording
from rashomon.model.change import Change
from rashomon.model.event import Event, Toll


def change_words(change: Change, before: Evidence, after: Evidence) -> str:
    """The change in words.

    Args:
        change: One of those between the two accounts.
        before: The earlier account with its claims.
        after: The later one.
    """
    if change.subject == "event":
        return sentence_case(_event_words(change, before, after))
    if change.subject == "toll":
        return sentence_case(_toll_words(change, before, after))
    if change.subject == "control":
        return sentence_case(_control_words(change, before, after))
    template = wording("changes")[change.subject][change.kind]
    return sentence_case(_fill(template, change, join_words(change.outlets)))


def _fill(template: str, change: Change, what: str) -> str:
    before, after = (words.replace("_", " ") for words in (change.before, change.after))
    words = {"{what}": what, "{before}": before, "{after}": after, "{rule}": change.rule}
    for mark, told in words.items():
        template = template.replace(mark, told)
    return template


def _event_words(change: Change, before: Evidence, after: Evidence) -> str:
    event = _find_event(change, after) or _find_event(change, before)
    if event is None:
        return _fill(wording("changes")["event"]["new"], change, change.after or change.before)
    side = after if change.kind != "withdrawn" else before
    claims = side.of(event.claims)
    told = [claim for claim in claims if claim.stance not in {"denied", "doubted"}]
    clause = event_clause(event, claims)
    when = phrase_days(event.valid.start, event.valid.end)
    what = f"{clause.told} {when}".rstrip() if clause is not None else quote_sentence(told, when)
    if change.kind == "new" and clause is not None:
        what += attribution(told, clause.subject)
    key = change.field if change.kind == "revised" else change.kind
    return _fill(wording("changes")["event"][key], change, what)


def _find_event(change: Change, side: Evidence) -> Event | None:
    return next((one for one in side.situation.events if one.id == change.id), None)


def _toll_words(change: Change, before: Evidence, after: Evidence) -> str:
    found = [*after.situation.tolls, *before.situation.tolls]
    toll: Toll | None = next((one for one in found if one.id == change.id), None)
    title = toll_title(toll) if toll is not None else ""
    window = phrase_days(toll.window.start, toll.window.end) if toll is not None else ""
    key = change.field if change.kind == "revised" else change.kind
    return _fill(wording("changes")["toll"][key], change, f"{title} {window}".rstrip())


def _control_words(change: Change, before: Evidence, after: Evidence) -> str:
    side = before if change.kind in {"settled", "withdrawn"} else after
    claims = set(change.claims)
    resting = [
        span
        for span in side.situation.control
        if change.id in (span.place_id, span.place) and claims <= {*span.claims, *span.against}
    ]
    # Who held the place until it was taken rests on the same words; the taking is what is new.
    told = [span for span in resting if span.basis != "inferred"] or resting
    what = control_words(told[-1]) if told else change.after or change.before
    return _fill(wording("changes")["control"][change.kind], change, what)
