import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model.claim import Actor
from rashomon.model.draft import ActorMention
from rashomon.model.text import Report
from rashomon.resolve.actors.identities import resolve_actors
from rashomon.resolve.actors.words import cut, lemma

GOLD = Path(__file__).parent / "gold" / "actors.jsonl"
PRONOUNS = {"he", "she", "they", "it", "him", "her", "them", "we", "i", "who"}
POINTING = {"the", "this", "that", "these", "its", "their", "our"}


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text with [mentions] and who each is.

    An expectation is "id", "id=name", "=name" (no id), or "" (no id, words kept).
    """

    id: str
    why: str
    text: str
    expect: list[str]
    focus: str = ""
    year: int | None = None
    headline: int = 0
    apposed: dict[str, list[str]] = {}


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def report_of(text, year=None, headline=0):
    blocks = ([{"role": "headline", "start": 0, "end": headline}] if headline else []) + [
        {"role": "body", "start": headline, "end": max(len(text), headline + 1)}
    ]
    day = None if year is None else f"{year}-06-15"
    return msgspec.convert({"name": "a", "sha256": "0", "text": text, "blocks": blocks, "published": day}, Report)


def mention_of(text, start, end, apposed=()):
    """A mention as grammar would hand it over, read off the look of the words."""
    words = text[start:end]
    phrase = cut(words)
    head = phrase.core[-1] if phrase.core else words
    opens = start == 0 or text[start - 2 : start] in {". ", "! "}
    before = text[max(0, start - 6) : start].lower().split()
    return ActorMention(
        start=start,
        end=end,
        text=words,
        head=lemma(head),
        proper=any(c.isupper() for c in head) and (len(phrase.core) > 1 or not opens or lemma(head) == head.lower()),
        definite=bool(before) and before[-1] in POINTING,
        plural=lemma(head) != head.lower() or head.lower() in {"people", "police"},
        pronoun=words.lower() in PRONOUNS,
        modifiers=phrase.core[:-1],
        apposition=tuple((a, text.index(a, end), text.index(a, end) + len(a)) for a in apposed),
    )


def read(marked, *, focus="", year=None, headline=0, apposed=None):
    """The plain text of a marked one, and the actors of its mentions."""
    text, spans, opened = "", [], 0
    for character in marked:
        if character == "[":
            opened = len(text)
        elif character == "]":
            spans.append((opened, len(text)))
        else:
            text += character
    mentions = [mention_of(text, a, b, (apposed or {}).get(text[a:b], ())) for a, b in spans]
    return text, resolve_actors(report_of(text, year, headline), mentions, focus)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_gold(case):
    _, actors = read(case.text, focus=case.focus, year=case.year, headline=case.headline, apposed=case.apposed)
    got = [_as_expected(a, e) for a, e in zip(actors, case.expect, strict=True)]
    assert got == [e.strip() if e != "=" else "" for e in case.expect], case.why


def _as_expected(actor: Actor, expected: str) -> str:
    """What was found, in the detail that the case asks for."""
    return f"{actor.id}={actor.name}" if "=" in expected and expected != "=" else actor.id


def test_unresolved_mentions_keep_the_outlets_words():
    _, actors = read("[M23] and the [FDLR] met. The [group] left.", focus="CD")
    assert (actors[2].id, actors[2].name) == ("", "group")


def test_sectors_come_from_roster_title_or_kind():
    _, actors = read(
        "[Islamic State] met [General Omar Sanda], [President Ali Kone], [residents] and the [Red Mountain Club]."
    )
    assert [a.sector for a in actors] == ["REB", "MIL", "GOV", "CVL", ""]


def test_actors_come_in_the_order_given():
    text = "Hamas met Fatah."
    later, earlier = mention_of(text, 10, 15), mention_of(text, 0, 5)
    assert [a.id for a in resolve_actors(report_of(text), [later, earlier], "PS")] == ["fatah", "hamas"]


def test_no_mentions_no_actors():
    assert resolve_actors(report_of("Nothing."), [], "") == ()


def test_the_outlets_words_and_place_stay():
    text, actors = read("[ISIL fighters] met [Daesh] men and [a Dutch Isis fighter].", focus="IQ")
    assert all(text[a.start : a.end] == a.text for a in actors)
    assert [a.text for a in actors] == ["ISIL fighters", "Daesh", "a Dutch Isis fighter"]


WORDS = st.sampled_from(
    [
        "Isis",
        "the",
        "The",
        "militants",
        "group",
        "army",
        "troops",
        "Iraqi",
        "Hamas",
        "it",
        "They",
        "he",
        "Mr",
        "Barzan",
        "General",
        "said",
        "in",
        "of",
        "from",
        "by",
        ",",
        ".",
        "“",
        "”",
        "(",
        ")",
        "al-Qaeda-linked",
        "Shia",
        "militias",
        "known",
        "as",
        "operate",
        "under",
        "PMF",
        "IS",
        "U.S.",
        "US-led",
        "coalition",
        "Council",
        "Ministers’s",
        "15",
        "soldiers’",
    ]
)


def test_a_mention_of_a_mere_ending_keeps_its_words():
    text = "Ministers’s"
    assert resolve_actors(report_of(text), [mention_of(text, 9, 11)], "")[0].name == "’s"


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
def test_any_mentions_give_one_actor_each_with_their_words(words, data):
    text = " ".join(words)
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30)), max_size=8))
    mentions = [mention_of(text, a, min(len(text), a + n)) for a, n in spans]
    actors = resolve_actors(report_of(text), mentions, data.draw(st.sampled_from(["", "IQ", "SY"])))
    assert [(a.start, a.end, a.text) for a in actors] == [(m.start, m.end, m.text) for m in mentions]
    assert all(a.name for a, m in zip(actors, mentions, strict=True) if m.text.strip())


def test_gold_covers_many_wars():
    assert len({c.focus for c in CASES} - {""}) >= 15
    assert len({json.dumps(c.id) for c in CASES}) == len(CASES)
