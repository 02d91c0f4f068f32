"""Addresses of pages and of social networks: pure functions over the tables of ``rules/tables/platforms.toml``.

What a page says is hostile: no function raises on any address or text (`parse_profile` reads the user's own terms and does).
"""

from __future__ import annotations

from attrcheck.urls.buttons import share_intent_of_attributes, share_intents_of_attributes
from attrcheck.urls.canonical import canonical, same_page, untracked
from attrcheck.urls.embeds import embedded_post, platform_of_embed
from attrcheck.urls.hashtags import Hashtag, hashtag_of, hashtags_in
from attrcheck.urls.lengths import compose_address, length, length_limit
from attrcheck.urls.mentions import HandleMention, TextAddress, addresses_in, handles_in
from attrcheck.urls.networks import NamedNetwork, is_placed, networks_in
from attrcheck.urls.posts import Post, post_of
from attrcheck.urls.profiles import parse_profile, platform_name, profile_of, profile_url, same_profile
from attrcheck.urls.redirects import clicked, inner_addresses, is_short, unwrap
from attrcheck.urls.shares import ShareIntent, is_menu, is_social, share_intent_in_script, share_intent_of

__all__ = [
    "HandleMention",
    "Hashtag",
    "NamedNetwork",
    "Post",
    "ShareIntent",
    "TextAddress",
    "addresses_in",
    "canonical",
    "clicked",
    "compose_address",
    "embedded_post",
    "handles_in",
    "hashtag_of",
    "hashtags_in",
    "inner_addresses",
    "is_menu",
    "is_placed",
    "is_short",
    "is_social",
    "length",
    "length_limit",
    "networks_in",
    "parse_profile",
    "platform_name",
    "platform_of_embed",
    "post_of",
    "profile_of",
    "profile_url",
    "same_page",
    "same_profile",
    "share_intent_in_script",
    "share_intent_of",
    "share_intent_of_attributes",
    "share_intents_of_attributes",
    "untracked",
    "unwrap",
]
