"""Read a terms file: every mistake is a TermsError with file, key path, a sentence and the known words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from attrcheck.errors import TermsError
from attrcheck.kinds import KINDS
from attrcheck.model import Level, Place, Profile, Work
from attrcheck.rules_folder import rules_folder
from attrcheck.terms.language import STRICT, AuthorEntry, Terms, TermsFile, WorkEntry, author_of
from attrcheck.text import words
from attrcheck.urls import parse_profile

# The largest terms file that makes sense; a larger one is a mistake in the option.
MAX_BYTES = 1_000_000
# msgspec ends its message with the path of the fault: " - at `$.requirements[0].places`".
_FAULT_PATH = re.compile(r"^(?P<sentence>.*?)(?: - at `(?:key`? in `?)?\$?\.?(?P<key>[^`]*)`)?$", re.DOTALL)
_UNKNOWN_KEY = "unknown field"


def load_terms(path: str | Path, reading: str | None = None) -> Terms:
    """Return the terms in a file, or of a preset by its name (``remy-bonny``).

    `reading` overrides the reading that the file chooses. Raises TermsError.
    """
    file = find_terms(path)
    data = _bytes(file)
    try:
        written = msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), TermsFile)
    except UnicodeDecodeError as error:
        raise TermsError(str(file), "", f"is not UTF-8: {error.reason} at byte {error.start}") from error
    except RecursionError as error:
        raise TermsError(str(file), "", "is nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        raise TermsError(str(file), "", f"is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise _fault(file, str(error)) from error
    chosen = written.reading if reading is None else reading
    _check(file, written, chosen)
    work = Work(
        title=written.work.title,
        url=written.work.url,
        published=written.work.published,
        language=written.work.language,
        author=author_of(written.author, _profiles(file, written.author.profiles)),
    )
    return Terms(file=written, work=work, reading=chosen, digest=f"sha256:{sha256(data).hexdigest()}", path=str(file))


def find_terms(path: str | Path) -> Path:
    """Return the file of a path or of a preset's name; raises TermsError, which names the presets, when there is none."""
    file = Path(path)
    if file.is_file():
        return file
    preset = rules_folder() / f"{file.name.removesuffix('.toml')}.toml"
    if preset.is_file() and preset.stem in presets() and (file.name == str(path) or file.parent.name == "rules"):
        return preset
    raise TermsError(str(path), "", f"there is no such terms file; known presets: {', '.join(presets())}")


def presets() -> list[str]:
    """Return the names of the terms that are shipped with attrcheck."""
    return sorted(file.stem for file in rules_folder().glob("*.toml"))


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise TermsError(str(file), "", f"is larger than {MAX_BYTES:,} bytes: not a terms file")
        return file.read_bytes()
    except OSError as error:
        raise TermsError(str(file), "", f"cannot be read: {error.strerror}") from error


def _fault(file: Path, message: str) -> TermsError:
    match = _FAULT_PATH.match(message)
    sentence, key = (match["sentence"], match["key"] or "") if match else (message, "")
    return TermsError(str(file), key, f"{sentence}{_known_words(sentence, key)}")


def _known_words(sentence: str, key: str) -> str:
    """Return the words that would have been right where a fault was found."""
    if _UNKNOWN_KEY in sentence:
        table = {"work": WorkEntry, "author": AuthorEntry}.get(key.partition("[")[0].partition(".")[0], TermsFile)
        structs = [kind.options for kind in KINDS.values()] if key.startswith("requirements") else [table]
        names = sorted({field for struct in structs for field in struct.__struct_fields__} | ({"kind"} if key.startswith("req") else set()))
        return f"; known keys: {', '.join(names)}"
    if ".places" in key or ".readings" in key:
        return f"; known places: {', '.join(Place)}; known levels: {', '.join(Level)}"
    if key.endswith("kind") or "`kind`" in sentence or (key.startswith("requirements") and "Invalid value" in sentence):
        return f"; known kinds: {', '.join(KINDS)}"
    return ""


def _check(file: Path, written: TermsFile, reading: str) -> None:
    """Refuse what the types cannot: doubled ids, unknown readings, dates that are none, requirements that lack what they check."""
    name = str(file)
    seen: set[str] = set()
    if not written.requirements:
        raise TermsError(name, "requirements", "there is no requirement: nothing would ever be checked")
    for i, requirement in enumerate(written.requirements):
        key = f"requirements[{i}]"
        if requirement.id in seen:
            raise TermsError(name, f"{key}.id", f"{requirement.id!r} is used twice")
        seen.add(requirement.id)
        if not requirement.places:
            raise TermsError(name, f"{key}.places", f"binds nowhere; known places: {', '.join(Place)}")
        for unknown in requirement.readings.keys() - written.readings.keys():
            raise TermsError(name, f"{key}.readings.{unknown}", f"is no reading of these terms; known: {', '.join(written.readings)}")
        if requirement.kind == "credit.job_title" and not written.author.job_title:
            raise TermsError(name, f"{key}.kind", "asks for a job title, but [author] has no job_title")
        if requirement.kind == "profile.reference" and not written.author.profiles:
            raise TermsError(name, f"{key}.kind", "asks for an account, but [author] has no profiles")
    if reading not in (written.readings or {STRICT: ""}):
        raise TermsError(name, "reading", f"{reading!r} is no reading of these terms; known: {', '.join(written.readings or [STRICT])}")
    _check_words(name, written)


def _check_words(name: str, written: TermsFile) -> None:
    author = written.author
    named = [("name", author.name), *((f"aliases[{i}]", alias) for i, alias in enumerate(author.aliases))]
    titles = [("job_title", author.job_title), *((f"job_title_variants[{i}]", title) for i, title in enumerate(author.job_title_variants))]
    for key, text in named + titles:
        if text is not None and not words(text):
            raise TermsError(name, f"author.{key}", f"{text!r} has no word in it that a page could hold")
    if written.work.text and written.work.fingerprint:
        raise TermsError(name, "work", "has a text and a fingerprint; give one of them")
    if not written.work.url.startswith(("http://", "https://")):
        raise TermsError(name, "work.url", f"{written.work.url!r} is not an http(s) address")
    for key, value in (("work.published", written.work.published), ("read_on", written.read_on)):
        try:
            date.fromisoformat(value or "2000-01-01")
        except ValueError as error:
            raise TermsError(name, key, f"{value!r} is not a date like 2019-08-24") from error


def _profiles(file: Path, written: Iterable[str]) -> tuple[Profile, ...]:
    profiles = []
    for i, text in enumerate(written):
        try:
            profiles.append(parse_profile(text))
        except ValueError as error:
            raise TermsError(str(file), f"author.profiles[{i}]", str(error)) from error
    return tuple(profiles)
