"""Lists at addresses and lists in lists, from servers that mean well and from those that do not."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from contextlib import suppress
from pathlib import Path
from threading import Barrier

import pytest
from msgspec.structs import replace

from attrcheck.errors import ArchiveError, TargetsError
from attrcheck.fetch import Fetcher
from attrcheck.model import Capture, CaptureRecord, Failure, Target
from attrcheck.targets import FORMATS, Targets, gather, nested
from attrcheck.targets.document import MAX_BYTES, MAX_ENTRIES, Document, Entry, Fault
from attrcheck.targets.formats import format_of
from tests.targets.conftest import Site, nobody

A, B = "https://a.example/one", "https://b.example/two"
SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(*urls: str) -> str:
    """A sitemap."""
    return f"<urlset {SITEMAPS}>" + "".join(f"\n<url><loc>{url}</loc></url>" for url in urls) + "</urlset>"


def index(*urls: str) -> str:
    """An index of sitemaps."""
    return f"<sitemapindex {SITEMAPS}>" + "".join(f"\n<sitemap><loc>{url}</loc></sitemap>" for url in urls) + "</sitemapindex>"


def at(fetch: Fetcher, *lists: str, arguments: tuple[str, ...] = ()) -> Targets:
    """The targets of lists at addresses."""
    return gather(arguments, io.StringIO(), fetch, lists)


def urls(found: Targets) -> list[str]:
    """Their addresses."""
    return [target.url for target in found.targets]


@pytest.mark.parametrize(
    ("path", "media_type", "body"),
    [
        ("/list", "text/plain", f"# mine\n{A}\n{B}\n"),
        ("/list.csv", "text/csv", f"url,note\n{A},x\n{B},\n"),
        ("/export?format=csv", "text/csv; charset=utf-8", f"url;note\n{A};x\n{B};\n"),
        ("/list", "application/octet-stream", f"<rss><channel><item><link>{A}</link></item><item><link>{B}</link></item></channel></rss>"),
        (
            "/feed",
            "text/html",
            f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{A}"/></entry><entry><link href="{B}"/></entry></feed>',
        ),
        (
            "/feed.json",
            "application/feed+json",
            f'{{"version": "https://jsonfeed.org/version/1", "items": [{{"url": "{A}"}}, {{"url": "{B}"}}]}}',
        ),
        ("/feed", "application/json", f'["{A}", "{B}"]'),
        ("/sitemap.xml", "application/xml", sitemap(A, B)),
        ("/sitemap.xml.gz", "application/gzip", gzip.compress(sitemap(A, B).encode(), mtime=0)),
    ],
)
def test_a_list_at_an_address(path: str, media_type: str, body: str | bytes, site: Site, fetch: Fetcher) -> None:
    """Every format, recognised by its content or by what the server says; the source of each target is the list's address."""
    url = site.put(path, body, media_type)
    found = at(fetch, url)

    assert urls(found) == [A, B]
    assert found.problems == ()
    assert {target.source.file for target in found.targets if target.source} == {url}


def test_lists_and_targets_are_mixed(site: Site, fetch: Fetcher) -> None:
    """Arguments come first, then lists; a page of both is one."""
    found = at(fetch, site.put("/s", sitemap(A, B)), site.put("/t", sitemap(f"{B}#x")), arguments=("https://c.example/", f"{A}/"))

    assert [(target.url, [other.url for other in target.also]) for target in found.targets] == [
        ("https://c.example/", []),
        (f"{A}/", [A]),
        (B, [f"{B}#x"]),
    ]
    assert found.remarks == ()


