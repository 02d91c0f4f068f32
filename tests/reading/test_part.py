"""Which pages say that they show a part of their article: walls in every language of the table, and addresses of further pages."""

from __future__ import annotations

import pytest

from attrcheck.model import Article, Link, Metadatum, Origin, Passage, Role
from attrcheck.reading import part_because

URL = "https://gazette.example/ferry"
COPIED = Passage(text="At twenty to midnight the ferry left the quay.", locator="p", origin=Origin.WORK)


def article(*passages: Passage, url: str = URL, **metadata: str) -> Article:
    """A page with a copied passage and these behind it."""
    about = tuple(Metadatum(name=name.replace("_", ":"), value=value, locator="head") for name, value in metadata.items())
    return Article(url=url, title="", language=None, passages=(COPIED, *passages), metadata=about)


def box(text: str, role: Role = Role.BODY) -> Passage:
    """A passage of the page's own."""
    return Passage(text=text, locator="div", origin=Origin.OWN, role=role)


@pytest.mark.parametrize(
    "said",
    [
        "Subscribe now to keep reading",
        "Log in to continue",
        "Um weiterzulesen, melden Sie sich an.",
        "Nur für Abonnenten",
        "Cet article est réservé aux abonnés",
        "Il vous reste 83,2 % de cet article à lire",
        "Om verder te lezen heb je een account nodig",
        "Contenido exclusivo para suscriptores",
        "Riservato agli abbonati",
        "Para continuar a ler, assine",
        "Aby czytać dalej, zaloguj się",
        "Материал доступен только для подписчиков",
        "Щоб читати далі, оформіть передплату",
    ],
)
def test_walls(said: str) -> None:
    """Behind the copied text; before it, in comments or in a long text the same words say nothing about the article."""
    wall = box(said)

    assert part_because(article(wall))
    assert part_because(article(box(said, Role.COMMENTS))) is None
    assert part_because(article(box(f"{said} {'word ' * 100}"))) is None
    assert part_because(Article(url=URL, title="", language=None, passages=(wall, COPIED))) is None


@pytest.mark.parametrize(
    ("own", "linked", "is_further"),
    [
        (URL, "/ferry/2/", True),
        (URL, "/ferry/page/3", True),
        (URL, "/ferry-2", True),
        (URL, "?page=2", True),
        (f"{URL}.html", "ferry-2.html", True),
        (f"{URL}.html", "ferry,2.html", False),
        (URL, "/ferry/2024/", False),
        (URL, "/ferry/1/", False),
        (URL, "/herring/2/", False),
        (URL, "https://other.example/ferry/2/", False),
        (URL, "?page=2#comments", False),
        (URL, "?page=117", False),
        (f"{URL}?page=3", "?page=4", False),
        ("https://gazette.example/", "/2/", False),
        (URL, "http://[bad/ferry/2/", False),
        (URL, "/" + "2/" * 5_000, False),
        ("http://[bad", "/ferry/2/", False),
        ("file:///saved/ferry.html", "/ferry/2/", False),
    ],
)
def test_addresses_of_further_pages(own: str, linked: str, *, is_further: bool) -> None:
    """In a link of the page as in its markup."""
    link = Passage(text="2", locator="a", origin=Origin.CHROME, links=(Link(url=linked, start=0, end=1),))

    assert (part_because(article(link, url=own)) is not None) is is_further
    assert (part_because(article(url=own, link_next=linked)) is not None) is is_further


@pytest.mark.parametrize(
    ("name", "value", "is_part"), [("jsonld_isAccessibleForFree", "False", True), ("jsonld_isAccessibleForFree", "true", False)]
)
def test_what_the_markup_says(name: str, value: str, *, is_part: bool) -> None:
    """Schema.org's word for it, as publishers write it."""
    assert (part_because(article(**{name: value})) is not None) is is_part
