"""The work made recognisable: from its text, its own page, or a fingerprint beside its terms."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from attrcheck import AnyFetcher, Limits, check_page, known_works, load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.errors import WorkError
from attrcheck.fetch import Fetcher, fetch_saved
from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, Outcome, Place, Target, Work
from attrcheck.own_page import work_on
from attrcheck.reuse import Fingerprint, Parts
from attrcheck.terms import Terms
from attrcheck.terms.works import NOBODY
from attrcheck.work import page_of, read_work

TEXT = WORK.read_text(encoding="utf-8")
TITLE = TEXT.strip().partition("\n")[0]


def saved_only(target: Target) -> Capture | Failure:
    """A fetcher that has no network."""
    return fetch_saved(target)


def recognised(terms: Terms, fetch: Fetcher) -> Fingerprint:
    """What recognises the one work of some terms."""
    (known,) = known_works(terms, (), fetch)
    return known.index.fingerprint


def pointing(tmp_path: Path, entry: str) -> Terms:
    """The demonstration's terms, with the work's text elsewhere."""
    path = tmp_path / "terms.toml"
    path.write_text(TERMS.read_text(encoding="utf-8").replace('text = "work.txt"', entry), encoding="utf-8")
    return load_terms(path)


def own_page(tmp_path: Path, markup: str = "<article><h1>[[title]]</h1>[[work]][[terms]]</article>") -> Path:
    """The work on its author's own site, with a menu, a sidebar, comments and a footer around it."""
    above = "<nav>Home Books Boats</nav><aside class=sidebar>Subscribe to letters</aside>"
    below = "<div id=comments><p>What a story!</p></div><footer>Imprint</footer>"
    path = tmp_path / "own.html"
    path.write_text(expand(f"<html><body>{above}{markup}{below}</body></html>", TEXT, "https://vandermeer.example/"), encoding="utf-8")
    return path


def test_the_text_is_found_beside_the_terms(tmp_path: Path) -> None:
    """Whatever folder the program is run in."""
    (tmp_path / "copy.txt").write_bytes(b"\xef\xbb\xbf" + WORK.read_bytes())

    assert recognised(pointing(tmp_path, 'text = "copy.txt"'), saved_only) == recognised(load_terms(TERMS), saved_only)


@pytest.mark.parametrize(
    "markup", ["<article><h1>[[title]]</h1>[[work]][[terms]]</article>", "<div><h1>[[title]]</h1>[[work]]</div><div>[[terms]]</div>"]
)
def test_the_own_page_gives_the_text(tmp_path: Path, markup: str) -> None:
    """Read with the reader that reads copies; menu, sidebar, comments and footer are no part of the work."""
    (work,) = load_terms(TERMS).works
    text = read_work(str(own_page(tmp_path, markup)), work, Parts(), saved_only).text

    assert [word for word in ("Home Books", "Subscribe", "What a story", "Imprint") if word in text] == []
    assert "".join(text.split()) == "".join(TEXT.strip().removeprefix(TITLE).split())


