"""What a copy may not do: raise the number of voices behind a count or an event, one cause a test."""

from __future__ import annotations

import datetime as dt

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.event import Event, Situation, Toll
from rashomon.model.text import Report
from rashomon.situation import situation
from reconcile_build import Said, make_claim, make_report

# Long enough to be known again as a copy; each claim stands on ten characters of it.
TEXT = " ".join(f"word{at}" for at in range(60))
DAY = "2021-05-08"


def told(report: Report, *claims: Said) -> list[Claim]:
    """The claims of the report, one behind the other in its text."""
    made = []
    for at, said in enumerate(claims):
        quote = TEXT[at * 10 : at * 10 + 10]
        claim = make_claim(msgspec.structs.replace(said, id=f"{report.name}-{said.id}", quote=quote), report)
        made.append(msgspec.structs.replace(claim, start=at * 10, end=at * 10 + 10, sentence=(0, 90)))
    return made


def printed_twice(*claims: Said, line: str = "first|The Herald|2021-05-09", day: str = "2021-05-10") -> Situation:
    """What comes of the claims when another outlet prints the text again."""
    first, copy = make_report(line, TEXT), make_report(f"reprint|The Echo|{day}", TEXT)
    return situation([first, copy], [*told(first, *claims), *told(copy, *claims)])


def voices(one: Toll | Event) -> list[str]:
    return [origin.name for origin in one.origins if origin.independent]


def test_history_that_the_first_printing_left_out_is_no_voice_in_its_copy() -> None:
    """The look back stands before the count that it could have joined; the copy's comes after that count."""
    found = printed_twice(
        Said(id="back", report="", kind="figure", frame="kill", place="mindat", start=DAY, end=DAY,
             by=("officials",), count="killed 5", background=True),
        Said(id="own", report="", kind="figure", frame="kill", start=DAY, end=DAY, count="killed 5"),
    )  # fmt: skip
    assert [(toll.claims, voices(toll)) for toll in found.tolls] == [(("first-own", "reprint-own"), ["The Herald"])]


def test_own_words_in_a_copy_have_the_voice_of_the_first_printing() -> None:
    """The Herald's own number is the officials'; the Echo's reader found no officials in its copy of the sentence."""
    first, copy = make_report("first|The Herald|2021-05-09", TEXT), make_report("reprint|The Echo|2021-05-10", TEXT)
    own = Said(id="own", report="", kind="figure", frame="kill", place="mindat", start=DAY, end=DAY, count="killed 5")
    named = msgspec.structs.replace(own, id="named", by=("officials",))
    found = situation([first, copy], [*told(first, own, named), *told(copy, own)])
    assert [voices(toll) for toll in found.tolls] == [["officials"]]


def test_a_copy_of_a_later_day_does_not_keep_an_outdated_count_standing() -> None:
    """The old number, printed again on the day of the new one, is as old as it was."""
    first, copy = make_report("first|The Herald|2021-05-09", TEXT), make_report("reprint|The Echo|2021-05-11", TEXT)
    newer = make_report("second|The Post|2021-05-11")
    old = Said(id="old", report="", kind="figure", frame="kill", place="mindat", start=DAY, end=DAY, count="killed 5")
    rise = make_claim(msgspec.structs.replace(old, id="new", count="killed 7"), newer)
    found = situation([first, copy, newer], [*told(first, old), *told(copy, old), rise])
    assert [(toll.value, toll.standing, voices(toll)) for toll in found.tolls] == [(7, ("new",), ["The Post"])]


def test_an_outlet_that_names_itself_is_no_source_in_a_copy() -> None:
    """ "The Herald said" in the Herald's agency copy, and in the Echo's reprint of it."""
    taken = Said(id="taken", report="", kind="control", frame="capture", change="gain", place="mindat", start=DAY,
                 end=DAY, by=("media:The Herald",))  # fmt: skip
    found = printed_twice(taken, line="first|The Herald|2021-05-09|Delta Wire")
    assert [(len(event.claims), voices(event)) for event in found.events] == [(2, ["Delta Wire"])]


