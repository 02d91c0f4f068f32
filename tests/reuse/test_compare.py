"""A copy beside the work: every sort of change is found, once and where it is; what a reader takes for the same is none."""

from __future__ import annotations

import gc
import itertools
import random
import re
from time import process_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from attrcheck.demo import TERMS
from attrcheck.model import Article, Author, Change, Comparison, Difference, Passage, Work
from attrcheck.reuse import WorkIndex, body_text, compare, find_reuse
from attrcheck.reuse.differences import Run, reads_the_same
from attrcheck.reuse.twins import Row, rising
from attrcheck.terms import load_terms
from tests.property.checking import article_of
from tests.property.pages import pages
from tests.reuse.pages import BODY, OTHERS, TEXT, look, page, print_of_work

LOADED = load_terms(TERMS)
WORK: Work = replace(LOADED.works[0], text=body_text(TEXT, LOADED.works[0], LOADED.file.entries[0].parts))
TITLE = WORK.title
CUT, ADDED, MOVED, ALTERED, QUOTATION = Difference.CUT, Difference.ADDED, Difference.MOVED, Difference.ALTERED, Difference.QUOTATION
WORDS = 622
bounded = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def compared(*paragraphs: str, work: Work = WORK) -> Comparison:
    """What comparing says of a page of these paragraphs below the title."""
    markup = page(*paragraphs).replace("A headline", TITLE)
    found = compare(work, look(markup).article)
    assert found
    return found


def edited(old: str, new: str, text: list[str] = BODY) -> list[str]:
    """The work's paragraphs with some words replaced, once."""
    assert sum(old in paragraph for paragraph in text) == 1, old
    return [paragraph.replace(old, new, 1) for paragraph in text]


def told(found: Comparison) -> list[tuple[Difference, str, str]]:
    """The changes, short."""
    return [(change.sort, change.work, change.page) for change in found.changes]


def as_text(found: Comparison) -> list[Change]:
    """The changes wherever they stand."""
    return [replace(change, locator="") for change in found.changes]


def test_the_text_is_the_running_text() -> None:
    """The title and the terms are nothing that a copy must keep; the marks at their borders go with them."""
    assert WORK.text.startswith("At twenty to midnight")
    assert WORK.text.endswith("and water them.")
    quoted = replace(WORK, title="On")
    assert (
        body_text("On\n\n“I found out,” she says (twice)", quoted, LOADED.file.entries[0].parts.__class__())
        == "“I found out,” she says (twice)"
    )


def test_a_verbatim_copy_has_no_change() -> None:
    """All of it, counted; subheadings are words and no paragraphs."""
    found = compared(*BODY)

    assert found == Comparison(kept=1.0, kept_words=WORDS, paragraphs=13, kept_paragraphs=13, altered_words=0)


def test_without_text_nothing_is_said() -> None:
    """A fingerprint tells that a page copies, not what it changed."""
    assert compare(replace(WORK, text=""), look(page(*BODY)).article) is None
    assert compare(replace(WORK, text=" \n\n * * * \n"), look(page(*BODY)).article) is None


def test_a_page_without_the_work_keeps_nothing() -> None:
    """Phrases that any text may hold are no kept words."""
    found = compared(*OTHERS)

    assert (found.kept, found.kept_words, found.kept_paragraphs, found.headline) == (0.0, 0, 0, None)
    assert found.count(CUT) == len(BODY) == len(found.changes)