def test_an_index_of_sitemaps_is_followed(site: Site, fetch: Fetcher) -> None:
    """In its order; each address is known by the sitemap in which it stands."""
    one, two = site.put("/1.xml", sitemap(A)), site.put("/2.xml.gz", gzip.compress(sitemap(B).encode(), mtime=0), "application/x-gzip")
    found = at(fetch, site.put("/index.xml", index(one, two, one)))

    assert [(target.url, target.source.file, target.source.line) for target in found.targets if target.source] == [(A, one, 2), (B, two, 2)]
    assert (site.asked[0], sorted(site.asked)) == ("/index.xml", ["/1.xml", "/2.xml.gz", "/index.xml"])


def test_lists_are_fetched_at_once_and_told_in_order() -> None:
    """Each list waits until all are asked for; whichever comes first, the targets stand in the order of the lists."""
    all_asked = Barrier(4, timeout=20)

    def together(target: Target) -> Capture | Failure:
        if not target.url.endswith("index"):
            all_asked.wait()
        body = index(f"{A}/1", f"{A}/2", f"{A}/3") if target.url.endswith("index") else sitemap(target.url + ".html")
        record = CaptureRecord(url=target.url, final_url=target.url, captured_at="", digest="", size=0, status=200)
        return Capture(record=replace(record, media_type="application/xml"), body=body.encode())

    said: list[str] = []
    found = gather((), io.StringIO(), together, (f"{A}/index", f"{B}/4"), said.append)

    assert urls(found) == [f"{A}/{number}.html" for number in (1, 2, 3)] + [f"{B}/4.html"]
    assert [sentence.split(" (")[0] for sentence in said] == [
        f"reading list {number}: {url}" for number, url in enumerate((f"{A}/index", f"{A}/1", f"{A}/2", f"{A}/3", f"{B}/4"), 1)
    ]


def test_a_fetch_that_fails_as_no_fetch_should() -> None:
    """What goes wrong in a thread is not lost there."""

    def broken(target: Target) -> Failure:
        raise ArchiveError("damaged")

    with pytest.raises(ArchiveError, match="damaged"):
        at(broken, A)


def test_feeds_of_an_opml_file_are_read(site: Site, fetch: Fetcher, tmp_path: Path) -> None:
    """What feed readers export: folders of feeds, a feed that is gone, another file that is included."""
    feed = site.put("/feed", f"<rss><channel><item><link>{A}</link></item></channel></rss>")
    more = site.put("/more.opml", f'<opml><body><outline type="rss" xmlUrl="{feed}#again"/><outline type="link" url="{B}"/></body></opml>')
    path = tmp_path / "feeds.opml"
    path.write_text(
        f'<opml version="2.0"><body><outline text="News">\n<outline type="rss" xmlUrl="{feed}" htmlUrl="https://no.example/"/>\n'
        f'<outline type="rss" xmlUrl="{site.base}/gone"/>\n<outline type="include" url="{more}"/>\n<outline xmlUrl="file:///etc/passwd"/></outline></body></opml>'
    )
    found = at(fetch, arguments=(str(path),))

    assert urls(found) == [A, B]
    assert found.problems == (
        f"{site.base}/gone: the list could not be fetched: the server answered 404",
        f"{path}:5: 'file:///etc/passwd' is a file of this computer, which a list from elsewhere may not name",
    )
    assert sorted(site.asked) == ["/feed", "/gone", "/more.opml"]


@pytest.mark.parametrize("status", [403, 404, 429, 500])
def test_a_list_that_does_not_come_is_told(status: int, site: Site, fetch: Fetcher) -> None:
    """Nothing of it is checked, so the scan does not end as if all were well; other targets are."""
    found = at(fetch, site.put("/feed", f"<rss><item><link>{A}</link></item></rss>", status=status), arguments=(B,))

    assert urls(found) == [B]
    assert found.problems == (f"{site.base}/feed: the list could not be fetched: the server answered {status}",)


def test_a_list_at_which_nobody_answers_is_told() -> None:
    """With the reason, and when nothing else is left it is an error."""
    with pytest.raises(TargetsError, match="refused: nobody answers\nthere is nothing to check"):
        at(nobody, A)


