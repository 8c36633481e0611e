"""Drafts become claims: chains, days, history and ids, on reports of our own."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from rashomon.extract import extract
from rashomon.model.claim import Claim
from rashomon.model.text import Block, Report
from rashomon.resolve import date_report, resolve


def claims_in(text: str, *, published: str | None = "2023-06-20", outlet: str = "Valley Post") -> tuple[Claim, ...]:
    """Claims of a report whose paragraphs are its lines."""
    blocks = tuple(Block(role="body", start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]+", text))
    report = Report(
        name="own.txt",
        outlet=outlet,
        published=dt.date.fromisoformat(published) if published else None,
        published_basis="given" if published else "unknown",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        blocks=blocks,
    )
    return resolve(date_report(extract(report)))


def figure(claims: tuple[Claim, ...], measure: str) -> Claim:
    """The one figure of a measure."""
    found = [c for c in claims if c.figure is not None and c.figure.measure == measure]
    assert len(found) == 1, [c.quote for c in found]
    return found[0]


def test_the_chain_ends_with_the_outlet_and_names_who_said_it_first() -> None:
    claim = figure(claims_in("At least 23 people were killed in Nyala on Sunday, a doctor told AFP."), "killed")
    assert [s.name for s in claim.by][-1] == "Valley Post"
    assert "doctor" in claim.by[0].text
    assert any(s.name == "AFP" for s in claim.by)


def test_who_reports_a_toll_is_never_who_killed() -> None:
    claims = claims_in("Police in Cali said 12 people were killed on Monday.")
    assert all("police" not in a.name.lower() for c in claims for a in c.actors)


def test_every_claim_rests_on_its_words() -> None:
    text = "Rebels seized Wau on Friday. The army said it had lost 12 soldiers, and 3,000 families fled the town."
    for claim in claims_in(text):
        assert text[claim.start : claim.end] == claim.quote
        for actor in (*claim.actors, *claim.recipients):
            assert text[actor.start : actor.end] == actor.text


def test_the_same_bytes_give_the_same_ids_and_another_outlet_others() -> None:
    text = "Rebels seized Wau on Friday, killing 12 soldiers."
    first = [c.id for c in claims_in(text)]
    assert first == [c.id for c in claims_in(text)]
    assert len(set(first)) == len(first)
    assert not set(first) & {c.id for c in claims_in(text, outlet="Harbour Courier")}


def test_history_is_marked_and_stays_out_of_the_present() -> None:
    claims = claims_in("In 1994, soldiers killed 300 people in the village of Kivumu.")
    assert claims
    assert all(c.background for c in claims)


def test_a_relative_day_stays_open_without_a_publication_day() -> None:
    claims = claims_in("Rebels seized Wau on Friday.", published=None)
    assert claims
    assert all(c.published is None for c in claims)
    assert all(c.valid.start is None for c in claims)


def test_a_part_of_a_count_names_the_count_it_is_part_of() -> None:
    claims = claims_in("At least 23 people, including 10 children, were killed in Omdurman on Tuesday.")
    whole, part = (next(c for c in claims if c.figure and c.figure.value == n) for n in (23, 10))
    assert part.figure is not None
    assert part.figure.subset_of == whole.id


def test_who_takes_a_place_decides_the_code_of_its_change() -> None:
    army = claims_in("The Ukrainian army recaptured Kupiansk on Saturday.")
    rebels = claims_in("M23 rebels captured Goma on Saturday.")
    assert [c.sub_event for c in army if c.kind == "control"] == ["Government regains territory"]
    assert [c.sub_event for c in rebels if c.kind == "control"] == ["Non-state actor overtakes territory"]


def test_a_report_in_capitals_is_read_and_quoted_as_printed() -> None:
    text = "GUNMEN KILLED 12 PEOPLE IN SAN SALVADOR ON MONDAY, POLICE SAID. THE ARMY RETOOK PERQUIN ON FRIDAY."
    claims = claims_in(text, published="1989-11-20")
    assert figure(claims, "killed").place is not None
    for claim in claims:
        assert text[claim.start : claim.end] == claim.quote
        for actor in (*claim.actors, *claim.recipients):
            assert text[actor.start : actor.end] == actor.text
        if claim.place is not None:
            assert text[claim.place.start : claim.place.end] == claim.place.text


def test_who_says_that_it_took_a_town_took_it() -> None:
    claims = claims_in("NYALA - Sudan's army said on Friday that it killed 20 fighters near Nyala.")
    assert [a.id for a in figure(claims, "killed").actors] == ["state:SD:mil"]


def test_an_armed_wing_is_that_of_who_speaks() -> None:
    claims = claims_in("The Karen National Union said that its armed wing seized the town of Loikaw.")
    taken = next(c for c in claims if c.kind == "control")
    assert [a.name for a in taken.actors] == ["Karen National Union"]


def test_he_added_goes_on_with_the_last_speaker() -> None:
    text = (
        "Nine people died near Kutum on Monday, the governor of North Darfur, Hafiz Omar, said. Some 70 fled, he added."
    )
    told = figure(claims_in(text), "displaced").by[0]
    assert (told.name, told.office) == ("Hafiz Omar", "governor of North Darfur")


def test_it_added_is_no_person() -> None:
    text = (
        "Nine people died near Kutum on Monday, a doctor, Hafiz Omar, said. Some 70 people fled on Tuesday, it added."
    )
    assert [link.kind for link in figure(claims_in(text), "displaced").by] == ["outlet"]


def test_its_troops_are_those_of_the_group_that_speaks() -> None:
    claims = claims_in("The Arakan Army said its troops control all of Buthidaung.")
    assert [a.id for c in claims if c.kind == "control" for a in c.actors] == ["arakan-army"]


def test_it_is_the_one_place_of_the_sentence_before() -> None:
    text = "Rebels seized {}, a farming town west of Juba, on Monday. It had been held by army troops until then."
    held = [c.place.name for c in claims_in(text.format("Yei")) if c.change == "hold" and c.place is not None]
    assert held == ["Yei"]
    open_ = [c.place.id for c in claims_in(text.format("Yei and Bor")) if c.change == "hold" and c.place is not None]
    assert open_ == [""]


def test_where_somebody_speaks_is_not_where_things_happened() -> None:
    """A count after "said in Nairobi" has no place; one after what happened in a town has that town."""
    text = (
        "The commander of the mission, Paul Otieno, said in Nairobi on Monday that his men had asked for help. "
        "Nine civilians were killed, he said.\n"
        "Rebels attacked Bunia on Sunday. Four soldiers were killed, officials said."
    )
    killed = {c.figure.value: c.place.name if c.place else "" for c in claims_in(text) if c.figure is not None}
    assert killed[9] != "Nairobi"
    assert killed[4] == "Bunia"


def test_a_holding_that_is_over_ends_with_it() -> None:
    """ "Left the city that they had held since May" does not hold it up to the report's day."""
    text = "Rebels of the M23 left Bunia on Saturday.\nThe M23 left the city that it had held since 20 May."
    holds = [c for c in claims_in(text) if c.change == "hold"]
    assert [c.valid.end for c in holds] == [dt.date(2023, 5, 20)]


