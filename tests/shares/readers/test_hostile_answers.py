"""Answers of the open networks with something else in any place: a reader returns a post or a reason, it never raises."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.model import Failure, Share, Target, Unread
from attrcheck.shares.readers import activitypub, bluesky
from tests.shares.readers import test_activitypub as fediverse
from tests.shares.readers import test_bluesky as at
from tests.shares.readers.answering import NO_NAME, Answer, Servers

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=3),
    max_leaves=5,
)
THREAD = at.thread(at.view(), at.view(key="3lbhxlhgir23m")).body


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in some JSON."""
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    made = copy.deepcopy(value)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return made


def is_sound(found: Share | Unread) -> bool:
    """Every link lies in the text, every reason has its sentence."""
    if isinstance(found, Unread):
        return bool(found.detail)
    return all(0 <= link.start <= link.end <= len(found.text) for link in found.links) and all(map(is_sound, found.replies))


@given(st.sampled_from(sorted(places(THREAD), key=str)), VALUES)
def test_the_public_view_of_bluesky(path: tuple[Any, ...], new: Any) -> None:
    """getPostThread."""
    assert is_sound(bluesky.read(at.URL, Servers(lambda target: Answer(changed(THREAD, path, new)))))


@given(st.sampled_from(sorted(at.NETWORK)), VALUES, st.data())
def test_servers_behind_bluesky(address: str, new: Any, data: st.DataObject) -> None:
    """Handle, document, record and profile."""
    body = at.NETWORK[address].body
    path = data.draw(st.sampled_from(sorted(places(body), key=str)))

    assert is_sound(at.away({address: Answer(changed(body, path, new))})[0])


@given(st.sampled_from(sorted(places(fediverse.status()), key=str)), VALUES)
def test_mastodons_interface(path: tuple[Any, ...], new: Any) -> None:
    """A status."""
    assert is_sound(activitypub.read(fediverse.URL, Servers({fediverse.API: Answer(changed(fediverse.status(), path, new))})))


@given(st.sampled_from(sorted(places(fediverse.note()), key=str)), VALUES)
def test_objects(path: tuple[Any, ...], new: Any) -> None:
    """A post of ActivityPub."""
    assert is_sound(fediverse.objects(changed(fediverse.note(), path, new)))


@given(st.sampled_from(sorted(places(fediverse.PERSON.body), key=str)), VALUES)
def test_actors(path: tuple[Any, ...], new: Any) -> None:
    """An account of ActivityPub."""
    assert is_sound(fediverse.objects(fediverse.note(), fediverse.activity(changed(fediverse.PERSON.body, path, new))))


MANY = 200_000
HUGE_THREADS = [
    at.thread(at.view(), *[None] * MANY),
    at.thread(at.view(at.record(facets=[at.linked("Ferry", at.ARTICLE)] * (MANY // 4)))),
    at.thread(at.view(at.record("e" + "\u0301" * 29_000, facets=[{"index": {"byteStart": n, "byteEnd": n + 9}} for n in range(999)]))),
]
HUGE_NOTES = [
    fediverse.note(tag=[{"type": "Mention", "name": "@a@b.example", "href": f"https://b.example/{n}"} for n in range(MANY // 4)]),
    fediverse.note(to=["https://b.example/x"] * MANY),
    fediverse.note(content='<a href="https://b.example/1">x</a>' * (MANY // 4)),
]


@pytest.mark.parametrize(
    ("read", "answer"),
    [(at.read, each) for each in HUGE_THREADS] + [(fediverse.objects, each) for each in HUGE_NOTES],
    ids=["replies", "facets", "marks", "mentions", "addressees", "links"],
)
def test_huge_answers_cost_little(read: Any, answer: Any) -> None:
    """Seconds at most, also on a slow machine: without bounds each of these takes many."""
    begin = time.process_time()
    found = read(answer)

    assert is_sound(found)
    assert time.process_time() - begin < 5


def test_what_is_asked_is_bounded() -> None:
    """Whatever the servers say, a post costs five requests at most."""
    for answer in (Answer("", 403), Answer("", 500), Answer({"did": at.DID}), NO_NAME):

        def told(target: Target, answer: Answer | Failure = answer) -> Answer | Failure:
            return Answer("", 403) if "getPostThread" in target.url else answer

        servers = Servers(told)
        bluesky.read(at.URL, servers)
        assert len(servers.asked) <= 5
