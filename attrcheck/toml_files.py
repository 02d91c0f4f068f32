"""The user's own TOML files, read within bounds: a fault names the file, the key and a sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from attrcheck.errors import FileError

# The largest file of terms or waivers that makes sense; a larger one is a mistake in the option.
MAX_BYTES = 1_000_000
# msgspec ends its message with the path of the fault: " - at `$.requirements[0].places`".
_FAULT_PATH = re.compile(r"^(?P<sentence>.*?)(?: - at `(?:key`? in `?)?\$?\.?(?P<key>[^`]*)`)?$", re.DOTALL)


# The word that msgspec does not know: "unknown field `autor`", "Invalid value 'credit.nmae'".
_SAID = re.compile(r"[`'](.{1,80}?)[`']")


class Fault(NamedTuple):
    """What msgspec says is wrong with the content of a file: the key and a sentence."""

    key: str
    sentence: str


def toml_bytes(file: Path, error: type[FileError], name: str) -> bytes:
    """Return what is in a file that is a `name`. Raises `error`."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise error(str(file), "", f"is larger than {MAX_BYTES:,} bytes: not a {name}")
        return file.read_bytes()
    except OSError as trouble:
        raise error(str(file), "", f"cannot be read: {trouble.strerror}") from trouble


def toml_of(written: bytes, file: Path, error: type[FileError]) -> dict[str, Any]:
    """Return what the bytes of a file say. Raises `error`."""
    try:
        read: dict[str, Any] = _plain(tomllib.loads(written.decode("utf-8-sig")))
        return read
    except UnicodeDecodeError as trouble:
        raise error(str(file), "", f"is not UTF-8: {trouble.reason} at byte {trouble.start}") from trouble
    except RecursionError as trouble:
        raise error(str(file), "", "is nested too deeply") from trouble
    except tomllib.TOMLDecodeError as trouble:
        raise error(str(file), "", f"is not TOML: {trouble}") from trouble


def _plain(value: Any) -> Any:
    """Return what a file says with its dates as texts: `2024-03-04` means the same with quotation marks and without."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def fault_of(message: str) -> Fault:
    """Return what a message of msgspec says.

    >>> fault_of("Expected `str`, got `int` - at `$.waiver[0].by`")
    Fault(key='waiver[0].by', sentence='Expected `str`, got `int`')
    """
    found = _FAULT_PATH.match(message)
    return Fault(found["key"] or "", found["sentence"]) if found else Fault("", message)


def known_words(sentence: str, name: str, known: Iterable[str]) -> str:
    """Return the words that would have been right in a sentence of msgspec's, and the one that was meant, if one is near.

    >>> known_words("Invalid value 'artcle'", "places", ["article", "share"])
    '; did you mean article? known places: article, share'
    """
    words = list(known)
    said = _SAID.search(sentence)
    near = get_close_matches(said[1], words, n=1) if said else []
    return f"; {f'did you mean {near[0]}? ' if near else ''}known {name}: {', '.join(words)}"
