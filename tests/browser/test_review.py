"""The review desk: a key an answer, what it changed, the way back, and that it is still there the next day."""

from __future__ import annotations

import re

import pytest

from .conftest import SAMPLE, Served, Visit, serving

expect = pytest.importorskip("playwright.sync_api").expect
REASON = "both quotes read side by side"


def _sign(visit: Visit) -> None:
    box = visit.page.get_by_role("dialog")
    box.get_by_label("Reason").fill(REASON)
    box.get_by_role("button", name="Go on").click()
    box.wait_for(state="hidden")


def _kept(visit: Visit, words: str) -> None:
    visit.page.get_by_role("status").filter(has_text=words).wait_for()


def _asked(visit: Visit) -> str:
    return visit.page.get_by_role("region", name="Question", exact=True).inner_text()


def test_the_quotes_stand_in_their_sentences_word_for_word(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("review"))
    first = server.ask("review")["questions"][0]
    quotes = page.get_by_role("list", name="Quotes").get_by_role("listitem")
    assert quotes.count() == len(first["words"]) >= 2
    for place, words in enumerate(first["words"]):
        one = quotes.nth(place)
        assert one.get_by_role("mark").inner_text() == words["quote"]
        assert words["before"] + words["quote"] + words["after"] in one.inner_text()
        assert words["outlet"] in one.inner_text()
        assert words["by"][0] in one.inner_text()


def test_keys_move_through_the_queue_and_the_address_says_where(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("review"))
    first = _asked(visit)
    page.keyboard.press("j")
    page.wait_for_url(re.compile("question="))
    second = _asked(visit)
    assert second != first
    visit.open(page.url)
    assert _asked(visit) == second
    page.keyboard.press("k")
    page.get_by_text("Question 1 of").wait_for()
    assert _asked(visit) == first


def test_the_filter_leaves_only_questions_with_its_words(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("review"))
    page.keyboard.press("/")
    page.keyboard.type("kunduz")
    page.wait_for_url(re.compile("words=kunduz"))
    questions = page.get_by_role("region", name="Questions").get_by_role("list").get_by_role("link")
    # The list is made anew after the address has changed.
    expect(questions).not_to_have_count(server.ask("review")["total"])
    assert questions.count()
    page.keyboard.type(" nosuchword")
    page.get_by_role("heading", name="Nothing is open").wait_for()


def test_every_key_is_a_button_too_and_help_lists_them(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("review"))
    shown = {one.get_attribute("aria-keyshortcuts") for one in page.get_by_role("button").all()}
    assert {"s", "d", "u", "a", "x", "n", "j", "k", "z", "?", "1", "2"} <= shown
    page.keyboard.press("?")
    box = page.get_by_role("dialog", name="Keys")
    assert "take back the last answer" in box.inner_text()
    box.get_by_label("Answer with single keys").uncheck()
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    page.keyboard.press("j")
    assert page.get_by_text("Question 1 of").is_visible()


def test_an_answer_moves_on_says_what_it_changed_and_can_be_taken_back(own_server: Served, visit: Visit) -> None:
    page = visit.open(own_server.screen("review"))
    total, asked = own_server.ask("review")["total"], _asked(visit)
    page.keyboard.press("d")
    _sign(visit)
    assert _asked(visit) != asked
    _kept(visit, "Different: kept.")
    page.get_by_role("link", name=re.compile(rf"^Open questions (?!{total}\b)\d+")).wait_for()
    assert [one["reason"] for one in own_server.ask("judgements")["rows"]] == [REASON]
    assert own_server.ask("judgements")["rows"][0]["author"] == "Ada"
    page.keyboard.press("z")
    _kept(visit, "Taken back")
    page.get_by_role("link", name=f"Open questions {total}").wait_for()
    assert _asked(visit).splitlines()[:6] == asked.splitlines()[:6]
    assert visit.wrong == []


