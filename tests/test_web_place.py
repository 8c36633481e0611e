"""One place as the server tells it: from what is kept, said to be of before where it is."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from rashomon.asking import Asking
from rashomon.ledger import open_ledger
from rashomon.web.app import create_app
from rashomon.web.session import Session
from test_kept_places import filled, telling

ALBA = "/api/place?name=Alba0"
OWN = "http://localhost"


def asked(client: TestClient[Any], path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert isinstance(found, dict)
    return found


def until(told: Callable[[], bool]) -> bool:
    for _ in range(200):
        if told():
            return True
        time.sleep(0.05)
    return False


def test_a_place_is_told_as_known_on_a_day(tmp_path: Path) -> None:
    with TestClient(create_app(Session.of_ledger(filled(tmp_path))), base_url=OWN) as client:
        everything = asked(client, ALBA)
        assert everything["figures"]
        assert everything["control"]
        assert everything["current"]
        assert asked(client, f"{ALBA}&known=2019-12-31")["figures"] == []
        assert asked(client, f"{ALBA}&on=1999-01-01&known=2020-01-03")["known"] == "2020-01-03"
        assert asked(client, "/api/place?name=Nowhere")["figures"] == []


def test_an_answer_of_before_says_so_until_the_place_is_folded_anew(tmp_path: Path) -> None:
    path = filled(tmp_path)
    asking = Asking(path, least=1)
    list(asking.keep_all())
    with TestClient(create_app(Session.of_ledger(path)), base_url=OWN) as client:
        before = asked(client, ALBA)
        open_ledger(path).append(telling("R99", dt.date(2020, 3, 1), "Alba0"))
        behind = asked(client, ALBA)
        assert (behind["current"], behind["figures"]) == (False, before["figures"])
        assert until(lambda: bool(asked(client, ALBA)["current"]))
        assert asked(client, ALBA)["control"] != before["control"]


def test_reports_that_were_only_read_tell_of_their_places_too(tmp_path: Path) -> None:
    ledger = Session.of_ledger(filled(tmp_path))
    contents = ledger.shown().contents
    with TestClient(create_app(Session("reports", lambda: contents)), base_url=OWN) as client:
        assert asked(client, ALBA)["figures"] == asked(TestClient(create_app(ledger), base_url=OWN), ALBA)["figures"]
