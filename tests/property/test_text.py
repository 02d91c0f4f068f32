"""What holds for every text: folding twice is folding once, and a name is the same name in every spelling that looks the same."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.kinds.garbled import garbled_names
from attrcheck.kinds.names import find_names, near_names
from attrcheck.model import Author
from attrcheck.text import excerpt, find_spellings, fold, skeleton, squeeze, tokens, unmask, words

AUTHOR = Author(name="Zoë Vandermeer", aliases=("Zoe Vandermeer",))
# All characters but surrogates, private ones and the empty planes from 3 to 13: only the compatibility forms of plane 2 fold to others.
ALL = "".join(map(chr, (*range(0xD800), *range(0xF900, 0x20000), *range(0x2F800, 0x2FA20), *range(0xE0000, 0xE01F0))))
INVISIBLE = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff")
bounded = settings(deadline=None, max_examples=200)


@bounded
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_twice_is_folding_once_for_every_character() -> None:
    changing = [hex(ord(c)) for c in ALL if not c.isascii() and fold(folded := fold(c)) != folded]
    assert not changing


def test_every_word_keeps_a_letter() -> None:
    empty = [hex(ord(character)) for character in ALL if character.isalnum() and any(not word for word in words(character))]
    assert not empty


@bounded
@given(st.text(st.one_of(st.sampled_from("aB1 '-_.’“éß\u0301\u200b"), st.characters())))
def test_a_page_is_cut_as_any_text(text: str) -> None:
    """The first look takes another way to the words of a page, and must compare the same ones."""
    assert find_spellings(text) == [unmask(word) for word in words(text)]


@bounded
@given(st.text(min_size=1))
def test_every_word_has_a_skeleton(text: str) -> None:
    for token in tokens(text):
        assert isinstance(skeleton(token.word or "x"), str)
        assert isinstance(skeleton(text[token.start : token.end]), str)


@bounded
@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    found = tokens(text)
    assert [fold(text[token.start : token.end]) for token in found] == [token.word for token in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


@bounded
@given(st.text(alphabet=st.sampled_from("ab \n\u00a0é\u0301")), st.data())
def test_an_excerpt_holds_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert squeeze(text[start:end]) in excerpt(text, start, end, around=5)


@bounded
@given(
    st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")),
    st.sampled_from((str, str.upper, str.lower, str.title)),
    st.sampled_from((" ", "  ", "\n", "\u00a0", "\u2009", " \n ")),
)
def test_a_name_is_found_in_every_normal_form_case_and_gap(form: str, case: object, gap: str) -> None:
    assert callable(case)
    text = f"By {unicodedata.normalize(form, str(case(AUTHOR.name)).replace(' ', gap))}, today."  # type: ignore[arg-type]
    assert find_names(text, tokens(text), AUTHOR)


@bounded
@given(st.lists(st.tuples(st.integers(0, len(AUTHOR.name)), st.sampled_from(INVISIBLE)), min_size=1, max_size=4))
def test_a_name_is_found_with_invisible_characters_anywhere_in_it(added: list[tuple[int, str]]) -> None:
    name = AUTHOR.name
    for at, character in sorted(added, reverse=True):
        name = name[:at] + character + name[at:]
    text = f"By {name}, today."
    assert find_names(text, tokens(text), AUTHOR), ascii(text)


@bounded
@given(
    st.text(),
    st.sampled_from((AUTHOR, Author(name="Prince"), Author(name="Zoë van der Meer"), Author(name="Реми Бонни"), Author(name="山田 太郎"))),
)
def test_looking_for_names_never_raises(text: str, author: Author) -> None:
    found = tokens(text)
    for hit in (*find_names(text, found, author), *near_names(text, found, author), *garbled_names(text, author)):
        assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize("text", ["Ж \uff9e", "\uff9e", "\uff9e \uff9e", "Zoë \uff9e", "² ٣", "ⅷ Ⅷ", "\u0149 x"])
@pytest.mark.parametrize("name", ["Zoë Vandermeer", "Prince", "Zoë van der Meer"])
def test_words_that_fold_to_nothing_or_to_a_digit_are_no_name(text: str, name: str) -> None:
    author = Author(name=name)
    assert not find_names(text, tokens(text), author)
    assert not near_names(text, tokens(text), author)
