"""What users name as targets: addresses, lists of every sort, saved pages, folders, and the mistakes in them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from attrcheck.errors import TargetsError
from attrcheck.fetch import PAGE_SUFFIXES
from attrcheck.model import Source
from attrcheck.targets import Targets, gather
from tests.targets.conftest import nobody

A, B = "https://a.example/one", "http://b.example/two?x=1#y"


def gathered(*arguments: str | Path, stdin: str = "") -> Targets:
    """The targets of some arguments."""
    return gather([str(argument) for argument in arguments], io.StringIO(stdin), nobody)


def listed(tmp_path: Path, name: str, text: str | bytes) -> Path:
    """A list file."""
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def lines_of(found: Targets) -> list[tuple[str, int]]:
    """Each address with the line that it came from."""
    return [(target.url, target.source.line if target.source else -1) for target in found.targets]


@pytest.mark.parametrize(
    "address", [A, B, "HTTPS://A.example/One", "http://[::1]:8080/", "https://пример.example/страница", "file:///tmp/a.html"]
)
def test_an_address_is_a_target(address: str) -> None:
    """It is kept as it was given; redirects and spelling are the fetcher's affair."""
    found = gathered(address)

    assert [(target.url, target.source) for target in found.targets] == [(address, Source(file="command line", line=0))]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.txt", f"{A}\n{B}\n", [1, 2]),
        ("a.txt", f"{A}\r\n\r\n# a comment\r\n  {B}  ", [1, 4]),
        ("a.txt", f"\ufeff{A}\n{B}", [1, 2]),
        ("a.list", f"{A}\n{B}\n", [1, 2]),
        ("noend", f"{A}\n{B}", [1, 2]),
        ("a.csv", f"title,url\nOne,{A}\nTwo,{B}\n", [2, 3]),
        ("A.CSV", f"Title, URL \nOne,{A}\nTwo,{B}\n", [2, 3]),
        ("a.csv", f'\ufeffurl,note\n{A},"a, b"\n{B},c\n', [2, 3]),
        ("a.csv", f'url,note\n{A},"two\nlines"\n{B},c\n', [3, 4]),
        ("a.csv", f"One,{A}\nTwo,{B}\n", [1, 2]),
        ("a.csv", f"{A}\n\n{B}\n", [1, 3]),
        ("a.csv", f"link,address\nhttps://c.example/,{A}\n,{B}\n", [2, 3]),
        ("a.jsonl", f'{{"url": "{A}"}}\n{{"url": "{B}", "x": 1}}\n', [1, 2]),
        ("a.jsonl", f'"{A}"\n\n{B}\n', [1, 3]),
        ("a.ndjson", f'{{"url": "{A}"}}\n{{"url": "{B}"}}', [1, 2]),
    ],
)
def test_a_list_gives_its_addresses_with_their_lines(tmp_path: Path, name: str, text: str, lines: list[int]) -> None:
    """Lists of spreadsheets, editors of every system and scripts are read alike; each target knows its line."""
    path = listed(tmp_path, name, text)
    found = gathered(path)

    assert [url for url, _ in lines_of(found)] == [A, B]
    assert [target.source.file for target in found.targets if target.source] == [str(path)] * 2
    assert found.problems == ()
    assert [line for _, line in lines_of(found)] == lines


def test_standard_input_is_a_list() -> None:
    """A pipe ends in one."""
    found = gathered("-", stdin=f"{A}\n\n{B}\n")

    assert [(t.url, t.source) for t in found.targets] == [(A, Source(file="-", line=1)), (B, Source(file="-", line=3))]


@pytest.mark.parametrize("suffix", [*PAGE_SUFFIXES, ".HTML"])
def test_a_saved_page_is_a_target(tmp_path: Path, suffix: str) -> None:
    """Its address is that of the file, so that its name stands in the report."""
    page = listed(tmp_path, f"a page{suffix}", "<p>")

    assert [target.url for target in gathered(page).targets] == [page.as_uri()]


def test_a_folder_gives_all_its_pages_in_order(tmp_path: Path) -> None:
    """Folders in it too; other files are left alone."""
    (tmp_path / "b").mkdir()
    pages = [listed(tmp_path, name, "<p>") for name in ("a.html", "b/c.htm", "z.HTML")]
    listed(tmp_path, "style.css", "p{}")
    (tmp_path / "folder.html").mkdir()

    assert [target.url for target in gathered(tmp_path).targets] == [page.as_uri() for page in pages]


