"""Terms in plain sentences: everything that binds is said, and how strongly."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from attrcheck import load_terms
from attrcheck.demo import TERMS
from attrcheck.kinds import COMBINATORS, KINDS, AnyRequirement
from attrcheck.kinds.combinators import AllOf
from attrcheck.terms import Terms, described
from tests.kinds.subjects import OPTIONS


def asking(tmp_path: Path, requirement: str, head: str = "") -> Terms:
    """The demonstration's terms with one requirement of their own."""
    text = TERMS.read_text(encoding="utf-8").partition("[[requirements]]")[0]
    path = tmp_path / "terms.toml"
    (tmp_path / "work.txt").write_bytes((TERMS.parent / "work.txt").read_bytes())
    path.write_text(f'{head}{text}[[requirements]]\nid = "it"\nasks = "It is asked."\n{requirement}\n', encoding="utf-8")
    return load_terms(path)


@pytest.mark.parametrize("word", [*KINDS, *COMBINATORS])
def test_every_word_of_the_language_has_a_sentence(word: str) -> None:
    """What a reader of terms sees is a phrase that follows "must", with no hole in it."""
    parts = [{"kind": "credit.name"}] if word in COMBINATORS else None
    options = OPTIONS.get(word, {}) | ({"of": parts} if parts else {}) | ({"n": 1} if word == "at_least" else {})
    said = msgspec.convert({"kind": word, **options}, AnyRequirement).sentence()  # type: ignore[arg-type]

    assert said
    assert said[0].islower()
    assert "{" not in said.replace("{author}", "").replace("{outlet}", "")
    assert "None" not in said


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        ('kind = "credit.name"\nplaces = { article = "must" }', "must state the name of every author: in the article [error]."),
        ('kind = "credit.name"\nplaces = { article = "must", share = "must" }', "in the article and in every share"),
        (
            'kind = "credit.name"\nplaces = { article = "must", share = "may" }',
            "may state the name of every author: in every share [note].",
        ),
        ('kind = "credit.name"\nplaces = { article = "should" }', "should state the name of every author: in the article [warning]."),
        ('kind = "credit.name"\nplaces = { article = "must" }\nplacement = "end"', "state the name of every author, at the end"),
        ('kind = "credit.name"\nplaces = { article = "must" }\nprominence = "not-small"', "not in small print"),
        ('kind = "credit.name"\nplaces = { article = "must" }\nwhen = { domain = ["a.example"] }', "when the page is on a.example"),
        ('kind = "credit.name"\nplaces = { article = "must" }\nwhen = { edited = true }', "when the text was edited"),
        ('kind = "credit.name"\nplaces = { article = "must" }\nwhen = { edited = false }', "when the text was not edited"),
        ('kind = "credit.name"\nplaces = { article = "must" }\nreadings.narrow = { share = "must" }', "in the article"),
        ('kind = "credit.name"\nplaces = { article = "must" }\nwording = "Name\\nme."', "In the words of the terms: “Name me.”"),
        (
            'kind = "any"\nplaces = { article = "must" }\nof = [{ kind = "credit.name", placement = "byline" }, { kind = "credit.line", template = "By {author}" }]',
            "state the name of every author, in the byline, or else carry the line “By {author}”",
        ),
        ('kind = "not"\nplaces = { metadata = "must" }\nof = [{ kind = "meta.noindex" }]', "not keep the copy out of search engines"),
    ],
)
def test_a_requirement_is_said(tmp_path: Path, requirement: str, words: str) -> None:
    """In whole sentences: who, how strongly, what, where, when."""
    assert words in described(asking(tmp_path, requirement))


def test_the_reading_decides_what_is_said(tmp_path: Path) -> None:
    """Another reading binds other places."""
    assert "in every share" in described(load_terms(TERMS))
    assert "name of every author: in the article and in every share" not in described(load_terms(TERMS, "narrow"))


def test_that_replies_count_is_said(tmp_path: Path) -> None:
    """Where the terms say so, and only there."""
    requirement = 'kind = "credit.name"\nplaces = { share = "must" }'

    assert "first replies to a post" in described(asking(tmp_path, requirement, "replies = true\n"))
    assert "replies" not in described(asking(tmp_path, requirement))


def test_the_work_and_its_author_are_said() -> None:
    """Whose terms, about what."""
    said = described(load_terms(TERMS))

    assert [word for word in ("Zoë Vandermeer", "River Historian", "x:ZoeVandermeer", "night-ferry", "strict") if word not in said] == []


def test_a_combination_without_parts_is_no_combination() -> None:
    """The types allow it, the loader does not."""
    assert [problem.key for problem in AllOf(of=()).problems()] == ["of"]
