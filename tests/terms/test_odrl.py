"""Terms as an ODRL policy: what the standard asks of a policy, and no duty lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attrcheck import load_terms
from attrcheck.demo import TERMS
from attrcheck.terms import odrl, presets
from tests.terms.test_describe import asking


def policy(path: Path | str) -> dict[str, Any]:
    """The policy of a terms file."""
    return dict(json.loads(odrl(load_terms(path))))


def rules(made: dict[str, Any]) -> list[dict[str, Any]]:
    """Every duty and prohibition of a policy."""
    return [duty for permission in made["permission"] for duty in permission.get("duty", [])] + made.get("prohibition", [])


@pytest.mark.parametrize("name", [*presets(), str(TERMS)])
def test_every_policy_is_one(name: str) -> None:
    """What the ODRL information model requires: a type, a uid, a rule; a permission has a target and an action."""
    made = policy(name)

    assert made["@context"][0] == "http://www.w3.org/ns/odrl.jsonld"
    assert made["@type"] == "Set"
    assert made["uid"]
    assert all(permission["target"] and permission["action"] for permission in made["permission"])
    assert all(rule["uid"] and rule["action"] for rule in rules(made))


@pytest.mark.parametrize("name", [*presets(), str(TERMS)])
def test_no_requirement_is_lost(name: str) -> None:
    """Each is a duty or a prohibition, with its places and levels."""
    terms = load_terms(name)
    told = {rule["uid"].rpartition(":")[2]: rule["attrcheck:places"] for rule in rules(policy(name))}

    assert told == {r.id: {str(place): str(level) for place, level in r.places_in(terms.reading).items()} for r in terms.requirements}


@pytest.mark.parametrize(
    ("requirement", "constraint"),
    [
        ('kind = "time.window"\nto_days = 90', {"leftOperand": "elapsedTime", "operator": "lteq"}),
        ('kind = "time.embargo"\ndays = 2', {"leftOperand": "elapsedTime", "operator": "gteq"}),
        ('kind = "time.embargo"\nuntil = "2026-12-01"', {"leftOperand": "dateTime", "operator": "gteq"}),
    ],
)
def test_times_are_constraints(tmp_path: Path, requirement: str, constraint: dict[str, str]) -> None:
    """ODRL has words for them."""
    made = json.loads(odrl(asking(tmp_path, f'{requirement}\nplaces = {{ article = "must" }}')))
    (found,) = made["permission"][0]["constraint"]

    assert constraint.items() <= found.items()
    assert found["rightOperand"]["@value"] in ("P90D", "P2D", "2026-12-01")


def test_what_may_not_be_done_is_prohibited(tmp_path: Path) -> None:
    """Leaving a text unchanged is not a duty to act."""
    made = json.loads(odrl(asking(tmp_path, 'kind = "text.unchanged"\nplaces = { article = "must" }')))

    assert [rule["action"] for rule in made["prohibition"]] == ["modify"]
    assert "duty" not in made["permission"][0]