def test_arguments_keep_their_order(tmp_path: Path) -> None:
    """The report lists targets as the user named them."""
    page = listed(tmp_path, "p.html", "<p>")
    many = listed(tmp_path, "many.txt", A)

    assert [target.url for target in gathered(B, page, many).targets] == [B, page.as_uri(), A]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("ftp://a.example/", "http(s)"),
        ("a.example/page", "http(s)"),
        ("javascript:alert(1)", "http(s)"),
        ("https://", "no host"),
        ("https:///path", "no host"),
        ("https://a.example/a b", "a space"),
        ("http://[::1/", "not an address"),
        ("http://a.example:99999/", "not an address"),
        ("http://a.example:port/", "not an address"),
        ("https://a.example/" + "x" * 9_000, "too long"),
    ],
)
def test_a_broken_line_is_named_and_the_others_run(tmp_path: Path, line: str, word: str) -> None:
    """One slip in a list of hundreds costs one target, and the user finds it at once."""
    path = listed(tmp_path, "list.txt", f"{A}\n{line}\n{B}\n")
    found = gathered(path)

    assert lines_of(found) == [(A, 1), (B, 3)]
    assert len(found.problems) == 1
    assert found.problems[0].startswith(f"{path}:2: ")
    assert word in found.problems[0]
    assert len(found.problems[0]) < len(str(path)) + 300


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("a.csv", f"url,n\n{A},1\n,2\n", 3),
        ("a.csv", f"n,url\n1,{A}\n2\n", 3),
        ("a.csv", f"url\n{A}\nnonsense\n", 3),
        ("a.jsonl", f'{{"url": "{A}"}}\n{{"link": "x"}}\n', 2),
        ("a.jsonl", f'{{"url": "{A}"}}\n{{"url": \n', 2),
        ("a.jsonl", f'{{"url": "{A}"}}\n{{"url": null}}\n', 2),
        ("a.jsonl", f'{{"url": "{A}"}}\n[1]\n', 2),
        ("a.jsonl", f'{{"url": "{A}"}}\n12\n', 2),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, name: str, text: str, where: int) -> None:
    """Tables and JSON have slips of their own."""
    path = listed(tmp_path, name, text)
    found = gathered(path)

    assert [url for url, _ in lines_of(found)] == [A]
    assert [problem.startswith(f"{path}:{where}: ") for problem in found.problems] == [True]


def test_a_repeated_address_is_checked_once(tmp_path: Path) -> None:
    """It is said, but it is no mistake that leaves something unchecked."""
    path = listed(tmp_path, "list.txt", f"{A}\n{B}\n{A}\n")
    found = gathered(path)

    assert lines_of(found) == [(A, 1), (B, 2)]
    assert found.remarks == (f"{path}:3: {A} is listed twice; it is checked once",)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b"\n \n"),
        ("comments.txt", b"# nothing\n"),
        ("empty.csv", b""),
        ("head.csv", b"url,title\n"),
        ("empty.jsonl", b""),
    ],
)
def test_an_empty_list_is_an_error(tmp_path: Path, name: str, content: bytes) -> None:
    """A scan of nothing would look like a scan without findings."""
    with pytest.raises(TargetsError, match="nothing to check"):
        gathered(listed(tmp_path, name, content))


def test_a_list_of_broken_lines_names_them_all(tmp_path: Path) -> None:
    """Nothing is left to check, and each line says why."""
    path = listed(tmp_path, "list.txt", "one\ntwo\n")
    with pytest.raises(TargetsError) as caught:
        gathered(path)

    assert f"{path}:1: " in str(caught.value)
    assert f"{path}:2: " in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff\xfeh\x00t\x00t\x00p", b"h\x00t\x00t\x00p\x00", b"caf\xe9", b"\x89PNG\r\n\x1a\n\x00\x00\xff"])
def test_a_list_that_is_no_text_is_an_error(tmp_path: Path, content: bytes) -> None:
    """A picture or an old encoding given as a list is a mistake of the user's, not a crash."""
    path = listed(tmp_path, "list.txt", content)

    with pytest.raises(TargetsError, match="cannot be read as a list") as caught:
        gathered(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [b"url\n\x00\n", b'url\n"' + b"x" * 200_000 + b'"\n'])
