"""share.hashtag: whether a share carries the hashtags."""

from __future__ import annotations

import msgspec
import pytest

from attrcheck.kinds import KINDS
from attrcheck.model import Origin, Outcome, Passage, Place
from tests.kinds.subjects import check, passage, subject

PASSED, FAILED, CANNOT_TELL, _, _ = Outcome


def said(*passages: Passage | str, tags: tuple[str, ...] = ("CCNow",), need: str = "all") -> Outcome:
    """The outcome for a post of these passages."""
    return check("share.hashtag", subject(*passages, place=Place.SHARE, network="x"), tags=tags, need=need).outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Read this #CCNow", PASSED),
        ("#ccnow Read this", PASSED),
        ("#CCNOW!", PASSED),
        ("Read this ＃CCNow", PASSED),
        ("(#CCNow)", PASSED),
        ("#CCNow's", PASSED),
        ("hashtag#CCNow", CANNOT_TELL),
        ("A&#CCNow", CANNOT_TELL),
        ("#Rivers#CCNow", CANNOT_TELL),
        ("#CCNow#Rivers", CANNOT_TELL),
        ("#CCNow2024", FAILED),
        ("#CCNowRivers", FAILED),
        ("#CC_Now", FAILED),
        ("#CC Now", FAILED),
        ("CCNow", FAILED),
        ("@CCNow", FAILED),
        ("# CCNow", FAILED),
        ("https://a.example/#CCNow", FAILED),
        ("https://a.example/tag/CCNow", FAILED),
        ("", FAILED),
    ],
)
def test_how_it_is_written(text: str, outcome: Outcome) -> None:
    """As networks see hashtags: case and width do not matter, the sign and the end of the word do."""
    assert said(text) is outcome


@pytest.mark.parametrize(
    ("tag", "text", "outcome"),
    [
        ("Été", "#été", PASSED),
        ("Été", "#ete", CANNOT_TELL),
        ("हिन्दी", "#हिन्दी", PASSED),
        ("हिन्दी", "#हिन्द", FAILED),
        ("川", "#川", PASSED),
        ("Straße", "#strasse", PASSED),
    ],
)
def test_other_scripts(tag: str, text: str, outcome: Outcome) -> None:
    """Marks on letters are part of a hashtag; without its accents it may be another one."""
    assert said(text, tags=(tag,)) is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage("#CCNow", url="https://twitter.com/hashtag/CCNow?src=hash"), PASSED),
        (passage("CCNow", url="https://www.linkedin.com/feed/hashtag/?keywords=ccnow"), PASSED),
        (passage("hashtag#CCNow", url="https://www.linkedin.com/feed/hashtag/?keywords=ccnow"), PASSED),
        (passage("CCNow", url="https://a.example/hashtag/CCNow"), FAILED),
        (passage("CCNow", url="https://x.com/CCNow"), FAILED),
        (passage("#CCNow", hidden_by="display:none"), FAILED),
        (passage("CCNow", url="https://x.com/hashtag/CCNow", hidden_by="display:none"), FAILED),
        (passage("Words of the article #CCNow", origin=Origin.WORK), CANNOT_TELL),
    ],
)
def test_where_it_stands(where: Passage, outcome: Outcome) -> None:
    """Visible words of the share, or a link to the network's own page of the hashtag."""
    assert said("Read this", where) is outcome


@pytest.mark.parametrize(
    ("need", "text", "outcome"),
    [
        ("all", "#CCNow #Rivers", PASSED),
        ("all", "#CCNow", FAILED),
        ("all", "#CCNow and#Rivers", CANNOT_TELL),
        ("all", "a#CCNow", FAILED),
        ("any", "#CCNow", PASSED),
        ("any", "#Rivers", PASSED),
        ("any", "a#CCNow", CANNOT_TELL),
        ("any", "", FAILED),
    ],
)
def test_all_or_any(need: str, text: str, outcome: Outcome) -> None:
    """Of two hashtags both, or one."""
    assert said(text, tags=("CCNow", "Rivers"), need=need) is outcome


@pytest.mark.parametrize(
    ("need", "text", "remedy"),
    [("all", "", "#CCNow #Rivers"), ("all", "#ccnow", "#Rivers"), ("any", "", "#CCNow")],
)
def test_the_remedy_mends_it(need: str, text: str, remedy: str) -> None:
    """What is missing, and nothing that is there; the reason names it too."""
    conclusion = check("share.hashtag", subject(text, place=Place.SHARE, network="x"), tags=("CCNow", "Rivers"), need=need)

    assert conclusion.remedy == f"Add to the text of the share: “{remedy}”."
    assert [word for word in remedy.split() if word not in conclusion.reason] == []
    assert said(text, remedy, tags=("CCNow", "Rivers"), need=need) is PASSED


@pytest.mark.parametrize("tags", [[], [""], ["#CCNow"], ["CC Now"], ["CC-Now"], ["2024"], ["CCNow#"]])
def test_hashtags_that_are_none(tags: list[str]) -> None:
    """A mistake of the terms is found before any page is."""
    requirement = msgspec.convert({"tags": tags}, KINDS["share.hashtag"].options, strict=False)

    assert [problem.key for problem in requirement.problems()] in (["tags"], ["tags[0]"])


@pytest.mark.parametrize(("need", "sentence"), [("all", "carry #CCNow and #Rivers"), ("any", "carry #CCNow or #Rivers")])
def test_the_sentence(need: str, sentence: str) -> None:
    """What a person reads of it."""
    requirement = msgspec.convert({"tags": ["CCNow", "Rivers"], "need": need}, KINDS["share.hashtag"].options, strict=False)

    assert requirement.sentence() == sentence
