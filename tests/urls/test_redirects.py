"""Every wrapper, frame and short address."""

from __future__ import annotations

import pytest

from attrcheck.urls import canonical, is_short, unwrap
from attrcheck.urls.redirects import destination
from tests.urls.redirects import FRAMES, NOT_SHORT, SHORT, WRAPPERS


@pytest.mark.parametrize(("url", "inside", "why"), WRAPPERS)
def test_a_wrapper(url: str, inside: str, why: str) -> None:
    """A click leads to what is inside."""
    assert canonical(unwrap(url)) == canonical(inside), why
    assert canonical(destination(url)) == canonical(inside), why


@pytest.mark.parametrize(("url", "inside", "why"), FRAMES)
def test_a_frame(url: str, inside: str, why: str) -> None:
    """It shows what is inside; a link to it is still no link to that."""
    assert unwrap(url) == inside, why
    assert destination(url) == url


@pytest.mark.parametrize("place", SHORT)
def test_a_short_address(place: str) -> None:
    """Nothing is guessed, and nobody is asked."""
    for url in (f"https://{place}/AbC", f"https://www.{place}?code=AbC"):
        assert is_short(url)
        assert unwrap(url) == url


@pytest.mark.parametrize("url", NOT_SHORT)
def test_an_address_that_only_looks_short(url: str) -> None:
    """It says where it leads."""
    assert not is_short(url)
