"""What stays the same about a finding from one scan to the next: the work, the page, the requirement, the place, and which share it was."""

from __future__ import annotations

from hashlib import sha256

from attrcheck.model import Finding, Place, TargetReport
from attrcheck.urls import canonical

# Hexadecimal digits: 80 bits keep a million findings apart, and the identity stays short enough for a line of CSV.
_DIGITS = 20
LEAST_DIGITS = 6
"""So many first digits at least must be given to name a finding: fewer would be taken for the number of a page, or hit by chance."""


def identity(target: TargetReport, finding: Finding) -> str:
    """Return the identity of a finding, never its number or its words: a fix and a new failure of the same sort do not cancel out.

    Addresses count in their canonical form, so that a tracking parameter makes no new finding.
    """
    subject = canonical(finding.subject) if finding.place is Place.SHARE else ""
    # Previews are told apart by what follows the page's address.
    preview = finding.subject.rpartition("#")[2] if finding.place is Place.SHARE_PREVIEW else ""
    parts = (canonical(target.work or ""), canonical(target.url), finding.requirement, finding.place, subject, preview)
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
