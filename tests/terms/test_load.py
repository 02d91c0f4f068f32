"""Terms files: every mistake is told with file, key path, a sentence and the known words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attrcheck import load_terms
from attrcheck.demo import TERMS
from attrcheck.errors import TermsError
from attrcheck.kinds import COMBINATORS, KINDS
from attrcheck.model import Level, Outcome, Place, Placement, Profile, Prominence, ReuseClass, Verdict
from attrcheck.terms import presets

Change = Callable[[dict[str, Any]], object]

GOOD: dict[str, Any] = {
    "id": "t",
    "version": "1",
    "title": "Terms of a test",
    "source": "https://b.example/",
    "work": {"title": "A title", "url": "https://b.example/work"},
    "author": {"name": "Anna Berg", "job_title": "Painter of Boats", "profiles": ["x:annaberg"]},
    "requirements": [
        {"id": "name", "kind": "credit.name", "asks": "Name her.", "places": {"article": "must"}},
        {"id": "function", "kind": "credit.job_title", "asks": "Say what she is.", "places": {"article": "must", "share": "should"}},
    ],
    "reading": "strict",
    "readings": {"strict": "as written", "narrow": "less"},
}


def toml(value: Any) -> str:
    """A value in TOML; tables inline, which JSON almost is."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def written(tmp_path: Path, *changes: Change) -> Path:
    """A good terms file with some changes made to it."""
    content = json.loads(json.dumps(GOOD))
    for change in changes:
        change(content)
    path = tmp_path / "terms.toml"
    path.write_text("".join(f"{key} = {toml(value)}\n" for key, value in content.items()), encoding="utf-8")
    return path


def put(path: str, value: Any) -> Change:
    """A change that sets what stands at a path such as `requirements.0.id`."""

    def change(content: Any) -> None:
        *parents, last = (int(part) if part.isdigit() else part for part in path.split("/"))
        for part in parents:
            content = content[part]
        content[last] = value

    return change


def without(path: str) -> Change:
    """A change that takes away what stands at a path."""

    def change(content: Any) -> None:
        *parents, last = (int(part) if part.isdigit() else part for part in path.split("/"))
        for part in parents:
            content = content[part]
        del content[last]

    return change


NAME: dict[str, Any] = {"kind": "credit.name"}
TEST: dict[str, Any] = {"page": "copy.html", "why": "A copy.", "verdict": "violation", "expect": {}}


def whole(kind: str, **options: Any) -> dict[str, Any]:
    """A requirement of a kind that binds in the article."""
    return {"id": "it", "kind": kind, "asks": "It is asked.", "places": {"article": "must"}} | options


def combined(word: str, *parts: dict[str, Any], **options: Any) -> dict[str, Any]:
    """A requirement made of parts."""
    return whole(word, of=list(parts), **options)


def part(entry: dict[str, Any]) -> Change:
    """A change that makes the first requirement a combination with this part."""
    return put("requirements/0", combined("all", entry))


def fault(path: Path, reading: str | None = None) -> TermsError:
    """The error that a file gives; its message names the file."""
    with pytest.raises(TermsError) as caught:
        load_terms(path, reading)
    assert str(path) in str(caught.value)
    return caught.value


