"""What a stream of bytes is, judged by its first bytes; a suffix only settles what they leave open."""

from __future__ import annotations

import json
import re
from typing import Literal

Kind = Literal["text", "html", "feed", "json", "jsonl", "table", "gzip", "zip", "tar", "empty"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls, ppt)"),
    (b"{\\rtf", "an RTF document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"WARC/1.", "a WARC web archive"),
    (b"From - ", "a mailbox"),
    (b"%!PS", "a PostScript document"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (docx)"),
    (b"xl/", "an Excel workbook (xlsx)"),
    (b"ppt/", "a PowerPoint document (pptx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an EPUB book"),
    (b"[Content_Types].xml", "an Office document (docx, xlsx or pptx)"),
)
_CODE = {
    ".py", ".js", ".mjs", ".ts", ".css", ".c", ".h", ".java", ".sh", ".sql", ".r", ".ipynb", ".toml", ".yaml", ".yml",
    ".ini", ".cfg", ".ann", ".svg", ".geojson",
}  # fmt: skip
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p)[\s>]", re.IGNORECASE)


def looks_like(head: bytes) -> str | None:
    """What a format that we do not read is called, or None where it may be one that we do."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture, sound or film"
    if head[4:8] == b"ftyp":
        return "a film or picture"
    if head.startswith(b"PK\x03\x04"):
        return next((what for part, what in _ZIPPED if part in head[:4096]), None)
    if head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar":
        return None
    if b"\x00" in head and not head.startswith(_BOMS) and not _wide(head):
        return "binary data"
    return None


def _wide(head: bytes) -> bool:
    """UTF-16 without a mark: every other byte of Latin text is zero, and almost only those."""
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    half = max(len(head[:2000]) // 2, 1)
    return max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half


def kind_of(head: bytes, suffix: str) -> Kind:
    """Which reader takes it. Call `looks_like` first: this one never says no."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head[257:262] == b"ustar":
        return "tar"
    start = _narrow(head)
    if not start:
        return "empty"
    if start.startswith(b"<"):
        if _FEED.search(start[:2000]) and not re.search(rb"<html[\s>]", start[:2000], re.IGNORECASE):
            return "feed"
        if _HTML.search(start) or suffix in {".html", ".htm", ".xhtml", ".xht"}:
            return "html"
    if suffix in {".html", ".htm", ".xhtml", ".xht"} and b"<" in start:
        return "html"
    if suffix in {".csv", ".tsv"}:
        return "table"
    if suffix in {".jsonl", ".ndjson"}:
        return "jsonl"
    if start[:1] in (b"{", b"["):
        return _json_kind(start, suffix)
    return "text"


def _json_kind(start: bytes, suffix: str) -> Kind:
    first = start.split(b"\n", 1)[0].strip()
    try:
        if isinstance(json.loads(first), dict):
            return "jsonl"
    except (ValueError, RecursionError):
        pass
    if suffix == ".json" or re.match(rb'[\[{]\s*[\[{"]', start):
        return "json"
    return "text"


def _narrow(head: bytes) -> bytes:
    """The head without its mark, white space and the zeros of UTF-16."""
    for bom in _BOMS:
        head = head.removeprefix(bom)
    if _wide(head):
        head = head.replace(b"\x00", b"")
    return head.lstrip()


def is_program_text(suffix: str) -> bool:
    """Whether a suffix says that a text is made for machines."""
    return suffix in _CODE
