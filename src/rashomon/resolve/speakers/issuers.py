"""Whose bulletin an outlet is: a body that prints its own words says what it prints.

"Bulletin of the Colombian Army", "UN Mission Human Rights Section" and "Armed Forces Press Office" are no newspapers:
what they give is the count of that army or mission, and a paper that says "the army said 41" brings no second voice.
Who it is stands in the outlet's name, in the line over the text or in the one under it, and nowhere else. An
outlet whose name has any other word ("Army Times", "Kabul Watch") is a newspaper.
"""

from __future__ import annotations

import re

from rashomon.model.claim import Actor
from rashomon.model.text import Report
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.offices import read_office
from rashomon.reference.roster import Entry, load_roster
from rashomon.reference.roster_text import fold, tokens

# Words for what is issued, and for the desk that does it.
_FORMS = frozenset(
    "bulletin bulletins communique communiques statement statements release releases press notice notices proclamation "
    "gazette update updates flash sitrep situation report reports note notes briefing papers documents page pages "
    "channel information office media desk section unit bureau service services department directorate secretariat "
    "human rights humanitarian mission political military public affairs relations spokesman spokesperson news war "
    "official operations division wing headquarters command daily weekly monthly radio voice frontline main general "
    "high supreme joint staff special central committee administration".split()
)
# Of these one stands in a letterhead; a headline on "a UN report" has none.
_DESKS = frozenset(
    "office desk section unit bureau department directorate secretariat headquarters command staff communique "
    "bulletin".split()
)
_SMALL = frozenset("of the and for in on to from no s by republic".split())
# What stands for an institution of the report's country, where no other country is named.
_INSTITUTIONS = (
    (
        "mil",
        re.compile(
            r"\b(?:armed forces|defen[cs]e forces?|national army|people's army|army"
            r"|military (?:command|headquarters|spokesm\w+)|(?:force|defen[cs]e|army) headquarters|general staff"
            r"|chief of staff|(?:high|supreme) command|defen[cs]e information|air force|navy)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "gov",
        re.compile(
            r"\b(?:government|presidency|prime minister's office|office of the (?:prime minister|president)"
            r"|ministry of (?:the )?[a-z]+|(?:defen[cs]e|interior|foreign|health|information) ministry)\b",
            re.IGNORECASE,
        ),
    ),
    ("police", re.compile(r"\b(?:national |state )?police\b", re.IGNORECASE)),
)
_MINISTRY = re.compile(r"\bministry of (?:the )?\w+|\b\w+ ministry\b", re.IGNORECASE)
# The town where an office sits stands behind it: "Army Press Office, Bogota".
_PLACE_TAIL = re.compile(r",\s[^,]*$")
_STATED = re.compile(
    r"\b(?:communiqu[eé]s?|press (?:release|statement)|statement|bulletin|announcement|proclamation|clarification)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
# What an outlet that is a body may be; a press agency, party or state is none.
_BODIES = frozenset({"igo", "mission", "ngo", "military", "government", "police", "administration"})
_LONGEST_LINE = 12


def issuer_of(report: Report, focus: str) -> Actor | None:
    """The body whose own words a report is, None for an outlet like any other.

    Args:
        report: The report.
        focus: ISO 3166-1 alpha-2 of the country that it is about, "" if none.
    """
    day = report.published
    year = day.year if day is not None else None
    outlet = _BRACKETS.sub("", report.outlet or "")
    found = _body(outlet, focus, year, bare=True) if outlet else None
    if found is None:
        for line in _edges(report.text):
            found = _body(line, focus, year) if _DESKS & {token.key for token in tokens(line)} else None
            if found is not None:
                break
            if (
                _STATED.search(report.text[:400]) is not None
                and read_office(line) is not None
                and (found := _named(line, focus, year)) is not None
            ):
                break
    if found is None:
        return _of_no_country(outlet) if not focus else None
    ministry = _MINISTRY.search(outlet) if found.id.endswith(":gov") else None
    return Actor(id=found.id, name=ministry.group() if ministry else found.name, text="", start=-1, end=-1)


def _of_no_country(outlet: str) -> Actor | None:
    """The institution whose bulletin an outlet is where nothing tells of which country: with the id `state::mil`."""
    for part, pattern in _INSTITUTIONS:
        match = pattern.search(outlet)
        if match is not None:
            left = outlet[: match.start()] + outlet[match.end() :]
            who = Actor(id=f"state::{part}", name=match.group(), text="", start=-1, end=-1)
            return who if _is_form(left, "", bare=False) else None
    return None


def _edges(text: str) -> list[str]:
    """The line over a text and the one under it, where they are short and no sentences."""
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    ends = [lines[0], lines[-1]] if len(lines) > 1 else []
    return [
        line for line in ends if len(line.split()) <= _LONGEST_LINE and not line.endswith((".", "!", "?", "”", '"'))
    ]


def _body(words: str, focus: str, year: int | None, *, bare: bool = False) -> Entry | None:
    """The body of a name that has no words but its own, those of its country or town, and those for what it issues."""
    rest = _PLACE_TAIL.sub("", words)
    roster = load_roster()
    hits = [hit for hit in roster.scan(rest, focus, year) if _may_issue(roster.get(hit.actor_id))]
    left = rest
    for hit in reversed(hits):
        left = left[: hit.start] + " " + left[hit.end :]
    found = None
    if len({hit.actor_id for hit in hits}) == 1:
        found = roster.get(hits[0].actor_id)
    elif not hits:
        for part, pattern in _INSTITUTIONS:
            match = pattern.search(left)
            if match is not None:
                states = _lands(left) or {focus}
                left = left[: match.start()] + " " + left[match.end() :]
                found = roster.get(f"state:{states.pop()}:{part}") if len(states) == 1 else None
                break
    if found is None or not _is_form(left, focus, bare=bare and not found.armed_group):
        return None
    if found.id == "un" and "mission" in rest.lower():
        return _mission(focus, year) or found
    return found


def _lands(words: str) -> set[str]:
    """The countries that a name tells, by themselves, their people or their capital: "Kinshasa Army Gazette"."""
    roster = load_roster()
    bare = [word.strip(",.").removesuffix("'s").removesuffix("’s") for word in words.split()]
    return {code for word in bare if (code := roster.demonym(word) or roster.seat(word))}


def _named(line: str, focus: str, year: int | None) -> Entry | None:
    """The body whose officer signs: "Spokesman, Armed Forces of the Democratic Republic of the Congo"."""
    roster = load_roster()
    named = {hit.actor_id for hit in roster.scan(line, focus, year)}
    bodies = [entry for one in named if (entry := roster.get(one)) is not None and _may_issue(entry)]
    if len(bodies) == 1 and len(named) == 1:
        return bodies[0]
    if named or not focus:
        return None
    part = next((part for part, pattern in _INSTITUTIONS if pattern.search(line)), "")
    return roster.get(f"state:{focus}:{part}") if part else None


def _may_issue(entry: Entry | None) -> bool:
    return entry is not None and (entry.kind in _BODIES or entry.armed_group)


def _is_form(left: str, focus: str, *, bare: bool) -> bool:
    """Whether what is left of a name are words for what is issued, and places of the country; some, if not bare."""
    forms = 0
    gazetteer = open_gazetteer()
    for token in tokens(left):
        if token.key in _FORMS or fold(token.text) in _FORMS:
            forms += 1
        elif token.key in _SMALL or token.key.isdigit() or _lands(token.text):
            continue
        elif not (token.text[:1].isupper() and any(row.country == focus for row in gazetteer.lookup(token.text))):
            return False
    return forms > 0 or bare


def _mission(focus: str, year: int | None) -> Entry | None:
    """The mission of the United Nations in a country in a year, if it had just one."""
    roster = load_roster()
    there = [
        entry
        for entry in roster.entries.values()
        if entry.kind == "mission"
        and focus in entry.countries[:1]
        and "un" in roster.parents(entry.id, year)
        and (year is None or ((entry.since or 0) <= year <= (entry.until or 9999)))
    ]
    return there[0] if len(there) == 1 else None
