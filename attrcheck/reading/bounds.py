"""Which pages are not parsed at all, because no article looks like them and each would cost more time or memory than a page may."""

from __future__ import annotations

from attrcheck.model import Failure, FailureReason

# An element with its passage takes about 1.3 kB; real pages have up to 50,000 tags.
_MAX_TAGS = 250_000
# Markup that is nearly all tags costs up to ten times as much for each byte as other markup. Of 245 saved news pages with more than 500 tags
# the densest has 22.9 characters for each "<", and the largest 7,410 tags; so a page that is refused has twice as dense markup and more than twice as many.
# Below the second one such a page costs a fraction of a second, however dense it is.
_LEAST_CHARACTERS_A_TAG, _MANY_TAGS = 12, 20_000


def refusal(markup: str) -> Failure | None:
    """Return why a page is not parsed, as the failure `too-large`, or None for one that is. Opening and closing tags both count.

    >>> refusal("<p>Short.</p>"), refusal("<li>a" * 30_000).detail
    (None, 'the page has 30,000 tags and hardly any text: 5.0 characters a tag, fewer than the 12 that pages with articles exceed')
    """
    tags = markup.count("<")
    if tags > _MAX_TAGS:
        return Failure(reason=FailureReason.TOO_LARGE, detail=f"the page has more than {_MAX_TAGS:,} tags, which would not fit in memory")
    if tags > _MANY_TAGS and len(markup) < _LEAST_CHARACTERS_A_TAG * tags:
        what = f"the page has {tags:,} tags and hardly any text: {len(markup) / tags:.1f} characters a tag"
        detail = f"{what}, fewer than the {_LEAST_CHARACTERS_A_TAG} that pages with articles exceed"
        return Failure(reason=FailureReason.TOO_LARGE, detail=detail)
    return None
