"""What is kept of a place is what folding anew gives, on every day, whatever comes in between."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.ledger_contract import START, make_claim, make_report, reading
from rashomon import kept as kept_module
from rashomon import kept_places
from rashomon.asking import Asking, names_of
from rashomon.kept_places import KeptPlaces, Subjects, places_path
from rashomon.ledger import entry_id, open_ledger
from rashomon.model.claim import Claim
from rashomon.model.entry import Claimed, Entry, Judged, ReportRead, Undone, Withdrawn
from rashomon.model.text import Report
from rashomon.pipeline import place_contents
from rashomon.reconcile.place_course import PlaceAccount, account_of_place
from rashomon.situation import situation
from reconcile_build import Said
from reconcile_build import make_claim as say
from reconcile_build import make_report as print_report
from test_ledger_stores import batches_of
from test_reconcile_properties import DAY, PLACES, cases

NAMES = sorted({name.lstrip("?") for name in PLACES if name})


def folded_anew(path: Path, place: str, known: dt.date | None, on: dt.date | None) -> PlaceAccount | None:
    """The account of a place from the very fold that `situation` makes of what the ledger holds of it."""
    held = place_contents(path, place)
    if held is None:
        return None
    found = situation(held.reports, held.claims, known=known, judgements=held.judgements, moved=held.moved)
    return account_of_place(names_of(place), known, on, found.tolls, found.control)


def told(asking: Asking, place: str, known: dt.date | None = None, on: dt.date | None = None) -> PlaceAccount | None:
    found = asking.place(place)
    return found.at(known, on) if found is not None else None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.lists(st.booleans(), max_size=5), st.data())
def test_what_is_kept_is_what_folding_anew_gives(
    found: tuple[list[Report], list[Claim]], acts: list[bool], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "war.ledger"
        ledger, asking = open_ledger(path), Asking(path, least=1)
        done: list[Entry] = []
        batches = batches_of(found, acts)
        order = data.draw(st.permutations(range(len(batches))))
        for at in order:
            batch = list(batches[at])
            if not isinstance(batch[0], ReportRead) and data.draw(st.booleans()):
                done.append(batch[0])
            if done and data.draw(st.integers(0, 3)) == 0:
                batch.append(Undone(entry=entry_id(done[-1]), reason="r", author="A", made=START))
            if isinstance(batch[-1], Claimed) and data.draw(st.integers(0, 4)) == 0:
                # Read anew by other rules, which find only the first claim.
                batch.append(msgspec.structs.replace(batch[-1], generation="2", claims=batch[-1].claims[:1]))
            ledger.append(batch)
            place = data.draw(st.sampled_from(NAMES))
            known = data.draw(st.none() | st.integers(-1, 7).map(lambda day: DAY + dt.timedelta(days=day)))
            on = data.draw(st.none() | st.integers(-3, 7).map(lambda day: DAY + dt.timedelta(days=day)))
            wanted = msgspec.json.encode(folded_anew(path, place, known, on))
            for asked in (asking, Asking(path, least=1)):
                assert msgspec.json.encode(told(asked, place, known, on)) == wanted
        asking.close()


def counting(path: Path, least: int = 1) -> tuple[Asking, list[str]]:
    """A door to the ledger, and the places that it had to fold."""
    folded: list[str] = []
    return Asking(path, folded.append, least=least), folded


def test_a_place_is_folded_only_when_something_bears_on_it(tmp_path: Path) -> None:
    path = tmp_path / "war.ledger"
    one, two, three = (make_report(name, dt.date(2020, 1, at)) for at, name in enumerate(("One", "Two", "Three"), 1))
    ledger = open_ledger(path)
    here, there = make_claim(one, place="Alba"), make_claim(two, place="Brem")
    ledger.append([*reading(one, here), *reading(two, there)])
    asking, folded = counting(path)
    for place in ("Alba", "ALBA", "alba", "Brem"):
        told(asking, place)
    assert folded == ["Alba", "Brem"]
    other, again = counting(path)
    told(other, "Alba")
    assert again == [], "another process reads what was kept"

    def after(*entries: Entry) -> list[str]:
        """Which places are folded anew once something has come in."""
        ledger.append(list(entries))
        folded.clear()
        for place in ("Alba", "Brem"):
            assert told(asking, place) == folded_anew(path, place, None, None)
        return list(folded)

    strike = Judged(verdict="discount", subjects=(here.id,), reason="r", author="A", made=START)
    withdrawal = Withdrawn(report_id=two.id, reason="r", author="A", made=START)
    assert after(*reading(three, make_claim(three, place="Brem"))) == ["Brem"]
    assert after(strike) == ["Alba"]
    assert after(Undone(entry=entry_id(strike), reason="r", author="A", made=START)) == ["Alba"]
    assert after(withdrawal) == ["Brem"]
    assert after(Undone(entry=entry_id(withdrawal), reason="r", author="A", made=START)) == ["Brem"]
    assert after(Claimed(report_id=one.id, generation="2", claims=())) == ["Alba"], "it is told of no longer"
    assert after() == []


def test_a_place_that_judgements_tie_to_others_is_no_place_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "war.ledger"
    one, two = make_report("One"), make_report("Two")
    here, there = make_claim(one, place="Alba"), make_claim(two, place="Brem")
    ledger = open_ledger(path)
    ledger.append([*reading(one, here), *reading(two, there)])
    asking, folded = counting(path)
    assert asking.place("Alba") is not None
    joined = Judged(verdict="same", subjects=(here.id, there.id), reason="r", author="A", made=START)
    ledger.append([joined])
    assert asking.place("Alba") is None, "only the whole ledger answers"
    assert Asking(path, least=1).place("Alba") is None
    assert folded == ["Alba", "Alba"], "and that is kept too"
    ledger.append([Undone(entry=entry_id(joined), reason="r", author="A", made=START)])
    assert asking.place("Alba") is not None


def telling(name: str, day: dt.date, place: str) -> list[Entry]:
    """A report that counts the dead of a place and says who holds it."""
    report = print_report(f"{name}|Daily Post|{day}")
    said = (
        Said(id=f"{name}-count", report=name, kind="figure", frame="kill", place=place, count="killed 12", at=1),
        Said(
            id=f"{name}-hold", report=name, kind="control", frame="hold", change="hold", who="isis", place=place, at=2
        ),
    )
    claims = [msgspec.structs.replace(say(one, report), report_id=report.id) for one in said]
    return [ReportRead(report=report), Claimed(report_id=report.id, generation="1", claims=tuple(claims))]


def filled(tmp_path: Path, places: int = 3) -> Path:
    """A ledger of three reports a place, whose accounts are kept."""
    path = tmp_path / "war.ledger"
    ledger = open_ledger(path)
    for number in range(3 * places):
        ledger.append(telling(f"R{number}", dt.date(2020, 1, 1 + number), f"Alba{number % places}"))
    ledger.close()
    return path


def test_keeping_all_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    path = filled(tmp_path)
    asking, folded = counting(path, least=3)
    steps = asking.keep_all()
    next(steps)
    steps.close()
    assert asking.count_places() == 3
    assert [new for _, new in asking.keep_all()] == [False, True, True]
    assert len(folded) == 3
    assert list(Asking(path, least=4).keep_all()) == [], "with too few reports"


def test_what_is_spoiled_or_of_other_rules_is_folded_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    wanted = told(Asking(path, least=1), "Alba1")
    assert wanted is not None
    assert wanted.tolls
    assert wanted.control
    for table in ("item", "toll", "held", "place"):
        with sqlite3.connect(places_path(path)) as spoiling:
            column = "subjects" if table == "place" else "body"
            spoiling.execute(f"UPDATE {table} SET {column} = CAST({column} || x'01' AS BLOB)")  # noqa: S608 - our own words
        assert told(Asking(path, least=1), "Alba1") == wanted, table
        asking, folded = counting(path)
        told(asking, "Alba1")
        assert folded == [], "and kept anew"
    monkeypatch.setattr(kept_module, "_rules", lambda: "other rules")
    asking, folded = counting(path)
    assert told(asking, "Alba1") == wanted
    assert folded == ["Alba1"]


def test_a_torn_file_is_no_answer_and_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    path = filled(tmp_path)
    wanted = told(Asking(path, least=1), "Alba1")
    kept = places_path(path)
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    assert told(Asking(path, least=1), "Alba1") == wanted
    kept.unlink()
    for foreign in (b"somebody's notes", b""):
        kept.write_bytes(foreign)
        assert told(Asking(path, least=1), "Alba1") == wanted
        assert kept.read_bytes() == foreign or not foreign


def test_half_a_place_is_never_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    asking = Asking(path, least=1)
    told(asking, "Alba0")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(kept_places, "_fill", stop)
        with pytest.raises(KeyboardInterrupt):
            told(asking, "Alba1")
    assert KeptPlaces(path).names() == ("alba0",)
    assert told(asking, "Alba1") == folded_anew(path, "Alba1", None, None)


def test_another_ledger_at_the_same_path_is_not_answered_from_the_old_one(tmp_path: Path) -> None:
    path = filled(tmp_path)
    before = told(Asking(path, least=1), "Alba0")
    for left in tmp_path.glob("war.ledger*"):
        if left != places_path(path):
            left.unlink()
    ledger = open_ledger(path)
    for number in range(9):
        ledger.append(telling(f"S{number}", dt.date(2021, 1, 1 + number), "Alba0"))
    after = told(Asking(path, least=1), "Alba0")
    assert after == folded_anew(path, "Alba0", None, None)
    assert after != before


def test_a_misspelt_name_is_not_kept(tmp_path: Path) -> None:
    path = filled(tmp_path)
    found = told(Asking(path, least=1), "Allba")
    assert found is not None
    assert (found.tolls, found.control) == ((), ())
    assert KeptPlaces(path).names() == ()


def test_where_nothing_can_be_written_the_answer_is_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    monkeypatch.setattr(kept_places, "_connect", lambda _: None)
    asking, folded = counting(path)
    assert told(asking, "Alba0") == told(asking, "Alba0")
    assert folded == ["Alba0"]


def test_subjects_are_a_set_of_ids() -> None:
    held = Subjects(["a", "b"])
    assert [one in Subjects(raw=held.raw()) for one in ("a", "b", "c")] == [True, True, False]
    assert "a" not in Subjects()


def test_who_cannot_wait_is_told_that_an_answer_is_not_of_today(tmp_path: Path) -> None:
    path = filled(tmp_path)
    asking, folded = counting(path)
    found, current = asking.latest("Alba0")
    assert (found is not None, current, folded) == (True, True, ["Alba0"])
    ledger = open_ledger(path)
    ledger.append(telling("R99", dt.date(2020, 3, 1), "Alba0"))
    old, current = asking.latest("Alba0")
    assert (old is not None, current, folded) == (True, False, ["Alba0"])
    asking.refresh()
    new, current = asking.latest("Alba0")
    assert current
    assert new is not None
    assert new.at() == folded_anew(path, "Alba0", None, None)


def test_what_few_reports_tell_of_is_not_kept_on_disk(tmp_path: Path) -> None:
    path = filled(tmp_path)
    asking, folded = counting(path, least=4)
    assert told(asking, "Alba0") == told(asking, "Alba0")
    assert folded == ["Alba0"]
    assert not places_path(path).exists()