def test_the_good_file_is_good(tmp_path: Path) -> None:
    """Else every test below would pass for the wrong reason."""
    terms = load_terms(written(tmp_path))

    assert terms.works[0].author.profiles == (Profile(platform="x", handle="annaberg"),)
    assert [r.kind for r in terms.requirements] == ["credit.name", "credit.job_title"]
    assert terms.digest.startswith("sha256:")


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (put("requirements/1/kind", "credit.nmae"), "requirements[1]", ("credit.nmae", "did you mean credit.name?", *KINDS)),
        (put("requirements/1/kind", 7), "requirements[1]", tuple(KINDS)),
        (without("requirements/0/kind"), "requirements[0]", ("kind", *KINDS)),
        (put("requirements/0/places", {"artcle": "must"}), "requirements[0].places", ("artcle", "did you mean article?", *Place)),
        (put("requirements/0/places", {"article": "most"}), "requirements[0].places", ("most", *Level)),
        (put("requirements/0/places", {}), "requirements[0].places", tuple(Place)),
        (put("requirements/0/places", ["article"]), "requirements[0].places", ("object",)),
        (without("requirements/0/places"), "requirements[0]", ("places",)),
        (put("requirements/0/readings", {"wide": {"article": "must"}}), "requirements[0].readings.wide", ("strict", "narrow")),
        (put("requirements/0/readings", {"narrow": {"artcle": "must"}}), "requirements[0].readings", ("artcle", *Place)),
        (put("requirements/1/id", "name"), "requirements[1].id", ("'name'", "twice")),
        (put("requirements/0/plcaes", {}), "requirements[0]", ("plcaes",)),
        (without("requirements/0/id"), "requirements[0]", ("id",)),
        (without("requirements/0/asks"), "requirements[0]", ("asks",)),
        (put("requirements", []), "requirements", ("no requirement",)),
        (without("requirements"), "", ("requirements",)),
        (put("requirements", "name"), "requirements", ("array",)),
        (put("titel", "x"), "", ("titel", "did you mean title?")),
        (without("id"), "", ("`id`",)),
        (without("title"), "", ("title",)),
        (without("version"), "", ("version",)),
        (without("source"), "", ("source",)),
        (put("version", 1), "version", ("str", "int")),
        (without("work/title"), "work", ("title",)),
        (without("work/url"), "work", ("url",)),
        (put("work/urll", "x"), "work", ("urll",)),
        (put("work/url", "b.example"), "work.url", ("b.example", "http")),
        (put("work/published", "24.8.2019"), "work.published", ("24.8.2019", "2019-08-24")),
        (put("work/text", ["x"]), "work.text", ("str",)),
        (lambda content: content["work"].update(text="a", fingerprint="b"), "work", ("text", "fingerprint")),
        (put("work/terms_block", {"starts": "x"}), "work.terms_block", ("ends",)),
        (put("work/public", [{"start": "x", "ends": "y"}]), "work.public[0]", ("starts",)),
        (put("read_on", "today"), "read_on", ("today", "2019-08-24")),
        (without("author"), "requirements[0].kind", ("author",)),
        (without("author/name"), "author", ("name",)),
        (put("author/name", " "), "author.name", ("no word",)),
        (put("author/name", 3), "author.name", ("str",)),
        (put("author/aliases", "A. Berg"), "author.aliases", ("array",)),
        (without("author/job_title"), "requirements[1].kind", ("job_title",)),
        (put("author/job_title", "…"), "author.job_title", ()),
        (put("author/aliases", ["A. Berg", ""]), "author.aliases[1]", ()),
        (put("author/profiles", ["x:annaberg", "annaberg"]), "author.profiles[1]", ("annaberg",)),
        (put("author/profiles", ["y:annaberg"]), "author.profiles[0]", ("instagram", "facebook")),
        (put("author/profiles", ["x:"]), "author.profiles[0]", ()),
        (put("author/profiles", ["x:anna berg"]), "author.profiles[0]", ("anna berg",)),
        (put("author/profiles", [7]), "author.profiles[0]", ("str",)),
        (put("reading", "wide"), "reading", ("wide", "strict", "narrow")),
        (put("readings", {"strict": 1}), "readings", ("str",)),
        (part({"kind": "credit.nmae"}), "requirements[0].of", ("credit.nmae", *KINDS, *COMBINATORS)),
        (part({"kind": "credit.name", "id": "x"}), "requirements[0].of[0].id", ("whole requirement",)),
        (part({"kind": "credit.name", "places": {"article": "must"}}), "requirements[0].of[0].places", ("whole requirement",)),
        (
            part({"kind": "any", "of": [{"kind": "credit.name", "plcement": "top"}]}),
            "requirements[0].of[0].of[0]",
            ("plcement", "placement"),
        ),
        (part({"kind": "credit.line", "template": "By {autor}"}), "requirements[0].of[0].template", ("{autor}", "{author}")),
        (part({"kind": "credit.line", "template": "—"}), "requirements[0].of[0].template", ("no words",)),
        (part({"kind": "share.hashtag", "tags": ["Boats"]}), "requirements[0].of[0].places", ("share.hashtag", "article", "share")),
        (part({"kind": "credit.outlet"}), "requirements[0].of[0].kind", ("[outlet]",)),
        (put("requirements/0", combined("not", NAME, NAME)), "requirements[0].of", ("one",)),
        (put("requirements/0", combined("all")), "requirements[0].of", ("no parts",)),
        (put("requirements/0", combined("at_least", NAME, NAME, n=3)), "requirements[0].n", ("3", "2")),
        (put("requirements/0", combined("at_least", NAME, NAME, n=0)), "requirements[0].n", ("0",)),
        (put("requirements/0/placement", "botom"), "requirements[0].placement", ("botom", *Placement)),
        (put("requirements/0/prominence", "loud"), "requirements[0].prominence", ("loud", *Prominence)),
        (
            put("requirements/0", NAME | {"id": "n", "asks": "A.", "places": {"share": "must"}, "placement": "end"}),
            "requirements[0].placement",
            ("end", "article"),
        ),
        (put("requirements/0/when", {"reuse": ["copy"]}), "requirements[0].when.reuse", ("copy", *ReuseClass)),
        (put("requirements/0/when", {"hots": ["a.example"]}), "requirements[0].when", ("hots", "domain")),
        (put("requirements/0/when", {"network": ["orkut"]}), "requirements[0].when.network", ("orkut",)),
        (put("requirements/0/when", {"domain": ["a.example"], "not_domain": ["a.example"]}), "requirements[0].when", ("excludes",)),
        (put("requirements/0", whole("time.window", to_days=2, from_days=9)), "requirements[0].to_days", ("ends", "starts")),
        (put("requirements/0", whole("time.window", to_days=9)), "requirements[0].kind", ("published",)),
        (put("requirements/0", whole("time.embargo", until="soon")), "requirements[0].until", ("soon", "2019-08-24")),
        (put("requirements/0", whole("time.embargo")), "requirements[0].days", ("days", "until")),
        (put("requirements/0", whole("text.max_extract")), "requirements[0]", ("share", "words", "paragraphs")),
        (put("requirements/0", whole("text.max_extract", share=1.5)), "requirements[0].share", ("1.5",)),
        (put("requirements/0", whole("text.complete", min_share=0.0)), "requirements[0].min_share", ("0.0",)),
        (put("requirements/0", whole("licence.link", urls=["cc-by"])), "requirements[0].urls[0]", ("cc-by", "http")),
        (put("requirements/0", whole("licence.notice", texts=[])), "requirements[0].texts", ("no words",)),
        (put("requirements/0", whole("image.rule", allow="credited")), "requirements[0].credits", ("empty",)),
        (put("requirements/0", whole("image.rule", allow="any")), "requirements[0].forbidden", ("empty",)),
        (
            put("requirements/0", whole("attested", seen=[{"page": "x", "by": "A", "on": "2026-01-01"}])),
            "requirements[0].seen[0].page",
            ("http",),
        ),
        (
            put(
                "requirements/0",
                whole("attested", seen=[{"page": "https://a.example/", "by": "A", "on": "2026-02-01", "until": "2026-01-01"}]),
            ),
            "requirements[0].seen[0].until",
            ("ends",),
        ),
        (put("requirements/0", whole("pixel", provider="nobody", places={"metadata": "must"})), "requirements[0].provider", ("nobody",)),
        (put("coauthors", [{"name": "…"}]), "coauthors[0].name", ("no word",)),
        (put("outlet", {"name": "The Boat", "url": "boat.example"}), "outlet.url", ("boat.example",)),
        (put("outlet", {"name": "The Boat", "url": "https://boat.example/", "profiles": ["x:"]}), "outlet.profiles[0]", ()),
        (put("site", {"under": ["https://b.example/"]}), "site", ("[work]",)),
        (
            put("works", [{"title": "T", "url": "https://b.example/2", "authors": [{"name": "B", "profiles": ["x:"]}]}]),
            "works[0].authors[0].profiles[0]",
            (),
        ),
        (put("works", [{"title": "T", "url": "ftp://b.example/2"}]), "works[0].url", ("ftp:",)),
        (put("works", [{"title": "T", "url": "https://b.example/2", "published": "May"}]), "works[0].published", ("May",)),
        (put("valid_from", "soon"), "valid_from", ("soon",)),
        (put("test", [TEST | {"expect": {"article": {"nmae": "passed"}}}]), "test[0].expect.article.nmae", ("name", "function")),
        (put("test", [TEST | {"expect": {"share": {"name": "passed"}}}]), "test[0].expect.share.name", ("does not bind",)),
        (put("test", [TEST | {"expect": {"article": {"name": "pass"}}}]), "test[0].expect", ("pass", *Outcome)),
        (put("test", [TEST | {"reading": "wide"}]), "test[0].reading", ("wide", "strict", "narrow")),
        (put("test", [TEST | {"verdict": "fine"}]), "test[0].verdict", ("fine", *Verdict)),
        (put("extends", "no-such-terms"), "extends", ("no-such-terms", "remy-bonny")),
        (put("extends", "terms.toml"), "extends", ("circle", "terms.toml -> terms.toml")),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, change: Change, key: str, words: tuple[str, ...]) -> None:
    """Whoever writes terms is no programmer: file, key, what is wrong, and what could stand there."""
    error = fault(written(tmp_path, change))

    assert error.key.startswith(key) if key else error.key == ""
    assert [word for word in words if word not in str(error)] == []
    assert error.sentence


