"""The review screen by its keys: what is kept, what is shown, and that a small terminal is enough."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from cli_run import rashomon
from judging_build import REPORTS, fill
from rashomon.cli.review_screen import Choose, Keys, ReviewScreen
from rashomon.judgement import Desk
from rashomon.ledger import open_ledger

Act = Callable[[ReviewScreen, Pilot[None]], Awaitable[None]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "war.ledger"
    opened = open_ledger(made)
    fill(opened)
    opened.close()
    return made


def play(path: Path, act: Act, *, reason: str = "read both", size: tuple[int, int] = (80, 24)) -> None:
    """Open the screen on the ledger, act, and close it."""
    opened = open_ledger(path)

    async def run() -> None:
        screen = ReviewScreen(Desk(opened), reason=reason, author="Ada")
        async with screen.run_test(size=size) as pilot:
            await act(screen, pilot)

    try:
        # In a thread of its own: browser tests of the same worker keep a loop running in the main one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, run()).result()
    finally:
        opened.close()


async def press(screen: ReviewScreen, pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await screen.workers.wait_for_complete()
    await pilot.pause()


async def go_to(screen: ReviewScreen, pilot: Pilot[None], kind: str) -> None:
    at = next(n for n, one in enumerate(screen.shown) if one.kind == kind)
    await press(screen, pilot, *["j"] * at)
    assert screen.current is not None
    assert screen.current.kind == kind


def kept(path: Path) -> list[dict[str, object]]:
    rows = json.loads(rashomon("judgements", "--ledger", path, "--format", "json").out)
    assert isinstance(rows, list)
    return rows


def text_of(screen: ReviewScreen, name: str) -> str:
    return str(screen.query_one(name, Static).render())


def test_one_key_is_one_entry_and_the_question_is_gone(path: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await go_to(screen, pilot, "contested_toll")
        before = len(screen.shown)
        question = screen.current
        assert question is not None
        assert "Harbour Post" in text_of(screen, "#question")
        assert "Hill Times" in text_of(screen, "#question")
        await press(screen, pilot, "2", "x")
        assert len(kept(path)) == 1
        assert question.id not in {one.id for one in screen.shown}
        assert len(screen.shown) == before - 1

    play(path, act)
    (row,) = kept(path)
    assert (row["verdict"], row["subjects"], row["author"]) == ("discount", ["bbbb000000000004"], "Ada")


@pytest.mark.parametrize(("key", "word"), [("s", "same"), ("d", "different"), ("u", "unsure")])
def test_the_keys_of_a_pair(path: Path, key: str, word: str) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await go_to(screen, pilot, "contested_toll")
        await press(screen, pilot, key)

    play(path, act)
    assert [row["verdict"] for row in kept(path)] == [word]


def test_a_capital_letter_is_said_of_the_whole_figure(path: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await go_to(screen, pilot, "contested_toll")
        assert "the whole figure with its 2 claims: killed" in text_of(screen, "#question")
        await press(screen, pilot, "X")
        assert all(one.kind != "contested_toll" for one in screen.shown)

    play(path, act)
    (row,) = kept(path)
    assert (row["verdict"], row["field"]) == ("discount", "figure")
    assert len(row["subjects"]) == 2  # type: ignore[arg-type]


def test_z_takes_the_last_answer_back_and_the_question_returns(path: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await press(screen, pilot, "z")
        assert "nothing was answered here yet" in text_of(screen, "#status")
        await go_to(screen, pilot, "contested_toll")
        before = [one.id for one in screen.shown]
        await press(screen, pilot, "a")
        assert [one.id for one in screen.shown] != before
        await press(screen, pilot, "z")
        assert [one.id for one in screen.shown] == before

    play(path, act)
    assert [(row["verdict"], row["stands"]) for row in kept(path)] == [("accept", False), ("undo", True)]


def test_what_was_answered_is_not_asked_when_the_screen_opens_again(path: Path) -> None:
    async def answer(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await go_to(screen, pilot, "contested_toll")
        await press(screen, pilot, "u", "q")

    async def look(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert "contested_toll" not in {one.kind for one in screen.shown}

    play(path, answer)
    play(path, look)


def test_the_reason_is_asked_for_once(path: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await go_to(screen, pilot, "contested_toll")
        await press(screen, pilot, "u", "escape")
        assert not kept(path)
        await press(screen, pilot, "u", *"seen", "enter")
        assert "reason: seen" in text_of(screen, "#status")
        await press(screen, pilot, "z")

    play(path, act, reason="")
    assert [(row["verdict"], row["reason"]) for row in kept(path)] == [("unsure", "seen"), ("undo", "seen")]


def test_a_day_is_typed_for_an_undated_report_and_a_wrong_one_refused(path: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await go_to(screen, pilot, "undated_report")
        await press(screen, pilot, "n")
        assert isinstance(screen.screen, Choose)
        screen.screen.query_one(Input).focus()
        await press(screen, pilot, *"Sunday", "enter")
        assert not kept(path)
        await press(screen, pilot, "n")
        screen.screen.query_one(Input).focus()
        await press(screen, pilot, *"2021-05-12", "enter")
        assert "undated_report" not in {one.kind for one in screen.shown}

    play(path, act)
    (row,) = kept(path)
    assert (row["verdict"], row["subjects"], row["value"]) == ("correct", [REPORTS[2].id], "2021-05-12")


def test_an_answer_that_is_none_is_said_and_not_kept(path: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await go_to(screen, pilot, "undated_report")
        await press(screen, pilot, "s")
        assert "is no answer to this" in text_of(screen, "#status")

    play(path, act)
    assert not kept(path)


def test_a_filter_leaves_what_holds_its_words(path: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        every = len(screen.shown)
        await press(screen, pilot, "slash", *"hill times", "enter")
        assert 0 < len(screen.shown) < every
        assert all("Hill Times" in {words.outlet for words in one.words} for one in screen.shown)
        await press(screen, pilot, "slash", *["backspace"] * 10, "enter")
        assert len(screen.shown) == every

    play(path, act)


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (160, 50)])
def test_it_fits_and_survives_another_size(path: Path, size: tuple[int, int]) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        for width, height in (size, (60, 20), size):
            await pilot.resize_terminal(width, height)
            await press(screen, pilot, "j", "k")
            for name in ("#list", "#detail", "#status", "#keys"):
                region = screen.query_one(name).region
                assert region.width > 0
                assert region.height > 0
                assert region.right <= width
                assert region.bottom <= height
        await press(screen, pilot, "question_mark")
        assert isinstance(screen.screen, Keys)
        await press(screen, pilot, "j")
        assert not isinstance(screen.screen, Keys)

    play(path, act, size=size)


def test_the_list_moves_by_letters_and_arrows(path: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        listed = screen.query_one("#list", OptionList)
        await press(screen, pilot, "j")
        assert listed.highlighted == 1
        await press(screen, pilot, "up", "k", "k")
        assert listed.highlighted == 0

    play(path, act)


# -- without and with a terminal --------------------------------------------------------------------------------------


def test_without_a_terminal_the_queue_is_printed(path: Path) -> None:
    text = rashomon("review", "--ledger", path)
    assert (text.code, text.err) == (0, "")
    assert "which number? killed in mindat" in text.out
    rows = json.loads(rashomon("review", "--ledger", path, "--format", "json").out)
    assert [row["rank"] for row in rows] == sorted((row["rank"] for row in rows), reverse=True)
    assert len(text.out.splitlines()) >= len(rows)
    assert rows[0].keys() >= {"id", "kind", "subjects", "title", "why", "words", "impact", "ambiguity", "offers"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_ctrl_c_leaves_what_was_kept_in_a_whole_ledger(path: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        arguments = [sys.executable, "-m", "rashomon", "review", "--ledger", str(path), "--reason", "x"]
        os.execv(sys.executable, arguments)  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen, until = b"", time.monotonic() + 60
    keys = [(b"open", b"a"), (b"kept", b"\x03")]
    try:
        while time.monotonic() < until:
            ready, _, _ = select.select([terminal], [], [], 0.2)
            if ready:
                try:
                    seen += os.read(terminal, 65536)
                except OSError:
                    break
            elif keys and keys[0][0] in seen:
                os.write(terminal, keys.pop(0)[1])
        else:
            os.kill(child, signal.SIGKILL)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    opened = open_ledger(path)
    assert opened.verify() == ()
    opened.close()
    assert [row["verdict"] for row in kept(path)] == ["accept"]