NOTICES = [
    "<p>By Zoë Vandermeer</p>",
    "<p class='byline'>By Zoë Vandermeer, 11 May</p>",
    "<div class='author-box'><p>Zoë Vandermeer keeps her tickets in shoe boxes and teaches winter courses.</p></div>",
    "<p><em>This article is licensed under CC BY 4.0. You are free to republish it.</em></p>",
    "<p>Did you like this story? Sign up for our newsletter and get the best of it every Friday.</p>",
    "<p><em>Correction, May 14: an earlier version of this article gave another number of seats.</em></p>",
    "<p>This reporting was supported by the fund of the four lakes.</p>",
    "<footer class=entry-footer>Posted in <a href='/c/boats'>Boats</a></footer>",
    "<p>Tags: <a href='/t/1'>ferries</a>, <a href='/t/2'>Lyngvik</a></p>",
    "<p>Veröffentlicht am 11. Mai 2024</p>",
    "<p>7 min read</p>",
    "<p>Read also: <a href='/rain'>Rain on the whole coast until Thursday</a></p>",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_of_the_publisher_is_no_part_of_the_work(tmp_path: Path, notice: str) -> None:
    """A copy that leaves it out has left out nothing: it was accused of a change, and its byline's link of a lost link."""
    head = "<head><title>The night ferry of Lyngvik gets one more summer</title><meta name=author content='Zoë Vandermeer'><link rel=canonical href='https://vandermeer.example/ferry'></head>"
    page = own_page(tmp_path, f"<article><h1>[[title]]</h1>{notice}[[work]]{notice}</article>")
    page.write_text(page.read_text(encoding="utf-8").replace("<body>", f"{head}<body>"), encoding="utf-8")
    (known,) = known_works(load_terms("cc-by-4.0"), (str(page),), saved_only)

    assert known.work.text.startswith("At twenty to midnight")
    assert known.work.text.endswith("and water them.")


LAYOUTS = [
    "<div class='col sidebar-main'><h1>[[title]]</h1>[[work]]</div>",
    "<form id=aspnetForm><div><h1>[[title]]</h1>[[work]]</div></form>",
    "<div class='share-bar-container'><h1>[[title]]</h1>[[work]]</div>",
    "<div class='author-theme byline'><h1>[[title]]</h1>[[work]]</div>",
    "<h1>[[title]]</h1><div class=txt>[[work]]</div><article><h2>Rain</h2><p>Rain falls on the whole coast.</p></article><article><h2>Snow</h2></article>",
    "<article class=teaser><h2>Rain</h2><p>Rain falls.</p></article><h1>[[title]]</h1><section><div class=txt>[[work]]</div></section>",
    "<p>We use cookies on all of our pages, and on some of those of others.</p><h1>[[title]]</h1><div>[[work]]</div>",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_longest_stretch_of_paragraphs_is_the_text(tmp_path: Path, layout: str) -> None:
    """Real sites put their articles into boxes called sidebar, form or byline, and teasers into <article>: nothing was read of one in ten."""
    work = Work(title="", url="", author=NOBODY)

    text = work_on(page_of(str(own_page(tmp_path, layout)), saved_only), work).text

    assert text.startswith("At twenty to midnight")
    assert text.endswith("and water them.")


def test_a_form_inside_the_text_is_no_part_of_it(tmp_path: Path) -> None:
    """Nor are what pictures and players leave in a text: also where the text itself stands in a box that is called a sidebar."""
    letters = "<div class=subscribe><p>You have read three of our texts this month.</p><p>Leave your address, and read seven more of them.</p></div>"
    labels = "<p>[Embed]</p><p>Enlarge this image</p><p>Win Holt/Getty Images</p><p>Advertisement</p>"
    page = own_page(tmp_path, f"<div class=sidebar><h1>[[title]]</h1>[[work 2-5]]{letters}{labels}[[work 6-30]]</div>")

    text = work_on(page_of(str(page), saved_only), Work(title="", url="", author=NOBODY)).text

    assert [word for word in ("three of our texts", "Leave your", "Embed", "Enlarge", "Getty", "Advertisement") if word in text] == []
    assert text.startswith("At twenty to midnight")
    assert "and water them." in text


def test_paragraphs_that_their_class_calls_paywall_are_text(tmp_path: Path) -> None:
    """Google asks sites to mark the text behind the wall by a class, and many call it so."""
    page = own_page(tmp_path)
    page.write_text(page.read_text(encoding="utf-8").replace("<p>", "<p class=paywall>"), encoding="utf-8")
    work = Work(title="", url="", author=NOBODY)

    assert work_on(page_of(str(page), saved_only), work).text.startswith("At twenty to midnight")


FRINGE = [
    ("<h1>Boats and boats</h1><h3>[[title]]</h3>", ""),
    ("<p>Boats</p>", "<p>Boats</p>"),
    ("<div>Mar 4</div><div>3 min read</div>", "<div>12 views</div><div>0 comments</div>"),
    ("<p>May 11, 2024</p>", "<p>Posted by Zoë Vandermeer at <a href='/2024'>10:12 PM</a></p>"),
    ("<p>Share</p>", "<h2>Leave a reply</h2><p><a href='/older'>← Older</a></p>"),
]


@pytest.mark.parametrize(("above", "below"), FRINGE)
def test_labels_around_the_text_are_no_part_of_the_work(tmp_path: Path, above: str, below: str) -> None:
    """Dates, labels and buttons before the first sentence and behind the last one are the system's: every copy without them was in doubt."""
    head = "<head><title>[[title]]</title><meta name=author content='Zoë Vandermeer'><link rel=canonical href='https://vandermeer.example/ferry'></head>"
    page = own_page(tmp_path, f"<article>{above}[[work]]{below}</article>")
    page.write_text(page.read_text(encoding="utf-8").replace("<body>", f"{head.replace('[[title]]', TITLE)}<body>"), encoding="utf-8")
    (known,) = known_works(load_terms("cc-by-4.0"), (str(page),), saved_only)

    assert known.work.text.startswith("At twenty to midnight")
    assert known.work.text.endswith("and water them.")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<div class=byline>By Zoë Vandermeer December 22, 2024 6:00 AM</div>", "Zoë Vandermeer"),
        ("<div class=byline>Zoë Vandermeer@zoe Dec 15</div>", "Zoë Vandermeer"),
        ("<div class=byline>Friday January 13, 2024 9:00 am by <a href='/author/z'>Zoë Vandermeer</a></div>", "Zoë Vandermeer"),
        ("<div class=byline><a href='/z'>Print</a> <a href='/y'>Email</a></div><div>By Zoë Vandermeer</div>", "Zoë Vandermeer"),
        ("<div>11 May | <a href='/users/zoe'>Zoë Vandermeer</a></div>", "Zoë Vandermeer"),
        ("<div>11 May | <a href='/harbours/lyngvik'>Lyngvik Harbour</a></div>", ""),
        ("<p>By Zoë Vandermeer</p>", "Zoë Vandermeer"),
        ("<p>Posted by Zoë Vandermeer at 9:00</p>", "Zoë Vandermeer"),
        ("<p>Von Anna van der Berg</p>", "Anna van der Berg"),
        ("<p>By the sea</p>", ""),
        ("<p>By Friday</p>", ""),
    ],
)
def test_a_byline_is_read_by_its_words(tmp_path: Path, line: str, name: str) -> None:
    """Systems that name the author in no markup still write it for readers; what follows "by" is not always somebody."""
    head = "<head><title>[[title]]</title><link rel=canonical href='https://vandermeer.example/ferry'></head>"
    page = own_page(tmp_path, f"<article>{line}[[work]]</article>")
    page.write_text(page.read_text(encoding="utf-8").replace("<body>", f"{head.replace('[[title]]', TITLE)}<body>"), encoding="utf-8")
    basis = Work(title="", url="", author=NOBODY)

    assert work_on(page_of(str(page), saved_only), basis).author.name == name


