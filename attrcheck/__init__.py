"""Check whether pages that reuse an article credit its author the way the author asked.

The library does what the program does, without files and exit codes:

>>> from attrcheck import AnyFetcher, HttpFetcher, Limits, Target, check_page, known_works, load_terms, user_agent
>>> terms = load_terms("remy-bonny")
>>> with HttpFetcher(Limits(), user_agent("https://example.org/about")) as web:
...     fetch = AnyFetcher(web=web)
...     works = known_works(terms, [], fetch)
...     target = Target(url="file:///no/such/page.html")
...     [report.verdict for report in check_page(target, fetch(target), terms, works)]
[<Verdict.UNDETERMINED: 'undetermined'>]
"""

from importlib import metadata as _metadata

from attrcheck.errors import AttrcheckError, ExitCode
from attrcheck.fetch import AnyFetcher, Guard, HttpFetcher, Limits, user_agent
from attrcheck.model import Finding, Outcome, Report, Target, TargetReport, Verdict
from attrcheck.scan import check_page
from attrcheck.terms import load_terms
from attrcheck.work import KnownWork, known_works

try:
    __version__ = _metadata.version("attrcheck")
except _metadata.PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0"

__all__ = [
    "AnyFetcher",
    "AttrcheckError",
    "ExitCode",
    "Finding",
    "Guard",
    "HttpFetcher",
    "KnownWork",
    "Limits",
    "Outcome",
    "Report",
    "Target",
    "TargetReport",
    "Verdict",
    "check_page",
    "known_works",
    "load_terms",
    "user_agent",
]