@pytest.mark.parametrize(
    ("address", "word"), [("file:///etc/passwd", "file of this computer"), ("feed.xml", "http(s)"), ("ftp://a.example/", "http(s)")]
)
def test_a_list_has_an_address_on_the_web(address: str, word: str) -> None:
    """A file is given as a target."""
    with pytest.raises(TargetsError) as caught:
        at(nobody, address)
    assert word in str(caught.value)


@pytest.mark.parametrize(
    ("body", "media_type", "word"),
    [
        ("<!doctype html><html><body><a href='https://a.example/'>x</a>", "text/html", "it is a page"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "application/xhtml+xml", "it is a page"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><a href='https://a.example/'/></svg>", "image/svg+xml", "first element is 'svg'"),
        ("<\x00\x01", "application/xml", "it is not XML"),
        ("{}", "application/json", "neither an array of addresses nor a JSON Feed"),
        ("[" * 100_000, "application/json", "is not JSON"),
        (b"\x1f\x8b\x08garbage", "application/gzip", "cannot be inflated"),
        (gzip.compress(sitemap(A).encode(), mtime=0)[:-12], "application/gzip", "cannot be inflated"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "image/png", "cannot be read as a list"),
        ("", "text/plain", "nothing to check"),
    ],
)  # fmt: skip
def test_an_address_without_a_list_is_told(body: str | bytes, media_type: str, word: str, site: Site, fetch: Fetcher) -> None:
    """Whatever answers instead: a login page, a picture, garbage."""
    with pytest.raises(TargetsError) as caught:
        at(fetch, site.put("/x", body, media_type))
    assert word in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        # "Billion laughs": ten times ten times ten … in a text and in an attribute, where libxml2 puts entities in whatever it is told.
        "<!DOCTYPE rss [<!ENTITY a0 'x'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12)) + "]><rss><item><link>&a11;</link></item></rss>",
        "<!DOCTYPE opml [<!ENTITY a0 'x'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12)) + "]><opml><outline xmlUrl='&a11;'/></opml>",
        "<!DOCTYPE rss [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><rss><item><link>https://a.example/&e;</link></item></rss>",
        "<!DOCTYPE rss [<!ENTITY e SYSTEM '[[base]]/secret'>]><rss><item><link>&e;</link></item></rss>",
        "<!DOCTYPE rss [<!ENTITY % e SYSTEM '[[base]]/secret'> %e;]><rss><item><link>https://a.example/</link></item></rss>",
        "<!DOCTYPE rss [<!ENTITY e 'https://a.example/'>]><rss><item><link>&e;</link></item></rss>",
    ],
    ids=["laughs-in-text", "laughs-in-attribute", "external-file", "external-address", "parameter-entity", "harmless-entity"],
)  # fmt: skip
def test_entities_are_not_read(body: str, site: Site, fetch: Fetcher) -> None:
    """Not expanded, not fetched, not opened: a list that declares them is none."""
    tracemalloc.start()
    with pytest.raises(TargetsError) as caught:
        at(fetch, site.put("/feed", body))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "entities of its own" in str(caught.value) or "not well-formed" in str(caught.value)
    assert "root:" not in str(caught.value)
    assert site.asked == ["/feed"]
    assert peak < 20_000_000


def test_a_document_type_elsewhere_is_not_fetched(site: Site, fetch: Fetcher) -> None:
    """RSS 0.91 names one, and is read all the same."""
    body = f"<!DOCTYPE rss SYSTEM '[[base]]/rss.dtd'><rss version='0.91'><channel><item><link>{A}</link></item></channel></rss>"

    assert urls(at(fetch, site.put("/feed", body))) == [A]
    assert site.asked == ["/feed"]


@pytest.mark.parametrize("tag", ["x", "item", "url"])
def test_deep_nesting_is_refused(tag: str, site: Site, fetch: Fetcher) -> None:
    """A hundred thousand elements in each other."""
    body = f"<rss><item><link>{A}</link></item>" + f"<{tag}>" * 100_000 + f"</{tag}>" * 100_000 + "</rss>"
    found = at(fetch, site.put("/feed", body))

    assert urls(found) == [A]
    assert "not well-formed" in found.problems[-1]


