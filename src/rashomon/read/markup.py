"""Fragments of HTML inside feeds, tables and JSON, as plain words."""

from __future__ import annotations

import html
import re

_IS_MARKUP = re.compile(
    r"</(?:p|div|a|em|strong|b|i|span|ul|li|h\d|figure|blockquote)>|<(?:br|p|div|img)\b[^<>]*>", re.IGNORECASE
)
_DROPPED = re.compile(r"<!--.*?-->|<(script|style|noscript|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|figure|figcaption|section|article|header|footer|aside|table|tr|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ESCAPED = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip);")


def plain_words(words: str) -> str:
    """The words of a value that may be HTML: blocks on their own lines, tags gone, escapes read.

    A value without tags and escapes is returned as it is.
    """
    if not _IS_MARKUP.search(words):
        return html.unescape(words) if _ESCAPED.search(words) else words
    words = re.sub(r"\s+", " ", _DROPPED.sub(" ", words))
    words = html.unescape(_TAG.sub("", _BREAK.sub("\n\n", words)))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n\n".join(line for line in lines if line)
