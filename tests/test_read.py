import datetime as dt
import gzip
import io
import json
import os
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from rashomon.model.text import Rejected, Report
from rashomon.read import Limits, count_inputs, read_paths

STORY = (
    "Rebels take border town after three days\n\n"
    "Rebels took the border town of Karuba on Friday, officials said.\n\n"
    "Thousands of people fled to the hills, and the hospital was closed.\n"
)
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Rebels take border town | Example News</title>
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2021-06-04T08:00:00+02:00">
<link rel="canonical" href="https://news.example/karuba"></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Rebels take border town</h1>
<p>Rebels took the border town of Karuba on Friday, officials said &ndash;
the third town to fall in a week &amp; the largest.</p>
<figure><img src="a.jpg"><figcaption>People cross the bridge at Karuba.</figcaption></figure>
<p>Thousands of people fled to the hills, aid workers said, and the only hospital in the area
was closed for want of fuel.</p>
<p>The army said that it would send more soldiers to the region and open
a road for those who want to leave the town.</p>
</article><footer>Copyright 2021 Example News</footer></body></html>"""
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Example News</title>
<item><title>Rebels take town</title><link>https://news.example/1</link>
<pubDate>Fri, 04 Jun 2021 23:30:00 +0200</pubDate>
<description>&lt;p&gt;Rebels took the town of Karuba on Friday, officials said.&lt;/p&gt;
&lt;p&gt;Thousands of people fled.&lt;/p&gt;</description></item>
<item><title>Army shells hills</title><link>https://news.example/2</link>
<description>The army shelled the hills to the east of the town, monitors said.</description></item></channel></rss>"""


def read(*paths: Path | str, **options: object) -> list[Report | Rejected]:
    return list(read_paths(paths, **options))  # type: ignore[arg-type]


def report(*paths: Path | str, **options: object) -> Report:
    (only,) = read(*paths, **options)
    assert isinstance(only, Report), only
    return only


def refusal(*paths: Path | str, **options: object) -> Rejected:
    (only,) = read(*paths, **options)
    assert isinstance(only, Rejected), only
    return only


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


# plain text


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    got = report(path, outlet="Example", published=dt.date(2021, 6, 5))
    assert got.text == STORY
    assert (got.name, got.outlet, got.published, got.published_basis) == (
        str(path),
        "Example",
        dt.date(2021, 6, 5),
        "given",
    )
    assert got.title is None
    assert got.blocks[0].role == "headline"


def test_a_text_that_nobody_dates_has_no_date(tmp_path: Path) -> None:
    got = report(write(tmp_path / "a.txt", STORY))
    assert (got.published, got.published_basis, got.outlet) == (None, "unknown", None)


def test_carriage_returns_become_newlines_and_runs_point_round_them(tmp_path: Path) -> None:
    data = "\ufeff" + STORY.replace("\n", "\r\n").replace("Karuba", "Karübá")
    got = report(write(tmp_path / "a.txt", data))
    raw = data.encode()
    assert got.text == STORY.replace("Karuba", "Karübá")
    assert all(raw[run.byte_start : run.byte_end].decode() == got.text[run.start : run.end] for run in got.runs)
    assert sum(run.end - run.start for run in got.runs) == len(got.text)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_other_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    words = STORY.replace("Rebels took", "“Rebels” took")
    assert report(write(tmp_path / "a.txt", words.encode(encoding))).text == words


def test_cyrillic_bytes_are_not_read_as_english(tmp_path: Path) -> None:
    words = "Российские войска заняли город на востоке страны, сообщили местные власти в пятницу. " * 4
    assert "Russian" in refusal(write(tmp_path / "a.txt", words)).why


# what cannot be read


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "nothing but white space"),
        (b"--- *** ---", "no words"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "old Office document"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x00\x01\x02\x03" * 50, "binary data"),
        ("The army’s town, the rebels’ hill and the people’s bridge, he said in Karuba. It’s gone.", "garbled"),
    ],
)  # fmt: skip
def test_refusals_name_the_file_and_say_what_it_is(tmp_path: Path, data: bytes | str, says: str) -> None:
    if says == "garbled":
        data = str(data).encode().decode("cp1252").encode()
    path = write(tmp_path / "x.txt", data)
    got = refusal(path)
    assert got.name == str(path)
    assert says in got.why


def test_a_word_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", "<w/>")
    assert "Word document" in refusal(path).why