def test_villages_in_a_province_are_a_part_of_it() -> None:
    claims = claims_in("Rebels seized three villages in Badakhshan on Monday.")
    taken = [claim for claim in claims if claim.kind == "control"]
    assert [(claim.place.name, claim.part) for claim in taken if claim.place] == [("Badakhshan", True)]


def test_its_hands_are_those_of_who_speaks() -> None:
    held = [c for c in claims_in("The M23 said on Monday that Bunia was in its hands.") if c.change == "hold"]
    assert [[who.id for who in claim.actors] for claim in held] == [["m23"]]


def test_a_hospital_spoken_of_before_a_town_is_not_in_that_town() -> None:
    text = (
        "BUNIA - Some 300 people who hid in the hospital are missing.\n"
        "Their families wait at the bus station in Beni. Sixteen patients were killed in the hospital on 4 May."
    )
    place = figure(claims_in(text), "killed").place
    assert place is not None
    assert place.name != "Beni"


def test_where_after_a_distance_tells_of_the_place() -> None:
    text = "Phones in Beni are dead. It lies an hour from Bunia, where rebels overran the town in June."
    taken = [c.place.name for c in claims_in(text) if c.change == "gain" and c.place is not None]
    assert taken == ["Bunia"]


def test_the_capital_that_a_wire_writes_from_is_not_the_town_that_fell() -> None:
    text = (
        "Generals admit loss of border town\n"
        "NAYPYIDAW, June 19 (Own Wire) - The military government has lost Chinshwehaw to rebels, its spokesman said.\n"
        "The town was seized last Friday."
    )
    taken = [c.place.name for c in claims_in(text) if c.kind == "control" and c.place is not None]
    assert "Naypyidaw" not in taken
    assert "Chinshwehaw" in taken


def test_the_army_is_not_an_independence_army() -> None:
    text = "The Kachin Independence Army attacked a post near Myitkyina. The army left Bhamo, in Myanmar, on Monday."
    left = [c for c in claims_in(text) if c.change == "loss"]
    assert [[who.id for who in claim.actors] for claim in left] == [["state:MM:mil"]]


def test_a_count_of_several_areas_is_not_put_in_one() -> None:
    text = (
        "Rebels attacked Lashio on Monday. Soldiers shelled Lashio on Tuesday.\n"
        "The number of displaced in the three areas rose to 90,000."
    )
    assert figure(claims_in(text), "displaced").place is None


