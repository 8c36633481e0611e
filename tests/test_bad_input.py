"""What goes wrong in real folders, through the command line: each fault named with its file, the others read."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_run import rashomon

STORY = "Rebels killed ten soldiers in Goma on Tuesday, officials said.\n"


def gzipped_short(path: Path) -> None:
    path.write_bytes(gzip.compress(STORY.encode() * 200, mtime=0)[:-20])


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))


def long_line(path: Path) -> None:
    """200 MB without a newline, of which the disk holds next to nothing."""
    with path.open("wb") as file:
        file.write(STORY.rstrip().encode())
        file.truncate(200_000_000)


def long_row(path: Path) -> None:
    path.write_bytes(b'title,text\n"' + b"x" * 20_000_000)


def wrong_encoding(path: Path) -> None:
    """UTF-8 taken for Windows-1252 and saved again: every mark is doubly encoded."""
    text = ("The mayor of Łódź said: “Nobody fled”. Officials in Đà Nẵng said “ten” had. " * 40).encode()
    path.write_bytes(text.decode("latin-1").encode())


def page_without_text(path: Path) -> None:
    path.write_text("<html><head><script>load('story')</script></head><body><div id='story'></div></body></html>")


def folded_bomb(path: Path) -> None:
    path.write_bytes(gzip.compress(bytes(80_000_000), mtime=0))


def broken_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", STORY)
    path.write_bytes(path.read_bytes()[:-40])


def foreign(path: Path) -> None:
    path.write_text(
        "Les rebelles ont tué dix soldats mardi dans la ville, selon des responsables du gouvernement.\n" * 4
    )


FAULTS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an empty file": ("empty.txt", lambda path: path.write_bytes(b"")),
    "only white space": ("blank.txt", lambda path: path.write_text(" \n\t\n" * 50)),
    "binary": ("data.txt", binary),
    "a picture": ("photo.txt", picture),
    "a truncated gzip": ("cut.txt.gz", gzipped_short),
    "a damaged zip": ("cut.zip", broken_zip),
    "a file that unfolds to far more": ("bomb.txt.gz", folded_bomb),
    "a 200 MB line": ("line.txt", long_line),
    "a row without end": ("row.csv", long_row),
    "a doubly encoded text": ("mojibake.txt", wrong_encoding),
    "a page without text": ("page.html", page_without_text),
    "another language": ("autre.txt", foreign),
    "JSON that breaks off": ("cut.json", lambda path: path.write_text('[{"text": "Rebels')),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_report_is_named_and_the_others_are_read(tmp_path: Path, fault: str) -> None:
    name, make = FAULTS[fault]
    (tmp_path / "a-story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "z-story.txt").write_text(STORY.replace("ten", "two"), encoding="utf-8")
    make(tmp_path / name)
    before = time.process_time()
    done = rashomon("claims", tmp_path, "--format", "csv", "--published", "2012-11-21")
    assert time.process_time() - before < 20
    assert done.code == 1
    (line,) = done.err.splitlines()
    assert line.startswith("not read: ")
    assert name in line
    assert len(line.split(": ", 2)[2]) >= len("is empty"), "a reason"
    assert "ten soldiers" in done.out
    assert "two soldiers" in done.out


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_report_alone_is_named(tmp_path: Path, fault: str) -> None:
    name, make = FAULTS[fault]
    make(tmp_path / name)
    done = rashomon("claims", tmp_path / name, "--format", "jsonl")
    assert (done.code, done.out) == (1, "")
    assert name in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")
@pytest.mark.parametrize("fault", ["a 200 MB line", "a file that unfolds to far more", "a row without end"])
def test_a_huge_report_is_refused_fast_and_in_little_memory(tmp_path: Path, fault: str) -> None:
    name, make = FAULTS[fault]
    make(tmp_path / name)
    program = (
        "import resource, sys, time\n"
        "from cli_run import rashomon\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "done = rashomon('claims', sys.argv[1])\n"
        "grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024\n"
        "print(done.code, grown, round(time.process_time()), done.err)\n"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / name)],
        capture_output=True, text=True, check=True, env=surroundings,
    )  # fmt: skip
    code, megabytes, seconds, told = done.stdout.split(" ", 3)
    assert int(code) == 1
    assert name in told
    assert int(seconds) < 15
    assert int(megabytes) < 200, "far less than the file"


# -- manifests --------------------------------------------------------------------------------------------------------


def manifest(folder: Path, *rows: str, head: str = "file,publisher,published") -> Path:
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_text(STORY.replace("ten", "two"), encoding="utf-8")
    path = folder / "reports.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_manifest_that_names_a_missing_file(tmp_path: Path) -> None:
    listed = manifest(tmp_path, "a.txt,Gazette,2012-11-21", "gone.txt,Gazette,2012-11-21", "b.txt,Post,2012-11-22")
    done = rashomon("claims", listed, "--format", "csv")
    assert done.code == 1
    (line,) = done.err.splitlines()
    assert "gone.txt" in line
    assert "does not exist" in line
    assert "reports.csv" in line
    assert "ten soldiers" in done.out
    assert "two soldiers" in done.out


@pytest.mark.parametrize("day", ["2012-11-31", "yesterday", "2012-13-01"])
def test_a_manifest_with_a_bad_day(tmp_path: Path, day: str) -> None:
    listed = manifest(tmp_path, f"a.txt,Gazette,{day}", "b.txt,Post,2012-11-22")
    done = rashomon("claims", listed, "--format", "csv")
    assert done.code == 1
    (line,) = done.err.splitlines()
    assert day in line
    assert "a.txt" in line or "reports.csv" in line
    assert "two soldiers" in done.out
    assert "ten soldiers" not in done.out, "a report whose day is in doubt must not be placed in time"


def test_a_manifest_whose_days_can_be_read_two_ways(tmp_path: Path) -> None:
    listed = manifest(tmp_path, "a.txt,Gazette,03/04/2012", "b.txt,Post,05/04/2012")
    done = rashomon("claims", listed, "--format", "jsonl")
    assert (done.code, done.out) == (1, "")
    assert "reports.csv" in done.err


def test_a_manifest_with_rows_twice(tmp_path: Path) -> None:
    listed = manifest(tmp_path, "a.txt,Gazette,2012-11-21", "a.txt,Gazette,2012-11-22", "b.txt,Post,2012-11-22")
    done = rashomon("claims", listed, "--format", "csv")
    assert done.code == 1
    (line,) = done.err.splitlines()
    assert "a.txt" in line
    assert "named twice" in line
    assert done.out.count("ten soldiers") == rashomon("claims", tmp_path / "a.txt", "--format", "csv").out.count(
        "ten soldiers"
    )


def test_a_manifest_of_nothing_says_so(tmp_path: Path) -> None:
    listed = manifest(tmp_path)
    done = rashomon("brief", listed)
    assert (done.code, done.out) == (2, "")
    assert "reports.csv: no reports there" in done.err


def test_a_file_of_the_folder_that_its_manifest_forgot_is_named(tmp_path: Path) -> None:
    manifest(tmp_path, "a.txt,Gazette,2012-11-21")
    done = rashomon("claims", tmp_path, "--format", "csv")
    assert done.code == 1
    assert "b.txt" in done.err
    assert "ten soldiers" in done.out


# -- folders and outputs ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_may_not_be_opened(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    closed.chmod(0)
    try:
        done = rashomon("claims", tmp_path, "--format", "csv")
    finally:
        closed.chmod(0o700)
    assert done.code == 1
    assert "closed" in done.err
    assert "ten soldiers" in done.out


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    for command in (["brief", folder], ["read", folder, "--ledger", tmp_path / "war.ledger"]):
        done = rashomon(*command)
        assert (done.code, done.out) == (2, "")
        assert "nothing: no reports there" in done.err


def test_a_bad_report_still_leaves_a_whole_file(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "story.txt").write_text(STORY, encoding="utf-8")
    (reports / "empty.txt").write_bytes(b"")
    target = tmp_path / "brief.html"
    done = rashomon("brief", reports, "--format", "html", "-o", target)
    assert done.code == 1
    text = target.read_text(encoding="utf-8")
    assert text.rstrip().endswith("</html>")
    assert "empty.txt" in text
    assert not list(tmp_path.glob(".*"))


def test_a_bad_question_writes_no_file(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    target = tmp_path / "out.csv"
    done = rashomon("figures", tmp_path / "story.txt", "--measure", "dead", "--format", "csv", "-o", target)
    assert done.code == 2
    assert not target.exists()


def test_bad_reports_do_not_keep_the_others_out_of_a_ledger(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(STORY, encoding="utf-8")
    (reports / "empty.txt").write_bytes(b"")
    ledger = tmp_path / "war.ledger"
    done = rashomon("read", reports, "--ledger", ledger)
    assert done.code == 1
    assert "1 reports added" in done.out
    assert "1 not read" in done.out
    assert "empty.txt" in done.err
