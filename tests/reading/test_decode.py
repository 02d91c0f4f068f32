"""The encoding of a page: declared, recognised, or wrong."""

from __future__ import annotations

import codecs

import pytest

from attrcheck.reading.decode import ENCODING_OF, Decoded, decode

NAME = "Rémy Bonny"
DAMAGED = "declares UTF-8 but holds bytes that are not"
UTF8 = f"<p>{NAME}</p>".encode()
LATIN = f"<p>{NAME}</p>".encode("latin-1")


def typed(value: str) -> list[tuple[str, str]]:
    """Headers with this content type."""
    return [("Server", "x"), ("content-type", value)]


@pytest.mark.parametrize(
    ("body", "headers", "encoding"),
    [
        (codecs.BOM_UTF8 + UTF8, typed("text/html; charset=latin1"), "utf-8"),
        (codecs.BOM_UTF16_LE + f"<p>{NAME}".encode("utf-16-le"), typed("text/html; charset=utf-8"), "utf-16le"),
        (codecs.BOM_UTF16_BE + f"<p>{NAME}".encode("utf-16-be"), [], "utf-16be"),
        (LATIN, typed("text/html; charset=ISO-8859-1"), "windows-1252"),
        (LATIN, typed('text/html;charset = "Latin1"'), "windows-1252"),
        (LATIN, typed("text/html; charset='us-ascii'; x=y"), "windows-1252"),
        (LATIN, typed("text/html; charset=x-user-defined"), "windows-1252"),
        (f"<p>{NAME}".encode("utf-16-le"), typed("text/html; charset=utf-16"), "utf-16le"),
        (UTF8, typed("text/html; charset=utf-16"), "utf-8"),
        (b'<meta charset="windows-1250">' + NAME.encode("cp1250"), [], "windows-1250"),
        (b"<META CHARSET=windows-1250 />" + NAME.encode("cp1250"), [], "windows-1250"),
        (b"<meta name=x charset='utf8'>" + UTF8, [], "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">' + NAME.encode("cp1250"), [], "windows-1250"),
        (b"<meta content='text/html;charset=windows-1250' http-equiv=content-type>" + NAME.encode("cp1250"), [], "windows-1250"),
        (b'<meta name="description" content="charset=koi8-r">' + UTF8, [], "utf-8"),
        (b'<!-- <meta charset="koi8-r"> --><meta charset="windows-1250">' + NAME.encode("cp1250"), [], "windows-1250"),
        (b'<meta charset="nonsense"><meta charset="windows-1250">' + NAME.encode("cp1250"), [], "windows-1250"),
        (b'<meta charset="utf-16">' + UTF8, [], "utf-8"),
        (b'<?xml version="1.0" encoding="windows-1250"?><p>' + NAME.encode("cp1250"), [], "windows-1250"),
        (b'<meta charset="koi8-r">' + LATIN, typed("text/html; charset=windows-1252"), "windows-1252"),
        (b'<meta charset="windows-1250">' + LATIN, typed("text/html; charset=nonsense"), "windows-1250"),
        (b"<!--" + b"-" * 2000 + b'--><meta charset="windows-1250">' + NAME.encode("cp1250"), [], "windows-1250"),
        (UTF8, [], "utf-8"),
        (LATIN, [], "windows-1252"),
        (UTF8, typed("text/html"), "utf-8"),
        (LATIN, typed("text/html; charset="), "windows-1252"),
        (LATIN, typed('text/html; charset="\x00\xff'), "windows-1252"),
        (f"<p>{NAME}</p>".encode("utf-16-le"), [], "utf-16le"),
        (f"<p>{NAME}</p>".encode("utf-16-be"), [], "utf-16be"),
    ],
)
def test_the_encoding_is_found(body: bytes, headers: list[tuple[str, str]], encoding: str) -> None:
    """Mark before header before markup before recognition; unknown labels are passed over; the name is always read right."""
    decoded = decode(body, headers)
    assert decoded.encoding == encoding
    assert NAME in decoded.text


@pytest.mark.parametrize(
    ("label", "encoding", "codec", "text"),
    [
        ("gb2312", "gb18030", "gb18030", "比利时活动人士 €"),
        ("GBK", "gb18030", "gbk", "比利时活动人士"),
        ("big5", "big5", "big5", "比利時活動人士"),
        ("shift_jis", "shift_jis", "cp932", "ベルギーの活動家①"),
        ("x-sjis", "shift_jis", "cp932", "活動家"),
        ("euc-jp", "euc-jp", "euc_jp", "活動家"),
        ("iso-2022-jp", "iso-2022-jp", "iso2022_jp", "活動家"),
        ("ks_c_5601-1987", "euc-kr", "cp949", "벨기에 활동가 똠"),
        ("windows-1251", "windows-1251", "cp1251", "Реми Бонни"),
        ("koi8-r", "koi8-r", "koi8_r", "Реми Бонни"),
        ("iso-8859-9", "windows-1254", "cp1254", "Rémy Şirin"),
        ("iso-8859-2", "iso-8859-2", "iso8859_2", "Őrült Ákos"),
        ("tis-620", "windows-874", "cp874", "ภาษาไทย"),
        ("greek", "iso-8859-7", "iso8859_7", "Ρεμί"),
        ("mac", "macintosh", "mac_roman", "Rémy"),
    ],
)
def test_labels_mean_what_browsers_mean(label: str, encoding: str, codec: str, text: str) -> None:
    """Each label leads to the encoding of the WHATWG's table, which is often wider than its name."""
    assert decode(text.encode(codec), typed(f"text/html; charset={label}")) == Decoded(text=text, encoding=encoding)


def test_windows_1252_reads_every_byte() -> None:
    """Bytes that Python leaves undefined are control characters to browsers; curly quotes come out of \"iso-8859-1\"."""
    text = decode(bytes(range(1, 256)), typed("text/html; charset=iso-8859-1")).text
    assert len(text) == 255
    assert "\ufffd" not in text
    assert decode(b"\x93Quote\x94", typed("text/html; charset=iso-8859-1")).text == "“Quote”"


@pytest.mark.parametrize("label", ["windows-1252", "iso-8859-1", "windows-1250", "us-ascii"])
@pytest.mark.parametrize("tail", [b"", "é".encode()[:1], "€".encode()[:2]])
def test_utf8_under_a_single_byte_label_is_utf8(label: str, tail: bytes) -> None:
    """A reading that garbles names would accuse the page of misspelling one; so it is UTF-8, and noted. The end may be cut."""
    decoded = decode(UTF8 + tail, typed(f"text/html; charset={label}"))
    assert decoded.encoding == "utf-8"
    assert NAME in decoded.text
    assert decoded.note == f"declares {ENCODING_OF[label]} but is UTF-8"


@pytest.mark.parametrize("body", [LATIN, LATIN + UTF8, b"caf\xe9", b"plain", b""])
def test_single_byte_labels_are_believed_otherwise(body: bytes) -> None:
    """One byte that is no UTF-8, or none beyond ASCII, and the declaration stands without a note."""
    decoded = decode(body, typed("text/html; charset=latin1"))
    assert (decoded.encoding, decoded.note) == ("windows-1252", None)
    assert decoded.text == body.decode("cp1252")


@pytest.mark.parametrize(
    ("body", "headers", "encoding", "text", "note"),
    [
        (LATIN, typed("text/html; charset=utf-8"), "windows-1252", f"<p>{NAME}</p>", "declares UTF-8 but is windows-1252"),
        (b"caf\xe9", typed("text/html; charset=utf-8"), "windows-1252", "café", "declares UTF-8 but is windows-1252"),
        (UTF8 + b"\xff", typed("text/html; charset=utf-8"), "utf-8", f"<p>{NAME}</p>\ufffd", DAMAGED),
        (UTF8 + b"\xe2\x82", typed("text/html; charset=utf-8"), "utf-8", f"<p>{NAME}</p>\ufffd", None),
        (UTF8 * 3 + b"\xff", [], "utf-8", f"<p>{NAME}</p>" * 3 + "\ufffd", "declares no encoding and is damaged UTF-8"),
        ("<p>«CAFÉ» é à</p>".encode("cp1252"), [], "windows-1252", "<p>«CAFÉ» é à</p>", None),
        ("a\ufffdb".encode() + b"\xff", typed("text/html; charset=utf-8"), "utf-8", "a\ufffdb\ufffd", DAMAGED),
    ],
)
def test_wrong_utf8_is_mended(body: bytes, headers: list[tuple[str, str]], encoding: str, text: str, note: str | None) -> None:
    """Without any character of UTF-8 it is windows-1252; else single errors are replaced; a chance pair does not make it UTF-8."""
    assert decode(body, headers) == Decoded(text=text, encoding=encoding, note=note)


@pytest.mark.parametrize("label", ["utf-8", "windows-1252", "gb18030", "koi8-r"])
def test_nul_characters_are_replaced(label: str) -> None:
    """A NUL stops parsers, so it becomes the replacement character, whatever the encoding."""
    assert decode(b"<p>a\0b</p>", typed(f"text/html; charset={label}")).text == "<p>a\ufffdb</p>"


@pytest.mark.parametrize("label", sorted(set(ENCODING_OF.values())))
@pytest.mark.parametrize(
    "body",
    [
        bytes(range(256)) * 40,
        b"\xff" * 999,
        b"\x00\xd8" * 999 + b"\x00",
        b"\x1b$B\xff",
        b"<meta " * 999,
        b"<!--" * 999,
        b"<meta " + b"a=" * 2000,
    ],
)
def test_no_bytes_raise(label: str, body: bytes) -> None:
    """Every encoding reads every sequence of bytes to a text that can be written again."""
    for headers in ([], typed(f"text/html; charset={label}")):
        decoded = decode(body, headers)
        assert decoded.text.encode()
        assert "\0" not in decoded.text


@pytest.mark.parametrize("label", ["iso-2022-kr", "hz-gb-2312", "utf-7", "rot13", "base64", "idna", "unicode_escape", "../etc"])
def test_labels_of_python_are_not_encodings(label: str) -> None:
    """Only the WHATWG's labels count: Python's own codecs are no business of a page."""
    assert decode(UTF8, typed(f"text/html; charset={label}")) == Decoded(text=UTF8.decode(), encoding="utf-8")
