"""What every kind promises, whichever kinds there are."""

from __future__ import annotations

import sys
import typing

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.kinds import COMBINATORS, KINDS, AnyRequirement, Kind
from attrcheck.model import Author, Conclusion, Link, Metadatum, Origin, Outcome, Passage, Place, Profile, Role, Subject, Visibility, Work
from tests.kinds.subjects import NAME, TITLE, WORK, check, passage, subject

KIND_NAMES = tuple(KINDS)
# These want something about the author to be there, in the reuser's own words.
CREDIT_NAMES = ("credit.job_title", "credit.name", "profile.reference")
# Pieces of which pages that fool a checker are made.
PIECES = ("", " ", NAME, TITLE, "Zoë", "Vandermeer", "@ZoeVandermeer", "Twitter: @ZoeVandermeer", "https://x.com/ZoeVandermeer",
          "River Historian", "\u200b", "\n", "\x00", "\ud800", "@", "@@", "http://[", "Ã«", "（", "a" * 300, ", ", "By ")  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=8).map("".join)
URLS = st.sampled_from(
    ("", "#", "http://[", "https://x.com/ZoeVandermeer", "javascript:;", "https://x.com/%00", "https://x.com/" + "a/" * 99)
)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A passage as no page would have it, but as a fault elsewhere might make it."""
    text = draw(TEXTS)
    end = draw(st.integers(0, len(text)))
    links = draw(st.lists(st.builds(Link, url=URLS, start=st.integers(0, end), end=st.just(end), label=TEXTS), max_size=3).map(tuple))
    visibility = draw(st.sampled_from(Visibility))
    return Passage(
        text=text, locator="p", links=links, visibility=visibility, hidden_by=None if visibility is Visibility.SHOWN else "it",
        role=draw(st.sampled_from(Role)), origin=draw(st.sampled_from(Origin)), is_near_work=draw(st.booleans()),
    )  # fmt: skip


METADATA = st.builds(
    Metadatum,
    name=st.sampled_from(("author", "twitter:creator", "jsonld:author", "jsonld:author.sameAs", "alt")),
    value=TEXTS,
    locator=st.just("meta"),
)
SUBJECTS = st.builds(
    Subject, place=st.sampled_from(Place), url=st.just("https://a.example/"), label=st.just("it"),
    passages=st.lists(passages(), max_size=5).map(tuple),
    network=st.sampled_from((None, "x", "instagram", "nonsense")), metadata=st.lists(METADATA, max_size=3).map(tuple),
)  # fmt: skip
RANK = {Outcome.PASSED: 0, Outcome.CANNOT_TELL: 1, Outcome.FAILED: 2}


@pytest.fixture(params=KIND_NAMES)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind in turn."""
    return request.param


@pytest.fixture(params=CREDIT_NAMES)
def credit_kind(request: pytest.FixtureRequest) -> str:
    """Each kind that wants something to be there."""
    return str(request.param)


def module_of(kind: Kind) -> str:
    """The docstring of the module that a kind is."""
    return sys.modules[kind.check.__module__].__doc__ or ""


def test_the_language_is_the_registry() -> None:
    """A kind that is registered but no word of the terms, or the other way round, could never be used."""
    union = set(typing.get_args(AnyRequirement))

    words = {word.options for word in (*KINDS.values(), *COMBINATORS.values())}

    assert union == words


def test_a_kind_is_registered_under_its_name(kind: str) -> None:
    """Its tag in the terms, its name in findings and its module's name are one word."""
    options = KINDS[kind].options

    assert options.kind == kind == msgspec.inspect.type_info(options).tag
    assert KINDS[kind].check.__module__.rpartition(".")[2] == kind.replace(".", "_")


@pytest.mark.parametrize("word", ["Passes:", "Fails:", "Cannot tell:"])
def test_a_kind_says_what_it_decides(kind: str, word: str) -> None:
    """The docstring is the documentation; it opens with the name of the kind."""
    assert word in module_of(KINDS[kind])
    assert module_of(KINDS[kind]).startswith(f"{kind}: ")


def test_nothing_is_a_failure_with_a_remedy(credit_kind: str) -> None:
    """An empty page is a real absence: failed, with what was searched and what would cure it, quoting nothing."""
    conclusion = check(credit_kind, subject())

    assert conclusion.outcome is Outcome.FAILED
    assert "was not found in" in conclusion.reason
    assert conclusion.remedy
    assert conclusion.evidence == ()


