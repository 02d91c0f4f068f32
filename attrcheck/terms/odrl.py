"""Terms as an ODRL 2.2 policy in JSON-LD, for programs that know that standard (https://www.w3.org/TR/odrl-model/).

The policy permits reproducing and distributing the work under duties. ODRL has one word for credit (attribute) and none for a place, a
level or most of our kinds; these stand beside it in a namespace of their own, so that a reader of plain ODRL loses detail, never a duty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from attrcheck.kinds import AnyRequirement
from attrcheck.kinds.time_embargo import TimeEmbargo
from attrcheck.kinds.time_window import TimeWindow
from attrcheck.model import Work
from attrcheck.terms.language import Terms

_CONTEXT = ("http://www.w3.org/ns/odrl.jsonld", {"attrcheck": "urn:attrcheck:terms:"})
# Actions of the ODRL vocabulary and of ccREL that say what a kind asks for; prohibitions are the actions that would break the duty.
_DUTIES = {"credit": "attribute", "profile": "attribute", "link": "attribute", "share": "attribute"}
_NOTICES = ("licence.link", "licence.notice", "text.note_if_changed", "tagline.kept")
_NOTICE = "http://creativecommons.org/ns#Notice"
_PROHIBITIONS = {"text.unchanged": "modify", "text.complete": "extract"}


def odrl(terms: Terms) -> str:
    """Return the policy as JSON-LD text."""
    policy = {
        "@context": _CONTEXT,
        "@type": "Set",
        "uid": f"urn:attrcheck:terms:{terms.file.id}:{terms.file.version}",
        "profile": "urn:attrcheck:terms",
        "attrcheck:source": terms.file.source,
        "permission": [_permission(terms, work) for work in terms.works or (terms.basis,)],
    }
    prohibited = [_rule(r, terms, _PROHIBITIONS[r.kind]) for r in terms.requirements if r.kind in _PROHIBITIONS]
    return json.dumps(policy | ({"prohibition": prohibited} if prohibited else {}), indent=1, ensure_ascii=False)


def _permission(terms: Terms, work: Work) -> dict[str, Any]:
    under = terms.file.site.under if terms.file.site else ()
    target = work.url or (under[0] if under else terms.file.source)
    duties = [_rule(r, terms, _action(r)) for r in terms.requirements if r.kind not in _PROHIBITIONS]
    constraints = [constraint for r in terms.requirements for constraint in _constraints(r)]
    permission: dict[str, Any] = {"target": target, "action": ["reproduce", "distribute"]}
    if constraints:
        permission["constraint"] = constraints
    return permission | ({"duty": duties} if duties else {})


def _action(requirement: AnyRequirement) -> Any:
    if requirement.kind in _NOTICES:
        return _NOTICE
    known = _DUTIES.get(requirement.kind.partition(".")[0])
    return known or {"@id": f"attrcheck:{requirement.kind}", "includedIn": "use"}


def _rule(requirement: AnyRequirement, terms: Terms, action: Any) -> dict[str, Any]:
    places = {str(place): str(level) for place, level in requirement.places_in(terms.reading).items()}
    rule = {"uid": f"urn:attrcheck:terms:{terms.file.id}:{requirement.id}", "action": action, "attrcheck:kind": requirement.kind}
    return rule | {"attrcheck:asks": requirement.asks, "attrcheck:places": places}


def _constraints(requirement: AnyRequirement) -> Iterator[dict[str, Any]]:
    """Yield the times of a permission: days since publication as a duration, a day as a date."""
    if isinstance(requirement, TimeWindow):
        yield _constraint("elapsedTime", "lteq", f"P{requirement.to_days}D", "xsd:duration")
    if isinstance(requirement, TimeEmbargo) and requirement.days is not None:
        yield _constraint("elapsedTime", "gteq", f"P{requirement.days}D", "xsd:duration")
    if isinstance(requirement, TimeEmbargo) and requirement.until is not None:
        yield _constraint("dateTime", "gteq", requirement.until, "xsd:date")


def _constraint(operand: str, operator: str, value: str, type_: str) -> dict[str, Any]:
    return {"leftOperand": operand, "operator": operator, "rightOperand": {"@value": value, "@type": type_}}
