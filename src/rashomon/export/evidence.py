"""What a sentence of the brief rests on: the claims' words, who said them, and how many voices that makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.export.brief_parts import Quote
from rashomon.export.names import UNNAMED, is_plural, name_source, origin_of
from rashomon.export.wording import count_of, join_words, unique, wording
from rashomon.model.claim import Claim
from rashomon.model.event import Origin, Situation, Toll
from rashomon.model.text import Report


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A situation with its claims, reports and tolls to look up.

    Attributes:
        situation: All of it.
        claims: By id.
        order: Position of each claim id.
        reports: By name.
        tolls: Tolls by the id of each claim considered.
    """

    situation: Situation
    claims: dict[str, Claim]
    order: dict[str, int]
    reports: dict[str, Report]
    tolls: dict[str, Toll]

    @property
    def last_day(self) -> dt.date | None:
        """The day up to which the account goes: that asked for, else that of the last report."""
        days = [report.published for report in self.reports.values() if report.published is not None]
        return self.situation.known or max(days, default=None)

    def of(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims with these ids, by report and position; unknown ids are passed over."""
        known = [one for one in dict.fromkeys(ids) if one in self.claims]
        return tuple(self.claims[one] for one in sorted(known, key=self.order.__getitem__))


def gather_evidence(situation: Situation) -> Evidence:
    """Looks up everything once."""
    return Evidence(
        situation=situation,
        claims={claim.id: claim for claim in situation.claims},
        order={claim.id: at for at, claim in enumerate(situation.claims)},
        reports={report.name: report for report in situation.reports},
        tolls={claim: toll for toll in reversed(situation.tolls) for claim in toll.claims},
    )


def outlet_of(claim: Claim) -> str:
    """Who prints it; the report's name where nobody told the outlet."""
    return claim.outlet or claim.report


def _chain(claim: Claim) -> tuple[str, ...]:
    names = [name_source(source) for source in claim.by]
    return unique([*names, outlet_of(claim)])


def quotes_of(claims: Iterable[Claim]) -> tuple[Quote, ...]:
    """The words, each once.

    Within one report the longer of two overlapping quotes stands; the same words in several outlets stand
    once and name the others.
    """
    kept: dict[str, Quote] = {}
    of_report: dict[str, list[str]] = {}
    for claim in claims:
        quote = Quote(
            outlet=outlet_of(claim), report=claim.report, published=claim.published, quote=claim.quote,
            by=_chain(claim), start=claim.start, end=claim.end, claim=claim.id,
        )  # fmt: skip
        key = " ".join(claim.quote.split()).casefold()
        if key in kept:
            known = kept[key]
            also = unique(name for name in (*known.also, quote.outlet) if name != known.outlet)
            kept[key] = msgspec.structs.replace(known, also=also)
            continue
        own = of_report.setdefault(quote.report, [])
        near = next((one for one in own if _overlap(kept[one], quote)), None)
        if near is None:
            kept[key] = quote
            own.append(key)
        elif len(key) > len(near):
            kept[near] = msgspec.structs.replace(quote, also=kept[near].also)
    return tuple(kept.values())


def _overlap(one: Quote, other: Quote) -> bool:
    inside = one.start <= other.start and other.end <= one.end
    return inside or (other.start <= one.start and one.end <= other.end)


def voices_of(outlets: Iterable[str], origins: Sequence[Origin]) -> str:
    """Voices in a few words: "3 outlets · 1 origin", "" for one outlet."""
    papers = len(unique(outlets))
    if papers < 2 or not origins:
        return ""
    unsure = sum(not one.independent for one in origins)
    sure = len(origins) - unsure
    words = count_of(sure, "origin") if sure else "origin not known"
    extra = f" and {unsure} of unknown origin" if sure and unsure else ""
    return f"{papers} outlets · {words}{extra}"


def attribution(claims: Sequence[Claim], subject: str = "") -> str:
    """Who says it, to stand after a clause: ", according to local officials", ", The Courier reported".

    Args:
        claims: Those that tell it.
        subject: Whom the clause is about: what it says of itself is told as its own account.
    """
    named = unique(name_source(origin) for claim in claims if (origin := origin_of(claim)))
    spoken = tuple(name for name in named if name != UNNAMED)
    direct = unique(outlet_of(claim) for claim in claims if origin_of(claim) is None)
    shown = tuple(name for name in spoken if name in wording("mass_words"))
    if shown and (direct or len(spoken) > len(shown)):
        rest = [claim for claim in claims if (one := origin_of(claim)) is None or name_source(one) not in shown]
        return f"{attribution(rest, subject)}, as {join_words(shown)} showed"
    if named and not spoken and not direct:
        return f", {join_words(unique(map(outlet_of, claims)))} reported, quoting a speaker not identified"
    if direct and spoken:
        return f", {join_words(direct)} reported and {join_words(spoken)} said"
    if direct:
        return f", {join_words(direct)} reported"
    if spoken == (subject,):
        return f", by {'their' if is_plural(subject) else 'its'} own account"
    return f", according to {join_words(spoken)}" if spoken else ""


def quoted(text: str, most: int = 220) -> str:
    """Source words in quotation marks, on one line, cut at a word with an ellipsis."""
    words = " ".join(text.split()).strip('“”"')
    if len(words) > most:
        words = words[:most].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
    start = "… " if words[:1].islower() else ""
    return f"“{start}{words}”"


def quote_sentence(claims: Sequence[Claim], when: str = "") -> str:
    """Claims in their reports' own words, where no sentence can be built: who is quoted, by whom, and the words."""
    if not claims:
        return ""
    first = claims[0]
    origin = origin_of(first)
    outlets = join_words(unique(map(outlet_of, claims)))
    date = f" {when}" if when else ""
    if origin is None or (origin.text or origin.name) in first.quote or name_source(origin) == UNNAMED:
        return f"{outlets} reported{date}: {quoted(first.quote)}"
    return f"{name_source(origin)}, quoted by {outlets}{date}: {quoted(first.quote)}"
