"""Every command as a user meets it: on the sample, in every format, with good and bad questions."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli_run import rashomon
from rashomon.asking import Asking
from rashomon.cli import group
from rashomon.cli.tables import COLUMNS, safe_cell

SAMPLE = Path(__file__).parents[1] / "sample"
SNAPSHOTS = Path(__file__).parent / "snapshots"
ROWS = ("claims", "figures", "control", "events")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, read once: what it takes is the parser."""
    path = tmp_path_factory.mktemp("ledger") / "sample.ledger"
    done = rashomon("read", SAMPLE / "reports.csv", "--ledger", path)
    assert done.code == 0, done.err
    assert re.search(r"21 reports added with \d{3} claims, 0 already there, 0 not read", done.out)
    return path


def rows_of(*arguments: object) -> list[dict[str, Any]]:
    done = rashomon(*arguments, "--format", "json")
    assert done.code == 0, done.err
    rows = json.loads(done.out)
    assert isinstance(rows, list)
    return rows


# -- formats ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ROWS)
def test_formats_hold_the_same_rows(ledger: Path, command: str) -> None:
    rows = rows_of(command, "--ledger", ledger)
    assert rows
    lines = rashomon(command, "--ledger", ledger, "--format", "jsonl")
    assert [json.loads(line) for line in lines.out.splitlines()] == rows
    table = list(csv.reader(io.StringIO(rashomon(command, "--ledger", ledger, "--format", "csv").out)))
    assert table[0] == list(COLUMNS[command])
    assert len(table) == len(rows) + 1
    marked = rashomon(command, "--ledger", ledger, "--format", "md").out.splitlines()
    assert len(marked) == len(rows) + 2
    assert all(line.startswith("| ") or set(line) <= set("|-") for line in marked)
    text = rashomon(command, "--ledger", ledger)
    assert text.code == 0
    assert "\x1b" not in text.out