def test_a_byline_above_the_text_goes_before_those_below_it(tmp_path: Path) -> None:
    """Below a text sites show who else writes for them, also in boxes whose class says that it is the author."""
    others = "<ul class=authors><li><a href='/author/jan'>Jan Holt</a></li></ul>"
    page = own_page(tmp_path, f"<article><h1>[[title]]</h1><p>by Zoë Vandermeer / May 11, 2024</p>[[work]]</article>{others}")

    assert work_on(page_of(str(page), saved_only), Work(title="", url="", author=NOBODY)).author.name == "Zoë Vandermeer"


def test_a_site_that_states_itself_as_the_author_of_everything(tmp_path: Path) -> None:
    """The byline says who wrote it; without one the site is the author."""
    head = "<meta name=author content='Lyngvik Courier'><meta property='og:site_name' content='Lyngvik Courier'>"
    nobody = Work(title="", url="", author=NOBODY)
    for byline, name in (("<p class=byline>By Zoë Vandermeer</p>", "Zoë Vandermeer"), ("", "Lyngvik Courier")):
        page = own_page(tmp_path, f"<article><h1>[[title]]</h1>{byline}[[work]]</article>")
        page.write_text(page.read_text(encoding="utf-8").replace("<body>", f"<head>{head}</head><body>"), encoding="utf-8")

        assert work_on(page_of(str(page), saved_only), nobody).author.name == name


