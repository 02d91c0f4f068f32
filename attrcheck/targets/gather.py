"""From what the user names to a list of targets: addresses, lists of them, saved pages and folders of saved pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from msgspec.structs import replace

from attrcheck.errors import TargetsError
from attrcheck.fetch import PAGE_SUFFIXES, Fetcher
from attrcheck.model import Listed, Source, Target, Value
from attrcheck.reporters.printable import printable
from attrcheck.shares import MAX_WANTED
from attrcheck.targets.addresses import Origin, fault_in, target_of
from attrcheck.targets.document import MAX_BYTES, Document, Entry
from attrcheck.targets.nested import Lists, Told
from attrcheck.urls import canonical

_WEB = ("http://", "https://")


class Targets(Value, frozen=True, kw_only=True):
    """The targets in order, each page once; a sentence for every line that is none; and what else is worth saying of the lists."""

    targets: tuple[Target, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...] = ()


class _Page:
    """A page that was listed, perhaps often: every address once, in order, and the shares and accounts of all."""

    def __init__(self, first: Target) -> None:
        self.first = first
        self.others: dict[str, Listed] = {}
        self.shares = dict.fromkeys(first.shares)
        self.saved_shares = dict.fromkeys(first.saved_shares)
        self.accounts = dict.fromkeys(first.accounts)

    def add(self, again: Target) -> bool:
        """Take one more mention; tell whether it says anything new."""
        is_new = again.url != self.first.url and again.url not in self.others
        if is_new:
            self.others[again.url] = Listed(url=again.url, source=again.source)
        known = len(self.shares) + len(self.saved_shares) + len(self.accounts)
        self.shares |= dict.fromkeys(again.shares)
        self.saved_shares |= dict.fromkeys(again.saved_shares)
        self.accounts |= dict.fromkeys(again.accounts)
        return is_new or len(self.shares) + len(self.saved_shares) + len(self.accounts) > known

    @property
    def target(self) -> Target:
        """The target that is fetched."""
        return replace(
            self.first,
            shares=tuple(self.shares)[:MAX_WANTED],
            saved_shares=tuple(self.saved_shares),
            accounts=tuple(self.accounts),
            also=tuple(self.others.values()),
        )


def gather(arguments: Iterable[str], stdin: TextIO, fetch: Fetcher, lists: Iterable[str] = ()) -> Targets:
    """Return the targets of all arguments (addresses, files with lists, ``-`` for standard input, saved pages, folders) and of `lists`.

    `lists` are addresses at which there is a list; `fetch` brings these, and the lists that other lists name. Broken lines are problems,
    named with file and line; the good ones still count. Addresses of one page are one target. Raises TargetsError when nothing is left.
    """
    pages: dict[str, _Page] = {}
    problems: list[str] = []
    remarks: list[str] = []
    for found in _all(arguments, stdin, Lists(fetch), lists):
        if isinstance(found, Told):
            problems.append(found.sentence)
        elif (page := pages.get(key := canonical(found.url))) is None:
            pages[key] = _Page(found)
        elif not page.add(found) and not _is_from_elsewhere(found):
            remarks.append(f"{_where(found)}{found.url} is listed twice; it is checked once")
    for page in pages.values():
        if len(page.shares) > MAX_WANTED:
            problems.append(f"{_where(page.first)}{page.first.url} has {len(page.shares)} shares; the first {MAX_WANTED} are looked at")
    # Addresses in them may be those of strangers, and they are written to a terminal.
    problems, remarks = list(map(printable, problems)), list(map(printable, remarks))
    if not pages:
        raise TargetsError("\n".join([*problems, "there is nothing to check: give addresses, a list, or saved pages"]))
    return Targets(targets=tuple(page.target for page in pages.values()), problems=tuple(problems), remarks=tuple(remarks))


def _all(arguments: Iterable[str], stdin: TextIO, lists: Lists, addresses: Iterable[str]) -> Iterator[Target | Told]:
    for argument in arguments:
        if argument == "-":
            yield from lists.read(Document("-", stdin.read().encode("utf-8", "surrogateescape")))
        elif argument.lower().startswith((*_WEB, "file:")):
            for found in target_of(Entry(0, argument), Origin("command line", may_name_files=True)):
                yield found if isinstance(found, Target) else Told(f"command line: {found.sentence}")
        else:
            yield from _from_path(argument, lists)
    for address in addresses:
        wrong = fault_in(address, may_be_file=False)
        if wrong:
            raise TargetsError(f"--list: {wrong}")
        yield from lists.at(address)


def _from_path(argument: str, lists: Lists) -> Iterator[Target | Told]:
    path = Path(argument)
    if path.is_dir():
        pages = sorted(page for page in path.rglob("*") if page.suffix.lower() in PAGE_SUFFIXES and page.is_file())
        if not pages:
            raise TargetsError(f"{path}: the folder holds no saved page ({', '.join(PAGE_SUFFIXES)})")
        yield from (Target(url=page.resolve().as_uri(), source=Source(file=str(page), line=0)) for page in pages)
    elif path.suffix.lower() in PAGE_SUFFIXES and path.is_file():
        yield Target(url=path.resolve().as_uri(), source=Source(file=str(path), line=0))
    elif path.is_file():
        yield from lists.read(Document(str(path), _bytes(path)))
    else:
        if "://" in argument:
            raise TargetsError(f"{argument!r} is not an http(s) address")
        hint = f"; did you mean https://{path}?" if "." in str(path).strip("./").partition("/")[0] else ""
        raise TargetsError(f"{path}: there is no such file, folder or http(s) address{hint}")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TargetsError(f"{path}: is larger than {MAX_BYTES:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise TargetsError(f"{path}: cannot be read as a list of addresses: {error}") from error


def _is_from_elsewhere(target: Target) -> bool:
    """Tell whether a target comes from a list that was fetched: these repeat each other, and nobody can mend them."""
    return target.source is not None and target.source.file.startswith(_WEB)


def _where(target: Target) -> str:
    source = target.source
    return f"{source.file}:{source.line}: " if source and source.line else ""
