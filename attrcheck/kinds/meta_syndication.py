"""meta.syndication: the page's markup names the work as its source, with the tags that syndication once agreed on.

Passes: every ``syndication-source`` or ``original-source`` that the page states is the work's address; the body of the page counts too,
because copy boxes of publishers put it there.

Fails: there is none, or it names another page.

Cannot tell: the page states the work's address and another one.
"""

from __future__ import annotations

from attrcheck.kinds.requirement import Requirement
from attrcheck.kinds.statements import quoted
from attrcheck.model import Conclusion, Outcome, Place, Subject, Work
from attrcheck.urls import same_page

# Google News read them until 2012; publishers' copy boxes still write them.
_NAMES = ("syndication-source", "original-source", "link:syndication-source")


class MetaSyndication(Requirement, frozen=True, kw_only=True, tag="meta.syndication"):
    """The markup must name the work as its source."""

    kind = "meta.syndication"
    possible_places = frozenset({Place.METADATA})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "name the work as its source in the markup"


def check(requirement: MetaSyndication, work: Work, subject: Subject) -> Conclusion:
    """Return whether the markup names the work as its source."""
    stated = [entry for entry in subject.metadata if entry.name in _NAMES]
    others = [entry for entry in stated if not same_page(entry.value, work.url)]
    if not stated:
        reason = f"no source was found in {len(subject.metadata)} statements of the markup"
        return Conclusion(outcome=Outcome.FAILED, reason=reason, remedy=remedy(work))
    if not others:
        return Conclusion(outcome=Outcome.PASSED, reason="the markup names the work as its source", evidence=quoted(stated))
    outcome = Outcome.FAILED if len(others) == len(stated) else Outcome.CANNOT_TELL
    reason = f"the markup names {others[0].value[:200]} as its source" + ("" if outcome is Outcome.FAILED else ", and the work as well")
    return Conclusion(outcome=outcome, reason=reason, evidence=quoted(others), remedy=remedy(work))


def remedy(work: Work) -> str:
    """Return the element that makes the requirement pass."""
    return f'Put this into the page\'s <head>: <meta name="syndication-source" content="{work.url}">'