def test_a_copy_changes_nothing_between_the_claims_of_the_first_printing() -> None:
    """Two equal counts for two places of one paragraph stay two when somebody prints the paragraph again."""
    one = Said(id="one", report="", kind="figure", frame="kill", place="mindat", start=DAY, end=DAY, count="killed 5")
    two = msgspec.structs.replace(one, id="two", place="hakha")
    found = printed_twice(one, two)
    assert sorted(toll.claims for toll in found.tolls) == [("first-one", "reprint-one"), ("first-two", "reprint-two")]


def test_a_bulletin_in_the_same_words_of_another_month_is_no_copy_of_the_event() -> None:
    """Words alike from month to month tell of another day's attack."""
    first, later = make_report("first|The Herald|2021-05-09", TEXT), make_report("later|The Herald|2021-06-09", TEXT)
    attack = Said(id="attack", report="", place="mindat", start=DAY, end=DAY)
    again = msgspec.structs.replace(attack, start="2021-06-08", end="2021-06-08")
    found = situation([first, later], [*told(first, attack), *told(later, again)])
    assert [event.valid.end for event in found.events] == [dt.date(2021, 5, 8), dt.date(2021, 6, 8)]


def quoted_in(name: str, outlet: str, quotation: str, before: str, day: str = "2021-05-09") -> tuple[Report, Claim]:
    """A report that prints a quotation among words of its own, and the count that stands in the quotation."""
    text = f'{before} "{quotation}" {" ".join(f"{name}{at}" for at in range(12))}'
    report = make_report(f"{name}|{outlet}|{day}", text)
    said = Said(id=name, report=name, kind="figure", frame="kill", place="mindat", start=DAY, end=DAY, count="killed 5",
                quote=quotation)  # fmt: skip
    at = text.index(quotation)
    return report, msgspec.structs.replace(make_claim(said, report), start=at, end=at + len(quotation))


SPOKEN = "we counted five of our people dead by the river when the soldiers had gone"


def test_a_quotation_that_two_papers_print_is_one_voice() -> None:
    """Neither names who spoke; the words are one utterance, so the count has one origin, and the reports stay two."""
    told = [
        quoted_in("one", "The Herald", SPOKEN, "At dawn they came back."),
        quoted_in("two", "The Echo", SPOKEN, "Days later people still hid in the hills.", "2021-05-12"),
    ]
    found = situation([report for report, _ in told], [claim for _, claim in told])
    assert [(toll.outlets, voices(toll), toll.status) for toll in found.tolls] == [
        (("The Herald", "The Echo"), ["The Herald"], "single_origin")
    ]
    assert found.copies == ()


def test_a_catchphrase_in_two_papers_is_no_one_voice() -> None:
    """A few words in quotation marks are said by many."""
    words = "five dead, we will never forget"
    told = [
        quoted_in("one", "The Herald", words, "At dawn they came back to the village by boat."),
        quoted_in("two", "The Echo", words, "Days later people still hid in the hills.", "2021-05-12"),
    ]
    found = situation([report for report, _ in told], [claim for _, claim in told])
    assert [voices(toll) for toll in found.tolls] == [["The Herald", "The Echo"]]


def test_of_many_that_give_one_number_none_is_lost_when_another_number_joins() -> None:
    """Fifteen papers count five dead; that a sixteenth counts nine on the same day takes no voice from the others."""
    reports = [make_report(f"p{at:02}|Paper {at}|2021-05-09") for at in range(15)] + [
        make_report("q|Paper Q|2021-05-09")
    ]
    said = Said(id="x", report="x", kind="figure", frame="kill", place="mindat", start=DAY, end=DAY, count="killed 5")
    claims = [make_claim(msgspec.structs.replace(said, id=one.name, report=one.name), one) for one in reports[:-1]]
    other = msgspec.structs.replace(said, id="q", report="q", count="killed 9")
    found = situation(reports, [*claims, make_claim(other, reports[-1])])
    assert [(toll.status, len(toll.origins)) for toll in found.tolls] == [("contested", 16)]