def test_a_bomb_of_100_mb_is_refused(tmp_path: Path) -> None:
    """A hundred kilobytes that become a hundred megabytes; memory stays below what the bound allows."""
    path = tmp_path / "sitemap.xml.gz"
    path.write_bytes(gzip.compress(b"<urlset>" + b" " * 100_000_000, mtime=0))
    tracemalloc.start()
    with pytest.raises(TargetsError, match="is larger than 52,428,800 bytes"):
        at(nobody, arguments=(str(path),))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 3 * MAX_BYTES


def test_a_file_of_100_mb_is_refused(tmp_path: Path) -> None:
    """It is not even read."""
    path = tmp_path / "list.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    with pytest.raises(TargetsError, match="is larger than"):
        at(nobody, arguments=(str(path),))


def test_a_flood_of_elements_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading elements that say nothing ends; what stood before counts."""
    monkeypatch.setattr("attrcheck.targets.markup._MAX_ELEMENTS", 50_000)
    path = tmp_path / "feed.xml"
    path.write_text(f"<rss><item><link>{A}</link></item>" + "<x/>" * 200_000)
    found = at(nobody, arguments=(str(path),))

    assert urls(found) == [A]
    assert found.problems == (f"{path}: holds more than 50,000 elements; what stands before counts",)


def test_indexes_in_a_circle_end(site: Site, fetch: Fetcher) -> None:
    """Each list is fetched once."""
    site.put("/a.xml", index("[[base]]/b.xml", "[[base]]/a.xml#x"))
    site.put("/b.xml", index("[[base]]/a.xml", "[[base]]/c.xml"))
    site.put("/c.xml", sitemap(A))
    found = at(fetch, f"{site.base}/a.xml")

    assert urls(found) == [A]
    assert found.problems == ()
    assert site.asked == ["/a.xml", "/b.xml", "/c.xml"]


def test_indexes_without_end_end(site: Site, fetch: Fetcher) -> None:
    """A server that makes up an index for every address: two levels are followed, and what is left out is told."""
    for depth in range(5):
        site.put(f"/{depth}.xml", index(f"[[base]]/{depth + 1}.xml"))
    found = at(fetch, f"{site.base}/0.xml", arguments=(A,))

    assert site.asked == ["/0.xml", "/1.xml", "/2.xml"]
    assert found.problems == (f"{site.base}/2.xml:2: '{site.base}/3.xml' is not read: lists are nested too deep",)


def test_an_index_of_too_many_lists_ends(site: Site, fetch: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left out is told once for each list."""
    monkeypatch.setattr(nested, "_MAX_LISTS", 3)
    for number in range(4):
        site.put(f"/{number}.xml", sitemap(f"https://a.example/{number}"))
    found = at(fetch, site.put("/index.xml", index(*(f"[[base]]/{number}.xml" for number in range(4)))))

    assert urls(found) == ["https://a.example/0", "https://a.example/1"]
    assert found.problems == tuple(f"{site.base}/{number}.xml: is not read: lists name more than 3 other lists" for number in (2, 3))


def test_a_list_of_too_many_entries_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sitemaps have at most 50,000 entries; a longer one is read up to there. The user's own text has no bound but its size."""
    monkeypatch.setattr(nested, "MAX_ENTRIES", 10)
    path, own = tmp_path / "sitemap.xml", tmp_path / "own.txt"
    path.write_text(sitemap(*(f"https://a.example/{number}" for number in range(20))))
    own.write_text("\n".join(f"https://b.example/{number}" for number in range(20)))
    found = at(nobody, arguments=(str(path), str(own)))

    assert MAX_ENTRIES == 50_000
    assert len(found.targets) == 10 + 20
    assert found.problems == (f"{path}: holds more than 10 entries; the others are left out",)


