"""What the columns of a table and the keys of a JSON report are called, and what their values say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from rashomon.errors import InputError
from rashomon.read.dates import Order, read_day
from rashomon.read.source import Hints

# In order of preference: the first that is there is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article_content", "article_text", "article_body", "full_text", "fulltext",
             "maintext", "main_text", "story", "article", "content_text", "content_html", "description", "excerpt"),
    "title": ("title", "headline", "article_title", "head_line"),
    "outlet": ("publisher", "outlet", "source", "publication", "newspaper", "source_name", "news_source", "site",
               "sitename", "domain"),
    "published": ("published", "date", "publication_date", "pub_date", "pubdate", "published_at", "publishedat",
                  "publish_date", "date_published", "date_publish", "article_date", "published_date",
                  "publication_datetime"),
    "url": ("url", "link", "article_url", "web_url", "source_url"),
    "file": ("file", "path", "filename", "file_name", "filepath"),
}  # fmt: skip


def column_of(field: str, columns: Iterable[str]) -> str | None:
    """The column that holds a field (`text`, `title`, `outlet`, `published`, `url`, `file`), or None."""
    known = {column.strip().lower().replace(" ", "_").replace("-", "_"): column for column in columns}
    return next((known[name] for name in NAMES[field] if name in known), None)


def is_manifest(columns: Iterable[str]) -> bool:
    """Whether rows name files of reports instead of holding their text."""
    columns = tuple(columns)
    return column_of("file", columns) is not None and column_of("text", columns) is None


def cell(row: Mapping[str, object], field: str) -> str | None:
    """What a row says in a field, None where it is silent. A publisher may be an object with a name."""
    column = column_of(field, row)
    value = row.get(column) if column is not None else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    words = str(value)
    return words if words.strip() else None


def hints_of(name: str, row: Mapping[str, object], order: Order | None) -> Hints:
    """Outlet, day, title and address of a row.

    Args:
        name: For errors.
        row: Cells or values by column or key.
        order: How slashed dates are written in this file.

    Raises:
        InputError: Its date is no day.
    """
    stated = cell(row, "published")
    return Hints(
        outlet=_stripped(cell(row, "outlet")),
        published=read_published(name, stated, order) if stated is not None else None,
        title=_stripped(cell(row, "title")),
        url=_stripped(cell(row, "url")),
    )


def read_published(name: str, words: str, order: Order | None) -> dt.date:
    """The day of publication that some words name.

    Raises:
        InputError: They name no single day.
    """
    day = read_day(words, order)
    if day is None:
        raise InputError(name, f"'{words.strip()[:40]}' names no single day of publication; write it as 2015-05-20")
    return day


def _stripped(words: str | None) -> str | None:
    return " ".join(words.split()) if words is not None else None
