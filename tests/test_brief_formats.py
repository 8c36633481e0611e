"""What a report says can neither leave its place on the page nor steer a terminal."""

import datetime as dt
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.export.brief import build_brief, render_html, render_json, render_markdown, render_text
from rashomon.export.brief_counts import chief_counts, list_counts
from rashomon.export.brief_html import POLICY
from rashomon.export.brief_markdown import escape_markdown
from rashomon.export.brief_parts import Counted
from rashomon.export.brief_svg import axis_of, count_bar
from rashomon.export.evidence import gather_evidence
from rashomon.model.claim import Source
from rashomon.model.event import ControlSpan, Situation, Toll
from test_brief import MARSH, PEOPLE, REBELS, claim, day, event, on, origin, report, situation

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](https://elsewhere.example) ![x](https://elsewhere.example/x.png)",
    "\x1b[2J\x1b]0;owned\x07",
    "\u202eright to left\u202c \u2066isolate",
    "عربي {actor} {place} [at]",
    "</style></details><meta http-equiv=refresh content=0>",
)


class Tags(HTMLParser):
    """Collects tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "img", "circle", "line", "rect", "polyline", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            assert self.open.pop() == tag, f"</{tag}> closes another tag"


def tags_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    assert not parser.open, parser.open
    return parser.seen


def with_words(words: str) -> Situation:
    """A situation in which every free text of a report is the given words."""
    one = report(words, words, day(3), f"{words} took the town.", title=words, agencies=(words,))
    actor = type(REBELS)(id="reb", name=words, text=words, start=0, end=0)
    place = type(MARSH)(id="x:9", name=words, text=words, start=0, end=0, lat=14.0, lon=30.0, precision="exact")
    took = claim(one, one.text, "control", "capture", actors=(actor,), place=place, valid=on(2))
    span = ControlSpan(
        place=words, place_id="x:9", holder=words, holder_id="reb", status="claimed", basis="claimed_by_self",
        start=day(2), end=None, claims=(took.id,),
    )  # fmt: skip
    return Situation(
        known=None, reports=(one,), claims=(took,), tolls=(), control=(span,),
        events=(event("capture", [took], actors=(actor,), place=place, valid=on(2)),),
    )  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_a_page_holds_no_tag_that_a_report_brought(words: str) -> None:
    page = render_html(build_brief(with_words(words)))
    assert '<svg class="place-map"' in page
    for tag, attributes in tags_of(page):
        assert tag not in {"script", "img", "iframe", "object", "link", "base", "form"}
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_a_page_needs_nothing_from_outside_and_says_so() -> None:
    page = render_html(build_brief(situation()))
    policies = [attributes["content"] for tag, attributes in tags_of(page) if attributes.get("http-equiv")]
    assert policies == [POLICY]
    assert POLICY.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_every_sentence_on_the_page_opens_on_its_words() -> None:
    brief = build_brief(situation())
    page = render_html(brief)
    quoted = sum(bool(one.quotes) for part in brief.sections for group in part.groups for one in group.sentences)
    assert len(re.findall(r'<div class="sentence" id="s-\d+"><details>', page)) == quoted
    assert "“<bdi>The rebels denied the raid.</bdi>”" in page


@pytest.mark.parametrize("words", HOSTILE)
def test_a_terminal_is_not_steered(words: str) -> None:
    printed = render_text(build_brief(with_words(words)), 80)
    assert not any(ord(letter) < 32 and letter != "\n" for letter in printed)
    assert "\u202e" not in printed


def test_colour_only_where_asked_for() -> None:
    brief = build_brief(situation())
    assert "\x1b" not in render_text(brief, 80)
    assert "\x1b[1m" in render_text(brief, 80, colour=True)


@pytest.mark.parametrize("width", [1, 40, 72, 120])
def test_text_keeps_to_its_width(width: int) -> None:
    lines = render_text(build_brief(situation()), width).splitlines()
    assert max(len(line) for line in lines) <= max(width, 40) + 24, "only a heading or a note of our own may pass it"


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_markdown_from_a_report_is_only_text(words: str) -> None:
    safe = escape_markdown(words)
    assert "\n" not in safe
    bare = safe.replace("\\\\", "")
    for mark in "`*_[]<>#|&":
        assert bare.count(mark) == bare.count(f"\\{mark}")


def test_json_has_the_keys_that_users_rely_on() -> None:
    content = json.loads(render_json(build_brief(situation())))
    assert set(content) >= {"generated", "known", "title", "notes", "summary", "sections", "reports"}
    assert content["generated"] is None
    one = content["sections"][0]["groups"][0]["sentences"][0]
    assert set(one) >= {"text", "claims", "quotes"}
    assert set(one["quotes"][0]) >= {"outlet", "published", "quote", "by"}
    assert one["quotes"][0]["published"] == "2031-03-03"


def test_json_bears_the_day_it_was_made_only_if_told() -> None:
    made = dt.datetime(2031, 4, 1, tzinfo=dt.UTC)
    assert json.loads(render_json(build_brief(situation()), generated=made))["generated"] == "2031-04-01T00:00:00Z"


def test_markdown_shows_each_sentence_with_its_quotes() -> None:
    printed = render_markdown(build_brief(situation()))
    assert "- The Northern Front took Marshford from the Xandian army" in printed
    assert "  - “Rebels took Marshford on Sunday.” — Evening Sheet, 5 March 2031" in printed


def count(low: int | None, high: int | None, label: str, state: str = "stands") -> Counted:
    return Counted(
        who="a medic", outlets=("The Sheet",), published=day(3), low=low, high=high, label=label, state=state
    )


def test_a_bar_ends_hollow_where_a_number_is_open() -> None:
    rows = (count(9, 9, "9", "superseded"), count(22, None, "at least 22"), count(None, 30, "at most 30"))
    axis = axis_of(rows)
    assert axis is not None
    shut, low, high = (count_bar(one, axis) for one in rows)
    assert ('class="shut"' in shut, 'class="open"' in shut) == (True, False)
    for drawn in (low, high):
        assert ('class="shut"' in drawn, 'class="open"' in drawn, 'class="beyond"' in drawn) == (False, True, True)
    assert 'class="range"' in count_bar(count(9, 22, "9 to 22"), axis)


def test_words_without_a_bound_have_no_bar() -> None:
    rows = (count(9, 9, "9"), count(None, None, "dozens"))
    axis = axis_of(rows)
    assert axis is not None
    assert not count_bar(rows[1], axis)
    assert axis_of(rows[1:]) is None


def test_every_count_of_a_toll_is_shown_with_its_voice_its_day_and_whether_it_stands() -> None:
    page = render_html(build_brief(situation()))
    table = page[page.index('<table class="counts">') : page.index("</table>", page.index('<table class="counts">'))]
    assert table.count('<tr class="past">') == 1
    assert table.count('<tr class="stands">') == 1
    assert "<bdi>at least 22</bdi> <small>stands</small>" in table
    assert "<td>3 Mar 2031</td><td><bdi>9</bdi>" in table
    assert "A ministry spokesman" in table
    assert "From 0 to 22" in table


def test_one_voice_with_one_number_in_two_outlets_is_one_count() -> None:
    one = report("a.txt", "The Sheet", day(3), "Nine people died, the clinic said.")
    two = report("b.txt", "The Post", day(4), "The clinic said that nine people had died.")
    clinic = Source(name="clinic", kind="official", text="the clinic")
    told = [claim(each, each.text, "figure", "kill", figure=PEOPLE, place=MARSH, by=(clinic,)) for each in (one, two)]
    toll = Toll(
        id="t", measure="killed", place="Marshford", low=9, high=9, value=9, quantifier="exact", window=on(3),
        status="single_origin", origins=(origin(*told),), outlets=("The Sheet", "The Post"),
        claims=tuple(each.id for each in told), standing=(told[1].id,),
    )  # fmt: skip
    made = Situation(known=None, reports=(one, two), claims=tuple(told), events=(), tolls=(toll,), control=())
    (counted,) = list_counts(toll, gather_evidence(made))
    assert (counted.outlets, counted.published, counted.state) == (("The Sheet", "The Post"), day(3), "stands")
    assert '<table class="counts">' not in render_html(build_brief(made)), "one count has nothing to stand beside"


def test_the_counts_that_stand_and_the_latest_are_shown_first() -> None:
    rows = [count(9, 9, "9")] + [count(at, at, str(at), "superseded") for at in range(10, 20)]
    shown, left = chief_counts(rows, 3)
    assert [one.label for one in shown] == ["9", "18", "19"]
    assert left == 8
