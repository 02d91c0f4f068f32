"""Why some failed findings cannot be cured by words or markup put into the page."""

from __future__ import annotations

from attrcheck.model import Finding, Place

_WHY = {
    "access.no_paywall": "the article must be made free to read, which no markup does",
    "attested": "a person must look and write down what was seen",
    "image.rule": "the images themselves must be taken out or credited",
    "licence.link": "other conditions stand beside the licence; which hold for the copy only its publisher can say",
    "links.kept": "the links must be put back by hand: their words are not known, or stand on the page more than once",
    "not": "something must be taken out, and only an editor knows how",
    "pixel": "the counter's code comes from the publisher's page for republishing",
    "text.complete": "the missing text must be taken from the work",
    "text.max_extract": "the extract must be made shorter",
    "text.unchanged": "the text must be taken from the work as it is",
    "time.embargo": "the day of publication is past",
    "time.window": "the days for which the copy may stand are past",
}
_POST = "a post is changed where it was posted, if its network allows that; else a reply or a new post carries the credit"


def why_incurable(finding: Finding) -> str:
    """Return why an edit of the page does not cure a finding: the reason of its place, of its kind, or that an editor must look."""
    if finding.place is Place.SHARE:
        return _POST
    return _WHY.get(finding.kind, "the page's own markup stands in the way; an editor must place the credit where readers see it")
