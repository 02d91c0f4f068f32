"""Drafts of terms: what a page states becomes requirements, in seven languages; what it does not say is marked; hostile text stays text."""

from __future__ import annotations

import html
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from attrcheck.demo import WORK
from attrcheck.model import Article, Author, Capture, CaptureRecord, Failure, Passage, Target, Work
from attrcheck.own_page import work_on
from attrcheck.reading import read
from attrcheck.reuse import fingerprint
from attrcheck.terms import Terms, draft, load_terms
from attrcheck.terms.cues import sentences
from attrcheck.work import page_of
from tests.reuse.pages import BODY

ADDRESS = "https://vandermeer.example/2024/05/night-ferry/"
BOTH = {"article": "must", "share": "must", "share-preview": "should"}
WISHED = {"article": "should", "share": "should", "share-preview": "should"}
ARTICLE = {"article": "must"}
ASKED = {"article": "should"}
THREE = {"credit.name": BOTH, "credit.job_title": BOTH, "profile.reference": BOTH}
ACCOUNTS = ("x:ZoeVandermeer", "instagram:Zoe.Vandermeer", "facebook:?")
FUNCTION = "River Historian documenting Ferry Crossings in Northern Europe and the Baltic States"
LEAVES_OPEN = "# ? The page names Facebook but no account on it."


def page(terms: str, head: str = "", language: str = "en") -> str:
    """The demonstration article as a blog shows it, with terms at its end and what blogs have around it."""
    body = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in BODY)
    return f"""<!doctype html><html lang="{language}"><head><title>The night ferry of Lyngvik</title>
      <meta name="author" content="Zoë Vandermeer"><meta property="article:published_time" content="2024-05-11T08:00:00+02:00">
      <meta property="og:site_name" content="Lyngvik Courier">{head}</head>
      <body><nav><a href="/">Home</a> <a href="/copyright">Copyright and licence</a></nav>
      <main><article><h1>The night ferry of Lyngvik</h1>{body}{terms}
      <div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><a href="?share=twitter">Click to share on Twitter</a></div></article>
      <div id="comments"><p>You must mention my Twitter (@somebody) if you republish this!</p>
      <form id="respond"><p>You are commenting using your Twitter account. Log out</p><p>You are commenting using your Facebook account.</p></form>
      </div></main><footer>© 2024 Lyngvik Courier. All rights reserved.</footer></body></html>"""


