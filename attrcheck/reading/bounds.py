"""Which pages are not parsed at all, because no article looks like them and each would cost more time or memory than a page may."""

from __future__ import annotations

from attrcheck.model import Failure, FailureReason

# An element with its passage takes about 1.3 kB; real pages have up to 50,000 tags.
_MAX_TAGS = 250_000
# Markup that is nearly all tags costs up to ten times as much for each byte as other markup. Measured on saved news pages: of 243 with
# more than 500 tags the densest has 22.9 characters for each "<", and the largest 7,410 of them. A page that is refused has more than
# twice as many, with less than three quarters of the characters for each. With fewer tags it costs a fraction of a second, however
# dense it is.
_LEAST_CHARACTERS_A_TAG, _MANY_TAGS = 16, 20_000
# Each "@" may begin an account, and is weighed as one; the saved pages have 406 at most, styles and scripts included.
_MOST_AT_SIGNS = 50_000


def refusal(markup: str) -> Failure | None:
    """Return why a page is not parsed, as the failure `too-large`, or None for one that is. Opening and closing tags both count.

    >>> refusal("<p>Short.</p>"), refusal("<li>a" * 30_000).detail
    (None, 'the page has 30,000 tags and hardly any text: 5.0 characters a tag, fewer than the 16 that pages with articles exceed')
    """
    tags = markup.count("<")
    if tags > _MAX_TAGS:
        return _too_large(f"the page has more than {_MAX_TAGS:,} tags, which would not fit in memory")
    if tags > _MANY_TAGS and len(markup) < _LEAST_CHARACTERS_A_TAG * tags:
        what = f"the page has {tags:,} tags and hardly any text: {len(markup) / tags:.1f} characters a tag"
        return _too_large(f"{what}, fewer than the {_LEAST_CHARACTERS_A_TAG} that pages with articles exceed")
    if markup.count("@") > _MOST_AT_SIGNS:
        return _too_large(f"the page has more than {_MOST_AT_SIGNS:,} at signs, each of which may be an account")
    return None


def _too_large(detail: str) -> Failure:
    return Failure(reason=FailureReason.TOO_LARGE, detail=detail)
