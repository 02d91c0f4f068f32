"""A captured page beside what was found on it, as one HTML file that runs nothing and asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from attrcheck.identity import identity
from attrcheck.model import CaptureRecord, Finding, TargetReport

# No script, no request: also not from inside the frame, which inherits this. Styles and pictures of the page itself may show.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem}"
    "iframe{width:100%;height:80vh;border:2px solid #888;background:#fff}q{background:#ff9}dt{font-weight:bold}code{overflow-wrap:anywhere}"
)


def exhibit(reports: Sequence[TargetReport], record: CaptureRecord, page: str) -> str:
    """Return the file. `page` is the markup of the captured page, which is shown in a sandbox without scripts, forms and plug-ins."""
    return "\n".join(_lines(reports, record, page)) + "\n"


def _lines(reports: Sequence[TargetReport], record: CaptureRecord, page: str) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width">\n<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(record.final_url)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{escape(record.final_url)}</h1>\n<p>Captured {escape(record.captured_at)}. Digest <code>{escape(record.digest)}</code>."
    if record.archived:
        place = record.archived
        yield f"Record <code>{escape(place.record)}</code> in {escape(place.file)}, byte {place.offset:,}."
    yield "</p>\n<dl>"
    for report in reports:
        yield f"<dt>{escape(report.verdict)}</dt>"
        for finding in report.findings:
            yield from _finding(report, finding)
    yield "</dl>\n<h2>The page as it was captured</h2>"
    yield "<p>Without its scripts, frames, remote pictures and style sheets. Evidence is outlined, its words are highlighted.</p>"
    yield f'<iframe sandbox="" title="The captured page" srcdoc="{escape(page)}"></iframe>\n</body>\n</html>'


def _finding(report: TargetReport, finding: Finding) -> Iterator[str]:
    where = f"{finding.requirement} in {finding.place}"
    yield f"<dt>{escape(finding.outcome)}: {escape(where)}</dt>\n<dd>{escape(finding.reason)}</dd>"
    yield f"<dd>Finding <code>{identity(report, finding)}</code></dd>"
    for evidence in finding.evidence:
        yield f"<dd><q>{escape(evidence.quote)}</q> at <code>{escape(evidence.locator)}</code></dd>"