def test_where_somebody_speaks_is_not_what_was_taken() -> None:
    text = "From its office in London the M23 put out a statement saying that its units had overrun the complex."
    taken = [c.place.name for c in claims_in(text) if c.change == "gain" and c.place is not None]
    assert "London" not in taken


def test_a_capital_is_no_town() -> None:
    text = "Crowds marched in Kigali on Sunday. Rebels took the town in 2012."
    taken = [c.place.name for c in claims_in(text) if c.change == "gain" and c.place is not None]
    assert "Kigali" not in taken


def test_the_town_is_not_where_somebody_speaks() -> None:
    text = (
        "Rebels attacked Beni on Monday. Fishermen who came ashore in Goma said that the harbour was alight.\n"
        "In March rebels held the town for a day."
    )
    held = [c.place.name for c in claims_in(text) if c.change == "hold" and c.place is not None]
    assert "Goma" not in held


def test_a_total_is_where_those_are_from_whom_it_counts() -> None:
    text = "A further 2,100 people landed at Goma, which brings to 14,800 the number of people displaced from Beni."
    places = {c.figure.low: c.place.name for c in claims_in(text) if c.figure is not None and c.place is not None}
    assert places[14800] == "Beni"


def test_a_street_is_not_in_the_town_of_its_name() -> None:
    place = figure(claims_in("Two people died at Oxford Street in Belfast."), "killed").place
    assert place is None or place.name != "Oxford"


def test_a_sentence_with_its_own_place_is_not_about_the_headline() -> None:
    text = (
        "Fighting goes on in Bunia.\nRebels shelled Bunia on Sunday, killing 17 traders.\n"
        "In the nearby district of Qasr, militiamen burned 60 houses on Tuesday after an ambush in which nine "
        "officers died."
    )
    nine = [c for c in claims_in(text) if c.figure is not None and c.figure.low == 9]
    assert [c.place.name if c.place else "" for c in nine] != ["Bunia"]
    assert all(c.valid.basis != "event" for c in nine)


def test_a_checkpoint_is_not_where_a_truce_was_signed() -> None:
    text = "The two sides signed a truce in Nairobi on Monday. Her husband was shot at a checkpoint last month."
    shot = [c.place.name for c in claims_in(text) if c.frame == "attack" and c.place is not None]
    assert "Nairobi" not in shot


def test_a_count_of_harm_is_of_the_one_day_that_its_paragraph_tells() -> None:
    claims = claims_in("Shells hit Nyala on Monday, killing 12 people. The number of wounded is 40, medics said.")
    wounded = next(claim for claim in claims if claim.figure is not None and claim.figure.measure == "wounded")
    killed = next(claim for claim in claims if claim.figure is not None and claim.figure.measure == "killed")
    assert wounded.valid.interval == killed.valid.interval
    assert (killed.valid.basis, wounded.valid.basis) == ("stated", "event")


def test_two_days_told_leave_a_count_without_one() -> None:
    text = "Shells hit Nyala on Monday, killing 12 people, and on Tuesday, killing nine. The number of wounded is 40."
    claims = claims_in(text)
    wounded = next(claim for claim in claims if claim.figure is not None and claim.figure.measure == "wounded")
    assert wounded.valid.basis != "event"


def test_parts_of_a_sentence_before_are_where_and_when_their_whole_is() -> None:
    claims = claims_in("Shells killed 30 people in Nyala on Monday. Among the dead were eight children.")
    part = next(claim for claim in claims if claim.figure is not None and claim.figure.value == 8)
    whole = next(claim for claim in claims if claim.figure is not None and claim.figure.value == 30)
    assert part.figure is not None
    assert part.figure.subset_of == whole.id
    assert (part.place, part.valid) == (whole.place, whole.valid)


def test_it_is_not_he_who_spoke_before() -> None:
    text = (
        "Defence Minister Luis Arango told a news conference in Bogota that 23 guerrillas had died in the operation "
        'near Tame. He put the number of civilians killed since Friday at "no more than six".\n'
        "The National Column gave another version on its website: it said that bombs had killed 19 residents."
    )
    figures = {c.figure.low or c.figure.high: c for c in claims_in(text) if c.figure is not None}
    assert all("Arango" not in voice.name for voice in figures[19].by)
    place = figures[23].place
    assert place is None or place.name != "Bogotá"


def test_where_people_fled_is_where_the_report_is() -> None:
    text = (
        "Shells fell on Bunia on Monday, where thousands had sought shelter.\nAid workers said 90 people were killed."
    )
    place = figure(claims_in(text), "killed").place
    assert place is not None
    assert place.name == "Bunia"