@pytest.mark.parametrize(
    "standfirst", ["<h2>Sixty-one people, four bicycles and a boat.</h2>", "<p class=dek>Sixty-one people, four bicycles and a boat.</p>"]
)
def test_a_standfirst_is_no_part_of_the_work(tmp_path: Path, standfirst: str) -> None:
    """A summary below the headline, as a heading or as the page's card repeats it: a copy without it has cut nothing."""
    head = "<head><meta name=author content='Zoë Vandermeer'><link rel=canonical href='https://vandermeer.example/ferry'><title>[[title]]</title>"
    head += "<meta property='og:description' content='Sixty-one people, four bicycles and a boat.'></head>"
    page = own_page(tmp_path, f"<article><h1>[[title]]</h1>{standfirst}<p class=byline>By Zoë Vandermeer</p>[[work]]</article>")
    page.write_text(page.read_text(encoding="utf-8").replace("<body>", f"{head.replace('[[title]]', TITLE)}<body>"), encoding="utf-8")
    (known,) = known_works(load_terms("cc0-1.0"), (str(page),), saved_only)

    assert known.work.text.startswith("At twenty to midnight")


@pytest.mark.parametrize(
    "start",
    [
        "Published in three parts and read by nobody on the whole of the long coast",
        "Funding for the ferry ends in June",
        "Related islands have bridges",
        "Creative Commons is what they call the quay",
    ],
)
def test_a_paragraph_that_begins_like_a_notice_is_kept(tmp_path: Path, start: str) -> None:
    """What is dropped from the work is compared with no copy: only what is surely a notice is."""
    head = "<head><title>The night ferry of Lyngvik gets one more summer</title><meta name=author content='Anna Berg'><link rel=canonical href='https://vandermeer.example/ferry'></head>"
    page = own_page(tmp_path, f"<article><h1>[[title]]</h1>[[work]]<p>{start}, the county said on Friday.</p></article>")
    page.write_text(page.read_text(encoding="utf-8").replace("<body>", f"{head}<body>"), encoding="utf-8")
    (known,) = known_works(load_terms("cc0-1.0"), (str(page),), saved_only)

    assert known.work.text.endswith("the county said on Friday.")


def test_the_text_at_hand_is_the_running_text(tmp_path: Path) -> None:
    """What a copy is compared with: without title and terms block, from a text file and from a page alike; a fingerprint has none."""
    own_page(tmp_path)
    (written,) = known_works(load_terms(TERMS), (), saved_only)
    (read,) = known_works(pointing(tmp_path, 'text = "own.html"'), (), saved_only)

    assert written.work.text.startswith("At twenty to midnight")
    assert written.work.text.endswith("and water them.")
    assert read.work.text.split() == written.work.text.split()

    (tmp_path / "print.json").write_bytes(msgspec.json.encode(written.index.fingerprint))
    (hashed,) = known_works(pointing(tmp_path, 'fingerprint = "print.json"'), (), saved_only)
    assert hashed.work.text == ""


def test_the_own_page_gives_the_same_fingerprint(tmp_path: Path) -> None:
    """A user without a text file misses nothing."""
    own_page(tmp_path)

    assert recognised(pointing(tmp_path, 'text = "own.html"'), saved_only) == recognised(load_terms(TERMS), saved_only)


@pytest.mark.parametrize(
    "credit",
    [
        "<p class=byline>By Zoë Vandermeer, 11 May</p>",
        "<p>By Zoë Vandermeer</p>",
        "<div class=author-box><p>Zoë Vandermeer keeps her tickets in shoe boxes.</p></div>",
    ],
)
def test_a_credit_on_the_own_page_is_no_part_of_the_work(tmp_path: Path, credit: str) -> None:
    """Else who copies the byline word by word has copied a sentence, and credited nobody. A block of terms is kept wherever it stands."""
    own_page(tmp_path, f"<article><h1>[[title]]</h1>{credit}[[work nolead]]<div class=author-box>[[terms]]</div></article>")
    terms = pointing(tmp_path, 'text = "own.html"')
    works = known_works(terms, (), saved_only)
    copy = expand(f"<html><body><article><h1>[[title]]</h1>{credit}[[work nolead]]</article></body></html>", TEXT, "").encode()
    record = CaptureRecord(url="https://a.example/", final_url="https://a.example/", captured_at="", digest="", size=len(copy))
    (report,) = check_page(Target(url=record.url), Capture(record=record, body=copy), terms, works)

    assert [one.outcome for one in report.findings if (one.requirement, one.place) == ("name", Place.ARTICLE)] == [Outcome.PASSED]
    assert works[0].index.fingerprint.terms


