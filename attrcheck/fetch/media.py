"""Is this an HTML page? By the declared type and by the bytes, in the manner of the WHATWG's MIME Sniffing Standard.

Both functions answer with what the thing is instead ("a PDF document"), or None for HTML.
"""

from __future__ import annotations

import re

import msgspec

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
XML_TYPES = frozenset({"text/xml", "application/xml"})

# Types that say nothing, and are sniffed like a missing one (MIME Sniffing Standard, section 7).
UNKNOWN_TYPES = frozenset({"", "unknown/unknown", "application/unknown", "*/*"})

# Feeds and lists of feeds: a user who names one as a page is told how to name it.
LIST_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "text/x-opml"})
LIST = "a feed or another list; --list reads the pages that it names"

# How far into a body its nature shows: the 1445 bytes of the standard's resource header, rounded up for long comments and licences.
HEAD_BYTES = 4096

# Signatures at the start of a body, from the MIME Sniffing Standard (section 6) and, below the line, from the formats' own definitions.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"%!PS-Adobe-", "a PostScript document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"ID3", "an MP3 recording"),
    (b"OggS\x00", "an Ogg recording"),
    (b"MThd\x00\x00\x00\x06", "a MIDI recording"),
    (b"\x1a\x45\xdf\xa3", "a Matroska or WebM video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    # --- not in the standard
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"fLaC", "a FLAC recording"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist00", "a Safari web archive or property list"),
    (b"WARC/1.", "a WARC archive"),
    (b"\x7fELF", "a program"),
)

# Containers whose kind stands behind a length: RIFF (WebP, WAV, AVI) and ISO base media (MP4, AVIF, HEIC).
CONTAINERS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"RIFF....WEBPVP", re.DOTALL), "a WebP image"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "a WAV recording"),
    (re.compile(rb"RIFF....AVI ", re.DOTALL), "an AVI video"),
    (re.compile(rb"....ftyp(?:avif|heic|mif1)", re.DOTALL), "an AVIF or HEIC image"),
    (re.compile(rb"....ftyp", re.DOTALL), "an MP4 video or recording"),
)

# A page saved as one mail message: RFC 2557 wants this type among the first headers.
MHTML = re.compile(rb"(?:[A-Za-z-]+:.{0,3000}?\n)?content-type:\s*multipart/related", re.IGNORECASE | re.DOTALL)

# Bytes that no text holds (MIME Sniffing Standard, section 3, "binary data byte").
BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")

_ODD, _LEAST_ODD = 50, 8

# An HTML document in XML dress declares itself with one of the first group; an SVG image does not. A feed, sitemap or OPML file has
# one of the second group before it: feeds carry pages.
XML_ROOT = re.compile(rb"<(?:(html|body|!doctype\s+html)|(rss|feed|rdf:rdf|urlset|sitemapindex|opml))\b", re.IGNORECASE)


def media_type(headers: tuple[tuple[str, str], ...]) -> str:
    """The declared type without parameters, in lower case, or "" when none is declared.

    As in the Fetch Standard the last header that holds a type counts.
    """
    for name, value in reversed(headers):
        if name.lower() == "content-type":
            essence = re.split(r"[;,]", value, maxsplit=1)[0].strip().lower()
            if "/" in essence:
                return essence
    return ""


def foreign_head(declared: str, head: bytes) -> str | None:
    """What the thing is when its declared type or its first bytes already rule HTML out.

    Can be asked before the rest of the body has come, so that a film is not downloaded to learn that it is one.
    """
    for signature, name in SIGNATURES:
        if head.startswith(signature):
            return name
    for pattern, name in CONTAINERS:
        if pattern.match(head):
            return name
    if MHTML.match(head[:HEAD_BYTES]):
        return "an MHTML archive"
    if declared in HTML_TYPES | XML_TYPES | UNKNOWN_TYPES:
        return None
    return LIST if declared in LIST_TYPES else f"declared as {declared}"


def foreign_body(declared: str, body: bytes) -> str | None:
    """What the thing is when the whole body shows that it is no HTML although `foreign_head` found nothing."""
    head = _narrow(body[:HEAD_BYTES])
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x0c")
    # A page may hold a stray control character; in anything else every tenth byte is one that no text holds.
    odd = len(BINARY.findall(head))
    if odd > _LEAST_ODD + len(head) // _ODD or (odd and b"<" not in head):
        return "binary"
    if start[:1] in (b"{", b"[") and _is_json(body):
        return "JSON"
    if declared in HTML_TYPES:
        return None
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<svg")) or declared in XML_TYPES:
        root = XML_ROOT.search(head)
        return "XML" if root is None else LIST if root[2] else None
    return None if start.startswith(b"<") else "plain text"


def _narrow(head: bytes) -> bytes:
    """UTF-16 markup as ASCII: its zero bytes are no sign of a binary. Real binaries keep bytes that no text holds."""
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or re.match(rb"\s?(?:<\x00|\x00<)", head) is not None
    return head.lstrip(b"\xff\xfe").replace(b"\x00", b"") if is_wide else head


def _is_json(body: bytes) -> bool:
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True
