"""share.hashtag: a share carries a hashtag.

Passes: the hashtag in the share's own visible words, in any case and with either "#", or a link to the network's page of it. Of several
hashtags all, or with `need = "any"` one.

Fails: a hashtag is missing, is the beginning of a longer one, is written without its sign, or is the fragment of an address.

Cannot tell: a hashtag with other accents; one right behind a letter or "&" or before another "#", where some networks see none; one in
words copied from the work.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Text, Weight, conclude, searched, standing, text_of
from attrcheck.kinds.tally import at_least
from attrcheck.model import Conclusion, Evidence, Outcome, Place, Quantifier, Subject, Work
from attrcheck.text import fold
from attrcheck.urls import hashtag_of, hashtags_in


class ShareHashtag(Requirement, frozen=True, kw_only=True, tag="share.hashtag"):
    """A share must carry these hashtags, all or any."""

    tags: tuple[str, ...]
    need: Quantifier = Quantifier.ALL

    kind = "share.hashtag"
    possible_places = frozenset({Place.SHARE, Place.SHARE_PREVIEW})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"carry {(' and ' if self.need is Quantifier.ALL else ' or ').join(f'#{tag}' for tag in self.tags)}"

    def problems(self) -> Iterator[Problem]:
        """Yield missing hashtags and those that are none."""
        if not self.tags:
            yield Problem("tags", "names no hashtag")
        for i, tag in enumerate(self.tags):
            if [(found.start, found.end) for found in hashtags_in(f"#{tag}")] != [(0, len(tag) + 1)]:
                yield Problem(f"tags[{i}]", f"{tag!r} is not a hashtag: letters, digits and _, not digits alone, without #")


def check(requirement: ShareHashtag, work: Work, subject: Subject) -> Conclusion:
    """Return whether a share carries its hashtags."""
    text = text_of(subject)
    parts = [conclude(f"the hashtag #{tag}", list(_hits(tag, text)), searched(text), f"#{tag}") for tag in requirement.tags]
    found = at_least(len(parts) if requirement.need is Quantifier.ALL else 1, parts)
    if not found.remedy:
        return found
    return Conclusion(outcome=found.outcome, reason=found.reason, evidence=found.evidence, remedy=remedy(requirement, parts))


def remedy(requirement: ShareHashtag, parts: list[Conclusion]) -> str:
    """Return the hashtags to add: those that are not there, or the first one where any will do."""
    lacking = [part.remedy for part in parts if part.outcome is not Outcome.PASSED and part.remedy]
    return f"Add {IN_SHARE}: “{' '.join(lacking if requirement.need is Quantifier.ALL else lacking[:1])}”."


def _hits(tag: str, text: Text) -> Iterator[Hit]:
    asked = hashtags_in(f"#{tag}")[0].tag
    for found in hashtags_in(text.joined):
        if fold(found.tag) == fold(asked):
            hit = text.hit(found.start, found.end)
            where = "" if found.is_clear else "right beside another word, where not every network sees it"
            where = where if found.tag == asked else "with other accents"
            doubtful = where and hit.standing.weight is Weight.COUNTS
            yield hit._replace(standing=Standing(Weight.DOUBTFUL, where)) if doubtful else hit
    for passage in text.passages:
        for link in passage.links:
            if hashtag_of(link.url) == asked:
                quote = f"{passage.text[link.start : link.end] or link.label or 'link'} → {link.url[:120]}"
                yield Hit(standing(passage), Evidence(quote=quote, locator=passage.locator))
