"""How far a scan is, on standard error: a live view on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

import click
from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.segment import Segment
from rich.text import Text

from attrcheck.model import Target, TargetReport, Verdict
from attrcheck.reporters.printable import printable

Advance = Callable[[Sequence[TargetReport]], None]

# Seconds between two lines where no view can be drawn: a log of an hour has 240.
_EVERY = 15.0
# How many finished pages the rate is measured over: enough that one slow page does not shake it, few enough that it follows the network.
_WINDOW = 200
# Columns below which a bar says nothing.
_NARROW = 50
_STYLES = {Verdict.VIOLATION: "red", Verdict.UNDETERMINED: "yellow", Verdict.COMPLIANT: "green", Verdict.NOT_A_REUSE: "dim"}


class Tally:
    """What has been done of a list: pages, verdicts, hosts that still have pages, and how fast it goes. `clock` gives seconds.

    `left` are the targets to come; `done` counts those that an earlier part of the run has done, whose verdicts are not counted.
    """

    def __init__(self, left: Iterable[Target], done: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        """Go over the targets once; none of them is kept."""
        self.done = done
        self.verdicts: Counter[Verdict] = Counter()
        self._hosts = Counter(_host(target.url) for target in left)
        self.total = done + self._hosts.total()
        self._clock = clock
        self._ends: deque[float] = deque([clock()], maxlen=_WINDOW + 1)

    def count(self, reports: Sequence[TargetReport]) -> None:
        """Count one target as done; `reports` are those about it, which may be several for one page."""
        self.done += 1
        self._ends.append(self._clock())
        self.verdicts.update(report.verdict for report in reports if not report.same_as)
        for host in {_host(report.url) for report in reports[:1]}:
            self._hosts[host] -= 1
            if self._hosts[host] <= 0:
                del self._hosts[host]

    @property
    def hosts(self) -> int:
        """How many hosts have pages that are not done."""
        return len(self._hosts)

    @property
    def rate(self) -> float:
        """Pages a second, lately; 0 before the first."""
        # Up to now, so that the rate falls while nothing comes.
        seconds = self._clock() - self._ends[0]
        return (len(self._ends) - 1) / seconds if seconds > 0 else 0.0

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield what is to be said, the most wanted first, each with its style."""
        yield f"{self.done:,} of {self.total:,}", "bold"
        for verdict, style in _STYLES.items():
            if self.verdicts[verdict]:
                yield f"{self.verdicts[verdict]:,} {verdict}", style
        if self.done < self.total:
            if self.done:
                yield f"{_duration((self.total - self.done) / self.rate) if self.rate else '?'} left", ""
                yield f"{self.rate:.1f} a second", ""
            yield f"{self.hosts:,} {'host' if self.hosts == 1 else 'hosts'} waiting", ""


class _View:
    """The live view: a bar where there is room, and one line, cut where the terminal ends."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        words = [Text(text, style) for text, style in self._tally.words()]
        line = Text(", ", no_wrap=True, overflow="ellipsis").join(words)
        line.no_wrap, line.overflow = True, "ellipsis"
        if options.max_width >= _NARROW:
            yield ProgressBar(total=max(self._tally.total, 1), completed=self._tally.done)
            yield Segment.line()
        yield line


@contextmanager
def progress(left: Iterable[Target], done: int = 0) -> Iterator[Advance]:
    """Give a function that counts one target as done and shows it; nothing is shown to a command with ``--quiet``.

    `left` and `done` are those of `Tally`. A terminal is left as it was, however the scan ends.
    """
    tally = Tally(left, done)
    context = click.get_current_context(silent=True)
    console = Console(stderr=True)
    if context is not None and context.params.get("quiet"):
        yield tally.count
    elif console.is_terminal and not console.is_dumb_terminal:
        with Live(_View(tally), console=console, transient=True, refresh_per_second=4):
            yield tally.count
    else:
        yield from _lines(tally)


@contextmanager
def reading_lists() -> Iterator[Callable[[str], None]]:
    """Give a function that shows what is done while lists are read; nothing is shown with ``--quiet`` and where there is no terminal."""
    context = click.get_current_context(silent=True)
    console = Console(stderr=True)
    is_quiet = context is not None and context.params.get("quiet")
    if is_quiet or not console.is_terminal or console.is_dumb_terminal:
        yield lambda _: None
        return
    status = console.status("")

    def say(sentence: str) -> None:
        # Addresses are those of strangers: no markup and no escapes, and one line.
        status.update(Text(printable(sentence), no_wrap=True, overflow="ellipsis"))
        status.start()

    try:
        yield say
    finally:
        status.stop()


def _lines(tally: Tally) -> Iterator[Advance]:
    last = time.monotonic()

    def advance(reports: Sequence[TargetReport]) -> None:
        nonlocal last
        tally.count(reports)
        if tally.done < tally.total and time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            _say(tally)

    try:
        yield advance
    finally:
        _say(tally)


def _say(tally: Tally) -> None:
    click.echo("attrcheck: checked " + ", ".join(text for text, _ in tally.words()), err=True)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _duration(seconds: float) -> str:
    """Return a time as people say it.

    >>> _duration(8), _duration(200), _duration(8000)
    ('8 s', '3 min 20 s', '2 h 13 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"
