"""Bytes to text: UTF-8, what a byte order mark says, or an older encoding of which there is no doubt.

A wrong guess puts wrong words into people's mouths, so where the encoding is in doubt the file is refused.
"""

from __future__ import annotations

import codecs

from kg.errors import EncodingError, Location

__all__ = ["decode"]

_BOMS = (
    # UTF-32 first: its little-endian mark begins like that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (
    (b"%PDF", "a PDF file", "Save its text first: pdftotext FILE.pdf FILE.txt."),
    (b"\x89PNG", "a picture", "kg reads text."),
    (b"\xff\xd8\xff", "a picture", "kg reads text."),
    (b"GIF8", "a picture", "kg reads text."),
    (b"PK\x03\x04", "a zip archive (.docx and .odt are such)", "Save it as plain text first."),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Save it as plain text first."),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first: gunzip FILE. (kg reads .jsonl.gz as it is.)"),
)
_MARKS = frozenset("…‘’“”•–—™\xa0£©®°")
"""Typographic marks of English prose; the Windows encodings of Latin script have the same bytes for them."""
_WINDOWS = "cp1252"
_MARGIN = 0.2
"""By how much a reading must look more like language than any rival, on charset-normalizer's scale from 0 to 1."""


def decode(content: bytes, source: str, declared: str | None = None) -> str:
    """The text in those bytes, without a byte order mark, newlines as they are.

    ``declared`` is the encoding that the content itself names, as web pages do. Raises EncodingError.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, source)
    _refuse_binary(content, source)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _declared(content, declared) if declared else None
        text = _without_doubt(content) if text is None else text
        if text is None:
            raise _unknown(source, error) from None
        return text


def _strictly(content: bytes, encoding: str, source: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"the file begins as {encoding.upper()} and is damaged at byte {error.start}",
            location=Location(source),
            remedy="Get the file anew, or convert it to UTF-8.",
        ) from None


def _refuse_binary(content: bytes, source: str) -> None:
    for magic, what, remedy in _NOT_TEXT:
        if content.startswith(magic):
            raise EncodingError(f"this is {what}, not text", location=Location(source), remedy=remedy)
    at = content.find(b"\0")
    if at >= 0:
        raise EncodingError(
            f"this is not text: there is a NUL at byte {at}",
            location=Location(source),
            remedy="If it is text in UTF-16, convert it to UTF-8: iconv -f UTF-16LE -t UTF-8.",
        )


def _declared(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _without_doubt(content: bytes) -> str | None:
    """The text in Windows-1252, where nothing but English marks is at stake or no rival reading comes close."""
    from charset_normalizer import from_bytes

    text = _declared(content, _WINDOWS)
    if text is None:
        return None
    matches = [match for match in from_bytes(content) if match.chaos < 0.05]
    ours = max((match.coherence for match in matches if str(match) == text), default=0.0)
    rivals = max((match.coherence for match in matches if str(match) != text), default=0.0)
    if all(char.isascii() or char in _MARKS for char in text) and ours > 0:
        return text
    return text if ours - rivals >= _MARGIN else None


def _unknown(source: str, error: UnicodeDecodeError) -> EncodingError:
    line = error.object[: error.start].count(b"\n") + 1
    return EncodingError(
        f"not UTF-8 (byte 0x{error.object[error.start]:02x} in line {line}), and its encoding cannot be told for sure",
        location=Location(source, line),
        remedy="Convert it to UTF-8 first: iconv -f ENCODING -t UTF-8 FILE > NEWFILE.",
    )