@pytest.mark.parametrize(
    ("form", "opening"), [("text", "Kunduz"), ("md", "# "), ("html", "<!doctype html>"), ("json", "{")]
)
def test_the_brief_comes_in_every_format(ledger: Path, form: str, opening: str) -> None:
    done = rashomon("brief", "--ledger", ledger, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert done.out.lower().startswith(opening.lower())
    assert "Goma" in done.out


def test_the_brief_folds_to_the_width_asked_for(ledger: Path) -> None:
    done = rashomon("brief", "--ledger", ledger, "--width", "70")
    assert max(map(len, done.out.splitlines())) <= 70


def test_a_line_is_a_line_where_no_terminal_folds_it(ledger: Path) -> None:
    rows = rows_of("claims", "--ledger", ledger)
    lines = rashomon("claims", "--ledger", ledger).out.splitlines()
    assert len(lines) == 2 * len(rows)


def test_an_answer_goes_into_a_file_as_a_whole(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "figures.csv"
    done = rashomon("figures", "--ledger", ledger, "--format", "csv", "-o", target)
    assert (done.code, done.out) == (0, "")
    assert str(target) in done.err
    assert target.read_text(encoding="utf-8") == rashomon("figures", "--ledger", ledger, "--format", "csv").out
    assert [path.name for path in target.parent.iterdir()] == ["figures.csv"]


@pytest.mark.skipif(os.name == "nt", reason="other errors there")
def test_a_file_that_cannot_be_written_leaves_nothing_behind(ledger: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("here before", encoding="utf-8")
    done = rashomon("brief", "--ledger", ledger, "-o", blocked / "brief.txt")
    assert done.code == 2
    assert "cannot be written" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]
    assert blocked.read_text(encoding="utf-8") == "here before"


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+41 rebels", "'+41 rebels"),
        ("-5", "'-5"),
        ("@army", "'@army"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("5 – 7", "5 – 7"),
        ("", ""),
    ],
)
def test_no_cell_is_taken_for_a_formula(cell: str, safe: str) -> None:
    assert safe_cell(cell) == safe


def test_a_quote_that_opens_like_a_formula_is_guarded_in_the_table(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Rebels killed ten soldiers in Goma on Tuesday, officials said.\n", encoding="utf-8")
    done = rashomon("claims", story, "--outlet", "=cmd|' /C calc'!A0", "--published", "2012-11-21", "--format", "csv")
    assert done.code == 0
    cells = [cell for row in csv.reader(io.StringIO(done.out)) for cell in row]
    assert any("=cmd" in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in set("=+-@")]


# -- answers ----------------------------------------------------------------------------------------------------------


def test_paths_and_ledger_give_one_answer(ledger: Path) -> None:
    manifest = SAMPLE / "reports.csv"
    assert rows_of("figures", manifest) == rows_of("figures", "--ledger", ledger)


def test_reading_again_adds_nothing(ledger: Path) -> None:
    done = rashomon("read", SAMPLE / "reports.csv", "--ledger", ledger)
    assert "0 reports added with 0 claims, 21 already there, 0 not read" in done.out


@pytest.mark.parametrize("command", ROWS)
def test_what_was_known_earlier_is_less(ledger: Path, command: str) -> None:
    early = rows_of(command, "--ledger", ledger, "--known", "2012-11-18")
    assert len(early) < len(rows_of(command, "--ledger", ledger))
    assert "2015" not in json.dumps(early)


def test_a_place_changes_hands_only_once_it_was_printed(ledger: Path) -> None:
    asked = ("control", "--ledger", ledger, "--place", "Goma", "--on", "2012-11-21")
    assert [row["holder"] for row in rows_of(*asked)] == ["M23"]
    assert [row["status"] for row in rows_of(*asked, "--known", "2012-11-17")] == ["unknown"]


def test_questions_narrow_the_answer(ledger: Path) -> None:
    figures = rows_of("figures", "--ledger", ledger, "--measure", "killed", "--place", "Kunduz")
    assert figures
    assert {(row["measure"], row["place"]) for row in figures} == {("killed", "Kunduz")}
    events = rows_of("events", "--ledger", ledger, "--from", "2015-01-01")
    assert events
    assert all(row["valid"]["end"] is None or row["valid"]["end"] >= "2015" for row in events)


def test_explain_shows_the_sentence_with_marks_and_the_rules(ledger: Path) -> None:
    claim = next(row for row in rows_of("claims", "--ledger", ledger) if row["trace"] and "\n" not in row["quote"])
    done = rashomon("explain", claim["id"][:10], "--ledger", ledger)
    assert done.code == 0
    flat = " ".join(done.out.split())
    assert "»" + " ".join(claim["quote"].split()) + "«" in flat
    assert claim["report"] in flat
    for step in claim["trace"]:
        assert step["rule"] in done.out.replace("\n", "")


def test_completion_prints_a_script() -> None:
    done = rashomon("completion", "bash")
    assert done.code == 0
    assert "_RASHOMON_COMPLETE=bash_complete" in done.out
    assert subprocess.run(["bash", "-n"], input=done.out, text=True, check=False).returncode == 0


# -- questions that cannot be asked -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["figures", "--measure", "dead"], "no measure 'dead'; there are killed"),
        (["figures", "--place", "Qwxzzy"], "no place 'Qwxzzy'"),
        (["control", "--place", "Qwxzzy"], "no place 'Qwxzzy'"),
        (["control", "--on", "2012-02-30"], "is no day; write it YYYY-MM-DD"),
        (["brief", "--known", "21/11/2012"], "is no day; write it YYYY-MM-DD"),
        (["claims", "--format", "xlsx"], "'xlsx' is not one of"),
        (["events", "--workers", "0"], "--workers"),
        (["explain", "ffffffffffffffff"], "no claim begins with"),
        (["explain", ""], "claims begin with"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_question_that_cannot_be_asked_is_one_line_and_status_2(
    ledger: Path, arguments: list[str], told: str
) -> None:
    done = rashomon(*arguments, "--ledger", ledger)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err
    last = done.err.rstrip("\n").splitlines()[-1]
    assert told in last


@pytest.mark.parametrize("command", [*ROWS, "brief"])
def test_a_question_about_nothing_says_what_to_name(command: str) -> None:
    done = rashomon(command)
    assert done.code == 2
    assert "name at least one report, folder or manifest, or --ledger FILE" in done.err


def test_a_ledger_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = rashomon("brief", "--ledger", tmp_path / "none.ledger")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "none.ledger" in done.err
    assert not list(tmp_path.iterdir()), "asking makes no file"


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    other = tmp_path / "list.ledger"
    other.write_text("milk, bread\n" * 400, encoding="utf-8")
    for command in (["brief", "--ledger", other], ["read", SAMPLE / "reports.csv", "--ledger", other]):
        done = rashomon(*command)
        assert (done.code, done.out) == (2, "")
        assert "list.ledger" in done.err
        assert done.err.count("\n") == 1


def test_an_unknown_command_is_refused() -> None:
    done = rashomon("breif")
    assert done.code == 2
    assert "breif" in done.err


def test_ctrl_c_says_that_what_was_kept_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rashomon.engine.read_all", stop)
    done = rashomon("read", SAMPLE / "reports.csv", "--ledger", tmp_path / "war.ledger")
    assert (done.code, done.out) == (130, "")
    assert done.err.strip() == "stopped; what was acknowledged is kept"


# -- the script itself ------------------------------------------------------------------------------------------------


def script(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, **surroundings},
    )  # fmt: skip


def test_the_script_reads_and_answers_with_its_statuses(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Rebels killed ten soldiers in Goma on Tuesday, officials said.\n", encoding="utf-8")
    good = script("claims", str(story), "--format", "jsonl")
    assert good.returncode == 0, good.stderr
    assert json.loads(good.stdout.splitlines()[0])["report"] == str(story)
    some = script("claims", str(story), str(tmp_path / "gone.txt"), "--format", "jsonl")
    assert some.returncode == 1
    assert some.stdout == good.stdout
    assert "gone.txt: does not exist" in some.stderr
    assert script("claims", "--format", "nothing").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="needs bash")
def test_a_reader_that_has_seen_enough_is_no_error(ledger: Path) -> None:
    line = f'"{sys.executable}" -m rashomon claims --ledger "{ledger}" --format jsonl | head -1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_help_and_version_load_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from rashomon.cli import main\n"
        "sys.argv = ['rashomon', sys.argv[1]]\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "heavy = {'spacy', 'thinc', 'numpy', 'trafilatura', 'lxml', 'feedparser', 'rich', 'sqlite3', 'marisa_trie'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    for option in ("--help", "--version"):
        done = subprocess.run([sys.executable, "-c", program, option], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_importing_the_package_loads_nothing() -> None:
    program = "import sys, rashomon\nassert not {'spacy', 'msgspec', 'click'} & set(sys.modules)\n"
    subprocess.run([sys.executable, "-c", program], check=True)


def on_a_terminal(arguments: list[str], **surroundings: str) -> str:
    """What the script prints where it believes in a terminal."""
    program = (
        "import os, pty, sys\n"
        "os.environ.update(TERM='xterm-256color', COLUMNS='100')\n"
        "pty.spawn([sys.executable, '-m', 'rashomon', *sys.argv[1:]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, check=True, stdin=subprocess.DEVNULL, env={**os.environ, **surroundings},
    )  # fmt: skip
    return done.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_colour_unless_no_color_is_set(ledger: Path) -> None:
    asked = ["control", "--ledger", str(ledger)]
    coloured = on_a_terminal(asked, NO_COLOR="")
    plain = on_a_terminal(asked, NO_COLOR="1")
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert "Goma" in plain


# -- the texts of help ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *sorted(group.commands)])
def test_help_is_as_reviewed(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The surface as users see it; RASHOMON_SNAPSHOTS=write writes it anew for review in the diff."""
    monkeypatch.setenv("COLUMNS", "100")
    done = rashomon(*filter(None, [command]), "--help")
    assert done.code == 0
    kept = SNAPSHOTS / f"help-{command or 'rashomon'}.txt"
    if os.environ.get("RASHOMON_SNAPSHOTS") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(done.out, encoding="utf-8")
    assert done.out == kept.read_text(encoding="utf-8")


def test_no_help_is_kept_of_a_command_that_is_gone() -> None:
    kept = {path.name for path in SNAPSHOTS.glob("help-*.txt")}
    assert kept == {f"help-{name}.txt" for name in ["rashomon", *group.commands]}


def test_what_is_kept_of_places_answers_as_folding_does(ledger: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ledger"
    shutil.copy(ledger, own)
    asked = [
        ("figures", "--place", "Goma", "--known", "2012-11-25"),
        ("figures", "--place", "kunduz", "--on", "2015-10-03"),
        ("control", "--place", "Goma", "--on", "2012-11-21"),
        ("control", "--place", "Goma", "--known", "2012-11-20"),
    ]
    folded = [rows_of(command, str(SAMPLE / "reports.csv"), *options) for command, *options in asked]
    done = rashomon("keep", "--ledger", own)
    assert "0 places worked out" in done.out, "nothing of the sample is told of often enough"
    for least in (20, 1):
        kept = Asking(own, least=least)
        assert all(isinstance(new, bool) for _, new in kept.keep_all())
        kept.close()
        assert [rows_of(command, "--ledger", own, *options) for command, *options in asked] == folded
    assert "0 places worked out" in rashomon("keep", "--ledger", own).out


def test_a_place_that_nobody_tells_of_is_unknown_and_a_misspelt_one_refused(ledger: Path) -> None:
    asked = ("control", "--ledger", ledger, "--on", "2012-11-21", "--place")
    assert [row["status"] for row in rows_of(*asked, "Reykjavik")] == ["unknown"]
    assert rashomon(*asked, "Gomma-on-Sea").code == 2