def test_an_account_is_asked_for_but_none_is_given(tmp_path: Path) -> None:
    """The requirement could never be met."""
    path = written(tmp_path, put("requirements/0/kind", "profile.reference"), put("author/profiles", []))

    assert fault(path).key == "requirements[0].kind"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"id = \n", "TOML"),
        (b"id = 'a'\nid = 'b'\n", "TOML"),
        (b"[work\n", "TOML"),
        (b"{}", "TOML"),
        (b"<html>", "TOML"),
        (b"", "missing"),
        (b"id = 'caf\xe9'\n", "UTF-8"),
        ("id = 'a'\n".encode("utf-16"), "UTF-8"),
        (b"\x00\x00", "TOML"),
        (b"# " + b"x" * 2_000_000, "larger than"),
        (b"x = " + b"[" * 5_000, "nested too deeply"),
        (b"a" + b".a" * 5_000 + b" = 1", ""),
    ],
)
def test_a_file_that_is_no_terms_file(tmp_path: Path, content: bytes, word: str) -> None:
    """Another file given by mistake, however odd, is a sentence, not a traceback."""
    path = tmp_path / "terms.toml"
    path.write_bytes(content)
    error = fault(path)

    assert error.key == ""
    assert word in str(error)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Editors of Windows write one; lists of addresses may have one, and so may terms."""
    path = written(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert load_terms(path).file.id == "t"


def test_a_toml_mistake_names_its_line(tmp_path: Path) -> None:
    """A forgotten quote is found at once."""
    path = tmp_path / "terms.toml"
    path.write_text('id = "a"\nversion = 1"\n', encoding="utf-8")

    assert "line 2" in str(fault(path))


@pytest.mark.parametrize("name", ["no-such-preset", "no/such/file.toml", "platforms", "../rules/remy-bonny-2.toml"])
def test_a_missing_file_names_the_presets(name: str) -> None:
    """A slip in a preset's name is the likely reason; the table of networks is no preset."""
    with pytest.raises(TermsError, match="remy-bonny") as caught:
        load_terms(name)
    assert name in str(caught.value)


