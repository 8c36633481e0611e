"""What a report says can neither leave its place on the page nor steer a terminal."""

import datetime as dt
import json
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.export.brief import build_brief, render_html, render_json, render_markdown, render_text
from rashomon.export.brief_html import POLICY
from rashomon.export.brief_markdown import escape_markdown
from rashomon.export.brief_parts import Point
from rashomon.export.brief_svg import toll_strip
from rashomon.model.event import Situation
from test_brief import MARSH, REBELS, claim, day, event, on, report, situation

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
    place = type(MARSH)(id="x:9", name=words, text=words, start=0, end=0, precision="exact")
    took = claim(one, one.text, "control", "capture", actors=(actor,), place=place, valid=on(2))
    return Situation(
        known=None, reports=(one,), claims=(took,), tolls=(), control=(),
        events=(event("capture", [took], actors=(actor,), place=place, valid=on(2)),),
    )  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_a_page_holds_no_tag_that_a_report_brought(words: str) -> None:
    page = render_html(build_brief(with_words(words)))
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
    assert page.count('<div class="sentence"><details>') == quoted
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


def test_a_strip_ends_hollow_where_a_number_is_open() -> None:
    points = (
        Point(known=day(3), low=9, high=9, label="9"),
        Point(known=day(5), low=22, high=None, label="at least 22"),
    )
    drawn = toll_strip(points)
    assert drawn.count('class="shut"') == 1
    assert drawn.count('class="open"') == 1
    assert "9 on 3 March 2031; at least 22 on 5 March 2031" in drawn


def test_a_toll_that_did_not_move_has_no_strip() -> None:
    assert toll_strip((Point(known=day(3), low=9, high=9, label="9"),)) == ""
