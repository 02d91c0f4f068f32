"""The words of class and id names: each does what its table says."""

from __future__ import annotations

import tomllib

import pytest

from attrcheck.model import Role
from attrcheck.reading.roles import role_of
from attrcheck.rules_folder import rules_folder

TABLE = tomllib.loads((rules_folder() / "tables" / "roles.toml").read_text(encoding="utf-8"))["roles"]
WORDS = [(word, entry["role"]) for entry in TABLE for word in entry["words"]]


@pytest.mark.parametrize(("word", "role"), WORDS)
def test_every_word_of_the_table_works(word: str, role: str) -> None:
    """A word that its own exceptions swallow would never be noticed."""
    assert role_of("div", "", word) == role


@pytest.mark.parametrize(("word", "role"), [("byline", Role.BYLINE), ("author-box", Role.AUTHOR_BOX), ("related", Role.RELATED)])
@pytest.mark.parametrize("form", ["{}", "c-{}", "article__{}", "{}--wide", "X {} y", "{}2 {}"])
def test_words_stand_inside_longer_names(word: str, role: Role, form: str) -> None:
    """Sites put prefixes and modifiers around the words."""
    assert role_of("div", "", form.format(word, word)) is role


def test_words_are_listed_once() -> None:
    """A word in two rows would mean the first only."""
    assert sorted(word for word, _ in WORDS) == sorted({word for word, _ in WORDS})