def test_a_folder_is_no_terms_file(tmp_path: Path) -> None:
    """Tab completion stops one step short."""
    with pytest.raises(TermsError):
        load_terms(tmp_path)


@pytest.mark.parametrize("name", presets())
def test_presets_load(name: str) -> None:
    """What is shipped works, under its bare name from any folder, and names itself."""
    assert load_terms(name).file.id == name


@pytest.mark.parametrize("reading", ["strict", "narrow", None])
def test_presets_have_the_promised_readings(reading: str | None) -> None:
    """The terms can be read in two ways; the report says which one was used and what it means."""
    record = load_terms("remy-bonny", reading).record()

    assert record.reading == (reading or "strict")
    assert record.reading_means != "as written"


def test_the_preset_asks_what_its_author_asks() -> None:
    """Name, function, and a reference to one account; for the network named without an address, none is made up."""
    terms = load_terms("remy-bonny")

    assert [r.id for r in terms.requirements] == ["name", "function", "reference"]
    assert [str(profile) for profile in terms.works[0].author.profiles] == ["x:RemyBonny", "instagram:Remy.Bonny", "facebook:?"]
    assert all(r.places_in("strict")[place] is Level.MUST for r in terms.requirements for place in (Place.ARTICLE, Place.SHARE))


@pytest.mark.parametrize(
    ("reading", "in_shares"),
    [("strict", {"name", "function", "reference"}), ("narrow", {"reference"}), (None, {"name", "function", "reference"})],
)
@pytest.mark.parametrize("terms", ["remy-bonny", TERMS], ids=["preset", "demo"])
def test_the_reading_changes_the_duties(terms: str | Path, reading: str | None, in_shares: set[str]) -> None:
    """Narrow: in a share only the reference binds; the article owes all three in both."""
    loaded = load_terms(terms, reading)
    binding = {place: {r.id for r in loaded.requirements if place in r.places_in(loaded.reading)} for place in Place}

    assert binding[Place.SHARE] == in_shares
    assert binding[Place.ARTICLE] == {"name", "function", "reference"}


