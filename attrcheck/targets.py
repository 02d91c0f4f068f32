"""From what the user names to a list of targets: addresses, lists of them, saved pages and folders of saved pages."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO
from urllib.parse import urlsplit

from msgspec.structs import replace

from attrcheck.errors import TargetsError
from attrcheck.model import SavedShare, Source, Target, Value
from attrcheck.saved_shares import saved_share
from attrcheck.shares import FEEDS, MAX_WANTED
from attrcheck.urls import canonical, platform_name, post_of, profile_of

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
# A list line longer than this is not an address; browsers and servers stop at about 8,000 characters.
_MAX_ADDRESS = 8_192
# Columns of a CSV list that hold the address, in order of preference.
_COLUMNS = ("url", "address", "link", "page", "target")
_SHARES, _ACCOUNTS = "shares", "accounts"
# Characters of a wrong address that a message repeats.
_SHOWN = 100
# Between a page and its shares in a line of text; no address holds it with a space before it.
_ARROW = re.compile(r"\s->(?:\s|$)")
_BETWEEN_SHARES = re.compile(r"[\s;]+")


class _Entry(NamedTuple):
    """One line of a list: the address of a page, and what stands for its shares and for its outlet's accounts."""

    line: int
    address: str
    shares: Any = ""
    accounts: Any = ""


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
        elif (known := targets.get(key := canonical(found.url))) is None:
            targets[key] = found
        elif (more := _joined(known, found)) != known:
            # A table may have a line for each share.
            targets[key] = more
        else:
            problems.append(f"{_where(found)}{found.url} is listed twice; it is checked once")
    for key, target in targets.items():
        if len(target.shares) > MAX_WANTED:
            targets[key] = replace(target, shares=target.shares[:MAX_WANTED])
            problems.append(f"{_where(target)}{target.url} has {len(target.shares)} shares; the first {MAX_WANTED} are looked at")
    if not targets:
        raise TargetsError("\n".join([*problems, "there is nothing to check: give addresses, a list file, or saved pages"]))
    return Targets(targets=tuple(targets.values()), problems=tuple(problems))


def _joined(known: Target, found: Target) -> Target:
    """Return a target with the shares and accounts that another line says of it."""
    return replace(
        known,
        shares=tuple(dict.fromkeys((*known.shares, *found.shares))),
        saved_shares=tuple(dict.fromkeys((*known.saved_shares, *found.saved_shares))),
        accounts=tuple(dict.fromkeys((*known.accounts, *found.accounts))),
    )


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
        for entry in readers.get(suffix, _text_lines)(text):
            source = Source(file=name, line=entry.line)
            target = _address(entry.address, source)
            if isinstance(target, Target):
                target, problems = _told(target, entry, source)
                yield from problems
            yield target
    except csv.Error as error:
        raise TargetsError(f"{name}: is not CSV: {error}") from error


def _told(target: Target, entry: _Entry, source: Source) -> tuple[Target, list[str]]:
    """Return a target with the shares and accounts that its line names, and what is wrong with them."""
    folder = Path(source.file).parent
    shares: list[str] = []
    saved: list[SavedShare] = []
    problems: list[str] = []
    for text in _each_share(entry.shares):
        kept = saved_share(text, folder)
        if isinstance(kept, SavedShare):
            saved.append(kept)
            shares.append(kept.url)
        else:
            problem, share = (f"{source.file}:{source.line}: {kept}", "") if kept else _share(text, source)
            (problems if problem else shares).append(problem or share)
    accounts = _each_share(entry.accounts)
    problems += [f"{source.file}:{source.line}: {why}" for text in accounts if (why := not_readable(text))]
    return replace(
        target,
        shares=tuple(dict.fromkeys(shares)),
        saved_shares=tuple(dict.fromkeys(saved)),
        accounts=tuple(dict.fromkeys(text for text in accounts if not not_readable(text))),
    ), problems


def not_readable(account: str) -> str:
    """Return why the posts of an account cannot be looked through, empty when its network has an open feed.

    >>> not_readable("https://www.facebook.com/example.news")
    "'https://www.facebook.com/example.news' is on Facebook, which lists no posts to those without a login; name its posts as shares"
    """
    shown, profile = account[:_SHOWN], profile_of(account)
    if profile is None:
        return f"{shown!r} is not the address of an account"
    name = platform_name(profile.platform)
    return (
        ""
        if profile.platform in FEEDS
        else f"{shown!r} is on {name}, which lists no posts to those without a login; name its posts as shares"
    )


def _text_lines(text: str) -> Iterator[_Entry]:
    for number, line in enumerate(text.splitlines(), start=1):
        page, *shares = _ARROW.split(line.strip(), maxsplit=1)
        if line.strip() and not page.startswith("#"):
            yield _Entry(number, page.strip(), *shares)


def _csv_lines(text: str) -> Iterator[_Entry]:
    """Yield the address column: the one whose head says so, else the first column that holds an address; and the column of shares."""
    rows = csv.reader(io.StringIO(text))
    column: int | None = None
    of_shares: int | None = None
    of_accounts: int | None = None
    for row in rows:
        if column is None:
            heads = [cell.strip().lower() for cell in row]
            column = next((heads.index(name) for name in _COLUMNS if name in heads), None)
            if column is not None:
                of_shares, of_accounts = (heads.index(name) if name in heads else None for name in (_SHARES, _ACCOUNTS))
                continue
            column = next((i for i, cell in enumerate(row) if cell.strip().lower().startswith("http")), 0)
        if any(cell.strip() for cell in row):
            yield _Entry(rows.line_num, _cell(row, column), _cell(row, of_shares), _cell(row, of_accounts))


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _jsonl_lines(text: str) -> Iterator[_Entry]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError:
                value = line
            if isinstance(value, dict):
                yield _Entry(number, str(value.get("url", "")), value.get(_SHARES), value.get(_ACCOUNTS))
            else:
                yield _Entry(number, str(value))


def _each_share(shares: Any) -> list[str]:
    """Return the addresses of shares or accounts: of a text with spaces or semicolons between them, or of a list."""
    written = shares if isinstance(shares, list) else [] if shares is None else [shares]
    return [share for one in written for share in _BETWEEN_SHARES.split(str(one)) if share]


def _share(text: str, source: Source) -> tuple[str, str]:
    """Return what is wrong with the address of a share, empty for a right one, and the address."""
    checked = _address(text, source) if post_of(text) is None else ""
    if isinstance(checked, Target):
        if checked.url[:5].lower() == "file:":
            return f"{source.file}:{source.line}: {text[:_SHOWN]!r} is a file, not the address of a share", text
        account = profile_of(text)
        return f"{source.file}:{source.line}: {text[:_SHOWN]!r} is an account, not a share" if account else "", text
    return checked, text


def _where(target: Target) -> str:
    source = target.source
    return f"{source.file}:{source.line}: " if source and source.line else ""


def _address(text: str, source: Source) -> Target | str:
    """Return the target of an address, or the sentence that says why it is none."""
    where = f"{source.file}:{source.line}" if source.line else source.file
    shown = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
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
