"""Templates against keys of our own making, and capitals put right in shouted text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))

import muc4
from rashomon.extract.syntax.casing import is_shouted, recase

KEY = """0.  MESSAGE: ID                     DEV-MUC3-9001 (OURS)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  03 MAR 88
3.  INCIDENT: LOCATION              CHAD: ABECHE (CITY)
4.  INCIDENT: TYPE                  BOMBING
6.  INCIDENT: INSTRUMENT ID         "MINE"
9.  PERP: INDIVIDUAL ID             ? "REBELS" / "MOUNTED REBELS"
10. PERP: ORGANIZATION ID           -
12. PHYS TGT: ID                    "FUEL TRUCK"
                                    "DEPOT"
18. HUM TGT: NAME                   "IDRISS SALEH"
19. HUM TGT: DESCRIPTION            "DRIVER": "IDRISS SALEH"
                                    "GUARDS"

0.  MESSAGE: ID                     DEV-MUC3-9002 (OURS)
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""
MESSAGES = """DEV-MUC3-9001 (OURS)

   ABECHE (CHAD), 4 MAR 88 (OWN WIRE) -- [TEXT] A MINE DESTROYED A FUEL
TRUCK YESTERDAY.

   NOBODY CLAIMED IT.


DEV-MUC3-9002 (OURS)

   ABECHE (CHAD), 5 MAR 88 -- [TEXT] ALL QUIET.
"""


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, list[muc4.Key]]:
    path = tmp_path / "key"
    path.write_text(KEY, encoding="latin-1")
    return muc4.read_keys(path)


def test_a_key_is_read_with_its_alternatives(keys: dict[str, list[muc4.Key]]) -> None:
    (key,) = keys["DEV-MUC3-9001"]
    assert keys["DEV-MUC3-9002"] == []
    assert key.slots["individual"] == (muc4.Fill(any_of=("REBELS", "MOUNTED REBELS"), optional=True),)
    assert [fill.any_of for fill in key.slots["victim"]] == [("IDRISS SALEH",), ("GUARDS",)]


def test_messages_lose_line_breaks_and_keep_their_dateline(tmp_path: Path) -> None:
    path = tmp_path / "texts"
    path.write_text(MESSAGES, encoding="latin-1")
    first, second = muc4.read_messages(path)
    assert first.paragraphs[0].endswith("A MINE DESTROYED A FUEL TRUCK YESTERDAY.")
    assert (str(first.published), first.place) == ("1988-03-04", "ABECHE (CHAD)")
    assert second.id == "DEV-MUC3-9002"


def test_slots_by_hand(keys: dict[str, list[muc4.Key]]) -> None:
    told = {"type": ["BOMBING"], "date": ["- 03 MAR 88"], "place": ["CHAD"], "target": ["truck", "bridge"]}
    spare = {"type": ["ATTACK"], "victim": ["people"]}
    tally = muc4.score_message([told, spare], keys["DEV-MUC3-9001"])
    assert {s: (t.right, t.given, t.asked) for s, t in tally.items()} == {
        "type": (1.0, 2, 1), "date": (0.5, 1, 1), "place": (0.5, 1, 1), "weapon": (0, 0, 1), "individual": (0, 0, 0),
        "organisation": (0, 0, 0), "target": (1.0, 2, 2), "victim": (0, 1, 2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("shouted", "told"),
    [
        (
            "REBELS OF THE TIGRAY PEOPLE'S LIBERATION FRONT ATTACKED A FUEL DEPOT NEAR MEKELE ON 3 MAY, POLICE SAID.",
            "Rebels of the Tigray People's Liberation Front attacked a fuel depot near Mekele on 3 May, police said.",
        ),
        (
            "SOLDIERS MAY MARCH ON ADDIS ABABA. GENERAL TEFERI HAILU SAID THE SUDANESE BORDER WAS CLOSED ON TUESDAY.",
            "Soldiers may march on Addis Ababa. General Teferi Hailu said the Sudanese border was closed on Tuesday.",
        ),
    ],
)
def test_shouted_text_gets_its_names_back(shouted: str, told: str) -> None:
    assert recase(shouted) == told


def test_cased_text_is_left_alone() -> None:
    text = "The UN said RSF troops shelled El Fasher, and that SAF jets struck Nyala, in the same week."
    assert not is_shouted(text)
    assert recase(text) == text


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ABIİßÉÑ -.'’\n[]()1"), max_size=80))
def test_recasing_never_moves_a_character(text: str) -> None:
    made = recase(text.upper() + " REBELS ATTACKED THE TOWN OF MEKELE AND FLED THE NEXT DAY")
    assert made.casefold() == (text.upper() + " REBELS ATTACKED THE TOWN OF MEKELE AND FLED THE NEXT DAY").casefold()
    assert len(made) == len(text.upper()) + len(" REBELS ATTACKED THE TOWN OF MEKELE AND FLED THE NEXT DAY")