def article(source: str, url: str = ADDRESS, headers: tuple[tuple[str, str], ...] = ()) -> Article:
    """A page as it is read."""
    body = source.encode()
    record = CaptureRecord(url=url, final_url=url, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:0", size=len(body))
    made = read(Capture(record=record, body=body, headers=headers))
    assert isinstance(made, Article), made
    return made


class Drafted:
    """A draft that was written and loaded."""

    def __init__(self, folder: Path, of: Article) -> None:
        self.work = work_on(of, Work(title="", url="", author=Author(name="")), is_whole=True)
        self.text = draft(of, self.work)
        file = folder / "draft.toml"
        file.write_text(self.text, encoding="utf-8")
        self.terms: Terms = load_terms(file)
        self.table: dict[str, Any] = tomllib.loads(self.text)

    @property
    def places(self) -> dict[str, dict[str, str]]:
        """The places of each requirement, by its kind, in order."""
        return {r.kind: {str(place): str(level) for place, level in r.places.items()} for r in self.terms.requirements}

    def one(self, kind: str) -> dict[str, Any]:
        """The requirement of a kind, as it is written."""
        return next(entry for entry in self.table["requirements"] if entry["kind"] == kind)


@pytest.fixture
def drafted(tmp_path: Path) -> Any:
    """What a page leads to, by its terms and what stands in its head."""

    def make(terms: str, head: str = "", language: str = "en") -> Drafted:
        return Drafted(tmp_path, article(page(terms, head, language)))

    return make


def no_fetch(target: Target) -> Capture | Failure:
    """A text file is not fetched."""
    raise AssertionError(target)


def test_a_text_file_gives_the_three_requirements(tmp_path: Path) -> None:
    """The demonstration work as text, without any markup: the block at its end says all."""
    found = Drafted(tmp_path, page_of(str(WORK), no_fetch))

    assert found.places == THREE
    assert found.terms.file.author is not None
    assert found.terms.file.author.name == "Zoë Vandermeer"
    assert found.terms.file.author.job_title == FUNCTION
    assert found.terms.file.author.profiles == ACCOUNTS
    assert LEAVES_OPEN in found.text
    assert "# ? The page does not say its address." in found.text
    assert found.table["work"]["terms_block"] == {"starts": "(Reuse notice)", "ends": "(In English or Dutch)!"}
    assert "outlet" not in found.table


AS_BLOGS_WRITE_IT = f"""<p>(Copyright Disclaimer) <strong>Will you reuse a part of this story?</strong></p><ul>
  <li>My name (‘Zoë Vandermeer’) and function (‘{FUNCTION}’) must be given in plain sight, with a reference to my Facebook, Twitter
  (@ZoeVandermeer) or Instagram (@Zoe.Vandermeer), in the story AND in your social media shares</li>
  <li>Write to me with your questions! (In English or Dutch)</li></ul>"""


def test_a_list_in_a_blog_gives_the_same(drafted: Any) -> None:
    """Comment forms, share buttons and the site's own copyright line ask for nothing."""
    found = drafted(AS_BLOGS_WRITE_IT)

    assert found.places == THREE
    assert found.terms.file.author.profiles == ACCOUNTS
    assert found.terms.file.author.job_title == FUNCTION
    assert found.table["work"] == {
        "title": "The night ferry of Lyngvik",
        "url": ADDRESS,
        "published": "2024-05-11",
        "language": "en",
        "terms_block": {"starts": "(Copyright Disclaimer)", "ends": "(In English or Dutch)"},
    }


def test_places_at_the_end_of_a_sentence_can_be_read_in_two_ways(drafted: Any) -> None:
    """ "… in the article AND the shares": all of it, or the last thing only. Both are written, and one is chosen."""
    found = drafted(AS_BLOGS_WRITE_IT)

    assert found.table["reading"] == "strict"
    assert set(found.table["readings"]) == {"strict", "narrow"}
    assert [entry.get("readings", {}).get("narrow") for entry in found.table["requirements"]] == [ARTICLE, ARTICLE, None]


def test_a_sentence_about_places_leaves_no_doubt(tmp_path: Path) -> None:
    """ "This goes for the article and for every post": said of all, in a sentence of its own."""
    found = Drafted(tmp_path, page_of(str(WORK), no_fetch))

    assert "readings" not in found.table


def test_the_terms_block_is_cut_from_the_work(drafted: Any) -> None:
    """The phrases of the block lead the fingerprint to it, and nothing of the work is lost."""
    found = drafted(AS_BLOGS_WRITE_IT)
    entry = found.terms.file.work
    made = fingerprint(found.work.text, found.terms.works[0], entry.parts)

    assert len(made.terms) > 60
    assert made.word_count > 500


LANGUAGES = {
    "en": """<p>Would you like to use this story? Then you must state my name (“Zoë Vandermeer”) and job title (“River Historian”), and refer to
      my Facebook, Twitter (@ZoeVandermeer) or Instagram (@Zoe.Vandermeer), both in the article and on social media. The text must not be
      changed. Please add a link to the original article.</p>""",
    "nl": """<p>Wilt u dit artikel overnemen? Dan moet u mijn naam („Zoë Vandermeer”) en functie („River Historian”) vermelden en verwijzen naar
      mijn Facebook, Twitter (@ZoeVandermeer) of Instagram (@Zoe.Vandermeer), zowel in het artikel als op sociale media. De tekst mag niet
      gewijzigd worden. Gelieve ook een link naar het originele artikel te plaatsen.</p>""",
    "fr": """<p>Toute reproduction de cet article doit mentionner mon nom (« Zoë Vandermeer ») et ma fonction (« River Historian ») et renvoyer à
      mon Facebook, Twitter (@ZoeVandermeer) ou Instagram (@Zoe.Vandermeer), dans l’article et sur les réseaux sociaux. Le texte ne peut être
      modifié. Merci d’ajouter un lien vers l’article original.</p>""",
    "de": """<p>Sie möchten diesen Text übernehmen? Dann müssen Sie meinen Namen („Zoë Vandermeer“) und meine Funktion („River Historian“) nennen
      und auf mein Facebook, Twitter (@ZoeVandermeer) oder Instagram (@Zoe.Vandermeer) verweisen, im Artikel und in den sozialen Medien. Der
      Text darf nicht verändert werden. Bitte setzen Sie einen Link zum Originalartikel.</p>""",
    "es": """<p>¿Quieres republicar este artículo? Debes citar a la autora por su nombre (“Zoë Vandermeer”) y cargo (“River Historian”) y hacer
      referencia a mi Facebook, Twitter (@ZoeVandermeer) o Instagram (@Zoe.Vandermeer), en el artículo y en las redes sociales. El texto se
      publica sin modificaciones. Por favor, incluye un enlace al original.</p>""",
    "pt": """<p>Você pode republicar este texto, desde que cite o nome da autora (“Zoë Vandermeer”) e o cargo (“River Historian”) e mencione meu
      Facebook, Twitter (@ZoeVandermeer) ou Instagram (@Zoe.Vandermeer), no artigo e nas redes sociais. O texto deve ser publicado sem
      alterações. Pedimos um link para o original.</p>""",
    "ru": """<p>Хотите перепечатать этот материал? Необходимо указать имя автора («Zoë Vandermeer») и должность («River Historian») и упомянуть
      мой Фейсбук, Твиттер (@ZoeVandermeer) или Инстаграм (@Zoe.Vandermeer), в статье и в соцсетях. Текст нельзя изменять, его не редактируют.
      Пожалуйста, поставьте ссылку на источник.</p>""",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language(drafted: Any, language: str) -> None:
    """The same terms, as people write them in seven languages."""
    found = drafted(LANGUAGES[language], language=language)

    assert found.places == THREE | {"text.unchanged": ARTICLE, "link.source": ASKED}
    assert found.terms.file.author.name == "Zoë Vandermeer"
    assert found.terms.file.author.job_title == "River Historian"
    assert found.terms.file.author.profiles == ACCOUNTS
    assert found.table["requirements"][2]["kind"] == "profile.reference"
    assert found.table["work"]["terms_block"]


GUIDELINES = """<h3>Republish this story</h3><p>You may republish it for free, provided that you:</p><ul>
  <li>Credit the author in the byline and name the Lyngvik Courier.</li>
  <li>Link back to the original article at the top, not to our home page.</li>
  <li>Do not edit the text, except for the headline and house style.</li>
  <li>Keep our tracking pixel.</li><li>Photos are not included.</li><li>Set a canonical link.</li></ul>
  <p>If possible, tag @lyngvikcourier on Twitter and @lyngvik.courier on Instagram when you share it on social media, with the hashtag
  #NightFerry.</p><p>The text must be published in full, within 90 days.</p>"""


def test_a_publishers_list(drafted: Any) -> None:
    """Each item of a list is a duty of its own, with its own place and level."""
    found = drafted(GUIDELINES)

    assert found.places == {
        "credit.name": ARTICLE,
        "credit.outlet": ARTICLE,
        "link.source": ARTICLE,
        "text.unchanged": ARTICLE,
        "image.rule": ARTICLE,
        "meta.canonical": {"metadata": "must"},
        "share.mention": {"share": "should", "share-preview": "should"},
        "share.hashtag": {"share": "should", "share-preview": "should"},
        "text.complete": ARTICLE,
        "time.window": ARTICLE,
    }
    assert found.one("credit.name")["placement"] == "byline"
    assert "placement" not in found.one("credit.outlet")
    assert found.one("link.source")["placement"] == "top"
    assert found.one("text.unchanged")["allowed"] == ["headline", "style"]
    assert found.one("share.mention")["accounts"] == ["x:lyngvikcourier", "instagram:lyngvik.courier"]
    assert found.one("share.hashtag")["tags"] == ["NightFerry"]
    assert found.one("time.window")["to_days"] == 90
    assert '# kind = "pixel"' in found.text


@pytest.mark.parametrize(
    ("terms", "kind", "written"),
    [
        (
            "<p>Please republish our stories. Use this line: “This article by Zoë Vandermeer first appeared in Lyngvik Courier.”</p>",
            "credit.line",
            {"template": "This article by {author} first appeared in {outlet}.", "places": ARTICLE},
        ),
        (
            "<p>You may republish our work. Add the following sentence:</p><p>This text was first published by Lyngvik Courier.</p>",
            "credit.line",
            {"template": "This text was first published by {outlet}."},
        ),
        ("<p>You may reprint our stories. Say that it was originally published by us.</p>", "credit.outlet", {"places": ARTICLE}),
        ("<p>Nachdruck nur mit Quellenangabe.</p>", "credit.outlet", {"places": ARTICLE}),
        ("<p>При перепечатке материалов обязательна активная ссылка на источник.</p>", "link.source", {"places": ARTICLE}),
        ("<p>You may republish our work. Please link to our website.</p>", "link.source", {"to": "either", "places": ASKED}),
        ("<p>You may republish our work; the source must be linked with a live link, ideally near the top.</p>", "link.source", {"places": ASKED}),
        (
            "<p>You may republish our work. If you shorten the text, note that it was “edited for length”.</p>",
            "text.note_if_changed",
            {"texts": ["edited for length"]},
        ),
        ("<p>You may republish our work, but please wait at least 2 days after publication.</p>", "time.embargo", {"days": 2}),
        ("<p>You must publish our text in full if you reprint it.</p>", "text.complete", {"places": ARTICLE}),
    ],
)  # fmt: skip
def test_one_sentence(drafted: Any, terms: str, kind: str, written: dict[str, Any]) -> None:
    """What one sentence asks for, with the options that it gives."""
    found = drafted(terms).one(kind)

    assert {key: found.get(key) for key in written} == written


STYLES = {
    "<p>Copyright notice. Feel free to share my articles as long as you clearly mention my name and link back to the original post.</p>":
        {"credit.name": ARTICLE, "link.source": ARTICLE},
    "<p>If you want to republish this piece, please credit Zoë Vandermeer and tag @ZoeVandermeer on Twitter when you share it on social media.</p>":
        {"credit.name": ASKED, "share.mention": {"share": "should", "share-preview": "should"}},
    "<h4>Using this article?</h4><p>Be sure to name me (“Zoë Vandermeer”) and to tag my Twitter (@ZoeVandermeer) in the text and in all social posts.</p>":
        {"credit.name": BOTH, "profile.reference": BOTH},
    "<p><em>This article may be freely reproduced with attribution to the author and a link to vandermeer.example.</em></p>":
        {"credit.name": ARTICLE, "link.source": ARTICLE},
    "<p>We ask that you follow some guidelines to republish our work: do not edit the piece, and mention that it was first published by the Lyngvik Courier.</p>":
        {"text.unchanged": ASKED, "credit.outlet": ASKED},
    "<p>Overname van dit artikel is toegestaan mits bronvermelding en met een link naar de bron.</p>":
        {"credit.outlet": ARTICLE, "link.source": ARTICLE},
    "<p>La reproducción está permitida siempre que se cite la fuente y se incluya un enlace al original.</p>":
        {"credit.outlet": ARTICLE, "link.source": ARTICLE},
    "<p>Reprodução permitida desde que citada a fonte, sem alterações e na íntegra.</p>":
        {"credit.outlet": ARTICLE, "text.unchanged": ARTICLE, "text.complete": ARTICLE},
    "<p>Republication libre à condition de citer l’auteur et la source, avec un lien vers l’article.</p>":
        {"credit.name": ARTICLE, "credit.outlet": ARTICLE, "link.source": ARTICLE},
    "<p>Перепечатка разрешена только с указанием автора и активной гиперссылкой на источник.</p>":
        {"credit.name": ARTICLE, "link.source": ARTICLE},
    "<p>Der Artikel darf gerne übernommen werden, wenn der Autor genannt und auf den Originalbeitrag verlinkt wird. Über eine Erwähnung bei Instagram "
    "(@Zoe.Vandermeer) freue ich mich.</p>":
        {"credit.name": ARTICLE, "link.source": ARTICLE, "profile.reference": ASKED},
    "<p>Republish: the text may stay online for at most 30 days. Please use the hashtags #Ferry and #Lyngvik in tweets.</p>":
        {"time.window": ARTICLE, "share.hashtag": {"share": "should", "share-preview": "should"}},
}  # fmt: skip


@pytest.mark.parametrize(("terms", "places"), STYLES.items())
def test_as_sites_write_it(drafted: Any, terms: str, places: dict[str, dict[str, str]]) -> None:
    """Terms in one or two sentences, with duties and courtesies side by side."""
    assert drafted(terms).places == places


@pytest.mark.parametrize(
    "terms",
    [
        "",
        "<p>A court ruled that newspapers must name the author when they republish an article and that they owe a link to the source.</p>",
        "<p>“If you republish my article, you must credit the author,” she told the judge.</p>",
        "<p>You may republish this story. You do not need to link back to the original.</p>",
        '<div class="comments"><p>If you republish our text please credit the author.</p></div>',
        "<p>Republishing</p><p>First published on 11 May 2024.</p><p>You may reprint the story in full or in part.</p>",
        "<p>The function of the harbour is to mention: 90 days of rain. You should see the pixel art in the museum.</p>",
    ],
)  # fmt: skip
def test_no_terms(drafted: Any, terms: str) -> None:
    """News about reuse, words of others and permissions are no terms: one courtesy, marked as not stated."""
    found = drafted(terms)

    assert found.places == {"credit.name": {"article": "may"}}
    assert "# ? The page states no terms that attrcheck recognises." in found.text
    assert "terms_block" not in found.table["work"]


def test_no_terms_and_no_author(tmp_path: Path) -> None:
    """A bare text: the file still loads."""
    file = tmp_path / "text.txt"
    file.write_text("A title\n\nSome words of a text that nobody signed.", encoding="utf-8")
    found = Drafted(tmp_path, page_of(str(file), no_fetch))

    assert found.places == {"link.source": {"article": "may"}}
    assert "# ? The page does not say who its author is." in found.text


def test_what_is_missing_is_commented_out(drafted: Any) -> None:
    """A function that the page asks for and does not say cannot be checked, so it binds nobody."""
    found = drafted("<p>You may reprint my story if you state my name and my job title.</p>")

    assert found.places == {"credit.name": ARTICLE}
    assert '# kind = "credit.job_title"' in found.text
    assert "# ? This asks for a job title, but [author] has no job_title." in found.text


def test_a_handle_of_no_network_is_asked_about(drafted: Any) -> None:
    """Which network a handle belongs to is not guessed."""
    found = drafted("<p>You may reprint my story if you mention my account @ZoeVandermeer.</p>")

    assert "# ? The page names @ZoeVandermeer, but not on which network." in found.text
    assert '# kind = "profile.reference"' in found.text


PERSON = """<script type="application/ld+json">{"@type": "Article", "author": {"@type": "Person", "name": "Zoë Vandermeer",
  "jobTitle": "Ferry Historian", "sameAs": ["https://www.facebook.com/zoe.vandermeer.example", "https://x.com/zoevandermeer"]}}</script>"""


def test_markup_fills_what_sentences_leave_open(drafted: Any) -> None:
    """The account on the network that the page only names, and the job title that it asks for."""
    found = drafted(
        "<p>You may reprint my story if you state my name and function and mention my Facebook or Twitter (@ZoeVandermeer).</p>", PERSON
    )

    assert found.terms.file.author.job_title == "Ferry Historian"
    assert found.terms.file.author.profiles == ("x:ZoeVandermeer", "facebook:zoevandermeerexample")
    assert LEAVES_OPEN not in found.text


CC = "https://creativecommons.org/licenses/by-nc-nd/4.0/"


@pytest.mark.parametrize(
    ("terms", "head"),
    [
        (f'<p>This text is under <a rel="license" href="{CC}deed.de">this licence</a>.</p>', ""),
        ("", f'<link rel="license" href="{CC}">'),
        ("", f'<meta property="cc:license" content="{CC}">'),
        ("<p>You may republish our articles under CC BY-NC-ND 4.0, please credit the author.</p>", ""),
    ],
)  # fmt: skip
def test_creative_commons_extends_its_preset(drafted: Any, terms: str, head: str) -> None:
    """A licence that attrcheck knows is built upon; a sentence never weakens it."""
    found = drafted(terms, head)

    assert found.terms.file.extends == "cc-by-nc-nd-4.0"
    assert found.places["credit.name"] == ARTICLE
    assert len(found.places) == len(found.terms.requirements)


def test_a_licence_of_which_nothing_can_be_checked(tmp_path: Path) -> None:
    """CC0 asks for a name as a courtesy, and nobody is named: the file still holds a requirement."""
    source = '<html><head><title>A title</title><link rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/"></head><body><p>Text.</p></body></html>'
    found = Drafted(tmp_path, article(source))

    assert found.table["drop"] == ["creator"]
    assert found.places == {"link.source": {"article": "may"}}


def test_another_licence_is_linked(drafted: Any) -> None:
    """A licence that attrcheck does not know: its address, and a question."""
    found = drafted("", '<link rel="license" href="https://licence.example/terms">')

    assert found.one("licence.link")["urls"] == ["https://licence.example/terms"]
    assert found.places == {"licence.link": ASKED}


def test_terms_for_machines_are_remarks(drafted: Any) -> None:
    """RSL and TDMRep are said, and ask nothing of who reuses the text."""
    found = drafted(
        "",
        '<link rel="license" type="application/rsl+xml" href="https://a.example/rsl.xml"><meta name="tdm-reservation" content="1">'
        '<meta name="tdm-policy" content="https://a.example/policy.json">',
    )

    assert "# The page has terms for machines (RSL) at https://a.example/rsl.xml." in found.text
    assert "# The page reserves text and data mining" in found.text
    assert "https://a.example/policy.json" in found.text
    assert list(found.places) == ["credit.name"]


def test_a_polite_sentence_is_asked_about(drafted: Any) -> None:
    """Most people say please and mean it; a page without credit would be compliant."""
    polite = drafted("<p>You may republish this article. Please name me (“Zoë Vandermeer”) as its author.</p>")
    strict = drafted("<p>You may republish this article. You must name me (“Zoë Vandermeer”) as its author.</p>")

    assert "Write must where it is a condition." in polite.text
    assert "Write must" not in strict.text


def test_what_was_not_understood_is_listed(drafted: Any) -> None:
    """A sentence that is dropped in silence is never asked for."""
    found = drafted("<p>You may republish this article if you name me. You must not sing it to anybody on a Friday. Thank you!</p>")

    assert "# - You must not sing it to anybody on a Friday." in found.text
    assert "# - Thank you!" not in found.text
    assert "# - You may republish" not in found.text


def test_a_page_of_terms_alone_binds_its_site(tmp_path: Path) -> None:
    """Guidelines are no article: they hold for all articles of the site."""
    source = f"<html><title>Republishing</title><meta property='og:site_name' content='Lyngvik Courier'><body><main><h1>Republishing</h1>{GUIDELINES}</main></body></html>"
    found = Drafted(tmp_path, article(source, "https://courier.example/republishing/"))

    assert found.table["site"] == {"under": ["https://courier.example/"]}
    assert found.table["outlet"]["name"] == "Lyngvik Courier"
    assert not found.terms.works
    assert "time.window" in found.places


HOSTILE = [
    'x"\n[[requirements]]\nid = "evil"', "x\r\nid = 1", "x\u2028id = 1", "x\u0085id = 1", "x\x0b\x0cid = 1", "a\\", "'''\n\"\"\"", "\u202eesrever",
    "\x7f\x1b[31m", "{author} {evil}", "# x", "�\ufffe", "a" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    """Whatever a page says, it opens no line, no key and no table."""
    said = html.escape(text)
    terms = f"<p>You must credit the author (‘{said}’) and state the job title (“{said}”) if you republish our {said} text. Use this line: “By our own {said} author”</p>"
    head = f'<meta property="og:title" content="{said}"><meta name="tdm-policy" content="{said}"><link rel="license" href="https://a.example/{said}">'
    found = Drafted(tmp_path, article(page(terms, head)))

    assert {"evil", "x"}.isdisjoint(entry["id"] for entry in found.table["requirements"])
    assert not any(ord(sign) < 32 or ord(sign) == 127 for sign in found.text.replace("\n", ""))
    assert not set("\u2028\u0085\u202e") & set(found.text)
    assert len(found.text) < 60_000
    assert set(found.table) <= {
        "id",
        "version",
        "title",
        "source",
        "work",
        "author",
        "outlet",
        "requirements",
        "extends",
        "reading",
        "readings",
    }


@pytest.mark.parametrize(
    "unit",
    [
        "republish my not not not credit link ",
        "“ ’ ‘ „ ",
        "You must credit the author (‘A’). ",
        "<p>You may republish it: credit the author, mention Twitter (@a) and link to the original.</p>",
        "Facebook @a #b ",
        "<p>Please republish “a.” ‘b.’ and credit “c.” D. </p>",
        "<p>" + "Reprint “a.” Me. " * 20 + "</p>",
    ],
)  # fmt: skip
def test_cost_grows_with_the_page(unit: str) -> None:
    """Eight times the page costs eight times as much at most, with room for a busy machine."""

    def cost(count: int) -> float:
        made = article(f"<html><body><article><p>{unit * count}</p></article></body></html>")
        work = work_on(made, Work(title="", url="", author=Author(name="")), is_whole=True)
        start = time.process_time()
        draft(made, work)
        return time.process_time() - start

    cost(10)
    assert cost(800) < 24 * cost(100) + 0.5


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Credit me (‘A. B. Curie’). Link back.", ["Credit me (‘A. B. Curie’).", "Link back."]),
        ("• One duty • Another one", ["One duty", "Another one"]),
        ("Use “From us. All of us.” Then link.", ["Use “From us. All of us.”", "Then link."]),
        ("Keep it, e.g. the headline.", ["Keep it, e.g. the headline."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    """Quotes, lists and abbreviations end no sentence that is not over."""
    assert [sentence.text for sentence in sentences(Passage(text=text, locator="p"), 0)] == parts
