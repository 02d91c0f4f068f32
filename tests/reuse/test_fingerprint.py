"""Fingerprints: they recognise the work, hold none of its text, and say so when they are damaged."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from attrcheck import KnownWork, check_page, load_terms
from attrcheck.demo import TERMS
from attrcheck.errors import WorkError
from attrcheck.model import Author, Capture, CaptureRecord, Target, Work
from attrcheck.reuse import Parts, Span, WorkIndex, fingerprint, load_fingerprint
from attrcheck.reuse.fingerprint import GRAM, MIN_WORDS
from attrcheck.rules_folder import rules_folder
from attrcheck.text import words
from tests.eval import corpus
from tests.reuse.pages import TEXT, print_of_work

WORK = Work(title="The title of it", url="https://b.example/", author=Author(name="Anna Berg", job_title="Painter of Boats"))


def encoded() -> bytes:
    """The bytes of a fingerprint file."""
    return msgspec.json.encode(print_of_work())


def changed(**fields: object) -> bytes:
    """The bytes of a fingerprint file with other values in some fields."""
    return json.dumps(json.loads(encoded()) | fields).encode()


def numbered(count: int) -> str:
    """A text of so many different words."""
    return " ".join(f"word{i}" for i in range(count))


def test_a_fingerprint_comes_back_from_its_file() -> None:
    """What is written is what is read."""
    assert load_fingerprint(encoded(), "work.json") == print_of_work()


@pytest.mark.parametrize("name", sorted({case.name.partition("-")[0] for case in corpus.cases()}))
def test_the_file_gives_the_same_verdicts_as_the_text(name: str) -> None:
    """Over all cases, finding by finding: a user without the text misses nothing."""
    terms = load_terms(TERMS)
    index = WorkIndex(load_fingerprint(encoded(), "work.json"), terms.works[0].language)
    works = [KnownWork(work=terms.works[0], index=index)]
    for case in (case for case in corpus.cases() if case.name.partition("-")[0] == name):
        url = f"https://case.example/{case.name}"
        body = corpus.expand((corpus.CASES / case.name / "page.html").read_text(encoding="utf-8"), TEXT, url).encode()
        record = CaptureRecord(
            url=url, final_url=url, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:0", size=len(body), status=200
        )

        assert check_page(Target(url=url), Capture(record=record, body=body), terms, works) == (corpus.check(case.name),), case.name


@pytest.mark.parametrize("data", [encoded(), (rules_folder() / "remy-bonny.fingerprint.json").read_bytes()], ids=["demo", "preset"])
def test_a_fingerprint_holds_no_word_of_the_text(data: bytes) -> None:
    """Only the names of its fields and numbers: the text is its author's."""
    letters = set(re.findall(r"[A-Za-z]+", data.decode()))

    assert letters <= {"schema", "attrcheck", "fingerprint", "grams", "public", "quoted", "terms", "cues"}
    assert data.isascii()


def test_the_preset_recognises_enough() -> None:
    """The fingerprint that is shipped is that of a whole article with its terms."""
    made = load_fingerprint((rules_folder() / "remy-bonny.fingerprint.json").read_bytes(), "preset")

    assert made.word_count > 400
    assert made.terms
    assert len(made.public) == 2


@pytest.mark.parametrize(
    ("data", "words_of_it"),
    [
        (b"", "not a fingerprint"),
        (b"{", "not a fingerprint"),
        (b"[]", "not a fingerprint"),
        (b"\xff\xfe", "not a fingerprint"),
        (b'{"schema": "attrcheck-fingerprint/1"}', "grams"),
        (encoded()[:-20], "not a fingerprint"),
        (changed(grams=["a"] * 100), "grams"),
        (changed(grams=[1.5] * 100), "grams"),
        (changed(grams=[]), "at least"),
        (changed(grams=[1] * (MIN_WORDS - GRAM)), "at least"),
        (changed(schema="attrcheck-fingerprint/2"), "attrcheck-fingerprint/2"),
        (changed(public=[[1]]), "public"),
    ],
)
def test_a_damaged_file_is_told(data: bytes, words_of_it: str) -> None:
    """The error names the file and what is wrong with it."""
    with pytest.raises(WorkError) as caught:
        load_fingerprint(data, "some/work.json")

    assert "some/work.json" in str(caught.value)
    assert words_of_it in str(caught.value)


@pytest.mark.parametrize("fields", [{"public": [[0, 10**12]]}, {"quoted": [[-5, 10**12]]}])
def test_a_hostile_file_is_refused(fields: dict[str, object]) -> None:
    """Ranges beyond the text would fill the memory of whoever loads the file."""
    with pytest.raises(WorkError):
        load_fingerprint(changed(**fields), "work.json")


@pytest.mark.parametrize(("count", "is_enough"), [(0, False), (MIN_WORDS - 1, False), (MIN_WORDS, True)])
def test_a_short_text_is_refused(count: int, is_enough: bool) -> None:
    """A few words are everybody's: such a work would accuse at random."""
    if is_enough:
        assert fingerprint(numbered(count), WORK, Parts()).word_count == count
    else:
        with pytest.raises(WorkError, match=f"only {count} words"):
            fingerprint(numbered(count), WORK, Parts())


@pytest.mark.parametrize(
    ("parts", "phrase"),
    [
        (Parts(terms_block=Span(starts="nowhere at all", ends="word9")), "nowhere at all"),
        (Parts(terms_block=Span(starts="word9", ends="nowhere at all")), "nowhere at all"),
        (Parts(terms_block=Span(starts="word50", ends="word40")), "word40"),
        (Parts(public=(Span(starts="word1 word3", ends="word9"),)), "word1 word3"),
        (Parts(public=(Span(starts="", ends="word9"),)), ""),
    ],
)
def test_a_part_that_is_not_in_the_text_is_told(parts: Parts, phrase: str) -> None:
    """The terms name a block that the text does not hold: one of the two is wrong."""
    with pytest.raises(WorkError, match="does not hold") as caught:
        fingerprint(numbered(100), WORK, parts)

    assert phrase in str(caught.value)


def test_the_title_and_the_terms_are_not_the_text() -> None:
    """Title and terms are told apart: a link with the title is no copy, and pasted terms are no part of the article."""
    block = Parts(terms_block=Span(starts="when you copy", ends="thank you"))
    made = fingerprint(f"The title of it\n\n{numbered(60)}\n\nWhen you copy this say Anna Berg, thank you! And a footer", WORK, block)

    assert made.word_count == 60
    assert made.terms


def test_a_correct_credit_is_no_part_of_the_terms() -> None:
    """Name and job title stand in the terms block too, with their labels; a page that says them must not look as if it had pasted the block."""
    block = Parts(terms_block=Span(starts="say my name", ends="thank you"))
    made = fingerprint(f"{numbered(60)} Say my name Anna Berg Painter of Boats thank you", WORK, block)
    plain = fingerprint(f"{numbered(60)} Say my name one two three four five thank you", WORK, block)

    assert made.terms.count(0) == len(words("name Anna Berg Painter of Boats")) - GRAM + 1
    assert 0 not in plain.terms
