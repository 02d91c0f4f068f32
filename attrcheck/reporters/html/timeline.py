"""How a page stood from run to run, as a row of bars: tall ones failed. The same in words stands beside it for those who do not see it.

A bar is as long as the runs in which nothing changed, and all bars of one verdict are one path: a thousand pages with sixty runs each
would else take eight megabytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from attrcheck.model import Moment, Verdict
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import shortened

# Pixels: 60 runs fit into the width of a page.
_STEP, _GAP, _HEIGHT = 10, 2, 24
# Height tells the verdicts apart where colour does not: on paper, and for many eyes.
_HEIGHTS = {Verdict.VIOLATION: 24, Verdict.UNDETERMINED: 16, Verdict.COMPLIANT: 8, Verdict.NOT_A_REUSE: 3}
# A reason is one word of ours; what is longer was written by somebody else.
_LONGEST = 60
_PATH = Markup('<path class="{}" d="{}"/>')
_WHOLE = Markup('<svg class="timeline" role="img" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">{}</svg>')


def timeline(moments: Sequence[Moment]) -> Markup:
    """Return the drawing; every text in it is escaped."""
    bars: dict[Verdict, str] = {}
    at = 0
    for verdict, alike in groupby(one.verdict for one in moments):
        runs = len(list(alike))
        bars[verdict] = bars.get(verdict, "") + _bar(at, runs, _HEIGHTS[verdict])
        at += runs
    width = len(moments) * _STEP
    return _WHOLE.format(
        in_words(moments),
        width,
        _HEIGHT,
        width,
        _HEIGHT,
        Markup("").join(_PATH.format(verdict.value, drawn) for verdict, drawn in bars.items()),
    )


def in_words(moments: Sequence[Moment]) -> str:
    """Return the timeline as a sentence: each verdict with the day from which on it stood."""
    said = [_said(one) for one in moments]
    turns = [at for at in range(len(said)) if at == 0 or said[at] != said[at - 1]]
    return f"Timeline of {len(moments)} runs: " + ", ".join(f"{said[at]} from {moments[at].at[:10]}" for at in turns)


def _bar(at: int, runs: int, height: int) -> str:
    width = runs * _STEP - _GAP
    return f"M{at * _STEP} {_HEIGHT - height}h{width}v{height}h-{width}z"


def _said(one: Moment) -> str:
    # What a page failed with comes from a database or a file; markup that is put together here passes no other filter.
    return printable(shortened(f"{one.verdict} ({one.failure})", _LONGEST)) if one.failure else one.verdict.value