def test_without_text_and_fingerprint_the_address_is_fetched(tmp_path: Path) -> None:
    """Once, and the address that the terms name."""
    asked = []

    def fetch(target: Target) -> Capture | Failure:
        asked.append(target.url)
        return fetch_saved(Target(url=own_page(tmp_path).as_uri()))

    made = recognised(pointing(tmp_path, ""), fetch)

    assert asked == ["https://vandermeer.example/2024/05/night-ferry/"]
    assert made == recognised(load_terms(TERMS), fetch)


def test_an_address_that_brings_nothing_is_told(tmp_path: Path) -> None:
    """The user's own work cannot be read: an error, not a scan that finds nothing."""

    def fetch(target: Target) -> Capture | Failure:
        return Failure(reason=FailureReason.DNS, detail="No such host.")

    with pytest.raises(WorkError, match=r"dns: No such host\."):
        recognised(pointing(tmp_path, ""), fetch)


def test_a_fingerprint_needs_no_fetch(tmp_path: Path) -> None:
    """The preset is scanned with without its article, and without a network to ask."""
    made = recognised(load_terms(TERMS), saved_only)
    (tmp_path / "f.json").write_bytes(msgspec.json.encode(made))

    assert recognised(pointing(tmp_path, 'fingerprint = "f.json"'), AnyFetcher(web=saved_only, limits=Limits())) == made


SECOND = """A lighthouse keeper counts his moths

For thirty years Hauke Brandt has written down every moth that died on the glass of the lighthouse of Norderhever, with the hour and the wind.
The university in Brennmark has now asked for the ledgers, because nobody else counted insects on that coast before the lamps were changed.

Brandt says he never meant to do science. He was bored, the nights were long, and the moths at least kept their appointments.
"""


def page_of_second(tmp_path: Path, head: str = "") -> Path:
    """Another work on its own page."""
    title, *paragraphs = [part for part in SECOND.split("\n\n") if part.strip()]
    path = tmp_path / "second.html"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    path.write_text(
        f"<html lang=en><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{text}</article></body></html>",
        encoding="utf-8",
    )
    return path


def site_terms(tmp_path: Path, under: str = "https://coast.example/") -> Terms:
    """Terms of a whole site, which name no work."""
    path = tmp_path / "site.toml"
    requirement = '[[requirements]]\nid = "name"\nkind = "credit.name"\nasks = "Name the author."\nplaces = { article = "must" }\n'
    path.write_text(
        f'id = "s"\nversion = "1"\ntitle = "T"\nsource = "https://coast.example/"\n[site]\nunder = ["{under}"]\n{requirement}',
        encoding="utf-8",
    )
    return load_terms(path)


STATED = (
    '<link rel=canonical href="https://coast.example/moths"><meta name=author content="Imke Sand">'
    '<meta property="article:published_time" content="2025-03-04T08:00:00Z"><meta property="og:site_name" content="The Coast">'
)


def test_a_named_work_is_read_from_its_page(tmp_path: Path) -> None:
    """Author, day, outlet, address and text stand on the page; the terms need not repeat them."""
    (known,) = known_works(site_terms(tmp_path), [str(page_of_second(tmp_path, STATED))], saved_only)

    assert (known.work.author.name, known.work.published, known.work.url) == ("Imke Sand", "2025-03-04", "https://coast.example/moths")
    assert known.work.outlet is not None
    assert (known.work.outlet.name, known.work.outlet.url) == ("The Coast", "https://coast.example/")
    assert "thirty years" in known.work.text


@pytest.mark.parametrize(
    ("head", "under", "sentence"),
    [
        (STATED, "https://other.example/", "is not under"),
        (STATED.replace("Imke Sand", ""), "https://coast.example/", "no author is known"),
        (STATED.replace("Imke Sand", "admin"), "https://coast.example/", "no author is known"),
        (STATED.replace("https://coast.example/moths", ""), "https://coast.example/", "is not under"),
    ],
)
def test_a_work_that_the_terms_cannot_bind(tmp_path: Path, head: str, under: str, sentence: str) -> None:
    """Another site's article, or one of which nobody knows who wrote it: told before anything is scanned."""
    with pytest.raises(WorkError, match=sentence):
        known_works(site_terms(tmp_path, under), [str(page_of_second(tmp_path, head))], saved_only)


