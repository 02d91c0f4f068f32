"""Pages that a browser saved as one file (MHTML, RFC 2557): the page itself, with the style sheets that stood in it put back.

Chromium and old browsers write one. It is a mail message of many parts; the page is the first one that is HTML, or the one that the
message names as its start. Chromium takes the style elements out into parts of their own, named ``cid:css-…``: without them a credit
that no reader sees would look like one. Pictures and frames are left out, as they are when a page comes from the network.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from typing import NamedTuple

# Parts of one page. Chromium writes one for each picture, frame and sheet; news pages have some hundred.
_MOST_PARTS = 2_000
# Bytes of the headers of a part.
_MOST_HEADERS = 16_384
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_ADDRESS = re.compile(r"https?://[!#-;=?-~]{1,2000}")
# A link that Chromium put in the place of a style element.
_SHEET_LINK = re.compile(rb"<link\b[^<>]{0,500}?\bhref=[\"'](cid:[^\"'<>]{1,200})[\"'][^<>]{0,500}>", re.IGNORECASE)


class _Part(NamedTuple):
    about: Message
    body: bytes

    def decoded(self) -> bytes:
        """Return the content without its transfer encoding."""
        coding = str(self.about.get("Content-Transfer-Encoding", "")).strip().lower()
        if coding == "quoted-printable":
            return quopri.decodestring(self.body)
        # binascii takes what stands before the first broken group; a picture that is cut is no matter here.
        return binascii.a2b_base64(self.body) if coding == "base64" else self.body


def page_of(file: bytes) -> bytes | None:
    """Return the page of an MHTML file, None where it holds none that can be read.

    What the file says of its encoding is lost with the file, so a page in another one than UTF-8 comes in UTF-8, with a byte order mark.
    """
    head = _message(file)
    boundary = head.get_boundary()
    if not boundary:
        return None
    parts = list(_parts(file, b"--" + boundary.encode("utf-8", "surrogateescape")))
    pages = [part for part in parts if part.about.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(head.get_param("start", ""))
    page = next((part for part in pages if start and part.about.get("Content-ID") == start), pages[0] if pages else None)
    if page is None:
        return None
    try:
        sheets = {_name(part): part for part in parts if part.about.get_content_type() == "text/css"}
        whole = _in_utf8(_with_sheets(page.decoded(), sheets), page.about.get_content_charset(""))
        return _with_address(whole, str(head.get("Snapshot-Content-Location", "")).strip())
    except binascii.Error:
        return None


def _with_address(page: bytes, url: str) -> bytes:
    """Return a page with the address that it was saved from, in the comment that browsers write into pages that they save as HTML."""
    if not _ADDRESS.fullmatch(url) or "--" in url:
        return page
    start = len(codecs.BOM_UTF8) if page.startswith(codecs.BOM_UTF8) else 0
    return page[:start] + f"<!-- saved from url=({len(url):04})".encode() + url.encode() + b" -->\n" + page[start:]


def _in_utf8(page: bytes, charset: str) -> bytes:
    try:
        page.decode()
    except UnicodeDecodeError:
        try:
            return page.decode(charset, "replace").encode("utf-8-sig") if charset else page
        except LookupError:  # no encoding that Python knows
            return page
    return page


def _parts(file: bytes, line: bytes) -> Iterator[_Part]:
    """Yield what stands between the lines with the boundary."""
    # The boundary stands at the beginning of a line; the first may be that of the file.
    pieces = re.split(rb"(?:^|\r?\n)" + re.escape(line), file, maxsplit=_MOST_PARTS)
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return
        content = piece.partition(b"\n")[2]
        blank = _BLANK_LINE.search(content, 0, _MOST_HEADERS)
        if blank:
            yield _Part(_message(content[: blank.end()]), content[blank.end() :])


def _message(text: bytes) -> Message:
    return BytesHeaderParser().parsebytes(text[:_MOST_HEADERS])


def _name(part: _Part) -> str:
    """Return the name by which a page links a part."""
    return str(part.about.get("Content-Location", "")).strip()


def _with_sheets(page: bytes, sheets: dict[str, _Part]) -> bytes:
    """Return a page with the sheets that stood in it in the places where they stood."""

    def sheet(link: re.Match[bytes]) -> bytes:
        # Once each, as Chromium writes them: a sheet that is linked a million times would fill the memory.
        part = sheets.pop(link[1].decode("utf-8", "replace"), None)
        if part is None:
            return link[0]
        # A sheet that ends its own element early would be markup of the page.
        return b"<style>" + part.decoded().replace(b"</", b"<\\/") + b"</style>"

    return _SHEET_LINK.sub(sheet, page)
