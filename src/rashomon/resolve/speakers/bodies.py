"""For whom an office or a house speaks: the known body behind "army spokesman", "DG ISPR", "the interior ministry".

Its words name the body, or tell an institution of the country that they or the report are about. Where nothing tells
the country, the body is an institution of no known state (`state::mil`): the place of a count may tell it later.
"""

from __future__ import annotations

from rashomon.reference.offices import Office
from rashomon.reference.roster import load_roster
from rashomon.resolve.actors.words import vocabulary


def body_of_office(office: Office, words: str, focus: str, year: int | None) -> str:
    """Roster id of the body whose office it is, "" where the words tell none or two.

    Args:
        office: The office in its parts.
        words: The words that tell of it, a person's name aside or not.
        focus: ISO 3166-1 alpha-2 of the country that the report is about, "" if none.
        year: The year of the report.
    """
    if office.beside:
        return ""
    if office.rank in {"minister", "premier"}:
        return _part(office.of, focus, "gov")
    hits = {hit.actor_id for hit in load_roster().scan(words, focus, year)}
    if hits:
        return hits.pop() if len(hits) == 1 else ""
    parts = {vocabulary().institutions.get(word, "") for word in office.of if word[0] != "@"}
    return _part(office.of, focus, parts.pop()) if len(parts) == 1 and parts != {""} else ""


def body_of_house(phrase: str, focus: str, year: int | None) -> str:
    """Roster id of whose house it is: a ministry's government, or the party that runs it; "" for any other.

    Args:
        phrase: The house in the report's words.
        focus: As above.
        year: As above.
    """
    named = {hit.actor_id for hit in load_roster().scan(phrase.replace("-", " "), focus, year)}
    if len(named) == 1 and (load_roster().is_armed_group(*named) or next(iter(named)).count(":") == 2):
        return named.pop()
    lands = {word.removesuffix("'s").removesuffix("’s") for word in phrase.split() if word[:1].isupper()}
    codes = frozenset(f"@{code}" for word in lands if (code := load_roster().demonym(word)))
    return _part(codes, focus, "gov") if phrase.lower().split(" in ")[0].endswith("ministry") else ""


def _part(words: frozenset[str], focus: str, part: str) -> str:
    """An institution of the one country that the words name, else of the report's."""
    lands = [word[1:] for word in words if word[0] == "@"] or [focus]
    return f"state:{lands[0]}:{part}" if len(lands) == 1 else ""