def test_a_whole_byline_in_the_markup_is_a_name(tmp_path: Path) -> None:
    """Copies would be asked for "By Imke Sand, March 4" where their byline says "Imke Sand"."""
    head = STATED.replace("Imke Sand", "By Imke Sand, March 4, 2025")
    (known,) = known_works(site_terms(tmp_path), [str(page_of_second(tmp_path, head))], saved_only)

    assert [author.name for author in known.work.authors] == ["Imke Sand"]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Imke Sand, 4 March 2025", ["Imke Sand"]),
        ("Von Imke Sand und Jorun Holt, Brennmark", ["Imke Sand", "Jorun Holt"]),
        ("By our newsroom", []),
    ],
)
def test_a_visible_byline_names_the_author(tmp_path: Path, byline: str, names: list[str]) -> None:
    """Where the markup names nobody, readers are still told; and a headline is taken without the name of its site."""
    page = page_of_second(tmp_path)
    markup = page.read_text(encoding="utf-8")
    headline = SECOND.split("\n\n", maxsplit=1)[0].strip()
    markup = markup.replace("</h1>", f"</h1><p class=byline>{byline}</p>").replace("</title>", " | The Coast</title>")
    page.write_text(markup, encoding="utf-8")
    work = work_on(page_of(str(page), saved_only), Work(title="", url="", author=NOBODY))

    assert ([author.name for author in work.authors], work.title) == (names, headline)


def test_works_are_named_once(tmp_path: Path) -> None:
    """By the terms or by the user: both, or neither, is a mistake."""
    with pytest.raises(WorkError, match="--work is for terms that name none"):
        known_works(load_terms(TERMS), ["a.html"], saved_only)
    with pytest.raises(WorkError, match="say with --work"):
        known_works(site_terms(tmp_path), [], saved_only)


def two_works(tmp_path: Path) -> Terms:
    """The demonstration's terms, with a second work by somebody else."""
    page_of_second(tmp_path)
    (tmp_path / "work.txt").write_bytes(WORK.read_bytes())
    path = tmp_path / "terms.toml"
    second = '[[works]]\ntitle = "A lighthouse keeper counts his moths"\nurl = "https://coast.example/moths"\ntext = "second.html"\n'
    author = 'authors = [{ name = "Imke Sand", job_title = "Moth Counter", profiles = ["x:imkesand"] }]\n'
    path.write_text(TERMS.read_text(encoding="utf-8") + second + author, encoding="utf-8")
    return load_terms(path)


def said(tmp_path: Path, html: str) -> list[tuple[str | None, str, str]]:
    """Work, verdict and outcome of the name, for each report about a page."""
    terms = two_works(tmp_path)
    text = "".join(f"<p>{part}</p>" for part in SECOND.split("\n\n")[1:])
    body = expand(html, TEXT, "https://copy.example/").replace("SECOND", text).encode()
    record = CaptureRecord(
        url="https://copy.example/", final_url="https://copy.example/", captured_at="2026-01-01T00:00:00+00:00", digest="", size=1
    )
    reports = check_page(Target(url="https://copy.example/"), Capture(record=record, body=body), terms, known_works(terms, (), saved_only))
    return [(report.work, report.verdict, next(str(f.outcome) for f in report.findings if f.requirement == "name")) for report in reports]


FERRY, MOTHS = "https://vandermeer.example/2024/05/night-ferry/", "https://coast.example/moths"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>A</h1><p class=byline>By Imke Sand</p>SECOND", [(MOTHS, "violation", "passed")]),
        ("<h1>A</h1><p class=byline>By Imke Sand</p>[[work]]", [(FERRY, "violation", "cannot-tell")]),
        (
            "<h1>A</h1><p class=byline>By Imke Sand</p>[[work nolead]]SECOND",
            [(FERRY, "violation", "failed"), (MOTHS, "violation", "passed")],
        ),
        (
            "<h1>A</h1><p>Rain is expected along the whole coast until Thursday, with gusts in the north.</p>",
            [(None, "not-a-reuse", "inapplicable")],
        ),
        ("", [(None, "undetermined", "cannot-tell")]),
    ],
)
def test_each_work_has_its_own_report(tmp_path: Path, html: str, expected: list[tuple[str | None, str, str]]) -> None:
    """A page that reuses two works owes two credits; one that reuses none is said so once."""
    assert said(tmp_path, f"<html><body><article>{html}</article></body></html>") == expected
