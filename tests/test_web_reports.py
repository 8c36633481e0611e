"""Adding reports through the server, who may ask it, and what a browser is told with every answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from rashomon.web import intake
from rashomon.web.app import create_app
from rashomon.web.intake import Upload, file_name
from rashomon.web.session import Session

NEWS = (
    "Shelling in Mekelle\n\nAt least 12 people were killed in Mekelle on 9 May 2021, the army said. "
    "Another 30 people were wounded, according to the hospital.\n"
)
OTHER = "Flight from Mekelle\n\nSome 2,000 people were displaced from Mekelle on 9 May 2021, the United Nations said.\n"
Files = list[tuple[str, bytes]]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient[Any]]:
    """A server over an empty ledger file."""
    ledger = tmp_path / "war.ledger"
    from rashomon.ledger import open_ledger

    open_ledger(ledger, create=True).close()
    with TestClient(create_app(Session.of_ledger(ledger)), base_url="http://127.0.0.1") as opened:
        yield opened


def csrf(client: TestClient[Any]) -> dict[str, str]:
    """The header that a page of ours sends."""
    client.get("/api/about")
    return {"x-rashomon-csrf": client.cookies["rashomon-csrf"]}


def add(client: TestClient[Any], files: Files = [], **fields: str) -> Any:  # noqa: B006
    """Send files or text, and wait for the job's end."""
    sent = [("files", (name, content)) for name, content in files] or [("files", ("", b""))]
    answer = client.post("/api/reports", files=sent, data=fields, headers=csrf(client))
    assert answer.status_code == 202, answer.text
    job = answer.json()
    for _ in range(600):
        if job["state"] != "running":
            return job
        time.sleep(0.05)
        job = client.get(f"/api/jobs/{job['id']}").json()
    raise AssertionError(f"the job never ended: {job}")


def listed(client: TestClient[Any]) -> list[Any]:
    """The reports that the server shows."""
    return list(client.get("/api/reports").json()["reports"])


def test_an_upload_becomes_claims_under_the_outlet_and_day_given(client: TestClient[Any]) -> None:
    """Upload, job done, claims there."""
    job = add(client, [("shelling.txt", NEWS.encode())], outlet="Valley Courier", published="2021-05-10")
    assert (job["state"], job["total"], job["done"], job["added"], job["skipped"]) == ("done", 1, 1, 1, 0)
    (line,) = listed(client)
    assert (line["name"], line["outlet"], line["published"], line["dated"]) == (
        "shelling.txt",
        "Valley Courier",
        "2021-05-10",
        "given",
    )
    assert line["claims"] > 0
    view = client.get(f"/api/reports/{line['id']}").json()
    assert any(view["text"][one["start"] : one["end"]].startswith("At least 12 people") for one in view["lit"])


def test_two_files_and_a_text_come_in_one_job(client: TestClient[Any]) -> None:
    """Several at once, each under its own name."""
    job = add(
        client, [("a.txt", NEWS.encode()), ("b.txt", OTHER.encode())], text="The army said it held Adwa.", name="note"
    )
    assert (job["total"], job["added"]) == (3, 3)
    assert {line["name"] for line in listed(client)} == {"a.txt", "b.txt", "note.txt"}


def test_the_same_file_twice_is_there_already(client: TestClient[Any]) -> None:
    """Reading twice adds nothing, and says so."""
    add(client, [("a.txt", NEWS.encode())], outlet="Valley Courier")
    job = add(client, [("a.txt", NEWS.encode())], outlet="Valley Courier")
    assert (job["added"], job["skipped"], job["done"], job["total"]) == (0, 1, 1, 1)
    assert len(listed(client)) == 1


def test_another_file_under_the_same_name_is_told_apart(client: TestClient[Any]) -> None:
    """Reports are told apart by name: a second a.txt is numbered, at once or later."""
    add(client, [("a.txt", NEWS.encode()), ("a.txt", OTHER.encode())])
    add(client, [("A.txt", b"The army said it held Adwa.")])
    assert sorted(line["name"] for line in listed(client)) == ["A (3).txt", "a (2).txt", "a.txt"]


