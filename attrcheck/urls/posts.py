"""Addresses of single posts on social networks."""

from __future__ import annotations

from attrcheck.model import Value
from attrcheck.urls import forms
from attrcheck.urls.address import parse, remembered
from attrcheck.urls.fitting import fitting
from attrcheck.urls.redirects import destination


class Post(Value, frozen=True):
    """One post. `id` is unique on its platform; `author` is the handle that the address names, None when it does not."""

    platform: str
    id: str
    author: str | None = None


@remembered
def post_of(url: str) -> Post | None:
    """Return the post that an address leads to, None for any other address.

    >>> post_of("https://mobile.twitter.com/RemyBonny/status/1234567890123456789/photo/1")
    Post(platform='x', id='1234567890123456789', author='RemyBonny')
    >>> post_of("https://mastodon.social/@remy/1234567890123")
    Post(platform='mastodon', id='mastodon.social/1234567890123', author='remy@mastodon.social')
    >>> post_of("https://x.com/RemyBonny") is None
    True
    """
    address = parse(destination(url))
    for platform, form, holes in fitting(address, "posts") if address else ():
        author = holes.get("handle") or holes.get("did")
        if author and any("{remote}" in shape for shape in platform.addresses):  # accounts that live on a server
            author += "@" + (holes.get("remote") or holes["host"])
        return Post(platform=platform.id, id=forms.filled(form.result, holes), author=author)
    return None
