"""Pages that a bot wall sends instead of the article, often with status 200. They are `blocked`, never a finding against the page.

An article may well write about bot walls. So no word of the visible text counts, only a header that the wall's maker documents for this
purpose, or live markup of the challenge on a small page; an article that shows such markup has it escaped (``&lt;script``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrcheck.model import Value


class BotWall(Value, frozen=True, kw_only=True):
    """One sign of a bot wall: a response header with its value, or a pattern of its markup; `source` says how we know."""

    name: str
    source: str
    header: tuple[str, str] | None = None
    markup: str | None = None


# Challenge pages weigh 1 to 40 KB, their scripts are elsewhere; an article page that embeds a widget of the same maker weighs more.
MAX_CHALLENGE_BYTES = 65_536

BOT_WALLS: tuple[BotWall, ...] = (
    BotWall(
        name="Cloudflare",
        source="developers.cloudflare.com, Challenge Pages, 'Detect a Challenge Page response'",
        header=("cf-mitigated", "challenge"),
    ),
    BotWall(
        name="Cloudflare",
        source="'Just a moment...' pages; only challenges carry this script; /cdn-cgi/challenge-platform/ is on articles too",
        markup=r"<script[^>]*>[^<]*window\._cf_chl_opt\s*=",
    ),
    BotWall(
        name="Cloudflare",
        source="challenge pages before 2023",
        markup=r"<form[^>]*\bid=[\"']challenge-form[\"'][^>]*__cf_chl_",
    ),
    BotWall(
        name="AWS WAF",
        source="docs.aws.amazon.com, WAF API reference, ChallengeAction (status 202)",
        header=("x-amzn-waf-action", "challenge"),
    ),
    BotWall(
        name="AWS WAF",
        source="docs.aws.amazon.com, WAF API reference, CaptchaAction (status 405)",
        header=("x-amzn-waf-action", "captcha"),
    ),
    BotWall(
        name="Vercel",
        source="vercel.com/docs, Attack Challenge Mode (status 429)",
        header=("x-vercel-mitigated", "challenge"),
    ),
    BotWall(
        name="DataDome",
        source="script of the device check and captcha pages, host ct.captcha-delivery.com",
        markup=r"<script[^>]*\bsrc=[\"']https://[a-z.]*captcha-delivery\.com/",
    ),
    BotWall(
        name="Imperva Incapsula",
        source="the page is nothing but this frame; articles carry /_Incapsula_Resource as a script only",
        markup=r"<iframe[^>]*\bid=[\"']?main-iframe[\"']?[^>]*/_Incapsula_Resource\?",
    ),
    BotWall(
        name="HUMAN (PerimeterX)",
        source="placeholder of the 'press and hold' page",
        markup=r"<div[^>]*\bid=[\"']px-captcha[\"']",
    ),
    BotWall(
        name="Akamai",
        source="placeholder of the interstitial of Bot Manager",
        markup=r"<div[^>]*\bid=[\"']sec-if-cpt-container[\"']",
    ),
    BotWall(
        name="Anubis",
        source="github.com/TecharoHQ/anubis: its pages load their parts from here, with status 200",
        markup=r"<script[^>]*\b(?:src|id)=[\"'](?:/\.within\.website/x/cmd/anubis/|anubis_challenge[\"'])",
    ),
    BotWall(
        name="SiteGround",
        source="status 202 with a refresh to the captcha",
        markup=r"<meta[^>]*\brefresh\b[^>]*/\.well-known/sgcaptcha/",
    ),
    BotWall(
        name="Sucuri",
        source="'You are being redirected...' pages of the cloud proxy",
        markup=r"<script[^>]*>[^<]*sucuri_cloudproxy_js\s*=",
    ),
    BotWall(
        name="DDoS-Guard",
        source="script of the check page",
        markup=r"<script[^>]*\bsrc=[\"'][^\"'>]*/\.well-known/ddos-guard/",
    ),
)

_MARKUP = tuple((wall.name, re.compile(wall.markup.encode(), re.IGNORECASE)) for wall in BOT_WALLS if wall.markup)


def wall_by_header(headers: Sequence[tuple[str, str]]) -> str | None:
    """The maker of the bot wall that the response headers name, or None."""
    sent = {(name.lower(), value.strip().lower()) for name, value in headers}
    return next((wall.name for wall in BOT_WALLS if wall.header in sent), None)


def wall_by_markup(body: bytes) -> str | None:
    """The maker of the bot wall whose challenge this page is, or None."""
    if len(body) > MAX_CHALLENGE_BYTES:
        return None
    return next((name for name, pattern in _MARKUP if pattern.search(body)), None)
