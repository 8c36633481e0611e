import gzip
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model.text import Rejected, Report
from rashomon.read import Limits, read_paths
from rashomon.read.blocks import find_blocks

SUFFIXES = st.sampled_from([".txt", ".html", ".xml", ".csv", ".jsonl", ".json", ".gz", ".zip", ".tar", ""])
STARTS = st.sampled_from([
    b"", b"<html><body><p>", b"<rss><channel><item>", b"<?xml version='1.0'?><feed>", b"text,date\n",
    b"file,publisher,published\n", b'{"text": "',
    b"[", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00",
    b"The people of the town said that ",
])  # fmt: skip
PIECES = st.sampled_from([
    "The army took the town on Friday, officials said.", "By Jane Doe in Goma", "(Reuters)", "GOMA (AFP) - ",
    "Click to follow",
    "|", "Read more: X",
    "Additional reporting by agencies", "Smoke rises over the hill", "12 May 2019", "\n", "\n\n", "\r\n", "\r", " ",
    "Source: X and agencies", "—",
    "Fears of famine", "People inspect a house in Karuba on June 3", "\u2028", "\x85", "é", "🙂",
    "“No,” he said.", "Most Popular", "- REUTERS", ".", "\u00a0", "\ufeff",
])  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join)


def read_bytes(data: bytes, suffix: str) -> list[Report | Rejected]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(data)
        return list(read_paths([path], limits=Limits(report_bytes=100_000)))


def check(report: Report) -> None:
    at = 0
    for block in report.blocks:
        assert at <= block.start < block.end <= len(report.text)
        assert not report.text[at : block.start].strip()
        at = block.end
    assert not report.text[at:].strip()
    assert "\r" not in report.text
    last = 0
    for run in report.runs:
        assert last <= run.start < run.end <= len(report.text)
        assert run.byte_start < run.byte_end
        last = run.end


@settings(max_examples=300, deadline=None)
@given(start=STARTS, rest=st.binary(max_size=300), suffix=SUFFIXES)
def test_any_bytes_become_reports_or_refusals(start: bytes, rest: bytes, suffix: str) -> None:
    for got in read_bytes(start + rest, suffix):
        if isinstance(got, Rejected):
            assert got.name
            assert got.why
        else:
            check(got)


@settings(max_examples=200, deadline=None)
@given(start=STARTS, words=TEXTS, suffix=SUFFIXES)
def test_any_text_becomes_reports_or_refusals(start: bytes, words: str, suffix: str) -> None:
    data = start + words.encode("utf-8", "replace")
    for got in (*read_bytes(data, suffix), *read_bytes(gzip.compress(data), suffix)):
        if isinstance(got, Report):
            check(got)


@settings(max_examples=200, deadline=None)
@given(words=TEXTS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_runs_of_plain_text_decode_to_its_words(words: str, encoding: str) -> None:
    data = ("The people said that it was so.\r\n" + words).encode(encoding, "replace")
    for got in read_bytes(data, ".txt"):
        if isinstance(got, Report):
            check(got)
            for run in got.runs:
                assert data[run.byte_start : run.byte_end].decode(got.encoding) == got.text[run.start : run.end]
            traced = sum(run.end - run.start for run in got.runs)
            assert traced + len(words) - len(words.replace("\r", "")) >= len(got.text)


@settings(max_examples=300, deadline=None)
@given(words=TEXTS, title=st.one_of(st.none(), PIECES))
def test_blocks_are_in_order_and_leave_only_white_space(words: str, title: str | None) -> None:
    at = 0
    for block in find_blocks(words, title=title).blocks:
        assert at <= block.start < block.end <= len(words)
        assert not words[at : block.start].strip()
        at = block.end
    assert not words[at:].strip()


def test_reading_twice_gives_the_same_reports() -> None:
    data = b"The army took the town on Friday, officials said.\n"
    first, second = read_bytes(data, ".txt"), read_bytes(data, ".txt")
    assert [getattr(each, "sha256", None) for each in first] == [getattr(each, "sha256", None) for each in second]