def test_a_damaged_table_is_no_crash(tmp_path: Path, content: bytes) -> None:
    """NUL bytes and giant cells are trouble in the user's file: a sentence with the file's name."""
    path = listed(tmp_path, "list.csv", content)

    with pytest.raises(TargetsError) as caught:
        gathered(path)
    assert str(path) in str(caught.value)


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    """It names the folder, and what a page would be called."""
    listed(tmp_path, "notes.txt", A)

    with pytest.raises(TargetsError, match=r"holds no saved page \(\.html") as caught:
        gathered(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    ("argument", "hint"),
    [
        ("no-such-file.txt", ""),
        ("no/such/folder", ""),
        ("www.b.example/article", "did you mean https://www.b.example/article?"),
        ("", ""),
    ],
)
def test_a_missing_file_is_an_error(argument: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address without its scheme is the common slip, and gets a hint."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(TargetsError) as caught:
        gathered(argument)
    assert hint in str(caught.value)
    assert "no such file" in str(caught.value) or "no saved page" in str(caught.value)


@pytest.mark.parametrize("argument", ["gopher://x/", "ftp://a.example/page.html"])
def test_another_scheme_is_said_to_be_one(argument: str) -> None:
    """Whoever gives an address is not told about files."""
    with pytest.raises(TargetsError, match=r"is not an http\(s\) address"):
        gathered(argument)


S, T = "https://x.com/hestacourier/status/12", "https://bsky.app/profile/hesta.example/post/3kabc"


def shares_of(found: Targets) -> dict[str, tuple[str, ...]]:
    """The shares of each target."""
    return {target.url: target.shares for target in found.targets}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"{A} -> {S} {T}\n{B}\n"),
        ("a.txt", f"{A}\t->\t{S};{T}\n{B} ->\n"),
        ("a.txt", f"{A} -> {S}\n{B}\n{A} -> {T}\n"),
        ("a.txt", f"{A}\n{B}\n{A} -> {S} ; {T} {S}\n"),
        ("a.csv", f"url,shares\n{A},{S} {T}\n{B},\n"),
        ("a.csv", f"Shares ,n,URL\n{S};{T},1,{A}\n,2,{B}\n"),
        ("a.csv", f'url,shares\n{A},"{S}\n{T}"\n{B}\n'),
        ("a.csv", f"url,shares\n{A},{S}\n{A},{T}\n{B},\n"),
        ("a.jsonl", f'{{"url": "{A}", "shares": ["{S}", "{T}"]}}\n{{"url": "{B}", "shares": null}}\n'),
        ("a.jsonl", f'{{"url": "{A}", "shares": "{S} {T}"}}\n{{"url": "{B}", "shares": []}}\n'),
    ],
)
def test_a_list_names_shares_of_its_pages(tmp_path: Path, name: str, text: str) -> None:
    """In every sort of list; lines of one page add up."""
    found = gathered(listed(tmp_path, name, text))

    assert shares_of(found) == {A: (S, T), B: ()}
    assert found.problems == ()


@pytest.mark.parametrize(
    "share",
    [
        "at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabc",
        "https://snac.example/hesta/p/1680812345.123456",
        "https://hesta.example/@courier/109876",
        "https://lnkd.in/abc",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fhesta%2Fstatus%2F1",
    ],
)
def test_what_a_share_may_be(tmp_path: Path, share: str) -> None:
    """Posts on known networks, and any address on the web: no table knows all servers."""
    found = gathered(listed(tmp_path, "a.txt", f"{A} -> {share}"))

    assert shares_of(found) == {A: (share,)}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("name", "text", "where", "word"),
    [
        ("a.txt", f"{B}\n{A} -> {S} nonsense\n", 2, "'nonsense' is not an http(s) address"),
        ("a.txt", f"{A} -> {S} https:///x", 1, "names no host"),
        ("a.txt", f"{A} -> https://x.com/hestacourier {S}", 1, "is an account, not a share"),
        ("a.txt", f"{A} -> {S} file:///post.html", 1, "is a file, not the address of a share"),
        ("a.txt", f"{A} -> {S} https://x.example/{'y' * 9_000}", 1, "too long"),
        ("a.csv", f"url,shares\n{B},\n{A},{S};ftp://a.example/\n", 3, "http(s)"),
        ("a.jsonl", f'{{"url": "{A}", "shares": ["{S}", 12]}}\n', 1, "'12'"),
        ("a.jsonl", f'{{"url": "{A}", "shares": ["{S}", {{"url": "x"}}]}}\n', 1, "http(s)"),
    ],
)
def test_a_broken_share_is_named(tmp_path: Path, name: str, text: str, where: int, word: str) -> None:
    """The page and its other shares are looked at all the same."""
    path = listed(tmp_path, name, text)
    found = gathered(path)

    assert shares_of(found)[A] == (S,)
    assert found.problems
    assert all(problem.startswith(f"{path}:{where}: ") for problem in found.problems)
    assert word in found.problems[0]
    assert len(found.problems[0]) < len(str(path)) + 300


def test_a_saved_page_has_shares_too(tmp_path: Path) -> None:
    """It is named by its file: address."""
    page = listed(tmp_path, "page.html", "<p>")

    assert shares_of(gathered(listed(tmp_path, "a.txt", f"{page.as_uri()} -> {S}"))) == {page.as_uri(): (S,)}


def test_a_comment_may_hold_an_arrow(tmp_path: Path) -> None:
    """A comment is one to its end, and an arrow without spaces belongs to the address."""
    assert shares_of(gathered(listed(tmp_path, "a.txt", f"# {A} -> {S}\n{A}?a->b\n"))) == {f"{A}?a->b": ()}


def test_shares_are_bounded(tmp_path: Path) -> None:
    """What is left out is said."""
    path = listed(tmp_path, "a.txt", f"{A} -> " + " ".join(f"https://x.com/h/status/{i}" for i in range(1, 31)))
    found = gathered(path)

    assert len(found.targets[0].shares) == 20
    assert found.problems == (f"{path}:1: {A} has 30 shares; the first 20 are looked at",)


def test_a_hostile_line_is_read_in_time(tmp_path: Path) -> None:
    """Spaces and semicolons without end."""
    found = gathered(listed(tmp_path, "a.txt", f"{A} -> {' ;' * 200_000}{S}\n{A}{' ' * 200_000}-> {T}"))

    assert shares_of(found) == {A: (S, T)}
