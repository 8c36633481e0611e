"""From bytes to text: which encoding, and whether the outcome can be trusted.

A mark at the start decides; else UTF-8, because bytes of another encoding hardly ever pass as UTF-8
by chance; else what the page declares; else what statistics make of it. Declared Latin-1 is read as
Windows-1252, as browsers do.
"""

from __future__ import annotations

import codecs
import re

import msgspec

from rashomon.errors import InputError
from rashomon.model.text import ByteRun

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = {"iso8859-1", "ascii", "latin-1", "iso8859-15"}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
# UTF-8 of a typographic mark or an accented letter, once read as Windows-1252 and saved again.
_GARBLED = re.compile("â€[™œ\u009d˜“”¦¢\u0153]|Ã[\u00a0-\u00bf©¨ª«´¶¼±³¡­]|Â[£©«»°·\u00a0]|ï¿½")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_GARBLED_PLACES = 4
_GARBLED_SHARE = 0.002  # of all characters: a page with one odd name stays
_CONTROL_SHARE = 0.002


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """A text, how it was read, and where in the bytes it begins (after a mark)."""

    text: str
    encoding: str
    skipped: int = 0


def decode(name: str, data: bytes, *, declares: bool = False) -> Decoded:
    """The text of some bytes.

    Args:
        name: For errors.
        data: The whole of it.
        declares: Whether a declaration in its head counts (pages and feeds).

    Raises:
        InputError: Nothing reads it, or what comes out is garbled or binary.
    """
    found = _decode(name, data, declares=declares)
    _refuse_garbled(name, found.text)
    return found


def _decode(name: str, data: bytes, *, declares: bool) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _try(data[len(bom) :], encoding)
            if text is None:
                raise InputError(
                    name, f"begins with a mark for {encoding}, but the bytes that follow are not {encoding}"
                )
            return Decoded(text=text, encoding=encoding, skipped=len(bom))
    wide = _wide(data)
    if wide and (text := _try(data, wide)) is not None:
        return Decoded(text=text, encoding=wide)
    if (text := _try(data, "utf-8")) is not None:
        return Decoded(text=text, encoding="utf-8")
    declared = _declared(data) if declares else None
    if declared and (text := _try(data, declared)) is not None and not _CONTROL.search(text):
        return Decoded(text=text, encoding=declared)
    return _guess(name, data, declared)


def _guess(name: str, data: bytes, declared: str | None) -> Decoded:
    # Imported here: the statistics are needed for few files.
    from charset_normalizer import from_bytes

    # English in a Western encoding is by far the most common; typographic quotes tell it from others.
    text = _try(data, "cp1252")
    if text is not None and not _CONTROL.search(text) and _western(text):
        return Decoded(text=text, encoding="cp1252")
    best = from_bytes(data[:200_000]).best()
    if best is not None and (text := _try(data, best.encoding)) is not None:
        return Decoded(text=text, encoding=best.encoding)
    said = f"declares {declared}, which it is not, and is" if declared else "is"
    raise InputError(name, f"{said} neither UTF-8 nor any other encoding that could be told; save it as UTF-8")


def _western(text: str) -> bool:
    """Whether what is not ASCII is rare, as in English with some names and quotes."""
    odd = sum(1 for char in text if ord(char) > 127)
    return odd <= 0.05 * len(text)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> str | None:
    head = data[:2000]
    if len(head) < 8 or len(data) % 2:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) == 0:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        canonical = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return "cp1252" if canonical in _LATIN else canonical


def _refuse_garbled(name: str, text: str) -> None:
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > max(3, _CONTROL_SHARE * len(text)):
        raise InputError(name, "looks like binary data, not text")
    bad = _GARBLED.findall(text)
    if len(bad) >= _GARBLED_PLACES and len(bad) > _GARBLED_SHARE * len(text):
        why = f"the text is garbled in {len(bad)} places ('{bad[0]}'): UTF-8 that was once saved as Windows-1252"
        raise InputError(name, f"{why}; get a clean copy or save it again as UTF-8")
    lost = text.count("\ufffd")
    if lost >= _GARBLED_PLACES and lost > 0.01 * len(text):
        raise InputError(name, f"{lost} characters are lost (shown as '\ufffd'); get a clean copy")


def normalise_newlines(found: Decoded) -> tuple[str, tuple[ByteRun, ...]]:
    r"""The text with ``\n`` alone as its newline, and where each stretch of it stands in the bytes.

    The runs cover everything but lone carriage returns, whose newline stands for another byte.
    """
    source, runs = found.text, []
    text_at, byte_at = 0, found.skipped
    out: list[str] = []
    for piece in re.split("(\r\n?)", source):
        if not piece:
            continue
        size = len(piece.encode(found.encoding))
        if piece == "\r":
            out.append("\n")
            text_at, byte_at = text_at + 1, byte_at + 1 * size
            continue
        kept = piece.removeprefix("\r")
        cut = size - len(kept.encode(found.encoding))
        runs.append(ByteRun(start=text_at, end=text_at + len(kept), byte_start=byte_at + cut, byte_end=byte_at + size))
        out.append(kept)
        text_at, byte_at = text_at + len(kept), byte_at + size
    return "".join(out), _joined(runs)


def _joined(runs: list[ByteRun]) -> tuple[ByteRun, ...]:
    """Neighbours that touch in both text and bytes, as one."""
    out: list[ByteRun] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and last.end == run.start and last.byte_end == run.byte_start:
            out[-1] = ByteRun(start=last.start, end=run.end, byte_start=last.byte_start, byte_end=run.byte_end)
        else:
            out.append(run)
    return tuple(out)
