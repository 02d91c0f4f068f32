"""Finding the work on a page: as it comes, shuffled, cut, edited; and not where only public words are shared."""

from __future__ import annotations

import html
import re

import pytest

from attrcheck.model import Origin, ReuseClass
from tests.reuse.pages import BODY, OTHERS, PARAGRAPHS, article, look, page, reuse_of

VERBATIM, PARTIAL, QUOTE, NONE = ReuseClass.VERBATIM, ReuseClass.PARTIAL, ReuseClass.QUOTE, ReuseClass.NONE
PUBLIC = re.search("“(Everyone has the right freely.*?)”", " ".join(PARAGRAPHS))
assert PUBLIC


def every(step: int, text: str, word: str = "indeed") -> str:
    """The text with every so manieth word replaced."""
    found = text.split()
    found[step - 1 :: step] = [word] * len(found[step - 1 :: step])
    return " ".join(found)


def interleaved() -> list[str]:
    """Paragraphs of the work and of others in turn."""
    return [text for i, part in enumerate(BODY) for text in (part, OTHERS[i % 3])]


PAGES: dict[str, tuple[str, tuple[ReuseClass, ...], float]] = {
    "verbatim": (page("[[work]]"), (VERBATIM,), 0.95),
    "with title and terms": (page("[[title]]", "[[work]]", "[[terms]]"), (VERBATIM,), 0.95),
    "reordered": (page(*reversed(BODY)), (VERBATIM,), 0.9),
    "interleaved": (page(*interleaved()), (VERBATIM,), 0.9),
    "one div": ("<html lang=en><body><div>[[work text]]</div></body></html>", (VERBATIM,), 0.9),
    "one div, single breaks": (f"<html><body><div>{'<br>'.join(BODY)}</div></body></html>", (VERBATIM,), 0.9),
    "bare text": (" ".join(BODY), (VERBATIM,), 0.9),
    "table": (f"<table><tr><td>{'</td></tr><tr><td>'.join(BODY)}</td></tr></table>", (VERBATIM,), 0.9),
    "words in tags": (page(*(re.sub(r"(\w+)", r"<i>\1</i>", text) for text in BODY)), (VERBATIM,), 0.9),
    "every tenth word replaced": (page(*(every(10, text) for text in BODY)), (VERBATIM,), 0.5),
    "upper case": (page(*(text.upper() for text in BODY)), (VERBATIM,), 0.9),
    "without punctuation": (page(*(re.sub(r"[^\w\s'’]", " ", text) for text in BODY)), (VERBATIM,), 0.9),
    "zero-width spaces inside words": (page(*(re.sub(r"(\w)(\w)", "\\1\u200b\\2", text) for text in BODY)), (VERBATIM,), 0.9),
    "three paragraphs": (page(OTHERS[0], *BODY[3:6], *OTHERS[1:]), (PARTIAL,), 0.1),
    "one long paragraph": (page(*OTHERS, BODY[0]), (PARTIAL,), 0.02),
    "a sentence quoted": (
        page(*OTHERS, "She said: " + BODY[3].split("” ")[0][:60] + " in the bakery,” and left."),
        (QUOTE, NONE, PARTIAL),
        0.0,
    ),
    "a quotation of the work": (
        page(*OTHERS, "“A bridge is where you want it to be only if you own a car,” the skipper told a paper."),
        (QUOTE,),
        0.0,
    ),
    "public text only": (page(*OTHERS, f"Article 27 says: “{PUBLIC[1]}”", "The vote is on Monday."), (NONE,), 0.0),
    "title only": (page(*OTHERS, 'Read also: <a href="https://vandermeer.example/">[[title]]</a>'), (NONE,), 0.0),
    "terms only": (page(*OTHERS, "[[terms]]"), (NONE,), 0.0),
    "other text": (page(*OTHERS), (NONE,), 0.0),
    "empty": ("<html></html>", (NONE,), 0.0),
    "five words": (page(*OTHERS, "The county has promised to wait."), (NONE,), 0.0),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_reuse_is_recognised(name: str) -> None:
    """The order, the tags and light edits do not hide a copy; words that anybody may use make none."""
    markup, classes, coverage = PAGES[name]
    found = reuse_of(markup)

    assert found.class_ in classes
    assert found.coverage >= coverage
    assert found.reason


@pytest.mark.parametrize("name", [name for name, (_, classes, _) in PAGES.items() if classes == (NONE,)])
def test_no_reuse_has_no_passages(name: str) -> None:
    """A page that owes nothing is shown no passage as if it did."""
    found = reuse_of(PAGES[name][0])

    assert found.passages == ()
    assert found.coverage < 0.1


@pytest.mark.parametrize("name", ["verbatim", "reordered", "interleaved", "three paragraphs", "one long paragraph"])
def test_passages_are_on_the_page(name: str) -> None:
    """Every passage that a report shows can be found where it says."""
    found = look(PAGES[name][0])
    texts = [" ".join(passage.text.split()) for passage in found.article.passages]

    assert found.reuse.passages
    assert sum(match.words for match in found.reuse.passages) >= 20
    for match in found.reuse.passages:
        assert any(p.locator == match.locator for p in found.article.passages)
        assert any(match.quote[:40] in text or text in match.quote for text in texts)


def test_coverage_grows_with_what_is_copied() -> None:
    """More copied paragraphs never cover less, and it is a fraction."""
    covered = [reuse_of(page(*OTHERS, *BODY[:count])).coverage for count in range(len(BODY) + 1)]

    assert covered == sorted(covered)
    assert 0 == covered[0] < covered[-1] <= 1


def test_a_copy_twice_on_a_page_is_covered_once() -> None:
    """A print view below the article does not make it more than whole."""
    assert reuse_of(page("[[work]]", "[[work]]")).coverage <= 1


@pytest.mark.parametrize("mark", ["“”", '""', "„“", "«»"])
def test_a_quotation_accuses_nobody(mark: str) -> None:
    """Words of the skipper, quoted by another paper too, are hers: a person must look before anybody is accused."""
    said = "A bridge is where you want it to be only if you own a car"
    found = reuse_of(page(*OTHERS, f"{mark[0]}{said}{mark[1]} the skipper told us."))

    assert not found.is_certain or found.class_ is NONE


def test_a_name_before_a_copied_sentence_is_the_reusers() -> None:
    """In one paragraph: the added words are own, the copied ones are the work's, and nothing of the text is lost."""
    copied = BODY[2]
    found = look(page(f"Zoë Vandermeer reports. {copied}", *BODY[3:6])).article.passages
    pieces = [p for p in found if p.locator == next(q.locator for q in found if "reports" in q.text)]

    assert [p.origin for p in pieces] == [Origin.OWN, Origin.WORK]
    assert "Zoë Vandermeer" in pieces[0].text
    assert "".join(p.text for p in pieces) == f"Zoë Vandermeer reports. {copied}"


def test_pasted_terms_are_told_apart() -> None:
    """Name, title and handles in them are no credit."""
    found = look(page("[[work]]", "[[terms]]")).article.passages
    handles = [p for p in found if "@ZoeVandermeer" in p.text]

    assert [p.origin for p in handles] == [Origin.TERMS]


@pytest.mark.parametrize("name", PAGES)
def test_no_text_is_lost_by_splitting(name: str) -> None:
    """Cutting passages by origin keeps every character and every link."""
    before, after = article(PAGES[name][0]).passages, look(PAGES[name][0]).article.passages

    assert "".join(p.text for p in after) == "".join(p.text for p in before)
    assert {k.url for p in after for k in p.links} == {k.url for p in before for k in p.links}
    assert all(0 <= k.start <= k.end <= len(p.text) for p in after for k in p.links)


def test_the_text_as_entities_is_the_text() -> None:
    """Numeric entities for every character are an old way to hide a copy from searches."""
    coded = "".join(f"&#{ord(c)};" for c in html.unescape(" ".join(BODY)))

    assert reuse_of(page(coded)).class_ is VERBATIM
