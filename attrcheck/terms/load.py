"""Read a terms file: every mistake is a TermsError with file, key path, a sentence and the known words."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import msgspec

from attrcheck.errors import TermsError
from attrcheck.kinds import COMBINATORS, KINDS, Condition
from attrcheck.model import Level, Medium, Outcome, Place, Placement, Prominence, ReuseClass, Verdict
from attrcheck.rules_folder import rules_folder
from attrcheck.terms.check import check, check_work
from attrcheck.terms.extend import Content, extended, ids
from attrcheck.terms.language import AuthorEntry, OutletEntry, SiteEntry, Terms, TermsFile, TestEntry, WorkEntry
from attrcheck.terms.works import basis_of, work_of
from attrcheck.toml_files import fault_of, known_words, toml_bytes, toml_of

# Terms that extend terms that extend terms: more steps than anybody can follow.
MAX_EXTENDS = 8
_UNKNOWN_KEY = "unknown field"
# "[0]" in the path of a fault, or "[...]" where msgspec does not say which.
_INDEX = re.compile(r"\[[^\]]*\]")
_TABLES = {"work": WorkEntry, "works": WorkEntry, "author": AuthorEntry, "coauthors": AuthorEntry, "outlet": OutletEntry,
           "site": SiteEntry, "test": TestEntry}  # fmt: skip


def load_terms(path: str | Path, reading: str | None = None) -> Terms:
    """Return the terms in a file, or of a preset by its name (``remy-bonny``).

    `reading` overrides the reading that the file chooses. Raises TermsError.
    """
    file = find_terms(path)
    read: list[bytes] = []
    content = _content(file, read, ())
    try:
        written = msgspec.convert(content, TermsFile)
    except msgspec.ValidationError as error:
        raise _fault(file, str(error)) from error
    except RecursionError as error:
        raise TermsError(str(file), "", "is nested too deeply") from error
    chosen = written.reading if reading is None else reading
    check(str(file), written, chosen)
    basis = basis_of(str(file), written)
    keys = (["work"] if written.work else []) + [f"works[{i}]" for i in range(len(written.works))]
    works = tuple(work_of(str(file), key, entry, basis) for key, entry in zip(keys, written.entries, strict=True))
    for work in works:
        check_work(str(file), written.requirements, work)
    digest = f"sha256:{sha256(b''.join(read)).hexdigest()}"
    return Terms(file=written, works=works, basis=basis, reading=chosen, digest=digest, path=str(file))


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


def _content(file: Path, read: list[bytes], below: tuple[Path, ...]) -> Content:
    """Return what a file says together with what it extends; every byte of both goes into the digest."""
    content = _parsed(file, read)
    lower = content.get("extends")
    if not isinstance(lower, str) or not lower:
        return content
    chain = (*below, file.resolve())
    found = _extended_file(file, lower)
    if found.resolve() in chain or len(chain) > MAX_EXTENDS:
        names = " -> ".join(path.name for path in (*chain, found))
        raise TermsError(str(file), "extends", f"leads in a circle or too far: {names}")
    base = _content(found, read, chain)
    for i, name in enumerate(content["drop"] if isinstance(content.get("drop"), list) else ()):
        if name not in ids(base):
            raise TermsError(str(file), f"drop[{i}]", f"{name!r} is no requirement of {lower}; known: {', '.join(ids(base))}")
    return extended(base, content, found.parent)


def _extended_file(file: Path, name: str) -> Path:
    beside = file.parent / name
    if beside.is_file():
        return beside
    try:
        return find_terms(name)
    except TermsError as error:
        raise TermsError(str(file), "extends", f"{name!r}: {error.sentence}") from error


def _parsed(file: Path, read: list[bytes]) -> Content:
    written = toml_bytes(file, TermsError, "terms file")
    read.append(written)
    return toml_of(written, file, TermsError)


def _fault(file: Path, message: str) -> TermsError:
    key, sentence = fault_of(message)
    return TermsError(str(file), key, f"{sentence}{_known_words(sentence, key)}")


def _known_words(sentence: str, key: str) -> str:
    """Return the words that would have been right where a fault was found."""
    last = _INDEX.sub("", key).rpartition(".")[2]
    if _UNKNOWN_KEY in sentence:
        return known_words(sentence, "keys", _known_keys(key, last))
    if last in ("places", "readings", "expect"):
        # "places[...]" is the value of a place.
        level = known_words(sentence if key.endswith("]") else "", "levels", Level)
        place = known_words("" if key.endswith("]") else sentence, "places", Place)
        return f"{place}{level}; known outcomes: {', '.join(Outcome)}"
    words = {"placement": Placement, "prominence": Prominence, "verdict": Verdict, "reuse": ReuseClass, "medium": Medium}.get(last)
    if words:
        return known_words(sentence, "words", words)
    if last == "kind" or "`kind`" in sentence or (last in ("requirements", "of") and "Invalid value" in sentence):
        return known_words(sentence, "kinds", (*KINDS, *COMBINATORS))
    return ""


def _known_keys(key: str, last: str) -> list[str]:
    if last == "when":
        return sorted(Condition.__struct_fields__)
    if key.startswith("requirements"):
        words = [kind.options for kind in KINDS.values()] + [combinator.options for combinator in COMBINATORS.values()]
        return sorted({field for word in words for field in word.__struct_fields__} | {"kind"})
    return sorted(_TABLES.get(last, TermsFile).__struct_fields__)
