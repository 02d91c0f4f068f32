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
from attrcheck.kinds import KINDS
from attrcheck.model import Level, Place, Profile
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


def fault(path: Path, reading: str | None = None) -> TermsError:
    """The error that a file gives; its message names the file."""
    with pytest.raises(TermsError) as caught:
        load_terms(path, reading)
    assert str(path) in str(caught.value)
    return caught.value


def test_the_good_file_is_good(tmp_path: Path) -> None:
    """Else every test below would pass for the wrong reason."""
    terms = load_terms(written(tmp_path))

    assert terms.work.author.profiles == (Profile(platform="x", handle="annaberg"),)
    assert [r.kind for r in terms.requirements] == ["credit.name", "credit.job_title"]
    assert terms.digest.startswith("sha256:")


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (put("requirements/1/kind", "credit.nmae"), "requirements[1]", ("credit.nmae", *KINDS)),
        (put("requirements/1/kind", 7), "requirements[1]", tuple(KINDS)),
        (without("requirements/0/kind"), "requirements[0]", ("kind", *KINDS)),
        (put("requirements/0/places", {"artcle": "must"}), "requirements[0].places", ("artcle", *Place)),
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
        (put("titel", "x"), "", ("titel",)),
        (without("id"), "", ("`id`",)),
        (without("title"), "", ("title",)),
        (without("version"), "", ("version",)),
        (without("source"), "", ("source",)),
        (put("version", 1), "version", ("str", "int")),
        (without("work"), "", ("work",)),
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
        (without("author"), "", ("author",)),
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
    assert [str(profile) for profile in terms.work.author.profiles] == ["x:RemyBonny", "instagram:Remy.Bonny", "facebook:?"]
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
