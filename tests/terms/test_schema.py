"""The JSON Schema of terms files against the loader: an editor must not refuse what loads, nor take what cannot."""

from __future__ import annotations

import tomllib
from typing import Any

import jsonschema
import pytest

from attrcheck.demo import TERMS
from attrcheck.kinds import COMBINATORS, KINDS
from attrcheck.rules_folder import rules_folder
from attrcheck.terms import terms_schema

SCHEMA = terms_schema()
FILES = [TERMS, *sorted(rules_folder().glob("*.toml"))]


def content() -> dict[str, Any]:
    """The demonstration's terms as they are written."""
    return tomllib.loads(TERMS.read_text(encoding="utf-8"))


def is_valid(instance: Any) -> bool:
    """Tell whether the schema takes it."""
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid(instance))


def test_the_schema_is_a_schema() -> None:
    """By the standard's own schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_that_loads_is_valid(file: Any) -> None:
    """Files that extend others leave out what those say."""
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    if "extends" in written:
        pytest.skip("is only a part of the terms")

    assert is_valid(written)


def test_every_kind_and_combinator_is_a_word_of_the_schema() -> None:
    """What can be written can be completed."""
    text = str(SCHEMA)

    assert [word for word in (*KINDS, *COMBINATORS) if f"'{word}'" not in text] == []


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"version": 1},
        {"requirements": [{"kind": "credit.name"}]},
        {"requirements": [{"kind": "credit.nmae", "id": "a", "asks": "b", "places": {"article": "must"}}]},
        {"requirements": [{"kind": "credit.name", "id": "a", "asks": "b", "places": {"article": "most"}}]},
        {"requirements": [{"kind": "credit.name", "id": "a", "asks": "b", "places": {"article": "must"}, "placement": "botom"}]},
        {"requirements": [{"kind": "all", "id": "a", "asks": "b", "places": {"article": "must"}}]},
    ],
)
def test_what_cannot_load_is_invalid(change: dict[str, Any]) -> None:
    """The editor says so before the program does."""
    assert is_valid(content())
    assert not is_valid(content() | change)