def test_a_path_that_does_not_exist_does_not_stop_the_rest(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", STORY)
    first, second = read(tmp_path / "no.txt", good)
    assert isinstance(first, Rejected)
    assert first.why == "does not exist"
    assert isinstance(second, Report)


def test_a_text_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.truncate(200_000_000)
        out.seek(0)
        out.write(b"word " * 20_000)
    assert "larger than 1 MB" in refusal(path, limits=Limits(report_bytes=1_000_000)).why
    lines = tmp_path / "huge.jsonl"
    lines.write_bytes(b'{"text": "' + b"a" * 3_000_000 + b'"}\n' + json.dumps({"text": STORY}).encode() + b"\n")
    first, second = read(lines, limits=Limits(report_bytes=1_000_000))
    assert isinstance(first, Rejected)
    assert "larger than 1 MB" in first.why
    assert isinstance(second, Report)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_files_and_folders_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "f" / "a.txt", STORY)
    path.chmod(0)
    assert "cannot be opened" in refusal(path).why
    path.parent.chmod(0)
    try:
        assert "cannot be opened" in refusal(path.parent).why
    finally:
        path.parent.chmod(0o700)


def test_other_languages_are_refused_by_name(tmp_path: Path) -> None:
    french = "Les rebelles ont pris la ville vendredi, selon des responsables, et des milliers de civils ont fui."
    arabic = "سيطر المتمردون على البلدة الحدودية يوم الجمعة وفر آلاف المدنيين إلى التلال القريبة"
    assert "French" in refusal(write(tmp_path / "f.txt", french)).why
    assert "Arabic" in refusal(write(tmp_path / "a.txt", arabic)).why


def test_short_and_capital_english_passes(tmp_path: Path) -> None:
    for words in (
        "Karuba falls.",
        "Clashes in Karuba, Masisi",
        "REBELS BLEW UP A PIPELINE NEAR THE PORT TODAY. NOBODY WAS HURT.",
    ):
        assert report(write(tmp_path / "a.txt", words)).text == words


# folders


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c.txt", "__MACOSX/d.txt"):
        write(tmp_path / name, STORY)
    assert [Path(got.name).relative_to(tmp_path).as_posix() for got in read(tmp_path)] == [
        "a.txt",
        "b.txt",
        "sub/c.txt",
    ]
    assert count_inputs([tmp_path]) == 3


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    assert len(read(path, tmp_path, path)) == 1
    assert len(read(tmp_path, path)) == 1


def test_link_loops_end(tmp_path: Path) -> None:
    write(tmp_path / "d" / "a.txt", STORY)
    (tmp_path / "d" / "up").symlink_to(tmp_path / "d")
    (tmp_path / "d" / "self").symlink_to(tmp_path / "d" / "self")
    got = read(tmp_path / "d")
    assert [type(each) for each in got] == [Report, Rejected, Rejected]
    assert "symbolic link" in str(got[2])


