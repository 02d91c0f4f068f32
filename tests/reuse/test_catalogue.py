"""One index of all works says the same as looking for each work alone."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from attrcheck.model import Author, Work
from attrcheck.reuse import FirstLook, Parts, catalogue, fingerprint
from attrcheck.reuse.catalogue import Bounds, Counters, GramCatalogue, Postings, near_hits
from attrcheck.text import find_spellings
from tests.reuse.pages import BODY, OTHERS, page

NOBODY = Work(title="", url="https://outlet.example/", author=Author(name=""))


def members(works: int) -> set[int]:
    """The numbers in a set of works."""
    return {i for i in range(works.bit_length()) if works >> i & 1}


def test_postings_are_the_sets_that_went_in() -> None:
    """Values of one work, of a few and of most, and values that nobody has."""
    chance = random.Random(1)
    pairs = {(chance.randrange(50) if chance.random() < 0.5 else chance.randrange(1 << 32), chance.randrange(100)) for _ in range(3_000)}
    postings = Postings(pairs)

    for value in {value for value, _ in pairs}:
        assert members(postings[value]) == {work for held, work in pairs if held == value}
    assert postings[77] == 0


@pytest.mark.parametrize("bound", range(1, 12))
def test_counters_count_each_work(bound: int) -> None:
    """Up to their bound, past which they stay."""
    chance = random.Random(bound)
    hits = [chance.getrandbits(70) & chance.getrandbits(70) for _ in range(30)]
    counters = Counters(bound)
    for works in hits:
        counters.add(works)
    counts = Counter(work for works in hits for work in members(works))

    assert members(counters.at_least(bound)) == {work for work, count in counts.items() if count >= bound}


def test_bounds_differ_from_work_to_work() -> None:
    """A long work needs more hits than a short one."""
    assert members(Bounds([1, 3, 3]).reached([0b111, 0b101, 0b100])) == {0, 2}


@pytest.mark.parametrize(
    ("places", "is_near"), [((0, 20, 50), True), ((400, 430, 455), True), ((113, 115, 168), True), ((0, 100, 300), False)]
)
def test_hits_count_when_they_are_near(places: tuple[int, ...], is_near: bool) -> None:
    """Wherever on the page they stand."""
    assert bool(near_hits((place, 1) for place in places)) is is_near


def test_the_right_work_of_many_is_named() -> None:
    """Among works that share most of their words, with and without their texts."""
    chance = random.Random(3)
    words = " ".join(OTHERS).split()
    texts = [" ".join(chance.choices(words, k=200)) for _ in range(60)]
    prints = [fingerprint(text, NOBODY, Parts()) for text in texts]
    body = page(*BODY, " ".join(texts[41].split()[30:60])).encode()

    for known in (texts, [""] * len(texts)):
        assert 41 in FirstLook(prints, known)(body, ()).works
        assert len(FirstLook(prints, known)(body, ()).works) < 10


@pytest.mark.parametrize("most", [0, 2_000, 30_000])
def test_what_is_forgotten_is_found_again(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little of what was met may be kept, and whichever of it went: pages come again and get the same answer."""
    words = " ".join(OTHERS).split()
    chance = random.Random(5)
    prints = [fingerprint(" ".join(chance.choices(words, k=60)), NOBODY, Parts()) for _ in range(20)]
    pages = [find_spellings(" ".join(chance.choices(words, k=400))) for _ in range(4)] * 3
    fresh = [GramCatalogue(prints, [""] * 20).hits(page) for page in pages]
    monkeypatch.setattr(catalogue, "_MOST_BYTES", most)
    kept = GramCatalogue(prints, [""] * 20)

    assert any(fresh)
    assert [kept.hits(page) for page in pages] == fresh
