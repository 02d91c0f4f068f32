"""The kinds of requirement: one module each, and the one list of them that help, validation and dispatch read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from attrcheck.kinds import credit_job_title, credit_name, credit_not_other, profile_reference
from attrcheck.kinds.credit_job_title import CreditJobTitle
from attrcheck.kinds.credit_name import CreditName
from attrcheck.kinds.credit_not_other import CreditNotOther
from attrcheck.kinds.profile_reference import ProfileReference
from attrcheck.kinds.requirement import Requirement
from attrcheck.model import Conclusion, Subject, Work


class Kind(NamedTuple):
    """What a kind is made of: the struct of its options, and the function that checks a subject."""

    options: type[Requirement]
    check: Callable[[Any, Work, Subject], Conclusion]


KINDS: dict[str, Kind] = {
    CreditJobTitle.kind: Kind(CreditJobTitle, credit_job_title.check),
    CreditName.kind: Kind(CreditName, credit_name.check),
    CreditNotOther.kind: Kind(CreditNotOther, credit_not_other.check),
    ProfileReference.kind: Kind(ProfileReference, profile_reference.check),
}

# The union that the terms language decodes; one member for each entry of KINDS (a test compares them).
AnyRequirement = CreditJobTitle | CreditName | CreditNotOther | ProfileReference

__all__ = ["KINDS", "AnyRequirement", "Kind", "Requirement"]