SAME: dict[str, list[str]] = {
    "straight quotation marks": [re.sub("[“”]", '"', text) for text in BODY],
    "other quotation marks": [text.replace("“", "»").replace("”", "«") for text in BODY],
    "upper case": [text.upper() for text in BODY],
    "no accents": [text.replace("ë", "e") for text in BODY],
    "no punctuation": [re.sub(r"[^\w\s'’]", " ", text) for text in BODY],
    "soft hyphens": [re.sub(r"(\w{3})(\w{3})", "\\1\u00ad\\2", text) for text in BODY],
    "one word for two": edited("second-hand", "secondhand"),
    "two words for one": edited("helicopter", "heli-copter"),
    "divided at the end of a line": edited("announced", "an-<br>nounced"),
    "numbers written otherwise": edited("290,000", "290.000", edited("4,870", "4870")),
    "a wrong encoding": [text.encode().decode("cp1252", "replace") for text in BODY],
    "letters lost": [text.replace("ë", "\ufffd").replace("“", "\ufffd") for text in BODY],
    "a footnote mark": edited("built in 1967", "built in 1967<sup>1</sup>"),
    "a drop capital": ['<span class="dropcap">A</span>' + BODY[0][1:], *BODY[1:]],
    "one paragraph": [" ".join(BODY)],
    "single breaks": ["<br>".join(BODY)],
    "two paragraphs for one": edited("week later.", "week later.", [BODY[0].replace(", four", ",</p><p>four"), *BODY[1:]]),
    "an advertisement between": [part for text in BODY for part in (text, "Advertisement")],
    "a line between": [part for text in BODY for part in (text, "Read also: <a href='/rain'>Rain on the whole coast until Thursday</a>")],
    "an advertisement inside": edited("four bicycles", "</p><div>Advertisement</div><p>four bicycles"),
    "a caption": [BODY[0], f"</p><figure><img src=a.jpg><figcaption>{OTHERS[0]}</figcaption></figure><p>", *BODY[1:]],
    "a box of related stories": [*BODY[:4], f"</p><div class='related-posts'><p>{OTHERS[0]}</p></div><p>", *BODY[4:]],
    "a teaser with its text in a link": [*BODY[:4], f"<a href='/a'>{OTHERS[0]}</a>", *BODY[4:]],
    "what hides": [*BODY[:4], f"</p><p hidden>{OTHERS[0]}</p><p>", *BODY[4:]],
    "a fold-out": [*BODY[:4], f"</p><div style='display:none'><p>{'</p><p>'.join(BODY[4:])}</p></div><p>"],
    "the lead twice": [BODY[0], *BODY],
    "a pull quotation": [*BODY[:3], "<b>Two of my deckhands had already been offered work at the fish farm.</b>", *BODY[3:]],
    "the credit between": [BODY[0], f"Zoë Vandermeer wrote this for the readers of <a href='{WORK.url}'>her own pages</a>, where it stood first.", *BODY[1:]],
    "a place before": ["LYNGVIK – " + BODY[0], *BODY[1:]],
    "a place without a dash": ["LYNGVIK, BRENNMARK " + BODY[0], *BODY[1:]],
    "a sentence behind": [*BODY[:-1], BODY[-1] + " Read more about the islands."],
    "a link behind": [BODY[0] + " <a href='/rain'>Rain until Thursday, say forecasters</a>", *BODY[1:]],
    "a sign beside a heading": [*BODY[:5], BODY[5] + " Link to this heading", *BODY[6:]],
    "the credit behind": [*BODY[:-1], BODY[-1] + " (Zoë Vandermeer)"],
    "other text around": [*OTHERS, *BODY, *OTHERS],
    "a comment": [*BODY, f"</p><div id=comments><p>{BODY[3]} That is so true!</p></div><p>"],
    "a table of contents": ["A library below deck", "What the ledger says", *BODY],
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_what_reads_the_same_is_no_change(name: str) -> None:
    """Nobody is accused of what a typesetter, a content system or an advertiser did."""
    found = compared(*SAME[name])

    assert told(found) == []
    assert (found.kept, found.altered_words, found.headline) == (1.0, 0, None)


CHANGED: dict[str, tuple[list[str], list[tuple[Difference, str, str]], int]] = {
    "a word replaced": (edited("stone quay", "old quay"), [(ALTERED, "stone", "old")], 1),
    "a word left out": (edited("stone quay", "quay"), [(ALTERED, "stone", "")], 1),
    "words put in": (edited("stone quay", "stone quay and the pier"), [(ALTERED, "", "and the pier")], 3),
    "first word": (edited("At twenty", "Around twenty"), [(ALTERED, "At", "Around")], 1),
    "last words": (edited("water them.", "feed those."), [(ALTERED, "water them", "feed those")], 2),
    "a sentence left out": (
        edited(" A bridge at Ostvik, eleven kilometres upstream, has been open day and night since 2018, he notes,", ""),
        [(ALTERED, "A bridge at Ostvik, eleven kilometres upstream, has been open day and night since 2018, he notes", "")],
        17,
    ),
    "a quotation": (edited("own a car", "own a boat"), [(QUOTATION, "car", "boat")], 1),
    "words put into a quotation": (edited("waited until June", "waited patiently until June"), [(QUOTATION, "", "patiently")], 1),
    "a word beside a quotation": (edited("the skipper says", "the captain says"), [(ALTERED, "skipper", "captain")], 1),
    "a name": (edited("Tobias Lindqvarn", "Tobias Lindberg"), [(ALTERED, "Lindqvarn", "Lindberg")], 1),
    "a number": (edited("61 passengers", "16 passengers"), [(ALTERED, "61", "16")], 1),
    "a paragraph added": ([*BODY[:4], OTHERS[0], *BODY[4:]], [(ADDED, "", OTHERS[0].rstrip("."))], 0),
    "one added inside": (
        edited("four bicycles", f"</p><p>{OTHERS[0]}</p><p>four bicycles"), [(ADDED, "", OTHERS[0].rstrip("."))], 0
    ),
    "a sentence made longer": (edited("water them.", "water them and nobody would thank her."), [(ADDED, "", "and nobody would thank her")], 0),
    "a sentence begun otherwise": (edited("Oskarsen keeps", "As we all know, Oskarsen keeps"), [(ADDED, "", "As we all know")], 0),
    "a quotation made longer": (
        edited("waited until June.”", "waited until June and cursed the county.”"), [(ADDED, "", "and cursed the county")], 0
    ),
    "a heading left out": ([*BODY[:5], *BODY[6:]], [(CUT, "A library below deck", "")], 0),
    "the end of the last paragraph": (
        edited(", and each pot carried a slip of paper with the date on which somebody would have to come back across the water and water them.", " …"),
        [(CUT, "and each pot carried a slip of paper with the date on which somebody would have to come back across the water and water them", "")],
        0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_every_change_is_found(name: str) -> None:
    """The words of both sides, and how many."""
    paragraphs, changes, altered = CHANGED[name]
    found = compared(*paragraphs)

    assert told(found) == changes
    assert found.altered_words == altered
    assert all(change.locator and change.marked for change in found.changes)


def test_both_sides_are_marked() -> None:
    """With a few of the same words around, in one text."""
    (change,) = compared(*edited("stone quay", "old quay")).changes

    assert change.marked == "10, the ferry Aurelia left the [-stone-] {+old+} quay of Lyngvik with 61 passengers"
    assert change.locator == "html>body>article>p"


def test_one_paragraph_moved() -> None:
    """The one that moved is told, not all that follow it."""
    found = compared(*BODY[:2], *BODY[3:9], BODY[2], *BODY[9:])

    assert [(change.sort, change.work[:12], change.words) for change in found.changes] == [(MOVED, "The Aurelia,", 53)]


def test_sentences_moved_inside_a_paragraph() -> None:
    """Another order inside a paragraph is one as well."""
    first, rest = BODY[11].split(". ", 1)
    found = compared(*BODY[:11], f"{rest} {first}.", *BODY[12:])

    assert [change.sort for change in found.changes] == [MOVED]
    assert found.kept == 1.0


def test_a_reworded_paragraph_is_not_called_altered() -> None:
    """With most of its words gone a paragraph is left out; what the page has of it is shown."""
    kept, lost = (
        BODY[4][: len(BODY[4]) // 3],
        " and so a club of the island found the money that was needed, with music, cake and a lot of luck on top.",
    )
    found = compared(*BODY[:4], kept + lost, *BODY[5:])

    (change,) = found.changes
    assert (change.sort, found.altered_words, found.kept_paragraphs) == (CUT, 0, 12)
    assert change.page.startswith("What saved the summer")


@pytest.mark.parametrize(
    ("headline", "changed"),
    [
        (TITLE, False),
        (TITLE.upper(), False),
        (f"{TITLE} | The Courier", False),
        (f"Opinion: {TITLE}", False),
        ("Opinion", False),
        ("", False),
        ("A ferry gets one more summer", True),
        ("The night ferry of Lyngvik", True),
    ],
)
def test_the_headline(headline: str, changed: bool) -> None:
    """The one nearest above the copied words; a site's name behind it or a section before it is no change."""
    markup = page(*BODY).replace("<h1>A headline</h1>", f"<h1>{headline}</h1>" if headline else "")
    found = compare(WORK, look(markup).article)

    assert found
    assert found.headline == (headline if changed else None)


def test_the_title_may_stand_above_without_being_a_headline() -> None:
    """A site that puts its own name into <h1> changed nothing."""
    markup = page(f"<b>{TITLE}</b>", *BODY).replace("A headline", "The Courier of the whole coast")
    found = compare(WORK, look(markup).article)

    assert found
    assert found.headline is None
    named = (
        page(*BODY)
        .replace("A headline", "The Lyngvik Courier")
        .replace("<body>", "<meta property=og:site_name content='The Lyngvik Courier'><body>")
    )
    found = compare(WORK, look(named).article)
    assert found
    assert found.headline is None


def test_lost_links() -> None:
    """Any spelling of an address will do, and a redirect of the site that says where it leads; a hidden link is none."""
    links = ("https://archive.example/ferries", "https://museum.example/boats?id=7", "/books", "https://b.example/gone")
    work = replace(WORK, links=links)
    markup = (
        "<a href='http://www.archive.example/ferries/?utm_source=copy'>ferries</a> <a href='https://vandermeer.example/books'>books</a> "
        "<a href='https://www.google.com/url?q=https://museum.example/boats?id=7'>boats</a> "
        "<span hidden><a href='https://b.example/gone'>gone</a></span> <a href='http://['>odd</a>"
    )
    found = compared(*BODY[:-1], BODY[-1] + markup, work=work)

    assert found.lost_links == ("https://b.example/gone",)
    assert compared(*BODY, work=work).lost_links == links


@pytest.mark.parametrize("i", range(len(BODY)))
def test_a_paragraph_that_is_missing_is_one_cut(i: int) -> None:
    """Whichever it is, and nothing else is said."""
    found = compared(*BODY[:i], *BODY[i + 1 :])

    assert [change.sort for change in found.changes] == [CUT]
    assert BODY[i].lstrip("“(").startswith(found.changes[0].work[:20])
    assert found.kept_words == WORDS - found.changes[0].words


@bounded
@given(st.sets(st.integers(0, len(BODY) - 1), max_size=10))
@example({0, 1, 4, 5, 6, 7, 8, 9, 11})
def test_every_missing_paragraph_is_a_cut(missing: set[int]) -> None:
    """Neighbours, subheadings and ends of the work alike."""
    found = compared(*(text for i, text in enumerate(BODY) if i not in missing))

    assert found.count(CUT) == len(missing) == len(found.changes)
    assert found.altered_words == 0


@bounded
@given(st.permutations([*OTHERS, "Imprint", "Sign up for the letters of the harbour", "Anna Berg"]), st.integers(0, 6))
def test_the_order_of_other_passages_does_not_matter(others: list[str], above: int) -> None:
    """What stands above and below a copy is not compared with anything."""
    text = edited("stone quay", "old quay")
    found = compared(*others[:above], *text, *others[above:])

    assert as_text(found) == as_text(compared(*text))


@bounded
@given(st.integers(0, WORDS * 2), st.sampled_from(["boats", "nobody", "Tuesday"]))
def test_a_replaced_word_is_one_change(at: int, word: str) -> None:
    """Anywhere in the text; the word itself is never called the same."""
    spots = [(i, found) for i, text in enumerate(BODY) if len(text) > 60 for found in re.finditer(r"\b[a-z]{4,}\b", text)]
    i, spot = spots[at % len(spots)]
    found = compared(*BODY[:i], BODY[i][: spot.start()] + word + BODY[i][spot.end() :], *BODY[i + 1 :])

    assert found.altered_words == 1 or spot.group() == word
    assert all(change.work.lower() == spot.group() and change.page == word for change in found.changes)


def test_umlauts_and_other_spellings() -> None:
    """Keyboards without umlauts write ae; letters that no encoding has in common are not compared by the rest."""
    pairs = [
        ("Fähre über", "Faehre ueber", True),
        ("Zoë", "ZoÃ«", True),
        ("дом", "кот", False),
        ("ferry", "boat", False),
        ("été", "hiver", False),
    ]
    for old, new, same in pairs:
        work, copy = Row([old]), Row([new])
        run = Run(0, 0, 0, list(range(len(work.words))), list(range(len(copy.words))))
        assert reads_the_same(run, work, copy) is same, old


@pytest.mark.parametrize("numbers", [[], [1], [3, 2, 1], [1, 2, 3], [5, 1, 6, 2, 7, 3, 4]])
def test_rising_is_the_longest(numbers: list[int]) -> None:
    """Compared with every subset."""
    subsets = [[i for i in range(len(numbers)) if mask >> i & 1] for mask in range(1 << len(numbers))]
    longest = max(len(s) for s in subsets if all(numbers[a] < numbers[b] for a, b in itertools.pairwise(s)))
    found = rising(numbers)

    assert len(found) == longest
    assert [numbers[i] for i in found] == sorted(numbers[i] for i in found)


def test_changes_are_bounded() -> None:
    """So many of each sort, each with so much text, however a page is made."""
    draw = random.Random(7)
    shuffled = " ".join(BODY).split()
    texts = [" ".join([*shuffled[k : k + 6], draw.choice("abc") * 400]) for k in range(0, len(shuffled) - 6, 6)] * 30
    article = Article(
        url="https://c.example/", title="", language=None,
        passages=tuple(Passage(text=text, locator=f"p{i % 5}") for i, text in enumerate(texts)),
    )  # fmt: skip
    found = compare(replace(WORK, links=tuple(f"https://l.example/{i}" for i in range(999))), article)

    assert found
    assert len(found.changes) <= 200
    assert all(len(text) <= 300 for change in found.changes for text in (change.work, change.page, change.marked))
    assert len(found.lost_links) == 100


@bounded
@given(pages)
def test_any_page_is_compared(body: bytes) -> None:
    """Whatever it is made of, the figures are possible ones and every change says where."""
    article = find_reuse(WorkIndex(print_of_work(), "en"), article_of(body)).article
    found = compare(WORK, article)

    assert found
    assert 0 <= found.kept_words <= WORDS
    assert found.kept == round(found.kept_words / WORDS, 4)
    assert 0 <= found.kept_paragraphs <= found.paragraphs
    assert all(change.locator and change.marked and change.words > 0 for change in found.changes)


@pytest.mark.parametrize("texts", [[""], ["\x00"], ["\ud800"], ["a" * 100_000], ["\u2063" * 999], [" ".join(["the"] * 5000)] * 20])
def test_no_page_makes_it_raise(texts: list[str]) -> None:
    """Neither do works: one word, one name, one line."""
    article = Article(url="http://[", title="", language=None, passages=tuple(Passage(text=text, locator="p") for text in texts))

    assert compare(WORK, article)
    for text in ("One.", " ".join(["the"] * 5000)):
        assert compare(Work(title="", url="", author=Author(name=""), text=text, links=("http://[", "")), article)


def test_time_grows_with_the_page_and_not_faster() -> None:
    """Copied pieces between words that lead nowhere, again and again: eight times the page may take 24 times as long, not 64 times."""
    plain = " ".join(BODY).split()
    texts = [" ".join([*plain[k : k + 8], *["zz"] * 40]) for k in range(0, len(plain) - 8, 8)]

    def seconds(times: int) -> float:
        passages = tuple(Passage(text=text, locator=f"p{i}") for i, text in enumerate(texts * times))
        # Without the collector, as every check runs: what it looks through are the things of all tests before this one.
        gc.collect()
        gc.disable()
        try:
            start = process_time()
            compare(WORK, Article(url="https://c.example/", title="", language=None, passages=passages))
            return process_time() - start
        finally:
            gc.enable()

    # The better of two: the machine may be busy.
    assert min(seconds(160), seconds(160)) <= 24 * max(seconds(20), seconds(20))
