"""Web pages: the main text by trafilatura, with the page's own date, outlet and captions."""

from __future__ import annotations

import html
import logging
import re

import trafilatura
from trafilatura.settings import Document

from rashomon.errors import InputError
from rashomon.model.text import Report
from rashomon.read.assemble import Origin, built_report
from rashomon.read.dates import read_day
from rashomon.read.encoding import decode
from rashomon.read.source import Hints, Input

# Without a handler of their own, Python prints these libraries' warnings among the user's answers.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_CAPTION = re.compile(r"<figcaption\b[^<>]*>(.*?)</figcaption\s*>", re.IGNORECASE | re.DOTALL)
# No guessing from free text: a date in a sidebar or a copyright line is not the day of publication.
_DATE_PARAMS = {"extensive_search": False, "original_date": True}


def read_page(item: Input) -> Report:
    """The report on a saved web page.

    Raises:
        InputError: No main text is found in it, or it is not English.
    """
    data = item.all_bytes()
    found = decode(item.name, data, declares=True)
    source = re.sub("\r\n?", "\n", found.text)
    try:
        page = trafilatura.bare_extraction(
            source, include_comments=False, with_metadata=True, date_extraction_params=_DATE_PARAMS
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, AssertionError) as error:
        # Its parsers raise these on markup that no browser made; the page is at fault, not the reader.
        raise InputError(item.name, f"is a web page that cannot be taken apart ({type(error).__name__})") from error
    if not isinstance(page, Document) or not (page.text or "").strip():
        raise InputError(item.name, "is a web page without a main text")
    captions = tuple(filter(None, (_words(match[1]) for match in _CAPTION.finditer(source))))
    origin = Origin(name=item.name, data=data, found=found)
    return built_report(
        origin, str(page.text), item.told(_page_hints(page)), item.limits, markup="html", captions=captions
    )


def _page_hints(page: Document) -> Hints:
    return Hints(
        outlet=page.sitename or None,
        published=read_day(page.date) if page.date else None,
        basis="page",
        title=page.title or None,
        url=page.url or None,
    )


def _words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", markup)).split())