def test_all_lists_together_end(site: Site, fetch: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand sitemaps of 50,000 pages each would be fifty million."""
    monkeypatch.setattr(nested, "_MAX_TOTAL", 5)
    one, two = (sitemap(*(f"https://{name}.example/{number}" for number in range(4))) for name in "ab")
    found = at(fetch, site.put("/1", one), site.put("/2", two))

    assert len(found.targets) == 5
    assert found.problems == (f"{site.base}/2:3: lists from elsewhere hold over 5 entries; from here on they are left out",)


def test_a_list_elsewhere_names_no_files(site: Site, fetch: Fetcher, tmp_path: Path) -> None:
    """A text that anybody could have written, also behind a redirect; the same text of the user's own may."""
    page = tmp_path / "page.html"
    page.write_text("<p>")
    url = site.put("/list.txt", f"{page.as_uri()}\n{A}", "text/plain")
    own = tmp_path / "own.txt"
    own.write_text(page.as_uri())

    assert urls(at(fetch, url)) == [A]
    assert urls(at(fetch, site.put("/moved", url, "redirect"))) == [A]
    assert urls(at(nobody, arguments=(str(own),))) == [page.as_uri()]


def test_lists_redirect(site: Site, fetch: Fetcher) -> None:
    """Relative addresses are of the place where the list was found in the end."""
    site.put("/new/feed.xml", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="../a"/></entry></feed>')
    url = site.put("/old", f"{site.base}/new/feed.xml", "redirect")

    assert urls(at(fetch, url)) == [f"{site.base}/a"]


def test_messages_of_strangers_are_printable(site: Site, fetch: Fetcher) -> None:
    """An address with escape sequences must not reach the terminal as it is, whatever is said about it."""
    body = f"<rss><item><link>x:\u009b31m\u202ex</link></item><item><link>{A}</link></item></rss>"
    found = at(fetch, site.put("/feed", body))
    lists = at(
        fetch,
        site.put("/index", index("[[base]]/\u009b31m\u202e")),
        arguments=(A, "https://a.example/\x1b[31m", "https://a.example/\x1b[31m"),
    )

    assert found.problems == (f"{site.base}/feed:1: 'x:\\x9b31m\\u202ex' is not an http(s) address",)
    assert len(lists.problems) == len(lists.remarks) == 1
    assert all(sentence.isprintable() for sentence in (*lists.problems, *lists.remarks))


def test_an_array_of_nothing_is_told_in_ten_lines(site: Site, fetch: Fetcher) -> None:
    """Entries of an array have no lines, and are bounded all the same."""
    found = at(fetch, site.put("/x.json", f'["{A}"{", {}" * 1_000}]', "application/json"))

    assert len(found.problems) == 11
    assert found.problems[-1] == f"{site.base}/x.json: 990 more entries are not addresses of pages"


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_keeps_the_contract(name: str) -> None:
    """It is recognised by each of its marks, yields entries and faults only, and raises nothing but TargetsError for garbage."""
    kind = FORMATS[name]
    samples = [b"", b"\0", b"\xff", b"<", b"[", b'{"a"', b'"', b"<rss><item><link>" + b"x" * 20_000, b"\xff\xfe<", b"," * 1_000]

    assert all(format_of(Document(f"list{suffix}", b"x")) is kind for suffix in kind.suffixes)
    assert all(format_of(Document("list", f"<p:{root} xmlns:p='x'/>".encode())) is kind for root in kind.roots)
    assert kind.roots or all(format_of(Document("https://a.example/", b"x", "https://a.example/", t)) is kind for t in kind.media_types)
    for sample in samples:
        found: list[object] = []
        with suppress(TargetsError):
            found.extend(kind.read(Document("list", sample)))
        assert all(isinstance(each, Entry | Fault) for each in found)
