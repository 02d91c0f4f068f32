"""The words and the markup of cures: three forms of the same, safe whatever the terms and the work say."""

from __future__ import annotations

from msgspec.structs import replace

from attrcheck.kinds.combinators import AllOf, AnyOf, Not
from attrcheck.kinds.credit_affiliation import CreditAffiliation
from attrcheck.kinds.credit_job_title import CreditJobTitle
from attrcheck.kinds.credit_name import CreditName
from attrcheck.kinds.link_source import LinkSource
from attrcheck.kinds.links_kept import LinksKept
from attrcheck.kinds.meta_author import MetaAuthor
from attrcheck.kinds.text_unchanged import TextUnchanged
from attrcheck.model import Author, Comparison, Finding, Level, Origin, Outcome, Outlet, Passage, Place, Remedy, Spot, Subject, Work
from attrcheck.remedies import cures, why_incurable
from attrcheck.remedies.credit import KNOWN, credit_lines
from attrcheck.remedies.head import head_tags
from attrcheck.remedies.lines import as_html, as_markdown, as_text
from attrcheck.remedies.wanted import parts_to_do

WORK = Work(
    title="The <night> *ferry*",
    url="https://a.example/ferry?a=1&b=2",
    author=Author(name="Zoë Vandermeer", job_title="Historian", affiliations=("Ferry Institute",)),
    coauthors=(Author(name="Kai Mauer"),),
    outlet=Outlet(name="Courier & Co", url="https://a.example/"),
)
PAGE = Subject(place=Place.ARTICLE, url="https://copy.example/", label="article", passages=())


def finding(requirement: str, outcome: Outcome = Outcome.FAILED, place: Place = Place.ARTICLE) -> Finding:
    """A finding about the page."""
    return Finding(requirement=requirement, kind="", level=Level.MUST, place=place, subject=PAGE.url, outcome=outcome, reason="")


def of_page(*findings: Finding, language: str | None = None) -> tuple[Remedy, ...]:
    """The cures of a page for findings about a name and a job title."""
    requirements = (CreditName(id="name"), CreditJobTitle(id="function"))
    return cures(findings, requirements, WORK, (PAGE,), language).cures


def test_one_block_cures_all_findings_of_the_article() -> None:
    """An editor pastes once."""
    (block,) = of_page(finding("name"), finding("function"))

    assert block.spot is Spot.TOP
    assert block.text == "By Zoë Vandermeer, Historian and Kai Mauer"


def test_a_cure_speaks_the_pages_language() -> None:
    """A byline in another language than the article's is not pasted. A language without words of ours gets the English ones."""
    assert [of_page(finding("name"), language=language)[0].text.partition(" Zoë")[0] for language in ("de-AT", "nl", "pt", None)] == [
        "Von",
        "Door",
        "By",
        "By",
    ]


def test_doubt_alone_asks_for_nothing() -> None:
    """A page that may be right is not told to paste; one that is wrong anyway is told everything at once."""
    doubtful = finding("function", Outcome.CANNOT_TELL)

    assert of_page(doubtful) == ()
    assert "Historian" in of_page(finding("name"), doubtful)[0].text


def test_three_forms_of_the_same_line() -> None:
    """What a work says of itself is escaped as each form needs."""
    lines = credit_lines((LinkSource(id="link"),), WORK, "en")

    assert as_text(lines) == "First published by Courier & Co: The <night> *ferry* (https://a.example/ferry?a=1&b=2)"
    assert as_html(lines) == (
        '<p>First published by Courier &amp; Co: <a href="https://a.example/ferry?a=1&amp;b=2">The &lt;night&gt; *ferry*</a></p>'
    )
    assert as_markdown(lines) == ("First published by Courier \\& Co: [The \\<night\\> \\*ferry\\*](<https://a.example/ferry?a=1&b=2>)")


def test_of_alternatives_the_first_that_words_can_meet() -> None:
    """Terms that leave a choice are met by the choice that can be pasted; what must not be there is not pasted."""
    either = AnyOf(of=(TextUnchanged(), AllOf(of=(CreditName(), CreditAffiliation()))))

    assert [part.kind for part in parts_to_do((either, Not(of=(CreditName(),))), KNOWN)] == ["credit.name", "credit.affiliation"]


def test_names_cannot_leave_their_tag() -> None:
    """JSON-LD stands in a script, a name in an attribute: neither ends there."""
    work = replace(WORK, author=Author(name='</script><b>"'), coauthors=())

    assert head_tags((MetaAuthor(id="a", fields=("jsonld:author",)),), work)[0].count("</script>") == 1
    assert head_tags((MetaAuthor(id="a"),), work) == ('<meta name="author" content="&lt;/script&gt;&lt;b&gt;&quot;">',)


def test_what_cannot_be_cured_is_said() -> None:
    """Silence would look like a cure."""
    assert "posted" in why_incurable(finding("name", place=Place.SHARE))
    assert "days" in why_incurable(replace(finding("days"), kind="time.window"))


LOST = Comparison(
    kept=1.0, kept_words=9, paragraphs=1, kept_paragraphs=1, altered_words=0, lost_links=("https://b.example/x", "https://b.example/y")
)
RELINKED = replace(WORK, links=("https://b.example/x", "https://b.example/y"), link_words=("<stone> quay", "the mail room"))


def lost_links_of(text: str, origin: Origin) -> tuple[Remedy, ...]:
    """The cures of a page of one passage that has lost both links of the work."""
    page = replace(PAGE, passages=(Passage(text=text, locator="p", origin=origin),), comparison=LOST)
    return cures((finding("links"),), (LinksKept(id="links"),), RELINKED, (page,), None).cures


def test_a_lost_link_is_shown_on_its_words() -> None:
    """Only where the copy has them: words that were cut need no link."""
    (cure,) = lost_links_of("It left the  <stone> quay at midnight.", Origin.WORK)

    assert cure.html == '<a href="https://b.example/x">&lt;stone&gt; quay</a>'
    assert cure.spot is Spot.LINKS


def test_words_of_the_reuser_get_no_link() -> None:
    """Nor words that happen to stand in a comment or a credit."""
    assert lost_links_of("It left the <stone> quay at midnight.", Origin.OWN) == ()