def test_pasted_texts_without_a_name_are_two(client: TestClient[Any]) -> None:
    """A text pasted without a name is called after its content."""
    add(client, text=NEWS)
    add(client, text=OTHER)
    names = {line["name"] for line in listed(client)}
    assert len(names) == 2
    assert all(name.startswith("pasted-") and name.endswith(".txt") for name in names)


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8), ("blank.txt", b" \n\n")],
)
def test_what_holds_no_text_is_not_read_and_says_why(client: TestClient[Any], name: str, content: bytes) -> None:
    """An empty file and a picture are refused with a reason; the good file beside them is read."""
    job = add(client, [(name, content), ("good.txt", NEWS.encode())])
    assert (job["state"], job["added"]) == ("done", 1)
    (refused,) = job["rejected"]
    assert refused["name"] == name
    assert refused["why"]
    assert "/" not in refused["why"]
    assert [one["name"] for one in client.get("/api/reports").json()["rejected"]] == [name]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/abs/olute.txt", "olute.txt"),
        ("a/..", "pasted-"),
        ("...", "pasted-"),
        ("\u202egpj.txt", "\u202egpj.txt"),
        ("line\nbreak\x00.txt", "linebreak.txt"),
        ("\ud800half.txt", "half.txt"),
    ],
)
def test_a_name_is_never_a_place(name: str, kept: str) -> None:
    """Path parts, control characters and halves of characters go; other scripts stay."""
    assert file_name(Upload(name=name, content=NEWS.encode())).startswith(kept)


@pytest.mark.parametrize("name", ["n" * 900 + ".html", "\u0645" * 900 + ".html", "x." + "y" * 900])
def test_a_very_long_name_fits_a_file_system(name: str, tmp_path: Path) -> None:
    """Cut by bytes, with its ending kept where it is one."""
    kept = file_name(Upload(name=name, content=b""))
    (tmp_path / kept).write_bytes(b"")
    assert not name.endswith(".html") or kept.endswith(".html")


def test_hostile_names_are_added_through_the_server(client: TestClient[Any], tmp_path: Path) -> None:
    """End to end: nothing is written outside, and the names that are shown are harmless."""
    before = sorted(tmp_path.parent.iterdir())
    add(client, [("../../up.txt", NEWS.encode()), ("\u202egpj.txt", OTHER.encode())])
    assert {line["name"] for line in listed(client)} == {"up.txt", "\u202egpj.txt"}
    assert sorted(tmp_path.parent.iterdir()) == before


def test_a_list_among_the_files_finds_its_neighbours_and_nothing_of_ours(
    client: TestClient[Any], tmp_path: Path
) -> None:
    """A manifest says who printed the files beside it; it does not open files of the server."""
    secret = tmp_path / "secret.txt"
    secret.write_text("The minister was killed in Mekelle.")
    rows = f"file,publisher,published\na.txt,Valley Courier,2021-05-10\n{secret},Thief,2021-05-11\n../../b.txt,Thief,\n"
    job = add(client, [("reports.csv", rows.encode()), ("a.txt", NEWS.encode())])
    assert job["added"] == 1
    assert {one["name"] for one in job["rejected"]} == {"secret.txt", "b.txt"}
    assert all("is not beside reports.csv" in one["why"] for one in job["rejected"])
    (line,) = listed(client)
    assert (line["name"], line["outlet"]) == ("a.txt", "Valley Courier")
    assert "minister" not in client.get("/api/reports").text


def test_hostile_text_comes_back_as_it_was(client: TestClient[Any]) -> None:
    """Markup in a report is text: the API gives it untouched, as JSON, and no browser may guess otherwise."""
    bad = "<script>alert(1)</script> \u202eevil <img src=x onerror=alert(1)>"
    add(client, text=f"Talks\n\nThe army said 3 people were killed in Mekelle {bad} on 9 May 2021.", name="bad")
    (line,) = listed(client)
    answer = client.get(f"/api/reports/{line['id']}")
    assert bad in answer.json()["text"]
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("day", ["yesterday", "2021-13-40", "10/05/2021", "<b>"])
def test_a_bad_day_is_refused_in_plain_words(client: TestClient[Any], day: str) -> None:
    """No trace of the machine, but what to write."""
    answer = client.post(
        "/api/reports", files=[("files", ("a.txt", b"x"))], data={"published": day}, headers=csrf(client)
    )
    assert answer.status_code == 400
    assert "year-month-day" in answer.json()["detail"]