def test_an_unknown_reading_is_an_error() -> None:
    """A slip in the option must not silently mean the strict reading."""
    with pytest.raises(TermsError, match=r"'wide'.*strict, narrow"):
        load_terms("remy-bonny", "wide")


def test_a_file_without_readings_knows_none(tmp_path: Path) -> None:
    """A reading that the terms do not name would be printed in the report as if they did."""
    path = written(tmp_path, without("readings"), without("reading"))

    assert load_terms(path).record().reading_means == "as written"
    assert "wide" in str(fault(path, "wide"))


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    """Two reports made with different terms can be told apart."""
    one = load_terms(written(tmp_path)).digest
    other = load_terms(written(tmp_path, put("version", "2"))).digest

    assert one != other


def test_the_toml_of_these_tests_is_toml(tmp_path: Path) -> None:
    """The writer above is ours; what it writes must be what it was given."""
    assert tomllib.loads(written(tmp_path).read_text(encoding="utf-8")) == GOOD


def extending(tmp_path: Path, upper: str, lower: str = "") -> Path:
    """A file that extends the good one, which gets some lines more."""
    base = written(tmp_path)
    base.write_text(lower + base.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "upper.toml"
    path.write_text('extends = "terms.toml"\n' + upper, encoding="utf-8")
    return path


def test_what_extends_takes_the_place_of_what_it_extends(tmp_path: Path) -> None:
    """Keys one by one, tables key by key, requirements by id; the rest stays as it was."""
    upper = (
        'id = "u"\n[author]\nname = "Bo Ek"\n[[requirements]]\nid = "name"\nkind = "credit.name"\nplacement = "byline"\n[[requirements]]\n'
    )
    terms = load_terms(
        extending(tmp_path, upper + 'id = "not-other"\nkind = "credit.not_other"\nasks = "A."\nplaces = { article = "may" }\n')
    )

    assert (terms.file.id, terms.file.title) == ("u", "Terms of a test")
    assert (terms.works[0].author.name, terms.works[0].author.job_title) == ("Bo Ek", "Painter of Boats")
    assert [r.id for r in terms.requirements] == ["name", "function", "not-other"]
    assert terms.requirements[0].asks == "Name her."
    assert terms.requirements[0].placement is Placement.BYLINE  # type: ignore[union-attr]


def test_a_requirement_can_be_dropped(tmp_path: Path) -> None:
    """By its id; another id is a mistake that is told."""
    assert [r.id for r in load_terms(extending(tmp_path, 'drop = ["function"]\n')).requirements] == ["name"]
    assert [word for word in ("'job'", "name", "function") if word not in str(fault(extending(tmp_path, 'drop = ["job"]\n')))] == []


def test_the_digest_is_that_of_both_files(tmp_path: Path) -> None:
    """Terms that changed below are other terms."""
    one = load_terms(extending(tmp_path, "")).digest
    other = load_terms(extending(tmp_path, "", "# another comment\n")).digest

    assert one != other


def test_the_work_s_text_is_found_from_another_folder(tmp_path: Path) -> None:
    """Terms that extend others use the files that lie beside those."""
    (tmp_path / "below").mkdir()
    written(tmp_path / "below", put("work/text", "work.txt"))
    path = tmp_path / "upper.toml"
    path.write_text('extends = "below/terms.toml"\n', encoding="utf-8")

    assert load_terms(path).file.entries[0].text == str((tmp_path / "below" / "work.txt").resolve())


def test_a_circle_of_files_is_told(tmp_path: Path) -> None:
    """Each extends the other: nobody could say what binds."""
    (tmp_path / "a.toml").write_text('extends = "b.toml"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('extends = "a.toml"\n', encoding="utf-8")
    error = fault_of(tmp_path / "a.toml")

    assert "a.toml -> b.toml -> a.toml" in error


def test_a_chain_of_files_has_an_end(tmp_path: Path) -> None:
    """Nobody can follow twenty files."""
    for i in range(20):
        (tmp_path / f"{i}.toml").write_text(f'extends = "{i + 1}.toml"\n', encoding="utf-8")

    assert "too far" in fault_of(tmp_path / "0.toml")


def fault_of(path: Path) -> str:
    """The message of the error that a file gives, whichever file of a chain it is about."""
    with pytest.raises(TermsError) as caught:
        load_terms(path)
    return str(caught.value)


def test_terms_of_many_works(tmp_path: Path) -> None:
    """Each work has its own authors or the file's."""
    second = {"title": "Another", "url": "https://b.example/2", "authors": [{"name": "Bo Ek", "job_title": "Cook"}, {"name": "Cy Fox"}]}
    terms = load_terms(written(tmp_path, put("works", [second])))

    assert [[author.name for author in work.authors] for work in terms.works] == [["Anna Berg"], ["Bo Ek", "Cy Fox"]]


def test_terms_of_a_whole_site_name_no_work(tmp_path: Path) -> None:
    """What is not known yet is checked when the works are named."""
    terms = load_terms(written(tmp_path, without("work"), without("author"), put("site", {"under": ["https://b.example/"]})))

    assert terms.works == ()
    assert terms.basis.authors == ()


def test_a_date_needs_no_quotation_marks(tmp_path: Path) -> None:
    """TOML has dates of its own, and who writes one means the day."""
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8").replace('"title" = "A title"', '"title" = "A title", "published" = 2024-05-11')
    path.write_text(text, encoding="utf-8")

    assert load_terms(path).works[0].published == "2024-05-11"
