"""The brief as one web page that needs nothing else: no script, no font, no host.

Every sentence opens on the words that it rests on. All text from reports is escaped and set apart in
direction, and the page's own policy forbids loading or running anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from rashomon.export.brief_anchors import Anchors
from rashomon.export.brief_counts import chief_counts
from rashomon.export.brief_map import render_maps
from rashomon.export.brief_parts import Brief, Counted, Group, Quote, ReportLine, Section, Sentence
from rashomon.export.brief_svg import axis_of, count_bar, day_strip, short_day
from rashomon.export.plain import plain
from rashomon.export.wording import count_of, join_words, phrase_day, phrase_span

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
FOOT = (
    "Every sentence opens on the words that it rests on. “Origin” is whoever said it first, as far as the reports "
    "tell; copies of one text count as one voice. Made by rules, without a person’s judgement: check before you cite."
)
QUOTES_SHOWN = 24
COUNTS_SHOWN = 12
STATES = {
    "stands": "stands", "superseded": "superseded by a later count", "echo": "repeats another voice",
    "discounted": "struck out by a person", "": "considered",
}  # fmt: skip
PLOT_KEY = (
    "Each row is one voice’s count, in the order of print: a dot is one number, a bar a range, a hollow dot with a "
    "dashed line a side left open. The shaded range is what stands; paler rows no longer do."
)


def render_html(brief: Brief) -> str:
    """The brief as one HTML file."""
    style = resources.files("rashomon.export").joinpath("data/brief.css").read_text(encoding="utf-8")
    body = "\n".join(_body(brief))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{_plain(brief.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _plain(text: str) -> str:
    return escape(plain(text))


def _apart(text: str) -> str:
    """Words from a report, escaped and isolated in direction."""
    return f"<bdi>{_plain(text)}</bdi>"


def _body(brief: Brief) -> Iterator[str]:
    yield '<header class="top">'
    days = phrase_span(brief.first, brief.last) if brief.first is not None and brief.last is not None else ""
    known = f" · as known on {phrase_day(brief.known)}" if brief.known is not None else ""
    yield f'<p class="kicker">Brief{" · reports of " + days if days else ""}{known}</p>'
    place, colon, told = brief.title.partition(": ")
    yield f"<h1>{_apart(place)}{f'<small>{_plain(told[:1].upper() + told[1:])}</small>' if colon else ''}</h1>"
    if brief.summary:
        yield f'<p class="standfirst">{" ".join(_apart(one.text) for one in brief.summary)}</p>'
    yield "</header>"
    if brief.notes:
        notes = "".join(f"<p>{_plain(one)}</p>" for one in brief.notes)
        yield f'<aside class="notes" aria-label="Before you read">{notes}</aside>'
    where = '<a href="#map">Where</a>' if brief.spots else ""
    links = where + "".join(f'<a href="#{section.id}">{_plain(section.title)}</a>' for section in brief.sections)
    yield f'<nav aria-label="Parts of the brief">{links}</nav>'
    anchors = Anchors(brief)
    yield "<main>"
    yield from render_maps(brief, anchors)
    for section in brief.sections:
        yield from _section(section, brief, anchors)
    yield "</main>"
    yield f"<footer><p>{FOOT}</p></footer>"


def _section(section: Section, brief: Brief, anchors: Anchors) -> Iterator[str]:
    yield f'<section id="{section.id}">'
    yield f"<h2>{_plain(section.title)}</h2>"
    if section.lead:
        yield f'<p class="lead">{_plain(section.lead)}</p>'
    if section.id == "tolls" and any(_plotted(one) for group in section.groups for one in group.sentences):
        yield f'<p class="lead">{PLOT_KEY}</p>'
    if section.id == "happened":
        yield day_strip(section.groups)
    for group in section.groups:
        yield from _group(group, anchors)
    if section.id == "sources":
        yield from _reports(brief.reports)
    yield "</section>"


def _group(group: Group, anchors: Anchors) -> Iterator[str]:
    anchor = f' id="d-{group.day.isoformat()}"' if group.day is not None else ""
    yield f'<div class="group{"" if group.title else " bare"}"{anchor}>'
    if group.title:
        yield f"<h3>{_apart(group.title)}{f'<small>{_plain(group.note)}</small>' if group.note else ''}</h3>"
    yield '<div class="sentences">'
    for one in group.sentences:
        if not one.minor:
            yield _sentence(one, anchors.of(one))
    minor = [one for one in group.sentences if one.minor]
    if minor:
        yield f'<details class="minor"><summary>Also reported: {count_of(len(minor), "smaller item")}</summary>'
        yield from (_sentence(one, anchors.of(one)) for one in minor)
        yield "</details>"
    yield "</div></div>"


def _sentence(one: Sentence, name: str) -> str:
    notes = "".join(f'<p class="note">{_apart(note)}</p>' for note in one.notes)
    below = _counts(one) + notes
    if not one.quotes:
        return f'<div class="sentence" id="{name}"><p class="plain">{_apart(one.text)}</p>{below}</div>'
    tag = one.voices or count_of(len(one.quotes), "quote")
    quotes = "".join(_quote(quote) for quote in one.quotes[:QUOTES_SHOWN])
    left = len(one.quotes) - QUOTES_SHOWN
    more = f'<p class="more">and {count_of(left, "more quote")}</p>' if left > 0 else ""
    return (
        f'<div class="sentence" id="{name}"><details><summary>{_apart(one.text)} '
        f'<span class="tag">{_plain(tag)}</span></summary>'
        f'<div class="quotes">{quotes}{more}</div></details>{below}</div>'
    )


def _plotted(one: Sentence) -> bool:
    """Whether a toll has more than one count, and so something to compare."""
    return not one.minor and len(one.counts) > 1 and axis_of(one.counts) is not None


def _counts(one: Sentence) -> str:
    """Every count considered for a toll, each with its voice, day and range."""
    axis = axis_of(one.counts)
    if axis is None or not _plotted(one):
        return ""
    shown, left = chief_counts(one.counts, COUNTS_SHOWN)
    rows = "".join(_count(count, count_bar(count, axis)) for count in shown)
    more = f'<p class="more">and {count_of(left, "earlier count")}</p>' if left else ""
    return (
        '<table class="counts"><thead><tr><th scope="col">Who</th><th scope="col">Printed</th><th scope="col">How many'
        f'</th><th scope="col">From 0 to {axis.top:,}</th></tr></thead><tbody>{rows}</tbody></table>{more}'
    )


def _count(count: Counted, bar: str) -> str:
    day = short_day(count.published) if count.published is not None else "no date"
    outlets = [name for name in count.outlets if name != count.who]
    told = f" <small>in {_apart(join_words(outlets))}</small>" if outlets else ""
    kind = "stands" if count.state == "stands" else "past"
    state = f" <small>{STATES[count.state]}</small>"
    return (
        f'<tr class="{kind}"><th scope="row">{_apart(count.who[:1].upper() + count.who[1:])}{told}</th><td>{day}</td>'
        f"<td>{_apart(count.label)}{state}</td><td>{bar}</td></tr>"
    )


def _quote(quote: Quote) -> str:
    chain = [name for name in quote.by if name != quote.outlet]
    said = f"{_apart(join_words(chain))} → " if chain else ""
    day = phrase_day(quote.published) if quote.published is not None else "no date"
    also = f'<span class="also">The same words in {_apart(join_words(quote.also, most=6))}</span>' if quote.also else ""
    words = plain(quote.quote).strip('“”"')
    return (
        f'<figure><blockquote dir="auto">“{_apart(words)}”</blockquote>'
        f"<figcaption>{said}<cite>{_apart(quote.outlet)}</cite>, {day}{also}</figcaption></figure>"
    )


def _reports(reports: Sequence[ReportLine]) -> Iterator[str]:
    names = {one.name: one for one in reports}
    yield f'<h3 class="inner">Reports read <span class="tag">{len(reports)}</span></h3><ol class="reports">'
    for one in reports:
        facts = [count_of(one.claims, "claim")]
        if one.agencies:
            facts.append(f"names {_apart(join_words(one.agencies))}")
        if one.copy_of:
            source = names[one.copy_of].outlet if one.copy_of in names else one.copy_of
            facts.append(f"same text as in {_apart(source)}")
        yield (
            f'<li><span class="outlet">{_apart(one.outlet)}</span> '
            f'<span class="title">{_apart(one.title or one.name)}</span> '
            f'<span class="facts">{_plain(one.published_words)} · {" · ".join(facts)}</span></li>'
        )
    yield "</ol>"
