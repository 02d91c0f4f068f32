"""The values that travel through a scan: frozen, keyword-only, JSON in and out.

The model is also the wire format: a report on disk is `Report` encoded by msgspec, and its JSON Schema comes from the same classes.
Times are ISO 8601 with a zone, digests are ``sha256:`` and 64 hex digits, coverage is a fraction from 0 to 1."""

from attrcheck.model.page import Article, Capture, CaptureRecord, Failure, Link, Metadatum, Passage, Region, Source, Target, Widget
from attrcheck.model.report import Conclusion, Evidence, Finding, Match, Report, Reuse, Subject, TargetReport, TermsRecord
from attrcheck.model.value import Value
from attrcheck.model.words import FailureReason, Level, Origin, Outcome, Place, ReuseClass, Role, Verdict, Visibility
from attrcheck.model.work import Author, Profile, Work

__all__ = [
    "Article",
    "Author",
    "Capture",
    "CaptureRecord",
    "Conclusion",
    "Evidence",
    "Failure",
    "FailureReason",
    "Finding",
    "Level",
    "Link",
    "Match",
    "Metadatum",
    "Origin",
    "Outcome",
    "Passage",
    "Place",
    "Profile",
    "Region",
    "Report",
    "Reuse",
    "ReuseClass",
    "Role",
    "Source",
    "Subject",
    "Target",
    "TargetReport",
    "TermsRecord",
    "Value",
    "Verdict",
    "Visibility",
    "Widget",
    "Work",
]