def test_a_judgement_is_there_after_the_server_was_started_again(own_server: Served, visit: Visit) -> None:
    contested = next(one for one in own_server.ask("review")["questions"] if one["kind"] == "contested_toll")
    figure = contested["subjects"][0]
    visit.open(f"{own_server.base}figures?figure={figure}")
    assert visit.page.get_by_role("article").get_by_text("contested", exact=True).count()
    page = visit.open(f"{own_server.base}review?kind=contested_toll")
    page.keyboard.press("2")
    page.get_by_role("button", name="Accept quote 2").click()
    _sign(visit)
    _kept(visit, "Accepted: kept. It changed")
    own_server.stop()
    own_server.start()
    page = visit.open(f"{own_server.base}review?tab=decisions")
    made = page.get_by_role("list", name="Decisions").get_by_role("listitem").filter(has_text=REASON)
    assert "accept" in made.first.inner_text()
    assert "Ada" in made.first.inner_text()
    page = visit.open(f"{own_server.base}figures?figure={figure}")
    article = page.get_by_role("article")
    assert not article.get_by_text("contested", exact=True).count()
    assert article.get_by_text(re.compile("accepted")).count()
    assert REASON in article.inner_text()


def test_a_whole_figure_is_struck_out_from_the_page_of_a_claim(own_server: Served, visit: Visit) -> None:
    contested = next(one for one in own_server.ask("review")["questions"] if one["kind"] == "contested_toll")
    (figure,) = contested["subjects"]
    page = visit.open(f"{own_server.base}claim?claim={contested['words'][0]['claim']}")
    page.get_by_role("button", name="Discount", exact=True).click()
    page.get_by_role("radio", name=re.compile("^the whole figure with its")).check()
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Kept. It changed:").wait_for()
    assert page.get_by_text(re.compile("of the whole figure: .* claims that it had then")).count()
    page = visit.open(f"{own_server.base}figures?figure={figure}")
    article = page.get_by_role("article")
    assert article.get_by_text("struck out by a person").count()
    assert f"judged by Ada with the whole figure: {REASON}" in article.inner_text()
    assert visit.wrong == []


def test_a_decision_of_yesterday_can_be_taken_back_with_a_reason(own_server: Served, visit: Visit) -> None:
    page = visit.open(own_server.screen("review"))
    page.get_by_role("button", name=re.compile("^Different")).click()
    _sign(visit)
    _kept(visit, "Different: kept")
    page = visit.open(f"{own_server.base}review?tab=decisions")
    page.get_by_role("button", name=re.compile("^Take back")).click()
    box = page.get_by_role("dialog")
    box.get_by_label("Reason").fill("wrong report opened")
    box.get_by_role("button", name="Take it back").click()
    _kept(visit, "Taken back")
    page.get_by_role("listitem").filter(has_text="taken back").filter(has_text=REASON).first.wait_for()
    assert own_server.ask("judgements")["rows"][0]["verdict"] == "undo"


def test_naming_takes_a_candidate_that_the_report_offers(own_server: Served, visit: Visit) -> None:
    page = visit.open(f"{own_server.base}review?kind=unresolved_place")
    question = next(one for one in own_server.ask("review")["questions"] if one["kind"] == "unresolved_place")
    offer = next(one for one in question["offers"] if one["word"] in ("name", "correct"))
    page.keyboard.press("n")
    page.get_by_role("dialog").get_by_role("button", name=offer["label"]).click()
    _sign(visit)
    _kept(visit, ": kept.")
    claim = own_server.ask(f"claims/{question['subjects'][0]}")["claim"]
    assert claim["place"]["id"] == offer["value"]


def test_what_was_only_read_shows_its_questions_and_how_answers_could_be_kept(visit: Visit) -> None:
    with serving(SAMPLE) as read_only:
        page = visit.open(read_only.screen("review"))
        assert page.get_by_text("rashomon serve --ledger").is_visible()
        assert page.get_by_role("list", name="Quotes").is_visible()
        assert not page.get_by_role("group", name="Answers").count()
        page.keyboard.press("s")
        assert not page.get_by_role("dialog").count()


@pytest.mark.parametrize("visit", [{"viewport": {"width": 390, "height": 844}}], indirect=True, ids=["phone"])
def test_the_list_is_folded_on_a_telephone(server: Served, visit: Visit) -> None:
    page = visit.open(server.screen("review"))
    links = page.get_by_role("region", name="Questions").get_by_role("list").get_by_role("link")
    assert not links.count()
    page.get_by_text("Question 1 of").click()
    second = links.nth(1)
    second.click()
    page.get_by_text("Question 2 of").wait_for()
    assert not links.count()