def test_nothing_sent_is_told(client: TestClient[Any]) -> None:
    """An empty form is a mistake and no job."""
    answer = client.post("/api/reports", files=[("other", ("a", b"x"))], headers=csrf(client))
    assert answer.status_code == 400
    assert "nothing was sent" in answer.json()["detail"]


def test_too_much_is_told_in_plain_words(client: TestClient[Any]) -> None:
    """The limit and what to do instead."""
    answer = client.post(
        "/api/reports", files=[("files", ("big.txt", b"x" * (intake.LARGEST + 1)))], headers=csrf(client)
    )
    assert answer.status_code == 413
    assert "20 MB" in answer.json()["detail"]


def test_a_job_ends_even_where_the_server_fails(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is told without its entrails."""

    def broken(*_: object, **__: object) -> Iterator[Any]:
        raise ZeroDivisionError("/srv/inner/path")

    monkeypatch.setattr(intake, "read_all", broken)
    job = add(client, [("a.txt", NEWS.encode())])
    assert job["state"] == "failed"
    assert job["why"]
    assert "/srv" not in job["why"]


def test_a_job_that_never_was_is_not_found(client: TestClient[Any]) -> None:
    """404, in words."""
    answer = client.get("/api/jobs/nothing")
    assert answer.status_code == 404
    assert "nothing" in answer.json()["detail"]


def test_without_a_ledger_nothing_can_be_added() -> None:
    """And the answer says what would help."""
    from rashomon.pipeline import Contents

    session = Session("read once", lambda: Contents(reports=(), claims=(), rejected=()))
    with TestClient(create_app(session), base_url="http://127.0.0.1") as client:
        answer = client.post("/api/reports", files=[("files", ("a.txt", b"x"))], headers=csrf(client))
        assert answer.status_code == 403
        assert "--ledger" in answer.json()["detail"]
        assert client.get("/api/about").json()["writable"] is False


@pytest.mark.parametrize("path", ["reports", "judgements", "undo", "withdraw"])
def test_another_page_cannot_write(client: TestClient[Any], path: str) -> None:
    """Without the token in the header nothing is kept, whatever the cookie says."""
    client.get("/api/about")
    answer = client.post(f"/api/{path}", json={})
    assert answer.status_code == 403
    assert "load it again" in answer.json()["detail"]


def test_a_cookie_of_an_older_start_is_changed_for_a_new_one(client: TestClient[Any]) -> None:
    """After the server was started anew the page can still write, once it has asked again."""
    stale = {"cookie": "rashomon-csrf=0ld", "x-rashomon-csrf": "0ld"}
    answer = client.post("/api/reports", files=[("files", ("a.txt", b"x"))], headers=stale)
    assert answer.status_code == 403
    assert "rashomon-csrf=" in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_a_day_and_an_outlet_are_corrected_and_a_report_withdrawn(client: TestClient[Any]) -> None:
    """Judgements with reasons, through the same door as the page."""
    add(client, [("a.txt", NEWS.encode())], outlet="Courrier", published="2021-05-12")
    (line,) = listed(client)
    said = {"word": "correct", "subjects": [line["id"]], "reason": "the masthead", "author": "Ada"}
    for field, value in (("published", "2021-05-10"), ("outlet", "Valley Courier")):
        answer = client.post("/api/judgements", json={**said, "field": field, "value": value}, headers=csrf(client))
        assert answer.status_code == 201, answer.text
    before = line
    (line,) = listed(client)
    assert (line["published"], line["outlet"]) == ("2021-05-10", "Valley Courier")
    assert (line["id"], line["claims"]) == (before["id"], before["claims"]), "it is the same report, with its claims"
    gone = {"report": line["id"], "reason": "a forgery", "author": "Ada"}
    assert client.post("/api/withdraw", json=gone, headers=csrf(client)).status_code == 201
    assert listed(client) == []


def test_a_claim_names_every_decision_that_bears_on_it_and_no_other(client: TestClient[Any]) -> None:
    """Its own, its report's, its words', and what took one back."""
    other = "BOSSO\n\nA bomb killed two people in Bosso on Sunday, doctors said.\n"
    add(client, [("a.txt", NEWS.encode()), ("b.txt", other.encode())], outlet="Courrier", published="2021-05-12")
    by_name = {line["name"]: line for line in listed(client)}
    lit = client.get(f"/api/reports/{by_name['a.txt']['id']}").json()["lit"]
    views = [client.get(f"/api/claims/{one['claim']}").json() for one in lit]
    own = next(view["claim"] for view in views if view["claim"]["kind"] == "figure")
    (far, *_) = client.get(f"/api/reports/{by_name['b.txt']['id']}").json()["lit"]
    by = {"reason": "read it", "author": "Ada"}
    entries = {}
    for name, said in {
        "claim": {"word": "accept", "subjects": [own["id"]]},
        "report": {
            "word": "correct",
            "subjects": [by_name["a.txt"]["id"]],
            "field": "outlet",
            "value": "Valley Courier",
        },
        "elsewhere": {"word": "accept", "subjects": [far["claim"]]},
    }.items():
        answer = client.post("/api/judgements", json={**said, **by}, headers=csrf(client))
        assert answer.status_code == 201, answer.text
        entries[name] = answer.json()["entry"]
    undone = client.post("/api/undo", json={"entry": entries["claim"], **by}, headers=csrf(client)).json()["entry"]
    told = client.get(f"/api/claims/{own['id']}").json()["judgements"]
    assert [one["id"] for one in told] == [entries["claim"], entries["report"], undone]
    assert [one["stands"] for one in told] == [False, True, True]
    assert [one["id"] for one in client.get(f"/api/claims/{far['claim']}").json()["judgements"]] == [
        entries["elsewhere"]
    ]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8642", "", "localhost.evil"])
def test_a_name_that_is_not_ours_is_refused(client: TestClient[Any], host: str) -> None:
    """DNS rebinding: a page elsewhere cannot reach the server through a name of its own."""
    answer = client.get("/api/about", headers={"host": host})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("host", ["localhost", "localhost:8642", "127.0.0.1:1", "[::1]", "[::1]:8642", "LOCALHOST"])
def test_our_own_names_pass(client: TestClient[Any], host: str) -> None:
    """With any port, in any case."""
    assert client.get("/api/about", headers={"host": host}).status_code == 200


def test_the_token_is_asked_for_and_kept_once(tmp_path: Path) -> None:
    """401 without it; the address with it sets the cookie; afterwards the cookie does, and is not set again."""
    ledger = tmp_path / "war.ledger"
    from rashomon.ledger import open_ledger

    open_ledger(ledger, create=True).close()
    app = create_app(Session.of_ledger(ledger), token="s3cret", hosts=())  # noqa: S106  # of this test alone
    with TestClient(app, base_url="http://anywhere") as client:
        for path in ("/", "/api/about", "/api/reports", "/api/schema/openapi.json"):
            assert client.get(path).status_code == 401, path
        assert client.get("/api/about?token=wrong").status_code == 401
        assert client.get("/api/about", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/api/about", headers={"authorization": "Bearer s3cret"}).status_code == 200
        first = client.get("/api/about?token=s3cret")
        assert first.status_code == 200
        cookie = next(one for one in first.headers.get_list("set-cookie") if one.startswith("rashomon-token="))
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        again = client.get("/api/about")
        assert again.status_code == 200
        assert not any(one.startswith("rashomon-token=") for one in again.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/reports",
        "/api/about",
        "/api/nothing",
        "/nowhere",
        "/api/claims/none",
        "/assets/none.js",
        "/assets/../app.py",
    ],
)
def test_every_answer_has_the_headers_of_safety(client: TestClient[Any], path: str) -> None:
    """Errors and files as well."""
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_files_of_the_page_have_the_headers_of_safety(client: TestClient[Any]) -> None:
    """The script itself, as shipped."""
    from rashomon.web.app import STATIC

    names = [path.name for path in (STATIC / "assets").glob("*.js")]
    assert names
    answer = client.get(f"/assets/{names[0]}")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
