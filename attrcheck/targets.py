"""From what the user names to a list of targets: addresses, lists of them, saved pages and folders of saved pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from attrcheck.errors import TargetsError
from attrcheck.model import Source, Target, Value
from attrcheck.urls import canonical

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
# A list line longer than this is not an address; browsers and servers stop at about 8,000 characters.
_MAX_ADDRESS = 8_192
# Columns of a CSV list that hold the address, in order of preference.
_COLUMNS = ("url", "address", "link", "page", "target")


class Targets(Value, frozen=True, kw_only=True):
    """The targets in order, each once, and a sentence for every line that is none."""

    targets: tuple[Target, ...]
    problems: tuple[str, ...]


def gather(arguments: Iterable[str], stdin: TextIO) -> Targets:
    """Return the targets of all arguments: addresses, list files (.txt, .csv, .jsonl), ``-`` for standard input, saved pages, folders.

    Broken and repeated lines are problems, named with file and line; the good ones still count. Raises TargetsError when nothing is left.
    """
    targets: dict[str, Target] = {}
    problems: list[str] = []
    for found in _all(arguments, stdin):
        if isinstance(found, str):
            problems.append(found)
        elif (key := canonical(found.url)) in targets:
            source = found.source
            where = f"{source.file}:{source.line}: " if source and source.line else ""
            problems.append(f"{where}{found.url} is listed twice; it is checked once")
        else:
            targets[key] = found
    if not targets:
        raise TargetsError("\n".join([*problems, "there is nothing to check: give addresses, a list file, or saved pages"]))
    return Targets(targets=tuple(targets.values()), problems=tuple(problems))


def is_broken(problem: str) -> bool:
    """Tell whether a problem means that something was not checked; a repeated line was."""
    return not problem.endswith("it is checked once")


def _all(arguments: Iterable[str], stdin: TextIO) -> Iterator[Target | str]:
    for argument in arguments:
        if argument == "-":
            yield from _listed(stdin.read(), "-", ".txt")
        elif argument.lower().startswith(("http://", "https://", "file:")):
            yield _address(argument, Source(file="command line", line=0))
        else:
            yield from _from_path(argument)


def _from_path(argument: str) -> Iterator[Target | str]:
    path = Path(argument)
    if path.is_dir():
        pages = sorted(page for page in path.rglob("*") if page.suffix.lower() in PAGE_SUFFIXES and page.is_file())
        if not pages:
            raise TargetsError(f"{path}: the folder holds no saved page ({', '.join(PAGE_SUFFIXES)})")
        yield from (Target(url=page.resolve().as_uri(), source=Source(file=str(page), line=0)) for page in pages)
    elif path.suffix.lower() in PAGE_SUFFIXES and path.is_file():
        yield Target(url=path.resolve().as_uri(), source=Source(file=str(path), line=0))
    elif path.is_file():
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise TargetsError(f"{path}: cannot be read as a list of addresses: {error}") from error
        yield from _listed(text, str(path), path.suffix.lower())
    else:
        if "://" in argument:
            raise TargetsError(f"{argument!r} is not an http(s) address")
        hint = f"; did you mean https://{path}?" if "." in str(path).strip("./").partition("/")[0] else ""
        raise TargetsError(f"{path}: there is no such file, folder or http(s) address{hint}")


def _listed(text: str, name: str, suffix: str) -> Iterator[Target | str]:
    readers = {".csv": _csv_lines, ".jsonl": _jsonl_lines, ".ndjson": _jsonl_lines}
    try:
        for line, address in readers.get(suffix, _text_lines)(text):
            yield _address(address, Source(file=name, line=line))
    except csv.Error as error:
        raise TargetsError(f"{name}: is not CSV: {error}") from error


def _text_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        address = line.strip()
        if address and not address.startswith("#"):
            yield number, address


def _csv_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the address column: the one whose head says so, else the first column that holds an address."""
    rows = csv.reader(io.StringIO(text))
    column: int | None = None
    for row in rows:
        if column is None:
            heads = [cell.strip().lower() for cell in row]
            column = next((heads.index(name) for name in _COLUMNS if name in heads), None)
            if column is not None:
                continue
            column = next((i for i, cell in enumerate(row) if cell.strip().lower().startswith("http")), 0)
        if any(cell.strip() for cell in row):
            yield rows.line_num, row[column].strip() if column < len(row) else ""


def _jsonl_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError:
                value = line
            yield number, str(value.get("url", "")) if isinstance(value, dict) else str(value)


def _address(text: str, source: Source) -> Target | str:
    """Return the target of an address, or the sentence that says why it is none."""
    where = f"{source.file}:{source.line}" if source.line else source.file
    shown = text[:100] + ("…" if len(text) > 100 else "")
    if len(text) > _MAX_ADDRESS:
        return f"{where}: an address of {len(text):,} characters is too long: {shown!r}"
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        return f"{where}: {shown!r} is not an address: {error}"
    if parts.scheme.lower() == "file":
        return Target(url=text, source=source)
    if not text:
        return f"{where}: there is no address in this line"
    if parts.scheme.lower() not in ("http", "https"):
        return f"{where}: {shown!r} is not an http(s) address"
    if not host or any(c.isspace() for c in text):
        return f"{where}: {shown!r} is not an address: {'it holds a space' if host else 'it names no host'}"
    return Target(url=text, source=source)