def test_names_that_are_no_utf8_can_be_printed(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(raw, "wb") as out:  # noqa: PTH123  # Path takes no bytes
            out.write(STORY.encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    got = report(tmp_path)
    assert got.name.encode().endswith(b"caf\\xe9.txt")


def test_pictures_of_a_saved_page_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "story.html", PAGE)
    write(tmp_path / "story_files" / "a.jpg", b"\xff\xd8\xff\xe0")
    assert len(read(tmp_path)) == 1


# manifests


def test_a_manifest_says_who_printed_what_and_when(tmp_path: Path) -> None:
    write(tmp_path / "texts" / "a.txt", STORY)
    path = write(
        tmp_path / "reports.csv",
        "file,publisher,published,url\ntexts/a.txt,The Example,2021-06-05,https://news.example/1\n",
    )
    got = report(path, published=dt.date(1999, 1, 1))
    assert (got.name, got.outlet, got.published, got.published_basis, got.url) == (
        str(tmp_path / "texts" / "a.txt"), "The Example", dt.date(2021, 6, 5), "given", "https://news.example/1",
    )  # fmt: skip


def test_a_jsonl_manifest_does_the_same(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    path = write(
        tmp_path / "m.jsonl",
        json.dumps({"file": "a.txt", "publisher": "The Example", "published": "2021-06-05"}) + "\n",
    )
    assert report(path).outlet == "The Example"


def test_bad_rows_are_refused_and_the_others_go_on(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, STORY)
    rows = [
        "a.txt,X,2021-06-05",
        "gone.txt,X,2021-06-05",
        "b.txt,X,soon",
        "a.txt,Y,2021-06-06",
        ",X,2021-06-05",
        "b.txt",
    ]
    path = write(tmp_path / "reports.csv", "file,publisher,published\n" + "\n".join(rows) + "\n")
    got = read(path)
    assert [type(each).__name__ for each in got] == ["Report", *["Rejected"] * 5]
    said = [each.why for each in got if isinstance(each, Rejected)]
    for words, part in zip(said, ["does not exist", "'soon'", "named twice", "names no file", "cells"], strict=True):
        assert part in words


def test_a_manifest_without_a_column_says_which(tmp_path: Path) -> None:
    assert "published" in refusal(write(tmp_path / "m.csv", "file,publisher\na.txt,X\n")).why


def test_a_folder_with_a_manifest_follows_it(tmp_path: Path) -> None:
    for name in ("a.txt", "notes.txt"):
        write(tmp_path / name, STORY)
    write(tmp_path / "reports.csv", "file,publisher,published\na.txt,X,2021-06-05\n")
    first, second = read(tmp_path)
    assert isinstance(first, Report)
    assert first.outlet == "X"
    assert isinstance(second, Rejected)
    assert "reports.csv" in second.why


def test_a_file_given_beside_its_manifest_keeps_what_the_manifest_says(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    rows = write(tmp_path / "z.csv", "file,publisher,published\na.txt,X,2021-06-05\n")
    assert report(path, rows).outlet == "X"


# tables and JSON


def test_a_table_has_a_report_a_row(tmp_path: Path) -> None:
    head = "unit_id,article_title,article_content,source,date\n"
    row = '1,Town falls,"Karuba fell on Friday, he said: ""We fled""\r\nto the hills and the river.",Example,{}\n'
    path = write(tmp_path / "t.csv", head + row.format("4/5/2017") + row.format("4/16/2017"))
    first, second = read(path)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.name, first.outlet, first.published) == (f"{path}#1", "Example", dt.date(2017, 4, 5))
    assert second.published == dt.date(2017, 4, 16)
    assert first.title == "Town falls"
    assert 'he said: "We fled"\nto the hills' in first.text


def test_dates_that_nothing_settles_are_refused(tmp_path: Path) -> None:
    head = "text,publisher,published\n"
    row = "The town of Karuba fell on Friday and the people fled to the hills.,Example,{}\n"
    path = write(tmp_path / "t.csv", head + row.format("4/5/2017") + row.format("6/7/2017"))
    assert "'4/5/2017'" in refusal(path).why
    mixed = write(tmp_path / "m.csv", head + row.format("14/5/2017") + row.format("6/17/2017"))
    assert "day first" in refusal(mixed).why


def test_a_table_without_texts_is_refused(tmp_path: Path) -> None:
    assert "without a column of text" in refusal(write(tmp_path / "t.csv", "id,measure\n1,killed\n")).why


def test_a_quote_that_never_closes_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", 'text,published\n"The town fell on Friday\nand the people fled,2017-05-04\n')
    assert "quote" in refusal(path).why


def test_json_lines_and_lists(tmp_path: Path) -> None:
    one = {
        "content": STORY,
        "headline": "Town falls",
        "outlet": "Example",
        "date": "2021-06-05T10:00:00Z",
        "url": "https://x.example",
    }
    lines = write(tmp_path / "a.jsonl", json.dumps(one) + "\n{broken\n" + json.dumps({"title": "no text"}) + "\n")
    first, second, third = read(lines)
    assert isinstance(first, Report)
    assert (first.title, first.outlet, first.published) == ("Town falls", "Example", dt.date(2021, 6, 5))
    assert isinstance(second, Rejected)
    assert "JSON" in second.why
    assert isinstance(third, Rejected)
    assert "no text" in third.why
    listed = write(tmp_path / "b.json", json.dumps({"articles": [one, one]}, indent=1))
    assert [each.name for each in read(listed)] == [f"{listed}#1", f"{listed}#2"]


# pages and feeds


def test_a_page_gives_its_story_date_and_outlet(tmp_path: Path) -> None:
    got = report(write(tmp_path / "p.html", PAGE))
    assert (got.published, got.published_basis, got.outlet) == (dt.date(2021, 6, 4), "page", "Example News")
    assert got.text.startswith("Rebels take border town")
    assert "officials said – the third" in got.text
    assert "Home" not in got.text
    assert got.blocks[0].role == "headline"
    raw = PAGE.encode()
    assert all(raw[run.byte_start : run.byte_end].decode() == got.text[run.start : run.end] for run in got.runs)
    assert sum(run.end - run.start for run in got.runs) > 0.9 * len(got.text)


def test_what_the_user_says_outranks_a_page(tmp_path: Path) -> None:
    got = report(write(tmp_path / "p.html", PAGE), published=dt.date(2021, 6, 9), outlet="Other")
    assert (got.published, got.published_basis, got.outlet) == (dt.date(2021, 6, 9), "given", "Other")


def test_a_page_in_an_encoding_that_it_does_not_have_is_still_read(tmp_path: Path) -> None:
    got = report(
        write(tmp_path / "p.html", PAGE.replace('charset="utf-8"', 'charset="shift_jis"').replace("Karuba", "Karübá"))
    )
    assert "Karübá" in got.text


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    assert (
        "without a main text"
        in refusal(write(tmp_path / "p.html", "<html><body><script>x()</script></body></html>")).why
    )


def test_a_feed_gives_a_report_an_entry_with_the_printed_day(tmp_path: Path) -> None:
    path = write(tmp_path / "f.xml", RSS)
    first, second = read(path)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.name, first.outlet, first.published, first.url) == (
        f"{path}#1",
        "Example News",
        dt.date(2021, 6, 4),
        "https://news.example/1",
    )
    assert (
        first.text
        == "Rebels take town\n\nRebels took the town of Karuba on Friday, officials said.\n\nThousands of people fled."
    )
    assert (second.published, second.published_basis) == (None, "unknown")
    assert first.sha256 != second.sha256


# archives


def test_members_of_archives_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as out:
        out.writestr("in/a.txt", STORY)
        out.writestr("__MACOSX/a.txt", "x")
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as nested:
            nested.writestr("b.txt", STORY)
        out.writestr("n.zip", inner.getvalue())
    with tarfile.open(tmp_path / "t.tar.gz", "w:gz") as tar:
        info = tarfile.TarInfo("c.txt")
        info.size = len(STORY.encode())
        tar.addfile(info, io.BytesIO(STORY.encode()))
    write(tmp_path / "d.txt.gz", gzip.compress(STORY.encode()))
    got = read(tmp_path)
    assert all(isinstance(each, Report) for each in got), got
    names = [each.name.removeprefix(f"{tmp_path}/") for each in got]
    assert names == ["d.txt.gz", "t.tar.gz!c.txt", "z.zip!in/a.txt", "z.zip!n.zip!b.txt"]
    assert {each.text for each in got if isinstance(each, Report)} == {STORY}


def test_a_gzip_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(os.urandom(100).hex().encode() + STORY.encode() * 3)
    assert "cut short" in refusal(write(tmp_path / "a.txt.gz", whole[:-20])).why


def test_bombs_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.gz", gzip.compress(b"\n" * 30_000_000))
    assert "times its size" in refusal(tmp_path / "a.gz").why
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.txt", b"a" * 30_000_000)
    assert "times its size" in refusal(tmp_path / "b.zip").why
    data = STORY.encode()
    for _ in range(6):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as out:
            out.writestr("x.zip", data)
        data = inner.getvalue()
    assert "inside each other" in refusal(write(tmp_path / "c.zip", data)).why


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        out.writestr("a.txt", STORY)
    path = write(tmp_path / "b.zip", (tmp_path / "a.zip").read_bytes()[:-30])
    assert "damaged" in refusal(path).why


# the rest


def test_standard_input_is_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    got = report("-")
    assert (got.name, got.text) == ("-", STORY)


def test_reading_is_lazy(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    reading = read_paths([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(next(reading), Report)
    write(tmp_path / "b.txt", STORY)
    assert isinstance(next(reading), Report)


def test_the_compiled_word_lists_are_current() -> None:
    root = Path(__file__).resolve().parent.parent
    sys.path.insert(0, str(root / "tools"))
    try:
        import build_read
    finally:
        sys.path.pop(0)
    for name, text in build_read.compile_all().items():
        assert (root / "src" / "rashomon" / "read" / "data" / name).read_text(encoding="utf-8") == text, name