@settings(max_examples=150, deadline=None)
@given(SUBJECTS)
def test_no_subject_makes_a_kind_raise(of: Subject) -> None:
    """One hostile page must not end a scan; every failure shows its reason, and where there are quotes they have a place."""
    for kind in KIND_NAMES:
        conclusion = check(kind, of)

        assert isinstance(conclusion, Conclusion)
        assert conclusion.outcome is Outcome.INAPPLICABLE or conclusion.outcome in RANK
        assert conclusion.reason
        assert all(evidence.locator for evidence in conclusion.evidence)
        assert conclusion.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE) or conclusion.remedy


@settings(max_examples=150, deadline=None)
@given(st.lists(passages(), min_size=1, max_size=5), st.data())
def test_hiding_a_passage_never_helps(found: list[Passage], data: st.DataObject) -> None:
    """What no reader sees is worth nothing: a page cannot pass by taking its credit away."""
    at = data.draw(st.integers(0, len(found) - 1))
    hidden = msgspec.structs.replace(found[at], visibility=Visibility.HIDDEN, hidden_by="display:none")
    less = [*found[:at], hidden, *found[at + 1 :]]
    for kind in CREDIT_NAMES:
        before, after = check(kind, subject(*found)).outcome, check(kind, subject(*less)).outcome

        assert not (before is Outcome.FAILED and after is Outcome.PASSED)


@pytest.mark.parametrize("credit", [f"By {NAME}, {TITLE}. Twitter: @ZoeVandermeer", f"{NAME} is a {TITLE} (https://x.com/ZoeVandermeer)."])
def test_a_removed_credit_never_passes(credit_kind: str, credit: str) -> None:
    """The credit decides: with it a page passes, without it the same page fails."""
    rest = ("A paragraph about boats.", passage("Another one.", Role.QUOTATION))

    assert check(credit_kind, subject(credit, *rest)).outcome is Outcome.PASSED
    assert check(credit_kind, subject(*rest)).outcome is Outcome.FAILED


@pytest.mark.parametrize("origin", [Origin.WORK, Origin.TERMS])
def test_copied_words_are_never_credit(credit_kind: str, origin: Origin) -> None:
    """The work and its terms hold name, title and handles: a verbatim copy must not pass by that."""
    copied = passage(f"By {NAME}, {TITLE}. Twitter: @ZoeVandermeer", origin=origin)

    assert check(credit_kind, subject(copied)).outcome is Outcome.CANNOT_TELL


@pytest.mark.parametrize(
    "author",
    [
        Author(name="Li", job_title="Poet", profiles=(Profile(platform="x", handle="li"),)),
        Author(name="Sukarno", job_title="", profiles=()),
        Author(name="李小龍", job_title="記者", profiles=(Profile(platform="x", handle="bruce"),)),
        Author(name="محمد صلاح", aliases=("",), job_title="صحفي", profiles=(Profile(platform="facebook", handle=None),)),
        Author(name="Åsa Öberg-Nyström af Sällan", aliases=("Å. Ö.",), job_title=None, profiles=(Profile(platform="x", handle="asa"),)),
        Author(name="2pac 4ever", job_title="42", profiles=(Profile(platform="x", handle="2pac"),)),
    ],
    ids=lambda author: author.name.split()[0],
)
def test_any_author_can_be_checked(credit_kind: str, author: Author) -> None:
    """Names of one word, of other scripts or of digits, and authors without title or account: no crash, and no pass for an empty page."""
    work = Work(title="T", url="https://b.example/", author=author)
    credit = f"{author.name}, {author.job_title}, https://x.com/{author.profiles[0].handle if author.profiles else ''}"

    assert check(credit_kind, subject("Something else entirely."), work).outcome is Outcome.FAILED
    assert check(credit_kind, subject(credit, *(passage(p, hidden_by="it") for p in PIECES)), work).outcome in RANK
    if credit_kind == "credit.name":
        assert check(credit_kind, subject(credit), work).outcome is Outcome.PASSED


def test_the_work_of_these_tests_is_complete() -> None:
    """An author without title or accounts would make half of these tests empty."""
    assert WORK.author.job_title
    assert WORK.author.profiles
