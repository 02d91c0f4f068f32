"""Whether a page shows a part of its article only: behind a wall for subscribers, or with the rest on further pages.

What was not seen may hold the credit, so nobody is accused for what is missing on such a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from attrcheck.model import Article, Origin, Role, Visibility
from attrcheck.text import fold, squeeze

# What a wall says: English, German, French, Dutch, Spanish, Italian, Portuguese, Polish, Russian and Ukrainian.
_SAID = (
    "subscribe (?:now )?to (?:continue|read|keep|unlock|access)",
    "to (?:continue|keep) reading|(?:continue|keep) reading (?:with|for) ",
    "to read the (?:full|rest|whole|entire|complete)",
    "already a (?:subscriber|member)",
    "(?:only for|exclusive to|available to) (?:our )?subscribers|for (?:our )?(?:paying )?subscribers only",
    "(?:log|sign) ?in to (?:read|continue|view)|(?:register|sign up|become a member) to (?:read|continue)",
    "um weiterzulesen|weiterlesen mit |(?:nur|exklusiv) fur abonnenten|(?:bereits|schon) abonnent",
    "(?:reserve|reservee|exclusif|exclusivement)s? aux abonnes|pour lire la suite|deja abonne|il vous reste .{1,12}% de",
    "lees verder met |om verder te lezen|(?:alleen|exclusief) voor abonnees|al abonnee",
    "para (?:seguir|continuar) leyendo|(?:solo|exclusivo) para suscriptores|ya eres suscriptor",
    "per continuare a leggere|riservat[oa] agli abbonati|gia abbonat[oa]",
    "para continuar (?:lendo|a ler)|exclusivo para assinantes|ja e assinante",
    "aby czytac dalej|tylko dla (?:prenumeratorow|subskrybentow)",
    "чтобы (?:продолжить чтение|читать дальше|прочитать)|только для подписчиков|оформите подписку",
    "щоб (?:продовжити читання|читати далі)|(?:лише|тільки) для передплатників",
)
# Folded as the texts are: "й" is a letter with a mark.
_WALL = re.compile(fold("|".join(_SAID)))
# Where sites sell subscriptions besides, and where readers write.
_ELSEWHERE = frozenset({Role.COMMENTS, Role.RELATED, Role.NAVIGATION, Role.FOOTER})
# Links that are looked at; the bound is for hostile pages.
_MAX_LINKS = 5_000
# A wall is a box of a few lines.
_MAX_WALL = 400
_FREE, _TIER, _PAID_TIERS = "jsonld:isaccessibleforfree", "article:content_tier", ("locked", "metered")
# Where content systems put the number of a page: WordPress /2/ and /page/2/, others "-2.html" and a query. Longer numbers are ids.
_NUMBERED = re.compile(r"^(?P<stem>.*?)(?:/(?:page|seite|pagina|p)?[/-]?|[-_])(?:[2-9]|[1-4]\d)(?P<end>/?|\.\w{2,5})$")
_NUMBER = re.compile(r"[2-9]|[1-4]\d")
_KEYS = frozenset({"page", "pg", "seite", "pagina", "page_no", "pageno"})


def part_because(article: Article) -> str | None:
    """Return why the page may show a part of its article only, None where nothing says so.

    It is for pages that hold a part of the work: one that shows all of it has no rest.
    """
    for entry in article.metadata:
        value = entry.value.lower()
        if (entry.name.lower() == _FREE and value == "false") or (entry.name == _TIER and value in _PAID_TIERS):
            return f"the page says that its article is not free to read ({entry.name}), and the rest of it may hold the credit"
    wall = next(_walls(article), None)
    if wall:
        return f"the article ends at a wall (“{wall}”), and the rest of it may hold the credit"
    further = next(_further(article), None)
    return f"the article goes on at {further}, which may hold the credit" if further else None


def _walls(article: Article) -> Iterator[str]:
    """Yield what speaks of a wall behind the copied text."""
    last = max((i for i, passage in enumerate(article.passages) if passage.origin is Origin.WORK), default=len(article.passages))
    for passage in article.passages[last + 1 :]:
        is_seen = passage.visibility is not Visibility.HIDDEN and passage.origin in (Origin.OWN, Origin.CHROME)
        is_box = passage.role not in _ELSEWHERE and len(passage.text) <= _MAX_WALL
        if is_seen and is_box and (said := _WALL.search(fold(squeeze(passage.text)))):
            yield said.group()[:60]


def _further(article: Article) -> Iterator[str]:
    """Yield the addresses of further pages of the article."""
    stated = next((entry.value for entry in article.metadata if entry.name == "link:canonical"), "")
    own = _joined(article.url, stated)
    if own is None:
        return
    linked = islice((link.url for passage in article.passages for link in passage.links), _MAX_LINKS)
    for url in (*(entry.value for entry in article.metadata if entry.name == "link:next"), *linked):
        other = _joined(own.geturl(), url)
        if other and other.hostname == own.hostname and _is_further(own, other):
            yield other.geturl()[:200]


def _is_further(own: SplitResult, other: SplitResult) -> bool:
    """Tell whether an address is that of a further page of the article at `own`; comments have pages of their own."""
    if "comment" in other.fragment or "comment" in other.path:
        return False
    if other.path == own.path:
        own_query, query = (dict(parse_qsl(each.query[:1_000])) for each in (own, other))
        # Where the page has such a number itself, it may be what tells articles apart.
        return any(key not in own_query and _NUMBER.fullmatch(query.get(key, "")) for key in _KEYS)
    numbered = _NUMBERED.match(other.path[:1_000])
    base = own.path.removesuffix("/")
    return bool(base and numbered and f"{numbered['stem']}{numbered['end'].removesuffix('/')}" == base)


def _joined(base: str, url: str) -> SplitResult | None:
    try:
        parts = urlsplit(urljoin(base, url))
        return parts if parts.hostname else None
    except ValueError:
        return None
