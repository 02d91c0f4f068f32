"""What part of a page an element is, as its tag, ARIA role, class and id name it.

Tables of words, because sites name the same part in a few dozen ways and in several languages. A name is a hint, never a proof:
`settle` drops a hint that the matched words of the work contradict.
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrcheck.model import Role

TAG_ROLES: dict[str, Role] = {
    "nav": Role.NAVIGATION,
    "menu": Role.NAVIGATION,
    "footer": Role.FOOTER,
    "header": Role.HEADER,
    "aside": Role.SIDEBAR,
    "form": Role.FORM,
    "button": Role.FORM,
    "select": Role.FORM,
    "dialog": Role.BANNER,
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    "blockquote": Role.QUOTATION,
    "address": Role.BYLINE,
    "article": Role.ARTICLE,
    "main": Role.ARTICLE,
    "h1": Role.HEADLINE,
}

ARIA_ROLES: dict[str, Role] = {
    "navigation": Role.NAVIGATION,
    "menubar": Role.NAVIGATION,
    "banner": Role.HEADER,
    "contentinfo": Role.FOOTER,
    "complementary": Role.SIDEBAR,
    "search": Role.FORM,
    "form": Role.FORM,
    "dialog": Role.BANNER,
    "alertdialog": Role.BANNER,
    "article": Role.ARTICLE,
    "main": Role.ARTICLE,
}

# Words of class and id names, in order of trust: the first role whose word occurs wins. Two words joined by "-" must stand in a row.
# Collected from the templates of WordPress, Drupal, Plone, TYPO3, Blogger, Medium, Arc, Chorus and of about 60 newspaper sites.
CLASS_ROLES: tuple[tuple[Role, frozenset[str]], ...] = (
    (
        Role.EMBED,
        frozenset("twitter-tweet twitter-video instagram-media fb-post fb-video bluesky-embed mastodon-embed tiktok-embed reddit-embed".split())
        | frozenset("reddit-card text-post-media tumblr-post telegram-post embedly-card tweet-embed embedded-tweet".split()),
    ),
    (
        Role.COMMENTS,
        frozenset("comments comment commentlist disqus respond kommentar kommentare kommentarer commentaires comentarios reacties".split())
        | frozenset("reactie reacciones commenti komentarze komentarze discussion-thread remark42 fb-comments livefyre coral-talk".split()),
    ),
    (
        Role.RELATED,
        frozenset("related recommended recommendations recommendation recirc recirculation outbrain taboola trending popular".split())
        | frozenset("most-read most-viewed mostread more-from more-stories more-articles read-next read-also see-also also-read".split())
        | frozenset("up-next next-up next-article teaser teasers verwandt verwandte empfehlungen weiterlesen lees-ook meer-lezen".split())
        | frozenset("a-lire lire-aussi relacionados relacionadas relacionado correlati articoli-correlati similar latest-news".split())
        | frozenset("jp-relatedposts relatedposts yarpp prev-next previous-next adjacent-posts".split()),
    ),
    (
        Role.NAVIGATION,
        frozenset("nav navbar navigation menu submenu breadcrumb breadcrumbs sitemap pagination pager pagelinks skip-link toolbar".split())
        | frozenset("topbar masthead mainmenu mega-menu menue hauptmenu offcanvas".split()),
    ),
    (
        Role.FORM,
        frozenset("newsletter subscribe subscription signup sign-up login log-in register paywall donate donation search-form searchform".split())
        | frozenset("mc4wp mailchimp abonnement abo-box nieuwsbrief infolettre boletin".split()),
    ),
    (
        Role.AUTHOR_BOX,
        frozenset("author-box authorbox author-bio authorbio author-info author-card author-profile author-description about-author".split())
        | frozenset("about-the-author bio biography contributor-bio author-details author-about autorenbox autor-box autorinfo".split())
        | frozenset("post-author author-block author-social author-footer auteur-bio".split()),
    ),
    (
        Role.BYLINE,
        frozenset("byline bylines by-line author authors autor autoren autora autores auteur auteurs autore writer writers".split())
        | frozenset("contributor contributors verfasser skribent forfatter kirjoittaja redacteur dateline post-meta entry-meta".split())
        | frozenset("article-meta story-meta meta-author documentbyline vcard".split()),
    ),
    (
        Role.SHARE_WIDGET,
        frozenset("share sharing shares sharer sharedaddy social-share share-buttons sharebar addtoany a2a addthis sharethis shariff".split())
        | frozenset("teilen partager compartir condividi delen social-links social-icons socialmedia social-media social social-bar".split())
        | frozenset("ssba heateor essb".split()),
    ),
    (
        Role.TAGS,
        frozenset("tags tag-list taglist tag-links tagcloud post-tags entry-tags keywords topics tag-cloud schlagworte etiquetas".split())
        | frozenset("mots-cles filed-under post-categories cat-links".split()),
    ),
    (
        Role.CAPTION,
        frozenset("caption captions wp-caption-text photo-credit image-credit photocredit img-credit picture-credit image-caption".split())
        | frozenset("bildunterschrift bildnachweis legende photo-caption fotocredit credit-line-photo media-caption copyright-image".split()),
    ),
    (
        Role.BANNER,
        frozenset("cookie cookies cookiebar consent gdpr ad ads advert adverts advertisement advertising adsense werbung anzeige".split())
        | frozenset("sponsor sponsored promo popup modal overlay toast paid-content reklame publicidad publicite".split()),
    ),
    (Role.FOOTER, frozenset("footer site-footer page-footer colophon site-info imprint impressum legal-notice".split())),
    (Role.SIDEBAR, frozenset("sidebar side-bar widget-area widgets rightcol leftcol right-rail rail seitenleiste zijbalk".split())),
    (Role.HEADER, frozenset("site-header page-header masthead-header topheader".split())),
)

# Class names that speak about a part instead of being it: "has-sidebar", "comments-open", "no-comments", "share-count".
_ABOUT = re.compile(r"^(has|have|with|without|no|not|is|show|hide|js|wp|l|u|can)-|-(open|closed|count|counter|off|on|link|toggle|icon)$")
# Parts of an article that share a word with a part of the page: "entry-footer", "article-header", "post-sidebar".
_OF_ARTICLE = re.compile(r"\b(entry|post|article|story|content|artikel|hentry)[-_]{0,2}(footer|header|sidebar|banner)\b", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
# Longer class lists are generated utility classes; the first 400 characters hold the speaking names.
_MAX_NAMES = 400


@lru_cache(maxsize=16_384)
def role_of(tag: str, aria: str, names: str) -> Role | None:
    """Return the role that an element's tag, ARIA role and names (class and id, joined by spaces) give it, or None.

    >>> role_of("div", "", "sd-sharing-enabled"), role_of("div", "", "has-sidebar"), role_of("p", "", "articleByline")
    (<Role.SHARE_WIDGET: 'share-widget'>, None, <Role.BYLINE: 'byline'>)
    """
    named = _role_of_names(names[:_MAX_NAMES]) if names else None
    by_tag = ARIA_ROLES.get(aria) or TAG_ROLES.get(tag)
    if by_tag in (Role.FOOTER, Role.HEADER, Role.SIDEBAR) and _OF_ARTICLE.search(names):
        return named
    if by_tag in (Role.ARTICLE, Role.HEADLINE) and named not in (Role.COMMENTS, Role.RELATED, Role.EMBED):
        return by_tag
    return named or by_tag


def _role_of_names(names: str) -> Role | None:
    phrases: set[str] = set()
    for name in names.split():
        plain = _NOT_LETTER.sub("-", _CAMEL.sub("-", name).lower()).strip("-")
        if _ABOUT.search(plain) or _OF_ARTICLE.search(plain):
            continue
        parts = plain.split("-")
        phrases.update(parts)
        phrases.update("-".join(parts[i : i + 2]) for i in range(len(parts) - 1))
        phrases.update("-".join(parts[i : i + 3]) for i in range(len(parts) - 2))
    return next((role for role, known in CLASS_ROLES if not known.isdisjoint(phrases)), None)
