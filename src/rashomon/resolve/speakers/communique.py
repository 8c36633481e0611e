"""Communiqués: a party's own words, printed as they are, with nobody named as the speaker.

"Our valiant forces annihilated 57 bandits" in a bulletin of a general staff is what that staff claims, not what an
outlet found out. A report counts as a communiqué where its opening or its outlet's name says that it is one, or a
staff's or a command's, and its own words (quotations apart) take a side: "our forces", "the glorious army", "terrorist
bands", "martyrs". Who issues it is the first known party named in its opening that is not so abused; where none is
named, the outlet speaks for itself. A body's own bulletin (`rashomon.resolve.speakers.issuers`) needs no such words.
Nothing else in the report is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.model.claim import Actor, Claim, Source
from rashomon.model.draft import Decision, SourceKind
from rashomon.model.text import Report
from rashomon.reference.roster import load_roster
from rashomon.resolve.speakers.issuers import issuer_of

_FORM = re.compile(
    r"^statement$|\b(?:communiqu[eé]s?|press\s+(?:release|statement|service|office|desk)|war\s+bulletin|proclamation|order\s+of\s+the\s+day"
    r"|bulletin|statement\s+(?:of|by|on|from|no)\b|(?:general|main|joint|supreme)\s+(?:staff|command|headquarters)"
    r"|high\s+command|information\s+office|spokes(?:person|man)['’]?s?['’]?\s+(?:unit|office)|(?:military|war)\s+media"
    r"|media\s+wing|frontline\s+desk|(?:defen[cs]e|force)\s+headquarters|armed\s+forces\s+(?:radio|press|information)"
    r"|voice\s+of\s+(?:the\s+)?[A-Z])",
    re.IGNORECASE | re.MULTILINE,
)
_SIDED = (
    re.compile(
        r"\bour\s+(?:\w+\s+){0,2}(?:forces?|fighters?|troops|army|units?|men|mujah\w+|soldiers|side|heroes|martyrs"
        r"|defenders|losses|guns|pilots|air\s?force|navy|lines?|positions?)\b|\bon\s+our\s+side\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:heroic|valiant|glorious|gallant|courageous|fraternal|legitimate|people's)\s+(?:\w+\s+){0,2}"
        r"(?:forces?|army|armed|fighters|units?|sons|soldiers|troops|defenders|city|people|government)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:terrorist|criminal|fascist|puppet|mercenar(?:y|ies)|enemy|traitor|bandit|zionist|crusader|occupation)\s+"
        r"(?:\w+\s+)?(?:bands?|gangs?|remnants|elements|hordes|clique|militias?|groups?|formations?|army|forces?|council)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:annihilat|eliminat|neutrali[sz]|liquidat|exterminat|cleans)ed\b", re.IGNORECASE),
    re.compile(r"\bmartyr(?:s|ed|dom)\b|\bfallen\s+comrades?\b|\bmujah[ie]d\w*", re.IGNORECASE),
    re.compile(
        r"\b(?:hirelings?|lackeys|infidels?|apostates?|aggressors?|bandits|terrorists|so-called|mercenaries)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:by|with)\s+(?:God|Allah)['’]s\s+\w+|\bthanks\s+to\s+(?:God|Allah)\b", re.IGNORECASE),
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_ABUSED_BEFORE = re.compile(
    r"(?:terrorists?|bands?|gangs?|bandits|enem(?:y|ies)|remnants|clique|militia|mercenaries|hirelings|fascist|lie|nest)"
    r"(?:\s+(?:of|the|calling|called)){0,3}\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ABUSED_BEHIND = re.compile(
    r"['’]?s?\s+(?:terrorists?|bandits?|gangs?|remnants|mercenaries|militia|clique|hordes)", re.IGNORECASE
)
# A name, or a body that issues bulletins under a common noun.
_NAMES_ONE = re.compile(r"\b[A-Z][\w’'-]*(?<!\bThe)\b|\b(?:staff|command|headquarters|ministry|council)\b")
# How far into a communiqué it says whose it is.
_OPENING = 400
_OURSELVES = re.compile(r"(?:we|us|ours|our)(?:\s+\w+){0,3}", re.IGNORECASE)


def with_issuer(claims: Sequence[Claim], report: Report, actors: Iterable[Actor], focus: str) -> list[Claim]:
    """The claims, with those of a communiqué or a body's bulletin given to who issued it.

    Args:
        claims: Of one report, in any order.
        report: The report they are of.
        actors: Everybody whom the report names, as resolved.
        focus: ISO 3166-1 alpha-2 of the country that the report is about, "" if none.
    """
    issuer = issuer_of(report, focus)
    if issuer is None:
        if not _is_communique(report):
            return list(claims)
        issuer = _issuer(report, actors)
    return [_given(claim, issuer, report) for claim in claims]


def _is_communique(report: Report) -> bool:
    own = _QUOTED.sub(" ", report.text)
    sided = sum(pattern.search(own) is not None for pattern in _SIDED)
    if not sided:
        return False
    form = _FORM.search(report.text[:_OPENING]) or _FORM.search(report.outlet or "")
    return form is not None or sided > 2


def _issuer(report: Report, actors: Iterable[Actor]) -> Actor | None:
    text = report.text
    day = report.published
    hits = load_roster().scan(text[:_OPENING], year=day.year if day else None)
    named = [(hit.start, hit.end, hit.actor_id) for hit in hits if load_roster().is_armed_group(hit.actor_id)]
    people = [(actor.start, actor.end, actor.id) for actor in actors if actor.id and actor.start <= _OPENING]
    for start, end, one in sorted({*people, *named}):
        if one.startswith("kind:") or not _NAMES_ONE.search(text, start, end):
            continue  # "1,208 soldiers were killed" names nobody who speaks
        before, behind = text[max(0, start - 40) : start], text[end : end + 30]
        if _ABUSED_BEFORE.search(before) or _ABUSED_BEHIND.match(behind):
            continue
        entry = load_roster().get(one)
        if entry is not None and (entry.armed_group or one.count(":") == 2):
            return Actor(id=one, name=entry.name, text=text[start:end], start=start, end=end)
    return None


def _given(claim: Claim, issuer: Actor | None, report: Report) -> Claim:
    if claim.kind not in {"event", "control", "figure"}:
        return claim
    known = issuer is not None and not issuer.id.startswith("state::")
    if issuer is not None and known:
        claim = msgspec.structs.replace(claim, actors=_without_we(claim.actors, issuer))
    if claim.stance != "asserted" or any(link.kind != "outlet" for link in claim.by):
        return claim
    step = Decision(field="by", value=report.outlet or "", rule="attribution.communique")
    if issuer is None:
        own = tuple(msgspec.structs.replace(link, kind="official") for link in claim.by)
        return msgspec.structs.replace(claim, stance="claimed", by=own, trace=(*claim.trace, step))
    source = Source(
        name=issuer.name, kind=_kind(issuer.id), id=issuer.id if known else "", text=issuer.text, start=issuer.start,
        end=issuer.end, cue="communiqué", body="" if known else issuer.id,
    )  # fmt: skip
    return msgspec.structs.replace(claim, stance="claimed", by=(source, *claim.by), trace=(*claim.trace, step))


def _kind(issuer: str) -> SourceKind:
    entry = load_roster().get(issuer)
    if entry is not None and entry.kind in {"igo", "mission", "ngo"}:
        return "organisation"
    return "official" if issuer.startswith("state:") else "group"


def _without_we(people: Sequence[Actor], issuer: Actor) -> tuple[Actor, ...]:
    """ "Our forces", "we": who issues it."""
    return tuple(
        msgspec.structs.replace(one, id=issuer.id, name=issuer.name)
        if (not one.id or one.id.startswith("kind:")) and _OURSELVES.fullmatch(one.text)
        else one
        for one in people
    )
