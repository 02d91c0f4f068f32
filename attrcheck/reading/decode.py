"""Bytes of a page -> its text, as browsers read it (WHATWG Encoding and HTML Standards), with two lenient exceptions that are noted.

The exceptions exist because a name read in the wrong encoding looks like a misspelt name, and we would accuse an innocent page.
Every step is linear in the size of the body.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import cache

from attrcheck.model import Value

# Labels that pages use -> the encoding that browsers take (encoding.spec.whatwg.org, section 4.2, "Names and labels").
# Left out, and so ignored like any unknown label: those of the "replacement" encoding, whose pages browsers refuse to show at all.
LABELS_OF: dict[str, str] = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "utf-16le": "utf-16le utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff",
    "utf-16be": "utf-16be unicodefffe",
    "ibm866": "ibm866 866 cp866 csibm866",
    "iso-8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 csisolatin2 l2 latin2",
    "iso-8859-3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 csisolatin3 l3 latin3",
    "iso-8859-4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 csisolatin4 l4 latin4",
    "iso-8859-5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 csisolatincyrillic cyrillic",
    "iso-8859-6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-8859-6-e iso-8859-6-i iso-ir-127 arabic asmo-708 "
    "csiso88596e csiso88596i csisolatinarabic ecma-114",
    "iso-8859-7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 greek greek8 csisolatingreek ecma-118 elot_928 "
    "sun_eu_greek",
    "iso-8859-8": "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-8859-8-e iso-8859-8-i iso-ir-138 hebrew visual logical "
    "csiso88598e csiso88598i csisolatinhebrew",
    "iso-8859-10": "iso-8859-10 iso8859-10 iso885910 iso-ir-157 csisolatin6 l6 latin6",
    "iso-8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso-8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso-8859-15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 csisolatin9 l9",
    "iso-8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8_r koi koi8 cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "macintosh": "macintosh mac x-mac-roman csmacintosh",
    "windows-874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250": "windows-1250 cp1250 x-cp1250",
    "windows-1251": "windows-1251 cp1251 x-cp1251",
    "windows-1252": "windows-1252 cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 "
    "iso-ir-100 cp819 ibm819 csisolatin1 l1 latin1 x-user-defined",
    "windows-1253": "windows-1253 cp1253 x-cp1253",
    "windows-1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 csisolatin5 l5 "
    "latin5",
    "windows-1255": "windows-1255 cp1255 x-cp1255",
    "windows-1256": "windows-1256 cp1256 x-cp1256",
    "windows-1257": "windows-1257 cp1257 x-cp1257",
    "windows-1258": "windows-1258 cp1258 x-cp1258",
    "x-mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb18030 gbk x-gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58",
    "big5": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso-2022-jp": "iso-2022-jp csiso2022jp",
    "shift_jis": "shift_jis shift-jis sjis x-sjis ms932 ms_kanji windows-31j csshiftjis",
    "euc-kr": "euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
}
ENCODING_OF: dict[str, str] = {label: encoding for encoding, labels in LABELS_OF.items() for label in labels.split()}

# Python's codecs for encodings that it knows by another name, or in the wider form that browsers mean.
CODEC_OF: dict[str, str] = {
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "windows-874": "cp874",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "ibm866": "cp866",
}

MULTI_BYTE = frozenset({"utf-8", "utf-16le", "utf-16be", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr"})

# Browsers look for a <meta> in 1024 bytes; pages with a long comment or script before it mean what they say all the same.
PRESCAN_BYTES = 4096

# Undeclared UTF-16: at least a quarter of one half of its bytes are zero (markup and spaces are, whatever the script), in the other half
# hardly any. A page in an 8-bit encoding has next to none in either.
ZERO_SHARE, ZERO_RATIO = 0.25, 10

REPLACEMENT = "\ufffd"
ASCII_BYTES = bytes(range(0x80))

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))

_HEADER_CHARSET = re.compile(r"charset\s*+=\s*+[\"']?\s*+([^\s\"';,]+)", re.IGNORECASE)
# Longer than any real media type with its parameters.
_MAX_HEADER = 1_000
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/]([^>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")


class Decoded(Value, frozen=True, kw_only=True):
    """The text of a page, the WHATWG name of the encoding that it was read in (lower case), and what was odd about it, if anything."""

    text: str
    encoding: str
    note: str | None = None


def decode(body: bytes, headers: Sequence[tuple[str, str]]) -> Decoded:
    """Read the bytes of a page as a browser would; never raises.

    The encoding is that of the byte order mark, else of the Content-Type header, else of the page's own markup, else UTF-16 if every
    other byte is zero, else UTF-8 if the bytes are valid in it, else windows-1252. Bytes and characters that cannot be read, and NUL
    characters, become U+FFFD. Exceptions, told in `note`: bytes that are UTF-8 though a single-byte encoding is declared are read as
    UTF-8, and bytes of a page declared as UTF-8 that form no character of it are read as windows-1252.
    """
    decoded = _decode(body, headers)
    if "\0" not in decoded.text:
        return decoded
    return Decoded(text=decoded.text.replace("\0", REPLACEMENT), encoding=decoded.encoding, note=decoded.note)


def _decode(body: bytes, headers: Sequence[tuple[str, str]]) -> Decoded:
    for mark, encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return Decoded(text=_text(body[len(mark) :], encoding), encoding=encoding)
    declared = _declared(body, headers)
    if declared is None:
        return _undeclared(body)
    if declared == "utf-8":
        return _declared_utf8(body)
    if declared not in MULTI_BYTE and (text := _strict_utf8(body)) is not None and not text.isascii():
        return Decoded(text=text, encoding="utf-8", note=f"declares {declared} but is UTF-8")
    return Decoded(text=_text(body, declared), encoding=declared)


def _declared(body: bytes, headers: Sequence[tuple[str, str]]) -> str | None:
    head = body[:PRESCAN_BYTES]
    from_header = _encoding_of_header(headers)
    # Markup in UTF-16 has a zero byte in every "<"; a page without any was converted by somebody who forgot the header.
    if from_header is not None and not (from_header.startswith("utf-16") and b"\0" not in head):
        return from_header
    from_markup = _encoding_of_markup(head)
    # Had the markup been UTF-16, it could not have been read as bytes (HTML Standard, "prescan a byte stream").
    return "utf-8" if from_markup is not None and from_markup.startswith("utf-16") else from_markup


def _encoding(label: str) -> str | None:
    return ENCODING_OF.get(label.strip("\t\n\f\r ").lower())


def _encoding_of_header(headers: Sequence[tuple[str, str]]) -> str | None:
    for name, value in reversed(headers):
        found = _HEADER_CHARSET.search(value[:_MAX_HEADER]) if name.lower() == "content-type" else None
        if found and (encoding := _encoding(found[1])):
            return encoding
    return None


def _encoding_of_markup(head: bytes) -> str | None:
    for meta in _META.finditer(_COMMENT.sub(b"", head)):
        encoding = _encoding(_label_of_meta(meta[1]))
        if encoding is not None:
            return encoding
    found = _XML_DECLARATION.match(head)
    return _encoding(found[1].decode("latin-1")) if found else None


def _label_of_meta(attributes: bytes) -> str:
    named: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(attributes):
        value = next(group for group in found.groups()[1:] if group is not None)
        named.setdefault(found[1].decode("ascii").lower(), value.decode("latin-1"))
    if "charset" in named:
        return named["charset"]
    if named.get("http-equiv", "").strip().lower() != "content-type":
        return ""
    charset = _HEADER_CHARSET.search(named.get("content", ""))
    return charset[1] if charset else ""


def _undeclared(body: bytes) -> Decoded:
    wide = _wide_encoding(body[:PRESCAN_BYTES])
    if wide is not None:
        return Decoded(text=_text(body, wide), encoding=wide, note=f"declares no encoding but is {wide}")
    text = _strict_utf8(body)
    if text is not None:
        return Decoded(text=text, encoding="utf-8")
    damaged, characters, errors = _damaged_utf8(body)
    # A few damaged places in a page of UTF-8: windows-1252 would garble every other name on it.
    if characters > errors:
        return Decoded(text=damaged, encoding="utf-8", note="declares no encoding and is damaged UTF-8")
    return Decoded(text=_text(body, "windows-1252"), encoding="windows-1252")


def _declared_utf8(body: bytes) -> Decoded:
    text = _strict_utf8(body)
    if text is not None:
        return Decoded(text=text, encoding="utf-8")
    damaged, characters, _errors = _damaged_utf8(body)
    if characters:
        return Decoded(text=damaged, encoding="utf-8", note="declares UTF-8 but holds bytes that are not")
    return Decoded(text=_text(body, "windows-1252"), encoding="windows-1252", note="declares UTF-8 but is windows-1252")


def _wide_encoding(head: bytes) -> str | None:
    half = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    if second > half * ZERO_SHARE and second > first * ZERO_RATIO:
        return "utf-16le"
    return "utf-16be" if first > half * ZERO_SHARE and first > second * ZERO_RATIO else None


def _strict_utf8(body: bytes) -> str | None:
    """The text of valid UTF-8, its last character possibly cut off; None for anything else."""
    try:
        text, used = codecs.utf_8_decode(body, "strict", False)  # noqa: FBT003 (positional only)
    except UnicodeDecodeError:
        return None
    if used == len(body):
        return text
    # Without any whole character the last byte is no sign of UTF-8, but more likely an "é" of windows-1252.
    return None if text.isascii() else text + REPLACEMENT


def _damaged_utf8(body: bytes) -> tuple[str, int, int]:
    """The text with U+FFFD for what is no UTF-8, and how many characters beyond ASCII and how many errors it holds."""
    text = body.decode("utf-8", "replace")
    errors = text.count(REPLACEMENT) - body.count(REPLACEMENT.encode())
    ascii_characters = len(body) - len(body.translate(None, ASCII_BYTES))
    return text, len(text) - ascii_characters - errors, errors


def _text(body: bytes, encoding: str) -> str:
    if encoding in MULTI_BYTE:
        return body.decode(CODEC_OF.get(encoding, encoding), "replace")
    return codecs.charmap_decode(body, "strict", _table(encoding))[0]


@cache
def _table(encoding: str) -> str:
    """All 256 characters of a single-byte encoding.

    Where Python leaves a byte below 0xA0 undefined, WHATWG's tables have the control character of the same number. A table is also
    what keeps hostile bytes quick: Python handles undefined ones one by one, in a call each.
    """
    codec = CODEC_OF.get(encoding, encoding)
    characters = [bytes([byte]).decode(codec, "replace") for byte in range(256)]
    return "".join(chr(byte) if character == REPLACEMENT and byte < 0xA0 else character for byte, character in enumerate(characters))
